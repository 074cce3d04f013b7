//! One order, one document, for ever.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread;

use serde_json::json;

use super::double::Double;
use super::shop::{House, Shop, choices, clock, everything, import_in, order, orders};
use crate::core::message::{Catalogue, Language};
use crate::core::problem::{Explain as _, Fault};
use crate::ledger::{FILE, Ledger, State};
use crate::optima::OptimaDb as _;
use crate::optima::sandbox::Sandbox;
use crate::spool::Folders;
use crate::spool::testing::MemoryDisk;
use crate::whole::or_part;

#[test]
fn i1_four_importers_on_one_folder_make_one_document_of_each_order() {
    let count = or_part(100_u32, 40);
    let each = usize::try_from(count).unwrap();
    let mut shop = Shop::new(
        (1..=count)
            .map(|n| {
                let mut order = order(n);
                // Ten orders of each buyer, so that importers want to make the same contractor at once.
                order["buyer"]["id"] = json!(format!("{}", 91_000_000 + n / 10));
                order["buyer"]["login"] = json!(format!("Client:{}", 91_000_000 + n / 10));
                order
            })
            .collect(),
    );
    shop.export(&everything());
    let folder = tempfile::tempdir().unwrap();
    let (disk, folders) = (MemoryDisk::default(), Folders::new("/r"));
    folders.create(&disk).unwrap();
    for (name, bytes) in shop.house.outbox() {
        disk.put(folders.outbox().join(&name), &bytes);
        disk.put(folders.inbox().join(format!("kopia-{name}")), &bytes);
    }
    let open = || House {
        disk: disk.clone(),
        folders: folders.clone(),
        ledger: Ledger::open(&folder.path().join(FILE)).unwrap(),
        base: Double::new(Sandbox::open(&folder.path().join("base.sqlite3"), clock()).unwrap()),
        folder: None,
    };
    drop(open());
    let worker = || {
        let (settings, _) = choices();
        let texts = Catalogue::new(Language::Polish);
        let mut house = open();
        let mut ends = (0, 0);
        // A base that is busy for too long is an outage, after which the importer comes again.
        for _ in 0..20 {
            let (report, done) = import_in(&mut house, Arc::new(disk.clone()), &settings, &texts);
            assert_eq!(report.errors, []);
            ends = (ends.0 + report.imported.len(), ends.1 + report.duplicates.len());
            match done {
                Ok(()) => break,
                Err(error) => assert_eq!(error.fault(), Fault::Outage, "{error}"),
            }
        }
        ends
    };
    let ends: Vec<_> = thread::scope(|scope| {
        let workers: Vec<_> = (0..4).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect()
    });
    let mut house = open();
    let documents = super::shop::documents(&mut house);
    let orders: BTreeSet<_> = documents.iter().map(|document| &document.order_id).collect();
    let numbers: BTreeSet<_> = documents.iter().map(|document| &document.number).collect();
    assert_eq!([documents.len(), orders.len(), numbers.len()], [each; 3]);
    assert_eq!(ends.iter().map(|end| end.0).sum::<usize>(), each, "{ends:?}");
    assert_eq!(ends.iter().map(|end| end.1).sum::<usize>(), each, "{ends:?}");
    assert_eq!(house.receipts().len(), 2 * each);
    assert!(house.states().values().all(|state| *state == State::Imported));
}

#[test]
fn i1_r_a15_without_ledger_and_archive_optima_still_knows_its_documents() {
    let mut shop = Shop::new(orders(3));
    shop.export(&everything());
    let files = shop.house.outbox();
    shop.import();
    let before = shop.documents();
    shop.house.forget();
    let exported = shop.export(&everything());
    assert_eq!((exported.exported.len(), exported.unchanged), (0, 3), "a new ledger costs fetching again");
    assert!(shop.house.states().values().all(|state| *state == State::Imported));
    shop.assert_visible();
    // Whoever drops the old files finds the key in Optima.
    shop.house.ledger = Ledger::memory().unwrap();
    for (name, bytes) in &files {
        shop.house.drop_file(name, bytes);
    }
    let report = shop.import();
    assert_eq!((report.imported.len(), report.duplicates.len()), (0, 3));
    assert_eq!(shop.documents(), before);
}

