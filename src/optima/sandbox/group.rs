//! A group of documents: one transaction of the file, a savepoint for each document.
//!
//! A commit waits for the disk several times, however little it writes. Sixty documents that are committed together
//! wait as often as one; until then no other connection sees any of them, and a process that dies leaves none.

use uuid::Uuid;

use super::Sandbox;
use crate::optima::OptimaError;

/// What the connection is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// No group: each document is a transaction.
    Alone,
    /// Between two documents of a group.
    Group,
    /// In a document of a group, under its savepoint.
    Document,
}

/// Opens a group; one that was left open is undone.
pub(super) fn open(base: &mut Sandbox) -> Result<(), OptimaError> {
    undo(base);
    base.connection.execute_batch("BEGIN IMMEDIATE").map_err(|error| base.fault("BEGIN", &error))?;
    base.stand = Stand::Group;
    Ok(())
}

/// Commits the group. On an error it is gone, unless the error says that this is not known.
pub(super) fn close(base: &mut Sandbox) -> Result<(), OptimaError> {
    if base.stand == Stand::Alone {
        return Ok(());
    }
    let done = whole(base).and_then(|()| base.commit_transaction(Uuid::nil()));
    undo(base);
    done
}

/// Rolls the group back, if there is one.
pub(super) fn undo(base: &mut Sandbox) {
    base.stand = Stand::Alone;
    base.roll_back();
}

pub(super) fn begin_document(base: &mut Sandbox) -> Result<(), OptimaError> {
    whole(base)?;
    base.connection.execute_batch("SAVEPOINT document").map_err(|error| base.fault("SAVEPOINT", &error))?;
    base.stand = Stand::Document;
    Ok(())
}

pub(super) fn end_document(base: &mut Sandbox) -> Result<(), OptimaError> {
    whole(base)?;
    base.connection.execute_batch("RELEASE document").map_err(|error| base.fault("RELEASE", &error))?;
    base.stand = Stand::Group;
    Ok(())
}

pub(super) fn undo_document(base: &mut Sandbox) {
    if base.stand != Stand::Document {
        return;
    }
    base.stand = Stand::Group;
    // Where SQLite has undone the whole group by itself, `whole` says so at the next step.
    if !base.connection.is_autocommit()
        && let Err(error) = base.connection.execute_batch("ROLLBACK TO document; RELEASE document")
    {
        // A document that may be there in part must not be committed with the others.
        tracing::warn!(%error, "rollback of a document in the sandbox failed");
        base.roll_back();
    }
}

/// SQLite undoes a whole transaction by itself when the disk is full or fails.
fn whole(base: &Sandbox) -> Result<(), OptimaError> {
    if base.connection.is_autocommit() {
        let why = "the documents that were being written were undone".to_owned();
        return Err(OptimaError::Unwritable { place: base.place.clone(), why });
    }
    Ok(())
}
