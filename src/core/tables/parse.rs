//! Sheets to tables.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::cell;
use super::{
    Column, DeliveryRow, PaymentKey, PaymentRow, ProductRow, ProviderKey, ServiceRow, SetPart, Sheet, SheetRow, Table,
    Tables,
};
use crate::core::message::{Message, text as say};
use crate::core::money::{AMOUNT_DECIMALS, AMOUNT_MAX, PRICE_DECIMALS};
use crate::core::problem::{Problem, Problems};
use crate::core::text;
use crate::core::vat::VatRate;

/// The longest term that makes sense, ten years; beyond it lies a slip.
const DAYS_MAX: u16 = 3650;

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
    let Some((heading, rows)) = sheet.rows.split_first() else { return };
    let Some(columns) = reader.columns(table.columns(), heading) else { return };
    for row in rows {
        reader.surplus(heading, row);
        let record = Record { columns: &columns, row };
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

/// The cell has a fault, which is among the problems.
pub(super) struct Refused;

/// A row with the places of its columns.
pub(super) struct Record<'a> {
    columns: &'a BTreeMap<&'static str, usize>,
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
    problems: &'a mut Problems,
    /// Key to the line where it stood first.
    seen: BTreeMap<String, u32>,
}

/// A heading without case, blanks and Polish marks.
pub(super) fn heading_key(text: &str) -> String {
    cell::unwrap(text)
        .to_lowercase()
        .chars()
        .map(|c| match c {
            ' ' | '-' => '_',
            other => text::without_mark(other),
        })
        .collect()
}

