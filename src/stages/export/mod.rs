//! Stage 1: orders from Allegro become files in `outbox/`.
//!
//! The steps of [`Export::run`]:
//! 1. ask whose token this is, and refuse another seller's;
//! 2. read the journal to its end: which orders moved, and where the journal ends now;
//! 3. sweep the list for orders changed since the last run, for the journal forgets some;
//! 4. read the orders that the journal named and the sweep did not bring;
//! 5. decide about each order, page by page, and convert those that may become documents; the file of an order
//!    that was cancelled, merged or unpaid before its import is taken back;
//! 6. write the page's files durably;
//! 7. record what became of each order;
//! 8. only when all that is done, move the journal's cursor.
//!
//! A crash anywhere leaves the cursor where it was: the next run reads the same orders again, makes the same
//! bytes and finds the same files.

mod page;
mod report;
mod taken;

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

pub use report::{ExportReport, Exported, Refused};

use super::{Progress, StageError};
use crate::allegro::port::{FetchedOrder, OrderEvent, Orders, OrdersQuery};
use crate::clock::Clock;
use crate::core::order::OrderId;
use crate::core::settings::Settings;
use crate::core::tables::Tables;
use crate::ledger::Ledger;
use crate::optima::OptimaDb;
use crate::spool::{Disk, Folders};
use crate::xml::SchemaChecker;

/// Events of one request; the API's own limit.
const EVENTS_PAGE: u16 = 1000;

/// Orders of one request; the API's own limit.
const ORDERS_PAGE: u32 = 100;

/// `offset + limit` may not exceed this (`reference/allegro.md` 4.1); the sweep then begins anew at the time
/// that it has reached.
const LIST_LIMIT: u32 = 10_000;

/// Windows overlap by so much, for pages shift while orders arrive and clocks differ.
const OVERLAP: SignedDuration = SignedDuration::from_hours(48);

/// What stage 1 works with.
pub struct Export<'a, O, B> {
    /// Alias of the account.
    pub account: &'a str,
    /// Allegro.
    pub orders: &'a mut O,
    /// The base that knows the cards; none: the files alone decide.
    pub base: Option<&'a mut B>,
    /// Our state.
    pub ledger: &'a mut Ledger,
    /// The disk.
    pub disk: &'a dyn Disk,
    /// The folders.
    pub folders: &'a Folders,
    /// The user's choices.
    pub settings: &'a Settings,
    /// The mapping tables.
    pub tables: &'a Tables,
    /// The time.
    pub clock: &'a dyn Clock,
    /// Who watches.
    pub progress: &'a dyn Progress,
    /// Checks every file before it leaves.
    pub schema: &'a mut SchemaChecker,
    /// Show only, write nothing.
    pub dry_run: bool,
}

/// Which orders a run is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Window {
    /// What moved since the last run; on the first run, what moves from now on.
    News,
    /// Everything changed since then.
    Since(Timestamp),
    /// Only these; the cursor stays.
    Only(Vec<OrderId>),
}

