//! A disk whose every operation passes by a trouble first.

use std::io;
use std::path::Path;

use crate::spool::disk::{Access, Context as _, Disk, DiskError, Entry, Guard, Metadata, Operation};

/// What may go wrong.
pub trait Trouble: std::fmt::Debug + Send + Sync {
    /// A rename passes by with its new path, too.
    const MEETS_TARGETS: bool = false;

    /// Does this operation fail?
    fn meet(&self, disk: &dyn Disk, operation: Operation, path: &Path) -> io::Result<()>;
}

/// Any disk, with a trouble. Writing a file counts as three operations: the empty file, a part of its bytes, the sync.
#[derive(Debug, Default)]
pub struct Troubled<D, T> {
    inner: D,
    pub(super) trouble: T,
}

impl<D: Disk, T: Trouble> Troubled<D, T> {
    pub(super) fn with(inner: D, trouble: T) -> Self {
        Self { inner, trouble }
    }

    fn step(&self, operation: Operation, path: &Path) -> Result<(), DiskError> {
        self.trouble.meet(&self.inner, operation, path).context(operation, path)
    }
}

impl<D: Disk, T: Trouble> Disk for Troubled<D, T> {
    fn create(&self, path: &Path, bytes: &[u8], access: Access) -> Result<(), DiskError> {
        self.step(Operation::Create, path)?;
        if let Err(error) = self.step(Operation::Create, path) {
            let (part, _) = bytes.split_at(bytes.len() / 2);
            self.inner.create(path, part, access)?;
            return Err(error);
        }
        self.inner.create(path, bytes, access)?;
        self.step(Operation::Sync, path)
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), DiskError> {
        self.step(Operation::Rename, from)?;
        if T::MEETS_TARGETS {
            self.step(Operation::Rename, to)?;
        }
        self.inner.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> Result<(), DiskError> {
        self.step(Operation::Rename, from)?;
        if T::MEETS_TARGETS {
            self.step(Operation::Rename, to)?;
        }
        self.inner.rename_new(from, to)
    }

    fn take(&self, from: &Path, to: &Path) -> Result<bool, DiskError> {
        self.step(Operation::Rename, from)?;
        if T::MEETS_TARGETS {
            self.step(Operation::Rename, to)?;
        }
        self.inner.take(from, to)
    }

    fn sync(&self, file: &Path) -> Result<(), DiskError> {
        self.step(Operation::Sync, file)?;
        self.inner.sync(file)
    }

    fn sync_dir(&self, dir: &Path) -> Result<(), DiskError> {
        self.step(Operation::Sync, dir)?;
        self.inner.sync_dir(dir)
    }

    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, DiskError> {
        self.step(Operation::Read, path)?;
        self.inner.read(path, limit)
    }

    fn metadata(&self, path: &Path) -> Result<Metadata, DiskError> {
        self.step(Operation::Inspect, path)?;
        self.inner.metadata(path)
    }

    fn list(&self, dir: &Path) -> Result<Vec<Entry>, DiskError> {
        self.step(Operation::List, dir)?;
        self.inner.list(dir)
    }

    fn create_dir_all(&self, dir: &Path) -> Result<(), DiskError> {
        self.step(Operation::CreateDir, dir)?;
        self.inner.create_dir_all(dir)
    }

    fn remove_file(&self, path: &Path) -> Result<(), DiskError> {
        self.step(Operation::Remove, path)?;
        self.inner.remove_file(path)
    }

    fn remove_dir(&self, dir: &Path) -> Result<(), DiskError> {
        self.step(Operation::Remove, dir)?;
        self.inner.remove_dir(dir)
    }

    fn try_lock(&self, path: &Path) -> Result<Option<Guard>, DiskError> {
        self.step(Operation::Lock, path)?;
        self.inner.try_lock(path)
    }
}