impl Reader<'_> {
    pub(super) fn error(&mut self, row: &SheetRow, column: &str, message: impl Into<Message>) {
        let mut problem = Problem::error(message).in_file(self.file).at_line(row.line);
        if !column.is_empty() {
            problem = problem.at_path(column);
        }
        self.problems.push(problem);
    }

    /// Where each column is; `None` where one that is needed is missing.
    fn columns(&mut self, columns: &[Column], heading: &SheetRow) -> Option<BTreeMap<&'static str, usize>> {
        let mut places = BTreeMap::new();
        let mut sound = true;
        for (at, cell) in heading.cells.iter().enumerate() {
            let key = heading_key(cell);
            match columns.iter().find(|column| column.polish == key || column.english == key) {
                Some(column) => {
                    if places.insert(column.polish, at).is_some() {
                        self.error(heading, column.polish, say::Tab014 { file: self.file.into(), column: cell.into() });
                        sound = false;
                    }
                }
                None if key.is_empty() => {}
                None => self.problems.push(
                    Problem::warning(say::Tab002 { file: self.file.into(), column: cell.into() })
                        .in_file(self.file)
                        .at_line(heading.line)
                        .at_path(cell),
                ),
            }
        }
        for column in columns.iter().filter(|column| column.required && !places.contains_key(column.polish)) {
            let message = say::Tab001 { file: self.file.into(), column: column.polish.into() };
            self.error(heading, column.polish, message);
            sound = false;
        }
        sound.then_some(places)
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
    fn offer(&mut self, record: &Record<'_>) -> Option<String> {
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
    fn code(&mut self, record: &Record<'_>, column: &'static str) -> Result<Option<String>, Refused> {
        let text = self.whole(record, column).ok_or(Refused)?;
        if text::code_fault(&text).is_some() || text::clean_line(&text).1 > 0 {
            let message = say::Tab009 { file: self.file.into(), column: column.into(), text: text.into() };
            self.error(record.row, column, message);
            return Err(Refused);
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

    fn number(&mut self, record: &Record<'_>, column: &'static str, decimals: u32) -> Result<Option<Decimal>, Refused> {
        let text = record.get(column);
        if text.is_empty() {
            return Ok(None);
        }
        let number = cell::number(&text).filter(|n| n.normalize().scale() <= decimals && *n <= AMOUNT_MAX);
        if number.is_none() {
            let message = say::Tab007 { file: self.file.into(), column: column.into(), text: text.into() };
            self.error(record.row, column, message);
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

    fn payment(&mut self, record: &Record<'_>, tables: &mut Tables) -> Option<()> {
        let kind = self.key(record, "typ")?.to_uppercase();
        let provider = record.get("operator").to_uppercase();
        let days = self.number(record, "termin_dni", 0).ok()?;
        let days = match days.map(u16::try_from) {
            None => None,
            Some(Ok(days)) if days <= DAYS_MAX => Some(days),
            Some(_) => {
                let text = record.get("termin_dni").into();
                let message = say::Tab007 { file: self.file.into(), column: "termin_dni".into(), text };
                self.error(record.row, "termin_dni", message);
                return None;
            }
        };
        let provider = match provider.as_str() {
            "*" | "" => ProviderKey::Any,
            "-" | "BRAK" | "NONE" => ProviderKey::None,
            _ => ProviderKey::Named(provider),
        };
        let delivery = Some(record.get("dostawa").to_uppercase()).filter(|name| !matches!(name.as_str(), "" | "*"));
        let mut shown = match &provider {
            ProviderKey::Any => format!("{kind} / *"),
            ProviderKey::None => format!("{kind} / brak"),
            ProviderKey::Named(name) => format!("{kind} / {name}"),
        };
        if let Some(name) = &delivery {
            shown = format!("{shown} / {name}");
        }
        self.first(record, &shown)?;
        let (form, _) = text::clean_line(&record.get("forma"));
        if form.is_empty() {
            self.unfilled(record, &shown);
            return None;
        }
        let key = PaymentKey { kind: (kind != "*").then_some(kind), provider, delivery };
        tables.payments.insert(key, PaymentRow { form, days });
        Some(())
    }

    fn delivery(&mut self, record: &Record<'_>, tables: &mut Tables) -> Option<()> {
        let id = self.key(record, "metoda_id")?;
        self.first(record, &id)?;
        let service = self.code(record, "usluga").ok()?;
        let rate = self.rate(record).ok()?;
        let fee_code = self.code(record, "pobranie_usluga").ok()?;
        let fee = self.number(record, "pobranie_kwota", AMOUNT_DECIMALS).ok()?;
        let cod = match (fee_code, fee) {
            (Some(code), Some(fee)) if fee > Decimal::ZERO => Some((code, fee)),
            (None, None) => None,
            _ => {
                self.error(record.row, "pobranie_kwota", say::Tab015 { file: self.file.into() });
                return None;
            }
        };
        let Some(service) = service else {
            self.unfilled(record, &id);
            return None;
        };
        tables.deliveries.insert(id, DeliveryRow { service, rate, cod });
        Some(())
    }

    fn product(&mut self, record: &Record<'_>, tables: &mut Tables) -> Option<()> {
        let offer = self.offer(record)?;
        self.first(record, &offer)?;
        let code = self.code(record, "kod").ok()?;
        let rate = self.rate(record).ok()?;
        if code.is_none() && rate.is_none() && record.get("grupa_oss").is_empty() {
            self.unfilled(record, &offer);
            return None;
        }
        let oss_group = record.get("grupa_oss").to_uppercase();
        tables.products.insert(offer, ProductRow { code, rate, oss_group });
        Some(())
    }

    fn part(&mut self, record: &Record<'_>, tables: &mut Tables) -> Option<()> {
        let offer = self.offer(record)?;
        let Some(code) = self.code(record, "kod").ok()? else {
            self.unfilled(record, &offer);
            return None;
        };
        self.first(record, &format!("{offer} / {}", code.to_lowercase()))?;
        let quantity = self.number(record, "ilosc", PRICE_DECIMALS).ok()?;
        let Some(quantity) = quantity else {
            self.error(record.row, "ilosc", say::Tab004 { file: self.file.into(), column: "ilosc".into() });
            return None;
        };
        if quantity.is_zero() {
            let message = say::Tab007 { file: self.file.into(), column: "ilosc".into(), text: quantity.into() };
            self.error(record.row, "ilosc", message);
            return None;
        }
        let share = self.number(record, "udzial", PRICE_DECIMALS).ok()?;
        tables.sets.entry(offer).or_default().push(SetPart { code, quantity, share });
        Some(())
    }

    /// Shares in all parts of an offer or in none, and not only zeros.
    fn shares(&mut self, tables: &mut Tables) {
        tables.sets.retain(|offer, parts| {
            let given = parts.iter().filter_map(|part| part.share);
            let sound = match given.clone().count() {
                0 => true,
                count => count == parts.len() && given.sum::<Decimal>() > Decimal::ZERO,
            };
            if !sound {
                let message = say::Tab013 { file: self.file.into(), offer: offer.into() };
                self.problems.push(Problem::error(message).in_file(self.file).at_path("udzial"));
            }
            sound
        });
    }

    fn service(&mut self, record: &Record<'_>, tables: &mut Tables) -> Option<()> {
        let definition = self.key(record, "definicja")?;
        self.first(record, &definition)?;
        let code = self.code(record, "kod").ok()?;
        let rate = self.rate(record).ok()?;
        let Some(code) = code else {
            self.unfilled(record, &definition);
            return None;
        };
        tables.services.insert(definition, ServiceRow { code, rate });
        Some(())
    }
}
