//! Files made to hurt: each is refused for the right reason, by the reader and by the schema check.

use std::fmt::Write as _;

use super::{Limits, XmlError, check, read};
use crate::core::message::{Catalogue, Language};
use crate::core::problem::Explain as _;

fn refused(text: &str) -> XmlError {
    assert!(check(text.as_bytes(), &Limits::default(), None).is_err());
    read(text.as_bytes(), &Limits::default()).unwrap_err()
}

#[test]
fn billion_laughs() {
    let mut dtd = String::from("<!DOCTYPE ROOT [<!ENTITY a0 \"ha\">");
    for level in 1..=9 {
        let inner = format!("&a{};", level - 1).repeat(10);
        let _ = write!(dtd, "<!ENTITY a{level} \"{inner}\">");
    }
    assert!(matches!(refused(&format!("{dtd}]><ROOT>&a9;</ROOT>")), XmlError::Doctype { .. }));
    assert!(matches!(refused("<ROOT>&a9;</ROOT>"), XmlError::Entity { name, .. } if name == "a9"));
}

#[test]
fn external_entities() {
    let file = "<!DOCTYPE ROOT [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><ROOT>&x;</ROOT>";
    assert!(matches!(refused(file), XmlError::Doctype { .. }));
    assert!(matches!(refused("<!DOCTYPE ROOT SYSTEM \"http://127.0.0.1/x.dtd\"><ROOT/>"), XmlError::Doctype { .. }));
    assert!(matches!(refused("<!DOCTYPE ROOT"), XmlError::Doctype { .. }));
}

#[test]
fn a_hundred_thousand_attributes() {
    let mut file = String::from("<ROOT");
    for number in 0..100_000 {
        let _ = write!(file, " a{number}='1'");
    }
    assert!(matches!(refused(&(file + "/>")), XmlError::TooManyAttributes { .. }));
}

#[test]
fn a_hundred_thousand_namespaces() {
    let mut file = String::from("<ROOT");
    for number in 0..100_000 {
        let _ = write!(file, " xmlns:n{number}='urn:{number}'");
    }
    assert!(matches!(refused(&(file + "/>")), XmlError::TooManyAttributes { .. }));
    let mut nested = String::from("<ROOT>");
    for number in 0..100_000 {
        let _ = write!(nested, "<A xmlns:n='urn:{number}'/>");
    }
    // No attack any more: each goes out of scope again.
    assert!(matches!(read((nested + "</ROOT>").as_bytes(), &Limits::default()), Err(XmlError::NoDocument)));
}

#[test]
fn two_hundred_thousand_levels() {
    let depth = 200_000;
    assert!(matches!(refused(&("<ROOT>".repeat(depth) + &"</ROOT>".repeat(depth))), XmlError::TooDeep { .. }));
    assert!(matches!(refused(&"<ROOT>".repeat(depth)), XmlError::TooDeep { .. }));
}

#[test]
fn a_flood_of_elements() {
    let limits = Limits { max_elements: 1_000, ..Limits::default() };
    let file = format!("<ROOT>{}</ROOT>", "<A/>".repeat(1_000));
    assert!(matches!(read(file.as_bytes(), &limits), Err(XmlError::TooManyElements { .. })));
    let file = format!("<ROOT>{}</ROOT>", "<A/>".repeat(999));
    assert!(matches!(read(file.as_bytes(), &limits), Err(XmlError::NoDocument)));
}

#[test]
fn a_huge_text() {
    let limits = Limits { max_bytes: 1 << 20, ..Limits::default() };
    let file = format!("<ROOT><DOKUMENT>{}</DOKUMENT></ROOT>", "x".repeat(1 << 20));
    assert!(matches!(read(file.as_bytes(), &limits), Err(XmlError::TooLarge { .. })));
    assert!(check(file.as_bytes(), &limits, None).is_err());
}

