//! What happens to an order, and what is to be done about it.

use jiff::Timestamp;
use uuid::Uuid;

use super::Life;
use super::{Answer, Fact, Made};
use crate::core::convert::Gate;
use crate::core::problem::Problem;

/// What an order is, as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Described {
    /// `revision`.
    pub revision: Option<String>,
    /// `TrN_ImportRowId` of its document.
    pub key: Option<Uuid>,
    /// When it was bought; of an order that does not say, when it changed last.
    pub bought_at: Option<Timestamp>,
    /// `totalToPay`.
    pub total: Option<String>,
    /// Of the total.
    pub currency: Option<String>,
    /// `lineItem.id`s.
    pub lines: Vec<String>,
}

/// Why no document is made of an order that is ready, unless a person asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeptOut {
    /// Its goods had left before the program came.
    BeforeOurTime,
    /// All its goods came back before it was seen.
    Returned,
}

/// Why an order is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reason {
    /// It may have changed.
    #[default]
    News,
    /// Its file is to be made anew, though the order is the same: what else goes into it changed.
    Anew,
    /// A person asked for this very order.
    Asked,
}

/// A look at the order at Allegro.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// What its own state says.
    pub gate: Gate,
    /// [`super::essence`].
    pub essence: String,
    /// What it is.
    pub described: Described,
    /// What is not as its document says, or as what a person corrected was.
    pub facts: Vec<Fact>,
    /// What the document was made from is not what the order says.
    pub changed: bool,
    /// Why it was read.
    pub reason: Reason,
    /// Why no document is made of it unless a person asks.
    pub kept_out: Option<KeptOut>,
    /// The user wants documents of orders that changed or were cancelled removed.
    pub remove: bool,
}

/// What happens to an order.
#[derive(Clone, Debug, PartialEq)]
pub enum Happening {
    /// It was read.
    Read(Box<Look>),
    /// Allegro names it and does not have it. `joined`: its lines are seen in another order.
    NotShown {
        /// Its lines are in another order, or it is too old to be shown.
        joined: bool,
    },
    /// It could not be fetched, while others could.
    NotFetched(Problem),
    /// It was not fetched, for none could be: that says nothing of it, and it is asked for again at the next look.
    OutOfReach(Problem),
    /// What Allegro sent cannot be read.
    Unreadable(Problem),
    /// There is no way to make a document of it.
    Refused(Problem),
    /// Whether a document may be made of it cannot be known now: something else that it needs could not be read.
    Held(Problem),
    /// Its file is durable.
    FileWritten {
        /// Its name.
        name: String,
        /// Its bytes.
        made: Made,
        /// [`super::essence`] of the order.
        essence: String,
        /// What deserves a look.
        warning: Option<Problem>,
    },
    /// Its file is not as we wrote it, so the new one was not written over it.
    FileKept {
        /// In words.
        told: Problem,
    },
    /// Its file lies where it should, or anywhere else in our folders.
    FileFound,
    /// Its file is nowhere. `auto`: nobody but us imports what is in `outbox/`.
    FileMissing {
        /// `handoff = "auto"`, and a file that is not for Optima's own import.
        auto: bool,
    },
    /// A file of it became a document.
    DocumentWritten {
        /// The document's number.
        number: String,
        /// Its key.
        key: Uuid,
        /// The lines that the file is of.
        lines: Vec<String>,
        /// What deserves a look.
        warning: Option<Problem>,
    },
    /// A file of it met a document. `other`: its sum is another one.
    DocumentMet {
        /// The document's number.
        number: String,
        /// The file's key.
        key: Uuid,
        /// The lines that the file is of.
        lines: Vec<String>,
        /// The document has our key.
        ours: bool,
        /// What deserves a look about it, such as another sum.
        other: Option<Problem>,
    },
    /// A file of it was refused.
    FileRefused {
        /// Why.
        problem: Problem,
        /// The file's key.
        key: Uuid,
        /// The lines that the file is of.
        lines: Vec<String>,
        /// It is not as we wrote it: a person corrected it, or it is of an earlier version.
        edited: bool,
    },
    /// Optima has its document.
    DocumentSeen {
        /// Under this number.
        number: String,
    },
    /// Optima has not its document any more.
    DocumentMissing,
    /// We are about to remove its document.
    Removing,
    /// Its document is gone, by us. `changed`: it is to become another one.
    Removed {
        /// In words.
        told: Problem,
    },
    /// A person touched its document, and it stays.
    Kept,
    /// A person wants no document of it.
    Ignored,
    /// A person wants it tried again.
    Retried,
    /// A person corrected it, or took a correction back: it is read again, and its file made anew.
    Corrected,
    /// A person answered an open matter.
    Answered(Answer),
    /// A person takes back what he said last: it is as it was before.
    TakenBack(Box<Life>),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Make its file.
    MakeFile,
    /// No file of it may become a document now.
    TakeFileBack,
    /// Remove its document.
    RemoveDocument,
    /// A person should hear of this.
    Tell(Problem),
}

impl Deed {
    /// What a person should hear.
    #[must_use]
    pub fn told(self) -> Option<Problem> {
        match self {
            Self::Tell(problem) => Some(problem),
            Self::MakeFile | Self::TakeFileBack | Self::RemoveDocument => None,
        }
    }
}
