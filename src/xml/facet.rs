//! What may stand in an element that holds a value: the simple types of `schemas/optima-dokument.xsd`. White space is
//! XML's, narrower than Unicode's; digits are those of ASCII.
//!
//! Where libxml2, by which other programs judge our files, takes less than the recommendation admits, this takes no
//! more than libxml2: a number has at most 24 digits, and [`Facet::SmallCode`] stands without sign and blanks.

use jiff::civil::Date;

use super::syntax::trim;
use super::write::YEARS;
use crate::core::message::{Message, text};

/// More digits than this, zeros before the number not counted, are no number for libxml2.
const DIGITS_MAX: usize = 24;
/// Letters of a currency, and of a country before a tax number.
const CURRENCY_LETTERS: usize = 3;
const COUNTRY_LETTERS: usize = 2;
/// Digits of a global location number.
const GLN_DIGITS: usize = 13;

/// A kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facet {
    /// Any text.
    Text,
    /// The key of a card, not blank.
    Code,
    /// `decimal(15,2)`.
    Amount,
    /// `decimal(17,4)`.
    Price,
    /// `decimal(15,4)`.
    Quantity,
    /// 0 to 99.99, two decimals.
    Percent,
    /// -999.99 to 999.99, two decimals.
    Discount,
    /// `decimal(15,4)` above 0.
    Ratio,
    /// 0 or 1.
    Flag,
    /// 0 to 255.
    SmallCode,
    /// A whole number.
    Integer,
    /// A whole number from 1.
    Position,
    /// A day of the years 1900 to 2155, `yyyy-MM-dd`.
    Date,
    /// The same, or nothing.
    DateOrBlank,
    /// `TrN_TypDokumentu`: 300 to 999.
    DocumentType,
    /// `TrN_Rodzaj`: 300000 to 999999.
    DocumentKind,
    /// `TrN_TypNB`: 1 net, 2 gross.
    CountedFrom,
    /// `VaT_Flaga`: 1 to 4.
    VatFlag,
    /// Three capital letters.
    CurrencySymbol,
    /// Two capital letters, or nothing.
    CountryPrefix,
    /// Thirteen digits, or nothing.
    Gln,
}

impl Facet {
    /// May this stand in the element?
    pub(super) fn admits(self, value: &str) -> bool {
        if self == Self::Text {
            return true;
        }
        let trimmed = trim(value);
        let decimal = |digits: usize, decimals: usize| Number::of(trimmed).filter(|n| n.fits(digits, decimals));
        match self {
            Self::Text => true,
            Self::Code => !trimmed.is_empty(),
            Self::Amount => decimal(15, 2).is_some(),
            Self::Price => decimal(17, 4).is_some(),
            Self::Quantity => decimal(15, 4).is_some(),
            // With two decimals, two digits before the point are 99.99 at most.
            Self::Percent => decimal(4, 2).is_some_and(|n| n.whole.len() <= 2 && (n.is_zero() || !n.negative)),
            Self::Discount => decimal(5, 2).is_some_and(|n| n.whole.len() <= 3),
            Self::Ratio => decimal(15, 4).is_some_and(|n| !n.is_zero() && !n.negative),
            Self::Flag => matches!(trimmed, "0" | "1"),
            Self::SmallCode => digits(value) && significant(value).parse::<u16>().is_ok_and(|code| code <= 255),
            Self::Integer => integer(trimmed).is_some(),
            Self::Position => !trimmed.starts_with('-') && integer(trimmed).is_some_and(|digits| digits != "0"),
            Self::Date => day(trimmed),
            Self::DateOrBlank => trimmed.is_empty() || day(trimmed),
            Self::DocumentType => starts_at_three(trimmed, 3),
            Self::DocumentKind => starts_at_three(trimmed, 6),
            Self::CountedFrom => matches!(trimmed, "1" | "2"),
            Self::VatFlag => matches!(trimmed, "1" | "2" | "3" | "4"),
            Self::CurrencySymbol => capitals(trimmed, CURRENCY_LETTERS),
            Self::CountryPrefix => trimmed.is_empty() || capitals(trimmed, COUNTRY_LETTERS),
            Self::Gln => trimmed.is_empty() || (trimmed.len() == GLN_DIGITS && digits(trimmed)),
        }
    }

