//! Offers that were asked for, for as long as a run: many orders are of one offer, and each would ask for it anew.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::core::offer::Offer;

/// A signature that the seller adds to an offer is seen after this long at the latest.
const FRESH: SignedDuration = SignedDuration::from_mins(10);
/// Offers kept at most, some 10 MB; beyond them the collection begins anew.
const KEPT: usize = 10_000;

/// What Allegro answered about an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answered {
    /// This.
    Offer(Box<Offer>),
    /// It does not have it.
    Nothing,
}

impl Answered {
    /// As the port hands it out.
    pub(super) fn offer(self) -> Option<Offer> {
        match self {
            Self::Offer(offer) => Some(*offer),
            Self::Nothing => None,
        }
    }
}

/// Offers by id.
#[derive(Debug, Default)]
pub(super) struct Offers {
    known: BTreeMap<String, (Timestamp, Answered)>,
}

impl Offers {
    /// What was answered not long before `now`.
    pub(super) fn get(&self, id: &str, now: Timestamp) -> Option<Answered> {
        let (at, answered) = self.known.get(id)?;
        // A clock that was set back makes answers of the future, which are as old as nobody knows.
        let age = now.duration_since(*at);
        (age >= SignedDuration::ZERO && age < FRESH).then(|| answered.clone())
    }

    /// Keeps an answer.
    pub(super) fn keep(&mut self, id: &str, now: Timestamp, answered: Answered) {
        if self.known.len() >= KEPT {
            self.known.clear();
        }
        self.known.insert(id.to_owned(), (now, answered));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_good_for_ten_minutes() {
        let now = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24);
        let mut offers = Offers::default();
        offers.keep("7", now, Answered::Nothing);
        let after = |seconds: i64| offers.get("7", now + SignedDuration::from_secs(seconds));
        assert_eq!(
            (after(0), after(599), after(600), after(-1)),
            (Some(Answered::Nothing), Some(Answered::Nothing), None, None)
        );
        assert_eq!(offers.get("8", now), None);
    }
}
