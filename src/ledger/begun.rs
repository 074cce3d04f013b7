//! Imports that began. A process that dies between the commit in Optima and the receipt leaves its file behind;
//! when the file comes again, Optima answers "already there", and this says that it was this very file that
//! brought the document, so it is archived and not put among the duplicates.

use jiff::Timestamp;
use rusqlite::params;
use uuid::Uuid;

use super::records::time_text;
use super::{ForeignNote, Ledger, LedgerError, foreign};

/// A file that is about to bring a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// SHA-256 of the file's bytes, hex.
    pub sha256: String,
    /// The name under which it was dropped.
    pub name: String,
    /// `TrN_ImportRowId`.
    pub key: Uuid,
    /// Of a document of another program: what is known of it.
    pub foreign: Option<ForeignNote>,
}

impl Ledger {
    /// Notes that these files are about to bring these documents, all or none. Durable when it returns.
    pub fn begin_files(&mut self, files: &[Begun], at: Timestamp) -> Result<(), LedgerError> {
        if files.is_empty() {
            return Ok(());
        }
        self.write(|transaction| {
            let sql = "INSERT OR IGNORE INTO begun (sha256, name, key, at) VALUES (?1, ?2, ?3, ?4)";
            let mut insert = transaction.prepare_cached(sql)?;
            for file in files {
                insert.execute(params![file.sha256, file.name, file.key.to_string(), time_text(at)])?;
                if let Some(note) = &file.foreign {
                    foreign::store(transaction, file.key, note)?;
                }
            }
            Ok(())
        })
    }

    /// Did an import of this file begin that did not end?
    pub fn file_begun(&self, sha256: &str, name: &str, key: Uuid) -> Result<bool, LedgerError> {
        let sql = "SELECT at FROM begun WHERE sha256 = ?1 AND name = ?2 AND key = ?3";
        let found = self.all(sql, params![sha256, name, key.to_string()], |reader| reader.time("at"))?;
        Ok(!found.is_empty())
    }

    /// Takes [`Ledger::begin_files`] back: it is certain that these files did not bring these documents.
    pub fn not_begun(&mut self, files: &[Begun]) -> Result<(), LedgerError> {
        if files.is_empty() {
            return Ok(());
        }
        self.write(|transaction| {
            let sql = "DELETE FROM begun WHERE sha256 = ?1 AND name = ?2 AND key = ?3";
            let mut delete = transaction.prepare_cached(sql)?;
            for file in files {
                delete.execute(params![file.sha256, file.name, file.key.to_string()])?;
            }
            Ok(())
        })
    }

    /// Notes that the imports of these files, by SHA-256 and name, have ended, whatever came of them.
    pub fn end_files(&mut self, files: &[(&str, &str)]) -> Result<(), LedgerError> {
        if files.is_empty() {
            return Ok(());
        }
        self.write(|transaction| {
            let mut delete = transaction.prepare_cached("DELETE FROM begun WHERE sha256 = ?1 AND name = ?2")?;
            for (sha256, name) in files {
                delete.execute(params![sha256, name])?;
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_a_foreign_document_outlives_its_import_and_is_joined() {
        let (mut ledger, mut other) = (Ledger::memory().unwrap(), Ledger::memory().unwrap());
        let key = Uuid::from_u128(1);
        let note = ForeignNote { sender: Some("s".to_owned()), content: Uuid::from_u128(7) };
        let foreign = Some(note.clone());
        let begun = [Begun { sha256: "ab".to_owned(), name: "a.xml".to_owned(), key, foreign }];
        ledger.begin_files(&begun, Timestamp::UNIX_EPOCH).unwrap();
        ledger.not_begun(&begun).unwrap();
        ledger.end_files(&[("ab", "a.xml")]).unwrap();
        assert_eq!(ledger.foreign(key).unwrap().as_ref(), Some(&note));
        assert_eq!(ledger.foreign(Uuid::from_u128(2)).unwrap(), None);
        other.join(&ledger).unwrap();
        assert_eq!(other.foreign(key).unwrap(), Some(note));
    }

    #[test]
    fn a_begun_import_is_known_until_it_ends() {
        let mut ledger = Ledger::memory().unwrap();
        let (key, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let begun = |name: &str, key| Begun { sha256: "ab".to_owned(), name: name.to_owned(), key, foreign: None };
        ledger.begin_files(&[begun("a.xml", key), begun("a.xml", key)], Timestamp::UNIX_EPOCH).unwrap();
        ledger.begin_files(&[begun("a.xml", key), begun("c.xml", key)], Timestamp::UNIX_EPOCH).unwrap();
        assert!(ledger.file_begun("ab", "a.xml", key).unwrap() && ledger.file_begun("ab", "c.xml", key).unwrap());
        assert!(!ledger.file_begun("ab", "b.xml", key).unwrap(), "another name is another file");
        assert!(!ledger.file_begun("ab", "a.xml", other).unwrap());
        ledger.begin_files(&[begun("a.xml", other)], Timestamp::UNIX_EPOCH).unwrap();
        ledger.not_begun(&[begun("a.xml", other)]).unwrap();
        assert!(!ledger.file_begun("ab", "a.xml", other).unwrap() && ledger.file_begun("ab", "a.xml", key).unwrap());
        ledger.end_files(&[("ab", "a.xml"), ("cd", "c.xml")]).unwrap();
        assert!(!ledger.file_begun("ab", "a.xml", key).unwrap());
        assert!(ledger.file_begun("ab", "c.xml", key).unwrap(), "other bytes are another file");
    }
}
