//! The N-th disk operation fails, for every N: nothing is lost, nothing doubled, nothing half visible, and the
//! next run ends where a run without faults ends.

use std::collections::BTreeSet;
use std::io::ErrorKind;

use super::testing::{Fault, FaultyDisk};
use super::*;

const DROPPED: [(&str, &[u8]); 4] =
    [("a.xml", b"<a>archive</a>"), ("b.xml", b"<b>errors</b>"), ("c.xml", b"<c>dup</c>"), ("d.xml", b"<d>later</d>")];
const EXPORTED: [(&str, &[u8]); 2] = [("RO_1.xml", b"<r>1</r>"), ("RO_2.xml", b"<r>2</r>")];
/// The bytes of a file that already lies where `b.xml` wants to go.
const EARLIER: &[u8] = b"<b>earlier</b>";

fn folders() -> Folders {
    Folders::new("/r")
}

fn world() -> MemoryDisk {
    let disk = MemoryDisk::default();
    for (name, bytes) in DROPPED {
        disk.put(folders().inbox().join(name), bytes);
    }
    disk.put(folders().errors().join("b.xml"), EARLIER);
    let receipt = Receipt { stored: "errors/b.xml".into(), ..receipt_of(EARLIER) };
    disk.put(folders().errors().join("b.xml.json"), &receipt.to_json(Path::new("")).unwrap());
    disk
}

fn receipt_of(bytes: &[u8]) -> Receipt {
    let content = Content::new(bytes.to_vec());
    Receipt::new(Outcome::Error, "b.xml", &content.sha256, content.size(), at())
}

/// A run of both stages, as the program would do it: what fails ends the run. `known` are the exported files that
/// need not be written, as the ledger would say.
fn run(disk: &Arc<dyn Disk>, known: &BTreeSet<Vec<u8>>) -> Result<(), SpoolError> {
    let folders = folders();
    folders.create(&**disk)?;
    let page: Vec<_> = EXPORTED.into_iter().filter(|(_, bytes)| !known.contains(*bytes)).collect();
    for written in write_page(&**disk, &folders.outbox(), &page)? {
        assert_ne!(written?, Written::Conflict);
    }
    let owner = Owner::new(Arc::clone(disk), &folders)?;
    if let Some(error) = owner.recover()?.failed.pop() {
        return Err(error);
    }
    for folder in [folders.outbox(), folders.inbox()] {
        for candidate in scan(&**disk, &folder)?.candidates {
            let Some(claimed) = owner.claim(&candidate)? else { panic!("nobody else is here") };
            let content = claimed.read(100)?;
            let (destination, outcome, text) = match claimed.display_name().chars().next() {
                Some('b') => (Destination::Errors, Outcome::Error, Some("Błąd")),
                Some('c') => (Destination::Duplicates, Outcome::Duplicate, None),
                Some('d') => {
                    claimed.release()?;
                    continue;
                }
                _ => (Destination::Archive(today()), Outcome::Imported, None),
            };
            finish(&**disk, &folders, &claimed, destination, &receipt_for(&claimed, &content, outcome), text)?;
        }
    }
    Ok(())
}

/// Everything that may exist, to find what should not.
fn known() -> BTreeSet<Vec<u8>> {
    DROPPED.iter().chain(&EXPORTED).map(|(_, bytes)| bytes.to_vec()).chain([EARLIER.to_vec()]).collect()
}

fn assert_no_loss(disk: &MemoryDisk, n: u64) {
    let found: BTreeSet<Vec<u8>> = documents(disk).into_keys().collect();
    assert!(found.is_subset(&known()), "operation {n}: something half is visible");
    for (name, bytes) in DROPPED {
        assert!(found.contains(bytes), "operation {n}: {name} is lost");
    }
}

fn assert_end(disk: &MemoryDisk, n: u64) {
    let end: BTreeMap<_, _> =
        documents(disk).into_values().map(|path| (path.clone(), disk.bytes(path).unwrap())).collect();
    let expected: BTreeMap<PathBuf, Vec<u8>> = [
        ("archive/2026/11/RO_1.xml", EXPORTED[0].1),
        ("archive/2026/11/RO_2.xml", EXPORTED[1].1),
        ("archive/2026/11/a.xml", DROPPED[0].1),
        ("errors/b.xml", EARLIER),
        ("errors/b.2.xml", DROPPED[1].1),
        ("duplicates/c.xml", DROPPED[2].1),
        ("d.xml", DROPPED[3].1),
    ]
    .into_iter()
    .map(|(path, bytes)| (folders().inbox().join(path), bytes.to_vec()))
    .collect();
    assert_eq!(end, expected, "after a fault at operation {n}");
    assert_receipts(disk, &folders());
    assert_eq!(disk.bytes(folders().errors().join("b.2.xml.txt")).as_deref(), Some("Błąd".as_bytes()));
    let left: Vec<_> = disk.files().into_iter().filter(|path| path.starts_with(folders().claimed())).collect();
    assert_eq!(left, [folders().claimed().join(".recovery")], "after a fault at operation {n}");
}

#[test]
fn a_run_without_faults_ends_as_expected() {
    let disk = world();
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    run(&shared, &BTreeSet::new()).unwrap();
    assert_end(&disk, u64::MAX);
}

/// Runs into the fault at every operation in turn, then `restart`s and runs again.
fn every_operation(fault: Fault, restart: impl Fn(&MemoryDisk)) {
    let mut n = 0;
    loop {
        let disk = world();
        let faulty = Arc::new(FaultyDisk::failing(disk.clone(), n, fault));
        let shared: Arc<dyn Disk> = faulty.clone();
        // A failure of what is only tidying up need not end the run.
        let _ = run(&shared, &BTreeSet::new());
        drop(shared);
        if !faulty.struck() {
            break;
        }
        assert_no_loss(&disk, n);
        restart(&disk);
        let shared: Arc<dyn Disk> = Arc::new(disk.clone());
        run(&shared, &documents(&disk).into_keys().collect()).unwrap();
        drop(shared);
        assert_end(&disk, n);
        n += 1;
    }
    assert!(n > 150, "only {n} operations were tried");
}

#[test]
fn any_operation_may_fail_once() {
    for kind in [ErrorKind::StorageFull, ErrorKind::PermissionDenied, ErrorKind::Other] {
        every_operation(Fault::Fail(kind), |_| {});
    }
}

#[test]
fn the_process_may_be_killed_at_any_operation() {
    every_operation(Fault::Kill, MemoryDisk::restart);
}
