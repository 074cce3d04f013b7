//! A disk that fails at certain files, whatever is their path just now.

use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use crate::spool::disk::{Access, Context as _, Disk, DiskError, Entry, Guard, Metadata, Operation};

/// Any disk, where one kind of operation on some files fails with an error number of the system's.
#[derive(Debug)]
pub struct BadFiles<D> {
    inner: D,
    names: Vec<String>,
    fault: Mutex<Option<(Operation, i32)>>,
}

impl<D: Disk> BadFiles<D> {
    /// These files, by name, are bad in this way, and so are their receipts and the folders in which they lie while they are
    /// claimed.
    pub fn new(inner: D, names: &[&str], operation: Operation, errno: i32) -> Self {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Self { inner, names, fault: Mutex::new(Some((operation, errno))) }
    }

    /// The trouble is over.
    pub fn mend(&self) {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn step(&self, operation: Operation, path: &Path) -> Result<(), DiskError> {
        let fault = *self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        match fault {
            Some((bad, errno)) if bad == operation && self.is_about_one(path) => {
                Err(io::Error::from_raw_os_error(errno)).context(operation, path)
            }
            _ => Ok(()),
        }
    }

    fn is_about_one(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let beside = |bad: &str| {
            let folders = [Some(path), path.parent()].into_iter().flatten();
            let mut claims = folders.filter(|folder| folder.components().any(|part| part.as_os_str() == "claimed"));
            claims.any(|claim| self.inner.metadata(&claim.join(bad)).is_ok())
        };
        self.names.iter().any(|bad| name.starts_with(bad) || beside(bad))
    }
}

impl<D: Disk> Disk for BadFiles<D> {
    fn create(&self, path: &Path, bytes: &[u8], access: Access) -> Result<(), DiskError> {
        self.step(Operation::Create, path)?;
        self.inner.create(path, bytes, access)
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), DiskError> {
        self.step(Operation::Rename, from).and_then(|()| self.step(Operation::Rename, to))?;
        self.inner.rename(from, to)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> Result<(), DiskError> {
        self.step(Operation::Rename, from)?;
        self.inner.rename_new(from, to)
    }

    fn take(&self, from: &Path, to: &Path) -> Result<bool, DiskError> {
        self.step(Operation::Rename, from)?;
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
