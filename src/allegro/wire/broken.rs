//! What is JSON by its grammar and that no reader takes: half of a surrogate pair (an emoji that was cut in the middle, RFC
//! 8259 section 8.2), and a number that no double holds. Neither may cost an order.

use std::borrow::Cow;

/// U+FFFD, as it is written in JSON; as long as what it stands for.
const REPLACEMENT: &str = "\\ufffd";
/// `\u` and four digits.
const ESCAPE: usize = 6;

/// A name, text, number or literal as JSON that every reader takes, and how many characters had to be replaced. A number
/// that no double holds becomes text: whoever needs a number says what is wrong with it.
pub(super) fn mended(value: &str) -> (Cow<'_, str>, u32) {
    if value.starts_with('"') {
        return if value.contains("\\u") { without_halves(value) } else { (Cow::Borrowed(value), 0) };
    }
    let endless = value.contains(['e', 'E']) || value.len() > 300;
    if endless && value.parse::<f64>().is_ok_and(f64::is_infinite) {
        return (Cow::Owned(format!("\"{value}\"")), 0);
    }
    (Cow::Borrowed(value), 0)
}

/// A string with its quotes, still escaped; or any JSON, which has escapes in its strings alone.
pub(super) fn without_halves(string: &str) -> (Cow<'_, str>, u32) {
    let (mut mended, mut broken) = (String::with_capacity(string.len()), 0_u32);
    let mut rest = string;
    while let Some((before, escape)) = rest.find('\\').and_then(|at| rest.split_at_checked(at)) {
        mended.push_str(before);
        let taken = match (unit(escape), escape.get(ESCAPE..).and_then(unit)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 2 * ESCAPE,
            (Some(0xd800..=0xdfff), _) => {
                mended.push_str(REPLACEMENT);
                broken = broken.saturating_add(1);
                rest = escape.get(ESCAPE..).unwrap_or_default();
                continue;
            }
            (Some(_), _) => ESCAPE,
            (None, _) => 2,
        };
        let (taken, behind) = escape.split_at_checked(taken).unwrap_or((escape, ""));
        mended.push_str(taken);
        rest = behind;
    }
    mended.push_str(rest);
    (Cow::Owned(mended), broken)
}

/// The UTF-16 unit that is escaped at the begin.
fn unit(text: &str) -> Option<u16> {
    u16::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn r_e4_halves_of_a_pair_are_replaced_and_whole_ones_stay() {
        let cases = [
            (r#""a\ud83d""#, r#""a\ufffd""#, 1),
            (r#""\ud83d\ude00""#, r#""\ud83d\ude00""#, 0),
            (r#""\uD83D\uD83D\uDE00""#, r#""\ufffd\uD83D\uDE00""#, 1),
            (r#""\ude00\ud83d x""#, r#""\ufffd\ufffd x""#, 2),
            // An escaped backslash before a `u` is no escape of a unit.
            (r#""\\ud83d""#, r#""\\ud83d""#, 0),
            (r#""\\\ud83d\"""#, r#""\\\ufffd\"""#, 1),
            (r#""ż\u0000\n""#, r#""ż\u0000\n""#, 0),
        ];
        for (before, after, broken) in cases {
            assert_eq!(mended(before), (Cow::Borrowed(after), broken), "{before}");
            serde_json::from_str::<String>(after).unwrap();
        }
    }

    #[test]
    fn a_number_that_no_double_holds_is_text() {
        assert_eq!(mended("1e400").0, "\"1e400\"");
        assert_eq!(mended("-1E+999").0, "\"-1E+999\"");
        let long = "9".repeat(400);
        assert_eq!(mended(&long).0, format!("\"{long}\""));
        for plain in ["1e30", "12.50", "true", "null", "0"] {
            assert_eq!(mended(plain).0, plain);
        }
    }

    proptest! {
        /// Any units at all, escaped, are a text that a reader takes; nothing but the halves is another one.
        #[test]
        fn every_string_is_readable(units in proptest::collection::vec(
            prop_oneof![any::<u16>(), 0xd7f0_u16..0xe010, Just(0xd83d), Just(0xde00)], 0..12))
        {
            let escaped: Vec<String> = units.iter().map(|unit| format!("\\u{unit:04x}")).collect();
            let string = format!("\"{}\"", escaped.concat());
            let (text, broken) = mended(&string);
            let read: String = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&read, &String::from_utf16_lossy(&units));
            let halves = char::decode_utf16(units.iter().copied()).filter(Result::is_err).count();
            prop_assert_eq!(broken as usize, halves);
        }
    }
}
