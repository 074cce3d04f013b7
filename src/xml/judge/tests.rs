//! The judge on what the writer makes, and on what is wrong with it by one unit.

use rust_decimal::Decimal;

use super::super::samples::{self, d};
use super::super::{Limits, write, write_as};
use super::{Promise, Verdict, any, own};
use crate::core::document::{CountedFrom, Document};
use crate::core::foreign;
use crate::core::money::{Currency, Price};
use crate::core::problem::{Problem, Severity};
use crate::core::profile::{Counting, Elements, Profile};

/// What a document comes to in its currency.
fn worth(document: &Document) -> Price {
    let amount = foreign::amounts(document).unwrap().gross;
    Price { amount, currency: Currency::new(&document.currency.symbol).unwrap() }
}

fn judged(document: &Document, bytes: &[u8]) -> Result<(), Vec<Problem>> {
    own(bytes, &Promise { total: Some(&worth(document)), counted_from: document.counted_from })
}

fn profiles() -> Vec<Profile> {
    let of = |elements| {
        [Counting::Gross, Counting::Net].map(|counting| Profile { elements, counting, ..Profile::default() })
    };
    [Elements::Year2016, Elements::Year2021, Elements::Year2025].into_iter().flat_map(of).collect()
}

/// Documents of every kind that an order becomes.
fn documents() -> Vec<Document> {
    let firm = Document { origin: Some(samples::origin()), ..samples::firm() };
    let bare = Document { origin: Some(samples::origin()), ..samples::bare() };
    let net = Document { origin: Some(samples::origin()), ..samples::net_in_euro() };
    vec![samples::private(), samples::forints(), firm, bare, net]
}

#[test]
fn what_the_writer_makes_passes_in_every_profile() {
    for document in documents() {
        for profile in profiles() {
            let bytes = write_as(&document, &profile).unwrap().bytes;
            let text = String::from_utf8_lossy(&bytes);
            assert_eq!(judged(&document, &bytes), Ok(()), "{profile:?}\n{text}");
            assert_eq!(any(&bytes, &Limits::default()), [Verdict::default()], "{profile:?}\n{text}");
        }
    }
}

