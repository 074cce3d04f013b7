//! What needs a person: typed, open as long as its fact is true, or until a person closes it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::core::problem::Problem;
use crate::core::retention;

/// So many closed matters of an order are kept; the history has all of them.
const CLOSED_MAX: usize = 20;

/// What a matter is about. An order has at most one open matter of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Refused; no document and no file that may become one.
    Refused,
    /// Cancelled after its document went into Optima.
    Cancelled,
    /// Not paid any more, with its document in Optima.
    Unpaid,
    /// The recipient's address is not the document's.
    Address,
    /// Method, point or cost of the delivery.
    Delivery,
    /// The data for the invoice.
    Invoice,
    /// Goods, prices, quantities.
    Lines,
    /// The total.
    Total,
    /// What was paid on top.
    Surcharges,
    /// All goods came back.
    Returned,
    /// Changed, and from what is not known any more.
    Changed,
    /// Allegro says something else by now of what a person corrected.
    Overtaken,
    /// Allegro has the order no more, and its document is in Optima.
    Joined,
    /// Allegro does not show the order, and has not for a day.
    NotShown,
    /// The order cannot be read or fetched any more, and its document is in Optima.
    Unreadable,
    /// Its file is nowhere.
    FileMissing,
    /// Its file is not as we wrote it and was left alone, and the order is another one by now.
    FileEdited,
    /// Its document was in Optima and is not.
    DocumentMissing,
    /// The document in Optima has another sum than the order's file.
    OtherSum,
    /// What was noted of it cannot be read.
    Notes,
}

/// Which look tells whether a kind is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// The order as Allegro shows it.
    Allegro,
    /// Our folders.
    Disk,
    /// Optima's rows.
    Optima,
    /// A file met its document there.
    Meeting,
    /// How far the order came.
    State,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 20] = [
        Self::Refused,
        Self::Cancelled,
        Self::Unpaid,
        Self::Address,
        Self::Delivery,
        Self::Invoice,
        Self::Lines,
        Self::Total,
        Self::Surcharges,
        Self::Returned,
        Self::Changed,
        Self::Overtaken,
        Self::Joined,
        Self::NotShown,
        Self::Unreadable,
        Self::FileMissing,
        Self::FileEdited,
        Self::DocumentMissing,
        Self::OtherSum,
        Self::Notes,
    ];

    /// The word in the ledger and in addresses of pages.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Cancelled => "cancelled",
            Self::Unpaid => "unpaid",
            Self::Address => "address",
            Self::Delivery => "delivery",
            Self::Invoice => "invoice",
            Self::Lines => "lines",
            Self::Total => "total",
            Self::Surcharges => "surcharges",
            Self::Returned => "returned",
            Self::Changed => "changed",
            Self::Overtaken => "overtaken",
            Self::Joined => "joined",
            Self::NotShown => "not-shown",
            Self::Unreadable => "unreadable",
            Self::FileMissing => "file-missing",
            Self::FileEdited => "file-edited",
            Self::DocumentMissing => "document-missing",
            Self::OtherSum => "other-sum",
            Self::Notes => "notes",
        }
    }

    /// The kind with this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Who can see whether it is true.
    #[must_use]
    pub fn sight(self) -> Sight {
        match self {
            Self::Refused | Self::Notes => Sight::State,
            Self::FileMissing | Self::FileEdited => Sight::Disk,
            Self::DocumentMissing => Sight::Optima,
            Self::OtherSum => Sight::Meeting,
            Self::Cancelled
            | Self::Unpaid
            | Self::Address
            | Self::Delivery
            | Self::Invoice
            | Self::Lines
            | Self::Total
            | Self::Surcharges
            | Self::Returned
            | Self::Changed
            | Self::Overtaken
            | Self::Joined
            | Self::NotShown
            | Self::Unreadable => Sight::Allegro,
        }
    }
}

/// Something that is true now.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it is about.
    pub kind: Kind,
    /// In words.
    pub problem: Problem,
    /// The words say less than an earlier look could know (who cancelled is in the journal alone, and only once): they
    /// replace nothing.
    pub vague: bool,
}

impl Fact {
    /// With all that there is to know.
    #[must_use]
    pub fn new(kind: Kind, problem: Problem) -> Self {
        Self { kind, problem, vague: false }
    }
}

/// Who closed a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Closer {
    /// It is true no more.
    Fact,
    /// A person, while it was true.
    Person,
}

/// When and by whom a matter was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Closer,
}

/// Something for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// What it is about.
    pub kind: Kind,
    /// In words, with what was and what is.
    pub problem: Problem,
    /// Since when.
    pub since: Timestamp,
    /// Closed; none: it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closed>,
}

impl Matter {
    /// Does it wait for a person?
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// Is it true, as far as is known? A person may have closed it.
    #[must_use]
    pub fn is_true(&self) -> bool {
        self.closed.is_none_or(|closed| closed.by == Closer::Person)
    }
}

