//! The elements of a file in the making: names, texts and numbers straight into one buffer, and where it is if
//! something cannot be written.
//!
//! No event writer between: the layout is fixed, every name is ours, and only the texts between the tags need a
//! look, one byte after the other, for what must be escaped and what XML cannot hold (`docs/benchmarks.md`,
//! `render`).

use std::fmt::Write as _;
use std::ops::Range;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::error::XmlError;
use super::record::{self, Hidden};
use super::syntax;
use super::write::{PRICE_MAX, QUANTITY_MAX, YEARS};
use crate::core::document::{Exchange, Origin};
use crate::core::money::{self, AMOUNT_DECIMALS, AMOUNT_MAX, PRICE_DECIMALS};
use crate::core::profile::Elements;

/// One order of four lines has about 7 kB.
const USUAL_SIZE: usize = 8192;
/// Width of `ILOSC` in the export of 2016, filled up with blanks on the left.
const QUANTITY_WIDTH_2016: usize = 20;
/// Digits of the largest `u64`.
const DIGITS: usize = 20;

/// An element whose value is always the same, as markup.
macro_rules! fixed {
    ($name:literal, $value:literal) => {
        concat!("<", $name, ">", $value, "</", $name, ">")
    };
}
pub(super) use fixed;

/// What a byte of a text wants; see [`Want::of`].
#[derive(Clone, Copy, PartialEq, Eq)]
enum Want {
    /// Written as it is.
    Nothing,
    /// `&`, `<`, `>`, and the carriage return, which a reader would turn into a line feed.
    Escape,
    /// The begin of a character that XML may not hold.
    Look,
}

impl Want {
    const fn of(byte: u8) -> Self {
        match byte {
            b'&' | b'<' | b'>' | b'\r' => Self::Escape,
            b'\t' | b'\n' => Self::Nothing,
            // Control characters, and the first byte of U+FFFE and U+FFFF among others.
            0..=31 | 0xEF => Self::Look,
            _ => Self::Nothing,
        }
    }
}

static WANTS: [Want; 256] = {
    let mut wants = [Want::Nothing; 256];
    let mut byte = 0;
    while byte < wants.len() {
        #[expect(clippy::cast_possible_truncation, reason = "an index of 256 entries is a byte")]
        {
            wants[byte] = Want::of(byte as u8);
        }
        byte += 1;
    }
    wants
};

/// A step of the path to an element.
#[derive(Clone, Copy)]
enum Step {
    Only(&'static str),
    /// One of several of the name, from 0.
    Nth(&'static str, usize),
}

/// The file so far, where it is, and the first thing that went wrong.
pub(super) struct Out<'d> {
    xml: Vec<u8>,
    elements: Elements,
    path: Vec<Step>,
    failure: Option<XmlError>,
    currency: &'d Exchange,
    /// Where the currency was written first: each line says it again.
    exchange: Option<Range<usize>>,
}

impl<'d> Out<'d> {
    /// An empty file for a document in this currency.
    pub(super) fn new(elements: Elements, currency: &'d Exchange) -> Self {
        let (xml, path) = (Vec::with_capacity(USUAL_SIZE), Vec::with_capacity(8));
        Self { xml, elements, path, failure: None, currency, exchange: None }
    }

    /// The bytes, if everything could be written.
    pub(super) fn finish(self) -> Result<Vec<u8>, XmlError> {
        match self.failure {
            None => Ok(self.xml),
            Some(failure) => Err(failure),
        }
    }

    /// Text that is markup already.
    pub(super) fn raw(&mut self, parts: &[&str]) {
        for part in parts {
            self.xml.extend_from_slice(part.as_bytes());
        }
    }

    /// The processing instruction with what the format has no place for.
    pub(super) fn record(&mut self, origin: &Origin, hidden: &Hidden) {
        self.raw(&["<?"]);
        if let Err(failure) = record::write(origin, hidden, &mut self.xml) {
            self.fail(failure);
        }
        self.raw(&["?>"]);
    }

    fn fail(&mut self, failure: XmlError) {
        self.failure.get_or_insert(failure);
    }

    /// Does the element set have what came in a year?
    pub(super) fn has(&self, since: Elements) -> bool {
        self.elements >= since
    }

    /// `MPP`, where the set has it.
    pub(super) fn split_payment(&mut self) {
        if self.has(Elements::Year2021) {
            self.raw(&[fixed!("MPP", "0")]);
        }
    }

    fn path(&self, name: &str) -> String {
        let mut path = "ROOT/".to_owned();
        for step in &self.path {
            match step {
                Step::Only(name) => path.push_str(name),
                Step::Nth(name, index) => {
                    let _ = write!(path, "{name}[{}]", index + 1);
                }
            }
            path.push('/');
        }
        path + name
    }

    pub(super) fn group(&mut self, name: &'static str, fill: impl FnOnce(&mut Self)) {
        self.filled(name, Step::Only(name), fill);
    }

