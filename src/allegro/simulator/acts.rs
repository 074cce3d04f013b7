//! What happens to orders: how the body changes, and which events belong to it (`reference/allegro.md` section 5).

use std::str::FromStr as _;

use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use uuid::Uuid;

use super::journal::bought_at;
use super::scenario::Act;

/// What an act comes to.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Outcome {
    /// The order as it is then.
    pub(super) order: Value,
    /// The events that belong to it, in order.
    pub(super) events: &'static [&'static str],
    /// Ids of orders that vanish.
    pub(super) vanished: Vec<String>,
}

/// The order before its payment: the address and the invoice are not told yet (#13256).
pub(super) fn unpaid(order: &Value, buyer: Option<Value>) -> Value {
    let mut order = order.clone();
    let bought = bought_at(&order).unwrap_or_default();
    order["status"] = json!("FILLED_IN");
    order["updatedAt"] = json!(bought.checked_add(SignedDuration::from_secs(20)).unwrap_or(bought).to_string());
    order["revision"] = json!("00000001");
    take_payment(&mut order);
    if let Some(buyer) = buyer {
        order["buyer"] = buyer;
    }
    if order["delivery"].is_object() {
        order["delivery"]["address"] = Value::Null;
    }
    if order["invoice"].is_object() {
        order["invoice"]["address"] = Value::Null;
    }
    order
}

fn take_payment(order: &mut Value) {
    if order["payment"].is_object() {
        order["payment"]["finishedAt"] = Value::Null;
        order["payment"]["paidAmount"] = Value::Null;
    }
}

/// What `act` makes of an order. `present` is the order as Allegro shows it now, none if it does not; `originals` are
/// the orders as they will be when all is well. None: it does not apply any more, as the payment of a cancelled order.
pub(super) fn perform(act: &Act, present: Option<Value>, originals: &[Value], now: Timestamp) -> Option<Outcome> {
    let outcome = |order, events| Some(Outcome { order, events, vanished: Vec::new() });
    match act {
        Act::Unpaid => None,
        Act::Arrives => {
            let order = originals.first().filter(|_| present.is_none())?;
            outcome(bought_now(order, now), &["BOUGHT", "FILLED_IN", "READY_FOR_PROCESSING"])
        }
        Act::Pays => {
            let waiting = present.filter(|order| order["status"] == "FILLED_IN")?;
            outcome(paid_now(originals.first()?, &waiting, now), &["FILLED_IN", "READY_FOR_PROCESSING"])
        }
        Act::Merges => merged(&present?, originals, now),
        Act::Expires | Act::GivesUp | Act::Cancels => {
            let mut order = present.filter(|order| order["status"] != "CANCELLED")?;
            order["status"] = json!("CANCELLED");
            touch(&mut order, now);
            outcome(order, if *act == Act::Expires { &["AUTO_CANCELLED"] } else { &["BUYER_CANCELLED"] })
        }
        Act::Moves => {
            let mut order = present.filter(|order| order["delivery"]["address"].is_object())?;
            let address = &mut order["delivery"]["address"];
            address["street"] = json!("ul. Nowa 100 m. 5");
            address["city"] = json!("Nowe Miasto");
            address["zipCode"] = json!("01-100");
            address["modifiedAt"] = json!(now.to_string());
            touch(&mut order, now);
            outcome(order, &["BUYER_MODIFIED"])
        }
        Act::Surcharges => {
            let mut order = present.filter(|order| order["status"] == "READY_FOR_PROCESSING")?;
            let currency = order["summary"]["totalToPay"]["currency"].clone();
            let surcharge = json!({
                "id": derived(&order, "surcharge"), "type": "ONLINE", "provider": "AF", "finishedAt": now.to_string(),
                "paidAmount": { "amount": "5.00", "currency": currency }, "reconciliation": null, "features": [],
            });
            order["surcharges"] = json!([surcharge]);
            touch(&mut order, now);
            outcome(order, &["READY_FOR_PROCESSING"])
        }
        Act::Withdraws => {
            let mut order = present.filter(|order| order["status"] == "READY_FOR_PROCESSING")?;
            order["status"] = json!("FILLED_IN");
            take_payment(&mut order);
            touch(&mut order, now);
            outcome(order, &["FILLED_IN"])
        }
        Act::Labels(label) => {
            let mut order = present?;
            order["fulfillment"]["status"] = json!(label);
            // A seller's change moves the revision and not `updatedAt` (`reference/allegro.md` 4.1).
            order["revision"] = json!(revision(&order, now));
            outcome(order, &["FULFILLMENT_STATUS_CHANGED"])
        }
    }
}

