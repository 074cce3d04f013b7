//! Bytes → documents. Liberal in form (`reference/optima-xml.md` section 7): namespace or none, any order of
//! elements, missing and empty ones, padded numbers, several documents. Strict in meaning: what is not
//! understood is refused with its place, what is filled in or left out is said.
//!
//! Blanks: free texts (names, addresses, descriptions) come as they are. Codes, numbers and names of cards
//! (`KOD`, `NIP`, `GLN`, `EAN`, `FORMA`, `MAGAZYN_ZRODLOWY`, `JM` …) lose blanks around them: no card in Optima
//! begins or ends with one, and indented files have them.
//!
//! Whether a document's type may be imported is not judged here.

use std::str::FromStr;

use super::encoding::{self, Encoding};
use super::error::XmlError;
use super::fields::{Binder, Here};
use super::scan::Locator;
use super::syntax::quoted;
use super::tree::{self, Tree};
use super::{NAMESPACE, OFFLINE_NAMESPACE, PRICE_LIST_NAMESPACE, bind, record, table};
use crate::core::document::{Document, LINES_MAX};
use crate::core::message::text;
use crate::core::order::OrderId;
use crate::core::problem::Problem;

/// How much is read at most. Nothing that a shop makes comes near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub max_bytes: usize,
    /// Elements in one another; the format has seven.
    pub max_depth: usize,
    /// Elements in all; an order of four lines has about 190, and a file of 16 MiB of orders half a million.
    pub max_elements: usize,
    /// Attributes of one element, and namespaces that are in force in it; the format has one.
    pub max_attributes: usize,
    /// Documents of one file; an export of many has some hundred.
    pub max_documents: usize,
    /// Lines of one document.
    pub max_lines: usize,
}

impl Default for Limits {
    fn default() -> Self {
        // The bytes are those of `settings::Files::default`.
        Self {
            max_bytes: 16 << 20,
            max_depth: 32,
            max_elements: 600_000,
            max_attributes: 32,
            max_documents: 1_000,
            max_lines: LINES_MAX,
        }
    }
}

/// A document with what is worth knowing about it, or why it was refused (at least one error); of the problems of one
/// document those that [`Problems`](crate::core::problem::Problems) tells.
pub type Reading = Result<(Document, Vec<Problem>), Vec<Problem>>;

/// What a file holds.
#[derive(Clone, Debug)]
pub struct ReadFile {
    /// Its documents in the file's order, at least one.
    pub documents: Vec<Reading>,
    /// The encoding that it was in.
    pub encoding: Encoding,
}

/// Reads a file. An error is about the file as a whole; what is wrong with one of its documents is in that
/// document's [`Reading`]. Never panics, whatever the bytes.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<ReadFile, XmlError> {
    let decoded = encoding::decode(bytes, limits.max_bytes)?;
    let tree = tree::parse(&decoded.text, limits)?;
    let locator = Locator::new(&decoded.text);
    check_root(&tree, &locator)?;
    let root = Here::root(&tree.root);
    let documents = root.all("DOKUMENT");
    if documents.is_empty() {
        return Err(XmlError::NoDocument);
    }
    if documents.len() > limits.max_documents {
        return Err(XmlError::TooManyDocuments { limit: limits.max_documents });
    }
    let mut record = match tree.records.as_slice() {
        [] => None,
        [(offset, content)] => {
            if documents.len() > 1 {
                return Err(XmlError::RecordForSeveral { documents: documents.len() });
            }
            let broken = |reason| XmlError::BrokenRecord { reason, at: locator.at(*offset, String::new()) };
            Some(record::parse(content).map_err(broken)?)
        }
        [_, (second, _), ..] => return Err(XmlError::TwoRecords { at: locator.at(*second, String::new()) }),
    };
    let mut of_root = Binder::new(&locator, limits);
    of_root.only(&root, table::DOCUMENTS, &[]);
    let mut read = Vec::with_capacity(documents.len());
    for here in &documents {
        let mut binder = Binder::new(&locator, limits);
        // What is wrong around the documents is wrong with each.
        binder.problems = of_root.problems.clone();
        if let Some(version) = record.as_ref().and_then(|record| record.newer) {
            binder.problems.push(Problem::warning(text::Xml031 { version: version.into() }));
        }
        let document = bind::document(&mut binder, here, record.take());
        read.push(match document {
            Some(document) => Ok((document, binder.problems.into_vec())),
            None => Err(binder.problems.into_vec()),
        });
    }
    // Our writer puts a line feed after everything. A file that ends exactly with `</ROOT>` although its
    // description names an order has lost what stood behind it.
    let names_order = |reading: &Reading| {
        matches!(reading, Ok((document, _)) if document.origin.is_none()
            && order_id_in_description(&document.description).is_some())
    };
    if tree.ends_with_root && read.iter().any(names_order) {
        return Err(XmlError::RecordCutOff { at: locator.at(decoded.text.len(), String::new()) });
    }
    Ok(ReadFile { documents: read, encoding: decoded.encoding })
}

fn check_root(tree: &Tree<'_>, locator: &Locator<'_>) -> Result<(), XmlError> {
    match tree.namespace.as_str() {
        OFFLINE_NAMESPACE => Err(XmlError::OfflineFile),
        PRICE_LIST_NAMESPACE => Err(XmlError::PriceList),
        "" | NAMESPACE if tree.root.name == "ROOT" => Ok(()),
        namespace => Err(XmlError::UnknownRoot {
            name: quoted(tree.root.name),
            namespace: if namespace.is_empty() { "–".to_owned() } else { quoted(namespace) },
            at: locator.at(tree.root.offset, String::new()),
        }),
    }
}

/// The order that a description names in a line `ALLEGRO_ID=<uuid>`: what is left of our record after Optima
/// itself exported a document that we made. Two different ones are none.
#[must_use]
pub fn order_id_in_description(description: &str) -> Option<OrderId> {
    let mut found = description
        .lines()
        .filter_map(|line| line.trim().strip_prefix("ALLEGRO_ID="))
        .filter_map(|id| OrderId::from_str(id).ok());
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}
