//! The chain of sources at work: what is asked of the base and of Allegro, and for how long an answer is good.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::shop::{Shop, alive, everything, id, now, order};
use crate::allegro::simulator::{Instead, Thing, Trouble, World};
use crate::clock::{Clock, ManualClock};
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
    let mut order = sold(1, "7001", Some("OBCY-1"), Some("8.00"));
    let mut second = order["lineItems"][0].clone();
    second["id"] = json!("b7a1c001-c096-11f1-8d16-000000009999");
    second["offer"] = json!({ "id": "7002", "name": "Inna", "external": { "id": "OBCY-2" } });
    second["price"] = json!({ "amount": "0.01", "currency": "PLN" });
    second["quantity"] = json!(1);
    order["lineItems"].as_array_mut().unwrap().push(second);
    let total: f64 = order["summary"]["totalToPay"]["amount"].as_str().unwrap().parse().unwrap();
    let total = json!(format!("{:.2}", total + 0.01));
    order["summary"]["totalToPay"]["amount"] = total.clone();
    order["payment"]["paidAmount"]["amount"] = total;
    let ean = "2000000009995";
    let (mut shop, _) = shop(vec![order], vec![offer("7001", None, ean), offer("7002", None, ean)]);
    assert_eq!(shop.export(&everything()).errors.len(), 0);
    let report = shop.import();
    assert_eq!((report.imported.len(), report.errors.len()), (1, 0), "{report:?}");
    assert_eq!(told(&report.imported[0].problems).iter().filter(|code| *code == "IMP-025").count(), 1);
    assert_eq!(shop.documents()[0].lines.len(), 3);
}

fn told(problems: &[crate::core::problem::Problem]) -> Vec<String> {
    problems.iter().map(|problem| problem.code().to_owned()).collect()
}
