//! Changed files for [`super::judge_tests`]: a sound file, taken apart into its tags and texts, changed in one or two
//! places and put together again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::table::{Content, Element, ROOT};
use super::value_tests::values;
use super::{samples, write_as};
use crate::core::document::Document;
use crate::core::profile::{Elements, Profile};

/// A way to change a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    /// A value of its kind, at a bound or written otherwise.
    GoodValue,
    /// A value that breaks one facet.
    BadValue,
    /// The same value, in a `CDATA` section, as references, or cut by a comment.
    Dressed,
    /// Blanks, comments and instructions where they mean nothing.
    Blanks,
    /// An element is gone.
    Gone,
    /// An element stands twice.
    Twice,
    /// Two neighbours change places.
    Swapped,
    /// An element has another name of the format, or none of its names.
    Renamed,
    /// An element that nobody knows.
    Unknown,
    /// Text between elements.
    Text,
    /// An element in a value.
    Inside,
    /// An attribute that is not allowed.
    Attribute,
    /// A declaration of a namespace, or where a schema is.
    Declared,
    /// Another namespace, or none.
    Space,
    /// A position or a rate that stands already.
    Repeated,
    /// Bytes cut off or changed, the declaration, the encoding.
    Bytes,
}

impl Change {
    pub(super) const ALL: [Self; 16] = [
        Self::GoodValue,
        Self::BadValue,
        Self::Dressed,
        Self::Blanks,
        Self::Gone,
        Self::Twice,
        Self::Swapped,
        Self::Renamed,
        Self::Unknown,
        Self::Text,
        Self::Inside,
        Self::Attribute,
        Self::Declared,
        Self::Space,
        Self::Repeated,
        Self::Bytes,
    ];

    /// So often of twenty: those that leave a file sound come as often as the others together.
    const WEIGHTS: [(Self, u64); 16] = [
        (Self::GoodValue, 6),
        (Self::Dressed, 2),
        (Self::Blanks, 2),
        (Self::Declared, 2),
        (Self::BadValue, 4),
        (Self::Gone, 1),
        (Self::Twice, 1),
        (Self::Swapped, 1),
        (Self::Renamed, 1),
        (Self::Unknown, 1),
        (Self::Text, 1),
        (Self::Inside, 1),
        (Self::Attribute, 1),
        (Self::Space, 1),
        (Self::Repeated, 1),
        (Self::Bytes, 1),
    ];
}

/// An element of a file as it is written.
#[derive(Clone, Debug)]
struct Piece {
    name: String,
    /// With the blank before it.
    attributes: String,
    /// Markup before its first child, or all that is in it.
    text: String,
    children: Vec<Piece>,
}

impl Piece {
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), attributes: String::new(), text: String::new(), children: Vec::new() }
    }

    fn write(&self, out: &mut String) {
        let _ = write!(out, "<{}{}>{}", self.name, self.attributes, self.text);
        self.children.iter().for_each(|child| child.write(out));
        let _ = write!(out, "</{}>", self.name);
    }

    fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap()
    }

    fn at(&mut self, way: &[usize]) -> &mut Self {
        way.iter().fold(self, |piece, index| &mut piece.children[*index])
    }
}

/// A file: what stands before the root element, the root, and what stands after it.
#[derive(Clone)]
struct Sheet {
    before: String,
    root: Piece,
    after: String,
}

fn taken_apart(text: &str) -> Sheet {
    let mut reader = Reader::from_str(text);
    let mut sheet = Sheet { before: String::new(), root: Piece::new(""), after: String::new() };
    let mut open: Vec<Piece> = Vec::new();
    let mut rooted = false;
    loop {
        let from = usize::try_from(reader.buffer_position()).unwrap();
        let event = reader.read_event().unwrap();
        let raw = &text[from..usize::try_from(reader.buffer_position()).unwrap()];
        let piece = |tag: &str| {
            let inner = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/');
            let end = inner.find(char::is_whitespace).unwrap_or(inner.len());
            Piece { attributes: inner[end..].trim_end().to_owned(), ..Piece::new(&inner[..end]) }
        };
        match event {
            Event::Eof => return sheet,
            Event::Start(_) => open.push(piece(raw)),
            Event::Empty(_) => open.last_mut().unwrap().children.push(piece(raw)),
            Event::End(_) => {
                let done = open.pop().unwrap();
                if let Some(parent) = open.last_mut() {
                    parent.children.push(done);
                } else {
                    (sheet.root, rooted) = (done, true);
                }
            }
            _ => match open.last_mut() {
                // Blanks between elements are gathered at the front, where they mean as little.
                Some(piece) => piece.text.push_str(raw),
                None if rooted => sheet.after.push_str(raw),
                None => sheet.before.push_str(raw),
            },
        }
    }
}

