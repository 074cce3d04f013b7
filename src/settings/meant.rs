//! From a line that cannot be taken to the line that was meant: each way of writing it is tried where it would stand, and the
//! first one that is taken is told. What would be refused again is no advice.

use toml::de::DeTable;

use super::levels::{self, place_of};
use super::lines::{closed, outside, pair, statements};
use super::mistake::Wrong;
use super::sense::senseless;
use super::slips::{flag, is_typographic, quoted};
use super::typed::{Unfit, Wanted};
use crate::core::message::QUOTED_MAX;

/// A line of a file, and the part that it is in.
#[derive(Debug)]
pub(super) struct Line<'t> {
    /// The line.
    pub text: &'t str,
    head: &'t str,
}

/// What comes of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Taken,
    /// It is well written, and no setting has its name.
    Unknown,
    Refused,
}

impl<'t> Line<'t> {
    /// The line that holds this place.
    pub(super) fn at(text: &'t str, at: usize) -> Self {
        let (mut last, mut head) = (0..0, "");
        for range in statements(text) {
            let line = text.get(last.clone()).unwrap_or_default().trim();
            if line.starts_with('[') {
                head = line;
            }
            last = range;
            if at < last.end {
                break;
            }
        }
        Self { text: text.get(last).unwrap_or_default(), head }
    }

    /// The line that was meant: the likeliest one that is taken, else the one that is proposed, if it is not refused.
    pub(super) fn meant(&self, proposed: Option<&str>) -> Option<String> {
        // One that would be cut where it is told is no advice.
        let is_short = |line: &str| line.chars().count() <= QUOTED_MAX;
        let line = self.text.trim();
        let likely = if line.contains('\n') || line.len() > 4 * QUOTED_MAX { Vec::new() } else { candidates(line) };
        let taken = likely.into_iter().find(|line| is_short(line) && self.outcome(line) == Outcome::Taken);
        taken.or_else(|| {
            proposed.filter(|line| is_short(line) && self.outcome(line) != Outcome::Refused).map(str::to_owned)
        })
    }

    /// What the setting of this line is; none: it is no setting's.
    pub(super) fn wanted(&self) -> Option<Wanted> {
        let (name, _) = pair(self.text).filter(|(name, _)| name.len() <= QUOTED_MAX)?;
        let text = self.placed(&format!("{} = {{}}", name.trim()));
        let (_, found) = levels::read(&text, levels::table(&text).ok()?);
        found.into_iter().find_map(|mistake| match mistake.what {
            Wrong::Unfit(_, Unfit::Kind(wanted)) => Some(wanted),
            _ => None,
        })
    }

    /// The line alone in its part.
    fn placed(&self, line: &str) -> String {
        if line.starts_with('[') { format!("{line}\n") } else { format!("{}\n{line}\n", self.head) }
    }

    fn outcome(&self, line: &str) -> Outcome {
        let text = self.placed(line);
        let Ok(table) = DeTable::parse(&text) else { return Outcome::Refused };
        let table = table.into_inner();
        let (settings, found) = levels::read(&text, table.clone());
        let is_unknown = |what: &Wrong| matches!(what, Wrong::Unfit(_, Unfit::Unknown(_)));
        if found.iter().any(|mistake| !is_unknown(&mistake.what)) {
            return Outcome::Refused;
        }
        if !found.is_empty() {
            return Outcome::Unknown;
        }
        // What is missing beside it is not this line's.
        let is_said = |key: &str| place_of(&table, key, true).is_some();
        let is_wrong = senseless(&settings, &is_said).iter().any(|remark| is_said(&remark.key));
        if is_wrong { Outcome::Refused } else { Outcome::Taken }
    }
}

/// How a line may have been meant, the likeliest first.
fn candidates(line: &str) -> Vec<String> {
    let Some((name, value)) = pair(line) else { return without_pair(line) };
    let name = name.trim();
    let value = value.get(..note_of(value)).unwrap_or_default().trim();
    // A second sign of what parts name and value is another slip.
    if value.starts_with(['=', '>', ':']) {
        return Vec::new();
    }
    let plain = value.trim_end_matches([';', ',']).trim_end();
    let word = bare(plain);
    let is_one = outside(line).filter(|(_, c)| *c == '=').count() == 1;
    let texts = [
        Some(plain.to_owned()),
        number(word),
        flag(word).map(str::to_owned),
        (!word.contains('"') && !word.starts_with('\'') && !word.ends_with('\'')).then(|| quoted(word)),
        is_one.then(|| list(if word.contains('"') { plain } else { word })).flatten(),
        is_one.then(|| inner_quotes(plain)).flatten(),
        is_one.then(|| with_note(plain)).flatten(),
    ];
    let other_name = Some(name.replace([' ', '-'], "_")).filter(|other| other != name);
    let names = std::iter::once(name.to_owned()).chain(other_name);
    names.flat_map(|name| texts.clone().into_iter().flatten().map(move |value| format!("{name} = {value}"))).collect()
}

