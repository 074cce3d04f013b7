//! Orders that a person corrects, on their way.

use serde_json::{Value, json};

use super::shop::{Shop, everything, id, later, now, order, orders};
use crate::core::correction::{Correction, Corrections, Field, said};
use crate::core::life::{self, Answer, Happening, Kind};
use crate::core::tables::ProductRow;
use crate::ledger::{Ledger, Life, State};
use crate::spool::read_receipts;
use crate::stages::export::Window;
use crate::stages::rebuild::Rebuild;
use crate::stages::take_out::{Lies, lies, take_out};
use crate::stages::tests::remade::remake;

const LIMIT: u64 = 1 << 24;

fn corrections(all: &[(Field, &str)]) -> Corrections {
    let order = super::shop::decoded(1);
    let one = |(field, is): &(Field, &str)| {
        let (was, by) = (said(&order, field), "panel (jan)".to_owned());
        (field.clone(), Correction { was, is: (*is).to_owned(), by, at: now() })
    };
    all.iter().map(one).collect()
}

/// Notes the corrections in the place of those that there are, as long as the order may be corrected.
fn note(shop: &mut Shop, all: &[(Field, &str)]) -> Life {
    let (life, had) = (shop.house.record(1), shop.house.ledger.corrections(&id(1)).unwrap());
    let (after, _) = life::after(&life, Happening::Corrected, now());
    assert!(shop.house.ledger.correct((&life, &had), (&after, &corrections(all))).unwrap());
    life
}

/// The same, and the file goes.
fn correct(shop: &mut Shop, all: &[(Field, &str)]) {
    let life = note(shop, all);
    let Lies::Free(found) = lies(&shop.house.disk, &shop.house.folders, &life, LIMIT).unwrap() else {
        panic!("{life:?}");
    };
    take_out(&shop.house.disk, &found).unwrap();
}

fn moved(street: &str) -> Value {
    let mut order = later(order(1), 60);
    order["delivery"]["address"]["street"] = json!(street);
    order
}

fn put(shop: &Shop, order: Value) {
    shop.allegro.change(|world| world.put(order, "BUYER_MODIFIED", now()));
}

const STREET: (Field, &str) = (Field::ToStreet, "ul. Poprawna 5");

#[test]
fn a_correction_is_in_the_document_its_file_and_its_receipt_and_allegros_word_stays() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    let (before, body) = (shop.house.outbox(), shop.house.ledger.body(&id(1)).unwrap());
    correct(&mut shop, &[STREET]);
    assert_eq!((shop.house.outbox().len(), shop.house.record(1).state), (0, State::Waiting));
    assert_eq!(shop.import().imported.len(), 0, "nobody imports what is not meant any more");
    assert_eq!(shop.export(&Window::News).exported.len(), 1);
    assert_ne!(shop.house.outbox(), before);
    assert_eq!(shop.house.ledger.body(&id(1)).unwrap(), body);
    assert_eq!(shop.import().imported.len(), 1);
    let [document] = shop.documents().try_into().unwrap();
    assert_eq!(document.recipient.street, "ul. Poprawna 5");
    let archive = shop.house.folders.archive_root();
    let receipts: Vec<_> = read_receipts(&shop.house.disk, &archive).unwrap().map(|(_, it)| it.unwrap()).collect();
    assert_eq!(receipts[0].corrections, corrections(&[STREET]));
    shop.assert_visible();
}

#[test]
fn i9_what_is_taken_back_leaves_the_file_as_it_was_byte_for_byte() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    let before = shop.house.outbox();
    correct(&mut shop, &[STREET, (Field::Form, "karta")]);
    shop.export(&Window::News);
    assert_ne!(shop.house.outbox(), before);
    correct(&mut shop, &[]);
    shop.export(&Window::News);
    assert_eq!(shop.house.outbox(), before);
}

