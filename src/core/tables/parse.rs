//! Sheets to tables.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::cell;
use super::{Column, Sheet, SheetRow, Table, Tables};
use crate::core::message::{Arg, Message, text as say};
use crate::core::money::{AMOUNT_DECIMALS, AMOUNT_MAX, PRICE_DECIMALS};
use crate::core::near::nearest;
use crate::core::problem::{Problem, Problems, Severity};
use crate::core::text;
use crate::core::vat::VatRate;

/// So many known words are told; more say nothing more.
const KNOWN_TOLD: usize = 12;

/// `folder` is where the files lie below `mappings/`.
pub(super) fn parse(folder: &str, sheets: &[(Table, Sheet)]) -> (Tables, Vec<Problem>) {
    let mut tables = Tables::default();
    let mut problems = Vec::new();
    for (table, sheet) in sheets {
        let mut found = Problems::default();
        let file = table.file_in(folder);
        one(*table, &file, sheet, &mut tables, &mut found);
        problems.extend(found.into_vec().into_iter().map(|problem| problem.in_file(file.as_str())));
    }
    (tables, problems)
}

fn one(table: Table, file: &str, sheet: &Sheet, tables: &mut Tables, problems: &mut Problems) {
    let mut reader = Reader { file, problems, seen: BTreeMap::new() };
    let Some((heading, rows)) = sheet.rows.split_first().filter(|(heading, _)| is_heading(table, heading)) else {
        let columns = table.columns().iter().map(|column| column.polish).collect::<Vec<_>>().join(";");
        let first = sheet.rows.first().cloned().unwrap_or(SheetRow { line: 1, cells: Vec::new() });
        reader.error(&first, "", say::Tab036 { file: file.into(), columns: columns.into() });
        return;
    };
    reader.letters(table, sheet);
    let Some(columns) = reader.columns(table.columns(), heading) else { return };
    for row in rows {
        reader.surplus(heading, row);
        let record = Record { columns: &columns, row };
        if reader.has_failed(table, &record) {
            continue;
        }
        match table {
            Table::Payments => reader.payment(&record, tables),
            Table::Deliveries => reader.delivery(&record, tables),
            Table::Products => reader.product(&record, tables),
            Table::Sets => reader.part(&record, tables),
            Table::Services => reader.service(&record, tables),
            Table::Rates => reader.exchange(&record, tables),
            Table::Oss => reader.abroad(&record, tables),
        };
    }
    if table == Table::Sets {
        reader.shares(tables);
    }
}

/// Is any of the table's columns in it? If not, its heading was cut off.
fn is_heading(table: Table, row: &SheetRow) -> bool {
    let named = |cell: &String| table.columns().iter().any(|column| column.is_named(cell));
    row.cells.iter().any(named)
}

/// The known word that was meant, for the placeholder of a message.
pub(super) fn near<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Arg {
    nearest(written, known).unwrap_or("none").into()
}

/// What a column of numbers holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Days until a payment.
    Days,
    /// Złoty and grosze.
    Amount,
    /// Pieces.
    Pieces,
    /// A share on any scale.
    Share,
    /// Złoty for one unit of a currency.
    Exchange,
}

impl Kind {
    /// The longest term that makes sense, ten years; beyond it lies a slip.
    const DAYS_MAX: Decimal = Decimal::from_parts(3650, 0, 0, false, 0);
    /// No currency is worth a hundred thousand złoty.
    const RATE_MAX: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);
    /// Decimals of an exchange rate: the NBP has four for 1, 100 or 10,000 units of a currency.
    const RATE_DECIMALS: u32 = 8;

    fn holds(self, number: Decimal) -> bool {
        let (decimals, most) = match self {
            Self::Days => (0, Self::DAYS_MAX),
            Self::Amount => (AMOUNT_DECIMALS, AMOUNT_MAX),
            Self::Pieces | Self::Share => (PRICE_DECIMALS, AMOUNT_MAX),
            Self::Exchange => (Self::RATE_DECIMALS, Self::RATE_MAX),
        };
        let may_be_none = matches!(self, Self::Days | Self::Share);
        number.normalize().scale() <= decimals && number <= most && (may_be_none || !number.is_zero())
    }

    fn in_words(self) -> Message {
        match self {
            Self::Days => say::TablesDays.into(),
            Self::Amount => say::TablesAmount.into(),
            Self::Pieces => say::TablesPieces.into(),
            Self::Share => say::TablesShare.into(),
            Self::Exchange => say::TablesExchange.into(),
        }
    }
}

/// The cell has a fault, which is among the problems.
pub(super) struct Refused;

