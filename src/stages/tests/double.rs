//! The sandbox, with troubles on call.

use std::collections::VecDeque;

use uuid::Uuid;

use crate::core::inspection::{Inspection, Named};
use crate::core::plan::{
    Applied, BaseIdentity, ExistingDocument, Intent, PresentDocument, Rehearsal, Removal, Snapshot, StoredDocument,
    Wanted,
};
use crate::optima::sandbox::Sandbox;
use crate::optima::{OptimaDb, OptimaError};

/// A call of the port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    Prepare,
    Lookup,
    Apply,
    Find,
    Present,
    OfOrder,
    Identity,
    Open,
    Close,
    Remove,
}

/// What happens at a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// It fails, and nothing was done.
    Fails(OptimaError),
    /// It is done, and its answer is lost.
    Lost(OptimaError),
}

/// When the process dies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Death {
    Before(usize),
    After(usize),
}

/// The sandbox, with the troubles that are planned; each happens once, at the next call of its kind.
pub struct Double {
    pub inner: Sandbox,
    pub troubles: VecDeque<(Call, Trouble)>,
    pub death: Option<Death>,
    /// Calls so far.
    pub calls: usize,
    /// Look-ups so far.
    pub looks: usize,
    /// It makes each document safe by itself, as SQL Server does.
    pub alone: bool,
    /// It cannot be reached at all.
    pub away: bool,
    /// It fails so at each call of the kind, for these documents, or for all: until that is over.
    pub ill: Option<Ill>,
    /// The documents of the group that is open.
    grouped: Vec<Uuid>,
}

/// A trouble that lasts. Of a group, closing it fails if it has one of the documents.
#[derive(Clone, Debug)]
pub struct Ill {
    pub call: Call,
    pub keys: Option<Vec<Uuid>>,
    pub error: OptimaError,
}

impl Double {
    pub fn new(inner: Sandbox) -> Self {
        Self {
            inner,
            troubles: VecDeque::new(),
            death: None,
            calls: 0,
            looks: 0,
            alone: false,
            away: false,
            ill: None,
            grouped: Vec::new(),
        }
    }

    pub fn plan(&mut self, call: Call, trouble: Trouble) {
        self.troubles.push_back((call, trouble));
    }

    /// What a person does in Optima.
    pub fn raw(&mut self, sql: &str) {
        super::shop::alive(crate::optima::contract::RawBase::raw(&mut self.inner, sql)).unwrap();
    }

    async fn before(&mut self, call: Call) -> Result<(), OptimaError> {
        self.calls += 1;
        if self.death == Some(Death::Before(self.calls)) {
            std::future::pending::<()>().await;
        }
        if self.away {
            return Err(OptimaError::Unreachable { place: "base".to_owned(), why: "no route".to_owned() });
        }
        match self.troubles.front() {
            Some((planned, Trouble::Fails(error))) if *planned == call => {
                let error = error.clone();
                self.troubles.pop_front();
                Err(error)
            }
            _ => Ok(()),
        }
    }

    fn of_document(&self, call: Call, keys: &[Uuid]) -> Result<(), OptimaError> {
        let Some(ill) = self.ill.as_ref().filter(|ill| ill.call == call) else { return Ok(()) };
        let meant = |key: &Uuid| ill.keys.as_ref().is_none_or(|ill| ill.contains(key));
        if keys.iter().any(meant) { Err(ill.error.clone()) } else { Ok(()) }
    }

    async fn after<T>(&mut self, call: Call, done: Result<T, OptimaError>) -> Result<T, OptimaError> {
        if self.death == Some(Death::After(self.calls)) {
            std::future::pending::<()>().await;
        }
        match self.troubles.front() {
            Some((planned, Trouble::Lost(error))) if *planned == call => {
                let error = error.clone();
                self.troubles.pop_front();
                Err(error)
            }
            _ => done,
        }
    }
}

impl OptimaDb for Double {
    async fn prepare(&mut self) -> Result<(), OptimaError> {
        self.before(Call::Prepare).await?;
        let done = self.inner.prepare().await;
        self.after(Call::Prepare, done).await
    }

    async fn lookup(&mut self, wanted: &Wanted) -> Result<Snapshot, OptimaError> {
        self.before(Call::Lookup).await?;
        self.looks += 1;
        self.of_document(Call::Lookup, &[wanted.key])?;
        let done = self.inner.lookup(wanted).await;
        self.after(Call::Lookup, done).await
    }

    async fn rehearse(&mut self, intent: &Intent) -> Result<Rehearsal, OptimaError> {
        self.inner.rehearse(intent).await
    }

    async fn apply(&mut self, intent: &Intent) -> Result<Applied, OptimaError> {
        self.before(Call::Apply).await?;
        self.of_document(Call::Apply, &[intent.key])?;
        self.grouped.push(intent.key);
        let done = self.inner.apply(intent).await;
        self.after(Call::Apply, done).await
    }

    async fn find(&mut self, key: Uuid) -> Result<Option<ExistingDocument>, OptimaError> {
        self.before(Call::Find).await?;
        let done = self.inner.find(key).await;
        self.after(Call::Find, done).await
    }

    async fn present(&mut self, keys: &[Uuid]) -> Result<Vec<PresentDocument>, OptimaError> {
        self.before(Call::Present).await?;
        let done = self.inner.present(keys).await;
        self.after(Call::Present, done).await
    }

    async fn of_order(
        &mut self,
        key: Uuid,
        order: &str,
        numbers: &[String],
        classes: &[u32],
    ) -> Result<Option<ExistingDocument>, OptimaError> {
        self.before(Call::OfOrder).await?;
        let done = self.inner.of_order(key, order, numbers, classes).await;
        self.after(Call::OfOrder, done).await
    }

    async fn identity(&mut self) -> Result<BaseIdentity, OptimaError> {
        self.before(Call::Identity).await?;
        let done = self.inner.identity().await;
        self.after(Call::Identity, done).await
    }

    async fn open_group(&mut self) -> Result<bool, OptimaError> {
        self.before(Call::Open).await?;
        self.grouped.clear();
        let done = if self.alone { Ok(false) } else { self.inner.open_group().await };
        self.after(Call::Open, done).await
    }

    async fn close_group(&mut self) -> Result<(), OptimaError> {
        let grouped = std::mem::take(&mut self.grouped);
        if let Err(error) = self.before(Call::Close).await.and_then(|()| self.of_document(Call::Close, &grouped)) {
            self.inner.undo_group().await;
            return Err(error);
        }
        let done = self.inner.close_group().await;
        self.after(Call::Close, done).await
    }

    async fn undo_group(&mut self) {
        self.inner.undo_group().await;
    }

    async fn remove(&mut self, key: Uuid) -> Result<Removal, OptimaError> {
        self.before(Call::Remove).await?;
        let done = self.inner.remove(key).await;
        self.after(Call::Remove, done).await
    }

    async fn inspect(&mut self, named: &Named) -> Result<Inspection, OptimaError> {
        self.inner.inspect(named).await
    }

    async fn documents(&mut self, keys: &[Uuid]) -> Result<Vec<StoredDocument>, OptimaError> {
        self.inner.documents(keys).await
    }
}
