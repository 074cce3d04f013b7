//! Validity against the format ([`super::table`]), which `schemas/optima-dokument.xsd` says for other programs. It says
//! what an export of Optima looks like: what we write must be valid, what we read need not be.
//!
//! The judge is libxml2: `judge_tests` holds the verdicts against `xmllint --schema`. What it refuses is refused here.
//! Beyond that, and only that, is refused here, because [`super::read()`] refuses it too or no export has it:
//!
//! | kind | what | example |
//! | --- | --- | --- |
//! | DOCTYPE | any document type declaration, and with it every entity | `<!DOCTYPE ROOT>` |
//! | declaration | a version other than 1.0, an encoding other than those of [`super::encoding`] | `version="1.1"`, `encoding="ISO-8859-1"` |
//! | bounds | more than [`Limits`], names over 1,000 bytes, pieces of text over 1 MiB | forty elements in one another |
//! | names | names and prefixes that Namespaces in XML forbids, in content that nobody looks at too | `<q:x/>` with `q` undeclared |
//! | `xsi:type` | on any element, even where it names the element's own type | `<NAZWA xsi:type="d:Text">` |

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

use super::encoding;
use super::error::XmlError;
use super::read::Limits;
use super::scan::{Scanner, Space, Tag, Token};
use super::syntax::{quoted, trim};
use super::table::{Content, Element, ROOT};
use crate::core::message::{Arg, Message, text};
use crate::core::problem::{Explain as _, PROBLEMS_MAX, Problem, Severity};
use crate::core::profile::Elements;

/// The schema's text.
pub const SCHEMA: &str = include_str!("../../schemas/optima-dokument.xsd");
/// Names that are told of those that could stand in a place.
const NAMES_MAX: usize = 6;
/// The namespace of the attributes that any element of a file may have.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// One place that breaks the schema.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemaIssue {
    /// What is wrong there.
    pub breach: Breach,
    /// `ROOT/DOKUMENT[1]/POZYCJE/POZYCJA[2]/ILOSC`; empty where it is about the file.
    pub path: String,
    /// The line that its element begins in, from 1.
    pub line: u32,
}

