//! From the place where the reader of TOML stopped to what a person did there, and to the line as it should be. That line is read
//! before it is shown: what would be refused again is no advice.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::file::is_name as is_plain;
use super::lines::{closed, depth, is_name, outside, pair, statement, statements, uncommented};
use crate::core::text::{is_unseen, without_mark};

/// How a settings file is written wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// What a person did.
    pub what: What,
    /// The line as it should be, where that is certain enough to be shown.
    pub line: Option<String>,
}

/// What a person did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// A quotation mark as word processors make them.
    Quotes(char),
    /// A character that nobody sees.
    Unseen(char),
    /// A `\` between double quotes; the line with each of them doubled.
    Backslash(Option<String>),
    /// A quotation mark is missing at the end, or at the beginning.
    Unquoted { end: bool },
    /// A text without quotation marks.
    Bare(String),
    /// `:` or `==` for `=`.
    Separator,
    /// No `=`.
    NoPair,
    /// Nothing after the `=`.
    NoValue,
    /// A setting a second time; the line of the first.
    Twice(String, Option<usize>),
    /// A part a second time; the line of the first.
    PartTwice(String, Option<usize>),
    /// The head of a part without its `]`.
    Head,
    /// A list without its `]`.
    List,
    /// A list without a comma.
    Comma,
    /// A number with a comma, a blank or a unit.
    Number(String),
    /// A word for true or false.
    Flag(String),
    /// Something behind the value.
    After(String),
    /// A comment that begins with something else than `#`.
    Comment(String),
    /// Letters that names do not have.
    Name(String),
    /// An account or a company is called what none can be.
    Called(String),
    /// None of these.
    Unclear,
}

/// What people write for true, and for false.
const FLAGS: [(&[&str], &str); 2] = [
    (&["true", "tak", "yes", "on", "prawda", "t", "y", "1", "włączone", "wlaczone"], "true"),
    (&["false", "nie", "no", "off", "fałsz", "falsz", "n", "0", "wyłączone", "wylaczone"], "false"),
];
const COMMENTS: [&str; 5] = ["//", "--", "/*", ";", "<!--"];

/// The flag that a word means.
pub(super) fn flag(word: &str) -> Option<&'static str> {
    let low = word.trim().to_lowercase();
    FLAGS.iter().find(|(words, _)| words.contains(&low.as_str())).map(|(_, flag)| *flag)
}

/// What was done at this place of a text that is no TOML, and where; `said` is what its reader says.
pub(super) fn slip(text: &str, at: usize, said: &str) -> (usize, Slip) {
    let range = statement(text, at);
    if said.starts_with("duplicate key") {
        return (at, twice(text, range.start, at));
    }
    let of = |range: Range<usize>| {
        let line = text.get(range.clone()).unwrap_or_default();
        of_line(line, said).map(|(place, slip)| (range.start + place, slip))
    };
    // A list that is not closed goes on until something stands in it that cannot.
    let open = || {
        let before = statements(text).take_while(|before| before.start < range.start);
        let lists = before.filter(|before| {
            pair(text.get(before.clone()).unwrap_or_default()).is_some_and(|(_, value)| depth(value) > 0)
        });
        lists.last().and_then(of)
    };
    of(range.clone()).or_else(open).unwrap_or_else(|| (at, What::Unclear.with(None)))
}

/// What was done in a line, and where.
fn of_line(line: &str, said: &str) -> Option<(usize, Slip)> {
    if let Some((place, c)) = unseen(line) {
        Some((place, What::Unseen(c).with(None)))
    } else if COMMENTS.iter().any(|mark| line.trim_start().starts_with(mark)) {
        Some((indent(line), no_pair(line)))
    } else if let Some((place, mark)) = typographic(line) {
        Some((place, What::Quotes(mark).mended(&line.replace(is_typographic, "\""))))
    } else if line.trim_start().starts_with('[') {
        head(line)
    } else if let Some((key, value)) = pair(line) {
        of_pair(line, key, value, said)
    } else if matches!(line.trim_start().chars().next(), None | Some('#')) {
        None
    } else {
        Some((indent(line), no_pair(line)))
    }
}

