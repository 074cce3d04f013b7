//! Numbers of GS1, whose last digit checks the others.

/// A GLN: thirteen digits.
#[must_use]
pub fn is_gln(text: &str) -> bool {
    text.len() == 13 && is_checked(text)
}

/// Digits alone, of which the last one is right.
#[must_use]
pub fn is_checked(text: &str) -> bool {
    let digits: Option<Vec<u32>> = text.chars().map(|c| c.to_digit(10)).collect();
    // From the right every second digit counts three times.
    let weights = [1, 3].into_iter().cycle();
    let sum = digits.map(|digits| digits.iter().rev().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>());
    sum.is_some_and(|sum| sum > 0 && sum.is_multiple_of(10))
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
