//! A disk that fails when told to.

use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::spool::disk::{Access, Context as _, Disk, DiskError, Entry, Guard, Metadata, Operation};

/// What happens at the chosen operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// That one operation fails with this kind; those after it work.
    Fail(io::ErrorKind),
    /// That operation and all after it fail: to the disk it looks as if the process had been killed.
    Kill,
}

#[derive(Debug, Default)]
struct State {
    done: u64,
    planned: Option<(u64, Fault)>,
    struck: bool,
}

/// Any disk, with a fault planned. Writing a file counts as three operations: the empty file, a part of its
/// bytes, the sync.
#[derive(Debug, Default)]
pub struct FaultyDisk<D> {
    inner: D,
    state: Mutex<State>,
}

impl<D: Disk> FaultyDisk<D> {
    /// A disk without a fault, which counts.
    pub fn new(inner: D) -> Self {
        Self { inner, state: Mutex::default() }
    }

    /// A disk whose operation number `n`, from 0, meets the fault.
    pub fn failing(inner: D, n: u64, fault: Fault) -> Self {
        Self { inner, state: Mutex::new(State { planned: Some((n, fault)), ..State::default() }) }
    }

    /// Has the fault happened? Once a run ends without it, all operations have been tried.
    pub fn struck(&self) -> bool {
        self.state().struck
    }

    /// Operations so far.
    pub fn operations(&self) -> u64 {
        self.state().done
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn step(&self, operation: Operation, path: &Path) -> Result<(), DiskError> {
        let mut state = self.state();
        let now = state.done;
        state.done += 1;
        let kind = match state.planned {
            Some((n, Fault::Fail(kind))) if n == now => kind,
            Some((n, Fault::Kill)) if n <= now => io::ErrorKind::Other,
            _ => return Ok(()),
        };
        state.struck = true;
        Err(io::Error::from(kind)).context(operation, path)
    }
}

impl<D: Disk> Disk for FaultyDisk<D> {
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
