//! Is a file's sum the sum of its order? A file may have been corrected by hand, or be an old copy.

use rust_decimal::Decimal;

use super::{Life, Made};
use crate::core::document::{CountedFrom, Document};
use crate::core::foreign;
use crate::core::money::{Currency, Price};

/// How the sums compare.
#[derive(Clone, Debug, PartialEq)]
pub enum Sums {
    /// They agree.
    Same,
    /// The order is not known, or the file is of another revision of it.
    Unknown,
    /// They do not.
    Other {
        /// The file's.
        file: Price,
        /// The order's.
        order: Price,
    },
}

/// The file's gross against that of the revision that it names. What we noted when we wrote that revision's file counts
/// before the order's own total, which a document that is counted from net may miss by a grosz for each line
/// (`design.md`, invariant 6). A rate and amounts that are both wrong may give the same złoty, so the sum in the document's
/// own currency is looked at first: the one that we noted, or of a file of an earlier version, which noted złoty alone, the
/// order's.
#[must_use]
pub fn compare(life: Option<&Life>, document: &Document) -> Sums {
    let Some(life) = life else { return Sums::Unknown };
    let named = document.origin.as_ref().and_then(|origin| origin.revision.as_deref());
    let made = life.made.as_ref().filter(|made| named.is_none() || named == made.revision.as_deref());
    let of_own = match (foreign::worth(document), made.and_then(|made| made.worth.clone())) {
        (Some(own), Some(worth)) => held(own, worth, Decimal::ZERO),
        (Some(own), None) => of_total(life, made, document, own),
        (None, _) => Sums::Unknown,
    };
    match made {
        Some(made) if !matches!(of_own, Sums::Other { .. }) => {
            let [file, noted] = [document.gross, made.gross].map(|amount| Price { amount, currency: Currency::pln() });
            held(file, noted, Decimal::ZERO)
        }
        _ => of_own,
    }
}

/// The file's sum in its own currency against the order's total, as far as that says something of this file.
fn of_total(life: &Life, made: Option<&Made>, document: &Document, own: Price) -> Sums {
    let Some(total) = total(life) else { return Sums::Unknown };
    let named = document.origin.as_ref().and_then(|origin| origin.revision.as_deref());
    // Of a file that names no revision, and was made of an earlier one, the total says nothing.
    let is_last = (named.is_none() || named == life.revision.as_deref())
        && made.is_none_or(|made| made.revision == life.revision);
    let from_net = || Decimal::new(i64::try_from(document.lines.len()).unwrap_or(i64::MAX), 2);
    let bound = if document.counted_from == CountedFrom::Net { from_net() } else { Decimal::ZERO };
    match made {
        _ if own.currency != total.currency => Sums::Other { file: own, order: total },
        // What we noted in złoty says it.
        Some(_) if own.currency.is_pln() => Sums::Unknown,
        _ if is_last => held(own, total, bound),
        _ => Sums::Unknown,
    }
}

fn held(file: Price, order: Price, bound: Decimal) -> Sums {
    let same = file.currency == order.currency && (order.amount - file.amount).abs() <= bound;
    if same { Sums::Same } else { Sums::Other { file, order } }
}

