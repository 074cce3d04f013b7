//! What a person says to many orders at once. Each is asked by itself whether it may be said to it; what only notes something is
//! noted for all of them together.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::undo::{Undo, may_be_taken_back};
use super::{fits, known, may};
use crate::core::cause::{Cause, groups};
use crate::core::life::{self, Answer, Happening, Life, may_answer};
use crate::core::order::SeenId;
use crate::core::problem::Problem;
use crate::ledger::Ledger;
use crate::stages::service::Command;
use crate::workplace::order::Held;
use crate::workplace::{Company, Failure, Said, Say, Workplace};

/// So many orders are noted together.
const TOGETHER: usize = 200;

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SaidTo {
    /// So many took it.
    pub taken: usize,
    /// So many did not, for it cannot be said to them as they stand now.
    pub not_now: usize,
    /// So many could not be noted or moved, and why the first could not.
    pub failed: Option<(usize, Problem)>,
    /// What the service is asked for.
    pub then: Vec<Command>,
    /// What takes it back.
    pub undo: Undo,
}

impl SaidTo {
    pub(super) fn fail(&mut self, count: usize, why: Failure) {
        let (known, first) = self.failed.take().unwrap_or((0, why.problem));
        self.failed = Some((known + count, first));
    }

    fn ask(&mut self, command: Option<Command>) {
        let Some(command) = command else { return };
        if !self.then.contains(&command) {
            self.then.push(command);
        }
    }
}

impl Workplace {
    /// Says it to the orders of this row, or of all rows (`None`); to one of them, where one is named.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub fn say_to(
        &self,
        row: Option<&str>,
        order: Option<&SeenId>,
        say: &Say,
        now: Timestamp,
    ) -> Result<SaidTo, Failure> {
        let mut done = SaidTo::default();
        for company in self.companies_ready()? {
            let ledger = company.ledger()?;
            let mut ids = meant(&company.name, &ledger, row, say)?;
            ids.retain(|id| order.is_none_or(|one| one == id));
            self.say_in(company, ledger, ids, (say, now), &mut done)?;
        }
        Ok(done)
    }

    /// How many orders of this row, or of all rows, would take it.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub fn count_of_row(&self, row: Option<&str>, say: &Say) -> Result<usize, Failure> {
        let mut count = 0;
        for company in self.companies_ready()? {
            let ledger = company.ledger()?;
            count += takers(&ledger, &meant(&company.name, &ledger, row, say)?, say)?;
        }
        Ok(count)
    }

    /// How many of these orders would take it.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub fn count_of_these(&self, ids: &BTreeSet<SeenId>, say: &Say) -> Result<usize, Failure> {
        let mut count = 0;
        for company in self.companies_ready()? {
            count += takers(&company.ledger()?, ids, say)?;
        }
        Ok(count)
    }

    /// Says it to these orders, whatever they wait for.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub fn say_to_these(&self, ids: &BTreeSet<SeenId>, say: &Say, now: Timestamp) -> Result<SaidTo, Failure> {
        let mut done = SaidTo::default();
        for company in self.companies_ready()? {
            let ledger = company.ledger()?;
            let mut its = BTreeSet::new();
            for id in ids {
                if ledger.order(id)?.is_some() {
                    its.insert(id.clone());
                }
            }
            self.say_in(company, ledger, its, (say, now), &mut done)?;
        }
        Ok(done)
    }

    fn say_in(
        &self,
        company: Company,
        mut ledger: Ledger,
        ids: BTreeSet<SeenId>,
        (say, now): (&Say, Timestamp),
        done: &mut SaidTo,
    ) -> Result<(), Failure> {
        let (mut noted, mut single) = (Vec::new(), Vec::new());
        for id in ids {
            let Some(life) = ledger.order(&id)?.filter(|life| may(life, say)) else {
                done.not_now += 1;
                continue;
            };
            match only_noted(&life, say) {
                Some(happening) => {
                    let after = life::after(&life, happening, now).0;
                    noted.push((life, after));
                }
                None => single.push(life),
            }
        }
        let asks = matches!(say, Say::TryAgain | Say::Answer(Answer::Again));
        for chunk in noted.chunks(TOGETHER) {
            let lives: Vec<Life> = chunk.iter().map(|(_, life)| life.clone()).collect();
            match ledger.record(&lives) {
                Ok(()) => {
                    done.taken += lives.len();
                    for (before, _) in chunk {
                        if asks {
                            done.ask(Some(Command::Sync { account: Some(before.account.clone()) }));
                        }
                        if may_be_taken_back(say) {
                            done.undo.note(before, &ledger);
                        }
                    }
                }
                Err(error) => done.fail(lives.len(), error.into()),
            }
        }
        let Some(first) = single.first().cloned() else { return Ok(()) };
        let mut held = Held { company, ledger, life: first };
        for life in single {
            held.life = life;
            match self.say_held(&mut held, say.clone(), now) {
                Ok(Said::Noted(then)) => {
                    done.taken += 1;
                    done.ask(then);
                }
                Ok(Said::NotNow | Said::Unknown) => done.not_now += 1,
                Err(failure) => done.fail(1, failure),
            }
        }
        Ok(())
    }
}

/// The orders of this row of a company, or of all its rows, that it is meant for.
fn meant(company: &str, ledger: &Ledger, row: Option<&str>, say: &Say) -> Result<BTreeSet<SeenId>, Failure> {
    let lives = known::open_lives(ledger)?;
    let is_meant = |cause: &Cause| row.is_none_or(|row| cause.name(company) == row);
    let mut ids = BTreeSet::new();
    for (_, members) in groups(&lives).into_iter().filter(|(cause, _)| is_meant(cause)) {
        let meant = members.into_iter().filter(|(_, matter)| fits(matter.kind, say));
        ids.extend(meant.map(|(life, _)| life.order_id.clone()));
    }
    Ok(ids)
}

/// How many of these would take it as they stand now.
fn takers(ledger: &Ledger, ids: &BTreeSet<SeenId>, say: &Say) -> Result<usize, Failure> {
    let mut count = 0;
    for id in ids {
        count += usize::from(ledger.order(id)?.is_some_and(|life| may(&life, say)));
    }
    Ok(count)
}

/// What it is to the order, where no file is moved for it.
fn only_noted(life: &Life, say: &Say) -> Option<Happening> {
    match say {
        Say::Answer(Answer::OtherSum(_) | Answer::Restore) => None,
        Say::Answer(answer) => Some(Happening::Answered(answer.clone())),
        Say::Ignore => Some(Happening::Ignored),
        Say::TryAgain if may_answer(life, &Answer::Again) => Some(Happening::Answered(Answer::Again)),
        // Its file may lie among the refused ones.
        Say::TryAgain if life.file.is_some() => None,
        Say::TryAgain => Some(Happening::Retried),
    }
}
