//! CSV as Excel writes and reads it: bytes to cells and back (`reference/requirements.md` 3.3).
//!
//! Reading takes `;`, tab or `,`, UTF-8 with or without BOM, UTF-16, Windows-1250, line ends of any system; lines that begin
//! with `#` are comments. What cannot be read without guessing is refused with its line: a quote that stands alone takes the
//! rows below it into its cell. Writing gives `;`, UTF-8 with BOM, CRLF, and nothing that Excel would run.

use std::borrow::Cow;
use std::ops::Range;

use csv::WriterBuilder;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250};

use crate::core::tables::{Sheet, SheetRow, is_failed};

const BOM: &str = "\u{feff}";
/// Bytes of a cell; Excel's own have 32,767 characters at most.
const CELL_MAX: usize = 128 * 1024;
/// Cells of a row, as many as Excel has columns.
const CELLS_MAX: usize = 16_384;

/// Why a file is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The line where it shows, from 1.
    pub line: u32,
    /// What it is.
    pub why: Why,
}

/// What makes a file unreadable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A workbook of Excel or `LibreOffice`.
    Workbook,
    /// A page of the web, or XML.
    Page,
    /// Some other kind of file, or a damaged one.
    Binary,
    /// A quote without its other half, or text behind a cell's closing quote.
    Quotes,
    /// A cell or row longer than any of Excel's.
    Endless,
}

/// A file as text, and where in it each row stands.
#[derive(Clone, Debug)]
pub struct Written {
    /// The whole, without a byte order mark.
    pub text: String,
    /// What its letters are written in.
    pub letters: &'static Encoding,
    /// What stands between its cells.
    pub separator: char,
    /// The rows, each with its place, its line end not in it. The first is the heading.
    pub rows: Vec<(SheetRow, Range<usize>)>,
}

/// The rows of a file.
pub fn read(bytes: &[u8]) -> Result<Sheet, Unread> {
    Ok(Sheet { rows: written(bytes)?.rows.into_iter().map(|(row, _)| row).collect() })
}

/// The rows of a file with their places.
pub fn written(bytes: &[u8]) -> Result<Written, Unread> {
    if let Some(why) = other_file(bytes) {
        return Err(Unread { line: 1, why });
    }
    let (letters, behind) = letters(bytes);
    let text = letters.decode_without_bom_handling(behind).0;
    // The end of a file, as DOS marked it.
    let text = text.trim_start_matches(BOM).trim_end_matches('\u{1a}');
    if let Some((before, _)) = text.split_once('\0') {
        return Err(Unread { line: 1 + breaks(before), why: Why::Binary });
    }
    let (separator, rest) = separator(text);
    let place = |rest: &str| text.len() - rest.len();
    let mut reader = Reader { rest, separator, line: 1 + breaks(text.get(..place(rest)).unwrap_or_default()) };
    let mut rows = Vec::new();
    while let Some((row, begins)) = reader.row()? {
        let from = place(begins);
        let own = text.get(from..place(reader.rest)).unwrap_or_default().trim_end_matches(['\r', '\n']);
        rows.push((row, from..from + own.len()));
    }
    Ok(Written { text: text.to_owned(), letters, separator, rows })
}

/// A text as bytes in these letters; what they have not is written as UTF-8. Excel takes UTF-8 for what it is by its mark only.
#[must_use]
pub fn encoded(text: &str, letters: &'static Encoding) -> Vec<u8> {
    let units = |order: fn(u16) -> [u8; 2]| format!("{BOM}{text}").encode_utf16().flat_map(order).collect();
    if letters == UTF_16LE {
        return units(u16::to_le_bytes);
    }
    if letters == UTF_16BE {
        return units(u16::to_be_bytes);
    }
    if letters != UTF_8 {
        let (bytes, _, is_lossy) = letters.encode(text);
        if !is_lossy {
            return bytes.into_owned();
        }
    }
    format!("{BOM}{text}").into_bytes()
}

/// What a text has at the end of its lines.
#[must_use]
pub fn line_end(text: &str) -> &'static str {
    match text.find(['\r', '\n']).and_then(|at| text.get(at..)) {
        Some(found) if found.starts_with('\n') => "\n",
        Some(found) if !found.starts_with("\r\n") => "\r",
        _ => "\r\n",
    }
}

