//! A mapping table's file as a person edits it: a page of its rows, or its text. What is saved is read first by the reader that the
//! import uses, and only the rows that somebody changed are written. Needs no settings: a table can be put right while they are wrong.

mod merge;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use uuid::Uuid;

use super::Failure;
use crate::core::message::Catalogue;
use crate::core::message::text::{PanelTableChanged, Tab012, Tab051, Wrk020};
use crate::core::problem::Problem;
use crate::core::tables::{Change, Difference, SheetRow, Table, difference};
use crate::settings::table_edit::{self, Paper};
use crate::settings::tables;
pub use crate::settings::tables::meanings;
use crate::spool::disk::{DiskError, Operation, exists};
use crate::spool::{Disk, Folders, RealDisk, replace};

pub use merge::in_words;
use merge::{as_text, by_rows};

/// As large as the form that brings a text back may be.
const TEXT_MAX: usize = 3 * 1024 * 1024;
/// As large as a table may be.
pub(super) const TABLE_MAX: u64 = 16 * 1024 * 1024;
const MIB: usize = 1024 * 1024;
/// Rows on a page.
pub const PAGE: usize = 100;

/// One at a time reads a table, changes it and writes it.
static SAVING: Mutex<()> = Mutex::new(());

/// Which part of a table somebody looks at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Rows that have this somewhere; empty: all.
    pub search: String,
    /// The page, from 0.
    pub page: usize,
    /// The page with the row of this line, instead.
    pub line: Option<u32>,
    /// The text of the file, instead of its rows.
    pub as_text: bool,
}

/// A row of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edited {
    /// The line of the file where it begins.
    pub line: u32,
    /// What stood there when it was shown; all empty: nothing did.
    pub was: Vec<String>,
    /// What is to stand there; all empty: nothing.
    pub cells: Vec<String>,
}

/// A page of a table's rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// They.
    pub rows: Vec<Edited>,
    /// Rows that fit the search.
    pub found: usize,
    /// All rows.
    pub all: usize,
    /// The page, from 0.
    pub page: usize,
    /// The line of the first row that is added.
    pub next: u32,
    /// New rows that were typed and not saved, as [`Typed::Rows`] has them.
    pub added: Vec<(Vec<String>, bool)>,
    /// New rows that were pasted and not saved.
    pub pasted: String,
}

/// A table as it is edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Row by row.
    Rows(Rows),
    /// As its file has it.
    Text(String),
}

/// A table with what is to be said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct TableFile {
    /// What is in it.
    pub shown: Shown,
    /// What is wrong in it, by the line of its file.
    pub problems: Vec<Problem>,
    /// What is wrong in the rows that were pasted, by their number there.
    pub pasted: Vec<Problem>,
    /// Tells the file that this was made from, so that nobody overwrites what somebody wrote meanwhile.
    pub mark: String,
    /// Its text is short enough to be edited as one.
    pub may_be_text: bool,
}

/// What somebody sends back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The rows of a page, and new ones.
    Rows {
        /// The rows of the page.
        rows: Vec<Edited>,
        /// New rows. One that `true` stands beside takes the place of the row that has the same first cell.
        added: Vec<(Vec<String>, bool)>,
        /// New rows as a sheet has them.
        pasted: String,
    },
    /// A text, and the mark of the file that it was made from.
    Text(String, String),
}

/// What came of saving.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved {
    /// It is saved: what is other in the file than it was.
    Done {
        /// By this.
        mine: Difference,
        /// By somebody else, in the rows of the page, since it was shown; one that is there no more has no cells.
        others: Vec<(SheetRow, SheetRow)>,
    },
    /// Nothing was changed, for what is said in it; as it was typed.
    Refused(Box<TableFile>),
}

/// A page of a table; its text where that is asked for or it has no rows to be shown.
///
/// # Errors
/// The file cannot be read.
pub fn read(dir: &Path, table: Table, look: &Look, texts: &Catalogue) -> Result<TableFile, Failure> {
    let path = place(dir, "", table);
    let bytes = whole(&path)?;
    // A table that nobody has begun yet has nothing wrong in it.
    let problems = if exists(&RealDisk, &path)? { tables::check(table, &bytes) } else { Vec::new() };
    shown(table, &bytes, look, problems, texts)
}

