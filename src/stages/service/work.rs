//! One job after the other, and what others see of it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::agenda::{Agenda, Ended, Job, Next};
use super::doors::{Doors, FolderLook, Settled, Trouble};
use super::hub::{AccountState, CompanyState, Hub, Phase, ProgressState, ServiceEvent};
use super::said::Said;
use crate::clock::Clock;
use crate::core::message::text::Tab040;
use crate::core::poland;
use crate::core::problem::{Fault, Problem, Severity};
use crate::stages::Progress;
use crate::stages::export::ExportReport;
use crate::stages::import::{FileError, ImportReport};

/// Progress is shown at most so often: a page of the panel is no film.
const SHOWN_EVERY: SignedDuration = SignedDuration::from_millis(250);

/// What is in hand while settings and tables are read.
const SETTINGS: &str = "allegro-optima.toml";

/// What is wrong with the mapping tables, by file.
type TableMistakes = BTreeMap<String, Vec<Problem>>;

/// The service, without its waiting.
pub struct Service<D> {
    doors: D,
    hub: Hub,
    clock: Arc<dyn Clock>,
    agenda: Agenda,
    settled: Option<Settled>,
    /// On which day each company's last import went through, so that there is nothing to clear up after a dead process or
    /// a stopped import, nothing wrong with the base as far as is known, and its documents were looked at. Of the others one
    /// look without a file is an import too.
    sound: BTreeMap<String, Date>,
    /// What was told of jobs that were stopped, and of files that could not be taken.
    stopped: Said,
    left: Said,
    last_now: Timestamp,
    stop: Arc<AtomicBool>,
    /// Orders may have come into another state since they were counted.
    moved: bool,
}

impl<D: Doors> Service<D> {
    /// A service that has done nothing yet.
    pub fn new(doors: D, hub: Hub, clock: Arc<dyn Clock>) -> Self {
        let now = clock.now();
        Self {
            doors,
            stop: hub.stop(),
            hub,
            agenda: Agenda::new(now),
            settled: None,
            sound: BTreeMap::new(),
            stopped: Said::default(),
            left: Said::default(),
            last_now: now,
            moved: true,
            clock,
        }
    }

    /// What tells a job to end with the file in hand.
    #[must_use]
    pub fn stop(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }

    /// What it works through.
    pub fn doors(&mut self) -> &mut D {
        &mut self.doors
    }

    /// The times of everything.
    pub fn agenda(&mut self) -> &mut Agenda {
        &mut self.agenda
    }

    /// The button: this account, or all, and the folders.
    pub fn wish(&mut self, account: Option<&str>) {
        let now = self.clock.now();
        // An account that was just written into the settings is meant too.
        self.read_settings(now);
        self.agenda.wish(account, now);
    }

    /// Looks at settings and clock, and says what is to be done now.
    pub fn next_step(&mut self) -> Next {
        let now = self.clock.now();
        if now < self.last_now {
            self.agenda.clock_went_back(now);
        }
        self.last_now = now;
        // The disk that settings and tables lie on may be what does not answer.
        self.hub.takes_in_hand(Some(SETTINGS), now);
        self.read_settings(now);
        self.hub.takes_in_hand(None, now);
        let next = self.agenda.next(now);
        self.show_times(now);
        next
    }

    /// Does one job. Failures are shown and never end the service.
    pub async fn perform(&mut self, job: &Job) {
        let began = self.clock.now();
        self.hub.takes_in_hand(Some(job.whose()), began);
        let ended = match job {
            Job::Export(alias) => self.export(alias, began).await,
            Job::Look(company) => self.look(company, began).await,
            Job::Again(company) => self.again(company).await,
            Job::Upkeep => self.upkeep().await,
        };
        let now = self.clock.now();
        self.hub.takes_in_hand(None, now);
        self.agenda.done(job, ended, began, now);
        self.show_standing();
        self.hub.change(|state| {
            state.progress = None;
            if state.phase != Phase::Stopping {
                state.phase = Phase::Idle;
            }
        });
        self.show_times(now);
    }

