//! An Optima company base on SQL Server (`reference/optima-database.md`, `reference/sql-server.md`).
//!
//! One connection, opened when it is first needed and again after it was lost. What may be in doubt, a request that was
//! given up, timed out or broken off, costs the connection: an answer to it may still come. A document is looked up in two
//! requests and written in one.
//!
//! Not promised: what Optima does beyond its tables when a person saves an RO (its change history, what it tells other
//! programs). Writing past the program is not supported by its maker.

mod access;
mod apply;
mod ask;
mod bases;
mod browser;
mod compose;
mod connect;
#[cfg(test)]
mod cutter_tests;
mod fault;
mod inspect;
mod remove;
mod rights;
mod shape;
#[cfg(test)]
mod statement_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod wire_tests;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use tiberius::error::Error;
use uuid::Uuid;

pub use access::Access;
pub use bases::bases;
pub use browser::{Instance, instances};

use self::connect::{About, Session};
use super::error::OptimaError;
use super::port::OptimaDb;
use super::rows::{self, Pattern, RowPlan, Shape, TakesRows};
use super::sql::{self, Engine, Record, Search, SqlValue, Statement};
use crate::core::doctor;
use crate::core::inspection::{Inspection, Named};
use crate::core::plan::{
    Applied, BaseIdentity, ExistingDocument, Intent, PresentDocument, Rehearsal, Removal, Snapshot, StoredDocument,
    Wanted,
};
use crate::core::problem::Problem;

/// How often a transaction or look-up that another one's locks ended is sent again.
const LOCK_TRIES: u32 = 5;

/// A company base on SQL Server.
pub struct SqlServer {
    access: Access,
    session: Option<Session>,
    /// A session was opened before.
    let_in: bool,
    zone: TimeZone,
    about: About,
    /// The columns, once they were read.
    columns: Option<Arc<Shape>>,
    /// The columns with the cells of the pattern document, once they were read.
    shape: Option<Arc<Shape>>,
}

impl std::fmt::Debug for SqlServer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SqlServer").field("place", &self.access.place).finish_non_exhaustive()
    }
}

impl SqlServer {
    /// Connects, and finds out whether this is an Optima base.
    ///
    /// # Errors
    /// [`OptimaError::Unreachable`], [`OptimaError::LoginRefused`], [`OptimaError::NoDatabase`],
    /// [`OptimaError::Untrusted`], [`OptimaError::WrongBase`].
    pub async fn open(access: Access) -> Result<Self, OptimaError> {
        let (zone, about) = (TimeZone::UTC, About::default());
        let mut server = Self { access, session: None, let_in: false, zone, about, columns: None, shape: None };
        server.ready().await?;
        Ok(server)
    }

    /// What is to be said of the base as such, before anything is written: that it can only be read, that it compares
    /// texts otherwise than Optima's bases do.
    #[must_use]
    pub fn remarks(&self) -> Vec<Problem> {
        doctor::standing(&self.access.place, self.about.read_only, &self.about.collation)
    }

    /// A session that is open as far as we know.
    async fn ready(&mut self) -> Result<(), OptimaError> {
        if self.session.is_none() {
            // In boxes, here and below: the driver's futures are large, and so would be those of everybody who waits for us.
            let session = Box::pin(connect::open(&self.access)).await.map_err(|error| self.reopening(error))?;
            self.zone = session.zone.clone();
            self.about = session.about.clone();
            self.session = Some(session);
            self.let_in = true;
        }
        Ok(())
    }

    /// Who was let in a moment ago has the right password and the right base: a server that takes over from another, or
    /// comes up again, refuses both for a while.
    fn reopening(&self, error: OptimaError) -> OptimaError {
        match error {
            OptimaError::LoginRefused { place, why, .. } if self.let_in => OptimaError::Unreachable { place, why },
            OptimaError::NoDatabase { place, database } if self.let_in => {
                OptimaError::Unreachable { place, why: database }
            }
            other => other,
        }
    }

