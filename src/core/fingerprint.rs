//! What settings, tables and cards answered for one order, as one hash: when it is another one, its file would be made
//! otherwise. Only the answers that this order met are in it; a row that is for other orders changes nothing.

use super::digest::sha256_hex;
use super::document::{CountedFrom, Document, Line, Origin, OriginLine};
use serde_json::{Value, json};

/// Counts how the answers are put together. One of an older version tells nothing about a change, so that a new release
/// makes no waiting file anew by itself.
const VERSION: u32 = 1;

/// The fingerprint, with its version: `1:…`.
#[must_use]
pub fn of(document: &Document) -> String {
    // Objects are sorted by key, amounts without their trailing zeros: the same answers give the same bytes.
    let text = answers(document).to_string();
    let digest: String = sha256_hex(text.as_bytes()).chars().take(32).collect();
    format!("{VERSION}:{digest}")
}

/// Are these of one way to put answers together, and other answers?
#[must_use]
pub fn differ(before: &str, now: &str) -> bool {
    let version = |text: &str| text.split_once(':').map(|(version, _)| version.to_owned());
    before != now && version(before) == version(now)
}

fn answers(document: &Document) -> Value {
    let origin = document.origin.as_ref();
    let sources = origin.map(Origin::by_position).unwrap_or_default();
    let mut answers = json!({
        "payment": document.payment_form,
        "due": document.payment_due,
        "warehouse": document.warehouse,
        "category": [document.category_code, document.category_name],
        "issued": document.issue_date,
        "from": document.counted_from == CountedFrom::Net,
        "payer": [document.payer.code, document.payer_status],
        "oss": document.oss,
        "rate": [document.currency.rate.normalize(), document.currency.per.normalize()],
        "kind": origin.map(kind),
        "lines": document.lines.iter().map(|line| answer(line, sources.get(&line.position).copied())).collect::<Vec<_>>(),
    });
    let corrections = origin.map(|origin| &origin.corrections).filter(|corrections| !corrections.is_empty());
    if let (Some(corrections), Some(answers)) = (corrections, answers.as_object_mut()) {
        // What is not corrected has the fingerprint that it always had.
        let meant = corrections.each().map(|(field, correction)| (field.word(), json!(correction.is)));
        answers.insert("corrections".to_owned(), meant.collect());
    }
    answers
}

fn kind(origin: &Origin) -> Value {
    json!([
        origin.definition,
        origin.series,
        origin.group,
        origin.foreign_number,
        origin.reserved_until,
        origin.attributes
    ])
}

fn answer(line: &Line, from: Option<&OriginLine>) -> Value {
    json!([
        line.code,
        line.name,
        line.unit,
        line.rate,
        line.quantity.normalize(),
        line.price.normalize(),
        from.map(|from| (&from.code_from, &from.vat_from)),
    ])
}
