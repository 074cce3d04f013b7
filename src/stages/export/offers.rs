//! The offers that the chain of sources asks for. One that cannot be read reaches the orders that need it, and no others.

use std::collections::{BTreeMap, BTreeSet};

use super::named::OUTAGE;
use super::{Export, ExportReport, StageError};
use crate::allegro::port::{AllegroError, Orders};
use crate::core::offer::{Offer, OfferAnswer};
use crate::core::problem::Explain as _;
use crate::optima::OptimaDb;
use crate::stages::walk::Walk;

/// What a run may say of all offers together.
const OFFERS: &str = "/sale/product-offers";

/// What was asked about offers in a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct OffersAsked {
    /// What was answered.
    answers: BTreeMap<String, OfferAnswer>,
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
    /// Offers, each asked for once in a run at most. Yesterday's answer is good enough, except for those of `anew`. One that
    /// Allegro does not have any more is no reason to stop: the chain of sources goes on without it; one that could not be
    /// read says so.
    pub(super) async fn offers(
        &mut self,
        ids: &BTreeSet<String>,
        anew: &BTreeSet<&str>,
        walk: &mut Walk,
        report: &mut ExportReport,
    ) -> Result<(), StageError> {
        let mut fresh = Vec::new();
        let mut asked = Ok(());
        for id in ids {
            match self.offer(id, anew.contains(id.as_str()), &mut fresh, report).await {
                Ok(offer) => walk.hear(id.clone(), offer),
                Err(error) => {
                    asked = Err(error);
                    break;
                }
            }
        }
        // What was answered before everything stopped need not be asked for again.
        if !self.dry_run {
            self.ledger.keep_offers(self.account, &fresh, self.clock.now())?;
        }
        asked
    }

    async fn offer(
        &mut self,
        id: &str,
        anew: bool,
        fresh: &mut Vec<(String, OfferAnswer)>,
        report: &mut ExportReport,
    ) -> Result<Option<Offer>, StageError> {
        let asked = &mut report.offers;
        if let Some(answer) = asked.answers.get(id) {
            return Ok(answer.clone().offer(id));
        }
        let kept = if anew { None } else { self.ledger.offer(self.account, id)? };
        if let Some((_, answer)) = kept.filter(|(at, _)| OfferAnswer::is_good(*at, self.clock.now())) {
            return Ok(answer.offer(id));
        }
        if let Some(why) = asked.why_not(id) {
            return Ok(Some(Offer::unread(id, why.problem().message)));
        }
        let answer = match self.orders.offer(id).await {
            Ok(offer) => {
                asked.in_a_row = 0;
                let answer = offer.map_or(OfferAnswer::Gone, |offer| OfferAnswer::Found(Box::new(offer)));
                asked.answers.insert(id.to_owned(), answer.clone());
                answer
            }
            Err(error) if error.is_of_one_thing() => {
                asked.in_a_row += usize::from(error.is_slow());
                let why = error.problem().message;
                let forbidden = matches!(error, AllegroError::Forbidden(_));
                asked.unread.insert(id.to_owned(), error);
                if !forbidden {
                    return Ok(Some(Offer::unread(id, why)));
                }
                OfferAnswer::Forbidden(why)
            }
            Err(error) => return Err(error.into()),
        };
        // Where the account may not ask, nothing was answered.
        if self.settings.accounts.get(self.account).is_none_or(|account| account.offers) {
            fresh.push((id.to_owned(), answer.clone()));
        }
        Ok(answer.offer(id))
    }

    /// Were all offers out of reach? A single one that could not be read while its order could is that offer's matter.
    pub(super) async fn judge_offers(&mut self, report: &mut ExportReport) -> Result<(), StageError> {
        let asked = &report.offers;
        let all = asked.in_a_row >= OUTAGE || (asked.answers.is_empty() && asked.unread.len() > 1);
        match asked.unread.values().next_back().filter(|_| all).cloned() {
            Some(error) => self.leave(OFFERS, error, report).await,
            None => Ok(()),
        }
    }
}