/// By how they begin.
fn other_file(bytes: &[u8]) -> Option<Why> {
    const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];
    const OTHERS: [&[u8]; 5] = [b"%PDF", b"{\\rtf", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff"];
    let begins = |all: &[&[u8]]| all.iter().any(|mark| bytes.starts_with(mark));
    if begins(&WORKBOOKS) {
        return Some(Why::Workbook);
    }
    if begins(&OTHERS) {
        return Some(Why::Binary);
    }
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    decode(head).trim_start_matches(BOM).trim_start().starts_with('<').then_some(Why::Page)
}

/// Reads rows and counts lines.
struct Reader<'t> {
    rest: &'t str,
    separator: char,
    line: u32,
}

impl<'t> Reader<'t> {
    /// The next row in which anything is written, and what is left from its beginning on.
    fn row(&mut self) -> Result<Option<(SheetRow, &'t str)>, Unread> {
        while !self.rest.is_empty() {
            let (line, begins) = (self.line, self.rest);
            if self.is_comment() {
                self.until(&['\r', '\n']);
                self.end_of_line();
                continue;
            }
            let mut cells = Vec::new();
            while self.cell(line, &mut cells)? {
                if cells.len() > CELLS_MAX {
                    return Err(Unread { line, why: Why::Endless });
                }
            }
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                return Ok(Some((SheetRow { line, cells }, begins)));
            }
        }
        Ok(None)
    }

    /// `#N/D!;KUBEK` is a row whose key came to nothing, and no comment.
    fn is_comment(&self) -> bool {
        let line = self.rest.split(['\r', '\n']).next().unwrap_or_default();
        let is_row = |(first, rest): (&str, &str)| {
            is_failed(first) && rest.contains(|c: char| c != self.separator && !c.is_whitespace())
        };
        line.starts_with('#') && !line.split_once(self.separator).is_some_and(is_row)
    }

    /// Takes a cell; is there another one behind it?
    fn cell(&mut self, line: u32, cells: &mut Vec<String>) -> Result<bool, Unread> {
        let cell = match self.rest.strip_prefix('"') {
            Some(inner) => {
                self.rest = inner;
                self.quoted().ok_or(Unread { line, why: Why::Quotes })?
            }
            None => self.until(&[self.separator, '\r', '\n']).to_owned(),
        };
        if cell.len() > CELL_MAX {
            return Err(Unread { line, why: Why::Endless });
        }
        cells.push(cell);
        match self.rest.strip_prefix(self.separator) {
            Some(rest) => {
                self.rest = rest;
                Ok(true)
            }
            None if self.rest.is_empty() || self.end_of_line() => Ok(false),
            None => Err(Unread { line, why: Why::Quotes }),
        }
    }

    /// What stands before the first of these marks, or all that is left.
    fn until(&mut self, marks: &[char]) -> &'t str {
        let (taken, rest) = self.rest.split_at(self.rest.find(marks).unwrap_or(self.rest.len()));
        self.rest = rest;
        taken
    }

    fn end_of_line(&mut self) -> bool {
        let found = ["\r\n", "\n", "\r"].iter().find_map(|mark| self.rest.strip_prefix(mark));
        self.rest = found.unwrap_or(self.rest);
        self.line += u32::from(found.is_some());
        found.is_some()
    }

    /// The rest of a cell that began with a quote, without the one that ends it. `None`: nothing ends it, or it holds what
    /// looks like the next row.
    fn quoted(&mut self) -> Option<String> {
        let mut cell = String::new();
        loop {
            let (part, rest) = self.rest.split_once('"')?;
            cell.push_str(part);
            self.rest = rest;
            let Some(rest) = rest.strip_prefix('"') else { break };
            cell.push('"');
            self.rest = rest;
        }
        if cell.contains(['\r', '\n']) {
            cell = cell.replace("\r\n", "\n").replace('\r', "\n");
            self.line = self.line.saturating_add(breaks(&cell));
            if cell.lines().skip(1).any(|line| line.contains(self.separator)) {
                return None;
            }
        }
        Some(cell)
    }
}

/// Line ends of any system.
pub(super) fn breaks(text: &str) -> u32 {
    let pairs = text.matches("\r\n").count();
    u32::try_from(text.matches(['\r', '\n']).count() - pairs).unwrap_or(u32::MAX)
}

