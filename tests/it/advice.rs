//! Refusals that a person cures: each way out that the advice names is walked to its end, and the order is in Optima once.

use std::fs;

use allegro_optima::allegro::simulator::Running;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::life::shop;
use crate::support::{Shop, order};

const BASE: &str = "state/sandbox.sqlite3";
const SETTINGS: &str = "allegro-optima.toml";
const OFFER: &str = "7770000001";
const EAN: &str = "2000000009995";

/// A person's order of an offer with this signature.
fn sold(signature: &str) -> Value {
    let mut order: Value = serde_json::from_slice(&order("01-osoba")).unwrap();
    order["lineItems"][0]["offer"]["external"] = json!({ "id": signature });
    order
}

fn change(shop: &Shop, file: &str, from: &str, to: &str) {
    let text = fs::read_to_string(shop.path(file)).unwrap();
    assert!(text.contains(from), "{from}: {text}");
    shop.write(file, text.replace(from, to));
}

fn add(shop: &Shop, table: &str, row: &str) {
    let name = format!("mappings/{table}.csv");
    let text = fs::read_to_string(shop.path(&name)).unwrap();
    shop.write(&name, format!("{text}{row}\r\n"));
}

fn sql(shop: &Shop, statement: &str) {
    Connection::open(shop.path(BASE)).unwrap().execute_batch(statement).unwrap();
}

/// A card as a person adds one in Optima.
fn add_card(shop: &Shop, code: &str, ean: &str) {
    let base = Connection::open(shop.path(BASE)).unwrap();
    let mut columns = base.prepare("SELECT name FROM pragma_table_info('Towary') WHERE name <> 'Twr_TwrId'").unwrap();
    let columns: Vec<String> = columns.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let cells = columns.iter().map(|column| match column.as_str() {
        "Twr_Kod" => format!("'{code}'"),
        "Twr_EAN" => format!("'{ean}'"),
        column => column.to_owned(),
    });
    let (columns, cells) = (columns.join(", "), cells.collect::<Vec<_>>().join(", "));
    base.execute_batch(&format!(
        "INSERT INTO Towary ({columns}) SELECT {cells} FROM Towary WHERE Twr_Kod = 'TALERZ-26'"
    ))
    .unwrap();
}

/// A shop with an order whose file was refused at its import, with `code` alone.
fn refused(order: &Value, spoil: impl Fn(&Shop), code: &str) -> (Shop, Running) {
    let (shop, simulator) = shop(vec![order.clone()], "auto");
    shop.json(&["documents"], 0);
    spoil(&shop);
    shop.json(&["export", "--since", "2026-01-01"], 0);
    let report = shop.json(&["import"], 1);
    let errors = report["errors"].as_array().unwrap();
    assert_eq!((errors.len(), &errors[0]["code"]), (1, &json!(code)), "{report}");
    (shop, simulator)
}

/// Tried again as the advice says, the order is in Optima once, and nothing is said of it a second time.
fn in_once(shop: &Shop, order: &Value) -> Value {
    shop.json(&["retry", order["id"].as_str().unwrap()], 0);
    let report = shop.json(&["sync"], 0);
    let count = |list: &str| report["import"][list].as_array().unwrap().len();
    assert_eq!((count("imported"), count("duplicates"), count("errors")), (1, 0, 0), "{report}");
    assert_eq!(shop.files("inbox/errors"), [""; 0]);
    assert_eq!(shop.files("outbox"), [""; 0]);
    let documents = shop.json(&["documents"], 0);
    assert_eq!(documents.as_array().unwrap().len(), 1, "{documents}");
    let status = shop.json(&["status"], 0);
    assert_eq!(status["counts"]["imported"], 1, "{status}");
    documents[0].clone()
}

#[test]
fn imp_010_a_card_is_added_or_the_offer_mapped() {
    let order = sold("NIE-MA");
    let spoil = |shop: &Shop| change(shop, SETTINGS, "create = true", "create = false");
    let (shop, _simulator) = refused(&order, spoil, "IMP-010");
    add_card(&shop, "NIE-MA", "");
    assert_eq!(in_once(&shop, &order)["lines"][0]["code"], "NIE-MA");
    let (shop, _simulator) = refused(&order, spoil, "IMP-010");
    add(&shop, "products", &format!("{OFFER};TALERZ-26;;;"));
    assert_eq!(in_once(&shop, &order)["lines"][0]["code"], "TALERZ-26");
}