    /// One request on the open session. Whoever gives up waiting for it loses the session with it: the server goes on, and
    /// what is not committed is undone when the connection closes.
    async fn request(&mut self, text: &str, params: &[SqlValue]) -> Result<Vec<Vec<Record>>, Error> {
        let mut session = self.session.take().ok_or(Error::Protocol("there is no session".into()))?;
        let answer = Box::pin(async {
            let stream = if params.is_empty() {
                session.client.simple_query(text).await?
            } else {
                ask::query(text, params).query(&mut session.client).await?
            };
            stream.into_results().await
        })
        .await;
        self.keep(session, answer).map(|sets| sets.into_iter().map(ask::records).collect())
    }

    /// Keeps the session unless the answer says that it is of no use any more.
    fn keep<T>(&mut self, session: Session, answer: Result<T, Error>) -> Result<T, Error> {
        if !matches!(&answer, Err(error) if fault::ends_session(error)) {
            self.session = Some(session);
        }
        answer
    }

    /// Begins a transaction of several requests.
    async fn begin(&mut self) -> Result<(), Error> {
        let mut session = self.session.take().ok_or(Error::Protocol("there is no session".into()))?;
        let begun = Box::pin(session.client.begin_transaction()).await;
        self.keep(session, begun)
    }

    /// Commits it.
    async fn commit(&mut self) -> Result<(), Error> {
        let mut session = self.session.take().ok_or(Error::Protocol("there is no session".into()))?;
        let committed = Box::pin(session.client.commit_transaction()).await;
        self.keep(session, committed)
    }

    /// Undoes what is open. A session that cannot even do that is closed, which undoes it as well.
    async fn undo(&mut self) {
        if self.session.is_some()
            && let Err(error) = self.request("IF @@TRANCOUNT > 0 ROLLBACK", &[]).await
        {
            tracing::warn!(%error, "rollback failed; the connection is closed");
            self.session = None;
        }
    }

    /// Statements that only read. A connection that was lost while nobody used it is opened again, once; what another
    /// transaction's locks ended is asked again.
    async fn read(&mut self, statements: &[Statement]) -> Result<Vec<Vec<Record>>, OptimaError> {
        let fresh = self.session.is_none();
        self.ready().await?;
        let mut answers = Vec::with_capacity(statements.len());
        for (request, count) in ask::requests(statements) {
            let mut answer = self.request(&request.text, &request.params).await;
            if !fresh && answers.is_empty() && matches!(&answer, Err(error) if fault::ends_session(error)) {
                self.ready().await?;
                answer = self.request(&request.text, &request.params).await;
            }
            for _ in 0..LOCK_TRIES {
                if !matches!(&answer, Err(error) if fault::is_victim(error)) {
                    break;
                }
                answer = self.request(&request.text, &request.params).await;
            }
            let mut sets = answer.map_err(|error| fault::asking(&self.access.place, "SELECT", &error))?;
            // A set without rows at the end may be left out by the driver.
            sets.resize_with(count, Vec::new);
            answers.extend(sets);
        }
        Ok(answers)
    }

    /// The columns of this base.
    async fn columns(&mut self) -> Result<Arc<Shape>, OptimaError> {
        if let Some(columns) = &self.columns {
            return Ok(Arc::clone(columns));
        }
        let rows = self.select(&shape::columns()).await.map_err(|error| error.of_base(&self.access.place))?;
        let columns = Arc::new(shape::shape(&rows)?);
        self.columns = Some(Arc::clone(&columns));
        Ok(columns)
    }
}

impl OptimaDb for SqlServer {
    async fn prepare(&mut self) -> Result<(), OptimaError> {
        // Anew: a release may have been installed since.
        (self.columns, self.shape) = (None, None);
        self.shape().await.map(drop)
    }

    async fn lookup(&mut self, wanted: &Wanted) -> Result<Snapshot, OptimaError> {
        sql::lookup(self, wanted).await
    }