    /// One of several groups of a name; `index` from 0.
    pub(super) fn nth(&mut self, name: &'static str, index: usize, fill: impl FnOnce(&mut Self)) {
        self.filled(name, Step::Nth(name, index), fill);
    }

    fn filled(&mut self, name: &'static str, step: Step, fill: impl FnOnce(&mut Self)) {
        self.path.push(step);
        self.open(name);
        fill(self);
        self.close(name);
        self.path.pop();
    }

    #[inline]
    fn open(&mut self, name: &str) {
        self.xml.push(b'<');
        self.xml.extend_from_slice(name.as_bytes());
        self.xml.push(b'>');
    }

    #[inline]
    fn close(&mut self, name: &str) {
        self.xml.extend_from_slice(b"</");
        self.xml.extend_from_slice(name.as_bytes());
        self.xml.push(b'>');
    }

    pub(super) fn text(&mut self, name: &'static str, value: &str) {
        if value.is_empty() {
            return self.raw(&["<", name, "/>"]);
        }
        self.open(name);
        self.escaped(name, value);
        self.close(name);
    }

    /// As Optima's exports have it: quotes stay as they are in text.
    fn escaped(&mut self, name: &str, value: &str) {
        let bytes = value.as_bytes();
        let mut done = 0;
        while let Some(plain) =
            bytes.get(done..).and_then(|rest| rest.iter().position(|b| WANTS[usize::from(*b)] != Want::Nothing))
        {
            let at = done + plain;
            self.xml.extend_from_slice(bytes.get(done..at).unwrap_or_default());
            done = at + 1;
            match bytes.get(at) {
                Some(b'&') => self.raw(&["&amp;"]),
                Some(b'<') => self.raw(&["&lt;"]),
                Some(b'>') => self.raw(&["&gt;"]),
                Some(b'\r') => self.raw(&["&#13;"]),
                other => {
                    if let Some(character) = syntax::char_at(value, at).filter(|c| !syntax::is_char(*c)) {
                        let path = self.path(name);
                        return self.fail(XmlError::WriteCharacter { character, path });
                    }
                    self.xml.extend(other);
                }
            }
        }
        self.xml.extend_from_slice(bytes.get(done..).unwrap_or_default());
    }

    pub(super) fn number(&mut self, name: &'static str, value: impl Into<i64>) {
        let value = value.into();
        self.open(name);
        if value < 0 {
            self.xml.push(b'-');
        }
        self.digits(value.unsigned_abs(), 0);
        self.close(name);
    }

    /// A whole number with so many of its last digits after the point, and one before it at least.
    fn digits(&mut self, mut value: u64, decimals: usize) {
        let mut text = [b'0'; DIGITS + 2];
        let mut at = text.len();
        let mut written = 0;
        while value > 0 || written <= decimals {
            if written == decimals && decimals > 0 {
                at -= 1;
                text[at] = b'.';
            }
            at -= 1;
            // The remainder of ten is a digit.
            text[at] = b'0' + u8::try_from(value % 10).unwrap_or_default();
            value /= 10;
            written += 1;
        }
        self.xml.extend_from_slice(&text[at..]);
    }

    pub(super) fn flag(&mut self, name: &'static str, value: bool) {
        self.text(name, if value { "1" } else { "0" });
    }

    pub(super) fn date(&mut self, name: &'static str, value: Option<Date>) {
        let Some(date) = value else { return self.text(name, "") };
        if !YEARS.contains(&date.year()) {
            let path = self.path(name);
            return self.fail(XmlError::WriteDate { value: date.to_string(), path });
        }
        self.open(name);
        self.digits(u64::from(date.year().unsigned_abs()), 0);
        for part in [date.month(), date.day()] {
            self.raw(&[if part < 10 { "-0" } else { "-" }]);
            self.digits(u64::from(part.unsigned_abs()), 0);
        }
        self.close(name);
    }

    pub(super) fn amount(&mut self, name: &'static str, value: Decimal) {
        self.decimal(name, value, AMOUNT_DECIMALS, AMOUNT_MAX);
    }

    pub(super) fn price(&mut self, name: &'static str, value: Decimal) {
        self.decimal(name, value, self.elements.price_decimals(), PRICE_MAX);
    }

    pub(super) fn quantity(&mut self, name: &'static str, value: Decimal) {
        if self.has(Elements::Year2021) {
            return self.decimal(name, value, PRICE_DECIMALS, QUANTITY_MAX);
        }
        match fitting(value, PRICE_DECIMALS, QUANTITY_MAX) {
            Some(written) => self.text(name, &format!("{written:>QUANTITY_WIDTH_2016$}")),
            None => self.unfit(name, value),
        }
    }

    pub(super) fn decimal(&mut self, name: &'static str, value: Decimal, decimals: u32, max: Decimal) {
        if self.quickly(name, value, decimals, max) {
            return;
        }
        match fitting(value, decimals, max) {
            Some(written) => self.text(name, &written),
            None => self.unfit(name, value),
        }
    }

