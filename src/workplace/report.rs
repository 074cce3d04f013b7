//! Day by day: what was bought at Allegro, and what of it is in Optima.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use rust_decimal::Decimal;

use super::{Failure, Workplace};
use crate::core::life::State;
use crate::core::poland;
use crate::ledger::BoughtHour;

/// One day in one currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// Orders that were bought.
    pub orders: u64,
    /// Of them in Optima.
    pub documents: u64,
    /// Of them not, though they should be by now.
    pub missing: u64,
    /// Of them none is to be there yet: nobody has paid for them, or they settle by themselves.
    pub awaiting: u64,
    /// Of them a person wants no document.
    pub ignored: u64,
    /// Cancelled at Allegro, or in another order since, without a document: they are none of the others.
    pub cancelled: u64,
    /// Cancelled at Allegro although a document is in Optima.
    pub undone: u64,
    /// Their goods came back.
    pub returned: u64,
    /// Something about them waits for a person.
    pub open: u64,
    /// What the buyers owe.
    pub total: Decimal,
    /// What of that is in Optima.
    pub in_optima: Decimal,
    /// What of that should be in Optima, and is not.
    pub lacking: Decimal,
}

/// Days by currency.
pub type Days = BTreeMap<(Date, String), Day>;

impl Workplace {
    /// The days of a period, the last one included, of a company, or of all together.
    ///
    /// # Errors
    /// A ledger cannot be read, or there is no such company.
    pub fn days(&self, period: (Date, Date), company: Option<&str>) -> Result<Days, Failure> {
        let (begin, end) = bounds(period);
        let mut bought = Vec::new();
        for company in self.those(company)? {
            bought.extend(company.ledger()?.bought_by_hour(begin, end)?);
        }
        Ok(days(&bought))
    }
}

impl Day {
    /// These too.
    pub fn add(&mut self, other: &Self) {
        self.orders += other.orders;
        self.documents += other.documents;
        self.missing += other.missing;
        self.awaiting += other.awaiting;
        self.ignored += other.ignored;
        self.cancelled += other.cancelled;
        self.undone += other.undone;
        self.returned += other.returned;
        self.open += other.open;
        self.total += other.total;
        self.in_optima += other.in_optima;
        self.lacking += other.lacking;
    }
}

/// From the first moment of the first day to the last of the last.
pub fn bounds((from, to): (Date, Date)) -> (Timestamp, Timestamp) {
    let begin = poland::beginning(from).unwrap_or(Timestamp::MIN);
    (begin, poland::beginning(to.saturating_add(1.day())).unwrap_or(Timestamp::MAX))
}

/// Sums up. An order that Allegro cancelled without a document is not missing. Poland's days begin with full hours.
fn days(bought: &[BoughtHour]) -> Days {
    let mut days = Days::new();
    for orders in bought {
        let gone = matches!(orders.state, State::Cancelled | State::Superseded);
        let currency = orders.currency.clone().unwrap_or_else(|| "PLN".to_owned());
        let day = days.entry((poland::day(orders.at), currency)).or_default();
        if gone && !orders.document {
            day.cancelled += orders.count;
            continue;
        }
        day.orders += orders.count;
        day.total += orders.total;
        day.open += if orders.open { orders.count } else { 0 };
        day.returned += if orders.returned { orders.count } else { 0 };
        if orders.document {
            day.documents += orders.count;
            day.in_optima += orders.total;
            day.undone += if gone { orders.count } else { 0 };
        } else if orders.state == State::Ignored {
            day.ignored += orders.count;
        } else if matches!(orders.state, State::Seen | State::Waiting) && !orders.open {
            day.awaiting += orders.count;
        } else {
            day.missing += orders.count;
            day.lacking += orders.total;
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bought(state: State, document: bool, total: &str) -> BoughtHour {
        let at = "2026-03-01T23:00:00Z".parse().unwrap();
        let open = !matches!(state, State::Cancelled | State::Waiting | State::Ignored);
        let returned = state == State::Imported;
        BoughtHour { at, state, currency: None, document, open, returned, count: 1, total: total.parse().unwrap() }
    }

    #[test]
    fn a_days_orders_are_documents_or_missing_and_their_sums_agree() {
        let days = days(&[
            bought(State::Imported, true, "10.10"),
            bought(State::Error, false, "5.05"),
            bought(State::Cancelled, true, "1.00"),
            bought(State::Cancelled, false, "99.00"),
            bought(State::Waiting, false, "7.00"),
            bought(State::Ignored, false, "3.00"),
        ]);
        let sum = |text: &str| text.parse().unwrap();
        let day = Day {
            orders: 5,
            documents: 2,
            missing: 1,
            awaiting: 1,
            ignored: 1,
            cancelled: 1,
            undone: 1,
            returned: 1,
            open: 2,
            total: sum("26.15"),
            in_optima: sum("11.10"),
            lacking: sum("5.05"),
        };
        // Midnight in Poland.
        let at = (jiff::civil::date(2026, 3, 2), "PLN".to_owned());
        assert_eq!(days, Days::from([(at, day)]));
    }
}
