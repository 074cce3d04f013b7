//! `export`: stage 1, for every account or for one.

use std::path::Path;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::answer;
use super::opened;
use super::progress::TerminalProgress;
use super::ui::{Exit, Ui, is_interactive};
use crate::core::message::text::{
    Exp011, ExportAbridged, ExportHead, ExportMade, ExportOnlySwept, ExportSum, ExportWouldMake,
};
use crate::core::order::OrderId;
use crate::core::problem::{Problem, Severity};
use crate::workplace::{Check, ExportReport, ExportWish, Exported, Failure, Followed, Refused, Workplace};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Orders changed since this day, in Poland.
    pub since: Option<Date>,
    /// Only these.
    pub orders: Vec<OrderId>,
    /// Only this account.
    pub account: Option<String>,
    /// Write nothing.
    pub dry_run: bool,
}

pub async fn run(dir: &Path, wish: Wish, ui: &Ui) -> Result<Exit, Failure> {
    let place = opened(dir, ui)?;
    let Wish { since, orders, account, dry_run } = wish;
    let wishes = place.wishes(account.as_deref(), &ExportWish { since, orders, dry_run })?;
    let done = every(&place, wishes, ui).await?;
    ui.json(&as_json(&done, ui));
    Ok(Exit::Done.or_worse(done.worst()))
}

/// Exports for these accounts, in words.
pub async fn every(place: &Workplace, wishes: Vec<(String, ExportWish)>, ui: &Ui) -> Result<Exported, Failure> {
    let dry_run = wishes.iter().any(|(_, wish)| wish.dry_run);
    let done = followed(ui, dry_run, async |followed| place.export(wishes, followed).await).await?;
    warn(&done, ui);
    Ok(done)
}

/// Work that a person follows at the terminal, and can be asked about.
pub async fn followed<T>(
    ui: &Ui,
    dry_run: bool,
    work: impl AsyncFnOnce(&mut Followed<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let progress = TerminalProgress::new(ui.is_json());
    let mut ask = |question: &str, check: &Check<'_>| answer(question, check, ui);
    let is_there = is_interactive() && !ui.is_json();
    let mut followed = Followed {
        progress: &progress,
        ask: if is_there { Some(&mut ask) } else { None },
        show: &mut |report| show(report, dry_run, ui),
    };
    work(&mut followed).await
}

/// What is wrong with the tables, and what stopped accounts: on stderr.
pub fn warn(done: &Exported, ui: &Ui) {
    ui.tables(done.tables());
    done.failures.iter().for_each(|(_, failure)| ui.warn(&failure.problem));
}

/// What was done for one account, in words.
pub fn show(report: &ExportReport, dry_run: bool, ui: &Ui) {
    ui.say(ExportHead { account: report.account.as_str().into(), seller: report.seller.as_str().into() });
    for exported in &report.exported {
        let (order, file) = (exported.order_id.as_str().into(), exported.file.as_str().into());
        if dry_run {
            ui.say(ExportWouldMake { order, file });
        } else {
            ui.say(ExportMade { order, file });
        }
        exported.problems.iter().filter(|p| p.severity > Severity::Note).for_each(|problem| ui.problem(problem));
    }
    for refused in [&report.waiting, &report.cancelled, &report.errors, &report.changed].into_iter().flatten() {
        ui.line(&refused.order_id);
        refused
            .problems
            .iter()
            .filter(|p| p.severity > Severity::Note || refused.problems.len() == 1)
            .for_each(|problem| ui.problem(problem));
    }
    if report.abridged > 0 {
        ui.say(ExportAbridged { orders: i64::try_from(report.abridged).unwrap_or(i64::MAX).into() });
    }
    report.notes.iter().for_each(|problem| ui.problem(problem));
    report.left.iter().for_each(|left| ui.warn(&left.problem));
    for (company, orders) in &report.elsewhere {
        ui.problem(&elsewhere(company, *orders));
    }
    if report.only_swept > 0 {
        ui.say(ExportOnlySwept { orders: i64::try_from(report.only_swept).unwrap_or(i64::MAX).into() });
    }
    ui.say(ExportSum {
        exported: report.exported.len().into(),
        waiting: report.waiting.len().into(),
        errors: report.errors.len().into(),
        cancelled: report.cancelled.len().into(),
        unchanged: i64::try_from(report.unchanged).unwrap_or(i64::MAX).into(),
    });
}

fn elsewhere(company: &str, orders: u64) -> Problem {
    Problem::warning(Exp011 { company: company.into(), orders: i64::try_from(orders).unwrap_or(i64::MAX).into() })
}

/// For programs.
pub fn as_json(done: &Exported, ui: &Ui) -> Value {
    let Exported { reports, failures } = done;
    let problems = |list: &[Problem]| -> Vec<Value> { list.iter().map(|problem| ui.problem_json(problem)).collect() };
    let refused = |pick: fn(&ExportReport) -> &Vec<Refused>| -> Vec<Value> {
        let rows = reports.iter().flat_map(|report| pick(report).iter().map(move |refused| (report, refused)));
        rows.map(|(report, refused)| {
            let first = refused.problems.iter().find(|problem| problem.is_error()).or(refused.problems.first());
            json!({
                "account": report.account,
                "order_id": refused.order_id,
                "code": first.map(Problem::code),
                "message": first.map(|problem| ui.texts.text(&problem.message)),
                "problems": problems(&refused.problems),
            })
        })
        .collect()
    };
    let exported: Vec<Value> = reports
        .iter()
        .flat_map(|report| report.exported.iter().map(move |exported| (report, exported)))
        .map(|(report, exported)| {
            json!({
                "account": report.account,
                "order_id": exported.order_id,
                "file": exported.file,
                "problems": problems(&exported.problems),
            })
        })
        .collect();
    json!({
        "exported": exported,
        "waiting": refused(|report| &report.waiting),
        "cancelled": refused(|report| &report.cancelled),
        "errors": refused(|report| &report.errors),
        "changed": refused(|report| &report.changed),
        "abridged": reports.iter().map(|report| report.abridged).sum::<u64>(),
        "unchanged": reports.iter().map(|report| report.unchanged).sum::<u64>(),
        "elsewhere": reports.iter().flat_map(|report| &report.elsewhere).map(|(company, orders)| {
            json!({ "company": company, "orders": orders, "problem": ui.problem_json(&elsewhere(company, *orders)) })
        }).collect::<Vec<_>>(),
        "only_swept": reports.iter().map(|report| report.only_swept).sum::<u64>(),
        "tables": ui.tables_json(done.tables()),
        "notes": reports.iter().flat_map(|report| problems(&report.notes)).collect::<Vec<_>>(),
        // What stopped an account, then what was left while everything else went on.
        "failures": failures
            .iter()
            .map(|(alias, failure)| (alias, &failure.problem))
            .chain(reports.iter().flat_map(|it| it.left.iter().map(move |left| (it.account.as_str(), &left.problem))))
            .map(|(alias, problem)| json!({ "account": alias, "error": ui.problem_json(problem) }))
            .collect::<Vec<_>>(),
    })
}
