//! Refused files whose order would become another file by now: the table that the refusal named was mended.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::double::Double;
use super::shop::{Shop, alive, clock, everything, order, orders};
use crate::clock::Clock as _;
use crate::core::life::{self, Answer, Happening, Kind};
use crate::core::tables::{DeliveryRow, ProductRow};
use crate::ledger::State;
use crate::spool::testing::MemoryDisk;
use crate::spool::{Disk as _, Folders};
use crate::stages::export::Window;
use crate::stages::remake::{Remade, Remake, begin};

type Change = fn(&mut Shop);

pub fn remake(shop: &mut Shop) -> u64 {
    let disk = shop.house.disk.clone();
    u64::try_from(alive(stage(shop, &disk).run()).unwrap().len()).unwrap()
}

fn would(shop: &mut Shop) -> Vec<Remade> {
    let disk = shop.house.disk.clone();
    alive(stage(shop, &disk).would()).unwrap()
}

fn stage<'s>(shop: &'s mut Shop, disk: &'s MemoryDisk) -> Remake<'s, Double> {
    Remake {
        ledger: &mut shop.house.ledger,
        base: &mut shop.house.base,
        disk,
        folders: &shop.house.folders,
        settings: &shop.settings,
        tables: &shop.tables,
        clock: &*shop.clock,
    }
}

/// A shop whose one order was refused at its import.
fn refused(spoil: Change) -> Shop {
    let mut shop = Shop::new(orders(1));
    shop.settings.products.create = false;
    spoil(&mut shop);
    shop.export(&everything());
    let report = shop.import();
    assert_eq!((report.imported.len(), report.errors.len()), (0, 1), "{report:?}");
    let life = shop.house.record(1);
    assert!(life.state == State::Error && life.has_open(Kind::Refused), "{life:?}");
    shop
}

fn offer() -> String {
    order(1)["lineItems"][0]["offer"]["id"].as_str().unwrap().to_owned()
}

fn method() -> String {
    order(1)["delivery"]["method"]["id"].as_str().unwrap().to_owned()
}

fn form(shop: &mut Shop, name: &str) {
    shop.tables.payments.values_mut().for_each(|row| row.form = name.to_owned());
}

fn product(shop: &mut Shop, code: Option<&str>) {
    shop.tables.products.clear();
    if let Some(code) = code {
        let row = ProductRow { code: Some(code.to_owned()), ..ProductRow::default() };
        shop.tables.products.insert(offer(), row);
    }
}

pub fn delivery(shop: &mut Shop, code: Option<&str>) {
    shop.tables.deliveries.clear();
    if let Some(code) = code {
        let row = DeliveryRow { service: code.to_owned(), rate: None, cod: None };
        shop.tables.deliveries.insert(method(), row);
    }
}

#[test]
fn i13_a_table_that_was_mended_lets_the_refused_file_in() {
    let ways: [(Change, Change); 3] = [
        (|shop| form(shop, "nie ma takiej"), |shop| form(shop, "przelew")),
        (|shop| product(shop, Some("NIE-MA")), |shop| product(shop, None)),
        (|shop| delivery(shop, Some("NIE-MA")), |shop| delivery(shop, None)),
    ];
    for (spoil, mend) in ways {
        let mut shop = refused(spoil);
        assert_eq!(remake(&mut shop), 0, "nothing has changed yet");
        mend(&mut shop);
        assert_eq!(remake(&mut shop), 1);
        let report = shop.import();
        assert_eq!((report.imported.len(), report.errors.len()), (1, 0), "{report:?}");
        let life = shop.house.record(1);
        assert_eq!((life.state, life.open_matters().count()), (State::Imported, 0), "{life:?}");
        assert_eq!(shop.house.disk.list(&shop.house.folders.errors()).unwrap().len(), 0, "the refused one is gone");
        assert_eq!((remake(&mut shop), shop.documents().len()), (0, 1));
    }
}

#[test]
fn a_refused_file_that_a_person_moved_back_is_made_anew_where_it_lies() {
    let mut shop = refused(|shop| form(shop, "nie ma takiej"));
    let folders: Folders = shop.house.folders.clone();
    let name = shop.house.record(1).file.unwrap();
    let bytes = shop.house.disk.read(&folders.errors().join(&name), 1 << 20).unwrap();
    shop.house.disk.put(folders.inbox().join(&name), &bytes);
    form(&mut shop, "przelew");
    assert_eq!(remake(&mut shop), 1);
    assert_eq!(shop.import().imported.len(), 1);
    assert_eq!(shop.documents().len(), 1);
}

#[test]
fn what_a_person_corrected_stays_as_it_is() {
    let mut shop = refused(|shop| form(shop, "nie ma takiej"));
    let path = shop.house.folders.errors().join(shop.house.record(1).file.unwrap());
    let text = String::from_utf8(shop.house.disk.read(&path, 1 << 20).unwrap()).unwrap();
    shop.house.disk.put(&path, text.replace("nie ma takiej", "tez nie ma").as_bytes());
    form(&mut shop, "przelew");
    assert_eq!(remake(&mut shop), 0);
}