    /// Writes what nearly every number of an order is; `false`: this is another one.
    fn quickly(&mut self, name: &'static str, value: Decimal, decimals: u32, max: Decimal) -> bool {
        let (Some(value), Some(max)) = (units(value, decimals), units(max, decimals)) else { return false };
        if value <= max {
            self.open(name);
            self.digits(value, decimals as usize);
            self.close(name);
        }
        value <= max
    }

    /// A number above 0 with as many decimals as it has, and some at least.
    pub(super) fn ratio(&mut self, name: &'static str, value: Decimal, at_least: u32) {
        if units(value, 0) == Some(1) {
            return self.decimal(name, Decimal::ONE, at_least, QUANTITY_MAX);
        }
        let mut written = value.normalize();
        if written <= Decimal::ZERO || written > QUANTITY_MAX || written.scale() > PRICE_DECIMALS {
            return self.unfit(name, value);
        }
        written.rescale(written.scale().max(at_least));
        self.text(name, &written.to_string());
    }

    /// The content of `WALUTA`, in the header and on each line: the currency and its rate.
    pub(super) fn exchange(&mut self) {
        if let Some(written) = self.exchange.clone() {
            return self.xml.extend_from_within(written);
        }
        let (begin, currency) = (self.xml.len(), self.currency);
        self.text("SYMBOL", &currency.symbol);
        self.ratio("KURS_L", currency.rate, 2);
        self.ratio("KURS_M", currency.per, 0);
        self.exchange = Some(begin..self.xml.len());
    }

    fn unfit(&mut self, name: &str, value: Decimal) {
        let path = self.path(name);
        self.fail(XmlError::WriteNumber { value: value.to_string(), path });
    }
}

/// Powers of ten: more decimals than these are none of an order's.
const TENS: [u64; 9] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/// How many of the last decimal's units a number is, if it is a whole number of them, not negative, and no longer
/// than a machine word: what nearly every number of an order is.
fn units(value: Decimal, decimals: u32) -> Option<u64> {
    let whole = u64::try_from(value.mantissa()).ok()?;
    let scale = value.scale();
    if scale <= decimals {
        return whole.checked_mul(*TENS.get((decimals - scale) as usize)?);
    }
    let of_one = *TENS.get((scale - decimals) as usize)?;
    (whole % of_one == 0).then_some(whole / of_one)
}

/// A number as its element has it, if it holds it.
fn fitting(value: Decimal, decimals: u32, max: Decimal) -> Option<String> {
    let written = money::round(value, decimals);
    if written != value || written.abs() > max {
        return None;
    }
    // A negative zero is a zero.
    Some(if written.is_zero() { written.abs() } else { written }.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(fill: impl FnOnce(&mut Out)) -> Result<String, XmlError> {
        let one = Decimal::ONE;
        let currency = Exchange { symbol: "PLN".to_owned(), rate: one, per: one, rate_kind: 3, date: None };
        let mut out = Out::new(Elements::default(), &currency);
        fill(&mut out);
        out.finish().map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn what_xml_cannot_hold_is_refused_with_its_path() {
        for (text, character) in [("a\u{1}b", '\u{1}'), ("\u{FFFE}", '\u{FFFE}'), ("x\u{FFFF}", '\u{FFFF}')] {
            let refused = written(|out| out.nth("A", 1, |out| out.text("B", text)));
            let Err(XmlError::WriteCharacter { character: found, path }) = refused else { panic!("{text:?}") };
            assert_eq!((found, path.as_str()), (character, "ROOT/A[2]/B"));
        }
        let kept = written(|out| out.text("B", "ﬁ \u{FEFF}\u{FFFD} ż\t\n😀 a&b<c>\r\"'")).unwrap();
        assert_eq!(kept, "<B>ﬁ \u{FEFF}\u{FFFD} ż\t\n😀 a&amp;b&lt;c&gt;&#13;\"'</B>");
    }

    #[test]
    fn whole_numbers_and_dates() {
        let text = written(|out| {
            out.number("A", 0);
            out.number("A", i64::MIN);
            out.number("A", u32::MAX);
            out.date("A", Some(jiff::civil::date(2026, 1, 9)));
            out.date("A", Some(jiff::civil::date(1999, 12, 31)));
        });
        let expected = "<A>0</A><A>-9223372036854775808</A><A>4294967295</A><A>2026-01-09</A><A>1999-12-31</A>";
        assert_eq!(text.unwrap(), expected);
    }

    proptest! {
        /// The quick way and `rust_decimal`'s own text are the same text.
        #[test]
        fn numbers_are_written_as_rust_decimal_writes_them(
            mantissa in prop_oneof![-1000i64..1000, 0i64..2_000_000_000_000_000, any::<i64>()],
            scale in 0u32..20,
            decimals in 0u32..5,
        ) {
            let value = Decimal::new(mantissa, scale);
            let quick = written(|out| out.decimal("A", value, decimals, AMOUNT_MAX)).ok();
            let plain = fitting(value, decimals, AMOUNT_MAX).map(|text| format!("<A>{text}</A>"));
            prop_assert_eq!(quick, plain);
        }
    }
}
