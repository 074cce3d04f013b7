//! Folders that take nothing or give nothing away hold up the files that have to do with them, and no others.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::shop::{House, Shop, documents, everything, import_in, orders};
use crate::core::reach::Reach;
use crate::spool::Disk;
use crate::spool::disk::Operation;
use crate::spool::testing::{BadFiles, ShutFolder};
use crate::stages::import::ImportReport;
use crate::stages::lying::{LyingFile, Why, lying};

/// So many files are refused: more than go together.
const WRONG: usize = 70;
const GOOD: u32 = 10;
/// No right, and a file system that is only read.
const ERRNOS: [i32; 2] = [13, 30];

/// A shop, and its documents by the names under which they are dropped.
fn dropped() -> (Shop, BTreeMap<String, Vec<u8>>) {
    let mut shop = Shop::new(orders(GOOD));
    shop.export(&everything());
    let files = shop.house.outbox().into_values().enumerate();
    (shop, files.map(|(n, bytes)| (format!("plik-{n}.xml"), bytes)).collect())
}

/// Wrong files lie before the good ones.
fn house(files: &BTreeMap<String, Vec<u8>>) -> House {
    let house = House::new();
    fill(&house, files);
    house
}

fn fill(house: &House, files: &BTreeMap<String, Vec<u8>>) {
    for n in 0..WRONG {
        house.drop_file(&format!("a-{n:02}.xml"), format!("<ROOT>{n}</ROOT>").as_bytes());
    }
    for (name, bytes) in files {
        house.drop_file(name, bytes);
    }
}

fn import(house: &mut House, disk: &Arc<dyn Disk>, shop: &Shop) -> ImportReport {
    let (report, done) = import_in(house, Arc::clone(disk), &shop.settings, &shop.texts);
    done.unwrap_or_else(|error| panic!("{error}"));
    report
}

fn listed(house: &House, disk: &Arc<dyn Disk>, shop: &Shop) -> Vec<LyingFile> {
    lying(&**disk, &house.folders, &shop.settings, (Timestamp::MAX, &|_| None)).unwrap()
}

/// How many documents lie below a folder of the inbox.
fn below(house: &House, folder: &str) -> usize {
    house.places().iter().filter(|place| place.starts_with(Path::new("inbox").join(folder))).count()
}

/// So many files are held up by the folder, each told of and listed with its reason where it lies now.
#[track_caller]
fn assert_held(house: &House, disk: &Arc<dyn Disk>, shop: &Shop, report: &ImportReport, (code, count): (&str, usize)) {
    let held: Vec<_> = report.errors.iter().filter(|error| error.reach == Reach::Folder).collect();
    assert_eq!(held.len(), count, "{report:?}");
    let listed = listed(house, disk, shop);
    assert_eq!(listed.len(), count, "{listed:?}");
    for (told, listed) in held.iter().zip(&listed) {
        assert_eq!(told.first().unwrap().code(), code);
        let path = told.left.as_deref().unwrap();
        assert!(house.disk.bytes(path).is_some(), "{}", path.display());
        assert_eq!((listed.why, listed.problem.code()), (Why::Held, code));
        assert!(held.iter().any(|told| told.left.as_deref() == Some(&*listed.path)), "{}", listed.path.display());
    }
}

/// Each document is there once, from a file in the archive, and each wrong file is refused, with words.
#[track_caller]
fn assert_all_ended(house: &mut House, disk: &Arc<dyn Disk>, shop: &Shop) {
    assert_eq!(documents(house).len(), GOOD as usize);
    assert_eq!((below(house, "archive"), below(house, "errors")), (GOOD as usize, WRONG), "{:?}", house.places());
    assert_eq!((house.places().len(), house.receipts().len()), (GOOD as usize + WRONG, GOOD as usize + WRONG));
    assert_eq!(listed(house, disk, shop), []);
    let claimed = house.disk.list(&house.folders.claimed()).unwrap();
    assert_eq!(claimed.len(), 1, "only the recovery lock stays: {claimed:?}");
}

