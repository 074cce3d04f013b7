//! Several accounts in one folder, and several programs in one folder, by the real program.

use std::process::Output;

use allegro_optima::allegro::simulator::{CLIENT_SECRET, Running, Simulator, World};
use allegro_optima::allegro::tokens::{TokenPair, TokenStore as _};
use allegro_optima::clock::{Clock as _, SystemClock};
use allegro_optima::spool::{Folders, Lock, RealDisk};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::{Shop, error_code, shipped_orders};
use crate::whole::or_part;

fn run(shop: &Shop, args: &[&str], code: i32) -> Output {
    let output = assert_cmd::Command::cargo_bin("allegro-optima")
        .unwrap()
        .current_dir(shop.path(""))
        .env("ALLEGRO_CLIENT_SECRET", CLIENT_SECRET)
        .args(args)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{args:?}\n{said}");
    output
}

fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A further account in the settings, at a simulator of its own.
fn add_account(shop: &Shop, alias: &str, simulator: &Running) {
    let connection = simulator.connection();
    let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let account = format!(
        "\n[accounts.{alias}]\nclient_id = \"{}\"\napi_url = \"{}\"\nauth_url = \"{}\"\noffers = true\ncompany = \"firma\"\n",
        connection.client_id, connection.api_url, connection.auth_url
    );
    shop.write("allegro-optima.toml", settings + &account);
}

/// The first `n` shipped orders that may become documents, of a seller of its own.
fn shop_of(seller: &str, orders: &[usize]) -> Simulated {
    let shipped = shipped_orders();
    let orders: Vec<Value> = orders.iter().map(|place| shipped[*place].1.clone()).collect();
    let ids = orders.iter().map(|order| order["id"].as_str().unwrap().to_owned()).collect();
    let mut world = World::from_orders(orders);
    world.seller["id"] = json!(seller);
    Simulated { running: Simulator::start(world).unwrap(), ids }
}

struct Simulated {
    running: Running,
    ids: Vec<String>,
}

#[test]
fn q20_one_account_that_must_log_in_does_not_keep_the_others_from_their_orders() {
    let (first, second) = (shop_of("111", &[0]), shop_of("222", &[1]));
    let shop = Shop::new();
    shop.connect(&first.running);
    add_account(&shop, "ania", &second.running);
    add_account(&shop, "zosia", &second.running);
    shop.tokens("sklep").store(&first.running.log_in()).unwrap();
    // Nobody has logged in as zosia yet; ania comes before sklep, and zosia after.
    shop.tokens("ania").store(&second.running.log_in()).unwrap();
    let report = json_of(&run(&shop, &["export", "--since", "2026-01-01", "--json"], 4));
    let mut exported: Vec<(&str, &str)> = report["exported"]
        .as_array()
        .unwrap()
        .iter()
        .map(|order| (order["account"].as_str().unwrap(), order["order_id"].as_str().unwrap()))
        .collect();
    exported.sort_unstable();
    assert_eq!(exported, [("ania", second.ids[0].as_str()), ("sklep", first.ids[0].as_str())]);
    let failures = report["failures"].as_array().unwrap();
    assert_eq!((failures.len(), &failures[0]["account"]), (1, &json!("zosia")), "{failures:?}");
    assert_eq!(failures[0]["error"]["code"], "ALG-006");
    assert_eq!(shop.files("outbox").len(), 2);
    // Each account has its own place in its own journal: nothing is read twice.
    let again = json_of(&run(&shop, &["export", "--json", "--account", "sklep"], 0));
    assert_eq!(again["exported"], json!([]));
}

#[test]
fn a_login_stays_when_a_second_company_comes() {
    let first = shop_of("111", &[0]);
    let shop = Shop::new();
    shop.connect(&first.running);
    shop.tokens("sklep").store(&first.running.log_in()).unwrap();
    assert_eq!(json_of(&run(&shop, &["accounts", "--json"], 0))["accounts"][0]["standing"], "logged_in");
    let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    shop.write("allegro-optima.toml", settings + "\n[companies.druga]\nengine = \"sandbox\"\n");
    assert_eq!(json_of(&run(&shop, &["accounts", "--json"], 0))["accounts"][0]["standing"], "logged_in");
    run(&shop, &["export", "--since", "2026-01-01"], 0);
    assert_eq!(shop.files("companies/firma/outbox").len(), 1);
}