pub(super) fn decode(bytes: &[u8]) -> String {
    let (letters, behind) = letters(bytes);
    letters.decode_without_bom_handling(behind).0.into_owned()
}

/// What a file's letters are written in, and the bytes behind its mark. A byte order mark says what it is; so do the zeros of
/// UTF-16 without one. What is not UTF-8 is what Polish Excel writes, Windows-1250.
fn letters(bytes: &[u8]) -> (&'static Encoding, &[u8]) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (encoding, bytes.get(mark..).unwrap_or_default());
    }
    let unmarked = if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1250 };
    (unmarked_utf16(bytes).unwrap_or(unmarked), bytes)
}

/// A table has more Latin letters than others, and every second byte of those is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let pairs = head.chunks_exact(2);
    let (all, mut first, mut second) = (pairs.len(), 0, 0);
    for pair in pairs {
        first += usize::from(pair.first() == Some(&0));
        second += usize::from(pair.last() == Some(&0));
    }
    let most = |zeros: usize| all > 1 && zeros * 2 > all;
    match (most(first), most(second)) {
        (true, false) => Some(UTF_16BE),
        (false, true) => Some(UTF_16LE),
        _ => None,
    }
}

/// The separator, and what is left to read: Excel's own line `sep=;` goes first. Otherwise the one that the heading has most
/// of; `;` where it has none.
pub(super) fn separator(text: &str) -> (char, &str) {
    const SEPARATORS: [char; 3] = [';', '\t', ','];
    let (first, behind) = text.split_at(text.find(['\r', '\n']).unwrap_or(text.len()));
    let said = first.trim_matches([' ', '"']).to_ascii_lowercase();
    let mark = said.strip_prefix("sep=").and_then(|marks| marks.chars().next());
    if let Some(mark) = mark.filter(|mark| SEPARATORS.contains(mark)) {
        return (mark, behind);
    }
    let mut lines = text.split(['\r', '\n']);
    let heading = lines.find(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or_default();
    let count = |mark: char| heading.matches(mark).count();
    let best = SEPARATORS.into_iter().rev().max_by_key(|mark| count(*mark));
    (best.filter(|mark| count(*mark) > 0).unwrap_or(';'), text)
}

/// A cell that Excel shows and does not run: names of offers are strangers' words, and `=HYPERLINK(…)` may be one. The
/// apostrophe is what the reader of the tables takes off. Excel's own wrapping of a text (`="0123"`) computes nothing.
/// A row is one line, so that it can be told by its line.
fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.contains(BREAKING) {
        return Cow::Owned(harmless(&cell.replace(BREAKING, " ")).into_owned());
    }
    let wrapped = cell.strip_prefix("=\"").and_then(|inner| inner.strip_suffix('"'));
    let is_text = wrapped.is_some_and(|inner| !inner.contains('"'));
    let is_number =
        cell.strip_prefix('-').is_some_and(|it| it.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.')));
    let runs = cell.trim_start().starts_with(['=', '+', '-', '@']) && !is_number;
    if runs && !is_text { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// What would break a row, or the file.
const BREAKING: [char; 3] = ['\r', '\n', '\0'];

/// A file of comment lines, a heading and rows.
#[must_use]
pub fn write(comment: &str, heading: &[&str], rows: &[Vec<String>]) -> Vec<u8> {
    let mut bytes = BOM.as_bytes().to_vec();
    for line in comment.lines() {
        bytes.extend_from_slice(format!("# {line}\r\n").as_bytes());
    }
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .comment(Some(b'#'))
        .from_writer(bytes);
    // Writing into memory cannot fail.
    let _ = writer.write_record(heading);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell).into_owned()));
    }
    writer.into_inner().unwrap_or_default()
}

/// A row as a line of a file with this separator.
#[must_use]
pub fn line(separator: char, cells: &[String]) -> String {
    let delimiter = u8::try_from(separator).unwrap_or(b';');
    let mut writer =
        WriterBuilder::new().delimiter(delimiter).flexible(true).comment(Some(b'#')).from_writer(Vec::new());
    // Writing into memory cannot fail.
    let _ = writer.write_record(cells.iter().map(|cell| harmless(cell).into_owned()));
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).trim_end_matches('\n').to_owned()
}

