//! The power goes: what was answered for is there, and what was not is whole or absent.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::testing::{Fault, FaultyDisk};
use super::*;
use crate::spool::durable::replace;

/// Luck for each unsafe change, from the bits of a number.
fn luck(mut bits: u64) -> impl FnMut() -> bool {
    move || {
        bits = bits.rotate_right(1);
        bits & 1 == 1
    }
}

/// Writes pages and moves the cursor after each, until the fault; the cursor is the number of the last page.
fn export(disk: &dyn Disk, pages: &[Vec<(String, String)>]) -> Result<(), DiskError> {
    let folders = Folders::new("/r");
    folders.create(disk)?;
    for (n, page) in pages.iter().enumerate() {
        for written in write_page(disk, &folders.outbox(), page)? {
            written?;
        }
        replace(disk, &folders.state().join("cursor"), n.to_string().as_bytes())?;
    }
    Ok(())
}

fn pages() -> Vec<Vec<(String, String)>> {
    (0..3).map(|p| (0..4).map(|n| (format!("{p}-{n}.xml"), format!("<page{p}file{n}/>"))).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// `outbox` holds at least what the cursor says, whenever the power goes and whatever survives.
    #[test]
    fn the_cursor_follows_the_files(n in 0u64..90, bits in any::<u64>()) {
        let disk = MemoryDisk::default();
        let _ = export(&FaultyDisk::failing(disk.clone(), n, Fault::Kill), &pages());
        disk.power_loss(luck(bits));
        let cursor = disk.bytes("/r/state/cursor").map(|text| String::from_utf8(text).unwrap().parse::<usize>().unwrap());
        for (p, page) in pages().into_iter().enumerate() {
            for (name, content) in page {
                match disk.bytes(Path::new("/r/outbox").join(&name)) {
                    Some(bytes) => prop_assert_eq!(bytes, content.into_bytes()),
                    None => prop_assert!(cursor.is_none_or(|cursor| cursor < p), "{} is lost", name),
                }
            }
        }
        // And the next run completes it.
        export(&disk, &pages()).unwrap();
        prop_assert_eq!(documents(&disk).len(), 12);
    }

    /// Claims and archive moves are not synced: a file may come back, but it is whole and in one place. (On a
    /// disk this mean a finished file may be left without its receipt, which is not promised.)
    #[test]
    fn a_dropped_file_survives_its_moves(bits in any::<u64>(), finished in 0usize..4) {
        let (disk, shared, folders, contents) = four_dropped();
        work(&shared, &folders, finished);
        disk.power_loss(luck(bits));
        prop_assert_eq!(documents(&disk).into_keys().collect::<BTreeSet<_>>(), contents.clone());
        work(&shared, &folders, usize::MAX);
        let end = documents(&disk);
        prop_assert!(end.values().all(|path| is_finished(&folders, path)));
        prop_assert_eq!(end.into_keys().collect::<BTreeSet<_>>(), contents);
    }

    /// On the disks that we run on the receipts are right too.
    #[test]
    fn a_journal_keeps_the_receipts_right(lucky in 0usize..60, finished in 0usize..5) {
        let (disk, shared, folders, contents) = four_dropped();
        work(&shared, &folders, finished);
        disk.power_loss_in_order(lucky);
        prop_assert_eq!(documents(&disk).into_keys().collect::<BTreeSet<_>>(), contents.clone());
        work(&shared, &folders, usize::MAX);
        prop_assert_eq!(documents(&disk).into_keys().collect::<BTreeSet<_>>(), contents);
        assert_receipts(&disk, &folders);
    }
}

fn four_dropped() -> (MemoryDisk, Arc<dyn Disk>, Folders, BTreeSet<Vec<u8>>) {
    let disk = MemoryDisk::default();
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let folders = Folders::new("/r");
    folders.create(&disk).unwrap();
    let contents: BTreeSet<Vec<u8>> = (0..4).map(|n| format!("<order{n}/>").into_bytes()).collect();
    for (n, bytes) in contents.iter().enumerate() {
        disk.put(folders.inbox().join(format!("{n}.xml")), bytes);
    }
    (disk, shared, folders, contents)
}

/// Claims everything, finishes so many, and leaves the rest claimed.
fn work(disk: &Arc<dyn Disk>, folders: &Folders, finished: usize) {
    let owner = owner(disk, folders);
    assert!(owner.recover().unwrap().failed.is_empty());
    for (n, candidate) in scan(&**disk, &folders.inbox()).unwrap().candidates.into_iter().enumerate() {
        let claimed = owner.claim(&candidate).unwrap().unwrap();
        let content = claimed.read(100).unwrap();
        if n < finished {
            let receipt = receipt_for(&claimed, &content, Outcome::Imported);
            finish(&**disk, folders, &claimed, Destination::Archive(today()), &receipt, None).unwrap();
        }
    }
}

#[test]
fn an_identical_file_that_was_never_synced_is_made_safe() {
    let disk = MemoryDisk::default();
    disk.put_unsynced("/r/outbox/a.xml", b"<whole/>");
    assert_eq!(write_new(&disk, Path::new("/r/outbox"), "a.xml", b"<whole/>").unwrap(), Written::Identical);
    disk.power_loss(|| false);
    assert_eq!(disk.bytes("/r/outbox/a.xml").unwrap(), b"<whole/>");
}

#[test]
fn the_disk_does_forget_what_was_not_synced() {
    let disk = MemoryDisk::default();
    disk.put_unsynced("/r/outbox/a.xml", b"<whole/>");
    let twin = disk.clone();
    disk.power_loss(|| false);
    assert!(twin.files().is_empty());
    disk.put("/r/outbox/a.xml", b"1");
    disk.rename(Path::new("/r/outbox/a.xml"), Path::new("/r/outbox/b.xml")).unwrap();
    disk.power_loss(|| false);
    assert_eq!(disk.files(), [PathBuf::from("/r/outbox/a.xml")]);
}
