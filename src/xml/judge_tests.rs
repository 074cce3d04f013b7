//! libxml2 is the judge: files that are changed in one or two places, in ways that touch every element and every rule of
//! the schema, are checked here and by `xmllint --schema`. What it refuses must be refused here; what is refused here
//! alone must be of one of the kinds that [`super::schema`] lists.
//!
//! The changes follow from a number that is written down, so that a difference can be found again.

use std::collections::BTreeMap;

use super::change_tests::{Change, Changes};
use super::table_tests::{facets, schema};
use super::{Breach, Flaw, Limits, SchemaIssue, XmlError, check};
use crate::libxml2::verdicts;

/// What the changes follow from.
const SEED: u64 = 20_261_128;
const ALL: usize = 10_000;
const PART: usize = 300;
/// The listed kind for which a file is refused here alone.
fn kind(issue: &SchemaIssue) -> Option<&'static str> {
    match &issue.breach {
        Breach::Attribute { attribute, .. } if attribute.ends_with(":type") => Some("xsi:type"),
        Breach::Unreadable(error) => match error {
            XmlError::Doctype { .. } | XmlError::Entity { .. } => Some("DOCTYPE"),
            XmlError::UnknownEncoding { .. } | XmlError::EncodingMismatch { .. } | XmlError::InvalidBytes { .. } => {
                Some("declaration")
            }
            XmlError::Malformed { reason: Flaw::Declaration | Flaw::DeclarationPlace, .. } => Some("declaration"),
            XmlError::TooLarge { .. }
            | XmlError::TooDeep { .. }
            | XmlError::TooManyElements { .. }
            | XmlError::TooManyAttributes { .. }
            | XmlError::TooLong { .. } => Some("bounds"),
            XmlError::Malformed { reason: Flaw::Prefix | Flaw::Name, .. } => Some("names"),
            _ => None,
        },
        _ => None,
    }
}

struct Outcome {
    valid: usize,
    stricter: BTreeMap<&'static str, usize>,
    differences: Vec<String>,
}

/// Holds our verdicts on these files against libxml2's.
fn compare(files: &[(Vec<u8>, String)]) -> Option<Outcome> {
    let folder = tempfile::tempdir().unwrap();
    let mut paths = Vec::with_capacity(files.len());
    for (at, (bytes, _)) in files.iter().enumerate() {
        let path = folder.path().join(format!("{at}.xml"));
        #[expect(clippy::disallowed_methods, reason = "a scratch file of a test needs no durable writer")]
        std::fs::write(&path, bytes).unwrap();
        paths.push(path);
    }
    let verdicts = verdicts(&paths)?;
    let mut outcome = Outcome { valid: 0, stricter: BTreeMap::new(), differences: Vec::new() };
    for ((bytes, told), theirs) in files.iter().zip(verdicts) {
        let ours = check(bytes, &Limits::default(), None);
        outcome.valid += usize::from(theirs);
        let difference = match (&ours, theirs) {
            (Ok(()), true) | (Err(_), false) => None,
            (Ok(()), false) => Some("valid here alone".to_owned()),
            (Err(issues), true) => match issues.iter().map(kind).collect::<Option<Vec<_>>>() {
                Some(kinds) => {
                    for kind in kinds {
                        *outcome.stricter.entry(kind).or_default() += 1;
                    }
                    None
                }
                None => Some(format!("refused here alone: {issues:?}")),
            },
        };
        outcome.differences.extend(difference.map(|difference| format!("{told}: {difference}")));
    }
    Some(outcome)
}

#[test]
fn libxml2_agrees_on_changed_files() {
    let count = crate::whole::or_part(ALL, PART);
    let mut changes = Changes::new(SEED);
    let files: Vec<(Vec<u8>, String)> = (0..count).map(|at| changes.file(at)).collect();
    let Some(outcome) = compare(&files) else { return };
    println!("{count} files, {} of them valid, refused here alone: {:?}", outcome.valid, outcome.stricter);
    assert!(outcome.differences.is_empty(), "{}", outcome.differences.join("\n"));
    assert!(outcome.valid * 100 >= count * 30 && outcome.valid * 100 <= count * 70, "{} valid", outcome.valid);
    assert!(outcome.stricter.len() <= 5);
    if count < ALL {
        return;
    }
    let untouched: Vec<String> = changes.elements().into_iter().filter(|path| !changes.touched(path)).collect();
    assert!(untouched.is_empty(), "no change touched {untouched:?}");
    for (kind, facet) in facets(&schema()) {
        let [good, bad] = [true, false].map(|good| changes.touched_facet(&kind, &facet, good));
        assert!(good > 0 && bad > 0, "{kind} {facet}: {good} kept, {bad} broken");
    }
    for change in Change::ALL {
        assert!(changes.made(change) > 0, "{change:?} was never made");
    }
}

/// One file for each kind in which this check is stricter, and libxml2 takes each of them.
#[test]
fn each_kind_of_strictness_is_real() {
    let plain = include_str!("../../tests/xml_corpus/right/our-output.xml");
    let attributes = |text: &str| plain.replacen("<ATRYBUTY/>", &format!("<ATRYBUTY>{text}</ATRYBUTY>"), 1);
    let typed = "<NAZWA xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
        xmlns:d=\"http://www.cdn.com.pl/optima/dokument\" xsi:type=\"d:Text\">";
    let files = [
        ("DOCTYPE", plain.replacen("<ROOT", "<!DOCTYPE ROOT><ROOT", 1)),
        ("declaration", plain.replacen("version=\"1.0\"", "version=\"1.1\"", 1)),
        ("bounds", attributes(&("<a>".repeat(40) + &"</a>".repeat(40)))),
        ("bounds", attributes(&format!("<{}/>", "a".repeat(2_000)))),
        ("names", attributes("<q:x/>")),
        ("names", attributes("<x q:a='1'/>")),
        ("xsi:type", plain.replacen("<NAZWA>", typed, 1)),
    ];
    let cases: Vec<(Vec<u8>, String)> =
        files.iter().map(|(kind, text)| (text.clone().into_bytes(), (*kind).to_owned())).collect();
    let Some(outcome) = compare(&cases) else { return };
    assert_eq!(outcome.differences, [""; 0]);
    assert_eq!(outcome.valid, files.len(), "libxml2 takes each of them");
    for (kind, _) in files {
        assert!(outcome.stricter.contains_key(kind), "{kind}: {:?}", outcome.stricter);
    }
    assert_eq!(outcome.stricter.len(), 5);
}
