use std::collections::BTreeMap;

use jiff::SignedDuration;
use proptest::prelude::*;
use serde_json::json;

use super::merge::{Merged, Trace, merge};
use crate::core::life::Kind;
use crate::core::order::{OrderId, SeenId};
use crate::core::problem::Problem;
use crate::ledger::{Ledger, Life, Mark, State};
use crate::spool::Disk as _;
use crate::stages::export::Window;
use crate::stages::tests::shop::{ALIAS, Shop, everything, id, now, order, orders};

/// What a rebuilt ledger knows of orders as well as the lost one did.
fn known(records: Vec<Life>) -> BTreeMap<SeenId, Life> {
    let same = |record: Life| Life {
        essence: None,
        problem: None,
        made: None,
        placed: None,
        seen_at: now(),
        changed_at: now(),
        ..record
    };
    records.into_iter().map(|record| (record.order_id.clone(), same(record))).collect()
}

#[test]
fn r_a15_a_lost_ledger_is_made_anew_from_receipts_files_and_optima() {
    let mut shop = Shop::new(orders(5));
    shop.export(&everything());
    let waiting = shop.house.outbox().into_iter().skip(3).collect::<Vec<_>>();
    for (name, _) in &waiting {
        shop.house.disk.remove_file(&shop.house.folders.outbox().join(name)).unwrap();
    }
    assert_eq!(shop.import().imported.len(), 3);
    for (name, bytes) in &waiting {
        shop.house.disk.put(shop.house.folders.outbox().join(name), bytes);
    }
    let before = known(shop.house.records());
    shop.house.ledger = Ledger::memory().unwrap();
    let report = shop.export(&Window::News);
    assert_eq!(report.notes[0].code(), "EXP-007", "{report:?}");
    assert_eq!(known(shop.house.records()), before);
    // The files of orders that wait are made again, byte for byte; those of the others are not.
    assert_eq!(report.exported.len(), 2);
    assert_eq!(shop.house.outbox().into_iter().collect::<Vec<_>>(), waiting);
    let report = shop.import();
    assert_eq!((report.imported.len(), report.duplicates.len()), (2, 0), "{report:?}");
    assert_eq!(shop.documents().len(), 5);
    shop.assert_visible();
    assert_eq!(shop.export(&Window::News).notes, [], "once");
}

#[test]
fn r_a15_orders_that_came_while_the_ledger_was_lost_are_not_passed_over() {
    let mut shop = Shop::new(orders(2));
    shop.export(&everything());
    shop.import();
    shop.house.ledger = Ledger::memory().unwrap();
    // Bought after the last run, and before the one that finds the ledger gone.
    shop.allegro.change(|world| world.put(order(3), "READY_FOR_PROCESSING", now()));
    let report = shop.export(&Window::News);
    assert_eq!(report.exported.iter().map(|one| one.order_id.clone()).collect::<Vec<_>>(), [id(3)]);
    assert!(shop.house.ledger.marked_at(ALIAS, Mark::Start).unwrap() < now().into());
    assert_eq!(shop.import().imported.len(), 1);
    shop.assert_visible();
}

#[test]
fn i1_r_a15_purchases_joined_after_the_ledger_was_lost_do_not_bring_a_line_in_twice() {
    for archive in [true, false] {
        let mut shop = Shop::new(orders(2));
        shop.export(&everything());
        shop.import();
        if archive {
            shop.house.ledger = Ledger::memory().unwrap();
        } else {
            // Then only Optima knows, and it does not know the lines: the same order is found by its key.
            shop.house.forget();
        }
        let mut joined = order(3);
        joined["lineItems"] = json!([order(1)["lineItems"][0].clone()]);
        joined["id"] = if archive { json!(id(3)) } else { json!(id(1)) };
        shop.allegro.change(|world| {
            world.remove(&id(1));
            world.put(joined, "READY_FOR_PROCESSING", now());
        });
        shop.export(&Window::News);
        shop.import();
        assert_eq!(shop.documents().len(), 2, "archive: {archive}");
        let told = shop.house.record(if archive { 3 } else { 1 });
        if archive {
            assert_eq!((told.state, told.problem.unwrap().code()), (State::Error, "EXP-003"));
        } else {
            assert_eq!(told.state, State::Imported);
        }
    }
}