/// A row with the places of its columns.
pub(super) struct Record<'a> {
    pub(super) columns: &'a BTreeMap<&'static str, usize>,
    pub(super) row: &'a SheetRow,
}

impl Record<'_> {
    pub(super) fn get(&self, column: &str) -> String {
        let place = self.columns.get(column);
        place.and_then(|at| self.row.cells.get(*at)).map(|cell| cell::unwrap(cell)).unwrap_or_default()
    }
}

pub(super) struct Reader<'a> {
    pub(super) file: &'a str,
    pub(super) problems: &'a mut Problems,
    /// Key to the line where it stood first.
    pub(super) seen: BTreeMap<String, u32>,
}

/// A heading without case, blanks and Polish marks.
pub(super) fn heading_key(text: &str) -> String {
    let plain = |c: char| if c.is_whitespace() || c == '-' { '_' } else { text::without_mark(c) };
    cell::unwrap(text).to_lowercase().chars().map(plain).collect()
}

impl Column {
    /// Is this its heading?
    pub(crate) fn is_named(&self, cell: &str) -> bool {
        let key = heading_key(cell);
        self.polish == key || self.english == key
    }
}

impl Reader<'_> {
    pub(super) fn error(&mut self, row: &SheetRow, column: &str, message: impl Into<Message>) {
        let mut problem = Problem::error(message).in_file(self.file).at_line(row.line);
        if !column.is_empty() {
            problem = problem.at_path(column);
        }
        self.problems.push(problem);
    }

    /// The row is read, and a person should look at it.
    pub(super) fn warning(&mut self, row: &SheetRow, column: &str, message: impl Into<Message>) {
        self.problems.push(Problem::warning(message).in_file(self.file).at_line(row.line).at_path(column));
    }

    /// A word that is none of those that are known, in capitals: its row may fit nothing. `meant`: what it is in other words.
    pub(super) fn word(&mut self, record: &Record<'_>, column: &'static str, known: &[&str], meant: Option<&str>) {
        let text = record.get(column);
        let written = text.to_uppercase();
        if known.contains(&written.as_str()) || !self.problems.wants(Severity::Warning) {
            return;
        }
        let message = say::Tab022 {
            file: self.file.into(),
            column: column.into(),
            text: text.into(),
            near: meant.map_or_else(|| near(&written, known.iter().copied()), Into::into),
            known: known.iter().take(KNOWN_TOLD).copied().collect::<Vec<_>>().join(", ").into(),
        };
        self.warning(record.row, column, message);
    }

    /// Where each column is; `None` where one that is needed is missing.
    pub(super) fn columns(&mut self, columns: &[Column], heading: &SheetRow) -> Option<BTreeMap<&'static str, usize>> {
        let mut places = BTreeMap::new();
        let mut sound = true;
        for (at, cell) in heading.cells.iter().enumerate() {
            match columns.iter().find(|column| column.is_named(cell)) {
                Some(column) => {
                    if places.insert(column.polish, at).is_some() {
                        self.error(heading, column.polish, say::Tab014 { file: self.file.into(), column: cell.into() });
                        sound = false;
                    }
                }
                None if heading_key(cell).is_empty() => {}
                None => {
                    let names = columns.iter().map(|column| column.polish);
                    let message = say::Tab002 { file: self.file.into(), column: cell.into(), near: near(cell, names) };
                    self.warning(heading, cell, message);
                }
            }
        }
        let found = heading.cells.iter().map(|cell| cell.trim()).collect::<Vec<_>>().join("; ");
        for column in columns.iter().filter(|column| column.required && !places.contains_key(column.polish)) {
            let message =
                say::Tab001 { file: self.file.into(), column: column.polish.into(), found: found.as_str().into() };
            self.error(heading, column.polish, message);
            sound = false;
        }
        sound.then_some(places)
    }

    /// The first cell with letters of another code page: the others have them too, and the file is taken as it is.
    fn letters(&mut self, table: Table, sheet: &Sheet) {
        let Some((heading, _)) = sheet.rows.split_first() else { return };
        let is_label = |at: usize| {
            let label = table.columns().iter().filter(|column| !column.read);
            heading.cells.get(at).is_some_and(|cell| label.clone().any(|column| column.is_named(cell)))
        };
        for row in &sheet.rows {
            let cells = row.cells.iter().enumerate().filter(|(at, _)| !is_label(*at));
            if let Some((_, text)) = cells.clone().find(|(_, text)| cell::is_misread(text)) {
                let message = say::Tab045 { file: self.file.into(), text: text.into() };
                self.problems.push(Problem::warning(message).in_file(self.file).at_line(row.line));
                return;
            }
        }
    }

    /// Does a formula that came to nothing stand where a value should?
    fn has_failed(&mut self, table: Table, record: &Record<'_>) -> bool {
        let read = table.columns().iter().filter(|column| column.read).map(|column| column.polish);
        let cells = read.map(|column| (column, record.get(column)));
        let Some((column, text)) = cells.into_iter().find(|(_, text)| cell::is_failed(text)) else { return false };
        let message = say::Tab043 { file: self.file.into(), column: column.into(), text: text.into() };
        self.error(record.row, column, message);
        true
    }

    fn surplus(&mut self, heading: &SheetRow, row: &SheetRow) {
        let extra = row.cells.get(heading.cells.len()..).unwrap_or_default();
        if let Some(text) = extra.iter().find(|cell| !cell.trim().is_empty()) {
            let message = say::Tab016 { file: self.file.into(), text: text.into() };
            self.problems.push(Problem::warning(message).in_file(self.file).at_line(row.line));
        }
    }

    /// The row's key; an error where it is empty or spoilt.
    pub(super) fn key(&mut self, record: &Record<'_>, column: &'static str) -> Option<String> {
        let text = self.whole(record, column)?;
        if text.is_empty() {
            self.error(record.row, column, say::Tab004 { file: self.file.into(), column: column.into() });
            return None;
        }
        Some(text)
    }

    /// The number of an offer, the key of a row.
    pub(super) fn offer(&mut self, record: &Record<'_>) -> Option<String> {
        let text = self.key(record, "oferta")?;
        let offer = cell::offer(&text);
        if offer.is_none() {
            let message = say::Tab021 { file: self.file.into(), column: "oferta".into(), text: text.into() };
            self.error(record.row, "oferta", message);
        }
        offer
    }

    /// A text that Excel did not spoil; empty where the cell is.
    fn whole(&mut self, record: &Record<'_>, column: &'static str) -> Option<String> {
        let text = record.get(column);
        if cell::is_spoilt(&text) {
            let message = say::Tab005 { file: self.file.into(), column: column.into(), text: text.into() };
            self.error(record.row, column, message);
            return None;
        }
        Some(text)
    }

    /// A code of Optima; `None` for an empty cell.
    pub(super) fn code(&mut self, record: &Record<'_>, column: &'static str) -> Result<Option<String>, Refused> {
        let text = self.whole(record, column).ok_or(Refused)?;
        if text::code_fault(&text).is_some() || text.contains(char::is_control) {
            let message = say::Tab009 { file: self.file.into(), column: column.into(), text: text.into() };
            self.error(record.row, column, message);
            return Err(Refused);
        }
        if cell::is_date(&text) {
            let message = say::Tab044 { file: self.file.into(), column: column.into(), text: text.as_str().into() };
            self.warning(record.row, column, message);
        }
        Ok((!text.is_empty()).then_some(text))
    }

    pub(super) fn rate(&mut self, record: &Record<'_>) -> Result<Option<VatRate>, Refused> {
        let text = record.get("vat");
        if text.is_empty() {
            return Ok(None);
        }
        let rate = VatRate::parse(&text).ok();
        if rate.is_none() {
            let message = say::Tab006 { file: self.file.into(), column: "vat".into(), text: text.into() };
            self.error(record.row, "vat", message);
        }
        rate.map(Some).ok_or(Refused)
    }

    /// A number of the kind that the column has; `None` for an empty cell.
    pub(super) fn number(
        &mut self,
        record: &Record<'_>,
        column: &'static str,
        kind: Kind,
    ) -> Result<Option<Decimal>, Refused> {
        let text = record.get(column);
        if text.is_empty() {
            return Ok(None);
        }
        let number = cell::number(&text).filter(|number| kind.holds(*number));
        if number.is_none() {
            let (file, expected) = (self.file.into(), kind.in_words().into());
            self.error(record.row, column, say::Tab007 { file, column: column.into(), text: text.into(), expected });
        }
        number.map(Some).ok_or(Refused)
    }

    /// Is this the first row with its key?
    pub(super) fn first(&mut self, record: &Record<'_>, key: &str) -> Option<()> {
        if let Some(first) = self.seen.get(key).copied() {
            let message = say::Tab003 { file: self.file.into(), key: key.into(), first: first.into() };
            self.error(record.row, "", message);
            return None;
        }
        self.seen.insert(key.to_owned(), record.row.line);
        Some(())
    }

    pub(super) fn unfilled(&mut self, record: &Record<'_>, key: &str) {
        let message = say::Tab008 { file: self.file.into(), key: key.into() };
        self.problems.push(Problem::note(message).in_file(self.file).at_line(record.row.line));
    }
}
