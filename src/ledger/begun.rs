//! Imports that began. A process that dies between the commit in Optima and the receipt leaves its file behind;
//! when the file comes again, Optima answers "already there", and this says that it was this very file that
//! brought the document, so it is archived and not put among the duplicates.

use jiff::Timestamp;
use rusqlite::params;
use uuid::Uuid;

use super::records::time_text;
use super::{Ledger, LedgerError};

impl Ledger {
    /// Notes that this file is about to bring the document with this key. Durable when it returns.
    pub fn begin_file(&mut self, sha256: &str, name: &str, key: Uuid, at: Timestamp) -> Result<(), LedgerError> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT OR IGNORE INTO begun (sha256, name, key, at) VALUES (?1, ?2, ?3, ?4)",
                params![sha256, name, key.to_string(), time_text(at)],
            )?;
            Ok(())
        })
    }

    /// Did an import of this file begin that did not end?
    pub fn file_begun(&self, sha256: &str, name: &str, key: Uuid) -> Result<bool, LedgerError> {
        let sql = "SELECT at FROM begun WHERE sha256 = ?1 AND name = ?2 AND key = ?3";
        let found = self.all(sql, params![sha256, name, key.to_string()], |reader| reader.time("at"))?;
        Ok(!found.is_empty())
    }

    /// Takes [`Ledger::begin_file`] back: it is certain that this file did not bring the document.
    pub fn not_begun(&mut self, sha256: &str, name: &str, key: Uuid) -> Result<(), LedgerError> {
        self.write(|transaction| {
            transaction.execute(
                "DELETE FROM begun WHERE sha256 = ?1 AND name = ?2 AND key = ?3",
                params![sha256, name, key.to_string()],
            )?;
            Ok(())
        })
    }

    /// Notes that the import of this file has ended, whatever came of it.
    pub fn end_file(&mut self, sha256: &str, name: &str) -> Result<(), LedgerError> {
        self.write(|transaction| {
            transaction.execute("DELETE FROM begun WHERE sha256 = ?1 AND name = ?2", params![sha256, name])?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_begun_import_is_known_until_it_ends() {
        let mut ledger = Ledger::memory().unwrap();
        let (key, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        ledger.begin_file("ab", "a.xml", key, Timestamp::UNIX_EPOCH).unwrap();
        ledger.begin_file("ab", "a.xml", key, Timestamp::UNIX_EPOCH).unwrap();
        assert!(ledger.file_begun("ab", "a.xml", key).unwrap());
        assert!(!ledger.file_begun("ab", "b.xml", key).unwrap(), "another name is another file");
        assert!(!ledger.file_begun("ab", "a.xml", other).unwrap());
        ledger.begin_file("ab", "a.xml", other, Timestamp::UNIX_EPOCH).unwrap();
        ledger.not_begun("ab", "a.xml", other).unwrap();
        assert!(!ledger.file_begun("ab", "a.xml", other).unwrap() && ledger.file_begun("ab", "a.xml", key).unwrap());
        ledger.end_file("ab", "a.xml").unwrap();
        assert!(!ledger.file_begun("ab", "a.xml", key).unwrap());
    }
}
