//! The day of the import in place of the day of the purchase, where the user wants it so
//! (`reference/requirements.md` 3.5, "Data").

use jiff::civil::Date;

use crate::core::document::{Document, Origin};
use crate::core::message::text::{Imp080, Imp081};
use crate::core::problem::Problem;
use crate::core::settings::{DocumentDate, Settings};

/// The document of an order as of the day of its import: all its days move together, so that terms stay as long as
/// they are. The day of an exchange rate stays. A file of another kind, or of a person, keeps its days.
#[must_use]
pub fn dated(document: Document, settings: &Settings, today: Date) -> Document {
    if settings.fields.date == DocumentDate::Purchase || document.origin.is_none() {
        return document;
    }
    let Ok(by) = document.date.until(today) else { return document };
    let moved = |date: Date| date.checked_add(by).unwrap_or(date);
    let origin = document.origin.map(|origin| Origin { reserved_until: origin.reserved_until.map(moved), ..origin });
    Document {
        date: today,
        issue_date: moved(document.issue_date),
        operation_date: moved(document.operation_date),
        deposit_return: document.deposit_return.map(moved),
        payment_due: document.payment_due.map(moved),
        origin,
        ..document
    }
}

/// What a person should know of a document's day before a number of that year's series is taken for it: a year that is
/// neither this one nor the last, or a day that has not come. A day is left for clocks and time zones.
#[must_use]
pub fn odd_day(day: Date, today: Date) -> Option<Problem> {
    let told = || day.to_string().into();
    if !(today.year() - 1..=today.year()).contains(&day.year()) {
        return Some(Problem::warning(Imp080 { day: told(), year: day.year().to_string().into() }));
    }
    (day > today.tomorrow().unwrap_or(today)).then(|| Problem::warning(Imp081 { day: told() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_of_another_year_or_of_the_future_is_told() {
        let today = date(2026, 11, 30);
        for (day, code) in [
            (date(2026, 11, 30), None),
            (date(2026, 12, 1), None),
            (date(2026, 12, 2), Some("IMP-081")),
            (date(2025, 1, 1), None),
            (date(2024, 12, 31), Some("IMP-080")),
            (date(1970, 1, 1), Some("IMP-080")),
            (date(2027, 1, 1), Some("IMP-080")),
        ] {
            let told = odd_day(day, today);
            assert_eq!(told.as_ref().map(Problem::code), code, "{day}");
        }
        // On New Year's Eve tomorrow is of another year, and in order only to the clock.
        assert_eq!(odd_day(date(2027, 1, 1), date(2026, 12, 31)).unwrap().code(), "IMP-080");
    }
}