    /// The last good settings stay in force while new ones cannot be used.
    fn read_settings(&mut self, now: Timestamp) {
        let found = match self.doors.settled() {
            Ok(found) => found,
            Err(trouble) => {
                self.hub.change(|state| state.settings_problem = Some(trouble.problem));
                return;
            }
        };
        self.hub.change(|state| state.settings_problem = None);
        let before = self.settled.replace(found.clone());
        if before.as_ref() == Some(&found) {
            return;
        }
        self.show_tables(before.as_ref().map(|before| &before.tables), &found.tables, now);
        // A mapping that was added is what files and orders may have waited for. The orders' own next try sees it by
        // itself, for the export compares the tables, too.
        if before.is_some_and(|before| before.fingerprint != found.fingerprint) {
            self.agenda.again_now(now);
            self.agenda.wish_waiting();
        }
        self.hub.change(|state| {
            state.accounts.retain(|alias, _| found.accounts.contains_key(alias));
            state.companies.retain(|name, _| found.companies.contains(name));
            for (alias, planned) in &found.accounts {
                let fresh = || AccountState { last_good: planned.last, ..AccountState::default() };
                state.accounts.entry(alias.clone()).or_insert_with(fresh);
            }
            for name in &found.companies {
                state.companies.entry(name.clone()).or_default();
            }
            (state.language, state.log_level) = (found.language, found.log);
        });
        self.show_standing();
        self.agenda.plan(found.accounts, &found.companies, found.scan_every, now);
    }

    /// A table that is spoilt, and one that is well again, are told once.
    fn show_tables(&self, before: Option<&TableMistakes>, found: &TableMistakes, now: Timestamp) {
        let none = TableMistakes::new();
        let before = before.unwrap_or(&none);
        for (file, problems) in found.iter().filter(|(file, problems)| before.get(*file) != Some(*problems)) {
            let Some(gravest) = problems.iter().max_by_key(|problem| (problem.severity, problem.place.line.is_some()))
            else {
                continue;
            };
            tracing::warn!(file, code = gravest.code(), row = gravest.place.line, "a mapping table has mistakes");
            // The gravest, and what is in force instead, which stands at the end.
            let told = [Some(gravest), problems.last().filter(|last| *last != gravest)];
            told.into_iter().flatten().for_each(|problem| self.about_table(now, file, problem.clone()));
        }
        let is_refused = |problems: &[Problem]| problems.iter().any(Problem::is_error);
        for (file, _) in before.iter().filter(|(_, problems)| is_refused(problems)) {
            if found.get(file).is_none_or(|problems| !is_refused(problems)) {
                tracing::info!(file, "a mapping table is well again");
                self.about_table(now, file, Problem::note(Tab040 { file: file.into() }).in_file(file));
            }
        }
        self.hub.change(|state| state.tables.clone_from(found));
    }

    /// Not what the last job met, but what stands. A look into the folders every few seconds changes nothing.
    fn show_standing(&mut self) {
        if !std::mem::take(&mut self.moved) {
            return;
        }
        let Some(standing) = self.doors.standing() else { return };
        self.hub.change(|state| {
            for (alias, account) in &mut state.accounts {
                let now = standing.get(alias).copied().unwrap_or_default();
                (account.waiting, account.errors) = (now.waiting, now.refused);
            }
        });
    }

    /// Not for letters: as long as a table is spoilt, the state shows it.
    fn about_table(&self, at: Timestamp, file: &str, problem: Problem) {
        let event =
            ServiceEvent { at, whose: String::new(), what: file.to_owned(), number: None, problem: Some(problem) };
        self.hub.change(|state| state.happened(event));
    }

    fn show_times(&self, now: Timestamp) {
        self.hub.change(|state| {
            for (alias, account) in &mut state.accounts {
                account.next_run = self.agenda.next_export(alias, now);
                account.silent = self
                    .agenda
                    .rule(alias)
                    .is_some_and(|rule| rule.is_silent(account.last_good.or(Some(state.started)), now));
            }
        });
    }

    async fn export(&mut self, alias: &str, began: Timestamp) -> Ended {
        self.show_account(alias, |account| {
            (account.running, account.last_tried) = (true, Some(began));
        });
        self.hub.change(|state| state.phase = Phase::Exporting);
        let mut report = ExportReport::new(alias);
        let progress = self.progress();
        self.moved = true;
        // On the heap: a stage's future holds a page of orders.
        let done = Box::pin(self.doors.export(alias, &progress, &mut report)).await;
        // Something that could not be read is the account's trouble, though everything else was done.
        let done = done.and_then(|()| match report.worst() {
            Some(left) => Err(Trouble { problem: left.problem.clone(), fault: left.fault }),
            None => Ok(()),
        });
        let now = self.clock.now();
        let count = |list: usize| u64::try_from(list).unwrap_or(u64::MAX);
        self.show_account(alias, |account| {
            account.running = false;
            account.exported = count(report.exported.len());
            account.stopped_by(done.as_ref().err());
            if done.is_ok() {
                account.last_good = Some(now);
            }
        });
        tracing::info!(
            account = alias,
            exported = report.exported.len(),
            waiting = report.waiting.len(),
            errors = report.errors.len(),
            milliseconds = milliseconds(began, now),
            "export"
        );
        self.show_orders(now, alias, &report);
        self.told(now, alias, done)
    }

