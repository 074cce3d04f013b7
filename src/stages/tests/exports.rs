//! Faults while orders become files: the cursor follows the files.

use std::io::ErrorKind;

use super::shop::{ALIAS, House, Shop, everything, order, orders};
use crate::allegro::simulator::World;
use crate::ledger::Mark;
use crate::spool::testing::{Fault, FaultyDisk};
use crate::whole::or_part;

/// The cursor has moved, so every file is there and whole; and the next run completes what is missing.
fn assert_complete(shop: &mut Shop, expected: &std::collections::BTreeMap<String, Vec<u8>>, what: &str) {
    if shop.house.ledger.cursor(ALIAS).unwrap().is_some() {
        assert_eq!(&shop.house.outbox(), expected, "{what}: the cursor moved ahead of the files");
    }
    for (name, bytes) in shop.house.outbox() {
        assert_eq!(Some(&bytes), expected.get(&name), "{what}: {name} is not whole");
    }
    shop.export(&everything());
    assert_eq!(&shop.house.outbox(), expected, "{what}: the next run did not complete it");
    shop.assert_visible();
}

#[test]
fn i3_a_disk_that_fails_anywhere_in_an_export_keeps_the_cursor_back() {
    let mut shop = Shop::new(orders(4));
    shop.export(&everything());
    let expected = shop.house.outbox();
    assert_eq!(expected.len(), 4);
    for (first, fault) in [Fault::Fail(ErrorKind::StorageFull), Fault::Kill].into_iter().enumerate() {
        // Where nobody asks for the whole, an operation meets one of the two.
        for n in (or_part(0, u64::try_from(first).unwrap())..).step_by(or_part(1, 5)) {
            shop.house = House::new();
            let disk = FaultyDisk::failing(shop.house.disk.clone(), n, fault);
            let (_, done) = shop.try_export(&disk, &everything());
            shop.house.disk.restart();
            if !disk.struck() {
                done.unwrap();
                assert!(n > 10, "an export of four files is more than {n} operations");
                break;
            }
            assert!(shop.house.ledger.cursor(ALIAS).unwrap().is_none() || done.is_ok(), "operation {n}, {fault:?}");
            assert_complete(&mut shop, &expected, &format!("operation {n}, {fault:?}"));
        }
    }
}

#[test]
fn i3_a_power_cut_anywhere_in_an_export_loses_no_file_behind_the_cursor() {
    let mut shop = Shop::new(orders(4));
    shop.export(&everything());
    let expected = shop.house.outbox();
    for (n, mut luck) in
        (0_u64..).zip([0_u64, u64::MAX, 0x5555_5555_5555_5555, 0x9249_2492_4924_9249].into_iter().cycle())
    {
        shop.house = House::new();
        let disk = FaultyDisk::failing(shop.house.disk.clone(), n, Fault::Kill);
        let _ = shop.try_export(&disk, &everything());
        shop.house.disk.power_loss(|| {
            luck = luck.rotate_right(1);
            luck & 1 == 1
        });
        shop.house.folders.create(&shop.house.disk).unwrap();
        assert_complete(&mut shop, &expected, &format!("operation {n}"));
        if !disk.struck() {
            break;
        }
    }
}

#[test]
fn i3_i14_a_list_that_fails_is_swept_again_and_does_not_hold_the_journal() {
    let mut shop = Shop::new(orders(3));
    shop.export(&everything());
    let before = shop.house.ledger.mark(ALIAS, Mark::Week).unwrap();
    shop.allegro.change(|world| world.put(order(9), "READY_FOR_PROCESSING", super::shop::now()));
    let lists = |shop: &Shop| shop.allegro.requests().iter().filter(|line| line.contains("checkout-forms?")).count();
    let asked = lists(&shop);
    // The seller and the journal answer, the list does not: an answer of each, then four bad ones.
    let good = |world: &World, what: &str| match what {
        "me" => world.seller.to_string(),
        _ => serde_json::json!({ "events": [] }).to_string(),
    };
    let (me, journal) = shop.allegro.change(|world| (good(world, "me"), good(world, "journal")));
    shop.allegro.answer_next(crate::allegro::simulator::Canned::new(200, me));
    shop.allegro.answer_next(crate::allegro::simulator::Canned::new(200, journal));
    for _ in 0..4 {
        shop.allegro.answer_next(crate::allegro::simulator::Canned::new(503, "<html>503</html>"));
    }
    let report = shop.export(&everything());
    assert_eq!((report.left.len(), lists(&shop)), (1, asked + 4));
    assert_eq!(shop.house.ledger.mark(ALIAS, Mark::Week).unwrap(), before);
    shop.export(&crate::stages::export::Window::News);
    assert_eq!(shop.house.outbox().len(), 4);
}

#[test]
fn i2_every_shipped_order_is_in_exactly_one_state_after_each_stage() {
    let mut shop = Shop::of(World::shipped());
    let report = shop.export(&everything());
    shop.assert_visible();
    let total = shop.house.records().len();
    let counted = report.exported.len() + report.waiting.len() + report.cancelled.len() + report.errors.len();
    assert_eq!((counted, total), (World::shipped_files().len(), World::shipped_files().len()));
    assert!(report.exported.len() > 20, "{}", report.exported.len());
    let imported = shop.import();
    shop.assert_visible();
    assert_eq!(shop.house.records().len(), total);
    assert!(shop.house.outbox().is_empty());
    assert_eq!(imported.imported.len() + imported.errors.len(), report.exported.len());
    assert_eq!(shop.house.receipts().len(), report.exported.len());
    // And nothing moves when both run again.
    let again = shop.export(&everything());
    assert!(again.exported.is_empty(), "{:?}", again.exported);
    assert_eq!(shop.import().imported, []);
    shop.assert_visible();
}
