//! Every value as it stands in the file: its letters, and whether it is within what its setting may be.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::levels::{OF_ACCOUNT, OF_COMPANY};
use super::lines::statement;
use super::mistake::{Mistake, Wrong};
use super::slips::{self, Slip, What};
use crate::core::settings::ranges::{Range, range};
use crate::core::text;

/// What is wrong with values one by one, wherever they stand.
pub(super) fn mistakes(text: &str, table: &DeTable<'_>) -> Vec<Mistake> {
    let mut walk = Walk { text, found: Vec::new() };
    walk.table(&mut Vec::new(), table);
    walk.found
}

struct Walk<'t> {
    text: &'t str,
    found: Vec<Mistake>,
}

impl Walk<'_> {
    fn table(&mut self, path: &mut Vec<String>, table: &DeTable<'_>) {
        for (key, value) in table {
            self.letters(key.get_ref(), &key.span());
            path.push(key.get_ref().clone().into_owned());
            self.value(path, value);
            path.pop();
        }
    }

    fn value(&mut self, path: &mut Vec<String>, value: &Spanned<DeValue<'_>>) {
        match value.get_ref() {
            DeValue::Table(table) => self.table(path, table),
            DeValue::Array(items) => {
                for (number, item) in items.iter().enumerate() {
                    self.value(path, item);
                    let before = items.get(..number).unwrap_or_default();
                    if let Some(text) = item.get_ref().as_str()
                        && before.iter().any(|before| before.get_ref().as_str() == Some(text))
                    {
                        self.wrong(item, Wrong::Twice(path.join("."), text.to_owned()));
                    }
                }
            }
            DeValue::String(text) => {
                if self.letters(text, &value.span()) {
                    self.text(path, text, value);
                }
            }
            DeValue::Integer(number) => {
                let bounds = match of(path) {
                    Some(range @ (Range::Number(least, most) | Range::NumberOrNone(least, most))) => {
                        Some((range, least, most))
                    }
                    _ => None,
                };
                let read = i128::from_str_radix(number.as_str(), number.radix()).ok();
                if let Some((range, least, most)) = bounds
                    && !read.is_some_and(|read| {
                        (i128::from(least)..=i128::from(most)).contains(&read)
                            || read == 0 && matches!(range, Range::NumberOrNone(..))
                    })
                {
                    self.wrong(value, Wrong::Range(path.join("."), number.to_string(), range));
                }
            }
            DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
        }
    }

    /// A text that has none but letters that people see; else that is said.
    fn letters(&mut self, value: &str, span: &std::ops::Range<usize>) -> bool {
        let written = self.text.get(span.clone()).unwrap_or_default();
        let unseen = value.chars().find(|c| c.is_control() || text::is_unseen(*c));
        // A letter by its number in two digits: nobody writes `\x`, but for a path.
        let by_number = written.starts_with('"') && written.replace("\\\\", "").contains("\\x");
        if unseen.is_none() && !by_number {
            return true;
        }
        let slip = if written.contains('\\') {
            slips::backslash(self.text.get(statement(self.text, span.start)).unwrap_or_default())
        } else {
            Slip { what: What::Unseen(unseen.unwrap_or_default()), line: None }
        };
        self.found.push(Mistake { at: span.start, what: Wrong::Slip(slip) });
        false
    }

    fn text(&mut self, path: &[String], value: &str, spanned: &Spanned<DeValue<'_>>) {
        let (most, needed) = match of(path) {
            Some(Range::Text(most)) => (most, false),
            Some(Range::Needed(most)) => (most, true),
            _ => return,
        };
        let length = text::length(value);
        if length > most {
            self.wrong(spanned, Wrong::Long(path.join("."), value.to_owned(), most));
        } else if value.trim().is_empty() && (needed || !value.is_empty()) {
            self.wrong(spanned, Wrong::Blank(path.join(".")));
        }
    }

    fn wrong(&mut self, value: &Spanned<DeValue<'_>>, what: Wrong) {
        self.found.push(Mistake { at: value.span().start, what });
    }
}

/// What the setting of a path may be; one of a level as at the top of the file.
fn of(path: &[String]) -> Option<Range> {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let own = match path.as_slice() {
        ["companies", _, part, ..] if OF_COMPANY.contains(part) => path.get(2..),
        ["accounts", _, part, ..] if OF_ACCOUNT.contains(part) => path.get(2..),
        _ => Some(&path[..]),
    };
    own.and_then(range)
}
