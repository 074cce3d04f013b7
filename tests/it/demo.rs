//! The whole way with one command.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use allegro_optima::workplace::Workplace;
use rusqlite::Connection;
use rust_decimal::Decimal;
use serde_json::Value;

use crate::libxml2::verdicts;
use crate::privacy::search;
use crate::support::{Shop, shipped_orders};

/// What must become a document: ready, in złoty, and with a total that is the sum of its parts.
fn is_due(order: &Value) -> bool {
    order["status"] == "READY_FOR_PROCESSING"
        && order["summary"]["totalToPay"]["currency"] == "PLN"
        && order["fulfillment"]["status"] != "CANCELLED"
        && groszes(order) == grosz(&order["summary"]["totalToPay"])
}

fn grosz(price: &Value) -> i64 {
    let text = price["amount"].as_str().unwrap_or("0.00");
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let part = format!("{part:0<2}");
    whole.parse::<i64>().unwrap() * 100 + part[..2].parse::<i64>().unwrap()
}

fn groszes(order: &Value) -> i64 {
    let lines: i64 = order["lineItems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            let quantity = line["quantity"].as_i64().unwrap();
            let services: i64 = line["selectedAdditionalServices"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|service| grosz(&service["price"]) * service["quantity"].as_i64().unwrap())
                .sum();
            quantity * (grosz(&line["price"]) + grosz(&line["deposit"]["price"])) + services
        })
        .sum();
    lines + grosz(&order["delivery"]["cost"])
}

#[test]
fn every_order_is_a_document_to_the_grosz_or_has_a_reason() {
    let shop = Shop::empty();
    let demo = shop.json(&["demo"], 0);
    let documents: BTreeMap<&str, &Value> =
        demo["documents"].as_array().unwrap().iter().map(|d| (d["order_id"].as_str().unwrap(), d)).collect();
    let listed: BTreeMap<&str, &Value> = demo["status"]["orders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|order| (order["order_id"].as_str().unwrap(), order))
        .collect();
    let orders = shipped_orders();
    assert!(orders.len() >= 40, "{} orders are shipped", orders.len());
    let mut due = 0;
    for (name, order) in &orders {
        let id = order["id"].as_str().unwrap();
        let row = listed.get(id).unwrap_or_else(|| panic!("{name} is invisible"));
        if is_due(order) {
            due += 1;
            let document = documents.get(id).unwrap_or_else(|| panic!("{name} is no document: {row}"));
            assert_eq!(document["gross"], order["summary"]["totalToPay"]["amount"], "{name}");
            assert_eq!(row["document"], document["number"], "{name}");
        } else {
            assert!(!documents.contains_key(id), "{name} became a document");
            let problem = &row["problem"];
            assert!(problem["code"].as_str().is_some_and(|code| code.len() == 7), "{name}: {row}");
            assert!(problem["message"].as_str().is_some_and(|text| text.len() > 10), "{name}: {row}");
        }
    }
    assert_eq!(documents.len(), due);
    assert_eq!(listed.len(), orders.len());
    assert_archive_is_valid(&demo);
    assert_base_is_whole(&demo, due);
}

/// Every archived file against the schema, by libxml2 where it is installed.
fn assert_archive_is_valid(demo: &Value) {
    let dir = PathBuf::from(demo["dir"].as_str().unwrap());
    let files: Vec<PathBuf> = walkdir::WalkDir::new(dir.join("inbox/archive"))
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|e| e == "xml"))
        .collect();
    assert_eq!(files.len(), demo["documents"].as_array().unwrap().len());
    if let Some(verdicts) = verdicts(&files) {
        assert!(verdicts.iter().all(|valid| *valid), "{:?}", files.iter().zip(&verdicts).collect::<Vec<_>>());
    }
}

/// Headers, lines and VAT rows hang together, and the sums of the rows are those of the headers.
fn assert_base_is_whole(demo: &Value, due: usize) {
    let file = PathBuf::from(demo["dir"].as_str().unwrap()).join("state/sandbox.sqlite3");
    let base = Connection::open(file).unwrap();
    let count = |sql: &str| base.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT COUNT(*) FROM TraNag WHERE TrN_TypDokumentu = 308"), i64::try_from(due).unwrap());
    assert_eq!(
        count("SELECT COUNT(*) FROM TraNag WHERE TrN_Bufor <> 1 OR TrN_TypNB <> 2 OR TrN_ImportRowId IS NULL"),
        0
    );
    assert_eq!(
        count("SELECT COUNT(*) FROM TraNag WHERE NOT EXISTS (SELECT 1 FROM TraElem WHERE TrE_TrNId = TrN_TrNID)"),
        0
    );
    assert_eq!(
        count("SELECT COUNT(*) FROM TraNag WHERE NOT EXISTS (SELECT 1 FROM TraVat WHERE TrV_TrNID = TrN_TrNID)"),
        0
    );
    let gross = "ROUND(TrN_RazemBrutto * 100)";
    assert_eq!(
        count(&format!(
            "SELECT COUNT(*) FROM TraNag WHERE {gross} <> (SELECT ROUND(SUM(TrE_WartoscBrutto * 100)) FROM TraElem WHERE TrE_TrNId = TrN_TrNID)"
        )),
        0
    );
    assert_eq!(
        count(&format!(
            "SELECT COUNT(*) FROM TraNag WHERE {gross} <> (SELECT ROUND(SUM((TrV_Netto + TrV_VAT) * 100)) FROM TraVat WHERE TrV_TrNID = TrN_TrNID)"
        )),
        0
    );
}

