//! What a document of another program is known by beside its content: the number that its sender gave it
//! (`NUMER_PELNY`). One sender gives a number once a year; a second document with it is the first one again, or a
//! corrected one, which is a question.

use crate::core::document::{Document, Seller};
use crate::core::matching::{UNDEFINED, bare_nip, same_code};
use crate::core::text;

/// How long `TrN_NumerObcy` is today, and was in 2014 (`reference/optima-database.md` 2.1).
const COLUMN: [usize; 2] = [256, 30];

/// Beginnings of words of making a file: a day that follows one directly is that of the export.
const OF_EXPORT: [&str; 10] = [
    "eksport",
    "export",
    "wyeksportowan",
    "utworzon",
    "wygenerowan",
    "zapisan",
    "sporządzon",
    "generated",
    "created",
    "saved",
];

/// Words that may stand between that word and its day, or between a day and its time.
const BETWEEN: [&str; 13] = ["z", "dnia", "dn", "w", "dniu", "data", "o", "godz", "godzinie", "g", "r", "on", "at"];

/// Months as dates have them, by their first letters.
const MONTHS: [&str; 24] = [
    "sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "paz", "lis", "gru", "jan", "feb", "apr",
    "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

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

/// A description without the day and time at which its file was made: a second export of a document is no other document.
/// Every other figure and day is what it says.
#[must_use]
pub fn without_export_time(description: &str) -> String {
    description.trim_end().lines().map(|line| without_times(line.trim_end())).collect::<Vec<_>>().join("\n")
}

/// The line without the day that follows a word of export, and its time.
fn without_times(line: &str) -> String {
    let mut left = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let end = if first.is_alphabetic() { word(rest) } else { ("", rest) };
        let (taken, after) = if end.0.is_empty() { rest.split_at(first.len_utf8()) } else { end };
        left.push_str(taken);
        rest = after;
        if is_of(taken, &OF_EXPORT)
            && let Some(after) = moment(after)
        {
            left.push('⌚');
            rest = after;
        }
    }
    left
}

/// The letters that a text begins with, and what follows them.
fn word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()))
}

fn is_of(word: &str, beginnings: &[&str]) -> bool {
    let low = word.to_lowercase();
    beginnings.iter().any(|beginning| low.starts_with(beginning))
}

/// What follows a day, with or without a time of it, before which there is nothing that says something else.
fn moment(text: &str) -> Option<&str> {
    let text = between(text);
    let compact = || compact(text).map(|rest| (rest, true));
    let (rest, timed) = day(text).map(|rest| (rest, false)).or_else(compact)?;
    let time = between(rest.strip_prefix(['T', 't']).unwrap_or(rest));
    let end = (!timed || rest.starts_with(['T', 't', ' ', '_', '-'])).then(|| clock(time).map(zone)).flatten();
    Some(end.unwrap_or(rest))
}

/// What follows punctuation and the words that may stand before a day or a time.
fn between(text: &str) -> &str {
    let mut rest = text;
    loop {
        let open = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let (word, after) = word(open);
        if word.is_empty() || !BETWEEN.contains(&word.to_lowercase().as_str()) {
            return open;
        }
        rest = after;
    }
}

/// 2026-11-20, 20.11.2026, 11/20/2026, 20.11.26, 20 listopada 2026.
fn day(text: &str) -> Option<&str> {
    let of = |lengths: [(usize, usize); 3]| {
        let [(first, second), middle, last] = lengths;
        let rest = digits(text, first, second)?;
        let separator = rest.chars().next().filter(|c| matches!(c, '-' | '.' | '/'))?;
        let rest = digits(rest.strip_prefix(separator)?, middle.0, middle.1)?.strip_prefix(separator)?;
        digits(rest, last.0, last.1)
    };
    let in_words = || {
        let (month, rest) = word(digits(text, 1, 2)?.trim_start_matches(['.', ' ']));
        let known = is_of(month, &MONTHS) || matches!(&*month.to_lowercase(), "nov" | "november" | "dec" | "december");
        known.then(|| digits(rest.trim_start_matches(['.', ',', ' ']), 4, 4)).flatten()
    };
    let days = [[(4, 4), (1, 2), (1, 2)], [(1, 2), (1, 2), (4, 4)], [(1, 2), (1, 2), (2, 2)]];
    days.into_iter().find_map(of).or_else(in_words)
}

/// 20261120, alone or with the digits of a time; any other figure of so many digits is a number.
fn compact(text: &str) -> Option<&str> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    let value = |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let is_day = matches!((value(0, 4)?, value(4, 6)?, value(6, 8)?), (2000..=2099, 1..=12, 1..=31));
    (is_day && matches!(count, 8 | 12 | 14)).then(|| text.get(count..)).flatten()
}

