//! What the ledger holds, and how it stands in its tables.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::Row;
use uuid::Uuid;

use super::error::LedgerError;
use super::state::State;
use crate::core::problem::Problem;

/// One order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRecord {
    /// `checkoutForm.id`. Text, for also an order that cannot be read has one.
    pub order_id: String,
    /// The account's alias.
    pub account: String,
    /// Where it stands.
    pub state: State,
    /// `revision` of the order as judged.
    pub revision: Option<String>,
    /// SHA-256 of the order's body as judged, hex.
    pub body_sha256: Option<String>,
    /// The XML's file name.
    pub file: Option<String>,
    /// `TrN_ImportRowId`.
    pub key: Option<Uuid>,
    /// The document's number in Optima.
    pub document: Option<String>,
    /// Why it waits or was refused, or what deserves a look.
    pub problem: Option<Problem>,
    /// When it was bought.
    pub bought_at: Option<Timestamp>,
    /// `totalToPay`, two decimals.
    pub total: Option<String>,
    /// Of the total.
    pub currency: Option<String>,
    /// When it was first heard of. The ledger keeps its first value.
    pub seen_at: Timestamp,
    /// When it came to be as it is.
    pub changed_at: Timestamp,
    /// How often it was tried in vain.
    pub attempts: u32,
    /// When to try again by itself; `None`: not by itself.
    pub next_try_at: Option<Timestamp>,
    /// `lineItem.id`s, sorted. The ledger replaces those that it has by these.
    pub lines: Vec<String>,
}

impl OrderRecord {
    /// An order of which no more is known than that it exists.
    #[must_use]
    pub fn seen(order_id: impl Into<String>, account: impl Into<String>, at: Timestamp) -> Self {
        Self {
            order_id: order_id.into(),
            account: account.into(),
            state: State::Seen,
            revision: None,
            body_sha256: None,
            file: None,
            key: None,
            document: None,
            problem: None,
            bought_at: None,
            total: None,
            currency: None,
            seen_at: at,
            changed_at: at,
            attempts: 0,
            next_try_at: None,
            lines: Vec::new(),
        }
    }

    /// Is there neither document nor file that is about to become one, so that a person may still decide?
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Seen | State::Waiting | State::Error) && self.document.is_none()
    }

    /// May it be read again and judged anew? What Optima refused has a file, and is a matter of that file.
    #[must_use]
    pub fn may_be_retried(&self) -> bool {
        self.file.is_none() && (self.is_open() || self.state == State::Ignored)
    }

    /// As the operator leaves it: it is not tried again by itself. The problem stays, for it says why.
    #[must_use]
    pub fn ignored(self, at: Timestamp) -> Self {
        Self { state: State::Ignored, next_try_at: None, changed_at: at, ..self }
    }

    /// To be judged anew at once.
    #[must_use]
    pub fn retried(self, at: Timestamp) -> Self {
        let state = if self.state == State::Ignored { State::Seen } else { self.state };
        Self { state, next_try_at: Some(at), changed_at: at, ..self }
    }
}

/// Which orders to list, latest change first. Empty parts filter nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrdersFilter {
    /// In this state.
    pub state: Option<State>,
    /// Of this account.
    pub account: Option<String>,
    /// To be tried again at that time or before.
    pub due_by: Option<Timestamp>,
    /// At most so many.
    pub limit: Option<u32>,
    /// After skipping so many.
    pub offset: u32,
}

/// One step of an order's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// The state from then on.
    pub state: State,
    /// The code of the problem from then on.
    pub code: Option<String>,
}

/// An order that holds a line and is neither cancelled nor superseded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineHolder {
    /// `lineItem.id`.
    pub line_id: String,
    /// `checkoutForm.id`.
    pub order_id: String,
    /// Where that order stands; [`State::has_document`] says whether the line is in a document.
    pub state: State,
}

/// How far the journal of an account has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The last event that was dealt with.
    pub event_id: String,
    /// When that was stored.
    pub at: Timestamp,
}

/// How a file ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileOutcome {
    /// In Optima by this file.
    Imported,
    /// It was in Optima already.
    Duplicate,
    /// Refused.
    Error,
}

