//! The chain of sources at work: what is asked of the base and of Allegro, and for how long an answer is good.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::shop::{Shop, alive, everything, id, now, order};
use crate::allegro::simulator::{Instead, Thing, Trouble, World};
use crate::clock::{Clock, ManualClock};
use crate::core::message::{Catalogue, Language};
use crate::core::settings::UnknownProduct;
use crate::core::tables::ProductRow;
use crate::ledger::State;
use crate::optima::contract::RawBase as _;
use crate::stages::export::Window;

/// The EANs of the sandbox's mugs.
const MUG: &str = "2000000000015";
const FLASK: &str = "2000000000022";

/// The made-up order `n` of an offer.
fn sold(n: u32, offer: &str, signature: Option<&str>, tax: Option<&str>) -> Value {
    let mut order = order(n);
    let line = &mut order["lineItems"][0];
    line["offer"]["id"] = json!(offer);
    line["offer"]["external"] = signature.map_or(Value::Null, |signature| json!({ "id": signature }));
    line["tax"] = tax.map_or(Value::Null, |rate| json!({ "rate": rate, "subject": "GOODS", "exemption": null }));
    order
}

fn offer(id: &str, signature: Option<&str>, ean: &str) -> Value {
    json!({
        "id": id,
        "external": signature.map(|signature| json!({ "id": signature })),
        "productSet": [{ "product": { "parameters": [{ "id": "225693", "values": [ean] }] } }],
        "taxSettings": { "rates": [{ "rate": "8.00", "countryCode": "PL" }], "subject": "GOODS" },
    })
}

fn shop(orders: Vec<Value>, offers: Vec<Value>) -> (Shop, Arc<ManualClock>) {
    let clock = Arc::new(ManualClock::new(now()));
    let shop = Shop::at(World::from_orders(orders), Arc::clone(&clock) as Arc<dyn Clock>);
    shop.allegro.change(|world| world.offers = offers);
    (shop, clock)
}

/// Which offers were asked for so far, each as often as it was.
fn asked(shop: &Shop) -> Vec<String> {
    let ids = shop.allegro.requests().into_iter().filter_map(|line| {
        let id = line.split_once("/sale/product-offers/")?.1;
        Some(id.chars().take_while(char::is_ascii_digit).collect())
    });
    ids.collect()
}

fn put(shop: &Shop, order: Value, clock: &ManualClock) {
    shop.allegro.change(|world| world.put(order, "READY_FOR_PROCESSING", clock.now()));
}

#[test]
fn a_page_of_a_hundred_orders_costs_the_base_two_looks_and_each_offer_one_request() {
    let of = |n: u32| format!("77{:06}", n % 20);
    let orders: Vec<Value> = (1..=100)
        .map(|n| match n % 4 {
            0 => sold(n, &format!("88{n:06}"), Some("KUBEK-330"), None),
            1 => sold(n, &of(n), None, Some("8.00")),
            2 => sold(n, &of(n), Some("OBCY-1"), Some("8.00")),
            _ => sold(n, &of(n), Some("OBCY-2"), None),
        })
        .collect();
    let wanted: BTreeSet<String> = (1..=100).filter(|n| n % 4 > 0).map(of).collect();
    let ean = |id: &str| if id.ends_with(['0', '2', '4', '6', '8']) { FLASK } else { MUG };
    let (mut shop, _) = shop(orders, wanted.iter().map(|id| offer(id, None, ean(id))).collect());
    let report = shop.export(&everything());
    assert_eq!((report.exported.len(), report.errors.len()), (100, 0), "{report:?}");
    // Each look is two requests at SQL Server, so four round trips.
    assert_eq!(shop.house.base.looks, 2);
    let once = asked(&shop);
    assert_eq!((once.len(), once.into_iter().collect::<BTreeSet<_>>()), (wanted.len(), wanted));
    assert_eq!(shop.import().imported.len(), 100);
    let codes: BTreeSet<String> =
        shop.documents().into_iter().map(|mut document| document.lines.remove(0).code).collect();
    assert!(codes.iter().eq(["KUBEK-330", "KUBEK-TERM-350"]), "{codes:?}");
}

