//! Is a file's sum the sum of its order? A file may have been corrected by hand, or be an old copy.

use rust_decimal::Decimal;

use super::Life;
use crate::core::document::{CountedFrom, Document};
use crate::core::foreign;
use crate::core::money::Currency;

/// How the sums compare; all in złoty.
#[derive(Clone, Debug, PartialEq)]
pub enum Sums {
    /// They agree.
    Same,
    /// The order is not known, or the file is of another revision of it.
    Unknown,
    /// They do not.
    Other {
        /// The file's.
        file: Decimal,
        /// The order's.
        order: Decimal,
    },
}

/// The file's gross against that of the revision that it names. What we noted when we wrote that revision's file counts
/// before the order's own total, which a document that is counted from net may miss by a grosz for each line
/// (`design.md`, invariant 6).
#[must_use]
pub fn compare(life: Option<&Life>, document: &Document) -> Sums {
    let Some(life) = life else { return Sums::Unknown };
    let named = document.origin.as_ref().and_then(|origin| origin.revision.as_deref());
    let of = |revision: Option<&str>| named.is_none() || named == revision;
    let in_zloty = life.currency.as_deref() == Some(Currency::PLN) && foreign::is_home(&document.currency);
    let (order, bound) = match (&life.made, &life.total) {
        (Some(made), _) if of(made.revision.as_deref()) => (Some(made.gross), Decimal::ZERO),
        (_, Some(total)) if of(life.revision.as_deref()) && in_zloty => {
            let lines = if document.counted_from == CountedFrom::Net { document.lines.len() } else { 0 };
            (total.parse().ok(), Decimal::new(i64::try_from(lines).unwrap_or(i64::MAX), 2))
        }
        _ => (None, Decimal::ZERO),
    };
    match order {
        None => Sums::Unknown,
        Some(order) if (order - document.gross).abs() <= bound => Sums::Same,
        Some(order) => Sums::Other { file: document.gross, order },
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::core::life::Made;
    use crate::core::plan::tests::{document, line};

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    /// A file for 150.00 zł of three lines, made from this revision.
    fn file(revision: Option<&str>) -> Document {
        let lines = (1..=3).map(|position| line(position, "KUBEK", "1", "50.00", 23)).collect();
        let mut file = document(lines);
        file.origin.as_mut().unwrap().revision = revision.map(str::to_owned);
        file
    }

    /// An order of this revision and total.
    fn order(revision: &str, total: &str) -> Life {
        Life {
            revision: Some(revision.to_owned()),
            total: Some(total.to_owned()),
            currency: Some("PLN".to_owned()),
            ..Life::seen("o", "sklep", Timestamp::UNIX_EPOCH)
        }
    }

    /// The same, and its file was made for this sum.
    fn made(life: Life, revision: &str, gross: &str) -> Life {
        let made = Made { sha256: String::new(), gross: d(gross), revision: Some(revision.to_owned()), print: None };
        Life { made: Some(made), ..life }
    }

    fn other(order: &str) -> Sums {
        Sums::Other { file: d("150.00"), order: d(order) }
    }

    #[test]
    fn a_file_is_held_against_the_revision_that_it_names() {
        let compare = |life: &Life, named| compare(Some(life), &file(named));
        assert_eq!(super::compare(None, &file(None)), Sums::Unknown);
        // What we wrote counts before the order's total.
        let ours = made(order("r1", "999.00"), "r1", "150.00");
        assert_eq!(compare(&ours, Some("r1")), Sums::Same);
        assert_eq!(compare(&made(order("r1", "150.00"), "r1", "150.01"), Some("r1")), other("150.01"));
        // The order moved on, and its file was not made anew yet.
        let moved_on = made(order("r2", "999.00"), "r1", "150.00");
        assert_eq!(compare(&moved_on, Some("r1")), Sums::Same);
        assert_eq!(compare(&moved_on, Some("r2")), other("999.00"));
        assert_eq!(compare(&moved_on, Some("r0")), Sums::Unknown, "of neither is anything known");
    }

    #[test]
    fn a_file_that_names_no_revision_is_held_against_what_is_known_last() {
        assert_eq!(compare(Some(&made(order("r2", "999.00"), "r1", "150.00")), &file(None)), Sums::Same);
        assert_eq!(compare(Some(&order("r2", "999.00")), &file(None)), other("999.00"));
        assert_eq!(compare(Some(&order("r2", "150.00")), &Document { origin: None, ..file(None) }), Sums::Same);
    }

    #[test]
    fn the_orders_total_is_met_to_the_grosz_or_to_one_for_each_line_counted_from_net() {
        let net = Document { counted_from: CountedFrom::Net, ..file(Some("r")) };
        for (total, from_gross, from_net) in [
            ("150.00", Sums::Same, Sums::Same),
            ("150.01", other("150.01"), Sums::Same),
            ("149.97", other("149.97"), Sums::Same),
            ("150.03", other("150.03"), Sums::Same),
            ("150.04", other("150.04"), other("150.04")),
            ("149.96", other("149.96"), other("149.96")),
        ] {
            assert_eq!(compare(Some(&order("r", total)), &file(Some("r"))), from_gross, "{total}");
            assert_eq!(compare(Some(&order("r", total)), &net), from_net, "{total}");
        }
        // The bound is for the order's total: the sum that we wrote is met to the grosz.
        assert_eq!(compare(Some(&made(order("r", "150.00"), "r", "150.01")), &net), other("150.01"));
    }

    #[test]
    fn the_total_of_an_order_in_another_currency_says_nothing_and_what_we_wrote_does() {
        let mut file = file(Some("r"));
        file.currency.symbol = "EUR".to_owned();
        let abroad = Life { currency: Some("EUR".to_owned()), ..order("r", "34.88") };
        assert_eq!(compare(Some(&abroad), &file), Sums::Unknown);
        assert_eq!(compare(Some(&made(abroad.clone(), "r", "150.00")), &file), Sums::Same);
        assert_eq!(compare(Some(&made(abroad.clone(), "r", "151.00")), &file), other("151.00"));
        // A document in złoty of such an order.
        file.currency.symbol = "PLN".to_owned();
        assert_eq!(compare(Some(&abroad), &file), Sums::Unknown);
    }

    #[test]
    fn a_total_that_is_not_known_says_nothing() {
        assert_eq!(compare(Some(&Life { total: None, ..order("r", "") }), &file(Some("r"))), Sums::Unknown);
        assert_eq!(compare(Some(&order("r", "dużo")), &file(Some("r"))), Sums::Unknown);
    }
}
