//! The numbers of a file by where they stand, straight from its text. The text is well-formed: [`super::super::read()`] or
//! the schema looked before.

use std::borrow::Cow;

use memchr::{memchr, memmem};

use super::super::{NAMESPACE, RECORD_TARGET};
use super::number::{Cell, plain};

/// `KWOTY`.
pub(super) const TOTALS: [&str; 4] = ["RAZEM_NETTO_WAL", "RAZEM_NETTO", "RAZEM_VAT", "RAZEM_BRUTTO"];
/// The numbers of a line in the order of the format; the indexes are those of [`at`].
pub(super) const LINE: [&str; 16] = [
    "LP",
    "STAWKA",
    "FLAGA",
    "POCZATKOWA_WAL_CENNIKA",
    "POCZATKOWA_WAL_DOKUMENTU",
    "PO_RABACIE_WAL_CENNIKA",
    "PO_RABACIE_PLN",
    "PO_RABACIE_WAL_DOKUMENTU",
    "KURS_L",
    "KURS_M",
    "RABAT",
    "WARTOSC_NETTO",
    "WARTOSC_BRUTTO",
    "WARTOSC_NETTO_WAL",
    "WARTOSC_BRUTTO_WAL",
    "ILOSC",
];
/// How many numbers a row of the VAT table has.
const OF_ROW: usize = 8;

/// The numbers of a row of the VAT table.
pub(super) fn names_of_row() -> [&'static str; OF_ROW] {
    ["STAWKA", "FLAGA", "NETTO", "VAT", "BRUTTO", "NETTO_WAL", "VAT_WAL", "BRUTTO_WAL"]
}

/// Where the numbers stand in [`Line::cells`], [`Row::cells`] and [`Document::totals`].
pub(super) mod at {
    pub const POSITION: usize = 0;
    pub const PERCENT: usize = 1;
    pub const FLAG: usize = 2;
    pub const LIST_OF_LIST: usize = 3;
    pub const LIST: usize = 4;
    pub const PRICE_OF_LIST: usize = 5;
    pub const PRICE_PLN: usize = 6;
    pub const PRICE: usize = 7;
    pub const RATE: usize = 8;
    pub const PER: usize = 9;
    pub const DISCOUNT: usize = 10;
    pub const LINE_NET_PLN: usize = 11;
    pub const LINE_GROSS_PLN: usize = 12;
    pub const LINE_NET: usize = 13;
    pub const LINE_GROSS: usize = 14;
    pub const QUANTITY: usize = 15;

    pub const ROW_PERCENT: usize = 0;
    pub const ROW_FLAG: usize = 1;
    pub const NET_PLN: usize = 2;
    pub const VAT_PLN: usize = 3;
    pub const GROSS_PLN: usize = 4;
    pub const NET: usize = 5;
    pub const VAT: usize = 6;
    pub const GROSS: usize = 7;

    pub const TOTAL_NET: usize = 0;
}

/// One `DOKUMENT`.
#[derive(Clone, Debug, Default)]
pub(super) struct Document<'a> {
    /// `TYP_NETTO_BRUTTO`.
    pub counted_from: Cow<'a, str>,
    /// `WALUTA/SYMBOL`, `KURS_L`, `KURS_M`.
    pub symbol: Cow<'a, str>,
    pub rate: Cell<'a>,
    pub per: Cell<'a>,
    /// [`TOTALS`].
    pub totals: [Cell<'a>; TOTALS.len()],
    pub lines: Vec<Line<'a>>,
    pub table: Vec<Row<'a>>,
}

/// One `POZYCJA`.
#[derive(Clone, Debug, Default)]
pub(super) struct Line<'a> {
    pub symbol: Cow<'a, str>,
    /// [`LINE`].
    pub cells: [Cell<'a>; LINE.len()],
    /// Where it begins in the text.
    pub offset: usize,
}

/// One `LINIA_VAT`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Row<'a> {
    /// [`names_of_row`].
    pub cells: [Cell<'a>; OF_ROW],
    /// Where it begins in the text.
    pub offset: usize,
}

/// A file.
#[derive(Debug, Default)]
pub(super) struct File<'a> {
    pub documents: Vec<Document<'a>>,
    /// It has an order record: we made it.
    pub ours: bool,
    /// It is counted from net, and the document from gross.
    pub shared: bool,
}