    async fn rehearse(&mut self, intent: &Intent) -> Result<Rehearsal, OptimaError> {
        rows::rehearse(self, intent).await
    }

    async fn apply(&mut self, intent: &Intent) -> Result<Applied, OptimaError> {
        Box::pin(rows::apply(self, intent)).await
    }

    async fn find(&mut self, key: Uuid) -> Result<Option<ExistingDocument>, OptimaError> {
        sql::find(self, key).await
    }

    async fn present(&mut self, keys: &[Uuid]) -> Result<Vec<PresentDocument>, OptimaError> {
        sql::present(self, keys).await.map_err(|error| error.of_base(&self.access.place))
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
        inspect::identity(self).await.map_err(|error| error.of_base(&self.access.place))
    }

    async fn documents(&mut self, keys: &[Uuid]) -> Result<Vec<StoredDocument>, OptimaError> {
        sql::documents(self, keys).await
    }

    async fn remove(&mut self, key: Uuid) -> Result<Removal, OptimaError> {
        remove::remove(self, key).await
    }

    async fn inspect(&mut self, named: &Named) -> Result<Inspection, OptimaError> {
        let columns = self.columns().await?;
        let facts = inspect::facts(self, named).await?;
        let shape = self.shape.clone().unwrap_or(columns);
        sql::inspect(self, &shape, named, facts).await
    }
}

impl TakesRows for SqlServer {
    async fn shape(&mut self) -> Result<Arc<Shape>, OptimaError> {
        if let Some(shape) = &self.shape {
            return Ok(Arc::clone(shape));
        }
        let columns = self.columns().await?;
        let (number, place) = (self.access.pattern.clone(), self.access.place.clone());
        let shape = sql::with_pattern(self, columns, &number, &place).await?;
        self.shape = Some(Arc::clone(&shape));
        Ok(shape)
    }

    async fn pattern(&mut self, number: &str) -> Result<Option<Pattern>, OptimaError> {
        let columns = self.columns().await?;
        sql::pattern_cells(self, &columns, number).await
    }

    async fn write(&mut self, rows: &RowPlan) -> Result<Applied, OptimaError> {
        apply::apply(self, rows).await
    }
}

impl Engine for SqlServer {
    async fn select(&mut self, statement: &Statement) -> Result<Vec<Record>, OptimaError> {
        let answers = self.read(std::slice::from_ref(statement)).await?;
        Ok(answers.into_iter().next().unwrap_or_default())
    }

    async fn select_all(&mut self, statements: &[Statement]) -> Result<Vec<Vec<Record>>, OptimaError> {
        self.read(statements).await
    }

    fn search(&self, search: Search<'_>) -> Statement {
        match search {
            Search::Latest { definition } => sql::newest("TOP (1) ", definition),
            Search::Cards { words, most } => sql::cards_with(&format!("TOP ({most}) "), words),
            Search::Namesakes { name, most } => {
                Statement::new(format!("SELECT TOP ({most}) Knt_KntId FROM CDN.Kontrahenci WHERE Knt_Nazwa1 = "))
                    .bind(name)
                    .sql(" ORDER BY Knt_KntId DESC")
            }
            // Who was given his rights by an earlier version's script may not read this table, and imported without it.
            Search::ContractorGroup(name) => {
                let mut look = Statement::new("IF HAS_PERMS_BY_NAME('CDN.Grupy', 'OBJECT', 'SELECT') = 1 ");
                let wanted = look.mark(name);
                look.sql(&format!("SELECT Gru_Nazwa FROM CDN.Grupy WHERE Gru_Typ = 31 AND Gru_Nazwa = {wanted} "))
                    .sql(&format!("ELSE SELECT {wanted} AS Gru_Nazwa"))
            }
            other => other.portable(),
        }
    }

    fn instant(&self, time: DateTime) -> Option<Timestamp> {
        self.zone.to_ambiguous_timestamp(time).compatible().ok()
    }
}
