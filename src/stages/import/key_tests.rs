//! The keys that version 0.1 gave: one that changed would let a document of a user's base in a second time.

use std::collections::BTreeSet;
use std::path::Path;

use uuid::Uuid;

use super::document::{key_of, order_of};
use crate::core::document::Document;
use crate::spool::Content;
use crate::xml;

/// A row of `tests/foreign/keys.csv`: which document of which file, its key, and the SHA-256 of the canonical form that the
/// key is made of; none where it is made of an order's id.
#[derive(Debug)]
struct KnownKey {
    file: String,
    place: usize,
    key: Uuid,
    canonical: String,
}

fn table() -> Vec<KnownKey> {
    let text = include_str!("../../../tests/foreign/keys.csv");
    let row = |line: &str| {
        let [file, place, key, canonical] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
        KnownKey {
            file: str::to_owned(file),
            place: str::parse(place).unwrap(),
            key: str::parse(key).unwrap(),
            canonical: str::to_owned(canonical),
        }
    };
    text.lines().skip(1).map(row).collect()
}

fn document(known: &KnownKey) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(&known.file);
    let file = xml::read(&std::fs::read(path).unwrap(), &xml::Limits::default()).unwrap();
    let reading = file.documents.into_iter().nth(known.place - 1);
    reading.unwrap_or_else(|| panic!("{known:?}")).unwrap_or_else(|why| panic!("{known:?}: {why:?}")).0
}

#[test]
fn i1_the_key_of_a_foreign_document_never_changes() {
    let table = table();
    let mut changed = Vec::new();
    for known in &table {
        let document = document(known);
        let canonical = match order_of(&document) {
            Some(_) => String::new(),
            None => Content::new(xml::canonical(&document).unwrap()).sha256,
        };
        let key = key_of(&document).unwrap();
        if (key, &canonical) != (known.key, &known.canonical) {
            changed.push(format!("{known:?}: {key} {canonical}"));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
    let by_content: BTreeSet<Uuid> = table.iter().filter(|k| !k.canonical.is_empty()).map(|k| k.key).collect();
    assert!(by_content.len() > 20, "{} documents are keyed by content", by_content.len());
}

#[test]
fn the_spelling_of_a_file_is_not_part_of_its_key() {
    let table = table();
    let key = |file: &str| table.iter().find(|known| known.file == file).unwrap().key;
    assert_eq!(key("foreign/plain.xml"), key("foreign/plain-indented.xml"));
    assert_ne!(key("foreign/same-number-first.xml"), key("foreign/same-number-second.xml"));
}

#[test]
fn a_field_that_0_1_did_not_write_is_not_part_of_the_key() {
    let known = table().into_iter().find(|known| known.file == "foreign/full.xml").unwrap();
    let plain = document(&known);
    let oss = Document { oss: !plain.oss, ..plain };
    assert_eq!(key_of(&oss).unwrap(), known.key);
}
