//! The journal: what happened to orders, as events (`reference/allegro.md` sections 4.3 and 5).

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// A form is filled in about this long after the purchase.
const FILLING: SignedDuration = SignedDuration::from_secs(20);
/// Without payment data, payment is taken to need this long.
const PAYING: SignedDuration = SignedDuration::from_secs(60);
/// How long production keeps an event (`reference/allegro.md` 4.3).
pub(super) const RETENTION: SignedDuration = SignedDuration::from_hours(60 * 24);

/// One event. What it says about the order is shared by the events of one state of the order.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) id: u64,
    pub(super) at: Timestamp,
    pub(super) kind: String,
    order: Arc<str>,
}

impl Event {
    /// As it is sent.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let Self { id, at, kind, order } = self;
        // A type is a word of the API's; nothing in it wants escaping.
        let text = format!(r#"{{"id":"{id}","order":{order},"type":"{kind}","occurredAt":"{at}"}}"#);
        out.extend_from_slice(text.as_bytes());
    }

    fn value(&self) -> Value {
        let mut bytes = Vec::new();
        self.write(&mut bytes);
        serde_json::from_slice(&bytes).unwrap_or(Value::Null)
    }
}

/// The events, as they are listed.
#[derive(Clone, Debug, Default)]
pub(super) struct Journal(Vec<Event>);

impl Journal {
    /// The events that brought the orders to where they are, oldest first.
    pub(super) fn of(orders: &[Value], seller: &str) -> Self {
        let mut steps: Vec<(Timestamp, &str, usize)> = Vec::new();
        for (place, order) in orders.iter().enumerate() {
            steps.extend(steps_of(order).into_iter().map(|(at, kind)| (at, kind, place)));
        }
        steps.sort_by_key(|(at, _, _)| *at);
        let told: Vec<Arc<str>> = orders.iter().map(|order| told(order, seller)).collect();
        let mut journal = Self(Vec::with_capacity(steps.len()));
        for (at, kind, place) in steps {
            if let Some(order) = told.get(place) {
                journal.append(Arc::clone(order), kind, at);
            }
        }
        journal
    }

    /// Adds an event to the end.
    pub(super) fn tell(&mut self, order: &Value, seller: &str, kind: &str, at: Timestamp) {
        self.append(told(order, seller), kind, at);
    }

    /// Ids are microseconds, as in production, and always grow.
    fn append(&mut self, order: Arc<str>, kind: &str, at: Timestamp) {
        let id = u64::try_from(at.as_microsecond()).unwrap_or_default();
        let id = self.0.last().map_or(id, |last| id.max(last.id.saturating_add(1)));
        self.0.push(Event { id, at, kind: kind.to_owned(), order });
    }

    /// Adds an event as it is given.
    pub(super) fn push(&mut self, event: &Value) {
        self.0.push(Event {
            id: event["id"].as_str().and_then(|id| id.parse().ok()).unwrap_or_default(),
            at: moment(&event["occurredAt"]).unwrap_or_default(),
            kind: event["type"].as_str().unwrap_or_default().to_owned(),
            order: event["order"].to_string().into(),
        });
    }

    pub(super) fn values(&self) -> Vec<Value> {
        self.0.iter().map(Event::value).collect()
    }

    /// What is not older than production keeps it.
    pub(super) fn kept(&self, now: Timestamp) -> impl Iterator<Item = &Event> {
        let oldest = now.checked_sub(RETENTION).unwrap_or(Timestamp::MIN);
        self.0.iter().filter(move |event| event.at >= oldest)
    }
}

fn told(order: &Value, seller: &str) -> Arc<str> {
    let buyer = &order["buyer"];
    let lines: Vec<Value> = order["lineItems"].as_array().into_iter().flatten().map(line).collect();
    let told = json!({
        "seller": { "id": seller },
        "buyer": {
            "id": buyer["id"], "email": buyer["email"], "login": buyer["login"], "guest": buyer["guest"],
            "preferences": buyer["preferences"],
        },
        "lineItems": lines,
        "checkoutForm": { "id": order["id"], "revision": order["revision"] },
        "marketplace": order["marketplace"],
    });
    told.to_string().into()
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

fn steps_of(order: &Value) -> Vec<(Timestamp, &'static str)> {
    let Some(bought) = bought_at(order) else { return Vec::new() };
    let updated = updated_at(order).unwrap_or(bought);
    let finished = moment(&order["payment"]["finishedAt"]);
    let status = order["status"].as_str().unwrap_or_default();
    let mut steps = vec![(bought, "BOUGHT")];
    if order["payment"].is_object() {
        steps.push((later(bought, FILLING), "FILLED_IN"));
    }
    let settled = later(bought, PAYING);
    if status == "READY_FOR_PROCESSING" || (status == "CANCELLED" && finished.is_some()) {
        steps.push((finished.unwrap_or(settled), "READY_FOR_PROCESSING"));
    }
    for surcharge in order["surcharges"].as_array().into_iter().flatten() {
        // Production repeats the event after a surcharge.
        steps.extend(moment(&surcharge["finishedAt"]).map(|at| (at, "READY_FOR_PROCESSING")));
    }
    steps.extend(moment(&order["delivery"]["address"]["modifiedAt"]).map(|at| (at, "BUYER_MODIFIED")));
    if status == "CANCELLED" {
        let kind = if finished.is_some() { "BUYER_CANCELLED" } else { "AUTO_CANCELLED" };
        steps.push((updated.max(settled), kind));
    }
    if order["fulfillment"]["status"].as_str().is_some_and(|label| label != "NEW") {
        steps.push((updated.max(settled), "FULFILLMENT_STATUS_CHANGED"));
    }
    steps
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(at)
}
