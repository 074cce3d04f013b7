//! `export`: stage 1, for every account or for one.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::connect;
use super::first_run;
use super::progress::TerminalProgress;
use super::ui::{Exit, Failure, Ui};
use super::workplace::{Office, Workplace};
use crate::clock::Clock as _;
use crate::core::message::text::{
    Cli005, Cli006, ExportAbridged, ExportHead, ExportMade, ExportOnlySwept, ExportSum, ExportWouldMake,
};
use crate::core::order::OrderId;
use crate::core::poland;
use crate::core::problem::{Fault, Problem, Severity};
use crate::ledger::Mark;
use crate::stages::export::{Export, ExportReport, Refused, Window};
use crate::stages::{Progress, StageError};

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

pub async fn run(dir: &Path, wish: &Wish, ui: &Ui) -> Result<Exit, Failure> {
    let place = Workplace::open(dir)?;
    let aliases = aliases(&place, wish)?;
    let wishes = aliases.into_iter().map(|alias| (alias, wish.clone())).collect();
    each(&place, wishes, ui).await
}

/// Reads these orders again, each with its account.
pub async fn run_orders(place: &Workplace, orders: Vec<(String, OrderId)>, ui: &Ui) -> Result<Exit, Failure> {
    each(place, by_account(orders), ui).await
}

/// As [`run_orders`], as a part of something greater.
pub async fn every_of(place: &Workplace, orders: Vec<(String, OrderId)>, ui: &Ui) -> Result<Exit, Failure> {
    Ok(every(place, by_account(orders), ui).await?.exit())
}

fn by_account(orders: Vec<(String, OrderId)>) -> Vec<(String, Wish)> {
    let mut wishes: BTreeMap<String, Wish> = BTreeMap::new();
    for (alias, order) in orders {
        let nothing = Wish { since: None, orders: Vec::new(), account: None, dry_run: false };
        wishes.entry(alias).or_insert(nothing).orders.push(order);
    }
    wishes.into_iter().collect()
}

async fn each(place: &Workplace, wishes: Vec<(String, Wish)>, ui: &Ui) -> Result<Exit, Failure> {
    let done = every(place, wishes, ui).await?;
    ui.json(&done.json(ui));
    Ok(done.exit())
}

/// What the accounts' runs came to.
pub struct Done {
    reports: Vec<ExportReport>,
    failures: Vec<(String, Failure)>,
}

impl Done {
    /// For programs.
    pub fn json(&self, ui: &Ui) -> Value {
        as_json(&self.reports, &self.failures, ui)
    }

    /// The worst that happened.
    pub fn exit(&self) -> Exit {
        let refused = self.reports.iter().any(|report| !report.errors.is_empty());
        let failed = self.failures.iter().map(|(_, failure)| failure.fault);
        let left = self.reports.iter().flat_map(|report| &report.left).map(|left| left.fault);
        let worst = failed.chain(left).chain(refused.then_some(Fault::Refused)).max();
        worst.map_or(Exit::Done, Exit::from)
    }
}

/// Every account's news, in words.
pub async fn news(place: &Workplace, ui: &Ui) -> Result<Done, Failure> {
    let wish = Wish { since: None, orders: Vec::new(), account: None, dry_run: false };
    let aliases = aliases(place, &wish)?;
    every(place, aliases.into_iter().map(|alias| (alias, wish.clone())).collect(), ui).await
}

async fn every(place: &Workplace, wishes: Vec<(String, Wish)>, ui: &Ui) -> Result<Done, Failure> {
    let offices = place.offices()?;
    let mut done = Done { reports: Vec::new(), failures: Vec::new() };
    for (alias, wish) in wishes {
        let mut report = ExportReport::new(&alias);
        let progress = TerminalProgress::new(ui.is_json());
        // One account that fails does not keep the others from their orders.
        if let Err(failure) = account(place, &offices, &alias, &wish, ui, &progress, &mut report).await {
            done.failures.push((alias, failure));
        }
        show(&report, wish.dry_run, ui);
        done.reports.push(report);
    }
    for (_, failure) in &done.failures {
        ui.warn(&failure.problem);
    }
    Ok(done)
}

/// An account's news, for the service.
pub async fn news_of(
    place: &Workplace,
    alias: &str,
    ui: &Ui,
    progress: &dyn Progress,
    report: &mut ExportReport,
) -> Result<(), Failure> {
    let wish = Wish { since: None, orders: Vec::new(), account: None, dry_run: false };
    account(place, &place.offices_as_they_are()?, alias, &wish, ui, progress, report).await
}

fn aliases(place: &Workplace, wish: &Wish) -> Result<Vec<String>, Failure> {
    let usage = |problem| Failure { problem, fault: Fault::Usage };
    let accounts = &place.settings.accounts;
    match &wish.account {
        Some(alias) if accounts.contains_key(alias) => Ok(vec![alias.clone()]),
        Some(alias) => Err(usage(Problem::error(Cli005 { alias: alias.into() }))),
        None if accounts.is_empty() => Err(usage(Problem::error(Cli006))),
        None => Ok(accounts.keys().cloned().collect()),
    }
}

async fn account(
    place: &Workplace,
    offices: &[Office],
    alias: &str,
    wish: &Wish,
    ui: &Ui,
    progress: &dyn Progress,
    report: &mut ExportReport,
) -> Result<(), Failure> {
    let Some(office) = place.office_of(offices, alias) else {
        return Err(Failure { problem: Problem::error(Cli006), fault: Fault::Usage });
    };
    let tables = place.tables(office, ui)?;
    let mut base = place.base(office, ui).await?;
    let mut ledger = office.ledger()?;
    let mut client = connect::client(place, alias, ui.texts.language())?;
    let mut stage = Export {
        account: alias,
        orders: &mut client,
        base: Some(&mut base),
        ledger: &mut ledger,
        disk: &*place.disk,
        folders: &office.folders,
        settings: place.settings.of_account(alias),
        tables: &tables,
        clock: &*place.clock,
        progress,
        dry_run: wish.dry_run,
    };
    // Before the question for the first run: a ledger that was lost is no first run.
    stage.rebuild(report).await?;
    let begun = stage.ledger.cursor(alias)?.is_some() || stage.ledger.mark(alias, Mark::Start)?.is_some();
    let first = wish.since.is_none() && wish.orders.is_empty() && !begun;
    let window = if first && !wish.dry_run {
        first_run::window(stage.orders, alias, place.clock.now(), ui).await.map_err(StageError::from)?
    } else {
        window(wish)
    };
    // On the heap: a stage's future holds a page of orders.
    Ok(Box::pin(stage.run(&window, report)).await?)
}

fn window(wish: &Wish) -> Window {
    match wish.since {
        _ if !wish.orders.is_empty() => Window::Only(wish.orders.clone()),
        Some(date) => Window::Since(poland::beginning(date).unwrap_or(Timestamp::UNIX_EPOCH)),
        None => Window::News,
    }
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

fn as_json(reports: &[ExportReport], failures: &[(String, Failure)], ui: &Ui) -> Value {
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
        "only_swept": reports.iter().map(|report| report.only_swept).sum::<u64>(),
        "notes": reports.iter().flat_map(|report| problems(&report.notes)).collect::<Vec<_>>(),
        // What stopped an account, then what was left while everything else went on.
        "failures": failures
            .iter()
            .map(|(alias, failure)| (alias, &failure.problem))
            .chain(reports.iter().flat_map(|it| it.left.iter().map(move |left| (&it.account, &left.problem))))
            .map(|(alias, problem)| json!({ "account": alias, "error": ui.problem_json(problem) }))
            .collect::<Vec<_>>(),
    })
}
