//! Intents of small documents against a small base.

use std::collections::BTreeMap;

use jiff::civil::date;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::intent::{LineCard, PayerCard};
use super::*;
use crate::core::answered::Answered;
use crate::core::correction::Corrections;
use crate::core::document::{
    BuyerClass, CountedFrom, Document, DocumentType, Exchange, Line, LineRole, Origin, OriginBuyer, OriginLine,
    OriginPayment, Party, Seller,
};
use crate::core::matching::{self, ContractorChoice};
use crate::core::message::{Catalogue, Language};
use crate::core::settings::{CardKind, Choice, Contractors, Settings, Several, WrongNip};
use crate::core::vat::{VatRate, table_from_gross};

pub(crate) fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub(crate) fn line(position: u32, code: &str, quantity: &str, price: &str, percent: i64) -> Line {
    let (quantity, price) = (d(quantity), d(price));
    let rate = VatRate::taxed(Decimal::from(percent));
    let gross = crate::core::money::round_amount(quantity * price);
    Line {
        position,
        code: code.to_owned(),
        name: format!("Oferta {code}"),
        description: String::new(),
        ean: String::new(),
        sww: String::new(),
        catalogue_number: String::new(),
        rate,
        list_price: price,
        price,
        discount: Decimal::ZERO,
        net: rate.net_of_gross(gross),
        gross,
        quantity,
        unit: String::new(),
    }
}

pub(crate) fn document(lines: Vec<Line>) -> Document {
    let payer = Party {
        code: "AL-1".to_owned(),
        name: "Jan Przykładowy".to_owned(),
        post_code: "00-001".to_owned(),
        city: "Miastowo".to_owned(),
        street: "ul. Domowa 1".to_owned(),
        country: "Polska".to_owned(),
        ..Party::default()
    };
    let table = table_from_gross(lines.iter().map(|line| (line.rate, line.gross)));
    let day = date(2026, 7, 2);
    let origin_line = |line: &Line| OriginLine {
        lp: line.position,
        role: LineRole::Goods,
        line: None,
        offer: Some(format!("7700{}", line.position)),
        code_from: Answered::Unknown,
        vat_from: Answered::Unknown,
    };
    Document {
        generator: String::new(),
        kind: DocumentType::RO,
        number: "sklep/3f9b1c70".to_owned(),
        date: day,
        issue_date: day,
        operation_date: day,
        deposit_return: None,
        correction: 0,
        retail: false,
        counted_from: CountedFrom::Gross,
        discount: Decimal::ZERO,
        description: "Dok.: sklep/3f9b1c70 (Rezerwacja odbiorcy)\nKONTO=sklep".to_owned(),
        recipient: payer.clone(),
        payer,
        seller: Seller::default(),
        category_code: String::new(),
        category_name: String::new(),
        payment_form: "przelew".to_owned(),
        payment_due: Some(day),
        currency: Exchange {
            symbol: "PLN".to_owned(),
            rate: Decimal::ONE,
            per: Decimal::ONE,
            rate_kind: 3,
            date: Some(day),
        },
        net: table.iter().map(|row| row.net).sum(),
        vat: table.iter().map(|row| row.vat).sum(),
        gross: table.iter().map(|row| row.gross).sum(),
        warehouse: "MAGAZYN".to_owned(),
        payments_blocked: true,
        payer_status: 0,
        oss: false,
        vat_table: table,
        origin: Some(Origin {
            v: 1,
            order: "3f9b1c70-c5f1-11f0-9d2e-5b8a7c6e4d21".into(),
            revision: None,
            account: "sklep".to_owned(),
            marketplace: None,
            bought_at: None,
            class: BuyerClass::Private,
            definition: String::new(),
            series: String::new(),
            group: "ALLEGRO".to_owned(),
            foreign_number: "sklep/3f9b1c70".to_owned(),
            reserved_until: Some(date(2026, 7, 16)),
            buyer: OriginBuyer {
                id: "1".to_owned(),
                login: "przyklad".to_owned(),
                email: Some("ab12+xyz@allegromail.example".to_owned()),
                phone: None,
                own_phone: None,
            },
            delivery: None,
            payment: None,
            difference: None,
            corrections: Corrections::default(),
            attributes: BTreeMap::from([("ALLEGRO_ID".to_owned(), "3f9b1c70".to_owned())]),
            lines: lines.iter().map(origin_line).collect(),
        }),
        lines,
    }
}

