//! A settings file with mistakes that the program can mend by itself: its lines as they are and as they should be.

use std::ops::Range;
use std::path::Path;

use super::bytes::{self, Form};
use super::file::{self, SettingsError};
use super::levels;
use super::lines::{outside, pair, statement};
use super::meant::Line;
use super::mistake::{self, Mistake, Wrong, position};
use super::slips::{self, Slip, What};

/// More than anybody reads at once.
const MOST: usize = 50;

/// What is wrong in a file, and what of it can be mended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// What is changed, line by line.
    pub lines: Vec<MendedLine>,
    /// Letters of two kinds, of which a program reads one alone, become letters of one.
    pub letters: bool,
    /// What the file becomes; `None`: nothing can be mended.
    pub bytes: Option<Vec<u8>>,
}

/// A line as it is and as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MendedLine {
    /// From 1.
    pub number: u32,
    /// As it stands there.
    pub before: String,
    /// As it should be.
    pub after: String,
}

/// What can be mended in these bytes of a settings file.
#[must_use]
pub fn mended(bytes: &[u8]) -> Mended {
    let path = Path::new("");
    let (mut text, form, letters) = match file::text_of(bytes, path) {
        Ok((text, form)) => (text, form, false),
        Err(_) => match file::text_of(bytes::mixed(bytes).as_bytes(), path) {
            Ok((text, _)) => (text, Form::Utf8(false), true),
            // There is nothing to be read.
            Err(_) => return Mended::default(),
        },
    };
    let mut lines = Vec::new();
    while lines.len() < MOST {
        let Some((range, after)) = first(&text) else { break };
        let before = text.get(range.clone()).unwrap_or_default().trim_end().to_owned();
        lines.push(MendedLine { number: position(&text, range.start).0, before, after: after.clone() });
        let end = text.get(range.clone()).map_or(0, |line| line.trim_end().len()) + range.start;
        text.replace_range(range.start..end, &after);
    }
    lines.sort_by_key(|line: &MendedLine| line.number);
    let is_changed = letters || !lines.is_empty();
    Mended { lines, letters, bytes: is_changed.then(|| bytes::write(&text, form)) }
}

/// The first statement of a text that can be mended, and how; never one that is wrong afterwards as it was before.
fn first(text: &str) -> Option<(Range<usize>, String)> {
    let found = match levels::table(text) {
        Ok(table) => levels::read(text, table).1,
        Err(mistake) => vec![mistake],
    };
    let count = found.len();
    found.into_iter().find_map(|mistake| {
        let range = statement(text, mistake.at);
        let line = text.get(range.clone())?;
        let after = with_comment(line, of(&mistake, text, line)?);
        let mut tried = text.to_owned();
        tried.replace_range(range.start..range.start + line.trim_end().len(), &after);
        // Of a text that is none one mistake is found, and the next one is below it.
        let is_better = match levels::table(&tried) {
            Err(next) => matches!(mistake.what, Wrong::Slip(_)) && next.at > mistake.at,
            Ok(table) => matches!(mistake.what, Wrong::Slip(_)) || levels::read(&tried, table).1.len() < count,
        };
        is_better.then_some((range, after))
    })
}

/// The line as it should be.
fn of(mistake: &Mistake, text: &str, line: &str) -> Option<String> {
    let indent: String = line.chars().take_while(|c| matches!(c, ' ' | '\t')).collect();
    let mended = match &mistake.what {
        Wrong::Slip(Slip { line: None, what: What::Unseen(c) }) => {
            let blank = if c.is_whitespace() { " " } else { "" };
            line.trim().replace(*c, blank)
        }
        Wrong::Slip(slip) => mistake::meant(text, mistake.at, slip.clone()).line?,
        Wrong::Unfit(path, unfit) => {
            let key = path.rsplit('.').next().unwrap_or(path);
            mistake::near(key, unfit, line).or_else(|| Line::at(text, mistake.at).meant(None))?
        }
        _ => return None,
    };
    slips::is_good(&mended).then(|| format!("{indent}{mended}"))
}

/// With what a person noted behind the value, where that was left out.
fn with_comment(line: &str, mended: String) -> String {
    let note = pair(line).and_then(|(_, value)| {
        let at = value.find('#').filter(|at| !value.get(..*at).unwrap_or_default().contains(['"', '\'']))?;
        value.get(at..).map(str::trim_end)
    });
    match note.or_else(|| comment(line)) {
        Some(note) if !mended.contains('#') && !note.contains('\n') => format!("{mended} {note}"),
        _ => mended,
    }
}

