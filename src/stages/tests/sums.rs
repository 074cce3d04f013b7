//! Files whose sum is not their order's, or not their document's.

use std::sync::Arc;

use jiff::civil::date;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::shop::{Shop, alive, everything, id, later, now, order, orders, stage};
use crate::core::digest::sha256_hex;
use crate::core::life::{self, Answer, Happening, Kind, Life, Made};
use crate::core::message::{Catalogue, Language};
use crate::core::problem::Problem;
use crate::core::settings::{Choice, OtherSum};
use crate::core::tables::RateRow;
use crate::ledger::State;
use crate::spool::{Disk as _, take_back};
use crate::stages::export::Window;
use crate::stages::import::ImportReport;

/// The same revision of order 1 for 10 zł more.
fn dearer() -> Value {
    let mut order = order(1);
    order["lineItems"][0]["price"]["amount"] = json!("39.90");
    order["lineItems"][0]["originalPrice"]["amount"] = json!("39.90");
    order["summary"]["totalToPay"]["amount"] = json!("54.89");
    order["payment"]["paidAmount"]["amount"] = json!("54.89");
    order
}

/// Name and bytes of the file that an order of 54.89 zł has: what an order of 44.89 zł has after a person put another
/// price into it.
fn edited() -> (String, Vec<u8>) {
    let mut shop = Shop::new(vec![dearer()]);
    assert_eq!(shop.export(&everything()).exported.len(), 1);
    shop.house.outbox().pop_first().unwrap()
}

/// A shop in whose outbox the file of order 1 has another sum than we wrote.
fn shop() -> (Shop, String, Vec<u8>) {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    let (name, bytes) = edited();
    assert!(shop.house.outbox().contains_key(&name));
    shop.house.disk.put(shop.house.folders.outbox().join(&name), &bytes);
    (shop, name, bytes)
}

fn in_english(problem: &Problem) -> String {
    Catalogue::new(Language::English).text(&problem.message)
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn i12_a_file_of_ours_into_which_another_sum_came_is_refused_with_both_sums() {
    let (mut shop, _, _) = shop();
    let report = shop.import();
    assert_eq!((report.imported.len(), report.errors.len()), (0, 1), "{report:?}");
    let refused = report.errors[0].first().unwrap();
    assert_eq!(refused.code(), "LIF-008");
    let said = in_english(refused);
    assert!(said.contains("54.89 PLN") && said.contains("44.89 PLN"), "{said}");
    assert_eq!((shop.documents().len(), shop.house.record(1).state), (0, State::Error));
    assert!(shop.house.record(1).has_open(Kind::Refused));
    // It lies in errors/, and nothing comes of it by itself.
    assert_eq!(shop.export(&everything()).exported, []);
    assert_eq!(shop.import(), ImportReport::default());
}

#[test]
fn a_file_with_another_sum_is_taken_with_a_warning_where_the_user_wants_that() {
    for by_setting in [true, false] {
        let (mut shop, _, _) = shop();
        if by_setting {
            shop.settings.import.other_sum = OtherSum::Warn;
        }
        let mut report = ImportReport::default();
        let disk = Arc::new(shop.house.disk.clone());
        let mut import = stage(&mut shop.house, disk, &shop.settings, &shop.texts);
        import.other_sums = !by_setting;
        alive(import.run(&mut report)).unwrap();
        assert_eq!((report.imported.len(), report.errors.len()), (1, 0), "{report:?}");
        let warned = report.imported[0].problems.iter().find(|problem| problem.code() == "LIF-008");
        assert!(warned.is_some_and(|problem| !problem.is_error()), "{report:?}");
        assert_eq!(shop.documents()[0].gross, "54.89");
        assert_eq!(shop.house.record(1).state, State::Imported);
    }
}

#[test]
fn i13_a_refused_file_with_another_sum_is_taken_when_a_person_says_so_of_it() {
    let (mut shop, name, bytes) = shop();
    shop.import();
    let life = shop.house.record(1);
    let answer = |sha256: String| Answer::OtherSum(sha256);
    assert!(life::may_answer(&life, &answer(String::new())), "{life:?}");
    let (life, _) = life::after(&life, Happening::Answered(answer(sha256_hex(&bytes))), now());
    shop.house.ledger.record(&[life]).unwrap();
    // Of another file nothing was said.
    let other = text(&bytes).replace("54.89", "64.89");
    shop.house.drop_file(&name, other.as_bytes());
    assert_eq!(shop.import().errors.len(), 1);
    let refused = shop.house.folders.errors().join(&name);
    let path = take_back(&shop.house.disk, &shop.house.folders, &refused).unwrap();
    assert!(path.is_some());
    let report = shop.import();
    assert_eq!((report.imported.len(), report.errors.len()), (1, 0), "{report:?}");
    let life = shop.house.record(1);
    assert_eq!((life.state, life.open_matters().count()), (State::Imported, 0), "{life:?}");
    assert!(!life::may_answer(&life, &answer(String::new())));
    assert_eq!(shop.documents()[0].gross, "54.89");
}

#[test]
fn a_file_of_ours_that_was_corrected_and_kept_its_sum_is_taken() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    let (name, bytes) = shop.house.outbox().pop_first().unwrap();
    let corrected = text(&bytes).replace("Kwiatowa 3/7", "Kwiatowa 37");
    assert_ne!(corrected.as_bytes(), bytes);
    shop.house.disk.put(shop.house.folders.outbox().join(name), corrected.as_bytes());
    let report = shop.import();
    assert!(report.imported[0].problems.iter().all(|problem| !problem.code().starts_with("LIF-")), "{report:?}");
}

