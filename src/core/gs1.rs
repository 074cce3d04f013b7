//! Numbers of GS1, whose last digit checks the others.

/// A GLN: thirteen digits.
#[must_use]
pub fn is_gln(text: &str) -> bool {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| digits.len() == 13) else { return false };
    // Every second digit counts three times, from the second on.
    let sum: u32 = digits.iter().zip([1, 3].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    sum % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gln_checks_itself() {
        for text in ["5900000000008", "2000000000015", "4012345000009"] {
            assert!(is_gln(text), "{text}");
        }
        for text in ["", "123", "5900000000009", "590000000000", "59000000000080", "590000000000x"] {
            assert!(!is_gln(text), "{text}");
        }
    }
}
