//! What a run reads, what it tries again, and what it leaves out.

use serde_json::{Value, json};

use super::shop::{Shop, everything, id, later, now, order, orders};
use crate::allegro::simulator::Canned;
use crate::core::life::{self, Happening};
use crate::core::tables::DeliveryRow;
use crate::core::vat::VatRate;
use crate::ledger::{Mark, State};
use crate::stages::export::Window;

/// A shop whose list has just been swept, so that the next run reads the journal alone.
fn swept(orders: Vec<Value>) -> Shop {
    let mut shop = Shop::new(orders);
    shop.export(&everything());
    shop.export(&Window::News);
    shop
}

/// It is time for the next sweep.
fn let_it_sweep(shop: &mut Shop) {
    shop.house.ledger.finish_run(super::shop::ALIAS, &[], None, now(), &[(Mark::Sweep, String::new())]).unwrap();
}

fn asked(shop: &Shop, before: usize) -> Vec<String> {
    shop.allegro.requests()[before..].iter().map(|line| line.split('?').next().unwrap().to_owned()).collect()
}

#[test]
fn an_idle_run_costs_two_requests() {
    let mut shop = swept(orders(3));
    let before = shop.allegro.requests().len();
    let report = shop.export(&Window::News);
    assert_eq!(asked(&shop, before), ["GET /me", "GET /order/events"]);
    assert_eq!((report.exported.len(), report.errors.len()), (0, 0));
}

#[test]
fn q1_r_a1_an_event_that_comes_twice_leads_to_one_document() {
    let mut shop = swept(orders(1));
    for _ in 0..2 {
        shop.allegro.change(|world| world.put(order(2), "READY_FOR_PROCESSING", now()));
    }
    assert_eq!(shop.export(&Window::News).exported.len(), 1);
    assert_eq!(shop.import().imported.len(), 2);
    shop.allegro.change(|world| world.put(order(2), "READY_FOR_PROCESSING", now()));
    let report = shop.export(&Window::News);
    assert_eq!((report.exported.len(), report.unchanged), (0, 1));
    shop.import();
    assert_eq!(shop.documents().len(), 2);
}

#[test]
fn q5_r_a2_an_order_without_an_event_is_found_and_counted() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    let mut recent = order(2);
    recent["updatedAt"] = json!("2026-11-23T11:00:00Z");
    shop.allegro.change(|world| world.put_unseen(&recent));
    let_it_sweep(&mut shop);
    let report = shop.export(&Window::News);
    assert_eq!((report.exported.len(), report.only_swept), (1, 1));
    shop.assert_visible();
}

#[test]
fn r_f6_a_refused_order_is_tried_again_when_a_table_changes() {
    let mut unknown = order(1);
    unknown["delivery"]["method"] = json!({"id": "00000000-0000-4000-8000-000000000001", "name": "Gołąb pocztowy"});
    let mut shop = Shop::new(vec![unknown]);
    shop.settings.delivery.default_service = String::new();
    assert_eq!(shop.export(&everything()).errors.len(), 1);
    shop.export(&Window::News);
    let before = shop.allegro.requests().len();
    assert_eq!(shop.export(&Window::News).errors, [], "not before its time");
    assert_eq!(asked(&shop, before).len(), 2);

    let row = DeliveryRow { service: "DOSTAWA".to_owned(), rate: Some(VatRate::taxed(23.into())), cod: None };
    shop.tables.deliveries.insert("00000000-0000-4000-8000-000000000001".to_owned(), row);
    let report = shop.export(&Window::News);
    assert_eq!(report.exported.len(), 1, "{report:?}");
    let record = shop.house.record(1);
    assert_eq!((record.state, record.attempts, record.next_try_at), (State::Exported, 0, None));
    assert_eq!(shop.import().imported.len(), 1);
}

#[test]
fn r_f6_a_refused_order_is_tried_again_by_itself_in_time() {
    let mut shop = Shop::new(orders(1));
    shop.settings.payments.default_form = String::new();
    shop.tables.payments.clear();
    assert_eq!(shop.export(&everything()).errors.len(), 1);
    let record = shop.house.record(1);
    assert_eq!((record.state, record.attempts), (State::Error, 1));
    assert_eq!(record.next_try_at.unwrap().to_string(), "2026-11-23T12:05:00Z");
}