#[test]
fn an_account_whose_service_is_down_is_an_outage_and_the_others_go_on() {
    let (first, second) = (shop_of("111", &[0]), shop_of("222", &[1]));
    let shop = Shop::new();
    shop.connect(&first.running);
    add_account(&shop, "ania", &second.running);
    shop.tokens("sklep").store(&first.running.log_in()).unwrap();
    // A login that is to be renewed first is tried for half a minute, and one that is good for some seconds.
    let kept = second.running.log_in();
    let good = TokenPair { expires_at: SystemClock.now() + SignedDuration::from_hours(1), ..kept.clone() };
    shop.tokens("ania").store(&or_part(kept, good)).unwrap();
    second.running.shutdown().unwrap();
    let report = json_of(&run(&shop, &["export", "--since", "2026-01-01", "--json"], 3));
    assert_eq!(report["exported"].as_array().unwrap().len(), 1, "{report}");
    assert_eq!(report["failures"][0]["account"], "ania");
}

#[test]
fn a_second_export_of_an_account_at_work_is_told_to_wait() {
    let first = shop_of("111", &[0]);
    let shop = Shop::new();
    shop.connect(&first.running);
    shop.tokens("sklep").store(&first.running.log_in()).unwrap();
    let state = Folders::new(shop.path("")).state();
    let held = Lock::try_acquire(&RealDisk, &state, "export-sklep").unwrap().unwrap();
    let report = json_of(&run(&shop, &["export", "--since", "2026-01-01", "--json"], 3));
    assert_eq!(report["failures"][0]["error"]["code"], "STG-002", "{report}");
    assert!(first.running.requests().is_empty() && shop.files("outbox").is_empty());
    drop(held);
    run(&shop, &["export", "--since", "2026-01-01"], 0);
    assert_eq!(shop.files("outbox").len(), 1);
}

#[test]
fn r_i6_each_stage_runs_once_and_ends_for_a_scheduler_that_has_no_terminal() {
    let first = shop_of("111", &[0, 1]);
    let shop = Shop::new();
    shop.connect(&first.running);
    shop.tokens("sklep").store(&first.running.log_in()).unwrap();
    // The first run has nobody to ask and begins now; nothing that a scheduler starts waits for an answer.
    let first_run = json_of(&run(&shop, &["export", "--json"], 0));
    assert_eq!(first_run["exported"], json!([]));
    run(&shop, &["export", "--since", "2026-01-01"], 0);
    run(&shop, &["import"], 0);
    for _ in 0..2 {
        run(&shop, &["export"], 0);
        run(&shop, &["import"], 0);
    }
    assert_eq!(shop.json(&["documents"], 0).as_array().unwrap().len(), 2);
}

#[test]
fn r_i7_the_files_are_a_whole_way_of_their_own_and_the_risk_of_the_other_is_said() {
    let first = shop_of("111", &[0, 1]);
    let shop = Shop::new();
    shop.connect(&first.running);
    let settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    shop.write("allegro-optima.toml", settings.replace("handoff = \"auto\"", "handoff = \"manual\""));
    shop.tokens("sklep").store(&first.running.log_in()).unwrap();
    run(&shop, &["export", "--since", "2026-01-01"], 0);
    let files: Vec<String> = shop.files("outbox").iter().map(|name| format!("outbox/{name}")).collect();
    let mut args = vec!["validate"];
    args.extend(files.iter().map(String::as_str));
    assert_eq!(shop.json(&args, 0)["files"].as_array().unwrap().len(), 2);
    // For Optima's own import they stay where they are.
    shop.run(&["import"], 0);
    assert_eq!((shop.files("outbox").len(), shop.json(&["documents"], 0)), (2, json!([])));
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    assert!(readme.contains("not supported by its maker"), "the risk of writing past Optima");
}

#[test]
fn a_ledger_of_a_later_version_is_read_and_not_written() {
    let shop = Shop::new();
    shop.run(&["status"], 0);
    let path = shop.path("state/ledger.sqlite3");
    let done = std::process::Command::new("sqlite3").arg(&path).arg("PRAGMA user_version = 999;").status().unwrap();
    assert!(done.success());
    let before = std::fs::read(&path).unwrap();
    assert_eq!(shop.json(&["status"], 0)["orders"], json!([]));
    shop.write("inbox/zamowienie.xml", "<ROOT/>");
    let refused = shop.json(&["import"], 2);
    assert_eq!(error_code(&refused), "LED-006", "{refused}");
    assert!(refused["error"]["todo"].as_str().is_some_and(|todo| !todo.is_empty()), "{refused}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(shop.files("inbox"), ["zamowienie.xml"], "the file waits");
}
