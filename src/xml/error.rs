//! What makes a whole file unreadable or a document unwritable. What is wrong with one document in a readable
//! file is a [`Problem`] of that document.

use std::fmt;

use thiserror::Error;

use super::flaw::Flaw;
use crate::core::message::{Arg, Message, text};
use crate::core::problem::{Explain, Fault, Problem};
use crate::core::reach::Reach;

/// A place in the decoded text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// The elements around it, `ROOT/DOKUMENT/NAGLOWEK`; empty outside of the root element.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1. Exports of Optima are one long line, so it matters.
    pub column: u32,
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)?;
        if self.path.is_empty() { Ok(()) } else { write!(f, ", {}", self.path) }
    }
}

/// A file that cannot be read, or a document that cannot be written. Each is final for the file: reading or
/// writing the same again ends the same.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the fields are what the sentence above each variant speaks of")]
pub enum XmlError {
    /// More bytes than the user allows.
    #[error("{size} bytes are more than the allowed {limit}")]
    TooLarge { size: usize, limit: usize },
    /// No element at all.
    #[error("there is nothing in the file")]
    Empty,
    /// A declared encoding that never occurs with this format.
    #[error("encoding {name} is not supported")]
    UnknownEncoding { name: String },
    /// The declaration says one encoding and the bytes are another.
    #[error("declared as {declared}, but the bytes are {actual}")]
    EncodingMismatch { declared: String, actual: &'static str },
    /// Bytes that mean nothing in their encoding.
    #[error("byte {offset} is not {encoding}")]
    InvalidBytes { encoding: &'static str, offset: usize },
    /// Another kind of file under the name of XML.
    #[error("not XML: {kind:?}")]
    OtherFile { kind: OtherFile },
    /// The declaration does not begin the file, where other programs look for it.
    #[error("something stands before the declaration")]
    LateDeclaration,
    /// A name of an encoding that we know and other programs may not.
    #[error("declared as {declared}, which is an unusual name of {actual}")]
    OddEncoding { declared: String, actual: &'static str },
    /// A character that XML 1.0 forbids.
    #[error("character U+{:04X} is not allowed in XML, {at}", u32::from(*character))]
    IllegalCharacter { character: char, at: At },
    /// A reference to a character that XML 1.0 forbids, or to none.
    #[error("reference &{content}; is to no character of XML, {at}")]
    IllegalReference { content: String, at: At },
    /// Not well-formed in any other way.
    #[error("not well-formed: {reason}, {at}")]
    Malformed { reason: Flaw, at: At },
    /// The text ends before its elements do.
    #[error("the file is cut off, {at}")]
    CutOff { at: At },
    /// A document type declaration.
    #[error("DOCTYPE is not allowed, {at}")]
    Doctype { at: At },
    /// A reference to an entity other than the five of XML.
    #[error("entity &{name}; is not allowed, {at}")]
    Entity { name: String, at: At },
    /// One attribute twice on one element.
    #[error("attribute {name} stands twice, {at}")]
    DuplicateAttribute { name: String, at: At },
    /// Elements nested deeper than [`Limits::max_depth`](super::Limits::max_depth).
    #[error("nested deeper than {limit}, {at}")]
    TooDeep { limit: usize, at: At },
    /// More elements than [`Limits::max_elements`](super::Limits::max_elements).
    #[error("more than {limit} elements")]
    TooManyElements { limit: usize, at: At },
    /// More attributes on one element than [`Limits::max_attributes`](super::Limits::max_attributes).
    #[error("more than {limit} attributes on one element, {at}")]
    TooManyAttributes { limit: usize, at: At },
    /// A name or a text longer than [`schema`](super::schema) takes.
    #[error("a name or a text of more than {limit} bytes, {at}")]
    TooLong { limit: usize, at: At },
    /// Text or a second element beside the root element.
    #[error("something stands outside of the root element, {at}")]
    OutsideRoot { at: At },
    /// Some other XML.
    #[error("the root element is {name} ({namespace})")]
    UnknownRoot { name: String, namespace: String, at: At },
    /// An export for an accounting office.
    #[error("this is a file of distributed work (offline), not a trade document")]
    OfflineFile,
    /// A price list.
    #[error("this is a price list, not a trade document")]
    PriceList,
    /// `ROOT` without `DOKUMENT`.
    #[error("ROOT holds no DOKUMENT")]
    NoDocument,
    /// More documents than [`Limits::max_documents`](super::Limits::max_documents).
    #[error("more than {limit} documents")]
    TooManyDocuments { limit: usize },
    /// `<?allegro-order …?>` is there and cannot be read.
    #[error("the order record cannot be read: {reason}, {at}")]
    BrokenRecord { reason: String, at: At },
    /// `<?allegro-order …?>` stands twice.
    #[error("there are two order records, {at}")]
    TwoRecords { at: At },
    /// `<?allegro-order …?>` in a file with several documents.
    #[error("one order record and {documents} documents")]
    RecordForSeveral { documents: usize },
    /// The file ends with `</ROOT>` and its description names an order: our record has been cut off.
    #[error("the order record after </ROOT> is missing, {at}")]
    RecordCutOff { at: At },
    /// A character that XML 1.0 forbids in a document that is to be written.
    #[error("{path}: character U+{:04X} is not allowed in XML", u32::from(*character))]
    WriteCharacter { character: char, path: String },
    /// A number that its element cannot hold.
    #[error("{path}: {value} does not fit")]
    WriteNumber { value: String, path: String },
    /// A date before 1900 or after 2155.
    #[error("{path}: date {value} is out of range")]
    WriteDate { value: String, path: String },
    /// A profile hides a part of a document that has no order record to keep it in.
    #[error("this profile needs an order record, and the document has none")]
    NoRecordToHideIn,
    /// The order record cannot be written, or memory cannot be had.
    #[error("cannot be written: {reason}")]
    Write { reason: String },
}

/// What else a file can be that is called `.xml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherFile {
    /// Of Acrobat.
    Pdf,
    /// What programs tell each other.
    Json,
    /// Packed: ZIP, a workbook, gzip.
    Archive,
    /// Of the web.
    Page,
}

impl OtherFile {
    /// By how the file begins.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"%PDF") {
            return Some(Self::Pdf);
        }
        if [&b"PK\x03\x04"[..], b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0"]
            .iter()
            .any(|mark| bytes.starts_with(mark))
        {
            return Some(Self::Archive);
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let begins = |mark: &[u8]| bytes.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark));
        if begins(b"<!doctype html") || begins(b"<html") {
            return Some(Self::Page);
        }
        let json = match bytes {
            [b'{', rest @ ..] => matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}')),
            [b'[', rest @ ..] => matches!(rest.trim_ascii_start().first(), Some(b'"' | b'{' | b'[' | b']')),
            _ => false,
        };
        json.then_some(Self::Json)
    }

    fn in_words(self) -> Message {
        match self {
            Self::Pdf => text::XmlPdf.into(),
            Self::Json => text::XmlJson.into(),
            Self::Archive => text::XmlArchive.into(),
            Self::Page => text::XmlPage.into(),
        }
    }
}