/// Answers for a run that hears of these orders in the journal.
fn journal(shop: &Shop, ids: &[u32]) {
    let seller = shop.allegro.change(|world| world.seller.to_string());
    let event = |n: &u32| {
        json!({"id": format!("19999999999999{n:02}"), "type": "READY_FOR_PROCESSING",
               "occurredAt": "2026-11-23T11:59:00Z", "order": {"checkoutForm": {"id": id(*n)}}})
    };
    let events: Vec<Value> = ids.iter().map(event).collect();
    shop.allegro.answer_next(Canned::new(200, seller));
    shop.allegro.answer_next(Canned::new(200, json!({ "events": events }).to_string()));
}

/// The next order that is asked for cannot be had: as often as the client tries.
fn broken(shop: &Shop) {
    for _ in 0..4 {
        shop.allegro.answer_next(Canned::new(500, "{}"));
    }
}

#[test]
fn r_a12_a_bad_order_waits_and_the_cursor_moves_on() {
    let mut shop = swept(orders(1));
    shop.allegro.change(|world| [order(2), order(3)].iter().for_each(|order| world.put_unseen(order)));
    journal(&shop, &[2, 3]);
    broken(&shop);
    let report = shop.export(&Window::News);
    assert_eq!((report.exported.len(), report.errors.len()), (1, 1), "{report:?}");
    let record = shop.house.record(2);
    assert_eq!((record.state, record.attempts), (State::Waiting, 1));
    assert_eq!(record.problem.as_ref().unwrap().code(), "ALG-004");
    assert_eq!(shop.house.ledger.cursor("sklep").unwrap().unwrap().event_id, "1999999999999903");
    // Fetched at last, when somebody asks or its time has come.
    let only = Window::Only(vec![id(2).parse().unwrap()]);
    assert_eq!(shop.export(&only).exported.len(), 1);
    assert_eq!(shop.house.record(2).next_try_at, None);
    shop.assert_visible();
}

#[test]
fn r_a12_i14_a_single_order_that_cannot_be_fetched_is_judged_by_another_one() {
    let mut shop = swept(orders(1));
    let cursor = shop.house.ledger.cursor("sklep").unwrap();
    journal(&shop, &[2]);
    broken(&shop);
    // The order that is known is answered: it is this one that is bad, and it holds up nobody.
    let report = shop.export(&Window::News);
    assert_eq!((report.errors.len(), report.left.len()), (1, 0));
    assert_ne!(shop.house.ledger.cursor("sklep").unwrap(), cursor);
    assert_eq!(shop.house.record(2).attempts, 1);
    // It is not answered either: that says nothing of the one that was asked for, but that it waits.
    journal(&shop, &[3]);
    broken(&shop);
    broken(&shop);
    let report = shop.export(&Window::News);
    assert_eq!((report.errors.len(), report.left.len(), report.waiting.len()), (0, 1, 1));
    let life = shop.house.record(3);
    assert_eq!((life.state, life.attempts, life.next_try_at), (State::Waiting, 0, Some(now())));
}

#[test]
fn r_a17_orders_that_were_sent_before_the_first_run_are_left_out_unless_asked_for() {
    let mut sent = order(1);
    sent["fulfillment"]["status"] = json!("SENT");
    let mut shop = Shop::new(vec![sent, order(2)]);
    let report = shop.export(&everything());
    assert_eq!((report.exported.len(), report.waiting.len()), (1, 1));
    assert_eq!(report.waiting[0].problems[0].code(), "EXP-006");
    // Whatever comes later, it stays out; one that is sent after the first run does not.
    assert_eq!(shop.export(&everything()).exported.len(), 0);
    let mut late = later(order(3), 60);
    late["fulfillment"]["status"] = json!("SENT");
    shop.allegro.change(|world| world.put(late, "READY_FOR_PROCESSING", now()));
    assert_eq!(shop.export(&Window::News).exported.len(), 1);
    assert_eq!(shop.export(&Window::Only(vec![id(1).parse().unwrap()])).exported.len(), 1);
    shop.assert_visible();
}