/// What the base says of VAT is what the report says, to the grosz; the lines, rounded one by one, say something else.
#[test]
fn the_vat_of_the_report_is_the_bases() {
    let shop = Shop::empty();
    let demo = shop.json(&["demo"], 0);
    let dir = PathBuf::from(demo["dir"].as_str().unwrap());
    let base = Connection::open(dir.join("state/sandbox.sqlite3")).unwrap();
    let column = |sql: &str| -> Decimal {
        let mut statement = base.prepare(sql).unwrap();
        let cells = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        cells.map(|cell| cell.unwrap().parse::<Decimal>().unwrap()).sum()
    };
    let place = Workplace::open(&dir).unwrap();
    let always = (jiff::civil::date(2020, 1, 1), jiff::civil::date(2090, 1, 1));
    let compared = tokio::runtime::Runtime::new().unwrap().block_on(place.compared(always, None)).unwrap();
    let [(_, Ok(compared))] = &compared[..] else { panic!("one company") };
    let rates = compared.rates(None);
    let (net, gross) =
        rates.values().fold((Decimal::ZERO, Decimal::ZERO), |(net, gross), it| (net + it.net, gross + it.gross));
    assert!(!compared.of_lines);
    assert_eq!(net, column("SELECT TrV_Netto FROM TraVat"));
    assert_eq!(gross - net, column("SELECT TrV_VAT FROM TraVat"));
    assert_eq!(gross - net, column("SELECT TrN_RazemVAT FROM TraNag"));
    assert_eq!(rates["23"].net, column("SELECT TrV_Netto FROM TraVat WHERE TrV_Stawka = '23.00'"));
    let of_lines = column("SELECT TrE_WartoscBrutto FROM TraElem") - column("SELECT TrE_WartoscNetto FROM TraElem");
    assert_ne!(gross - net, of_lines, "else the demo would not show it");
}

#[test]
fn the_demo_tells_people_what_became_of_every_order() {
    let shop = Shop::empty();
    let output = shop.run(&["demo"], 0);
    let text = String::from_utf8(output.stdout).unwrap();
    for (name, order) in shipped_orders() {
        let short = &order["id"].as_str().unwrap()[..8];
        assert!(text.contains(short), "{name} ({short}) is not shown");
    }
    assert!(text.contains("RO/1/2026"), "{text}");
}

#[test]
fn a_second_demo_leaves_the_first_alone() {
    let shop = Shop::empty();
    let first = shop.json(&["demo"], 0);
    let second = shop.json(&["demo"], 0);
    assert_ne!(first["dir"], second["dir"]);
    assert_eq!(first["documents"], second["documents"], "the same orders give the same documents");
}

#[test]
fn firms_private_persons_and_cash_on_delivery_are_set_apart() {
    let shop = Shop::empty();
    let demo = shop.json(&["demo"], 0);
    let documents = demo["documents"].as_array().unwrap();
    let of = |part: &str| {
        let (_, order) = shipped_orders().into_iter().find(|(name, _)| name.contains(part)).unwrap();
        documents.iter().find(|d| d["order_id"] == order["id"]).unwrap_or_else(|| panic!("{part}"))
    };
    let (private, firm, cod) = (of("01-osoba"), of("05-firma"), of("10-pobranie"));
    assert_ne!(private["definition"], firm["definition"]);
    assert_ne!(private["payment_form"], cod["payment_form"]);
    assert_eq!(firm["payer"]["nip"].as_str().unwrap().len(), 10);
    assert_eq!(private["payer"]["nip"], "");
}

#[test]
fn no_pesel_is_written_anywhere() {
    let shop = Shop::empty();
    let orders = shop.path("orders");
    std::fs::create_dir(&orders).unwrap();
    let mut order: Value = serde_json::from_slice(&crate::support::order("01-osoba")).unwrap();
    order["buyer"]["personalIdentity"] = Value::from("44051401359");
    std::fs::write(orders.join("a.json"), order.to_string()).unwrap();
    let demo = shop.json(&["demo", "--orders", "orders"], 0);
    assert_eq!(demo["documents"].as_array().unwrap().len(), 1);
    let done = search(Path::new(demo["dir"].as_str().unwrap()), "44051401359");
    assert_eq!(done.found, [""; 0]);
    // The ledger keeps the body of the order, and it was looked into.
    let id = order["id"].as_str().unwrap();
    let bodies = done.packed.iter().filter(|body| String::from_utf8_lossy(body).contains(id)).count();
    assert_eq!(bodies, 1, "{} files", done.files);
}
