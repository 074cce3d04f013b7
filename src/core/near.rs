//! The known word that a strange one was most likely meant to be.

use super::text;

/// A longer word is no slip of anything.
const LONGEST: usize = 64;

/// The known word nearest to what is written, if one is near enough to have been meant: a third of its letters may be other
/// ones. Case, blanks, dashes and Polish marks do not count.
#[must_use]
pub fn nearest<'k>(written: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let written = letters(written);
    if written.is_empty() || written.len() > LONGEST {
        return None;
    }
    let apart = |word: &'k str| {
        let word_letters = letters(word);
        let apart = distance(&written, &word_letters);
        let bound = (written.len().max(word_letters.len()) / 3).max(1);
        (!word_letters.is_empty() && word_letters.len() <= LONGEST && apart <= bound).then_some((apart, word))
    };
    known.into_iter().filter_map(apart).min_by_key(|(apart, _)| *apart).map(|(_, word)| word)
}

/// How far a known word is from what is written, for sorting: the nearest first. Case, blanks, dashes and Polish marks do not
/// count.
#[must_use]
pub fn apart(written: &str, word: &str) -> usize {
    let cut = |text: &str| -> Vec<char> { letters(text).into_iter().take(LONGEST).collect() };
    distance(&cut(written), &cut(word))
}

/// Are both the same, where case, blanks, dashes and Polish marks do not count?
#[must_use]
pub fn alike(one: &str, other: &str) -> bool {
    let one = letters(one);
    !one.is_empty() && one == letters(other)
}

fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).map(text::without_mark).collect()
}

/// Letters to add, leave out, change or swap with their neighbour.
fn distance(from: &[char], to: &[char]) -> usize {
    let mut rows: [Vec<usize>; 3] = [Vec::new(), (0..=to.len()).collect(), Vec::new()];
    for (i, a) in from.iter().enumerate() {
        let [before, last, row] = &mut rows;
        row.clear();
        row.push(i + 1);
        for (j, b) in to.iter().enumerate() {
            let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX - 1);
            let changed = at(last, j) + usize::from(a != b);
            let mut fewest = changed.min(at(last, j + 1) + 1).min(at(row, j) + 1);
            let swapped = i > 0 && j > 0 && from.get(i - 1) == Some(b) && to.get(j - 1) == Some(a);
            if swapped {
                fewest = fewest.min(at(before, j - 1) + 1);
            }
            row.push(fewest);
        }
        rows.rotate_left(1);
    }
    let [_, last, _] = &rows;
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_seen_and_another_word_is_not() {
        let known = ["ONLINE", "CASH_ON_DELIVERY", "WIRE_TRANSFER", "SPLIT_PAYMENT", "EXTENDED_TERM"];
        for (written, meant) in [
            ("ONLNE", Some("ONLINE")),
            ("on-line", Some("ONLINE")),
            ("ONILNE", Some("ONLINE")),
            ("cash on delivery", Some("CASH_ON_DELIVERY")),
            ("CASH_ON_DELIVRY", Some("CASH_ON_DELIVERY")),
            ("WIRETRANSFERS", Some("WIRE_TRANSFER")),
            ("pobranie", None),
            ("", None),
            ("---", None),
        ] {
            assert_eq!(nearest(written, known), meant, "{written}");
        }
        assert_eq!(nearest("gotowka", ["gotówka", "przelew"]), Some("gotówka"));
        assert_eq!(nearest(&"x".repeat(100_000), known), None);
        assert_eq!(nearest("A", ["", "B"]), Some("B"), "of one letter one may be another");
        assert_eq!(nearest("ABC", []), None);
        assert!(apart("miod", "MIÓD-900") < apart("miod", "KUBEK") && apart(&"x".repeat(9999), "y") <= LONGEST);
        assert!(alike("Pakowanie  na prezent", "PAKOWANIE-NA-PREZENT") && !alike("", "-"));
    }

    #[test]
    fn slips_are_counted() {
        let apart = |a: &str, b: &str| distance(&letters(a), &letters(b));
        for (a, b, count) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("abc", "abc", 0),
            ("abc", "acb", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(apart(a, b), count, "{a} {b}");
        }
    }
}