#[test]
fn an_answer_is_good_for_a_day_in_every_run() {
    let (mut shop, clock) = shop(vec![sold(1, "7001", None, Some("8.00"))], vec![offer("7001", None, MUG)]);
    assert_eq!(shop.export(&everything()).exported.len(), 1);
    for (n, hours, requests) in [(2, 1, 1), (3, 22, 1), (4, 2, 2)] {
        clock.forward(SignedDuration::from_hours(hours));
        put(&shop, sold(n, "7001", Some("OBCY-1"), None), &clock);
        assert_eq!(shop.export(&Window::News).exported.len(), 1);
        assert_eq!(asked(&shop).len(), requests, "{n}");
    }
}

/// The seller gave the offer another signature since it was asked for, as a later purchase shows.
#[test]
fn an_answer_that_a_later_order_contradicts_is_asked_for_anew() {
    let (mut shop, clock) =
        shop(vec![sold(1, "7001", Some("OBCY-1"), None)], vec![offer("7001", Some("KUBEK-330"), MUG)]);
    assert_eq!(shop.export(&everything()).exported.len(), 1);
    clock.forward(SignedDuration::from_hours(1));
    shop.allegro.change(|world| world.offers = vec![offer("7001", Some("KUBEK-TERM-350"), FLASK)]);
    let mut order = sold(2, "7001", Some("KUBEK-TERM-35O"), None);
    order["lineItems"][0]["boughtAt"] = serde_json::json!(clock.now().to_string());
    put(&shop, order, &clock);
    assert_eq!(shop.export(&Window::News).exported.len(), 1);
    assert_eq!(asked(&shop).len(), 2);
    shop.import();
    let codes: BTreeSet<String> =
        shop.documents().into_iter().map(|mut document| document.lines.remove(0).code).collect();
    assert!(codes.iter().eq(["KUBEK-330", "KUBEK-TERM-350"]), "{codes:?}");
}

#[test]
fn an_offer_that_is_gone_is_known_for_a_day_too_and_one_that_could_not_be_read_is_asked_for_in_the_next_run() {
    let (mut shop, clock) = shop(vec![sold(1, "7001", None, Some("8.00"))], Vec::new());
    // So that nobody has to try again.
    shop.settings.products.unknown = UnknownProduct::OfferCode;
    assert_eq!(shop.export(&everything()).exported.len(), 1);
    for (n, hours, requests) in [(2, 23, 1), (3, 2, 2)] {
        clock.forward(SignedDuration::from_hours(hours));
        put(&shop, sold(n, "7001", None, Some("8.00")), &clock);
        assert_eq!(shop.export(&Window::News).exported.len(), 1);
        assert_eq!(asked(&shop).len(), requests, "{n}");
    }
    // What could not be read is no answer.
    let thing = Thing::Offer("7002".to_owned());
    shop.allegro.begin(&Trouble::Of { thing, instead: Instead::Shape, times: None });
    for n in [4, 5] {
        clock.forward(SignedDuration::from_secs(30));
        put(&shop, sold(n, "7002", None, Some("8.00")), &clock);
        assert_eq!(shop.export(&Window::News).errors.len(), 1);
        assert_eq!(asked(&shop).iter().filter(|id| *id == "7002").count(), usize::try_from(n).unwrap() - 3);
    }
}

