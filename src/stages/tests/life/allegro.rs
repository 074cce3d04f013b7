//! Allegro without a network: orders, a journal, and faults with single orders.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::allegro::error::{AllegroError, Refusal};
use crate::allegro::port::{EventMark, FetchedOrder, OrderEvent, Orders, OrdersPage, OrdersQuery, SellerAccount};
use crate::allegro::wire;
use crate::core::offer::Offer;
use crate::core::order::OrderId;
use crate::stages::tests::shop::id;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    Breaks,
    Hides,
}

/// Allegro, without a network.
#[derive(Default)]
pub struct Allegro {
    pub orders: BTreeMap<u32, Value>,
    pub events: Vec<OrderEvent>,
    pub faults: BTreeMap<u32, Fault>,
    /// Orders that were joined with others, and what they are now.
    pub joined: BTreeMap<u32, u32>,
}

pub fn fetched(order: &Value) -> FetchedOrder {
    wire::decode_any(&serde_json::to_vec(order).unwrap()).unwrap().remove(0)
}

impl Allegro {
    pub fn put(&mut self, n: u32, order: Value, event: &str) {
        let number = self.events.len() + 1;
        self.events.push(OrderEvent {
            id: format!("{number:020}"),
            kind: event.to_owned(),
            occurred_at: None,
            order: id(n).parse().ok(),
        });
        self.orders.insert(n, order);
    }
}

impl Orders for Allegro {
    async fn seller(&mut self) -> Result<SellerAccount, AllegroError> {
        Ok(SellerAccount { id: "1".to_owned(), login: "sklep".to_owned(), company: None, tax_id: None })
    }

    async fn latest_event(&mut self) -> Result<Option<EventMark>, AllegroError> {
        Ok(self.events.last().map(|event| EventMark { id: event.id.clone(), occurred_at: None }))
    }

    async fn events(&mut self, after: Option<&str>, limit: u16) -> Result<Vec<OrderEvent>, AllegroError> {
        let new = self.events.iter().filter(|event| after.is_none_or(|after| event.id.as_str() > after));
        Ok(new.take(usize::from(limit)).cloned().collect())
    }

    async fn orders(&mut self, query: &OrdersQuery) -> Result<OrdersPage, AllegroError> {
        let shown = self.orders.iter().filter(|(n, _)| self.faults.get(n) != Some(&Fault::Hides));
        let mut found: Vec<FetchedOrder> = shown.map(|(_, order)| fetched(order)).collect();
        let updated = |fetched: &FetchedOrder| fetched.order.as_ref().ok().and_then(|order| order.updated_at);
        found.retain(|fetched| updated(fetched) >= query.updated_from);
        found.sort_by_key(updated);
        let orders = found.into_iter().skip(query.offset as usize).collect::<Vec<_>>();
        Ok(OrdersPage { total: orders.len() as u64, orders })
    }

    async fn order(&mut self, wanted: OrderId) -> Result<Option<FetchedOrder>, AllegroError> {
        let Some((n, order)) = self.orders.iter().find(|(n, _)| id(**n).known() == Some(wanted)) else {
            return Ok(None);
        };
        match self.faults.get(n) {
            Some(Fault::Breaks) => Err(AllegroError::Breakdown(Box::new(Refusal {
                status: 500,
                code: "-".to_owned(),
                message: "-".to_owned(),
                trace: "-".to_owned(),
            }))),
            Some(Fault::Hides) => Ok(None),
            None => Ok(Some(fetched(order))),
        }
    }

    async fn offer(&mut self, _: &str) -> Result<Option<Offer>, AllegroError> {
        Ok(None)
    }
}
