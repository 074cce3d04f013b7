//! What a document of another program is known by beside its content: the number that its sender gave it
//! (`NUMER_PELNY`). One sender gives a number once a year; a second document with it is the first one again, or a
//! corrected one, which is a question.

use super::moment::{Grain, is_of, moment, word};
use super::plan::own_description;
use crate::core::document::{Document, Seller};
use crate::core::matching::{UNDEFINED, bare_nip, same_code};
use crate::core::text;

/// How long `TrN_NumerObcy` is today, and was in 2014 (`reference/optima-database.md` 2.1).
const COLUMN: [usize; 2] = [256, 30];

/// Beginnings of words of making a file: a day that follows one directly is that of the export.
const OF_EXPORT: [&str; 16] = [
    "eksport",
    "export",
    "wyeksport",
    "utworz",
    "wygener",
    "generow",
    "zapis",
    "sporządz",
    "pobran",
    "wydruk",
    "drukowan",
    "generated",
    "created",
    "saved",
    "printed",
    "downloaded",
];

/// What may stand between such a word and its day: what was made, and how.
const OF_FILE: [&str; 10] =
    ["automatyczn", "automatically", "plik", "file", "dokument", "document", "danych", "data", "xml", "czas"];

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
/// Every other figure and day is what it says. Of a document that has a number (`guarded`) a time as programs write it that
/// stands before everything is that of the export as well, whatever word is missing there; what has none may be one of
/// several sales that nothing but their times tell apart.
#[must_use]
pub fn without_export_time(description: &str, guarded: bool) -> String {
    let own = own_description(description);
    let (head, front) = description.split_at(description.len() - own.len());
    let begun = if guarded { at_front(front) } else { None };
    let (stamp, rest) = begun.map_or(("", front), |rest| ("⌚", rest));
    let text = format!("{head}{stamp}{rest}");
    text.trim_end().lines().map(|line| without_times(line.trim_end())).collect::<Vec<_>>().join("\n")
}

/// What follows the time of the export before everything else: one that no person writes so, or that stands alone on its line
/// or in brackets.
fn at_front(text: &str) -> Option<&str> {
    let open = text.trim_start();
    let inside = open.strip_prefix(['[', '(', '{', '<']);
    let begin = inside.unwrap_or(open);
    // No word before it.
    let (grain, rest) = moment(begin).filter(|_| begin.starts_with(char::is_alphanumeric))?;
    let alone = || rest.lines().next().unwrap_or_default().chars().all(|c| !c.is_alphanumeric());
    let closed = || inside.is_some() && rest.trim_start().starts_with([']', ')', '}', '>']);
    (grain == Grain::Machine || grain == Grain::Minute && (alone() || closed())).then_some(rest)
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
            && let Some((_, after)) = moment(behind_what_was_made(after))
        {
            left.push('⌚');
            rest = after;
        }
    }
    left
}

