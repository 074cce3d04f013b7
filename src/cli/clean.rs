//! `clean`: buyers' data whose time is over goes; the service does it daily.

use std::path::Path;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::ui::{Exit, Failure, Ui};
use super::workplace::{Office, Workplace};
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
    let (mut exit, mut told) = (Exit::Done, Vec::<Value>::new());
    for office in place.offices()? {
        let mut ledger = office.ledger()?;
        let mut retention = retention(&place, &office, &mut ledger);
        let report = if dry_run { retention.preview(days)? } else { all(&mut retention, days)? };
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
    ui.json(&json!({ "days": days, "companies": told }));
    Ok(exit)
}

/// One pass for every company, for the service. `true`: there is more to do.
pub fn pass(place: &Workplace) -> Result<bool, Failure> {
    let days = place.settings.retention.days;
    let mut more = false;
    for office in place.offices_as_they_are()? {
        let mut ledger = office.ledger()?;
        let mut report = CutReport::default();
        more |= retention(place, &office, &mut ledger).pass(days, &mut report)?;
        for problem in &report.problems {
            tracing::warn!(code = problem.code(), "a file could not be removed");
        }
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
