//! What in a header contradicts the rest of its document and no amount shows: the day of the rate, and the discount.

use super::fields::{Binder, Here};
use crate::core::convert::rate_day;
use crate::core::document::Document;
use crate::core::foreign;
use crate::core::message::text;

/// Looks at a document that was read. What we made is held against what we make; of another program's only what cannot be is
/// told: which day's rate it takes, and which lines a discount is for, is its own affair.
pub(super) fn look(bind: &mut Binder<'_>, header: &Here<'_>, document: &Document, ours: bool) {
    if let Some(exchange) = bind.child(header, "WALUTA").filter(|_| !foreign::is_home(&document.currency))
        && let Some((place, day)) = bind.child(&exchange, "KURS_DATA").zip(document.currency.date)
    {
        let latest = document.date.max(document.issue_date).max(document.operation_date);
        let expected = rate_day(document.date).filter(|expected| ours && *expected != day);
        if day > latest {
            bind.warning(text::Xml152 { found: day.to_string().into(), latest: latest.to_string().into() }, &place);
        } else if let Some(expected) = expected {
            let (found, date) = (day.to_string().into(), document.date.to_string().into());
            bind.warning(text::Xml151 { found, date, expected: expected.to_string().into() }, &place);
        }
    }
    let is_given = |discount| document.lines.iter().any(|line| line.discount == discount);
    if ours
        && !document.discount.is_zero()
        && !is_given(document.discount)
        && let Some(place) = bind.child(header, "RABAT")
    {
        bind.warning(text::Xml153 { discount: document.discount.to_string().into() }, &place);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::super::samples::{self, d};
    use super::super::{Limits, read, write};
    use crate::core::document::{Document, Exchange};
    use crate::core::problem::Severity;

    /// Codes of warnings, and where they are.
    fn warned(document: &Document) -> Vec<(String, String)> {
        let file = read(&write(document).unwrap(), &Limits::default()).unwrap();
        let (_, problems) = file.documents.into_iter().next().unwrap().unwrap();
        let warnings = problems.into_iter().filter(|problem| problem.severity == Severity::Warning);
        warnings.map(|problem| (problem.code().to_owned(), problem.place.path.unwrap())).collect()
    }

    fn rate_of(document: Document, day: Date) -> Document {
        let currency = Exchange { date: Some(day), ..document.currency.clone() };
        Document { currency, ..document }
    }

    #[test]
    fn the_day_of_our_rate_is_the_working_day_before_the_document() {
        // A Saturday: Friday's rate.
        let forints = samples::forints();
        let path = "ROOT/DOKUMENT[1]/NAGLOWEK/WALUTA/KURS_DATA".to_owned();
        assert_eq!(warned(&forints), []);
        for (day, code) in [
            (date(2026, 3, 12), "XML-151"),
            (date(2026, 3, 14), "XML-151"),
            (date(2025, 3, 13), "XML-151"),
            (date(2026, 3, 15), "XML-152"),
        ] {
            assert_eq!(warned(&rate_of(forints.clone(), day)), [(code.to_owned(), path.clone())], "{day}");
        }
        let moved = Document { date: date(2026, 3, 17), ..forints };
        assert_eq!(warned(&moved), [("XML-151".to_owned(), path)]);
        // In złoty there is no rate to have a day.
        assert_eq!(warned(&rate_of(samples::private(), date(2030, 1, 1))), []);
    }

    #[test]
    fn the_day_of_another_programs_rate_is_its_own_affair_as_long_as_it_can_be() {
        let other = Document { origin: None, ..samples::forints() };
        for day in [date(2026, 3, 14), date(2026, 3, 2), date(2020, 1, 1)] {
            assert_eq!(warned(&rate_of(other.clone(), day)), [], "{day}");
        }
        let later = rate_of(other, date(2026, 3, 20));
        assert_eq!(warned(&later).remove(0).0, "XML-152");
        assert_eq!(warned(&Document { operation_date: date(2026, 3, 20), ..later }), []);
    }

    #[test]
    fn a_discount_in_our_header_is_that_of_some_line() {
        let ours = Document { discount: d("10"), ..samples::private() };
        assert_eq!(warned(&ours).remove(0), ("XML-153".to_owned(), "ROOT/DOKUMENT[1]/NAGLOWEK/RABAT".to_owned()));
        assert_eq!(warned(&Document { origin: None, ..ours.clone() }), [], "which goods have it is not ours to know");
        let mut given = ours;
        given.lines[0].discount = d("10.00");
        assert_eq!(warned(&given), []);
    }
}
