//! What the program keeps and for how long: the log, `clean`, `forget`; and the letter that `doctor --email` sends.

use std::path::PathBuf;

use allegro_optima::mail::testing::PostOffice;
use serde_json::Value;

use crate::support::{Shop, error_code, order};

/// Replaces a part of the settings.
fn set(shop: &Shop, from: &str, to: &str) {
    let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    assert!(settings.contains(from), "{from}");
    shop.write("allegro-optima.toml", settings.replace(from, to));
}

/// A shop with these orders in its base.
fn imported(parts: &[&str]) -> Shop {
    let shop = Shop::new();
    let bodies: Vec<Value> = parts.iter().map(|part| serde_json::from_slice(&order(part)).unwrap()).collect();
    shop.write("orders.json", serde_json::to_vec(&bodies).unwrap());
    shop.run(&["convert", "orders.json", "--out", "inbox"], 0);
    assert_eq!(shop.json(&["import"], 0)["imported"].as_array().unwrap().len(), parts.len());
    shop
}

/// Makes the archive so many days older, as if time had passed.
fn age(shop: &Shop, days: i64) {
    let archive = shop.path("inbox/archive");
    let before: Vec<PathBuf> = walkdir::WalkDir::new(&archive)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.is_file())
        .collect();
    for receipt in before.iter().filter(|path| path.extension().is_some_and(|ending| ending == "json")) {
        let mut json: Value = serde_json::from_slice(&std::fs::read(receipt).unwrap()).unwrap();
        let at: jiff::Timestamp = json["at"].as_str().unwrap().parse().unwrap();
        let at = at - jiff::SignedDuration::from_hours(24 * days);
        let name = json["file"].as_str().unwrap().to_owned();
        let month = allegro_optima::core::poland::day(at).strftime("%Y/%m").to_string();
        json["at"] = Value::from(at.to_string());
        json["stored"] = Value::from(format!("archive/{month}/{name}"));
        let folder = archive.join(month);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::rename(receipt.with_file_name(&name), folder.join(&name)).unwrap();
        std::fs::write(folder.join(format!("{name}.json")), serde_json::to_vec(&json).unwrap()).unwrap();
        std::fs::remove_file(receipt).unwrap();
    }
}

fn logs(shop: &Shop) -> Vec<String> {
    let names = std::fs::read_dir(shop.path("state/logs")).into_iter().flatten();
    let mut names: Vec<String> = names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn each_day_has_a_log_for_people_and_one_for_programs() {
    let shop = imported(&["01-", "05-"]);
    let names = logs(&shop);
    assert_eq!(names.len(), 2, "{names:?}");
    let read = |ending: &str| {
        let name = names.iter().find(|name| name.ends_with(ending)).unwrap();
        std::fs::read_to_string(shop.path("state/logs").join(name)).unwrap()
    };
    let (human, lines) = (read(".log"), read(".jsonl"));
    assert!(human.contains("state=\"imported\"") && human.contains("document=\"RO/1/"), "{human}");
    assert_eq!(human.matches("state=\"imported\"").count(), 2, "{human}");
    for line in lines.lines() {
        let line: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert!(line["timestamp"].is_string() && line["level"].is_string(), "{line}");
    }
    assert_eq!(human.lines().count(), lines.lines().count());
    // No name of a buyer of these orders.
    for order in ["01-", "05-"] {
        let body: Value = serde_json::from_slice(&crate::support::order(order)).unwrap();
        for name in ["login", "lastName"] {
            let name = body["buyer"][name].as_str().unwrap();
            assert!(!human.contains(name) && !lines.contains(name), "{name}");
        }
    }
    // What changes nothing writes nothing.
    shop.run(&["status"], 0);
    assert_eq!(read(".log"), human);
}

#[test]
fn a_log_that_cannot_be_written_is_said_and_keeps_nothing_from_being_done() {
    let shop = Shop::new();
    shop.write("state/logs", b"a file is in the way");
    shop.write("order.json", order("01-"));
    shop.run(&["convert", "order.json", "--out", "inbox"], 0);
    let output = shop.run(&["import"], 0);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("LOG-001"), "{said}");
    assert_eq!(shop.json(&["documents"], 0).as_array().unwrap().len(), 1);
    set(&shop, "keep_days = 30", "keep_days = 0");
    let output = shop.run(&["import"], 0);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    // And where nothing is wrong, nothing is said.
    let fresh = Shop::new();
    assert_eq!(String::from_utf8_lossy(&fresh.run(&["import"], 0).stderr), "");
}