/// Splitmix64: small, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }

    fn word<'c>(&mut self, choices: &[&'c str]) -> &'c str {
        choices[self.below(choices.len())]
    }

    fn of<'c, T>(&mut self, choices: &'c [T]) -> &'c T {
        &choices[self.below(choices.len())]
    }
}

/// Makes changed files and counts what they touched.
pub(super) struct Changes {
    chance: Chance,
    sheets: Vec<Sheet>,
    touched: BTreeSet<String>,
    facets: BTreeMap<(String, String, bool), usize>,
    /// How many values of a kind were written, sound ones and others.
    turns: BTreeMap<(String, bool), usize>,
    made: BTreeMap<Change, usize>,
    paths: Vec<String>,
}

impl Changes {
    pub(super) fn new(seed: u64) -> Self {
        let mut sheets: Vec<Sheet> = Vec::new();
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/xml_corpus/right");
        let mut corpus: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        corpus.sort();
        sheets.extend(corpus.iter().map(|path| taken_apart(&std::fs::read_to_string(path).unwrap())));
        for elements in [Elements::Year2016, Elements::Year2021, Elements::Year2025] {
            let profile = Profile { elements, ..Profile::default() };
            for document in [samples::private(), samples::firm(), samples::net_in_euro()] {
                let document = Document { origin: Some(samples::origin()), ..document };
                let bytes = write_as(&document, &profile).unwrap().bytes;
                sheets.push(taken_apart(std::str::from_utf8(&bytes).unwrap()));
            }
        }
        let mut paths = Vec::new();
        paths_of(&ROOT, "", &mut paths);
        let (touched, facets, turns, made) = (BTreeSet::new(), BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { chance: Chance(seed), sheets, touched, facets, turns, made, paths }
    }

    /// Every element of the format by its path.
    pub(super) fn elements(&self) -> Vec<String> {
        self.paths.clone()
    }

    pub(super) fn touched(&self, path: &str) -> bool {
        self.touched.contains(path)
    }

    pub(super) fn touched_facet(&self, kind: &str, facet: &str, good: bool) -> usize {
        let of = |kind: &str| self.facets.get(&(kind.to_owned(), facet.to_owned(), good)).copied().unwrap_or_default();
        // `Blank` is met as a part of `DateOrBlank` only.
        of(kind) + if kind == "Blank" { of("DateOrBlank") } else { 0 }
    }

    pub(super) fn made(&self, change: Change) -> usize {
        self.made.get(&change).copied().unwrap_or_default()
    }

    /// The file of a number, and what was done to it.
    pub(super) fn file(&mut self, at: usize) -> (Vec<u8>, String) {
        let mut sheet = self.sheet(at);
        let mut told = format!("file {at}");
        let changes = if self.chance.below(3) == 0 { 2 } else { 1 };
        let mut bytes = None;
        for _ in 0..changes {
            let change = self.change();
            // The elements come in turns, so that none is left out by chance.
            let way = self.way(&sheet.root, at);
            let what = self.make(change, &mut sheet, &way);
            let _ = write!(told, ", {change:?} {what}");
            *self.made.entry(change).or_default() += 1;
            bytes = bytes.or_else(|| (change == Change::Bytes).then_some(()));
        }
        let mut text = sheet.before.clone();
        sheet.root.write(&mut text);
        text.push_str(&sheet.after);
        let bytes = if bytes.is_some() { self.bytes(&text, &mut told) } else { text.into_bytes() };
        (bytes, told)
    }

    /// One of the files that have the element whose turn it is.
    fn sheet(&mut self, at: usize) -> Sheet {
        let wanted = &self.paths[at % self.paths.len()];
        let holds = |sheet: &&Sheet| {
            let mut ways = Vec::new();
            ways_of(&sheet.root, &ROOT, &mut Vec::new(), "", &mut ways);
            ways.iter().any(|(path, _)| path == wanted)
        };
        let holders: Vec<&Sheet> = self.sheets.iter().filter(holds).collect();
        assert!(!holders.is_empty(), "no file has {wanted}");
        (*self.chance.of(&holders)).clone()
    }

    fn change(&mut self) -> Change {
        let all: u64 = Change::WEIGHTS.iter().map(|(_, weight)| weight).sum();
        let mut left = self.chance.next() % all;
        for (change, weight) in Change::WEIGHTS {
            match left.checked_sub(weight) {
                None => return change,
                Some(rest) => left = rest,
            }
        }
        Change::GoodValue
    }

    /// The way to an element of the file, if possible to the one whose turn it is.
    fn way(&mut self, root: &Piece, at: usize) -> Vec<usize> {
        let mut ways = Vec::new();
        ways_of(root, &ROOT, &mut Vec::new(), "", &mut ways);
        let wanted = &self.paths[at % self.paths.len()];
        let fitting: Vec<_> = ways.iter().filter(|(path, _)| path == wanted).collect();
        let (_, way) = if fitting.is_empty() { self.chance.of(&ways) } else { self.chance.of(&fitting) };
        way.clone()
    }

    /// Changes the element at the end of the way, or near it; says what.
    fn make(&mut self, change: Change, sheet: &mut Sheet, way: &[usize]) -> String {
        let (path, element) = format_of(&sheet.root, way);
        self.touched.insert(path.clone());
        let value = element.and_then(|element| match element.content {
            Content::Value(facet) => Some(facet),
            _ => None,
        });
        let last = way.last().copied();
        let parent = way.get(..way.len().saturating_sub(1)).unwrap_or_default();
        let piece = sheet.root.at(way);
        match (change, value) {
            (Change::GoodValue | Change::BadValue, Some(facet)) => {
                let good = change == Change::GoodValue;
                let choices = values(facet, good);
                if choices.is_empty() {
                    return path;
                }
                // In turns, so that none is left out by chance.
                let turn = self.turns.entry((format!("{facet:?}"), good)).or_default();
                let (rule, written) = choices[*turn % choices.len()];
                *turn += 1;
                *self.facets.entry((format!("{facet:?}"), rule.to_owned(), good)).or_default() += 1;
                written.clone_into(&mut piece.text);
                return format!("{path} = {written:?}");
            }
            (Change::GoodValue | Change::Blanks | Change::BadValue, None) => {
                let blanks = [" \n\t", "<!-- a -->", "<?p i?>", "\r\n", "&#32;", "<!---->"];
                piece.text.push_str(self.chance.word(&blanks));
            }
            (Change::Dressed | Change::Blanks, Some(_)) => {
                piece.text = match self.chance.below(4) {
                    0 if !piece.text.contains(['&', '<']) => format!("<![CDATA[{}]]>", piece.text),
                    1 if !piece.text.contains(['&', '<']) => piece.text.chars().fold(String::new(), |mut text, c| {
                        let _ = write!(text, "&#{};", u32::from(c));
                        text
                    }),
                    2 => format!("{}<!-- x -->", piece.text),
                    _ => format!("<?p?>{}", piece.text),
                };
            }
            (Change::Dressed | Change::Text, None) => {
                let texts = ["x", "&#160;", "<![CDATA[ ]]>", "<![CDATA[]]>", "0", "]]&gt;"];
                piece.text.push_str(self.chance.word(&texts));
            }
            (Change::Text, Some(_)) => piece.text.push('\u{A0}'),
            (Change::Gone, _) => {
                if let Some(last) = last {
                    sheet.root.at(parent).children.remove(last);
                }
            }
            (Change::Twice, _) => {
                if let Some(last) = last {
                    let copy = piece.clone();
                    let siblings = &mut sheet.root.at(parent).children;
                    let place = if self.chance.below(2) == 0 { last } else { siblings.len() };
                    siblings.insert(place, copy);
                }
            }
            (Change::Swapped, _) => {
                let siblings = &mut sheet.root.at(parent).children;
                if siblings.len() > 1 {
                    let (one, other) = (self.chance.below(siblings.len()), self.chance.below(siblings.len()));
                    siblings.swap(one, other);
                }
            }
            (Change::Renamed, _) => {
                let names = ["NAZWA", "KOD", "X", "dokument", "LP", "ROOT", "DOKUMENT", "_1-2.3"];
                self.chance.word(&names).clone_into(&mut piece.name);
            }
            (Change::Unknown, _) => {
                let names = ["X", "x:y", "ŻÓŁW", "MPP", "NIP_KRAJ", "KODY_JPK_V7"];
                let mut unknown = Piece::new(self.chance.word(&names));
                "<a b='1'>t</a>".clone_into(&mut unknown.text);
                let place = self.chance.below(piece.children.len() + 1);
                piece.children.insert(place, unknown);
            }
            (Change::Inside, _) => piece.text.push_str(self.chance.word(&["<b/>", "<KOD>1</KOD>", "<b>0</b>"])),
            (Change::Attribute | Change::Declared | Change::Space, _) => self.tag(change, piece),
            (Change::Repeated, _) => repeated(&mut sheet.root, self.chance.below(2) == 0),
            (Change::Bytes, _) => {}
        }
        path
    }

    /// Changes what stands in a start tag beside the name.
    fn tag(&mut self, change: Change, piece: &mut Piece) {
        match change {
            Change::Attribute => {
                let attributes =
                    [" a=\"1\"", " xml:lang=\"pl\"", " q:a=\"1\"", " xmlns:q=\"urn:q\" q:a=\"1\"", " a=\"&lt;\""];
                piece.attributes.push_str(self.chance.word(&attributes));
            }
            Change::Declared => {
                const XSI: &str = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
                let declared = [
                    " xmlns:p1=\"urn:a\"".to_owned(),
                    XSI.to_owned(),
                    format!("{XSI} xsi:schemaLocation=\"urn:a a.xsd\""),
                    format!("{XSI} xsi:noNamespaceSchemaLocation=\"nowhere.xsd\""),
                    format!("{XSI} xsi:nil=\"false\""),
                    format!("{XSI} xsi:type=\"xsi:x\""),
                ];
                let chosen = if self.chance.below(6) == 0 { &declared[4..] } else { &declared[..4] };
                if !piece.attributes.contains("xmlns:xsi") && !piece.attributes.contains("xmlns:p1") {
                    piece.attributes.push_str(self.chance.of(chosen).as_str());
                }
            }
            _ => {
                let spaces = [" xmlns=\"\"", " xmlns=\"urn:other\"", " xmlns=\"http://www.cdn.com.pl/optima/cennik\""];
                if piece.attributes.contains("xmlns=") {
                    piece.attributes = piece.attributes.replacen("dokument", "offline", 1);
                } else {
                    piece.attributes.push_str(self.chance.word(&spaces));
                }
            }
        }
    }

    /// Changes the file as bytes.
    fn bytes(&mut self, text: &str, told: &mut String) -> Vec<u8> {
        let declared = |encoding: &str| {
            let rest = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map_or(text, |(_, rest)| rest);
            format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>{rest}")
        };
        let way = self.chance.below(11);
        let _ = write!(told, " ({way})");
        match way {
            0 => text.as_bytes()[..self.chance.below(text.len())].to_vec(),
            1 => {
                let mut bytes = text.as_bytes().to_vec();
                let place = self.chance.below(bytes.len());
                bytes[place] = *self.chance.of(b"<>&\"'/=x0 \n\x01\xFF\xC5?!-]");
                bytes
            }
            2 => format!("\u{FEFF}{text}").into_bytes(),
            3 => declared("UTF-16").encode_utf16().fold(vec![0xFF, 0xFE], |mut bytes, unit| {
                bytes.extend(unit.to_le_bytes());
                bytes
            }),
            4 => encoding_rs::WINDOWS_1250.encode(&declared("windows-1250")).0.into_owned(),
            5 => encoding_rs::ISO_8859_2.encode(&declared("ISO-8859-2")).0.into_owned(),
            6 => encoding_rs::WINDOWS_1252.encode(&declared("ISO-8859-1")).0.into_owned(),
            7 => declared("US-ASCII").into_bytes(),
            8 => format!("{text}\n<!-- end -->\n<?x y?>").into_bytes(),
            9 => format!("{text}x").into_bytes(),
            _ => text.replacen("<ROOT", "<!DOCTYPE ROOT><ROOT", 1).into_bytes(),
        }
    }
}

/// Gives a line the position of another, or a row of the table the rate of another, written otherwise.
fn repeated(root: &mut Piece, positions: bool) {
    let (list, row) = if positions { ("POZYCJE", "POZYCJA") } else { ("TABELKA_VAT", "LINIA_VAT") };
    let document = &mut root.children[0];
    let Some(list) = document.children.iter_mut().find(|piece| piece.local() == list) else { return };
    let Some(first) = list.children.iter().find(|piece| piece.local() == row).cloned() else { return };
    let mut copy = first;
    if let Some(position) = copy.children.iter_mut().find(|piece| piece.local() == "LP") {
        position.text = format!(" 0{}", position.text.trim());
    }
    list.children.push(copy);
}

fn paths_of(element: &Element, path: &str, paths: &mut Vec<String>) {
    let path = format!("{path}/{}", element.name);
    element.children().iter().for_each(|child| paths_of(child, &path, paths));
    paths.push(path);
}

/// The ways to all elements of a file that the format knows.
fn ways_of(piece: &Piece, element: &Element, way: &mut Vec<usize>, path: &str, ways: &mut Vec<(String, Vec<usize>)>) {
    let path = format!("{path}/{}", element.name);
    for (index, child) in piece.children.iter().enumerate() {
        if let Some(known) = element.children().iter().find(|known| known.name == child.local()) {
            way.push(index);
            ways_of(child, known, way, &path, ways);
            way.pop();
        }
    }
    ways.push((path, way.clone()));
}

/// What the format says of the element at the end of a way.
fn format_of(root: &Piece, way: &[usize]) -> (String, Option<&'static Element>) {
    let mut path = format!("/{}", ROOT.name);
    let (mut piece, mut element) = (root, Some(&ROOT));
    for index in way {
        piece = &piece.children[*index];
        path.push('/');
        path.push_str(piece.local());
        element = element.and_then(|element| element.children().iter().find(|known| known.name == piece.local()));
    }
    (path, element)
}
