//! What the journal says: which orders moved, who cancelled, where it ends now.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::allegro::port::OrderEvent;
use crate::core::changes::CancelledBy;
use crate::core::life::Reason;
use crate::core::order::OrderId;

/// The journal since the last run.
#[derive(Clone, Debug, Default)]
pub(super) struct Heard {
    /// There was no run before.
    pub(super) first: bool,
    /// Why the orders are read.
    pub(super) reason: Reason,
    /// Orders that an event names. What became of them is for the orders themselves to say.
    pub(super) moved: BTreeSet<OrderId>,
    /// The last event; the next cursor.
    pub(super) end: Option<String>,
    /// It was read to its end.
    pub(super) complete: bool,
    /// What happened before does not count; none: all does.
    pub(super) since: Option<Timestamp>,
    /// By whom an order was cancelled, of which the order itself says nothing.
    pub(super) cancelled: BTreeMap<OrderId, CancelledBy>,
}

impl Heard {
    /// Orders that are not read for what the journal says.
    pub(super) fn only(reason: Reason) -> Self {
        Self { reason, ..Self::default() }
    }

    pub(super) fn hear(&mut self, event: OrderEvent) {
        let early = self.since.zip(event.occurred_at).is_some_and(|(since, at)| at < since);
        if let Some(order) = event.order.filter(|_| !self.first && !early) {
            self.moved.insert(order);
            if let Some(by) = CancelledBy::of_event(&event.kind) {
                self.cancelled.insert(order, by);
            }
        }
        if !event.id.is_empty() {
            self.end = Some(event.id);
        }
    }

    pub(super) fn cancelled_by(&self, order: OrderId) -> Option<CancelledBy> {
        self.cancelled.get(&order).copied()
    }
}
