//! What the stages may ask of Allegro.

pub use super::error::AllegroError;
pub use super::pause::Pause;
pub use super::wire::{decode, decode_any};

use jiff::Timestamp;

use super::wire::DecodeError;
use crate::core::offer::Offer;
use crate::core::order::{Order, OrderId};

/// Allegro's order resources for one account.
#[expect(async_fn_in_trait, reason = "used with generics inside this crate only; no Send bound is promised")]
pub trait Orders {
    /// Whose token this is (`GET /me`). What it refuses, it refuses the account.
    async fn seller(&mut self) -> Result<SellerAccount, AllegroError>;

    /// Whose token this was when it was given out, as far as that was written down; nobody is asked.
    fn seller_at_login(&self) -> Option<SellerAccount> {
        None
    }

    /// The newest event of the journal (`GET /order/event-stats`); `None`: none in 60 days.
    async fn latest_event(&mut self) -> Result<Option<EventMark>, AllegroError>;

    /// Events after `after`, oldest first, at most `limit` (1 to 1000) (`GET /order/events`).
    async fn events(&mut self, after: Option<&str>, limit: u16) -> Result<Vec<OrderEvent>, AllegroError>;

    /// This page will be asked for next: it may be fetched meanwhile. Nothing is promised, and nothing is lost by not
    /// doing it.
    fn foresee(&mut self, query: &OrdersQuery) {
        let _ = query;
    }

    /// One page of the list (`GET /order/checkout-forms`).
    async fn orders(&mut self, query: &OrdersQuery) -> Result<OrdersPage, AllegroError>;

    /// One order; `None`: Allegro does not have it (404), for it was merged or is too old.
    async fn order(&mut self, id: OrderId) -> Result<Option<FetchedOrder>, AllegroError>;

    /// One offer (`GET /sale/product-offers/{id}`); `None`: ended long ago, or not ours.
    async fn offer(&mut self, id: &str) -> Result<Option<Offer>, AllegroError>;
}

/// `GET /me`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SellerAccount {
    /// `id`.
    pub id: String,
    /// `login`.
    pub login: String,
    /// `company.name`.
    pub company: Option<String>,
    /// `company.taxId`.
    pub tax_id: Option<String>,
}

/// A place in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventMark {
    /// Opaque.
    pub id: String,
    /// When.
    pub occurred_at: Option<Timestamp>,
}

/// One event. Events are hints that an order changed; what to do follows from the order read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderEvent {
    /// Opaque; the cursor. Empty: it could not be read.
    pub id: String,
    /// `BOUGHT`, `READY_FOR_PROCESSING`, …
    pub kind: String,
    /// When.
    pub occurred_at: Option<Timestamp>,
    /// `order.checkoutForm.id`, which the schema does not promise.
    pub order: Option<OrderId>,
}

/// Filters, order and page of the list. `offset + limit` may not exceed 10,000.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrdersQuery {
    /// `updatedAt.gte`.
    pub updated_from: Option<Timestamp>,
    /// `updatedAt.lte`.
    pub updated_to: Option<Timestamp>,
    /// `offset`.
    pub offset: u32,
    /// `limit`, 1 to 100.
    pub limit: u32,
}

/// One page, oldest `updatedAt` first.
#[derive(Debug)]
pub struct OrdersPage {
    /// The orders.
    pub orders: Vec<FetchedOrder>,
    /// `totalCount`.
    pub total: u64,
}

/// An order as it came.
#[derive(Debug)]
pub struct FetchedOrder {
    /// `id` as far as it could be read, for the message when the rest could not.
    pub id: String,
    /// The body of this order as it came, without `personalIdentity`.
    pub body: Vec<u8>,
    /// What it says.
    pub order: Result<Order, DecodeError>,
}

impl FetchedOrder {
    /// Are its very bytes wrong, so that another answer may have it whole?
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        matches!(self.order, Err(DecodeError::NotUtf8 { .. } | DecodeError::Syntax { .. }))
    }
}
