//! What the stages may ask of an Optima base, whichever engine holds it.

use uuid::Uuid;

use super::error::OptimaError;
use crate::core::inspection::{Inspection, Named};
use crate::core::plan::{
    Applied, BaseIdentity, ExistingDocument, Intent, PresentDocument, Rehearsal, Removal, Snapshot, StoredDocument,
    Wanted,
};

/// An Optima company base.
#[expect(async_fn_in_trait, reason = "used with generics inside this crate only; no Send bound is promised")]
pub trait OptimaDb {
    /// Makes ready for a run of documents: what its engine must know of the base to write into it is read anew. What is
    /// wrong with the base as such is told here, before the first document.
    async fn prepare(&mut self) -> Result<(), OptimaError>;

    /// What the base holds of what one document needs. Writes nothing.
    async fn lookup(&mut self, wanted: &Wanted) -> Result<Snapshot, OptimaError>;

    /// How the intent would be taken. Writes nothing.
    async fn rehearse(&mut self, intent: &Intent) -> Result<Rehearsal, OptimaError>;

    /// Writes the document in one transaction: key looked for, number found, every part of it, commit. On any error
    /// nothing is written, except that [`OptimaError::CommitUnknown`] means: look for the key.
    async fn apply(&mut self, intent: &Intent) -> Result<Applied, OptimaError>;

    /// Opens a group: what [`OptimaDb::apply`] answers for until [`OptimaDb::close_group`] is seen by this connection's
    /// look-ups and safe only when the group is closed, so that many documents wait for the disk once. Each document is
    /// still whole or absent by itself. A group that was left open is undone. `false`: this base makes each document
    /// safe by itself, and there is nothing to close.
    async fn open_group(&mut self) -> Result<bool, OptimaError> {
        Ok(false)
    }

    /// Makes safe what was applied since the group was opened. On any error nothing of it is written, but see
    /// [`OptimaError::CommitUnknown`].
    async fn close_group(&mut self) -> Result<(), OptimaError> {
        Ok(())
    }

    /// Undoes what was applied since the group was opened.
    async fn undo_group(&mut self) {}

    /// Removes the document with this key if it is as we wrote it: in the buffer, saved by nobody since, nothing made of it.
    /// Otherwise nothing is changed. When the answer to the commit is lost: an outage, and the next look tells.
    async fn remove(&mut self, key: Uuid) -> Result<Removal, OptimaError>;

    /// What the base is, and what it has of what settings and tables name; after [`OptimaDb::prepare`] also what the
    /// pattern document fills. Writes nothing.
    async fn inspect(&mut self, named: &Named) -> Result<Inspection, OptimaError>;

    /// The document with this key, if there is one.
    async fn find(&mut self, key: Uuid) -> Result<Option<ExistingDocument>, OptimaError>;

    /// Which of these keys have a document, in no particular order and each once; one request for five hundred keys.
    async fn present(&mut self, keys: &[Uuid]) -> Result<Vec<PresentDocument>, OptimaError>;

    /// Is there a document of this order at all, whoever made it? By the key; else one of another hand and of these classes
    /// that names the order, whole, in `TrN_NumerObcy` (with whatever around it), description or an attribute, or whose `TrN_NumerObcy` is one of
    /// the numbers. Cancelled ones count.
    async fn of_order(
        &mut self,
        key: Uuid,
        order: &str,
        numbers: &[String],
        classes: &[u32],
    ) -> Result<Option<ExistingDocument>, OptimaError>;

    /// Which base this is.
    async fn identity(&mut self) -> Result<BaseIdentity, OptimaError>;

    /// The documents with these keys, read back from the rows, by `TrN_TrNID`. Without keys: every RO that
    /// carries a `TrN_ImportRowId`.
    async fn documents(&mut self, keys: &[Uuid]) -> Result<Vec<StoredDocument>, OptimaError>;
}
