//! What the service shows of itself, and what it may be asked.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use tokio::sync::{mpsc, watch};

use super::doors::Trouble;
use crate::core::message::Language;
use crate::core::message::text::Run002;
use crate::core::poland;
use crate::core::problem::{Fault, Problem};
use crate::core::settings::LogLevel;

/// So many of the latest events are kept for whoever looks.
const EVENTS: usize = 50;
/// So many events wait for whoever tells of each. Of more, how many there were is told.
const UNTOLD: usize = 5_000;
/// Wishes that wait. Who presses the button more often than the service can hear means the same each time.
const WISHES: usize = 16;

/// Work that gave no sign for so long is told of: a page of orders and a batch of files take some seconds.
const SILENCE_MAX: SignedDuration = SignedDuration::from_secs(60);

/// What the service is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// It waits.
    #[default]
    Idle,
    /// Orders come from Allegro.
    Exporting,
    /// Files go into Optima.
    Importing,
    /// It ends the work in hand and stops.
    Stopping,
}

/// An Allegro account.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AccountState {
    /// The end of the last run without trouble.
    pub last_good: Option<Timestamp>,
    /// The beginning of the last run.
    pub last_tried: Option<Timestamp>,
    /// When the next run is due; none: never by itself.
    pub next_run: Option<Timestamp>,
    /// It is at work.
    pub running: bool,
    /// What stopped the last run; none: nothing.
    pub problem: Option<Problem>,
    /// What that means; none: nothing stopped it.
    pub fault: Option<Fault>,
    /// Files that the last run wrote.
    pub exported: u64,
    /// Orders that wait now.
    pub waiting: u64,
    /// Orders that stand refused now.
    pub errors: u64,
    /// Nothing was heard for twice the usual pause.
    pub silent: bool,
}

/// An Optima base with its folders.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CompanyState {
    /// When the base was last talked to without trouble.
    pub last_good: Option<Timestamp>,
    /// When the folders were last looked into.
    pub last_scan: Option<Timestamp>,
    /// It is at work.
    pub running: bool,
    /// What stopped the last import or look; none: nothing.
    pub problem: Option<Problem>,
    /// What that means; none: nothing stopped it.
    pub fault: Option<Fault>,
    /// Documents since the service began.
    pub imported: u64,
    /// Duplicates since the service began.
    pub duplicates: u64,
    /// Files refused since the service began.
    pub errors: u64,
    /// Files that lay in the folders at the last look.
    pub files_waiting: u64,
}

/// How far the work in hand is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProgressState {
    /// What is being done.
    pub what: String,
    /// Steps done.
    pub done: u64,
    /// Of so many, where that is known.
    pub total: Option<u64>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ServiceEvent {
    /// When.
    pub at: Timestamp,
    /// The account or company.
    pub whose: String,
    /// The file or order, where it is about one.
    pub what: String,
    /// The document's number, where there is one.
    pub number: Option<String>,
    /// What is wrong, where something is.
    pub problem: Option<Problem>,
}

impl AccountState {
    /// Shows what stopped it, or that nothing did.
    pub fn stopped_by(&mut self, trouble: Option<&Trouble>) {
        (self.problem, self.fault) = (trouble.map(|it| it.problem.clone()), trouble.map(|it| it.fault));
    }
}

impl CompanyState {
    /// Shows what stopped it, or that nothing did.
    pub fn stopped_by(&mut self, trouble: Option<&Trouble>) {
        (self.problem, self.fault) = (trouble.map(|it| it.problem.clone()), trouble.map(|it| it.fault));
    }
}

/// Work that gives no sign any more.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stuck {
    /// The account or company.
    pub whose: String,
    /// Its last sign.
    pub since: Timestamp,
    /// The same in words.
    pub problem: Problem,
}

/// What the service shows of itself; the panel and the status file read it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ServiceState {
    /// When it began.
    pub started: Timestamp,
    /// What it is doing.
    pub phase: Phase,
    /// By alias.
    pub accounts: BTreeMap<String, AccountState>,
    /// By name.
    pub companies: BTreeMap<String, CompanyState>,
    /// How far the work in hand is; none: nothing is in hand.
    pub progress: Option<ProgressState>,
    /// The work in hand, where it gives no sign any more.
    pub stuck: Option<Stuck>,
    /// Why the settings as they are now are not in force; the last good ones are.
    pub settings_problem: Option<Problem>,
    /// Why a letter that is due could not be sent; it is tried again.
    pub letters_problem: Option<Problem>,
    /// What is wrong with the mapping tables, by file, and what is in force instead.
    pub tables: BTreeMap<String, Vec<Problem>>,
    /// The language of what is told.
    pub language: Language,
    /// How much is noted in the log.
    pub log_level: LogLevel,
    /// Newest first.
    pub last_events: VecDeque<ServiceEvent>,
}

