//! The exchange rate of an order in a foreign currency: the NBP's average of the last working day before the
//! purchase, and no other (`reference/requirements.md` section 4).

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::report::Report;
use crate::core::document::Exchange;
use crate::core::message::text as say;
use crate::core::money::{Currency, PRICE_DECIMALS};
use crate::core::problem::Problem;
use crate::core::tables::Tables;
use crate::core::workdays::is_working;

/// `KURS_NUMER` in files of 2021 and later (`reference/optima-xml.md` 2.3).
// inferred: that it is the same for other currencies; no document in one was seen.
const RATE_KIND: i64 = 3;

/// A rate with the number of its table.
#[derive(Clone, Debug)]
pub(super) struct Rate {
    pub(super) exchange: Exchange,
    /// Empty for złoty.
    pub(super) table: String,
}

impl Rate {
    /// For the description; empty for złoty.
    pub(super) fn text(&self) -> String {
        let Exchange { symbol, rate, per, date, .. } = &self.exchange;
        match date {
            Some(date) if !self.table.is_empty() => {
                format!("{per} {symbol} = {rate} PLN, NBP {date}, {}", self.table)
            }
            _ => String::new(),
        }
    }
}

/// The rate for a purchase on a day; for złoty one of 1.
pub(super) fn rate(currency: &Currency, day: Date, tables: &Tables, report: &mut Report) -> Option<Rate> {
    let symbol = currency.as_str().to_owned();
    if currency.is_pln() {
        let one = Decimal::ONE;
        let exchange = Exchange { symbol, rate: one, per: one, rate_kind: RATE_KIND, date: Some(day) };
        return Some(Rate { exchange, table: String::new() });
    }
    let day = rate_day(day)?;
    let Some(row) = tables.rates.get(&(symbol.clone(), day)) else {
        report.error(say::Ord018 { currency: symbol.into(), day: day.to_string().into() });
        return None;
    };
    // `KURS_L` has four decimals; the NBP itself gives the forint for 100.
    let (mut rate, mut per) = (row.rate.normalize(), Decimal::ONE);
    while rate.scale() > PRICE_DECIMALS {
        (rate, per) = ((rate * Decimal::TEN).normalize(), per * Decimal::TEN);
    }
    let exchange = Exchange { symbol, rate, per, rate_kind: RATE_KIND, date: Some(day) };
    let found = Rate { exchange, table: row.table.clone() };
    report.note(say::Ord019 { rate: found.text().into() });
    Some(found)
}

/// The day whose rate a purchase of this day has.
#[must_use]
pub fn rate_day(purchase: Date) -> Option<Date> {
    working_day_before(purchase)
}

/// Has the document another rate than the table has of its day?
#[must_use]
pub fn other_rate(currency: &Exchange, tables: &Tables) -> Option<Problem> {
    let day = currency.date?;
    let row = tables.rates.get(&(currency.symbol.clone(), day))?;
    let found = currency.rate.checked_div(currency.per)?;
    (found != row.rate).then(|| {
        let (symbol, day) = (currency.symbol.as_str().into(), day.to_string().into());
        let (found, expected) = (found.normalize().to_string().into(), row.rate.normalize().to_string().into());
        Problem::warning(say::Xml154 { symbol, day, found, expected })
    })
}

fn working_day_before(day: Date) -> Option<Date> {
    let mut day = day.yesterday().ok()?;
    while !is_working(day) {
        day = day.yesterday().ok()?;
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_nbp_publishes_on_working_days() {
        for (day, before) in [
            (date(2026, 7, 2), date(2026, 7, 1)),
            // Monday: Friday.
            (date(2026, 7, 6), date(2026, 7, 3)),
            // After Easter (5 April 2026) with its Monday.
            (date(2026, 4, 7), date(2026, 4, 3)),
            // After Corpus Christi (4 June 2026).
            (date(2026, 6, 5), date(2026, 6, 3)),
            // Christmas Eve, Christmas, a weekend.
            (date(2026, 12, 28), date(2026, 12, 23)),
            (date(2024, 12, 27), date(2024, 12, 24)),
            (date(2026, 1, 1), date(2025, 12, 31)),
            (date(2026, 1, 7), date(2026, 1, 5)),
        ] {
            assert_eq!(working_day_before(day), Some(before), "{day}");
        }
    }
}
