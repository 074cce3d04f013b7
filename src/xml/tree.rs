//! Text → elements. Well-formedness is checked in full, because the event reader by itself lets truncated files,
//! control characters and more pass (`reference/engineering.md`, finding 3). There is no DTD, hence no entity
//! and nothing to fetch; depth, elements and attributes are bounded, and the file's size before that.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::events::{BytesStart, Event};

use super::error::{At, XmlError};
use super::syntax::{self, AttributeFault, Reference};
use super::{Limits, NAMESPACE, RECORD_TARGET};

/// An element.
#[derive(Debug)]
pub(super) struct Node<'a> {
    /// The name without its prefix.
    pub name: Cow<'a, str>,
    /// In a namespace that is neither none nor the format's.
    pub foreign: bool,
    /// The text in it, references resolved; empty where it only separates elements.
    pub text: Cow<'a, str>,
    /// Elements in it.
    pub children: Vec<Node<'a>>,
    /// Where its `<` stands in the text.
    pub offset: usize,
}

/// A file as elements.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    /// The root element.
    pub root: Node<'a>,
    /// Its namespace, empty for none.
    pub namespace: String,
    /// The contents of `<?allegro-order …?>` and where each stands.
    pub records: Vec<(usize, String)>,
    /// Does the text end with the root's end tag, to the character?
    pub ends_with_root: bool,
}

/// Finds the line of an offset.
#[derive(Clone, Copy)]
pub(super) struct Locator<'a> {
    text: &'a str,
}

impl<'a> Locator<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text }
    }

    /// Line and column, from 1.
    pub(super) fn locate(self, offset: usize) -> (u32, u32) {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = before.get(start..).map_or(0, |rest| rest.chars().count()) + 1;
        (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }

    /// A place with its path.
    pub(super) fn at(self, offset: usize, path: String) -> At {
        let (line, column) = self.locate(offset);
        At { path, line, column }
    }
}

/// Reads the elements of a decoded file.
pub(super) fn parse<'a>(text: &'a str, limits: &Limits) -> Result<Tree<'a>, XmlError> {
    let locator = Locator::new(text);
    if let Some((offset, character)) = syntax::first_illegal(text) {
        return Err(XmlError::IllegalCharacter { character, at: locator.at(offset, String::new()) });
    }
    Builder {
        locator,
        limits,
        stack: Vec::new(),
        namespaces: Vec::new(),
        elements: 0,
        root: None,
        namespace: String::new(),
        records: Vec::new(),
        root_end: 0,
    }
    .run(text)
}

struct Builder<'a, 'l> {
    locator: Locator<'a>,
    limits: &'l Limits,
    stack: Vec<Node<'a>>,
    /// Prefix, namespace, and the depth at which it was declared.
    namespaces: Vec<(String, String, usize)>,
    elements: usize,
    root: Option<Node<'a>>,
    namespace: String,
    records: Vec<(usize, String)>,
    root_end: usize,
}