#[test]
fn i13_a_file_that_waits_is_made_anew_when_its_table_changed() {
    let mut shop = Shop::new(orders(2));
    shop.export(&everything());
    form(&mut shop, "gotówka");
    assert_eq!(remake(&mut shop), 2, "nothing was noted of what the files were made with");
    assert!(shop.house.records().iter().all(|life| life.state == State::Exported));
    let (name, before) = shop.house.outbox().into_iter().next().unwrap();
    form(&mut shop, "karta");
    let edited = shop.house.outbox().into_iter().nth(1).unwrap();
    let corrected = [&edited.1[..], b"\n"].concat();
    shop.house.disk.put(shop.house.folders.outbox().join(&edited.0), &corrected);
    assert_eq!(remake(&mut shop), 1, "the one that nobody corrected");
    let outbox = shop.house.outbox();
    assert!(outbox[&name] != before && outbox[&edited.0] == corrected);
    assert_eq!((remake(&mut shop), shop.house.outbox()), (0, outbox));
    assert_eq!(shop.import().imported.len(), 2);
    assert_eq!(shop.documents().iter().filter(|document| document.payment_form == "karta").count(), 1);
}

#[test]
fn what_would_be_made_anew_is_shown_and_nothing_is_written() {
    let mut shop = Shop::new(orders(2));
    begin(&mut shop.house.ledger, &shop.settings, &shop.tables).unwrap();
    shop.export(&everything());
    assert_eq!(would(&mut shop).len(), 0, "what was noted at the beginning still holds");
    form(&mut shop, "karta");
    begin(&mut shop.house.ledger, &shop.settings, &shop.tables).unwrap();
    let before = shop.house.outbox();
    let shown: BTreeMap<_, _> = would(&mut shop).into_iter().map(|it| (it.file.name, it.file.bytes)).collect();
    assert_eq!((would(&mut shop).len(), shop.house.outbox()), (2, before));
    assert_eq!((remake(&mut shop), shop.house.outbox()), (2, shown));
    assert_eq!(would(&mut shop), []);
}

#[test]
fn i13_a_corrected_file_that_is_refused_may_be_made_anew_and_is_not_written_over() {
    let mut shop = refused(|shop| form(shop, "nie ma takiej"));
    let errors = shop.house.folders.errors();
    let name = shop.house.record(1).file.unwrap();
    let text = String::from_utf8(shop.house.disk.read(&errors.join(&name), 1 << 20).unwrap()).unwrap();
    for path in shop.house.disk.files().into_iter().filter(|path| path.starts_with(&errors)) {
        shop.house.disk.remove_file(&path).unwrap();
    }
    let corrected = text.replace("nie ma takiej", "tez nie ma");
    shop.house.drop_file(&name, corrected.as_bytes());
    assert_eq!(shop.import().errors.len(), 1);
    let life = shop.house.record(1);
    assert!(life.has_open(Kind::FileEdited) && life.has_open(Kind::Refused), "{life:?}");
    form(&mut shop, "przelew");
    assert_eq!(remake(&mut shop), 0);
    let (life, _) = life::after(&life, Happening::Answered(Answer::Again), clock().now());
    shop.house.ledger.record(&[life]).unwrap();
    shop.export(&Window::News);
    assert_eq!(shop.house.disk.bytes(errors.join(&name)).unwrap(), corrected.as_bytes());
    assert_eq!(shop.import().imported.len(), 1);
    let life = shop.house.record(1);
    assert_eq!((life.state, life.open_matters().count()), (State::Imported, 0), "{life:?}");
}

/// A refused order whose line needs its offer, with the table mended that refused it.
fn refused_by_the_table_that_needs_an_offer() -> Shop {
    let mut needs = order(1);
    needs["lineItems"][0]["offer"]["external"] = Value::Null;
    let mut shop = Shop::new(vec![needs]);
    let code = json!({"id": offer(), "external": {"id": "KUBEK-330"}, "productSet": []});
    shop.allegro.change(|world| world.offers = vec![code]);
    form(&mut shop, "nie ma takiej");
    let report = shop.export(&everything());
    assert_eq!(report.exported.len(), 1, "{report:?}");
    let report = shop.import();
    assert_eq!(report.errors.len(), 1, "{report:?}");
    form(&mut shop, "przelew");
    // As an earlier version left it.
    shop.house.ledger.lose_offers();
    assert_eq!(remake(&mut shop), 0, "its offer is not kept");
    shop
}

#[test]
fn i13_an_order_that_came_back_meanwhile_is_not_made_anew() {
    let mut shop = refused_by_the_table_that_needs_an_offer();
    shop.allegro.change(|world| {
        let mut order = world.orders().remove(0);
        order["fulfillment"]["status"] = json!("RETURNED");
        world.put_unseen(&order);
    });
    assert_eq!(shop.export(&Window::News).exported.len(), 0);
    let life = shop.house.record(1);
    assert_eq!((life.state, life.file), (State::Waiting, None));
}

#[test]
fn i13_an_order_that_needs_its_offer_is_made_anew_of_what_allegro_says() {
    let mut shop = refused_by_the_table_that_needs_an_offer();
    assert_eq!(shop.export(&Window::News).exported.len(), 1);
    assert_eq!(shop.export(&Window::News).exported.len(), 0, "once");
    let report = shop.import();
    assert_eq!((report.imported.len(), report.errors.len()), (1, 0), "{report:?}");
    assert_eq!(shop.documents()[0].lines[0].code, "KUBEK-330");
    assert_eq!(shop.house.disk.list(&shop.house.folders.errors()).unwrap().len(), 0, "the refused one is gone");
}
