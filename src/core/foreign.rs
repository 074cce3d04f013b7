//! Documents in a foreign currency: what their lines and totals are in it.
//!
//! The document keeps values in złoty (`WARTOSC_*`, `KWOTY`, `TABELKA_VAT`) and, of the currency, the unit price
//! before discount (`POCZATKOWA_WAL_DOKUMENTU`). A grosz is worth several haléře, so values in the currency do not
//! follow from those in złoty; they follow from that price, to the last decimal.

use rust_decimal::Decimal;

use super::document::{CountedFrom, Document, Exchange, Line};
use super::money::{AMOUNT_MAX, Currency, PRICE_DECIMALS, Price, round, round_amount, times};
use super::net;
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

/// A unit price of the currency in złoty.
#[must_use]
pub fn price_in_pln(price: Decimal, currency: &Exchange, decimals: u32) -> Option<Decimal> {
    let pln = price.checked_mul(currency.rate)?.checked_div(currency.per)?;
    Some(round(round(pln, decimals), PRICE_DECIMALS)).filter(|pln| pln.abs() <= AMOUNT_MAX)
}

/// The amounts in the document's currency; those in złoty where that is its currency. `None` where a number is too
/// large to mean anything.
#[must_use]
pub fn amounts(document: &Document) -> Option<Abroad> {
    let (lines, table) = if is_home(&document.currency) {
        (document.lines.iter().map(same).collect(), document.vat_table.clone())
    } else {
        of_lines(&document.lines, document.counted_from, document.origin.is_some())?
    };
    let total = |of: fn(&VatRow) -> Decimal| table.iter().map(of).sum::<Decimal>();
    let (net, vat, gross) = (total(|row| row.net), total(|row| row.vat), total(|row| row.gross));
    (gross.abs() <= AMOUNT_MAX).then_some(Abroad { lines, table, net, vat, gross })
}

/// What the document comes to in its own currency; `None` where that is none, or too much to mean anything.
#[must_use]
pub fn worth(document: &Document) -> Option<Price> {
    let amount = if is_home(&document.currency) { document.gross } else { amounts(document)?.gross };
    Some(Price { amount, currency: Currency::new(&document.currency.symbol)? })
}

/// What lines are worth in their currency, and the VAT table of it. Those of an order share the net of their rate: half a
/// cent that each line loses by itself is worth more than a grosz, and would part the lines from the table. What another
/// program made has the net of each line by itself, as Optima has it.
fn of_lines(lines: &[Line], counted_from: CountedFrom, of_order: bool) -> Option<(Vec<LineAbroad>, Vec<VatRow>)> {
    let mut own: Vec<LineAbroad> = lines.iter().map(|own| line(own, counted_from)).collect::<Option<_>>()?;
    if of_order && counted_from == CountedFrom::Gross {
        let worth: Vec<_> = lines.iter().map(|line| line.rate).zip(own.iter().map(|own| own.gross)).collect();
        for (own, net) in own.iter_mut().zip(net::shared(&worth)) {
            own.net = net;
        }
    }
    let rates = lines.iter().map(|line| line.rate);
    let table = match counted_from {
        CountedFrom::Gross => table_from_gross(rates.zip(own.iter().map(|line| line.gross))),
        CountedFrom::Net => table_from_net(rates.zip(own.iter().map(|line| line.net))),
    };
    Some((own, table))
}

/// Puts złoty into lines, those of an order or another program's, whose prices before discount are in the currency, and gives the VAT table in złoty. Each amount
/// is rounded once: those of a line, and of each rate its VAT (art. 106e (11) of the VAT act) and what it is counted
/// from. So the lines of a rate miss its row by a grosz each at most. `None` where a number is too large to mean anything.
#[must_use]
pub fn into_pln(
    lines: &mut [Line],
    counted_from: CountedFrom,
    currency: &Exchange,
    of_order: bool,
) -> Option<Vec<VatRow>> {
    let (own, table) = of_lines(lines, counted_from, of_order)?;
    for (line, own) in lines.iter_mut().zip(&own) {
        line.price = price_in_pln(own.price, currency, PRICE_DECIMALS)?;
        (line.net, line.gross) = (in_pln(own.net, currency)?, in_pln(own.gross, currency)?);
    }
    table_in_pln(&table, counted_from, currency)
}

/// The VAT table in złoty of lines whose prices before discount are in the currency, as [`into_pln`] gives it.
#[must_use]
pub fn table_of(lines: &[Line], counted_from: CountedFrom, currency: &Exchange) -> Option<Vec<VatRow>> {
    let (_, table) = of_lines(lines, counted_from, false)?;
    table_in_pln(&table, counted_from, currency)
}

