//! What a field was expected to hold, carried through serde's error, which can only carry text.

use std::fmt;

use super::error::{DecodeError, Kind};
use super::json::join;

/// Stands before a [`Reason`] in serde's message; serde's own messages never start with it.
const MARK: char = '\u{1}';

/// Characters of a found value that a message shows.
const SHOWN: usize = 40;

/// Why a value of the right place was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// Not there, `null` or blank.
    Missing,
    /// Not an amount of money from 0 up.
    Amount,
    /// Not a number above 0.
    Quantity,
    /// Not a UUID.
    Id,
    /// Not a currency of three letters.
    Currency,
    /// `lineItems` is empty.
    NoLines,
}

const REASONS: [(char, Reason); 6] = [
    ('m', Reason::Missing),
    ('a', Reason::Amount),
    ('q', Reason::Quantity),
    ('i', Reason::Id),
    ('c', Reason::Currency),
    ('l', Reason::NoLines),
];

/// A [`Reason`] with what was found, as text for `serde::de::Error::custom`.
pub(super) struct Because<'a>(pub(super) Reason, pub(super) &'a str);

impl fmt::Display for Because<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = REASONS.iter().find(|(_, reason)| *reason == self.0).map_or('?', |(letter, _)| *letter);
        write!(f, "{MARK}{letter}{}{MARK}", shown(self.1))
    }
}

/// The beginning of a value, for messages.
pub(super) fn shown(value: &str) -> String {
    value.chars().take(SHOWN).collect()
}

/// Turns serde's error at `path` into ours. Of an error of serde's own only the kind of what was found is
/// kept: the value itself may be a person's name.
pub(super) fn explain(error: &serde_json::Error, path: &str) -> DecodeError {
    let message = error.to_string();
    if let Some((letter, found)) = marked(&message) {
        let (path, found) = (path.to_owned(), found.to_owned());
        return match REASONS.iter().find(|(known, _)| *known == letter).map(|(_, reason)| *reason) {
            Some(Reason::Missing) | None => DecodeError::Missing { path },
            Some(Reason::Amount) => DecodeError::Amount { path, found },
            Some(Reason::Quantity) => DecodeError::Quantity { path, found },
            Some(Reason::Id) => DecodeError::Id { path, found },
            Some(Reason::Currency) => DecodeError::Currency { path, found },
            Some(Reason::NoLines) => DecodeError::NoLines,
        };
    }
    if let Some(field) = message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
        return DecodeError::Missing { path: join(path.to_owned(), field) };
    }
    if let Some(field) = message.strip_prefix("duplicate field `").and_then(|rest| rest.split('`').next()) {
        // The path is that of the field already.
        let path = if path.ends_with(field) { path.to_owned() } else { join(path.to_owned(), field) };
        return DecodeError::Twice { path };
    }
    let found = message
        .strip_prefix("invalid type: ")
        .or_else(|| message.strip_prefix("invalid value: "))
        .and_then(|rest| rest.split([' ', ',']).next())
        .unwrap_or("?");
    DecodeError::Shape { path: path.to_owned(), found: Kind::of(found) }
}

fn marked(message: &str) -> Option<(char, &str)> {
    let rest = message.strip_prefix(MARK)?;
    let letter = rest.chars().next()?;
    let found = rest.get(letter.len_utf8()..)?;
    Some((letter, found.split(MARK).next().unwrap_or_default()))
}