    /// The value as what must be unique is compared: `01` and `1` are one position, `23` and `23.00` one rate.
    pub(super) fn compared(self, value: &str) -> String {
        let trimmed = trim(value);
        match self {
            Self::Position => integer(trimmed).unwrap_or(trimmed).to_owned(),
            Self::Percent => match Number::of(trimmed) {
                Some(number) if number.is_zero() => "0".to_owned(),
                Some(number) if number.fraction.is_empty() => number.whole.to_owned(),
                Some(number) => format!("{}.{}", number.whole, number.fraction),
                None => trimmed.to_owned(),
            },
            _ => trimmed.to_owned(),
        }
    }

    /// What is expected, for people.
    pub(super) fn expected(self) -> Message {
        match self {
            Self::Text => text::XmlExpectsText.into(),
            Self::Code => text::XmlExpectsCode.into(),
            Self::Amount => text::XmlExpectsAmount.into(),
            Self::Price => text::XmlExpectsPrice.into(),
            Self::Quantity => text::XmlExpectsQuantity.into(),
            Self::Percent => text::XmlExpectsPercent.into(),
            Self::Discount => text::XmlExpectsDiscount.into(),
            Self::Ratio => text::XmlExpectsRatio.into(),
            Self::Flag => text::XmlExpectsFlag.into(),
            Self::SmallCode => text::XmlExpectsSmallCode.into(),
            Self::Integer => text::XmlExpectsInteger.into(),
            Self::Position => text::XmlExpectsPosition.into(),
            Self::Date => text::XmlExpectsDate.into(),
            Self::DateOrBlank => text::XmlExpectsDateOrBlank.into(),
            Self::DocumentType => text::XmlExpectsDocumentType.into(),
            Self::DocumentKind => text::XmlExpectsDocumentKind.into(),
            Self::CountedFrom => text::XmlExpectsCountedFrom.into(),
            Self::VatFlag => text::XmlExpectsVatFlag.into(),
            Self::CurrencySymbol => text::XmlExpectsCurrencySymbol.into(),
            Self::CountryPrefix => text::XmlExpectsCountryPrefix.into(),
            Self::Gln => text::XmlExpectsGln.into(),
        }
    }
}

/// A decimal number as it is written, without zeros that say nothing.
struct Number<'v> {
    negative: bool,
    /// Digits before the point, empty for none but zeros.
    whole: &'v str,
    fraction: &'v str,
}

impl<'v> Number<'v> {
    fn of(value: &'v str) -> Option<Self> {
        let unsigned = value.strip_prefix(['-', '+']).unwrap_or(value);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !figures(whole) || !figures(fraction) || (whole.is_empty() && fraction.is_empty()) {
            return None;
        }
        let whole = whole.trim_start_matches('0');
        if whole.len() + fraction.len() > DIGITS_MAX {
            return None;
        }
        Some(Self { negative: value.starts_with('-'), whole, fraction: fraction.trim_end_matches('0') })
    }

    fn fits(&self, digits: usize, decimals: usize) -> bool {
        self.fraction.len() <= decimals && self.whole.len() + self.fraction.len() <= digits
    }

    fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.is_empty()
    }
}

