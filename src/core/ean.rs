//! EAN (GTIN) numbers, compared with their leading zeros, which Excel and some shops lose
//! (`reference/requirements.md` R-F2).

use super::gs1;

/// A GTIN has 8, 12, 13 or 14 digits; written with all leading zeros it has 14.
const PADDED: usize = 14;

/// The digits of an EAN, padded with zeros to fourteen: two EANs are the same if these are. `None` where the
/// text is not 8 to 14 digits (a number that lost zeros may have any length between) or is all zero.
#[must_use]
pub fn padded(text: &str) -> Option<String> {
    let digits: String = text.trim().trim_start_matches('\'').chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let fits = (8..=PADDED).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && digits.bytes().any(|b| b != b'0');
    fits.then(|| format!("{digits:0>PADDED$}"))
}

/// Are these one EAN?
#[must_use]
pub fn same(one: &str, other: &str) -> bool {
    padded(one).is_some_and(|ean| padded(other) == Some(ean))
}

/// Is this a whole EAN or GTIN and nothing else: 12 to 14 digits, the last of which is right?
#[must_use]
pub fn is_whole(text: &str) -> bool {
    (12..=PADDED).contains(&text.len()) && gs1::is_checked(text)
}

/// How a base may have it written: as given, and with 8 or more digits from the full fourteen, shortest first.
#[must_use]
pub fn variants(text: &str) -> Vec<String> {
    let Some(full) = padded(text) else { return Vec::new() };
    let zeros = full.len() - full.trim_start_matches('0').len();
    (0..=zeros.min(PADDED - 8)).rev().filter_map(|skip| full.get(skip..)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r_f2_leading_zeros_do_not_count() {
        assert!(same("012345678905", "12345678905"));
        assert!(same("0012345678905", "012345678905"));
        assert!(same("'0012345678905", "00012345678905"));
        assert!(same("5901234 123457", "5901234123457"));
        assert!(!same("5901234123457", "5901234123458"));
    }

    #[test]
    fn a_whole_ean_ends_with_its_check_digit() {
        for text in ["5901234123457", "012345678905", "2000000000015", "00012345678905"] {
            assert!(is_whole(text), "{text}");
        }
        for text in ["5901234123458", "590123412345", "12345670", "5901234-123457", "0000000000000", "", "KUBEK"] {
            assert!(!is_whole(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_ean_is_like_nothing() {
        for text in ["", "abc", "1234567", "123456789012345", "00000000", "5,9E+12"] {
            assert_eq!(padded(text), None, "{text}");
            assert!(!same(text, text));
        }
    }

    #[test]
    fn the_variants_end_with_all_fourteen() {
        assert_eq!(variants("012345678905"), ["12345678905", "012345678905", "0012345678905", "00012345678905"]);
        assert_eq!(variants("5901234123457"), ["5901234123457", "05901234123457"]);
    }
}
