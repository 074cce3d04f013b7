//! The mapping tables on disk. Only reads; what is to be written is handed out as bytes, for files are written
//! in one place, durably.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::csv_text;
use crate::core::message::{Catalogue, text as say};
use crate::core::problem::Problem;
use crate::core::tables::{Sheet, SheetRow, Table, Tables, grid};

/// A table of this many MiB has some hundred thousand rows; more is another file under this name.
const SIZE_MAX_MIB: u64 = 16;

/// Reads every [`Table`] in a folder, which is that of everybody. A missing file
/// is an empty table. While there is an error among the problems, what was read is not whole: keep the former
/// tables in force.
#[must_use]
pub fn load(folder: &Path) -> (Tables, Vec<Problem>) {
    read_all(folder, "")
}

/// As [`load`], with what the company has of its own, in a folder of its name below, before it.
#[must_use]
pub fn load_of(folder: &Path, company: &str) -> (Tables, Vec<Problem>) {
    let (common, mut problems) = load(folder);
    if company.is_empty() {
        return (common, problems);
    }
    let (own, found) = read_all(folder, company);
    problems.extend(found);
    (own.over(common), problems)
}

/// Every file that the tables of these companies are read from, there or not, below the folder of everybody.
pub fn files<'c>(companies: impl IntoIterator<Item = &'c str>) -> impl Iterator<Item = PathBuf> {
    let folders: Vec<&str> = std::iter::once("").chain(companies).collect();
    folders.into_iter().flat_map(|folder| Table::ALL.map(|table| table.file_in(folder).into()))
}

fn read_all(folder: &Path, company: &str) -> (Tables, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut sheets = Vec::new();
    for table in Table::ALL {
        match read(&folder.join(table.file_in(company)), &table.file_in(company)) {
            Ok(Some(sheet)) => sheets.push((table, sheet)),
            Ok(None) => {}
            Err(problem) => problems.push(*problem),
        }
    }
    let (tables, found) = Tables::parse_in(company, &sheets);
    problems.extend(found);
    (tables, problems)
}

/// What is wrong with these bytes as this table, before they become its file.
#[must_use]
pub fn check(table: Table, bytes: &[u8]) -> Vec<Problem> {
    match csv_text::read(bytes) {
        Ok(sheet) => Tables::parse(&[(table, sheet)]).1,
        Err(line) => {
            let message = say::Tab010 { file: table.file_name().into() };
            vec![Problem::error(message).in_file(table.file_name()).at_line(line)]
        }
    }
}

/// A table's file as text, whichever program wrote it.
#[must_use]
pub fn text(bytes: &[u8]) -> String {
    csv_text::decode(bytes).trim_start_matches('\u{feff}').to_owned()
}

/// `name` is how people name it.
fn read(path: &Path, name: &str) -> Result<Option<Sheet>, Box<Problem>> {
    let unreadable = |error: &io::Error| {
        let message = say::Tab011 { file: path.into(), reason: crate::system::reason(error) };
        Box::new(Problem::error(message).in_file(name))
    };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(&error)),
    };
    let limit = SIZE_MAX_MIB * 1024 * 1024;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > limit {
        let message = say::Tab012 {
            file: path.into(),
            size: format!(">{SIZE_MAX_MIB}").into(),
            max: SIZE_MAX_MIB.to_string().into(),
        };
        return Err(Box::new(Problem::error(message).in_file(name)));
    }
    csv_text::read(&bytes)
        .map(Some)
        .map_err(|line| Box::new(Problem::error(say::Tab010 { file: name.into() }).in_file(name).at_line(line)))
}

/// The table's cells, for who edits them; `None`: they cannot be shown as cells without losing something.
#[must_use]
pub fn cells(table: Table, bytes: &[u8]) -> Option<Vec<SheetRow>> {
    grid(table, &csv_text::read(bytes).ok()?)
}

/// The file with other rows. The user's comments stay, above the heading.
#[must_use]
pub fn rewritten(table: Table, before: &[u8], rows: &[Vec<String>], texts: &Catalogue) -> Vec<u8> {
    let text = text(before);
    let comments: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix('#'))
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    if comments.is_empty() {
        return file(table, rows, texts);
    }
    let heading: Vec<&str> = table.columns().iter().map(|column| column.polish).collect();
    csv_text::write(&comments.join("\n"), &heading, rows)
}

/// A file with these rows below its comment and heading; cells in the order of [`Table::columns`].
#[must_use]
pub fn file(table: Table, rows: &[Vec<String>], texts: &Catalogue) -> Vec<u8> {
    let comment = match table {
        Table::Payments => texts.say(say::TablesCommentPayments),
        Table::Deliveries => texts.say(say::TablesCommentDeliveries),
        Table::Products => texts.say(say::TablesCommentProducts),
        Table::Sets => texts.say(say::TablesCommentSets),
        Table::Services => texts.say(say::TablesCommentServices),
        Table::Rates => texts.say(say::TablesCommentRates),
        Table::Oss => texts.say(say::TablesCommentOss),
    };
    let heading: Vec<&str> = table.columns().iter().map(|column| column.polish).collect();
    csv_text::write(&comment, &heading, rows)
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
