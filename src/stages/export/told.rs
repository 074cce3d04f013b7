//! Orders that changed after their document went into Optima, or were cancelled: what is told, and once only.

use super::heard::Heard;
use super::{Export, ExportReport, Refused, StageError};
use crate::allegro::port::Orders;
use crate::allegro::wire;
use crate::core::changes::{self, CancelledBy};
use crate::core::decide::Notice;
use crate::core::order::Order;
use crate::core::problem::Problem;
use crate::core::retention;
use crate::ledger::OrderRecord;
use crate::optima::OptimaDb;

impl<O: Orders, B: OptimaDb> Export<'_, O, B> {
    /// What is to be recorded of an order in Optima that is not as it was; nothing if that is known already. The
    /// document stays what it is, and so does the body that it was made from.
    pub(super) fn tell(
        &self,
        order: &Order,
        notice: Notice,
        known: OrderRecord,
        heard: &Heard,
        report: &mut ExportReport,
    ) -> Result<Option<OrderRecord>, StageError> {
        let document = known.document.clone().unwrap_or_default();
        let problems = match notice {
            Notice::Cancelled => vec![changes::cancelled_after(cancelled_by(order, heard), &document)],
            Notice::Unpaid => vec![changes::unpaid_after(&document)],
            Notice::Changed => match self.before(&known)? {
                Some(before) => changes::changes(&before, order, &document),
                None => vec![changes::changed_after(&document)],
            },
        };
        let problems: Vec<Problem> =
            problems.into_iter().map(|problem| problem.in_order(known.order_id.clone())).collect();
        // Without the event, a later look does not know who cancelled; that is nothing new.
        let news = problems.first().filter(|first| match (&known.problem, notice) {
            (Some(told), Notice::Cancelled) => !changes::tells_of_cancelling(told),
            // It was told, and its words are gone. What else it may have been told of, ORD-9 is about changes.
            (Some(told), _) if retention::is_cut(told) => !retention::code(told).starts_with("ORD-9"),
            (told, _) => told.as_ref() != Some(*first),
        });
        let Some(first) = news.cloned() else {
            report.unchanged += 1;
            return Ok(None);
        };
        report.changed.push(Refused { order_id: known.order_id.clone(), problems });
        Ok(Some(OrderRecord { problem: Some(first), changed_at: self.clock.now(), ..known }))
    }

    /// The order that the document was made from.
    fn before(&self, known: &OrderRecord) -> Result<Option<Order>, StageError> {
        Ok(self.ledger.body(&known.order_id)?.and_then(|json| wire::decode(&json).ok()))
    }
}

/// The journal knows buyer and Allegro apart; the seller's label is in the order.
pub(super) fn cancelled_by(order: &Order, heard: &Heard) -> Option<CancelledBy> {
    heard.cancelled_by(order.id).or_else(|| CancelledBy::of_order(order))
}
