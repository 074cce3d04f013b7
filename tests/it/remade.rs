//! Files that wait, and what changed before they were imported for the first time.

use std::fs;

use allegro_optima::allegro::simulator::Running;
use serde_json::Value;

use crate::life::shop;
use crate::support::{Shop, order};

/// One order in a file; nothing was imported yet.
fn exported() -> (Shop, Running, String) {
    let body: Value = serde_json::from_slice(&order("01-osoba")).unwrap();
    let id = body["id"].as_str().unwrap().to_owned();
    let (shop, simulator) = shop(vec![body], "auto");
    shop.json(&["export", "--order", &id], 0);
    (shop, simulator, format!("_{id}.xml"))
}

fn change(shop: &Shop, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(shop.path(file)).unwrap();
    assert!(text.contains(from), "{text}");
    shop.write(file, text.replace(from, to));
}

fn plans(planned: &Value) -> &Vec<Value> {
    planned["plans"].as_array().unwrap()
}

#[test]
fn i12_a_table_that_changed_before_the_first_import_is_in_the_first_document() {
    let (shop, _simulator, ending) = exported();
    let name = shop.files("outbox").remove(0);
    assert!(name.ends_with(&ending), "{name}");
    let bytes = || fs::read(shop.path("outbox").join(&name)).unwrap();
    let before = bytes();
    change(&shop, "mappings/payments.csv", "przelew", "gotówka");
    for _ in 0..2 {
        let planned = shop.json(&["import", "--dry-run"], 0);
        let form = &plans(&planned)[0]["intent"]["payment_form"];
        assert_eq!((form, bytes() == before), (&"gotówka".into(), true), "{planned}");
    }
    assert_eq!(shop.json(&["import"], 0)["imported"].as_array().unwrap().len(), 1);
    assert_eq!(shop.json(&["documents"], 0)[0]["payment_form"], "gotówka");
}

#[test]
fn i12_a_kind_that_changed_before_the_first_import_is_the_first_documents() {
    let (shop, _simulator, ending) = exported();
    change(&shop, "allegro-optima.toml", "kind = \"ro\"", "kind = \"fa\"");
    change(&shop, "allegro-optima.toml", "definition = \"RO\"", "definition = \"\"");
    assert_eq!(plans(&shop.json(&["import", "--dry-run"], 0)).len(), 0);
    assert!(shop.files("outbox")[0].starts_with("RO_"), "nothing was written");
    assert_eq!(shop.json(&["import"], 0)["imported"].as_array().unwrap().len(), 0);
    let files = shop.files("outbox");
    assert!(files.len() == 1 && files[0].starts_with("FA_") && files[0].ends_with(&ending), "{files:?}");
    // And back.
    change(&shop, "allegro-optima.toml", "kind = \"fa\"", "kind = \"ro\"");
    assert_eq!(plans(&shop.json(&["import", "--dry-run"], 0)).len(), 1);
    assert_eq!(shop.json(&["import"], 0)["imported"].as_array().unwrap().len(), 1);
}
