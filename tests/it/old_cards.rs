//! What stood on the cards of contractors and goods before an import stands there after it.

use std::collections::BTreeMap;

use rusqlite::Connection;
use rusqlite::types::Value;
use serde_json::Value as Json;

use crate::support::{Shop, order, shipped_orders};

/// The tables of cards, with what tells their rows apart.
const TABLES: [(&str, &str); 8] = [
    ("Kontrahenci", "Knt_KntId"),
    ("KntOsoby", "KnO_KnOId"),
    ("KntAtrybuty", "KnA_KnAId"),
    ("KntOdbiorcy", "Odb_OdbID"),
    ("Towary", "Twr_TwrId"),
    ("TwrCeny", "rowid"),
    ("TwrEan", "rowid"),
    ("TwrGrupy", "rowid"),
];

const SETTINGS: &str = r#"
[import]
settle_seconds = 0
[accounts.sklep]
[companies.firma]
[orders]
foreign_delivery = "import"
one_fulfillment = "import"
[vat]
default_rate = "23"
[products]
unknown = "offer-code"
create = true
[services]
additional = "PAKOWANIE"
[contractors]
wrong_nip = "private"
"#;

type Rows = BTreeMap<(&'static str, i64), Vec<Value>>;

fn rows(shop: &Shop) -> Rows {
    let base = Connection::open(shop.path("state/sandbox.sqlite3")).unwrap();
    let mut all = Rows::new();
    for (table, key) in TABLES {
        let mut statement = base.prepare(&format!("SELECT {key}, * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let read = statement.query_map([], |row| {
            let cells: Result<Vec<Value>, _> = (1..columns).map(|at| row.get(at)).collect();
            Ok((row.get::<_, i64>(0)?, cells?))
        });
        all.extend(read.unwrap().map(|row| row.unwrap()).map(|(id, cells)| ((table, id), cells)));
    }
    all
}

fn count(rows: &Rows, of: &str) -> usize {
    rows.keys().filter(|(table, _)| *table == of).count()
}

#[test]
fn r_d10_no_card_that_is_there_is_changed() {
    let shop = Shop::empty();
    shop.write("allegro-optima.toml", SETTINGS);
    // Makes the base.
    shop.json(&["documents"], 0);
    let seeded = rows(&shop);
    let import = |part: usize| {
        let mut args = vec!["convert".to_owned(), "--out".to_owned(), "inbox".to_owned()];
        for (place, (name, order)) in shipped_orders().into_iter().enumerate() {
            if place % 2 == part {
                shop.write(&format!("orders/{name}"), order.to_string());
                args.push(format!("orders/{name}"));
            }
        }
        // Some are unpaid, cancelled or wrong.
        shop.json(&args.iter().map(String::as_str).collect::<Vec<_>>(), 1);
        let report = shop.json(&["import"], 0);
        report["imported"].as_array().unwrap().len()
    };
    // The same buyers, goods and firms come in both halves, and some are in the fresh base.
    assert!(import(0) > 15);
    let half = rows(&shop);
    assert!(import(1) > 15);
    let whole = rows(&shop);
    for (before, after) in [(&seeded, &half), (&half, &whole)] {
        for (row, cells) in before {
            assert_eq!(Some(cells), after.get(row), "{row:?}");
        }
        assert!(count(after, "Kontrahenci") > count(before, "Kontrahenci"));
    }
    assert!(count(&whole, "Towary") > count(&seeded, "Towary"));
    let base = Connection::open(shop.path("state/sandbox.sqlite3")).unwrap();
    let used = |condition: &str| {
        let sql = format!("SELECT COUNT(*) FROM TraNag WHERE TrN_TypDokumentu = 308 AND TrN_PodID IN ({condition})");
        base.query_row(&sql, [], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert!(used("SELECT Knt_KntId FROM Kontrahenci WHERE Knt_Nip = '5260250274'") > 0, "a card of the fresh base");
    let twice = "SELECT TrN_PodID FROM TraNag WHERE TrN_TypDokumentu = 308 GROUP BY TrN_PodID HAVING COUNT(*) > 1";
    assert!(used(twice) > 1, "a card that the first half made");
}

#[test]
fn r_f8_each_new_card_is_in_the_report_and_in_the_receipt() {
    let shop = Shop::empty();
    shop.write("allegro-optima.toml", format!("{SETTINGS}[products.card]\ncode = \"N-{{kod}}\"\nunit = \"kpl.\"\n"));
    shop.write("order.json", order("29-oferta-bez-sygnatury-z-tabeli"));
    shop.json(&["convert", "order.json", "--out", "inbox"], 0);
    let made = |problems: &Json| {
        let all = problems
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it["code"] == "IMP-025" || it["message"]["id"] == "IMP-025");
        all.map(|it| it["message"].as_str().or(it["text"].as_str()).unwrap().to_owned()).collect::<Vec<_>>()
    };
    let planned = made(&shop.json(&["import", "--dry-run"], 0)["plans"][0]["decisions"]);
    let report = shop.json(&["import"], 0);
    let listed = made(&report["imported"][0]["problems"]);
    assert!(!listed.is_empty() && listed.iter().all(|text| text.contains("N-") && text.contains("kpl.")), "{listed:?}");
    assert_eq!(planned, listed);
    let receipt = walkdir::WalkDir::new(shop.path("inbox/archive"))
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .find(|path| path.extension().is_some_and(|e| e == "json"))
        .unwrap();
    let receipt: Json = serde_json::from_slice(&std::fs::read(receipt).unwrap()).unwrap();
    assert_eq!(made(&receipt["problems"]), listed);
    let base = Connection::open(shop.path("state/sandbox.sqlite3")).unwrap();
    let cards = base
        .query_row("SELECT COUNT(*) FROM Towary WHERE Twr_Kod LIKE 'N-%' AND Twr_JM = 'kpl.'", [], |row| {
            row.get::<_, i64>(0)
        })
        .unwrap();
    assert_eq!(usize::try_from(cards).unwrap(), listed.len());
}