/// Where the note behind a value begins: at a `#` with every quotation mark before it closed.
fn note_of(value: &str) -> usize {
    let is_closed = |at: &usize| value.get(..*at).is_some_and(|before| before.matches('"').count() % 2 == 0);
    value.match_indices('#').map(|(at, _)| at).find(is_closed).unwrap_or(value.len())
}

/// Without quotes, brackets and the like around it.
fn bare(value: &str) -> &str {
    const AROUND: [(char, char); 8] =
        [('"', '"'), ('\'', '\''), ('"', '\''), ('\'', '"'), ('`', '`'), ('´', '´'), ('(', ')'), ('[', ']')];
    let within = |(open, close): &(char, char)| value.strip_prefix(*open)?.strip_suffix(*close);
    let is_mark = |c: char| c == '"' || is_typographic(c);
    let of_word_processor = || value.strip_prefix(is_mark)?.strip_suffix(is_mark);
    AROUND.iter().find_map(within).or_else(of_word_processor).map_or(value, |inner| bare(inner.trim()))
}

/// A number's digits, without what people put around them: a unit, blanks between thousands, zeros before the first digit and
/// behind a comma, two at most: `1.000` may be a thousand.
fn number(word: &str) -> Option<String> {
    let (digits, rest) = word.split_at(word.find(|c: char| !c.is_ascii_digit() && c != ' ').unwrap_or(word.len()));
    let groups: Vec<&str> = digits.split_whitespace().collect();
    let decimals = rest.strip_prefix([',', '.']).unwrap_or_default();
    let unit = if decimals.is_empty() { rest.trim_start_matches([',', '.']) } else { decimals.trim_start_matches('0') };
    let is_unit =
        unit.trim().trim_end_matches('.').chars().all(char::is_alphabetic) && decimals.len() <= unit.len() + 2;
    let sound = !groups.is_empty() && groups.iter().skip(1).all(|group| group.len() == 3) && is_unit;
    let digits = groups.concat();
    let digits = digits.trim_start_matches('0');
    sound.then(|| if digits.is_empty() { "0".to_owned() } else { digits.to_owned() })
}

/// A list of what commas and semicolons part.
fn list(value: &str) -> Option<String> {
    let items = value.split([',', ';']).map(|item| bare(item.trim_matches([' ', '[', ']', '(', ')'])));
    let items: Vec<&str> = items.filter(|item| !item.is_empty()).collect();
    let is_clear = items.iter().all(|item| !item.contains('"'));
    is_clear.then(|| format!("[{}]", items.into_iter().map(quoted).collect::<Vec<_>>().join(", ")))
}

/// A text in quotes that has quotes within.
fn inner_quotes(value: &str) -> Option<String> {
    let mark = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = value.strip_prefix(mark)?.strip_suffix(mark)?;
    let parts: Vec<&str> = inner.split(mark).collect();
    // Two texts beside each other are none.
    let is_apart = |part: &&str| matches!(part.trim(), "" | "," | ";");
    let is_two = parts.iter().skip(1).take(parts.len().saturating_sub(2)).any(is_apart);
    (parts.len() > 2 && !is_two).then(|| quoted(inner))
}

/// A text with words behind it, which are a note.
fn with_note(value: &str) -> Option<String> {
    let (text, note) = match closed(value) {
        Some(end) => value.split_at(end),
        None => value.split_once(char::is_whitespace)?,
    };
    let note = note.trim();
    let is_note = !note.is_empty() && !note.contains(['"', '\'']) && note.starts_with(char::is_alphabetic);
    is_note.then(|| format!("{text} # {note}"))
}

/// A head, or a setting without its `=`.
fn without_pair(line: &str) -> Vec<String> {
    if let Some(rest) = line.strip_prefix('[') {
        let (name, note) = rest.split_once(']').unwrap_or_default();
        let note = note.trim_matches([' ', '#', ']']);
        let note = if note.is_empty() { String::new() } else { format!(" # {note}") };
        return vec![format!("[{}]{note}", name.replace(',', "."))];
    }
    let inner = line.trim_matches(['[', ']', '{', '}', '(', ')', '<', '>']).trim();
    let mut found = if inner == line { Vec::new() } else { vec![format!("[{inner}]")] };
    let line = line.trim_start_matches(['"', '\'']);
    found.push(line.to_owned());
    if let Some((name, value)) = line.split_once(char::is_whitespace) {
        found.extend(candidates(&format!("{name} = {}", value.trim())));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_its_digits_where_they_are_certain() {
        for (text, meant) in [
            ("05", "5"),
            ("0", "0"),
            ("000", "0"),
            ("90 dni", "90"),
            ("15 min.", "15"),
            ("16MB", "16"),
            ("15,0", "15"),
            ("15,00 min", "15"),
            ("15.", "15"),
            ("1 000", "1000"),
        ] {
            assert_eq!(number(text).as_deref(), Some(meant), "{text}");
        }
        for text in ["", "1.000", "1,5", "10 00", "7-20", "12:30", "co 15", "-5", "1e2", "90 dni razem"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
