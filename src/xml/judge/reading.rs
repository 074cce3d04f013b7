//! The numbers of a file by where they stand, straight from its text. The text is well-formed: [`super::super::read()`] or
//! the schema looked before.

use std::borrow::Cow;

use memchr::memmem;

use super::super::RECORD_TARGET;
use super::number::{Cell, plain};
use super::tag::{Tag, behind, next_tag, past};

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

/// The numbers of a row of the VAT table.
pub(super) const ROW: [&str; 8] =
    ["STAWKA", "FLAGA", "NETTO", element("VAT"), "BRUTTO", "NETTO_WAL", "VAT_WAL", "BRUTTO_WAL"];

/// The name of an element that is also the beginning of codes.
const fn element(name: &'static str) -> &'static str {
    name
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
    /// [`ROW`].
    pub cells: [Cell<'a>; ROW.len()],
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

/// An element that has numbers, or leads to one.
#[derive(Clone, Copy)]
enum Place {
    Root,
    Document,
    Header,
    Totals,
    Currency,
    Lines,
    Line,
    /// `STAWKA_VAT`, `CENY` of a line.
    PartOfLine,
    CurrencyOfLine,
    Table,
    Row,
    /// `STAWKA_VAT` of a row.
    PartOfRow,
    /// Nobody looks at what is in it.
    Elsewhere,
}

impl Place {
    /// What stands in it without a part of its own counts too.
    fn has_parts(self) -> bool {
        matches!(self, Self::Root | Self::Lines | Self::Table)
    }

    /// Its first number is the first of its kind.
    fn begins_numbers(self) -> bool {
        matches!(self, Self::Totals | Self::Line | Self::Row)
    }

    /// Of an element in this one.
    fn inside(self, name: &str) -> Self {
        match (self, name) {
            (Self::Root, "DOKUMENT") => Self::Document,
            (Self::Document, "NAGLOWEK") => Self::Header,
            (Self::Document, "POZYCJE") => Self::Lines,
            (Self::Document, "TABELKA_VAT") => Self::Table,
            (Self::Header, "KWOTY") => Self::Totals,
            (Self::Header, "WALUTA") => Self::Currency,
            (Self::Lines, "POZYCJA") => Self::Line,
            (Self::Line, "STAWKA_VAT" | "CENY") => Self::PartOfLine,
            (Self::Line, "WALUTA") => Self::CurrencyOfLine,
            (Self::Table, "LINIA_VAT") => Self::Row,
            (Self::Row, "STAWKA_VAT") => Self::PartOfRow,
            _ => Self::Elsewhere,
        }
    }
}

/// Reads a file.
pub(super) fn read(text: &str) -> File<'_> {
    let bytes = text.as_bytes();
    let mut file = File::default();
    let mut open: Vec<Place> = Vec::with_capacity(8);
    let mut prefix = "";
    // Name of the element opened last and where its content begins, as long as no other was opened in it.
    let mut leaf = None;
    let (mut here, mut next) = (0, 0);
    loop {
        if prefix.is_empty()
            && let Some(end) = open.last().and_then(|around| file.expected(*around, text, here, &mut next))
        {
            (here, leaf) = (end, None);
            continue;
        }
        let tag = next_tag(bytes, here);
        if tag == bytes.len() {
            return file;
        }
        match bytes.get(tag + 1) {
            Some(b'/') => {
                open.pop();
                if let (Some((name, begin)), Some(around)) = (leaf.take(), open.last()) {
                    file.take(*around, name, text.get(begin..tag).unwrap_or_default(), &mut next);
                }
                here = behind(text, tag, ">");
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
                let tag = Tag::at(text, tag);
                if open.is_empty() {
                    prefix = tag.prefix;
                }
                // Some files have no namespace at all.
                // Of none it is asked first: some processors take longer to compare nothing than to compare much.
                let same = tag.prefix.len() == prefix.len() && (prefix.is_empty() || tag.prefix == prefix);
                let foreign = !same || tag.is_renamed();
                let name = if foreign { "" } else { tag.name };
                let around = open.last().copied();
                (here, leaf) = (tag.end, None);
                let end = next_tag(bytes, here);
                let is_empty = tag.attributes.ends_with('/');
                // Nearly every element holds a text and ends.
                let is_leaf = is_empty || bytes.get(end + 1) == Some(&b'/');
                let place = match around {
                    None => Place::Root,
                    Some(around) if is_leaf && !around.has_parts() => Place::Elsewhere,
                    Some(around) => {
                        let place = around.inside(name);
                        if place.begins_numbers() {
                            next = 0;
                        }
                        file.open(place, tag.offset)
                    }
                };
                match around {
                    _ if is_empty => {}
                    Some(around) if is_leaf => {
                        file.take(around, name, text.get(here..end).unwrap_or_default(), &mut next);
                        // Mostly the end tag ends where the name does.
                        let behind_name = end + 2 + tag.name.len();
                        let is_there = bytes.get(behind_name) == Some(&b'>');
                        here = if is_there { behind_name + 1 } else { behind(text, end, ">") };
                    }
                    _ => {
                        let passed = matches!(place, Place::Elsewhere).then(|| past(text, tag.end)).flatten();
                        here = passed.unwrap_or(end);
                        if passed.is_none() {
                            open.push(place);
                            leaf = Some((name, tag.end));
                        }
                    }
                }
            }
        }
    }
}

impl<'a> File<'a> {
    /// An element begins.
    fn open(&mut self, place: Place, offset: usize) -> Place {
        match (place, self.documents.last_mut()) {
            (Place::Document, _) => self.documents.push(Document::default()),
            (Place::Line, Some(document)) => document.lines.push(Line { offset, ..Line::default() }),
            (Place::Row, Some(document)) => document.table.push(Row { offset, ..Row::default() }),
            _ => {}
        }
        place
    }

    /// Takes the element that begins there, if it is the one that mostly comes next and as plain as they mostly are; gives where
    /// it ends.
    #[inline]
    fn expected(&mut self, around: Place, text: &str, from: usize, next: &mut usize) -> Option<usize> {
        let document = self.documents.last_mut()?;
        let (names, cells): (&[&str], &mut [Cell<'a>]) = match around {
            Place::Line | Place::PartOfLine | Place::CurrencyOfLine => (&LINE, &mut document.lines.last_mut()?.cells),
            Place::Row | Place::PartOfRow => (&ROW, &mut document.table.last_mut()?.cells),
            Place::Totals => (&TOTALS, &mut document.totals),
            _ => return None,
        };
        let (name, cell) = (names.get(*next)?.as_bytes(), cells.get_mut(*next)?);
        let tag = text.as_bytes().get(from..)?.strip_prefix(b"<").filter(|tag| tag.first() == name.first())?;
        let inside = tag.strip_prefix(name)?.strip_prefix(b">")?;
        let end_of_tag = |number: usize| number + 2 + name.len();
        let length = cell.take(inside, |number| {
            inside.get(number..number + 2) == Some(b"</") && inside.get(end_of_tag(number)) == Some(&b'>')
        })?;
        *next += 1;
        Some(from + 1 + name.len() + 1 + end_of_tag(length) + 1)
    }

    /// What stands in an element of this name.
    fn take(&mut self, around: Place, name: &str, content: &'a str, next: &mut usize) {
        if matches!(around, Place::Elsewhere | Place::Root) {
            return;
        }
        let Some(document) = self.documents.last_mut() else { return };
        match (around, name) {
            (Place::CurrencyOfLine, "SYMBOL") => {
                if let Some(line) = document.lines.last_mut() {
                    line.symbol = word(content);
                }
            }
            (Place::Line | Place::PartOfLine | Place::CurrencyOfLine, _) => {
                if let Some(line) = document.lines.last_mut() {
                    put(&LINE, &mut line.cells, name, content, next);
                }
            }
            (Place::Row | Place::PartOfRow, _) => {
                if let Some(row) = document.table.last_mut() {
                    put(&ROW, &mut row.cells, name, content, next);
                }
            }
            (Place::Totals, _) => put(&TOTALS, &mut document.totals, name, content, next),
            (Place::Currency, "SYMBOL") => document.symbol = word(content),
            (Place::Currency, "KURS_L") => document.rate = Cell::read(content),
            (Place::Currency, "KURS_M") => document.per = Cell::read(content),
            (Place::Header, "TYP_NETTO_BRUTTO") => document.counted_from = word(content),
            _ => {}
        }
    }
}

/// A text without the white space around it.
fn word(content: &str) -> Cow<'_, str> {
    match plain(content) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
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
