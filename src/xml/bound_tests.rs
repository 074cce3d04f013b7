//! Whatever a file holds, what is said of it is bounded, and so is the work: nothing here grows with the square of
//! anything, or the tests would not end.

use std::fmt::Write as _;

use super::{Limits, ReadFile, XmlError, check, inspect, read, samples, write};
use crate::core::message::{Catalogue, Language};
use crate::core::problem::{Explain as _, PROBLEMS_MAX, Problem};
use crate::core::vat::VatRate;
use crate::whole::or_part;

/// Characters that one problem may have in words, its place and what to do included.
const WORDS_MAX: usize = 2_000;

/// Everything that is said of a file: when it is imported, and when it is validated.
fn said(file: &str, limits: &Limits) -> Vec<Vec<Problem>> {
    let bytes = file.as_bytes();
    let mut lists = vec![inspect(bytes, limits)];
    lists.push(match check(bytes, limits, None) {
        Ok(()) => Vec::new(),
        Err(issues) => issues.iter().map(super::SchemaIssue::problem).collect(),
    });
    match read(bytes, limits) {
        Ok(ReadFile { documents, .. }) => lists.extend(documents.into_iter().map(|reading| match reading {
            Ok((_, notes)) => notes,
            Err(reasons) => reasons,
        })),
        Err(error) => lists.push(vec![error.problem()]),
    }
    let catalogue = Catalogue::new(Language::Polish);
    for problem in lists.iter().flatten() {
        let words = catalogue.text(&problem.message).chars().count()
            + catalogue.todo(&problem.message).unwrap_or_default().chars().count()
            + problem.place.path.as_deref().unwrap_or_default().chars().count();
        assert!(words <= WORDS_MAX, "{words} characters: {}", problem.code());
    }
    assert!(lists.iter().all(|list| list.len() <= PROBLEMS_MAX + 2), "{:?}", lists.iter().map(Vec::len).max());
    lists
}

/// A document with this in place of its `POZYCJE`.
fn with_lines(lines: &str) -> String {
    let written = write(&samples::bare()).unwrap();
    let text = String::from_utf8(written).unwrap();
    let (head, rest) = text.split_once("<POZYCJE>").unwrap();
    let (_, tail) = rest.split_once("</POZYCJE>").unwrap();
    format!("{head}<POZYCJE>{lines}</POZYCJE>{tail}")
}

fn problems(file: &str) -> Vec<Problem> {
    read(file.as_bytes(), &Limits::default()).unwrap().documents.remove(0).unwrap_err()
}

#[test]
fn i14_of_a_document_fifty_faults_are_told_and_the_rest_is_counted() {
    let faulty = "<POZYCJA><LP>0</LP><TOWAR><KOD>A</KOD></TOWAR><STAWKA_VAT><STAWKA>0.00</STAWKA><FLAGA>1</FLAGA>\
                  </STAWKA_VAT><CENY><PO_RABACIE_PLN>1.00</PO_RABACIE_PLN></CENY><WARTOSC_NETTO>1</WARTOSC_NETTO>\
                  <WARTOSC_BRUTTO>1</WARTOSC_BRUTTO><ILOSC>1</ILOSC></POZYCJA>\n";
    for (lines, told, others) in [(49, 49, 0), (50, 50, 0), (51, 51, 1), (52, 51, 2), (9_999, 51, 9_949)] {
        let found = problems(&with_lines(&faulty.repeat(lines)));
        assert!(found.iter().all(Problem::is_error));
        assert_eq!((found.len(), found.last().unwrap().others), (told, others), "{lines}");
        let first = found.first().unwrap().place.line.unwrap();
        let places = found.iter().filter(|problem| problem.others == 0).map(|problem| problem.place.line.unwrap());
        assert!(places.zip(first..).all(|(line, expected)| line == expected));
    }
}

#[test]
fn i14_lines_of_a_document_at_below_and_above_the_bound() {
    let limits = Limits { max_lines: 3, ..Limits::default() };
    for count in [2, 3, 4] {
        let lines = (1..=count).map(|at| samples::line(at, "A", VatRate::EXEMPT, "1.00", "1")).collect();
        let file = write(&samples::document(lines)).unwrap();
        let read = read(&file, &limits).unwrap().documents.remove(0);
        assert_eq!(read.is_ok(), count <= 3, "{count}");
        if let Err(reasons) = read {
            let codes: Vec<_> = reasons.iter().filter(|reason| reason.is_error()).map(Problem::code).collect();
            assert_eq!(codes, ["XML-116"]);
        }
    }
}

#[test]
fn i14_documents_of_a_file_at_below_and_above_the_bound() {
    let limits = Limits { max_documents: 3, ..Limits::default() };
    for count in [2, 3, 4] {
        let file = format!("<ROOT>{}</ROOT>", "<DOKUMENT/>".repeat(count));
        match read(file.as_bytes(), &limits) {
            Ok(file) => assert_eq!(file.documents.len(), count),
            Err(error) => assert!(count == 4 && matches!(error, XmlError::TooManyDocuments { limit: 3 }), "{error:?}"),
        }
    }
    // What stands around the documents is looked at once, not with each.
    let file = format!("<ROOT>{}{}</ROOT>", "<DOKUMENT/>".repeat(1_000), "<X/>".repeat(50_000));
    said(&file, &Limits::default());
}

