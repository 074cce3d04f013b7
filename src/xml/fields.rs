//! From an element to a value: finding a child, reading its text, number, date or flag, and telling what is
//! wrong with it and where. Reading goes on after a fault, so that a person sees all of them at once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::str::FromStr;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::read::Limits;
use super::scan::Locator;
use super::syntax::{quoted, trim};
use super::table::Element;
use super::tree::Node;
use super::write::{DISCOUNT_MAX, PERCENT_MAX, PRICE_MAX, QUANTITY_MAX, YEARS};
use crate::core::message::{Arg, Message, text};
use crate::core::money::{AMOUNT_DECIMALS, AMOUNT_MAX, PRICE_DECIMALS, round};
use crate::core::problem::{PROBLEMS_MAX, Problem, Problems, Severity};

/// An element and the way to it.
#[derive(Clone, Copy)]
pub(super) struct Here<'h> {
    pub node: &'h Node<'h>,
    parent: Option<&'h Here<'h>>,
    /// From 1, for elements that repeat.
    index: Option<usize>,
}

impl<'h> Here<'h> {
    pub(super) fn root(node: &'h Node<'h>) -> Self {
        Self { node, parent: None, index: None }
    }

    /// `ROOT/DOKUMENT/POZYCJE/POZYCJA[2]`.
    pub(super) fn path(&self) -> String {
        let mut path = self.parent.map(|parent| parent.path() + "/").unwrap_or_default();
        path.push_str(&quoted(self.node.name));
        if let Some(index) = self.index {
            let _ = write!(path, "[{index}]");
        }
        path
    }

    /// All children of a name, in the file's order.
    pub(super) fn all(&'h self, name: &str) -> Vec<Here<'h>> {
        let named = self.node.children.iter().filter(|child| !child.foreign && child.name == name);
        named.enumerate().map(|(at, node)| Here { node, parent: Some(self), index: Some(at + 1) }).collect()
    }

    /// All children, in the file's order, each with its place among those of its name where there are several.
    pub(super) fn children(&'h self) -> Vec<Here<'h>> {
        let own = || self.node.children.iter().filter(|node| !node.foreign);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        own().for_each(|node| *counts.entry(node.name).or_default() += 1);
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        own()
            .map(|node| {
                let at = seen.entry(node.name).or_default();
                *at += 1;
                let several = counts.get(node.name).is_some_and(|count| *count > 1);
                Here { node, parent: Some(self), index: several.then_some(*at) }
            })
            .collect()
    }
}

/// What a number must be to fit its column.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// `decimal(15,2)`, not negative.
    Amount,
    /// `decimal(17,4)`, not negative.
    Price,
    /// `decimal(15,4)`.
    Quantity,
    /// 0 to 99.99.
    Percent,
    /// `decimal(5,2)`, of either sign.
    Discount,
    /// Positive, `decimal(15,4)`.
    Ratio,
}

impl Kind {
    fn decimals(self) -> u32 {
        match self {
            Self::Amount | Self::Percent | Self::Discount => AMOUNT_DECIMALS,
            Self::Price | Self::Quantity | Self::Ratio => PRICE_DECIMALS,
        }
    }

    fn fits(self, value: Decimal) -> bool {
        let zero = Decimal::ZERO;
        match self {
            Self::Amount => (zero..=AMOUNT_MAX).contains(&value),
            Self::Price => (zero..=PRICE_MAX).contains(&value),
            Self::Quantity => value.abs() <= QUANTITY_MAX,
            Self::Percent => (zero..=PERCENT_MAX).contains(&value),
            Self::Discount => value.abs() <= DISCOUNT_MAX,
            Self::Ratio => value > zero && value <= QUANTITY_MAX,
        }
    }
}

/// Reads one document.
pub(super) struct Binder<'t> {
    locator: &'t Locator<'t>,
    pub limits: &'t Limits,
    pub problems: Problems,
    /// Names already reported as unknown, once each; no more than are told.
    unknown: BTreeSet<String>,
}

