//! One cell: what Excel wraps around a value, what it spoils, and numbers as Poles write them.

use rust_decimal::Decimal;

/// The value of a cell without what Excel needs to keep it a text: `="0123"`, a leading apostrophe.
pub(super) fn unwrap(cell: &str) -> String {
    let cell = cell.trim();
    let cell = cell.strip_prefix("=\"").and_then(|inner| inner.strip_suffix('"')).unwrap_or(cell);
    cell.strip_prefix('\'').unwrap_or(cell).trim().to_owned()
}

/// A long number that Excel wrote as `5,9E+12`: its digits are gone.
pub(super) fn is_spoilt(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    lower.split_once("e+").is_some_and(|(digits, power)| {
        let digits = digits.trim_start_matches('-');
        !power.is_empty()
            && power.bytes().all(|b| b.is_ascii_digit())
            && digits.bytes().next().is_some_and(|b| b.is_ascii_digit())
            && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
    })
}

/// `12,34`, `12.34`, `1 234,50` with any kind of blank. The last of comma and point parts the decimals; both
/// together (`1.234,50`) are not accepted, for which is which depends on who wrote it.
pub(super) fn number(text: &str) -> Option<Decimal> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let marks = plain.chars().filter(|c| matches!(c, ',' | '.')).count();
    let digits = plain.chars().any(|c| c.is_ascii_digit());
    let sound = marks <= 1 && digits && plain.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    sound.then(|| plain.replace(',', ".").parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r_f2_excels_wrappings_come_off() {
        for (cell, value) in
            [("=\"0123\"", "0123"), ("'0123", "0123"), (" 0123 ", "0123"), ("= 1", "= 1"), ("", ""), ("=\"\"", "")]
        {
            assert_eq!(unwrap(cell), value);
        }
    }

    #[test]
    fn spoilt_numbers_are_seen() {
        for text in ["5,9E+12", "5.9e+12", "1E+11", "5,90123E+12"] {
            assert!(is_spoilt(text), "{text}");
        }
        for text in ["5900", "E+12", "KUBEK-E+1", "1E+", "1E+1a", "SIZE+1"] {
            assert!(!is_spoilt(text), "{text}");
        }
    }

    #[test]
    fn numbers_have_a_comma_or_a_point() {
        for (text, value) in [("12,34", "12.34"), ("12.34", "12.34"), ("1 234,50", "1234.50"), ("1\u{a0}234", "1234")] {
            assert_eq!(number(text), value.parse().ok());
        }
        for text in ["", "-1", "1.234,50", "1,2,3", "abc", ",", "1e5", "+3"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
