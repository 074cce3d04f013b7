//! One instance at a time.

use std::path::Path;

use super::disk::{Disk, DiskError, Guard};

/// A lock of this process, given back when it is dropped or the process dies. Its file stays: removing it
/// would let two processes lock two files of one name.
///
/// Not promised on network shares whose locks are local to a machine.
#[derive(Debug)]
pub struct Lock {
    _held: Guard,
}

impl Lock {
    /// Locks `dir/name.lock`; `None`: another instance holds it.
    pub fn try_acquire(disk: &dyn Disk, dir: &Path, name: &str) -> Result<Option<Self>, DiskError> {
        disk.create_dir_all(dir)?;
        // A file of its own: on Windows a locked file cannot even be read by others.
        let held = disk.try_lock(&dir.join(format!("{name}.lock")))?;
        Ok(held.map(|held| Self { _held: held }))
    }
}
