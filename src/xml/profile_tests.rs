//! The files of every profile are valid and read back as the same document; what a person changed in one stands.

use proptest::prelude::*;

use super::samples::{self, d};
use super::{Limits, XmlError, check, read, write, write_as};
use crate::core::document::{CountedFrom, Document, DocumentType, Seller};
use crate::core::matching::UNDEFINED;
use crate::core::profile::{Counting, Elements, FileType, PayerCode, Profile};

fn profiles() -> Vec<Profile> {
    let mut all = Vec::new();
    for elements in [Elements::Year2016, Elements::Year2021, Elements::Year2025] {
        for file_type in [FileType::Ro, FileType::ZdMirrored] {
            for counting in [Counting::Gross, Counting::Net] {
                let codes = [PayerCode::Generated, PayerCode::Undefined, PayerCode::Fixed("ALLEGRO".to_owned())];
                all.extend(codes.map(|payer_code| Profile { elements, file_type, counting, payer_code }));
            }
        }
    }
    all
}

fn profile(change: impl FnOnce(&mut Profile)) -> Profile {
    let mut profile = Profile::default();
    change(&mut profile);
    profile
}

fn net() -> Profile {
    profile(|profile| profile.counting = Counting::Net)
}

fn mirrored() -> Profile {
    profile(|profile| profile.file_type = FileType::ZdMirrored)
}

fn text_of(document: &Document, profile: &Profile) -> String {
    String::from_utf8(write_as(document, profile).unwrap().bytes).unwrap()
}

/// The codes of what writing says.
fn said(document: &Document, profile: &Profile) -> Vec<String> {
    write_as(document, profile).unwrap().problems.iter().map(|problem| problem.code().to_owned()).collect()
}

/// The document of a file, or nothing, and the codes of what reading says.
fn outcome(text: &str) -> (Option<Document>, Vec<String>) {
    let (document, problems) = match read(text.as_bytes(), &Limits::default()).unwrap().documents.remove(0) {
        Ok((document, problems)) => (Some(document), problems),
        Err(problems) => (None, problems),
    };
    (document, problems.iter().map(|problem| problem.code().to_owned()).collect())
}

fn with(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} in {text}");
    text.replacen(from, to, 1)
}

/// A firm from abroad, odd prices, three rates, a status: everything that some profile hides.
fn rich() -> Document {
    let mut document = samples::firm();
    document.origin = Some(samples::origin());
    document.payer.nip_country = "DE".to_owned();
    document.payer.nip = "123456789".to_owned();
    document.payer_status = 3;
    document
}

fn check_law(document: &Document, profile: &Profile) {
    let written = write_as(document, profile).unwrap();
    let text = String::from_utf8_lossy(&written.bytes);
    let verdict = check(&written.bytes, &Limits::default(), Some(profile.elements));
    assert_eq!(verdict, Ok(()), "{profile:?}\n{text}");
    let (found, codes) = outcome(&text);
    assert_eq!(codes, [""; 0], "{profile:?}\n{text}");
    assert_eq!(found.as_ref(), Some(document), "{profile:?}\n{text}");
    assert_eq!(write_as(document, profile).unwrap(), written);
}

#[test]
fn samples_keep_the_law_in_every_profile() {
    for document in [samples::private(), rich(), samples::bare(), samples::net_in_euro(), samples::forints()] {
        let document = Document { origin: Some(samples::origin()), ..document };
        for profile in profiles() {
            check_law(&document, &profile);
        }
    }
}

#[test]
fn libxml2_finds_every_profile_valid_too() {
    let dir = tempfile::tempdir().unwrap();
    let mut args: Vec<std::path::PathBuf> = Vec::new();
    for (at, profile) in profiles().iter().enumerate() {
        for (name, document) in [("private", samples::private()), ("rich", rich())] {
            let path = dir.path().join(format!("{name}-{at}.xml"));
            #[expect(clippy::disallowed_methods, reason = "a scratch file of a test needs no durable writer")]
            std::fs::write(&path, write_as(&document, profile).unwrap().bytes).unwrap();
            args.push(path);
        }
    }
    let Some(verdicts) = crate::libxml2::verdicts(&args) else { return };
    assert!(verdicts.iter().all(|valid| *valid), "{:?}", args.iter().zip(&verdicts).collect::<Vec<_>>());
}