fn table_in_pln(table: &[VatRow], counted_from: CountedFrom, currency: &Exchange) -> Option<Vec<VatRow>> {
    let in_pln = |amount| in_pln(amount, currency);
    let row = |own: &VatRow| {
        let vat = in_pln(own.vat)?;
        let (net, gross) = match counted_from {
            CountedFrom::Gross => in_pln(own.gross).map(|gross| (gross - vat, gross))?,
            CountedFrom::Net => in_pln(own.net).map(|net| (net, net + vat))?,
        };
        Some(VatRow { rate: own.rate, net, vat, gross })
    };
    table.iter().map(row).collect()
}

/// The amounts of a line in złoty, where that is the document's currency.
#[must_use]
pub fn same(line: &Line) -> LineAbroad {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::plan::tests::{document, line};

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn forints() -> Exchange {
        let currency = document(Vec::new()).currency;
        Exchange { symbol: "HUF".to_owned(), rate: d("1.1063"), per: d("100"), ..currency }
    }

    #[test]
    fn vat_in_zloty_is_the_vat_in_the_currency_at_its_rate() {
        // 23 % in 140.00 HUF is 26.18, in 21.00 it is 3.93; 23 % in the złoty of both would be 0.33.
        let mut lines = vec![line(1, "A", "7", "20.00", 23), line(2, "B", "1", "21.00", 23)];
        let table = into_pln(&mut lines, CountedFrom::Gross, &forints(), true).unwrap();
        let shown: Vec<String> = table.iter().map(|row| format!("{} {} {}", row.net, row.vat, row.gross)).collect();
        // 30.11 HUF of VAT and 161.00 HUF of all, each at 1.1063 / 100.
        assert_eq!(shown, ["1.45 0.33 1.78"]);
        let shown: Vec<String> =
            lines.iter().map(|line| format!("{} {} {}", line.price, line.net, line.gross)).collect();
        assert_eq!(shown, ["0.2213 1.26 1.55", "0.2323 0.19 0.23"]);
        // At 4.25 a cent more or less of VAT shows.
        let euro = Exchange { symbol: "EUR".to_owned(), rate: d("4.2537"), per: d("1"), ..forints() };
        let mut lines = vec![line(1, "A", "1", "1.01", 23)];
        let table = into_pln(&mut lines, CountedFrom::Gross, &euro, true).unwrap();
        assert_eq!((table[0].net, table[0].vat, table[0].gross), (d("3.49"), d("0.81"), d("4.30")));
        assert_eq!(table[0].rate.vat_in_gross(d("4.30")), d("0.80"), "the VAT of the złoty is another");
    }

    #[test]
    fn an_orders_lines_share_the_net_of_their_rate_and_other_programs_have_each_by_itself() {
        let euro = Exchange { symbol: "EUR".to_owned(), rate: d("4.2513"), per: d("1"), ..forints() };
        let lines = || (1..=3).map(|position| line(position, "A", "1", "0.13", 23)).collect::<Vec<_>>();
        let nets = |of_order| {
            let mut lines = lines();
            let table = into_pln(&mut lines, CountedFrom::Gross, &euro, of_order).unwrap();
            let (own, _) = of_lines(&lines, CountedFrom::Gross, of_order).unwrap();
            let own: Vec<String> = own.iter().map(|own| own.net.to_string()).collect();
            (own, lines.iter().map(|line| line.net).sum::<Decimal>(), table[0].net)
        };
        // 23 % in 0.39 EUR is 0.07, in each 0.13 it is 0.02.
        assert_eq!(nets(true), (vec!["0.11".to_owned(), "0.11".to_owned(), "0.10".to_owned()], d("1.37"), d("1.36")));
        assert_eq!(
            nets(false),
            (vec!["0.11".to_owned(), "0.11".to_owned(), "0.11".to_owned()], d("1.41"), d("1.36")),
            "by five grosze, of three lines"
        );
    }

    #[test]
    fn counted_from_net_the_net_is_put_into_zloty_and_the_gross_follows() {
        let euro = Exchange { symbol: "EUR".to_owned(), rate: d("4.2531"), per: d("1"), ..forints() };
        let mut lines = vec![line(1, "A", "3", "1.11", 23), line(2, "B", "1", "2.23", 23)];
        let table = into_pln(&mut lines, CountedFrom::Net, &euro, true).unwrap();
        assert_eq!((table[0].net, table[0].vat, table[0].gross), (d("23.65"), d("5.44"), d("29.09")));
    }

    #[test]
    fn what_is_too_large_to_mean_anything_is_nothing() {
        let rate = Exchange { symbol: "XXX".to_owned(), rate: d("9999999999999"), per: d("1"), ..forints() };
        assert_eq!(into_pln(&mut [line(1, "A", "1", "20.00", 23)], CountedFrom::Gross, &rate, true), None);
    }
}
