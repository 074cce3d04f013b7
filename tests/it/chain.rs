//! Which card and which rate the goods of an order get, with the real program from Allegro into the base, and what that
//! costs in requests.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use allegro_optima::allegro::simulator::Running;
use rusqlite::Connection;
use rusqlite::types::Value as Cell;
use serde_json::{Value, json};

use crate::life::shop;
use crate::support::{Shop, order};
use crate::whole::or_part;

const BASE: &str = "state/sandbox.sqlite3";
/// The EAN of the sandbox's mug, and one that no card has.
const MUG: &str = "2000000000015";
const NOBODYS: &str = "2000000009995";

/// Order `n` with these lines: offer, signature, tax.
fn sold(n: u32, lines: &[(String, Option<String>, Option<&str>)]) -> Value {
    let mut sold: Value = serde_json::from_slice(&order("01-osoba")).unwrap();
    sold["id"] = json!(format!("b7a1c000-c096-11f1-8d16-{n:012x}"));
    sold["buyer"]["id"] = json!((91_000_000 + n).to_string());
    let line = sold["lineItems"][0].clone();
    let line = |(place, (offer, signature, tax)): (usize, &(String, Option<String>, Option<&str>))| {
        let mut line = line.clone();
        line["id"] = json!(format!("b7a1c001-c096-11f1-{place:04x}-{n:012x}"));
        line["offer"]["id"] = json!(offer);
        line["offer"]["external"] = signature.as_ref().map_or(Value::Null, |signature| json!({ "id": signature }));
        line["tax"] = tax.map_or(Value::Null, |rate| json!({ "rate": rate, "subject": "GOODS", "exemption": null }));
        line["quantity"] = json!(1);
        line["price"]["amount"] = json!("10.00");
        line["originalPrice"]["amount"] = json!("10.00");
        line
    };
    let lines: Vec<Value> = lines.iter().enumerate().map(line).collect();
    let total = json!(format!("{}.99", 14 + 10 * lines.len()));
    sold["lineItems"] = json!(lines);
    sold["payment"]["paidAmount"]["amount"] = total.clone();
    sold["summary"]["totalToPay"]["amount"] = total;
    sold
}

fn one(n: u32, offer: &str, signature: Option<&str>, tax: Option<&str>) -> Value {
    sold(n, &[(offer.to_owned(), signature.map(str::to_owned), tax)])
}

fn offer(id: &str, signature: Option<&str>, eans: &[&str]) -> Value {
    json!({
        "id": id,
        "external": signature.map(|signature| json!({ "id": signature })),
        "productSet": [{ "product": { "parameters": [{ "id": "225693", "values": eans }] } }],
        "taxSettings": { "rates": [{ "rate": "8.00", "countryCode": "PL" }], "subject": "GOODS" },
    })
}

/// A shop with everything decided that the chain may come to.
fn decided(orders: Vec<Value>, offers: Vec<Value>) -> (Shop, Running) {
    let (shop, simulator) = shop(orders, "auto");
    simulator.change(|world| world.offers = offers);
    change(&shop, "unknown = \"refuse\"", "unknown = \"offer-code\"");
    change(&shop, "foreign_delivery = \"stop\"", "foreign_delivery = \"import\"");
    (shop, simulator)
}

fn change(shop: &Shop, from: &str, to: &str) {
    let settings = fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    assert!(settings.contains(from), "{from}");
    shop.write("allegro-optima.toml", settings.replace(from, to));
}

/// The offers that were asked for so far.
fn asked(simulator: &Running) -> Vec<String> {
    let requests = simulator.requests();
    let ids = requests.iter().filter_map(|line| line.split_once("/sale/product-offers/"));
    ids.map(|(_, id)| id.chars().take_while(char::is_ascii_digit).collect()).collect()
}

/// Who said code and rate of each order's first line, as its file has it.
fn sources(shop: &Shop, folder: &str) -> BTreeMap<String, (String, String)> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(shop.path(folder)) {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|end| end != "xml") {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        let record = text.split_once("<?allegro-order ").unwrap().1.split_once("?>").unwrap().0;
        let record: Value = serde_json::from_str(record).unwrap();
        let line = &record["lines"][0];
        let word = |key: &str| line[key].as_str().unwrap().to_owned();
        found.insert(record["order"].as_str().unwrap().to_owned(), (word("code_from"), word("vat_from")));
    }
    found
}

