//! A mapping table with some cells changed: what a person wrote besides, comments, the order of rows and columns, columns of his
//! own, and the separator stay as they are.

use super::csv_text;
use super::tables;
use crate::core::message::Catalogue;
use crate::core::tables::{Change, SheetRow, Table};

/// The file's text after the changes; `None`: it cannot be changed without losing something in it. What is the same afterwards
/// had nothing that was to be changed.
#[must_use]
pub fn changed(table: Table, before: &[u8], changes: &[Change], texts: &Catalogue) -> Option<String> {
    let begun = csv_text::read(before).ok()?;
    let before = if begun.rows.is_empty() { tables::rewritten(table, before, &[], texts) } else { before.to_vec() };
    let sheet = csv_text::read(&before).ok()?;
    let (heading, rows) = sheet.rows.split_first()?;
    let place = |at: &usize| {
        let column = table.columns().get(*at)?;
        heading.cells.iter().position(|cell| column.is_named(cell))
    };
    // A column that is not there is empty.
    let needed = |change: &Change| {
        change.find.iter().chain(&change.set).any(|(at, cell)| !cell.is_empty() && place(at).is_none())
    };
    if changes.iter().any(needed) {
        return rewritten(table, &before, changes, texts);
    }
    let text = tables::text(&before);
    let (separator, _) = csv_text::separator(&text);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut rows = arranged(table, heading, rows);
    for change in changes {
        let met: Vec<u32> = rows.iter().filter(|row| change.finds(&row.cells)).map(|row| row.line).collect();
        change.apply(&mut rows);
        for line in &met {
            let at = usize::try_from(*line).ok()?.checked_sub(1)?;
            let own = lines.get_mut(at)?;
            if own.contains('"') {
                return rewritten(table, &before, changes, texts);
            }
            let mut cells: Vec<String> = own.split(separator).map(str::to_owned).collect();
            for (column, cell) in &change.set {
                put(&mut cells, place(column)?, cell);
            }
            *own = csv_text::line(separator, &cells);
        }
        if met.is_empty() && change.add.is_some() {
            let row = change.row(table);
            let mut cells = vec![String::new(); heading.cells.len()];
            for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                if let Some(at) = place(&column) {
                    put(&mut cells, at, cell);
                }
            }
            lines.push(csv_text::line(separator, &cells));
            rows.push(SheetRow { line: u32::try_from(lines.len()).ok()?, cells: row });
        }
    }
    lines.push(String::new());
    Some(lines.join("\n"))
}

/// The rows with their cells in the order of [`Table::columns`], for who looks for something in them.
#[must_use]
pub fn rows(table: Table, bytes: &[u8]) -> Vec<Vec<String>> {
    let Ok(sheet) = csv_text::read(bytes) else { return Vec::new() };
    let Some((heading, rows)) = sheet.rows.split_first() else { return Vec::new() };
    arranged(table, heading, rows).into_iter().map(|row| row.cells).collect()
}

/// A column is missing, or a row is of several lines: the whole is written anew, if nothing is lost thereby.
fn rewritten(table: Table, before: &[u8], changes: &[Change], texts: &Catalogue) -> Option<String> {
    let mut rows = tables::cells(table, before)?;
    for change in changes {
        if change.apply(&mut rows) == 0 && change.add.is_some() {
            rows.push(SheetRow { line: 0, cells: change.row(table) });
        }
    }
    let rows: Vec<Vec<String>> = rows.into_iter().map(|row| row.cells).collect();
    Some(tables::text(&tables::rewritten(table, before, &rows, texts)))
}

/// The rows with their cells in the order of [`Table::columns`], whatever else the file has.
fn arranged(table: Table, heading: &SheetRow, rows: &[SheetRow]) -> Vec<SheetRow> {
    let places: Vec<Option<usize>> =
        table.columns().iter().map(|column| heading.cells.iter().position(|cell| column.is_named(cell))).collect();
    let cells = |row: &SheetRow| {
        places.iter().map(|place| place.and_then(|at| row.cells.get(at)).cloned().unwrap_or_default()).collect()
    };
    rows.iter().map(|row| SheetRow { line: row.line, cells: cells(row) }).collect()
}

