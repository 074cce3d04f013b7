//! Files that cannot be taken, read or moved: each holds up itself alone, is listed where it lies, and arrives when the trouble
//! is over.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::shop::{House, Shop, clock, documents, everything, import_in, order, orders, stage};
use crate::clock::{Clock as _, ManualClock};
use crate::core::order::SeenId;
use crate::core::problem::{Explain as _, Severity};
use crate::core::reach::Reach;
use crate::spool::disk::Operation;
use crate::spool::testing::BadFiles;
use crate::spool::{Destination, Disk};
use crate::stages::export::Window;
use crate::stages::import::Import;
use crate::stages::lying::{Why, lying};
use crate::whole::or_part;

const COUNT: u32 = 10;

/// Ten documents, by the names under which they are dropped.
fn dropped() -> (Shop, BTreeMap<String, Vec<u8>>) {
    let mut shop = Shop::new(orders(COUNT));
    shop.export(&everything());
    let files = shop.house.outbox().into_values().enumerate();
    (shop, files.map(|(n, bytes)| (format!("plik-{n}.xml"), bytes)).collect())
}

fn house(files: &BTreeMap<String, Vec<u8>>) -> House {
    let house = House::new();
    for (name, bytes) in files {
        house.drop_file(name, bytes);
    }
    house
}

/// `EPERM`, `ENOENT`, `EIO`, `EACCES`, `EBUSY`, `EISDIR`, `ETXTBSY`, `ENOSPC`, `EROFS`, `ENAMETOOLONG`, `ELOOP`, `ENODATA`,
/// `ESTALE`, `EDQUOT`.
#[cfg(target_os = "linux")]
const ERRNOS: [i32; 14] = [1, 2, 5, 13, 16, 21, 26, 28, 30, 36, 40, 61, 116, 122];
/// `ENOSPC`, `EROFS`, `EDQUOT`.
#[cfg(target_os = "linux")]
const OF_THE_DISK: [i32; 3] = [28, 30, 122];
#[cfg(target_os = "linux")]
const OPERATIONS: [Operation; 7] = [
    Operation::Create,
    Operation::Rename,
    Operation::Sync,
    Operation::Read,
    Operation::Inspect,
    Operation::List,
    Operation::Remove,
];

/// Nothing was refused, and every document is there once, in the archive.
#[track_caller]
fn assert_all_arrived(house: &mut House, what: &str) {
    let errors = house.folders.of(Destination::Errors);
    let inbox = house.folders.inbox();
    let below = |folder: &Path| house.disk.files().iter().filter(|path| path.starts_with(folder)).count();
    assert_eq!(below(&errors), 0, "{what}");
    let archived = house.places().iter().filter(|place| place.starts_with("inbox/archive")).count();
    assert_eq!(archived, COUNT as usize, "{what}: {:?}", house.disk.files());
    assert_eq!(house.places().len(), COUNT as usize, "{what}: {inbox:?}");
    let orders: BTreeSet<SeenId> = documents(house).into_iter().map(|document| document.order_id).collect();
    assert_eq!((orders.len(), documents(house).len()), (COUNT as usize, COUNT as usize), "{what}");
    assert_eq!(house.receipts().len(), COUNT as usize, "{what}");
    assert!(house.receipts().iter().all(|receipt| receipt.1 == "Imported"), "{what}: {:?}", house.receipts());
}

