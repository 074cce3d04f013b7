//! The documents that we wrote, by the ledger: what Optima is asked for.

use jiff::Timestamp;
use rusqlite::params;
use uuid::Uuid;

use super::records::time_text;
use super::{Ledger, LedgerError};
use crate::core::order::SeenId;

/// Documents under our key that no person gave up: another hand's are not ours to miss.
const OURS: &str = "FROM orders AS o WHERE o.key IS NOT NULL AND (o.state = 'imported'
     OR (o.state = 'duplicate' AND json_extract(o.life, '$.placed.ours') = 1))
     AND COALESCE(json_extract(o.life, '$.placed.ours'), 1) = 1";

impl Ledger {
    /// Orders with a document of ours that came to be as they are since then, and its key.
    pub fn documents_since(&self, since: Timestamp) -> Result<Vec<(SeenId, Uuid)>, LedgerError> {
        let sql = format!("SELECT o.order_id, o.key {OURS} AND o.changed_at >= ?1 ORDER BY o.changed_at, o.order_id");
        let found = self.all(&sql, params![time_text(since)], |reader| Ok((reader.get("order_id")?, reader.key()?)))?;
        Ok(found.into_iter().filter_map(|(order, key)| Some((order, key?))).collect())
    }

    /// The keys of the latest documents.
    pub fn latest_documents(&self, most: u32) -> Result<Vec<Uuid>, LedgerError> {
        let sql = format!("SELECT o.key {OURS} ORDER BY o.changed_at DESC, o.order_id LIMIT ?1");
        #[expect(clippy::redundant_closure_for_method_calls, reason = "the method alone is not general enough")]
        let found = self.all(&sql, params![most], |reader| reader.key())?;
        Ok(found.into_iter().flatten().collect())
    }
}
