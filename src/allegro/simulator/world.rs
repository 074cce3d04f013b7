//! What the simulator shows: orders, journal, offers, delivery methods, one seller. All of it raw JSON, so
//! that a world can hold what no type of ours foresees.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::journal::Journal;
use super::shelf::{By, Held, Shelf};
use super::shipped;

/// One file of a world is refused beyond this.
const FILE_MAX: u64 = 64 * 1024 * 1024;

/// A world.
#[derive(Clone, Debug, Default)]
pub struct World {
    pub(super) shelf: Shelf,
    pub(super) journal: Journal,
    /// Bodies of `GET /sale/product-offers/{id}`.
    pub offers: Vec<Value>,
    /// `deliveryMethods[]` of `GET /sale/delivery-methods`.
    pub delivery_methods: Vec<Value>,
    /// The body of `GET /me`.
    pub seller: Value,
}

impl World {
    /// The orders that the program ships, with their offers.
    #[must_use]
    pub fn shipped() -> Self {
        // A test reads every file, so none is left out here.
        let orders: Vec<Value> =
            shipped::ORDERS.iter().filter_map(|(_, body)| serde_json::from_str(body).ok()).collect();
        Self { offers: Self::shipped_offers(), ..Self::from_orders(orders) }
    }

    /// The same, moved in time as a whole so that the last change was an hour before `now`.
    #[must_use]
    pub fn shipped_until(now: Timestamp) -> Self {
        let shipped = Self::shipped();
        let last = shipped.last_change().unwrap_or(now);
        let by = now.duration_since(last).saturating_sub(SignedDuration::from_hours(1));
        let mut orders = shipped.orders();
        for order in &mut orders {
            move_in_time(order, by);
        }
        Self { offers: Self::shipped_offers(), ..Self::from_orders(orders) }
    }

    /// The offers of the shipped orders, of which generated orders are made, too.
    pub(super) fn shipped_offers() -> Vec<Value> {
        entries(shipped::OFFERS, "offers")
    }

    /// File name and body of the shipped orders.
    #[must_use]
    pub fn shipped_files() -> &'static [(&'static str, &'static str)] {
        &shipped::ORDERS
    }

    /// A world of these orders: journal and offers follow from them.
    #[must_use]
    pub fn from_orders(orders: impl Borrow<[Value]>) -> Self {
        let orders = orders.borrow();
        let seller = serde_json::from_str(shipped::SELLER).unwrap_or(Value::Null);
        let journal = Journal::of(orders, seller["id"].as_str().unwrap_or_default());
        let offers = offers_of(orders);
        let delivery_methods = entries(shipped::DELIVERY_METHODS, "deliveryMethods");
        Self { shelf: Shelf::new(orders), journal, offers, delivery_methods, seller }
    }

    /// Bodies of `GET /order/checkout-forms/{id}`.
    #[must_use]
    pub fn orders(&self) -> Vec<Value> {
        self.shelf.iter().map(Held::value).collect()
    }

    /// One of them.
    #[must_use]
    pub fn order(&self, id: &str) -> Option<Value> {
        self.shelf.get(id).map(Held::value)
    }

    /// When an order changed last.
    #[must_use]
    pub fn last_change(&self) -> Option<Timestamp> {
        self.shelf.sorted(By::Updated).last().map(|(at, _)| *at)
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.shelf.len()
    }

    /// The journal as it is listed, oldest first.
    #[must_use]
    pub fn events(&self) -> Vec<Value> {
        self.journal.values()
    }

    /// A world of every `*.json` in a folder, by name; each holds one order, an array of orders, or a page of
    /// the API's list. An order that comes twice is taken as it comes last.
    ///
    /// # Errors
    /// With the path, when a file cannot be read or is not JSON of that kind.
    pub fn from_dir(folder: &Path) -> io::Result<Self> {
        let mut paths: Vec<_> = std::fs::read_dir(folder)
            .map_err(|error| at(folder, &error.to_string()))?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<io::Result<_>>()?;
        paths.retain(|path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")));
        paths.sort();
        let mut orders: BTreeMap<String, Value> = BTreeMap::new();
        for path in paths {
            for order in read(&path)? {
                let id = order["id"].as_str().unwrap_or_default().to_owned();
                orders.insert(id, order);
            }
        }
        Ok(Self::from_orders(orders.into_values().collect::<Vec<_>>()))
    }

    /// Puts an order in, or in place of the one with its `id`, and an event of that type into the journal.
    pub fn put(&mut self, order: impl Borrow<Value>, event: &str, at: Timestamp) {
        let order = order.borrow();
        self.tell(order, event, at);
        self.shelf.put(order);
    }

    /// Puts an order in, or in place of the one with its `id`; the journal says nothing of it.
    pub fn put_unseen(&mut self, order: &Value) {
        self.shelf.put(order);
    }

    /// Adds an event about an order to the journal, whatever the order's own state.
    pub fn tell(&mut self, order: &Value, event: &str, at: Timestamp) {
        let seller = self.seller["id"].as_str().unwrap_or_default();
        self.journal.tell(order, seller, event, at);
    }

    /// Adds an event as it is given.
    pub fn push_event(&mut self, event: &Value) {
        self.journal.push(event);
    }

    /// Takes an order away, as a merge does; its events stay.
    pub fn remove(&mut self, id: &str) {
        self.shelf.remove(id);
    }

    /// Offers of orders that are still to come.
    pub(super) fn add_offers_of(&mut self, orders: &[Value]) {
        let known: BTreeSet<String> = self.offers.iter().map(|offer| offer["id"].to_string()).collect();
        self.offers.extend(offers_of(orders).into_iter().filter(|offer| !known.contains(&offer["id"].to_string())));
    }

    pub(super) fn offer(&self, id: &str) -> Option<&Value> {
        self.offers.iter().find(|offer| offer["id"] == id)
    }
}

