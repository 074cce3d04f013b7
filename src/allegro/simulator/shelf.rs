//! The orders of a world as bytes, with what the list asks of them kept beside: twenty thousand orders are held in
//! the size that they are sent in, and a page is put together without reading or sorting any.

use std::collections::HashMap;

use jiff::Timestamp;
use serde_json::Value;

use super::journal::{bought_at, updated_at};

/// The filters of the list that compare texts: name of the parameter, which is also the path of the field.
pub(super) const TEXT_FILTERS: [&str; 8] = [
    "status",
    "fulfillment.status",
    "fulfillment.provider.id",
    "fulfillment.shipmentSummary.lineItemsSent",
    "payment.id",
    "delivery.method.id",
    "buyer.login",
    "marketplace.id",
];

/// One order.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) id: String,
    pub(super) body: Box<[u8]>,
    /// When it changed last. A sample without that counts as bought then; without either, as changed last of all.
    pub(super) updated: Timestamp,
    pub(super) bought: Timestamp,
    texts: [Option<Box<str>>; TEXT_FILTERS.len()],
}

impl Held {
    fn new(order: &Value) -> Self {
        let bought = bought_at(order).unwrap_or(Timestamp::MAX);
        let text = |path: &str| path.split('.').fold(order, |value, key| &value[key]).as_str().map(Box::from);
        Self {
            id: id_of(order),
            body: order.to_string().into_bytes().into(),
            updated: updated_at(order).unwrap_or(bought),
            bought,
            texts: TEXT_FILTERS.map(text),
        }
    }

    /// Is the field of this filter one of the wanted values?
    pub(super) fn is_one_of(&self, filter: usize, wanted: &[&str]) -> bool {
        self.texts.get(filter).and_then(Option::as_deref).is_some_and(|held| wanted.contains(&held))
    }

    pub(super) fn value(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }
}

fn id_of(order: &Value) -> String {
    order["id"].as_str().unwrap_or_default().to_ascii_lowercase()
}

/// Which moment a list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    Updated,
    Bought,
}

/// A moment and the place of an order: those of one moment stand in the order in which they came, so that pages
/// do not overlap.
type Entry = (Timestamp, usize);

/// The orders.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf {
    places: Vec<Option<Held>>,
    by_id: HashMap<String, usize>,
    by_updated: Vec<Entry>,
    by_bought: Vec<Entry>,
}

impl Shelf {
    pub(super) fn new(orders: &[Value]) -> Self {
        let mut shelf = Self::default();
        for order in orders {
            let held = Held::new(order);
            let place = shelf.places.len();
            // Sorted once below; the order that comes last under an id is the one that counts.
            match shelf.by_id.insert(held.id.clone(), place) {
                Some(earlier) => {
                    shelf.by_id.insert(held.id.clone(), earlier);
                    shelf.places[earlier] = Some(held);
                }
                None => shelf.places.push(Some(held)),
            }
        }
        let entries = |moment: fn(&Held) -> Timestamp| {
            let mut entries: Vec<Entry> =
                shelf.places.iter().enumerate().filter_map(|(at, held)| Some((moment(held.as_ref()?), at))).collect();
            entries.sort_unstable();
            entries
        };
        (shelf.by_updated, shelf.by_bought) = (entries(|held| held.updated), entries(|held| held.bought));
        shelf
    }

    pub(super) fn len(&self) -> usize {
        self.by_id.len()
    }

    pub(super) fn get(&self, id: &str) -> Option<&Held> {
        let place = *self.by_id.get(&id.to_ascii_lowercase())?;
        self.at(place)
    }

    pub(super) fn at(&self, place: usize) -> Option<&Held> {
        self.places.get(place)?.as_ref()
    }

    /// In the order in which they came.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Held> {
        self.places.iter().flatten()
    }

    /// Places with their moments, oldest first.
    pub(super) fn sorted(&self, by: By) -> &[Entry] {
        match by {
            By::Updated => &self.by_updated,
            By::Bought => &self.by_bought,
        }
    }

    /// Puts an order in, or in place of the one with its id.
    pub(super) fn put(&mut self, order: &Value) {
        let held = Held::new(order);
        let place = match self.by_id.get(&held.id) {
            Some(place) => {
                let place = *place;
                self.forget(place);
                place
            }
            None => self.places.len(),
        };
        insert(&mut self.by_updated, (held.updated, place));
        insert(&mut self.by_bought, (held.bought, place));
        self.by_id.insert(held.id.clone(), place);
        if let Some(free) = self.places.get_mut(place) {
            *free = Some(held);
        } else {
            self.places.push(Some(held));
        }
    }

    pub(super) fn remove(&mut self, id: &str) {
        if let Some(place) = self.by_id.remove(&id.to_ascii_lowercase()) {
            self.forget(place);
        }
    }

    fn forget(&mut self, place: usize) {
        if let Some(held) = self.places.get_mut(place).and_then(Option::take) {
            remove(&mut self.by_updated, (held.updated, place));
            remove(&mut self.by_bought, (held.bought, place));
        }
    }
}

fn insert(entries: &mut Vec<Entry>, entry: Entry) {
    let at = entries.partition_point(|held| *held < entry);
    entries.insert(at, entry);
}

fn remove(entries: &mut Vec<Entry>, entry: Entry) {
    if let Ok(at) = entries.binary_search(&entry) {
        entries.remove(at);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn order(id: u8, minute: u8) -> Value {
        json!({ "id": format!("O-{id}"), "updatedAt": format!("2026-11-01T10:{minute:02}:00Z"), "status": "BOUGHT" })
    }

    proptest! {
        #[test]
        fn the_indices_say_what_is_there_whatever_comes_and_goes(
            first in prop::collection::vec((0_u8..6, 0_u8..60), 0..8),
            steps in prop::collection::vec((0_u8..6, 0_u8..60, any::<bool>()), 0..30),
        ) {
            let mut shelf = Shelf::new(&first.iter().map(|(id, minute)| order(*id, *minute)).collect::<Vec<_>>());
            let mut model: std::collections::BTreeMap<u8, u8> = first.into_iter().collect();
            for (id, minute, put) in steps {
                if put {
                    shelf.put(&order(id, minute));
                    model.insert(id, minute);
                } else {
                    shelf.remove(&format!("o-{id}"));
                    model.remove(&id);
                }
            }
            prop_assert_eq!(shelf.len(), model.len());
            for by in [By::Updated, By::Bought] {
                let entries = shelf.sorted(by);
                prop_assert!(entries.is_sorted());
                let mut found: Vec<Value> = entries.iter().map(|(_, at)| shelf.at(*at).unwrap().value()).collect();
                let mut wanted: Vec<Value> = model.iter().map(|(id, minute)| order(*id, *minute)).collect();
                found.sort_by_key(ToString::to_string);
                wanted.sort_by_key(ToString::to_string);
                prop_assert_eq!(found, wanted);
            }
        }
    }
}