/// Why an offer could not be read is said in words of our own, whatever came instead.
#[test]
fn prd_010_speaks_the_operators_language() {
    let (polish, english) = (Catalogue::new(Language::Polish), Catalogue::new(Language::English));
    for (instead, says, in_english) in [
        (Instead::Shape, "to nie jest to, co podaje Allegro (tekst)", "(a text)"),
        (Instead::NotUtf8, "to nie jest tekst w UTF-8", "it is not text in UTF-8"),
        (Instead::Cut, "połączenie zostało przerwane", "the connection was broken off"),
        (Instead::Html, "stronę internetową", "web page"),
    ] {
        let (mut shop, _) = shop(vec![sold(1, "7001", None, Some("8.00"))], vec![offer("7001", None, MUG)]);
        let thing = Thing::Offer("7001".to_owned());
        shop.allegro.begin(&Trouble::Of { thing, instead, times: None });
        let report = shop.export(&everything());
        let problem = &report.errors[0].problems[0];
        assert_eq!(problem.code(), "PRD-010", "{instead:?} {report:?}");
        let (text, translated) = (polish.text(&problem.message), english.text(&problem.message));
        assert!(text.contains(says) && translated.contains(in_english), "{instead:?}: {text} {translated}");
        for word in [" is ", "not ", "found", "error", "missing", "connection", "string", "field"] {
            assert!(!text.contains(word), "{word}: {text}");
        }
    }
}

#[test]
fn what_was_mended_at_allegro_since_an_order_was_refused_is_seen_when_it_is_tried_again() {
    let (mut shop, clock) = shop(vec![sold(1, "7001", None, Some("8.00"))], Vec::new());
    assert_eq!(shop.export(&everything()).errors.len(), 1);
    clock.forward(SignedDuration::from_secs(30));
    put(&shop, sold(2, "7001", None, Some("8.00")), &clock);
    assert_eq!(shop.export(&Window::News).errors.len(), 1);
    assert_eq!(asked(&shop).len(), 1, "that it is not there is known");
    // As the refusal says.
    shop.allegro.change(|world| world.offers = vec![offer("7001", Some("KUBEK-330"), "")]);
    clock.forward(SignedDuration::from_mins(11));
    assert_eq!(shop.export(&Window::News).exported.len(), 2);
    assert_eq!(asked(&shop).len(), 2);
}

#[test]
fn an_offer_that_is_not_shown_is_asked_for_by_those_that_are_tried_again() {
    let (mut shop, clock) = shop(vec![sold(1, "7001", None, Some("8.00"))], vec![offer("7001", None, MUG)]);
    let thing = Thing::Offer("7001".to_owned());
    shop.allegro.begin(&Trouble::Of { thing, instead: Instead::Status(403), times: None });
    assert_eq!(shop.export(&everything()).errors.len(), 1);
    let requests = asked(&shop).len();
    clock.forward(SignedDuration::from_secs(30));
    put(&shop, sold(2, "7001", None, Some("8.00")), &clock);
    assert_eq!(shop.export(&Window::News).errors.len(), 1);
    assert_eq!(asked(&shop).len(), requests);
    assert!(shop.house.records().iter().all(|life| life.state == State::Waiting));
    shop.allegro.begin(&Trouble::Over);
    clock.forward(SignedDuration::from_mins(11));
    assert_eq!(shop.export(&Window::News).exported.len(), 2);
}

#[test]
fn a_dry_run_keeps_nothing_and_asks_once() {
    let orders = (1..=3).map(|n| sold(n, "7001", None, Some("8.00"))).collect();
    let (mut shop, _) = shop(orders, vec![offer("7001", None, MUG)]);
    let ids = (1..=3).map(|n| id(n).known().unwrap()).collect();
    shop.try_export(&shop.house.disk.clone(), &Window::Only(ids)).1.unwrap();
    assert_eq!(asked(&shop).len(), 1);
}

#[test]
fn a_card_that_was_renamed_between_look_up_and_write_is_found_by_its_ean_and_not_doubled() {
    let (mut shop, _) = shop(vec![sold(1, "7001", Some("KUBEK-330"), Some("8.00"))], Vec::new());
    shop.export(&everything());
    alive(shop.house.base.inner.raw("UPDATE CDN.Towary SET Twr_Kod = 'KUBEK-NOWY' WHERE Twr_Kod = 'KUBEK-330'"))
        .unwrap();
    let report = shop.import();
    assert_eq!((report.imported.len(), report.errors.len()), (1, 0), "{report:?}");
    assert!(!told(&report.imported[0].problems).contains(&"IMP-025".to_owned()), "no card was made");
    assert_eq!(shop.documents()[0].lines[0].code, "KUBEK-NOWY");
}

