//! What a document's texts would meet in Optima's columns: lengths, characters of codes, check digits of NIPs. The
//! import looks at its own columns and cards when it plans; this is for looking at a file before that, with the place
//! of every finding.

use super::encoding;
use super::fields::{Binder, Here};
use super::read::Limits;
use super::scan::Locator;
use super::syntax::trim;
use super::tree;
use crate::core::message::text;
use crate::core::problem::Problem;
use crate::core::taxid;
use crate::core::text::{self as texts, CodeFault};

/// Characters that a column holds, by parent and element (`reference/optima-xml.md` 1.3, `reference/optima-database.md`
/// 2.1, 2.2, 2.5). Names of parties take three columns, streets three.
const LENGTHS: [(&str, &str, usize); 14] = [
    ("PLATNIK", "NAZWA", 350),
    ("ODBIORCA", "NAZWA", 350),
    ("PLATNIK", "GLN", 13),
    ("ODBIORCA", "GLN", 13),
    ("ADRES", "ULICA", 60),
    ("ADRES", "MIASTO", 40),
    ("ADRES", "KOD_POCZTOWY", 10),
    ("ADRES", "KRAJ", 40),
    ("TOWAR", "NAZWA", 255),
    ("TOWAR", "EAN", 40),
    ("TOWAR", "NUMER_KATALOGOWY", 40),
    ("NAGLOWEK", "OPIS", 1024),
    ("PLATNOSC", "FORMA", 20),
    ("NAGLOWEK", "MAGAZYN_ZRODLOWY", 20),
];

/// Codes of cards: a code that is cut is another card's.
const CODES: [(&str, &str, usize); 4] =
    [("PLATNIK", "KOD", 20), ("ODBIORCA", "KOD", 20), ("TOWAR", "KOD", texts::CODE_MAX), ("KATEGORIA", "KOD", 20)];

/// Findings in all documents of a file, in its order. A file that cannot be read has none: [`super::read()`] says why.
#[must_use]
pub fn inspect(bytes: &[u8], limits: &Limits) -> Vec<Problem> {
    let Ok(decoded) = encoding::decode(bytes, limits.max_bytes) else { return Vec::new() };
    let Ok(tree) = tree::parse(&decoded.text, limits) else { return Vec::new() };
    let locator = Locator::new(&decoded.text);
    let mut findings = Binder::new(&locator, limits);
    for document in &Here::root(&tree.root).all("DOKUMENT") {
        walk(&mut findings, document);
    }
    findings.problems.into_vec()
}

/// Depth is bounded by [`Limits::max_depth`].
fn walk(findings: &mut Binder<'_>, parent: &Here<'_>) {
    let country = parent.node.children.iter().find(|node| !node.foreign && node.name == "NIP_KRAJ");
    let country = country.map(|node| trim(&node.text)).unwrap_or_default();
    let polish = country.is_empty() || country.eq_ignore_ascii_case("PL");
    for child in parent.children() {
        let (inside, name) = (parent.node.name, child.node.name);
        let value = trim(&child.node.text);
        if !value.is_empty() {
            length(findings, &child, (inside, name), value);
            code(findings, &child, (inside, name), value);
            if name == "NIP" && polish {
                nip(findings, parent, &child, value);
            }
        }
        walk(findings, &child);
    }
}

fn length(findings: &mut Binder<'_>, here: &Here<'_>, at: (&str, &str), value: &str) {
    let length = texts::length(value);
    let max = LENGTHS.iter().find(|(parent, name, _)| (*parent, *name) == at).map(|(_, _, max)| *max);
    if let Some(max) = max.filter(|max| length > *max) {
        findings.warning(text::Xml160 { element: at.1.into(), length: length.into(), max: max.into() }, here);
    }
}

fn code(findings: &mut Binder<'_>, here: &Here<'_>, at: (&str, &str), value: &str) {
    let Some((_, _, max)) = CODES.iter().find(|(parent, name, _)| (*parent, *name) == at) else { return };
    let length = texts::length(value);
    if length > *max {
        findings.error(text::Xml161 { code: value.into(), length: length.into(), max: (*max).into() }, here);
    } else if texts::code_fault(value) == Some(CodeFault::Characters) {
        findings.error(text::Xml162 { code: value.into() }, here);
    }
}

/// A Polish NIP. The payer's makes the document; the others are only copied.
fn nip(findings: &mut Binder<'_>, party: &Here<'_>, here: &Here<'_>, value: &str) {
    if taxid::of_party("", value).is_some() {
        return;
    }
    let message = text::Xml163 { nip: value.into() };
    if party.node.name == "PLATNIK" { findings.error(message, here) } else { findings.warning(message, here) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(document: &str) -> Vec<(String, Option<String>, Option<u32>)> {
        let file = format!("<ROOT>\n<DOKUMENT>\n{document}\n</DOKUMENT>\n</ROOT>");
        let problems = inspect(file.as_bytes(), &Limits::default());
        problems.into_iter().map(|it| (it.code().to_owned(), it.place.path, it.place.line)).collect()
    }

    #[test]
    fn each_finding_has_its_place() {
        let long = "x".repeat(51);
        let payer = "<PLATNIK><KOD>123456789012345678901</KOD>\n<NIP>5260250275</NIP></PLATNIK>";
        let goods = format!("<POZYCJE><POZYCJA/><POZYCJA>\n<TOWAR><KOD>{long}</KOD></TOWAR></POZYCJA></POZYCJE>");
        let found = found(&format!("<NAGLOWEK>{payer}</NAGLOWEK>{goods}"));
        let place =
            |code: &str, path: &str, line| (code.to_owned(), Some(format!("ROOT/DOKUMENT[1]/{path}")), Some(line));
        assert_eq!(
            found,
            [
                place("XML-161", "NAGLOWEK/PLATNIK/KOD", 3),
                place("XML-163", "NAGLOWEK/PLATNIK/NIP", 4),
                place("XML-161", "POZYCJE/POZYCJA[2]/TOWAR/KOD", 5),
            ]
        );
    }

    #[test]
    fn what_fits_and_what_is_foreign_is_left_alone() {
        let street = format!("<ADRES><ULICA>{}</ULICA><MIASTO>{}</MIASTO></ADRES>", "u".repeat(60), "m".repeat(41));
        let found = found(&format!(
            "<NAGLOWEK><PLATNIK><KOD>AL-1</KOD><NIP_KRAJ>CZ</NIP_KRAJ><NIP>12345678</NIP>{street}</PLATNIK>\
             <ODBIORCA><KOD>漢</KOD><NIP>526-025-02-74</NIP></ODBIORCA><SPRZEDAWCA><NIP>DE123456789</NIP></SPRZEDAWCA></NAGLOWEK>"
        ));
        let codes: Vec<&str> = found.iter().map(|(code, ..)| code.as_str()).collect();
        assert_eq!(codes, ["XML-160", "XML-162"]);
    }
}
