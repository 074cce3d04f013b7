//! What is outranks what we remember: a base restored from an older copy, files that are gone, files of another sum; and
//! each way out that a message names is followed to its end.

use std::collections::BTreeSet;
use std::fs;

use allegro_optima::allegro::simulator::{CLIENT_SECRET, Running, Simulator, World};
use allegro_optima::allegro::tokens::TokenStore as _;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::{Shop, error_code, order};

const BASE: &str = "state/sandbox.sqlite3";
const LEDGER: &str = "state/ledger.sqlite3";
/// Nobody knows it.
const STRANGER: &str = "c4a5b000-c096-11f1-8d16-0000000000ff";

fn body(part: &str) -> Value {
    serde_json::from_slice(&order(part)).unwrap()
}

fn id(part: &str) -> String {
    body(part)["id"].as_str().unwrap().to_owned()
}

/// A shop with a login at a simulator that has these orders.
pub fn shop(orders: Vec<Value>, handoff: &str) -> (Shop, Running) {
    let simulator = Simulator::start(World::from_orders(orders)).unwrap();
    let shop = Shop::new();
    shop.connect(&simulator);
    shop.write("state/client-secret", CLIENT_SECRET);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(shop.path("state/client-secret"), fs::Permissions::from_mode(0o600)).unwrap();
    }
    shop.tokens("sklep").store(&simulator.log_in()).unwrap();
    let settings = fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    let settings = settings.replace("handoff = \"auto\"", &format!("handoff = \"{handoff}\""));
    shop.write("allegro-optima.toml", settings.replace("sent_before = \"stop\"", "sent_before = \"import\""));
    (shop, simulator)
}

fn export(shop: &Shop, orders: &[&str]) {
    let wanted = orders.iter().flat_map(|order| ["--order", order]);
    shop.json(&["export"].into_iter().chain(wanted).collect::<Vec<_>>(), 0);
}

/// Puts an older copy of the base in its place, as who restores it does.
fn restore(shop: &Shop, copy: &str) {
    for journal in ["-wal", "-shm"] {
        let _ = fs::remove_file(shop.path(&format!("{BASE}{journal}")));
    }
    fs::copy(shop.path(copy), shop.path(BASE)).unwrap();
}

/// The orders in a list.
fn ids(list: &Value) -> BTreeSet<&str> {
    list.as_array().unwrap().iter().map(|order| order["order_id"].as_str().unwrap()).collect()
}

/// What waits for a person: the order and the kind.
fn open(status: &Value) -> BTreeSet<(&str, &str)> {
    let orders = status["orders"].as_array().unwrap().iter();
    let matters = orders.flat_map(|order| order["matters"].as_array().unwrap().iter().map(move |one| (order, one)));
    let open = matters.filter(|(_, matter)| matter["closed"].is_null());
    open.map(|(order, matter)| (order["order_id"].as_str().unwrap(), matter["kind"].as_str().unwrap())).collect()
}

/// The order by itself.
pub fn one<'s>(status: &'s Value, order: &str) -> &'s Value {
    status["orders"].as_array().unwrap().iter().find(|one| one["order_id"] == order).unwrap()
}

fn codes(problems: &Value) -> Vec<&str> {
    problems.as_array().unwrap().iter().map(|problem| problem["code"].as_str().unwrap()).collect()
}

/// So many documents, each with a number and an order of its own.
#[track_caller]
fn documents(shop: &Shop, count: usize) {
    let documents = shop.json(&["documents"], 0);
    let of = |key: &str| documents.as_array().unwrap().iter().map(|one| one[key].to_string()).collect::<BTreeSet<_>>();
    assert_eq!((of("number").len(), of("order_id").len()), (count, count), "{documents}");
    assert_eq!(documents.as_array().unwrap().len(), count, "{documents}");
}

