//! The mapping tables on disk. Only reads; what is to be written is handed out as bytes, for files are written
//! in one place, durably.

use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::csv_text::{self, Unread, Why};
use crate::core::message::{Catalogue, Message, text as say};
use crate::core::poland;
use crate::core::problem::Problem;
use crate::core::tables::{Sheet, SheetRow, Table, Tables, Words, stray};
use crate::system::regular::{self, Links, NotRegular};

/// A table of this many MiB has some hundred thousand rows; more is another file under this name.
const SIZE_MAX_MIB: u64 = 16;

/// What the tables of a company say now.
#[derive(Debug, Default)]
pub struct Loaded {
    /// What is in force.
    pub tables: Tables,
    /// Every mistake, by file and row; of a file with one that refuses it, at the end what is in force instead.
    pub problems: Vec<Problem>,
    /// Files with a mistake that refuses them, as people name them, below the folder of everybody.
    pub refused: Vec<String>,
    /// The mistake of a refused file that has no former version: the tables cannot be used.
    pub unusable: Option<Problem>,
}

/// Reads every [`Table`] in a folder, which is that of everybody. A missing file
/// is an empty table. While there is an error among the problems, what was read is not whole.
#[must_use]
pub fn load(folder: &Path) -> (Tables, Vec<Problem>) {
    load_of(folder, "")
}

/// As [`load`], with what the company has of its own, in a folder of its name below, before it.
#[must_use]
pub fn load_of(folder: &Path, company: &str) -> (Tables, Vec<Problem>) {
    let loaded = load_with(folder, None, company);
    (loaded.tables, loaded.problems)
}

/// As [`load_of`]; instead of a file with an error its copy in `kept` is taken, where those lie that were in force last.
#[must_use]
pub fn load_with(folder: &Path, kept: Option<&Path>, company: &str) -> Loaded {
    let mut loaded = Loaded::default();
    for of in folders_of(company) {
        loaded.problems.extend(strays(folder, of));
        for table in Table::ALL {
            let (found, problems) = read(folder, of, table);
            let name = table.file_in(of);
            let first_error = problems.iter().find(|problem| problem.is_error()).cloned();
            loaded.problems.extend(problems);
            let Some(error) = first_error else {
                loaded.tables = found.over(loaded.tables);
                continue;
            };
            // Where nothing was kept yet, nothing was in force.
            let former = kept.filter(|kept| kept.is_dir()).map(|kept| (kept, read(kept, of, table)));
            if let Some((kept, (former, _))) =
                former.filter(|(_, (_, mistakes))| !mistakes.iter().any(Problem::is_error))
            {
                loaded.tables = former.over(loaded.tables);
                loaded.problems.push(Problem::warning(in_force(&kept.join(&name), &name)).in_file(name.as_str()));
            } else {
                loaded.tables = found.over(loaded.tables);
                loaded.unusable.get_or_insert(error);
                if kept.is_some() {
                    let message = say::Tab034 { file: name.as_str().into() };
                    loaded.problems.push(Problem::error(message).in_file(name.as_str()));
                }
            }
            loaded.refused.push(name);
        }
    }
    loaded
}

/// Files that somebody took for a table and nobody reads. Beside the table itself it may be where that is made from.
fn strays(folder: &Path, of: &str) -> Vec<Problem> {
    let entries = std::fs::read_dir(folder.join(of)).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort_unstable();
    let told = names.iter().filter_map(|name| {
        let (table, is_workbook) = stray(name)?;
        let is_there = names.iter().any(|other| other == table.file_name());
        // Capitals do not count there.
        if cfg!(windows) && name.eq_ignore_ascii_case(table.file_name()) {
            return None;
        }
        let file = if of.is_empty() { name.clone() } else { format!("{of}/{name}") };
        let kind = if is_workbook { "workbook" } else { "text" };
        let message = say::Tab046 { file: file.as_str().into(), name: table.file_name().into(), kind: kind.into() };
        let problem = if is_there { Problem::note(message) } else { Problem::warning(message) };
        Some(problem.in_file(file))
    });
    told.collect()
}

/// What is in force instead of a refused file.
fn in_force(copy: &Path, name: &str) -> Message {
    let file = name.into();
    match std::fs::metadata(copy).and_then(|found| found.modified()).map(Timestamp::try_from) {
        Ok(Ok(since)) => say::Tab033 { file, since: poland::minute(Some(since)).into() }.into(),
        // There was none, or its time is not known.
        _ => say::Tab035 { file }.into(),
    }
}

