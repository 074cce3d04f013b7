//! Allegro's list alone, without a network: shops with more orders than it can reach in one window, and lists that
//! shift while they are read.

use std::collections::BTreeSet;

use serde_json::json;

use super::shop::{ALIAS, House, alive, choices, everything, now, order};
use crate::allegro::error::AllegroError;
use crate::allegro::port::{EventMark, FetchedOrder, OrderEvent, Orders, OrdersPage, OrdersQuery, SellerAccount};
use crate::allegro::wire;
use crate::clock::FixedClock;
use crate::core::offer::Offer;
use crate::core::order::{Order, OrderId, OrderStatus};
use crate::core::problem::Problem;
use crate::ledger::{Mark, State};
use crate::stages::export::{Export, ExportReport};
use crate::stages::{NoProgress, StageError};

/// `offset + limit` may not exceed this at Allegro.
const REACH: u32 = 10_000;

/// The list, by `updatedAt`.
struct Listing {
    orders: Vec<Order>,
    /// After the first page, the first order changes and goes to the end.
    shifts: bool,
    pages: u32,
}

impl Listing {
    fn of(orders: Vec<Order>) -> Self {
        Self { orders, shifts: false, pages: 0 }
    }
}

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
        self.pages += 1;
        if self.shifts && self.pages == 2 {
            let mut first = self.orders.remove(0);
            first.updated_at = Some(now());
            self.orders.push(first);
        }
        let found: Vec<&Order> = self.orders.iter().filter(|order| order.updated_at >= query.updated_from).collect();
        let page = found.iter().skip(query.offset as usize).take(query.limit as usize);
        let body = || serde_json::to_vec(&json!({})).unwrap();
        let fetched =
            |order: &&Order| FetchedOrder { id: order.id.to_string(), body: body(), order: Ok((*order).clone()) };
        Ok(OrdersPage { total: found.len() as u64, orders: page.map(fetched).collect() })
    }

    async fn order(&mut self, _: OrderId) -> Result<Option<FetchedOrder>, AllegroError> {
        Ok(None)
    }

    async fn offer(&mut self, _: &str) -> Result<Option<Offer>, AllegroError> {
        Ok(None)
    }
}

/// Reads everything that the list has.
fn read(listing: &mut Listing, house: &mut House) -> (ExportReport, Result<(), StageError>) {
    let (settings, tables) = choices();
    let mut report = ExportReport::new(ALIAS);
    let mut stage = Export {
        account: ALIAS,
        orders: listing,
        base: Some(&mut house.base),
        ledger: &mut house.ledger,
        disk: &house.disk,
        folders: &house.folders,
        settings: &settings,
        tables: &tables,
        clock: &FixedClock(now()),
        progress: &NoProgress,
        elsewhere: &|_| None,
        dry_run: false,
    };
    let done = alive(stage.run(&everything(), &mut report));
    (report, done)
}

/// Unpaid orders: what is asked here is which orders are seen, not what becomes of them. `seconds`: when each changed,
/// after the first.
fn unpaid(count: u32, seconds: impl Fn(i64) -> i64) -> Vec<Order> {
    let body = serde_json::to_vec(&order(1)).unwrap();
    let first = wire::decode_any(&body).unwrap().remove(0).order.unwrap();
    let started = first.updated_at.unwrap();
    (0..i64::from(count))
        .map(|n| {
            let mut order = first.clone();
            order.id = format!("b7a1c000-c096-11f1-8d16-{n:012x}").parse().unwrap();
            order.status = OrderStatus::FilledIn;
            order.updated_at = Some(started + jiff::SignedDuration::from_secs(seconds(n)));
            order.lines[0].id = format!("line-{n}");
            order
        })
        .collect()
}

#[test]
fn i2_q19_r_a5_orders_beyond_the_reach_of_the_list_are_seen() {
    // Three of each second.
    let orders = unpaid(REACH + 150, |n| n / 3);
    let mut house = House::new();
    let (report, done) = read(&mut Listing::of(orders.clone()), &mut house);
    done.unwrap();
    let waiting: BTreeSet<_> = report.waiting.iter().map(|refused| refused.order_id.clone()).collect();
    assert_eq!(waiting.len(), report.waiting.len(), "each is looked at once");
    assert_eq!(waiting, orders.iter().map(|order| order.id.into()).collect());
    assert_eq!(house.ledger.counts().unwrap()[&State::Waiting], u64::from(REACH) + 150);
}

#[test]
fn r_a5_an_order_that_changes_while_the_list_is_read_hides_no_other() {
    let orders = unpaid(250, |n| n);
    let mut house = House::new();
    let mut listing = Listing { shifts: true, ..Listing::of(orders.clone()) };
    read(&mut listing, &mut house).1.unwrap();
    assert!(listing.pages > 2);
    let missing: Vec<_> =
        orders.iter().filter(|o| house.ledger.order(&o.id.into()).unwrap().is_none()).map(|o| o.id).collect();
    assert_eq!(missing, []);
}

#[test]
fn q19_i14_more_orders_of_one_instant_than_the_list_reaches_stop_none_of_the_others() {
    let mut house = House::new();
    let orders = unpaid(REACH + 350, |n| if n < i64::from(REACH) + 150 { 0 } else { n });
    let (report, done) = read(&mut Listing::of(orders), &mut house);
    done.unwrap();
    assert_eq!(report.notes.iter().map(Problem::code).collect::<Vec<_>>(), ["EXP-005", "EXP-010"]);
    assert_eq!(report.waiting.len(), REACH as usize + 200, "all but those that the list does not reach");
    assert!(house.ledger.mark(ALIAS, Mark::Week).unwrap().is_none(), "it is due again");
}
