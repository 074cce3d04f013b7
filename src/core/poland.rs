//! Days and hours in Poland: an order's day is the seller's, not that of UTC.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};

/// Poland's time, should the machine have no time zones: the rule in force since 1996.
const RULE: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

/// The zone.
#[must_use]
pub fn zone() -> TimeZone {
    TimeZone::get("Europe/Warsaw")
        .or_else(|_| TimeZone::posix(RULE))
        .unwrap_or_else(|_| TimeZone::fixed(Offset::constant(1)))
}

/// What calendar and clock show in Poland.
#[must_use]
pub fn local(at: Timestamp) -> DateTime {
    zone().to_datetime(at)
}

/// The day in Poland.
#[must_use]
pub fn day(at: Timestamp) -> Date {
    zone().to_datetime(at).date()
}

/// Day and minute in Poland, for people; none: a dash.
#[must_use]
pub fn minute(at: Option<Timestamp>) -> String {
    at.map_or_else(|| "-".to_owned(), |at| local(at).strftime("%Y-%m-%d %H:%M").to_string())
}

/// The beginning of a day in Poland. `None` at the ends of the calendar only.
#[must_use]
pub fn beginning(day: Date) -> Option<Timestamp> {
    day.to_zoned_datetime(zone()).ok().map(|zoned| zoned.timestamp())
}

/// An hour of a day in Poland: behind the gap where the clocks skip it, the first where they show it twice. `None` at
/// the ends of the calendar only.
#[must_use]
pub fn at(day: Date, time: Time) -> Option<Timestamp> {
    zone().to_timestamp(day.to_datetime(time)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_day_changes_at_midnight_in_poland() {
        for (at, expected) in [
            ("2026-11-22T22:59:59Z", date(2026, 11, 22)),
            ("2026-11-22T23:00:00Z", date(2026, 11, 23)),
            ("2026-07-01T22:00:00Z", date(2026, 7, 2)),
        ] {
            assert_eq!(day(at.parse().unwrap()), expected, "{at}");
        }
        assert_eq!(beginning(date(2026, 7, 2)), Some("2026-07-01T22:00:00Z".parse().unwrap()));
    }
}
