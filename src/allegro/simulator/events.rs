//! The journal that follows from orders (`reference/allegro.md` sections 4.3 and 5).

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// A form is filled in about this long after the purchase.
const FILLING: SignedDuration = SignedDuration::from_secs(20);
/// Without payment data, payment is taken to need this long.
const PAYING: SignedDuration = SignedDuration::from_secs(60);

/// The events that brought the orders to where they are, oldest first.
pub(super) fn derive(orders: &[Value], seller: &str) -> Vec<Value> {
    let mut steps: Vec<(Timestamp, &str, &Value)> = orders.iter().flat_map(steps_of).collect();
    steps.sort_by_key(|(at, _, _)| *at);
    let mut events = Vec::with_capacity(steps.len());
    for (at, kind, order) in steps {
        append(&mut events, order, seller, kind, at);
    }
    events
}

/// Adds an event to the end of the journal. Ids are microseconds, as in production, and always grow.
pub(super) fn append(events: &mut Vec<Value>, order: &Value, seller: &str, kind: &str, at: Timestamp) {
    let last = events.last().and_then(|event| event["id"].as_str()?.parse::<i64>().ok());
    let id = last.map_or(at.as_microsecond(), |last| at.as_microsecond().max(last.saturating_add(1)));
    let buyer = &order["buyer"];
    let lines: Vec<Value> = order["lineItems"].as_array().into_iter().flatten().map(line).collect();
    events.push(json!({
        "id": id.to_string(),
        "order": {
            "seller": { "id": seller },
            "buyer": {
                "id": buyer["id"], "email": buyer["email"], "login": buyer["login"], "guest": buyer["guest"],
                "preferences": buyer["preferences"],
            },
            "lineItems": lines,
            "checkoutForm": { "id": order["id"], "revision": order["revision"] },
            "marketplace": order["marketplace"],
        },
        "type": kind,
        "occurredAt": at.to_string(),
    }));
}

fn line(line: &Value) -> Value {
    json!({
        "id": line["id"],
        "offer": { "id": line["offer"]["id"], "name": line["offer"]["name"], "external": line["offer"]["external"] },
        "quantity": line["quantity"],
        "originalPrice": line["originalPrice"],
        "price": line["price"],
        "boughtAt": line["boughtAt"],
    })
}

/// When an order was bought: the earliest of its lines, else `updatedAt`.
pub(super) fn bought_at(order: &Value) -> Option<Timestamp> {
    let lines = order["lineItems"].as_array().into_iter().flatten();
    lines.filter_map(|line| moment(&line["boughtAt"])).min().or_else(|| updated_at(order))
}

/// `updatedAt`.
pub(super) fn updated_at(order: &Value) -> Option<Timestamp> {
    moment(&order["updatedAt"])
}

fn moment(value: &Value) -> Option<Timestamp> {
    value.as_str()?.parse().ok()
}

fn steps_of(order: &Value) -> Vec<(Timestamp, &'static str, &Value)> {
    let Some(bought) = bought_at(order) else { return Vec::new() };
    let updated = updated_at(order).unwrap_or(bought);
    let finished = moment(&order["payment"]["finishedAt"]);
    let status = order["status"].as_str().unwrap_or_default();
    let mut steps = vec![(bought, "BOUGHT", order)];
    if order["payment"].is_object() {
        steps.push((bought + FILLING, "FILLED_IN", order));
    }
    if status == "READY_FOR_PROCESSING" || (status == "CANCELLED" && finished.is_some()) {
        steps.push((finished.unwrap_or(bought + PAYING), "READY_FOR_PROCESSING", order));
    }
    for surcharge in order["surcharges"].as_array().into_iter().flatten() {
        // Production repeats the event after a surcharge.
        steps.extend(moment(&surcharge["finishedAt"]).map(|at| (at, "READY_FOR_PROCESSING", order)));
    }
    steps.extend(moment(&order["delivery"]["address"]["modifiedAt"]).map(|at| (at, "BUYER_MODIFIED", order)));
    if status == "CANCELLED" {
        let kind = if finished.is_some() { "BUYER_CANCELLED" } else { "AUTO_CANCELLED" };
        steps.push((updated.max(bought + PAYING), kind, order));
    }
    if order["fulfillment"]["status"].as_str().is_some_and(|label| label != "NEW") {
        steps.push((updated.max(bought + PAYING), "FULFILLMENT_STATUS_CHANGED", order));
    }
    steps
}