/// 7:05, 07:05:33, 07:05:33.123, 10:15 AM, 101533; 10.15 where nothing follows that it could be an amount of.
fn clock(text: &str) -> Option<&str> {
    let dotted = || {
        let rest = digits(digits(text, 1, 2)?.strip_prefix('.')?, 2, 2)?;
        let rest = rest.strip_prefix('.').and_then(|rest| digits(rest, 2, 2)).unwrap_or(rest);
        let follows = rest.trim_start().chars().next();
        follows.is_none_or(|c| matches!(c, ',' | ';' | ')' | ']' | '|')).then_some(rest)
    };
    let Some(minutes) = digits(text, 1, 2).and_then(|rest| digits(rest.strip_prefix(':')?, 2, 2)) else {
        return dotted().or_else(|| digits(text, 6, 6));
    };
    let seconds = minutes.strip_prefix(':').and_then(|rest| digits(rest, 2, 2));
    let fraction = |rest: &'_ str| rest.strip_prefix(['.', ',']).and_then(|rest| digits(rest, 1, 9)).map(str::len);
    let rest = seconds.unwrap_or(minutes);
    let rest = match seconds.and_then(fraction) {
        Some(left) => rest.get(rest.len() - left..)?,
        None => rest,
    };
    let (half, after) = word(rest.trim_start());
    Some(if matches!(&*half.to_lowercase(), "am" | "pm") { after } else { rest })
}

/// `Z`, `+01:00`.
fn zone(text: &str) -> &str {
    if let Some(rest) = text.strip_prefix('Z') {
        return rest;
    }
    let rest = text.strip_prefix('+').and_then(|rest| digits(rest, 2, 2));
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
            ("Eksport 2026-11-20 10:15:33", "Eksport 2026-11-21 9:00"),
            ("Zamówienie\nEksport z 2026-11-20T10:15:33+01:00", "Zamówienie\nEksport z 2026-11-25T07:00:00Z\n"),
            ("Wyeksportowano z dnia 20.11.2026 o godz. 10:15, pilne", "Wyeksportowano z dnia 1.12.2026, 8:00, pilne"),
            ("Data eksportu: 20.11.2026", "Data eksportu: 21.11.2026"),
            ("utworzono dnia 20-11-2026 10.15", "utworzono dnia 21-11-2026 9.05"),
            ("Utworzono w dniu 20.11.26 10:15", "Utworzono w dniu 21.11.26 10:16"),
            ("Wygenerowano 20 listopada 2026 r., 10:15", "Wygenerowano 1 grudnia 2026 r., godz. 8:30"),
            ("Export (11/20/2026 10:15 AM)", "Export (11/21/2026 9:15 PM)"),
            ("Wygenerowano 20261120", "Wygenerowano 20261121"),
            ("Eksport: 20261120T101533Z", "Eksport: 20261121T081500Z"),
            ("Eksport 20261120101533 b", "Eksport 20261121101544 b"),
            ("Exported at 2026-11-20 10:15:33.123", "Exported at 2026-11-20 10:15:33.9"),
            ("Generated 20 Nov 2026 10:15", "Generated 3 Dec 2026 9:00"),
            ("Created 1 Feb 2026", "Created 20 Oct 2026"),
        ] {
            assert!(same(a, b), "{a} | {b}: {} | {}", without_export_time(a), without_export_time(b));
        }
        for (a, b) in [
            ("Zamówienie 12", "Zamówienie 13"),
            ("dostawa 2026-11-20", "dostawa 2026-11-21"),
            ("Odbior 2026-11-25 10:00", "Odbior 2026-12-25 14:00"),
            ("Eksport 2026-11-20 10:15 pilne", "Eksport 2026-11-20 10:15"),
            ("Eksport do Czech, palet 3", "Eksport do Czech, palet 5"),
            ("Eksport do Czech 2026-11-20", "Eksport do Czech 2026-11-21"),
            ("Eksport, tel. 500", "Eksport, tel. 600"),
            ("Eksport 12345678", "Eksport 12345679"),
            ("Eksport 3", "Eksport 5"),
            ("Eksport 2026-11-20, odbiór 10:00", "Eksport 2026-11-20, odbiór 14:00"),
            ("Eksport 2026-11-20, 10.50 zł", "Eksport 2026-11-20, 11.50 zł"),
            ("Eksport 2026-11-20, 2026-11-25 10:00", "Eksport 2026-11-20, 2026-12-25 14:00"),
            ("Eksport\n2026-11-25 10:00", "Eksport\n2026-12-25 10:00"),
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
