//! Stage 1: orders from Allegro become files in `outbox/`.
//!
//! The steps of [`Export::run`]:
//! 0. one export of an account at a time; a ledger that was lost is made anew ([`super::rebuild`]), and held against the
//!    folders ([`super::reconcile`]);
//! 1. ask whose token this is, and refuse another seller's;
//! 2. read the journal to its end: which orders moved, and where the journal ends now;
//! 3. sweep the list, when it is time for it ([`reading::sweep`]), for the journal forgets some orders;
//! 4. read the orders that the journal named and the sweep did not bring, and those that are to be tried again;
//! 5. decide about each order, page by page, and convert those that may become documents; the file of an order
//!    that was cancelled, merged or unpaid before its import is taken back;
//! 6. write the page's files durably;
//! 7. record what became of each order;
//! 8. only when all that is done, move the journal's cursor.
//!
//! An order that cannot be fetched is tried again later and does not hold the cursor; when none can be fetched, that
//! is an outage, and everything is held (`reference/requirements.md` R-A12).
//!
//! A crash anywhere leaves the cursor where it was: the next run reads the same orders again, makes the same
//! bytes and finds the same files.

mod heard;
mod named;
mod page;
mod report;
mod taken;
mod withdrawn;

use std::collections::BTreeSet;

use jiff::Timestamp;

use heard::Heard;
pub use report::{ExportReport, Exported, Refused};

use super::rebuild::Rebuild;
use super::reconcile::Reconcile;
use super::{Progress, StageError};
use crate::allegro::error::AllegroError;
use crate::allegro::port::{FetchedOrder, OrderEvent, Orders, OrdersQuery};
use crate::clock::Clock;
use crate::core::message::text::{Exp004, Exp005};
use crate::core::order::OrderId;
use crate::core::problem::Problem;
use crate::core::reading::{self, ReadBefore, Sweep};
use crate::core::settings::Settings;
use crate::core::tables::Tables;
use crate::ledger::{Ledger, Mark, moment};
use crate::optima::OptimaDb;
use crate::spool::{Disk, Folders, Lock};

/// Events of one request; the API's own limit.
const EVENTS_PAGE: u16 = 1000;

/// Orders of one request; the API's own limit.
const ORDERS_PAGE: u32 = 100;