#[test]
fn i14_errors_that_take_no_file_hold_up_the_refused_and_nobody_else() {
    let (shop, files) = dropped();
    for errno in ERRNOS {
        let mut house = house(&files);
        let shut = Arc::new(ShutFolder::new(house.disk.clone(), house.folders.errors(), errno));
        let disk: Arc<dyn Disk> = shut.clone();
        let report = import(&mut house, &disk, &shop);
        assert_eq!(report.imported.len(), files.len(), "{report:?}");
        assert_held(&house, &disk, &shop, &report, ("SPL-028", WRONG));
        assert!(report.errors.iter().all(|error| error.problems.len() > 1), "why it was refused: {report:?}");
        assert_eq!(below(&house, "archive"), files.len());
        // What became of them is known: the next run asks nobody, and takes what came meanwhile.
        let before = house.places();
        house.drop_file("b.xml", b"<ROOT>b</ROOT>");
        let report = import(&mut house, &disk, &shop);
        assert_eq!((report.imported.len(), report.duplicates.len()), (0, 0), "{report:?}");
        assert_held(&house, &disk, &shop, &report, ("SPL-028", WRONG + 1));
        let same = house.places().iter().filter(|place| before.contains(place)).count();
        assert_eq!(same, before.len(), "nothing moves to and fro");
        shut.open();
        let report = import(&mut house, &disk, &shop);
        assert_eq!((report.imported.len(), report.errors.len()), (0, 0), "{report:?}");
        house.disk.remove_file(&house.folders.errors().join("b.xml")).unwrap();
        house.disk.remove_file(&house.folders.errors().join("b.xml.json")).unwrap();
        assert_all_ended(&mut house, &disk, &shop);
    }
}

#[test]
fn i14_an_archive_that_takes_no_file_keeps_no_document_from_optima_and_doubles_none() {
    let (shop, files) = dropped();
    for errno in ERRNOS {
        let mut house = house(&files);
        let shut = Arc::new(ShutFolder::new(house.disk.clone(), house.folders.archive_root(), errno));
        let disk: Arc<dyn Disk> = shut.clone();
        let report = import(&mut house, &disk, &shop);
        assert_eq!((report.imported.len(), below(&house, "errors")), (files.len(), WRONG), "{report:?}");
        assert_held(&house, &disk, &shop, &report, ("SPL-028", files.len()));
        for _ in 0..2 {
            let report = import(&mut house, &disk, &shop);
            assert_eq!((report.imported.len(), report.duplicates.len()), (0, 0), "{report:?}");
            assert_held(&house, &disk, &shop, &report, ("SPL-028", files.len()));
        }
        // A copy of one of them is one.
        let (name, bytes) = ("kopia.xml", files.values().next().unwrap());
        house.drop_file(name, bytes);
        let report = import(&mut house, &disk, &shop);
        assert_eq!((report.imported.len(), report.duplicates.len(), below(&house, "duplicates")), (0, 1, 1));
        for ending in ["", ".json"] {
            house.disk.remove_file(&house.folders.duplicates().join(format!("{name}{ending}"))).unwrap();
        }
        shut.open();
        let report = import(&mut house, &disk, &shop);
        assert_eq!((report.imported.len(), report.errors.len()), (0, 0), "{report:?}");
        assert!(house.receipts().iter().all(|receipt| receipt.1 != "Duplicate"));
        assert_all_ended(&mut house, &disk, &shop);
    }
}

/// A file lies where the folder should be.
#[test]
fn i14_a_last_folder_that_is_none_holds_up_those_that_go_there() {
    let (shop, files) = dropped();
    for bad in ["archive/2026", "errors"] {
        let mut house = House::new();
        // A ledger that knows nothing is made of all folders.
        house.drop_file("0.xml", b"<ROOT/>");
        let disk: Arc<dyn Disk> = Arc::new(house.disk.clone());
        import(&mut house, &disk, &shop);
        for ending in ["", ".json", ".txt"] {
            house.disk.remove_file(&house.folders.errors().join(format!("0.xml{ending}"))).unwrap();
        }
        fill(&house, &files);
        let bad = house.folders.inbox().join(bad);
        let _ = house.disk.remove_dir(&bad);
        house.disk.put(&bad, b"no folder");
        let disk: Arc<dyn Disk> = Arc::new(house.disk.clone());
        let count = if bad.ends_with("errors") { WRONG } else { files.len() };
        let report = import(&mut house, &disk, &shop);
        assert_eq!(report.imported.len(), files.len());
        assert_held(&house, &disk, &shop, &report, ("SPL-028", count));
        let report = import(&mut house, &disk, &shop);
        assert_eq!(report.imported.len() + report.duplicates.len(), 0, "{report:?}");
        assert_held(&house, &disk, &shop, &report, ("SPL-028", count));
        house.disk.remove_file(&bad).unwrap();
        import(&mut house, &disk, &shop);
        assert_all_ended(&mut house, &disk, &shop);
    }
}

#[test]
fn i14_duplicates_that_take_no_file_hold_up_no_document() {
    let (shop, files) = dropped();
    let mut house = house(&files);
    let plain: Arc<dyn Disk> = Arc::new(house.disk.clone());
    let (name, bytes) = files.first_key_value().unwrap();
    house.drop_file("plik-0-kopia.xml", bytes);
    let shut = Arc::new(ShutFolder::new(house.disk.clone(), house.folders.duplicates(), ERRNOS[0]));
    let disk: Arc<dyn Disk> = shut.clone();
    let report = import(&mut house, &disk, &shop);
    assert_eq!((report.imported.len(), report.duplicates.len()), (files.len(), 1), "{name}: {report:?}");
    assert_held(&house, &disk, &shop, &report, ("SPL-028", 1));
    let report = import(&mut house, &plain, &shop);
    assert_eq!((report.errors.len(), below(&house, "duplicates")), (0, 1), "{report:?}");
}

