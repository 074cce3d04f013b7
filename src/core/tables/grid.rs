//! A table as cells to be edited: every row with the table's own columns in their own order.

use super::parse::heading_key;
use super::{Sheet, SheetRow, Table};

/// The rows below the heading, cells in the order of [`Table::columns`]. `None`: the sheet has something that would be
/// lost in that form, an unknown column or cells beyond the heading, or lacks a column that is needed.
#[must_use]
pub fn grid(table: Table, sheet: &Sheet) -> Option<Vec<SheetRow>> {
    let Some((heading, rows)) = sheet.rows.split_first() else { return Some(Vec::new()) };
    let columns = table.columns();
    let mut places = vec![None; columns.len()];
    for (at, cell) in heading.cells.iter().enumerate() {
        let key = heading_key(cell);
        if key.is_empty() {
            continue;
        }
        let column = columns.iter().position(|column| column.polish == key || column.english == key)?;
        if places.get_mut(column)?.replace(at).is_some() {
            return None;
        }
    }
    if columns.iter().zip(&places).any(|(column, place)| column.required && place.is_none()) {
        return None;
    }
    let known: Vec<usize> = places.iter().flatten().copied().collect();
    let arranged = |row: &SheetRow| {
        let stray = row.cells.iter().enumerate().any(|(at, cell)| !cell.trim().is_empty() && !known.contains(&at));
        let cells = places.iter().map(|place| place.and_then(|at| row.cells.get(at)).cloned().unwrap_or_default());
        (!stray).then(|| SheetRow { line: row.line, cells: cells.collect() })
    };
    rows.iter().map(arranged).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let row = |cells: &&[&str]| SheetRow { line: 1, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() };
        Sheet { rows: rows.iter().map(row).collect() }
    }

    #[test]
    fn columns_come_into_their_own_order() {
        let found = grid(Table::Services, &sheet(&[&["Kod", "definition"], &["PAKOWANIE", "gift"], &["X"]])).unwrap();
        let cells: Vec<Vec<String>> = found.into_iter().map(|row| row.cells).collect();
        assert_eq!(cells, [["gift", "PAKOWANIE", ""], ["", "X", ""]]);
        assert_eq!(grid(Table::Services, &Sheet::default()), Some(Vec::new()));
    }

    #[test]
    fn what_would_be_lost_is_not_shown_as_cells() {
        let lost: [&[&[&str]]; 4] = [
            &[&["definicja", "kod", "uwagi"]],
            &[&["definicja"]],
            &[&["definicja", "kod", "code"]],
            &[&["definicja", "kod"], &["a", "b", "c"]],
        ];
        for rows in lost {
            assert_eq!(grid(Table::Services, &sheet(rows)), None, "{rows:?}");
        }
    }
}