/// Digits, and at least one.
fn digits(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits without the zeros before them; one is left.
fn significant(digits: &str) -> &str {
    let rest = digits.trim_start_matches('0');
    if rest.is_empty() { "0" } else { rest }
}

/// The digits of a whole number that may have a sign.
fn integer(value: &str) -> Option<&str> {
    let unsigned = value.strip_prefix(['-', '+']).unwrap_or(value);
    let figures = digits(unsigned).then(|| significant(unsigned))?;
    (figures.len() <= DIGITS_MAX).then_some(figures)
}

fn day(value: &str) -> bool {
    let shaped = value.len() == 10
        && value.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    shaped && value.parse::<Date>().is_ok_and(|date| YEARS.contains(&date.year()))
}

fn starts_at_three(value: &str, length: usize) -> bool {
    value.len() == length && digits(value) && value.as_bytes().first().is_some_and(|first| *first >= b'3')
}

fn capitals(value: &str, length: usize) -> bool {
    value.len() == length && value.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::Facet;

    #[test]
    fn bounds_at_below_and_above() {
        let good = [
            (Facet::Amount, "9999999999999.99"),
            (Facet::Amount, "999999999999999.00"),
            (Facet::Amount, " \n+01.5\t"),
            (Facet::Amount, "-.5"),
            (Facet::Amount, "5."),
            (Facet::Price, "9999999999999.9999"),
            (Facet::Quantity, "99999999999.9999"),
            (Facet::Percent, "99.990"),
            (Facet::Percent, "-0.00"),
            (Facet::Discount, "-999.99"),
            (Facet::Ratio, "0.0001"),
            (Facet::SmallCode, "0255"),
            (Facet::Integer, "-0"),
            (Facet::Position, " +1 "),
            (Facet::Date, " 2024-02-29 "),
            (Facet::DateOrBlank, " \n"),
            (Facet::DocumentType, "300"),
            (Facet::DocumentKind, "999999"),
            (Facet::CountryPrefix, " "),
            (Facet::Gln, "0000000000000"),
            (Facet::Code, "\u{A0}"),
        ];
        for (facet, value) in good {
            assert!(facet.admits(value), "{facet:?} {value:?}");
        }
        let bad = [
            (Facet::Amount, "99999999999999.99"),
            (Facet::Amount, "1.001"),
            (Facet::Amount, "."),
            (Facet::Amount, "+"),
            (Facet::Amount, ""),
            (Facet::Amount, "1e3"),
            (Facet::Amount, "1,5"),
            (Facet::Amount, "1 2"),
            (Facet::Amount, "1.000000000000000000000000"),
            (Facet::Amount, "１"),
            (Facet::Price, "99999999999999.9999"),
            (Facet::Quantity, "0.00001"),
            (Facet::Percent, "100"),
            (Facet::Percent, "-0.01"),
            (Facet::Discount, "1000"),
            (Facet::Ratio, "0"),
            (Facet::Ratio, "-1"),
            (Facet::SmallCode, "256"),
            (Facet::SmallCode, " 1"),
            (Facet::SmallCode, "+1"),
            (Facet::Integer, "9999999999999999999999999"),
            (Facet::Position, "0"),
            (Facet::Position, "-1"),
            (Facet::Date, "2026-02-29"),
            (Facet::Date, "1899-12-31"),
            (Facet::Date, "2156-01-01"),
            (Facet::Date, "2026-01-01Z"),
            (Facet::Date, ""),
            (Facet::DocumentType, "299"),
            (Facet::DocumentKind, "30800"),
            (Facet::CountryPrefix, "pl"),
            (Facet::Gln, "000000000000"),
            (Facet::Code, " \n"),
        ];
        for (facet, value) in bad {
            assert!(!facet.admits(value), "{facet:?} {value:?}");
        }
    }

    #[test]
    fn equal_values_compare_as_one() {
        assert_eq!(Facet::Position.compared(" +01 "), Facet::Position.compared("1"));
        assert_eq!(Facet::Percent.compared("023"), Facet::Percent.compared("23.00 "));
        assert_eq!(Facet::Percent.compared("-0"), Facet::Percent.compared("0.00"));
        assert_ne!(Facet::Percent.compared("2.3"), Facet::Percent.compared("23"));
    }
}