#[test]
fn i13_a_second_file_with_another_sum_is_something_for_a_person_until_he_has_seen_to_it() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    let (_, right) = shop.house.outbox().pop_first().unwrap();
    shop.import();
    let (name, bytes) = edited();
    let drop_in = |shop: &mut Shop, bytes: &[u8]| {
        shop.house.drop_file(&name, bytes);
        let report = shop.import();
        assert_eq!((report.duplicates.len(), report.errors.len()), (1, 0), "{report:?}");
        report.duplicates[0].problems.last().unwrap().clone()
    };
    let told = drop_in(&mut shop, &bytes);
    assert_eq!(told.code(), "LIF-009");
    let said = in_english(&told);
    assert!(said.contains("54.89") && said.contains("44.89"), "{said}");
    let life = shop.house.record(1);
    assert!(life.state == State::Imported && life.has_open(Kind::OtherSum), "{life:?}");
    let (done, _) = life::after(&life, Happening::Answered(Answer::Done), now());
    shop.house.ledger.record(&[done]).unwrap();
    assert_eq!(shop.house.record(1).open_matters().count(), 0);
    drop_in(&mut shop, &bytes);
    assert_eq!(shop.house.record(1).open_matters().count(), 0, "he has seen to it");
    // The right file is none, and the wrong one after it is news again.
    assert_ne!(drop_in(&mut shop, &right).code(), "LIF-009");
    drop_in(&mut shop, &bytes);
    assert!(shop.house.record(1).has_open(Kind::OtherSum));
    assert_eq!(shop.documents().len(), 1);
}

#[test]
fn i8_a_file_that_a_person_edited_is_never_written_over() {
    let asked = || Window::Only(vec![id(1).parse().unwrap()]);
    for window in [Window::News, everything(), asked()] {
        let (mut shop, name, bytes) = shop();
        let mut moved = later(order(1), 60);
        moved["delivery"]["address"]["street"] = json!("ul. Nowa 99");
        shop.allegro.change(|world| world.put(moved, "BUYER_MODIFIED", now()));
        let before = shop.house.record(1);
        let report = shop.export(&window);
        let codes: Vec<&str> = report.notes.iter().map(Problem::code).filter(|code| code.starts_with("LIF-")).collect();
        assert_eq!((report.exported.len(), codes), (0, vec!["LIF-012"]), "{window:?}");
        assert_eq!(shop.house.outbox()[&name], bytes, "{window:?}");
        let life = shop.house.record(1);
        assert_eq!((life.state, &life.made), (before.state, &before.made));
        // It is told once, and waits for a person as long as it is so.
        assert!(life.has_open(Kind::FileEdited));
        let again = shop.export(&window);
        assert!(!again.notes.iter().any(|note| note.code() == "LIF-012") && shop.house.record(1) == life, "{again:?}");
        shop.house.disk.remove_file(&shop.house.folders.outbox().join(&name)).unwrap();
        shop.export(&asked());
        assert_eq!(shop.house.record(1).open_matters().count(), 0);
    }
    // Also when the order is as it was and a person asks for it.
    let (mut shop, name, bytes) = shop();
    shop.export(&asked());
    assert_eq!(shop.house.outbox()[&name], bytes);
}

