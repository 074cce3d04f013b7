//! Orders that change between the stages and after them.

use serde_json::{Value, json};

use super::shop::{Shop, everything, id, later, now, order, orders};
use crate::ledger::State;
use crate::spool::Disk as _;
use crate::spool::testing::{Fault, FaultyDisk};
use crate::stages::export::Window;

fn cancelled(n: u32) -> Value {
    let mut order = later(order(n), 60);
    order["status"] = json!("CANCELLED");
    order
}

fn unpaid(n: u32) -> Value {
    let mut order = later(order(n), 60);
    order["status"] = json!("FILLED_IN");
    order["payment"]["finishedAt"] = Value::Null;
    order["payment"]["paidAmount"] = Value::Null;
    order
}

fn moved(n: u32) -> Value {
    let mut order = later(order(n), 60);
    order["delivery"]["address"]["street"] = json!("ul. Nowa 99");
    order["delivery"]["address"]["modifiedAt"] = order["updatedAt"].clone();
    order
}

fn put(shop: &Shop, order: Value, event: &str) {
    shop.allegro.change(|world| world.put(order, event, now()));
}

#[test]
fn i2_an_order_that_is_unpaid_waits_and_is_exported_when_it_is_paid() {
    let mut shop = Shop::new(vec![order(1), unpaid(2)]);
    let report = shop.export(&everything());
    assert_eq!((report.exported.len(), report.waiting.len()), (1, 1));
    shop.assert_visible();
    put(&shop, later(order(2), 3600), "READY_FOR_PROCESSING");
    let report = shop.export(&Window::News);
    assert_eq!(report.exported.len(), 1);
    assert_eq!(shop.import().imported.len(), 2);
    shop.assert_visible();
}

#[test]
fn i2_the_file_of_an_order_that_was_cancelled_before_its_import_is_taken_back() {
    let mut shop = Shop::new(orders(2));
    shop.export(&everything());
    put(&shop, cancelled(1), "BUYER_CANCELLED");
    let report = shop.export(&Window::News);
    assert_eq!(report.cancelled.len(), 1);
    assert_eq!(shop.house.record(1).state, State::Cancelled);
    shop.assert_visible();
    assert_eq!(shop.import().imported.len(), 1);
    assert_eq!(shop.documents().len(), 1);
    shop.assert_visible();
    assert_eq!(shop.export(&Window::News).cancelled, []);
}

/// The files of a page were durable when the process died, the ledger did not know of them yet, and meanwhile the order
/// was cancelled, or its payment withdrawn.
#[test]
fn i11_what_an_unnoted_page_left_of_an_order_that_changed_meanwhile_goes() {
    for changed in [cancelled(1), unpaid(1)] {
        let mut left = 0;
        // Each step: the window is a few of them wide.
        for n in 0.. {
            let mut shop = Shop::new(orders(2));
            let disk = FaultyDisk::failing(shop.house.disk.clone(), n, Fault::Kill);
            let _ = shop.try_export(&disk, &everything());
            shop.house.disk.restart();
            let unnoted = shop.house.ledger.order(&id(1)).unwrap().is_none();
            left += u32::from(unnoted && shop.house.outbox().keys().any(|name| name.contains(id(1).as_str())));
            put(&shop, changed.clone(), "BUYER_CANCELLED");
            shop.export(&everything());
            shop.assert_visible();
            if !disk.struck() {
                break;
            }
        }
        assert!(left > 0, "no page was left unnoted");
    }
}

#[test]
fn i2_a_file_of_a_cancelled_order_is_refused_wherever_it_comes_from() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    let (name, bytes) = shop.house.outbox().pop_first().unwrap();
    // Somebody moves it over by hand, as with `handoff = "manual"`, before the cancellation is heard of.
    shop.house.disk.remove_file(&shop.house.folders.outbox().join(&name)).unwrap();
    shop.house.drop_file(&name, &bytes);
    put(&shop, cancelled(1), "BUYER_CANCELLED");
    shop.export(&Window::News);
    let report = shop.import();
    assert_eq!(report.errors[0].problems[0].code(), "FIL-005", "{report:?}");
    assert_eq!(shop.documents().len(), 0);
    assert_eq!(shop.house.receipts().len(), 1);
    assert_eq!(shop.house.record(1).state, State::Cancelled);
}

#[test]
fn i2_a_cancellation_that_is_taken_back_brings_the_order_back() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    let mut labelled = later(order(1), 60);
    labelled["fulfillment"]["status"] = json!("CANCELLED");
    put(&shop, labelled, "FULFILLMENT_STATUS_CHANGED");
    shop.export(&Window::News);
    assert_eq!(shop.house.record(1).state, State::Cancelled);
    put(&shop, later(order(1), 120), "FULFILLMENT_STATUS_CHANGED");
    assert_eq!(shop.export(&Window::News).exported.len(), 1);
    assert_eq!(shop.import().imported.len(), 1);
    shop.assert_visible();
}

