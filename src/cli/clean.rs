//! `clean`: buyers' data whose time is over goes; the service does it daily.

use std::path::Path;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::opened;
use super::ui::{Exit, Ui};
use crate::core::message::text::{CleanDone, CleanHead, CleanOff, CleanWould};
use crate::workplace::{CutReport, Failure, Failures};

/// Bytes of a MiB.
const MIB: u32 = 1 << 20;

/// Cuts down what is old, or shows how much that is.
pub fn run(dir: &Path, dry_run: bool, ui: &Ui) -> Result<Exit, Failure> {
    let place = opened(dir, ui)?;
    let days = place.settings.retention.days;
    if days == 0 {
        ui.say(CleanOff);
    }
    let (mut exit, mut told, mut failures) = (Exit::Done, Vec::<Value>::new(), Failures::default());
    let mut cut: Vec<_> = Vec::new();
    for company in place.companies()? {
        let report = place.cut(&company, dry_run);
        cut.push((company.name, report));
    }
    cut.extend(place.cut_joined(dry_run));
    for (name, report) in cut {
        let Some(report) = failures.keep(&name, report) else { continue };
        if days > 0 && report.leap.is_none() {
            show(&name, days, &report, dry_run, ui);
        }
        if let Some(leap) = &report.leap {
            ui.problem(leap);
        }
        if report.leap.is_some() || !report.problems.is_empty() {
            exit = Exit::Refused;
        }
        told.push(json!({
            "company": name,
            "files": report.files,
            "bytes": report.bytes,
            "orders": report.orders,
            "problems": report.leap.iter().chain(&report.problems).map(|problem| ui.problem_json(problem)).collect::<Vec<_>>(),
        }));
    }
    ui.failures(&failures);
    let mut value = json!({ "days": days, "companies": told });
    ui.add_failures(&failures, &mut value);
    ui.json(&value);
    Ok(exit.or_worse(failures.worst()))
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