#[test]
fn imp_010_of_a_part_of_a_set_is_cured_where_the_set_stands() {
    let order = sold("ZESTAW");
    let spoil = |shop: &Shop| {
        change(shop, SETTINGS, "create = true", "create = false");
        add(shop, "sets", &format!("{OFFER};KUBEK-330;1;60"));
        add(shop, "sets", &format!("{OFFER};NIE-MA;1;40"));
    };
    let (shop, _simulator) = refused(&order, spoil, "IMP-010");
    change(&shop, "mappings/sets.csv", "NIE-MA", "TALERZ-26");
    let lines = in_once(&shop, &order)["lines"].clone();
    assert_eq!((&lines[0]["code"], &lines[1]["code"]), (&json!("KUBEK-330"), &json!("TALERZ-26")));
}

#[test]
fn imp_011_the_code_is_written_or_the_ean_is_taken_from_one_card() {
    let order = sold("NIE-MA");
    // The second card with the EAN came after the file was made.
    let refused = || {
        let (shop, simulator) = shop(vec![order.clone()], "auto");
        let offer = json!({
            "id": OFFER, "external": { "id": "NIE-MA" },
            "productSet": [{ "product": { "parameters": [{ "id": "225693", "values": [EAN] }] } }],
        });
        simulator.change(|world| world.offers = vec![offer]);
        shop.json(&["export", "--since", "2026-01-01"], 0);
        add_card(&shop, "PIERWSZA", EAN);
        // Optima lets no two have one EAN; with a zero before it it is another text.
        add_card(&shop, "DRUGA", &format!("0{EAN}"));
        let report = shop.json(&["import"], 1);
        assert_eq!(report["errors"][0]["code"], "IMP-011", "{report}");
        (shop, simulator)
    };
    let (shop, _simulator) = refused();
    add(&shop, "products", &format!("{OFFER};DRUGA;;;"));
    assert_eq!(in_once(&shop, &order)["lines"][0]["code"], "DRUGA");
    let (shop, _simulator) = refused();
    sql(&shop, "UPDATE Towary SET Twr_EAN = '' WHERE Twr_Kod = 'DRUGA'");
    assert_eq!(in_once(&shop, &order)["lines"][0]["code"], "PIERWSZA");
}

#[test]
fn imp_045_the_card_is_added_or_has_the_rate_of_the_settings() {
    let mut order = sold("NIE-MA");
    order["delivery"]["address"]["countryCode"] = json!("DE");
    let spoil = |shop: &Shop| {
        change(shop, SETTINGS, "foreign_delivery = \"stop\"", "foreign_delivery = \"oss\"");
        add(shop, "oss", "DE;19;;");
    };
    let (shop, _simulator) = refused(&order, spoil, "IMP-045");
    add_card(&shop, "NIE-MA", "");
    assert_eq!(in_once(&shop, &order)["lines"][0]["vat_rate"], "19");
    let (shop, _simulator) = refused(&order, spoil, "IMP-045");
    change(&shop, SETTINGS, "vat = \"\"\nunit", "vat = \"23\"\nunit");
    let line = in_once(&shop, &order)["lines"][0].clone();
    assert_eq!((&line["code"], &line["vat_rate"]), (&json!("NIE-MA"), &json!("19")));
    let base = Connection::open(shop.path(BASE)).unwrap();
    let rate = "SELECT CAST(Twr_Stawka AS INTEGER) FROM Towary WHERE Twr_Kod = 'NIE-MA'";
    assert_eq!(base.query_row(rate, [], |row| row.get::<_, i64>(0)).unwrap(), 23);
}

#[test]
fn imp_071_the_group_is_added_or_another_is_named() {
    let order = sold("KUBEK-330");
    let rename = |from: &str, to: &str| format!("UPDATE Grupy SET Gru_Nazwa = '{to}' WHERE Gru_Nazwa = '{from}'");
    let spoil = |shop: &Shop| sql(shop, &rename("ALLEGRO", "INNA"));
    let group = |shop: &Shop| {
        let base = Connection::open(shop.path(BASE)).unwrap();
        let of_newest = "SELECT Knt_Grupa FROM Kontrahenci ORDER BY Knt_KntId DESC LIMIT 1";
        base.query_row(of_newest, [], |row| row.get::<_, String>(0)).unwrap()
    };
    let (shop, _simulator) = refused(&order, spoil, "IMP-071");
    sql(&shop, &rename("INNA", "ALLEGRO"));
    in_once(&shop, &order);
    assert_eq!(group(&shop), "ALLEGRO");
    for other in ["INNA", ""] {
        let (shop, _simulator) = refused(&order, spoil, "IMP-071");
        change(&shop, SETTINGS, "group = \"ALLEGRO\"", &format!("group = \"{other}\""));
        in_once(&shop, &order);
        assert_eq!(group(&shop), other);
    }
}

