//! What an offer says beyond the order (`GET /sale/product-offers/{id}`, `reference/allegro.md` section 10).

use super::message::Message;
use super::order::Tax;

/// An offer, as far as finding a card and a rate needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// `id`.
    pub id: String,
    /// `external.id`.
    pub external_id: Option<String>,
    /// Values of parameter 225693, EAN (GTIN), of its products, as written.
    pub eans: Vec<String>,
    /// `taxSettings` for Poland.
    pub tax: Option<Tax>,
    /// Why it could not be read; then nothing else is known of it, and whatever comes after it in the chain of
    /// sources is not asked.
    pub unread: Option<Message>,
}

impl Offer {
    /// One that could not be read.
    #[must_use]
    pub fn unread(id: &str, answer: Message) -> Self {
        Self { id: id.to_owned(), unread: Some(answer), ..Self::default() }
    }
}