/// Reads a file.
pub(super) fn read(text: &str) -> File<'_> {
    let bytes = text.as_bytes();
    let mut file = File::default();
    // Names of the elements that are open; empty in another namespace.
    let mut path: Vec<&str> = Vec::with_capacity(8);
    let mut prefix = "";
    // Where the content of the element opened last begins, as long as no other was opened in it.
    let mut leaf = None;
    let (mut here, mut next) = (0, 0);
    while let Some(tag) = memchr(b'<', bytes.get(here..).unwrap_or_default()).map(|at| here + at) {
        match bytes.get(tag + 1) {
            Some(b'/') => {
                if let (Some(begin), Some((name, around))) = (leaf.take(), path.split_last()) {
                    file.take(around, name, text.get(begin..tag).unwrap_or_default(), &mut next);
                }
                here = behind_end(text, tag, path.pop().unwrap_or_default());
            }
            Some(b'?') => {
                here = behind(text, tag, "?>");
                let record = text.get(tag + 2..here).filter(|rest| rest.starts_with(RECORD_TARGET));
                file.ours |= record.is_some();
                // No text of a record holds this, for quotes in it are escaped.
                file.shared |= record.is_some_and(|json| memmem::find(json.as_bytes(), br#""net":true"#).is_some());
            }
            Some(b'!') => {
                let marked = text.get(tag..).is_some_and(|rest| rest.starts_with("<![CDATA["));
                here = behind(text, tag, if marked { "]]>" } else { "-->" });
            }
            _ => {
                let (end, name, attributes) = opening(text, tag);
                let colon = name.bytes().position(|byte| byte == b':');
                let (own, name) = colon.map_or(("", name), |at| (&name[..at], &name[at + 1..]));
                if path.is_empty() {
                    prefix = own;
                }
                let foreign = own != prefix
                    || !attributes.is_empty() && attributes.contains("xmlns=") && !attributes.contains(NAMESPACE);
                // Some files have no namespace at all.
                let name = if foreign && !path.is_empty() { "" } else { name };
                file.open(path.len(), name, tag);
                (here, leaf) = (end, None);
                if attributes.ends_with('/') {
                    continue;
                }
                // Nearly every element holds a text and ends.
                let content = memchr(b'<', bytes.get(end..).unwrap_or_default()).map_or(bytes.len(), |at| end + at);
                if bytes.get(content + 1) == Some(&b'/') {
                    file.take(&path, name, text.get(end..content).unwrap_or_default(), &mut next);
                    here = behind_end(text, content, name);
                } else {
                    path.push(name);
                    (here, leaf) = (content, Some(end));
                }
            }
        }
    }
    file
}

/// Just behind the end tag at an offset: mostly it ends where the name does.
fn behind_end(text: &str, tag: usize, name: &str) -> usize {
    let end = tag + 2 + name.len();
    if text.as_bytes().get(end) == Some(&b'>') { end + 1 } else { behind(text, tag, ">") }
}

/// Just behind the next such piece of text.
fn behind(text: &str, from: usize, piece: &str) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let found = match piece {
        ">" => memchr(b'>', rest),
        _ => memmem::find(rest, piece.as_bytes()),
    };
    found.map_or(text.len(), |at| from + at + piece.len())
}

/// Of the tag at an offset where it ends, its name, and what else stands in it.
fn opening(text: &str, tag: usize) -> (usize, &str, &str) {
    let inside = text.as_bytes().get(tag + 1..).unwrap_or_default();
    let ends = |byte: &u8| matches!(byte, b'>' | b' ' | b'\t' | b'\r' | b'\n' | b'/');
    let length = inside.iter().position(ends).unwrap_or(inside.len());
    let name = text.get(tag + 1..tag + 1 + length).unwrap_or_default();
    if inside.get(length) == Some(&b'>') {
        return (tag + length + 2, name, "");
    }
    // A `>` may stand in the value of an attribute.
    let (mut at, bytes) = (tag + 1 + name.len(), text.as_bytes());
    loop {
        match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => {
                let value = bytes.get(at + 1..).unwrap_or_default();
                at = memchr(*quote, value).map_or(bytes.len(), |end| at + end + 2);
            }
            Some(b'>') | None => break,
            Some(_) => at += 1,
        }
    }
    (at + 1, name, text.get(tag + 1 + name.len()..at).unwrap_or_default())
}

impl<'a> File<'a> {
    fn open(&mut self, depth: usize, name: &str, offset: usize) {
        match (depth, name) {
            (1, "DOKUMENT") => self.documents.push(Document::default()),
            (3, "POZYCJA") => {
                if let Some(document) = self.documents.last_mut() {
                    document.lines.push(Line { offset, ..Line::default() });
                }
            }
            (3, "LINIA_VAT") => {
                if let Some(document) = self.documents.last_mut() {
                    document.table.push(Row { offset, ..Row::default() });
                }
            }
            _ => {}
        }
    }

    /// What stands in an element, and the elements around it.
    fn take(&mut self, around: &[&str], name: &str, content: &'a str, next: &mut usize) {
        let [_, _, part, inner @ ..] = around else { return };
        let Some(document) = self.documents.last_mut() else { return };
        let key = || match plain(content) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
        match (*part, inner) {
            ("POZYCJE", ["POZYCJA", "WALUTA"]) if name == "SYMBOL" => {
                if let Some(line) = document.lines.last_mut() {
                    line.symbol = key();
                }
            }
            ("POZYCJE", ["POZYCJA"] | ["POZYCJA", "STAWKA_VAT" | "CENY" | "WALUTA"]) => {
                if let Some(line) = document.lines.last_mut() {
                    put(&LINE, &mut line.cells, name, content, next);
                }
            }
            ("TABELKA_VAT", ["LINIA_VAT"] | ["LINIA_VAT", "STAWKA_VAT"]) => {
                if let Some(row) = document.table.last_mut() {
                    put(&names_of_row(), &mut row.cells, name, content, next);
                }
            }
            ("NAGLOWEK", ["KWOTY"]) => put(&TOTALS, &mut document.totals, name, content, next),
            ("NAGLOWEK", ["WALUTA"]) => match name {
                "SYMBOL" => document.symbol = key(),
                "KURS_L" => document.rate = Cell::read(content),
                "KURS_M" => document.per = Cell::read(content),
                _ => {}
            },
            ("NAGLOWEK", []) if name == "TYP_NETTO_BRUTTO" => document.counted_from = key(),
            _ => {}
        }
    }
}

/// Puts a number where its name stands among these; mostly it is the next one.
fn put<'a>(names: &[&str], cells: &mut [Cell<'a>], name: &str, content: &'a str, next: &mut usize) {
    let is_next = names.get(*next).is_some_and(|known| *known == name);
    let place = if is_next { Some(*next) } else { names.iter().position(|known| *known == name) };
    if let Some((place, cell)) = place.and_then(|place| Some((place, cells.get_mut(place)?))) {
        *cell = Cell::read(content);
        *next = place + 1;
    }
}
