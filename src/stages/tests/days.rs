//! The days of a document, and what of the base's dictionaries stands in its file.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::shop::{ALIAS, Shop, alive, everything, order, stage};
use crate::allegro::wire;
use crate::core::convert::Sources;
use crate::core::plan::Dictionary;
use crate::core::problem::Problem;
use crate::core::settings::DocumentDate;
use crate::stages::import::ImportReport;
use crate::stages::{MadeFile, make_file};

fn codes(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(Problem::code).collect()
}

fn bought(n: u32, at: &str) -> Value {
    let mut order = order(n);
    order["lineItems"][0]["boughtAt"] = json!(at);
    order
}

/// The file of an order that Allegro shows no longer, as `convert` makes it.
fn file(shop: &Shop, order: &Value) -> MadeFile {
    let order = wire::decode(order.to_string().as_bytes()).unwrap();
    let (offers, dictionary) = (BTreeMap::new(), Dictionary::default());
    let (settings, tables) = (&shop.settings, &shop.tables);
    let sources = Sources { settings, tables, account: ALIAS, offers: &offers, dictionary: &dictionary, cards: None };
    make_file(&order, &sources).unwrap()
}

#[test]
fn a_day_of_another_year_is_told_while_the_file_waits() {
    let mut shop = Shop::new(vec![
        bought(1, "2027-02-01T00:00:00Z"),
        bought(2, "2026-12-24T12:00:00Z"),
        bought(3, "2026-06-01T12:00:00Z"),
    ]);
    let report = shop.export(&everything());
    let told: Vec<String> = report.exported.iter().map(|it| codes(&it.problems).join(" ")).collect();
    assert_eq!(told.iter().filter(|codes| codes.contains("IMP-08")).count(), 2, "{told:?}");
    let of = |n| shop.house.record(n).problem.map(|problem| problem.code().to_owned());
    assert_eq!((of(1).as_deref(), of(2).as_deref()), (Some("IMP-080"), Some("IMP-081")));
    assert_ne!(of(3).as_deref(), Some("IMP-080"));
}

#[test]
fn a_day_of_another_year_is_told_before_a_number_of_its_series_is_taken() {
    let mut shop = Shop::new(Vec::new());
    for (at, year, code) in [
        ("1970-01-01T00:00:00Z", 1970, Some("IMP-080")),
        ("2024-12-31T12:00:00Z", 2024, Some("IMP-080")),
        ("2025-01-01T12:00:00Z", 2025, None),
        ("2026-12-24T12:00:00Z", 2026, Some("IMP-081")),
    ] {
        let MadeFile { name, bytes, .. } = file(&shop, &bought(year, at));
        let odd = |problems: &[Problem]| {
            codes(problems).into_iter().find(|code| code.starts_with("IMP-08")).map(str::to_owned)
        };
        let mut shown = ImportReport::default();
        let disk = Arc::new(shop.house.disk.clone());
        let mut stage = stage(&mut shop.house, disk, &shop.settings, &shop.texts);
        alive(stage.preview(&[(name.clone(), bytes.clone())], &mut shown)).unwrap();
        assert_eq!(odd(&shown.plans[0].intent.decisions).as_deref(), code, "{at}: the dry run");
        shop.house.drop_file(&name, &bytes);
        let [imported] = &shop.import().imported[..] else { panic!("{at}: one document") };
        assert_eq!((imported.number.as_str(), odd(&imported.problems).as_deref()), (&*format!("RO/1/{year}"), code));
    }
}

#[test]
fn a_document_of_the_day_of_its_import_is_of_no_other_year() {
    let mut shop = Shop::new(vec![bought(1, "2027-02-01T00:00:00Z")]);
    shop.settings.fields.date = DocumentDate::Import;
    let report = shop.export(&everything());
    assert!(!codes(&report.exported[0].problems).contains(&"IMP-080"), "{report:?}");
    let report = shop.import();
    assert_eq!(report.imported[0].number, "RO/1/2026");
    assert!(!codes(&report.imported[0].problems).contains(&"IMP-080"), "{report:?}");
}

#[test]
fn the_bases_own_words_and_days_stand_in_the_file() {
    let mut deferred = order(1);
    deferred["payment"]["type"] = json!("EXTENDED_TERM");
    deferred["payment"]["provider"] = json!("AF");
    deferred["payment"]["paidAmount"] = Value::Null;
    let mut shop = Shop::new(vec![deferred]);
    shop.tables.payments.clear();
    shop.settings.documents.private.category = "ALLEGRO".to_owned();
    let report = shop.export(&everything());
    assert!(codes(&report.exported[0].problems).contains(&"PAY-009"), "{report:?}");
    let file = String::from_utf8(shop.house.outbox().into_values().next().unwrap()).unwrap();
    for element in [
        "<DATA_DOKUMENTU>2026-10-05</DATA_DOKUMENTU>",
        "<KATEGORIA><KOD>ALLEGRO</KOD><OPIS>Sprzedaż Allegro</OPIS></KATEGORIA>",
        // The sandbox's przelew has fourteen days.
        "<TERMIN>2026-10-19</TERMIN>",
    ] {
        assert!(file.contains(element), "{element}: {file}");
    }
    assert!(!file.contains("<JM/>") && !file.contains("<JMZ/>"), "{file}");
    shop.import();
}