#[test]
fn a_card_out_of_use_refuses_its_document_whichever_way_it_was_found() {
    for signature in [Some("KUBEK-330"), Some("OBCY-1"), None] {
        for tax in [Some("8.00"), None] {
            let (mut shop, _) = shop(vec![sold(1, "7001", signature, tax)], vec![offer("7001", None, MUG)]);
            shop.house.base.raw("UPDATE CDN.Towary SET Twr_NieAktywny = 1 WHERE Twr_Kod = 'KUBEK-330'");
            shop.export(&everything());
            let report = shop.import();
            assert_eq!((report.imported.len(), report.errors.len()), (0, 1), "{signature:?} {tax:?} {report:?}");
            assert_eq!(report.errors[0].problems[0].code(), "IMP-029");
        }
    }
}

#[test]
fn a_service_and_a_composed_product_are_cards_as_any_other() {
    for kind in ["Twr_Typ = 0", "Twr_Produkt = 1"] {
        for signature in [Some("KUBEK-330"), Some("OBCY-1"), None] {
            let (mut shop, _) = shop(vec![sold(1, "7001", signature, Some("8.00"))], vec![offer("7001", None, MUG)]);
            shop.house.base.raw(&format!("UPDATE CDN.Towary SET {kind} WHERE Twr_Kod = 'KUBEK-330'"));
            shop.export(&everything());
            let report = shop.import();
            assert_eq!((report.imported.len(), report.errors.len()), (1, 0), "{kind} {signature:?} {report:?}");
            assert!(!told(&report.imported[0].problems).contains(&"IMP-025".to_owned()), "{kind} {signature:?}");
            assert_eq!(shop.documents()[0].lines[0].code, "KUBEK-330");
        }
    }
}

#[test]
fn two_lines_of_one_ean_share_one_new_card() {
    let order = with_second(sold(1, "7001", Some("OBCY-1"), Some("8.00")), "7002", "OBCY-2");
    let ean = "2000000009995";
    let (mut shop, _) = shop(vec![order], vec![offer("7001", None, ean), offer("7002", None, ean)]);
    assert_eq!(shop.export(&everything()).errors.len(), 0);
    let report = shop.import();
    assert_eq!((report.imported.len(), report.errors.len()), (1, 0), "{report:?}");
    assert_eq!(told(&report.imported[0].problems).iter().filter(|code| *code == "IMP-025").count(), 1);
    assert_eq!(shop.documents()[0].lines.len(), 3);
}

/// A second line of other goods: offer, signature, a price of one grosz.
fn with_second(mut order: Value, offer: &str, signature: &str) -> Value {
    let mut second = order["lineItems"][0].clone();
    second["id"] = json!("b7a1c001-c096-11f1-8d16-000000009999");
    second["offer"]["id"] = json!(offer);
    second["offer"]["external"] = json!({ "id": signature });
    second["price"] = json!({ "amount": "0.01", "currency": "PLN" });
    second["quantity"] = json!(1);
    order["lineItems"].as_array_mut().unwrap().push(second);
    let total: rust_decimal::Decimal = order["summary"]["totalToPay"]["amount"].as_str().unwrap().parse().unwrap();
    let total = json!((total + rust_decimal::Decimal::new(1, 2)).to_string());
    order["summary"]["totalToPay"]["amount"] = total.clone();
    order["payment"]["paidAmount"]["amount"] = total;
    order
}

