//! The life of an order: one value, and one pure function that says what follows from what happens.
//!
//! It is level-triggered: each look (at Allegro, at the folders, at Optima) says what is, [`after`] compares that with what
//! should be, and answers with the life from now on and with deeds. Whoever does the deeds carries back what came of them
//! as a further [`Happening`]. A note that was lost or a process that died costs one look: the next one leads to the same
//! deeds.
//!
//! What a person should know or do is a [`Matter`]: a function of what is now, closed by itself when it is true no more,
//! or by a person.

mod after;
mod answer;
mod happening;
pub mod matter;
pub mod state;
pub mod sums;
#[cfg(test)]
mod tests;

pub use after::after;
pub use answer::{Answer, may_answer};
pub use happening::{Deed, Described, Happening, KeptOut, Look, Reason};
pub use matter::{Closed, Closer, Fact, Kind, Matter, Sight};
pub use state::State;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::money::Price;
use super::order::SeenId;
use super::problem::Problem;

/// What we know of one order, and what is to be done about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Life {
    /// `checkoutForm.id`, also of an order that cannot be read.
    pub order_id: SeenId,
    /// The account's alias.
    pub account: String,
    /// How far it came.
    pub state: State,
    /// `revision` of the order as judged.
    pub revision: Option<String>,
    /// [`super::essence`] of the order that its file was made from.
    pub essence: Option<String>,
    /// The XML's file name.
    pub file: Option<String>,
    /// What is known of the file's bytes as we wrote them; none: an earlier version wrote it, or there is none.
    pub made: Option<Made>,
    /// `TrN_ImportRowId`.
    pub key: Option<Uuid>,
    /// The document's number in Optima.
    pub document: Option<String>,
    /// What was seen of the document.
    pub placed: Option<Placed>,
    /// Why it waits or was refused, or what deserved a look when its file was made.
    pub problem: Option<Problem>,
    /// When it was bought; of an order that does not say, when it changed last.
    pub bought_at: Option<Timestamp>,
    /// `totalToPay`, two decimals.
    pub total: Option<String>,
    /// Of the total.
    pub currency: Option<String>,
    /// When it was first heard of. The ledger keeps its first value.
    pub seen_at: Timestamp,
    /// When it came to be as it is.
    pub changed_at: Timestamp,
    /// How often it was tried in vain.
    pub attempts: u32,
    /// When to try again by itself; `None`: not by itself.
    pub next_try_at: Option<Timestamp>,
    /// `lineItem.id`s, sorted. The ledger replaces those that it has by these.
    pub lines: Vec<String>,
    /// We are about to remove its document: whoever finds it gone then knows whose doing it was.
    pub removing_since: Option<Timestamp>,
    /// By the last look Optima has its document no more, and we did not remove it.
    pub gone: bool,
    /// By the last look at Allegro it is cancelled, or its goods came back: nobody misses its document.
    pub called_off: bool,
    /// Its goods had left before the program came.
    pub left_out: bool,
    /// Since when Allegro names it and does not show it.
    pub hidden_since: Option<Timestamp>,
    /// How often its file was gone and made again by itself.
    pub remade: u32,
    /// SHA-256 of the file whose sum a person said is right, though it is not the order's.
    pub accepted: Option<String>,
    /// What a person should know or do, and what he should have, the oldest first.
    pub matters: Vec<Matter>,
}

/// A file's bytes as we wrote them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// SHA-256, hex.
    pub sha256: String,
    /// `KWOTY/RAZEM_BRUTTO` of the document, in złoty.
    pub gross: Decimal,
    /// What the document comes to in its own currency; none: an earlier version wrote it and did not note that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worth: Option<Price>,
    /// `revision` of the order that it was made from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
    /// [`super::fingerprint`] of what settings and tables answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub print: Option<String>,
}

/// What was seen of a document in Optima.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// It has our key. Another hand's document is not looked for again.
    pub ours: bool,
    /// When it was last seen there.
    pub seen_at: Timestamp,
}

impl Life {
    /// An order of which no more is known than that it exists.
    #[must_use]
    pub fn seen(order_id: impl Into<SeenId>, account: impl Into<String>, at: Timestamp) -> Self {
        Self {
            order_id: order_id.into(),
            account: account.into(),
            state: State::Seen,
            revision: None,
            essence: None,
            file: None,
            made: None,
            key: None,
            document: None,
            placed: None,
            problem: None,
            bought_at: None,
            total: None,
            currency: None,
            seen_at: at,
            changed_at: at,
            attempts: 0,
            next_try_at: None,
            lines: Vec::new(),
            removing_since: None,
            gone: false,
            called_off: false,
            left_out: false,
            hidden_since: None,
            remade: 0,
            accepted: None,
            matters: Vec::new(),
        }
    }

    /// What waits for a person, the oldest first.
    pub fn open_matters(&self) -> impl Iterator<Item = &Matter> {
        self.matters.iter().filter(|matter| matter.is_open())
    }

