//! Stage 1: orders from Allegro become files in `outbox/`.
//!
//! The steps of [`Export::run`]:
//! 0. one export of an account at a time; a ledger that was lost is made anew ([`super::rebuild`]), and held against the
//!    folders ([`super::reconcile`]);
//! 1. ask whose token this is, and refuse another seller's; where nobody answers, who logged in is known;
//! 2. read the journal to its end: which orders moved, and where the journal ends now;
//! 3. sweep the list, when it is time for it ([`reading::sweep`]), for the journal forgets some orders;
//! 4. read the orders that the journal named and the sweep did not bring, and those that are to be tried again;
//! 5. decide about each order, page by page, and convert those that may become documents; the file of an order
//!    that was cancelled, merged or unpaid before its import is taken back;
//! 6. write the page's files durably;
//! 7. record what became of each order;
//! 8. only when all that is done, move the journal's cursor.
//!
//! Each of these fails alone ([`crate::core::reach`]). An order that cannot be fetched is recorded with its reason, tried
//! again later and does not hold the cursor (`reference/requirements.md` R-A12); whether it is this order or all of them,
//! the others' answers say. A journal that cannot be read keeps its cursor, and the sweep brings its orders; a sweep that
//! does not come to its end is due again, and the journal's orders are read all the same. What was left is in the report.
//! Only what reaches the account, the company or the folders ends a run.
//!
//! A crash anywhere leaves the cursor where it was: the next run reads the same orders again, makes the same
//! bytes and finds the same files.

mod heard;
mod named;
mod offers;
mod page;
mod report;
mod taken;
mod unmeant;
mod withdrawn;

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use heard::Heard;
pub(super) use page::is_sent;
pub use report::{ExportReport, Exported, Left, Refused};

use super::rebuild::Rebuild;
use super::reconcile::Reconcile;
use super::{Elsewhere, Progress, StageError, make};
use crate::allegro::port::{AllegroError, FetchedOrder, OrderEvent, Orders, OrdersQuery};
use crate::clock::Clock;
use crate::core::life::Reason;
use crate::core::message::text::{Exp004, Exp005, Exp010};
use crate::core::order::OrderId;
use crate::core::problem::{Explain as _, Problem, Severity};
use crate::core::reach::Reach;
use crate::core::reading::{self, ReadBefore, Sweep};
use crate::core::settings::Settings;
use crate::core::tables::Tables;
use crate::ledger::{Ledger, Mark, moment};
use crate::optima::OptimaDb;
use crate::spool::{Disk, Folders, Lock};

/// Whose account it is.
const ME: &str = "/me";
/// The journal.
const EVENTS: &str = "/order/events";
/// Where the journal ends.
const EVENT_STATS: &str = "/order/event-stats";
/// The list; with an id behind it, one order.
const FORMS: &str = "/order/checkout-forms";

/// Events of one request; the API's own limit.
const EVENTS_PAGE: u16 = 1000;
/// Pages of the journal of one run: a million events. A journal that never ends is gone on with in the next run.
const EVENTS_PAGES: usize = 1000;
/// An account's start is by our clock, an event's time by Allegro's: by so much they may differ.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(10);

/// Orders of one request; the API's own limit.
const ORDERS_PAGE: u32 = 100;

/// `offset + limit` may not exceed this (`reference/allegro.md` 4.1); the sweep then begins anew at the time
/// that it has reached.
const LIST_LIMIT: u32 = 10_000;