/// A rule of the format and how it is broken. Names and values are cut to sixty characters.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the fields are what the sentence above each variant speaks of")]
pub enum Breach {
    /// An element that may not stand here.
    Misplaced { element: String, expected: Vec<&'static str> },
    /// An element ends without one that it needs.
    Missing { parent: &'static str, expected: Vec<&'static str> },
    /// A value of another kind.
    Value { element: &'static str, value: String, expected: Message },
    /// An attribute other than declarations of namespaces and where a schema is.
    Attribute { element: String, attribute: String },
    /// Another root element, or another namespace.
    Root { element: String },
    /// Text where only elements may be.
    Text { parent: &'static str, text: String },
    /// A value that another element of the document has too.
    Repeated { element: &'static str, value: String },
    /// An element in a value.
    Inside { element: String, parent: &'static str },
    /// The file says in another way than exports do what encoding it is in.
    Declared(XmlError),
    /// The file cannot be gone through to its end.
    Unreadable(XmlError),
    /// So many more places break the schema.
    More { count: usize },
}

impl SchemaIssue {
    /// For people: what it is, where, and what is expected there.
    #[must_use]
    pub fn problem(&self) -> Problem {
        if let Breach::More { count } = self.breach {
            return Problem::others(Severity::Error, count);
        }
        let problem = Problem::error(self.breach.message()).at_line(self.line);
        if self.path.is_empty() { problem } else { problem.at_path(self.path.clone()) }
    }
}

impl Breach {
    fn message(&self) -> Message {
        let names = |expected: &[&str]| Arg::Text(expected.join(", "));
        match self {
            Self::Misplaced { element, expected } if expected.is_empty() => {
                text::Xml206 { element: element.into() }.into()
            }
            Self::Misplaced { element, expected } => {
                text::Xml200 { element: element.into(), expected: names(expected) }.into()
            }
            Self::Missing { parent, expected } => {
                text::Xml208 { parent: (*parent).into(), expected: names(expected) }.into()
            }
            Self::Value { element, value, expected } => {
                text::Xml201 { element: (*element).into(), value: value.into(), expected: expected.clone().into() }
                    .into()
            }
            Self::Attribute { element, attribute } => {
                text::Xml202 { element: element.into(), attribute: attribute.into() }.into()
            }
            Self::Root { element } => text::Xml203 { element: element.into() }.into(),
            Self::Text { parent, text: content } => {
                text::Xml204 { parent: (*parent).into(), text: content.into() }.into()
            }
            Self::Repeated { element, value } => {
                text::Xml205 { element: (*element).into(), value: value.into() }.into()
            }
            Self::Inside { element, parent } => {
                text::Xml209 { element: element.into(), parent: (*parent).into() }.into()
            }
            Self::Declared(error) => error.problem().message,
            Self::Unreadable(error) => text::Xml207 { why: error.problem().message.into() }.into(),
            Self::More { count } => Problem::others(Severity::Error, *count).message,
        }
    }
}

/// Is the file valid? Every encoding that [`read`](super::read()) reads is read here. `elements`: it must have just the
/// elements of this set; `None`: those of any.
///
/// # Errors
/// Every place that breaks the schema, as it is met, fifty at most and a count of the rest.
pub fn check(bytes: &[u8], limits: &Limits, elements: Option<Elements>) -> Result<(), Vec<SchemaIssue>> {
    let decoded = encoding::decode(bytes, limits.max_bytes).map_err(|error| vec![unreadable(error)])?;
    let mut check = Check::new(elements);
    let odd = encoding::plainly_declared(bytes, &decoded).err();
    let outcome = check.run(&decoded.text, limits);
    check.place_in_lines(&decoded.text);
    let odd = odd.map(|error| SchemaIssue { breach: Breach::Declared(error), path: String::new(), line: 1 });
    check.issues.splice(0..0, odd);
    check.issues.extend(outcome.err().map(unreadable));
    if check.issues.is_empty() { Ok(()) } else { Err(check.issues) }
}

fn unreadable(error: XmlError) -> SchemaIssue {
    let line = error.problem().place.line.unwrap_or(1);
    SchemaIssue { breach: Breach::Unreadable(error), path: String::new(), line }
}

/// An open element.
struct Level {
    /// What the format says of it; `None`: anything goes in it, for it is unknown or unlooked at.
    element: Option<&'static Element>,
    /// Its place among those of its name, from 1; 0 where there is only one.
    nth: usize,
    offset: usize,
    /// Which of the format's elements in it came last, and how often.
    at: usize,
    count: usize,
    /// What makes it unique, as far as it was met.
    key: String,
}

struct Check<'a> {
    elements: Option<Elements>,
    levels: Vec<Level>,
    /// The text of the innermost element so far, if that holds a value.
    value: Cow<'a, str>,
    /// What must stand once in the document, with the element that it is of.
    seen: HashSet<(&'static str, String)>,
    issues: Vec<SchemaIssue>,
    /// Where each issue's element begins.
    offsets: Vec<usize>,
    untold: usize,
}

impl<'a> Check<'a> {
    fn new(elements: Option<Elements>) -> Self {
        Self {
            elements,
            levels: Vec::with_capacity(8),
            value: Cow::Borrowed(""),
            seen: HashSet::new(),
            issues: Vec::new(),
            offsets: Vec::new(),
            untold: 0,
        }
    }

    fn run(&mut self, content: &'a str, limits: &Limits) -> Result<(), XmlError> {
        let mut scanner = Scanner::new(content, limits)?;
        while let Some((offset, token)) = scanner.next()? {
            match token {
                Token::Open(tag) => {
                    self.open(&scanner, &tag, offset)?;
                }
                Token::Close => self.close(),
                Token::Text { text, marked } => self.text(text, marked),
                Token::Instruction { .. } => {}
            }
        }
        Ok(())
    }

    fn open(&mut self, scanner: &Scanner<'a, '_>, tag: &Tag<'a>, offset: usize) -> Result<(), XmlError> {
        let (element, nth) = self.admit(scanner, tag, offset);
        self.levels.push(Level { element, nth, offset, at: 0, count: 0, key: String::new() });
        self.value = Cow::Borrowed("");
        for (name, _) in &tag.attributes {
            let (prefix, local) = name.split_once(':').unwrap_or(("", name));
            if prefix == "xmlns" || *name == "xmlns" {
                continue;
            }
            let namespace = if prefix.is_empty() { Some("") } else { scanner.namespace(prefix) };
            let Some(namespace) = namespace else { return Err(scanner.undeclared(offset)) };
            let placed = namespace == XSI && matches!(local, "schemaLocation" | "noNamespaceSchemaLocation");
            if element.is_some() && !placed {
                self.tell(Breach::Attribute { element: quoted(tag.name), attribute: quoted(name) }, offset);
            }
        }
        Ok(())
    }

    /// What the format says of an element that begins here.
    fn admit(&mut self, scanner: &Scanner<'_, '_>, tag: &Tag<'_>, offset: usize) -> (Option<&'static Element>, usize) {
        let Some(level) = self.levels.last_mut() else {
            if tag.name == ROOT.name && tag.space == Space::Format {
                return (Some(&ROOT), 0);
            }
            self.tell_of(Breach::Root { element: named(scanner, tag) }, tag, offset);
            return (None, 0);
        };
        let Some(parent) = level.element else { return (None, 0) };
        let children = match parent.content {
            Content::Open => return (None, 0),
            Content::Value(_) => {
                self.tell_of(Breach::Inside { element: named(scanner, tag), parent: parent.name }, tag, offset);
                return (None, 0);
            }
            Content::Group(children) => children,
        };
        let known = |child: &&Element| child.name == tag.name && tag.space == Space::Format;
        let (at, count) = (level.at, level.count);
        if let Some(child) = children.get(at).filter(known)
            && (count == 0 || child.repeats())
            && child.admitted(self.elements)
        {
            level.count += 1;
            return (Some(child), if child.repeats() { level.count } else { 0 });
        }
        let ahead = (at..children.len()).find(|place| children.get(*place).as_ref().is_some_and(known));
        let Some((place, child)) =
            ahead.filter(|place| *place > at).and_then(|place| Some((place, children.get(place)?)))
        else {
            // It stood here already, or is none of the format's: what belongs here goes on being what it was.
            let expected = self.expected(parent, at, count);
            self.tell_of(Breach::Misplaced { element: named(scanner, tag), expected }, tag, offset);
            let early = children.iter().find(known);
            return (early, 0);
        };
        let mut skipped = children.get(at..place).unwrap_or_default().iter().enumerate();
        let passed = |(index, skipped): (usize, &Element)| !skipped.needed(self.elements) || (index == 0 && count > 0);
        let sound = skipped.all(passed) && child.admitted(self.elements);
        let expected = if sound { Vec::new() } else { self.expected(parent, at, count) };
        if let Some(level) = self.levels.last_mut() {
            (level.at, level.count) = (place, 1);
        }
        if !sound {
            self.tell_of(Breach::Misplaced { element: named(scanner, tag), expected }, tag, offset);
        }
        (Some(child), usize::from(child.repeats()))
    }

    /// The names that could stand after so many of this one: up to the first that must.
    fn expected(&self, parent: &Element, at: usize, count: usize) -> Vec<&'static str> {
        let mut names = Vec::new();
        for (index, child) in parent.children().iter().enumerate().skip(at) {
            let begun = index == at && count > 0;
            if begun && !child.repeats() || !child.admitted(self.elements) {
                continue;
            }
            names.push(child.name);
            if !begun && child.needed(self.elements) || names.len() == NAMES_MAX {
                break;
            }
        }
        names
    }

    fn text(&mut self, text: Cow<'a, str>, marked: bool) {
        let Some(Level { element: Some(element), offset, .. }) = self.levels.last() else { return };
        let (element, offset) = (*element, *offset);
        match element.content {
            Content::Value(_) if self.value.is_empty() => self.value = text,
            Content::Value(_) => self.value.to_mut().push_str(&text),
            Content::Group(_) | Content::Open => {
                // A `CDATA` section is text for the judge even where it is empty.
                if marked || !trim(&text).is_empty() {
                    self.tell(Breach::Text { parent: element.name, text: quoted(trim(&text)) }, offset);
                }
            }
        }
    }

    fn close(&mut self) {
        let Some(Level { element: Some(element), at, count, offset, .. }) = self.levels.last() else {
            self.levels.pop();
            return;
        };
        let (element, at, count, offset) = (*element, *at, *count, *offset);
        match element.content {
            Content::Value(facet) => {
                let value = std::mem::take(&mut self.value);
                if !facet.admits(&value) {
                    let (value, expected) = (quoted(&value), facet.expected());
                    self.tell(Breach::Value { element: element.name, value, expected }, offset);
                }
                self.note(element, |key| {
                    let _ = write!(key, "{} ", facet.compared(&value));
                });
            }
            Content::Group(children) => {
                let mut rest = children.iter().enumerate().skip(at);
                let lacking =
                    |(index, child): (usize, &Element)| child.needed(self.elements) && !(index == at && count > 0);
                if rest.any(lacking) {
                    let expected = self.expected(element, at, count);
                    self.tell(Breach::Missing { parent: element.name, expected }, offset);
                }
            }
            Content::Open => {}
        }
        self.unique(element, offset);
        self.levels.pop();
    }

    /// Adds to what makes the parent unique, if this is part of it.
    fn note(&mut self, element: &Element, add: impl FnOnce(&mut String)) {
        let Some(parent) = self.levels.len().checked_sub(2).and_then(|at| self.levels.get_mut(at)) else { return };
        if parent.element.is_some_and(|parent| parent.unique.contains(&element.name)) {
            add(&mut parent.key);
        }
    }

    fn unique(&mut self, element: &'static Element, offset: usize) {
        if element.name == "DOKUMENT" {
            self.seen.clear();
        }
        let Some(first) = element.unique.first() else { return };
        let key = self.levels.last_mut().map(|level| std::mem::take(&mut level.key)).unwrap_or_default();
        let value = quoted(key.split(' ').next().unwrap_or_default());
        if !key.is_empty() && !self.seen.insert((element.name, key)) {
            self.tell(Breach::Repeated { element: first, value }, offset);
        }
    }

    /// Of an element that is open.
    fn tell(&mut self, breach: Breach, offset: usize) {
        if self.issues.len() >= PROBLEMS_MAX {
            self.untold += 1;
            return;
        }
        self.offsets.push(offset);
        self.issues.push(SchemaIssue { breach, path: self.path(), line: 0 });
    }

    /// Of an element that begins here.
    fn tell_of(&mut self, breach: Breach, tag: &Tag<'_>, offset: usize) {
        let told = self.issues.len();
        self.tell(breach, offset);
        if let Some(issue) = self.issues.get_mut(told) {
            if !issue.path.is_empty() {
                issue.path.push('/');
            }
            issue.path.push_str(&quoted(tag.name));
        }
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for level in &self.levels {
            let Some(element) = level.element else { break };
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(element.name);
            if level.nth > 0 {
                let _ = write!(path, "[{}]", level.nth);
            }
        }
        path
    }

    /// Gives the issues their lines, in one walk through the text, and says how many more there are.
    fn place_in_lines(&mut self, content: &str) {
        let mut places: Vec<usize> = (0..self.issues.len()).collect();
        places.sort_by_key(|place| self.offsets.get(*place));
        let (mut line, mut from) = (1_u32, 0);
        for place in places {
            let (Some(offset), Some(issue)) = (self.offsets.get(place), self.issues.get_mut(place)) else { continue };
            let between = content.as_bytes().get(from..*offset).unwrap_or_default();
            let more = memchr::memchr_iter(b'\n', between).count();
            (line, from) = (line.saturating_add(u32::try_from(more).unwrap_or(u32::MAX)), *offset);
            issue.line = line;
        }
        if self.untold > 0 {
            let breach = Breach::More { count: self.untold };
            self.issues.push(SchemaIssue { breach, path: String::new(), line });
        }
    }
}

/// The name of an element as it is told; one of another namespace is not the format's of the same name.
fn named(scanner: &Scanner<'_, '_>, tag: &Tag<'_>) -> String {
    let name = quoted(tag.name);
    if tag.space == Space::Format {
        return name;
    }
    format!("{name} xmlns=\"{}\"", quoted(scanner.namespace(tag.prefix).unwrap_or_default()))
}