/// How many problems and errors there were.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    all: usize,
    errors: usize,
}

impl<'t> Binder<'t> {
    pub(super) fn new(locator: &'t Locator<'t>, limits: &'t Limits) -> Self {
        Self { locator, limits, problems: Problems::default(), unknown: BTreeSet::new() }
    }

    pub(super) fn has_errors(&self) -> bool {
        self.problems.errors() > 0
    }

    pub(super) fn mark(&self) -> Mark {
        Mark { all: self.problems.count(), errors: self.problems.errors() }
    }

    /// Was an error recorded since then?
    pub(super) fn failed_since(&self, mark: Mark) -> bool {
        self.problems.errors() > mark.errors
    }

    /// Was nothing recorded since then?
    pub(super) fn silent_since(&self, mark: Mark) -> bool {
        self.problems.count() == mark.all
    }

    pub(super) fn error(&mut self, message: impl Into<Message>, here: &Here<'_>) {
        self.add(Severity::Error, message, here);
    }

    pub(super) fn warning(&mut self, message: impl Into<Message>, here: &Here<'_>) {
        self.add(Severity::Warning, message, here);
    }

    pub(super) fn note(&mut self, message: impl Into<Message>, here: &Here<'_>) {
        self.add(Severity::Note, message, here);
    }

    /// Records a problem at an element.
    fn add(&mut self, severity: Severity, message: impl Into<Message>, here: &Here<'_>) {
        if self.problems.wants(severity) {
            let problem = Problem { severity, ..Problem::note(message) };
            self.problems.push(problem.at_path(here.path()).at_line(self.locator.line(here.node.offset)));
        } else {
            self.problems.pass_over(severity, 1);
        }
    }

    pub(super) fn missing(&mut self, here: &Here<'_>, name: &str) {
        self.error(text::Xml100 { element: name.into(), parent: here.node.name.into() }, here);
    }

    /// The child of a name; more than one is an error.
    pub(super) fn child<'h>(&mut self, here: &'h Here<'h>, name: &str) -> Option<Here<'h>> {
        let mut named = here.node.children.iter().filter(|child| !child.foreign && child.name == name);
        let first = named.next()?;
        if let Some(node) = named.next() {
            self.error(text::Xml101 { element: name.into() }, &Here { node, parent: Some(here), index: Some(2) });
        }
        Some(Here { node: first, parent: Some(here), index: None })
    }

    /// Looks at the children of a container: those that the format does not know are reported once and left out, and
    /// so are those in `dropped` that hold anything but nothing or zero: the document has no place for them.
    pub(super) fn only(&mut self, here: &Here<'_>, known: &[Element], dropped: &[&str]) {
        if !trim(&here.node.text).is_empty() {
            self.error(text::Xml114 { element: here.node.name.into() }, here);
        }
        for node in &here.node.children {
            let name = node.name;
            let child = Here { node, parent: Some(here), index: None };
            if node.foreign || !(known.iter().any(|element| element.name == name) || dropped.contains(&name)) {
                if self.unknown.len() >= PROBLEMS_MAX || self.unknown.insert(child.path()) {
                    self.note(text::Xml120 { element: name.into() }, &child);
                }
            } else if dropped.contains(&name) {
                let value = trim(&node.text);
                let nothing = node.children.is_empty()
                    && (value.is_empty() || value.parse::<Decimal>().is_ok_and(|number| number.is_zero()));
                if !nothing {
                    let value = if value.is_empty() { "…" } else { value };
                    self.warning(text::Xml121 { element: name.into(), value: value.into() }, &child);
                }
            }
        }
    }

    /// A free text, every blank of it kept; missing is empty.
    pub(super) fn text(&mut self, here: &Here<'_>, name: &str) -> String {
        self.raw(here, name).map(|(value, _)| value).unwrap_or_default()
    }

