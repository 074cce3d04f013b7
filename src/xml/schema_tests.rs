//! What the check says, and how much of it, whatever the file.

use std::fmt::Write as _;

use super::scan::{NAME_MAX, TEXT_MAX};
use super::{Breach, Limits, SchemaIssue, XmlError, check, samples, write_as};
use crate::core::document::Document;
use crate::core::message::{Catalogue, Language};
use crate::core::problem::Explain as _;
use crate::core::profile::{Elements, Profile};

const PLAIN: &str = include_str!("../../tests/xml_corpus/right/our-output.xml");

fn issues(text: &str) -> Vec<SchemaIssue> {
    check(text.as_bytes(), &Limits::default(), None).unwrap_err()
}

/// Every wrong file of the corpus in both languages: the element, the line, and what was expected.
#[test]
fn what_is_wrong_is_said_with_its_place_and_what_was_expected() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/xml_corpus/wrong");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let catalogues = [Language::Polish, Language::English].map(Catalogue::new);
    let mut said = String::new();
    for file in files {
        let _ = writeln!(said, "{}", file.file_stem().unwrap().to_str().unwrap());
        for issue in check(&std::fs::read(&file).unwrap(), &Limits::default(), None).unwrap_err() {
            let problem = issue.problem();
            let _ = writeln!(said, "  {} line {} {}", problem.code(), issue.line, issue.path);
            for catalogue in &catalogues {
                let _ = writeln!(said, "    {}", catalogue.text(&problem.message));
            }
        }
    }
    insta::assert_snapshot!(said);
}

/// A file has just the elements of its profile: those of another year are missing, or too many.
#[test]
fn the_profile_says_which_elements_there_are() {
    let sets = [Elements::Year2016, Elements::Year2021, Elements::Year2025];
    let document = Document { origin: Some(samples::origin()), ..samples::private() };
    for written in sets {
        let bytes = write_as(&document, &Profile { elements: written, ..Profile::default() }).unwrap().bytes;
        assert_eq!(check(&bytes, &Limits::default(), None), Ok(()));
        for asked in sets {
            let verdict = check(&bytes, &Limits::default(), Some(asked));
            assert_eq!(verdict.is_ok(), written == asked, "{written:?} as {asked:?}: {verdict:?}");
        }
    }
}

#[test]
fn words_are_bounded() {
    let flood = |count: usize| PLAIN.replacen("<NAGLOWEK>", &format!("<NAGLOWEK>{}", "<X>y</X>".repeat(count)), 1);
    let told = issues(&flood(64_000));
    assert_eq!(told.len(), 51);
    assert_eq!(told.last().unwrap().breach, Breach::More { count: 64_000 - 50 });
    // At the bound, and one above it.
    assert_eq!(issues(&flood(50)).len(), 50);
    assert_eq!(issues(&flood(51)).last().unwrap().breach, Breach::More { count: 1 });

    let long = "x".repeat(TEXT_MAX);
    for file in [
        PLAIN.replacen("<DETAL>0", &format!("<DETAL>{long}"), 1),
        PLAIN.replacen("<NAGLOWEK>", &format!("<NAGLOWEK>{long}"), 1),
        PLAIN.replacen("<NAGLOWEK>", &format!("<NAGLOWEK a=\"{long}\">"), 1),
        PLAIN.replacen("<NAGLOWEK>", &format!("<NAGLOWEK><{0}/>", "ż".repeat(NAME_MAX / 2)), 1),
    ] {
        let said: usize = issues(&file)
            .iter()
            .map(|issue| Catalogue::new(Language::Polish).text(&issue.problem().message).chars().count())
            .max()
            .unwrap();
        assert!(said < 400, "{said} characters");
    }
}

