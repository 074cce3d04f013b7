//! What a document of another program is known by beside its content: the number that its sender gave it
//! (`NUMER_PELNY`). One sender gives a number once a year; a second document with it is the first one again, or a
//! corrected one, which is a question.

use crate::core::document::{Document, Seller};
use crate::core::matching::{UNDEFINED, bare_nip, same_code};
use crate::core::text;

/// How long `TrN_NumerObcy` is today, and was in 2014 (`reference/optima-database.md` 2.1).
const COLUMN: [usize; 2] = [256, 30];

/// Words of a line that says when the file was made, so that every figure in it is of that time.
const OF_EXPORT: [&str; 4] = ["eksport", "export", "wygenerowan", "generated"];

/// What guards a document of another program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guard {
    /// `NUMER_PELNY`.
    pub number: String,
    /// NIP of `SPRZEDAWCA`, else its name; empty where the file says neither.
    pub sender: String,
    /// Of the document's date.
    pub year: i16,
}

/// The number of a document that bears no number of ours, as it stands on the RO (`TrN_NumerObcy`); empty: none.
#[must_use]
pub fn number(document: &Document) -> String {
    let ours = document.origin.as_ref().is_some_and(|origin| !origin.foreign_number.trim().is_empty());
    let number = document.number.split_whitespace().collect::<Vec<_>>().join(" ");
    if ours || same_code(&number, UNDEFINED) { String::new() } else { number }
}

/// The guard of a document, if its number tells it from others: one without a digit (`AUTO`) does not.
#[must_use]
pub fn guard(document: &Document) -> Option<Guard> {
    let number = number(document);
    let has_digit = number.contains(|c: char| c.is_ascii_digit());
    has_digit.then(|| Guard { number, sender: sender(&document.seller), year: document.date.year() })
}