#[test]
fn pty_001_the_buyer_is_a_person_or_the_document_is_made_by_hand() {
    let order: Value = serde_json::from_slice(&order("55-firma-zly-nip")).unwrap();
    let id = order["id"].as_str().unwrap();
    let refused = || {
        let (shop, simulator) = shop(vec![order.clone()], "auto");
        let report = shop.json(&["export", "--since", "2026-01-01"], 1);
        assert!(report["errors"].to_string().contains("PTY-001"), "{report}");
        (shop, simulator)
    };
    let (shop, _simulator) = refused();
    change(&shop, SETTINGS, "wrong_nip = \"error\"", "wrong_nip = \"private\"");
    assert_eq!(in_once(&shop, &order)["payer"]["nip"], "");
    // By hand: who says so is not told of it any more, and nothing comes of it.
    let (shop, _simulator) = refused();
    shop.json(&["decide", id, "elsewhere", "RO/7/2026"], 0);
    shop.json(&["sync"], 0);
    assert_eq!(shop.json(&["documents"], 0), json!([]));
    let status = shop.json(&["status"], 0);
    assert_eq!(status["counts"]["duplicate"], 1, "{status}");
    let open = status["orders"][0]["matters"].as_array().unwrap().iter().filter(|matter| matter["closed"].is_null());
    assert_eq!(open.count(), 0, "{status}");
}

/// A person laid the file into the drop folder, and asks for the order once more.
#[test]
fn i1_retry_of_an_order_whose_file_was_dropped_makes_no_second_file() {
    let order = sold("KUBEK-330");
    let (shop, _simulator) = shop(vec![order.clone()], "auto");
    shop.json(&["export", "--since", "2026-01-01"], 0);
    let name = shop.files("outbox").remove(0);
    fs::rename(shop.path("outbox").join(&name), shop.path("inbox").join(&name)).unwrap();
    let before = fs::read(shop.path("inbox").join(&name)).unwrap();
    // The table answers otherwise by now: the file is made anew where it lies.
    add(&shop, "products", &format!("{OFFER};TALERZ-26;;;"));
    shop.json(&["retry", order["id"].as_str().unwrap()], 0);
    assert_eq!((shop.files("outbox").len(), shop.files("inbox")), (0, vec![name.clone()]));
    assert_ne!(fs::read(shop.path("inbox").join(&name)).unwrap(), before);
    let report = shop.json(&["import"], 0);
    let count = |list: &str| report[list].as_array().unwrap().len();
    assert_eq!((count("imported"), count("duplicates")), (1, 0), "{report}");
    assert_eq!(shop.json(&["documents"], 0)[0]["lines"][0]["code"], "TALERZ-26");
}

/// Each order was refused at its import; the table that is mended makes their files anew.
#[test]
fn i1_after_a_mended_table_retry_and_sync_bring_each_order_in_once() {
    let orders: Vec<Value> =
        ["01-osoba", "02-", "57-"].map(|part| serde_json::from_slice(&order(part)).unwrap()).into();
    let (shop, simulator) = shop(orders, "auto");
    let payments = fs::read_to_string(shop.path("mappings/payments.csv")).unwrap();
    shop.write("mappings/payments.csv", payments.replace(";przelew", ";nie ma takiej"));
    shop.json(&["export", "--since", "2026-01-01"], 0);
    assert_eq!(shop.json(&["import"], 1)["errors"].as_array().unwrap().len(), 3);
    shop.write("mappings/payments.csv", &payments);
    let asked = simulator.requests().len();
    let retried = shop.json(&["retry", "--all"], 0);
    assert_eq!((retried["back"].as_array().unwrap().len(), simulator.requests().len()), (3, asked), "{retried}");
    let report = shop.json(&["sync"], 0);
    let count = |list: &str| report["import"][list].as_array().unwrap().len();
    assert_eq!((count("imported"), count("duplicates"), count("errors")), (3, 0, 0), "{report}");
    assert_eq!(shop.files("inbox/duplicates"), [""; 0]);
}