pub(super) fn contractor(id: i64, code: &str, nip: &str, email: &str) -> Contractor {
    Contractor {
        id,
        code: code.to_owned(),
        name: format!("Karta {id}"),
        nip: nip.to_owned(),
        emails: vec![email.to_owned()],
        consumer: nip.is_empty(),
        ..Contractor::default()
    }
}

pub(super) fn card(id: i64, code: &str) -> ProductCard {
    ProductCard {
        id,
        code: code.to_owned(),
        name: format!("Karta {code}"),
        eans: Vec::new(),
        catalogue_number: String::new(),
        sww: String::new(),
        supplier_code: String::new(),
        goods: true,
        rate: None,
        unit: "szt.".to_owned(),
        whole_units: 1,
        price_number: 5,
        deposit: 0,
        name_editable: true,
        inactive: false,
    }
}

pub(crate) fn base() -> Snapshot {
    let price = |number, kind| PriceDefinition {
        number,
        kind,
        currency: "PLN".to_owned(),
        update: 0,
        rounding: Decimal::ZERO,
        margin: Decimal::ZERO,
        offset: Decimal::ZERO,
    };
    Snapshot {
        definition: Some(Definition {
            id: 1,
            symbol: "RO".to_owned(),
            scheme: "@symbol/@numerS/@rok_kal".to_owned(),
            inactive: false,
        }),
        warehouse: Some(Warehouse { id: 2, symbol: "MAGAZYN".to_owned(), series: String::new(), inactive: false }),
        payment_form: Some(PaymentForm { id: 3, name: "przelew".to_owned(), days: 14, inactive: false }),
        cards: vec![card(11, "KUBEK"), card(12, "KSIAZKA")],
        attributes: BTreeMap::from([("ALLEGRO_ID".to_owned(), 7)]),
        prices: vec![price(1, 1), price(2, 2), price(3, 2)],
        contractor_group: Some("Allegro".to_owned()),
        ..Snapshot::default()
    }
}

pub(crate) fn make_with(document: &Document, snapshot: &Snapshot, settings: &Settings) -> Result<Intent, Vec<Problem>> {
    let key = Uuid::nil();
    let order = document.origin.as_ref().and_then(|origin| origin.order.known());
    let wanted = wanted(document, order, key, settings);
    plan(Ingredients { document, key, wanted: &wanted, snapshot, settings, today: document.date })
}

pub(crate) fn make(document: &Document, snapshot: &Snapshot) -> Result<Intent, Vec<Problem>> {
    make_with(document, snapshot, &Settings::default())
}

pub(super) fn codes(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(Problem::code).collect()
}

fn chosen(document: &Document, cards: &[Contractor], several: Several) -> Result<String, String> {
    let choices = Contractors { several, ..Contractors::default() };
    match matching::contractor(document, cards, &choices, &mut Vec::new()) {
        Ok(ContractorChoice::Existing(card, reason)) => Ok(format!("{} {}", card.code, reason.as_str())),
        Ok(ContractorChoice::New(code)) => Ok(format!("new {code}")),
        Err(problem) => Err(problem.code().to_owned()),
    }
}

pub(super) fn firm() -> Document {
    let mut firm = document(vec![line(1, "KUBEK", "1", "10.00", 23)]);
    firm.payer.nip = "5260250274".to_owned();
    firm.payer.code = "AL-F5260250274".to_owned();
    firm.origin.as_mut().unwrap().class = BuyerClass::Firm;
    firm
}

#[test]
fn r_d1_cards_are_matched_by_nip_code_e_mail_and_masked_e_mail() {
    let private = document(Vec::new());
    let masked = contractor(4, "X", "", "ab12+other@allegromail.example");
    let by_code = contractor(5, "al-1", "", "");
    assert_eq!(chosen(&private, &[masked.clone(), by_code], Several::Error).unwrap(), "al-1 kod");
    assert_eq!(chosen(&private, std::slice::from_ref(&masked), Several::Error).unwrap(), "X e-mail (Allegro)");
    let mut real = private.clone();
    real.origin.as_mut().unwrap().buyer.email = Some("jan@example.com".to_owned());
    let by_email = contractor(6, "JAN", "", "JAN@example.com");
    assert_eq!(chosen(&real, &[masked, by_email], Several::Error).unwrap(), "JAN e-mail");
    let by_nip = contractor(7, "FIRMA", "526-025-02-74", "");
    assert_eq!(chosen(&firm(), &[by_nip], Several::Error).unwrap(), "FIRMA NIP");
    assert_eq!(chosen(&private, &[], Several::Error).unwrap(), "new AL-1");
}

