//! Numbers of a file in ten-thousandths, and what is counted with them. Whole numbers alone, and nothing of what the writer
//! counts with: a fault there must not be a fault here.

use std::borrow::Cow;

use memchr::memchr2;

/// Ten-thousandths in one.
pub(super) const ONE: i128 = 10_000;
/// A grosz, a cent.
pub(super) const CENT: i128 = 100;
/// A hundred per cent.
const WHOLE: i128 = 100 * ONE;
/// More digits before the point are no amount of anything.
const DIGITS: usize = 14;
/// Decimals of the finest number.
const DECIMALS: usize = 4;

/// What stands in an element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    /// Nothing.
    #[default]
    Missing,
    /// A number.
    Number(Number),
    /// Something else.
    Wrong(&'a str),
}

/// A number as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Ten-thousandths.
    pub value: i64,
    /// How many decimals are written, four at most.
    pub decimals: u8,
    /// Its point is a comma.
    pub comma: bool,
}

impl<'a> Cell<'a> {
    /// Reads what stands in an element.
    pub(super) fn read(text: &'a str) -> Self {
        let mut cell = Self::Missing;
        if cell.take(text.as_bytes(), |length| length == text.len()).is_some() {
            return cell;
        }
        let plain = plain(text);
        let inside = plain.trim_matches([' ', '\t', '\r', '\n']);
        if inside.is_empty() {
            return Self::Missing;
        }
        number(inside).map_or(Self::Wrong(text), Self::Number)
    }

    /// Takes the number that a text begins with, if it is digits, and a point with up to four behind it: what nearly every number
    /// of a file is; and if it may end there. Gives its length.
    #[inline]
    pub(super) fn take(&mut self, bytes: &[u8], may_end: impl Fn(usize) -> bool) -> Option<usize> {
        let (mut value, mut length, mut point) = (0_i64, 0, None);
        for byte in bytes.iter().take(DIGITS + 1) {
            let digit = byte.wrapping_sub(b'0');
            if digit <= 9 {
                value = value * 10 + i64::from(digit);
            } else if *byte == b'.' && point.is_none() {
                point = Some(length);
            } else {
                break;
            }
            length += 1;
        }
        let decimals = point.map_or(0, |at| length - at - 1);
        if length == 0 || length > DIGITS || point.is_some() && decimals == 0 || !may_end(length) {
            return None;
        }
        let of_one = [10_000, 1_000, 100, 10, 1].get(decimals)?;
        *self = Self::Number(Number { value: value * of_one, decimals: u8::try_from(decimals).ok()?, comma: false });
        Some(length)
    }

    /// The number, if it is one.
    pub(super) fn value(self) -> Option<i128> {
        match self {
            Self::Number(number) => Some(i128::from(number.value)),
            Self::Missing | Self::Wrong(_) => None,
        }
    }
}

fn number(text: &str) -> Option<Number> {
    let (sign, digits) = match text.as_bytes() {
        [b'-', ..] => (-1, text.get(1..)?),
        [b'+', ..] => (1, text.get(1..)?),
        _ => (1, text),
    };
    let point = digits.bytes().position(|byte| !byte.is_ascii_digit());
    let (whole, fraction, comma) = match point {
        None => (digits, "", false),
        Some(at) => (digits.get(..at)?, digits.get(at + 1..)?, digits.as_bytes().get(at) == Some(&b',')),
    };
    // A comma before three digits may separate thousands.
    let odd = comma && matches!(fraction.len(), 0 | 3)
        || point.is_some() && !comma && !digits[whole.len()..].starts_with('.');
    let (kept, rest) = fraction.split_at_checked(DECIMALS).unwrap_or((fraction, ""));
    if odd || whole.len() > DIGITS || whole.is_empty() && fraction.is_empty() || rest.bytes().any(|byte| byte != b'0') {
        return None;
    }
    let mut value: i64 = 0;
    for byte in whole.bytes().chain(kept.bytes()) {
        value = value * 10 + i64::from(byte.is_ascii_digit().then(|| byte - b'0')?);
    }
    for _ in kept.len()..DECIMALS {
        value *= 10;
    }
    Some(Number { value: sign * value, decimals: u8::try_from(kept.len()).ok()?, comma })
}

