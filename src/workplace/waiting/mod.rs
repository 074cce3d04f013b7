//! The work list: what waits for a person in every company, by its cause, and what may be said to it.

mod answer;
mod cards;
mod known;
mod nip;
mod say;
mod target;
#[cfg(test)]
mod tests;
mod undo;

pub use answer::Answered;
pub use say::SaidTo;
pub use undo::{Undo, may_be_taken_back};

use jiff::Timestamp;

use super::{Company, Failure, Say, Workplace};
use crate::allegro::wire;
use crate::core::cause::{Cause, groups};
use crate::core::glance::Glance;
use crate::core::life::{Answer, Kind, Life, Matter, may_answer};
use crate::core::message::Message;
use crate::core::order::SeenId;
use crate::core::problem::Problem;
use crate::ledger::Ledger;

/// The orders of one cause.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its name in addresses.
    pub name: String,
    /// The company that the orders are of.
    pub company: String,
    /// Why they wait.
    pub cause: Cause,
    /// In the words of the latest of them.
    pub problem: Problem,
    /// What is true of all of them: those words, with `…` for what differs.
    pub title: Message,
    /// How many they are.
    pub count: usize,
    /// Some of them, the latest first.
    pub orders: Vec<RowOrder>,
    /// What may be said to any of them.
    pub says: Vec<Say>,
}

/// An order of a row, with what a person knows it by.
#[derive(Clone, Debug)]
pub struct RowOrder {
    /// Its id.
    pub id: SeenId,
    /// Its own words.
    pub problem: Problem,
    /// When it was bought.
    pub bought_at: Option<Timestamp>,
    /// What the buyer owes, with the currency.
    pub total: Option<(String, String)>,
    /// Who bought it; empty where that is not known.
    pub buyer: String,
}

/// What waits for a person.
#[derive(Clone, Debug, Default)]
pub struct WorkList {
    /// Some of the rows.
    pub rows: Vec<Row>,
    /// How many rows there are.
    pub all: usize,
    /// How many orders.
    pub orders: usize,
    /// What may be said to any order of all rows.
    pub says: Vec<Say>,
    /// There are several companies, so that each row says which it is of.
    pub several: bool,
}

/// Which part of a list.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// So many are passed over.
    pub skip: usize,
    /// So many come then.
    pub take: usize,
}

impl Workplace {
    /// What waits for a person: these rows, each with its first `orders`.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub fn work_list(&self, rows: Part, orders: usize) -> Result<WorkList, Failure> {
        let mut list = WorkList::default();
        let companies = self.companies_ready()?;
        list.several = companies.len() > 1;
        for company in &companies {
            let ledger = company.ledger()?;
            let lives = known::open_lives(&ledger)?;
            list.orders += lives.len();
            for (cause, members) in groups(&lives) {
                let says = says_to(&members);
                list.says.extend(says.iter().filter(|say| !list.says.contains(say)).cloned().collect::<Vec<_>>());
                if list.all >= rows.skip && list.all < rows.skip.saturating_add(rows.take) {
                    list.rows.extend(row((company, &ledger), cause, &members, says, Part { skip: 0, take: orders })?);
                }
                list.all += 1;
            }
        }
        Ok(list)
    }

    /// One row with these of its orders; none: nothing waits for that any more.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub fn work_row(&self, name: &str, orders: Part) -> Result<Option<Row>, Failure> {
        for company in self.companies_ready()? {
            let ledger = company.ledger()?;
            let lives = known::open_lives(&ledger)?;
            let found = groups(&lives).into_iter().find(|(cause, _)| cause.name(&company.name) == name);
            if let Some((cause, members)) = found {
                return row((&company, &ledger), cause, &members, says_to(&members), orders);
            }
        }
        Ok(None)
    }

    /// The orders of a row, for lists; none: nothing waits for that any more.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub fn orders_of_row(&self, name: &str) -> Result<Vec<SeenId>, Failure> {
        let held = self.held_row(name)?;
        Ok(held.map(|row| row.lives.into_iter().map(|life| life.order_id).collect()).unwrap_or_default())
    }

    /// The row with its company, and the orders of it.
    fn held_row(&self, name: &str) -> Result<Option<HeldRow>, Failure> {
        for company in self.companies_ready()? {
            let ledger = company.ledger()?;
            let lives = known::open_lives(&ledger)?;
            let found = groups(&lives).into_iter().find(|(cause, _)| cause.name(&company.name) == name);
            if let Some((cause, members)) = found {
                let problem = members.first().map(|(_, matter)| matter.problem.clone());
                let Some(problem) = problem else { continue };
                let lives = members.into_iter().map(|(life, _)| life.clone()).collect();
                return Ok(Some(HeldRow { company, ledger, cause, problem, lives }));
            }
        }
        Ok(None)
    }
}