    /// A code or the name of a card, without blanks around it; missing is empty.
    pub(super) fn key(&mut self, here: &Here<'_>, name: &str) -> String {
        self.raw(here, name).map(|(value, _)| trim(&value).to_owned()).unwrap_or_default()
    }

    /// The text of a child and the child's place; `None` where there is none.
    fn raw<'h>(&mut self, here: &'h Here<'h>, name: &str) -> Option<(String, Here<'h>)> {
        let child = self.child(here, name)?;
        if !child.node.children.is_empty() {
            self.error(text::Xml115 { element: name.into() }, &child);
            return None;
        }
        Some((child.node.text.to_string(), child))
    }

    /// As [`raw`](Self::raw), trimmed, and `None` for an empty one too.
    pub(super) fn filled<'h>(&mut self, here: &'h Here<'h>, name: &str) -> Option<(String, Here<'h>)> {
        let (value, child) = self.raw(here, name)?;
        let value = trim(&value);
        (!value.is_empty()).then(|| (value.to_owned(), child))
    }

    /// A number; `None` where it is missing, empty or wrong. What is wrong has been recorded.
    pub(super) fn number(&mut self, here: &Here<'_>, name: &str, kind: Kind) -> Option<Decimal> {
        let (value, child) = self.filled(here, name)?;
        let args = |value: &str| (Arg::from(name), Arg::from(value));
        let Some((plain, comma)) = plain_number(&value) else {
            let (element, value) = args(&value);
            self.error(text::Xml102 { element, value }, &child);
            return None;
        };
        if comma {
            let (element, value) = args(&value);
            self.warning(text::Xml107 { element, value }, &child);
        }
        let number = Decimal::from_str_exact(&plain).ok().map(|number| number.normalize());
        let fitting = number.filter(|number| number.scale() <= kind.decimals() && kind.fits(*number));
        if fitting.is_none() {
            let (element, value) = args(&value);
            self.error(text::Xml103 { element, value }, &child);
        }
        fitting.map(|number| round(number, kind.decimals()))
    }

    /// A whole number or a flag; `None` where it is missing, empty or wrong.
    pub(super) fn integer<T: FromStr>(&mut self, here: &Here<'_>, name: &str) -> Option<T> {
        let (value, child) = self.filled(here, name)?;
        let digits = value.strip_prefix('-').unwrap_or(&value);
        if let Some(number) = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| value.parse().ok()).flatten() {
            return Some(number);
        }
        self.error(text::Xml106 { element: name.into(), value: value.into() }, &child);
        None
    }

    /// 0 or 1; missing is `default`.
    pub(super) fn flag(&mut self, here: &Here<'_>, name: &str, default: bool) -> bool {
        let Some((value, child)) = self.filled(here, name) else { return default };
        match value.as_str() {
            "0" => false,
            "1" => true,
            _ => {
                self.error(text::Xml106 { element: name.into(), value: value.into() }, &child);
                default
            }
        }
    }

    /// A date; `None` where it is missing, empty or wrong.
    pub(super) fn date(&mut self, here: &Here<'_>, name: &str) -> Option<Date> {
        let (value, child) = self.filled(here, name)?;
        let Some((date, plain)) = day(&value) else {
            self.error(text::Xml104 { element: name.into(), value: value.into() }, &child);
            return None;
        };
        if YEARS.contains(&date.year()) {
            if !plain {
                self.note(text::Xml118 { element: name.into(), value: value.into() }, &child);
            }
            return Some(date);
        }
        self.error(text::Xml105 { element: name.into(), value: value.into() }, &child);
        None
    }
}