/// Text between tags: comments and instructions left out, marked sections and references resolved.
pub(super) fn plain(content: &str) -> Cow<'_, str> {
    if memchr2(b'<', b'&', content.as_bytes()).is_none() {
        return Cow::Borrowed(content);
    }
    let (mut text, mut rest) = (String::new(), content);
    while let Some(at) = memchr2(b'<', b'&', rest.as_bytes()) {
        let (before, piece) = rest.split_at(at);
        text.push_str(before);
        let (end, kept) = match piece {
            _ if piece.starts_with("<![CDATA[") => ("]]>", piece.get(9..)),
            _ if piece.starts_with("<!--") => ("-->", None),
            _ if piece.starts_with('<') => (">", None),
            _ => (";", None),
        };
        let length = piece.find(end).map_or(piece.len(), |at| at + end.len());
        let inner = kept.and_then(|kept| kept.get(..length.saturating_sub(9 + end.len())));
        text.push_str(inner.unwrap_or_default());
        text.extend(piece.get(1..length.saturating_sub(1)).filter(|_| end == ";").and_then(character));
        rest = piece.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The character of a reference.
fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => digits.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

/// As people read it.
pub(super) fn shown(value: i128) -> String {
    let (sign, size) = (if value < 0 { "-" } else { "" }, value.abs());
    let text = format!("{sign}{}.{:04}", size / ONE, size % ONE);
    text.strip_suffix("00").map_or(text.clone(), str::to_owned)
}

/// The last decimal's unit.
pub(super) fn unit(decimals: u8) -> i128 {
    10_i128.pow(u32::from(4_u8.saturating_sub(decimals)))
}

/// A fraction in so many whole units, half up.
pub(super) fn rounded(numerator: i128, denominator: i128, unit: i128) -> i128 {
    let whole = denominator * unit;
    if whole <= 0 {
        return 0;
    }
    let (twice, whole) = (2 * numerator.abs() + whole, 2 * whole);
    // Dividing the wide ones is what a judge would spend most of its time on.
    let half_up = match (u64::try_from(twice), u64::try_from(whole)) {
        (Ok(twice), Ok(whole)) => i128::from(twice / whole),
        _ => twice / whole,
    };
    numerator.signum() * half_up * unit
}

/// So many pieces at a price.
pub(super) fn product(price: i128, quantity: i128) -> i128 {
    rounded(price * quantity, ONE, CENT)
}

/// The VAT in a gross amount.
pub(super) fn vat_in(gross: i128, percent: i128) -> i128 {
    rounded(gross * percent, WHOLE + percent, CENT)
}

/// The VAT on a net amount.
pub(super) fn vat_on(net: i128, percent: i128) -> i128 {
    rounded(net * percent, WHOLE, CENT)
}

/// A price less its discount.
pub(super) fn discounted(price: i128, discount: i128, unit: i128) -> i128 {
    rounded(price * (WHOLE - discount), WHOLE, unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_stand() {
        let read = |text: &str| Cell::read(text).value();
        for (text, value) in
            [("7.0000", 70_000), (" 7 ", 70_000), ("-0.01", -100), ("+2.5", 25_000), (".5", 5_000), ("12,50", 125_000)]
        {
            assert_eq!(read(text), Some(value), "{text}");
        }
        for text in ["1e3", "1 234.50", "1,234", "1,", "", ".", "-", "0.00001", "123456789012345", "1.2.3", "1;2", "７"]
        {
            assert_eq!(read(text), None, "{text}");
        }
        for text in ["<![CDATA[7.00]]>", "&#55;.0<!-- zero -->0", "<?a b?>7", " &#x37; "] {
            assert_eq!(read(text), Some(70_000), "{text}");
        }
        assert_eq!(Cell::read("\n"), Cell::Missing);
        assert_eq!(read("20.000000"), Some(200_000), "zeros at the end say nothing");
    }

    #[test]
    fn half_a_grosz_goes_up() {
        assert_eq!(product(33_335, 10_000), 33_300);
        assert_eq!(product(33_350, 10_000), 33_400);
        assert_eq!((vat_in(1_610_000, 230_000), vat_on(1_310_000, 230_000)), (301_100, 301_300));
        assert_eq!(rounded(-15_000, 1, 10_000), -20_000);
        assert_eq!(
            (shown(1_610_000), shown(200_127), shown(-1)),
            ("161.00".into(), "20.0127".into(), "-0.0001".into())
        );
    }
}
