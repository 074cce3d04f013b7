//! The quick way to an order: one pass, nothing checked or cut out beforehand. A field that stands twice costs a second one.
//!
//! It gives an order only where the careful way of [`super::decode`] gives the same one, with the same counts. On any error,
//! or nesting that the careful way refuses, it gives nothing, and the careful way explains.

use std::borrow::Cow;

use super::error::DecodeError;
use super::passed::Passed;
use super::{broken, form, order, watch};
use crate::core::order::Order;

/// The order, if everything in the text that a document needs is right.
pub(super) fn order(text: &str) -> Option<Order> {
    // Outside of its texts JSON has no escapes. What is no JSON is refused by what reads it.
    let (text, broken) = if text.contains("\\u") { broken::without_halves(text) } else { (Cow::Borrowed(text), 0) };
    mended(&text, broken)
}

/// The same of a text in which so many characters were replaced already.
pub(super) fn mended(text: &str, broken: u32) -> Option<Order> {
    let passed = Passed::with_broken(broken);
    match watch::read(text, &|strange| passed.note(&strange)) {
        Ok(form) => whole(form, passed),
        Err(DecodeError::Twice { .. }) => {
            let passed = Passed::with_broken(broken);
            let form = watch::read_carefully(text, &|strange| passed.note(&strange)).ok()?;
            whole(form, passed)
        }
        Err(_) => None,
    }
}

fn whole(form: form::Form, passed: Passed) -> Option<Order> {
    if passed.is_doubtful() {
        return None;
    }
    order::convert(form, passed.into_unknown()).ok()
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
    fn shipped_orders_go_the_quick_way() {
        for (name, body) in World::shipped_files() {
            assert_eq!(quick(body), decode_carefully(body.as_bytes()).ok(), "{name}");
            assert!(quick(body).is_some(), "{name}");
        }
    }

    #[test]
    fn what_is_wrong_or_too_deep_is_left_to_the_careful_way() {
        let (_, body) = World::shipped_files()[0];
        let with = |at: &str, value: Value| {
            let mut order: Value = serde_json::from_str(body).unwrap();
            *at.split('.').fold(&mut order, |value, key| &mut value[key]) = value;
            order.to_string()
        };
        let deep = |levels| (0..levels).fold(json!(1), |inner, _| json!([inner]));
        for body in [
            with("buyer.personalIdentity", json!("44051401359")),
            with("delivery.personalIdentity", json!("44051401359")),
            with("nowe", json!(null)),
            with("delivery.time", deep(40)),
            with("buyer.id", json!([])),
        ] {
            assert_eq!(quick(&body), Some(decode_carefully(body.as_bytes()).unwrap()), "{body}");
        }
        for body in [
            with("messageToSeller", json!("HALF")).replace("HALF", "\\ud83d"),
            with("nowe", json!("HALF")).replace("HALF", "\\ud83d\\ude00\\ude00"),
            with("nowe", json!("HALF")).replace("\"nowe\"", "\"\\udc00\"").replace("HALF", "\\\\ud83d"),
            with("buyer.nowe", json!(1)).replacen("\"nowe\"", "\"login\"", 1),
            body.replacen('{', "{\"marketplace\":{},\"marketplace\":1,", 1),
            with("buyer.personalIdentity", json!({ "a": "HALF" })).replace("HALF", "\\ud83d"),
            with("a", deep(63)),
        ] {
            let quick = quick(&body);
            assert!(quick.is_some(), "{body}");
            assert_eq!(quick, Some(decode_carefully(body.as_bytes()).unwrap()), "{body}");
        }
        for body in [
            body.replacen('{', "{\"nowe\":1,\"nowe\":2,", 1),
            with("a", deep(64)),
            with("delivery.time", deep(70)),
            with("nowe", deep(70)),
            with("status", json!(null)),
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
