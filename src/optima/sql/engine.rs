//! What an engine has to offer so that lookups, writing and reading back are the same code on each.

use jiff::Timestamp;
use jiff::civil::DateTime;
use uuid::Uuid;

use super::super::error::OptimaError;
use super::record::Record;
use super::search::Search;
use super::statement::Statement;

/// A connection to an Optima base.
#[expect(async_fn_in_trait, reason = "used with generics inside this crate only; no Send bound is promised")]
pub trait Engine {
    /// Runs a SELECT, inside the open transaction if there is one.
    async fn select(&mut self, statement: &Statement) -> Result<Vec<Record>, OptimaError>;

    /// Opens a transaction that keeps other importers from writing until it ends.
    async fn begin(&mut self) -> Result<(), OptimaError>;

    /// Runs one INSERT and gives the identity of its own row, not of one that a trigger made.
    async fn insert(&mut self, statement: &Statement) -> Result<i64, InsertError>;

    /// Commits. When the answer is lost: [`OptimaError::CommitUnknown`] with this key.
    async fn commit(&mut self, key: Uuid) -> Result<(), OptimaError>;

    /// Rolls back; without an open transaction nothing happens.
    async fn rollback(&mut self);

    /// What stands after the table's name where the number range is read and must stay ours until the commit:
    /// ` WITH (UPDLOCK, HOLDLOCK)` on SQL Server, nothing where [`Engine::begin`] locks the whole base.
    fn number_lock(&self) -> &'static str;

    /// The statement of a search. An engine whose indexes want other words says it in those.
    fn search(&self, search: Search<'_>) -> Statement {
        search.portable(self.number_lock())
    }

    /// The instant of a time that `GETDATE()` of this base gave.
    fn instant(&self, time: DateTime) -> Option<Timestamp>;
}

/// Why an INSERT failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InsertError {
    /// A unique index holds these values already (SQL Server 2601, 2627).
    Duplicate {
        /// The index.
        index: String,
    },
    /// A foreign key points nowhere (547); the engine did not say which.
    NoSuchRow,
    /// Anything else.
    Other(OptimaError),
}

impl From<OptimaError> for InsertError {
    fn from(error: OptimaError) -> Self {
        Self::Other(error)
    }
}
