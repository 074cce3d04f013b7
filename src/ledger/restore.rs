//! A ledger that was lost and is filled anew, all or nothing.

use uuid::Uuid;

use super::files::store_file;
use super::{FileRecord, ForeignNote, Ledger, LedgerError, Life, Mark, corrections, foreign, marks, store};
use crate::core::correction::Corrections;
use crate::core::order::SeenId;

/// What is put into an empty ledger.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Restored {
    /// Orders.
    pub orders: Vec<Life>,
    /// Files that are no orders of ours.
    pub files: Vec<FileRecord>,
    /// Documents of other programs, by their keys.
    pub foreign: Vec<(Uuid, ForeignNote)>,
    /// What was corrected of those orders.
    pub corrections: Vec<(SeenId, Corrections)>,
    /// Marks by account.
    pub marks: Vec<(String, Mark, String)>,
}

impl Ledger {
    /// Does it know of no order and no file, and has no journal been read? So is a new ledger, and one that was lost.
    pub fn is_blank(&self) -> Result<bool, LedgerError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM orders) OR EXISTS (SELECT 1 FROM files)
             OR EXISTS (SELECT 1 FROM cursors) OR EXISTS (SELECT 1 FROM marks) AS known";
        Ok(self.all(sql, [], |reader| reader.get::<bool>("known"))?.pop() == Some(false))
    }

    /// Fills a blank ledger in one transaction, so that a crash leaves it blank. `false`: somebody else was faster, and
    /// what they wrote stays.
    pub fn restore(&mut self, found: &Restored) -> Result<bool, LedgerError> {
        self.write(|transaction| {
            let known: bool = transaction.query_row(
                "SELECT EXISTS (SELECT 1 FROM orders) OR EXISTS (SELECT 1 FROM files) OR EXISTS (SELECT 1 FROM marks)",
                [],
                |row| row.get(0),
            )?;
            if known {
                return Ok(false);
            }
            store(transaction, &found.orders)?;
            for (order, all) in &found.corrections {
                corrections::put(transaction, order, all)?;
            }
            for file in &found.files {
                store_file(transaction, file)?;
            }
            for (key, note) in &found.foreign {
                foreign::store(transaction, *key, note)?;
            }
            for (account, mark, value) in &found.marks {
                marks::store(transaction, account, &[(*mark, value.clone())])?;
            }
            Ok(true)
        })
    }
}
