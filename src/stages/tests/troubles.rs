//! Allegro in trouble, through the real client.

use serde_json::{Value, json};

use super::shop::{ALIAS, Shop, everything, id, later, now, order, orders};
use crate::allegro::simulator::Canned;
use crate::ledger::{Mark, State};
use crate::stages::export::Window;

#[test]
fn i3_bursts_of_5xx_and_pages_of_html_are_waited_out() {
    let mut shop = Shop::new(orders(3));
    for status in [500, 502, 503] {
        shop.allegro.answer_next(Canned::new(status, "<html><body>Bad Gateway</body></html>"));
    }
    assert_eq!(shop.export(&everything()).exported.len(), 3);
    shop.assert_visible();
}

#[test]
fn i3_answers_that_are_no_answers_leave_everything_as_it_was() {
    for body in ["<html>please log in</html>", "{\"checkoutForms\":[{\"id\":\"b7a1", "", "null", "[]"] {
        let mut shop = Shop::new(orders(2));
        let (me, journal) = shop.allegro.change(|world| (world.seller.to_string(), json!({ "latestEvent": null })));
        shop.allegro.answer_next(Canned::new(200, me));
        shop.allegro.answer_next(Canned::new(200, journal.to_string()));
        shop.allegro.answer_next(Canned::new(200, body));
        let report = shop.export(&everything());
        // An empty list in another shape would lose orders.
        assert_eq!(report.left.len(), 1, "{body:?} was taken for a page: {report:?}");
        assert!(shop.house.ledger.mark(ALIAS, Mark::Week).unwrap().is_none(), "{body:?}");
        assert!(shop.house.outbox().is_empty());
        assert_eq!(shop.export(&everything()).exported.len(), 2, "{body:?}");
        shop.assert_visible();
    }
}

#[test]
fn i3_a_journal_that_repeats_its_pages_for_ever_ends() {
    let mut shop = Shop::new(orders(2));
    shop.export(&everything());
    let before = shop.house.ledger.cursor(ALIAS).unwrap().unwrap();
    let event = shop.allegro.change(|world| world.events().last().cloned().unwrap());
    let page = |from: u64| {
        let events: Vec<Value> = (0..1000)
            .map(|n| {
                let mut event = event.clone();
                event["id"] = json!((2_000_000_000_000_000_u64 + from + n).to_string());
                event
            })
            .collect();
        json!({ "events": events }).to_string()
    };
    shop.allegro.answer_next(Canned::new(200, shop.allegro.change(|world| world.seller.to_string())));
    // Two pages in turn, each full: neither repeats the event that was asked from.
    for n in 0..6 {
        shop.allegro.answer_next(Canned::new(200, page(if n % 2 == 0 { 0 } else { 5000 })));
    }
    shop.export(&Window::News);
    let asked = shop.allegro.requests().iter().filter(|line| line.contains("/order/events")).count();
    assert!(asked <= 4, "{asked} requests");
    // The pages that nobody asked for are answers to what comes after; the next runs are clean.
    let mut tries = 0;
    while shop.try_export(&shop.house.disk.clone(), &Window::News).1.is_err() {
        tries += 1;
        assert!(tries < 10);
    }
    assert!(shop.house.ledger.cursor(ALIAS).unwrap().unwrap().event_id >= before.event_id);
    shop.assert_visible();
}

#[test]
fn i3_a_journal_that_ignores_where_to_begin_keeps_the_cursor() {
    let mut shop = Shop::new(orders(2));
    shop.export(&everything());
    let before = shop.house.ledger.cursor(ALIAS).unwrap();
    let (me, events) =
        shop.allegro.change(|world| (world.seller.to_string(), json!({ "events": world.events() }).to_string()));
    shop.allegro.answer_next(Canned::new(200, me));
    shop.allegro.answer_next(Canned::new(200, events));
    assert_eq!(shop.export(&Window::News).left.len(), 1);
    assert_eq!(shop.house.ledger.cursor(ALIAS).unwrap(), before);
}

#[test]
fn i2_r_a6_events_that_come_twice_and_out_of_order_are_one_look_at_the_order() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    shop.allegro.change(|world| {
        for event in ["BUYER_CANCELLED", "READY_FOR_PROCESSING", "READY_FOR_PROCESSING", "FILLED_IN", "BOUGHT"] {
            world.put(order(2), event, now());
        }
    });
    let report = shop.export(&Window::News);
    assert_eq!(report.exported.len(), 1, "{report:?}");
    assert_eq!(shop.house.record(2).state, State::Exported);
    assert_eq!(shop.import().imported.len(), 2);
    assert_eq!(shop.export(&Window::News).exported, []);
    shop.assert_visible();
}

#[test]
fn i2_a_journal_that_names_orders_which_are_gone_is_followed() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    shop.allegro.change(|world| {
        world.put(order(2), "BOUGHT", now());
        world.remove(&id(2));
        world.put(order(3), "READY_FOR_PROCESSING", now());
    });
    let report = shop.export(&Window::News);
    assert_eq!((report.exported.len(), report.waiting.len()), (1, 1));
    let life = shop.house.record(2);
    assert_eq!((life.state, life.problem.unwrap().code()), (State::Waiting, "LIF-001"));
    assert!(life.next_try_at.is_some_and(|at| at <= now() + jiff::SignedDuration::from_mins(5)));
}

#[test]
fn i2_r_a9_an_order_that_cannot_be_read_does_not_block_its_page() {
    let mut broken = order(2);
    broken["lineItems"][0]["price"]["amount"] = json!("dużo");
    let mut shop = Shop::new(vec![order(1), broken, order(3)]);
    let report = shop.export(&everything());
    assert_eq!((report.exported.len(), report.errors.len()), (2, 1));
    shop.assert_visible();
    assert!(shop.house.ledger.cursor(ALIAS).unwrap().is_some());
}

#[test]
fn i2_an_order_that_cannot_be_read_any_more_stays_what_it_was() {
    let mut shop = Shop::new(orders(2));
    shop.export(&everything());
    shop.import();
    let before = shop.house.record(1);
    let mut broken = later(order(1), 60);
    broken["lineItems"][0]["price"]["amount"] = json!("dużo");
    shop.allegro.change(|world| {
        world.put(broken, "BUYER_MODIFIED", now());
        world.put(order(3), "READY_FOR_PROCESSING", now());
    });
    let report = shop.export(&everything());
    assert_eq!((report.exported.len(), report.errors.len()), (1, 1), "{report:?}");
    let after = shop.house.record(1);
    assert_eq!((after.state, after.document), (State::Imported, before.document));
    shop.assert_visible();
}
