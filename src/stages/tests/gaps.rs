//! Orders that would be passed over, or taken though nobody wants them, without a word.

use serde_json::{Value, json};

use super::shop::{Shop, everything, now, order};
use crate::stages::export::Window;

fn at(mut o: Value, t: &str) -> Value {
    o["updatedAt"] = json!(t);
    o["lineItems"][0]["boughtAt"] = json!(t);
    o["payment"]["finishedAt"] = json!(t);
    o
}

#[test]
fn r_a13_r_a17_who_begins_from_now_gets_no_older_order_by_a_later_sweep() {
    let mut sent = at(order(2), "2026-11-20T10:00:00Z");
    sent["fulfillment"]["status"] = json!("SENT");
    let mut shop = Shop::new(vec![at(order(1), "2026-11-20T09:00:00Z"), sent]);
    assert_eq!(shop.export(&Window::News).exported, []);
    let second = shop.export(&Window::News);
    assert_eq!(second.exported.len(), 0, "orders from before the start were exported");
}

#[test]
fn q28_the_first_order_of_a_shop_that_was_empty_is_exported() {
    let mut shop = Shop::new(vec![]);
    shop.export(&Window::News);
    shop.allegro.change(|w| w.put(at(order(1), "2026-11-23T11:00:00Z"), "READY_FOR_PROCESSING", now()));
    let second = shop.export(&Window::News);
    assert_eq!(second.exported.len(), 1);
}

#[test]
fn i2_an_order_whose_id_is_none_is_known_all_the_same() {
    let mut bad = order(2);
    bad["id"] = json!("nie-uuid");
    let mut shop = Shop::new(vec![order(1), bad]);
    assert_eq!(shop.export(&everything()).errors.len(), 1);
    assert_eq!(shop.house.records().len(), 2, "known nowhere after the run");
}
