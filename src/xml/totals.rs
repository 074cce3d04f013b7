//! The VAT table and the header's totals, and whether they and the lines tell the same story.
//!
//! The header is the sum of the table, not of the lines: VAT is taken once from the sum of a rate
//! (`reference/optima-xml.md` 1.6). So on the side that the document is *not* counted from, lines and table may
//! differ by up to a grosz for each line, and nothing is said. On the side that it is counted from they must
//! agree: up to a grosz for each line is a warning. More is an error on either side.
//!
//! In a foreign currency all this is so in that currency, where `super::judge` looks. In złoty each amount was rounded by
//! itself ([`crate::core::foreign::into_pln`]), and what was rounded in the currency before is worth its rate: see [`slack`].

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::bind_line::{GROSZ, vat_rate};
use super::fields::{Binder, Here, Kind};
use super::table as format;
use crate::core::document::{CountedFrom, Exchange, Line};
use crate::core::foreign;
use crate::core::message::text;
use crate::core::money::{AMOUNT_MAX, amount_text, sum};
use crate::core::vat::{VatKind, VatRate, VatRow, table_from_gross, table_from_net};

/// What the header says in the end.
#[derive(Default)]
pub(super) struct Totals {
    pub table: Vec<VatRow>,
    pub net: Decimal,
    pub vat: Decimal,
    pub gross: Decimal,
}

/// What half of the currency's smallest unit is worth in złoty, in a foreign currency.
pub(super) fn slack(currency: &Exchange) -> Option<Decimal> {
    let half = Decimal::new(5, 3).checked_mul(currency.rate).and_then(|pln| pln.checked_div(currency.per));
    (!foreign::is_home(currency)).then(|| half.unwrap_or(AMOUNT_MAX))
}

/// Lines of one rate.
#[derive(Default)]
struct Sums {
    count: i64,
    net: Decimal,
    gross: Decimal,
}

impl Sums {
    fn tolerance(&self) -> Decimal {
        GROSZ * Decimal::from(self.count)
    }

    /// Of what follows from rounded amounts in a foreign currency.
    fn loose(&self, slack: Decimal) -> Decimal {
        self.tolerance() + slack * Decimal::from(self.count + 1)
    }
}

/// Reads and checks table and totals. Faults are recorded.
pub(super) fn settle(
    bind: &mut Binder<'_>,
    document: &Here<'_>,
    header: &Here<'_>,
    (counted_from, currency): (Option<CountedFrom>, &Exchange),
    lines: &[Line],
) -> Totals {
    let slack = slack(currency);
    let broken = bind.has_errors();
    let written = table(bind, document);
    let Some(counted_from) = counted_from.filter(|_| !broken && !bind.has_errors()) else { return Totals::default() };
    let table = if let Some(table) = written {
        compare(bind, document, (counted_from, slack), lines, &table);
        Some(table)
    } else {
        bind.note(text::Xml130, document);
        match counted_from {
            _ if slack.is_some() => foreign::table_of(lines, counted_from, currency),
            CountedFrom::Gross => Some(table_from_gross(lines.iter().map(|line| (line.rate, line.gross)))),
            CountedFrom::Net => Some(table_from_net(lines.iter().map(|line| (line.rate, line.net)))),
        }
    };
    let too_large = |bind: &mut Binder<'_>| {
        bind.error(text::Xml103 { element: "RAZEM_BRUTTO".into(), value: "Σ BRUTTO".into() }, document);
        Totals::default()
    };
    let Some(table) = table else { return too_large(bind) };
    let totals = (
        sum(table.iter().map(|row| row.net)),
        sum(table.iter().map(|row| row.vat)),
        sum(table.iter().map(|row| row.gross)),
    );
    let (Some(net), Some(vat), Some(gross)) = totals else {
        return too_large(bind);
    };
    let totals = Totals { table, net, vat, gross };
    check_header(bind, header, lines.len(), &totals);
    totals
}

/// `TABELKA_VAT`, or `None` where there is none or an empty one.
fn table(bind: &mut Binder<'_>, document: &Here<'_>) -> Option<Vec<VatRow>> {
    let here = bind.child(document, "TABELKA_VAT")?;
    bind.only(&here, format::VAT_TABLE, &[]);
    let rows = here.all("LINIA_VAT");
    let mut table: Vec<VatRow> = Vec::with_capacity(rows.len());
    let mut rates = BTreeSet::new();
    for item in &rows {
        let Some(row) = row(bind, item) else { continue };
        if !rates.insert(row.rate) {
            bind.error(text::Xml145 { rate: row.rate.to_string().into() }, item);
        }
        table.push(row);
    }
    (!rows.is_empty()).then_some(table)
}