/// With codes made of names alone two goods of one name meet on a card; whether an EAN is known of both, of one or of none.
#[test]
fn goods_of_one_name_are_not_booked_on_one_card_without_a_word() {
    const OTHER: &str = "2000000008882";
    const NOBODYS: &str = "2000000009995";
    for (first, second) in [("", ""), (NOBODYS, ""), ("", NOBODYS), (NOBODYS, OTHER)] {
        let offers = || vec![offer("7001", Some("MISA-A"), first), offer("7002", Some("MISA-B"), second)];
        let sold = |n, offer, signature| sold(n, offer, Some(signature), Some("8.00"));
        let refusal = if first.is_empty() || second.is_empty() { "IMP-084" } else { "IMP-046" };
        // In one order.
        let (mut shop_of_one, _) = shop(vec![with_second(sold(1, "7001", "MISA-A"), "7002", "MISA-B")], offers());
        shop_of_one.settings.products.card.code = "{nazwa}".to_owned();
        assert_eq!(shop_of_one.export(&everything()).errors.len(), 0);
        let report = shop_of_one.import();
        assert_eq!(refusals(&report.errors[0].problems), [refusal], "{first} {second} {report:?}");
        // In two, one after the other; and a third one of the first goods is no doubt.
        let (mut shop, clock) = shop(vec![sold(1, "7001", "MISA-A")], offers());
        shop.settings.products.card.code = "{nazwa}".to_owned();
        assert_eq!((shop.export(&everything()).exported.len(), shop.import().imported.len()), (1, 1));
        clock.forward(SignedDuration::from_secs(30));
        put(&shop, sold(2, "7002", "MISA-B"), &clock);
        let report = shop.export(&Window::News);
        assert_eq!(refusals(&report.errors[0].problems), [refusal], "{first} {second} {report:?}");
        clock.forward(SignedDuration::from_secs(30));
        put(&shop, sold(3, "7001", "MISA-A"), &clock);
        assert_eq!((shop.export(&Window::News).exported.len(), shop.import().imported.len()), (1, 1));
        let codes: BTreeSet<String> = shop.documents().into_iter().map(|mut it| it.lines.remove(0).code).collect();
        assert_eq!((codes.len(), shop.documents().len()), (1, 2), "{codes:?}");
        // The advice: it is that card, or the template tells them apart.
        let card = codes.into_iter().next().unwrap();
        let row = ProductRow { code: Some(card.clone()), ..ProductRow::default() };
        shop.tables.products.insert("7002".to_owned(), row);
        clock.forward(SignedDuration::from_mins(11));
        assert_eq!((shop.export(&Window::News).exported.len(), shop.import().imported.len()), (1, 1));
        assert!(shop.documents().iter().all(|document| document.lines[0].code == card));
        shop.tables.products.clear();
        shop.settings.products.card.code = "{kod}".to_owned();
        clock.forward(SignedDuration::from_secs(30));
        put(&shop, sold(4, "7002", "MISA-B"), &clock);
        assert_eq!((shop.export(&Window::News).exported.len(), shop.import().imported.len()), (1, 1));
        assert_eq!(shop.documents().iter().filter(|document| document.lines[0].code == "MISA-B").count(), 1);
    }
}

/// One card was there before; nothing of it but its code says what it is of.
#[test]
fn a_card_that_only_a_name_leads_to_is_taken_with_a_warning() {
    let sold = || sold(1, "7001", Some("OBCY-1"), Some("8.00"));
    let (mut shop, _) = shop(vec![sold()], vec![offer("7001", None, "")]);
    shop.settings.products.card.code = "{nazwa}".to_owned();
    let name = sold()["lineItems"][0]["offer"]["name"].as_str().unwrap().to_owned();
    shop.house.base.raw(&format!(
        "UPDATE CDN.Towary SET Twr_Kod = '{name}', Twr_EAN = '', Twr_NumerKat = '' WHERE Twr_Kod = 'TALERZ-26'"
    ));
    shop.house
        .base
        .raw("DELETE FROM CDN.TwrEan WHERE TwE_TwrID NOT IN (SELECT Twr_TwrId FROM CDN.Towary WHERE Twr_EAN <> '')");
    let report = shop.export(&everything());
    assert!(told(&report.exported[0].problems).contains(&"IMP-085".to_owned()), "{report:?}");
    assert_eq!(shop.import().imported.len(), 1);
    assert_eq!(shop.documents()[0].lines[0].code, name);
}

fn refusals(problems: &[crate::core::problem::Problem]) -> Vec<&str> {
    problems.iter().filter(|problem| problem.is_error()).map(crate::core::problem::Problem::code).collect()
}

fn told(problems: &[crate::core::problem::Problem]) -> Vec<String> {
    problems.iter().map(|problem| problem.code().to_owned()).collect()
}
