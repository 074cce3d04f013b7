//! What the ledger holds, and how it stands in its tables.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::Row;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::error::LedgerError;
use crate::core::life::{Kind, Life, Made, Matter, Placed, State};
use crate::core::message::text::Lif010;
use crate::core::order::SeenId;
use crate::core::problem::Problem;

/// What of a life has no column of its own.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Rest {
    #[serde(skip_serializing_if = "Option::is_none")]
    made: Option<Made>,
    #[serde(skip_serializing_if = "Option::is_none")]
    placed: Option<Placed>,
    #[serde(skip_serializing_if = "Option::is_none")]
    removing_since: Option<Timestamp>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    left_out: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    gone: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    called_off: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden_since: Option<Timestamp>,
    #[serde(skip_serializing_if = "is_zero")]
    remade: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    matters: Vec<Matter>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// The column `life`.
pub(super) fn rest_text(life: &Life) -> Option<String> {
    let rest = Rest {
        made: life.made.clone(),
        placed: life.placed.clone(),
        removing_since: life.removing_since,
        left_out: life.left_out,
        gone: life.gone,
        called_off: life.called_off,
        hidden_since: life.hidden_since,
        remade: life.remade,
        accepted: life.accepted.clone(),
        matters: life.matters.clone(),
    };
    // Strings, numbers and times under string keys, which JSON can always hold.
    serde_json::to_string(&rest).ok().filter(|text| text != "{}")
}

/// The matters in a column `life`; those of one that cannot be read are not known.
pub(super) fn matters_in(text: Option<&str>) -> Vec<Matter> {
    text.and_then(|text| serde_json::from_str::<Rest>(text).ok()).unwrap_or_default().matters
}

/// What cannot be read is a matter of its order, and keeps no other from being read.
fn rest(text: Option<String>, order_id: &str, at: Timestamp) -> Rest {
    let Some(text) = text else { return Rest::default() };
    serde_json::from_str(&text).unwrap_or_else(|_| {
        let problem = Problem::warning(Lif010 { order: order_id.into() }).in_order(order_id);
        Rest { matters: vec![Matter { kind: Kind::Notes, problem, since: at, closed: None }], ..Rest::default() }
    })
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
    /// Something waits for a person.
    pub open_matters: bool,
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
    /// The code of the problem from then on, or of the matter.
    pub code: Option<String>,
    /// What became of a matter; none: the step is one of the state.
    pub event: Option<Event>,
}

/// What becomes of a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It is something for a person from now on.
    Opened,
    /// It is true no more.
    Closed,
    /// A person closed it.
    Done,
}

impl Event {
    /// The word in the ledger.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Closed => "closed",
            Self::Done => "done",
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        [Self::Opened, Self::Closed, Self::Done].into_iter().find(|event| event.as_str() == text)
    }
}

impl rusqlite::ToSql for SeenId {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        self.as_str().to_sql()
    }
}

impl rusqlite::types::FromSql for SeenId {
    fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        value.as_str().map(Self::from)
    }
}

/// An order that holds a line and is neither cancelled nor superseded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineHolder {
    /// `lineItem.id`.
    pub line_id: String,
    /// `checkoutForm.id`.
    pub order_id: SeenId,
    /// Where that order stands; [`State::holds_lines`] says whether the line is in a document.
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

    pub fn parsed<T>(
        &self,
        column: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, LedgerError> {
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

    pub fn key(&self) -> Result<Option<Uuid>, LedgerError> {
        self.parsed("key", |text| text.parse().ok())
    }

    fn problem(&self) -> Result<Option<Problem>, LedgerError> {
        self.parsed("problem", |text| serde_json::from_str(text).ok())
    }
}

pub(super) fn order(reader: &Reader<'_>) -> Result<Life, LedgerError> {
    let lines = reader.parsed("lines", |text| serde_json::from_str(text).ok())?;
    let (order_id, changed_at) = (reader.get::<SeenId>("order_id")?, reader.time("changed_at")?);
    let rest = rest(reader.get("life")?, &order_id, changed_at);
    Ok(Life {
        order_id,
        account: reader.get("account")?,
        state: reader.state()?,
        revision: reader.get("revision")?,
        essence: reader.get("body_sha256")?,
        file: reader.get("file")?,
        key: reader.key()?,
        document: reader.get("document")?,
        problem: reader.problem()?,
        bought_at: reader.maybe_time("bought_at")?,
        total: reader.get("total")?,
        currency: reader.get("currency")?,
        seen_at: reader.time("seen_at")?,
        changed_at,
        attempts: reader.get("attempts")?,
        next_try_at: reader.maybe_time("next_try_at")?,
        lines: lines.unwrap_or_default(),
        made: rest.made,
        placed: rest.placed,
        removing_since: rest.removing_since,
        left_out: rest.left_out,
        gone: rest.gone,
        called_off: rest.called_off,
        hidden_since: rest.hidden_since,
        remade: rest.remade,
        accepted: rest.accepted,
        matters: rest.matters,
    })
}

/// As much of an order as is needed to say what waits, and what may be said to it.
pub(super) fn open(reader: &Reader<'_>) -> Result<Life, LedgerError> {
    let (order_id, changed_at) = (reader.get::<SeenId>("order_id")?, reader.time("changed_at")?);
    let matters = rest(reader.get("life")?, &order_id, changed_at).matters;
    // A refusal is a matter as long as it stands, and the reason in one.
    let refused = matters.iter().rev().find(|matter| matter.kind == Kind::Refused && matter.is_true());
    Ok(Life {
        state: reader.state()?,
        document: reader.get("document")?,
        file: reader.get("file")?,
        problem: refused.map(|matter| matter.problem.clone()),
        matters,
        ..Life::seen(order_id, reader.get::<String>("account")?, changed_at)
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
