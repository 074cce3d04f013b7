//! Text → tags and texts, one after the other. Well-formedness is checked in full, because the event reader by itself
//! lets truncated files, control characters and more pass (`reference/engineering.md`, finding 3). There is no DTD, hence
//! no entity and nothing to fetch; depth, elements and attributes are bounded, and the file's size before that.
//!
//! [`super::tree`] and [`super::schema`] both look at files through this, so that what is well-formed for one is for
//! the other.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::events::{BytesStart, Event};

use super::error::{At, XmlError};
use super::flaw::Flaw;
use super::syntax::{self, AttributeFault, Reference, quoted};
use super::{Limits, NAMESPACE};

/// The longest name in bytes. No name of the format is longer than 30; libxml2 ends at 50,000.
pub(super) const NAME_MAX: usize = 1_000;
/// The longest piece of text in bytes; libxml2 ends at 10,000,000. Optima's longest text is a description.
pub(super) const TEXT_MAX: usize = 1 << 20;
/// The longest processing instruction in bytes; the record of an order of a hundred lines has 30,000.
pub(super) const INSTRUCTION_MAX: usize = 8 << 20;

/// The namespace that `xml:` stands for without being declared.
const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";

/// Bytes between two marks of a [`Locator`].
const STRIDE: usize = 4096;

/// Finds the line of an offset. The line feeds of a file are counted once, whatever is looked for in it.
pub(super) struct Locator<'a> {
    text: &'a str,
    /// Line feeds before each stride.
    marks: Vec<usize>,
}

impl<'a> Locator<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let strides = text.as_bytes().chunks(STRIDE);
        let marks = strides.scan(0, |before, stride| {
            let mark = *before;
            *before += line_feeds(stride);
            Some(mark)
        });
        Self { text, marks: marks.collect() }
    }

    /// The line, from 1.
    pub(super) fn line(&self, offset: usize) -> u32 {
        let offset = offset.min(self.text.len());
        let (stride, mark) = match self.marks.get(offset / STRIDE) {
            Some(mark) => (offset / STRIDE, *mark),
            // Just behind a file that ends with a stride.
            None => (self.marks.len().saturating_sub(1), self.marks.last().copied().unwrap_or_default()),
        };
        let rest = self.text.as_bytes().get(stride * STRIDE..offset).unwrap_or_default();
        u32::try_from(mark + line_feeds(rest) + 1).unwrap_or(u32::MAX)
    }

    /// A place with its path. The column is counted from the beginning of its line, which may be the whole file, so this
    /// is for what ends the reading.
    pub(super) fn at(&self, offset: usize, path: String) -> At {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before.get(start..).map_or(0, |rest| rest.chars().count()) + 1;
        At { path, line: self.line(offset), column: u32::try_from(column).unwrap_or(u32::MAX) }
    }
}

fn line_feeds(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}

/// Which namespace an element is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// None.
    None,
    /// The format's.
    Format,
    /// Any other.
    Other,
}

/// A start tag.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    pub prefix: &'a str,
    /// The name without its prefix.
    pub name: &'a str,
    pub space: Space,
    /// Names as written, values with their references resolved; declarations of namespaces too.
    pub attributes: Vec<(&'a str, Cow<'a, str>)>,
}

/// What comes next in a file. Comments do not come.
#[derive(Debug)]
pub(super) enum Token<'a> {
    Open(Tag<'a>),
    /// The element opened last ends.
    Close,
    /// A piece of text, references resolved; blanks outside of the root element too.
    Text {
        text: Cow<'a, str>,
        /// From a `CDATA` section.
        marked: bool,
    },
    /// A processing instruction.
    Instruction {
        target: &'a str,
        content: &'a str,
    },
}

/// Goes through a decoded file.
pub(super) struct Scanner<'a, 'l> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    limits: &'l Limits,
    /// The open elements, local names.
    open: Vec<&'a str>,
    /// Prefix, namespace, and the depth at which it was declared.
    namespaces: Vec<(&'a str, Cow<'a, str>, usize)>,
    elements: usize,
    /// Bytes of text since the last tag.
    run_of_text: usize,
    /// The element opened last has no content: its end comes next.
    empty: bool,
    rooted: bool,
}