/// Everybody's, then the company's own, where there is one.
fn folders_of(company: &str) -> impl Iterator<Item = &str> {
    std::iter::once("").chain((!company.is_empty()).then_some(company))
}

/// What is odd in cells that stand for something at Allegro, in Optima or in another table, as far as that is known
/// ([`core::tables::strange`](crate::core::tables::strange)). Files with an error are passed over, for their mistakes are told.
#[must_use]
pub fn strange(folder: &Path, company: &str, words: &Words) -> Vec<Problem> {
    let (tables, _) = load_of(folder, company);
    let sheets = |of: &str| -> Vec<(Table, Sheet)> {
        let sheet = |table: Table| sheet(&folder.join(table.file_in(of)), &table.file_in(of)).ok()?;
        Table::ALL.into_iter().filter_map(|table| Some((table, sheet(table)?))).collect()
    };
    folders_of(company).flat_map(|of| crate::core::tables::strange(of, &sheets(of), &tables, words)).collect()
}

/// Every file that the tables of these companies are read from, there or not, below the folder of everybody.
pub fn files<'c>(companies: impl IntoIterator<Item = &'c str>) -> impl Iterator<Item = PathBuf> {
    let folders: Vec<&str> = std::iter::once("").chain(companies).collect();
    folders.into_iter().flat_map(|folder| Table::ALL.map(|table| table.file_in(folder).into()))
}

/// A table alone, and what is wrong with it.
fn read(folder: &Path, of: &str, table: Table) -> (Tables, Vec<Problem>) {
    let name = table.file_in(of);
    match sheet(&folder.join(&name), &name) {
        Ok(Some(sheet)) => Tables::parse_in(of, &[(table, sheet)]),
        Ok(None) => Default::default(),
        Err(problem) => (Tables::default(), vec![*problem]),
    }
}

/// What is wrong with these bytes as this table, before they become its file.
#[must_use]
pub fn check(table: Table, bytes: &[u8]) -> Vec<Problem> {
    match csv_text::read(bytes) {
        Ok(sheet) => Tables::parse(&[(table, sheet)]).1,
        Err(unread) => vec![unreadable(unread, table.file_name())],
    }
}

/// Why a file is no table, in words. `name` is how people name it.
fn unreadable(Unread { line, why }: Unread, name: &str) -> Problem {
    let file = || name.into();
    let message: Message = match why {
        Why::Quotes => say::Tab010 { file: file() }.into(),
        Why::Workbook => say::Tab030 { file: file(), kind: Message::from(say::TablesWorkbook).into() }.into(),
        Why::Page => say::Tab030 { file: file(), kind: Message::from(say::TablesPage).into() }.into(),
        Why::Binary => say::Tab031 { file: file() }.into(),
        Why::Endless => say::Tab032 { file: file() }.into(),
    };
    let problem = Problem::error(message).in_file(name);
    // Of another kind of file no line is to be looked at.
    if matches!(why, Why::Workbook | Why::Page) { problem } else { problem.at_line(line) }
}

/// A table's file as text, whichever program wrote it.
#[must_use]
pub fn text(bytes: &[u8]) -> String {
    csv_text::decode(bytes).trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n")
}

/// `name` is how people name it.
fn sheet(path: &Path, name: &str) -> Result<Option<Sheet>, Box<Problem>> {
    let bytes = match regular::read(path, Links::Followed, SIZE_MAX_MIB * 1024 * 1024) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            let (file, reason) = (path.into(), crate::system::reason(&error));
            let message: Message = match error.kind() {
                io::ErrorKind::FileTooLarge => {
                    let (size, max) = (format!(">{SIZE_MAX_MIB}").into(), SIZE_MAX_MIB.to_string().into());
                    say::Tab012 { file, size, max }.into()
                }
                _ if NotRegular::of(&error).is_some() => say::Tab052 { file, reason }.into(),
                _ => say::Tab011 { file, reason }.into(),
            };
            return Err(Box::new(Problem::error(message).in_file(name)));
        }
    };
    csv_text::read(&bytes).map(Some).map_err(|unread| Box::new(unreadable(unread, name)))
}

