//! How the sandbox compares text: like `Polish_CI_AS`, the collation of Optima's bases
//! (`reference/optima-database.md`, section 6.4), as far as equality goes.
//!
//! Not promised: the Polish alphabet's order (`ą` after `a`); nothing here sorts by text for people.

use std::cmp::Ordering;
use std::str::Chars;

/// Case does not count, blanks at the end do not count.
pub fn compare(left: &str, right: &str) -> Ordering {
    let (left, right) = (left.trim_end_matches(' '), right.trim_end_matches(' '));
    if left.is_ascii() && right.is_ascii() {
        let lower = |byte: u8| byte.to_ascii_lowercase();
        return left.bytes().map(lower).cmp(right.bytes().map(lower));
    }
    left.chars().flat_map(char::to_lowercase).cmp(right.chars().flat_map(char::to_lowercase))
}

/// SQL's LIKE without regard to case: `%` any text, `_` one character, the escape character takes their
/// meaning away.
///
/// Goes back to the last `%` only, so the time is at most the product of the lengths.
pub fn like(pattern: &str, text: &str, escape: Option<char>) -> bool {
    if let Some(part) = plain_part(pattern, escape) {
        let (part, text) = (part.as_bytes(), text.as_bytes());
        return text.windows(part.len()).any(|found| found.eq_ignore_ascii_case(part));
    }
    let (mut pattern, mut text) = (pattern.chars(), text.chars());
    let mut retry: Option<(Chars<'_>, Chars<'_>)> = None;
    while let Some(letter) = text.clone().next() {
        let mut rest = pattern.clone();
        match part(&mut rest, escape) {
            Some(Part::Any) => retry = Some((rest.clone(), text.clone())),
            Some(Part::One) => drop(text.next()),
            Some(Part::Letter(wanted)) if wanted == lower(letter) => drop(text.next()),
            _ => {
                let Some((after, from)) = &mut retry else { return false };
                from.next();
                (rest, text) = (after.clone(), from.clone());
            }
        }
        pattern = rest;
    }
    std::iter::from_fn(|| part(&mut pattern, escape)).all(|part| matches!(part, Part::Any))
}

/// What stands between two `%`, where it is plain letters: what a person types is looked for in a hundred thousand cells at each
/// key, and bytes are compared sooner than letters.
fn plain_part(pattern: &str, escape: Option<char>) -> Option<&str> {
    let part = pattern.strip_prefix('%')?.strip_suffix('%')?;
    let is_plain = |c: char| c.is_ascii() && !matches!(c, '%' | '_') && Some(c) != escape;
    (!part.is_empty() && part.chars().all(is_plain)).then_some(part)
}

enum Part {
    Any,
    One,
    Letter(char),
}

/// The next part of the pattern.
fn part(pattern: &mut Chars<'_>, escape: Option<char>) -> Option<Part> {
    Some(match pattern.next()? {
        c if Some(c) == escape => Part::Letter(lower(pattern.next().unwrap_or(c))),
        '%' => Part::Any,
        '_' => Part::One,
        c => Part::Letter(lower(c)),
    })
}

fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
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
            ("%JAN%", "żółty dzbanek Marjaż", false),
            ("%Ka-9%", "żółta KA-99", true),
            ("%żÓŁ%", "dzban ŻÓŁTY", true),
            ("%abc%", "ab", false),
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
