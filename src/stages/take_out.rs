//! The file of an order is taken out of everybody's way: what it says is not meant any more.

use std::path::PathBuf;

use crate::core::digest::sha256_hex;
use crate::core::life::{Life, State};
use crate::spool::disk::exists;
use crate::spool::{Disk, DiskError, Folders, drop_refused};

/// Where an order's file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lies {
    /// There, as we wrote it; nowhere, where it has none or a refused one is gone.
    Free(Vec<PathBuf>),
    /// A person changed it, or an earlier version wrote it.
    Edited(PathBuf),
    /// It is on its way into Optima, or nobody knows where.
    Away,
}

/// Looks for it where it may wait.
///
/// # Errors
/// A folder or the file cannot be read.
pub fn lies(disk: &dyn Disk, folders: &Folders, life: &Life, limit: u64) -> Result<Lies, DiskError> {
    let Some(name) = &life.file else { return Ok(Lies::Free(Vec::new())) };
    let mut found = Vec::new();
    for path in [folders.outbox(), folders.inbox(), folders.errors()].map(|folder| folder.join(name)) {
        if !exists(disk, &path)? {
            continue;
        }
        let bytes = match disk.read(&path, limit) {
            Err(error) if error.is_not_found() => continue,
            read => read?,
        };
        if !life.wrote(&sha256_hex(&bytes)) {
            return Ok(Lies::Edited(path));
        }
        found.push(path);
    }
    let is_away = found.is_empty() && life.state == State::Exported;
    Ok(if is_away { Lies::Away } else { Lies::Free(found) })
}

/// Removes what [`lies`] found, durably, with what was said about it. Who took a file meanwhile is told by the ledger that it is
/// not meant any more.
///
/// # Errors
/// The disk does not let go of it.
pub fn take_out(disk: &dyn Disk, found: &[PathBuf]) -> Result<(), DiskError> {
    for path in found {
        drop_refused(disk, path)?;
        path.parent().map_or(Ok(()), |folder| disk.sync_dir(folder))?;
    }
    Ok(())
}