/// Every moment in an order, at whatever depth.
fn move_in_time(value: &mut Value, by: SignedDuration) {
    match value {
        Value::String(text) => {
            if let Some(at) = text.parse::<Timestamp>().ok().and_then(|at| at.checked_add(by).ok()) {
                *text = at.to_string();
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| move_in_time(value, by)),
        Value::Object(members) => members.values_mut().for_each(|value| move_in_time(value, by)),
        _ => {}
    }
}

fn at(path: &Path, what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("{}: {what}", path.display()))
}

fn read(path: &Path) -> io::Result<Vec<Value>> {
    if std::fs::metadata(path)?.len() > FILE_MAX {
        return Err(at(path, "too large"));
    }
    let bytes = std::fs::read(path).map_err(|error| at(path, &error.to_string()))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut value: Value = serde_json::from_slice(bytes).map_err(|error| at(path, &error.to_string()))?;
    let orders = match &mut value {
        Value::Array(orders) => std::mem::take(orders),
        Value::Object(page) if page.contains_key("checkoutForms") => match page.remove("checkoutForms") {
            Some(Value::Array(orders)) => orders,
            _ => return Err(at(path, "checkoutForms is not an array")),
        },
        Value::Object(_) => vec![value],
        _ => return Err(at(path, "neither an order nor a list of orders")),
    };
    if orders.iter().all(|order| order["id"].is_string()) { Ok(orders) } else { Err(at(path, "an order without id")) }
}

fn entries(text: &str, key: &str) -> Vec<Value> {
    let mut file: Value = serde_json::from_str(text).unwrap_or(Value::Null);
    match file[key].take() {
        Value::Array(entries) => entries,
        _ => Vec::new(),
    }
}

/// What the lines of the orders say about their offers; no EAN is among it.
fn offers_of(orders: &[Value]) -> Vec<Value> {
    let mut offers: BTreeMap<&str, Value> = BTreeMap::new();
    let lines = orders.iter().filter_map(|order| order["lineItems"].as_array()).flatten();
    for line in lines {
        let Some(id) = line["offer"]["id"].as_str() else { continue };
        let rate = match &line["tax"]["rate"] {
            Value::String(rate) => json!([{ "rate": rate, "countryCode": "PL" }]),
            _ => json!([]),
        };
        offers.insert(
            id,
            json!({
                "id": id,
                "name": line["offer"]["name"],
                "external": line["offer"]["external"],
                "productSet": [],
                "taxSettings": {
                    "rates": rate, "subject": line["tax"]["subject"], "exemption": line["tax"]["exemption"],
                },
            }),
        );
    }
    offers.into_values().collect()
}
