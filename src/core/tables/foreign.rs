//! Rows of `rates.csv` and `oss.csv`.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::parse::{Kind, Reader, Record, Refused};
use super::{OssRow, RateRow, Tables, greece};
use crate::core::day as calendar;
use crate::core::message::text as say;
use crate::core::money::Currency;
use crate::core::text;
use crate::core::vat::{VatKind, VatRate};
use crate::core::workdays::is_working;

/// The currencies in which Allegro sells, but for the złoty (`reference/allegro.md` section 8.7); the list is open.
const CURRENCIES: [&str; 3] = ["CZK", "EUR", "HUF"];

/// What a unit of a currency costs, with room on both sides: the forint and the crown that are quoted for a hundred are not
/// within it, nor is a rate without its comma.
const USUAL: [(&str, Decimal, Decimal); 3] = [
    ("CZK", Decimal::from_parts(5, 0, 0, false, 2), Decimal::from_parts(5, 0, 0, false, 1)),
    ("EUR", Decimal::from_parts(2, 0, 0, false, 0), Decimal::from_parts(10, 0, 0, false, 0)),
    ("HUF", Decimal::from_parts(2, 0, 0, false, 3), Decimal::from_parts(5, 0, 0, false, 2)),
];

/// The Union without Poland, where OSS holds; XI is Northern Ireland, which the Union treats as a member for goods.
const UNION: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PT", "RO", "SE", "SI", "SK", "XI",
];

impl Reader<'_> {
    fn day(&mut self, record: &Record<'_>, column: &'static str) -> Result<Option<Date>, Refused> {
        let text = record.get(column);
        if text.is_empty() {
            return Ok(None);
        }
        let day = day(&text);
        if day.is_none() {
            let (file, of) = (self.file.into(), column.into());
            if calendar::is_none(&text) {
                self.error(record.row, column, say::Tab050 { file, column: of, text: text.into() });
            } else {
                self.error(record.row, column, say::Tab017 { file, column: of, text: text.into() });
            }
        }
        day.map(Some).ok_or(Refused)
    }

    pub(super) fn exchange(&mut self, record: &Record<'_>, tables: &mut Tables) -> Option<()> {
        let symbol = self.key(record, "symbol")?;
        let Some(currency) = Currency::new(&symbol).filter(|currency| !currency.is_pln()) else {
            let message = say::Tab018 { file: self.file.into(), text: symbol.into() };
            self.error(record.row, "symbol", message);
            return None;
        };
        self.key(record, "data")?;
        let day = self.day(record, "data").ok()??;
        let shown = format!("{currency} {day}");
        self.first(record, &shown)?;
        let (table, _) = text::clean_line(&record.get("tabela"));
        let Some(rate) = self.number(record, "kurs", Kind::Exchange).ok()? else {
            self.unfilled(record, &shown);
            return None;
        };
        // Somebody filled it in, and thinks that it is used.
        if table.is_empty() {
            self.error(record.row, "tabela", say::Tab004 { file: self.file.into(), column: "tabela".into() });
            return None;
        }
        self.word(record, "symbol", &CURRENCIES, None);
        let usual = USUAL.iter().find(|(symbol, _, _)| *symbol == currency.as_str());
        if let Some((symbol, low, high)) = usual.filter(|(_, low, high)| rate < *low || rate > *high) {
            let message = say::Tab041 {
                file: self.file.into(),
                text: record.get("kurs").into(),
                symbol: (*symbol).into(),
                low: low.to_string().replace('.', ",").into(),
                high: high.to_string().replace('.', ",").into(),
            };
            self.warning(record.row, "kurs", message);
        }
        if !is_working(day) {
            let message = say::Tab028 { file: self.file.into(), text: record.get("data").into() };
            self.warning(record.row, "data", message);
        }
        if !is_of_nbp(&table, day) {
            let message = say::Tab029 { file: self.file.into(), text: table.as_str().into() };
            self.warning(record.row, "tabela", message);
        }
        tables.rates.insert((currency.as_str().to_owned(), day), RateRow { rate, table });
        Some(())
    }

    pub(super) fn abroad(&mut self, record: &Record<'_>, tables: &mut Tables) -> Option<()> {
        let written = self.key(record, "kraj")?.to_uppercase();
        let country = greece(&written).to_owned();
        if !UNION.contains(&country.as_str()) {
            let message = say::Tab019 { file: self.file.into(), text: record.get("kraj").into() };
            self.error(record.row, "kraj", message);
            return None;
        }
        let group = record.get("grupa").to_uppercase();
        let from = self.day(record, "od").ok()?;
        let since = from.map(|day| day.to_string()).unwrap_or_default();
        let shown = [country.as_str(), &group, &since].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>();
        let shown = shown.join(" / ");
        self.first(record, &shown)?;
        let written = record.get("vat");
        if written.is_empty() {
            self.unfilled(record, &shown);
            return None;
        }
        let Some(rate) = VatRate::parse(&written).ok().filter(|rate| is_due(*rate)) else {
            let message = say::Tab020 { file: self.file.into(), text: written.into() };
            self.error(record.row, "vat", message);
            return None;
        };
        let rows = tables.oss.entry((country, group)).or_default();
        rows.push(OssRow { from, rate });
        rows.sort_by_key(|row| std::cmp::Reverse(row.from));
        Some(())
    }
}

/// `126/A/NBP/2026`, of the year of its day.
fn is_of_nbp(table: &str, day: Date) -> bool {
    let number = |part: &str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<String> = table.split('/').map(|part| part.trim().to_uppercase()).collect();
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    matches!(parts.as_slice(), [count, "A" | "B", "NBP", year] if number(count) && *year == day.year().to_string())
}

/// A rate that a sale under OSS can have: what is free of VAT in its country is not settled there.
fn is_due(rate: VatRate) -> bool {
    rate.kind == VatKind::Taxed && rate.percent > Decimal::ZERO
}

/// `2026-07-01`, and `01.07.2026` as Excel may turn it into.
pub(super) fn day(text: &str) -> Option<Date> {
    let day = Date::strptime("%Y-%m-%d", text).or_else(|_| Date::strptime("%d.%m.%Y", text)).ok();
    // Other years are slips.
    day.filter(|day| (2000..2100).contains(&day.year()))
}