/// Order 1 in euro, each piece and the delivery at so many cents.
fn in_euro(each: i64, delivery: i64) -> Value {
    let price = |cents: i64| json!({ "amount": Decimal::new(cents, 2).to_string(), "currency": "EUR" });
    let mut order = order(1);
    let quantity = order["lineItems"][0]["quantity"].as_i64().unwrap();
    (order["lineItems"][0]["price"], order["lineItems"][0]["originalPrice"]) = (price(each), price(each));
    order["delivery"]["cost"] = price(delivery);
    let total = price(each * quantity + delivery);
    (order["summary"]["totalToPay"], order["payment"]["paidAmount"]) = (total.clone(), total);
    order
}

/// A shop that takes euro at so many złoty.
fn abroad(order: Value, rate: &str) -> Shop {
    let mut shop = Shop::new(vec![order]);
    shop.settings.orders.foreign_currency = Choice::Import;
    let row = RateRow { rate: rate.parse().unwrap(), table: "1/A/NBP/2026".to_owned() };
    shop.tables.rates.insert(("EUR".to_owned(), date(2026, 10, 2)), row);
    shop
}

/// A shop whose file of order 1 waits, and the file that has the same złoty at half the rate.
fn halved() -> (Shop, String, Vec<u8>) {
    let mut other = abroad(in_euro(2_000, 400), "2.1250");
    assert_eq!(other.export(&everything()).exported.len(), 1);
    let (name, bytes) = other.house.outbox().pop_first().unwrap();
    let mut shop = abroad(in_euro(1_000, 200), "4.2500");
    assert_eq!(shop.export(&everything()).exported.len(), 1);
    assert!(shop.house.outbox().contains_key(&name));
    (shop, name, bytes)
}

#[test]
fn i12_an_older_file_is_held_against_its_own_sum_in_the_orders_currency_when_the_order_moved_on() {
    for noted in [true, false] {
        let (mut shop, name, bytes) = halved();
        let life = shop.house.record(1);
        let made = life.made.clone().map(|made| Made { worth: made.worth.filter(|_| noted), ..made });
        let gross = made.as_ref().unwrap().gross;
        // The order moved on, and its older file is not replaced yet.
        let (revision, total) = (Some("later".to_owned()), Some("17.00".to_owned()));
        shop.house.ledger.record(&[Life { revision, made, total, ..life }]).unwrap();
        shop.house.disk.put(shop.house.folders.outbox().join(&name), &bytes);
        let report = shop.import();
        if !noted {
            assert_eq!((report.imported.len(), report.errors.len()), (1, 0), "no more was known than {gross} zł");
            continue;
        }
        let refused = report.errors[0].first().unwrap();
        let said = in_english(refused);
        assert!(refused.code() == "LIF-008" && said.contains("24.00 EUR") && said.contains("12.00 EUR"), "{said}");
        assert_eq!(shop.documents().len(), 0);
    }
}

#[test]
fn i13_a_document_with_the_same_zloty_and_another_sum_in_its_currency_is_something_for_a_person() {
    let (mut shop, name, bytes) = halved();
    let (_, right) = shop.house.outbox().pop_first().unwrap();
    assert_eq!(shop.import().imported.len(), 1);
    shop.house.drop_file(&name, &bytes);
    let report = shop.import();
    let told = report.duplicates[0].problems.last().unwrap();
    let said = in_english(told);
    assert!(told.code() == "LIF-019" && said.contains("24.00 EUR") && said.contains("12.00 EUR"), "{said}");
    assert!(shop.house.record(1).has_open(Kind::OtherSum));
    shop.house.drop_file(&name, &right);
    assert_ne!(shop.import().duplicates[0].problems.last().unwrap().code(), "LIF-019");
    assert_eq!((shop.house.record(1).open_matters().count(), shop.documents().len()), (0, 1));
}
