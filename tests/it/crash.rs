//! The process is killed, as a power switch or a task manager does it, while it imports.

use std::collections::BTreeSet;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Shop, order};
use crate::whole::or_part;

/// All of them, and as many as must be.
const FILES: (u32, u32) = (100, 40);

fn files() -> u32 {
    or_part(FILES.0, FILES.1)
}

/// After how many archived files the process dies, one run after the other.
const MOMENTS: [usize; 6] = [1, 7, 20, 33, 58, 90];

/// Looks at the folder so often before it gives up: with the pause between two looks, a minute.
const LOOKS: u32 = 30_000;

fn id(n: u32) -> String {
    format!("c4a5b000-c096-11f1-8d16-{n:012x}")
}

fn orders() -> Vec<Value> {
    (0..files())
        .map(|n| {
            let mut order: Value = serde_json::from_slice(&order("01-osoba")).unwrap();
            order["id"] = json!(id(n));
            order["lineItems"][0]["id"] = json!(format!("c4a5b001-c096-11f1-8d16-{n:012x}"));
            order["buyer"]["login"] = json!(format!("Client:{}", 93_000_000 + n));
            order["buyer"]["id"] = json!(format!("{}", 93_000_000 + n));
            order
        })
        .collect()
}

fn import(shop: &Shop) -> Child {
    Command::new(assert_cmd::cargo::cargo_bin("allegro-optima"))
        .arg("import")
        .current_dir(shop.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills the import once so many files are in the archive; `false`: it was done before.
fn killed_after(shop: &Shop, archived: usize) -> bool {
    let mut process = import(shop);
    for _ in 0..LOOKS {
        if shop.files("inbox/archive").len() >= archived {
            // SIGKILL: nothing of ours runs any more.
            process.kill().unwrap();
            return process.wait().unwrap().code().is_none();
        }
        if process.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    process.kill().unwrap();
    process.wait().unwrap();
    panic!("the import does not get on");
}

/// Two importers, as when somebody starts one while the service works: each file once, each order once, no number twice.
#[test]
fn i1_two_importers_on_one_folder_make_one_document_of_each_order() {
    let shop = Shop::new();
    shop.write("orders.json", serde_json::to_vec(&orders()).unwrap());
    shop.run(&["convert", "orders.json", "--out", "outbox"], 0);
    let mut both = [import(&shop), import(&shop)];
    for process in &mut both {
        assert!(process.wait().unwrap().success());
    }
    let documents = shop.json(&["documents"], 0);
    let of = |key: &str| -> BTreeSet<String> {
        documents.as_array().unwrap().iter().map(|document| document[key].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!((of("number").len(), of("order_id").len()), (files() as usize, files() as usize));
    assert_eq!(documents.as_array().unwrap().len(), files() as usize);
    assert_eq!(shop.files("inbox/archive").len(), files() as usize);
    assert_eq!(shop.files("inbox/duplicates").len() + shop.files("inbox/errors").len(), 0);
}

#[test]
fn i11_an_import_that_is_killed_again_and_again_ends_as_if_nothing_had_happened() {
    let shop = Shop::new();
    shop.write("orders.json", serde_json::to_vec(&orders()).unwrap());
    shop.run(&["convert", "orders.json", "--out", "outbox"], 0);
    assert_eq!(shop.files("outbox").len(), files() as usize);
    let moments = MOMENTS.into_iter().filter(|moment| *moment < files() as usize);
    let kills = moments.filter(|moment| killed_after(&shop, *moment)).count();
    assert!(kills >= 3, "only {kills} of the imports were killed at work");

    let report = shop.json(&["import"], 0);
    assert_eq!(report["errors"], json!([]), "{report}");
    // The killed imports knew which file they were at, so none of them counts as a second file of its order.
    assert_eq!(report["duplicates"], json!([]), "{report}");
    assert_eq!(shop.json(&["import"], 0)["imported"], json!([]), "nothing is left");

    assert_eq!(shop.files("inbox/archive").len(), files() as usize);
    for folder in ["outbox", "inbox/duplicates", "inbox/errors", "inbox/claimed"] {
        assert_eq!(shop.files(folder), Vec::<String>::new(), "{folder}");
    }
    assert_eq!(shop.files("inbox").len(), files() as usize, "nothing lies beside the archive");

    let documents = shop.json(&["documents"], 0);
    let documents = documents.as_array().unwrap();
    let found: BTreeSet<&str> = documents.iter().map(|document| document["order_id"].as_str().unwrap()).collect();
    let numbers: BTreeSet<&str> = documents.iter().map(|document| document["number"].as_str().unwrap()).collect();
    assert_eq!([documents.len(), found.len(), numbers.len()], [files() as usize; 3]);
    assert!((0..files()).all(|n| found.contains(id(n).as_str())));
    assert!(documents.iter().all(|document| document["gross"] == "44.89"));

    let status = shop.json(&["status"], 0);
    assert_eq!(status["counts"]["imported"], files(), "{}", status["counts"]);
    assert_receipts(&shop, &found);
}

/// Each archived file has its receipt, with the number and the order of its document.
fn assert_receipts(shop: &Shop, orders: &BTreeSet<&str>) {
    let mut told = BTreeSet::new();
    for entry in walkdir::WalkDir::new(shop.path("inbox/archive")) {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|e| e == "json") {
            let receipt: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            assert!(receipt["number"].as_str().is_some_and(|number| number.starts_with("RO/")), "{receipt}");
            told.insert(receipt["order_id"].as_str().unwrap().to_owned());
        }
    }
    assert!(told.iter().map(String::as_str).eq(orders.iter().copied()));
}