/// `offset + limit` may not exceed this (`reference/allegro.md` 4.1); the sweep then begins anew at the time
/// that it has reached.
const LIST_LIMIT: u32 = 10_000;

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
        let _alone = self.alone()?;
        self.rebuild(report).await?;
        self.reconcile(report).await?;
        report.seller = self.begin().await?;
        if let Window::Only(ids) = window {
            let failed = self.read_named(ids, &Heard::asked(), report).await?;
            return if self.dry_run { Ok(()) } else { Ok(self.ledger.record(&failed)?) };
        }
        let started = self.clock.now();
        let cursor = self.ledger.cursor(self.account)?;
        let start = self.ledger.marked_at(self.account, Mark::Start)?;
        let first = cursor.is_none() && start.is_none();
        let heard = self.read_journal(cursor.as_ref().map(|cursor| cursor.event_id.as_str()), first).await?;
        let before = ReadBefore {
            start,
            // The journal may have been empty so far: then there is no cursor, and the start is where we are.
            journal: cursor.map(|cursor| cursor.at).or(start),
            sweep: self.ledger.marked_at(self.account, Mark::Sweep)?,
            week: self.ledger.marked_at(self.account, Mark::Week)?,
        };
        let part = part(window, &before, started, report);
        let swept = match part {
            Some((_, since)) => self.sweep(since, &heard, report).await?,
            None => BTreeSet::new(),
        };
        let sources = self.fingerprint();
        let mut rest = heard.moved.clone();
        rest.extend(self.due(&sources, started)?);
        let rest: Vec<OrderId> = rest.difference(&swept).copied().collect();
        let failed = self.read_named(&rest, &heard, report).await?;
        if self.dry_run {
            return Ok(());
        }
        let mut marks = vec![(Mark::Sources, sources)];
        match window {
            Window::Since(since) if start.is_none_or(|start| *since < start) && (first || start.is_some()) => {
                marks.push((Mark::Start, moment(reading::farthest(*since, started))));
            }
            Window::News if first => marks.push((Mark::Start, moment(started))),
            _ => {}
        }
        if let Some((why, since)) = part {
            let (swept, week) = reading::swept(why, since, &before, started);
            marks.extend(swept.then(|| (Mark::Sweep, moment(started))));
            marks.extend(week.then(|| (Mark::Week, moment(started))));
        }
        Ok(self.ledger.finish_run(self.account, &failed, heard.end.as_deref(), started, &marks)?)
    }

    /// Two exports of one account would read the same journal and write over each other's cursor. A run that writes
    /// nothing may go beside them.
    fn alone(&self) -> Result<Option<Lock>, StageError> {
        if self.dry_run {
            return Ok(None);
        }
        let lock = Lock::try_acquire(self.disk, &self.folders.state(), &format!("export-{}", self.account))?;
        lock.map(Some).ok_or_else(|| StageError::Busy { alias: self.account.to_owned() })
    }

    /// Step 0: a ledger that was lost is made anew. Nothing happens where it knows anything.
    ///
    /// # Errors
    /// As [`Rebuild::run`].
    pub async fn rebuild(&mut self, report: &mut ExportReport) -> Result<(), StageError> {
        if self.dry_run {
            return Ok(());
        }
        let rebuild = Rebuild {
            ledger: self.ledger,
            disk: self.disk,
            folders: self.folders,
            base: self.base.as_deref_mut(),
            account: self.settings.default_alias(),
            max_bytes: u64::from(self.settings.files.max_size_mib) << 20,
            clock: self.clock,
        };
        report.notes.extend(rebuild.run().await?);
        Ok(())
    }

    /// Step 0: a file that is gone is made again, or a person is asked.
    async fn reconcile(&mut self, report: &mut ExportReport) -> Result<(), StageError> {
        if self.dry_run {
            return Ok(());
        }
        let mut reconcile = Reconcile {
            ledger: self.ledger,
            base: self.base.as_deref_mut(),
            disk: self.disk,
            folders: self.folders,
            settings: self.settings,
            clock: self.clock,
        };
        report.notes.extend(reconcile.folders().await?);
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

    /// Step 2. On the first run there is nothing to read: the journal's present end becomes the cursor. If it was
    /// empty then and still is without a cursor, all that is in it now is new, and it is read from its beginning.
    async fn read_journal(&mut self, cursor: Option<&str>, first: bool) -> Result<Heard, StageError> {
        if first {
            let latest = self.orders.latest_event().await?;
            return Ok(Heard { first: true, end: latest.map(|event| event.id), ..Heard::default() });
        }
        let mut heard = Heard { end: cursor.map(str::to_owned), ..Heard::default() };
        let mut seen = BTreeSet::new();
        loop {
            let events: Vec<OrderEvent> = self.orders.events(heard.end.as_deref(), EVENTS_PAGE).await?;
            // A service that repeats its pages for ever must not keep us for ever.
            let fresh = events.iter().filter(|event| seen.insert(event.id.clone())).count();
            let full = events.len() >= usize::from(EVENTS_PAGE);
            if fresh == 0 {
                break;
            }
            for event in events {
                heard.hear(event);
            }
            if !full {
                break;
            }
        }
        Ok(heard)
    }

    /// Step 3, with steps 5 to 7 for each page. Gives the orders that it brought.
    ///
    /// The next page begins at the time that this one has reached, and not behind so many orders: an order that
    /// changes meanwhile goes to the end, and by counting, the one behind it would be passed over
    /// (`reference/requirements.md` R-A5). Only within one instant there is nothing to go by but the count.
    async fn sweep(
        &mut self,
        since: Timestamp,
        heard: &Heard,
        report: &mut ExportReport,
    ) -> Result<BTreeSet<OrderId>, StageError> {
        let mut seen = BTreeSet::new();
        let mut names = BTreeSet::new();
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
                .filter(|fetched| match fetched.id.parse() {
                    Ok(id) => seen.insert(id),
                    Err(_) => names.insert(fetched.id.clone()),
                })
                .collect();
            self.count_unheard(&fresh, heard, report)?;
            let next = (count == ORDERS_PAGE).then(|| next_page(&query, reached));
            if let Some(Ok(next)) = &next {
                self.orders.foresee(next);
            }
            self.take_page(fresh, heard, report).await?;
            match next {
                Some(next) => query = next?,
                None => break,
            }
        }
        self.progress.end();
        Ok(seen)
    }

    /// How many orders the journal should have named and did not (`reference/requirements.md` R-A2).
    fn count_unheard(&self, page: &[FetchedOrder], heard: &Heard, report: &mut ExportReport) -> Result<(), StageError> {
        if heard.first {
            return Ok(());
        }
        for fetched in page {
            let Ok(order) = &fetched.order else { continue };
            if !heard.moved.contains(&order.id) && self.ledger.order(&order.id.to_string())?.is_none() {
                report.only_swept += 1;
            }
        }
        Ok(())
    }
}

/// What to ask for after a full page whose last change was at `reached`.
///
/// # Errors
/// Ten thousand orders of one instant, or pages that repeat: what lies behind them is not seen, so nothing may count as
/// read.
fn next_page(query: &OrdersQuery, reached: Option<Timestamp>) -> Result<OrdersQuery, AllegroError> {
    if reached > query.updated_from {
        return Ok(OrdersQuery { updated_from: reached, offset: 0, ..query.clone() });
    }
    let next = OrdersQuery { offset: query.offset + ORDERS_PAGE, ..query.clone() };
    if next.offset + ORDERS_PAGE <= LIST_LIMIT {
        return Ok(next);
    }
    let at = query.updated_from.unwrap_or_default();
    let detail = format!("more than {LIST_LIMIT} orders at {at}");
    Err(AllegroError::Answer { what: "/order/checkout-forms".to_owned(), detail })
}

/// The part of the list to sweep; what is unusual about it is told.
fn part(window: &Window, before: &ReadBefore, now: Timestamp, report: &mut ExportReport) -> Option<(Sweep, Timestamp)> {
    if let Window::Since(wanted) = window {
        let since = reading::farthest(*wanted, now);
        if since > *wanted {
            report.notes.push(Problem::note(Exp005 { since: day(since).into() }));
        }
        return Some((Sweep::Asked, since));
    }
    let part = reading::sweep(before, now);
    if let Some((Sweep::Gap, since)) = part {
        report.notes.push(Problem::warning(Exp004 { since: day(since).into() }));
    }
    part
}

fn day(at: Timestamp) -> String {
    crate::core::poland::day(at).to_string()
}
