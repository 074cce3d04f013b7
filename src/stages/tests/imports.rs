//! Faults while files become documents: stop is crash, start is recovery, and the end is always the same.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::double::{Call, Death, Trouble};
use super::shop::{House, Shop, documents, everything, import_in, orders, stage, until_death};
use crate::core::key;
use crate::core::order::SeenId;
use crate::core::problem::Explain as _;
use crate::ledger::State;
use crate::optima::OptimaError;
use crate::spool::testing::{Fault, FaultyDisk};
use crate::stages::import::ImportReport;
use crate::whole::or_part;

/// What an import must come to, whatever happens on the way. Which of two files of one order is first, and so
/// which order has the lower number, may differ after a fault; nothing else may.
#[derive(Debug, PartialEq)]
struct End {
    /// Order and gross.
    documents: BTreeSet<(SeenId, String)>,
    /// Names of all files, wherever they lie.
    files: BTreeSet<String>,
    /// Outcome and order.
    receipts: Vec<(String, Option<SeenId>)>,
    states: BTreeMap<SeenId, State>,
}

fn end(house: &mut House) -> End {
    let documents = documents(house);
    let receipts = house.receipts();
    for (stored, _, number, order) in &receipts {
        let document = documents.iter().find(|document| Some(&document.order_id) == order.as_ref());
        assert_eq!(document.map(|document| &document.number), number.as_ref(), "{stored}");
    }
    let places = house.places();
    let finished: BTreeSet<PathBuf> = receipts.iter().map(|receipt| Path::new("inbox").join(&receipt.0)).collect();
    assert!(places.iter().all(|place| finished.contains(place)), "{places:?} without receipts");
    let mut outcomes: Vec<_> = receipts.into_iter().map(|(_, outcome, _, order)| (outcome, order)).collect();
    outcomes.sort();
    let count = documents.len();
    let documents: BTreeSet<_> = documents.into_iter().map(|d| (d.order_id, d.gross)).collect();
    assert_eq!(documents.len(), count, "an order has two documents");
    let name = |place: PathBuf| place.file_name().unwrap().to_string_lossy().into_owned();
    End { documents, files: places.into_iter().map(name).collect(), receipts: outcomes, states: house.states() }
}

/// A shop whose outbox has two files, one of which lies in the inbox too, beside one that is no document.
fn shop() -> (Shop, BTreeMap<String, Vec<u8>>) {
    shop_of(2)
}

fn shop_of(count: u32) -> (Shop, BTreeMap<String, Vec<u8>>) {
    let mut shop = Shop::new(orders(count));
    shop.export(&everything());
    let files = shop.house.outbox();
    (shop, files)
}

/// Documents in groups, as the sandbox, or each safe by itself, as SQL Server.
const ALONE: [bool; 2] = [false, true];

/// A house after the export of [`shop`].
fn house(shop: &mut Shop, files: &BTreeMap<String, Vec<u8>>) -> House {
    house_of(shop, files, false)
}

fn house_of(shop: &mut Shop, files: &BTreeMap<String, Vec<u8>>, alone: bool) -> House {
    let mut fresh = House::new();
    fresh.base.alone = alone;
    fresh.ledger.record(&shop.house.records()).unwrap();
    for (name, bytes) in files {
        fresh.disk.put(fresh.folders.outbox().join(name), bytes);
    }
    fresh.drop_file("broken.xml", b"<ROOT>");
    fresh.drop_file("zweite.xml", files.values().next().unwrap());
    fresh
}

fn expected(shop: &mut Shop, files: &BTreeMap<String, Vec<u8>>) -> End {
    let mut fresh = house(shop, files);
    let disk = Arc::new(fresh.disk.clone());
    import_in(&mut fresh, disk, &shop.settings, &shop.texts).1.unwrap();
    let end = end(&mut fresh);
    assert_eq!((end.documents.len(), end.receipts.len()), (files.len(), files.len() + 2), "{end:?}");
    assert_eq!(end.files.len(), files.len() + 2);
    assert!(end.states.values().all(|state| *state == State::Imported));
    end
}

/// Runs until nothing fails any more: what was planned happens once.
fn finish(shop: &Shop, house: &mut House) {
    house.disk.restart();
    let disk = Arc::new(house.disk.clone());
    let (report, done) = import_in(house, disk, &shop.settings, &shop.texts);
    done.unwrap();
    let recoveries = report.errors.iter().filter(|error| error.file != "broken.xml").count();
    assert_eq!(recoveries, 0, "{:?}", report.errors);
}

