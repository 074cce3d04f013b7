//! The embedded try-out base: an SQLite file that refuses what Optima's SQL Server would refuse.
//!
//! The file is attached as schema `CDN`, so the statements name `CDN.TraNag` as they do on SQL Server; opened
//! by another program it is `TraNag`. It is one file with a rollback journal, synchronised at every commit; documents
//! of a group ([`OptimaDb::open_group`]) share a commit, each under a savepoint of its own. Any number of processes
//! may use it, one writing at a time. Its server time, `GETDATE()`, is UTC by the
//! clock that was handed in.
//!
//! Calls do not return before the work is done (a few milliseconds, or up to ten seconds while another process
//! writes): they hold the thread that polls them.
//!
//! Not promised: what Optima's program does beyond its tables (reservations, history, invoices to the tax office), the bodies of its
//! triggers and functions, and the Polish alphabet's order.

mod collation;
mod connect;
mod fault;
mod group;
mod identity;
mod inspect;
mod search;
mod seed;
#[cfg(test)]
mod tests;
mod triggers;

#[cfg(test)]
pub(super) use seed::{complete, rows};

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use uuid::Uuid;

use group::Stand;

use super::error::OptimaError;
use super::port::OptimaDb;
use super::rows::{self, Pattern, RowPlan, Shape, TakesRows};
use super::sql::removal;
use super::sql::{self, Engine, InsertError, Record, Search, SqlCell, SqlValue, Statement, Writer};
use super::tables;
use crate::clock::Clock;
use crate::core::inspection::{Inspection, Named};
use crate::core::plan::{
    Applied, BaseIdentity, ExistingDocument, Intent, PresentDocument, Rehearsal, Removal, Snapshot, StoredDocument,
    Wanted,
};

/// An embedded Optima base.
#[derive(Debug)]
pub struct Sandbox {
    connection: Connection,
    place: String,
    stand: Stand,
    columns: Arc<Shape>,
    /// The columns with the cells of the pattern document, once they were read.
    shape: Option<Arc<Shape>>,
    /// The number of the pattern document, or empty.
    pattern: String,
}

impl Sandbox {
    /// Opens the base in this file; a file that is not there, or empty, becomes a fresh company.
    ///
    /// # Errors
    /// [`OptimaError::WrongBase`] for a file of something else, of a later release or damaged;
    /// [`OptimaError::Unreachable`], [`OptimaError::Unwritable`], [`OptimaError::Locked`].
    pub fn open(path: &Path, clock: Arc<dyn Clock>) -> Result<Self, OptimaError> {
        let place = path.display().to_string();
        connect::file(path, clock).map(|connection| Self::new(connection, place))
    }

    /// A fresh company that is gone with the value.
    pub fn memory(clock: Arc<dyn Clock>) -> Result<Self, OptimaError> {
        let place = ":memory:".to_owned();
        connect::memory(clock, &tables::ALL).map(|connection| Self::new(connection, place))
    }

    /// A fresh company with other tables, gone with the value.
    #[cfg(test)]
    pub(crate) fn memory_of(clock: Arc<dyn Clock>, tables: &[tables::Table]) -> Result<Self, OptimaError> {
        let connection = connect::memory(clock, tables)?;
        let columns = Arc::new(tables::shape_of(tables));
        Ok(Self { columns, ..Self::new(connection, ":memory:".to_owned()) })
    }

    fn new(connection: Connection, place: String) -> Self {
        let columns = Arc::new(tables::shape());
        Self { connection, place, stand: Stand::Alone, columns, shape: None, pattern: String::new() }
    }

    /// With the pattern document of this number; empty: without.
    #[must_use]
    pub fn with_pattern(mut self, number: &str) -> Self {
        number.clone_into(&mut self.pattern);
        self
    }

    fn fault(&self, doing: &'static str, error: &rusqlite::Error) -> OptimaError {
        fault::read(&self.place, doing, error)
    }

