//! Whose fault is it: one file's, or that of the folder and the disk below it? Decided here and nowhere else.
//!
//! Whatever is said of one file may be true of that file alone: another's rights, a bad sector, a program that holds it, a
//! quota or a disk that had no room for just this one. So its folders are tried: where one cannot be listed, or takes no
//! file, it is the folder's.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::disk::{Access, Disk, DiskError};
use super::error::SpoolError;
use super::names;

/// A file and what is told of it has mostly less.
static ROOM: [u8; 64 << 10] = [b' '; 64 << 10];

/// The failure of work on the file that lies at `path` now, which was to leave or to enter these folders.
pub fn blame(disk: &dyn Disk, error: SpoolError, path: &Path, folders: &[PathBuf]) -> SpoolError {
    let error = match error {
        // That a file is too large is a verdict on it, and no failure; and where folders lie is the same for all files.
        SpoolError::Disk(error) if !matches!(error.kind(), ErrorKind::FileTooLarge | ErrorKind::CrossesDevices) => {
            error
        }
        known => return known,
    };
    let is_full = matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded);
    let room: &[u8] = if is_full { &ROOM } else { b"" };
    match folders.iter().find_map(|folder| usable(disk, folder, room).err()) {
        Some(wider) => wider.into(),
        None => SpoolError::File { path: path.to_path_buf(), error },
    }
}

/// Can the folder be listed, and a file with these bytes be made in it and removed?
fn usable(disk: &dyn Disk, folder: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    disk.list(folder)?;
    let tried = folder.join(names::temporary());
    let made = disk.create(&tried, bytes, Access::Shared);
    // Of one that had no room a part may be there.
    let removed = disk.remove_file(&tried);
    made.and(removed)
}
