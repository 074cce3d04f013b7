//! Orders that are cancelled or changed after their document went into Optima, where the user wants such documents
//! removed: only ours, only in the buffer, only as we wrote them.
//!
//! 1. the ledger knows that this document is about to be removed;
//! 2. the base removes it, or says why it stays;
//! 3. the ledger knows the order as cancelled; a changed order then gets a new file.
//!
//! A crash between 1 and 3, or an answer that was lost, leaves the order in Optima by the ledger, and due to be read
//! again; by 1 it is known then that a document which is not there any more was removed by us and not by a person.

use super::Export;
use super::page::Page;
use super::report::ExportReport;
use crate::allegro::port::Orders;
use crate::core::changes;
use crate::core::key;
use crate::core::life::{Deed, Happening, Life, Look};
use crate::core::order::Order;
use crate::core::plan::Removal;
use crate::ledger::OrderBody;
use crate::optima::OptimaDb;
use crate::stages::StageError;

/// What became of the document.
enum Withdrawal {
    /// A person touched it.
    Kept,
    /// It is gone, and we did it.
    Gone,
    /// It is gone, and a person did it, who knows why.
    Missing,
}

impl<O: Orders, B: OptimaDb> Export<'_, O, B> {
    /// An order in Optima that is not as it was: its document goes, or a person is told.
    pub(super) async fn withdraw(
        &mut self,
        order: Order,
        body: OrderBody,
        (look, known): (Look, Life),
        page: &mut Page,
        report: &mut ExportReport,
    ) -> Result<(), StageError> {
        let document = known.document.clone().unwrap_or_default();
        let (known, withdrawal) = self.remove(&order, known).await?;
        if matches!(withdrawal, Withdrawal::Gone) {
            let told = if look.changed { changes::replaced(&document) } else { changes::removed(&document) };
            let (gone, deeds) = self.after(&known, Happening::Removed { told });
            self.ledger.record(std::slice::from_ref(&gone))?;
            report.tell(&gone, &deeds);
            // What it is now decides about it as about any other order.
            let (life, deeds) =
                self.after(&gone, Happening::Read(Box::new(Look { facts: Vec::new(), ..look.clone() })));
            if deeds.contains(&Deed::MakeFile) {
                page.keep(body);
                self.candidate((order, look.essence), life, Some(gone), page, report).await?;
            }
            return Ok(());
        }
        let kept = matches!(withdrawal, Withdrawal::Kept);
        let (known, _) = if kept { self.after(&known, Happening::Kept) } else { (known, Vec::new()) };
        let (life, deeds) = self.after(&known, Happening::Read(Box::new(Look { remove: false, ..look })));
        report.tell(&life, &deeds);
        if kept && let Some(told) = report.changed.last_mut().filter(|told| told.order_id == life.order_id) {
            told.problems.push(changes::kept(&document).in_order(life.order_id.clone()));
        }
        page.record(life);
        Ok(())
    }

    /// Steps 1 and 2.
    async fn remove(&mut self, order: &Order, known: Life) -> Result<(Life, Withdrawal), StageError> {
        let begun = known.removing_since.is_some();
        let known = if begun {
            known
        } else {
            let (intent, _) = self.after(&known, Happening::Removing);
            self.ledger.record(std::slice::from_ref(&intent))?;
            intent
        };
        let Some(base) = self.base.as_deref_mut() else { return Ok((known, Withdrawal::Kept)) };
        let key = key::of_order(order.id);
        let withdrawal = match base.remove(key).await? {
            Removal::Removed(_) => Withdrawal::Gone,
            Removal::Touched(_) => Withdrawal::Kept,
            Removal::Absent if begun => Withdrawal::Gone,
            Removal::Absent => Withdrawal::Missing,
        };
        Ok((known, withdrawal))
    }
}