/// Rows alone, as text to paste below those of a file, one line each.
#[must_use]
pub fn rows(rows: &[Vec<String>]) -> String {
    let mut writer = WriterBuilder::new().delimiter(b';').flexible(true).comment(Some(b'#')).from_writer(Vec::new());
    for row in rows {
        // Writing into memory cannot fail.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell).into_owned()));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8_lossy(&bytes).trim_end_matches('\n').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::whole::or_part;
    use proptest::prelude::*;

    fn cells(sheet: &Sheet) -> Vec<(u32, Vec<&str>)> {
        sheet.rows.iter().map(|row| (row.line, row.cells.iter().map(String::as_str).collect())).collect()
    }

    #[test]
    fn lines_are_counted_past_comments_blanks_and_breaks_inside_quotes() {
        let sheet = read(b"# one\r\n\r\na;b\r\n# \"two\r\n1;\"x\r\ny\"\r\n;\r\n2;z").unwrap();
        assert_eq!(cells(&sheet), [(3, vec!["a", "b"]), (5, vec!["1", "x\ny"]), (8, vec!["2", "z"])]);
        let mac = read(b"# one\r\ra;b\r# two\r1;\"x\ry\"\r;\r2;z\r").unwrap();
        assert_eq!(cells(&mac), [(3, vec!["a", "b"]), (5, vec!["1", "x\ny"]), (8, vec!["2", "z"])]);
    }

    #[test]
    fn a_row_whose_key_came_to_nothing_is_no_comment() {
        let sheet = read(b"a;b\n#N/D!;KUBEK\n####;KUBEK\n####;\n#N/D! tego nie ma\n# a;b\n").unwrap();
        assert_eq!(cells(&sheet)[1..], [(2, vec!["#N/D!", "KUBEK"]), (3, vec!["####", "KUBEK"])]);
    }

    #[test]
    fn a_quote_without_its_other_half_takes_no_row_with_it() {
        for (text, line) in [
            ("a;b\n1;x\n2;\"y\n3;z\n", 3),
            ("a;b\n1;\"x\n2;\"y\n3;z\n", 2),
            ("a;b\n1;\"x\n2;\"\n3;z\n", 2),
            ("a;b\n1;\"x\" y\n", 2),
            ("a;b\n\n1;\"x\"\"\n", 3),
            ("a;b\n1;\"", 2),
        ] {
            assert_eq!(read(text.as_bytes()), Err(Unread { line, why: Why::Quotes }), "{text}");
        }
        for (text, cell) in [("1;12\" x", "12\" x"), ("1; \"x\"", " \"x\""), ("1;\"a\"\"b\"", "a\"b"), ("1;\"\"", "")] {
            assert_eq!(read(text.as_bytes()).unwrap().rows[0].cells[1], cell, "{text}");
        }
    }

    #[test]
    fn what_is_no_table_is_told_apart() {
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        for (bytes, why, line) in [
            (b"PK\x03\x04\x14\0rest".to_vec(), Why::Workbook, 1),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), Why::Workbook, 1),
            (b"\r\n <!DOCTYPE html><html>".to_vec(), Why::Page, 1),
            (b"\xef\xbb\xbf<?xml version=\"1.0\"?>".to_vec(), Why::Page, 1),
            (utf16("<html>"), Why::Page, 1),
            (b"%PDF-1.7".to_vec(), Why::Binary, 1),
            (b"a;b\n1;\0\n".to_vec(), Why::Binary, 2),
            (vec![0; 4096], Why::Binary, 1),
        ] {
            assert_eq!(read(&bytes), Err(Unread { line, why }), "{bytes:?}");
        }
        assert_eq!(read(b"").unwrap(), Sheet::default());
        assert_eq!(read(b"a;b\r\n1;2\r\n\x1a").unwrap().rows.len(), 2);
    }

    #[test]
    fn i14_a_line_without_end_is_refused_at_once() {
        let size = or_part(10 << 20, 1 << 20);
        for endless in ["x".repeat(size), ";".repeat(size), format!("a;b\n1;{}\n2;x", "ż".repeat(1 << 20))] {
            let line = if endless.starts_with("a;b") { 2 } else { 1 };
            assert_eq!(read(endless.as_bytes()), Err(Unread { line, why: Why::Endless }));
        }
        assert_eq!(read(format!("a;b\n1;\"{}", "x".repeat(size)).as_bytes()).unwrap_err().why, Why::Quotes);
    }

    #[test]
    fn the_separator_is_found() {
        for text in [
            "a;b\n1,5;2",
            "a\tb\n1,5\t2",
            "a,b\n\"1,5\",2",
            "sep=,\na,b\n\"1,5\",2",
            "SEP=\t\na\tb\n1,5\t2",
            "\"sep=;\"\r\na;b\r\n1,5;2",
            "sep=;;;\ra;b\r1,5;2",
        ] {
            let sheet = read(text.as_bytes()).unwrap();
            assert_eq!(sheet.rows[1].cells, ["1,5", "2"], "{text}");
            let line = if text.to_lowercase().contains("sep=") { 3 } else { 2 };
            assert_eq!(sheet.rows[1].line, line, "{text}");
        }
        assert_eq!(read(b"oferta\n123\n").unwrap().rows[1].cells, ["123"]);
    }

    #[test]
    fn the_encoding_is_found() {
        let text = "nazwa\nżółć";
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let cp1250 = WINDOWS_1250.encode(text).0.into_owned();
        let bare = utf16[2..].to_vec();
        let big = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let twice = format!("{BOM}{BOM}{text}").into_bytes();
        for bytes in [text.as_bytes().to_vec(), format!("{BOM}{text}").into_bytes(), twice, utf16, bare, big, cp1250] {
            assert_eq!(cells(&read(&bytes).unwrap()), [(1, vec!["nazwa"]), (2, vec!["żółć"])]);
        }
    }

    #[test]
    fn what_is_written_opens_in_excel() {
        let bytes = write("opis", &["kod", "nazwa"], &[vec!["1".to_owned(), "a;\"b\"".to_owned()]]);
        assert_eq!(bytes, "\u{feff}# opis\r\nkod;nazwa\r\n1;\"a;\"\"b\"\"\"\r\n".as_bytes());
    }

    #[test]
    fn rows_to_paste_have_neither_mark_nor_heading() {
        let cells = [vec!["1".to_owned(), "a;b".to_owned()], vec!["#2".to_owned(), String::new()]];
        assert_eq!(rows(&cells), "1;\"a;b\"\n\"#2\";");
        assert_eq!(rows(&[]), "");
    }

    #[test]
    fn excel_runs_nothing() {
        for cell in ["=1+1", "+48", "-1+2", "@SUM(A1)", "=\"a\"&HYPERLINK(\"b\"", " =1", "\t@x", "=\"a\"&cmd|\"b\""] {
            let row = [vec![cell.to_owned(), "x".to_owned()]];
            let told = format!("'{cell}");
            assert_eq!(read(&write("", &["a", "b"], &row)).unwrap().rows[1].cells, [told.as_str(), "x"], "{cell}");
            assert_eq!(read(rows(&row).as_bytes()).unwrap().rows[0].cells, [told.as_str(), "x"], "{cell}");
        }
        for cell in ["-", "=\"0123\"", "a=1", "'=1", "15123456789"] {
            assert_eq!(harmless(cell), cell);
        }
    }

    #[test]
    fn what_libreoffice_saves_as_utf16_with_tabs_and_quotes_is_read() {
        let text = "\"oferta\"\t\"kod\"\r\n\"15123456789\"\t\"a \"\"b\"\" żółć; c\"\r\n";
        let bytes: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let expected = [(1, vec!["oferta", "kod"]), (2, vec!["15123456789", "a \"b\" żółć; c"])];
        assert_eq!(cells(&read(&bytes).unwrap()), expected);
    }

    proptest! {
        #[test]
        fn rows_come_back(rows in prop::collection::vec(prop::collection::vec("[^\r\u{feff}]{1,8}", 3), 1..8)) {
            let rows: Vec<Vec<String>> = rows.into_iter().filter(|r| r.iter().any(|c| !c.trim().is_empty())).collect();
            let bytes = write("c", &["a", "b", "c"], &rows);
            let sheet = read(&bytes).unwrap();
            let back: Vec<Vec<String>> = sheet.rows.into_iter().skip(1).map(|row| row.cells).collect();
            let told = rows.iter().map(|row| row.iter().map(|cell| harmless(cell).into_owned()).collect::<Vec<_>>());
            prop_assert_eq!(back, told.collect::<Vec<_>>());
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes);
        }
    }
}