/// Every operation of the disk in turn meets the fault. One order is enough to have every kind of operation. Where
/// nobody asks for the whole, an operation meets one fault in a base that keeps documents in groups, and the other in
/// one that keeps each by itself.
fn every_operation_meets(fault: Fault) {
    let (mut shop, files) = shop_of(1);
    let expected = expected(&mut shop, &files);
    let (mut tried, mut ended) = ([0_u64; 2], [false; 2]);
    for (n, alone) in (0..).flat_map(|n| ALONE.map(|alone| (n, alone))) {
        let turn = n % 4 == if alone == (fault == Fault::Kill) { 0 } else { 2 };
        if !or_part(true, turn) {
            continue;
        }
        let mut house = house_of(&mut shop, &files, alone);
        let disk = Arc::new(FaultyDisk::failing(house.disk.clone(), n, fault));
        let _ = import_in(&mut house, disk.clone(), &shop.settings, &shop.texts);
        let struck = disk.struck();
        finish(&shop, &mut house);
        assert_eq!(end(&mut house), expected, "operation {n}, {fault:?}, alone: {alone}");
        tried[usize::from(alone)] += 1;
        ended[usize::from(alone)] |= !struck;
        if ended == [true; 2] {
            assert!(n > 30, "an import of three files is more than {n} operations");
            break;
        }
    }
    assert!(tried.iter().all(|count| *count >= or_part(30, 8)), "{tried:?}");
}

#[test]
fn i11_a_disk_that_fails_anywhere_in_an_import_changes_nothing_in_the_end() {
    every_operation_meets(Fault::Fail(ErrorKind::StorageFull));
}

#[test]
fn i11_a_process_that_dies_at_any_operation_of_an_import_changes_nothing_in_the_end() {
    every_operation_meets(Fault::Kill);
}

#[test]
fn i11_a_process_that_dies_before_or_after_any_call_of_the_base_changes_nothing_in_the_end() {
    let (mut shop, files) = shop();
    let expected = expected(&mut shop, &files);
    let moments = [Death::Before as fn(usize) -> Death, Death::After];
    for (moment, alone) in moments.into_iter().flat_map(|moment| ALONE.map(|alone| (moment, alone))) {
        for n in (1..).step_by(or_part(1, 3)) {
            let mut house = house_of(&mut shop, &files, alone);
            house.base.death = Some(moment(n));
            let disk = Arc::new(house.disk.clone());
            let mut report = ImportReport::default();
            let done = until_death(stage(&mut house, disk, &shop.settings, &shop.texts).run(&mut report));
            house.base.death = None;
            finish(&shop, &mut house);
            assert_eq!(end(&mut house), expected, "{:?}, alone: {alone}", moment(n));
            for (name, bytes) in &files {
                let sha256 = crate::spool::Content::new(bytes.clone()).sha256;
                for id in expected.states.keys() {
                    let key = key::of_order(id.parse().unwrap());
                    assert!(!house.ledger.file_begun(&sha256, name, key).unwrap(), "{name} has ended");
                }
            }
            if done.is_some() {
                assert!(n > 5, "an import of four files is more than {n} calls");
                break;
            }
        }
    }
}

#[test]
fn i11_a_power_cut_after_the_commit_brings_the_file_back_and_the_document_stays_one() {
    let (mut shop, files) = shop();
    let expected = expected(&mut shop, &files);
    for lucky in (0..60).step_by(3) {
        let mut house = house(&mut shop, &files);
        let disk = Arc::new(house.disk.clone());
        import_in(&mut house, disk, &shop.settings, &shop.texts).1.unwrap();
        house.disk.power_loss_in_order(lucky);
        house.folders.create(&house.disk).unwrap();
        finish(&shop, &mut house);
        // A file whose move was lost comes again when its import has ended: it is a duplicate then, and the
        // document is still one.
        let end = end(&mut house);
        assert_eq!((&end.documents, &end.states), (&expected.documents, &expected.states), "{lucky}");
        assert_eq!((end.receipts.len(), &end.files), (4, &expected.files), "{lucky}");
    }
}

#[test]
fn i11_a_disk_that_fails_or_a_process_that_dies_in_a_batch_of_many_changes_nothing_in_the_end() {
    let (mut shop, files) = shop_of(8);
    let expected = expected(&mut shop, &files);
    // Every eleventh operation of some hundreds, or every fifty-fifth: the files meet each kind of operation many times.
    for fault in [Fault::Fail(ErrorKind::StorageFull), Fault::Kill] {
        let mut last = 0;
        for n in (0..).step_by(or_part(11, 55)) {
            let mut house = house(&mut shop, &files);
            let disk = Arc::new(FaultyDisk::failing(house.disk.clone(), n, fault));
            let _ = import_in(&mut house, disk.clone(), &shop.settings, &shop.texts);
            finish(&shop, &mut house);
            assert_eq!(end(&mut house), expected, "operation {n}, {fault:?}");
            if !disk.struck() {
                break;
            }
            last = n;
        }
        assert!(last > 200, "only {last} operations were tried");
    }
}