/// Puts what one look saw in the place of what the last one did: what is not true any more is closed, what is new is
/// opened, what goes on stays with its beginning. What a person closed stays closed as long as just that is true, and is
/// opened anew when its words are other ones. Gives what was opened.
pub fn settle(matters: &mut Vec<Matter>, sight: Sight, facts: Vec<Fact>, at: Timestamp) -> Vec<Problem> {
    for matter in matters.iter_mut().filter(|matter| matter.is_open() && matter.kind.sight() == sight) {
        if !facts.iter().any(|fact| fact.kind == matter.kind) {
            matter.closed = Some(Closed { at, by: Closer::Fact });
        }
    }
    // A matter that a person closed and that is true no more may be told again one day.
    let gone = |matter: &Matter| {
        matter.kind.sight() == sight
            && matter.closed.is_some_and(|closed| closed.by == Closer::Person)
            && !facts.iter().any(|fact| fact.kind == matter.kind)
    };
    for matter in matters.iter_mut().filter(|matter| gone(matter)) {
        matter.closed = Some(Closed { at, by: Closer::Fact });
    }
    let mut opened = Vec::new();
    for Fact { kind, problem, vague } in facts {
        let known = matters.iter_mut().rev().find(|matter| matter.kind == kind && matter.is_true());
        match known {
            Some(known) if vague || known.problem == problem || retention::is_cut(&known.problem) => {}
            Some(known) => {
                *known = Matter { kind, problem: problem.clone(), since: at, closed: None };
                opened.push(problem);
            }
            None => {
                matters.push(Matter { kind, problem: problem.clone(), since: at, closed: None });
                opened.push(problem);
            }
        }
    }
    trim(matters);
    opened
}

/// What is of this kind is true no more.
pub fn end(matters: &mut [Matter], kind: Kind, at: Timestamp) {
    for matter in matters.iter_mut().filter(|matter| matter.kind == kind && matter.is_true()) {
        matter.closed = Some(Closed { at, by: Closer::Fact });
    }
}

/// A person has seen to it. Gives how many that were.
pub fn close(matters: &mut [Matter], which: impl Fn(Kind) -> bool, at: Timestamp) -> usize {
    let open = matters.iter_mut().filter(|matter| matter.is_open() && which(matter.kind));
    open.map(|matter| matter.closed = Some(Closed { at, by: Closer::Person })).count()
}

/// The oldest of those that are over go first.
fn trim(matters: &mut Vec<Matter>) {
    let over = |matter: &Matter| matter.closed.is_some_and(|closed| closed.by == Closer::Fact);
    let mut excess = matters.iter().filter(|matter| over(matter)).count().saturating_sub(CLOSED_MAX);
    matters.retain(|matter| {
        let goes = excess > 0 && over(matter);
        excess -= usize::from(goes);
        !goes
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_the_word_that_the_ledger_writes() {
        for kind in Kind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            assert_eq!(Kind::named(kind.as_str()), Some(kind));
        }
        assert_eq!(Kind::named("REFUSED"), None);
    }
    use crate::core::message::text::{Ord903, Ord904, Ord911};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn moved(to: &str) -> Fact {
        let told = Ord904 { document: "RO/1".into(), before: "A".into(), now: to.into() };
        Fact::new(Kind::Address, Problem::warning(told))
    }

    #[test]
    fn i13_a_matter_is_open_just_as_long_as_its_fact_is_true() {
        let mut matters = Vec::new();
        assert_eq!(settle(&mut matters, Sight::Allegro, vec![moved("B")], at(1)).len(), 1);
        assert_eq!(settle(&mut matters, Sight::Allegro, vec![moved("B")], at(2)), [], "told once");
        assert_eq!((matters.len(), matters[0].since, matters[0].is_open()), (1, at(1), true));
        assert_eq!(settle(&mut matters, Sight::Disk, Vec::new(), at(3)), []);
        assert!(matters[0].is_open(), "another look does not see it");
        assert_eq!(settle(&mut matters, Sight::Allegro, Vec::new(), at(4)), []);
        assert_eq!(matters[0].closed, Some(Closed { at: at(4), by: Closer::Fact }));
        assert_eq!(settle(&mut matters, Sight::Allegro, vec![moved("B")], at(5)).len(), 1, "true again, told again");
        assert_eq!(settle(&mut matters, Sight::Allegro, vec![moved("C")], at(6)).len(), 1, "other words are news");
        assert_eq!(matters.iter().filter(|matter| matter.is_open()).count(), 1);
    }

    #[test]
    fn what_a_person_closed_stays_closed_while_nothing_else_is_true() {
        let mut matters = Vec::new();
        settle(&mut matters, Sight::Allegro, vec![moved("B")], at(1));
        assert_eq!(close(&mut matters, |kind| kind == Kind::Address, at(2)), 1);
        assert_eq!(settle(&mut matters, Sight::Allegro, vec![moved("B")], at(3)), []);
        assert!(!matters[0].is_open());
        assert_eq!(settle(&mut matters, Sight::Allegro, vec![moved("C")], at(4)).len(), 1);
        close(&mut matters, |_| true, at(5));
        settle(&mut matters, Sight::Allegro, Vec::new(), at(6));
        assert_eq!(settle(&mut matters, Sight::Allegro, vec![moved("C")], at(7)).len(), 1, "it was away meanwhile");
    }

    #[test]
    fn a_look_that_knows_less_takes_nothing_back() {
        let cancelled = |problem, vague| Fact { kind: Kind::Cancelled, problem, vague };
        let mut matters = Vec::new();
        let by_buyer = Problem::warning(Ord911 { document: "RO/1".into() });
        settle(&mut matters, Sight::Allegro, vec![cancelled(by_buyer.clone(), false)], at(1));
        let told = Problem::warning(Ord903 { document: "RO/1".into() });
        assert_eq!(settle(&mut matters, Sight::Allegro, vec![cancelled(told, true)], at(2)), []);
        assert_eq!(matters[0].problem, by_buyer);
    }

    #[test]
    fn of_what_is_over_some_is_kept_and_what_is_open_always() {
        let mut matters = Vec::new();
        for second in 0..100 {
            let facts = if second % 2 == 0 { vec![moved("B")] } else { Vec::new() };
            settle(&mut matters, Sight::Allegro, facts, at(second));
        }
        settle(&mut matters, Sight::Allegro, vec![moved("B")], at(200));
        assert_eq!(matters.len(), CLOSED_MAX + 1);
        assert!(matters.last().is_some_and(Matter::is_open));
    }
}
