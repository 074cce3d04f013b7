//! What a run of stage 1 did.

use std::collections::BTreeMap;

use super::offers::OffersAsked;
use crate::allegro::port::AllegroError;
use crate::core::life::{Deed, Life, State};
use crate::core::order::SeenId;
use crate::core::problem::{Explain as _, Fault, Problem};
use crate::core::reach::Reach;

/// So many exported orders are told of with everything that was noticed. Of a backlog of tens of thousands the rest has
/// its name and file only, or the report would take more memory than the work: the ledger keeps each order's warning.
const DETAILED: usize = 1_000;

/// What a run did, for the edge to show.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportReport {
    /// Alias of the account.
    pub account: String,
    /// Login of the seller.
    pub seller: String,
    /// Files written, or found as they would be written.
    pub exported: Vec<Exported>,
    /// Exported orders whose warnings and notes were left out of the report, for there are too many.
    pub abridged: u64,
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
    /// What is wrong with the mapping tables.
    pub tables: Vec<Problem>,
    /// What could not be read as a whole. Everything else went on, and the next run asks for it again.
    pub left: Vec<Left>,
    /// Orders that another company has documents of, by its name; they are passed over.
    pub elsewhere: BTreeMap<String, u64>,
    pub(super) offers: OffersAsked,
}

/// Something at Allegro that could not be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Left {
    /// What it held up.
    pub reach: Reach,
    /// What it means for whoever started the run.
    pub fault: Fault,
    /// In words; its path is the resource's.
    pub problem: Problem,
}

/// An order in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    /// `checkoutForm.id`.
    pub order_id: SeenId,
    /// The file's name in `outbox/`.
    pub file: String,
    /// Warnings and notes.
    pub problems: Vec<Problem>,
}

/// An order that is in no file.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// `checkoutForm.id`, as far as it could be read.
    pub order_id: SeenId,
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
            abridged: 0,
            waiting: Vec::new(),
            cancelled: Vec::new(),
            errors: Vec::new(),
            changed: Vec::new(),
            unchanged: 0,
            only_swept: 0,
            notes: Vec::new(),
            tables: Vec::new(),
            left: Vec::new(),
            elsewhere: BTreeMap::new(),
            offers: OffersAsked::default(),
        }
    }

    /// An order that another company has a document of.
    pub(super) fn has_elsewhere(&mut self, company: String) {
        *self.elsewhere.entry(company).or_default() += 1;
    }

    /// A resource could not be read. Said once, however often it is asked for.
    pub(super) fn leave(&mut self, resource: &str, error: &AllegroError) {
        let known = |left: &Left| left.problem.place.path.as_deref() == Some(resource);
        if !self.left.iter().any(known) {
            let problem = error.problem().at_path(resource);
            self.left.push(Left { reach: error.reach(), fault: error.fault(), problem });
        }
    }

    /// The worst of what was left; none: everything could be asked.
    #[must_use]
    pub fn worst(&self) -> Option<&Left> {
        self.left.iter().max_by_key(|left| left.fault)
    }

    /// What a person should hear of an order in Optima.
    pub(super) fn tell(&mut self, life: &Life, deeds: &[Deed]) {
        let problems: Vec<Problem> = deeds.iter().cloned().filter_map(Deed::told).collect();
        if !problems.is_empty() {
            self.changed.push(Refused { order_id: life.order_id.clone(), problems });
        }
    }

    /// An order that gets no file now.
    pub(super) fn settled(&mut self, life: &Life) {
        let list = if life.state == State::Waiting { &mut self.waiting } else { &mut self.cancelled };
        list.push(Refused { order_id: life.order_id.clone(), problems: life.problem.iter().cloned().collect() });
    }

    /// Adds an exported order.
    pub fn add(&mut self, mut exported: Exported) {
        if self.exported.len() >= DETAILED && !exported.problems.is_empty() {
            exported.problems = Vec::new();
            self.abridged += 1;
        }
        self.exported.push(exported);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::message::text::Exp001;

    #[test]
    fn the_report_of_a_backlog_stays_small_and_says_so() {
        let mut report = ExportReport::new("sklep");
        for n in 0..DETAILED + 3 {
            let problems = if n == DETAILED + 1 { Vec::new() } else { vec![Problem::note(Exp001)] };
            report.add(Exported { order_id: n.to_string().into(), file: format!("{n}.xml"), problems });
        }
        assert_eq!((report.exported.len(), report.abridged), (DETAILED + 3, 2));
        assert_eq!(report.exported[DETAILED - 1].problems.len(), 1);
        assert_eq!(report.exported[DETAILED].problems, []);
    }
}
