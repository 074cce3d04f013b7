//! Orders that are cancelled or changed after their document went into Optima, where the user wants it removed.

use serde_json::{Value, json};

use super::double::{Call, Trouble};
use super::shop::{Shop, everything, later, now, order, orders};
use crate::core::problem::Problem;
use crate::core::settings::AfterImport;
use crate::ledger::State;
use crate::optima::OptimaError;
use crate::stages::export::Window;

fn cancelled() -> Value {
    let mut order = later(order(1), 60);
    order["status"] = json!("CANCELLED");
    order
}

fn moved() -> Value {
    let mut order = later(order(1), 60);
    order["delivery"]["address"]["street"] = json!("ul. Nowa 99");
    order
}

/// A shop with two orders in Optima, that wants what is withdrawn removed.
fn shop() -> Shop {
    let mut shop = Shop::new(orders(2));
    shop.settings.orders.after_import = AfterImport::Replace;
    shop.export(&everything());
    assert_eq!(shop.import().imported.len(), 2);
    shop
}

fn put(shop: &Shop, order: Value, event: &str) {
    shop.allegro.change(|world| world.put(order, event, now()));
}

fn code(shop: &Shop) -> String {
    shop.house.record(1).shown().unwrap().code().to_owned()
}

#[test]
fn i8_the_untouched_document_of_a_cancelled_order_is_removed_where_that_is_wanted() {
    let mut shop = shop();
    put(&shop, cancelled(), "BUYER_CANCELLED");
    let report = shop.export(&Window::News);
    assert_eq!(report.changed[0].problems[0].code(), "ORD-919");
    assert_eq!(shop.documents().len(), 1);
    let record = shop.house.record(1);
    assert_eq!((record.state, record.document), (State::Cancelled, None));
    shop.assert_visible();
    // It is known for ever: neither told again, nor let in again by an old file.
    assert_eq!(shop.export(&Window::News).changed, []);
    assert_eq!(code(&shop), "ORD-919");
    // And it may come back.
    put(&shop, later(order(1), 120), "READY_FOR_PROCESSING");
    assert_eq!(shop.export(&Window::News).exported.len(), 1);
    assert_eq!(shop.import().imported.len(), 1);
    shop.assert_visible();
}

#[test]
fn i1_a_changed_order_has_one_document_and_it_is_the_new_one() {
    let mut shop = shop();
    put(&shop, moved(), "BUYER_MODIFIED");
    let report = shop.export(&Window::News);
    assert_eq!((report.changed[0].problems[0].code(), report.exported.len()), ("ORD-917", 1));
    shop.assert_visible();
    assert_eq!(shop.import().imported.len(), 1);
    shop.assert_visible();
    let documents = shop.documents();
    assert_eq!(documents.len(), 2);
    assert!(documents.iter().any(|document| document.recipient.street.contains("Nowa 99")));
    // Nothing more comes of it.
    let report = shop.export(&Window::News);
    assert_eq!((report.changed.len(), report.exported.len()), (0, 0));
}

#[test]
fn i8_a_document_that_a_person_touched_stays_and_that_is_told() {
    for (changed, event) in [(moved(), "BUYER_MODIFIED"), (cancelled(), "BUYER_CANCELLED")] {
        let mut shop = shop();
        shop.house.base.raw("UPDATE CDN.TraNag SET TrN_TS_Mod = '2030-01-01 10:00:00'");
        let before = shop.documents();
        put(&shop, changed, event);
        let report = shop.export(&Window::News);
        let codes: Vec<&str> = report.changed[0].problems.iter().map(Problem::code).collect();
        assert_eq!((codes.len(), codes.last()), (2, Some(&"ORD-918")), "{codes:?}");
        assert_eq!((report.exported.len(), shop.documents()), (0, before));
        assert_eq!(shop.house.record(1).state, State::Imported);
    }
}

#[test]
fn i8_a_document_that_a_person_removed_is_not_made_again() {
    let mut shop = shop();
    shop.house.base.raw("DELETE FROM CDN.TraNag WHERE TrN_TrNID = 1");
    put(&shop, moved(), "BUYER_MODIFIED");
    let report = shop.export(&Window::News);
    assert_eq!((report.exported.len(), report.changed.len()), (0, 1));
    assert_eq!(report.changed[0].problems[0].code(), "ORD-904");
}

#[test]
fn i8_what_another_hand_made_and_a_withdrawn_payment_are_only_told() {
    let mut shop = shop();
    let mut unpaid = later(order(1), 60);
    unpaid["status"] = json!("FILLED_IN");
    unpaid["payment"]["finishedAt"] = Value::Null;
    unpaid["payment"]["paidAmount"] = Value::Null;
    put(&shop, unpaid, "FILLED_IN");
    shop.export(&Window::News);
    assert_eq!((shop.documents().len(), code(&shop).as_str()), (2, "ORD-902"));
    // Without the wish nothing is removed.
    shop.settings.orders.after_import = AfterImport::Report;
    put(&shop, later(cancelled(), 120), "BUYER_CANCELLED");
    shop.export(&Window::News);
    assert_eq!(shop.documents().len(), 2);
}

#[test]
fn i11_a_removal_whose_answer_is_lost_is_finished_by_the_next_run() {
    for (changed, event, documents) in [(moved(), "BUYER_MODIFIED", 2), (cancelled(), "BUYER_CANCELLED", 1)] {
        for trouble in [Trouble::Fails as fn(OptimaError) -> Trouble, Trouble::Lost] {
            let mut shop = shop();
            let away = OptimaError::Unreachable { place: "base".to_owned(), why: "no route".to_owned() };
            shop.house.base.plan(Call::Remove, trouble(away));
            put(&shop, changed.clone(), event);
            let (_, done) = shop.try_export(&shop.house.disk.clone(), &Window::News);
            assert!(done.is_err());
            let life = shop.house.record(1);
            assert!(life.state == State::Imported && life.removing_since.is_some(), "{life:?}");
            shop.export(&Window::News);
            shop.import();
            shop.assert_visible();
            assert_eq!(shop.documents().len(), documents, "{event}");
        }
    }
}
