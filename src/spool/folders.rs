//! Where things lie (`ARCHITECTURE.md`, folders).

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::disk::{Disk, DiskError};
use super::finish::Destination;

/// Our own folders inside the drop folder, which a scan does not report.
pub(super) const INSIDE_INBOX: [&str; 4] = ["claimed", "archive", "errors", "duplicates"];

/// The folders of one company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    root: PathBuf,
}

impl Folders {
    /// The folders right below `root`.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The folder that holds the others.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Exported and waiting.
    #[must_use]
    pub fn outbox(&self) -> PathBuf {
        self.root.join("outbox")
    }

    /// The drop folder.
    #[must_use]
    pub fn inbox(&self) -> PathBuf {
        self.root.join("inbox")
    }

    /// Taken by an importer that is at work.
    #[must_use]
    pub fn claimed(&self) -> PathBuf {
        self.inbox().join("claimed")
    }

    /// Imported, by month: `inbox/archive/2026/11`.
    #[must_use]
    pub fn archive(&self, date: Date) -> PathBuf {
        self.archive_root().join(format!("{:04}", date.year())).join(format!("{:02}", date.month()))
    }

    /// `inbox/archive`.
    #[must_use]
    pub fn archive_root(&self) -> PathBuf {
        self.inbox().join("archive")
    }

    /// Refused.
    #[must_use]
    pub fn errors(&self) -> PathBuf {
        self.inbox().join("errors")
    }

    /// Already in Optima.
    #[must_use]
    pub fn duplicates(&self) -> PathBuf {
        self.inbox().join("duplicates")
    }

    /// The ledger, tokens and locks.
    #[must_use]
    pub fn state(&self) -> PathBuf {
        self.root.join("state")
    }

    /// The mapping tables.
    #[must_use]
    pub fn mappings(&self) -> PathBuf {
        self.root.join("mappings")
    }

    /// Where finished files of this kind lie.
    #[must_use]
    pub fn of(&self, destination: Destination) -> PathBuf {
        match destination {
            Destination::Archive(date) => self.archive(date),
            Destination::Duplicates => self.duplicates(),
            Destination::Errors => self.errors(),
        }
    }

    /// Makes those that are missing, and makes their names durable. Changes nothing that exists. One that files only come
    /// from or go to may fail: it holds up those files, and whoever needs it says so.
    pub fn create(&self, disk: &dyn Disk) -> Result<(), DiskError> {
        for folder in [self.claimed(), self.state(), self.mappings()] {
            disk.create_dir_all(&folder)?;
        }
        for folder in [self.outbox(), self.archive_root(), self.errors(), self.duplicates()] {
            if let Err(error) = disk.create_dir_all(&folder) {
                tracing::warn!(%error, "a folder cannot be made");
            }
        }
        disk.sync_dir(&self.inbox())?;
        disk.sync_dir(&self.root)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spool::disk::exists;
    use crate::spool::testing::MemoryDisk;

    #[test]
    fn the_names_are_those_of_the_design() {
        let folders = Folders::new("/r");
        assert_eq!(folders.claimed(), Path::new("/r/inbox/claimed"));
        assert_eq!(folders.archive(jiff::civil::date(2026, 3, 9)), Path::new("/r/inbox/archive/2026/03"));
    }

    #[test]
    fn i14_a_last_folder_that_cannot_be_made_keeps_no_other_from_it() {
        let disk = MemoryDisk::default();
        let folders = Folders::new("/r");
        disk.put("/r/inbox/errors", b"no folder");
        folders.create(&disk).unwrap();
        assert!(exists(&disk, &folders.duplicates()).unwrap());
    }

    #[test]
    fn creating_twice_changes_nothing() {
        let disk = MemoryDisk::default();
        let folders = Folders::new("/r");
        folders.create(&disk).unwrap();
        disk.put("/r/inbox/a.xml", b"a");
        folders.create(&disk).unwrap();
        assert_eq!(disk.files(), [PathBuf::from("/r/inbox/a.xml")]);
        assert!(exists(&disk, &folders.mappings()).unwrap());
    }
}