/// The rows that somebody pasted, cells in the order of [`Table::columns`], each with its number there; with a heading of its own
/// they may come in any order.
///
/// # Errors
/// What is wrong, by its row there.
pub fn pasted(table: Table, text: &str) -> Result<Vec<SheetRow>, Vec<Problem>> {
    let sheet = csv_text::read(text.as_bytes()).map_err(|unread| vec![unreadable(unread, table.file_name())])?;
    let columns = table.columns();
    let named = |row: &SheetRow| -> Option<Vec<Option<usize>>> {
        let place = |cell: &String| columns.iter().position(|column| column.is_named(cell));
        let places: Vec<_> = row.cells.iter().map(place).collect();
        places.iter().any(Option::is_some).then_some(places)
    };
    let heading = sheet.rows.first().and_then(named);
    let places = heading.clone().unwrap_or_else(|| (0..columns.len()).map(Some).collect());
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    for row in sheet.rows.into_iter().skip(usize::from(heading.is_some())) {
        let mut cells = vec![String::new(); columns.len()];
        for (at, cell) in row.cells.into_iter().enumerate() {
            match (places.get(at), cell.trim()) {
                (_, "") => {}
                (Some(place), cell) => {
                    if let Some(own) = place.and_then(|column| cells.get_mut(column)) {
                        cell.clone_into(own);
                    }
                }
                (None, text) => {
                    let message = say::Tab016 { file: table.file_name().into(), text: text.into() };
                    wrong.push(Problem::error(message).in_file(table.file_name()).at_line(row.line));
                }
            }
        }
        rows.push(SheetRow { line: row.line, cells });
    }
    if wrong.is_empty() { Ok(rows) } else { Err(wrong) }
}

/// A file that nobody has begun, begun: its comments stay, above the heading.
#[must_use]
pub fn begun(table: Table, before: &[u8], texts: &Catalogue) -> Vec<u8> {
    let text = text(before);
    let comments: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix('#'))
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    if comments.is_empty() {
        return file(table, &[], texts);
    }
    let heading: Vec<&str> = table.columns().iter().map(|column| column.polish).collect();
    csv_text::write(&comments.join("\n"), &heading, &[])
}

/// What each column means, in the order of [`Table::columns`], below what the table is for: as its file says it.
#[must_use]
pub fn meanings(table: Table, texts: &Catalogue) -> (String, Vec<(String, String)>) {
    let comment = comment(table, texts);
    let mut lines = comment.lines();
    let about = lines.next().unwrap_or_default().to_owned();
    let columns = lines.filter_map(|line| line.split_once(": "));
    (about, columns.map(|(name, meaning)| (name.to_owned(), meaning.to_owned())).collect())
}

fn comment(table: Table, texts: &Catalogue) -> String {
    match table {
        Table::Payments => texts.say(say::TablesCommentPayments),
        Table::Deliveries => texts.say(say::TablesCommentDeliveries),
        Table::Products => texts.say(say::TablesCommentProducts),
        Table::Sets => texts.say(say::TablesCommentSets),
        Table::Services => texts.say(say::TablesCommentServices),
        Table::Rates => texts.say(say::TablesCommentRates),
        Table::Oss => texts.say(say::TablesCommentOss),
    }
}

/// A file with these rows below its comment and heading; cells in the order of [`Table::columns`].
#[must_use]
pub fn file(table: Table, rows: &[Vec<String>], texts: &Catalogue) -> Vec<u8> {
    let heading: Vec<&str> = table.columns().iter().map(|column| column.polish).collect();
    csv_text::write(&comment(table, texts), &heading, rows)
}

/// Rows to paste below those of a table that exists, separated as our own files are.
#[must_use]
pub fn lines(rows: &[Vec<String>]) -> String {
    csv_text::rows(rows)
}

/// The file that a new installation begins with: every column explained; in `payments.csv` the forms that a fresh
/// Optima has, besides `pobranie`, which is the name that sellers give to cash on delivery.
#[must_use]
pub fn default_file(table: Table, texts: &Catalogue) -> Vec<u8> {
    const PAYMENTS: [[&str; 5]; 5] = [
        ["ONLINE", "*", "przelew", "0", "*"],
        ["CASH_ON_DELIVERY", "*", "pobranie", "", "*"],
        ["WIRE_TRANSFER", "*", "przelew", "0", "*"],
        ["SPLIT_PAYMENT", "*", "przelew", "0", "*"],
        ["EXTENDED_TERM", "*", "przelew", "", "*"],
    ];
    let rows: Vec<Vec<String>> = match table {
        Table::Payments => PAYMENTS.iter().map(|row| row.map(str::to_owned).to_vec()).collect(),
        Table::Deliveries | Table::Products | Table::Sets | Table::Services | Table::Rates | Table::Oss => Vec::new(),
    };
    file(table, &rows, texts)
}

#[cfg(test)]
mod tests;