/// Where a token begins, and the token.
pub(super) type Placed<'a> = (usize, Token<'a>);

impl<'a, 'l> Scanner<'a, 'l> {
    pub(super) fn new(text: &'a str, limits: &'l Limits) -> Result<Self, XmlError> {
        if let Some((offset, character)) = syntax::first_illegal(text) {
            return Err(XmlError::IllegalCharacter { character, at: Locator::new(text).at(offset, String::new()) });
        }
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_comments = true;
        let (open, namespaces) = (Vec::with_capacity(8), Vec::new());
        Ok(Self { text, reader, limits, open, namespaces, elements: 0, run_of_text: 0, empty: false, rooted: false })
    }

    /// Where the next token begins.
    pub(super) fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// The namespace that a prefix stands for here.
    pub(super) fn namespace(&self, prefix: &str) -> Option<&str> {
        // Of none it is asked first: some processors take longer to compare nothing than to compare much.
        let same = |bound: &str| bound.len() == prefix.len() && (prefix.is_empty() || bound == prefix);
        let declared = self.namespaces.iter().rev().find(|(bound, _, _)| same(bound));
        declared.map(|(_, uri, _)| uri.as_ref()).or_else(|| (prefix == "xml").then_some(XML_NAMESPACE))
    }

    /// The next token; `None` at the end of a whole file.
    pub(super) fn next(&mut self) -> Result<Option<Placed<'a>>, XmlError> {
        let placed = self.token()?;
        match &placed {
            Some((offset, Token::Text { text, .. })) => {
                self.run_of_text += text.len();
                if self.run_of_text > TEXT_MAX {
                    return Err(self.too_long(TEXT_MAX, *offset));
                }
            }
            Some((offset, Token::Instruction { target, content })) => {
                if target.len() > NAME_MAX || content.len() > INSTRUCTION_MAX {
                    return Err(self.too_long(INSTRUCTION_MAX, *offset));
                }
            }
            _ => self.run_of_text = 0,
        }
        Ok(placed)
    }

    fn token(&mut self) -> Result<Option<Placed<'a>>, XmlError> {
        if self.empty {
            self.empty = false;
            self.close();
            return Ok(Some((self.position(), Token::Close)));
        }
        loop {
            let offset = self.position();
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => return Err(self.broken(&error)),
            };
            let token = match event {
                Event::Start(start) => Token::Open(self.tag(&start, offset)?),
                Event::Empty(start) => {
                    let tag = self.tag(&start, offset)?;
                    self.empty = true;
                    Token::Open(tag)
                }
                Event::End(_) => {
                    self.close();
                    Token::Close
                }
                Event::Text(content) => {
                    if content.contains("]]>") {
                        return Err(self.malformed(Flaw::SectionEnd, offset));
                    }
                    self.piece(content.xml10_content(), false, offset)?
                }
                Event::CData(content) => self.inside(content.xml10_content(), true, offset)?,
                Event::GeneralRef(content) => {
                    let character = self.resolve(&content, offset)?;
                    self.inside(Cow::Owned(character.to_string()), false, offset)?
                }
                Event::Comment(_) => continue,
                Event::PI(instruction) => self.instruction(instruction.target().len(), offset)?,
                Event::Decl(declaration) => {
                    self.declaration(&declaration, offset)?;
                    continue;
                }
                Event::DocType(_) => return Err(XmlError::Doctype { at: self.at(offset) }),
                Event::Eof => return self.end(),
            };
            return Ok(Some((offset, token)));
        }
    }

    fn tag(&mut self, start: &BytesStart<'a>, offset: usize) -> Result<Tag<'a>, XmlError> {
        if self.rooted && self.open.is_empty() {
            return Err(XmlError::OutsideRoot { at: self.at(offset) });
        }
        self.elements += 1;
        if self.elements > self.limits.max_elements {
            return Err(XmlError::TooManyElements { limit: self.limits.max_elements, at: self.at(offset) });
        }
        if self.open.len() >= self.limits.max_depth {
            return Err(XmlError::TooDeep { limit: self.limits.max_depth, at: self.at(offset) });
        }
        // The event lends its parts for its own life only; they stand in the text behind the `<`.
        let (length, raw) = (start.name().as_ref().len(), start.attributes_raw().len());
        let begin = offset + 1;
        let part = |from: usize, to: usize| self.text.get(from..to).unwrap_or_default();
        let qualified = part(begin, begin + length);
        if !syntax::is_name(qualified) {
            return Err(self.malformed(Flaw::Name, offset));
        }
        let attributes = syntax::attributes(part(begin + length, begin + length + raw), self.limits.max_attributes)
            .map_err(|fault| self.attribute_fault(fault, offset))?;
        if attributes.iter().map(|(name, _)| name.len()).fold(length, usize::max) > NAME_MAX {
            return Err(self.too_long(NAME_MAX, offset));
        }
        self.declare(&attributes, offset)?;
        let (prefix, name) = qualified.split_once(':').unwrap_or(("", qualified));
        let space = match self.namespace(prefix) {
            None if !prefix.is_empty() => {
                return Err(self.malformed(Flaw::Prefix, offset));
            }
            None | Some("") => Space::None,
            Some(NAMESPACE) => Space::Format,
            Some(_) => Space::Other,
        };
        self.open.push(name);
        self.rooted = true;
        Ok(Tag { prefix, name, space, attributes })
    }

    fn declare(&mut self, attributes: &[(&'a str, Cow<'a, str>)], offset: usize) -> Result<(), XmlError> {
        let depth = self.open.len() + 1;
        for (name, value) in attributes {
            match name.split_once(':') {
                None if *name == "xmlns" => self.namespaces.push(("", value.clone(), depth)),
                Some(("xmlns", prefix)) if !value.is_empty() => self.namespaces.push((prefix, value.clone(), depth)),
                Some(("xmlns", _)) => return Err(self.malformed(Flaw::Prefix, offset)),
                _ => {}
            }
        }
        // Each name is looked for among those in force.
        if self.namespaces.len() > self.limits.max_attributes {
            return Err(XmlError::TooManyAttributes { limit: self.limits.max_attributes, at: self.at(offset) });
        }
        Ok(())
    }

    fn close(&mut self) {
        let depth = self.open.len();
        while self.namespaces.last().is_some_and(|(_, _, at)| *at >= depth) {
            self.namespaces.pop();
        }
        self.open.pop();
    }

    /// A piece of text, which outside of the root element may only be blank.
    fn piece(&self, text: Cow<'a, str>, marked: bool, offset: usize) -> Result<Token<'a>, XmlError> {
        if self.open.is_empty() && !syntax::trim(&text).is_empty() {
            return Err(XmlError::OutsideRoot { at: self.at(offset) });
        }
        Ok(Token::Text { text, marked })
    }

    /// A piece of what may stand in the root element only, blank or not.
    fn inside(&self, text: Cow<'a, str>, marked: bool, offset: usize) -> Result<Token<'a>, XmlError> {
        if self.open.is_empty() {
            return Err(XmlError::OutsideRoot { at: self.at(offset) });
        }
        Ok(Token::Text { text, marked })
    }

    fn resolve(&self, content: &str, offset: usize) -> Result<char, XmlError> {
        match syntax::reference(content) {
            Reference::Character(c) => Ok(c),
            Reference::Illegal => Err(XmlError::IllegalReference { content: quoted(content), at: self.at(offset) }),
            Reference::Entity => Err(XmlError::Entity { name: quoted(content), at: self.at(offset) }),
            Reference::Malformed => Err(self.malformed(Flaw::Reference, offset)),
        }
    }

    /// The instruction at an offset, between `<?` and `?>`.
    fn instruction(&self, length: usize, offset: usize) -> Result<Token<'a>, XmlError> {
        let whole = self.text.get(offset + 2..self.position().saturating_sub(2)).unwrap_or_default();
        let (target, content) = whole.split_at_checked(length).unwrap_or((whole, ""));
        if !syntax::is_name(target) || target.contains(':') || target.eq_ignore_ascii_case("xml") {
            return Err(self.malformed(Flaw::Name, offset));
        }
        Ok(Token::Instruction { target, content })
    }

    fn declaration(&self, content: &str, offset: usize) -> Result<(), XmlError> {
        let wrong = || self.malformed(Flaw::Declaration, offset);
        let raw = content.strip_prefix("xml").ok_or_else(wrong)?;
        let attributes = syntax::attributes(raw, 3).map_err(|_| wrong())?;
        let names: Vec<&str> = attributes.iter().map(|(name, _)| *name).collect();
        let ordered = matches!(
            names.as_slice(),
            ["version"] | ["version", "encoding" | "standalone"] | ["version", "encoding", "standalone"]
        );
        let values = attributes.iter().all(|(name, value)| match *name {
            "version" => value == "1.0",
            "standalone" => matches!(value.as_ref(), "yes" | "no"),
            _ => true,
        });
        // Blanks before it are no XML, and some programs write them: nothing else is lost by it.
        let first = self.text.get(..offset).is_some_and(|before| syntax::trim(before).is_empty());
        if !first {
            return Err(self.malformed(Flaw::DeclarationPlace, offset));
        }
        if ordered && values { Ok(()) } else { Err(wrong()) }
    }

    fn end(&self) -> Result<Option<Placed<'a>>, XmlError> {
        if !self.open.is_empty() {
            return Err(XmlError::CutOff { at: self.at(self.text.len()) });
        }
        if self.rooted { Ok(None) } else { Err(XmlError::Empty) }
    }

    fn broken(&self, error: &Error) -> XmlError {
        let at = self.at(usize::try_from(self.reader.error_position()).unwrap_or(usize::MAX));
        let reason = match error {
            Error::Syntax(SyntaxError::UnclosedDoctype) => return XmlError::Doctype { at },
            Error::Syntax(SyntaxError::InvalidBangMarkup) => Flaw::Markup,
            Error::Syntax(_) => return XmlError::CutOff { at },
            Error::IllFormed(IllFormedError::UnclosedReference) => Flaw::Reference,
            Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                Flaw::Crossed { expected: quoted(expected), found: quoted(found) }
            }
            Error::IllFormed(IllFormedError::UnmatchedEndTag(name)) => Flaw::EndsNothing(quoted(name)),
            Error::IllFormed(IllFormedError::DoubleHyphenInComment) => Flaw::Comment,
            Error::IllFormed(IllFormedError::MissingDeclVersion(_) | IllFormedError::UnknownVersion) => {
                Flaw::Declaration
            }
            _ => Flaw::Other,
        };
        XmlError::Malformed { reason, at }
    }

    fn attribute_fault(&self, fault: AttributeFault, offset: usize) -> XmlError {
        let at = self.at(offset);
        match fault {
            AttributeFault::Malformed(reason) => XmlError::Malformed { reason, at },
            AttributeFault::Duplicate(name) => XmlError::DuplicateAttribute { name: quoted(&name), at },
            AttributeFault::TooMany => XmlError::TooManyAttributes { limit: self.limits.max_attributes, at },
            AttributeFault::Entity(name) => XmlError::Entity { name: quoted(&name), at },
            AttributeFault::Illegal(content) => XmlError::IllegalReference { content: quoted(&content), at },
        }
    }

    fn malformed(&self, reason: Flaw, offset: usize) -> XmlError {
        XmlError::Malformed { reason, at: self.at(offset) }
    }

    pub(super) fn undeclared(&self, offset: usize) -> XmlError {
        self.malformed(Flaw::Prefix, offset)
    }

    fn too_long(&self, limit: usize, offset: usize) -> XmlError {
        XmlError::TooLong { limit, at: self.at(offset) }
    }

    /// A place in the elements that are open.
    fn at(&self, offset: usize) -> At {
        let path: Vec<String> = self.open.iter().map(|name| quoted(name)).collect();
        Locator::new(self.text).at(offset, path.join("/"))
    }
}