#[test]
fn i13_what_allegro_changes_of_a_corrected_field_is_told_and_the_correction_stays() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    correct(&mut shop, &[STREET]);
    shop.export(&Window::News);
    assert!(!shop.house.record(1).has_open(Kind::Overtaken));
    put(&shop, moved("ul. Nowa 99"));
    shop.export(&Window::News);
    let life = shop.house.record(1);
    assert!(life.has_open(Kind::Overtaken) && life.state == State::Exported, "{life:?}");
    assert!(shop.house.outbox().values().all(|file| String::from_utf8_lossy(file).contains("Poprawna")));
    // A person has seen it: it stays closed as long as nothing else is true.
    let (done, _) = life::after(&life, Happening::Answered(Answer::Done), now());
    shop.house.ledger.record(&[done]).unwrap();
    shop.export(&Window::News);
    assert!(!shop.house.record(1).has_open(Kind::Overtaken));
    put(&shop, later(moved("ul. Jeszcze Nowsza 1"), 60));
    shop.export(&Window::News);
    assert!(shop.house.record(1).has_open(Kind::Overtaken));
    // Allegro says again what it said: there is nothing to tell.
    put(&shop, later(order(1), 600));
    shop.export(&Window::News);
    assert!(!shop.house.record(1).has_open(Kind::Overtaken));
    assert_eq!(shop.import().imported.len(), 1);
    assert_eq!(shop.documents()[0].recipient.street, "ul. Poprawna 5");
}

/// What is no reason for another file, such as a message, is a reason to tell.
#[test]
fn i13_a_corrected_remark_that_the_buyer_changes_is_told_and_corrected_anew_it_is_not() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    correct(&mut shop, &[(Field::Description, "uwaga: szkło")]);
    shop.export(&Window::News);
    let mut said_more = later(order(1), 60);
    said_more["messageToSeller"] = json!("proszę dzwonić");
    put(&shop, said_more.clone());
    shop.export(&Window::News);
    assert!(shop.house.record(1).has_open(Kind::Overtaken));
    let body = shop.house.ledger.body(&id(1)).unwrap().unwrap();
    let kept = crate::allegro::wire::decode(&body).unwrap();
    assert_eq!(said(&kept, &Field::Description), "proszę dzwonić");
    let (life, had) = (shop.house.record(1), shop.house.ledger.corrections(&id(1)).unwrap());
    let anew = Correction {
        was: said(&kept, &Field::Description),
        is: "dzwonić; szkło".to_owned(),
        by: "panel".to_owned(),
        at: now(),
    };
    let has: Corrections = [(Field::Description, anew)].into_iter().collect();
    let (after, _) = life::after(&life, Happening::Corrected, now());
    assert!(shop.house.ledger.correct((&life, &had), (&after, &has)).unwrap());
    shop.export(&Window::News);
    assert!(!shop.house.record(1).has_open(Kind::Overtaken));
    assert!(shop.house.outbox().values().all(|file| String::from_utf8_lossy(file).contains("UWAGI=dzwonić; szkło")));
}

#[test]
fn i1_a_file_from_before_the_correction_is_refused_and_made_anew_and_there_is_one_document() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    // Somebody takes it just when the order is corrected.
    let (name, bytes) = shop.house.outbox().pop_first().unwrap();
    correct(&mut shop, &[STREET]);
    shop.house.drop_file(&name, &bytes);
    let report = shop.import();
    assert_eq!(report.errors[0].problems[0].code(), "COR-004", "{report:?}");
    assert_eq!(shop.documents().len(), 0);
    shop.export(&Window::News);
    assert_eq!(shop.import().imported.len(), 1);
    assert_eq!(shop.documents()[0].recipient.street, "ul. Poprawna 5");
    assert_eq!(shop.documents().len(), 1);
}

