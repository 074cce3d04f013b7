//! `import`: stage 2, once.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use super::input;
use super::progress::TerminalProgress;
use super::ui::{Exit, Failure, Ui};
use super::workplace::{Failures, Office, Workplace};
use crate::allegro::pause::RealPause;
use crate::core::message::Message;
use crate::core::message::text::{
    Fil007, ImportCheck, ImportDone, ImportDuplicate, ImportError, ImportErrorMoved, ImportNothing,
    ImportPlan as ImportPlanText, ImportPlanSum, ImportSum, ImportUnfinished,
};
use crate::core::plan::{ContractorPlan, ImportPlan};
use crate::core::problem::{Problem, Severity};
use crate::ledger::Ledger;
use crate::optima::Base;
use crate::spool::{Candidate, Disk as _, Receipt, blame};
use crate::stages::import::{FileError, Import, ImportReport, Looked, name_of};
use crate::stages::remake::Remake;
use crate::stages::{NoProgress, Progress};
use crate::xml;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Files that lie anywhere; none: what waits in the folders.
    pub files: Vec<PathBuf>,
    /// Write nothing.
    pub dry_run: bool,
    /// The files are right, whatever their sum.
    pub other_sum: bool,
}

pub async fn run(dir: &Path, wish: &Wish, ui: &Ui) -> Result<Exit, Failure> {
    let place = Workplace::open(dir)?;
    let offices = place.offices()?;
    let done = if wish.files.is_empty() {
        every(&place, &offices, wish, ui).await
    } else {
        let (turns, unknown) = by_company(&place, &offices, wish);
        with(&place, turns, unknown, wish.dry_run, ui).await
    };
    ui.json(&done.json(ui));
    Ok(done.exit())
}

/// Whose turn it is with which of the named files; and what is to be said of those that are nobody's.
fn by_company<'o>(place: &Workplace, offices: &'o [Office], wish: &Wish) -> (Vec<(&'o Office, Wish)>, Vec<FileError>) {
    let mut turns: Vec<(&Office, Wish)> =
        offices.iter().map(|office| (office, Wish { files: Vec::new(), ..wish.clone() })).collect();
    let mut unknown = Vec::new();
    for file in &wish.files {
        let owner = owner_of(place, offices, file);
        if let Some((_, wish)) =
            turns.iter_mut().find(|(office, _)| owner.is_some_and(|owner| owner.name == office.name))
        {
            wish.files.push(file.clone());
        } else {
            let problem = Problem::error(Fil007 { file: file.as_path().into() });
            unknown.push(FileError::of(problem.in_file(file.display().to_string())));
        }
    }
    turns.retain(|(_, wish)| !wish.files.is_empty());
    (turns, unknown)
}

/// The company of the account that the file names, else the one in whose folders it lies, else the only one.
fn owner_of<'o>(place: &Workplace, offices: &'o [Office], file: &Path) -> Option<&'o Office> {
    if let [only] = offices {
        return Some(only);
    }
    let limit = u64::from(place.settings.files.max_size_mib) << 20;
    let read = input::read(file, limit).ok().and_then(|bytes| xml::read(&bytes, &xml::Limits::default()).ok());
    let documents = read.into_iter().flat_map(|file| file.documents).flatten();
    let mut accounts = documents.filter_map(|(document, _)| Some(document.origin?.account));
    let whole = file.canonicalize().ok();
    let holds = |office: &&Office| {
        let root = office.folders.root().canonicalize();
        whole.as_ref().zip(root.ok()).is_some_and(|(file, root)| file.starts_with(root))
    };
    accounts.find_map(|account| place.office_of(offices, &account)).or_else(|| offices.iter().find(holds))
}

/// What the companies' imports came to.
pub struct Done {
    report: ImportReport,
    failures: Failures,
    dry_run: bool,
}

impl Done {
    /// For programs.
    pub fn json(&self, ui: &Ui) -> Value {
        let mut value = as_json(&self.report, self.dry_run, ui);
        self.failures.add_to(&mut value, ui);
        value
    }

    /// The worst that happened.
    pub fn exit(&self) -> Exit {
        let missing = if self.report.missing > 0 { Exit::Refused } else { Exit::Done };
        let of = |error: &FileError| if error.reach.is_one_of_many() { Exit::Refused } else { Exit::Outage };
        self.failures.exit(self.report.errors.iter().map(of).fold(missing, Exit::max))
    }
}

