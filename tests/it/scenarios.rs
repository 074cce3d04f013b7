//! Scenarios through the real program: the demo, and the simulator alone.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::support::{Shop, error_code};

/// States by order, and the orders of the documents.
fn outcome(demo: &Value) -> (BTreeMap<String, String>, BTreeMap<String, String>) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let states = demo["status"]["orders"].as_array().unwrap();
    let states = states.iter().map(|order| (text(&order["order_id"]), text(&order["state"]))).collect();
    let documents = demo["documents"].as_array().unwrap();
    let ids: BTreeMap<_, _> =
        documents.iter().map(|document| (text(&document["order_id"]), text(&document["number"]))).collect();
    assert_eq!(ids.len(), documents.len(), "no order has two documents");
    (states, ids)
}

fn play(name: &str) -> (BTreeMap<String, String>, BTreeMap<String, String>) {
    outcome(&Shop::empty().json(&["demo", "--scenario", name], 0))
}

#[test]
fn a_calm_day_brings_every_order_into_optima() {
    let (states, documents) = play("spokojny");
    assert_eq!((states.len(), documents.len()), (24, 24));
    assert!(states.values().all(|state| state == "imported"), "{states:?}");
}

#[test]
fn outages_limits_and_a_lost_login_cost_no_order_and_double_none() {
    for (name, orders) in [("awaria", 20), ("limit", 30), ("wygasle-logowanie", 12)] {
        let (states, documents) = play(name);
        assert_eq!((states.len(), documents.len()), (orders, orders), "{name}: {states:?}");
    }
}

#[test]
fn joined_purchases_become_one_document_each() {
    let (_, documents) = play("scalanie");
    // Twelve purchases, of which two, three and two are joined.
    assert_eq!(documents.len(), 8);
}

#[test]
fn a_mess_ends_with_every_paid_order_in_optima_once() {
    let shop = Shop::empty();
    let (states, documents) = outcome(&shop.json(&["demo", "--scenario", "balagan"], 0));
    let imported: BTreeSet<&String> =
        states.iter().filter(|(_, state)| *state == "imported").map(|(id, _)| id).collect();
    assert!(documents.keys().all(|id| imported.contains(id)), "{states:?}");
    assert!(documents.len() > 80 && states.len() >= 120, "{} of {}", documents.len(), states.len());
    assert!(states.values().all(|state| state != "seen" && state != "exported"), "{states:?}");
}

#[test]
fn a_wrong_scenario_is_named_with_its_line_and_a_wrong_name_gets_the_list() {
    let shop = Shop::empty();
    let wrong = shop.json(&["demo", "--scenario", "nie-ma"], 2);
    assert_eq!(error_code(&wrong), "SCN-001");
    assert!(wrong["error"]["todo"].as_str().unwrap().contains("balagan"), "{wrong}");
    let text =
        "title.pl = \"x\"\ntitle.en = \"x\"\nstart = \"2026-11-24T06:00:00Z\"\n[[happening]]\nwhat = \"tańczy\"\n";
    shop.write("moj.toml", text);
    for command in ["demo", "simulator"] {
        let wrong = shop.json(&[command, "--scenario", "moj.toml"], 2);
        assert_eq!((error_code(&wrong), wrong["error"]["line"].as_u64()), ("SCN-003", Some(4)), "{wrong}");
        let message = wrong["error"]["message"].as_str().unwrap();
        assert!(message.contains("moj.toml") && message.contains("tańczy"), "{message}");
    }
    shop.write("folder/x", "");
    assert_eq!(error_code(&shop.json(&["demo", "--scenario", "folder"], 2)), "SCN-002");
    let help = String::from_utf8(shop.run(&["demo", "--help"], 0).stdout).unwrap();
    assert!(help.contains("wygasle-logowanie"), "{help}");
}

#[test]
fn the_simulator_listens_to_nobody_outside() {
    let shop = Shop::empty();
    for address in ["0.0.0.0:0", "192.0.2.1:80", "[::]:0"] {
        assert_eq!(error_code(&shop.json(&["simulator", "--listen", address], 2)), "SIM-001", "{address}");
    }
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    assert_eq!(error_code(&shop.json(&["simulator", "--listen", &address], 2)), "SIM-002");
}

/// Ends with the test, whatever happens in it.
struct Alone(Child);

impl Drop for Alone {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_simulator_alone_lets_any_client_in() {
    let shop = Shop::empty();
    let child = Command::new(assert_cmd::cargo::cargo_bin("allegro-optima"))
        .args(["simulator", "--scenario", "spokojny", "--json"])
        .current_dir(shop.path(""))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut child = Alone(child);
    let mut text = String::new();
    for line in BufReader::new(child.0.stdout.take().unwrap()).lines() {
        text += &line.unwrap();
        if text.ends_with('}') {
            break;
        }
    }
    let told: Value = serde_json::from_str(&text).unwrap();
    let part = |key: &str| told[key].as_str().unwrap().to_owned();
    assert!(part("api_url").starts_with("http://127.0.0.1:"), "{told}");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let status = runtime.block_on(async {
        allegro_optima::allegro::tls::install_provider();
        let token = reqwest::Client::new()
            .post(format!("{}/token", part("auth_url")))
            .basic_auth(part("client_id"), Some(part("client_secret")))
            .form(&[("grant_type", "client_credentials")])
            .send()
            .await
            .unwrap();
        token.status().as_u16()
    });
    assert_eq!(status, 200);
}