/// Names of a megabyte in what is not well-formed: neither the check nor the reader repeats them.
#[test]
fn what_is_not_well_formed_is_told_in_bounded_words() {
    let long = "n".repeat(1 << 20);
    for file in [
        format!("<ROOT><{long}>"),
        format!("<ROOT><{long}></x></ROOT>"),
        format!("<ROOT></{long}></ROOT>"),
        format!("</{long}>"),
        format!("<{long}/>"),
        format!("<ROOT>&{long};</ROOT>"),
        format!("<ROOT {long}='1' {long}='2'/>"),
        format!("<ROOT a='&{long};'/>"),
        format!("<ROOT xmlns:{long}=''/>"),
        format!("<ROOT>{}", format!("<{}>", "m".repeat(30_000)).repeat(20)),
        format!("<{long}:ROOT/>"),
        format!("<?xml version='1.0' encoding='{long}'?><ROOT/>"),
    ] {
        let said = |problem: &crate::core::problem::Problem| {
            let catalogue = Catalogue::new(Language::Polish);
            let place = problem.place.path.as_deref().unwrap_or_default().len();
            catalogue.text(&problem.message).len() + place
        };
        let shown = &file[..file.len().min(12)];
        for issue in check(file.as_bytes(), &Limits::default(), None).unwrap_err() {
            assert!(said(&issue.problem()) < 4_000, "{shown}: {} bytes", said(&issue.problem()));
        }
        let refused = super::read(file.as_bytes(), &Limits::default()).unwrap_err().problem();
        assert!(said(&refused) < 4_000, "{shown}: {} bytes", said(&refused));
    }
}

#[test]
fn bounds_at_and_above() {
    let unlooked = |inner: &str| PLAIN.replacen("<ATRYBUTY/>", &format!("<ATRYBUTY>{inner}</ATRYBUTY>"), 1);
    let passes = |inner: &str| check(unlooked(inner).as_bytes(), &Limits::default(), None);
    let unreadable = |verdict: Result<(), Vec<SchemaIssue>>| match verdict.unwrap_err().pop().unwrap().breach {
        Breach::Unreadable(error) => error,
        other => panic!("{other:?}"),
    };
    assert_eq!(passes(&format!("<{}/>", "a".repeat(NAME_MAX))), Ok(()));
    let long = unreadable(passes(&format!("<{}/>", "a".repeat(NAME_MAX + 1))));
    assert!(matches!(long, XmlError::TooLong { limit: NAME_MAX, .. }), "{long:?}");
    let megabyte = unreadable(passes(&format!("<{}/>", "a".repeat(1 << 20))));
    assert!(matches!(megabyte, XmlError::TooLong { .. }), "{megabyte:?}");
    assert!(passes(&format!("<x a{}='1'/>", "b".repeat(NAME_MAX))).is_err());
    assert!(passes(&format!("<?{} x?>", "p".repeat(NAME_MAX + 1))).is_err());

    assert_eq!(passes(&format!("<x>{}</x>", "t".repeat(TEXT_MAX))), Ok(()));
    assert!(passes(&format!("<x>{}</x>", "t".repeat(TEXT_MAX + 1))).is_err());
    // In pieces it is as long.
    assert!(passes(&format!("<x>{0}&lt;{0}</x>", "t".repeat(TEXT_MAX / 2))).is_err());
    let levels = Limits::default().max_depth - 3;
    assert_eq!(passes(&("<a>".repeat(levels) + &"</a>".repeat(levels))), Ok(()));
    assert!(matches!(
        unreadable(passes(&("<a>".repeat(levels + 1) + &"</a>".repeat(levels + 1)))),
        XmlError::TooDeep { .. }
    ));
}

/// Lines are those of the elements, also where one far behind is told before one at the front.
#[test]
fn lines_are_found_in_any_order() {
    let file = PLAIN.replace("><", ">\n<").replacen("<GENERATOR>", "<GENERATOR a='1'>", 1);
    let file = file.replacen("</POZYCJA>", "<X/>\n</POZYCJA>", 1).replacen("<RAZEM_VAT>", "<RAZEM_VAT>x", 1);
    for issue in issues(&file) {
        let line = file.lines().nth(issue.line as usize - 1).unwrap();
        let name = issue.path.rsplit('/').next().unwrap();
        assert!(line.starts_with(&format!("<{name}")), "{issue:?}: {line}");
    }
}

#[test]
fn positions_and_rates_stand_once_in_each_document() {
    let (head, document) = PLAIN.split_once("<DOKUMENT>").unwrap();
    let (document, tail) = document.split_once("</DOKUMENT>").unwrap();
    let two = format!("{head}<DOKUMENT>{document}</DOKUMENT><DOKUMENT>{document}</DOKUMENT>{tail}");
    assert_eq!(check(two.as_bytes(), &Limits::default(), None), Ok(()), "another document counts anew");
    let (line, _) = document.split_once("<POZYCJA>").unwrap().1.split_once("</POZYCJA>").unwrap();
    let again = PLAIN.replacen("</POZYCJE>", &format!("<POZYCJA>{line}</POZYCJA></POZYCJE>"), 1);
    assert!(matches!(issues(&again)[0].breach, Breach::Repeated { element: "LP", .. }));
}