    /// Of a refusal the gravest reason; of what changed, and of what was not found where it should be, all.
    fn show_orders(&self, now: Timestamp, alias: &str, report: &ExportReport) {
        for order in &report.errors {
            let gravest = order.problems.iter().find(|problem| problem.is_error()).or(order.problems.first());
            self.event(now, alias, &order.order_id, None, gravest);
        }
        for (order, told) in
            report.changed.iter().flat_map(|order| order.problems.iter().map(move |told| (order, told)))
        {
            self.event(now, alias, &order.order_id, None, Some(told));
        }
        for note in &report.notes {
            self.event(now, alias, note.place.order.as_deref().unwrap_or(alias), None, Some(note));
        }
    }

    async fn look(&mut self, company: &str, began: Timestamp) -> Ended {
        let mut report = ImportReport::default();
        let FolderLook { ready, unsettled, waiting, abandoned, unseen } = match self.doors.look(company, &mut report) {
            Ok(found) => found,
            Err(trouble) => {
                self.show_company(company, |shown| shown.stopped_by(Some(&trouble)));
                return self.told(began, company, Err(trouble));
            }
        };
        self.show_company(company, |shown| {
            (shown.last_scan, shown.files_waiting) = (Some(began), waiting);
        });
        let usual = if unsettled { Ended::Unsettled } else { Ended::Well };
        let today = poland::day(began);
        let look_back = self.sound.get(company) != Some(&today);
        if ready.is_empty() && !look_back && !abandoned {
            // What was wrong with the folders is over, and the base had nothing to say.
            self.show_company(company, |shown| shown.stopped_by(unseen.as_ref()));
            return match self.told(began, company, unseen.map_or(Ok(()), Err)) {
                Ended::Well => usual,
                ended => ended,
            };
        }
        self.moved = true;
        self.show_company(company, |shown| shown.running = true);
        self.hub.change(|state| state.phase = Phase::Importing);
        let progress = self.progress();
        let done = Box::pin(self.doors.import(company, (ready, look_back), &progress, &mut report)).await;
        let now = self.clock.now();
        let is_sound = done.is_ok();
        // The files of the other folder had their turn.
        let done = match unseen {
            Some(unseen) => {
                if done.is_err() {
                    self.told(now, company, done);
                }
                Err(unseen)
            }
            None => done,
        };
        self.show_import(company, now, &report, done.as_ref().err());
        tracing::info!(
            company,
            imported = report.imported.len(),
            duplicates = report.duplicates.len(),
            errors = report.errors.len(),
            milliseconds = milliseconds(began, now),
            "import"
        );
        if is_sound {
            self.sound.insert(company.to_owned(), today);
        } else {
            self.sound.remove(company);
        }
        match self.told(now, company, done) {
            Ended::Well => usual,
            ended => ended,
        }
    }

    fn show_import(&mut self, company: &str, now: Timestamp, report: &ImportReport, trouble: Option<&Trouble>) {
        let count = |list: usize| u64::try_from(list).unwrap_or(u64::MAX);
        self.show_company(company, |shown| {
            shown.running = false;
            shown.imported += count(report.imported.len());
            shown.duplicates += count(report.duplicates.len());
            shown.errors += count(report.errors.len());
            shown.files_waiting = shown
                .files_waiting
                .saturating_sub(count(report.imported.len() + report.duplicates.len() + report.errors.len()));
            shown.stopped_by(trouble);
            if trouble.is_none() {
                shown.last_good = Some(now);
            }
        });
        for done in &report.imported {
            self.event(now, company, &done.file, Some(&done.number), None);
        }
        for refused in &report.errors {
            if self.is_news(refused, now) {
                self.event(now, company, &refused.file, None, refused.first());
            }
        }
        for (met, told) in report.duplicates.iter().flat_map(|met| met.problems.iter().map(move |told| (met, told))) {
            self.event(now, company, &met.file, None, Some(told));
        }
        for note in report.notes.iter().chain(&report.passed_over) {
            self.event(now, company, company, None, Some(note));
        }
    }