#[cfg(target_os = "linux")]
#[test]
fn i14_one_file_of_ten_holds_up_itself_alone_whatever_the_disk_says_of_it() {
    let (shop, files) = dropped();
    let bad = "plik-4.xml";
    for (n, (errno, operation)) in
        ERRNOS.into_iter().flat_map(|errno| OPERATIONS.map(|operation| (errno, operation))).enumerate()
    {
        if !or_part(true, n % 6 == 0) {
            continue;
        }
        let what = format!("{errno} at {operation}");
        let mut house = house(&files);
        let disk = Arc::new(BadFiles::new(house.disk.clone(), &[bad], operation, errno));
        for run in ["first", "second"] {
            let (report, done) = import_in(&mut house, disk.clone(), &shop.settings, &shop.texts);
            done.unwrap_or_else(|error| panic!("{what}: {error}"));
            let others = house.places().iter().filter(|place| !place.ends_with(bad)).cloned().collect::<Vec<_>>();
            let archived = others.iter().filter(|place| place.starts_with("inbox/archive")).count();
            assert_eq!(archived, files.len() - 1, "{what}, {run}: {others:?}");
            let there: Vec<PathBuf> = house.disk.files().into_iter().filter(|path| path.ends_with(bad)).collect();
            assert_eq!(there.len(), 1, "{what}: {there:?}");
            let known = lying(&*disk, &house.folders, &shop.settings, (Timestamp::MAX, &|_| None)).unwrap();
            // An answer that nothing is there is believed where nothing else shows the file.
            let unseen = errno == 2 && operation == Operation::Inspect;
            if there[0].starts_with(house.folders.archive_root()) || unseen {
                continue;
            }
            assert_eq!(known.len(), 1, "{what}, {run}: {known:?} {report:?}");
            let within = known[0].path == there[0] || there[0].parent() == Some(&known[0].path);
            assert!(within, "{what}, {run}: {} is at {there:?}", known[0].path.display());
            assert_eq!(known[0].why, Why::Held, "{what}, {run}");
            assert_eq!(known[0].problem.place.file.as_deref(), known[0].path.to_str(), "{what}");
        }
        disk.mend();
        let (_, done) = import_in(&mut house, disk, &shop.settings, &shop.texts);
        done.unwrap();
        assert_all_arrived(&mut house, &what);
        let known = lying(&house.disk, &house.folders, &shop.settings, (Timestamp::MAX, &|_| None)).unwrap();
        assert_eq!(known, [], "{what}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn i14_what_the_disk_says_of_all_files_loses_and_refuses_none() {
    let (shop, files) = dropped();
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    for (n, (errno, operation)) in
        ERRNOS.into_iter().flat_map(|errno| OPERATIONS.map(|operation| (errno, operation))).enumerate()
    {
        if !or_part(true, n % 6 == 3) {
            continue;
        }
        let what = format!("{errno} at {operation}");
        let mut house = house(&files);
        let disk = Arc::new(BadFiles::new(house.disk.clone(), &names, operation, errno));
        let (_, done) = import_in(&mut house, disk.clone(), &shop.settings, &shop.texts);
        if let Err(error) = done {
            assert_eq!(error.reach(), Reach::Folder, "{what}: {error}");
        }
        assert_eq!(house.places().len(), files.len(), "{what}");
        disk.mend();
        import_in(&mut house, disk, &shop.settings, &shop.texts).1.unwrap();
        assert_all_arrived(&mut house, &what);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn i14_a_full_disk_stops_the_run_and_nothing_is_lost() {
    let (shop, files) = dropped();
    for errno in OF_THE_DISK {
        let mut house = house(&files);
        let disk = Arc::new(BadFiles::new(house.disk.clone(), &[""], Operation::Create, errno));
        let (_, done) = import_in(&mut house, disk.clone(), &shop.settings, &shop.texts);
        assert_eq!(done.unwrap_err().reach(), Reach::Folder);
        disk.mend();
        import_in(&mut house, disk, &shop.settings, &shop.texts).1.unwrap();
        assert_all_arrived(&mut house, "a full disk");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn i14_a_folder_that_cannot_be_listed_holds_up_what_lies_in_it() {
    let (shop, files) = dropped();
    for (bad, here) in [("outbox", 1), ("inbox", COUNT as usize - 2)] {
        let mut house = House::new();
        let mut rest = files.iter();
        // A ledger that knows nothing is made of all folders.
        let (name, bytes) = rest.next().unwrap();
        house.drop_file(name, bytes);
        let disk = Arc::new(house.disk.clone());
        import_in(&mut house, disk, &shop.settings, &shop.texts).1.unwrap();
        for (n, (name, bytes)) in rest.enumerate() {
            let folder = if n == 0 { house.folders.inbox() } else { house.folders.outbox() };
            house.disk.put(folder.join(name), bytes);
        }
        let disk = Arc::new(BadFiles::new(house.disk.clone(), &[bad], Operation::List, 5));
        let (report, done) = import_in(&mut house, disk.clone(), &shop.settings, &shop.texts);
        assert_eq!((report.imported.len(), report.errors.len()), (here, 0), "{bad}: {report:?}");
        assert_eq!(done.unwrap_err().reach(), Reach::Folder, "{bad}");
        disk.mend();
        import_in(&mut house, disk, &shop.settings, &shop.texts).1.unwrap();
        assert_all_arrived(&mut house, bad);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn i14_where_the_refused_ones_lie_is_none_of_what_waits() {
    let (mut shop, files) = dropped();
    let (mut house, mut rest) = (House::new(), files.iter());
    // A ledger that knows nothing is made of all folders.
    let (name, bytes) = rest.next().unwrap();
    house.drop_file(name, bytes);
    let disk = Arc::new(house.disk.clone());
    import_in(&mut house, disk, &shop.settings, &shop.texts).1.unwrap();
    rest.for_each(|(name, bytes)| house.drop_file(name, bytes));
    let disk = Arc::new(BadFiles::new(house.disk.clone(), &["errors"], Operation::List, 5));
    let (report, done) = import_in(&mut house, disk, &shop.settings, &shop.texts);
    done.unwrap();
    assert!(report.notes.iter().any(|note| note.severity == Severity::Warning), "{report:?}");
    assert_all_arrived(&mut house, "errors/ cannot be listed");
    // Nor does the export need more than the folder that it writes to.
    shop.allegro.change(|world| world.put(order(COUNT + 1), "READY_FOR_PROCESSING", clock().now()));
    for (bad, exported) in [("errors", 1), ("inbox", 0)] {
        let disk = BadFiles::new(shop.house.disk.clone(), &[bad], Operation::List, 5);
        let (report, done) = shop.try_export(&disk, &Window::News);
        done.unwrap();
        assert_eq!(report.exported.len(), exported, "{bad}: {report:?}");
        assert!(report.notes.iter().any(|note| note.severity == Severity::Warning), "{bad}: {report:?}");
    }
}

#[test]
fn i14_what_a_dead_importer_left_is_listed_until_somebody_settles_it() {
    let (shop, files) = dropped();
    let (name, bytes) = files.first_key_value().unwrap();
    let mut house = House::new();
    let path = house.folders.claimed().join("dead/i1").join(name);
    house.disk.put(&path, bytes);
    house.disk.put(house.folders.claimed().join("dead.lock"), b"");
    let alive = crate::spool::Owner::new(Arc::new(house.disk.clone()), &house.folders).unwrap();
    house.drop_file("b.xml", b"<A/>");
    let candidate = crate::spool::scan(&house.disk, &house.folders.inbox()).unwrap().candidates.remove(0);
    let claimed = alive.claim(&candidate).unwrap().unwrap();
    let known = lying(&house.disk, &house.folders, &shop.settings, (Timestamp::UNIX_EPOCH, &|_| None)).unwrap();
    assert_eq!(known.iter().map(|file| (&file.path, file.why)).collect::<Vec<_>>(), [(&path, Why::Claimed)]);
    claimed.release().unwrap();
    let disk: Arc<dyn Disk> = Arc::new(house.disk.clone());
    import_in(&mut house, disk, &shop.settings, &shop.texts).1.unwrap();
    assert_eq!(lying(&house.disk, &house.folders, &shop.settings, (Timestamp::UNIX_EPOCH, &|_| None)).unwrap(), []);
    assert_eq!(documents(&mut house).len(), 1);
}

/// A refused file that is mended where it lies.
#[test]
fn i14_a_refused_file_that_was_changed_goes_back_three_times_at_most() {
    let (shop, files) = dropped();
    let good = files.values().next().unwrap();
    let clock = ManualClock::new("2026-11-23T12:00:00Z".parse().unwrap());
    let mut house = House::new();
    let errors = house.folders.errors().join("a.xml");
    let import = |house: &mut House| {
        let disk = Arc::new(house.disk.clone());
        let mut report = crate::stages::import::ImportReport::default();
        let stage = stage(house, disk, &shop.settings, &shop.texts);
        super::shop::alive(Import { clock: &clock, ..stage }.run(&mut report)).unwrap();
        report
    };
    let change = |house: &House, bytes: &[u8]| {
        clock.forward(SignedDuration::from_secs(10));
        house.disk.set_now(clock.now());
        house.disk.put(&errors, bytes);
    };
    let listed = |house: &House| lying(&house.disk, &house.folders, &shop.settings, (clock.now(), &|_| None)).unwrap();
    house.drop_file("a.xml", b"<ROOT>");
    assert_eq!(import(&mut house).errors.len(), 1);
    change(&house, &good[..good.len() - 10]);
    clock.forward(SignedDuration::from_secs(100));
    assert_eq!(import(&mut house).errors, [], "it ends nowhere, and stays");
    assert_eq!(listed(&house).iter().map(|file| file.why).collect::<Vec<_>>(), [Why::Changed]);
    for n in 0..5_u32 {
        change(&house, format!("<ROOT>{n}</ROOT>").as_bytes());
        assert_eq!(import(&mut house).errors, [], "somebody may be changing it just now");
        clock.forward(SignedDuration::from_secs(60));
        assert_eq!(import(&mut house).errors.len(), usize::from(n < 3), "{n}");
        assert_eq!(import(&mut house).errors, [], "the same bytes are not tried again");
        assert_eq!(listed(&house).len(), usize::from(n >= 3), "{n}");
    }
    // What a person moves is taken.
    house.disk.rename(&errors, &house.folders.inbox().join("a.xml")).unwrap();
    assert_eq!(listed(&house), []);
    change(&house, good);
    house.disk.rename(&errors, &house.folders.inbox().join("b.xml")).unwrap();
    clock.forward(SignedDuration::from_secs(60));
    assert_eq!(import(&mut house).imported.len(), 1);
}

#[test]
fn i14_a_torn_file_that_its_writer_completes_in_errors_becomes_its_document() {
    let (shop, files) = dropped();
    let good = files.values().next().unwrap();
    let mut house = House::new();
    house.drop_file("a.xml", &good[..good.len() / 2]);
    let disk: Arc<dyn Disk> = Arc::new(house.disk.clone());
    assert_eq!(import_in(&mut house, Arc::clone(&disk), &shop.settings, &shop.texts).0.errors.len(), 1);
    house.disk.put(house.folders.errors().join("a.xml"), good);
    let (report, done) = import_in(&mut house, disk, &shop.settings, &shop.texts);
    done.unwrap();
    assert_eq!((report.imported.len(), report.errors.len()), (1, 0));
    assert_eq!(house.places(), [PathBuf::from("inbox/archive/2026/11/a.xml")]);
}
