//! What is other in a table than it was: by what its rows say, wherever they stand.

use std::collections::HashMap;

use super::SheetRow;

/// The rows that are other, as they are now or were, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Rows that were not there.
    pub added: Vec<SheetRow>,
    /// Rows that said something else: as they were, and as they are.
    pub changed: Vec<(SheetRow, SheetRow)>,
    /// Rows that are there no more.
    pub removed: Vec<SheetRow>,
}

impl Difference {
    /// Is it the same?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

/// What became of the rows. A row with the first cell of one that is gone, or on its line, is that row changed.
#[must_use]
pub fn difference(before: &[SheetRow], now: &[SheetRow]) -> Difference {
    let mut removed = without(before, now);
    let mut added = without(now, before);
    let mut changed = Vec::new();
    let key = |row: &SheetRow| row.cells.first().map(|cell| cell.trim().to_owned()).unwrap_or_default();
    pair(&mut removed, &mut added, &mut changed, key);
    pair(&mut removed, &mut added, &mut changed, |row| row.line);
    changed.sort_by_key(|(_, now)| now.line);
    Difference { added, changed, removed }
}

/// The rows of one that the other has not, or not so often.
fn without(rows: &[SheetRow], others: &[SheetRow]) -> Vec<SheetRow> {
    let mut counts: HashMap<&[String], usize> = HashMap::new();
    for row in others {
        *counts.entry(&row.cells).or_default() += 1;
    }
    let is_new = |row: &&SheetRow| match counts.get_mut(row.cells.as_slice()).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            false
        }
        None => true,
    };
    rows.iter().filter(is_new).cloned().collect()
}

fn pair<K: std::hash::Hash + Eq>(
    removed: &mut Vec<SheetRow>,
    added: &mut Vec<SheetRow>,
    changed: &mut Vec<(SheetRow, SheetRow)>,
    key: impl Fn(&SheetRow) -> K,
) {
    let mut by_key: HashMap<K, Vec<SheetRow>> = HashMap::new();
    for row in std::mem::take(removed).into_iter().rev() {
        by_key.entry(key(&row)).or_default().push(row);
    }
    let mut new = Vec::new();
    for row in std::mem::take(added) {
        match by_key.get_mut(&key(&row)).and_then(Vec::pop) {
            Some(was) => changed.push((was, row)),
            None => new.push(row),
        }
    }
    *added = new;
    *removed = by_key.into_values().flatten().collect();
    removed.sort_by_key(|row| row.line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[(u32, &str)]) -> Vec<SheetRow> {
        let row =
            |(line, text): &(u32, &str)| SheetRow { line: *line, cells: text.split(';').map(str::to_owned).collect() };
        lines.iter().map(row).collect()
    }

    #[test]
    fn rows_are_told_by_what_they_say() {
        let before = rows(&[(2, "1;A"), (3, "2;B"), (4, "3;C"), (5, "4;D"), (6, "4;D")]);
        assert!(difference(&before, &before).is_empty());
        let moved = rows(&[(2, "4;D"), (3, "3;C"), (4, "4;D"), (9, "2;B"), (10, "1;A")]);
        assert!(difference(&before, &moved).is_empty(), "as many rows, in another order");
        let now = rows(&[(2, "1;A"), (3, "2;X"), (4, "7;C"), (5, "4;D"), (6, "9;N"), (7, "8;M")]);
        let found = difference(&before, &now);
        let pairs: Vec<(&str, &str)> =
            found.changed.iter().map(|(was, is)| (was.cells[0].as_str(), is.cells[0].as_str())).collect();
        assert_eq!(pairs, [("2", "2"), ("3", "7"), ("4", "9")]);
        assert_eq!((found.added.len(), found.removed.len()), (1, 0));
        assert_eq!(difference(&before, &rows(&[(2, "2;B")])).removed.len(), 4);
        assert_eq!(difference(&[], &before).added.len(), 5);
    }
}