#[test]
fn q27_the_body_that_a_document_was_made_from_is_kept_without_pesel() {
    let mut with_pesel = order(1);
    with_pesel["buyer"]["personalIdentity"] = json!("44051401359");
    let mut shop = Shop::new(vec![with_pesel]);
    shop.export(&everything());
    shop.import();
    let body = String::from_utf8(shop.house.ledger.body(&id(1)).unwrap().unwrap()).unwrap();
    assert!(body.contains(id(1).as_str()) && !body.contains("44051401359"), "{body}");
    shop.allegro.change(|world| {
        let mut moved = later(order(1), 60);
        moved["delivery"]["address"]["city"] = json!("Gdynia");
        world.put(moved, "BUYER_MODIFIED", now());
    });
    shop.export(&Window::News);
    let after = String::from_utf8(shop.house.ledger.body(&id(1)).unwrap().unwrap()).unwrap();
    assert_eq!(after, body, "what the document was made from stays the evidence");
}

#[test]
fn r_a4_an_order_paid_weeks_after_its_purchase_is_found_without_an_event() {
    let mut unpaid = order(1);
    unpaid["status"] = json!("BOUGHT");
    unpaid["payment"] = json!(null);
    let mut shop = swept(vec![unpaid, order(2)]);
    // Bought at the beginning of October and paid now; the journal says nothing of it.
    let mut paid = order(1);
    paid["payment"]["finishedAt"] = json!("2026-11-23T11:30:00Z");
    paid["updatedAt"] = json!("2026-11-23T11:30:00Z");
    shop.allegro.change(|world| world.put_unseen(&paid));
    let_it_sweep(&mut shop);
    assert_eq!(shop.export(&Window::News).exported.len(), 1);
    assert_eq!(shop.import().imported.len(), 2);
    shop.assert_visible();
}

#[test]
fn r_a14_any_days_and_any_orders_can_be_taken_through_the_same_guard() {
    let mut shop = Shop::new(orders(4));
    shop.export(&Window::News);
    let wanted: Vec<_> = [2, 4].map(|n| id(n).parse().unwrap()).into();
    assert_eq!(shop.export(&Window::Only(wanted.clone())).exported.len(), 2);
    assert_eq!(shop.import().imported.len(), 2);
    // Again by their ids, and with the whole year that the list reaches back: nobody comes twice.
    let report = shop.export(&Window::Only(wanted));
    assert_eq!((report.exported.len(), report.unchanged), (0, 2));
    let report = shop.export(&everything());
    assert_eq!((report.exported.len(), report.unchanged), (2, 2));
    shop.import();
    assert_eq!(shop.documents().len(), 4);
    shop.assert_visible();
}

#[test]
fn r_a16_after_a_pause_the_next_run_catches_up_by_itself() {
    let mut shop = swept(orders(1));
    let seen = shop.house.ledger.cursor(super::shop::ALIAS).unwrap().unwrap();
    assert_eq!(seen.at, now(), "when Allegro was last read to the end is known");
    for n in 2..=30 {
        shop.allegro.change(|world| world.put(order(n), "READY_FOR_PROCESSING", now()));
    }
    assert_eq!(shop.export(&Window::News).exported.len(), 29);
    shop.assert_visible();
}

#[test]
fn an_ignored_order_stays_so_until_a_person_wants_it() {
    let mut unknown = order(1);
    unknown["delivery"]["method"] = json!({"id": "00000000-0000-4000-8000-000000000001", "name": "Gołąb pocztowy"});
    let mut shop = Shop::new(vec![unknown.clone()]);
    shop.settings.delivery.default_service = String::new();
    assert_eq!(shop.export(&everything()).errors.len(), 1);
    let known = shop.house.ledger.order(&id(1)).unwrap().unwrap();
    assert!(known.is_open());
    shop.house.ledger.record(&[life::after(&known, Happening::Ignored, now()).0]).unwrap();

    // What it lacked comes, the buyer changes something, it is swept: nothing of that counts.
    shop.settings.delivery.default_service = "DOSTAWA".to_owned();
    shop.allegro.change(|world| world.put(unknown.clone(), "BUYER_MODIFIED", now()));
    let_it_sweep(&mut shop);
    let report = shop.export(&Window::News);
    assert_eq!((report.exported.len(), report.errors.len()), (0, 0));
    let known = shop.house.ledger.order(&id(1)).unwrap().unwrap();
    assert_eq!(known.state, State::Ignored);
    shop.assert_visible();

    shop.house.ledger.record(&[life::after(&known, Happening::Retried, now()).0]).unwrap();
    assert_eq!(shop.export(&Window::News).exported.len(), 1);
}
