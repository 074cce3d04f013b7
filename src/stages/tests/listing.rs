//! A shop with more orders than Allegro's list can reach in one window.

use std::collections::BTreeSet;

use super::shop::{ALIAS, House, alive, choices, everything, now, order};
use crate::allegro::error::AllegroError;
use crate::allegro::port::{EventMark, FetchedOrder, OrderEvent, Orders, OrdersPage, OrdersQuery, SellerAccount};
use crate::allegro::wire;
use crate::clock::FixedClock;
use crate::core::offer::Offer;
use crate::core::order::{Order, OrderId, OrderStatus};
use crate::ledger::State;
use crate::stages::NoProgress;
use crate::stages::export::{Export, ExportReport};
use crate::xml::{Limits, SchemaChecker};

/// `offset + limit` may not exceed this at Allegro.
const REACH: u32 = 10_000;

/// The list alone, by `updatedAt`.
struct Listing(Vec<Order>);

impl Orders for Listing {
    async fn seller(&mut self) -> Result<SellerAccount, AllegroError> {
        Ok(SellerAccount { id: "1".to_owned(), login: "sklep".to_owned(), company: None, tax_id: None })
    }

    async fn latest_event(&mut self) -> Result<Option<EventMark>, AllegroError> {
        Ok(None)
    }

    async fn events(&mut self, _: Option<&str>, _: u16) -> Result<Vec<OrderEvent>, AllegroError> {
        Ok(Vec::new())
    }

    async fn orders(&mut self, query: &OrdersQuery) -> Result<OrdersPage, AllegroError> {
        assert!(query.offset + query.limit <= REACH, "Allegro refuses this: {query:?}");
        let found: Vec<&Order> = self.0.iter().filter(|order| order.updated_at >= query.updated_from).collect();
        let page = found.iter().skip(query.offset as usize).take(query.limit as usize);
        let fetched =
            |order: &&Order| FetchedOrder { id: order.id.to_string(), body: Vec::new(), order: Ok((*order).clone()) };
        Ok(OrdersPage { total: found.len() as u64, orders: page.map(fetched).collect() })
    }

    async fn order(&mut self, _: OrderId) -> Result<Option<FetchedOrder>, AllegroError> {
        Ok(None)
    }

    async fn offer(&mut self, _: &str) -> Result<Option<Offer>, AllegroError> {
        Ok(None)
    }
}

#[test]
fn i2_q19_r_a5_orders_beyond_the_reach_of_the_list_are_seen() {
    let body = serde_json::to_vec(&order(1)).unwrap();
    let first = wire::decode_any(&body).unwrap().remove(0).order.unwrap();
    let started = first.updated_at.unwrap();
    let orders: Vec<Order> = (0..i64::from(REACH) + 150)
        .map(|n| {
            let mut order = first.clone();
            order.id = format!("b7a1c000-c096-11f1-8d16-{n:012x}").parse().unwrap();
            // Unpaid: what is asked here is which orders are seen, not what becomes of them. Three of each second.
            order.status = OrderStatus::FilledIn;
            order.updated_at = Some(started + jiff::SignedDuration::from_secs(n / 3));
            order.lines[0].id = format!("line-{n}");
            order
        })
        .collect();
    let mut house = House::new();
    let (settings, tables) = choices();
    let mut report = ExportReport::new(ALIAS);
    let mut stage = Export {
        account: ALIAS,
        orders: &mut Listing(orders.clone()),
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
    let waiting: BTreeSet<_> = report.waiting.iter().map(|refused| refused.order_id.clone()).collect();
    assert_eq!(waiting.len(), report.waiting.len(), "each is looked at once");
    assert_eq!(waiting, orders.iter().map(|order| order.id.to_string()).collect());
    assert_eq!(house.ledger.counts().unwrap()[&State::Waiting], u64::from(REACH) + 150);
}
