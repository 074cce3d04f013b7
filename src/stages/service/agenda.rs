//! What is to be done now, and when to look again. Computes only: times come in, and jobs go out.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::core::schedule::{Rule, next_run};

/// After the first outage in a row it is tried again so soon …
const RETRY_FIRST: SignedDuration = SignedDuration::from_secs(30);
/// … each time twice as late, and at the latest after this: who comes back to his desk finds it done.
const RETRY_LAST: SignedDuration = SignedDuration::from_mins(5);
/// A hint is followed so much later, for one copied folder gives hundreds of them.
const HINT_SETTLES: SignedDuration = SignedDuration::from_millis(500);
/// A file that was seen once is looked at again so soon, and work that was not ended is gone on with. Files that are left alone
/// for two seconds come half a second later at most.
const UNSETTLED: SignedDuration = SignedDuration::from_millis(500);
/// Refused files that a person may have made possible meanwhile are tried so often.
const AGAIN_EVERY: SignedDuration = SignedDuration::from_mins(5);
/// What is done once a day.
const UPKEEP_EVERY: SignedDuration = SignedDuration::from_hours(24);

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    /// Stage 1 of an account.
    Export(String),
    /// A look into the folders of a company, and stage 2 of what is ready.
    Look(String),
    /// Refused files of a company that may be possible now.
    Again(String),
    /// What is done once a day.
    Upkeep,
}

impl Job {
    /// The account or company that it is for.
    #[must_use]
    pub fn whose(&self) -> &str {
        match self {
            Self::Export(name) | Self::Look(name) | Self::Again(name) => name,
            Self::Upkeep => "–",
        }
    }
}

/// How a job ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Done.
    Well,
    /// Done, and a file has still to be looked at again.
    Unsettled,
    /// The outside world is away: soon again.
    Outage,
    /// A person has to do something first: at the next usual time.
    Stuck,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// This.
    Do(Job),
    /// Nothing before this time, unless something is asked or hinted.
    Wait(Timestamp),
}

/// An account: who goes when.
#[derive(Clone, Debug)]
struct AccountTurn {
    rule: Rule,
    company: String,
    /// When it was first met: an hour that came before was not waited for.
    since: Timestamp,
    last: Option<Timestamp>,
    outages: u32,
    retry_at: Option<Timestamp>,
    wished: bool,
}

#[derive(Clone, Debug)]
struct CompanyTurn {
    look_at: Timestamp,
    again_at: Timestamp,
    outages: u32,
}

/// An account as the settings have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// When it is fetched.
    pub rule: Rule,
    /// Where its orders go.
    pub company: String,
    /// When its last run began, as far as is known.
    pub last: Option<Timestamp>,
}

/// The times of everything.
#[derive(Clone, Debug)]
pub struct Agenda {
    accounts: BTreeMap<String, AccountTurn>,
    companies: BTreeMap<String, CompanyTurn>,
    scan_every: SignedDuration,
    upkeep_at: Timestamp,
}