fn shown(
    table: Table,
    bytes: &[u8],
    look: &Look,
    problems: Vec<Problem>,
    texts: &Catalogue,
) -> Result<TableFile, Failure> {
    let may_be_text = bytes.len() <= TEXT_MAX;
    let paper = Paper::open(table, bytes, texts).filter(|_| !(look.as_text && may_be_text));
    let shown = match paper {
        Some(paper) => Shown::Rows(page(&paper, look)),
        None if may_be_text => Shown::Text(tables::text(bytes)),
        None => {
            let megabytes = |size: usize| (size.div_ceil(MIB)).to_string().into();
            let file = table.file_name().into();
            return Err(Failure::usage(Problem::error(Tab012 {
                file,
                size: megabytes(bytes.len()),
                max: megabytes(TEXT_MAX),
            })));
        }
    };
    Ok(TableFile { shown, problems, pasted: Vec::new(), mark: mark(bytes), may_be_text })
}

fn page(paper: &Paper, look: &Look) -> Rows {
    let wanted = look.search.trim().to_lowercase();
    let fits =
        |row: &&SheetRow| wanted.is_empty() || row.cells.iter().any(|cell| cell.to_lowercase().contains(&wanted));
    let found: Vec<&SheetRow> = paper.rows().filter(fits).collect();
    let line = look.line.and_then(|line| found.iter().position(|row| row.line == line));
    let last = found.len().saturating_sub(1) / PAGE;
    let page = line.map_or(look.page, |at| at / PAGE).min(last);
    let edited = |row: &&SheetRow| Edited { line: row.line, was: row.cells.clone(), cells: row.cells.clone() };
    Rows {
        rows: found.iter().skip(page * PAGE).take(PAGE).map(edited).collect(),
        found: found.len(),
        all: paper.rows().count(),
        page,
        next: paper.next_line(),
        ..Rows::default()
    }
}

/// Saves what was changed, and keeps the file before beside it. What brings a mistake in, or is about a row that somebody else
/// changed meanwhile, is given back as it was typed and nothing is changed.
///
/// # Errors
/// The file cannot be read or written.
pub fn save(dir: &Path, table: Table, typed: Typed, look: &Look, texts: &Catalogue) -> Result<Saved, Failure> {
    save_on(&RealDisk, dir, table, typed, look, texts)
}

fn save_on(
    disk: &dyn Disk,
    dir: &Path,
    table: Table,
    typed: Typed,
    look: &Look,
    texts: &Catalogue,
) -> Result<Saved, Failure> {
    let _alone = SAVING.lock().unwrap_or_else(PoisonError::into_inner);
    let path = place(dir, "", table);
    let before = whole(&path)?;
    let mut tried = match typed {
        Typed::Text(text, was) => as_text(table, &path, &before, text, &was)?,
        Typed::Rows { rows, added, pasted } => {
            let Some(paper) = Paper::open(table, &before, texts) else {
                // Somebody made something else of it meanwhile.
                let mut file = shown(table, &before, look, tables::check(table, &before), texts)?;
                file.problems.insert(0, Problem::error(PanelTableChanged { file: table.file_name().into() }));
                return Ok(Saved::Refused(Box::new(file)));
            };
            by_rows(table, &before, paper, rows, added, pasted, look)
        }
    };
    let is_sound = !tried.file.problems.iter().chain(&tried.file.pasted).any(Problem::is_error);
    if is_sound && tried.now != before {
        tried.file.problems.extend(store(disk, &path, &before, &tried.now, table.file_name())?);
    }
    if tried.file.problems.iter().chain(&tried.file.pasted).any(Problem::is_error) {
        return Ok(Saved::Refused(Box::new(tried.file)));
    }
    let mine = difference(&table_edit::rows(table, &before), &table_edit::rows(table, &tried.now));
    Ok(Saved::Done { mine, others: tried.others })
}

