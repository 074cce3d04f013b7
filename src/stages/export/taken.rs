//! Orders that take something back: merged purchases, whose lines come again under another id, and files that
//! must not be imported any more.

use std::collections::{BTreeMap, BTreeSet};

use super::{Export, ExportReport, StageError};
use crate::allegro::port::Orders;
use crate::core::kinds;
use crate::core::life::{Deed, Happening, Life, State};
use crate::core::message::text::{Exp003, Exp009};
use crate::core::order::{Order, OrderId, SeenId};
use crate::core::problem::{Explain as _, Problem};
use crate::optima::OptimaDb;
use crate::spool::names::order_file_name;

impl<O: Orders, B: OptimaDb> Export<'_, O, B> {
    /// An order that Allegro does not show: it was merged with another purchase, is too old, or is not shown yet. Only
    /// where its lines are in another order it is known to be merged; `joined`: whoever asks has seen them there.
    pub(super) fn gone(&mut self, id: OrderId, joined: bool, report: &mut ExportReport) -> Result<(), StageError> {
        let id = SeenId::from(id);
        let known = self.ledger.order(&id)?;
        let life = known.clone().unwrap_or_else(|| Life::seen(id.clone(), self.account, self.clock.now()));
        let others = self.ledger.orders_with_lines(&life.lines)?;
        let joined = joined || others.iter().any(|holder| holder.order_id != id);
        let (after, deeds) = self.after(&life, Happening::NotShown { joined });
        if after == life {
            report.unchanged += 1;
            return Ok(());
        }
        report.tell(&after, &deeds);
        if deeds.contains(&Deed::TakeFileBack) {
            self.retract(known.as_ref(), None)?;
            report.settled(&after);
        } else if after.state == State::Waiting {
            report.settled(&after);
        }
        if self.dry_run { Ok(()) } else { Ok(self.ledger.record(&[after])?) }
    }

    /// Are lines of this order in another order's document, or in a file that is about to become one? Allegro
    /// gives joined purchases a new id and keeps the ids of their lines (`reference/requirements.md` R-A3). An
    /// older order that is only in a file and that Allegro does not have any more makes way. `held`: which order
    /// of the same page has a line.
    pub(super) async fn lines_taken(
        &mut self,
        order: &Order,
        held: &BTreeMap<String, String>,
        report: &mut ExportReport,
    ) -> Result<Option<Problem>, StageError> {
        let id = SeenId::from(order.id);
        let lines: Vec<&str> = order.lines.iter().map(|line| line.id.as_str()).collect();
        let taken = |other: &str, document: Option<&str>| {
            let document = document.unwrap_or("–");
            Problem::error(Exp003 { other: other.into(), document: document.into() }).in_order(id.clone())
        };
        if let Some(other) = lines.iter().find_map(|line| held.get(*line)) {
            return Ok(Some(taken(other, None)));
        }
        let mut others: BTreeSet<SeenId> = BTreeSet::new();
        for holder in self.ledger.orders_with_lines(&lines)? {
            if holder.order_id != id {
                others.insert(holder.order_id);
            }
        }
        for other in others {
            let Some(known) = self.ledger.order(&other)? else { continue };
            // What waits unpaid makes way as well, or it would wait for ever.
            if (known.state == State::Exported || !known.state.holds_lines())
                && let Some(older) = other.known()
            {
                match self.orders.order(older).await {
                    Ok(None) => {
                        self.gone(older, true, report)?;
                        continue;
                    }
                    Ok(Some(_)) => {}
                    // What it is holds up this order and no other. One that holds no lines holds up nobody.
                    Err(error) if error.is_of_one_thing() && known.state.holds_lines() => {
                        let unread = Exp009 { other: other.as_str().into(), answer: error.problem().message.into() };
                        return Ok(Some(Problem::error(unread).in_order(id)));
                    }
                    Err(error) if error.is_of_one_thing() => {}
                    Err(error) => return Err(error.into()),
                }
            }
            if known.state.holds_lines() {
                return Ok(Some(taken(&other, known.document.as_deref())));
            }
        }
        Ok(None)
    }

    /// Takes the file of an exported order back out of `outbox/`, durably, unless it has the name `but`. It can
    /// be made again from the order at any time. A file that somebody took meanwhile is met by the importer,
    /// which asks the ledger.
    pub(super) fn retract(&self, known: Option<&Life>, but: Option<&str>) -> Result<(), StageError> {
        let Some(file) = known.filter(|known| known.state == State::Exported).and_then(|known| known.file.as_deref())
        else {
            return Ok(());
        };
        if self.dry_run || but == Some(file) {
            return Ok(());
        }
        let outbox = self.folders.outbox();
        match self.disk.remove_file(&outbox.join(file)) {
            Err(error) if error.is_not_found() => {}
            done => done?,
        }
        Ok(self.disk.sync_dir(&outbox)?)
    }

    /// As [`Self::retract`], for an order that may not become a document now. A page whose files were durable when the
    /// process died was never noted: what it left of an order that changed meanwhile goes as well.
    pub(super) fn retract_all(&self, order: &Order, known: Option<&Life>) -> Result<(), StageError> {
        self.retract(known, None)?;
        let Some(bought_at) = order.listed_at().filter(|_| !self.dry_run) else { return Ok(()) };
        let (outbox, id) = (self.folders.outbox(), order.id.to_string());
        let names: BTreeSet<String> =
            kinds::KINDS.iter().map(|kind| order_file_name(kind, self.account, bought_at, &id)).collect();
        for name in names {
            match self.disk.remove_file(&outbox.join(name)) {
                Err(error) if error.is_not_found() => {}
                Err(error) => return Err(error.into()),
                Ok(()) => self.disk.sync_dir(&outbox)?,
            }
        }
        Ok(())
    }
}
