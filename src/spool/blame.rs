//! Whose fault is it: one file's, or that of a folder and the disk below it? Decided here and nowhere else.
//!
//! Whatever is said of one file may be true of that file alone: another's rights, a bad sector, a program that holds it, a
//! quota or a disk that had no room for just this one. So its folders are tried: where one cannot be listed, or takes no
//! file, it is the folder's. Of a folder through which every file goes, that holds up all; of the one that this file comes
//! from or goes to, it holds up the files that have to do with that folder, and the others go on.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::disk::{Access, Disk, DiskError};
use super::error::SpoolError;
use super::names;

/// A file and what is told of it has mostly less.
static ROOM: [u8; 64 << 10] = [b' '; 64 << 10];

/// The failure of work on the file that lies at `path` now: `own` are the folders that it was to leave or to enter, `common`
/// those through which every file goes.
pub fn blame(disk: &dyn Disk, error: SpoolError, path: &Path, own: &[PathBuf], common: &[PathBuf]) -> SpoolError {
    let error = match error {
        // That a file is too large is a verdict on it, and no failure.
        SpoolError::Disk(error) if error.kind() != ErrorKind::FileTooLarge => error,
        known => return known,
    };
    let of_folder =
        |folder: &PathBuf, error| SpoolError::Folder { path: path.to_path_buf(), folder: folder.clone(), error };
    if error.kind() == ErrorKind::CrossesDevices {
        // Where folders lie is the same for all their files, and not to be seen in the folder alone.
        return match own.first() {
            Some(folder) => of_folder(folder, error),
            None => error.into(),
        };
    }
    let is_full = matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded);
    let room: &[u8] = if is_full { &ROOM } else { b"" };
    if let Some(wider) = common.iter().find_map(|folder| usable(disk, folder, room).err()) {
        return wider.into();
    }
    match own.iter().find(|folder| usable(disk, folder, room).is_err()) {
        // What was said at first says more: of a folder that cannot be made the trial says only that it is not there.
        Some(folder) => of_folder(folder, error),
        None => SpoolError::File { path: path.to_path_buf(), error },
    }
}

/// Can the folder be listed, and a file with these bytes be made in it and removed?
fn usable(disk: &dyn Disk, folder: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    disk.list(folder)?;
    let tried = folder.join(names::temporary());
    let made = disk.create(&tried, bytes, Access::Private);
    // Of one that had no room a part may be there.
    let removed = disk.remove_file(&tried);
    made.and(removed)
}

/// Folders that were found to be at fault. Of thousands of files that have to do with such a folder one tries it, and the
/// others are told of; whoever comes next tries anew.
#[derive(Debug, Default)]
pub struct Unusable(Vec<SpoolError>);

impl Unusable {
    /// The failure of the file at `path`, if this folder is one of them.
    #[must_use]
    pub fn holds(&self, folder: &Path, path: &Path) -> Option<SpoolError> {
        self.0.iter().find_map(|known| match known {
            SpoolError::Folder { folder: known, error, .. } if known == folder => {
                let (path, folder) = (path.to_path_buf(), folder.to_path_buf());
                Some(SpoolError::Folder { path, folder, error: error.again() })
            }
            _ => None,
        })
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Remembers the folder, if it is a folder's fault.
    pub fn note(&mut self, error: &SpoolError) {
        if let SpoolError::Folder { path, folder, error } = error
            && self.holds(folder, path).is_none()
        {
            self.0.push(SpoolError::Folder { path: path.clone(), folder: folder.clone(), error: error.again() });
        }
    }
}