/// `U+000B`, for texts.
pub(super) fn code_point(character: char) -> Arg {
    Arg::Text(format!("U+{:04X}", u32::from(character)))
}

impl XmlError {
    fn place(&self) -> (Option<&At>, Option<&str>) {
        match self {
            Self::IllegalCharacter { at, .. }
            | Self::IllegalReference { at, .. }
            | Self::Malformed { at, .. }
            | Self::CutOff { at }
            | Self::Doctype { at }
            | Self::Entity { at, .. }
            | Self::DuplicateAttribute { at, .. }
            | Self::TooDeep { at, .. }
            | Self::TooManyElements { at, .. }
            | Self::TooManyAttributes { at, .. }
            | Self::TooLong { at, .. }
            | Self::OutsideRoot { at }
            | Self::UnknownRoot { at, .. }
            | Self::BrokenRecord { at, .. }
            | Self::TwoRecords { at }
            | Self::RecordCutOff { at } => (Some(at), None),
            Self::WriteCharacter { path, .. } | Self::WriteNumber { path, .. } | Self::WriteDate { path, .. } => {
                (None, Some(path))
            }
            _ => (None, None),
        }
    }

    fn message(&self) -> Message {
        let column = Arg::from(self.place().0.map_or(0, |at| at.column));
        let line = Arg::from(self.place().0.map_or(0, |at| at.line));
        match self {
            Self::TooLarge { size, limit } => {
                text::Xml001 { size: size.to_string().into(), limit: limit.to_string().into() }.into()
            }
            Self::Empty => text::Xml002.into(),
            Self::UnknownEncoding { name } => text::Xml003 { encoding: name.into() }.into(),
            Self::EncodingMismatch { declared, actual } => {
                text::Xml004 { declared: declared.into(), actual: (*actual).into() }.into()
            }
            Self::InvalidBytes { encoding, offset } => {
                text::Xml005 { encoding: (*encoding).into(), offset: offset.to_string().into() }.into()
            }
            Self::IllegalCharacter { character, .. } => {
                text::Xml006 { character: code_point(*character), line, column }.into()
            }
            Self::IllegalReference { content, .. } => {
                text::Xml026 { reference: format!("&{content};").into(), line, column }.into()
            }
            Self::OtherFile { kind } => {
                text::Xml025 { kind: kind.in_words().into(), packed: (*kind == OtherFile::Archive).to_string().into() }
                    .into()
            }
            Self::LateDeclaration => text::Xml008.into(),
            Self::OddEncoding { declared, actual } => {
                text::Xml009 { declared: declared.into(), actual: (*actual).into() }.into()
            }
            Self::Malformed { reason, .. } => text::Xml010 { reason: reason.message().into(), line, column }.into(),
            Self::CutOff { at } if at.path.is_empty() => text::Xml007.into(),
            Self::CutOff { at } => text::Xml011 { element: at.path.as_str().into() }.into(),
            Self::Doctype { .. } => text::Xml012.into(),
            Self::Entity { name, .. } => text::Xml013 { entity: name.into() }.into(),
            Self::DuplicateAttribute { name, .. } => text::Xml014 { name: name.into() }.into(),
            Self::TooDeep { limit, .. } => text::Xml015 { limit: (*limit).into() }.into(),
            Self::TooManyElements { limit, .. } => text::Xml016 { limit: (*limit).into() }.into(),
            Self::TooManyAttributes { limit, .. } => text::Xml017 { limit: (*limit).into() }.into(),
            Self::TooLong { limit, .. } => text::Xml019 { limit: limit.to_string().into() }.into(),
            Self::OutsideRoot { .. } => text::Xml018 { line, column }.into(),
            Self::UnknownRoot { name, namespace, .. } => {
                text::Xml020 { name: name.into(), namespace: namespace.into() }.into()
            }
            Self::OfflineFile => text::Xml021.into(),
            Self::PriceList => text::Xml022.into(),
            Self::NoDocument => text::Xml023.into(),
            Self::TooManyDocuments { limit } => text::Xml024 { limit: (*limit).into() }.into(),
            Self::BrokenRecord { reason, .. } => text::Xml030 { reason: reason.into() }.into(),
            Self::TwoRecords { .. } => text::Xml032.into(),
            Self::RecordForSeveral { documents } => text::Xml033 { documents: (*documents).into() }.into(),
            Self::RecordCutOff { .. } => text::Xml034.into(),
            Self::WriteCharacter { character, path } => {
                text::Xml300 { character: code_point(*character), path: path.into() }.into()
            }
            Self::WriteNumber { value, path } => text::Xml301 { value: value.into(), path: path.into() }.into(),
            Self::WriteDate { value, path } => text::Xml302 { value: value.into(), path: path.into() }.into(),
            Self::Write { reason } => text::Xml303 { reason: reason.into() }.into(),
            Self::NoRecordToHideIn => text::Xml304.into(),
        }
    }
}

impl Explain for XmlError {
    fn problem(&self) -> Problem {
        let mut problem = Problem::error(self.message());
        match self.place() {
            (Some(at), _) => {
                problem = problem.at_line(at.line);
                if !at.path.is_empty() {
                    problem = problem.at_path(at.path.clone());
                }
            }
            (None, Some(path)) => problem = problem.at_path(path),
            (None, None) => {}
        }
        problem
    }

    fn fault(&self) -> Fault {
        Fault::Refused
    }

    fn reach(&self) -> Reach {
        Reach::File
    }
}
