//! A day as people write it: `01.10.2026`, `1.10.2026 r.`, `2026-10-01`, `01/10/2026`, `1 października 2026`, `1 X 2026`.
//!
//! The day goes before the month, as in Poland, unless the year goes first. A year has four digits: `01.10.26` may be two
//! days.

use jiff::civil::Date;

/// The months by their first letters in Polish and English, and as Roman numbers.
const MONTHS: [&[&str]; 12] = [
    &["sty", "jan"],
    &["lut", "feb"],
    &["mar"],
    &["kwi", "apr"],
    &["maj", "may"],
    &["cze", "jun"],
    &["lip", "jul"],
    &["sie", "aug"],
    &["wrz", "sep"],
    &["paź", "paz", "oct"],
    &["lis", "nov"],
    &["gru", "dec"],
];
const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// The day, if there is one way to read the text, and such a day.
#[must_use]
pub fn read(text: &str) -> Option<Date> {
    let (year, month, day) = written(text)?;
    Date::new(year, month, day).ok()
}

/// Is it a day as people write it, of which there is none: 31.02.2026?
#[must_use]
pub fn is_none(text: &str) -> bool {
    written(text).is_some_and(|(year, month, day)| Date::new(year, month, day).is_err())
}

/// Year, month and day.
fn written(text: &str) -> Option<(i16, i8, i8)> {
    let low = text.trim().to_lowercase();
    let low = low.strip_suffix('.').unwrap_or(&low);
    let low = ["roku", "r"].iter().find_map(|word| low.strip_suffix(word)).unwrap_or(low).trim_end();
    let parts: Vec<&str> = low
        .split(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '/' | ','))
        .filter(|part| !part.is_empty())
        .collect();
    let &[first, second, third] = parts.as_slice() else { return None };
    let (year, month, day) = if first.len() == 4 { (first, second, third) } else { (third, second, first) };
    Some((number(year, 4, 4)?.try_into().ok()?, month_of(month)?, number(day, 1, 2)?.try_into().ok()?))
}

fn month_of(word: &str) -> Option<i8> {
    if let Some(month) = number(word, 1, 2) {
        return month.try_into().ok();
    }
    let place = ROMAN.iter().position(|roman| *roman == word).or_else(|| {
        let begins = |names: &&[&str]| names.iter().any(|name| word.starts_with(name));
        MONTHS.iter().position(begins)
    })?;
    i8::try_from(place + 1).ok()
}

fn number(digits: &str, least: usize, most: usize) -> Option<u16> {
    let is_number = (least..=most).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_no_calendar_has_is_told_from_what_is_no_day() {
        for text in ["31.02.2026", "2026-02-29", "2026-13-01", "32.01.2026", "0.1.2026"] {
            assert!(is_none(text) && read(text).is_none(), "{text}");
        }
        for text in ["28.02.2026", "wczoraj", "01.10.26", "", "2026"] {
            assert!(!is_none(text), "{text}");
        }
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        for text in [
            "2026-10-01",
            "2026-10-1",
            "2026.10.01",
            "2026/10/01",
            "01.10.2026",
            "1.10.2026",
            " 1.10.2026 r. ",
            "1.10.2026r.",
            "01-10-2026",
            "01/10/2026",
            "1/10/2026",
            "1. 10. 2026",
            "1 października 2026",
            "1 Października 2026 roku",
            "1 pazdziernika 2026 r.",
            "1 paź 2026",
            "1 X 2026",
            "1.X.2026",
            "1 October 2026",
        ] {
            assert_eq!(read(text), Some(Date::constant(2026, 10, 1)), "{text}");
        }
        for (text, month) in
            [("31 stycznia 2026", 1), ("31 marca 2026", 3), ("31 maja 2026", 5), ("31 grudnia 2026", 12)]
        {
            assert_eq!(read(text), Some(Date::constant(2026, month, 31)), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_or_may_be_two_is_none() {
        for text in [
            "",
            "wczoraj",
            "2026",
            "10.2026",
            "01.10.26",
            "26-10-01",
            "2026-02-30",
            "30.02.2026",
            "10/25/2026",
            "1.13.2026",
            "0.10.2026",
            "2026-10-01T10:00:00",
            "1 2 3 2026",
            "1 o 2026",
            "٠١.١٠.٢٠٢٦",
            "99.99.9999",
            "-1.10.2026.5",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