#[test]
fn the_plain_profile_is_the_plain_file() {
    for document in [samples::private(), samples::firm(), samples::bare()] {
        let written = write_as(&document, &Profile::default()).unwrap();
        assert_eq!(written.bytes, write(&document).unwrap());
        assert!(written.problems.is_empty());
    }
}

#[test]
fn golden_net_2016_mirrored() {
    let all = Profile {
        elements: Elements::Year2016,
        file_type: FileType::ZdMirrored,
        counting: Counting::Net,
        payer_code: PayerCode::Undefined,
    };
    insta::assert_snapshot!(text_of(&samples::private(), &all).replace("><", ">\n<"));
}

#[test]
fn element_sets_have_what_their_year_had() {
    let since_2021 = ["<NIP_KRAJ", "<MPP>", "<CENAZCZTEREMAMIEJSCAMI>"];
    let since_2025 = ["<SYSTEMKAUCYJNY>", "<STATUS_PLATNIKA>", "<ROZLICZAM_PODATEK_W_OSS>", "<KODY_JPK_V7/>"];
    for elements in [Elements::Year2016, Elements::Year2021, Elements::Year2025] {
        let text = text_of(&rich(), &profile(|profile| profile.elements = elements));
        for name in since_2021 {
            assert_eq!(text.contains(name), elements >= Elements::Year2021, "{name} in {elements:?}");
        }
        for name in since_2025 {
            assert_eq!(text.contains(name), elements == Elements::Year2025, "{name} in {elements:?}");
        }
        assert_eq!(text.contains("<ILOSC>              3.0000</ILOSC>"), elements == Elements::Year2016);
        assert_eq!(text.contains("<PO_RABACIE_PLN>0.3333<"), elements > Elements::Year2016);
    }
    let old = profile(|profile| profile.elements = Elements::Year2016);
    assert_eq!(said(&rich(), &old), ["XML-314", "XML-312"]);
    // Somebody who changes the price means it; the rest still comes from the record.
    let text = with(&text_of(&rich(), &old), "<PO_RABACIE_PLN>0.33<", "<PO_RABACIE_PLN>0.34<");
    let (document, _) = outcome(&text);
    let document = document.unwrap();
    assert_eq!((document.lines[1].price, document.payer_status), (d("0.34"), 3));
    assert_eq!(document.payer.nip_country, "DE");
}

#[test]
fn the_payers_code_is_found_again_unless_a_person_chose_another() {
    let document = samples::private();
    for (code, written) in [(PayerCode::Undefined, UNDEFINED), (PayerCode::Fixed("ALLEGRO".to_owned()), "ALLEGRO")] {
        let text = text_of(&document, &profile(|profile| profile.payer_code = code));
        let head = &text[..text.find("</NAGLOWEK>").unwrap()];
        assert_eq!(head.matches(&format!("<KOD>{written}</KOD>")).count(), 2, "payer and recipient");
        assert!(!head.contains(&document.payer.code));
        assert_eq!(outcome(&text).0.unwrap().payer.code, document.payer.code);
        let chosen = with(&text, &format!("<KOD>{written}</KOD>"), "<KOD>KOWALSKI</KOD>");
        assert_eq!(outcome(&chosen).0.unwrap().payer.code, "KOWALSKI");
    }
}

