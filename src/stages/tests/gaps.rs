//! Orders that would be passed over, or taken though nobody wants them, without a word.

use serde_json::{Value, json};

use super::shop::{ALIAS, House, Shop, alive, choices, everything, now, order};
use crate::allegro::error::AllegroError;
use crate::allegro::port::{EventMark, FetchedOrder, OrderEvent, Orders, OrdersPage, OrdersQuery, SellerAccount};
use crate::allegro::wire;
use crate::clock::FixedClock;
use crate::core::offer::Offer;
use crate::core::order::{Order, OrderId, OrderStatus};
use crate::core::problem::Explain as _;
use crate::ledger::Mark;
use crate::stages::NoProgress;
use crate::stages::export::{Export, ExportReport, Window};
use crate::xml::{Limits, SchemaChecker};

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

/// The list, by `updatedAt`, and how often it was asked. At the second time the first order has just changed.
struct Shifting(Vec<Order>, u32);
impl Orders for Shifting {
    async fn seller(&mut self) -> Result<SellerAccount, AllegroError> {
        Ok(SellerAccount { id: "1".into(), login: "s".into(), company: None, tax_id: None })
    }
    async fn latest_event(&mut self) -> Result<Option<EventMark>, AllegroError> {
        Ok(None)
    }
    async fn events(&mut self, _: Option<&str>, _: u16) -> Result<Vec<OrderEvent>, AllegroError> {
        Ok(vec![])
    }
    async fn orders(&mut self, q: &OrdersQuery) -> Result<OrdersPage, AllegroError> {
        self.1 += 1;
        if self.1 == 2 {
            // After the first page: its first order gets a new updatedAt and goes to the end.
            let mut o = self.0.remove(0);
            o.updated_at = Some(now());
            self.0.push(o);
        }
        let found: Vec<&Order> = self.0.iter().filter(|o| o.updated_at >= q.updated_from).collect();
        let f = |o: &&Order| FetchedOrder {
            id: o.id.to_string(),
            body: serde_json::to_vec(&json!({})).unwrap(),
            order: Ok((*o).clone()),
        };
        Ok(OrdersPage {
            total: found.len() as u64,
            orders: found.iter().skip(q.offset as usize).take(q.limit as usize).map(f).collect(),
        })
    }
    async fn order(&mut self, _: OrderId) -> Result<Option<FetchedOrder>, AllegroError> {
        Ok(None)
    }
    async fn offer(&mut self, _: &str) -> Result<Option<Offer>, AllegroError> {
        Ok(None)
    }
}

#[test]
fn r_a5_an_order_that_changes_while_the_list_is_read_hides_no_other() {
    let all: Vec<Order> = (1..=250)
        .map(|n| wire::decode_any(&serde_json::to_vec(&order(n)).unwrap()).unwrap().remove(0).order.unwrap())
        .collect();
    let mut house = House::new();
    let (settings, tables) = choices();
    let mut report = ExportReport::new(ALIAS);
    let mut allegro = Shifting(all.clone(), 0);
    let mut stage = Export {
        account: ALIAS,
        orders: &mut allegro,
        base: Some(&mut house.base),
        ledger: &mut house.ledger,
        disk: &house.disk,
        folders: &house.folders,
        settings: &settings,
        tables: &tables,
        clock: &FixedClock(now()),
        progress: &NoProgress,
        schema: &mut SchemaChecker::new(Limits::default()).unwrap(),
        dry_run: false,
    };
    alive(stage.run(&everything(), &mut report)).unwrap();
    let missing: Vec<_> =
        all.iter().filter(|o| house.ledger.order(&o.id.to_string()).unwrap().is_none()).map(|o| o.id).collect();
    assert!(missing.is_empty());
}

#[test]
fn i2_an_order_whose_id_is_none_is_known_all_the_same() {
    let mut bad = order(2);
    bad["id"] = json!("nie-uuid");
    let mut shop = Shop::new(vec![order(1), bad]);
    assert_eq!(shop.export(&everything()).errors.len(), 1);
    assert_eq!(shop.house.records().len(), 2, "known nowhere after the run");
}

#[test]
fn q19_more_orders_of_one_instant_than_the_list_reaches_are_an_error_and_the_cursor_stays() {
    let one = wire::decode_any(&serde_json::to_vec(&order(1)).unwrap()).unwrap().remove(0).order.unwrap();
    let all: Vec<Order> = (0..10_150_u32)
        .map(|n| {
            let mut o = one.clone();
            o.id = format!("b7a1c000-c096-11f1-8d16-{n:012x}").parse().unwrap();
            o.status = OrderStatus::FilledIn;
            o.lines[0].id = format!("line-{n}");
            o
        })
        .collect();
    let mut house = House::new();
    let (settings, tables) = choices();
    let mut report = ExportReport::new(ALIAS);
    let mut allegro = Shifting(all, 10);
    let mut stage = Export {
        account: ALIAS,
        orders: &mut allegro,
        base: Some(&mut house.base),
        ledger: &mut house.ledger,
        disk: &house.disk,
        folders: &house.folders,
        settings: &settings,
        tables: &tables,
        clock: &FixedClock(now()),
        progress: &NoProgress,
        schema: &mut SchemaChecker::new(Limits::default()).unwrap(),
        dry_run: false,
    };
    let done = alive(stage.run(&everything(), &mut report));
    assert_eq!(done.unwrap_err().problem().code(), "ALG-012");
    assert!(house.ledger.cursor(ALIAS).unwrap().is_none() && house.ledger.mark(ALIAS, Mark::Sweep).unwrap().is_none());
}