    fn commit_transaction(&self, key: Uuid) -> Result<(), OptimaError> {
        let Err(error) = self.connection.execute_batch("COMMIT") else { return Ok(()) };
        let fault = self.fault("COMMIT", &error);
        // A transaction that is still open was not committed, whatever went wrong; the caller rolls it back.
        if !self.connection.is_autocommit() || matches!(fault, OptimaError::Unwritable { .. }) {
            return Err(fault);
        }
        Err(OptimaError::CommitUnknown { key, why: error.to_string() })
    }

    /// Inside the open transaction.
    fn remove_rows(&self, key: Uuid) -> Result<Removal, OptimaError> {
        let failed = |error: rusqlite::Error| self.fault("DELETE", &error);
        let found = select(&self.connection, &removal::look(&key.hyphenated().to_string())).map_err(failed)?;
        let document = match removal::judge(&found)? {
            Ok(answer) => return Ok(answer),
            Err(document) => document,
        };
        let mut last = 0;
        for statement in removal::delete(document.id) {
            last = execute(&self.connection, &statement).map_err(failed)?;
        }
        Ok(if last == 1 { Removal::Removed(document) } else { Removal::Touched(document) })
    }

    fn roll_back(&self) {
        if !self.connection.is_autocommit() {
            // A rollback that fails leaves the transaction to the end of the connection, which undoes it; and the
            // error that led here is the one to tell.
            if let Err(error) = self.connection.execute_batch("ROLLBACK") {
                tracing::warn!(%error, "rollback in the sandbox failed");
            }
        }
    }
}

impl OptimaDb for Sandbox {
    async fn prepare(&mut self) -> Result<(), OptimaError> {
        self.shape = None;
        self.shape().await.map(drop)
    }

    async fn remove(&mut self, key: Uuid) -> Result<Removal, OptimaError> {
        self.begin().await?;
        let removed = self.remove_rows(key);
        match &removed {
            Ok(Removal::Removed(_)) => {
                if let Err(error) = self.commit(key).await {
                    self.rollback().await;
                    return Err(error);
                }
            }
            _ => self.rollback().await,
        }
        removed
    }

    async fn inspect(&mut self, named: &Named) -> Result<Inspection, OptimaError> {
        inspect::inspect(self, named).await
    }

    async fn lookup(&mut self, wanted: &Wanted) -> Result<Snapshot, OptimaError> {
        sql::lookup(self, wanted).await
    }

    async fn rehearse(&mut self, intent: &Intent) -> Result<Rehearsal, OptimaError> {
        rows::rehearse(self, intent).await
    }

    async fn apply(&mut self, intent: &Intent) -> Result<Applied, OptimaError> {
        rows::apply(self, intent).await
    }

    async fn open_group(&mut self) -> Result<bool, OptimaError> {
        group::open(self).map(|()| true).map_err(|error| error.of_base(&self.place))
    }

    async fn close_group(&mut self) -> Result<(), OptimaError> {
        group::close(self)
    }

    async fn undo_group(&mut self) {
        group::undo(self);
    }

    async fn find(&mut self, key: Uuid) -> Result<Option<ExistingDocument>, OptimaError> {
        sql::find(self, key).await
    }

    async fn present(&mut self, keys: &[Uuid]) -> Result<Vec<PresentDocument>, OptimaError> {
        sql::present(self, keys).await.map_err(|error| error.of_base(&self.place))
    }

    async fn of_order(
        &mut self,
        key: Uuid,
        order: &str,
        numbers: &[String],
        classes: &[u32],
    ) -> Result<Option<ExistingDocument>, OptimaError> {
        sql::of_order(self, key, order, numbers, classes).await
    }

    async fn identity(&mut self) -> Result<BaseIdentity, OptimaError> {
        identity::read(self).map_err(|error| error.of_base(&self.place))
    }

    async fn documents(&mut self, keys: &[Uuid]) -> Result<Vec<StoredDocument>, OptimaError> {
        sql::documents(self, keys).await
    }
}

impl TakesRows for Sandbox {
    async fn shape(&mut self) -> Result<Arc<Shape>, OptimaError> {
        if let Some(shape) = &self.shape {
            return Ok(Arc::clone(shape));
        }
        let (columns, number, place) = (Arc::clone(&self.columns), self.pattern.clone(), self.place.clone());
        let shape = sql::with_pattern(self, columns, &number, &place).await?;
        self.shape = Some(Arc::clone(&shape));
        Ok(shape)
    }