fn sender(seller: &Seller) -> String {
    let nip = bare_nip(&seller.nip);
    if !nip.is_empty() {
        let country = seller.nip_country.trim().to_uppercase();
        return if country == "PL" || nip.starts_with(&country) { nip } else { country + &nip };
    }
    seller.name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A number in every form that the column may hold it in: cut to its length, in its letters.
#[must_use]
pub fn as_stored(number: &str) -> Vec<String> {
    let (number, _) = text::to_cp1250(number);
    let mut forms: Vec<String> = COLUMN.iter().map(|length| text::fit(&number, *length).0).collect();
    forms.retain(|form| !form.is_empty());
    forms.dedup();
    forms
}

/// A description without the time at which its file was made: a second export of a document is no other document.
#[must_use]
pub fn without_export_time(description: &str) -> String {
    let lines = description.trim_end().lines().map(|line| {
        let low = line.to_lowercase();
        if OF_EXPORT.iter().any(|word| low.contains(word)) {
            return line.chars().filter(|c| !c.is_ascii_digit()).collect();
        }
        without_times(line.trim_end())
    });
    lines.collect::<Vec<String>>().join("\n")
}

/// The line without its times of the day, each with the day before it.
fn without_times(line: &str) -> String {
    let mut left = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let begins = first.is_ascii_digit() && !left.ends_with(|c: char| c.is_alphanumeric());
        if let Some(after) = begins.then(|| moment(rest)).flatten() {
            left.push('⌚');
            rest = after;
        } else {
            left.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    left
}

/// What follows a time of the day, with or without a day before it; none: there is no time.
fn moment(text: &str) -> Option<&str> {
    let compact = || {
        let rest = digits(text, 8, 8)?;
        let rest = rest.strip_prefix(['T', 't', ' ', '_', '-']).unwrap_or(rest);
        digits(rest, 6, 6).or_else(|| digits(rest, 4, 4))
    };
    let after = clock(text).or_else(|| day(text).and_then(|rest| clock(between(rest)))).or_else(compact)?;
    Some(zone(after))
}

/// What may stand between a day and a time.
fn between(text: &str) -> &str {
    let blank = |c: char| c.is_whitespace() || matches!(c, ',' | '(');
    let rest = text.strip_prefix(['T', 't']).unwrap_or_else(|| text.trim_start_matches(blank));
    let word = ["o godz.", "godz.", "o", "g."].into_iter().find_map(|word| rest.strip_prefix(word));
    word.unwrap_or(rest).trim_start()
}

/// 2026-11-20, 20.11.2026 and the like.
fn day(text: &str) -> Option<&str> {
    let of = |lengths: [(usize, usize); 3]| {
        let [(first, second), middle, last] = lengths;
        let rest = digits(text, first, second)?;
        let separator = rest.chars().next().filter(|c| matches!(c, '-' | '.' | '/'))?;
        let rest = digits(rest.strip_prefix(separator)?, middle.0, middle.1)?.strip_prefix(separator)?;
        digits(rest, last.0, last.1)
    };
    of([(4, 4), (1, 2), (1, 2)]).or_else(|| of([(1, 2), (1, 2), (4, 4)]))
}

/// 7:05, 07:05:33, 07:05:33.123.
fn clock(text: &str) -> Option<&str> {
    let minutes = digits(digits(text, 1, 2)?.strip_prefix(':')?, 2, 2)?;
    let Some(seconds) = minutes.strip_prefix(':').and_then(|rest| digits(rest, 2, 2)) else { return Some(minutes) };
    Some(seconds.strip_prefix(['.', ',']).and_then(|rest| digits(rest, 1, 9)).unwrap_or(seconds))
}

/// `Z`, `+01:00`.
fn zone(text: &str) -> &str {
    if let Some(rest) = text.strip_prefix('Z') {
        return rest;
    }
    let rest = text.strip_prefix(['+', '-']).and_then(|rest| digits(rest, 2, 2));
    rest.and_then(|rest| digits(rest.strip_prefix(':').unwrap_or(rest), 2, 2)).unwrap_or(text)
}

/// What follows so many digits, and no more.
fn digits(text: &str, least: usize, most: usize) -> Option<&str> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    (least..=most).contains(&count).then(|| text.get(count..)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::plan::tests::{document, line};

    fn numbered(number: &str) -> Document {
        Document { number: number.to_owned(), origin: None, ..document(vec![line(1, "KUBEK", "1", "10", 23)]) }
    }

    #[test]
    fn a_number_without_a_digit_guards_nothing() {
        for (written, stands) in
            [("", ""), (" \u{a0}", ""), ("!NIEOKREŚLONY!", ""), ("!nieokreślony!", ""), ("AUTO", "AUTO")]
        {
            let document = numbered(written);
            assert_eq!((number(&document).as_str(), guard(&document)), (stands, None), "{written}");
        }
        let document = numbered("  U/1\t2 ");
        let guard = guard(&document).unwrap();
        assert_eq!((&*guard.number, guard.year), ("U/1 2", document.date.year()));
    }

    #[test]
    fn a_sender_is_its_nip_else_its_name() {
        let of =
            |nip: &str, name: &str| sender(&Seller { nip: nip.to_owned(), name: name.to_owned(), ..Seller::default() });
        assert_eq!(of("PL 999-000-37-16", "Sklep"), of("9990003716", "Inna nazwa"));
        let abroad = |country: &str, nip: &str| {
            sender(&Seller { nip_country: country.to_owned(), nip: nip.to_owned(), ..Seller::default() })
        };
        assert_eq!(abroad("PL", "9990003716"), of("9990003716", ""));
        assert_eq!(abroad("de", "123456789"), of("DE 123456789", ""));
        assert_ne!(abroad("DE", "123456789"), abroad("AT", "123456789"));
        assert_eq!(of("", " Sklep  ŻÓŁW "), of("-", "sklep żółw"));
        assert_ne!(of("", "Sklep"), of("", "Skład"));
    }

    #[test]
    fn the_time_of_the_export_is_not_what_a_description_says() {
        let same = |a: &str, b: &str| without_export_time(a) == without_export_time(b);
        for (a, b) in [
            ("2026-11-20 10:15:33", "2026-11-21 9:00"),
            ("Zamówienie\nPlik z 2026-11-20T10:15:33+01:00", "Zamówienie\nPlik z 2026-11-25T07:00:00Z\n"),
            ("z dnia 20.11.2026 o godz. 10:15, pilne", "z dnia 1.12.2026, 8:00, pilne"),
            ("Eksport: 20.11.2026", "Eksport: 21.11.2026"),
            ("Wygenerowano 20261120", "Wygenerowano 20261121"),
            ("20261120T101533Z", "20261121T081500Z"),
            ("20261120101533", "20261120101533"),
        ] {
            assert!(same(a, b), "{a} | {b}: {} | {}", without_export_time(a), without_export_time(b));
        }
        for (a, b) in [
            ("Zamówienie 12", "Zamówienie 13"),
            ("dostawa 2026-11-20", "dostawa 2026-11-21"),
            ("2026-11-20 10:15 pilne", "2026-11-20 10:15"),
            ("nr 12345678", "nr 12345679"),
            ("tel. 500-600-700", "tel. 500-600-701"),
            ("Eksport do Czech", "Eksport do Niemiec"),
        ] {
            assert!(!same(a, b), "{a} | {b}");
        }
    }

    #[test]
    fn a_number_is_looked_for_as_its_column_holds_it() {
        assert_eq!(as_stored("U/1"), ["U/1"]);
        let long = "1234567890".repeat(4);
        assert_eq!(as_stored(&long), [long.clone(), long[..30].to_owned()]);
        assert_eq!(as_stored("ñ/1"), ["n/1"]);
    }
}
