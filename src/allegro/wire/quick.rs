//! The quick way to an order, for bodies in which nothing is new: one pass of `serde_json`, no paths, nothing cut
//! out beforehand.
//!
//! It gives an order only where the careful way of [`super::decode`] gives the same one. A field that no type asks
//! for, nesting beyond what orders have, or any error: it gives nothing, and the careful way counts, or explains.
//! Blanks aside, `personalIdentity` is read over where the API has it, and is an unknown field anywhere else.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

use super::{form, order};
use crate::core::order::{Order, Unknown};

/// Nesting of what is typed has seven levels; the careful way decides about more than this.
const USUAL_DEPTH: u32 = 16;

/// The order, if everything in the text is known and right.
pub(super) fn order(text: &str) -> Option<Order> {
    let found = Found::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let form = form::Form::deserialize(Watched { inner: &mut json, found: &found }).ok()?;
    json.end().ok()?;
    if found.unusual.get() { None } else { order::convert(form, Unknown::default()).ok() }
}

/// What was met on the way.
#[derive(Debug, Default)]
struct Found {
    unusual: Cell<bool>,
    depth: Cell<u32>,
}

impl Found {
    fn within<T>(&self, read: impl FnOnce() -> T) -> T {
        let depth = self.depth.get() + 1;
        if depth > USUAL_DEPTH {
            self.unusual.set(true);
        }
        self.depth.set(depth);
        let value = read();
        self.depth.set(depth - 1);
        value
    }
}

/// A deserializer, visitor, access or seed that tells [`Found`] what passes through it.
struct Watched<'f, T> {
    inner: T,
    found: &'f Found,
}

impl<'f, T> Watched<'f, T> {
    fn and<U>(found: &'f Found, inner: U) -> Watched<'f, U> {
        Watched { inner, found }
    }
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Watched<'_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_any(Self::and(self.found, visitor))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_option(Self::and(self.found, visitor))
    }

    /// Only a field that nobody asks for is deserialized into nothing.
    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.found.unusual.set(true);
        self.inner.deserialize_ignored_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Watched<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<V::Value, E> {
        self.inner.visit_bool(value)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<V::Value, E> {
        self.inner.visit_i64(value)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<V::Value, E> {
        self.inner.visit_u64(value)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<V::Value, E> {
        self.inner.visit_f64(value)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<V::Value, E> {
        self.inner.visit_str(value)
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<V::Value, E> {
        self.inner.visit_borrowed_str(value)
    }

    fn visit_string<E: Error>(self, value: String) -> Result<V::Value, E> {
        self.inner.visit_string(value)
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_unit()
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.inner.visit_some(Self::and(self.found, value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<V::Value, A::Error> {
        let Self { inner, found } = self;
        found.within(|| inner.visit_seq(Self::and(found, seq)))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        let Self { inner, found } = self;
        found.within(|| inner.visit_map(Self::and(found, map)))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Watched<'_, A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.inner.next_element_seed(Self::and(self.found, seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Watched<'_, A> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.inner.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.inner.next_value_seed(Self::and(self.found, seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.inner.size_hint()
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Watched<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(Self::and(self.found, deserializer))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::super::{decode, decode_carefully, json::text};
    use crate::allegro::simulator::World;

    fn quick(body: &str) -> Option<crate::core::order::Order> {
        super::order(text(body.as_bytes()).unwrap())
    }

    #[test]
    fn shipped_orders_go_the_quick_way_unless_something_in_them_is_new() {
        let slow: Vec<&str> = World::shipped_files()
            .iter()
            .filter(|(_, body)| match quick(body) {
                Some(order) => {
                    assert_eq!(order, decode_carefully(body.as_bytes()).unwrap());
                    false
                }
                None => true,
            })
            .map(|(name, _)| *name)
            .collect();
        assert_eq!(slow, ["56-nieznane-wartosci-i-pola.json"]);
    }

    #[test]
    fn what_is_new_is_left_to_the_careful_way() {
        let (_, body) = World::shipped_files()[0];
        let with = |at: &str, value: Value| {
            let mut order: Value = serde_json::from_str(body).unwrap();
            *at.split('.').fold(&mut order, |value, key| &mut value[key]) = value;
            order.to_string()
        };
        assert!(quick(&with("buyer.personalIdentity", json!("44051401359"))).is_some());
        let deep = (0..40).fold(json!(1), |inner, _| json!([inner]));
        for body in [
            with("nowe", json!(null)),
            with("delivery.personalIdentity", json!("44051401359")),
            with("delivery.time", deep),
            with("buyer.id", json!(null)),
            format!("{body} x"),
        ] {
            assert!(quick(&body).is_none(), "{body}");
        }
    }

    /// One place in a body, and what is put there.
    fn change() -> impl Strategy<Value = (usize, usize, Value)> {
        let value = prop_oneof![
            Just(json!(null)),
            Just(json!("")),
            Just(json!(" ")),
            Just(json!(true)),
            Just(json!(7)),
            Just(json!(7.25)),
            Just(json!(-1)),
            Just(json!("1e5")),
            Just(json!("2026-02-30T00:00:00Z")),
            Just(json!([])),
            Just(json!([null, {}])),
            Just(json!({})),
            Just(json!({"id": 5})),
            Just(json!({"amount": "1.50", "currency": "pln", "x": 1})),
        ];
        (any::<prop::sample::Index>(), any::<prop::sample::Index>(), value)
            .prop_map(|(a, b, value)| (a.index(1_000_000), b.index(1_000_000), value))
    }

    fn places(value: &Value, at: &str, found: &mut Vec<String>) {
        let mut one = |key: String, inner: &Value| {
            let path = format!("{at}/{key}");
            places(inner, &path, found);
            found.push(path);
        };
        match value {
            Value::Object(members) => members.iter().for_each(|(key, inner)| one(key.clone(), inner)),
            Value::Array(list) => list.iter().enumerate().for_each(|(at, inner)| one(at.to_string(), inner)),
            _ => {}
        }
    }

    proptest! {
        #[test]
        fn both_ways_lead_to_the_same(changes in prop::collection::vec(change(), 1..4)) {
            let files = World::shipped_files();
            let (_, body) = files[changes[0].0 % files.len()];
            let mut order: Value = serde_json::from_str(body).unwrap();
            for (_, at, value) in changes {
                let mut found = Vec::new();
                places(&order, "", &mut found);
                if let Some(place) = found.get(at % found.len().max(1)).and_then(|path| order.pointer_mut(path)) {
                    *place = value;
                }
            }
            let body = order.to_string();
            let careful = decode_carefully(body.as_bytes());
            if let Some(order) = quick(&body) {
                prop_assert_eq!(Ok(&order), careful.as_ref());
            }
            prop_assert_eq!(decode(body.as_bytes()), careful);
        }
    }
}
