//! A mapping table's file as a person edits it: what is saved is read first by the reader that the import uses. Needs no
//! settings: a table can be put right while they are wrong.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::Failure;
use crate::core::message::Catalogue;
use crate::core::message::text::PanelTableChanged;
use crate::core::problem::Problem;
use crate::core::tables::Table;
use crate::settings::tables;
use crate::spool::disk::exists;
use crate::spool::{Disk as _, Folders, RealDisk, replace};

/// As large as the form that brings it back may be.
const LARGEST: u64 = 3 * 1024 * 1024;
/// A longer table is edited as text, or in Excel.
const ROWS: usize = 500;

/// A table as it is edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edited {
    /// Cell by cell.
    Cells(Vec<Vec<String>>),
    /// As its file has it.
    Text(String),
}

/// A table with what is to be said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct TableFile {
    /// What is in it.
    pub edited: Edited,
    /// What is wrong in it, by line, or by row where it is edited cell by cell.
    pub problems: Vec<Problem>,
    /// Tells the file that this was made from, so that nobody overwrites what somebody wrote meanwhile.
    pub mark: String,
}

/// A table as it is: its cells, or its text where that is asked for or the cells would not be the whole.
///
/// # Errors
/// The file cannot be read.
pub fn read(dir: &Path, table: Table, as_text: bool) -> Result<TableFile, Failure> {
    let path = place(dir, table);
    let bytes = bytes(&path)?;
    let edited = edited(table, &bytes, as_text);
    // A table that nobody has begun yet has nothing wrong in it.
    let problems = if exists(&RealDisk, &path)? { check(table, &bytes, &edited) } else { Vec::new() };
    Ok(TableFile { edited, problems, mark: mark(&bytes) })
}

/// Saves a table without mistakes, and keeps the one before beside it. One with mistakes, or made from another file than lies
/// there now (`was` is its mark), is given back as it was typed and nothing is changed; `true`: it is saved.
///
/// # Errors
/// The file cannot be read or written.
pub fn save(
    dir: &Path,
    table: Table,
    typed: Edited,
    was: Option<&str>,
    texts: &Catalogue,
) -> Result<(TableFile, bool), Failure> {
    let path = place(dir, table);
    let before = bytes(&path)?;
    let now = match &typed {
        Edited::Cells(rows) => tables::rewritten(table, &before, rows, texts),
        Edited::Text(text) => as_excel_wants_it(text),
    };
    let mut problems = check(table, &now, &typed);
    let mark_before = mark(&before);
    if was.is_some_and(|was| was != mark_before) {
        problems.insert(0, Problem::error(PanelTableChanged { file: table.file_name().into() }));
    }
    if problems.iter().any(Problem::is_error) {
        // With the mark of the table as it is now: who saves once more means it.
        return Ok((TableFile { edited: typed, problems, mark: mark_before }, false));
    }
    if !before.is_empty() {
        let mut kept = OsString::from(&path);
        kept.push(".bak");
        replace(&RealDisk, kept.as_ref(), &before)?;
    }
    replace(&RealDisk, &path, &now)?;
    let edited = edited(table, &now, matches!(typed, Edited::Text(_)));
    Ok((TableFile { edited, problems, mark: mark(&now) }, true))
}

fn place(dir: &Path, table: Table) -> PathBuf {
    Folders::new(dir).mappings().join(table.file_name())
}

/// These problems of everybody's table, by row where it is edited cell by cell.
///
/// # Errors
/// The file cannot be read.
pub fn counted(dir: &Path, table: Table, problems: Vec<Problem>, as_text: bool) -> Result<Vec<Problem>, Failure> {
    let bytes = bytes(&place(dir, table))?;
    Ok(by_row(table, &bytes, &edited(table, &bytes, as_text), problems))
}

/// Nothing: there is no file.
fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if exists(&RealDisk, path)? { Ok(RealDisk.read(path, LARGEST)?) } else { Ok(Vec::new()) }
}

fn as_excel_wants_it(text: &str) -> Vec<u8> {
    let lines = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\n', "\r\n");
    format!("\u{feff}{lines}").into_bytes()
}

pub(super) fn mark(bytes: &[u8]) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, bytes).to_string()
}

fn edited(table: Table, bytes: &[u8], as_text: bool) -> Edited {
    match tables::cells(table, bytes).filter(|rows| !as_text && rows.len() <= ROWS) {
        Some(rows) => Edited::Cells(rows.into_iter().map(|row| row.cells).collect()),
        None => Edited::Text(tables::text(bytes)),
    }
}

fn check(table: Table, bytes: &[u8], edited: &Edited) -> Vec<Problem> {
    by_row(table, bytes, edited, tables::check(table, bytes))
}

/// The rows of a form have no lines; they are counted from one.
fn by_row(table: Table, bytes: &[u8], edited: &Edited, mut problems: Vec<Problem>) -> Vec<Problem> {
    if matches!(edited, Edited::Text(_)) {
        return problems;
    }
    let Some(rows) = tables::cells(table, bytes) else { return problems };
    for problem in &mut problems {
        let row = problem.place.line.and_then(|line| rows.iter().position(|row| row.line == line));
        if let Some(row) = row {
            problem.place.line = u32::try_from(row + 1).ok();
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::message::Language;

    #[test]
    fn a_table_is_saved_over_the_file_that_it_was_made_from() {
        let folder = tempfile::tempdir().unwrap();
        let (dir, texts) = (folder.path(), Catalogue::new(Language::Polish));
        Folders::new(dir).create(&RealDisk).unwrap();
        let row = |code: &str| Edited::Cells(vec![vec!["gift".to_owned(), code.to_owned()]]);
        let save = |edited, was: &str| save(dir, Table::Services, edited, Some(was), &texts).unwrap();
        let empty = read(dir, Table::Services, false).unwrap();
        let (first, is_saved) = save(row("A"), &empty.mark);
        assert!(is_saved && first.problems.is_empty(), "{first:?}");
        let (refused, is_saved) = save(row("B"), &empty.mark);
        assert!(!is_saved && refused.edited == row("B") && refused.mark == first.mark, "{refused:?}");
        let (_, is_saved) = save(row("B"), &refused.mark);
        assert!(is_saved);
        let twice = Edited::Cells(["A", "B"].map(|code| vec!["gift".to_owned(), code.to_owned()]).to_vec());
        let (wrong, is_saved) = save(twice, &read(dir, Table::Services, false).unwrap().mark);
        assert!(!is_saved && wrong.problems.iter().any(|problem| problem.place.line == Some(2)), "{wrong:?}");
        let text = read(dir, Table::Services, true).unwrap();
        assert!(matches!(&text.edited, Edited::Text(text) if text.contains("gift;B")), "{text:?}");
    }
}