#[test]
fn i12_what_a_restored_base_lost_is_told_and_comes_back_once() {
    let parts = ["01-", "02-", "05-", "07-"];
    let (shop, _simulator) = shop(parts.map(body).into(), "auto");
    let [a, b, c, d] = parts.map(id);
    export(&shop, &[&a, &b]);
    shop.run(&["import"], 0);
    fs::copy(shop.path(BASE), shop.path("older.sqlite3")).unwrap();
    export(&shop, &[&c, &d]);
    shop.json(&["sync"], 0);
    documents(&shop, 4);

    restore(&shop, "older.sqlite3");
    let synced = shop.json(&["sync"], 1);
    assert_eq!(codes(&synced["import"]["notes"]), ["LIF-020"], "{synced}");
    assert_eq!(synced["import"]["missing"], 2, "{synced}");
    let lost = BTreeSet::from([c.as_str(), d.as_str()]);
    let status = shop.json(&["status"], 0);
    assert_eq!(open(&status), lost.iter().map(|order| (*order, "document-missing")).collect(), "{status}");
    assert_eq!(one(&status, &c)["matters"][0]["code"], "LIF-005");
    let said = String::from_utf8(shop.run(&["status"], 0).stdout).unwrap();
    assert!(said.contains("LIF-005"), "{said}");
    let doctor = shop.json(&["doctor"], 1);
    let red = doctor["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "LIF-020").unwrap();
    assert!(red["level"] == "red" && red["todo"].as_str().unwrap().contains("import --missing --all"), "{red}");

    let listed = shop.json(&["import", "--missing"], 1);
    assert_eq!(ids(&listed["missing"]), lost, "{listed}");
    shop.json(&["import", "--missing", "--all"], 0);
    documents(&shop, 4);
    assert_eq!(shop.json(&["import", "--missing"], 0)["missing"], json!([]));
    assert_eq!(shop.json(&["import", "--missing", "--all"], 0)["missing"], json!([]));
    assert_eq!(open(&shop.json(&["status"], 0)), BTreeSet::new());
    shop.json(&["sync"], 0);

    // And once more: one is to stay away, the other one has no file any more and is fetched anew.
    restore(&shop, "older.sqlite3");
    shop.json(&["import", "--missing"], 1);
    assert_eq!(error_code(&shop.json(&["import", "--missing", "--order", &a], 2)), "CLI-040");
    shop.json(&["decide", &c, "meant-so"], 0);
    fs::remove_dir_all(shop.path("inbox/archive")).unwrap();
    shop.json(&["import", "--missing", "--order", &d], 0);
    documents(&shop, 3);
    shop.json(&["sync"], 0);
    documents(&shop, 3);
    assert_eq!(open(&shop.json(&["status"], 0)), BTreeSet::new());
}

#[test]
fn what_neither_the_archive_nor_allegro_has_is_for_a_person() {
    let (shop, simulator) = shop(vec![body("01-")], "auto");
    let a = id("01-");
    shop.json(&["import"], 0);
    fs::copy(shop.path(BASE), shop.path("older.sqlite3")).unwrap();
    export(&shop, &[&a]);
    shop.json(&["import"], 0);
    restore(&shop, "older.sqlite3");
    fs::remove_dir_all(shop.path("inbox/archive")).unwrap();
    simulator.change(|world| world.remove(&a));
    let said = shop.run(&["import", "--missing", "--order", &a], 1);
    let said = [said.stdout, said.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(said.contains("LIF-022") && said.contains("Pomijaj to zamówienie"), "{said}");
    // The panel's button is for an order without file and document, which it is.
    assert_eq!(one(&shop.json(&["status"], 0), &a)["state"], "waiting");
}

#[test]
fn a_file_that_is_gone_is_made_again_as_its_message_says() {
    let parts = ["01-", "02-", "05-"];
    let (shop, _simulator) = shop(parts.map(body).into(), "manual");
    let [a, b, c] = parts.map(id);
    export(&shop, &[&a, &b, &c]);
    fs::remove_dir_all(shop.path("outbox")).unwrap();
    let synced = shop.json(&["sync"], 0);
    assert_eq!(codes(&synced["export"]["notes"]), ["LIF-004"; 3], "{synced}");
    let missed = [&a, &b, &c].map(|order| (order.as_str(), "file-missing"));
    assert_eq!(open(&shop.json(&["status"], 0)), missed.into());
    for answer in ["done", "meant-so"] {
        assert_eq!(error_code(&shop.json(&["decide", &a, answer], 2)), "LIF-030");
    }
    assert_eq!(error_code(&shop.json(&["decide", STRANGER, "done"], 2)), "CLI-040");
    shop.json(&["retry", &a], 0);
    assert_eq!(shop.files("outbox").len(), 1);
    shop.json(&["decide", &b, "again"], 0);
    shop.json(&["sync"], 0);
    assert_eq!(shop.files("outbox").len(), 2);
    shop.json(&["decide", &c, "elsewhere", "RO/77/2026"], 0);
    let status = shop.json(&["status"], 0);
    assert_eq!(open(&status), BTreeSet::new(), "{status}");
    let elsewhere = one(&status, &c);
    assert_eq!((&elsewhere["state"], &elsewhere["document"]), (&json!("duplicate"), &json!("RO/77/2026")));
    assert_eq!(error_code(&shop.json(&["decide", &c, "again"], 2)), "LIF-030");
}

/// Where nobody else can have imported it, a file comes back by itself, once.
#[test]
fn i12_a_file_comes_back_by_itself_once() {
    let (shop, _simulator) = shop(vec![body("01-")], "auto");
    export(&shop, &[&id("01-")]);
    for (told, files) in [(&[][..], 1), (&["LIF-004"], 0)] {
        fs::remove_dir_all(shop.path("outbox")).unwrap();
        let notes = shop.json(&["export"], 0)["notes"].clone();
        assert_eq!((&codes(&notes)[..], shop.files("outbox").len()), (told, files));
    }
}

#[test]
fn a_file_of_another_sum_waits_for_a_persons_word() {
    let (shop, _simulator) = shop(vec![body("01-")], "manual");
    let a = id("01-");
    export(&shop, &[&a]);
    let name = shop.files("outbox").remove(0);
    fs::rename(shop.path("outbox").join(&name), shop.path("right.xml")).unwrap();
    let mut dearer = body("01-");
    dearer["lineItems"][0]["price"]["amount"] = json!("139.99");
    let line: f64 = 139.99 - body("01-")["lineItems"][0]["price"]["amount"].as_str().unwrap().parse::<f64>().unwrap();
    let total: f64 = dearer["summary"]["totalToPay"]["amount"].as_str().unwrap().parse().unwrap();
    let quantity = dearer["lineItems"][0]["quantity"].as_f64().unwrap();
    dearer["summary"]["totalToPay"]["amount"] = json!(format!("{:.2}", line.mul_add(quantity, total)));
    dearer["payment"]["paidAmount"]["amount"] = dearer["summary"]["totalToPay"]["amount"].clone();
    shop.write("order.json", serde_json::to_vec(&dearer).unwrap());
    shop.run(&["convert", "order.json", "--out", "dearer"], 0);
    let file = format!("dearer/{}", shop.files("dearer").remove(0));
    let refused = shop.json(&["import", &file], 1);
    assert_eq!(refused["errors"][0]["code"], "LIF-008", "{refused}");
    // It is wrong: away with it, and the order once more.
    fs::remove_file(shop.path("inbox/errors").join(&name)).unwrap();
    export(&shop, &[&a]);
    assert_eq!(fs::read(shop.path("outbox").join(&name)).unwrap(), fs::read(shop.path("right.xml")).unwrap());
    // It is right.
    let taken = shop.json(&["import", "--other-sum", &file], 0);
    assert!(codes(&taken["imported"][0]["problems"]).contains(&"LIF-008"), "{taken}");
    // The file that was right comes too late.
    let met = shop.json(&["import", "right.xml"], 0);
    assert_eq!(codes(&met["duplicates"][0]["problems"]), ["LIF-009"], "{met}");
    assert_eq!(open(&shop.json(&["status"], 0)), BTreeSet::from([(a.as_str(), "other-sum")]));
    shop.json(&["decide", &a, "done"], 0);
    let status = shop.json(&["status"], 0);
    assert_eq!(open(&status), BTreeSet::new());
    let closed = one(&status, &a)["matters"].as_array().unwrap().iter().find(|one| one["kind"] == "other-sum").unwrap();
    assert_eq!(closed["closed"]["by"], "person", "{status}");
    documents(&shop, 1);
}

#[test]
fn orders_that_allegro_hides_or_that_came_back_are_left_as_their_messages_say() {
    let mut returned = body("02-");
    returned["fulfillment"]["status"] = json!("RETURNED");
    let (shop, _simulator) = shop(vec![returned, body("01-")], "auto");
    let [a, b] = ["01-", "02-"].map(id);
    let ledger = || Connection::open(shop.path(LEDGER)).unwrap();
    // LIF-002.
    shop.json(&["export", "--order", STRANGER], 0);
    let since = "UPDATE orders SET life = json_set(life, '$.hidden_since', '2026-01-01T00:00:00Z') WHERE order_id = ?1";
    assert_eq!(ledger().execute(since, [STRANGER]).unwrap(), 1);
    shop.json(&["retry", STRANGER], 0);
    assert_eq!(open(&shop.json(&["status"], 0)), BTreeSet::from([(STRANGER, "not-shown")]));
    shop.json(&["decide", STRANGER, "done"], 0);
    assert_eq!(open(&shop.json(&["status"], 0)), BTreeSet::new());
    // LIF-007: the sweep sees it by itself, and a person wants it.
    shop.json(&["export", "--since", "2026-01-01"], 0);
    let status = shop.json(&["status"], 0);
    assert_eq!(one(&status, &b)["problem"]["code"], "LIF-007", "{status}");
    export(&shop, &[&b]);
    assert_eq!(one(&shop.json(&["status"], 0), &b)["state"], "exported");
    // LIF-010.
    shop.json(&["import"], 0);
    let torn = "UPDATE orders SET life = '7', open_matters = 1 WHERE order_id = ?1";
    assert_eq!(ledger().execute(torn, [&a]).unwrap(), 1);
    assert_eq!(open(&shop.json(&["status"], 0)), BTreeSet::from([(a.as_str(), "notes")]));
    export(&shop, &[&a]);
    assert_eq!(open(&shop.json(&["status"], 0)), BTreeSet::new());
    documents(&shop, 2);
}

/// So many generated orders, of which the first few are in the older copy.
const MANY: u32 = 24;

#[test]
fn i12_another_base_is_not_judged_until_a_person_says_what_it_is() {
    let shop = Shop::new();
    let made = |numbers: std::ops::Range<u32>| {
        let orders: Vec<Value> = numbers
            .map(|n| {
                let mut order = body("01-");
                order["id"] = json!(format!("c4a5b000-c096-11f1-8d16-{n:012x}"));
                order["lineItems"][0]["id"] = json!(format!("c4a5b001-c096-11f1-8d16-{n:012x}"));
                order
            })
            .collect();
        shop.write("orders.json", serde_json::to_vec(&orders).unwrap());
        shop.run(&["convert", "orders.json", "--out", "outbox"], 0);
        shop.json(&["import"], 0);
    };
    made(0..2);
    fs::copy(shop.path(BASE), shop.path("copy.sqlite3")).unwrap();
    made(2..MANY);
    // A copy that was given an identity of its own.
    Connection::open(shop.path("copy.sqlite3")).unwrap().execute_batch("DROP TABLE x_Sandbox").unwrap();
    restore(&shop, "copy.sqlite3");
    assert_eq!(error_code(&shop.json(&["import"], 2)), "LIF-021");
    assert_eq!(open(&shop.json(&["status"], 0)), BTreeSet::new(), "nothing is judged by it");
    assert_eq!(error_code(&shop.json(&["decide", "nobody", "copy"], 2)), "CLI-007");
    shop.json(&["decide", "firma", "copy"], 0);
    let listed = shop.json(&["import", "--missing"], 1);
    assert_eq!(listed["missing"].as_array().unwrap().len(), MANY as usize - 2, "{listed}");
    shop.json(&["import", "--missing", "--all"], 0);
    documents(&shop, MANY as usize);
    // And a new, empty one: nobody misses in it what was in the old one.
    fs::remove_file(shop.path(BASE)).unwrap();
    assert_eq!(error_code(&shop.json(&["import"], 2)), "LIF-021");
    shop.json(&["decide", "firma", "new"], 0);
    assert_eq!(shop.json(&["import", "--missing"], 0)["missing"], json!([]));
    shop.json(&["import"], 0);
    assert_eq!(open(&shop.json(&["status"], 0)), BTreeSet::new());
    documents(&shop, 0);
}

#[test]
fn a_file_that_a_person_corrected_is_brought_in_or_made_anew_as_he_says() {
    let parts = ["01-", "02-"];
    let (shop, simulator) = shop(parts.map(body).into(), "auto");
    let [a, b] = parts.map(id);
    export(&shop, &[&a, &b]);
    let names = shop.files("outbox");
    for name in &names {
        let path = shop.path("outbox").join(name);
        fs::write(&path, [fs::read(&path).unwrap(), b"<!-- poprawione -->\n".to_vec()].concat()).unwrap();
    }
    for part in parts {
        let mut moved = body(part);
        moved["delivery"]["address"]["city"] = json!("Nowe Miasto");
        moved["revision"] = json!("nowa");
        simulator.change(|world| world.put(moved, "BUYER_MODIFIED", jiff::Timestamp::now()));
    }
    let again = shop.json(&["export", "--order", &a, "--order", &b], 0);
    assert_eq!(codes(&again["notes"]), ["LIF-012"; 2], "{again}");
    let of_a = names.iter().find(|name| name.contains(&a)).unwrap();
    fs::remove_file(shop.path("outbox").join(of_a)).unwrap();
    export(&shop, &[&a]);
    let anew = fs::read_to_string(shop.path("outbox").join(of_a)).unwrap();
    assert!(anew.contains("Nowe Miasto") && !anew.contains("poprawione"), "{anew}");
    shop.json(&["import"], 0);
    documents(&shop, 2);
}

/// Its file is all that there is of it: Allegro is not asked.
#[test]
fn a_refused_file_comes_back_by_retry_when_its_reason_is_gone_in_optima() {
    let shop = Shop::new();
    shop.write("order.json", order("01-"));
    shop.run(&["convert", "order.json", "--out", "made"], 0);
    let name = shop.files("made").remove(0);
    shop.json(&["documents"], 0);
    let base = || Connection::open(shop.path(BASE)).unwrap();
    base().execute("UPDATE FormyPlatnosci SET FPl_Nazwa = FPl_Nazwa || '_'", []).unwrap();
    fs::copy(shop.path("made").join(&name), shop.path("inbox/moje.xml")).unwrap();
    let refused = shop.json(&["import"], 1);
    assert_eq!(codes(&refused["errors"][0]["problems"]), ["IMP-008", "LIF-011"], "{refused}");
    base().execute("UPDATE FormyPlatnosci SET FPl_Nazwa = rtrim(FPl_Nazwa, '_')", []).unwrap();
    let back = shop.json(&["retry", &id("01-")], 0);
    assert_eq!(back["back"], json!([id("01-")]), "{back}");
    assert_eq!(shop.files("inbox"), ["moje.xml"]);
    shop.json(&["import"], 0);
    documents(&shop, 1);
    assert_eq!(open(&shop.json(&["status"], 0)), BTreeSet::new());
}

/// A person's corrections are never thrown away.
#[test]
fn i8_retry_takes_a_corrected_file_and_makes_none_anew() {
    let (shop, _simulator) = shop(vec![body("01-")], "auto");
    export(&shop, &[&id("01-")]);
    let name = shop.files("outbox").remove(0);
    let good = fs::read_to_string(shop.path("outbox").join(&name)).unwrap();
    let lines = good.find("<POZYCJE>").unwrap();
    let code = lines + good[lines..].find("<KOD>").unwrap() + "<KOD>".len();
    let end = code + good[code..].find("</KOD>").unwrap();
    fs::write(shop.path("outbox").join(&name), format!("{}{}", &good[..code], &good[end..])).unwrap();
    shop.json(&["import"], 1);
    let payer = good.find("<PLATNIK>").unwrap();
    let who = payer + good[payer..].find("<NAZWA>").unwrap() + "<NAZWA>".len();
    fs::write(shop.path("inbox/errors").join(&name), format!("{}Poprawiona {}", &good[..who], &good[who..])).unwrap();
    let back = shop.json(&["retry", "--all"], 0);
    assert_eq!(back["back"], json!([id("01-")]), "{back}");
    assert_eq!((shop.files("inbox").len(), shop.files("outbox").len()), (1, 0));
    shop.json(&["sync"], 0);
    let made = shop.json(&["documents"], 0);
    assert!(made[0]["payer"]["name"].as_str().unwrap().starts_with("Poprawiona "), "{made}");
    documents(&shop, 1);
}