#[test]
fn i5_a_group_that_cannot_be_committed_puts_all_its_files_back() {
    let (mut shop, files) = shop_of(5);
    let expected = expected(&mut shop, &files);
    let mut house = house(&mut shop, &files);
    let before = house.disk.files();
    house.base.plan(Call::Close, Trouble::Fails(OptimaError::Locked { place: "base".to_owned() }));
    let disk = Arc::new(house.disk.clone());
    let (report, done) = import_in(&mut house, disk, &shop.settings, &shop.texts);
    assert_eq!(done.unwrap_err().fault(), crate::core::problem::Fault::Outage);
    assert_eq!((report.imported.len(), report.duplicates.len(), documents(&mut house).len()), (0, 0, 0));
    let lying: Vec<_> = house.disk.files().into_iter().filter(|path| !path.ends_with("claimed/.recovery")).collect();
    let before: Vec<_> = before.into_iter().filter(|path| !path.ends_with("claimed/.recovery")).collect();
    assert_eq!(lying, before, "the files lie where they lay");
    for (name, bytes) in &files {
        let sha256 = crate::spool::Content::new(bytes.clone()).sha256;
        for id in expected.states.keys() {
            let key = key::of_order(id.parse().unwrap());
            assert!(!house.ledger.file_begun(&sha256, name, key).unwrap(), "{name} brought nothing");
        }
    }
    finish(&shop, &mut house);
    assert_eq!(end(&mut house), expected);
}

#[test]
fn i5_a_lost_answer_to_the_commit_of_a_group_is_found_by_the_key() {
    let (mut shop, files) = shop_of(5);
    let expected = expected(&mut shop, &files);
    let lost = || Trouble::Lost(OptimaError::CommitUnknown { key: uuid::Uuid::nil(), why: "gone".to_owned() });
    let gone = || Trouble::Fails(OptimaError::Unreachable { place: "x".to_owned(), why: "gone".to_owned() });
    let mut house_1 = house(&mut shop, &files);
    house_1.base.plan(Call::Close, lost());
    let disk = Arc::new(house_1.disk.clone());
    import_in(&mut house_1, disk, &shop.settings, &shop.texts).1.unwrap();
    assert_eq!(end(&mut house_1), expected);
    // And if the base cannot be asked, the next run knows whose they are.
    let mut house_2 = house(&mut shop, &files);
    house_2.base.plan(Call::Close, lost());
    house_2.base.plan(Call::Find, gone());
    let disk = Arc::new(house_2.disk.clone());
    import_in(&mut house_2, disk, &shop.settings, &shop.texts).1.unwrap_err();
    finish(&shop, &mut house_2);
    assert_eq!(end(&mut house_2), expected);
}

#[test]
fn i5_a_lost_answer_to_the_commit_is_found_by_the_key() {
    let (mut shop, files) = shop();
    let expected = expected(&mut shop, &files);
    let mut house = house(&mut shop, &files);
    let lost = OptimaError::CommitUnknown { key: uuid::Uuid::nil(), why: "gone".to_owned() };
    house.base.plan(Call::Apply, Trouble::Lost(lost));
    let disk = Arc::new(house.disk.clone());
    import_in(&mut house, disk, &shop.settings, &shop.texts).1.unwrap();
    assert_eq!(end(&mut house), expected);
}

#[test]
fn i5_a_lost_answer_and_a_base_that_is_gone_end_in_archive_all_the_same() {
    let (mut shop, files) = shop();
    let expected = expected(&mut shop, &files);
    let mut house = house(&mut shop, &files);
    let lost = OptimaError::CommitUnknown { key: uuid::Uuid::nil(), why: "gone".to_owned() };
    house.base.plan(Call::Apply, Trouble::Lost(lost));
    house
        .base
        .plan(Call::Find, Trouble::Fails(OptimaError::Unreachable { place: "x".to_owned(), why: "gone".to_owned() }));
    let disk = Arc::new(house.disk.clone());
    let (_, done) = import_in(&mut house, disk, &shop.settings, &shop.texts);
    done.unwrap_err();
    finish(&shop, &mut house);
    assert_eq!(end(&mut house), expected);
}