/// Imports into each company, in words. What stops one's import leaves the others their turn.
pub async fn every(place: &Workplace, offices: &[Office], wish: &Wish, ui: &Ui) -> Done {
    let turns = offices.iter().map(|office| (office, wish.clone())).collect();
    with(place, turns, Vec::new(), wish.dry_run, ui).await
}

/// Each company's import; `known` is told of files already.
async fn with(place: &Workplace, turns: Vec<(&Office, Wish)>, known: Vec<FileError>, dry_run: bool, ui: &Ui) -> Done {
    let report = ImportReport { errors: known, ..ImportReport::default() };
    let mut done = Done { report, failures: Failures::default(), dry_run };
    for (office, wish) in turns {
        let one = one(place, office, &wish, ui, &mut done.report).await;
        done.failures.keep(&office.name, one);
    }
    show(&done.report, ui);
    sum(&done.report, dry_run, !done.failures.is_empty(), ui);
    done.failures.tell(ui);
    done
}

/// Imports these files of a company's folders, for the service.
pub async fn these(
    place: &Workplace,
    office: &Office,
    (files, look_back): (Vec<Candidate>, bool),
    ui: &Ui,
    progress: &dyn Progress,
    report: &mut ImportReport,
) -> Result<(), Failure> {
    let mut base = place.base(office, ui).await?;
    let mut ledger = office.ledger()?;
    remake(place, office, ui, &mut base, &mut ledger).await?;
    let mut stage = stage(place, office, ui, progress, &mut base, &mut ledger);
    Ok(stage.run_candidates(files, look_back, report).await?)
}

/// Which refused files may be possible now.
pub struct Again {
    /// So many wait for their import.
    pub files: u64,
    /// Of those that were brought back as they are.
    pub receipts: Vec<Receipt>,
}

/// Brings refused files back that may be possible now, and those that a person corrected and left alone since, or says that he
/// has done with.
pub async fn again(
    place: &Workplace,
    office: &Office,
    is_done: &(dyn Fn(&Receipt) -> bool + Sync),
    ui: &Ui,
) -> Result<Again, Failure> {
    let mut base = place.base(office, ui).await?;
    let mut ledger = office.ledger()?;
    let remade = remake(place, office, ui, &mut base, &mut ledger).await?;
    let mut stage = stage(place, office, ui, &NoProgress, &mut base, &mut ledger);
    let mut back = stage.changed(is_done)?;
    back.extend(stage.again().await?);
    let files = remade + u64::try_from(back.len()).unwrap_or(u64::MAX);
    Ok(Again { files, receipts: back })
}

/// Makes the files of refused orders anew that would be made otherwise by now.
async fn remake(
    place: &Workplace,
    office: &Office,
    ui: &Ui,
    base: &mut Base,
    ledger: &mut Ledger,
) -> Result<u64, Failure> {
    let tables = place.tables(office, ui)?;
    let mut remake = Remake {
        ledger,
        base,
        disk: &*place.disk,
        folders: &office.folders,
        settings: place.settings.of_company(&office.name),
        tables: &tables,
        clock: &*place.clock,
    };
    Ok(remake.run().await?)
}

fn stage<'s>(
    place: &'s Workplace,
    office: &'s Office,
    ui: &'s Ui,
    progress: &'s dyn Progress,
    base: &'s mut Base,
    ledger: &'s mut Ledger,
) -> Import<'s, Base> {
    Import {
        company: &office.name,
        base,
        ledger,
        disk: place.disk.clone(),
        folders: &office.folders,
        settings: &place.settings,
        texts: &ui.texts,
        clock: &*place.clock,
        pause: &RealPause,
        progress,
        other_sums: false,
    }
}

