//! Whose fault is it: one file's, or that of the folder and the disk below it? Decided here and nowhere else.
//!
//! A disk that is full or write-protected is so for every file. Everything else that is said of one file may be true of that
//! file alone: another's rights, a bad sector, a program that holds it. So its folders are tried: where one can be neither
//! listed nor written, it is the folder's.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::disk::{Access, Disk, DiskError};
use super::error::SpoolError;
use super::names;

/// The failure of work on the file that lies at `path` now, which was to leave or to enter these folders.
pub fn blame(disk: &dyn Disk, error: SpoolError, path: &Path, folders: &[PathBuf]) -> SpoolError {
    let error = match error {
        // That a file is too large is a verdict on it, and no failure.
        SpoolError::Disk(error) if !is_everybodys(&error) && error.kind() != ErrorKind::FileTooLarge => error,
        known => return known,
    };
    match folders.iter().find_map(|folder| usable(disk, folder).err()) {
        Some(wider) => wider.into(),
        None => SpoolError::File { path: path.to_path_buf(), error },
    }
}

/// Does it hold for every file, whichever it was met at?
fn is_everybodys(error: &DiskError) -> bool {
    matches!(
        error.kind(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::ReadOnlyFilesystem | ErrorKind::CrossesDevices
    )
}

/// Can the folder be listed, and files be made in it and removed?
fn usable(disk: &dyn Disk, folder: &Path) -> Result<(), DiskError> {
    disk.list(folder)?;
    let tried = folder.join(names::temporary());
    disk.create(&tried, b"", Access::Shared)?;
    disk.remove_file(&tried)
}