#[test]
fn what_is_not_well_formed() {
    type Is = fn(&XmlError) -> bool;
    let malformed: Is = |error| matches!(error, XmlError::Malformed { .. });
    let cases: [(&str, Is); 35] = [
        ("", |e| matches!(e, XmlError::Empty)),
        ("<?xml version=\"1.0\"?>", |e| matches!(e, XmlError::Empty)),
        ("<!-- only a comment -->", |e| matches!(e, XmlError::Empty)),
        ("text", |e| matches!(e, XmlError::OutsideRoot { .. })),
        ("<ROOT/>text", |e| matches!(e, XmlError::OutsideRoot { .. })),
        ("<ROOT/><ROOT/>", |e| matches!(e, XmlError::OutsideRoot { .. })),
        ("<ROOT/>&amp;", |e| matches!(e, XmlError::OutsideRoot { .. })),
        ("<ROOT/><![CDATA[x]]>", |e| matches!(e, XmlError::OutsideRoot { .. })),
        ("<ROOT><A>", |e| matches!(e, XmlError::CutOff { .. })),
        ("<ROOT><A", |e| matches!(e, XmlError::CutOff { .. })),
        ("<ROOT><A b='", |e| matches!(e, XmlError::CutOff { .. })),
        ("<ROOT><!-- ", |e| matches!(e, XmlError::CutOff { .. })),
        ("<ROOT><![CDATA[", |e| matches!(e, XmlError::CutOff { .. })),
        ("<ROOT/><?allegro-order {", |e| matches!(e, XmlError::CutOff { .. })),
        ("<ROOT a='1' a='2'/>", |e| matches!(e, XmlError::DuplicateAttribute { .. })),
        ("<ROOT>\u{1}</ROOT>", |e| matches!(e, XmlError::IllegalCharacter { character: '\u{1}', .. })),
        ("<ROOT>\u{FFFE}</ROOT>", |e| matches!(e, XmlError::IllegalCharacter { .. })),
        ("<ROOT>&#1;</ROOT>", |e| matches!(e, XmlError::IllegalReference { content, .. } if content == "#1")),
        ("<ROOT>&nbsp;</ROOT>", |e| matches!(e, XmlError::Entity { .. })),
        ("<ROOT></ROO>", malformed),
        ("</ROOT>", malformed),
        ("<ROOT><1A/></ROOT>", malformed),
        ("<ROOT>&</ROOT>", malformed),
        ("<ROOT>a & b</ROOT>", malformed),
        ("<ROOT>]]></ROOT>", malformed),
        ("<ROOT a=1/>", malformed),
        ("<ROOT a='<'/>", malformed),
        ("<ROOT><!-- a -- b --></ROOT>", malformed),
        ("<p:ROOT/>", malformed),
        ("<!-- --><?xml version=\"1.0\"?><ROOT/>", malformed),
        ("<?xml version=\"1.0\"?>\n<?xml version=\"1.0\"?><ROOT/>", malformed),
        ("<?xml version=\"1.1\"?><ROOT/>", malformed),
        ("<?xml encoding=\"UTF-8\"?><ROOT/>", malformed),
        ("<ROOT><?XML x?></ROOT>", malformed),
        ("<ROOT><!ELEMENT x></ROOT>", malformed),
    ];
    for (text, expected) in cases {
        let error = read(text.as_bytes(), &Limits::default()).unwrap_err();
        assert!(expected(&error), "{text}: {error:?}");
    }
}

#[test]
fn places_are_told() {
    let error = read("<ROOT>\n <DOKUMENT>\n  <ż>&x;".as_bytes(), &Limits::default()).unwrap_err();
    let XmlError::Entity { at, .. } = error else { panic!("{error:?}") };
    assert_eq!((at.path.as_str(), at.line, at.column), ("ROOT/DOKUMENT/ż", 3, 6));
    for (text, code) in [("<x", "XML-007"), ("<ROOT/><?x", "XML-007"), ("<ROOT><x", "XML-011")] {
        assert_eq!(read(text.as_bytes(), &Limits::default()).unwrap_err().problem().code(), code, "{text}");
    }
}

#[test]
fn what_is_no_xml_is_told_in_polish() {
    let texts = Catalogue::new(Language::Polish);
    let flaws = [
        ("<ROOT></ROO>", "</ROOT>, a jest </ROO>"),
        ("</ROOT>", "</ROOT> niczego nie zamyka"),
        ("<ROOT><1A/></ROOT>", "nazwa elementu"),
        ("<ROOT><?xml version='1.0'?></ROOT>", "na początku pliku"),
        ("<ROOT>a & b</ROOT>", "znak &"),
        ("<ROOT>a &", "znak &"),
        ("<ROOT>]]></ROOT>", "]]&gt;"),
        ("<ROOT a=1/>", "nazwa=\"wartość\""),
        ("<ROOT a='1'b='2'/>", "nazwa=\"wartość\""),
        ("<ROOT a='<'/>", "wartości atrybutu jest znak <"),
        ("<ROOT a='&'/>", "znak &"),
        ("<ROOT><!-- a -- b --></ROOT>", "dwa myślniki"),
        ("<p:ROOT/>", "przedrostek"),
        ("<ROOT xmlns:p=''/>", "przedrostek"),
        ("<ROOT><!ELEMENT x></ROOT>", "po <! nie ma"),
        ("<!-- --><?xml version='1.0'?><ROOT/>", "na początku pliku"),
        ("<?xml version='1.1'?><ROOT/>", "pierwszy wiersz <?xml …?>"),
        ("<?xml version='1.0' standalone='maybe'?><ROOT/>", "pierwszy wiersz <?xml …?>"),
        ("<?xml standalone='yes' version='1.0'?><ROOT/>", "pierwszy wiersz <?xml …?>"),
    ];
    for (text, told) in flaws {
        let error = read(text.as_bytes(), &Limits::default()).unwrap_err();
        let said = texts.text(&error.problem().message);
        assert!(matches!(error, XmlError::Malformed { .. }) && said.contains(told), "{text}: {said}");
    }
}