#[test]
fn i14_elements_and_namespaces_at_below_and_above_the_bound() {
    let limits = Limits { max_elements: 10, max_attributes: 3, ..Limits::default() };
    for count in [8, 9, 10] {
        let file = format!("<ROOT>{}</ROOT>", "<A/>".repeat(count));
        let refused = read(file.as_bytes(), &limits).unwrap_err();
        assert_eq!(matches!(refused, XmlError::TooManyElements { .. }), count == 10, "{count}");
    }
    for count in [2, 3, 4] {
        let open: Vec<String> = (0..count).map(|at| format!("<A xmlns:n{at}='urn:x'>")).collect();
        let file = format!("<ROOT>{}{}</ROOT>", open.concat(), "</A>".repeat(count));
        let refused = read(file.as_bytes(), &limits).unwrap_err();
        assert_eq!(matches!(refused, XmlError::TooManyAttributes { .. }), count == 4, "{count}");
    }
}

/// As many of each as it takes to hurt; `benches/ratios/hostile.rs` has them as large as a file may be.
#[test]
fn i14_files_made_to_hurt_are_told_of_in_bounded_words() {
    // Where nobody asks for the whole, they hurt a fourth as much, and still stand far beyond every bound.
    let many = |count: usize| count / or_part(1, 12);
    let (size, limits) = (many(2 << 20), Limits::default());
    let attributes = |form: fn(usize) -> String| format!("<ROOT{}/>", (0..many(64_000)).map(form).collect::<String>());
    let row = "<LINIA_VAT><STAWKA_VAT><STAWKA>1.00</STAWKA><FLAGA>2</FLAGA></STAWKA_VAT><NETTO>0</NETTO><VAT>0</VAT>\
               <BRUTTO>0</BRUTTO></LINIA_VAT>";
    let around = |inner: &str| with_lines("").replace("<ATRYBUTY></ATRYBUTY>", inner).replace("<ATRYBUTY/>", inner);
    let nips = "<NIP>1</NIP>".repeat(many(50_000));
    let record = |json: &str| with_lines("").trim_end().to_owned() + &format!("<?allegro-order {json}?>\n");
    let mut unlike = String::new();
    for number in 0..many(50_000) {
        let _ = write!(unlike, "<A{number}/>");
    }
    let files = [
        attributes(|at| format!(" a{at}='1'")),
        attributes(|at| format!(" xmlns:n{at}='urn:{at}'")),
        with_lines(&format!("<{}/>", "n".repeat(1 << 20))),
        with_lines(&format!("<POZYCJA><LP>{}</LP></POZYCJA>", "9".repeat(1 << 20))),
        with_lines(&format!("<POZYCJA><LP>{}</LP></POZYCJA>", "\u{9f}".repeat(1 << 18))),
        "<".repeat(size),
        "\n".repeat(size),
        "<a>".repeat(many(100_000)),
        with_lines(&"<?x?>".repeat(many(120_000))),
        with_lines(&"<!---->".repeat(many(120_000))),
        with_lines(&"<?allegro-order {}?>".repeat(many(60_000))),
        with_lines(&"\n".repeat(size - (1 << 16))),
        with_lines(&"<POZYCJA/>".repeat(many(60_000))),
        with_lines(&"<POZYCJA><LP>1</LP></POZYCJA>".repeat(many(50_000))),
        with_lines(&unlike),
        with_lines("").replace("<TABELKA_VAT>", &format!("<TABELKA_VAT>{}", row.repeat(many(20_000)))),
        around(&format!("<ATRYBUTY>{}</ATRYBUTY>", "<ATRYBUT/>".repeat(many(60_000)))),
        around(&"<ATRYBUTY>1</ATRYBUTY><PLATNOSCI>1</PLATNOSCI>".repeat(many(50_000))),
        with_lines("").replace("<PLATNIK>", &format!("<PLATNIK>{nips}")),
        with_lines("").replace("<PLATNIK>", &format!("<PLATNIK>{}", "<NAZWA>&amp;</NAZWA>".repeat(many(50_000)))),
        format!("<ROOT>{}</ROOT>", "<DOKUMENT><POZYCJE/></DOKUMENT>".repeat(100)),
        format!("<ROOT>{}</ROOT>", "<DOKUMENT/>".repeat(many(60_000))),
        record(&"[".repeat(1 << 20)),
        record(&format!("{{\"v\":1,\"order\":\"{}\"}}", "x".repeat(7 << 20))),
        record(&format!("{{\"v\":1,\"order\":\"x\",\"lines\":[{}]}}", "1,".repeat(3 << 20))),
        record(&format!("{{\"v\":1,\"order\":\"x\",\"a\":\"{}\"}}", "x".repeat(8 << 20))),
    ];
    for file in files {
        let lists = said(&file, &limits);
        let shown: String = file.chars().take(20).collect();
        assert!(lists.iter().flatten().any(Problem::is_error), "{shown}");
    }
}