/// A day, and is it written as one? .NET writes days with their midnight, `2026-11-20T00:00:00`, databases with a blank for
/// the `T`, and XML Schema lets a zone follow. Any other time of day is not a day's: which day it means depends on the zone.
fn day(value: &str) -> Option<(Date, bool)> {
    let (day, rest) = value.split_at_checked("2026-11-20".len())?;
    let shaped = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let sound = shaped && (is_zone(rest) || is_midnight(rest));
    Some((sound.then(|| day.parse::<Date>().ok())??, rest.is_empty()))
}

fn is_midnight(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix(['T', ' ']).and_then(|time| time.strip_prefix("00:00")) else { return false };
    let rest = rest.strip_prefix(":00").unwrap_or(rest);
    is_zone(rest.strip_prefix(".0").map_or(rest, |fraction| fraction.trim_start_matches('0')))
}

/// Nothing, `Z`, or `+01:00`.
fn is_zone(rest: &str) -> bool {
    let two = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let offset = rest.strip_prefix(['+', '-']).and_then(|offset| offset.split_once(':'));
    matches!(rest, "" | "Z") || offset.is_some_and(|(hours, minutes)| two(hours) && two(minutes))
}

/// Is this a number, and was its point a comma? `1 234,50` is none: separators of thousands do not occur in
/// exports, and `1,234` may be one and a bit or more than a thousand, so a comma before three digits is none
/// either.
fn plain_number(value: &str) -> Option<(String, bool)> {
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    let comma = digits.contains(',');
    let (whole, fraction) = match digits.split_once(if comma { ',' } else { '.' }) {
        Some((_, fraction)) if comma && (fraction.len() == 3 || fraction.is_empty()) => return None,
        Some((whole, fraction)) => (whole, fraction),
        None => (digits, ""),
    };
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let sign = if value.starts_with('-') { "-" } else { "" };
    // Zeros at the end say nothing and may be more than a `Decimal` holds.
    let fraction = fraction.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some((if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }, comma))
}

#[cfg(test)]
mod tests {
    use super::{day, plain_number};

    #[test]
    fn a_day_may_have_its_midnight_and_no_other_time() {
        for text in [
            "2026-11-20T00:00:00",
            "2026-11-20T00:00",
            "2026-11-20 00:00:00",
            "2026-11-20 00:00:00.000",
            "2026-11-20T00:00:00.0000000",
            "2026-11-20T00:00:00Z",
            "2026-11-20T00:00:00+01:00",
            "2026-11-20T00:00:00.000-05:30",
            "2026-11-20Z",
            "2026-11-20+01:00",
        ] {
            assert_eq!(day(text), Some((jiff::civil::date(2026, 11, 20), false)), "{text}");
        }
        assert_eq!(day("2026-11-20"), Some((jiff::civil::date(2026, 11, 20), true)));
        for wrong in [
            "2026-11-20T14:30:00",
            "2026-11-20T00:00:01",
            "2026-11-20T00:00:00.001",
            "2026-11-20T23:00:00Z",
            "2026-11-20T",
            "2026-11-20T00",
            "2026-11-20T00:00:00.",
            "2026-11-20T00:00:00 CET",
            "2026-11-20T00:00:00+1:00",
            "2026-02-30T00:00:00",
            "20.11.2026",
            "20.11.2026 00:00:00",
            "2026-11-2",
            "2026-11-２0",
            "",
        ] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_are_plain_or_have_a_comma() {
        let read =
            |text: &str| plain_number(text).map(|(number, comma)| format!("{number}{}", if comma { " ," } else { "" }));
        assert_eq!(read("2.0000").as_deref(), Some("2"));
        assert_eq!(read("-2.50").as_deref(), Some("-2.5"));
        assert_eq!(read("+2").as_deref(), Some("2"));
        assert_eq!(read("12,50").as_deref(), Some("12.5 ,"));
        assert_eq!(read(".5").as_deref(), Some("0.5"));
        for wrong in ["1 234,50", "1,234", "1.234,50", "1,", "", ".", "-", "1e3", "1_000", "0x1", "１", "1.2.3", "--1"]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