/// What stands behind a value whose quotes are whole.
fn comment(line: &str) -> Option<&str> {
    let line = line.trim_end();
    // The character before a comment is outside of quotes, and none of the comment's is.
    let end = outside(line).last().map(|(at, c)| at + c.len_utf8())?;
    let rest = line.get(end..)?;
    rest.starts_with('#').then_some(rest)
}

/// Is a settings file wrong, and what can be mended in it?
///
/// # Errors
/// It cannot be read at all.
pub fn look(path: &Path) -> Result<(Vec<u8>, Mended), SettingsError> {
    let bytes = file::bytes_of(path)?;
    let found = mended(&bytes);
    Ok((bytes, found))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(text: &str) -> (String, Mended) {
        let found = mended(text.as_bytes());
        let made = found.bytes.clone().map_or_else(String::new, |bytes| String::from_utf8(bytes).unwrap());
        (made, found)
    }

    #[test]
    fn what_is_certain_is_mended_and_the_rest_of_the_file_stays() {
        for (line, after) in [
            ("name = „Sklep”", "name = \"Sklep\""),
            ("  name = “Sklep” # mój", "  name = \"Sklep\" # mój"),
            ("name = Sklep # mój", "name = \"Sklep\" # mój"),
            ("name = \"D:\\bazy\" # dysk", "name = 'D:\\bazy' # dysk"),
            ("name = \"D:\\temp\"", "name = 'D:\\temp'"),
            ("name: Sklep", "name = \"Sklep\""),
            ("nmae = \"Sklep\" # x", "name = \"Sklep\" # x"),
            ("nip = 5260250274", "nip = \"5260250274\""),
            ("name\u{a0}= \"x\"", "name = \"x\""),
            ("// uwaga", "# uwaga"),
        ] {
            let file =
                |line: &str| format!("# góra\r\n[seller]\r\ncity = 'Ł' # miasto\r\n{line}\r\n\r\n[vat]\r\n# dół\r\n");
            let (text, found) = made(&file(line));
            assert_eq!(text, file(after), "{line}");
            let told = MendedLine { number: 4, before: line.to_owned(), after: after.to_owned() };
            assert_eq!(found.lines, [told], "{line}");
            file::parse(&text, Path::new("")).unwrap_or_else(|error| panic!("{line}: {error}"));
        }
    }

    #[test]
    fn all_mistakes_are_mended_at_once_and_what_is_not_certain_is_left() {
        let text = "language = pl\n[vat]\nexempt_seller = \"tak\"\nnonsense = 1\n[log]\nlevel = \"inof\"\nkeep_days = \"30\"\n";
        let (text, found) = made(text);
        assert_eq!(found.lines.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 3, 6, 7]);
        let left =
            "language = \"pl\"\n[vat]\nexempt_seller = true\nnonsense = 1\n[log]\nlevel = \"info\"\nkeep_days = 30\n";
        assert_eq!(text, left);
        assert_eq!(made(left).1, Mended::default());
        for text in ["", "[vat]\n", "to jest\n", "[vat]\n[vat]\n", "name =\n", "retention = { days = 3 }\n"] {
            assert_eq!(made(text).1, Mended::default(), "{text}");
        }
    }

    #[test]
    fn letters_of_two_kinds_become_one_and_others_stay_as_they_lie() {
        let win = |text: &str| bytes::write(text, Form::Windows1250);
        let both = [win("# żółw\n"), "[seller]\ncity = \"Łódź\"\n".as_bytes().to_vec()].concat();
        let found = mended(&both);
        assert!(found.letters && found.lines.is_empty(), "{found:?}");
        assert_eq!(found.bytes.as_deref(), Some("# żółw\n[seller]\ncity = \"Łódź\"\n".as_bytes()));
        let found = mended(&win("[seller]\r\ncity = Łódź\r\n"));
        assert_eq!(found.bytes, Some(win("[seller]\r\ncity = \"Łódź\"\r\n")));
        let wide = |text: &str| bytes::write(text, Form::Utf16(false));
        assert_eq!(mended(&wide("[seller]\ncity = Łódź\n")).bytes, Some(wide("[seller]\ncity = \"Łódź\"\n")));
        assert_eq!(mended(b"MZ\0\x01\0\0\xff"), Mended::default());
    }
}