impl Agenda {
    /// Nothing is known yet; the daily upkeep is due at once.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        let scan_every = SignedDuration::from_secs(10);
        Self { accounts: BTreeMap::new(), companies: BTreeMap::new(), scan_every, upkeep_at: now }
    }

    /// Takes over what the settings say now. What is known of those that stay is kept.
    pub fn plan(
        &mut self,
        accounts: BTreeMap<String, Planned>,
        companies: &[String],
        scan_every: SignedDuration,
        now: Timestamp,
    ) {
        self.scan_every = scan_every;
        let mut before = std::mem::take(&mut self.accounts);
        for (alias, planned) in accounts {
            let Planned { rule, company, last } = planned;
            let turn = match before.remove(&alias) {
                Some(turn) => AccountTurn { rule, company, ..turn },
                None => AccountTurn { rule, company, since: now, last, outages: 0, retry_at: None, wished: false },
            };
            self.accounts.insert(alias, turn);
        }
        self.companies.retain(|name, _| companies.contains(name));
        for name in companies {
            let fresh = CompanyTurn { look_at: now, again_at: now + AGAIN_EVERY, outages: 0 };
            self.companies.entry(name.clone()).or_insert(fresh);
        }
    }

    /// What to do now. Files before orders: they are nearer to their end.
    #[must_use]
    pub fn next(&self, now: Timestamp) -> Next {
        let mut wait = self.upkeep_at;
        for (name, turn) in &self.companies {
            if turn.look_at <= now {
                return Next::Do(Job::Look(name.clone()));
            }
            if turn.again_at <= now {
                return Next::Do(Job::Again(name.clone()));
            }
            wait = wait.min(turn.look_at).min(turn.again_at);
        }
        // Who has waited longest goes first, so that one account with much work does not starve the others.
        let due = self.accounts.iter().filter_map(|(alias, turn)| Some((turn.due(now)?, turn.last, alias)));
        if let Some((due, _, alias)) = due.min() {
            if due <= now {
                return Next::Do(Job::Export(alias.clone()));
            }
            wait = wait.min(due);
        }
        if self.upkeep_at <= now { Next::Do(Job::Upkeep) } else { Next::Wait(wait) }
    }

    /// When an account is fetched next by itself, for people.
    #[must_use]
    pub fn next_export(&self, alias: &str, now: Timestamp) -> Option<Timestamp> {
        self.accounts.get(alias)?.due(now)
    }

    /// The rule of an account and where its orders go.
    #[must_use]
    pub fn rule(&self, alias: &str) -> Option<&Rule> {
        self.accounts.get(alias).map(|turn| &turn.rule)
    }

    /// A job ends. `began` and `now`: its beginning and its end.
    pub fn done(&mut self, job: &Job, ended: Ended, began: Timestamp, now: Timestamp) {
        match job {
            Job::Export(alias) => {
                let Some(turn) = self.accounts.get_mut(alias) else { return };
                turn.wished = false;
                turn.last = Some(began);
                turn.outages = if ended == Ended::Outage { turn.outages.saturating_add(1) } else { 0 };
                turn.retry_at = (ended == Ended::Outage).then(|| now + pause_after(turn.outages));
                let company = turn.company.clone();
                self.look_by(&company, now);
            }
            Job::Look(name) => {
                let scan_every = self.scan_every;
                let Some(turn) = self.companies.get_mut(name) else { return };
                turn.outages = if ended == Ended::Outage { turn.outages.saturating_add(1) } else { 0 };
                turn.look_at = now
                    + match ended {
                        Ended::Unsettled => UNSETTLED,
                        Ended::Outage => pause_after(turn.outages),
                        Ended::Well | Ended::Stuck => scan_every,
                    };
            }
            Job::Again(name) => {
                let Some(turn) = self.companies.get_mut(name) else { return };
                turn.again_at = now + AGAIN_EVERY;
            }
            // A part of it at a time, so that files and orders have their turn in between.
            Job::Upkeep => {
                self.upkeep_at = now + if ended == Ended::Unsettled { UNSETTLED } else { UPKEEP_EVERY };
            }
        }
    }

    /// The button: these accounts, or all, are fetched now, outage or not; folders are looked into, and refused files
    /// tried.
    pub fn wish(&mut self, account: Option<&str>, now: Timestamp) {
        for (alias, turn) in &mut self.accounts {
            turn.wished |= account.is_none_or(|wanted| wanted == alias);
        }
        self.look_now(now);
    }

    /// Folders are looked into now, and refused files tried.
    pub fn look_now(&mut self, now: Timestamp) {
        for turn in self.companies.values_mut() {
            (turn.look_at, turn.again_at) = (now, now);
        }
    }

    /// Refused files are tried now: a person changed something that they may have waited for.
    pub fn again_now(&mut self, now: Timestamp) {
        for turn in self.companies.values_mut() {
            turn.again_at = turn.again_at.min(now);
        }
    }

    /// A company's folders are looked into now.
    pub fn look_at_once(&mut self, company: &str, now: Timestamp) {
        self.look_by(company, now);
    }

    /// Orders that wait for something that a person may have added now.
    pub fn wish_waiting(&mut self) {
        for turn in self.accounts.values_mut().filter(|turn| turn.last.is_some()) {
            turn.wished = true;
        }
    }

    /// The system tells of a change in some folder. While the base is away nothing would come of it.
    pub fn hinted(&mut self, now: Timestamp) {
        for turn in self.companies.values_mut().filter(|turn| turn.outages == 0) {
            turn.look_at = turn.look_at.min(now + HINT_SETTLES);
        }
    }

    /// The clock went back: nothing may wait for it to catch up.
    pub fn clock_went_back(&mut self, now: Timestamp) {
        for turn in self.companies.values_mut() {
            turn.look_at = turn.look_at.min(now + self.scan_every);
            turn.again_at = turn.again_at.min(now + AGAIN_EVERY);
        }
        for turn in self.accounts.values_mut() {
            turn.retry_at = turn.retry_at.map(|at| at.min(now + RETRY_LAST));
        }
        self.upkeep_at = self.upkeep_at.min(now + UPKEEP_EVERY);
    }

    fn look_by(&mut self, company: &str, at: Timestamp) {
        // An account without a company of its own belongs to the only one.
        for (name, turn) in &mut self.companies {
            if (name == company || company.is_empty()) && turn.outages == 0 {
                turn.look_at = turn.look_at.min(at);
            }
        }
    }
}

impl AccountTurn {
    fn due(&self, now: Timestamp) -> Option<Timestamp> {
        if self.wished {
            return Some(now);
        }
        let last = self.last.or((!self.rule.has_interval()).then_some(self.since));
        [next_run(&self.rule, last, now), self.retry_at.map(|at| at.max(now))].into_iter().flatten().min()
    }
}

/// The pause after so many outages in a row.
fn pause_after(outages: u32) -> SignedDuration {
    let doubled = 1_i32.checked_shl(outages.saturating_sub(1)).filter(|times| *times > 0).unwrap_or(i32::MAX);
    RETRY_FIRST.checked_mul(doubled).unwrap_or(RETRY_LAST).min(RETRY_LAST)
}

#[cfg(test)]
mod tests;