#[test]
fn i14_a_drop_folder_that_gives_nothing_away_holds_up_what_lies_in_it() {
    let (shop, files) = dropped();
    let mut house = house(&files);
    let outbox = house.folders.outbox();
    for name in files.keys().take(3) {
        house.disk.rename(&house.folders.inbox().join(name), &outbox.join(name)).unwrap();
    }
    let shut = Arc::new(ShutFolder::new(house.disk.clone(), &outbox, ERRNOS[0]));
    let disk: Arc<dyn Disk> = shut.clone();
    for imported in [files.len() - 3, 0] {
        let report = import(&mut house, &disk, &shop);
        assert_eq!(report.imported.len(), imported, "{report:?}");
        assert_held(&house, &disk, &shop, &report, ("SPL-029", 3));
        assert_eq!(house.outbox().len(), 3);
    }
    shut.open();
    import(&mut house, &disk, &shop);
    assert_all_ended(&mut house, &disk, &shop);
}

#[cfg(target_os = "linux")]
#[test]
fn i14_a_last_folder_that_cannot_be_synced_is_told_and_keeps_nobody() {
    let (shop, files) = dropped();
    let mut house = house(&files);
    let disk: Arc<dyn Disk> = Arc::new(BadFiles::new(house.disk.clone(), &["errors"], Operation::Sync, 5));
    let report = import(&mut house, &disk, &shop);
    assert_eq!((report.imported.len(), below(&house, "errors")), (files.len(), WRONG), "{report:?}");
    let told: Vec<_> = report.errors.iter().filter(|error| error.reach == Reach::Folder).collect();
    assert!(!told.is_empty() && told.iter().all(|error| error.left.is_none()), "{told:?}");
    assert_all_ended(&mut house, &disk, &shop);
}

/// A person drops a file into the folder of the claims.
#[test]
fn i14_what_somebody_laid_among_the_claims_is_listed_and_taken() {
    let (shop, files) = dropped();
    let mut house = House::new();
    let claimed = house.folders.claimed();
    let laid = ["a.xml", "moje/b.xml", "moje/sub/c.xml", "moje/sub/d.xml"].map(|name| claimed.join(name));
    for (path, bytes) in laid.iter().zip(files.values()) {
        house.disk.put(path, bytes);
    }
    let disk: Arc<dyn Disk> = Arc::new(house.disk.clone());
    let known: Vec<(PathBuf, Why, String)> = listed(&house, &disk, &shop)
        .into_iter()
        .map(|file| (file.path, file.why, file.problem.code().to_owned()))
        .collect();
    let codes = ["SPL-030", "SPL-030", "SPL-027", "SPL-027"];
    let expected: Vec<_> = laid.into_iter().zip(codes).map(|(p, code)| (p, Why::Claimed, code.to_owned())).collect();
    assert_eq!(known, expected);
    let report = import(&mut house, &disk, &shop);
    assert_eq!((report.imported.len(), report.errors.len(), below(&house, "archive")), (4, 0, 4), "{report:?}");
    assert_eq!(listed(&house, &disk, &shop), []);
}

/// On every way in the same: `import`, `sync`, and the service all look by the settings.
#[test]
fn i14_files_in_subfolders_are_taken_or_told_of() {
    let (mut shop, files) = dropped();
    let mut house = House::new();
    let inbox = house.folders.inbox();
    for (name, bytes) in ["nowe/a.xml", "nowe/errors/b.xml", "c.xml"].iter().zip(files.values()) {
        house.disk.put(inbox.join(name), bytes);
    }
    house.disk.put(inbox.join("notatki/list.txt"), b"no XML");
    let disk: Arc<dyn Disk> = Arc::new(house.disk.clone());
    let report = import(&mut house, &disk, &shop);
    assert_eq!(report.imported.len(), 1, "{report:?}");
    let told: Vec<_> = report.errors.iter().map(|error| (error.first().unwrap().code(), error.file.clone())).collect();
    let folder = inbox.join("nowe");
    assert_eq!(told, [("SPL-031", folder.display().to_string())]);
    let known = listed(&house, &disk, &shop);
    assert_eq!(known.len(), 1, "{known:?}");
    assert_eq!((&known[0].path, known[0].why, known[0].problem.code()), (&folder, Why::Held, "SPL-031"));
    shop.settings.watch.subfolders = true;
    let report = import(&mut house, &disk, &shop);
    assert_eq!((report.imported.len(), report.errors.len()), (2, 0), "{report:?}");
    assert_eq!(listed(&house, &disk, &shop), []);
}
