//! `import`: stage 2, once.

use std::path::Path;

use serde_json::{Value, json};

use super::intent;
use super::opened;
use super::progress::TerminalProgress;
use super::ui::{Exit, Ui};
use crate::core::message::Message;
use crate::core::message::text::{
    ImportCheck, ImportDone, ImportDuplicate, ImportError, ImportErrorMoved, ImportForOptima, ImportNothing,
    ImportPlanSum, ImportSum, ImportUnfinished,
};
use crate::core::problem::{Problem, Severity};
use crate::workplace::{Failure, ImportReport, ImportWish, ImportedAll, Workplace};

pub async fn run(dir: &Path, wish: &ImportWish, ui: &Ui) -> Result<Exit, Failure> {
    let place = opened(dir, ui)?;
    let done = every(&place, wish, ui).await?;
    ui.json(&as_json(&done, wish.dry_run, ui));
    Ok(Exit::Done.or_worse(done.worst()))
}

/// Imports into each company, in words.
pub async fn every(place: &Workplace, wish: &ImportWish, ui: &Ui) -> Result<ImportedAll, Failure> {
    let done = place.import(wish, &TerminalProgress::new(ui.is_json())).await?;
    told(&done, wish.dry_run, ui);
    Ok(done)
}

/// What the companies' imports came to, in words.
pub fn told(done: &ImportedAll, dry_run: bool, ui: &Ui) {
    show(&done.report, ui);
    sum(&done.report, dry_run, !done.failures.is_empty(), ui);
    ui.tables(&done.report.tables);
    ui.failures(&done.failures);
}

/// What was done, in words.
pub fn show(report: &ImportReport, ui: &Ui) {
    report.notes.iter().filter(|note| note.severity > Severity::Note).for_each(|note| ui.problem(note));
    ui.passed_over(&report.passed_over);
    report.plans.iter().for_each(|planned| intent::show(planned, ui));
    for done in &report.imported {
        ui.say(ImportDone { file: done.file.as_str().into(), number: done.number.as_str().into() });
        warnings(&done.problems, ui);
    }
    for duplicate in &report.duplicates {
        ui.say(ImportDuplicate { file: duplicate.file.as_str().into(), number: duplicate.number.as_str().into() });
        warnings(&duplicate.problems, ui);
    }
    for error in &report.errors {
        ui.say(match &error.moved {
            Some(path) => ImportErrorMoved { file: error.file.as_str().into(), path: path.as_path().into() }.into(),
            None => Message::from(ImportError { file: error.file.as_str().into() }),
        });
        warnings(&error.problems, ui);
    }
    for path in &report.unfinished {
        ui.say(ImportUnfinished { file: path.as_path().into() });
    }
}

fn warnings(problems: &[Problem], ui: &Ui) {
    problems.iter().filter(|problem| problem.severity > Severity::Note).for_each(|problem| ui.problem(problem));
}

/// The last lines: how many, and what to do now.
fn sum(report: &ImportReport, dry_run: bool, failed: bool, ui: &Ui) {
    if report.for_optima > 0 {
        ui.say(ImportForOptima { count: report.for_optima.into() });
    }
    let [plans, imported, duplicates, errors] =
        [report.plans.len(), report.imported.len(), report.duplicates.len(), report.errors.len()];
    if plans + imported + duplicates + errors == 0 {
        if !failed && report.missing + report.for_optima == 0 && report.unfinished.is_empty() {
            ui.say(ImportNothing);
        }
        return;
    }
    let (duplicates, errors) = (duplicates.into(), errors.into());
    if dry_run {
        ui.say(ImportPlanSum { plans: plans.into(), duplicates, errors });
        return;
    }
    ui.say(ImportSum { imported: imported.into(), duplicates, errors });
    if imported > 0 {
        ui.say(ImportCheck);
    }
}

/// For programs.
pub fn as_json(done: &ImportedAll, dry_run: bool, ui: &Ui) -> Value {
    let report = &done.report;
    let problems =
        |problems: &[Problem]| -> Vec<Value> { problems.iter().map(|problem| ui.problem_json(problem)).collect() };
    let notes = [problems(&report.notes), problems(&report.passed_over)].concat();
    let mut value = json!({
        "imported": report.imported.iter().map(|done| json!({
            "file": done.file, "key": done.key, "number": done.number, "problems": problems(&done.problems),
        })).collect::<Vec<_>>(),
        "duplicates": report.duplicates.iter().map(|duplicate| json!({
            "file": duplicate.file, "key": duplicate.key, "number": duplicate.number,
            "problems": problems(&duplicate.problems),
        })).collect::<Vec<_>>(),
        "errors": report.errors.iter().map(|error| json!({
            "file": error.file,
            "code": error.first().map(Problem::code),
            "message": error.first().map(|problem| ui.texts.text(&problem.message)),
            "problems": problems(&error.problems),
            "moved_to": error.moved,
            "left_at": error.left,
        })).collect::<Vec<_>>(),
        "notes": notes,
        "tables": ui.tables_json(&report.tables),
        "unfinished": report.unfinished,
        "for_optima": report.for_optima,
        "missing": report.missing,
    });
    ui.add_failures(&done.failures, &mut value);
    if dry_run {
        value["plans"] = report.plans.iter().map(|planned| intent::as_json(planned, ui)).collect();
    }
    value
}
