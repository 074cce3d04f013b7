//! The excerpt of Allegro's `OpenAPI` description that the simulator holds every request against is what the
//! description says: the part of it in `tests/data`, always, and the whole, where that lies beside the repository.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

const EXCERPT: &str = include_str!("../../src/allegro/simulator/rules.json");
const PART: &str = include_str!("../data/openapi-part.yaml");
const WHOLE: &str = "../shared/data/allegro/openapi/allegro-openapi-2026-07-18.yaml";

/// So many resources are asked for.
const RESOURCES: usize = 7;

fn excerpt() -> Value {
    serde_json::from_str(EXCERPT).unwrap()
}

fn part() -> Value {
    serde_norway::from_str(PART).unwrap()
}

/// `None`: it is not beside the repository.
fn whole() -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(WHOLE);
    path.exists().then(|| serde_norway::from_str(&std::fs::read_to_string(path).unwrap()).unwrap())
}

/// What a `$ref` stands for.
fn resolved<'a>(whole: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(place) => resolved(whole, whole.pointer(place.trim_start_matches('#')).unwrap()),
        None => value,
    }
}

/// Parameters of the address as the excerpt writes them.
fn parameters(whole: &Value, operation: &Value) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let parameter = resolved(whole, parameter);
        if parameter["in"] != "query" {
            continue;
        }
        let schema = resolved(whole, &parameter["schema"]);
        let mut rule = serde_json::Map::new();
        if schema["type"] == "array" {
            rule.insert("type".to_owned(), resolved(whole, &schema["items"])["type"].clone());
            rule.insert("repeats".to_owned(), true.into());
        } else {
            rule.insert("type".to_owned(), schema["type"].clone());
        }
        for (theirs, ours) in [("minimum", "minimum"), ("maximum", "maximum"), ("enum", "values")] {
            if let Some(value) = schema.get(theirs) {
                rule.insert(ours.to_owned(), value.clone());
            }
        }
        if schema["format"] == "date-time" {
            rule.insert("format".to_owned(), "date-time".into());
        }
        found.insert(parameter["name"].as_str().unwrap().to_owned(), Value::Object(rule));
    }
    found
}

/// The scopes that a user's token must have for this.
fn scopes(operation: &Value) -> BTreeSet<&str> {
    let security = operation["security"].as_array().into_iter().flatten();
    security.filter_map(|one| one["bearer-token-for-user"].as_array()).flatten().filter_map(Value::as_str).collect()
}

/// The languages that an answer comes in.
fn languages<'a>(whole: &'a Value, operation: &'a Value) -> Option<&'a Value> {
    let mut all = operation["parameters"].as_array()?.iter().map(|one| resolved(whole, one));
    let language = all.find(|one| one["name"] == "Accept-Language")?;
    resolved(whole, &language["schema"]).get("enum")
}

/// The resources in which the excerpt is not what the description says, each with what is different.
fn differences(excerpt: &Value, description: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let resources = excerpt["resources"].as_array().unwrap();
    assert_eq!(resources.len(), RESOURCES);
    for resource in resources {
        let path = resource["path"].as_str().unwrap();
        let operation = &description["paths"][path]["get"];
        let ours: BTreeMap<String, Value> = serde_json::from_value(resource["parameters"].clone()).unwrap();
        let media = &resolved(description, &operation["responses"]["200"])["content"];
        let alike = [
            ("parameters", ours == parameters(description, operation)),
            ("scope", scopes(operation).first().copied() == resource["scope"].as_str()),
            ("media type", media.get(excerpt["media_type"].as_str().unwrap()).is_some()),
            ("languages", languages(description, operation) == Some(&excerpt["languages"])),
        ];
        found.extend(alike.iter().filter(|(_, alike)| !alike).map(|(what, _)| format!("{path}: {what}")));
    }
    found
}

#[test]
fn the_excerpt_says_what_the_description_says() {
    for description in [Some(part()), whole()].into_iter().flatten() {
        assert_eq!(differences(&excerpt(), &description), [""; 0]);
    }
}

/// One parameter, one scope, one type and one language less, and a path that is not described.
#[test]
fn what_the_description_says_otherwise_is_seen() {
    let orders = |operation: &str| format!("/paths/~1order~1checkout-forms/get/{operation}");
    for (place, other, seen) in [
        (orders("parameters/1/schema/maximum"), Value::from(1000), "/order/checkout-forms: parameters"),
        (orders("security/0/bearer-token-for-user/0"), Value::from("other"), "/order/checkout-forms: scope"),
        (orders("responses/200"), Value::Null, "/order/checkout-forms: media type"),
        ("/paths/~1me/get/parameters/0".to_owned(), Value::Null, "/me: languages"),
    ] {
        let mut changed = part();
        *changed.pointer_mut(&place).unwrap() = other;
        assert_eq!(differences(&excerpt(), &changed), [seen], "{place}");
    }
    let mut without = part();
    without["paths"].as_object_mut().unwrap().remove("/me");
    assert_eq!(differences(&excerpt(), &without), ["/me: scope", "/me: media type", "/me: languages"]);
}
