//! What the reader makes of files that are not ours or were changed by hand: a change to a good file and the
//! codes that it must give.

use super::samples;
use super::{Limits, XmlError, canonical, order_id_in_description, read, write};
use crate::core::document::{Document, Exchange};
use crate::core::message::{Catalogue, Language};
use crate::core::money::amount_text;
use crate::core::problem::{Explain, Severity};

fn file() -> String {
    String::from_utf8(canonical(&samples::firm()).unwrap()).unwrap()
}

/// The document, if any, and the codes of its problems with `!` before an error and `?` before a warning.
fn outcome(text: &str) -> (Option<Document>, Vec<String>) {
    let file = read(text.as_bytes(), &Limits::default()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let (document, problems) = match file.documents.into_iter().next().unwrap() {
        Ok((document, problems)) => (Some(document), problems),
        Err(problems) => (None, problems),
    };
    let catalogue = Catalogue::new(Language::Polish);
    let codes = problems.iter().map(|problem| {
        assert!(!catalogue.text(&problem.message).contains("{ $"), "{problem:?}");
        let mark = match problem.severity {
            Severity::Error => "!",
            Severity::Warning => "?",
            Severity::Note => "",
        };
        format!("{mark}{}", problem.code())
    });
    (document, codes.collect())
}

/// Replaces the first occurrence, which must be there.
fn with(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

fn cut(text: &str, from: &str, to: &str) -> String {
    let start = text.find(from).unwrap();
    let end = text[start..].find(to).unwrap() + start + to.len();
    text[..start].to_owned() + &text[end..]
}

#[test]
fn a_price_in_a_foreign_currency_that_is_not_there_is_never_one_in_zloty() {
    let mut text = String::from_utf8(write(&samples::forints()).unwrap()).unwrap();
    let own = samples::forints().lines[0].list_price;
    let line = |text: &str| outcome(text).0.unwrap().lines.remove(0);
    // In złoty the price follows from the value, and not from the price in the currency.
    let price = line(&cut(&text, "<PO_RABACIE_PLN>", "</PO_RABACIE_PLN>")).price;
    assert_eq!((own.to_string().as_str(), price.to_string().as_str()), ("20.0000", "0.2214"));
    // What else the file says of it in the currency: the price after discount, the value.
    for element in ["POCZATKOWA_WAL_DOKUMENTU", "PO_RABACIE_WAL_DOKUMENTU"] {
        text = cut(&text, &format!("<{element}>"), &format!("</{element}>"));
        assert_eq!(line(&text).list_price, own, "{element}");
    }
    let (prices, rest) = text.split_once("</CENY>").unwrap();
    let less =
        |discount: &str| format!("{prices}</CENY>{}", with(rest, "<RABAT>0.00<", &format!("<RABAT>{discount}<")));
    assert_eq!(line(&less("50.00")).list_price, own + own);
    assert_eq!(outcome(&less("100.00")).0, None, "of no price nothing is left");
    let (none, codes) = outcome(&cut(&text, "<WARTOSC_BRUTTO_WAL>", "</WARTOSC_BRUTTO_WAL>"));
    assert!(none.is_none() && codes.contains(&"!XML-100".to_owned()), "{codes:?}");
}

/// What a program writes that a person set up element by element. Its day is read; without rates, without a word on whether it
/// counts from net, and with a gross of nothing, no document can be made of it, and each of the three is named.
#[test]
fn case_14_of_a_file_without_rates_it_is_said_what_it_lacks_and_nothing_is_made_up() {
    let text = "<?xml version=\"1.0\" encoding=\"utf-8\"?><ROOT xmlns=\"http://www.cdn.com.pl/optima/dokument\"><DOKUMENT>\
        <NAGLOWEK><NUMER_PELNY>APS/77</NUMER_PELNY><TYP_DOKUMENTU>302</TYP_DOKUMENTU>\
        <RODZAJ_DOKUMENTU>302000</RODZAJ_DOKUMENTU><DATA_WYSTAWIENIA>2026-11-20T00:00:00</DATA_WYSTAWIENIA>\
        <PLATNIK><NIP>526-025-02-74</NIP><NAZWA>Firma</NAZWA></PLATNIK>\
        <KWOTY><RAZEM_NETTO>100.00</RAZEM_NETTO><RAZEM_BRUTTO>0</RAZEM_BRUTTO></KWOTY></NAGLOWEK>\
        <POZYCJE><POZYCJA><LP>1</LP><TOWAR><KOD>KUBEK-330</KOD></TOWAR><WARTOSC_NETTO>100.00</WARTOSC_NETTO>\
        <ILOSC>1.00</ILOSC></POZYCJA></POZYCJE></DOKUMENT></ROOT>";
    let file = read(text.as_bytes(), &Limits::default()).unwrap();
    let problems = file.documents.into_iter().next().unwrap().unwrap_err();
    let texts = Catalogue::new(Language::Polish);
    let errors = problems.iter().filter(|problem| problem.is_error());
    let said: Vec<String> = errors.map(|problem| texts.text(&problem.message)).collect();
    for element in ["TYP_NETTO_BRUTTO", "STAWKA_VAT", "DATA_DOKUMENTU"] {
        assert!(said.iter().any(|text| text.ends_with(&format!("brakuje {element}."))), "{element}: {said:?}");
    }
    assert_eq!(said.len(), 3, "{said:?}");
}

#[test]
fn a_missing_table_in_a_foreign_currency_is_made_of_the_amounts_in_it() {
    let currency = Exchange { symbol: "EUR".to_owned(), rate: samples::d("4.2537"), ..samples::firm().currency };
    let rate = samples::forints().lines[0].rate;
    let written = samples::abroad(samples::document(vec![samples::line(1, "A", rate, "1.01", "1")]), currency);
    let text = String::from_utf8(write(&written).unwrap()).unwrap();
    let read = outcome(&cut(&text, "<TABELKA_VAT>", "</TABELKA_VAT>")).0.unwrap();
    assert_eq!(
        (&read.vat_table, read.net, read.vat, read.gross),
        (&written.vat_table, written.net, written.vat, written.gross)
    );
    assert_eq!((read.vat, rate.vat_in_gross(read.gross)), (samples::d("0.81"), samples::d("0.80")));
}

#[test]
fn changes_and_their_codes() {
    let good = file();
    let price = "<PO_RABACIE_PLN>14.9900</PO_RABACIE_PLN>";
    let cases: &[(&str, &str, &[&str])] = &[
        ("<ILOSC>1.0000</ILOSC>", "<ILOSC>       1.0000 </ILOSC>", &[]),
        ("<ILOSC>1.0000</ILOSC>", "<ILOSC>1,0000</ILOSC>", &["?XML-107"]),
        ("<ILOSC>1.0000</ILOSC>", "<ILOSC>1 000,00</ILOSC>", &["!XML-102"]),
        ("<ILOSC>1.0000</ILOSC>", "<ILOSC>1,000</ILOSC>", &["!XML-102"]),
        ("<ILOSC>1.0000</ILOSC>", "<ILOSC>1e3</ILOSC>", &["!XML-102"]),
        ("<ILOSC>1.0000</ILOSC>", "<ILOSC>0.0000</ILOSC>", &["!XML-110"]),
        ("<ILOSC>1.0000</ILOSC>", "<ILOSC>-1</ILOSC>", &["!XML-110"]),
        ("<ILOSC>1.0000</ILOSC>", "<ILOSC/>", &["!XML-100"]),
        ("<ILOSC>1.0000</ILOSC>", "", &["!XML-100"]),
        ("<ILOSC>1.0000</ILOSC>", "<ILOSC>1.00001</ILOSC>", &["!XML-103"]),
        ("<ILOSC>1.0000</ILOSC>", "<ILOSC>100000000000</ILOSC>", &["!XML-103"]),
        ("<ILOSC>1.0000</ILOSC>", "<ILOSC>99999999999999999999999999999999999999</ILOSC>", &["!XML-103"]),
        ("<ILOSC>1.0000</ILOSC>", "<ILOSC><X/></ILOSC>", &["!XML-115"]),
        ("<ILOSC>1.0000</ILOSC>", "<ILOSC>1</ILOSC><ILOSC>2</ILOSC>", &["!XML-101"]),
        ("<LP>2</LP>", "<LP>1</LP>", &["!XML-109"]),
        ("<LP>2</LP>", "<LP>0</LP>", &["!XML-106"]),
        ("<LP>2</LP>", "<LP>b</LP>", &["!XML-106"]),
        ("<LP>2</LP>", "", &["!XML-100"]),
        ("<KOD>KSI-01</KOD>", "<KOD> </KOD>", &["!XML-100"]),
        ("<KOD>KSI-01</KOD>", "<KOD>\n  KSI-01\n</KOD>", &[]),
        ("<TYP_DOKUMENTU>308<", "<TYP_DOKUMENTU>309<", &["!XML-108"]),
        ("<TYP_DOKUMENTU>308<", "<TYP_DOKUMENTU><", &["!XML-100"]),
        ("<TYP_DOKUMENTU>308<", "<TYP_DOKUMENTU>RO<", &["!XML-106"]),
        ("<RODZAJ_DOKUMENTU>308000</RODZAJ_DOKUMENTU>", "", &[]),
        ("<DATA_DOKUMENTU>2026-03-14<", "<DATA_DOKUMENTU><", &["!XML-100"]),
        ("<DATA_DOKUMENTU>2026-03-14<", "<DATA_DOKUMENTU>14.03.2026<", &["!XML-104"]),
        ("<DATA_DOKUMENTU>2026-03-14<", "<DATA_DOKUMENTU>2026-03-14T00:00:00<", &["XML-118"]),
        ("<DATA_DOKUMENTU>2026-03-14<", "<DATA_DOKUMENTU>2026-03-14T12:00:00<", &["!XML-104"]),
        ("<DATA_DOKUMENTU>2026-03-14<", "<DATA_DOKUMENTU>0001-01-01T00:00:00<", &["!XML-105"]),
        ("<DATA_DOKUMENTU>2026-03-14<", "<DATA_DOKUMENTU>2026-02-30<", &["!XML-104"]),
        ("<DATA_DOKUMENTU>2026-03-14<", "<DATA_DOKUMENTU>1899-12-31<", &["!XML-105"]),
        ("<DATA_DOKUMENTU>2026-03-14<", "<DATA_DOKUMENTU>2156-01-01<", &["!XML-105"]),
        ("<DATA_WYSTAWIENIA>2026-03-14</DATA_WYSTAWIENIA>", "", &[]),
        ("<TYP_NETTO_BRUTTO>2<", "<TYP_NETTO_BRUTTO><", &["!XML-100"]),
        ("<TYP_NETTO_BRUTTO>2<", "<TYP_NETTO_BRUTTO>3<", &["!XML-106"]),
        ("<DETAL>0<", "<DETAL>tak<", &["!XML-106"]),
        ("<FLAGA>2<", "<FLAGA>0<", &["?XML-113"]),
        ("<FLAGA>2<", "<FLAGA>3<", &[]),
        ("<FLAGA>2<", "<FLAGA>1<", &["!XML-112"]),
        ("<FLAGA>2<", "<FLAGA>7<", &["!XML-112"]),
        ("<STAWKA>5.00<", "<STAWKA>150<", &["!XML-103"]),
        ("<STAWKA>5.00<", "<STAWKA><", &["!XML-100"]),
        ("<STAWKA>5.00<", "<STAWKA>7.00<", &["?XML-149", "!XML-141", "!XML-144"]),
        ("<STAWKA>5.00<", "<STAWKA>8.00<", &["?XML-149", "!XML-141", "!XML-141"]),
        ("<SYMBOL>PLN<", "<SYMBOL>złoty<", &["!XML-106"]),
        ("<KURS_L>1.00<", "<KURS_L>0.00<", &["!XML-103"]),
        ("<FV_MARZA>0<", "<FV_MARZA>1<", &["?XML-121"]),
        ("<MAGAZYN_DOCELOWY/>", "<MAGAZYN_DOCELOWY>M2</MAGAZYN_DOCELOWY>", &["?XML-121"]),
        ("<ATRYBUTY/>", "<ATRYBUTY><ATRYBUT/></ATRYBUTY>", &["?XML-121"]),
        ("<ATRYBUTY/>", "<NOWY>1</NOWY><NOWY>2</NOWY>", &["XML-120"]),
        ("<ATRYBUTY/>", "<x:NAGLOWEK xmlns:x='urn:x'/>", &["XML-120"]),
        ("<KWOTY>", "<KWOTY>śmieci", &["!XML-114"]),
        ("<RAZEM_BRUTTO>50.99<", "<RAZEM_BRUTTO>51.00<", &["?XML-142"]),
        ("<RAZEM_BRUTTO>50.99<", "<RAZEM_BRUTTO>51.03<", &["!XML-143"]),
        ("<RAZEM_BRUTTO>50.99<", "<RAZEM_BRUTTO>-50.99<", &["!XML-103"]),
        ("<RAZEM_BRUTTO>50.99<", "<RAZEM_BRUTTO><", &[]),
        ("<WARTOSC_BRUTTO>35.00<", "<WARTOSC_BRUTTO>35.01<", &["?XML-140"]),
        ("<WARTOSC_BRUTTO>35.00<", "<WARTOSC_BRUTTO>36.00<", &["?XML-147", "?XML-149", "!XML-141"]),
        ("<WARTOSC_BRUTTO>35.00<", "<WARTOSC_BRUTTO>99999999999999.99<", &["!XML-103"]),
        ("<WARTOSC_BRUTTO>35.00</WARTOSC_BRUTTO>", "", &["XML-132"]),
        ("<WARTOSC_NETTO>33.33<", "<WARTOSC_NETTO>33.34<", &[]),
        ("<WARTOSC_NETTO>33.33</WARTOSC_NETTO>", "", &["XML-132"]),
        (price, "", &[]),
        (price, "<PO_RABACIE_PLN>-1</PO_RABACIE_PLN>", &["!XML-103"]),
        ("<PO_RABACIE_PLN>35.0000</PO_RABACIE_PLN>", "", &["XML-133"]),
        ("<VAT>1.67</VAT>", "<VAT>1.68</VAT>", &["!XML-146"]),
        ("<VAT>1.67</VAT>", "", &["!XML-100"]),
        (
            "<NETTO>33.33</NETTO><VAT>1.67</VAT>",
            "<NETTO>33.34</NETTO><VAT>1.66</VAT>",
            &["?XML-150", "?XML-142", "?XML-142"],
        ),
        (
            "<NETTO>33.33</NETTO><VAT>1.67</VAT>",
            "<NETTO>33.30</NETTO><VAT>1.70</VAT>",
            &["!XML-141", "?XML-142", "?XML-142"],
        ),
        ("<ODBIORCA>", "<ODBIORCA><!-- --><?x y?>", &[]),
    ];
    let mut wrong = Vec::new();
    for (from, to, expected) in cases {
        let (document, codes) = outcome(&with(&good, from, to));
        if codes != *expected {
            wrong.push(format!("{from} → {to}: {codes:?}, not {expected:?}"));
        }
        assert_eq!(document.is_none(), codes.iter().any(|code| code.starts_with('!')), "{from} → {to}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn removed_parts() {
    let good = file();
    let parts: &[(&str, &str, &[&str])] = &[
        ("<TABELKA_VAT>", "</TABELKA_VAT>", &["XML-130"]),
        ("<KWOTY>", "</KWOTY>", &["XML-131"]),
        ("<POZYCJE>", "</POZYCJE>", &["!XML-111"]),
        ("<NAGLOWEK>", "</NAGLOWEK>", &["!XML-100"]),
        ("<PLATNIK>", "</PLATNIK>", &["!XML-100"]),
        ("<ODBIORCA>", "</ODBIORCA>", &[]),
        ("<SPRZEDAWCA>", "</SPRZEDAWCA>", &[]),
        ("<PLATNOSC>", "</PLATNOSC>", &[]),
        ("<WALUTA>", "</WALUTA>", &[]),
        ("<KATEGORIA>", "</KATEGORIA>", &[]),
        ("<TOWAR>", "</TOWAR>", &["!XML-100"]),
        ("<STAWKA_VAT>", "</STAWKA_VAT>", &["!XML-100"]),
        ("<CENY>", "</CENY>", &["XML-133"]),
    ];
    for (from, to, expected) in parts {
        let (document, codes) = outcome(&cut(&good, from, to));
        assert_eq!(&codes, expected, "without {from}");
        if let Some(document) = document {
            assert_eq!(amount_text(document.gross), "50.99");
            assert_eq!(document.vat_table, samples::firm().vat_table);
        }
    }
    let (document, _) = outcome(&cut(&good, "<ODBIORCA>", "</ODBIORCA>"));
    assert_eq!(document.unwrap().recipient, samples::firm().payer);
    let (_, codes) = outcome(&with(&good, "<KOD>FIRMA-1</KOD>", ""));
    assert_eq!(codes, [""; 0], "a name will do");
}

#[test]
fn the_form_does_not_matter() {
    let good = file();
    let document = samples::firm();
    let same = |text: String| {
        let (read, codes) = outcome(&text);
        assert_eq!(codes, [""; 0]);
        assert_eq!(read.as_ref(), Some(&document));
    };
    same(good.replace(" xmlns=\"http://www.cdn.com.pl/optima/dokument\"", ""));
    same(
        good.replace(" xmlns=", " xmlns:o=")
            .replace("</", "</o:")
            .replace("</o:", "\u{0}")
            .replace('<', "<o:")
            .replace('\u{0}', "</o:")
            .replace("<o:?", "<?")
            .replace("<o:/", "</"),
    );
    same(good.replace("<RABAT>0.00</RABAT>", "<RABAT/>"));
    same(good.replacen("<KOD>KSI-01</KOD>", "<KOD><![CDATA[KSI]]>&#45;01</KOD>", 1));
    // The other order of elements: the header last, the first line last.
    let header = &good[good.find("<NAGLOWEK>").unwrap()..good.find("<POZYCJE>").unwrap()];
    same(good.replace(header, "").replace("</DOKUMENT>", &format!("{header}</DOKUMENT>")));
    let first = &good[good.find("<POZYCJA>").unwrap()..good.find("<POZYCJA><LP>2").unwrap()];
    same(good.replace(first, "").replace("</POZYCJE>", &format!("{first}</POZYCJE>")));
    // Indented: but not inside of texts.
    same(good.replace("><", ">\r\n  <").replace(">\r\n  </", "></"));
}

#[test]
fn encodings_give_the_same_document() {
    let mut document = samples::bare();
    document.payer.name = "Zażółć gęślą jaźń".to_owned();
    let good = String::from_utf8(canonical(&document).unwrap()).unwrap();
    let read_back = |bytes: &[u8]| read(bytes, &Limits::default()).unwrap().documents.remove(0).unwrap().0;
    let declared = |name: &str| good.replace("UTF-8", name);
    assert_eq!(read_back(format!("\u{FEFF}{good}").as_bytes()), document);
    for (name, encoding) in [("windows-1250", encoding_rs::WINDOWS_1250), ("ISO-8859-2", encoding_rs::ISO_8859_2)] {
        let text = declared(name);
        let (bytes, _, failed) = encoding.encode(&text);
        assert!(!failed);
        assert_eq!(read_back(&bytes), document);
    }
    let utf16: Vec<u8> = format!("\u{FEFF}{}", declared("UTF-16")).encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(read_back(&utf16), document);
    for before in ["\n", "\r\n\r\n", "  \n\t", "\u{FEFF}\n"] {
        assert_eq!(read_back(format!("{before}{good}").as_bytes()), document, "{before:?}");
    }
    for standalone in ["yes", "no"] {
        let told = good.replace("encoding=\"UTF-8\"", &format!("encoding=\"utf-8\" standalone=\"{standalone}\""));
        assert_ne!(told, good);
        assert_eq!(read_back(told.as_bytes()), document);
    }
    let undeclared = encoding_rs::WINDOWS_1250.encode(&good).0.into_owned();
    assert_eq!(read(&undeclared, &Limits::default()).unwrap_err().problem().code(), "XML-005");
}

#[test]
fn several_documents_are_read_one_by_one() {
    let good = file();
    let document = &good[good.find("<DOKUMENT>").unwrap()..good.find("</ROOT>").unwrap()];
    let bad = document.replace("<LP>2</LP>", "<LP>1</LP>");
    let text = good.replace("</ROOT>", &format!("{bad}{document}</ROOT>"));
    let file = read(text.as_bytes(), &Limits::default()).unwrap();
    let fates: Vec<bool> = file.documents.iter().map(Result::is_ok).collect();
    assert_eq!(fates, [true, false, true]);
    let problem = &file.documents[1].as_ref().unwrap_err()[0];
    assert_eq!(problem.place.path.as_deref(), Some("ROOT/DOKUMENT[2]/POZYCJE/POZYCJA[2]"));
    assert!(problem.place.line.is_some());
}

#[test]
fn other_files_are_named() {
    let code = |text: &str| read(text.as_bytes(), &Limits::default()).unwrap_err().problem().code().to_owned();
    assert_eq!(code("<ROOT xmlns='http://www.comarch.pl/cdn/optima/offline'/>"), "XML-021");
    assert_eq!(code("<ROOT xmlns='http://www.cdn.com.pl/optima/cennik'/>"), "XML-022");
    assert_eq!(code("<ROOT xmlns='urn:x'/>"), "XML-020");
    assert_eq!(code("<Document-Order/>"), "XML-020");
    assert_eq!(code("<ROOT/>"), "XML-023");
}

#[test]
fn the_record_is_read_and_judged() {
    let good = String::from_utf8(write(&samples::private()).unwrap()).unwrap();
    assert_eq!(outcome(&good).0.unwrap().origin, Some(samples::origin()));
    let code = |text: &str| read(text.as_bytes(), &Limits::default()).unwrap_err().problem().code().to_owned();
    assert_eq!(code(&good.replace("{\"v\":1", "{\"v\":")), "XML-030");
    assert_eq!(code(&good.replace("{\"v\":1", "{\"v\":0")), "XML-030");
    assert_eq!(code(&good.replace("\"order\":", "\"nothing\":")), "XML-030");
    let reason = |text: &str| match read(text.as_bytes(), &Limits::default()) {
        Err(XmlError::BrokenRecord { reason, .. }) => reason,
        other => panic!("{other:?}"),
    };
    assert_eq!(reason(&good.replace("\"order\":", "\"nothing\":")), "order?");
    assert_eq!(reason(&good.replace("{\"v\":1", "{\"v\":")), "JSON 1:6");
    let record = &good[good.find("<?allegro").unwrap()..];
    assert_eq!(code(&good.replace(record, &record.repeat(2))), "XML-032");
    let body = &good[good.find("<DOKUMENT>").unwrap()..good.find("</ROOT>").unwrap()];
    assert_eq!(code(&good.replace("</ROOT>", &format!("{body}</ROOT>"))), "XML-033");
    let newer = good.replace("{\"v\":1,", "{\"v\":2,\"surprise\":[1,{}],");
    let (document, codes) = outcome(&newer);
    assert_eq!(codes, ["?XML-031"]);
    assert_eq!(document.unwrap().origin.unwrap().order, samples::origin().order);
    let before = format!("{}\n", good.replace(record, "")).replace("<ROOT", &format!("{record}<ROOT"));
    assert!(outcome(&before).0.unwrap().origin.is_some(), "wherever it stands");
}

#[test]
fn a_lost_record_is_noticed_and_an_order_found_in_the_description() {
    let good = file();
    assert!(matches!(read(good.trim_end().as_bytes(), &Limits::default()), Err(XmlError::RecordCutOff { .. })));
    let id = order_id_in_description(&outcome(&good).0.unwrap().description).unwrap();
    assert_eq!(id.to_string(), "0f1e2d3c-0000-11f0-8000-000000000001");
    let unnamed = good.replace("ALLEGRO_ID=", "NR=");
    assert!(outcome(unnamed.trim_end()).0.is_some());
    let line = format!("ALLEGRO_ID={id}");
    assert_eq!(order_id_in_description(&format!("x\r\n  {line} \r\n{line}")), Some(id));
    assert_eq!(order_id_in_description(&format!("{line}\n{}", line.replace("3c-", "3d-"))), None);
    assert_eq!(order_id_in_description("ALLEGRO_ID=nie\nopis"), None);
    assert_eq!(order_id_in_description(&format!("x{line}")), None);
}