    async fn pattern(&mut self, number: &str) -> Result<Option<Pattern>, OptimaError> {
        let columns = Arc::clone(&self.columns);
        sql::pattern_cells(self, &columns, number).await
    }

    async fn write(&mut self, rows: &RowPlan) -> Result<Applied, OptimaError> {
        let columns = Arc::clone(&self.columns);
        sql::apply(self, &columns, rows).await
    }
}

impl Engine for Sandbox {
    async fn select(&mut self, statement: &Statement) -> Result<Vec<Record>, OptimaError> {
        select(&self.connection, statement).map_err(|error| self.fault("SELECT", &error))
    }

    fn search(&self, search: Search<'_>) -> Statement {
        search::statement(search)
    }

    fn instant(&self, time: DateTime) -> Option<Timestamp> {
        TimeZone::UTC.to_timestamp(time).ok()
    }
}

impl Writer for Sandbox {
    async fn begin(&mut self) -> Result<(), OptimaError> {
        if self.stand != Stand::Alone {
            return group::begin_document(self);
        }
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(|error| self.fault("BEGIN", &error))
    }

    async fn insert(&mut self, statement: &Statement) -> Result<i64, InsertError> {
        execute(&self.connection, statement).map_err(|error| fault::insert(&self.place, &error))?;
        Ok(self.connection.last_insert_rowid())
    }

    async fn commit(&mut self, key: Uuid) -> Result<(), OptimaError> {
        if self.stand == Stand::Alone { self.commit_transaction(key) } else { group::end_document(self) }
    }

    async fn rollback(&mut self) {
        if self.stand == Stand::Alone { self.roll_back() } else { group::undo_document(self) }
    }
}

fn execute(connection: &Connection, statement: &Statement) -> rusqlite::Result<usize> {
    let mut prepared = connection.prepare_cached(&statement.text)?;
    bind(&mut prepared, statement)?;
    prepared.raw_execute()
}

fn select(connection: &Connection, statement: &Statement) -> rusqlite::Result<Vec<Record>> {
    let mut prepared = connection.prepare_cached(&statement.text)?;
    let columns: Arc<[String]> = prepared.column_names().map(str::to_owned).collect();
    bind(&mut prepared, statement)?;
    let mut rows = prepared.raw_query();
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = (0..columns.len()).map(|place| row.get_ref(place).map(cell)).collect::<Result<_, _>>()?;
        records.push(Record::new(Arc::clone(&columns), cells));
    }
    Ok(records)
}

fn cell(value: ValueRef<'_>) -> SqlCell {
    match value {
        ValueRef::Null => SqlCell::Null,
        ValueRef::Integer(number) => SqlCell::Int(number),
        ValueRef::Text(text) | ValueRef::Blob(text) => SqlCell::Text(String::from_utf8_lossy(text).into_owned()),
        // No column of ours is REAL; what is shown here is not computed with.
        ValueRef::Real(number) => SqlCell::Text(number.to_string()),
    }
}

/// The values of the markers `@P1`, `@P2` …, in whichever order they stand in the text.
fn bind(prepared: &mut rusqlite::Statement<'_>, statement: &Statement) -> rusqlite::Result<()> {
    let mut name = String::new();
    for (place, value) in statement.params.iter().enumerate() {
        name.clear();
        // Writing into a String does not fail.
        let _ = write!(name, "@P{}", place + 1);
        let index = prepared.parameter_index(&name)?;
        let index = index.ok_or_else(|| rusqlite::Error::InvalidParameterName(name.clone()))?;
        match value {
            SqlValue::Int(number) | SqlValue::Long(number) => prepared.raw_bind_parameter(index, number)?,
            SqlValue::Text(text) => prepared.raw_bind_parameter(index, text)?,
            // Decimals and dates go as the texts that `tables` describes.
            SqlValue::Decimal(number) => prepared.raw_bind_parameter(index, number.to_string())?,
            SqlValue::Date(date) => prepared.raw_bind_parameter(index, format!("{date} 00:00:00"))?,
        }
    }
    Ok(())
}
