//! A mapping table's file as a person edits it: what is saved is read first by the reader that the import uses. Needs no
//! settings: a table can be put right while they are wrong.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use uuid::Uuid;

use super::Failure;
use crate::core::message::Catalogue;
use crate::core::message::text::{PanelTableChanged, Wrk020};
use crate::core::problem::Problem;
use crate::core::tables::{Change, Table};
use crate::settings::{table_edit, tables};
use crate::spool::disk::exists;
use crate::spool::{Disk as _, Folders, RealDisk, replace};

/// As large as the form that brings it back may be.
const LARGEST: u64 = 3 * 1024 * 1024;
/// As large as a table may be.
const TABLE_MAX: u64 = 16 * 1024 * 1024;
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
    let path = place(dir, "", table);
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
    let path = place(dir, "", table);
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
    store(&path, &before, &now)?;
    let edited = edited(table, &now, matches!(typed, Edited::Text(_)));
    Ok((TableFile { edited, problems, mark: mark(&now) }, true))
}

/// Changes cells or adds rows, in the company's own table where one is named. A table that cannot take that is left as it is, with
/// why; nothing: it is saved, or it says so already.
///
/// # Errors
/// The file cannot be read or written.
pub fn put(
    dir: &Path,
    company: &str,
    table: Table,
    changes: &[Change],
    texts: &Catalogue,
) -> Result<Vec<Problem>, Failure> {
    let path = place(dir, company, table);
    let before = whole(&path, TABLE_MAX)?;
    let name = table.file_in(company);
    let now = table_edit::changed(table, &before, changes, texts);
    let Some(now) = now.map(|text| as_excel_wants_it(&text)) else {
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
        // Somebody may have saved it meanwhile, in Excel; what he wrote is not overwritten.
        if whole(&path, TABLE_MAX)? != before {
            return Ok(vec![Problem::error(PanelTableChanged { file: name.as_str().into() })]);
        }
        if let Some(folder) = path.parent() {
            RealDisk.create_dir_all(folder)?;
        }
        store(&path, &before, &now)?;
    }
    Ok(wrong)
}

/// The rows of a table, cells in the order of its columns; none: there are none, or it is no table.
///
/// # Errors
/// The file cannot be read.
pub fn rows(dir: &Path, company: &str, table: Table) -> Result<Vec<Vec<String>>, Failure> {
    Ok(table_edit::rows(table, &whole(&place(dir, company, table), TABLE_MAX)?))
}

/// Has the company tables of its own?
#[must_use]
pub fn has_own(dir: &Path, company: &str) -> bool {
    !company.is_empty() && Table::ALL.into_iter().any(|table| place(dir, company, table).exists())
}

/// Writes the file, and keeps the one before beside it.
fn store(path: &Path, before: &[u8], now: &[u8]) -> Result<(), Failure> {
    if !before.is_empty() {
        let mut kept = OsString::from(path);
        kept.push(".bak");
        replace(&RealDisk, kept.as_ref(), before)?;
    }
    Ok(replace(&RealDisk, path, now)?)
}

fn place(dir: &Path, company: &str, table: Table) -> PathBuf {
    Folders::new(dir).mappings().join(table.file_in(company))
}

/// These problems of everybody's table, by row where it is edited cell by cell.
///
/// # Errors
/// The file cannot be read.
pub fn counted(dir: &Path, table: Table, problems: Vec<Problem>, as_text: bool) -> Result<Vec<Problem>, Failure> {
    let bytes = bytes(&place(dir, "", table))?;
    Ok(by_row(table, &bytes, &edited(table, &bytes, as_text), problems))
}

/// Nothing: there is no file.
fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    whole(path, LARGEST)
}

fn whole(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    if exists(&RealDisk, path)? { Ok(RealDisk.read(path, limit)?) } else { Ok(Vec::new()) }
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
    fn a_row_is_put_into_the_table_that_lies_there_and_a_spoilt_one_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (dir, texts) = (folder.path(), Catalogue::new(Language::Polish));
        Folders::new(dir).create(&RealDisk).unwrap();
        let code = |code: &str| Change {
            find: vec![(0, "gift".to_owned())],
            set: vec![(1, code.to_owned())],
            add: Some(Vec::new()),
        };
        let put = |company: &str, change: Change| put(dir, company, Table::Services, &[change], &texts).unwrap();
        let path = place(dir, "", Table::Services);
        replace(&RealDisk, &path, "# moje\ndefinicja,kod\nwnoszenie,W\n".as_bytes()).unwrap();
        assert_eq!(put("", code("A")), []);
        let text = || std::fs::read_to_string(&path).unwrap();
        assert_eq!(text(), "\u{feff}# moje\r\ndefinicja,kod\r\nwnoszenie,W\r\ngift,A\r\n");
        assert_eq!(std::fs::read(path.with_extension("csv.bak")).unwrap(), b"# moje\ndefinicja,kod\nwnoszenie,W\n");
        assert_eq!(put("druga", code("B")), [], "a company's own");
        assert!(std::fs::read_to_string(place(dir, "druga", Table::Services)).unwrap().contains("gift;B"));
        assert!(text().contains("gift,A"));
        for spoilt in ["definicja;kod\na;A\na;B\n", "definicja;kod\n\"a;B\n", "definicja;uwagi\na;B\n"] {
            replace(&RealDisk, &path, spoilt.as_bytes()).unwrap();
            assert!(put("", code("C")).iter().all(Problem::is_error) && !put("", code("C")).is_empty(), "{spoilt}");
            assert_eq!(text(), spoilt);
        }
    }

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