impl<'a> Builder<'a, '_> {
    fn run(mut self, text: &'a str) -> Result<Tree<'a>, XmlError> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_comments = true;
        let position = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
        loop {
            let offset = position(reader.buffer_position());
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => return Err(self.broken(&error, position(reader.error_position()))),
            };
            match event {
                Event::Start(start) => self.open(&start, offset)?,
                Event::Empty(start) => {
                    self.open(&start, offset)?;
                    self.close(position(reader.buffer_position()));
                }
                Event::End(_) => self.close(position(reader.buffer_position())),
                Event::Text(content) => {
                    if content.contains("]]>") {
                        return Err(self.malformed("`]]>` in text", offset));
                    }
                    self.append(content.xml10_content(), offset)?;
                }
                Event::CData(content) => {
                    if self.stack.is_empty() {
                        return Err(XmlError::OutsideRoot { at: self.at(offset) });
                    }
                    self.append(content.xml10_content(), offset)?;
                }
                Event::GeneralRef(content) => {
                    let character = self.resolve(&content, offset)?;
                    if self.stack.is_empty() {
                        return Err(XmlError::OutsideRoot { at: self.at(offset) });
                    }
                    self.append(Cow::Owned(character.to_string()), offset)?;
                }
                Event::Comment(_) => {}
                Event::PI(instruction) => self.instruction(instruction.target(), instruction.content(), offset)?,
                Event::Decl(declaration) => self.declaration(&declaration, offset)?,
                Event::DocType(_) => return Err(XmlError::Doctype { at: self.at(offset) }),
                Event::Eof => return self.finish(text),
            }
        }
    }

    fn open(&mut self, start: &BytesStart<'a>, offset: usize) -> Result<(), XmlError> {
        if self.root.is_some() {
            return Err(XmlError::OutsideRoot { at: self.at(offset) });
        }
        self.elements += 1;
        if self.elements > self.limits.max_elements {
            return Err(XmlError::TooManyElements { limit: self.limits.max_elements, at: self.at(offset) });
        }
        if self.stack.len() >= self.limits.max_depth {
            return Err(XmlError::TooDeep { limit: self.limits.max_depth, at: self.at(offset) });
        }
        let qualified = start.name();
        let qualified = qualified.as_ref();
        if !syntax::is_name(qualified) {
            return Err(self.malformed("an element has no proper name", offset));
        }
        let attributes = syntax::attributes(start.attributes_raw(), self.limits.max_attributes)
            .map_err(|fault| self.attribute_fault(fault, offset))?;
        let depth = self.stack.len() + 1;
        for (name, value) in attributes {
            match name.split_once(':') {
                None if name == "xmlns" => self.namespaces.push((String::new(), value.into_owned(), depth)),
                Some(("xmlns", prefix)) if !value.is_empty() => {
                    self.namespaces.push((prefix.to_owned(), value.into_owned(), depth));
                }
                Some(("xmlns", _)) => return Err(self.malformed("a prefix is bound to nothing", offset)),
                _ => {}
            }
        }
        let (prefix, local) = qualified.split_once(':').unwrap_or(("", qualified));
        let namespace = self.namespaces.iter().rev().find(|(bound, _, _)| bound == prefix).map(|(_, uri, _)| uri);
        let namespace = match namespace {
            Some(uri) => uri.as_str(),
            None if prefix.is_empty() => "",
            None => return Err(self.malformed("the prefix of an element is not declared", offset)),
        };
        if self.stack.is_empty() {
            namespace.clone_into(&mut self.namespace);
        }
        let foreign = !namespace.is_empty() && namespace != NAMESPACE;
        let name = Cow::Owned(local.to_owned());
        self.stack.push(Node { name, foreign, text: Cow::Borrowed(""), children: Vec::new(), offset });
        Ok(())
    }

    fn close(&mut self, end: usize) {
        let depth = self.stack.len();
        self.namespaces.retain(|(_, _, at)| *at < depth);
        let Some(mut node) = self.stack.pop() else { return };
        if !node.children.is_empty() && syntax::trim(&node.text).is_empty() {
            node.text = Cow::Borrowed("");
        }
        if let Some(parent) = self.stack.last_mut() {
            parent.children.push(node);
        } else {
            self.root = Some(node);
            self.root_end = end;
        }
    }

    fn append(&mut self, content: Cow<'a, str>, offset: usize) -> Result<(), XmlError> {
        match self.stack.last_mut() {
            Some(node) if node.text.is_empty() => node.text = content,
            Some(node) => node.text.to_mut().push_str(&content),
            None if syntax::trim(&content).is_empty() => {}
            None => return Err(XmlError::OutsideRoot { at: self.at(offset) }),
        }
        Ok(())
    }

    fn resolve(&self, content: &str, offset: usize) -> Result<char, XmlError> {
        match syntax::reference(content) {
            Reference::Character(c) => Ok(c),
            Reference::Illegal(character) => Err(XmlError::IllegalCharacter { character, at: self.at(offset) }),
            Reference::Entity => Err(XmlError::Entity { name: content.to_owned(), at: self.at(offset) }),
            Reference::Malformed => Err(self.malformed("`&` that begins no reference", offset)),
        }
    }

    fn instruction(&mut self, target: &str, content: &str, offset: usize) -> Result<(), XmlError> {
        if !syntax::is_name(target) || target.contains(':') || target.eq_ignore_ascii_case("xml") {
            return Err(self.malformed("a processing instruction has no proper name", offset));
        }
        if target == RECORD_TARGET {
            self.records.push((offset, syntax::trim(content).to_owned()));
        }
        Ok(())
    }

    fn declaration(&self, content: &str, offset: usize) -> Result<(), XmlError> {
        let wrong = || self.malformed("the XML declaration is not one of XML 1.0", offset);
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
        if offset == 0 && ordered && values { Ok(()) } else { Err(wrong()) }
    }

    fn finish(self, text: &str) -> Result<Tree<'a>, XmlError> {
        if !self.stack.is_empty() {
            return Err(XmlError::CutOff { at: self.at(text.len()) });
        }
        match self.root {
            None => Err(XmlError::Empty),
            Some(root) => Ok(Tree {
                root,
                namespace: self.namespace,
                records: self.records,
                ends_with_root: self.root_end == text.len(),
            }),
        }
    }

    fn broken(&self, error: &Error, offset: usize) -> XmlError {
        let at = self.at(offset);
        match error {
            Error::Syntax(SyntaxError::UnclosedDoctype) => XmlError::Doctype { at },
            Error::Syntax(SyntaxError::InvalidBangMarkup) | Error::IllFormed(IllFormedError::UnclosedReference) => {
                XmlError::Malformed { reason: error.to_string(), at }
            }
            Error::Syntax(_) => XmlError::CutOff { at },
            other => XmlError::Malformed { reason: other.to_string(), at },
        }
    }

    fn attribute_fault(&self, fault: AttributeFault, offset: usize) -> XmlError {
        let at = self.at(offset);
        match fault {
            AttributeFault::Malformed(reason) => XmlError::Malformed { reason: reason.to_owned(), at },
            AttributeFault::Duplicate(name) => XmlError::DuplicateAttribute { name, at },
            AttributeFault::TooMany => XmlError::TooManyAttributes { limit: self.limits.max_attributes, at },
            AttributeFault::Entity(name) => XmlError::Entity { name, at },
            AttributeFault::Illegal(character) => XmlError::IllegalCharacter { character, at },
        }
    }

    fn malformed(&self, reason: &str, offset: usize) -> XmlError {
        XmlError::Malformed { reason: reason.to_owned(), at: self.at(offset) }
    }

    fn at(&self, offset: usize) -> At {
        let names: Vec<&str> = self.stack.iter().map(|node| node.name.as_ref()).collect();
        self.locator.at(offset, names.join("/"))
    }
}
