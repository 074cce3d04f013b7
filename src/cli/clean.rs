//! `clean`: buyers' data whose time is over goes; the service does it daily.

use std::path::Path;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::ui::{Exit, Failure, Ui};
use super::workplace::{Failures, Office, Workplace};
use crate::core::message::text::{CleanDone, CleanHead, CleanOff, CleanWould};
use crate::ledger::Ledger;
use crate::stages::StageError;
use crate::stages::retention::{CutReport, Retention};

/// Bytes of a MiB.
const MIB: u32 = 1 << 20;

/// Cuts down what is old, or shows how much that is.
pub fn run(dir: &Path, dry_run: bool, ui: &Ui) -> Result<Exit, Failure> {
    let place = Workplace::open(dir)?;
    let days = place.settings.retention.days;
    if days == 0 {
        ui.say(CleanOff);
    }
    let (mut exit, mut told, mut failures) = (Exit::Done, Vec::<Value>::new(), Failures::default());
    for office in place.offices()? {
        let report = one(&place, &office, days, dry_run);
        let Some(report) = failures.keep(&office.name, report) else { continue };
        if days > 0 {
            show(&office.name, days, &report, dry_run, ui);
        }
        if !report.problems.is_empty() {
            exit = Exit::Refused;
        }
        told.push(json!({
            "company": office.name,
            "files": report.files,
            "bytes": report.bytes,
            "orders": report.orders,
            "problems": report.problems.iter().map(|problem| ui.problem_json(problem)).collect::<Vec<_>>(),
        }));
    }
    failures.tell(ui);
    let mut value = json!({ "days": days, "companies": told });
    failures.add_to(&mut value, ui);
    ui.json(&value);
    Ok(failures.exit(exit))
}

fn one(place: &Workplace, office: &Office, days: u32, dry_run: bool) -> Result<CutReport, Failure> {
    let mut ledger = office.ledger()?;
    let mut retention = retention(place, office, &mut ledger);
    Ok(if dry_run { retention.preview(days)? } else { all(&mut retention, days)? })
}

/// One pass for every company, for the service. `true`: there is more to do.
pub fn pass(place: &Workplace) -> Result<bool, Failure> {
    let days = place.settings.retention.days;
    let (mut more, mut failures) = (false, Failures::default());
    for office in place.offices_as_they_are()? {
        more |= failures.keep(&office.name, pass_of(place, &office, days)).unwrap_or_default();
    }
    match failures.first() {
        // What the others have left is done at the next pass.
        Some(failure) if !more => Err(failure.clone()),
        _ => Ok(more),
    }
}

fn pass_of(place: &Workplace, office: &Office, days: u32) -> Result<bool, Failure> {
    let mut ledger = office.ledger()?;
    let mut report = CutReport::default();
    let more = retention(place, office, &mut ledger).pass(days, &mut report)?;
    for problem in &report.problems {
        tracing::warn!(code = problem.code(), "a file could not be removed");
    }
    Ok(more)
}

fn all(retention: &mut Retention<'_>, days: u32) -> Result<CutReport, StageError> {
    let mut report = CutReport::default();
    while retention.pass(days, &mut report)? {}
    Ok(report)
}

fn retention<'r>(place: &'r Workplace, office: &'r Office, ledger: &'r mut Ledger) -> Retention<'r> {
    let max_bytes = u64::from(place.settings.files.max_size_mib) * u64::from(MIB);
    Retention { ledger, disk: &*place.disk, folders: &office.folders, max_bytes, clock: &*place.clock }
}

fn show(company: &str, days: u32, report: &CutReport, dry_run: bool, ui: &Ui) {
    ui.say(CleanHead { company: company.into() });
    let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX).into();
    let size = (Decimal::from(report.bytes) / Decimal::from(MIB)).round_dp(1).into();
    let (days, files, orders) = (days.into(), count(report.files), count(report.orders));
    if dry_run {
        ui.say(CleanWould { days, files, size, orders });
    } else {
        ui.say(CleanDone { days, files, size, orders });
    }
    for problem in &report.problems {
        ui.problem(problem);
    }
}