fn row(bind: &mut Binder<'_>, here: &Here<'_>) -> Option<VatRow> {
    bind.only(here, format::VAT_ROW, &[]);
    let rate = vat_rate(bind, here);
    let [net, vat, gross] = ["NETTO", "VAT", "BRUTTO"].map(|name| {
        let wrong = bind.mark();
        let value = bind.number(here, name, Kind::Amount);
        if value.is_none() && bind.silent_since(wrong) {
            bind.missing(here, name);
        }
        value
    });
    let row = VatRow { rate: rate?, net: net?, vat: vat?, gross: gross? };
    if row.net + row.vat != row.gross {
        let (net, vat) = (amount_text(row.net).into(), amount_text(row.vat).into());
        bind.error(text::Xml146 { net, vat, gross: amount_text(row.gross).into() }, here);
        return None;
    }
    Some(row)
}

fn by_rate(lines: &[Line]) -> BTreeMap<VatRate, Sums> {
    let mut sums: BTreeMap<VatRate, Sums> = BTreeMap::new();
    for line in lines {
        let entry = sums.entry(VatRate { percent: line.rate.percent.normalize(), ..line.rate }).or_default();
        entry.count += 1;
        entry.net += line.net;
        entry.gross += line.gross;
    }
    sums
}

fn compare(
    bind: &mut Binder<'_>,
    here: &Here<'_>,
    (counted_from, slack): (CountedFrom, Option<Decimal>),
    lines: &[Line],
    table: &[VatRow],
) {
    let mut sums = by_rate(lines);
    for row in table {
        let rate = VatRate { percent: row.rate.percent.normalize(), ..row.rate };
        let of_lines = sums.remove(&rate).unwrap_or_default();
        let (tolerance, of_rest) = (of_lines.tolerance(), of_lines.loose(slack.unwrap_or_default()));
        let (exact, loose) = match counted_from {
            CountedFrom::Gross => (row.gross - of_lines.gross, row.net - of_lines.net),
            CountedFrom::Net => (row.net - of_lines.net, row.gross - of_lines.gross),
        };
        let shown = |value: Decimal| amount_text(value).into();
        if exact.abs() > tolerance || loose.abs() > of_rest {
            let (of_lines, of_table) = match counted_from {
                CountedFrom::Gross if exact.abs() > tolerance => (of_lines.gross, row.gross),
                CountedFrom::Net if exact.abs() <= tolerance => (of_lines.gross, row.gross),
                _ => (of_lines.net, row.net),
            };
            bind.error(
                text::Xml141 { rate: rate.to_string().into(), lines: shown(of_lines), table: shown(of_table) },
                here,
            );
            continue;
        }
        if !exact.is_zero() && slack.is_none() {
            let (of_lines, of_table) = match counted_from {
                CountedFrom::Gross => (of_lines.gross, row.gross),
                CountedFrom::Net => (of_lines.net, row.net),
            };
            bind.warning(
                text::Xml140 { rate: rate.to_string().into(), lines: shown(of_lines), table: shown(of_table) },
                here,
            );
        }
        check_vat(bind, here, (counted_from, slack), row, of_rest);
    }
    for rate in sums.keys() {
        bind.error(text::Xml144 { rate: rate.to_string().into() }, here);
    }
}

/// Is the VAT of a row that of its rate?
fn check_vat(
    bind: &mut Binder<'_>,
    here: &Here<'_>,
    (counted_from, slack): (CountedFrom, Option<Decimal>),
    row: &VatRow,
    tolerance: Decimal,
) {
    let expected = match counted_from {
        CountedFrom::Gross => row.rate.vat_in_gross(row.gross),
        CountedFrom::Net => row.rate.vat_on_net(row.net),
    };
    let difference = (row.vat - expected).abs();
    if difference.is_zero() {
        return;
    }
    let shown = |value: Decimal| amount_text(value).into();
    let rate = row.rate.to_string();
    // Where no VAT is due at all, a grosz of it is one too many.
    if difference > tolerance || row.rate.kind != VatKind::Taxed {
        bind.error(text::Xml148 { rate: rate.into(), vat: shown(row.vat), expected: shown(expected) }, here);
    } else if slack.is_none() {
        bind.warning(text::Xml150 { rate: rate.into(), vat: shown(row.vat), expected: shown(expected) }, here);
    }
}

fn check_header(bind: &mut Binder<'_>, header: &Here<'_>, lines: usize, totals: &Totals) {
    let Some(here) = bind.child(header, "KWOTY") else {
        bind.note(text::Xml131, header);
        return;
    };
    bind.only(&here, format::TOTALS, &[]);
    let tolerance = GROSZ * Decimal::from(lines);
    for (name, expected) in [("RAZEM_NETTO", totals.net), ("RAZEM_VAT", totals.vat), ("RAZEM_BRUTTO", totals.gross)] {
        let Some(found) = bind.number(&here, name, Kind::Amount) else { continue };
        let difference = (found - expected).abs();
        if difference.is_zero() {
            continue;
        }
        let (found, expected) = (amount_text(found).into(), amount_text(expected).into());
        if difference > tolerance {
            bind.error(text::Xml143 { element: name.into(), header: found, table: expected }, &here);
        } else {
            bind.warning(text::Xml142 { element: name.into(), header: found, table: expected }, &here);
        }
    }
}