#[test]
fn a_mirrored_file_shows_the_buyer_as_its_writer() {
    let document = rich();
    let text = text_of(&document, &mirrored());
    assert!(text.contains("<TYP_DOKUMENTU>309</TYP_DOKUMENTU><RODZAJ_DOKUMENTU>309000</RODZAJ_DOKUMENTU>"));
    let (_, seller) = text.split_once("<SPRZEDAWCA>").unwrap();
    assert!(seller.starts_with("<NIP_KRAJ>DE</NIP_KRAJ><NIP>123456789</NIP>"), "{seller}");
    let (_, payer) = text.split_once("<PLATNIK>").unwrap();
    assert!(payer.starts_with("<KOD/><NIP_KRAJ/><NIP>111-111-11-11</NIP>"), "{payer}");
    // A Polish buyer has its country, as every writer of a file.
    let mut polish = document.clone();
    polish.payer.nip_country = String::new();
    assert!(text_of(&polish, &mirrored()).contains("<SPRZEDAWCA><NIP_KRAJ>PL</NIP_KRAJ>"));
    // What a person corrects of the buyer stands.
    let (corrected, codes) = outcome(&with(&text, "Firma Wymyślona", "Firma Zmyślona"));
    let corrected = corrected.unwrap();
    assert_eq!((codes.len(), corrected.kind), (0, DocumentType::RO));
    assert!(corrected.payer.name.starts_with("Firma Zmyślona"));
    assert_eq!((corrected.recipient, corrected.seller), (document.recipient.clone(), document.seller.clone()));
    // The own company is no delivery address.
    let (read, codes) = outcome(&with(&text, "<ODBIORCA><KOD/>", "<ODBIORCA><KOD>MY</KOD>"));
    assert_eq!(codes, ["XML-036"]);
    assert_eq!(read.unwrap().recipient, document.recipient);
    let ro = with(&text, "309</TYP", "308</TYP").replace("309000<", "308000<");
    assert_eq!(outcome(&ro), (None, vec!["XML-037".to_owned()]));
    // Without the record it is a ZD like any other.
    let (start, _) = text.split_once("<?allegro").unwrap();
    assert_eq!(outcome(&format!("{start}\n")).0.unwrap().kind, DocumentType::ZD);
}

#[test]
fn only_reservations_are_mirrored_and_an_unnamed_company_is_told() {
    let pro_forma = Document { kind: DocumentType::PF, ..samples::private() };
    assert_eq!(text_of(&pro_forma, &mirrored()), String::from_utf8(write(&pro_forma).unwrap()).unwrap());
    let unnamed = Document { seller: Seller::default(), ..samples::private() };
    assert_eq!(said(&unnamed, &mirrored()), ["XML-313"]);
    assert_eq!(outcome(&text_of(&unnamed, &mirrored())).0, Some(unnamed));
}

#[test]
fn a_profile_that_hides_something_needs_a_record() {
    let foreign = Document { origin: None, ..rich() };
    for profile in [net(), mirrored(), profile(|profile| profile.payer_code = PayerCode::Undefined)] {
        assert_eq!(write_as(&foreign, &profile), Err(XmlError::NoRecordToHideIn));
    }
    // A 2016 file of a document that loses nothing by it needs none.
    let mut plain = Document { origin: None, ..samples::private() };
    plain.seller.nip_country = String::new();
    assert!(write_as(&plain, &profile(|profile| profile.elements = Elements::Year2016)).is_ok());
}

