//! An order whose fields have any shape at all: of the fields that Allegro describes only those that a document needs can
//! refuse it.

use std::collections::BTreeMap;
use std::path::Path;

use allegro_optima::allegro::wire::{self, NEEDED, is_needed};
use serde_json::{Map, Value, json};

use crate::support::Shop;

const SHAPE: &str = include_str!("../data/order-shape.txt");
const DESCRIPTION: &str = "../shared/data/allegro/openapi/allegro-openapi-2026-07-18.yaml";

/// Path without indices → type and format.
fn fields() -> BTreeMap<String, (String, String)> {
    let rows = SHAPE.lines().filter(|line| !line.starts_with('#'));
    let fields = rows.map(|row| {
        let mut words = row.splitn(3, ' ').map(str::to_owned);
        (words.next().unwrap(), (words.next().unwrap(), words.next().unwrap_or_default()))
    });
    fields.collect()
}

/// As [`fields`], of the description itself.
fn described(all: &Value, schema: &Value, path: &str, found: &mut BTreeMap<String, (String, String)>) {
    if let Some(place) = schema["$ref"].as_str() {
        return described(all, all.pointer(place.trim_start_matches('#')).unwrap(), path, found);
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        described(all, part, path, found);
    }
    // An enumeration does not say that it is one of texts.
    let untyped = || schema.get("properties").map(|_| "object").or_else(|| schema.get("enum").map(|_| "string"));
    let kind = schema["type"].as_str().or_else(untyped);
    if let Some(kind) = kind.filter(|_| !path.is_empty()) {
        let format = schema["format"].as_str().unwrap_or_default();
        found.entry(path.to_owned()).or_insert_with(|| (kind.to_owned(), format.to_owned()));
    }
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        described(all, inner, &path, found);
    }
    if kind == Some("array") {
        described(all, &schema["items"], &format!("{path}[]"), found);
    }
}

#[test]
fn the_list_of_fields_is_what_the_description_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(DESCRIPTION);
    if !path.exists() {
        return;
    }
    let all: Value = serde_norway::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut found = BTreeMap::new();
    described(&all, &all["components"]["schemas"]["CheckoutForm"], "", &mut found);
    assert_eq!(found, fields());
}

fn sample(path: &str, kind: &str, format: &str) -> Value {
    match (path.rsplit('.').next().unwrap_or_default(), kind, format) {
        ("status", ..) if path == "status" => json!("READY_FOR_PROCESSING"),
        (_, "string", "uuid") => json!("a42dd5ae-e729-11f1-8534-61db49997aa9"),
        (_, "string", "date-time") => json!("2026-11-20T10:00:00Z"),
        ("amount", ..) => json!("10.00"),
        ("currency", ..) => json!("PLN"),
        (_, "string", _) => json!("1"),
        (_, "boolean", _) => json!(true),
        (_, "array", _) => json!([null]),
        (_, "object", _) => Value::Object(Map::new()),
        _ => json!(1),
    }
}

/// `lineItems[].price` as the pointer to the first of them.
fn pointer(path: &str) -> String {
    format!("/{}", path.replace("[]", ".0").replace('.', "/"))
}

/// An order with every field that is described.
fn whole() -> Value {
    let mut order = Value::Object(Map::new());
    // Parents sort before what is in them.
    for (path, (kind, format)) in fields() {
        let pointer = pointer(&path);
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        match order.pointer_mut(parent).unwrap() {
            Value::Object(members) => {
                members.insert(name.to_owned(), sample(&path, &kind, &format));
            }
            list => list[0] = sample(&path, &kind, &format),
        }
    }
    order
}

#[test]
fn r_b16_no_field_but_those_a_document_needs_refuses_an_order() {
    let decode = |order: &Value| wire::decode(order.to_string().as_bytes());
    assert_eq!(decode(&whole()).err(), None);
    let (mut mutations, mut refused) = (0, BTreeMap::new());
    let fields = fields();
    for path in fields.keys() {
        let at = pointer(path);
        let (parent, name) = at.rsplit_once('/').unwrap();
        let mut changed = Vec::new();
        for value in
            [json!(null), json!({}), json!([]), json!([{}]), json!({"x": [1]}), json!("słowo"), json!(7), json!(false)]
        {
            let mut order = whole();
            *order.pointer_mut(&at).unwrap() = value;
            changed.push(order);
        }
        let mut absent = whole();
        match absent.pointer_mut(parent).unwrap() {
            Value::Object(members) => drop(members.remove(name)),
            list => *list = json!([]),
        }
        changed.push(absent);
        for order in changed {
            mutations += 1;
            match decode(&order) {
                Err(error) if is_needed(path) => drop(refused.insert(path.clone(), error.to_string())),
                Err(error) => panic!("{path}: {error} in {order}"),
                Ok(_) => {}
            }
        }
    }
    println!("{} fields, {mutations} mutations, {} fields can refuse", fields.len(), refused.len());
    assert_eq!(mutations, fields.len() * 9);
    for (needed, _) in NEEDED {
        assert!(refused.contains_key(needed), "{needed} refuses nothing");
    }
}

/// What `convert` says of an order, and the file.
fn converted(order: &str) -> (Value, String) {
    let shop = Shop::new();
    shop.write("order.json", order);
    let report = shop.json(&["convert", "order.json", "--out", "out"], 0)["files"][0].take();
    let file = std::fs::read_to_string(shop.path(report["output"].as_str().unwrap())).unwrap();
    (report["problems"].clone(), file)
}

fn told<'a>(problems: &'a Value, code: &str) -> &'a str {
    let found = problems.as_array().unwrap().iter().find(|problem| problem["code"] == code);
    found.unwrap_or_else(|| panic!("no {code}: {problems}"))["message"].as_str().unwrap()
}

#[test]
fn case_09_half_an_emoji_costs_no_order() {
    let (problems, file) = converted(include_str!("../data/cases/half-an-emoji.json"));
    assert!(told(&problems, "TXT-004").contains("1 znak"), "{problems}");
    assert!(file.contains('\u{fffd}'), "{file}");
}

#[test]
fn case_16_a_field_that_no_document_needs_is_counted_and_told() {
    for (order, field) in [
        (include_str!("../data/cases/shape-features.json"), "payment.features[]"),
        (include_str!("../data/cases/shape-original-price-empty.json"), "lineItems[].originalPrice"),
        (include_str!("../data/cases/shape-paid-empty.json"), "payment.paidAmount"),
    ] {
        let (problems, _) = converted(order);
        assert!(told(&problems, "ORD-016").contains(field), "{problems}");
    }
}