/// Allegro's moments have milliseconds.
const INSTANT: SignedDuration = SignedDuration::from_millis(1);

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
    /// The user's choices for the account.
    pub settings: &'a Settings,
    /// The mapping tables.
    pub tables: &'a Tables,
    /// The time.
    pub clock: &'a dyn Clock,
    /// Who watches.
    pub progress: &'a dyn Progress,
    /// Another company that has an order.
    pub elsewhere: &'a Elsewhere<'a>,
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
    /// What reaches further than one resource; the cursor has not moved then, and the report holds what was done.
    pub async fn run(&mut self, window: &Window, report: &mut ExportReport) -> Result<(), StageError> {
        let _alone = self.alone()?;
        self.rebuild(report).await?;
        self.reconcile(report).await?;
        self.begin(report).await?;
        if let Window::Only(ids) = window {
            let failed = self.read_named(ids, &Heard::only(Reason::Asked), report).await?;
            self.judge_offers(report).await?;
            return if self.dry_run { Ok(()) } else { Ok(self.ledger.record(&failed)?) };
        }
        let started = self.clock.now();
        let cursor = self.ledger.cursor(self.account)?;
        let start = self.ledger.marked_at(self.account, Mark::Start)?;
        let first = cursor.is_none() && start.is_none();
        let heard = self.read_journal(cursor.as_ref().map(|cursor| cursor.event_id.as_str()), start, report).await?;
        let before = ReadBefore {
            start,
            // The journal may have been empty so far: then there is no cursor, and the start is where we are.
            journal: cursor.map(|cursor| cursor.at).or(start),
            sweep: self.ledger.marked_at(self.account, Mark::Sweep)?,
            week: self.ledger.marked_at(self.account, Mark::Week)?,
        };
        let part = part(window, &before, (started, heard.complete), report);
        let swept = match part {
            Some((_, since)) => self.sweep(since, &heard, report).await?,
            None => Swept::default(),
        };
        let sources = make::sources(self.settings, self.tables);
        let mut rest = heard.moved.clone();
        rest.extend(self.due(&sources, started)?);
        rest.extend(&swept.again);
        let rest: Vec<OrderId> = rest.difference(&swept.seen).copied().collect();
        let mut failed = self.read_named(&rest, &heard, report).await?;
        let anew = self.refused_for_offers(&sources).await?;
        failed.extend(self.read_named(&anew, &Heard::only(Reason::Anew), report).await?);
        self.judge_offers(report).await?;
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
            marks.extend(marks_of_sweep((why, since), swept.complete, &before, started));
        }
        // When it was last read to its end decides how far the next sweep goes back.
        let at = before.journal.filter(|_| !heard.complete).unwrap_or(started);
        Ok(self.ledger.finish_run(self.account, &failed, heard.end.as_deref(), at, &marks)?)
    }

    /// Something could not be read that others than one order need: it is said, and the run goes on. Where Allegro speaks of
    /// rights, the account itself is asked whether it is meant.
    ///
    /// # Errors
    /// What reaches the account.
    async fn leave(
        &mut self,
        resource: &str,
        error: AllegroError,
        report: &mut ExportReport,
    ) -> Result<(), StageError> {
        if !error.is_of_one_thing() {
            return Err(error.into());
        }
        if error.is_about_rights() {
            self.is_well().await?;
        }
        report.leave(resource, &error);
        Ok(())
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
            company: self.settings.company_of(self.account),
            settings: self.settings,
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
            company: self.settings.company_of(self.account),
            clock: self.clock,
        };
        match reconcile.folders().await {
            Ok(told) => report.notes.extend(told),
            // What lies in the folders is not known, and nothing is said of it. New files are another matter.
            Err(error) if error.reach() == Reach::Folder => {
                report.notes.push(Problem { severity: Severity::Warning, ..error.problem() });
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Step 1. Where `me` alone is not answered, whoever logged in is still who he was.
    async fn begin(&mut self, report: &mut ExportReport) -> Result<(), StageError> {
        let seller = match (self.orders.seller().await, self.orders.seller_at_login()) {
            (Ok(seller), _) => seller,
            (Err(error), Some(seller)) => {
                self.leave(ME, error, report).await?;
                seller
            }
            (Err(error), None) => return Err(error.into()),
        };
        match self.ledger.seller(self.account)? {
            Some(known) if known != seller.id => {
                return Err(StageError::OtherSeller { alias: self.account.to_owned(), login: seller.login });
            }
            Some(_) => {}
            None if self.dry_run => {}
            None => self.ledger.pin_seller(self.account, &seller.id, self.clock.now())?,
        }
        report.seller = seller.login;
        Ok(())
    }

    /// Step 2. On the first run there is nothing to hear: the journal's present end becomes the cursor. Where Allegro does
    /// not say where that is, the journal itself does. If there is still no cursor later, for it was empty then or was not
    /// answered, what has come since the start is new.
    async fn read_journal(
        &mut self,
        cursor: Option<&str>,
        start: Option<Timestamp>,
        report: &mut ExportReport,
    ) -> Result<Heard, StageError> {
        let mut heard = Heard { end: cursor.map(str::to_owned), ..Heard::default() };
        match (cursor, start) {
            (None, None) => {
                heard.first = true;
                match self.orders.latest_event().await {
                    Ok(latest) => {
                        return Ok(Heard { end: latest.map(|event| event.id), complete: true, ..heard });
                    }
                    Err(error) => self.leave(EVENT_STATS, error, report).await?,
                }
            }
            (None, Some(start)) => {
                // A start in the future was noted by a wrong clock.
                heard.since = start.checked_sub(CLOCKS_DIFFER).ok().filter(|since| *since <= self.clock.now());
            }
            (Some(_), _) => {}
        }
        self.hear_events(&mut heard, report).await?;
        if heard.first && !heard.complete {
            // Somewhere in the middle is no place to begin at.
            heard.end = None;
        }
        Ok(heard)
    }

    /// The journal to its end, or to where it cannot be read.
    async fn hear_events(&mut self, heard: &mut Heard, report: &mut ExportReport) -> Result<(), StageError> {
        let mut seen = BTreeSet::new();
        for _ in 0..EVENTS_PAGES {
            let events: Vec<OrderEvent> = match self.orders.events(heard.end.as_deref(), EVENTS_PAGE).await {
                Ok(events) => events,
                Err(error) => return self.leave(EVENTS, error, report).await,
            };
            // A service that repeats its pages for ever must not keep us for ever.
            let fresh = events.iter().filter(|event| seen.insert(event.id.clone())).count();
            let full = events.len() >= usize::from(EVENTS_PAGE);
            if fresh > 0 {
                for event in events {
                    heard.hear(event);
                }
            }
            if fresh == 0 || !full {
                heard.complete = true;
                break;
            }
        }
        Ok(())
    }

    /// Step 3, with steps 5 to 7 for each page. Gives the orders that it brought.
    ///
    /// The next page begins at the time that this one has reached, and not behind so many orders: an order that
    /// changes meanwhile goes to the end, and by counting, the one behind it would be passed over
    /// (`reference/requirements.md` R-A5). Only within one instant there is nothing to go by but the count.
    async fn sweep(&mut self, since: Timestamp, heard: &Heard, report: &mut ExportReport) -> Result<Swept, StageError> {
        let mut swept = Swept { complete: true, ..Swept::default() };
        let mut names = BTreeSet::new();
        let mut query = OrdersQuery { updated_from: Some(since), updated_to: None, offset: 0, limit: ORDERS_PAGE };
        self.progress.begin("Allegro", None);
        loop {
            let page = match self.orders.orders(&query).await {
                Ok(page) => page,
                Err(error) => {
                    swept.complete = false;
                    self.leave(FORMS, error, report).await?;
                    break;
                }
            };
            let count = u32::try_from(page.orders.len()).unwrap_or(u32::MAX);
            self.progress.begin("Allegro", Some(page.total));
            let known = swept.count() + names.len();
            let reached = page.orders.iter().filter_map(|fetched| fetched.order.as_ref().ok()?.updated_at).max();
            let fresh: Vec<FetchedOrder> = page
                .orders
                .into_iter()
                .filter(|fetched| match fetched.id.parse() {
                    Ok(id) if fetched.is_damaged() => {
                        swept.again.insert(id);
                        false
                    }
                    Ok(id) => swept.seen.insert(id),
                    Err(_) => names.insert(fetched.id.clone()),
                })
                .collect();
            self.count_unheard(&fresh, heard, report)?;
            let next = (count == ORDERS_PAGE).then(|| next_page(&query, reached));
            if let Some(next) = &next {
                self.orders.foresee(&next.query);
            }
            self.take_page(fresh, heard, report).await?;
            let Some(next) = next else { break };
            // The first page may have been seen with the instant before, and some of the second.
            if query.offset > ORDERS_PAGE && known == swept.count() + names.len() {
                swept.complete = false;
                self.leave(FORMS, AllegroError::FilterIgnored { filter: "offset".to_owned() }, report).await?;
                break;
            }
            if let Some(at) = next.passed_over {
                swept.complete = false;
                report.notes.push(Problem::warning(Exp010 { at: at.to_string().into() }));
            }
            query = next.query;
        }
        self.progress.end();
        Ok(swept)
    }

    /// How many orders the journal should have named and did not (`reference/requirements.md` R-A2).
    fn count_unheard(&self, page: &[FetchedOrder], heard: &Heard, report: &mut ExportReport) -> Result<(), StageError> {
        if heard.first || !heard.complete {
            return Ok(());
        }
        for fetched in page {
            let Ok(order) = &fetched.order else { continue };
            if !heard.moved.contains(&order.id) && self.ledger.order(&order.id.into())?.is_none() {
                report.only_swept += 1;
            }
        }
        Ok(())
    }
}

/// What a sweep came to.
#[derive(Default)]
struct Swept {
    /// Orders that it brought.
    seen: BTreeSet<OrderId>,
    /// Orders that were damaged on its pages: each is read by itself.
    again: BTreeSet<OrderId>,
    /// It came to its end.
    complete: bool,
}

impl Swept {
    fn count(&self) -> usize {
        self.seen.len() + self.again.len()
    }
}

/// What to ask for next.
struct NextPage {
    query: OrdersQuery,
    /// More changed in this instant than the list shows.
    passed_over: Option<Timestamp>,
}

/// What to ask for after a full page whose last change was at `reached`. Of ten thousand orders of one instant the rest
/// cannot be had from the list; what changed after them can.
fn next_page(query: &OrdersQuery, reached: Option<Timestamp>) -> NextPage {
    let on = |query| NextPage { query, passed_over: None };
    if reached > query.updated_from {
        return on(OrdersQuery { updated_from: reached, offset: 0, ..query.clone() });
    }
    let next = OrdersQuery { offset: query.offset + ORDERS_PAGE, ..query.clone() };
    if next.offset + ORDERS_PAGE <= LIST_LIMIT {
        return on(next);
    }
    let at = query.updated_from.unwrap_or_default();
    let after = at.checked_add(INSTANT).unwrap_or(Timestamp::MAX);
    let query = OrdersQuery { updated_from: Some(after), offset: 0, ..query.clone() };
    NextPage { query, passed_over: Some(at) }
}

/// What a sweep has to be remembered by. One that did not come to its end is due again; what a person asked for then counts
/// as swept to where he wanted it from, so that the next usual sweep goes back as far.
fn marks_of_sweep(
    (why, since): (Sweep, Timestamp),
    complete: bool,
    before: &ReadBefore,
    started: Timestamp,
) -> Vec<(Mark, String)> {
    if !complete {
        let asked = why == Sweep::Asked && before.sweep.is_none_or(|swept| since < swept);
        return asked.then(|| (Mark::Sweep, moment(since))).into_iter().collect();
    }
    let (swept, week) = reading::swept(why, since, before, started);
    let marks = [(Mark::Sweep, swept), (Mark::Week, week)];
    marks.into_iter().filter(|(_, done)| *done).map(|(mark, _)| (mark, moment(started))).collect()
}

/// The part of the list to sweep; what is unusual about it is told. A journal that could not be read makes it time for one.
fn part(
    window: &Window,
    before: &ReadBefore,
    (now, journal): (Timestamp, bool),
    report: &mut ExportReport,
) -> Option<(Sweep, Timestamp)> {
    if let Window::Since(wanted) = window {
        let since = reading::farthest(*wanted, now);
        if since > *wanted {
            report.notes.push(Problem::note(Exp005 { since: day(since).into() }));
        }
        return Some((Sweep::Asked, since));
    }
    let part = if journal { reading::sweep(before, now) } else { reading::sweep_at_once(before, now) };
    if let Some((Sweep::Gap, since)) = part {
        report.notes.push(Problem::warning(Exp004 { since: day(since).into() }));
    }
    part
}

fn day(at: Timestamp) -> String {
    crate::core::poland::day(at).to_string()
}