#[test]
fn net_files_keep_table_and_totals_and_say_where_optima_may_differ() {
    let cup = |quantity| samples::line(1, "KUB", crate::core::vat::VatRate::taxed(d("23")), "49.99", quantity);
    let order = |lines| Document { origin: Some(samples::origin()), ..samples::document(lines) };
    // 2 × 49.99: no net sum leads to 99.98.
    let two = order(vec![cup("2")]);
    assert_eq!(said(&two, &net()), ["XML-310"]);
    let text = text_of(&two, &net());
    for part in [
        "<TYP_NETTO_BRUTTO>1<",
        "<PO_RABACIE_PLN>40.6423<",
        "<WARTOSC_NETTO>81.28<",
        "<NETTO>81.28</NETTO><VAT>18.70</VAT><BRUTTO>99.98</BRUTTO>",
        "<RAZEM_BRUTTO>99.98<",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let problem = &write_as(&two, &net()).unwrap().problems[0];
    let catalogue = crate::core::message::Catalogue::new(crate::core::message::Language::Polish);
    let words = catalogue.text(&problem.message);
    assert!(words.contains("99.98") && words.contains("99.97"), "{words}");
    // One piece is reached.
    assert_eq!(said(&order(vec![cup("1")]), &net()), [""; 0]);
    // 2500 pieces of 1.35: no price of four decimals times 2500 is 2743.90.
    let many = samples::line(1, "WOREK", crate::core::vat::VatRate::taxed(d("23")), "1.35", "2500");
    assert!(said(&order(vec![many]), &net()).contains(&"XML-311".to_owned()));
    // Already counted from net: nothing to turn.
    let as_it_is = Document { origin: Some(samples::origin()), ..samples::net_in_euro() };
    assert_eq!(text_of(&as_it_is, &net()), String::from_utf8(write(&as_it_is).unwrap()).unwrap());
}

#[test]
fn a_net_file_changed_by_hand_is_taken_as_it_stands() {
    let document = samples::private();
    let text = text_of(&document, &net());
    let price = format!("<PO_RABACIE_PLN>{}<", "8.9350");
    let (found, codes) = outcome(&with(&text, &price, "<PO_RABACIE_PLN>8.9300<"));
    assert_eq!(codes, ["XML-035"]);
    let found = found.unwrap();
    assert_eq!((found.counted_from, found.gross), (CountedFrom::Net, document.gross));
    assert_eq!(found.lines[1].price, d("8.93"));
    // What concerns no price does not matter to the prices.
    let (found, codes) = outcome(&with(&text, "<NAZWA>Towar KUB-350<", "<NAZWA>Kubek<"));
    let found = found.unwrap();
    assert_eq!((codes.len(), found.counted_from, found.lines[0].price), (0, CountedFrom::Gross, d("49.99")));
    // A changed total is still noticed.
    let total = format!("<RAZEM_BRUTTO>{}<", document.gross);
    assert_eq!(outcome(&with(&text, &total, "<RAZEM_BRUTTO>110.98<")).1, ["XML-142"]);
}

#[test]
fn a_record_with_impossible_values_is_refused() {
    let text = text_of(&samples::private(), &net());
    for (from, to) in
        [("\"price\":\"49.9900\"", "\"price\":\"-1\""), ("\"price\":\"49.9900\"", "\"price\":\"0.00001\"")]
    {
        let error = read(with(&text, from, to).as_bytes(), &Limits::default()).unwrap_err();
        assert!(matches!(error, XmlError::BrokenRecord { .. }), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_document_keeps_the_law_in_any_profile(
        document in samples::any_document(),
        profile in proptest::sample::select(profiles()),
        own in prop_oneof![Just(String::new()), Just("PL".to_owned()), Just("CZ".to_owned())],
        firm in any::<bool>(),
    ) {
        let mut document = Document { origin: Some(samples::origin()), ..document };
        document.seller.nip_country = own;
        if firm {
            document.recipient.code = document.payer.code.clone();
        }
        check_law(&document, &profile);
    }

    /// Whatever Optima makes of the lines, adding them up gives the net of the table.
    #[test]
    fn net_lines_add_up_to_the_table(document in samples::any_document()) {
        let document = Document { origin: None, ..document };
        let mut shown = document.clone();
        super::net::turn(&mut shown, None, 4, &mut Vec::new());
        for row in crate::core::vat::table_from_gross(document.lines.iter().map(|line| (line.rate, line.gross))) {
            let of_rate = |line: &&crate::core::document::Line| {
                (line.rate.percent.normalize(), line.rate.kind) == (row.rate.percent, row.rate.kind)
            };
            let net: rust_decimal::Decimal = shown.lines.iter().filter(of_rate).map(|line| line.net).sum();
            prop_assert_eq!(net, row.net);
        }
    }
}
