//! Mapping tables with mistakes: what each command says of them, what stays in force, and what `doctor` and a running service
//! show.

use std::fs;

use serde_json::Value;

use crate::life::shop;
#[cfg(unix)]
use crate::running::Running;
use crate::support::{Shop, order};

const PAYMENTS: &str = "mappings/payments.csv";

/// Code and row of what is wrong with the tables.
fn told(report: &Value) -> Vec<(String, Option<u64>)> {
    let problems = report["tables"].as_array().unwrap_or_else(|| panic!("{report:#}"));
    problems.iter().map(|it| (it["code"].as_str().unwrap().to_owned(), it["line"].as_u64())).collect()
}

fn row(code: &str, row: Option<u64>) -> (String, Option<u64>) {
    (code.to_owned(), row)
}

#[test]
fn a_spoilt_table_ends_a_command_with_1_and_its_last_good_version_stays_in_force() {
    let body: Value = serde_json::from_slice(&order("01-osoba")).unwrap();
    let (shop, _simulator) = shop(vec![body], "auto");
    shop.write("order.json", order("01-osoba"));
    assert_eq!(told(&shop.json(&["sync"], 0)["export"]), []);
    let good = fs::read(shop.path(PAYMENTS)).unwrap();
    shop.write(PAYMENTS, "typ;operator;forma\nONLINE;*;gotówka\nONLINE;*;karta\n");
    let expected = [row("TAB-003", Some(3)), row("TAB-033", None)];
    let exported = shop.json(&["export"], 1);
    assert_eq!(told(&exported), expected);
    assert_eq!(exported["tables"][0]["file"], "payments.csv");
    assert_eq!(told(&shop.json(&["import"], 1)), expected);
    let synced = shop.json(&["sync"], 1);
    assert_eq!((told(&synced["export"]), told(&synced["import"])), (expected.to_vec(), vec![]), "each is said once");
    let converted = shop.json(&["convert", "order.json", "--out", "made"], 1);
    assert_eq!(told(&converted), expected);
    let made = fs::read_to_string(shop.path(converted["files"][0]["output"].as_str().unwrap())).unwrap();
    assert!(made.contains("<FORMA>przelew</FORMA>"), "{made}");
    let file = converted["files"][0]["output"].as_str().unwrap();
    assert_eq!(told(&shop.json(&["validate", file], 1)), expected);
    assert_eq!(told(&shop.json(&["import", file], 1)), expected);
    assert_eq!(told(&shop.json(&["mappings", "suggest", "order.json"], 1)), expected);
    let words = shop.run(&["import"], 1);
    let words = String::from_utf8(words.stderr).unwrap();
    assert!(words.contains("powtarza wiersz 2") && words.contains("ostatnia dobra wersja"), "{words}");
    assert!(!words.contains("WARN") && !words.contains("ERROR"), "no line of the log: {words}");
    shop.write(PAYMENTS, good);
    assert_eq!(told(&shop.json(&["import"], 0)), []);
}

#[test]
fn without_a_good_version_nothing_is_done_and_the_row_is_named() {
    let shop = Shop::new();
    shop.write("order.json", order("01-osoba"));
    shop.write(PAYMENTS, b"PK\x03\x04 an xlsx under this name");
    let output = shop.run(&["convert", "order.json", "--out", "made"], 1);
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(words.contains("TAB-030") && words.contains("skoroszyt Excela") && words.contains("TAB-034"), "{words}");
    assert_eq!(shop.files("made"), [""; 0]);
}

#[test]
fn doctor_names_cells_that_stand_for_nothing_with_the_nearest_word() {
    let shop = Shop::new();
    shop.write(PAYMENTS, "typ;operator;forma\nONLNE;*;przelew\n*;*;gotowka\n");
    shop.write("mappings/services.csv", "definicja;kod\ngift_warp;DOSTAVA\n");
    shop.write("mappings/deliveries.csv", "metoda_id;usluga\nKurier DPD;DOSTAWA\n");
    let found = shop.json(&["doctor"], 1);
    let all = found["findings"].as_array().unwrap_or_else(|| panic!("{found:#}"));
    for (code, row, word) in [
        ("TAB-022", 2, "„ONLINE”"),
        ("TAB-025", 3, "„gotówka”"),
        ("TAB-024", 2, "„GIFT_WRAP”"),
        ("TAB-026", 2, "„DOSTAWA”"),
        ("TAB-023", 2, "identyfikator"),
    ] {
        let finding = all.iter().find(|it| it["code"] == code).unwrap_or_else(|| panic!("{code}: {found:#}"));
        assert_eq!((&finding["line"], &finding["level"]), (&row.into(), &"yellow".into()), "{finding:#}");
        assert!(finding["todo"].as_str().unwrap().contains(word), "{finding:#}");
    }
}

#[cfg(unix)]
#[test]
fn a_table_that_breaks_while_the_service_works_is_in_its_status_until_it_is_mended() {
    let shop = Shop::new();
    let status = || -> Value { serde_json::from_slice(&fs::read(shop.path("state/status.json")).unwrap()).unwrap() };
    // It has been read once, so that there is a last good one.
    shop.run(&["import"], 0);
    let watch = Running::start(&shop, &["watch"]);
    watch.until("Pilnowanie");
    let good = fs::read(shop.path(PAYMENTS)).unwrap();
    shop.write(PAYMENTS, "typ;operator;forma\nONLINE;*;przelew;\"\n");
    // Whatever is dropped makes it look.
    shop.write("inbox/a.txt", "x");
    watch.until("TAB-010");
    watch.until("TAB-033");
    shop.write(PAYMENTS, good);
    shop.write("inbox/b.txt", "x");
    watch.until("TAB-040");
    shop.write(PAYMENTS, "typ;operator\n");
    shop.write("inbox/c.txt", "x");
    watch.until("TAB-001");
    assert_eq!(watch.stop(), Some(0));
    let status = status();
    assert_eq!(status["tables"]["payments.csv"][0]["message"]["id"], "TAB-001", "{status:#}");
    let logs = fs::read_dir(shop.path("state/logs")).unwrap().map(|entry| entry.unwrap().path());
    let log: String = logs.map(|path| fs::read_to_string(path).unwrap()).collect();
    assert!(log.contains("a mapping table has mistakes") && log.contains("is well again"), "{log}");
}
