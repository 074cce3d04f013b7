//! The excerpt of Allegro's `OpenAPI` description that the simulator holds every request against is what the whole
//! description says. Where the description is not at hand, that is said and nothing is compared.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

const EXCERPT: &str = include_str!("../../src/allegro/simulator/rules.json");
const WHOLE: &str = "../shared/data/allegro/openapi/allegro-openapi-2026-07-18.yaml";

fn whole() -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(WHOLE);
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(serde_norway::from_str(&text).unwrap()),
        Err(error) => {
            println!("{}: {error}: not compared", path.display());
            None
        }
    }
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

#[test]
fn the_excerpt_says_what_the_description_says() {
    let Some(whole) = whole() else { return };
    let excerpt: Value = serde_json::from_str(EXCERPT).unwrap();
    for resource in excerpt["resources"].as_array().unwrap() {
        let path = resource["path"].as_str().unwrap();
        let operation = &whole["paths"][path]["get"];
        assert!(operation.is_object(), "{path} is not described");
        let ours: BTreeMap<String, Value> = serde_json::from_value(resource["parameters"].clone()).unwrap();
        assert_eq!(ours, parameters(&whole, operation), "{path}");
        let scopes = operation["security"].as_array().into_iter().flatten();
        let scopes: BTreeSet<&str> = scopes
            .filter_map(|security| security["bearer-token-for-user"].as_array())
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        assert_eq!(scopes.first().copied(), resource["scope"].as_str(), "{path}");
        let media = &resolved(&whole, &operation["responses"]["200"])["content"];
        assert!(media.get(excerpt["media_type"].as_str().unwrap()).is_some(), "{path}: {media}");
        let language = operation["parameters"].as_array().into_iter().flatten().map(|one| resolved(&whole, one));
        let language = language.filter(|one| one["name"] == "Accept-Language").map(|one| &one["schema"]);
        for schema in language {
            assert_eq!(resolved(&whole, schema)["enum"], excerpt["languages"], "{path}");
        }
    }
}