impl ServiceState {
    /// Notes an event and forgets the oldest.
    pub fn happened(&mut self, event: ServiceEvent) {
        self.last_events.push_front(event);
        self.last_events.truncate(EVENTS);
    }
}

/// What the service may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// The button: one full cycle now, for one account or all.
    Sync {
        /// The account; none: all.
        account: Option<String>,
    },
    /// Look into the folders now.
    Import,
    /// End the work in hand and stop.
    Stop,
}

/// The service as others see it. Clones are the same hub.
#[derive(Clone, Debug)]
pub struct Hub {
    state: watch::Sender<ServiceState>,
    wishes: mpsc::Sender<Command>,
    stop: Arc<AtomicBool>,
    /// Whose work is in hand, and its last sign.
    in_hand: Arc<Mutex<Option<(String, Timestamp)>>>,
    untold: Arc<Mutex<Untold>>,
}

/// What happened to orders and files since it was last asked for.
#[derive(Debug, Default)]
pub struct Untold {
    /// With their reasons, the oldest first.
    pub events: Vec<ServiceEvent>,
    /// So many more came while nobody asked.
    pub more: usize,
}

impl Hub {
    /// A hub, and what it is asked.
    #[must_use]
    pub fn new(started: Timestamp) -> (Self, mpsc::Receiver<Command>) {
        let (wishes, asked) = mpsc::channel(WISHES);
        let (state, _) = watch::channel(ServiceState { started, ..ServiceState::default() });
        (Self { state, wishes, stop: Arc::default(), in_hand: Arc::default(), untold: Arc::default() }, asked)
    }

    /// How it stands.
    #[must_use]
    pub fn state(&self) -> ServiceState {
        self.state.borrow().clone()
    }

    /// Tells of every change, the latest only to who is slow.
    #[must_use]
    pub fn watch(&self) -> watch::Receiver<ServiceState> {
        self.state.subscribe()
    }

    /// What tells the work in hand to end with the file in hand. Work on an embedded base never waits, so that a wish
    /// alone would be heard only after it.
    #[must_use]
    pub fn stop(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }

    /// Shows an event, and keeps it for [`Hub::untold`] where it is a reason of an order or a file.
    pub fn happened(&self, event: ServiceEvent) {
        if event.problem.is_some() && !event.what.is_empty() {
            let mut untold = self.untold.lock().unwrap_or_else(PoisonError::into_inner);
            if untold.events.len() < UNTOLD {
                untold.events.push(event.clone());
            } else {
                untold.more += 1;
            }
        }
        self.change(|state| state.happened(event));
    }