/// What follows "automatycznie", "do pliku" and the like.
fn behind_what_was_made(text: &str) -> &str {
    let mut rest = text;
    loop {
        let open = rest.trim_start_matches([' ', ':', '.']);
        let to = ["do ", "to "].into_iter().find_map(|to| open.strip_prefix(to)).unwrap_or(open);
        let (made, after) = word(to);
        if !is_of(made, &OF_FILE) {
            return rest;
        }
        rest = after;
    }
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
        let shown = |text: &str| without_export_time(text, true);
        let same = |a: &str, b: &str| shown(a) == shown(b);
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
            ("Eksport: Fri Nov 20 10:15:33 2026", "Eksport: Sat Nov  7 09:00:00 CET 2026"),
            ("Exported Fri, 20 Nov 2026 10:15:33 +0100 (CET)", "Exported Sat, 21 Nov 2026 09:00:00 GMT"),
            ("Exported on November 20th, 2026 10:15 a.m.", "Exported on Nov 21, 2026 9:00:12 PM"),
            ("Eksport pt., 20 lis 2026 10:15:33 CET", "Eksport sobota, 21.11.2026, 9:00"),
            ("Zapisano: 20-NOV-26 10.15.33", "Zapisano: 1-DEC-26 09.00.00"),
            ("Wydruk z dnia 20 XI 2026 r.", "Wydruk z dnia 1 XII 2026 r."),
            ("Eksport 20.XI.2026 10:15", "Eksport 21.XI.2026 10:15"),
            ("Eksport 2026-Nov-20 10:15", "Eksport 2026-Dec-01 9:15"),
            ("Eksport 2026-11-20T10:15:33+01:00[Europe/Warsaw] b", "Eksport 2026-11-21T08:15:33.123Z b"),
            ("Eksport 2026/11/20 10:15 UTC+1", "Eksport 2026/11/21 10:15 UTC+01:00"),
            ("Generated 20261120_101533", "Generated 20261121_090000"),
            (
                "Plik wygenerowany automatycznie dnia 20.11.2026 o 10:15",
                "Plik wygenerowany automatycznie dnia 1.12.2026 o 9:00",
            ),
            ("Eksport do pliku XML: 2026-11-20 10:15:33", "Eksport do pliku XML: 2026-11-21 09:00:00"),
            ("Data eksportu danych: 20.11.2026, 10:15:33", "Data eksportu danych: 21.11.2026, 09:00:00"),
        ] {
            assert!(same(a, b), "{a} | {b}: {} | {}", shown(a), shown(b));
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
            ("Eksport 2026-11-20 10:15:33, telefon 500600700", "Eksport 2026-11-20 10:15:33, telefon 500600701"),
            ("Eksport 2026-11-20 996100", "Eksport 2026-11-20 996101"),
            ("Eksport maja 5 sztuk", "Eksport maja 6 sztuk"),
            ("Eksport do 20.11.2026 10:00", "Eksport do 21.11.2026 10:00"),
            ("Eksport dokumentu 5", "Eksport dokumentu 6"),
        ] {
            assert!(!same(a, b), "{a} | {b}");
        }
    }

    #[test]
    fn a_time_before_everything_is_that_of_the_export_where_a_number_tells_the_document() {
        let shown = |text: &str| without_export_time(text, true);
        for (a, b) in [
            ("Fri Nov 20 10:15:33 2026", "Sat Nov 21 09:00:00 2026"),
            ("Fri Nov 20 10:15:33 2026 Zamówienie 12", "Sat Nov 21 09:00:00 CET 2026 Zamówienie 12"),
            ("11/20/2026 10:15 AM\nZamówienie", "11/21/2026 9:00 PM\nZamówienie"),
            ("11/20/2026 10:15 AM Zamówienie", "11/21/2026 9:00 PM Zamówienie"),
            ("Nov 20, 2026 10:15:33 AM - Zamówienie", "Nov 21, 2026 9:00:00 PM - Zamówienie"),
            ("2026-11-20T10:15:33+01:00 Zamówienie", "2026-11-21T09:00:00Z Zamówienie"),
            ("2026-11-20 10:15:33; Zamówienie", "2026-11-21 09:00:00; Zamówienie"),
            ("20 listopada 2026 10:15:33 Zamówienie", "1 grudnia 2026 9:00:00 Zamówienie"),
            ("20 listopada 2026, godz. 10:15\nZamówienie", "1 grudnia 2026, godz. 9:00\nZamówienie"),
            ("pt, 20 lis 2026, 10:15:33 | Zamówienie", "sob, 21 lis 2026, 10:15:33 | Zamówienie"),
            ("[2026-11-20 10:15] Zamówienie", "[2026-11-21 09:00] Zamówienie"),
            ("20261120101533 Zamówienie", "20261121090000 Zamówienie"),
            ("Dok.: U/1 (Rezerwacja)\n2026-11-20 10:15:33\na", "Dok.: U/1 (Rezerwacja)\n2026-11-21 09:00:00\na"),
        ] {
            assert_eq!(shown(a), shown(b));
            assert_ne!(without_export_time(a, false), without_export_time(b, false), "times tell sales apart");
        }
        for (a, b) in [
            ("2026-11-25 10:00 odbiór", "2026-12-25 14:00 odbiór"),
            ("2026-11-25 10:00-12:00 odbiór", "2026-11-25 10:00-14:00 odbiór"),
            ("2026-11-25", "2026-11-26"),
            ("25 listopada 2026 odbiór", "26 listopada 2026 odbiór"),
            ("Odbiór 2026-11-25 10:00:00", "Odbiór 2026-11-25 11:00:00"),
            ("Zamówienie\n2026-11-25 10:00:00", "Zamówienie\n2026-11-25 11:00:00"),
            ("2026-11-20 10:15:33 a", "2026-11-20 10:15:33 b"),
        ] {
            assert_ne!(shown(a), shown(b));
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
