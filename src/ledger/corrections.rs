//! What persons corrected of orders: beside each order, whose body stays as Allegro gave it.

use std::collections::BTreeMap;

use rusqlite::{Transaction, params};

use super::records::time_text;
use super::{Failure, Ledger, LedgerError, Life, OrderBody, bodies, log, store};
use crate::core::correction::{Correction, Corrections, Field};
use crate::core::order::SeenId;

impl Ledger {
    /// The corrections of an order.
    pub fn corrections(&self, order_id: &SeenId) -> Result<Corrections, LedgerError> {
        let sql = "SELECT field, was, meant, made_by, at FROM corrections WHERE order_id = ?1";
        let found = self.all(sql, params![order_id], |reader| {
            let field = Field::from(reader.get::<String>("field")?);
            let (was, is, by) = (reader.get("was")?, reader.get("meant")?, reader.get("made_by")?);
            Ok((field, Correction { was, is, by, at: reader.time("at")? }))
        })?;
        Ok(found.into_iter().collect())
    }

    /// Puts these corrections in the place of those that the order has, and stores what it is from now on, both or none. Only
    /// while the order stands as in `before`: `false`, and nothing is changed, where it moved meanwhile or somebody else
    /// corrected it.
    pub fn correct(
        &mut self,
        (before, had): (&Life, &Corrections),
        (after, has): (&Life, &Corrections),
    ) -> Result<bool, LedgerError> {
        let stored = self.write(|transaction| {
            let sql = "SELECT EXISTS (SELECT 1 FROM orders WHERE order_id = ?1 AND state = ?2 AND document IS ?3
                 AND file IS ?4)";
            let stands = params![before.order_id, before.state.as_str(), before.document, before.file];
            let stands: bool = transaction.query_row(sql, stands, |row| row.get(0))?;
            if !(stands && is(transaction, &before.order_id, had)?) {
                return Ok(None);
            }
            put(transaction, &before.order_id, has)?;
            store(transaction, std::slice::from_ref(after)).map(Some)
        })?;
        if let Some(news) = &stored {
            log(news);
        }
        Ok(stored.is_some())
    }

    /// Stores an order of another ledger with its body and its corrections, all or none.
    pub(super) fn take_over(&mut self, other: &Self, life: &Life, body: &[OrderBody]) -> Result<(), LedgerError> {
        let theirs = other.corrections(&life.order_id)?;
        let news = self.write(|transaction| {
            let news = store(transaction, std::slice::from_ref(life))?;
            bodies::store(transaction, body, life.changed_at)?;
            put(transaction, &life.order_id, &theirs)?;
            Ok(news)
        })?;
        log(&news);
        Ok(())
    }
}

/// Are these the corrections of an order?
fn is(transaction: &Transaction<'_>, order_id: &SeenId, all: &Corrections) -> Result<bool, Failure> {
    let mut rows = transaction.prepare_cached("SELECT field, meant FROM corrections WHERE order_id = ?1")?;
    let stored = rows.query_map(params![order_id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let stored: BTreeMap<String, String> = stored.collect::<Result<_, _>>()?;
    Ok(stored == all.each().map(|(field, correction)| (field.word(), correction.is.clone())).collect())
}

/// In the place of those that the order has.
pub(super) fn put(transaction: &Transaction<'_>, order_id: &SeenId, all: &Corrections) -> Result<(), Failure> {
    forget(transaction, order_id)?;
    let sql = "INSERT INTO corrections (order_id, field, was, meant, made_by, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut insert = transaction.prepare_cached(sql)?;
    for (field, Correction { was, is, by, at }) in all.each() {
        insert.execute(params![order_id, field.word(), was, is, by, time_text(*at)])?;
    }
    Ok(())
}

/// They quote a person.
pub(super) fn forget(transaction: &Transaction<'_>, order_id: &SeenId) -> Result<(), Failure> {
    transaction.prepare_cached("DELETE FROM corrections WHERE order_id = ?1")?.execute(params![order_id])?;
    Ok(())
}