    /// A file that could not be taken is tried again and again; that is told once, and once a day.
    fn is_news(&mut self, refused: &FileError, now: Timestamp) -> bool {
        let (None, Some(problem)) = (&refused.moved, refused.first()) else { return true };
        let path = refused.left.as_deref().unwrap_or(Path::new(&refused.file));
        self.left.is_news(&path.to_string_lossy(), problem, now)
    }

    async fn again(&mut self, company: &str) -> Ended {
        let done = self.doors.again(company).await;
        let now = self.clock.now();
        if done.as_ref().is_ok_and(|moved| *moved > 0) {
            self.agenda.look_at_once(company, now);
        }
        // That it could be done says nothing of what stops the look into the folders.
        done.map_or_else(|trouble| self.told(now, company, Err(trouble)), |_| Ended::Well)
    }

    async fn upkeep(&mut self) -> Ended {
        let done = self.doors.upkeep().await;
        let usual = if matches!(done, Ok(true)) { Ended::Unsettled } else { Ended::Well };
        match self.told(self.clock.now(), "", done.map(|_| ())) {
            Ended::Well => usual,
            ended => ended,
        }
    }

    /// How a job ended; what is wrong is an event, once: a look every few seconds would leave no room for others.
    fn told(&mut self, now: Timestamp, whose: &str, done: Result<(), Trouble>) -> Ended {
        let Err(trouble) = done else {
            self.stopped.over(whose);
            return Ended::Well;
        };
        if self.stopped.is_news(whose, &trouble.problem, now) {
            tracing::warn!(whose, code = trouble.problem.code(), "a job was stopped");
            self.event(now, whose, "", None, Some(&trouble.problem));
        } else {
            tracing::debug!(whose, code = trouble.problem.code(), "a job is still stopped");
        }
        match trouble.fault {
            Fault::Outage => Ended::Outage,
            Fault::Refused | Fault::Usage | Fault::Login => Ended::Stuck,
        }
    }

    fn event(&self, at: Timestamp, whose: &str, what: &str, number: Option<&str>, problem: Option<&Problem>) {
        if number.is_none() && problem.is_none_or(|problem| problem.severity < Severity::Warning) {
            return;
        }
        let event = ServiceEvent {
            at,
            whose: whose.to_owned(),
            what: what.to_owned(),
            number: number.map(str::to_owned),
            problem: problem.cloned(),
        };
        self.hub.happened(event);
    }

    fn show_account(&self, alias: &str, change: impl FnOnce(&mut AccountState)) {
        self.hub.change(|state| {
            if let Some(account) = state.accounts.get_mut(alias) {
                change(account);
            }
        });
    }

    fn show_company(&self, company: &str, change: impl FnOnce(&mut CompanyState)) {
        self.hub.change(|state| {
            if let Some(shown) = state.companies.get_mut(company) {
                change(shown);
            }
        });
    }

    fn progress(&self) -> ShownProgress {
        let hub = self.hub.clone();
        ShownProgress { hub, clock: Arc::clone(&self.clock), stop: self.stop(), at: Mutex::default() }
    }
}

fn milliseconds(began: Timestamp, ended: Timestamp) -> i64 {
    i64::try_from(ended.duration_since(began).as_millis()).unwrap_or(i64::MAX)
}

/// Progress on the hub.
struct ShownProgress {
    hub: Hub,
    clock: Arc<dyn Clock>,
    stop: Arc<AtomicBool>,
    /// How far it is, and when that was shown.
    at: Mutex<(Option<ProgressState>, Option<Timestamp>)>,
}

impl ShownProgress {
    fn change(&self, always: bool, change: impl FnOnce(&mut Option<ProgressState>)) {
        let mut at = self.at.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut at.0);
        let now = self.clock.now();
        self.hub.sign(now);
        if always || at.1.is_none_or(|shown| now.duration_since(shown).abs() >= SHOWN_EVERY) {
            at.1 = Some(now);
            self.hub.change(|state| state.progress.clone_from(&at.0));
        }
    }
}

impl Progress for ShownProgress {
    fn begin(&self, what: &str, total: Option<u64>) {
        self.change(false, |progress| match progress {
            // A page of the list tells the total anew; what was done stays done.
            Some(known) if known.what == what => known.total = total,
            _ => *progress = Some(ProgressState { what: what.to_owned(), done: 0, total }),
        });
    }

    fn step(&self) {
        self.change(false, |progress| {
            if let Some(progress) = progress {
                progress.done += 1;
            }
        });
    }

    fn end(&self) {
        self.change(true, |progress| *progress = None);
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