#[test]
fn i10_clean_removes_what_is_old_and_says_how_much() {
    let shop = imported(&["01-", "05-"]);
    let nothing = shop.json(&["clean"], 0);
    assert_eq!((nothing["days"].as_i64(), nothing["companies"][0]["files"].as_i64()), (Some(90), Some(0)));
    age(&shop, 91);
    let would = shop.json(&["clean", "--dry-run"], 0);
    assert_eq!(would["companies"][0]["files"], 2);
    assert_eq!(shop.files("inbox/archive").len(), 2, "a dry run removes nothing");
    let done = shop.json(&["clean"], 0);
    assert_eq!(done["companies"][0]["files"], 2);
    assert!(done["companies"][0]["bytes"].as_u64().unwrap() > 1_000);
    assert_eq!(shop.files("inbox/archive"), Vec::<String>::new());
    // The documents stay, and the same order again is the same document.
    assert_eq!(shop.json(&["documents"], 0).as_array().unwrap().len(), 2);
    shop.run(&["convert", "orders.json", "--out", "inbox", "--replace"], 0);
    let again = shop.json(&["import"], 0);
    assert_eq!(again["duplicates"].as_array().unwrap().len(), 2, "{again}");
    set(&shop, "days = 90", "days = 0");
    let said = shop.run(&["clean"], 0);
    assert!(String::from_utf8_lossy(&said.stdout).contains("retention.days = 0"));
}

#[test]
fn i10_forget_removes_one_person_and_tells_what_it_removed() {
    let shop = imported(&["01-", "04-", "05-"]);
    let body: Value = serde_json::from_slice(&order("05-")).unwrap();
    let nip = body["invoice"]["address"]["company"]["taxId"].as_str().unwrap().to_owned();
    let would = shop.json(&["forget", "--nip", &nip, "--dry-run"], 0);
    assert_eq!(would["files"].as_array().unwrap().len(), 1, "{would}");
    assert_eq!(shop.files("inbox/archive").len(), 3);
    let output = shop.run(&["forget", "--nip", &nip], 0);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("inbox/archive") && said.contains("Optimy"), "{said}");
    assert_eq!(shop.files("inbox/archive").len(), 2);
    let nothing = shop.json(&["forget", "--nip", &nip], 0);
    assert_eq!(nothing["files"].as_array().unwrap().len(), 0);
    // A buyer by login; the accounts stay what they are.
    let body: Value = serde_json::from_slice(&order("01-")).unwrap();
    let done = shop.json(&["forget", "--buyer", body["buyer"]["login"].as_str().unwrap()], 0);
    assert_eq!(done["files"].as_array().unwrap().len(), 1, "{done}");
    assert_eq!(shop.json(&["documents"], 0).as_array().unwrap().len(), 3);
}

#[test]
fn doctor_tries_the_letters() {
    let shop = Shop::new();
    assert_eq!(error_code(&shop.json(&["doctor", "--email"], 2)), "MAI-007");
    let office = PostOffice::open().unwrap();
    set(
        &shop,
        "[email]\nserver = \"\"\nport = 0\nencryption = \"starttls\"\nuser = \"\"\nfrom = \"\"\nto = []\n",
        &format!(
            "[email]\nserver = \"127.0.0.1\"\nport = {}\nencryption = \"none\"\nuser = \"\"\nfrom = \"a@example.com\"\nto = [\"b@example.com\"]\n",
            office.port()
        ),
    );
    let output = std::process::Command::new(assert_cmd::cargo::cargo_bin!("allegro-optima"))
        .current_dir(shop.path(""))
        .args(["doctor", "--email"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(office.letters(), 1);
    assert!(office.heard().contains("RCPT TO:<b@example.com>"), "{}", office.heard());
}
