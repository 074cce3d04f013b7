//! A change of a mapping table: some cells of the rows that have others, or a new row.

use super::Table;
use super::cell::unwrap;

/// Cells to be written where others stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The rows in which these cells stand, by the place of their column in [`Table::columns`]; case and blanks do not count.
    pub find: Vec<(usize, String)>,
    /// What is written into them.
    pub set: Vec<(usize, String)>,
    /// Where there is no such row, one is added, and it has these cells too; none: nothing is added.
    pub add: Option<Vec<(usize, String)>>,
}

impl Change {
    /// Does this row have the cells that are looked for?
    #[must_use]
    pub fn finds(&self, row: &[String]) -> bool {
        let plain = |text: &str| unwrap(text).trim().to_lowercase();
        self.find.iter().all(|(at, cell)| row.get(*at).is_some_and(|found| plain(found) == plain(cell)))
    }

    /// The row that is added, in the order of [`Table::columns`].
    #[must_use]
    pub fn row(&self, table: Table) -> Vec<String> {
        let mut row = vec![String::new(); table.columns().len()];
        for (at, cell) in self.find.iter().chain(self.add.iter().flatten()).chain(&self.set) {
            if let Some(place) = row.get_mut(*at) {
                place.clone_from(cell);
            }
        }
        row
    }
}
