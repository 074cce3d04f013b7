//! The offers that the chain of sources asks for. One that cannot be read reaches the orders that need it, and no others.

use std::collections::BTreeMap;

use super::named::OUTAGE;
use super::{Export, ExportReport, StageError};
use crate::allegro::port::{AllegroError, Orders};
use crate::core::offer::Offer;
use crate::core::problem::Explain as _;
use crate::optima::OptimaDb;

/// What a run may say of all offers together.
const OFFERS: &str = "/sale/product-offers";

/// What was asked about offers in a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct OffersAsked {
    /// One was answered.
    answered: bool,
    /// What was answered instead of those that could not be read.
    unread: BTreeMap<String, AllegroError>,
    /// So many in a row could not be read, each after several tries.
    in_a_row: usize,
}

impl OffersAsked {
    /// Why this one is not asked for: it was in vain in this run already, or so many others were in a row that each more
    /// would cost a minute for nothing.
    fn why_not(&self, id: &str) -> Option<&AllegroError> {
        let out = (self.in_a_row >= OUTAGE).then(|| self.unread.values().next_back()).flatten();
        self.unread.get(id).or(out)
    }
}

impl<O: Orders, B: OptimaDb> Export<'_, O, B> {
    /// An offer. One that Allegro does not have any more is no reason to stop: the chain of sources goes on without it; one
    /// that could not be read says so.
    pub(super) async fn offer(&mut self, id: &str, report: &mut ExportReport) -> Result<Option<Offer>, StageError> {
        if let Some(why) = report.offers.why_not(id) {
            return Ok(Some(Offer::unread(id, why.problem().message)));
        }
        match self.orders.offer(id).await {
            Ok(offer) => {
                (report.offers.answered, report.offers.in_a_row) = (true, 0);
                Ok(offer)
            }
            Err(error) if error.is_of_one_thing() => {
                report.offers.in_a_row += usize::from(error.is_slow());
                let offer = Offer::unread(id, error.problem().message);
                report.offers.unread.insert(id.to_owned(), error);
                Ok(Some(offer))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Were all offers out of reach? A single one that could not be read while its order could is that offer's matter.
    pub(super) async fn judge_offers(&mut self, report: &mut ExportReport) -> Result<(), StageError> {
        let asked = &report.offers;
        let all = asked.in_a_row >= OUTAGE || (!asked.answered && asked.unread.len() > 1);
        match asked.unread.values().next_back().filter(|_| all).cloned() {
            Some(error) => self.leave(OFFERS, error, report).await,
            None => Ok(()),
        }
    }
}