/// The total of the order as it is now.
fn total(life: &Life) -> Option<Price> {
    let currency = Currency::new(life.currency.as_deref()?)?;
    Some(Price { amount: life.total.as_deref()?.parse().ok()?, currency })
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
        let revision = Some(revision.to_owned());
        let made = Made { sha256: String::new(), gross: d(gross), worth: None, revision, print: None };
        Life { made: Some(made), ..life }
    }

    /// The same, and the sum in the order's currency was noted too.
    fn worth(life: Life, revision: &str, gross: &str, worth: &str) -> Life {
        let (amount, currency) = worth.split_once(' ').unwrap();
        let worth = Price { amount: d(amount), currency: Currency::new(currency).unwrap() };
        let life = made(life, revision, gross);
        let noted = life.made.clone().map(|made| Made { worth: Some(worth), ..made });
        Life { made: noted, ..life }
    }

    fn other(order: &str) -> Sums {
        others("150.00 PLN", &format!("{order} PLN"))
    }

    fn others(file: &str, order: &str) -> Sums {
        let price = |text: &str| {
            let (amount, currency) = text.split_once(' ').unwrap();
            Price { amount: d(amount), currency: Currency::new(currency).unwrap() }
        };
        Sums::Other { file: price(file), order: price(order) }
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
    fn an_order_in_another_currency_is_held_against_its_file_in_that_currency() {
        let mut file = file(Some("r"));
        file.currency.symbol = "EUR".to_owned();
        let abroad = |total: &str| Life { currency: Some("EUR".to_owned()), ..order("r", total) };
        assert_eq!(compare(Some(&abroad("150.00")), &file), Sums::Same);
        assert_eq!(compare(Some(&abroad("34.88")), &file), others("150.00 EUR", "34.88 EUR"));
        assert_eq!(compare(Some(&made(abroad("150.00"), "r", "150.00")), &file), Sums::Same);
        assert_eq!(compare(Some(&made(abroad("150.00"), "r", "151.00")), &file), other("151.00"), "another rate");
        // The amounts doubled and the rate halved: the złoty are the same.
        let ours = made(abroad("75.00"), "r", "150.00");
        assert_eq!(compare(Some(&ours), &file), others("150.00 EUR", "75.00 EUR"));
        // Counted from net, a cent for each line.
        let net = Document { counted_from: CountedFrom::Net, ..file.clone() };
        let gross = foreign::amounts(&net).unwrap().gross;
        let by = |cents: i64| abroad(&(gross + Decimal::new(cents, 2)).to_string());
        assert_eq!(compare(Some(&by(-3)), &net), Sums::Same);
        assert_ne!(compare(Some(&by(4)), &net), Sums::Same);
        // The order moved on, and its total is not that of the file any more.
        let moved_on = Life { revision: Some("r2".to_owned()), ..ours };
        assert_eq!(compare(Some(&moved_on), &file), Sums::Same);
        file.origin.as_mut().unwrap().revision = None;
        assert_eq!(compare(Some(&moved_on), &file), Sums::Same);
    }

    #[test]
    fn a_file_in_another_currency_than_its_order_is_another_sum_whatever_its_revision() {
        let mut file = file(Some("r"));
        let abroad = Life { currency: Some("RON".to_owned()), ..order("r", "150.00") };
        for symbol in ["CHF", "PLN"] {
            symbol.clone_into(&mut file.currency.symbol);
            let wrong = others(&format!("150.00 {symbol}"), "150.00 RON");
            assert_eq!(compare(Some(&abroad), &file), wrong);
            assert_eq!(compare(Some(&made(abroad.clone(), "r", "150.00")), &file), wrong);
            let moved_on = Life { revision: Some("r2".to_owned()), ..abroad.clone() };
            assert_eq!(compare(Some(&moved_on), &file), wrong);
        }
        "EUR".clone_into(&mut file.currency.symbol);
        assert_eq!(compare(Some(&order("r", "150.00")), &file), others("150.00 EUR", "150.00 PLN"));
    }

    /// The order moved on, and the file of its earlier revision still waits.
    #[test]
    fn an_older_file_is_held_in_its_currency_against_what_it_was_made_to_say() {
        let mut file = file(Some("r1"));
        file.currency.symbol = "EUR".to_owned();
        let moved_on = Life { currency: Some("EUR".to_owned()), ..order("r2", "999.00") };
        let noted = |sum: &str| worth(moved_on.clone(), "r1", "150.00", sum);
        assert_eq!(compare(Some(&noted("150.00 EUR")), &file), Sums::Same);
        // The złoty are the same: amounts and rate both changed, or the symbol alone.
        assert_eq!(compare(Some(&noted("75.00 EUR")), &file), others("150.00 EUR", "75.00 EUR"));
        assert_eq!(compare(Some(&noted("150.01 EUR")), &file), others("150.00 EUR", "150.01 EUR"));
        assert_eq!(compare(Some(&noted("150.00 CZK")), &file), others("150.00 EUR", "150.00 CZK"));
        // The rate alone.
        assert_eq!(compare(Some(&worth(moved_on.clone(), "r1", "151.00", "150.00 EUR")), &file), other("151.00"));
        // An earlier version noted no more than złoty.
        assert_eq!(compare(Some(&made(moved_on.clone(), "r1", "150.00")), &file), Sums::Same);
        // A file that names no revision is the one that was made; of one of another revision nothing is known.
        file.origin.as_mut().unwrap().revision = None;
        assert_eq!(compare(Some(&noted("75.00 EUR")), &file), others("150.00 EUR", "75.00 EUR"));
        file.origin.as_mut().unwrap().revision = Some("r0".to_owned());
        assert_eq!(compare(Some(&noted("75.00 EUR")), &file), Sums::Unknown);
    }

    #[test]
    fn a_total_that_is_not_known_says_nothing() {
        assert_eq!(compare(Some(&Life { total: None, ..order("r", "") }), &file(Some("r"))), Sums::Unknown);
        assert_eq!(compare(Some(&order("r", "dużo")), &file(Some("r"))), Sums::Unknown);
    }
}