fn touch(order: &mut Value, now: Timestamp) {
    order["updatedAt"] = json!(now.to_string());
    order["revision"] = json!(revision(order, now));
}

/// Eight hexadecimal digits that follow from the former ones and the moment.
fn revision(order: &Value, now: Timestamp) -> String {
    let former = order["revision"].as_str().unwrap_or_default();
    let id = order["id"].as_str().unwrap_or_default();
    let new = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{former} {id} {now} {}", order["fulfillment"]).as_bytes());
    new.simple().to_string().chars().take(8).collect()
}

/// An id of version 1 that follows from the order's and from what it is for.
fn derived(order: &Value, what: &str) -> String {
    let id = order["id"].as_str().unwrap_or_default();
    let hash = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{id} {what}").as_bytes()).simple().to_string();
    let part = |from: usize, to: usize| hash.get(from..to).unwrap_or_default();
    format!("{}-{}-11f1-9{}-{}", part(0, 8), part(8, 12), part(17, 20), part(20, 32))
}

fn bought_now(order: &Value, now: Timestamp) -> Value {
    let mut order = order.clone();
    for line in order["lineItems"].as_array_mut().into_iter().flatten() {
        line["boughtAt"] = json!(now.to_string());
    }
    let at = now.to_string();
    if order["payment"].is_object() {
        order["payment"]["finishedAt"] = json!(at);
    }
    touch(&mut order, now);
    order
}

fn paid_now(original: &Value, waiting: &Value, now: Timestamp) -> Value {
    let mut order = original.clone();
    order["buyer"] = waiting["buyer"].clone();
    if order["payment"].is_object() {
        order["payment"]["finishedAt"] = json!(now.to_string());
    }
    touch(&mut order, now);
    order
}

/// The lines of both under a new id; delivery and address are the first one's.
fn merged(present: &Value, originals: &[Value], now: Timestamp) -> Option<Outcome> {
    let (first, others) = originals.split_first()?;
    if present["status"] != "FILLED_IN" {
        return None;
    }
    let mut order = paid_now(first, present, now);
    order["id"] = json!(derived(first, "merged"));
    order["payment"]["id"] = json!(derived(first, "payment"));
    let mut total = amount(&first["summary"]["totalToPay"])?;
    for other in others {
        total += amount(&other["summary"]["totalToPay"])? - amount(&other["delivery"]["cost"]).unwrap_or_default();
        let lines = other["lineItems"].as_array().cloned().unwrap_or_default();
        if let Some(held) = order["lineItems"].as_array_mut() {
            held.extend(lines);
        }
    }
    let total = json!({ "amount": format!("{total:.2}"), "currency": first["summary"]["totalToPay"]["currency"] });
    if !order["payment"]["paidAmount"].is_null() {
        order["payment"]["paidAmount"] = total.clone();
    }
    order["summary"]["totalToPay"] = total;
    let vanished = originals.iter().filter_map(|order| order["id"].as_str().map(str::to_owned)).collect();
    Some(Outcome { order, events: &["FILLED_IN", "READY_FOR_PROCESSING"], vanished })
}

fn amount(price: &Value) -> Option<Decimal> {
    Decimal::from_str(price["amount"].as_str()?).ok()
}