/// Cells of all rows of the cards' tables, by table and row.
fn cards(shop: &Shop) -> BTreeMap<(&'static str, i64), Vec<Cell>> {
    let base = Connection::open(shop.path(BASE)).unwrap();
    let mut all = BTreeMap::new();
    for (table, key) in
        [("Towary", "Twr_TwrId"), ("Kontrahenci", "Knt_KntId"), ("TwrEan", "rowid"), ("TwrCeny", "rowid")]
    {
        let mut statement = base.prepare(&format!("SELECT {key}, * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            let cells: Result<Vec<Cell>, _> = (1..columns).map(|at| row.get(at)).collect();
            Ok((row.get::<_, i64>(0)?, cells?))
        });
        all.extend(rows.unwrap().map(Result::unwrap).map(|(id, cells)| ((table, id), cells)));
    }
    all
}

fn count(shop: &Shop, sql: &str) -> i64 {
    Connection::open(shop.path(BASE)).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

/// EANs that more than one card has.
const SHARED_EANS: &str = "SELECT COUNT(*) FROM (SELECT ean FROM (SELECT Twr_TwrId AS id, Twr_EAN AS ean FROM Towary UNION \
     SELECT TwE_TwrID, TwE_EAN FROM TwrEan) WHERE ean <> '' GROUP BY ean HAVING COUNT(DISTINCT id) > 1)";
/// NIPs that more than one contractor has.
const SHARED_NIPS: &str =
    "SELECT COUNT(*) FROM (SELECT Knt_Nip FROM Kontrahenci WHERE Knt_Nip <> '' GROUP BY Knt_Nip HAVING COUNT(*) > 1)";

/// Tax yes or no × a signature that is a card's, none, another's × an EAN that is a card's or nobody's × home or abroad.
#[test]
fn r_f1_r_c1_card_and_rate_are_the_same_with_and_without_a_tax() {
    let (mut orders, mut offers, mut expected) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    for signature in [Some("KUBEK-330"), None, Some("OBCY-1")] {
        for ean in [MUG, NOBODYS] {
            for home in [true, false] {
                let id = format!("70{:06}", offers.len());
                offers.insert(id.clone(), offer(&id, signature, &[ean]));
                let of_card = signature == Some("KUBEK-330") || ean == MUG;
                for taxed in [true, false] {
                    let n = u32::try_from(orders.len() + 1).unwrap();
                    let rate = if home { "8.00" } else { "19.00" };
                    let mut order = one(n, &id, signature, Some(rate).filter(|_| taxed));
                    if !home {
                        order["delivery"]["address"]["countryCode"] = json!("DE");
                    }
                    let code_from = match signature {
                        Some("KUBEK-330") => "external.id",
                        _ if of_card => "ean",
                        Some(_) => "external.id",
                        None => "offer",
                    };
                    let rate_from = match (of_card, home && taxed) {
                        (true, _) => "card",
                        (false, true) => "allegro",
                        (false, false) => "offer",
                    };
                    let of = order["id"].as_str().unwrap().to_owned();
                    expected.insert(of, (of_card, code_from.to_owned(), rate_from.to_owned()));
                    orders.push(order);
                }
            }
        }
    }
    assert_eq!(orders.len(), 24);
    let wanted: BTreeSet<String> = offers.keys().skip(4).cloned().collect();
    let (shop, simulator) = decided(orders, offers.into_values().collect());
    // What has no card is of one EAN, and has one card in the end.
    shop.json(&["export", "--since", "2026-01-01"], 0);
    let requests = asked(&simulator);
    assert_eq!(requests.len(), wanted.len(), "each offer once, and those of a card's signature never: {requests:?}");
    assert_eq!(requests.into_iter().collect::<BTreeSet<_>>(), wanted);
    let before = cards(&shop);
    assert_eq!(shop.json(&["import"], 0)["imported"].as_array().unwrap().len(), 24);
    let sources = sources(&shop, "inbox/archive");
    let documents = shop.json(&["documents"], 0);
    for document in documents.as_array().unwrap() {
        let id = document["order_id"].as_str().unwrap();
        let (of_card, code_from, rate_from) = &expected[id];
        let line = &document["lines"][0];
        let new = |code: &Value| code != "KUBEK-330";
        assert_eq!(new(&line["code"]), !of_card, "{line}");
        assert_eq!(line["vat_rate"], if *of_card { "23" } else { "8" }, "{line}");
        assert_eq!(sources[id], (code_from.clone(), rate_from.clone()), "{line}");
    }
    let codes: BTreeSet<&str> =
        documents.as_array().unwrap().iter().map(|it| it["lines"][0]["code"].as_str().unwrap()).collect();
    assert_eq!(codes.len(), 2, "the mug, and one new card for the EAN that none had: {codes:?}");
    assert_eq!(count(&shop, SHARED_EANS), 0);
    let after = cards(&shop);
    assert!(before.iter().all(|(row, cells)| after.get(row) == Some(cells)));
    // The next run asks for nothing that is known.
    simulator.change(|world| world.put_unseen(&one(99, "70000011", Some("OBCY-1"), None)));
    shop.json(&["export", "--since", "2026-01-01"], 0);
    assert_eq!(asked(&simulator).len(), wanted.len());
}

/// A number that follows from `seed` alone.
fn any(seed: &mut u64, below: u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % below
}

fn nip(n: u64) -> String {
    (0..10)
        .find_map(|extra| {
            let digits = format!("{:09}", 525_000_000 + n * 10 + extra);
            let sum: u32 = digits.bytes().zip([6, 5, 7, 2, 3, 4, 5, 6, 7]).map(|(d, w)| u32::from(d - b'0') * w).sum();
            (sum % 11 < 10).then(|| format!("{digits}{}", sum % 11))
        })
        .unwrap()
}

#[test]
fn i8_a_thousand_orders_of_any_kind_change_no_card_and_double_none() {
    let mut seed = 20_261_130;
    let pool = [MUG, "2000000000022", "2000000000039", "02000000000046", NOBODYS, "2000000008882", "2000000007779"];
    let signatures = ["KUBEK-330", "kubek-term-350", "OBCY-1", "OBCY-2", "OBCY-3", MUG, "TALERZ-26"];
    let offers: Vec<(String, Option<&str>, Value)> = (0..150)
        .map(|n| {
            let id = format!("71{n:06}");
            let signature =
                Some(signatures[usize::try_from(any(&mut seed, 7)).unwrap()]).filter(|_| any(&mut seed, 3) > 0);
            let one = pool[usize::try_from(any(&mut seed, 7)).unwrap()];
            let several = ["2000000000039", "2000000006666", "2000000005553", "2000000004440", "2000000003337"];
            let eans: &[&str] = match any(&mut seed, 8) {
                0 => &[],
                1 => &several,
                _ => std::slice::from_ref(&one),
            };
            let body = offer(&id, signature, eans);
            (id, signature, body)
        })
        .collect();
    let mut orders = Vec::new();
    let bought = or_part(1_000, 100);
    for n in 1..=bought {
        let mut some = || {
            let (id, signature, _) = &offers[usize::try_from(any(&mut seed, 150)).unwrap()];
            let kept = signature.filter(|_| any(&mut seed, 4) > 0);
            (id.clone(), kept.map(str::to_owned), Some("8.00").filter(|_| any(&mut seed, 2) > 0))
        };
        let lines = [some(), some()];
        let mut order = sold(n, &lines);
        order["buyer"]["id"] = json!((91_000_000 + any(&mut seed, 300)).to_string());
        if any(&mut seed, 3) == 0 {
            let nip = nip(any(&mut seed, 40));
            order["invoice"]["required"] = json!(true);
            order["invoice"]["address"] = json!({
                "street": "ul. Fakturowa 5", "city": "Miastowo", "zipCode": "00-003", "countryCode": "PL",
                "company": {
                    "name": format!("Firma {nip}"), "ids": [{ "type": "PL_NIP", "value": nip }],
                    "vatPayerStatus": "ACTIVE", "taxId": nip,
                },
                "naturalPerson": null,
            });
        }
        orders.push(order);
    }
    let (shop, simulator) = decided(orders, offers.into_iter().map(|(_, _, body)| body).collect());
    shop.json(&["documents"], 0);
    let (before, nips) = (cards(&shop), count(&shop, SHARED_NIPS));
    assert_eq!(count(&shop, SHARED_EANS), 0);
    shop.json(&["export", "--since", "2026-01-01"], 0);
    let requests = asked(&simulator);
    assert_eq!(requests.len(), requests.iter().collect::<BTreeSet<_>>().len(), "each offer once");
    let report = shop.json(&["import"], 0);
    assert_eq!(report["imported"].as_array().unwrap().len(), usize::try_from(bought).unwrap());
    let after = cards(&shop);
    let changed = before.iter().filter(|(row, cells)| after.get(row) != Some(cells)).count();
    assert_eq!((changed, count(&shop, SHARED_EANS), count(&shop, SHARED_NIPS)), (0, 0, nips));
}

#[test]
fn five_thousand_new_cards_in_one_night_are_each_made_once() {
    // Ten on an order; each offer is sold twice, once with a tax and once without; every fourth has the EAN of the one
    // before.
    let of = |card: usize| format!("72{card:06}");
    let ean = |card: usize| format!("29{:011}", if card % 4 == 1 { card - 1 } else { card });
    let lines = |order: usize, tax| {
        let of_order = (order * 10..order * 10 + 10).map(move |card| (of(card), Some(format!("NOC-{card}")), tax));
        of_order.collect::<Vec<_>>()
    };
    let cards = or_part(5_000, 100);
    let eans: BTreeSet<String> = (0..cards).map(ean).collect();
    let offers = (0..cards).map(|card| offer(&of(card), Some(&format!("NOC-{card}")), &[&ean(card)])).collect();
    let orders = (0..cards / 5).map(|n| {
        sold(u32::try_from(n + 1).unwrap(), &lines(n % (cards / 10), Some("8.00").filter(|_| n < cards / 10)))
    });
    let (shop, simulator) = decided(orders.collect(), offers);
    shop.json(&["documents"], 0);
    let before = count(&shop, "SELECT COUNT(*) FROM Towary");
    shop.json(&["export", "--since", "2026-01-01"], 0);
    assert_eq!(asked(&simulator).len(), cards);
    assert_eq!(shop.json(&["import"], 0)["imported"].as_array().unwrap().len(), cards / 5);
    let made = count(&shop, "SELECT COUNT(*) FROM Towary") - before;
    assert_eq!((usize::try_from(made).unwrap(), count(&shop, SHARED_EANS)), (eans.len(), 0));
}

/// Without files the orders that the ledger keeps are looked at, with the cards and the offers that made their files.
#[test]
fn suggestions_walk_the_same_chain_and_give_one_row_for_one_refused_offer() {
    let mut orders: Vec<Value> = (1..=5).map(|n| one(n, "7001", None, Some("8.00").filter(|_| n % 2 > 0))).collect();
    for (place, order) in orders.iter_mut().enumerate() {
        let products: Vec<Value> = (0..place).map(|id| json!({ "id": id.to_string(), "quantity": 1 })).collect();
        order["lineItems"][0]["offer"]["productSet"] = json!({ "products": products });
    }
    orders.push(one(6, "7002", None, None));
    orders.push(one(7, "7003", Some("OBCY-1"), Some("8.00")));
    let offers = vec![offer("7001", None, &[NOBODYS]), offer("7002", None, &[MUG]), offer("7003", None, &[])];
    let (shop, simulator) = shop(orders, "auto");
    simulator.change(|world| world.offers = offers);
    change(&shop, "create = true", "create = false");
    shop.json(&["export", "--since", "2026-01-01"], 1);
    // No card has this signature, and none may be made.
    let report = shop.json(&["import"], 1);
    assert_eq!((report["imported"].as_array().unwrap().len(), report["errors"].as_array().unwrap().len()), (1, 1));
    let requests = simulator.requests().len();
    let found = shop.json(&["mappings", "suggest"], 0);
    assert_eq!(simulator.requests().len(), requests, "Allegro is not asked");
    let rows: Vec<(&str, u64, bool)> = found["products"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["row"][0].as_str().unwrap(), row["count"].as_u64().unwrap(), row["refused"] == true))
        .collect();
    assert_eq!(rows, [("7001", 5, true), ("7003", 1, true)], "{found}");
    assert_eq!(found["sets"], json!([]));
    // The rows lead out.
    let name = "mappings/products.csv";
    let table = fs::read_to_string(shop.path(name)).unwrap();
    shop.write(name, format!("{table}7001;TALERZ-26;;;\r\n7003;TALERZ-26;;;\r\n"));
    shop.json(&["sync"], 0);
    assert_eq!(shop.json(&["documents"], 0).as_array().unwrap().len(), 7);
    assert_eq!(shop.json(&["mappings", "suggest"], 0)["products"], json!([]));
}