#[test]
fn another_total_or_another_currency_is_named() {
    let document = samples::private();
    let bytes = write(&document).unwrap();
    let Price { amount: total, currency } = worth(&document);
    let judge = |currency: &Currency, amount, counted_from| {
        let total = Price { amount, currency: currency.clone() };
        let found = own(&bytes, &Promise { total: Some(&total), counted_from });
        found.err().unwrap_or_default().into_iter().map(|problem| problem.code().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(judge(&currency, total + d("0.01"), CountedFrom::Gross), ["XML-320"]);
    // Counted from net by a cent for each of two lines.
    assert_eq!(judge(&currency, total + d("0.02"), CountedFrom::Net), [""; 0]);
    assert_eq!(judge(&currency, total + d("0.03"), CountedFrom::Net), ["XML-320"]);
    assert_eq!(judge(&Currency::new("CZK").unwrap(), total, CountedFrom::Gross), ["XML-320"]);
}

/// Where each amount of a text begins and ends: its element is a value, a price, a rate of exchange, or a rate of VAT.
fn amounts(text: &str) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('<') {
        let Some(end) = text[at..].find('>').map(|end| at + end) else { continue };
        let (name, rest) = (&text[at + 1..end], &text[end + 1..]);
        let Some(length) = rest.find('<').filter(|length| *length > 0) else { continue };
        let judged = ["NETTO", "BRUTTO", "VAT", "WARTOSC", "RAZEM", "POCZATKOWA", "PO_RABACIE", "KURS_L", "KURS_M"];
        let named = judged.iter().any(|part| name == *part || name.starts_with(part)) || name == "STAWKA";
        if named && name != "VAT_DLA_DOK_WAL" {
            found.push((end + 1, end + 1 + length, name.to_owned()));
        }
    }
    found
}

/// A number with another last digit.
fn moved(number: &str) -> String {
    let value: Decimal = number.parse().unwrap();
    let unit = Decimal::new(1, value.scale());
    if value.is_zero() { unit.to_string() } else { (value - unit).to_string() }
}

#[test]
fn each_amount_moved_by_one_unit_is_named() {
    let mut count = 0;
    for document in documents() {
        for profile in profiles() {
            let text = String::from_utf8(write_as(&document, &profile).unwrap().bytes).unwrap();
            for (begin, end, name) in amounts(&text) {
                let changed = format!("{}{}{}", &text[..begin], moved(&text[begin..end]), &text[end..]);
                let problems =
                    judged(&document, changed.as_bytes()).expect_err(&format!("{name} of {profile:?} {text}"));
                let (from, to) = (&text[begin..end], moved(&text[begin..end]));
                assert!(problems.iter().all(Problem::is_error), "{name} {from} {to}");
                count += 1;
            }
        }
    }
    assert!(count > 1_400, "{count}");
}

/// What is wrong in a file of anybody: each error's path, element and both values.
fn errors(text: &str) -> Vec<String> {
    let told = any(text.as_bytes(), &Limits::default()).into_iter().flat_map(|verdict| verdict.findings);
    let errors = told.filter(|problem| problem.severity == Severity::Error);
    errors.map(|problem| format!("{} {}", problem.code(), problem.place.path.clone().unwrap_or_default())).collect()
}

#[test]
fn seven_thousand_in_any_amount_of_the_currency_price_or_rate_is_an_error() {
    for document in documents() {
        let text = String::from_utf8(write(&document).unwrap()).unwrap();
        for (begin, end, name) in amounts(&text) {
            // What is in złoty alone, and the VAT rate, the reader looks at.
            let by_reader = ["STAWKA", "RAZEM_NETTO", "RAZEM_VAT", "RAZEM_BRUTTO"].contains(&name.as_str());
            if by_reader {
                continue;
            }
            let changed = format!("{}7777.77{}", &text[..begin], &text[end..]);
            let errors = errors(&changed);
            assert!(!errors.is_empty(), "{name} of {}", document.currency.symbol);
        }
    }
}

/// The path of the element at an offset of a text with one document.
fn path_at(text: &str, offset: usize) -> String {
    let before = &text[..offset];
    let (mut open, mut rest): (Vec<&str>, &str) = (Vec::new(), before);
    while let Some(at) = rest.find('<') {
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end);
        let name = &rest[at + 1..end];
        match name.chars().next() {
            Some('/') => drop(open.pop()),
            Some('?') => {}
            _ if name.ends_with('/') => {}
            _ => open.push(name.split(' ').next().unwrap()),
        }
        rest = &rest[(end + 1).min(rest.len())..];
    }
    let steps = open.into_iter().map(|name| match name {
        "DOKUMENT" => "DOKUMENT[1]".to_owned(),
        "POZYCJA" | "LINIA_VAT" => format!("{name}[{}]", before.matches(&format!("<{name}>")).count()),
        name => name.to_owned(),
    });
    steps.collect::<Vec<_>>().join("/")
}

/// Of a file of ours: what the reader looks at in złoty is left to it, everything else is told, and as what was changed.
#[test]
fn an_amount_of_our_file_moved_by_one_unit_is_told_by_its_own_name() {
    let (mut all, mut named, mut others) = (0, 0, Vec::new());
    for document in documents() {
        let home = foreign::is_home(&document.currency);
        for profile in profiles() {
            let text = String::from_utf8(write_as(&document, &profile).unwrap().bytes).unwrap();
            for (begin, end, name) in amounts(&text) {
                let by_reader =
                    ["RAZEM_NETTO", "RAZEM_VAT", "RAZEM_BRUTTO"].contains(&&*name) || home && name == "STAWKA";
                if by_reader {
                    continue;
                }
                let (from, to) = (&text[begin..end], moved(&text[begin..end]));
                let found = any(format!("{}{to}{}", &text[..begin], &text[end..]).as_bytes(), &Limits::default());
                let found: Vec<String> =
                    found.into_iter().flat_map(|verdict| verdict.findings).filter_map(|it| it.place.path).collect();
                let path = path_at(&text, begin);
                assert!(!found.is_empty(), "{path} {from} {to} {profile:?}\n{text}");
                all += 1;
                if found == [&*path] {
                    named += 1;
                } else {
                    others.push(format!(
                        "{path} {from} {to} {:?} {} {found:?}",
                        profile.counting, document.currency.symbol
                    ));
                }
            }
        }
    }
    assert!(named * 100 >= all * 99, "{named} of {all}:\n{}", others.join("\n"));
}
