//! What a run of stage 1 did.

use crate::core::problem::Problem;

/// What a run did, for the edge to show.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportReport {
    /// Alias of the account.
    pub account: String,
    /// Login of the seller.
    pub seller: String,
    /// Files written, or found as they would be written.
    pub exported: Vec<Exported>,
    /// Orders that wait, with the reason.
    pub waiting: Vec<Refused>,
    /// Orders that were cancelled.
    pub cancelled: Vec<Refused>,
    /// Orders that were refused, with every reason.
    pub errors: Vec<Refused>,
    /// Orders that changed after they went into Optima.
    pub changed: Vec<Refused>,
    /// Orders that are as they were.
    pub unchanged: u64,
    /// New orders that the journal did not name and the sweep of the list found.
    pub only_swept: u64,
    /// What is to be said about the run as a whole.
    pub notes: Vec<Problem>,
}

/// An order in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    /// `checkoutForm.id`.
    pub order_id: String,
    /// The file's name in `outbox/`.
    pub file: String,
    /// Warnings and notes.
    pub problems: Vec<Problem>,
}

/// An order that is in no file.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// `checkoutForm.id`, as far as it could be read.
    pub order_id: String,
    /// Why.
    pub problems: Vec<Problem>,
}

impl ExportReport {
    /// Nothing yet.
    #[must_use]
    pub fn new(account: &str) -> Self {
        Self {
            account: account.to_owned(),
            seller: String::new(),
            exported: Vec::new(),
            waiting: Vec::new(),
            cancelled: Vec::new(),
            errors: Vec::new(),
            changed: Vec::new(),
            unchanged: 0,
            only_swept: 0,
            notes: Vec::new(),
        }
    }
}
