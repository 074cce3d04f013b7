//! What an engine has to offer so that lookups, writing and reading back are the same code on each.

use jiff::Timestamp;
use jiff::civil::DateTime;
use uuid::Uuid;

use super::super::error::OptimaError;
use super::record::Record;
use super::search::Search;
use super::statement::Statement;

/// A connection to an Optima base, as far as reading goes.
#[expect(async_fn_in_trait, reason = "used with generics inside this crate only; no Send bound is promised")]
pub trait Engine {
    /// Runs a SELECT, inside the open transaction if there is one.
    async fn select(&mut self, statement: &Statement) -> Result<Vec<Record>, OptimaError>;

    /// Runs SELECTs that do not depend on each other; the rows of each, in their order. An engine that is far away
    /// asks them all at once.
    async fn select_all(&mut self, statements: &[Statement]) -> Result<Vec<Vec<Record>>, OptimaError> {
        let mut answers = Vec::with_capacity(statements.len());
        for statement in statements {
            answers.push(self.select(statement).await?);
        }
        Ok(answers)
    }

    /// The statement of a search. An engine whose indexes want other words says it in those.
    fn search(&self, search: Search<'_>) -> Statement {
        search.portable()
    }

    /// The instant of a time that `GETDATE()` of this base gave.
    fn instant(&self, time: DateTime) -> Option<Timestamp>;
}

/// A connection that writes row by row. SQL Server is written to in one batch instead (`server/apply.rs`).
#[expect(async_fn_in_trait, reason = "used with generics inside this crate only; no Send bound is promised")]
pub trait Writer: Engine {
    /// Opens a transaction that keeps other importers from writing until it ends.
    async fn begin(&mut self) -> Result<(), OptimaError>;

    /// Runs one INSERT and gives the identity of its own row, not of one that a trigger made.
    async fn insert(&mut self, statement: &Statement) -> Result<i64, InsertError>;

    /// Commits. When the answer is lost: [`OptimaError::CommitUnknown`] with this key.
    async fn commit(&mut self, key: Uuid) -> Result<(), OptimaError>;

    /// Rolls back; without an open transaction nothing happens.
    async fn rollback(&mut self);
}

/// Why an INSERT failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InsertError {
    /// A unique index holds these values already.
    Duplicate {
        /// The index.
        index: String,
    },
    /// A foreign key points nowhere; the engine did not say which.
    NoSuchRow,
    /// Anything else.
    Other(OptimaError),
}

impl From<OptimaError> for InsertError {
    fn from(error: OptimaError) -> Self {
        Self::Other(error)
    }
}