#[test]
fn r_d6_nip_and_private_cards_never_meet() {
    let private = document(Vec::new());
    let with_nip = contractor(4, "AL-1", "5260250274", "ab12+other@allegromail.example");
    assert_eq!(chosen(&private, &[with_nip], Several::Error).unwrap(), "new AL-1-2");
    let without = contractor(5, "AL-F5260250274", "", "");
    assert_eq!(chosen(&firm(), &[without], Several::Error).unwrap(), "new AL-F5260250274-2");
    let plan = make(&document(vec![line(1, "KUBEK", "1", "10.00", 23)]), &base()).unwrap();
    assert_eq!((plan.payer.card.code(), plan.payer.party.nip.as_str(), plan.payer.consumer), ("AL-1", "", true));
    assert!(matches!(plan.payer.card, PayerCard::New { .. }));
}

#[test]
fn r_d8_several_inactive_and_blocked_cards() {
    let two = [contractor(8, "A", "5260250274", ""), contractor(4, "B", "5260250274", "")];
    assert_eq!(chosen(&firm(), &two, Several::Error).unwrap_err(), "IMP-012");
    assert_eq!(chosen(&firm(), &two, Several::Oldest).unwrap(), "B NIP");
    assert_eq!(chosen(&firm(), &two, Several::Newest).unwrap(), "A NIP");
    let mut inactive = two.clone();
    inactive[0].inactive = true;
    assert_eq!(chosen(&firm(), &inactive, Several::Error).unwrap(), "B NIP");
    inactive[1].blocked = true;
    assert_eq!(chosen(&firm(), &inactive, Several::Error).unwrap_err(), "IMP-013");
}

#[test]
fn r_d9_a_new_card_names_those_that_may_be_the_same() {
    let order = document(vec![line(1, "KUBEK", "1", "10.00", 23)]);
    let mut base = base();
    base.namesakes = vec![Namesake {
        code: "JAN".to_owned(),
        name: "JAN PRZYKŁADOWY".to_owned(),
        nip: "5260250274".to_owned(),
        street: "Domowa 1".to_owned(),
        post_code: "00-001".to_owned(),
        emails: Vec::new(),
    }];
    let plan = make(&order, &base).unwrap();
    let warning = plan.decisions.iter().find(|problem| problem.code() == "IMP-050").unwrap();
    let text = Catalogue::new(Language::Polish).text(&warning.message);
    assert!(text.contains("AL-1") && text.contains("JAN (JAN PRZYKŁADOWY, 5260250274, 00-001, Domowa 1)"), "{text}");
    assert!(matches!(plan.payer.card, PayerCard::New { .. }), "shown, and not taken");
    // No new card, no question.
    base.contractors = vec![contractor(5, "AL-1", "", "")];
    assert!(!codes(&make(&order, &base).unwrap().decisions).contains(&"IMP-050"));
}

#[test]
fn r_b13_a_document_without_a_term_has_the_term_of_its_form_in_optima() {
    let mut order = document(vec![line(1, "KUBEK", "1", "10.00", 23)]);
    let due = |order: &Document| make(order, &base()).unwrap().header.dates.due;
    assert_eq!(due(&order), date(2026, 7, 2));
    order.payment_due = None;
    assert_eq!(due(&order), date(2026, 7, 16));
}

#[test]
fn a_term_that_nobody_knew_at_the_export_is_that_of_the_form_unless_a_person_wrote_one() {
    let mut order = document(vec![line(1, "KUBEK", "1", "10.00", 23)]);
    let due = |order: &Document| make(order, &base()).unwrap().header.dates.due;
    order.origin.as_mut().unwrap().payment = Some(OriginPayment { term_of_form: true, ..OriginPayment::default() });
    assert_eq!(due(&order), date(2026, 7, 16));
    order.payment_due = Some(date(2026, 7, 5));
    assert_eq!(due(&order), date(2026, 7, 5));
}

