//! Documents in a foreign currency: what their lines and totals are in it.
//!
//! The document keeps values in złoty (`WARTOSC_*`, `KWOTY`, `TABELKA_VAT`) and, of the currency, the unit price
//! before discount (`POCZATKOWA_WAL_DOKUMENTU`). A grosz is worth several haléře, so values in the currency do not
//! follow from those in złoty; they follow from that price, to the last decimal.

use rust_decimal::Decimal;

use super::document::{CountedFrom, Document, Exchange, Line};
use super::money::{AMOUNT_MAX, Currency, PRICE_DECIMALS, round, round_amount, times};
use super::vat::{VatRow, table_from_gross, table_from_net};

/// The amounts of a document in its own currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abroad {
    /// One per line, in the document's order.
    pub lines: Vec<LineAbroad>,
    /// One per rate, rates ascending.
    pub table: Vec<VatRow>,
    /// `RAZEM_NETTO_WAL`, the sum of the table.
    pub net: Decimal,
    /// The sum of the table.
    pub vat: Decimal,
    /// The sum of the table.
    pub gross: Decimal,
}

/// The amounts of a line in the document's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineAbroad {
    /// The unit price after discount, `PO_RABACIE_WAL_DOKUMENTU`.
    pub price: Decimal,
    /// `WARTOSC_NETTO_WAL`.
    pub net: Decimal,
    /// `WARTOSC_BRUTTO_WAL`.
    pub gross: Decimal,
}

/// Is the document in złoty?
#[must_use]
pub fn is_home(currency: &Exchange) -> bool {
    currency.symbol == Currency::PLN
}

/// An amount of the currency in złoty, to the grosz; `None` where it is too large to mean anything.
#[must_use]
pub fn in_pln(amount: Decimal, currency: &Exchange) -> Option<Decimal> {
    let pln = amount.checked_mul(currency.rate)?.checked_div(currency.per)?;
    Some(round_amount(pln)).filter(|pln| pln.abs() <= AMOUNT_MAX)
}

/// The amounts in the document's currency; those in złoty where that is its currency. `None` where a number is too
/// large to mean anything.
#[must_use]
pub fn amounts(document: &Document) -> Option<Abroad> {
    let home = is_home(&document.currency);
    let lines: Vec<LineAbroad> = document
        .lines
        .iter()
        .map(|own| if home { Some(same(own)) } else { line(own, document.counted_from) })
        .collect::<Option<_>>()?;
    let table = if home {
        document.vat_table.clone()
    } else {
        let rates = document.lines.iter().map(|line| line.rate);
        match document.counted_from {
            CountedFrom::Gross => table_from_gross(rates.zip(lines.iter().map(|line| line.gross))),
            CountedFrom::Net => table_from_net(rates.zip(lines.iter().map(|line| line.net))),
        }
    };
    let total = |of: fn(&VatRow) -> Decimal| table.iter().map(of).sum::<Decimal>();
    let (net, vat, gross) = (total(|row| row.net), total(|row| row.vat), total(|row| row.gross));
    (gross.abs() <= AMOUNT_MAX).then_some(Abroad { lines, table, net, vat, gross })
}

fn same(line: &Line) -> LineAbroad {
    LineAbroad { price: line.price, net: line.net, gross: line.gross }
}

fn line(line: &Line, counted_from: CountedFrom) -> Option<LineAbroad> {
    let part = (Decimal::ONE_HUNDRED - line.discount).checked_div(Decimal::ONE_HUNDRED)?;
    let price = round(line.list_price.checked_mul(part)?, PRICE_DECIMALS);
    let value = round_amount(times(price, line.quantity)?);
    let (net, gross) = match counted_from {
        CountedFrom::Gross => (line.rate.net_of_gross(value), value),
        CountedFrom::Net => (value, value + line.rate.vat_on_net(value)),
    };
    Some(LineAbroad { price, net, gross })
}

/// Do the values in złoty follow from those in the currency at the document's rate, to a grosz for each line? The net is
/// taken from the gross once for each rate, on both sides, and half a cent that is lost there is worth more than a grosz.
#[must_use]
pub fn agrees(document: &Document, abroad: &Abroad) -> bool {
    // One for the header itself, which may have been converted as a whole.
    let tolerance = Decimal::new(1, 2) * Decimal::from(document.lines.len() + 1);
    let half_cents = Decimal::new(5, 3) * Decimal::from(abroad.table.len());
    let Some(of_rounding) =
        half_cents.checked_mul(document.currency.rate).and_then(|pln| pln.checked_div(document.currency.per))
    else {
        return false;
    };
    let near = |value: Decimal, pln: Decimal, tolerance: Decimal| {
        in_pln(value, &document.currency).is_some_and(|converted| (converted - pln).abs() <= tolerance)
    };
    near(abroad.gross, document.gross, tolerance) && near(abroad.net, document.net, tolerance + of_rounding)
}
