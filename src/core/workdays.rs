//! Days on which Poland works, and so the NBP gives exchange rates.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Monday to Friday, but for the days of the act on days free of work.
#[must_use]
pub fn is_working(day: Date) -> bool {
    const FIXED: [(i8, i8); 9] = [(1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26)];
    let date = (day.month(), day.day());
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    // Christmas Eve since 2025.
    let eve = date == (12, 24) && day.year() >= 2025;
    // Easter Monday and Corpus Christi; the other movable feasts are Sundays.
    let movable = easter(day.year()).is_some_and(|easter| {
        [1, 60].into_iter().any(|after: i64| easter.checked_add(after.days()).is_ok_and(|feast| feast == day))
    });
    !(weekend || eve || movable || FIXED.contains(&date))
}

/// Easter Sunday in the Gregorian calendar: the Sunday after the full moon of spring (Gauss, with Lilius' epact).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century) = (year % 19, year / 100);
    let epact = (19 * golden + century - century / 4 - (8 * century + 13) / 25 + 15) % 30;
    let moon = epact - (epact / 28) * (1 - (29 / (epact + 1)) * ((21 - golden) / 11));
    let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
    let after = moon - weekday;
    let month = 3 + (after + 40) / 44;
    let day = after + 28 - 31 * (month / 4);
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_falls_where_the_calendar_has_it() {
        for (year, month, day) in [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)] {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }
}
