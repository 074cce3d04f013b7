//! Documents of other programs, which have no order: whose they are and what they say. The base has their number
//! (`TrN_NumerObcy`) and no place for the rest.

use rusqlite::{Transaction, params};
use uuid::Uuid;

use super::records::Reader;
use super::{Failure, Ledger, LedgerError};

/// What is known of such a document beside its key. A function of what its file says, so that a note is never wrong,
/// whether the document came to be or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignNote {
    /// SHA-256 of its sender, hex: a name may be a person's. None: it has no number that guards.
    pub sender: Option<String>,
    /// The key that its content has without the time of the export.
    pub content: Uuid,
}

impl Ledger {
    /// What is known of the document with this key.
    pub fn foreign(&self, key: Uuid) -> Result<Option<ForeignNote>, LedgerError> {
        let sql = "SELECT sender, content FROM foreign_documents WHERE key = ?1";
        Ok(self.all(sql, params![key.to_string()], note)?.pop())
    }

    /// The documents that say the same but for the time of the export, by their keys.
    pub fn foreign_of_content(&self, content: Uuid) -> Result<Vec<Uuid>, LedgerError> {
        let sql = "SELECT key FROM foreign_documents WHERE content = ?1 ORDER BY key";
        let keys: Vec<Option<Uuid>> = self.all(sql, params![content.to_string()], |row| {
            let key = row.key()?;
            Ok(key)
        })?;
        Ok(keys.into_iter().flatten().collect())
    }

    /// All that is known.
    pub(super) fn every_foreign(&self) -> Result<Vec<(Uuid, ForeignNote)>, LedgerError> {
        let found = self.all("SELECT key, sender, content FROM foreign_documents ORDER BY key", [], |reader| {
            Ok(reader.key()?.zip(Some(note(reader)?)))
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

fn note(reader: &Reader<'_>) -> Result<ForeignNote, LedgerError> {
    let content = reader.parsed("content", |text| text.parse().ok())?;
    // The column is never empty.
    Ok(ForeignNote { sender: reader.get("sender")?, content: content.unwrap_or_default() })
}

/// Notes it.
pub(super) fn store(transaction: &Transaction<'_>, key: Uuid, note: &ForeignNote) -> Result<(), Failure> {
    let sql = "INSERT OR REPLACE INTO foreign_documents (key, sender, content) VALUES (?1, ?2, ?3)";
    transaction.prepare_cached(sql)?.execute(params![key.to_string(), note.sender, note.content.to_string()])?;
    Ok(())
}