#[test]
fn the_end_of_a_reservation_is_the_records_unless_a_person_wrote_another() {
    let mut order = document(vec![line(1, "KUBEK", "1", "10.00", 23)]);
    let end = date(2026, 7, 16);
    order.origin.as_mut().unwrap().reserved_until = Some(end);
    let reserved_until = |order: &Document| make(order, &base()).unwrap().header.dates.reserved_until;
    for (issued, expected) in [
        // Both ways of `[xml] issue_date`, and by hand: later, and a day that no reservation can end on.
        (order.date, end),
        (end, end),
        (date(2026, 7, 30), date(2026, 7, 30)),
        (date(2026, 6, 1), end),
    ] {
        order.issue_date = issued;
        assert_eq!(reserved_until(&order), expected, "{issued}");
    }
}

#[test]
fn r_d5_a_wrong_nip_in_a_file_by_choice() {
    let mut wrong = firm();
    wrong.payer.nip = "5260250275".to_owned();
    let mut settings = Settings::default();
    let mut said = Vec::new();
    assert_eq!(accept(wrong.clone(), &settings, &mut said).unwrap_err().code(), "IMP-051");
    settings.contractors.wrong_nip = WrongNip::Private;
    assert_eq!(accept(wrong.clone(), &settings, &mut said).unwrap().payer.nip, "");
    assert_eq!(codes(&said), ["IMP-052"]);
    for (country, nip, is) in [
        ("", "NIP UE PL 526-025-02-74", ("", "5260250274")),
        ("PL", "５２６０２５０２７４", ("PL", "5260250274")),
        ("", "526-025-02-74", ("", "526-025-02-74")),
        ("", "DE123456789", ("DE", "123456789")),
        ("PL", "CZ 12345678", ("CZ", "12345678")),
        ("DE", "DE123456789", ("DE", "123456789")),
    ] {
        (wrong.payer.nip_country, wrong.payer.nip) = (country.to_owned(), nip.to_owned());
        let payer = accept(wrong.clone(), &Settings::default(), &mut Vec::new()).unwrap().payer;
        assert_eq!((payer.nip_country.as_str(), payer.nip.as_str()), is, "{country} {nip}");
    }
    (wrong.payer.nip_country, wrong.payer.nip) = ("CZ".to_owned(), "12345678".to_owned());
    assert_eq!(accept(wrong, &settings, &mut said).unwrap().payer.nip, "12345678");
    assert_eq!(accept(firm(), &settings, &mut said).unwrap().payer.nip, "5260250274");
}

#[test]
fn r_d7_a_code_that_is_taken_is_passed_over() {
    let private = document(Vec::new());
    let taken: Vec<Contractor> =
        ["AL-1", "al-1-2"].into_iter().map(|code| contractor(1, code, "5260250274", "")).collect();
    assert_eq!(chosen(&private, &taken, Several::Error).unwrap(), "new AL-1-3");
}

#[test]
fn r_j6_everything_that_is_missing_is_named_at_once() {
    let mut empty = base();
    (empty.definition, empty.warehouse, empty.payment_form) = (None, None, None);
    empty.cards.clear();
    let problems = make(&document(vec![line(1, "KUBEK", "1", "10.00", 23)]), &empty).unwrap_err();
    let found = codes(&problems);
    for code in ["IMP-004", "IMP-006", "IMP-008", "IMP-010"] {
        assert!(found.contains(&code), "{code} in {found:?}");
    }
}

#[test]
fn r_j4_a_missing_category_or_attribute_is_only_said() {
    let mut document = document(vec![line(1, "KUBEK", "1", "10.00", 23)]);
    document.category_code = "ALLEGRO".to_owned();
    let mut base = base();
    base.attributes.clear();
    let plan = make(&document, &base).unwrap();
    assert!(plan.attributes.is_empty());
    assert_eq!(plan.header.category, None);
    let said = codes(&plan.decisions);
    assert!(said.contains(&"IMP-015") && said.contains(&"IMP-027"), "{said:?}");
}