    /// What happened to orders and files since this was last asked, all of it: the state shows the latest alone.
    #[must_use]
    pub fn untold(&self) -> Untold {
        std::mem::take(&mut *self.untold.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Asks for something; `false`: so many wishes wait already, or nobody listens any more.
    pub fn ask(&self, command: Command) -> bool {
        if command == Command::Stop {
            self.stop.store(true, Ordering::Relaxed);
            // Said here, for work that is stuck would not say it.
            self.change(|state| state.phase = Phase::Stopping);
        }
        self.wishes.try_send(command).is_ok()
    }

    /// Work begins (whose), or ends.
    pub fn takes_in_hand(&self, whose: Option<&str>, now: Timestamp) {
        *self.in_hand() = whose.map(|whose| (whose.to_owned(), now));
        self.change(|state| state.stuck = None);
    }

    /// Whose work is in hand.
    #[must_use]
    pub fn whose(&self) -> Option<String> {
        self.in_hand().as_ref().map(|(whose, _)| whose.clone())
    }

    /// The work in hand goes on.
    pub fn sign(&self, now: Timestamp) {
        if let Some((_, last)) = &mut *self.in_hand() {
            *last = now;
        }
    }

    /// Looks whether the work in hand gives signs. Who calls this must not be the one who works.
    pub fn look_after(&self, now: Timestamp) {
        let silent = self.in_hand().clone().filter(|(_, last)| now.duration_since(*last) >= SILENCE_MAX);
        self.change(|state| {
            let Some((whose, since)) = silent else {
                state.stuck = None;
                return;
            };
            if state.stuck.as_ref().is_some_and(|stuck| stuck.since == since) {
                return;
            }
            let time = poland::local(since).strftime("%Y-%m-%d %H:%M:%S").to_string();
            let problem = Problem::warning(Run002 { whose: whose.as_str().into(), since: time.into() });
            let (number, what) = (None, String::new());
            let event = ServiceEvent { at: now, whose: whose.clone(), what, number, problem: Some(problem.clone()) };
            state.happened(event);
            state.stuck = Some(Stuck { whose, since, problem });
        });
    }

    fn in_hand(&self) -> MutexGuard<'_, Option<(String, Timestamp)>> {
        self.in_hand.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes what is shown. Who watches is told only when something did change.
    pub fn change(&self, change: impl FnOnce(&mut ServiceState)) {
        self.state.send_if_modified(|state| {
            let before = state.clone();
            change(state);
            *state != before
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_watches_is_told_of_changes_alone() {
        let (hub, _asked) = Hub::new(Timestamp::UNIX_EPOCH);
        let mut seen = hub.watch();
        hub.change(|state| state.phase = Phase::Idle);
        assert!(!seen.has_changed().unwrap());
        hub.change(|state| state.phase = Phase::Exporting);
        assert!(seen.has_changed().unwrap());
        assert_eq!(seen.borrow_and_update().phase, Phase::Exporting);
    }

    #[test]
    fn wishes_beyond_what_waits_are_refused_and_nothing_hangs() {
        let (hub, asked) = Hub::new(Timestamp::UNIX_EPOCH);
        let taken = (0..100).filter(|_| hub.ask(Command::Sync { account: None })).count();
        assert_eq!(taken, WISHES);
        drop(asked);
        assert!(!hub.ask(Command::Stop));
    }

    #[test]
    fn i14_work_that_gives_no_sign_for_a_minute_is_told_of_once() {
        let (hub, _asked) = Hub::new(Timestamp::UNIX_EPOCH);
        let at = |second| Timestamp::from_second(second).unwrap();
        let told = || (hub.state().stuck.map(|stuck| stuck.since), hub.state().last_events.len());
        hub.look_after(at(1_000));
        assert_eq!(told(), (None, 0));
        hub.takes_in_hand(Some("firma"), at(1_000));
        for (now, stuck, events) in [(1_059, None, 0), (1_060, Some(at(1_000)), 1), (1_061, Some(at(1_000)), 1)] {
            hub.look_after(at(now));
            assert_eq!(told(), (stuck, events), "{now}");
        }
        hub.sign(at(1_100));
        hub.look_after(at(1_159));
        assert_eq!(told(), (None, 1));
        hub.look_after(at(1_160));
        assert_eq!(told(), (Some(at(1_100)), 2));
        hub.takes_in_hand(None, at(1_161));
        assert_eq!(told(), (None, 2));
        hub.look_after(at(9_999));
        assert_eq!(told(), (None, 2));
    }

    #[test]
    fn i14_what_is_shown_and_what_is_to_be_told_are_bounded_apart() {
        let (hub, _asked) = Hub::new(Timestamp::UNIX_EPOCH);
        let (whose, number, at) = ("sklep".to_owned(), None, Timestamp::UNIX_EPOCH);
        let problem = Some(Problem::warning(Run002 { whose: "x".into(), since: "y".into() }));
        for n in 0..UNTOLD + 120 {
            let (whose, what, number, problem) = (whose.clone(), n.to_string(), number.clone(), problem.clone());
            hub.happened(ServiceEvent { at, whose, what, number, problem });
        }
        let untold = hub.untold();
        assert_eq!((untold.events.len(), untold.more, hub.state().last_events.len()), (UNTOLD, 120, EVENTS));
        assert_eq!(untold.events[0].what, "0");
        hub.happened(ServiceEvent { at, whose, what: String::new(), number, problem });
        assert!(hub.untold().events.is_empty(), "each is given once, and of the work as a whole the state tells");
    }

    #[test]
    fn old_events_are_forgotten() {
        let mut state = ServiceState::default();
        for number in 0..200 {
            let at = Timestamp::from_second(number).unwrap();
            let whose = "sklep".to_owned();
            state.happened(ServiceEvent { at, whose, what: number.to_string(), number: None, problem: None });
        }
        assert_eq!((state.last_events.len(), state.last_events[0].what.as_str()), (EVENTS, "199"));
    }
}