#[test]
fn i12_optimas_rows_are_believed_over_receipts() {
    let mut shop = Shop::new(orders(3));
    let older = shop.house.copy_base();
    shop.export(&everything());
    shop.import();
    // The base is an older copy, the ledger is lost, and each receipt says that its document is there.
    shop.house.restore_base(&older);
    shop.house.ledger = Ledger::memory().unwrap();
    let report = shop.import();
    assert_eq!(report.missing, 3, "{report:?}");
    for n in 1..=3 {
        let life = shop.house.record(n);
        assert!(life.has_open(Kind::DocumentMissing), "{life:?}");
    }
    // The document is there under another number than the receipt says.
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    shop.import();
    let number = shop.documents()[0].number.clone();
    let receipt =
        shop.house.disk.files().into_iter().find(|path| path.to_string_lossy().ends_with(".xml.json")).unwrap();
    let said = String::from_utf8(shop.house.disk.bytes(&receipt).unwrap()).unwrap();
    assert!(said.contains(&number));
    shop.house.disk.put(&receipt, said.replace(&number, "RO/999/2020").as_bytes());
    shop.house.ledger = Ledger::memory().unwrap();
    shop.import();
    assert_eq!(shop.house.record(1).document, Some(number));
}

#[test]
fn a_receipt_that_cannot_be_read_is_told_of() {
    let mut shop = Shop::new(orders(1));
    shop.export(&everything());
    shop.import();
    let receipt =
        shop.house.disk.files().into_iter().find(|path| path.to_string_lossy().ends_with(".xml.json")).unwrap();
    shop.house.disk.put(&receipt, b"{\"v\":1,");
    shop.house.ledger = Ledger::memory().unwrap();
    let report = shop.import();
    assert_eq!(report.notes.iter().map(Problem::code).collect::<Vec<_>>(), ["EXP-007", "EXP-008"]);
    // Optima knows it all the same.
    assert_eq!(shop.house.record(1).state, State::Imported);
}

#[test]
fn a_new_ledger_in_empty_folders_says_nothing() {
    let mut shop = Shop::new(orders(1));
    assert_eq!(shop.import().notes, []);
    assert_eq!(shop.export(&Window::News).notes, []);
}

fn trace() -> impl Strategy<Value = Trace> {
    let states = prop_oneof![Just(State::Imported), Just(State::Duplicate), Just(State::Exported), Just(State::Error)];
    (0..4_u128, states, 0..100_i64, proptest::collection::btree_set("[a-d]", 0..3)).prop_map(|(n, state, at, lines)| {
        let order: OrderId = uuid::Uuid::from_u128(n).to_string().parse().unwrap();
        Trace { lines, ..Trace::new(order, ALIAS, state, now() + SignedDuration::from_hours(at)) }
    })
}

proptest! {
    /// Whatever is found, the ledger takes it: one record an order, no line in two documents, the best state.
    #[test]
    fn whatever_is_found_can_be_stored(traces in proptest::collection::vec(trace(), 0..12)) {
        let Merged { orders: records, since: marks, .. } = merge(traces.clone());
        let mut ledger = Ledger::memory().unwrap();
        let restored = crate::ledger::Restored { orders: records.clone(), ..Default::default() };
        prop_assert!(ledger.restore(&restored).unwrap());
        for trace in &traces {
            let record = ledger.order(&trace.order.into()).unwrap().unwrap();
            prop_assert!(trace.state != State::Imported || record.state == State::Imported);
            prop_assert!(marks.iter().all(|(_, since)| *since < trace.at));
        }
        let known: std::collections::BTreeSet<_> = traces.iter().map(|trace| trace.order).collect();
        prop_assert_eq!(records.len(), known.len());
    }
}
