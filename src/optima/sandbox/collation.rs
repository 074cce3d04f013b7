//! How the sandbox compares text: like `Polish_CI_AS`, the collation of Optima's bases
//! (`reference/optima-database.md`, section 6.4), as far as equality goes.
//!
//! Not promised: the Polish alphabet's order (`ą` after `a`); nothing here sorts by text for people.

use std::cmp::Ordering;

/// Case does not count, blanks at the end do not count.
pub fn compare(left: &str, right: &str) -> Ordering {
    fold(left).cmp(fold(right))
}

fn fold(text: &str) -> impl Iterator<Item = char> + '_ {
    text.trim_end_matches(' ').chars().flat_map(char::to_lowercase)
}

/// SQL's LIKE without regard to case: `%` any text, `_` one character, the escape character takes their
/// meaning away.
pub fn like(pattern: &str, text: &str, escape: Option<char>) -> bool {
    let mut parts = Vec::new();
    let mut letters = pattern.chars();
    while let Some(c) = letters.next() {
        parts.push(match c {
            c if Some(c) == escape => Part::Letter(lower(letters.next().unwrap_or(c))),
            '%' => Part::Any,
            '_' => Part::One,
            c => Part::Letter(lower(c)),
        });
    }
    let text: Vec<char> = text.chars().map(lower).collect();
    matches(&parts, &text)
}

enum Part {
    Any,
    One,
    Letter(char),
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// Goes back to the last `%` only, so the time is at most the product of the lengths.
fn matches(parts: &[Part], text: &[char]) -> bool {
    let (mut part, mut place) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while place < text.len() {
        match parts.get(part) {
            Some(Part::Any) => {
                part += 1;
                retry = Some((part, place));
                continue;
            }
            Some(Part::One) => {
                part += 1;
                place += 1;
                continue;
            }
            Some(Part::Letter(letter)) if text.get(place) == Some(letter) => {
                part += 1;
                place += 1;
                continue;
            }
            _ => {}
        }
        let Some((after, from)) = retry else { return false };
        retry = Some((after, from + 1));
        part = after;
        place = from + 1;
    }
    parts.iter().skip(part).all(|part| matches!(part, Part::Any))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_trailing_blanks_do_not_count() {
        assert_eq!(compare("Żółć  ", "żÓŁĆ"), Ordering::Equal);
        assert_ne!(compare(" a", "a"), Ordering::Equal);
        assert_ne!(compare("l", "ł"), Ordering::Equal);
    }

    #[test]
    fn ascii_is_ordered_as_the_built_in_nocase_orders_it() {
        // The search index on row ids relies on this.
        let mut texts = ["b-1", "B-0", "a", "A9", "_", "Z", "~", "0f", "0F1"];
        texts.sort_by(|a, b| compare(a, b));
        let built_in = |text: &str| text.to_ascii_lowercase();
        assert!(texts.windows(2).all(|pair| built_in(pair[0]) <= built_in(pair[1])));
    }

    #[test]
    fn like_takes_wildcards_escape_and_case() {
        for (pattern, text, found) in [
            ("%jan%", "Marjan", true),
            ("ŻÓŁĆ%", "żółć@x", true),
            ("a_c", "abc", true),
            ("a!_c", "abc", false),
            ("a!_c", "a_c", true),
            ("%50!%%", "zniżka 50%!", true),
            ("%50!%%", "zniżka 500", false),
            ("%a%b%c", "xxaxxbxxc", true),
            ("%a%b%c", "xxaxxbxxd", false),
            ("", "", true),
            ("%", "", true),
            ("a", "", false),
        ] {
            assert_eq!(like(pattern, text, Some('!')), found, "{pattern} {text}");
        }
    }
}