impl<O: Orders, B: OptimaDb> Export<'_, O, B> {
    /// Runs the stage once.
    ///
    /// # Errors
    /// What stops the run as a whole; the cursor has not moved then, and the report holds what was done.
    pub async fn run(&mut self, window: &Window, report: &mut ExportReport) -> Result<(), StageError> {
        report.seller = self.begin().await?;
        if let Window::Only(ids) = window {
            return self.read_named(ids, report).await;
        }
        let cursor = self.ledger.cursor(self.account)?;
        let (moved, end) = self.read_journal(cursor.as_ref().map(|cursor| cursor.event_id.as_str())).await?;
        let since = match window {
            Window::Since(since) => Some(*since),
            _ => cursor.as_ref().map(|cursor| cursor.at.checked_sub(OVERLAP).unwrap_or(cursor.at)),
        };
        let started = self.clock.now();
        let swept = self.sweep(since, report).await?;
        let rest: Vec<OrderId> = moved.difference(&swept).copied().collect();
        self.read_named(&rest, report).await?;
        if !self.dry_run
            && let Some(end) = end
        {
            self.ledger.finish_page(self.account, &[], Some(&end), started)?;
        }
        Ok(())
    }

    /// Step 1; gives the seller's login.
    async fn begin(&mut self) -> Result<String, StageError> {
        let seller = self.orders.seller().await?;
        match self.ledger.seller(self.account)? {
            Some(known) if known != seller.id => {
                return Err(StageError::OtherSeller { alias: self.account.to_owned(), login: seller.login });
            }
            Some(_) => {}
            None if self.dry_run => {}
            None => self.ledger.pin_seller(self.account, &seller.id, self.clock.now())?,
        }
        Ok(seller.login)
    }

    /// Step 2: the orders that moved, and the last event. Without a cursor there is nothing to read: the
    /// journal's present end becomes the cursor.
    async fn read_journal(&mut self, cursor: Option<&str>) -> Result<(BTreeSet<OrderId>, Option<String>), StageError> {
        let Some(cursor) = cursor else {
            let latest = self.orders.latest_event().await?;
            return Ok((BTreeSet::new(), latest.map(|event| event.id)));
        };
        let mut moved = BTreeSet::new();
        let mut at = cursor.to_owned();
        let mut seen = BTreeSet::new();
        loop {
            let events: Vec<OrderEvent> = self.orders.events(Some(&at), EVENTS_PAGE).await?;
            moved.extend(events.iter().filter_map(|event| event.order));
            // A service that repeats its pages for ever must not keep us for ever.
            let fresh = events.iter().filter(|event| seen.insert(event.id.clone())).count();
            let Some(last) = events.last().filter(|_| fresh > 0) else { break };
            at.clone_from(&last.id);
            if events.len() < usize::from(EVENTS_PAGE) {
                break;
            }
        }
        Ok((moved, Some(at)))
    }

    /// Step 3, with steps 5 to 7 for each page. Gives the orders that it brought.
    async fn sweep(
        &mut self,
        since: Option<Timestamp>,
        report: &mut ExportReport,
    ) -> Result<BTreeSet<OrderId>, StageError> {
        let mut seen = BTreeSet::new();
        let Some(since) = since else { return Ok(seen) };
        let mut query = OrdersQuery { updated_from: Some(since), updated_to: None, offset: 0, limit: ORDERS_PAGE };
        self.progress.begin("Allegro", None);
        loop {
            let page = self.orders.orders(&query).await?;
            let count = u32::try_from(page.orders.len()).unwrap_or(u32::MAX);
            self.progress.begin("Allegro", Some(page.total));
            let reached = page.orders.iter().filter_map(|fetched| fetched.order.as_ref().ok()?.updated_at).max();
            let fresh: Vec<FetchedOrder> = page
                .orders
                .into_iter()
                .filter(|fetched| fetched.id.parse().map_or(true, |id: OrderId| seen.insert(id)))
                .collect();
            let none_fresh = fresh.is_empty();
            self.take_page(fresh, report).await?;
            if count < ORDERS_PAGE {
                break;
            }
            query.offset += ORDERS_PAGE;
            if query.offset + ORDERS_PAGE > LIST_LIMIT {
                // A thousand orders of one instant, or pages that repeat: going on would turn in a circle.
                if none_fresh || reached.is_none() || reached == query.updated_from {
                    break;
                }
                query.updated_from = reached;
                query.offset = 0;
            }
        }
        self.progress.end();
        Ok(seen)
    }

    /// Step 4, with steps 5 to 7.
    async fn read_named(&mut self, ids: &[OrderId], report: &mut ExportReport) -> Result<(), StageError> {
        let total = u64::try_from(ids.len()).unwrap_or(u64::MAX);
        self.progress.begin("Allegro", Some(total));
        for chunk in ids.chunks(ORDERS_PAGE as usize) {
            let mut page = Vec::with_capacity(chunk.len());
            for id in chunk {
                match self.orders.order(*id).await? {
                    Some(fetched) => page.push(fetched),
                    None => self.gone(*id, report)?,
                }
                self.progress.step();
            }
            self.take_page(page, report).await?;
        }
        self.progress.end();
        Ok(())
    }
}
