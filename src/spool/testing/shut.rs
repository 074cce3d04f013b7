//! A disk on which a folder takes nothing and gives nothing away.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::troubled::{Trouble, Troubled};
use crate::spool::disk::{Disk, Operation};

/// Names in one folder, and below it, cannot be made, changed or removed; what lies there can be read.
#[derive(Debug)]
pub struct Shut(Mutex<Option<(PathBuf, i32)>>);

impl Trouble for Shut {
    const MEETS_TARGETS: bool = true;

    fn meet(&self, disk: &dyn Disk, operation: Operation, path: &Path) -> io::Result<()> {
        let shut = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((folder, errno)) = &*shut else { return Ok(()) };
        let changes = match operation {
            Operation::Create | Operation::Rename | Operation::Remove => true,
            Operation::CreateDir => disk.metadata(path).is_err(),
            Operation::Sync | Operation::Read | Operation::Inspect | Operation::List | Operation::Lock => false,
        };
        let is_below = path != folder && path.starts_with(folder);
        if changes && is_below { Err(io::Error::from_raw_os_error(*errno)) } else { Ok(()) }
    }
}

/// Any disk, with a folder that is shut.
pub type ShutFolder<D> = Troubled<D, Shut>;

impl<D: Disk> ShutFolder<D> {
    /// With an error number of the system's.
    pub fn new(inner: D, folder: impl Into<PathBuf>, errno: i32) -> Self {
        Self::with(inner, Shut(Mutex::new(Some((folder.into(), errno)))))
    }

    /// The trouble is over.
    pub fn open(&self) {
        *self.trouble.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