#[test]
fn r_f8_new_cards_follow_the_rules() {
    let mut one = document(vec![line(1, "NOWY", "1", "10.00", 8), line(2, "NOWY", "2", "10.00", 8)]);
    one.lines[0].ean = "2000000000015".to_owned();
    let mut settings = Settings::default();
    assert_eq!(codes(&make_with(&one, &base(), &settings).unwrap_err()), ["IMP-010", "IMP-010"]);
    settings.products.create = true;
    let plan = make_with(&one, &base(), &settings).unwrap();
    assert_eq!(plan.new_cards.len(), 1);
    assert_eq!(plan.new_cards[0].rate, VatRate::taxed(d("8")));
    let rules = &mut settings.products.card;
    rules.code = "{kod}-{oferta}".to_owned();
    rules.name = "Allegro: {nazwa}".to_owned();
    rules.catalogue_number = "{oferta}".to_owned();
    (rules.vat, rules.kind, rules.ean, rules.price) = ("23".to_owned(), CardKind::Service, false, true);
    let plan = make_with(&one, &base(), &settings).unwrap();
    let made: Vec<&str> = plan.new_cards.iter().map(|card| card.code.as_str()).collect();
    assert_eq!(made, ["NOWY-77001", "NOWY-77002"]);
    let card = &plan.new_cards[0];
    assert_eq!(
        (&*card.name, &*card.catalogue_number, &*card.ean, card.rate, card.goods),
        ("Allegro: Oferta NOWY", "77001", "", VatRate::taxed(d("23")), false)
    );
    let prices: Vec<Decimal> = card.prices.iter().map(|price| price.value).collect();
    assert_eq!(prices, [Decimal::ZERO, d("10.00"), Decimal::ZERO]);
    assert_eq!(plan.lines[1].card, LineCard::New(1));
    // The next order finds the card that this one made.
    let mut later = base();
    later.cards.extend([card_of("NOWY-77001", 20), card_of("NOWY-77002", 21)]);
    assert!(make_with(&one, &later, &settings).unwrap().new_cards.is_empty());
    settings.products.card.code = "{ean}".to_owned();
    assert_eq!(codes(&make_with(&one, &base(), &settings).unwrap_err()), ["IMP-043"]);
}

fn card_of(code: &str, id: i64) -> ProductCard {
    card(id, code)
}

#[test]
fn r_c8_a_card_made_under_oss_needs_a_rate_of_poland() {
    let mut abroad = document(vec![line(1, "NOWY", "1", "10.00", 19)]);
    (abroad.oss, abroad.payer_status) = (true, 10);
    let mut settings = Settings::default();
    settings.products.create = true;
    assert_eq!(codes(&make_with(&abroad, &base(), &settings).unwrap_err()), ["IMP-045"]);
    settings.products.card.vat = "23".to_owned();
    let plan = make_with(&abroad, &base(), &settings).unwrap();
    assert_eq!(plan.payer.status, 10);
}

#[test]
fn a_document_in_a_currency_goes_in_by_choice_and_with_its_rate() {
    let mut korunas = document(vec![line(1, "KUBEK", "1", "100.00", 23)]);
    korunas.currency.symbol = "CZK".to_owned();
    let mut settings = Settings::default();
    let refused = |document: &Document, settings: &Settings| {
        accept(document.clone(), settings, &mut Vec::new()).unwrap_err().code().to_owned()
    };
    assert_eq!(refused(&korunas, &settings), "IMP-003");
    settings.orders.foreign_currency = Choice::Import;
    // Another program's file without a rate is read with one of 1; ours has one, and may have that one.
    assert_eq!(refused(&Document { origin: None, ..korunas.clone() }, &settings), "IMP-041");
    assert!(accept(korunas.clone(), &settings, &mut Vec::new()).is_ok());
    (korunas.currency.rate, korunas.currency.date) = (d("0.1701"), Some(date(2026, 7, 1)));
    assert_eq!(refused(&korunas, &settings), "IMP-042");
    korunas.lines[0].price = d("17.01");
    (korunas.lines[0].net, korunas.lines[0].gross) = (d("13.83"), d("17.01"));
    korunas.vat_table = table_from_gross([(korunas.lines[0].rate, d("17.01"))]);
    (korunas.net, korunas.vat, korunas.gross) = (d("13.83"), d("3.18"), d("17.01"));
    let korunas = accept(korunas, &settings, &mut Vec::new()).unwrap();
    let plan = make_with(&korunas, &base(), &settings).unwrap();
    let (header, line, vat) = (&plan.header, &plan.lines[0], &plan.vat_table[0]);
    assert_eq!((&*header.currency.symbol, header.currency.rate), ("CZK", d("0.1701")));
    assert_eq!((header.sums.gross, header.sums_abroad.gross), (d("17.01"), d("100.00")));
    assert_eq!(header.dates.exchange, date(2026, 7, 1));
    assert_eq!((line.line.list_price, line.abroad.price, line.line.price), (d("100.00"), d("100.00"), d("17.01")));
    assert_eq!((line.line.gross, line.abroad.gross), (d("17.01"), d("100.00")));
    assert_eq!((vat.home.vat, vat.abroad.vat), (d("3.18"), d("18.70")));
}
