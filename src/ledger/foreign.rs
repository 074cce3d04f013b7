//! Documents of other programs, which have no order: whose they are and what they say. The base has their number
//! (`TrN_NumerObcy`) and no place for the rest.

use rusqlite::{Transaction, params};
use uuid::Uuid;

use super::{Failure, Ledger, LedgerError};

/// What is known of such a document beside its key. A function of what its file says, so that a note is never wrong,
/// whether the document came to be or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignNote {
    /// SHA-256 of its sender, hex: a name may be a person's. None: it has no number that guards.
    pub sender: Option<String>,
    /// SHA-256 of its content without the time of the export, hex.
    pub content: String,
}

impl Ledger {
    /// What is known of the document with this key.
    pub fn foreign(&self, key: Uuid) -> Result<Option<ForeignNote>, LedgerError> {
        let sql = "SELECT sender, content FROM foreign_documents WHERE key = ?1";
        let found = self.all(sql, params![key.to_string()], |reader| {
            Ok(ForeignNote { sender: reader.get("sender")?, content: reader.get("content")? })
        });
        Ok(found?.pop())
    }

    /// All that is known.
    pub(super) fn every_foreign(&self) -> Result<Vec<(Uuid, ForeignNote)>, LedgerError> {
        let found = self.all("SELECT key, sender, content FROM foreign_documents ORDER BY key", [], |reader| {
            let note = ForeignNote { sender: reader.get("sender")?, content: reader.get("content")? };
            Ok(reader.key()?.map(|key| (key, note)))
        })?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Takes over what another ledger knows of them.
    pub(super) fn join_foreign(&mut self, other: &Self) -> Result<(), LedgerError> {
        let theirs = other.every_foreign()?;
        if theirs.is_empty() {
            return Ok(());
        }
        self.write(|transaction| theirs.iter().try_for_each(|(key, note)| store(transaction, *key, note)))
    }
}

/// Notes it.
pub(super) fn store(transaction: &Transaction<'_>, key: Uuid, note: &ForeignNote) -> Result<(), Failure> {
    let sql = "INSERT OR REPLACE INTO foreign_documents (key, sender, content) VALUES (?1, ?2, ?3)";
    transaction.prepare_cached(sql)?.execute(params![key.to_string(), note.sender, note.content])?;
    Ok(())
}