/// An export that read the corrections a moment before writes what is not meant any more.
#[test]
fn i1_a_file_that_was_written_while_the_order_was_corrected_is_made_anew_before_it_goes_in() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    let life = shop.house.record(1);
    let (none, some) = (Corrections::default(), corrections(&[STREET]));
    assert!(shop.house.ledger.correct((&life, &none), (&life, &some)).unwrap());
    assert_eq!(shop.import().errors[0].problems[0].code(), "COR-004");
    assert_eq!(remake(&mut shop), 1);
    assert_eq!(shop.import().imported.len(), 1);
    let [document] = shop.documents().try_into().unwrap();
    assert_eq!(document.recipient.street, "ul. Poprawna 5");
    shop.assert_visible();
}

/// Who takes a correction back just when its file is made finds none yet; and nobody imports what waits for a person.
#[test]
fn i12_a_file_of_which_something_else_is_meant_by_the_time_it_is_noted_goes() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    let before = shop.house.outbox();
    correct(&mut shop, &[STREET]);
    shop.export(&Window::News);
    // Taken back after the export read the order, and before it noted the file.
    let exported = shop.house.record(1);
    note(&mut shop, &[]);
    shop.house.ledger.record(&[exported]).unwrap();
    let disk = shop.house.disk.clone();
    let meant = [(id(1), corrections(&[STREET]))];
    shop.with_stage(&disk, |stage, _| stage.take_out_unmeant(&meant)).unwrap();
    assert_eq!((shop.house.outbox().len(), shop.house.record(1).state), (0, State::Waiting));
    shop.export(&Window::News);
    assert_eq!(shop.house.outbox(), before);
    // What is meant stays.
    let meant = [(id(1), Corrections::default())];
    shop.with_stage(&disk, |stage, _| stage.take_out_unmeant(&meant)).unwrap();
    assert_eq!(shop.house.outbox(), before);
    shop.assert_visible();
}

#[test]
fn a_file_that_is_made_anew_for_another_reason_keeps_the_correction() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    correct(&mut shop, &[STREET]);
    shop.export(&Window::News);
    let before = shop.house.outbox();
    let offer = order(1)["lineItems"][0]["offer"]["id"].as_str().unwrap().to_owned();
    let row = ProductRow { code: Some("INNY-KOD".to_owned()), ..ProductRow::default() };
    shop.tables.products.insert(offer, row);
    assert_eq!(remake(&mut shop), 1);
    assert_ne!(shop.house.outbox(), before);
    assert!(shop.house.outbox().values().all(|file| String::from_utf8_lossy(file).contains("Poprawna")));
}

#[test]
fn r_a15_a_lost_ledger_finds_the_corrections_in_files_and_receipts() {
    for imported in [false, true] {
        let mut shop = Shop::new(orders(1));
        shop.export(&everything());
        correct(&mut shop, &[STREET]);
        shop.export(&Window::News);
        if imported {
            shop.import();
        }
        shop.house.ledger = Ledger::memory().unwrap();
        let rebuild = Rebuild {
            ledger: &mut shop.house.ledger,
            disk: &shop.house.disk,
            folders: &shop.house.folders,
            base: Some(&mut shop.house.base),
            company: None,
            settings: &shop.settings,
            clock: &*shop.clock,
        };
        super::shop::alive(rebuild.run()).unwrap();
        assert_eq!(shop.house.ledger.corrections(&id(1)).unwrap(), corrections(&[STREET]), "{imported}");
    }
}

#[test]
fn nobody_corrects_what_moved_meanwhile() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    let life = shop.house.record(1);
    let (after, _) = life::after(&life, Happening::Corrected, now());
    let (none, some) = (Corrections::default(), corrections(&[STREET]));
    shop.import();
    assert!(!shop.house.ledger.correct((&life, &none), (&after, &some)).unwrap(), "it is in Optima");
    assert_eq!(shop.house.ledger.corrections(&id(1)).unwrap(), none);
    assert_eq!(shop.house.record(1).state, State::Imported);

    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    note(&mut shop, &[(Field::Form, "karta")]);
    let life = shop.house.record(1);
    assert!(!shop.house.ledger.correct((&life, &none), (&life, &some)).unwrap(), "somebody else corrected it");
}