async fn one(
    place: &Workplace,
    office: &Office,
    wish: &Wish,
    ui: &Ui,
    report: &mut ImportReport,
) -> Result<(), Failure> {
    let mut base = place.base(office, ui).await?;
    let mut ledger = office.ledger()?;
    let progress = TerminalProgress::new(ui.is_json());
    if wish.files.is_empty() && !wish.dry_run {
        remake(place, office, ui, &mut base, &mut ledger).await?;
    }
    let mut stage = stage(place, office, ui, &progress, &mut base, &mut ledger);
    stage.other_sums = wish.other_sum;
    let (files, dry_run) = (&wish.files, wish.dry_run);
    let limit = u64::from(place.settings.files.max_size_mib) << 20;
    let mut named = Vec::new();
    for file in files {
        match input::read(file, limit) {
            Ok(bytes) => named.push((name_of(file), bytes)),
            Err(problem) => report.errors.push(FileError::of(problem)),
        }
    }
    match (dry_run, files.is_empty()) {
        (false, true) => stage.run(report).await?,
        (false, false) => stage.run_files(&named, report).await?,
        (true, false) => stage.preview(&named, report).await?,
        (true, true) => {
            let disk = Arc::clone(&place.disk);
            let Looked { candidates, rest } = stage.look(report);
            for candidate in candidates {
                let path = candidate.path();
                match disk.read(&path, limit) {
                    Ok(bytes) => named.push((candidate.name.to_string_lossy().into_owned(), bytes)),
                    Err(error) => {
                        let error = blame(&*disk, error.into(), &path, &[candidate.folder], &[]);
                        report.errors.push(FileError::left(&error));
                    }
                }
            }
            stage.preview(&named, report).await?;
            rest?;
        }
    }
    Ok(())
}

/// What was done, in words.
pub fn show(report: &ImportReport, ui: &Ui) {
    report.notes.iter().filter(|note| note.severity > Severity::Note).for_each(|note| ui.problem(note));
    for planned in &report.plans {
        let contractor = match &planned.plan.contractor {
            ContractorPlan::Existing { code, .. } | ContractorPlan::New { code, .. } => code.as_str(),
        };
        ui.say(ImportPlanText {
            file: planned.file.as_str().into(),
            pattern: planned.plan.number.pattern.as_str().into(),
            contractor: contractor.into(),
            lines: planned.plan.lines.len().into(),
        });
        planned.plan.decisions.iter().for_each(|problem| ui.problem(problem));
    }
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
pub fn sum(report: &ImportReport, dry_run: bool, failed: bool, ui: &Ui) {
    let [plans, imported, duplicates, errors] =
        [report.plans.len(), report.imported.len(), report.duplicates.len(), report.errors.len()];
    if plans + imported + duplicates + errors == 0 {
        if !failed && report.missing == 0 && report.unfinished.is_empty() {
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

fn as_json(report: &ImportReport, dry_run: bool, ui: &Ui) -> Value {
    let problems =
        |problems: &[Problem]| -> Vec<Value> { problems.iter().map(|problem| ui.problem_json(problem)).collect() };
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
            "code": error.first().map(crate::core::problem::Problem::code),
            "message": error.first().map(|problem| ui.texts.text(&problem.message)),
            "problems": problems(&error.problems),
            "moved_to": error.moved,
            "left_at": error.left,
        })).collect::<Vec<_>>(),
        "notes": problems(&report.notes),
        "unfinished": report.unfinished,
        "missing": report.missing,
    });
    if dry_run {
        value["plans"] = report.plans.iter().map(|planned| plan_json(&planned.file, &planned.plan, ui)).collect();
    }
    value
}

fn plan_json(file: &str, plan: &ImportPlan, ui: &Ui) -> Value {
    let row = |row: &crate::core::plan::Row| -> Value {
        let cells: serde_json::Map<String, Value> =
            row.cells.iter().map(|cell| (cell.column.to_string(), cell.value.shown().into())).collect();
        json!({ "table": row.table, "cells": cells })
    };
    let (contractor, new) = match &plan.contractor {
        ContractorPlan::Existing { code, .. } => (code, Value::Null),
        ContractorPlan::New { code, row: card } => (code, row(card)),
    };
    json!({
        "file": file,
        "key": plan.key,
        "number": plan.number.pattern,
        "contractor": contractor,
        "new_contractor": new,
        "new_products": plan.products.iter().map(|product| row(&product.card)).collect::<Vec<_>>(),
        "header": row(&plan.header),
        "lines": plan.lines.iter().map(row).collect::<Vec<_>>(),
        "vat": plan.vat.iter().map(row).collect::<Vec<_>>(),
        "attributes": plan.attributes.iter().map(row).collect::<Vec<_>>(),
        "decisions": plan.decisions.iter().map(|problem| ui.problem_json(problem)).collect::<Vec<_>>(),
    })
}