#[test]
fn i2_a_payment_that_is_withdrawn_takes_the_file_back_and_blocks_nothing() {
    let mut shop = Shop::new(orders(2));
    shop.export(&everything());
    put(&shop, unpaid(1), "FILLED_IN");
    put(&shop, order(3), "READY_FOR_PROCESSING");
    let report = shop.export(&everything());
    assert_eq!((report.waiting.len(), report.exported.len()), (1, 1));
    assert_eq!(shop.house.record(1).state, State::Waiting);
    shop.assert_visible();
    assert_eq!(shop.import().imported.len(), 2);
    shop.assert_visible();
}

#[test]
fn i2_an_order_that_cannot_be_a_document_any_more_takes_its_file_back() {
    let mut shop = Shop::new(orders(2));
    shop.export(&everything());
    let mut wrong = later(order(1), 60);
    wrong["summary"]["totalToPay"]["amount"] = json!("1.00");
    put(&shop, wrong, "BUYER_MODIFIED");
    let report = shop.export(&Window::News);
    assert_eq!(report.errors.len(), 1);
    shop.assert_visible();
    assert_eq!(shop.import().imported.len(), 1);
}

#[test]
fn i2_an_address_that_changes_before_the_import_is_in_the_document() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    let before = shop.house.outbox();
    put(&shop, moved(1), "BUYER_MODIFIED");
    assert_eq!(shop.export(&Window::News).exported.len(), 1);
    let after = shop.house.outbox();
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    assert_ne!(before, after);
    assert_eq!(shop.import().imported.len(), 1);
    assert!(shop.documents()[0].recipient.street.contains("Nowa"), "{:?}", shop.documents()[0].recipient);
    shop.assert_visible();
}

#[test]
fn i2_an_order_whose_file_gets_another_name_has_one_file() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    let mut earlier = moved(1);
    earlier["lineItems"][0]["boughtAt"] = json!("2026-10-04T08:00:00Z");
    put(&shop, earlier, "BUYER_MODIFIED");
    shop.export(&Window::News);
    shop.assert_visible();
    assert_eq!(shop.import().imported.len(), 1);
}

#[test]
fn i8_what_changes_after_the_import_is_told_and_the_document_is_not_touched() {
    for (changed, event) in [(moved(1), "BUYER_MODIFIED"), (cancelled(1), "BUYER_CANCELLED"), (unpaid(1), "FILLED_IN")]
    {
        let mut shop = Shop::new(orders(1));
        shop.export(&everything());
        shop.import();
        let before = shop.documents();
        put(&shop, changed, event);
        let report = shop.export(&Window::News);
        assert_eq!((report.changed.len(), report.exported.len()), (1, 0), "{event}");
        assert!(shop.house.outbox().is_empty());
        shop.import();
        assert_eq!(shop.documents(), before);
        let record = shop.house.record(1);
        assert_eq!(record.state, State::Imported);
        assert_eq!(record.shown().unwrap().code(), report.changed[0].problems[0].code());
    }
}

#[test]
fn i2_an_order_that_allegro_does_not_show_keeps_its_file_and_is_asked_for_again() {
    let mut shop = Shop::new(orders(2));
    shop.export(&everything());
    shop.allegro.change(|world| {
        world.put(later(order(1), 60), "BUYER_MODIFIED", now());
        world.remove(&id(1));
    });
    let report = shop.export(&Window::News);
    assert_eq!((report.cancelled.len(), report.errors.len()), (0, 0), "{report:?}");
    let life = shop.house.record(1);
    assert!(life.state == State::Exported && life.hidden_since.is_some() && life.next_try_at.is_some(), "{life:?}");
    assert_eq!(shop.import().imported.len(), 2, "nothing says that it was joined with another");
    assert_eq!(shop.documents().len(), 2);
}

/// Codes and English texts of what is told about order 1 after this happened to it in Optima.
fn told(changed: Value, event: &str) -> Vec<String> {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    shop.import();
    shop.export(&Window::News);
    put(&shop, changed, event);
    let report = shop.export(&Window::News);
    assert_eq!((report.changed.len(), report.exported.len()), (1, 0), "{report:?}");
    let record = shop.house.record(1);
    assert_eq!((record.state, record.shown()), (State::Imported, report.changed[0].problems.first()));
    // It is told once, and stays with the order.
    put(&shop, later(shop.allegro.change(|world| world.orders()[0].clone()), 60), "FULFILLMENT_STATUS_CHANGED");
    let again = shop.export(&Window::News);
    assert_eq!((again.changed.len(), again.unchanged), (0, 1), "{again:?}");
    assert_eq!(shop.documents().len(), 1);
    let texts = crate::core::message::Catalogue::new(crate::core::message::Language::English);
    let line =
        |problem: &crate::core::problem::Problem| format!("{}: {}", problem.code(), texts.text(&problem.message));
    report.changed[0].problems.iter().map(line).collect()
}

#[test]
fn q26_r_e3_an_address_that_changes_after_the_import_is_told_with_both_addresses() {
    let told = told(moved(1), "BUYER_MODIFIED");
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("ORD-904: ") && told[0].contains("Before: "), "{told:?}");
    let (before, now) = told[0].split_once("Now: ").unwrap();
    assert!(!before.contains("ul. Nowa 99") && now.contains("ul. Nowa 99"), "{told:?}");
}