    /// Does a matter of this kind wait for a person?
    #[must_use]
    pub fn has_open(&self, kind: Kind) -> bool {
        self.open_matters().any(|matter| matter.kind == kind)
    }

    /// Is this true by the last look, whatever a person has said to it?
    fn is_true(&self, kind: Kind) -> bool {
        self.matters.iter().any(|matter| matter.kind == kind && matter.is_true())
    }

    /// What to show of it in short: what waits for a person, else why it is as it is.
    #[must_use]
    pub fn shown(&self) -> Option<&Problem> {
        self.open_matters().next().map(|matter| &matter.problem).or(self.problem.as_ref())
    }

    /// Is there neither document nor file that is about to become one, so that a person may still decide?
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Seen | State::Waiting | State::Error) && self.document.is_none()
    }

    /// May it be read again and judged anew? Whatever has no document in Optima may; what is cancelled at Allegro is
    /// for Allegro to say.
    #[must_use]
    pub fn may_be_retried(&self) -> bool {
        self.document.is_none()
            && matches!(self.state, State::Seen | State::Waiting | State::Error | State::Ignored | State::Exported)
    }

    /// Was it tried in vain, or does a person want it tried again?
    #[must_use]
    pub fn is_tried_again(&self) -> bool {
        self.next_try_at.is_some() || self.attempts > 0
    }

    /// Is its document in Optima, or was it, so that nothing but a person's word makes another?
    #[must_use]
    pub fn has_document(&self) -> bool {
        self.state.is_in_optima()
            // Cancelled while its document went in.
            || (matches!(self.state, State::Cancelled | State::Superseded) && self.document.is_some())
    }

    /// Is there no document, and does nobody wait for one?
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self.state, State::Ignored | State::Cancelled | State::Superseded) && !self.has_document()
    }

    /// Should Optima have a document of it under our key?
    #[must_use]
    pub fn is_ours_in_optima(&self) -> bool {
        match self.state {
            State::Imported => self.placed.as_ref().is_none_or(|placed| placed.ours),
            State::Duplicate => self.placed.as_ref().is_some_and(|placed| placed.ours),
            // It may be there again: a base is restored, and the restoring is taken back.
            State::Cancelled => self.gone && self.placed.as_ref().is_none_or(|placed| placed.ours),
            _ => false,
        }
    }

    /// Is it to be read again by itself? Its time is in [`Self::next_try_at`]; an earlier version set none where a document
    /// is in Optima and Allegro did not show the order.
    #[must_use]
    pub fn is_to_be_read(&self, now: Timestamp) -> bool {
        // What Optima refused has a file in `errors/`, and is a matter of that file.
        let of_file = self.state == State::Error && self.file.is_some();
        let unseen = [Kind::Joined, Kind::NotShown, Kind::Unreadable].into_iter().any(|kind| self.has_open(kind));
        !of_file && self.next_try_at.map_or(unseen, |at| at <= now)
    }

    /// Is a file of it with these bytes the one that we wrote, untouched?
    #[must_use]
    pub fn wrote(&self, sha256: &str) -> bool {
        self.made.as_ref().is_some_and(|made| made.sha256 == sha256)
    }

    fn describe(&mut self, described: Described) {
        let Described { revision, key, bought_at, total, currency, lines } = described;
        (self.revision, self.key, self.bought_at) = (revision, key, bought_at);
        (self.total, self.currency, self.lines) = (total, currency, lines);
    }

    /// It was read, and nothing is to be tried again.
    fn rest(&mut self) {
        (self.attempts, self.next_try_at) = (0, None);
    }

    /// With what there was to say about it.
    fn forget_file(&mut self, at: Timestamp) {
        (self.file, self.made, self.essence) = (None, None, None);
        self.settle(Sight::Disk, Vec::new(), at);
    }

    /// What was true of the document is true of nothing any more.
    fn forget_document(&mut self, at: Timestamp) {
        (self.document, self.placed, self.removing_since) = (None, None, None);
        (self.gone, self.called_off) = (false, false);
        for of_the_document in [Sight::Allegro, Sight::Optima, Sight::Meeting] {
            self.settle(of_the_document, Vec::new(), at);
        }
    }

    fn settle(&mut self, sight: Sight, facts: Vec<Fact>, at: Timestamp) -> Vec<Deed> {
        matter::settle(&mut self.matters, sight, facts, at).into_iter().map(Deed::Tell).collect()
    }

    fn to(&mut self, state: State, problem: Option<Problem>, at: Timestamp) {
        (self.state, self.problem, self.changed_at) = (state, problem, at);
    }

    fn told(&self, problem: Problem) -> Problem {
        problem.in_order(self.order_id.clone())
    }

    fn number(&self) -> &str {
        self.document.as_deref().unwrap_or("–")
    }
}