/// Changes cells or adds rows, in the company's own table where one is named. A table that cannot take that is left as it is, with
/// why; nothing: it is saved, or it says so already.
///
/// # Errors
/// The file cannot be read or written.
pub fn put(
    disk: &dyn Disk,
    dir: &Path,
    company: &str,
    table: Table,
    changes: &[Change],
    texts: &Catalogue,
) -> Result<Vec<Problem>, Failure> {
    let _alone = SAVING.lock().unwrap_or_else(PoisonError::into_inner);
    let path = place(dir, company, table);
    let before = whole(&path)?;
    let name = table.file_in(company);
    let Some(now) = table_edit::changed(table, &before, changes, texts) else {
        let mut wrong = tables::check(table, &before);
        wrong.retain(Problem::is_error);
        if wrong.is_empty() {
            wrong.push(Problem::error(Wrk020 { file: name.as_str().into() }));
        }
        return Ok(wrong);
    };
    let mut wrong = tables::check(table, &now);
    wrong.retain(Problem::is_error);
    if wrong.is_empty() && now != before {
        if let Some(folder) = path.parent() {
            disk.create_dir_all(folder)?;
        }
        wrong.extend(store(disk, &path, &before, &now, &name)?);
    }
    Ok(wrong)
}

/// The rows of a table, cells in the order of its columns; none: there are none, or it is no table.
///
/// # Errors
/// The file cannot be read.
pub fn rows(dir: &Path, company: &str, table: Table) -> Result<Vec<Vec<String>>, Failure> {
    let rows = table_edit::rows(table, &whole(&place(dir, company, table))?);
    Ok(rows.into_iter().map(|row| row.cells).collect())
}

/// Has the company tables of its own?
#[must_use]
pub fn has_own(dir: &Path, company: &str) -> bool {
    !company.is_empty() && Table::ALL.into_iter().any(|table| place(dir, company, table).exists())
}

/// Writes the file, and keeps the one before beside it; or says why that cannot be done now. `name` is how people name it.
fn store(disk: &dyn Disk, path: &Path, before: &[u8], now: &[u8], name: &str) -> Result<Option<Problem>, Failure> {
    // Somebody may have saved it meanwhile, in Excel; what he wrote is not overwritten.
    if whole(path)? != before {
        return Ok(Some(Problem::error(PanelTableChanged { file: name.into() })));
    }
    let held = |name: &str| Ok(Some(Problem::error(Tab051 { file: name.into() }).in_file(name)));
    let is_held =
        |error: &DiskError| error.may_be_held() && matches!(error.operation, Operation::Sync | Operation::Rename);
    if exists(disk, path)? {
        // Who holds it is told of at once: a rename would be tried for seconds.
        match disk.sync(path) {
            Err(error) if is_held(&error) => return held(name),
            done => done?,
        }
        let kept = beside(path);
        match replace(disk, &kept, before) {
            Err(error) if is_held(&error) => return held(&format!("{name}.bak")),
            done => done?,
        }
    }
    match replace(disk, path, now) {
        Err(error) if is_held(&error) => held(name),
        done => Ok(done.map(|()| None)?),
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut kept = OsString::from(path);
    kept.push(".bak");
    kept.into()
}

fn place(dir: &Path, company: &str, table: Table) -> PathBuf {
    Folders::new(dir).mappings().join(table.file_in(company))
}

/// Nothing: there is no file.
fn whole(path: &Path) -> Result<Vec<u8>, Failure> {
    if exists(&RealDisk, path)? { Ok(RealDisk.read(path, TABLE_MAX)?) } else { Ok(Vec::new()) }
}

fn as_excel_wants_it(text: &str) -> Vec<u8> {
    let lines = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\n', "\r\n");
    format!("\u{feff}{lines}").into_bytes()
}

pub(super) fn mark(bytes: &[u8]) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, bytes).to_string()
}

#[cfg(test)]
mod tests;