#[test]
fn q4_r_g1_the_three_ways_of_cancelling_are_told_apart() {
    let mut label = later(order(1), 60);
    label["fulfillment"]["status"] = json!("CANCELLED");
    for (changed, event, code) in [
        (cancelled(1), "BUYER_CANCELLED", "ORD-911"),
        (cancelled(1), "AUTO_CANCELLED", "ORD-912"),
        (label, "FULFILLMENT_STATUS_CHANGED", "ORD-913"),
    ] {
        let told = told(changed, event);
        assert!(told.len() == 1 && told[0].starts_with(code), "{event}: {told:?}");
    }
}

#[test]
fn q3_r_g1_who_cancelled_before_the_import_is_told() {
    for (event, code) in [("BUYER_CANCELLED", "ORD-914"), ("AUTO_CANCELLED", "ORD-915")] {
        let mut shop = Shop::new(orders(1));
        shop.export(&everything());
        put(&shop, cancelled(1), event);
        let report = shop.export(&Window::News);
        assert_eq!(report.cancelled[0].problems[0].code(), code);
        assert_eq!(shop.import().imported.len(), 0);
        shop.assert_visible();
    }
}

#[test]
fn q11_r_b7_a_surcharge_after_the_import_is_told_and_makes_no_second_document() {
    let mut paid_more = later(order(1), 60);
    let paid = json!({"amount": "5.00", "currency": "PLN"});
    paid_more["surcharges"] = json!([{"id": "s", "type": "ONLINE", "provider": "AF", "paidAmount": paid}]);
    let told = told(paid_more, "READY_FOR_PROCESSING");
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("ORD-909") && told[0].ends_with("Surcharges before: –. Now: 5.00 PLN."), "{told:?}");
}

#[test]
fn r_g5_goods_that_came_back_are_told() {
    let mut returned = later(order(1), 60);
    returned["fulfillment"]["status"] = json!("RETURNED");
    let told = told(returned, "FULFILLMENT_STATUS_CHANGED");
    assert!(told.len() == 1 && told[0].starts_with("ORD-910"), "{told:?}");
}

#[test]
fn what_else_changes_is_told_with_both_versions_each_on_its_own() {
    let mut changed = moved(1);
    changed["lineItems"][0]["quantity"] = json!(7);
    changed["summary"]["totalToPay"]["amount"] = json!("999.00");
    changed["delivery"]["method"]["name"] = json!("Inna dostawa");
    changed["invoice"]["required"] = json!(true);
    let told = told(changed, "BUYER_MODIFIED");
    let codes: Vec<&str> = told.iter().map(|line| &line[..7]).collect();
    assert_eq!(codes, ["ORD-904", "ORD-907", "ORD-905", "ORD-906", "ORD-908"], "{told:?}");
}

#[test]
fn i12_i13_a_refused_file_does_not_stand_for_a_later_one_that_is_gone() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    let outbox = shop.house.folders.outbox();
    let (name, bytes) = shop.house.outbox().pop_first().unwrap();
    let corrected = String::from_utf8(bytes).unwrap().replace("4.89<", "5.89<");
    shop.house.disk.put(outbox.join(&name), corrected.as_bytes());
    assert_eq!(shop.import().errors.len(), 1, "another sum than the order's");
    put(&shop, moved(1), "READY_FOR_PROCESSING");
    shop.export(&Window::News);
    shop.house.disk.remove_file(&outbox.join(&name)).unwrap();
    shop.export(&Window::News);
    assert_eq!(shop.import().imported.len(), 1, "{:?}", shop.house.record(1));
    let refused = shop.house.disk.bytes(shop.house.folders.errors().join(&name));
    assert_eq!(refused.as_deref(), Some(corrected.as_bytes()), "what a person corrected stays");
}

/// The advice of `EXP-003`, followed to its end: the document of the order that was joined is removed in Optima.
#[test]
fn i12_lines_of_a_cancelled_order_whose_document_is_gone_are_free() {
    let mut shop = Shop::new(orders(1));
    let older = shop.house.copy_base();
    shop.export(&everything());
    shop.import();
    let mut joined = order(3);
    joined["lineItems"] = json!([order(1)["lineItems"][0].clone()]);
    put(&shop, joined, "READY_FOR_PROCESSING");
    put(&shop, cancelled(1), "BUYER_CANCELLED");
    shop.export(&Window::News);
    assert_eq!(shop.house.record(3).problem.map(|problem| problem.code().to_owned()).as_deref(), Some("EXP-003"));
    shop.house.restore_base(&older);
    shop.import();
    assert_eq!((shop.house.record(1).state, shop.house.record(1).open_matters().count()), (State::Cancelled, 0));
    let asked = Window::Only(vec![id(3).parse().unwrap()]);
    shop.export(&asked);
    shop.import();
    assert_eq!(shop.documents().into_iter().map(|document| document.order_id).collect::<Vec<_>>(), [id(3)]);
}
