//! Orders that are cancelled or changed after their document went into Optima, where the user wants such documents
//! removed: only ours, only in the buffer, only as we wrote them.
//!
//! 1. the ledger knows that this document is about to be removed;
//! 2. the base removes it, or says why it stays;
//! 3. the ledger knows the order as cancelled, with the document's number; a changed order then gets a new file.
//!
//! A crash between 1 and 3 leaves the order in Optima by the ledger; it is read again, and by 1 it is known that a document
//! which is not there any more was removed by us and not by a person.

use super::Export;
use super::page::Page;
use super::report::{ExportReport, Refused};
use crate::allegro::port::Orders;
use crate::core::changes;
use crate::core::decide::Notice;
use crate::core::key;
use crate::core::order::Order;
use crate::core::plan::Removal;
use crate::core::problem::Problem;
use crate::core::settings::AfterImport;
use crate::ledger::{OrderBody, OrderRecord, State};
use crate::optima::OptimaDb;
use crate::stages::StageError;
use crate::stages::export::heard::Heard;

/// What became of the document.
enum Withdrawal {
    /// It is not for us to remove.
    NotAsked,
    /// A person touched it.
    Kept,
    /// It is gone.
    Gone,
}

impl<O: Orders, B: OptimaDb> Export<'_, O, B> {
    /// An order in Optima that is not as it was: its document goes, or a person is told.
    pub(super) async fn after_import(
        &mut self,
        (order, essence, body): (Order, String, OrderBody),
        notice: Notice,
        known: OrderRecord,
        heard: &Heard,
        page: &mut Page,
        report: &mut ExportReport,
    ) -> Result<(), StageError> {
        let document = known.document.clone().unwrap_or_default();
        match self.withdraw(&order, notice, &known).await? {
            Withdrawal::Gone => {
                let told =
                    if notice == Notice::Changed { changes::replaced(&document) } else { changes::removed(&document) };
                let gone = self.withdrawn(&known, told, report)?;
                if notice == Notice::Changed {
                    page.keep(body);
                    self.candidate(order, essence, Some(gone), page, report).await?;
                }
            }
            Withdrawal::Kept => {
                let id = known.order_id.clone();
                page.record(self.tell(&order, notice, known, heard, report)?);
                if let Some(told) = report.changed.iter_mut().rfind(|told| told.order_id == id) {
                    told.problems.push(changes::kept(&document).in_order(id));
                }
            }
            Withdrawal::NotAsked => page.record(self.tell(&order, notice, known, heard, report)?),
        }
        Ok(())
    }

    /// Steps 1 and 2.
    async fn withdraw(&mut self, order: &Order, notice: Notice, known: &OrderRecord) -> Result<Withdrawal, StageError> {
        // A document that another hand made is not ours to remove, and a withdrawn payment may come back.
        let wanted = self.settings.orders.after_import == AfterImport::Replace
            && !self.dry_run
            && known.state == State::Imported
            && notice != Notice::Unpaid;
        let Some(base) = self.base.as_deref_mut().filter(|_| wanted) else { return Ok(Withdrawal::NotAsked) };
        let begun = known.problem.as_ref().is_some_and(changes::tells_of_removing);
        if !begun {
            let told = changes::removing(known.document.as_deref().unwrap_or_default());
            let intent = OrderRecord { problem: Some(told.in_order(known.order_id.clone())), ..known.clone() };
            self.ledger.record(&[intent])?;
        }
        Ok(match base.remove(key::of_order(order.id)).await? {
            Removal::Removed(_) => Withdrawal::Gone,
            Removal::Touched(_) => Withdrawal::Kept,
            Removal::Absent if begun => Withdrawal::Gone,
            // A person removed it, and knows why.
            Removal::Absent => Withdrawal::NotAsked,
        })
    }

    /// Step 3.
    fn withdrawn(
        &mut self,
        known: &OrderRecord,
        told: Problem,
        report: &mut ExportReport,
    ) -> Result<OrderRecord, StageError> {
        let told = told.in_order(known.order_id.clone());
        report.changed.push(Refused { order_id: known.order_id.clone(), problems: vec![told.clone()] });
        let record = OrderRecord {
            state: State::Cancelled,
            document: None,
            file: None,
            problem: Some(told),
            changed_at: self.clock.now(),
            ..known.clone()
        };
        self.ledger.record(std::slice::from_ref(&record))?;
        Ok(record)
    }
}
