//! What an offer says beyond the order (`GET /sale/product-offers/{id}`, `reference/allegro.md` section 10).

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::message::Message;
use super::order::Tax;

/// An offer, as far as finding a card and a rate needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Offer {
    /// `id`.
    pub id: String,
    /// `external.id`.
    pub external_id: Option<String>,
    /// Values of parameter 225693, EAN (GTIN), of its products, as written.
    pub eans: Vec<String>,
    /// It is of several products, or of several pieces of one: its EANs are those of parts, and none of the whole.
    pub is_set: bool,
    /// `taxSettings` for Poland.
    pub tax: Option<Tax>,
    /// Why it could not be read; then nothing else is known of it, and whatever comes after it in the chain of
    /// sources is not asked.
    pub unread: Option<Message>,
}

impl Offer {
    /// The EANs that its goods may be known by.
    #[must_use]
    pub fn own_eans(&self) -> &[String] {
        if self.is_set { &[] } else { &self.eans }
    }

    /// One that could not be read.
    #[must_use]
    pub fn unread(id: &str, answer: Message) -> Self {
        Self { id: id.to_owned(), unread: Some(answer), ..Self::default() }
    }
}

/// What Allegro answered about an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfferAnswer {
    /// This.
    Found(Box<Offer>),
    /// It does not have it: ended long ago, or another seller's.
    Gone,
    /// It does not show it, and said so in these words.
    Forbidden(Message),
}

/// An answer is good for so long.
const GOOD: SignedDuration = SignedDuration::from_hours(24);

impl OfferAnswer {
    /// As the chain of sources takes it; none: the chain goes on without it.
    #[must_use]
    pub fn offer(self, id: &str) -> Option<Offer> {
        match self {
            Self::Found(offer) => Some(*offer),
            Self::Gone => None,
            Self::Forbidden(why) => Some(Offer::unread(id, why)),
        }
    }

    /// Is an answer of that time still good?
    #[must_use]
    pub fn is_good(at: Timestamp, now: Timestamp) -> bool {
        // A clock that was set back makes answers of the future, which are as old as nobody knows.
        let age = now.duration_since(at);
        age >= SignedDuration::ZERO && age < GOOD
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_good_for_a_day() {
        let at = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(48);
        let good = |seconds: i64| OfferAnswer::is_good(at, at + SignedDuration::from_secs(seconds));
        assert_eq!([good(0), good(86_399), good(86_400), good(-1)], [true, true, false, false]);
    }
}