impl What {
    fn with(self, line: Option<String>) -> Slip {
        Slip { what: self, line }
    }

    /// With the line that would do, if it does.
    fn mended(self, line: &str) -> Slip {
        let line = line.trim();
        let does = !line.contains('\n') && is_good(line);
        self.with(does.then(|| line.to_owned()))
    }
}

/// Is it a line of a settings file, without a character that nobody meant?
pub(super) fn is_good(line: &str) -> bool {
    fn is_seen(value: &DeValue<'_>) -> bool {
        match value {
            DeValue::String(text) => !text.contains(char::is_control),
            DeValue::Array(items) => items.iter().all(|item| is_seen(item.get_ref())),
            _ => true,
        }
    }
    DeTable::parse(line).is_ok_and(|table| table.get_ref().values().all(|value| is_seen(value.get_ref())))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// A character that nobody sees, and a blank that is none to TOML.
fn unseen(line: &str) -> Option<(usize, char)> {
    let is_blank = |c: char| c.is_whitespace() && !matches!(c, ' ' | '\t' | '\r' | '\n');
    let blank = outside(line).find(|(_, c)| is_blank(*c));
    blank.or_else(|| line.char_indices().find(|(_, c)| is_unseen(*c)))
}

pub(super) fn is_typographic(c: char) -> bool {
    matches!(c, '„' | '”' | '“' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '″')
}

/// A quotation mark of a word processor where TOML wants its own: outside of a text, or at the end of one that is not closed.
fn typographic(line: &str) -> Option<(usize, char)> {
    let open = outside(line).find(|(_, c)| is_typographic(*c));
    let unclosed = || {
        let (_, value) = pair(line)?;
        let value = value.trim();
        let last = value.char_indices().next_back()?;
        let begins = line.len() - line.trim_end().len();
        let is_open = value.starts_with(['"', '\'']) && closed(value).is_none();
        (is_open && is_typographic(last.1)).then(|| (line.len() - begins - last.1.len_utf8(), last.1))
    };
    open.or_else(unclosed)
}

/// A setting, or a part, that was there before.
fn twice(text: &str, begins: usize, at: usize) -> Slip {
    let line_of = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count() + 1;
    let of = |at: usize| text.get(statement(text, at)).unwrap_or_default().trim();
    let name_of = |line: &str| -> String {
        let inside = line.trim_start_matches('[').split(']').next().unwrap_or_default();
        inside.chars().filter(|c| !c.is_whitespace() && !matches!(c, '"' | '\'')).collect()
    };
    let this = of(begins);
    let before = || statements(text).map(|range| range.start).take_while(|start| *start < begins);
    if this.starts_with('[') {
        let name = name_of(this);
        let first = before().find(|start| of(*start).starts_with('[') && name_of(of(*start)) == name);
        return What::PartTwice(name, first.map(line_of)).with(None);
    }
    let rest = text.get(at..).unwrap_or_default();
    let key_of = |line: &str| pair(line).map(|(key, _)| key.trim().trim_matches(['"', '\'']).to_owned());
    let key = key_of(this).unwrap_or_else(|| rest.chars().take_while(|c| is_name(&c.to_string())).collect());
    let begin = before().filter(|start| of(*start).starts_with('[')).last().unwrap_or_default();
    let first = before().skip_while(|start| *start < begin).find(|start| key_of(of(*start)).as_ref() == Some(&key));
    What::Twice(key, first.map(line_of)).with(None)
}

/// The head of a part.
fn head(line: &str) -> Option<(usize, Slip)> {
    let begins = indent(line);
    let Some(end) = line.find(']') else {
        let name = uncommented(line);
        return Some((begins, What::Head.mended(&format!("{name}]"))));
    };
    let inside = line.get(begins + 1..end).unwrap_or_default();
    if let Some((name, mended)) = called(inside) {
        return Some((begins + 1, What::Called(name.to_owned()).mended(&format!("[{mended}]"))));
    }
    if !is_name(inside.trim_start_matches('[').trim()) {
        return Some((begins + 1, What::Name(inside.trim().to_owned()).with(None)));
    }
    let after = line.get(end..).unwrap_or_default().trim_start_matches(']');
    let rest = uncommented(after);
    let place = line.len() - after.trim_start().len();
    (!rest.is_empty()).then(|| (place, What::After(rest.to_owned()).with(None)))
}

/// The name of an account or a company that cannot be one, and the head's inside with one that is nearest to it.
fn called(inside: &str) -> Option<(&str, String)> {
    let inside = inside.trim();
    let (kind, rest) = ["accounts", "companies"]
        .into_iter()
        .find_map(|kind| Some((kind, inside.strip_prefix(kind)?.trim_start().strip_prefix('.')?)))?;
    let (name, below) = rest.split_once('.').unwrap_or((rest, ""));
    let name = name.trim();
    if name.is_empty() || name.contains(['"', '\'']) || is_plain(name) {
        return None;
    }
    let letters = name.chars().map(|c| if c.is_whitespace() { '-' } else { without_mark(c) });
    let plain: String = letters.filter(|c| is_plain(&c.to_string())).take(20).collect();
    let below = if below.is_empty() { String::new() } else { format!(".{below}") };
    Some((name, format!("{kind}.{plain}{below}")))
}

/// A line that says nothing of a setting.
fn no_pair(line: &str) -> Slip {
    let content = line.trim();
    if let Some(mark) = COMMENTS.iter().find(|mark| content.starts_with(**mark)) {
        let words = content.strip_prefix(mark).unwrap_or_default();
        return What::Comment((*mark).to_owned()).mended(&format!("# {}", words.trim()));
    }
    match content.split_once(':') {
        Some((key, value)) if is_name(key.trim()) && !key.trim().contains(' ') => {
            What::Separator.mended(&written(key.trim(), value.trim()))
        }
        _ => What::NoPair.with(None),
    }
}

/// `key = value`, with quotes around what needs them.
fn written(key: &str, value: &str) -> String {
    let plain = format!("{key} = {value}");
    if is_good(&plain) { plain } else { format!("{key} = {}", quoted(uncommented(value))) }
}

/// A text as TOML writes it: a path with apostrophes.
pub(super) fn quoted(text: &str) -> String {
    if text.contains('\\') && !text.contains(['\'', '\n']) {
        return format!("'{text}'");
    }
    toml::Value::String(text.to_owned()).to_string()
}

/// A setting that is not written as one; where, and what.
fn of_pair(line: &str, key: &str, value: &str, said: &str) -> Option<(usize, Slip)> {
    let (name, content) = (key.trim(), value.trim());
    let begins = key.len() + 1 + indent(value);
    if name.is_empty() {
        return None;
    }
    if let Some(colon) = name.strip_suffix(':') {
        return Some((indent(line), What::Separator.mended(&written(colon.trim(), content))));
    }
    if !is_name(name) || (name.contains(' ') && !name.contains(['"', '\''])) {
        return Some((indent(line), What::Name(name.to_owned()).with(None)));
    }
    if let Some(second) = content.strip_prefix(['=', '>', ':']) {
        return Some((begins, What::Separator.mended(&written(name, second.trim()))));
    }
    if uncommented(content).is_empty() {
        return Some((indent(line), What::NoValue.with(None)));
    }
    let found = match content.chars().next() {
        Some('[') => list(line, content, said),
        Some('"' | '\'') => return text_value(line, name, content).map(|(place, slip)| (begins + place, slip)),
        _ => bare(name, content),
    };
    found.map(|slip| (begins, slip))
}

/// A text between quotes; where in it, and what.
fn text_value(line: &str, name: &str, content: &str) -> Option<(usize, Slip)> {
    let Some(end) = closed(content) else {
        if content.starts_with('"') && content.contains('\\') {
            return Some((0, backslash(line)));
        }
        let quote = content.chars().next().unwrap_or('"');
        return Some((0, What::Unquoted { end: true }.mended(&format!("{name} = {content}{quote}"))));
    };
    let after = content.get(end..).unwrap_or_default();
    match uncommented(after) {
        "" => content.contains('\\').then(|| (0, backslash(line))),
        rest => Some((end + indent(after), What::After(rest.to_owned()).with(None))),
    }
}

/// A line with `\` between double quotes.
pub(super) fn backslash(line: &str) -> Slip {
    let with = |write: fn(&str) -> String| -> String {
        let pieces = line.split('"').enumerate();
        pieces.map(|(number, piece)| if number % 2 == 0 { piece.to_owned() } else { write(piece) }).collect()
    };
    let doubled = with(|piece| format!("\"{}\"", piece.replace('\\', "\\\\")));
    let doubled = Some(doubled.trim().to_owned()).filter(|line| is_good(line));
    What::Backslash(doubled)
        .mended(&with(|piece| if piece.contains('\\') { format!("'{piece}'") } else { format!("\"{piece}\"") }))
}

/// A list.
fn list(line: &str, content: &str, said: &str) -> Option<Slip> {
    let is_one_line = !line.trim_end().contains('\n');
    let texts = content.split(['[', ',', ']']).map(str::trim).filter(|item| !item.is_empty());
    if texts.clone().any(|item| item.starts_with('"') && item.contains('\\')) {
        return Some(backslash(line));
    }
    if depth(content) > 0 {
        let open = texts.clone().find(|item| item.starts_with(['"', '\'']) && closed(item).is_none());
        if open.is_some() {
            return Some(What::Unquoted { end: true }.with(None));
        }
        let closing = format!("{}]", line.trim_end().trim_end_matches(','));
        return Some(if is_one_line { What::List.mended(&closing) } else { What::List.with(None) });
    }
    if said.starts_with("missing comma") {
        let between = |text: &str| {
            let mut parts = text.split('"').enumerate().map(|(number, part)| match part.trim() {
                "" if number > 0 && number % 2 == 0 => ", ".to_owned(),
                _ => part.to_owned(),
            });
            let first = parts.next().unwrap_or_default();
            parts.fold(first, |text, part| text + "\"" + &part)
        };
        return Some(What::Comma.mended(&between(line)));
    }
    let bare = texts.clone().find(|item| !item.starts_with(['"', '\'', '{']))?.to_owned();
    let name = line.split('=').next().unwrap_or_default().trim();
    let all: Vec<String> =
        texts.map(|item| if item.starts_with(['"', '\'']) { item.to_owned() } else { quoted(item) }).collect();
    Some(What::Bare(bare).mended(&format!("{name} = [{}]", all.join(", "))))
}

/// What stands without quotes.
fn bare(name: &str, content: &str) -> Option<Slip> {
    let word = uncommented(content);
    if is_good(&format!("{name} = {word}")) {
        return None;
    }
    let mended = |what: What, value: &str| Some(what.mended(&format!("{name} = {value}")));
    if let Some(open) = word.strip_suffix(['"', '\'']).filter(|open| !open.contains(['"', '\''])) {
        return mended(What::Unquoted { end: false }, &quoted(open));
    }
    if let Some(flag) = flag(word) {
        return mended(What::Flag(word.to_owned()), flag);
    }
    let (digits, rest) = word.split_at(word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len()));
    let is_value = matches!(word.split_whitespace().next(), Some("true" | "false")) || !digits.is_empty();
    if is_value && word.contains('=') {
        let rest = word.split_once(char::is_whitespace).map_or(word, |(_, rest)| rest);
        return Some(What::After(rest.trim().to_owned()).with(None));
    }
    if !digits.is_empty() && rest.starts_with([',', '.']) && !rest.contains(['@', '-', ':']) {
        return Some(What::Number(word.to_owned()).with(None));
    }
    let thousands =
        rest.split_whitespace().all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()));
    let unit = rest.trim().chars().all(char::is_alphabetic);
    if !digits.is_empty() && !digits.starts_with('0') && !rest.is_empty() && (thousands || unit) {
        let number: String = word.chars().filter(char::is_ascii_digit).collect();
        return mended(What::Number(word.to_owned()), &number);
    }
    mended(What::Bare(word.to_owned()), &quoted(word))
}

#[cfg(test)]
mod tests;