impl FileOutcome {
    /// The word in the ledger.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Duplicate => "duplicate",
            Self::Error => "error",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        [Self::Imported, Self::Duplicate, Self::Error].into_iter().find(|outcome| outcome.as_str() == text)
    }
}

/// A file that is not an order of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRecord {
    /// SHA-256 of its bytes, hex.
    pub sha256: String,
    /// The name under which it was dropped.
    pub name: String,
    /// `TrN_ImportRowId`.
    pub key: Option<Uuid>,
    /// How it ended.
    pub outcome: FileOutcome,
    /// The document's number in Optima.
    pub number: Option<String>,
    /// Why it was refused.
    pub problem: Option<Problem>,
    /// When.
    pub at: Timestamp,
}

/// A time as text that sorts: UTC, nine decimals.
pub(super) fn time_text(time: Timestamp) -> String {
    format!("{time:.9}")
}

pub(super) fn problem_text(problem: Option<&Problem>) -> Option<String> {
    // A problem is strings and numbers under string keys, which JSON can always hold.
    problem.and_then(|problem| serde_json::to_string(problem).ok())
}

/// Reads columns by name, and says which one cannot be read.
pub(super) struct Reader<'a> {
    pub path: &'a Path,
    pub row: &'a Row<'a>,
}

impl Reader<'_> {
    pub fn get<T: rusqlite::types::FromSql>(&self, column: &'static str) -> Result<T, LedgerError> {
        self.row.get(column).map_err(|source| LedgerError::Sqlite { path: self.path.to_path_buf(), source })
    }

    fn parsed<T>(&self, column: &'static str, parse: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, LedgerError> {
        let Some(text) = self.get::<Option<String>>(column)? else { return Ok(None) };
        let bad = || LedgerError::Value { path: self.path.to_path_buf(), column, value: text.clone() };
        parse(&text).map(Some).ok_or_else(bad)
    }

    fn needed<T>(&self, column: &'static str, found: Option<T>) -> Result<T, LedgerError> {
        found.ok_or_else(|| LedgerError::Value { path: self.path.to_path_buf(), column, value: String::new() })
    }

    pub fn state(&self) -> Result<State, LedgerError> {
        let state = self.parsed("state", |text| text.parse().ok())?;
        self.needed("state", state)
    }

    pub fn time(&self, column: &'static str) -> Result<Timestamp, LedgerError> {
        let time = self.maybe_time(column)?;
        self.needed(column, time)
    }

    fn maybe_time(&self, column: &'static str) -> Result<Option<Timestamp>, LedgerError> {
        self.parsed(column, |text| text.parse().ok())
    }

    fn key(&self) -> Result<Option<Uuid>, LedgerError> {
        self.parsed("key", |text| text.parse().ok())
    }

    fn problem(&self) -> Result<Option<Problem>, LedgerError> {
        self.parsed("problem", |text| serde_json::from_str(text).ok())
    }
}

pub(super) fn order(reader: &Reader<'_>) -> Result<OrderRecord, LedgerError> {
    let lines = reader.parsed("lines", |text| serde_json::from_str(text).ok())?;
    Ok(OrderRecord {
        order_id: reader.get("order_id")?,
        account: reader.get("account")?,
        state: reader.state()?,
        revision: reader.get("revision")?,
        body_sha256: reader.get("body_sha256")?,
        file: reader.get("file")?,
        key: reader.key()?,
        document: reader.get("document")?,
        problem: reader.problem()?,
        bought_at: reader.maybe_time("bought_at")?,
        total: reader.get("total")?,
        currency: reader.get("currency")?,
        seen_at: reader.time("seen_at")?,
        changed_at: reader.time("changed_at")?,
        attempts: reader.get("attempts")?,
        next_try_at: reader.maybe_time("next_try_at")?,
        lines: lines.unwrap_or_default(),
    })
}

pub(super) fn file(reader: &Reader<'_>) -> Result<FileRecord, LedgerError> {
    let outcome = reader.parsed("outcome", FileOutcome::parse)?;
    Ok(FileRecord {
        sha256: reader.get("sha256")?,
        name: reader.get("name")?,
        key: reader.key()?,
        outcome: reader.needed("outcome", outcome)?,
        number: reader.get("number")?,
        problem: reader.problem()?,
        at: reader.time("at")?,
    })
}
