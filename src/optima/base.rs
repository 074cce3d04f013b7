//! The base of a company, whichever engine holds it: one type for those who are handed it.

use uuid::Uuid;

use super::error::OptimaError;
use super::port::OptimaDb;
use super::rows::{TakesRows as _, pattern};
use super::sandbox::Sandbox;
use super::server::SqlServer;
use super::sql;
use crate::core::inspection::{Choices, FoundCard, Inspection, Named};
use crate::core::plan::{
    Applied, BaseIdentity, ExistingDocument, Intent, PresentDocument, Rehearsal, Removal, Shown, Snapshot,
    StoredDocument, Wanted,
};
use crate::core::problem::Problem;

/// An Optima company base.
#[derive(Debug)]
pub enum Base {
    /// The embedded try-out base.
    Sandbox(Box<Sandbox>),
    /// On SQL Server.
    SqlServer(Box<SqlServer>),
}

impl From<Sandbox> for Base {
    fn from(base: Sandbox) -> Self {
        Self::Sandbox(Box::new(base))
    }
}
impl From<SqlServer> for Base {
    fn from(base: SqlServer) -> Self {
        Self::SqlServer(Box::new(base))
    }
}

impl Base {
    /// What is to be said of the base as such, before anything is written.
    #[must_use]
    pub fn remarks(&self) -> Vec<Problem> {
        match self {
            Self::Sandbox(_) => Vec::new(),
            Self::SqlServer(base) => base.remarks(),
        }
    }

    /// What there is to choose from, for who fills in a table. Not of the port: no stage asks for it.
    pub async fn choices(&mut self) -> Result<Choices, OptimaError> {
        match self {
            Self::Sandbox(base) => sql::choices(&mut **base).await,
            Self::SqlServer(base) => sql::choices(&mut **base).await,
        }
    }

    /// Cards that a person looks for. Not of the port, as the choices are not.
    pub async fn cards(&mut self, words: &[String], most: usize) -> Result<Vec<FoundCard>, OptimaError> {
        match self {
            Self::Sandbox(base) => sql::found_cards(&mut **base, words, most).await,
            Self::SqlServer(base) => sql::found_cards(&mut **base, words, most).await,
        }
    }

    /// The same, and the words for everything else that settings name.
    ///
    /// # Errors
    /// As [`Base::choices`].
    pub async fn every_choice(&mut self) -> Result<Choices, OptimaError> {
        match self {
            Self::Sandbox(base) => sql::every_choice(&mut **base).await,
            Self::SqlServer(base) => sql::every_choice(&mut **base).await,
        }
    }

    /// What would be taken of the RO with this full number for what we do not know, for a person to look at; `None`: there
    /// is no such RO. Not of the port: which values an engine wants is its own business.
    pub async fn pattern(&mut self, number: &str) -> Result<Option<Vec<Shown>>, OptimaError> {
        let found = match self {
            Self::Sandbox(base) => base.pattern(number).await,
            Self::SqlServer(base) => base.pattern(number).await,
        };
        Ok(found?.as_ref().map(pattern::told))
    }
}

impl OptimaDb for Base {
    async fn prepare(&mut self) -> Result<(), OptimaError> {
        match self {
            Self::Sandbox(base) => base.prepare().await,
            Self::SqlServer(base) => base.prepare().await,
        }
    }

    async fn lookup(&mut self, wanted: &Wanted) -> Result<Snapshot, OptimaError> {
        match self {
            Self::Sandbox(base) => base.lookup(wanted).await,
            Self::SqlServer(base) => base.lookup(wanted).await,
        }
    }

    async fn rehearse(&mut self, intent: &Intent) -> Result<Rehearsal, OptimaError> {
        match self {
            Self::Sandbox(base) => base.rehearse(intent).await,
            Self::SqlServer(base) => base.rehearse(intent).await,
        }
    }

    async fn apply(&mut self, intent: &Intent) -> Result<Applied, OptimaError> {
        match self {
            Self::Sandbox(base) => base.apply(intent).await,
            Self::SqlServer(base) => base.apply(intent).await,
        }
    }

    async fn open_group(&mut self) -> Result<bool, OptimaError> {
        match self {
            Self::Sandbox(base) => base.open_group().await,
            Self::SqlServer(base) => base.open_group().await,
        }
    }

    async fn close_group(&mut self) -> Result<(), OptimaError> {
        match self {
            Self::Sandbox(base) => base.close_group().await,
            Self::SqlServer(base) => base.close_group().await,
        }
    }

    async fn undo_group(&mut self) {
        match self {
            Self::Sandbox(base) => base.undo_group().await,
            Self::SqlServer(base) => base.undo_group().await,
        }
    }

    async fn remove(&mut self, key: Uuid) -> Result<Removal, OptimaError> {
        match self {
            Self::Sandbox(base) => base.remove(key).await,
            Self::SqlServer(base) => base.remove(key).await,
        }
    }

    async fn inspect(&mut self, named: &Named) -> Result<Inspection, OptimaError> {
        match self {
            Self::Sandbox(base) => base.inspect(named).await,
            Self::SqlServer(base) => base.inspect(named).await,
        }
    }

    async fn find(&mut self, key: Uuid) -> Result<Option<ExistingDocument>, OptimaError> {
        match self {
            Self::Sandbox(base) => base.find(key).await,
            Self::SqlServer(base) => base.find(key).await,
        }
    }

    async fn present(&mut self, keys: &[Uuid]) -> Result<Vec<PresentDocument>, OptimaError> {
        match self {
            Self::Sandbox(base) => base.present(keys).await,
            Self::SqlServer(base) => base.present(keys).await,
        }
    }

    async fn of_order(
        &mut self,
        key: Uuid,
        order: &str,
        numbers: &[String],
        classes: &[u32],
    ) -> Result<Option<ExistingDocument>, OptimaError> {
        match self {
            Self::Sandbox(base) => base.of_order(key, order, numbers, classes).await,
            Self::SqlServer(base) => base.of_order(key, order, numbers, classes).await,
        }
    }

    async fn identity(&mut self) -> Result<BaseIdentity, OptimaError> {
        match self {
            Self::Sandbox(base) => base.identity().await,
            Self::SqlServer(base) => base.identity().await,
        }
    }

    async fn documents(&mut self, keys: &[Uuid]) -> Result<Vec<StoredDocument>, OptimaError> {
        match self {
            Self::Sandbox(base) => base.documents(keys).await,
            Self::SqlServer(base) => base.documents(keys).await,
        }
    }
}