#[test]
fn q6_purchases_joined_before_they_were_paid_do_not_wait_for_ever() {
    let unpaid = |n: u32| {
        let mut order = order(n);
        order["status"] = json!("FILLED_IN");
        order["payment"]["finishedAt"] = json!(null);
        order["payment"]["paidAmount"] = json!(null);
        order
    };
    let mut shop = Shop::new(vec![unpaid(1), unpaid(2)]);
    assert_eq!(shop.export(&everything()).waiting.len(), 2);
    let mut joined = order(3);
    joined["lineItems"] = json!([order(1)["lineItems"][0].clone()]);
    shop.allegro.change(|world| {
        world.remove(&super::shop::id(1));
        world.put(joined, "READY_FOR_PROCESSING", super::shop::now());
    });
    assert_eq!(shop.export(&everything()).exported.len(), 1);
    assert_eq!(shop.house.record(1).state, State::Superseded);
    assert_eq!(shop.house.record(2).state, State::Waiting);
    shop.assert_visible();
}

#[test]
fn i1_a_refused_file_of_an_order_that_is_in_changes_nothing_of_it() {
    for lose_ledger in [false, true] {
        let mut shop = Shop::new(orders(1));
        shop.export(&everything());
        let (_, bytes) = shop.house.outbox().pop_first().unwrap();
        shop.import();
        if lose_ledger {
            shop.house.ledger = Ledger::memory().unwrap();
            shop.house.drop_file("again.xml", &bytes);
            shop.import();
        }
        let before = shop.house.record(1);
        let wrong = String::from_utf8(bytes).unwrap().replace("<TYP_DOKUMENTU>308<", "<TYP_DOKUMENTU>302<");
        shop.house.drop_file("wrong.xml", wrong.as_bytes());
        let report = shop.import();
        assert_eq!((report.errors.len(), report.imported.len()), (1, 0), "{report:?}");
        assert_eq!(shop.house.record(1), before);
        assert_eq!(shop.documents().len(), 1);
    }
}

#[test]
fn i1_q6_r_a3_joined_purchases_replace_the_file_of_the_older_order() {
    let mut shop = Shop::new(orders(2));
    shop.export(&everything());
    let first = order(1)["lineItems"][0].clone();
    let mut joined = order(3);
    joined["lineItems"] = json!([first]);
    shop.allegro.change(|world| {
        world.remove(&super::shop::id(1));
        world.put(joined, "READY_FOR_PROCESSING", super::shop::now());
    });
    let report = shop.export(&everything());
    assert_eq!(report.errors, []);
    assert_eq!(shop.house.record(1).state, State::Superseded);
    assert_eq!(shop.house.record(3).state, State::Exported);
    shop.import();
    assert_eq!(shop.documents().len(), 2);
    shop.assert_visible();
}

#[test]
fn i1_q6_r_a3_joined_purchases_whose_older_order_is_in_optima_are_told_of_and_block_nothing() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    let (_, old) = shop.house.outbox().pop_first().unwrap();
    shop.import();
    let mut joined = order(2);
    joined["lineItems"] = json!([order(1)["lineItems"][0].clone()]);
    shop.allegro.change(|world| {
        world.remove(&super::shop::id(1));
        world.put(joined, "READY_FOR_PROCESSING", super::shop::now());
        world.put(order(3), "READY_FOR_PROCESSING", super::shop::now());
    });
    let report = shop.export(&everything());
    assert_eq!(report.errors.len(), 1);
    assert_eq!(report.errors[0].problems[0].code(), "EXP-003");
    assert_eq!(shop.house.record(2).state, State::Error);
    assert_eq!(shop.house.record(3).state, State::Exported, "the rest of the page goes on");
    // Nor may a file that somebody makes of it by hand.
    let text = String::from_utf8(old).unwrap().replace(super::shop::id(1).as_str(), super::shop::id(2).as_str());
    shop.house.drop_file("by-hand.xml", text.as_bytes());
    let report = shop.import();
    assert_eq!(report.errors.len(), 1, "{report:?}");
    assert_eq!(report.errors[0].problems[0].code(), "EXP-003");
    assert_eq!(shop.documents().len(), 2);
    assert_eq!(super::shop::alive(shop.house.base.inner.documents(&[])).unwrap().len(), 2);
}

#[test]
fn i1_two_orders_with_one_line_in_one_page_do_not_stop_the_page() {
    let mut twin = order(2);
    twin["lineItems"] = order(1)["lineItems"].clone();
    let mut shop = Shop::new(vec![order(1), twin, order(3)]);
    let report = shop.export(&everything());
    assert_eq!((report.exported.len(), report.errors.len()), (2, 1));
    assert_eq!(report.errors[0].problems[0].code(), "EXP-003");
    shop.assert_visible();
}