/// A row to work with.
struct HeldRow {
    company: Company,
    ledger: Ledger,
    cause: Cause,
    problem: Problem,
    lives: Vec<Life>,
}

fn row(
    (company, ledger): (&Company, &Ledger),
    cause: Cause,
    members: &[(&Life, &Matter)],
    says: Vec<Say>,
    part: Part,
) -> Result<Option<Row>, Failure> {
    let Some((_, first)) = members.first() else { return Ok(None) };
    let mut orders = Vec::new();
    for (life, matter) in members.iter().skip(part.skip).take(part.take) {
        let body = ledger.body(&life.order_id)?.and_then(|json| wire::decode(&json).ok());
        orders.push(RowOrder {
            id: life.order_id.clone(),
            problem: matter.problem.clone(),
            bought_at: life.bought_at,
            total: life.total.clone().map(|total| (total, life.currency.clone().unwrap_or_else(|| "PLN".to_owned()))),
            buyer: body.map(|order| Glance::of(&order).buyer).unwrap_or_default(),
        });
    }
    Ok(Some(Row {
        name: cause.name(&company.name),
        company: company.name.clone(),
        problem: first.problem.clone(),
        title: common(members, &first.problem.message),
        count: members.len(),
        orders,
        cause,
        says,
    }))
}

/// What is true of all of them, in the words of the first.
fn common(members: &[(&Life, &Matter)], first: &Message) -> Message {
    let mut others = members.iter().map(|(_, matter)| &matter.problem.message);
    if others.all(|other| other == first) {
        return first.clone();
    }
    let is_of_all =
        |name: &str, value: &str| members.iter().all(|(_, matter)| matter.problem.message.arg(name) == Some(value));
    first.masked(&is_of_all)
}

/// Everything that may be said to orders, in the order of the buttons.
fn all() -> [Say; 8] {
    [
        Say::TryAgain,
        Say::Answer(Answer::Again),
        Say::Answer(Answer::Restore),
        Say::Answer(Answer::OtherSum(String::new())),
        Say::Answer(Answer::Elsewhere(None)),
        Say::Answer(Answer::MeantSo),
        Say::Answer(Answer::Done),
        Say::Ignore,
    ]
}

/// What may be said to any of them.
fn says_to(members: &[(&Life, &Matter)]) -> Vec<Say> {
    let takes = |say: &Say| members.iter().any(|(life, matter)| fits(matter.kind, say) && may(life, say));
    all().into_iter().filter(takes).collect()
}

/// May this be said about the order now?
fn may(life: &Life, say: &Say) -> bool {
    match say {
        Say::Answer(answer) => may_answer(life, answer),
        Say::TryAgain => life.may_be_retried() && !may_answer(life, &Answer::Again),
        Say::Ignore => life.is_open(),
    }
}

/// Does it end a matter of this kind? An order may have others that it ends.
fn fits(kind: Kind, say: &Say) -> bool {
    match say {
        Say::TryAgain => matches!(kind, Kind::Refused | Kind::Notes),
        Say::Ignore | Say::Answer(Answer::OtherSum(_)) => kind == Kind::Refused,
        Say::Answer(Answer::Again) => matches!(kind, Kind::FileMissing | Kind::FileEdited),
        Say::Answer(Answer::Elsewhere(_)) => matches!(kind, Kind::FileMissing | Kind::Refused),
        Say::Answer(Answer::MeantSo | Answer::Restore) => kind == Kind::DocumentMissing,
        Say::Answer(Answer::Done) => {
            !matches!(kind, Kind::Refused | Kind::FileMissing | Kind::DocumentMissing | Kind::Notes)
        }
    }
}
