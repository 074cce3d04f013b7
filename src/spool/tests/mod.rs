//! What holds for the spool as a whole: after a fault at any operation, after a power cut, in a race, with
//! hostile names, and under random use beside a model.

mod contract;
mod faults;
mod finish;
mod hostile;
mod model;
mod page;
mod power;
mod race;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::testing::MemoryDisk;
use super::*;

pub(super) fn at() -> Timestamp {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

pub(super) fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 23)
}

pub(super) fn owner(disk: &Arc<dyn Disk>, folders: &Folders) -> Arc<Owner> {
    Owner::new(Arc::clone(disk), folders).unwrap()
}

pub(super) fn receipt_for(claimed: &Claimed, content: &Content, outcome: Outcome) -> Receipt {
    Receipt::new(outcome, claimed.display_name(), &content.sha256, content.size(), at())
}

/// Where each document lies, by its bytes; fails if two paths hold one document. The bytes are the identity:
/// the tests drop no document twice.
pub(super) fn documents(disk: &MemoryDisk) -> BTreeMap<Vec<u8>, PathBuf> {
    let mut found = BTreeMap::new();
    for path in disk.files().into_iter().filter(|path| names::is_candidate(path.file_name().unwrap())) {
        let bytes = disk.bytes(&path).unwrap();
        if let Some(other) = found.insert(bytes, path.clone()) {
            panic!("{} and {} are one document", other.display(), path.display());
        }
    }
    found
}

pub(super) fn is_finished(folders: &Folders, path: &Path) -> bool {
    [folders.archive_root(), folders.errors(), folders.duplicates()].iter().any(|folder| path.starts_with(folder))
}

/// Every finished document has its one receipt, which says where it lies; there is no receipt without one.
pub(super) fn assert_receipts(disk: &MemoryDisk, folders: &Folders) {
    let mut expected = Vec::new();
    for (bytes, path) in documents(disk).into_iter().filter(|(_, path)| is_finished(folders, path)) {
        let below = path.strip_prefix(folders.inbox()).unwrap().to_str().unwrap().to_owned();
        expected.push((below, crate::core::digest::sha256_hex(&bytes)));
    }
    let mut found = Vec::new();
    for folder in [folders.archive_root(), folders.errors(), folders.duplicates()] {
        for (path, receipt) in read_receipts(disk, &folder).unwrap() {
            let receipt = receipt.unwrap();
            let beside = path.strip_prefix(folders.inbox()).unwrap().to_str().unwrap();
            assert_eq!(beside, format!("{}.json", receipt.stored));
            found.push((receipt.stored, receipt.sha256));
        }
    }
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}
