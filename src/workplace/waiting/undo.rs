//! What was said to orders and only noted is taken back: just these are again as they were.

use jiff::Timestamp;

use super::SaidTo;
use crate::core::life::{self, Answer, Happening, Life};
use crate::ledger::Ledger;
use crate::workplace::{Failure, Say, Workplace};

/// So many orders are noted together.
const TOGETHER: usize = 200;

/// Orders as they were, and as they came to be by what was said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Undo(Vec<(Life, Life)>);

/// Does it only end what waits, so that nothing was begun that would have to be stopped?
#[must_use]
pub fn may_be_taken_back(say: &Say) -> bool {
    matches!(say, Say::Ignore | Say::Answer(Answer::Done))
}

impl Undo {
    /// Is there nothing to take back?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Notes what an order was; the ledger has what it came to be.
    pub(super) fn note(&mut self, before: &Life, ledger: &Ledger) {
        if let Ok(Some(after)) = ledger.order(&before.order_id) {
            self.0.push((before.clone(), after));
        }
    }
}

impl Workplace {
    /// Takes back what was said, of each order to which nothing happened since.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub fn take_back_said(&self, undo: &Undo, now: Timestamp) -> Result<SaidTo, Failure> {
        let mut done = SaidTo::default();
        for company in self.companies_ready()? {
            let mut ledger = company.ledger()?;
            let mut lives = Vec::new();
            for (before, after) in &undo.0 {
                let Some(is) = ledger.order(&before.order_id)? else { continue };
                if is == *after {
                    lives.push(life::after(&is, Happening::TakenBack(Box::new(before.clone())), now).0);
                } else {
                    done.not_now += 1;
                }
            }
            for chunk in lives.chunks(TOGETHER) {
                match ledger.record(chunk) {
                    Ok(()) => done.taken += chunk.len(),
                    Err(error) => done.fail(chunk.len(), error.into()),
                }
            }
        }
        Ok(done)
    }
}
