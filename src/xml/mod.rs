//! Optima's document XML (`reference/optima-xml.md`): the one room that knows the format.
//!
//! | file | does |
//! | --- | --- |
//! | [`write`] | [`Document`](crate::core::document::Document) → the bytes of a file, always the same |
//! | `profile`, `net` | a document as the file of a profile shows it, and back |
//! | [`canonical`](canonical()) | the frozen form by which a file without an order id is known again |
//! | `record` | the order record behind `</ROOT>`, with what such a file hides |
//! | [`encoding`] | bytes → text, for the encodings that occur |
//! | `scan` | text → tags and texts: well-formed, bounded, no DTD, no entities |
//! | `tree` | these → elements |
//! | [`read`] | elements → documents, liberal in form and strict in meaning |
//! | `contradiction` | what a header says that the rest of its document does not |
//! | [`inspect`](inspect()) | would its texts fit Optima's columns? |
//! | [`judge`] | do the bytes of a file add up? |
//! | `table`, `facet` | the format: elements, their order, how often, what may stand in them |
//! | [`schema`] | is a file valid against it, and so against `schemas/optima-dokument.xsd`? |
//!
//! Nothing here is promised about what Optima's own import accepts: no public description of it exists, and the
//! layout is that of its exports.
//!
//! Law: what [`write()`] and [`write_as`] write is valid against the schema, and [`read()`] gives the same document back; the
//! one exception is that codes and names of cards lose blanks around them (see [`read`]).

mod bind;
mod bind_line;
mod canonical;
mod contradiction;
mod elements;
pub mod encoding;
mod error;
mod facet;
mod fields;
mod flaw;
pub mod inspect;
pub mod judge;
mod net;
mod profile;
pub mod read;
mod record;
mod scan;
pub mod schema;
mod syntax;
mod table;
mod totals;
mod tree;
pub mod write;

#[cfg(test)]
mod attack_tests;
#[cfg(test)]
mod bound_tests;
#[cfg(test)]
mod change_tests;
#[cfg(test)]
mod judge_tests;
#[cfg(test)]
mod law_tests;
#[cfg(test)]
mod profile_tests;
#[cfg(test)]
mod read_tests;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod schema_tests;
#[cfg(test)]
mod table_tests;
#[cfg(test)]
mod value_tests;

pub use canonical::canonical;
pub use error::{At, XmlError};
pub use flaw::Flaw;
pub use inspect::inspect;
pub use read::{Limits, ReadFile, order_id_in_description, read};
pub use schema::{Breach, SchemaIssue, check};
pub use write::{XmlFile, write, write_as};

/// The namespace of the format.
pub const NAMESPACE: &str = "http://www.cdn.com.pl/optima/dokument";
/// "Praca rozproszona" between a firm and its accounting office: another format altogether.
pub const OFFLINE_NAMESPACE: &str = "http://www.comarch.pl/cdn/optima/offline";
/// Price lists.
pub const PRICE_LIST_NAMESPACE: &str = "http://www.cdn.com.pl/optima/cennik";
/// The target of the processing instruction that holds the [`Origin`](crate::core::document::Origin).
pub const RECORD_TARGET: &str = "allegro-order";
/// The version of that record that this program writes.
pub const RECORD_VERSION: u32 = 1;