fn put(cells: &mut Vec<String>, at: usize, cell: &str) {
    if cells.len() <= at {
        cells.resize(at + 1, String::new());
    }
    if let Some(place) = cells.get_mut(at) {
        cell.clone_into(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::message::Language;

    fn change(find: &[(usize, &str)], set: &[(usize, &str)], add: Option<&[(usize, &str)]>) -> Change {
        let cells = |all: &[(usize, &str)]| all.iter().map(|(at, cell)| (*at, (*cell).to_owned())).collect::<Vec<_>>();
        Change { find: cells(find), set: cells(set), add: add.map(cells) }
    }

    fn after(table: Table, before: &str, changes: &[Change]) -> Option<String> {
        changed(table, before.as_bytes(), changes, &Catalogue::new(Language::Polish))
    }

    #[test]
    fn a_row_is_added_and_everything_else_stays_as_it_is() {
        let before = "# moje\nkod\tuwagi\toferta\nA\tczerwony\t1\n# wyprzedaż\nB\t\t2\n";
        let added = change(&[(0, "15")], &[(1, "KUBEK")], Some(&[(3, "Kubek, biały")]));
        assert_eq!(after(Table::Products, before, &[added]).unwrap(), format!("{before}KUBEK\t\t15\n"));
    }

    #[test]
    fn cells_are_changed_in_the_rows_that_have_others() {
        let before = "typ;operator;forma\nONLINE;*;raty\nWIRE_TRANSFER;*;Raty \nSPLIT_PAYMENT;*;gotówka\n";
        let other = change(&[(2, "raty")], &[(2, "przelew")], None);
        let expected = "typ;operator;forma\nONLINE;*;przelew\nWIRE_TRANSFER;*;przelew\nSPLIT_PAYMENT;*;gotówka\n";
        assert_eq!(after(Table::Payments, before, std::slice::from_ref(&other)).unwrap(), expected);
        assert_eq!(after(Table::Payments, expected, &[other]).unwrap(), expected, "there is none any more");
    }

    #[test]
    fn a_column_that_the_file_lacks_comes_in_and_comments_stay() {
        let before = "# moje\noferta;kod\n1;A\n";
        let rate = change(&[(0, "1")], &[(2, "8")], Some(&[]));
        let text = after(Table::Products, before, std::slice::from_ref(&rate)).unwrap();
        assert_eq!(text, "# moje\noferta;kod;vat;nazwa;grupa_oss\n1;A;8;;\n");
        // A column of his own would be lost then.
        assert_eq!(after(Table::Products, "oferta;kod;uwagi\n1;A;x\n", &[rate]), None);
    }

    #[test]
    fn a_table_that_nobody_has_begun_begins_with_its_heading() {
        let row = change(&[(0, "gift")], &[(1, "PAKOWANIE")], Some(&[]));
        for before in ["", "# nic\n", "definicja;kod;vat\n"] {
            let text = after(Table::Services, before, std::slice::from_ref(&row)).unwrap();
            assert!(text.ends_with("definicja;kod;vat\ngift;PAKOWANIE;\n"), "{before}: {text}");
        }
    }

    #[test]
    fn what_strangers_wrote_is_no_formula_and_no_second_row() {
        let name = "=HYPERLINK(\"http://x\";\"y\")\n9;Z";
        let row = change(&[(0, "1")], &[(1, "A;B\"C")], Some(&[(3, name)]));
        let text = after(Table::Products, "oferta;kod;vat;nazwa\n", &[row]).unwrap();
        let sheet = csv_text::read(text.as_bytes()).unwrap();
        assert_eq!(sheet.rows.len(), 2, "{text}");
        assert_eq!(sheet.rows[1].cells[1], "A;B\"C");
        assert!(sheet.rows[1].cells[3].starts_with('\''), "{text}");
    }

    #[test]
    fn a_row_with_quotes_is_changed_too() {
        let before = "oferta;kod;vat;nazwa\n1;\"A\";;\"Kubek; biały\"\n";
        let text = after(Table::Products, before, &[change(&[(0, "1")], &[(1, "B")], None)]).unwrap();
        assert!(text.contains("1;B;;\"Kubek; biały\""), "{text}");
    }

    #[test]
    fn what_is_no_table_is_left_alone() {
        assert_eq!(after(Table::Services, "definicja;kod\n\"a;b\n", &[]), None);
    }
}
