//! Files that are finished side by side.

use std::collections::BTreeSet;
use std::io::ErrorKind;

use super::testing::{Fault, FaultyDisk};
use super::*;

/// Two of them want one name.
const DROPPED: [(&str, &[u8]); 5] = [
    ("/r/inbox/a.xml", b"<a>in</a>"),
    ("/r/outbox/a.xml", b"<a>out</a>"),
    ("/r/inbox/b.xml", b"<b/>"),
    ("/r/inbox/c.xml", b"<c/>"),
    ("/r/inbox/d.xml", b"<d/>"),
];

fn world() -> (MemoryDisk, Folders) {
    let (disk, folders) = (MemoryDisk::default(), Folders::new("/r"));
    folders.create(&disk).unwrap();
    for (path, bytes) in DROPPED {
        disk.put(path, bytes);
    }
    (disk, folders)
}

/// Claims what lies there and finishes it as one page; `d.xml` is refused, the others are imported.
fn run(disk: &Arc<dyn Disk>, folders: &Folders) -> Result<(), SpoolError> {
    let owner = Owner::new(Arc::clone(disk), folders)?;
    if let Some(error) = owner.recover()?.failed.pop() {
        return Err(error);
    }
    let mut claimed = Vec::new();
    for folder in [folders.inbox(), folders.outbox()] {
        for candidate in scan(&**disk, &folder)?.candidates {
            claimed.extend(owner.claim(&candidate)?);
        }
    }
    let mut page = Vec::new();
    for claimed in &claimed {
        let (outcome, destination) = match claimed.display_name().as_str() {
            "d.xml" => (Outcome::Error, Destination::Errors),
            _ => (Outcome::Imported, Destination::Archive(today())),
        };
        let receipt = receipt_for(claimed, &claimed.read(100)?, outcome);
        let text = (outcome == Outcome::Error).then(|| "tekst".to_owned());
        page.push(Finishing { claimed, destination, receipt, text });
    }
    let Finished { files, unsynced } = finish_page(&**disk, folders, &page);
    files.into_iter().try_for_each(|stored| stored.map(drop))?;
    unsynced.into_iter().try_for_each(|error| Err(error.into()))
}

fn assert_finished(disk: &MemoryDisk, folders: &Folders, when: &str) {
    let found = documents(disk);
    assert_eq!(found.len(), DROPPED.len(), "{when}");
    assert!(found.values().all(|path| is_finished(folders, path)), "{when}: {found:?}");
    let names: BTreeSet<_> = found.values().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, BTreeSet::from(["a.2.xml", "a.xml", "b.xml", "c.xml", "d.xml"]), "{when}");
    assert_receipts(disk, folders);
    assert_eq!(disk.bytes(folders.errors().join("d.xml.txt")).unwrap(), "tekst".as_bytes(), "{when}");
}

#[test]
fn any_operation_on_a_page_may_fail_or_be_the_last() {
    for fault in [Fault::Fail(ErrorKind::StorageFull), Fault::Kill] {
        for n in 0.. {
            let (disk, folders) = world();
            let faulty = Arc::new(FaultyDisk::failing(disk.clone(), n, fault));
            let shared: Arc<dyn Disk> = faulty.clone();
            let _ = run(&shared, &folders);
            drop(shared);
            let struck = faulty.struck();
            drop(faulty);
            disk.restart();
            let shared: Arc<dyn Disk> = Arc::new(disk.clone());
            run(&shared, &folders).unwrap();
            assert_finished(&disk, &folders, &format!("operation {n}, {fault:?}"));
            if !struck {
                assert!(n > 80, "only {n} operations were tried");
                break;
            }
        }
    }
}

/// Unlike files that are finished one by one, a page that was answered for does not come back.
#[test]
fn a_page_that_was_answered_for_survives_a_power_cut() {
    let (disk, folders) = world();
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    run(&shared, &folders).unwrap();
    drop(shared);
    disk.power_loss(|| false);
    assert_finished(&disk, &folders, "after the power cut");
}
