//! CSV as Excel writes and reads it: bytes to cells and back (`reference/requirements.md` 3.3).
//!
//! Reading takes `;`, tab or `,`, UTF-8 with or without BOM, UTF-16 with BOM, Windows-1250; lines that begin with
//! `#` are comments. Writing gives `;`, UTF-8 with BOM, CRLF, and nothing that Excel would run.

use std::borrow::Cow;

use csv::{ReaderBuilder, WriterBuilder};
use encoding_rs::{Encoding, WINDOWS_1250};

use crate::core::tables::{Sheet, SheetRow};

const BOM: &str = "\u{feff}";

/// The rows of a file; `Err` is the line that cannot be read.
pub fn read(bytes: &[u8]) -> Result<Sheet, u32> {
    // `\n` alone, so that lines can be counted; a final one, so that the last row ends as the others do.
    let mut text = decode(bytes).replace("\r\n", "\n").replace('\r', "\n");
    text.push('\n');
    let (separator, skip) = separator(&text);
    let body = text.get(skip..).unwrap_or_default();
    let before = newlines(text.get(..skip).unwrap_or_default());
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .from_reader(body.as_bytes());
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(Sheet { rows }),
            Ok(true) => {
                // The reader's own position is where it began to look, before comments and blank lines.
                let end = u32::try_from(reader.position().line()).unwrap_or(u32::MAX);
                let inside: u32 = record.iter().map(newlines).sum();
                let line = (before + end).saturating_sub(1 + inside);
                if record.iter().any(|cell| !cell.trim().is_empty()) {
                    rows.push(SheetRow { line, cells: record.iter().map(str::to_owned).collect() });
                }
            }
            Err(_) => {
                return Err(before + u32::try_from(reader.position().line()).unwrap_or(u32::MAX).saturating_sub(1));
            }
        }
    }
}

fn newlines(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}

/// A byte order mark says what it is; what is not UTF-8 is what Polish Excel writes, Windows-1250.
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1250.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// The separator, and where the table begins: Excel's own line `sep=;` goes first. Otherwise the one that the
/// heading has most of; `;` where it has none.
fn separator(text: &str) -> (u8, usize) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(&[mark]) = first.to_ascii_lowercase().strip_prefix("sep=").map(str::as_bytes)
        && matches!(mark, b';' | b',' | b'\t')
    {
        return (mark, first.len() + 1);
    }
    let heading = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or_default();
    let count = |mark: u8| heading.bytes().filter(|b| *b == mark).count();
    let best = [b';', b'\t', b','].into_iter().rev().max_by_key(|mark| count(*mark));
    (best.filter(|mark| count(*mark) > 0).unwrap_or(b';'), 0)
}

/// A cell that Excel shows and does not run: names of offers are strangers' words, and `=HYPERLINK(…)` may be one. The
/// apostrophe is what the reader of the tables takes off. Excel's own wrapping of a text (`="0123"`) computes nothing.
fn harmless(cell: &str) -> Cow<'_, str> {
    let wrapped = cell.strip_prefix("=\"").and_then(|inner| inner.strip_suffix('"'));
    let is_text = wrapped.is_some_and(|inner| !inner.contains('"'));
    let runs = cell.trim_start().starts_with(['=', '+', '-', '@']) && cell != "-";
    if runs && !is_text { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

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

/// Rows alone, as text to paste below those of a file; one line each, unless a cell has several.
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
    use proptest::prelude::*;

    fn cells(sheet: &Sheet) -> Vec<(u32, Vec<&str>)> {
        sheet.rows.iter().map(|row| (row.line, row.cells.iter().map(String::as_str).collect())).collect()
    }

    #[test]
    fn lines_are_counted_past_comments_blanks_and_breaks_inside_quotes() {
        let sheet = read(b"# one\r\n\r\na;b\r\n# \"two\r\n1;\"x\r\ny\"\r\n;\r\n2;z").unwrap();
        assert_eq!(cells(&sheet), [(3, vec!["a", "b"]), (5, vec!["1", "x\ny"]), (8, vec!["2", "z"])]);
    }

    #[test]
    fn the_separator_is_found() {
        for text in ["a;b\n1,5;2", "a\tb\n1,5\t2", "a,b\n\"1,5\",2", "sep=,\na,b\n\"1,5\",2", "SEP=\t\na\tb\n1,5\t2"] {
            let sheet = read(text.as_bytes()).unwrap();
            assert_eq!(sheet.rows[1].cells, ["1,5", "2"], "{text}");
            let line = if text.to_lowercase().starts_with("sep") { 3 } else { 2 };
            assert_eq!(sheet.rows[1].line, line, "{text}");
        }
        assert_eq!(read(b"oferta\n123\n").unwrap().rows[1].cells, ["123"]);
    }

    #[test]
    fn the_encoding_is_found() {
        let text = "nazwa\nżółć";
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let cp1250 = WINDOWS_1250.encode(text).0.into_owned();
        for bytes in [text.as_bytes().to_vec(), format!("{BOM}{text}").into_bytes(), utf16, cp1250] {
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
