//! Files that are whole or absent, and that a power cut does not take away once we have answered for them.
//!
//! A file is written under a hidden name in its own folder, brought to the platter, renamed, and then the
//! folder is brought to the platter too. Promised: after `Ok`, a power cut leaves the file as it is. Not
//! promised: that nothing is left of a write that failed; its hidden file stays until
//! [`remove_leftovers`].

use std::ffi::OsStr;
use std::io;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};

use super::disk::{Access, Context as _, Disk, DiskError, Kind, Metadata, Operation};
use super::folders::Folders;
use super::names;
use super::parallel::side_by_side;
use crate::core::poland;

/// A temporary file this old belongs to a process that died, not to a slow one.
const LEFTOVER_AGE: SignedDuration = SignedDuration::from_hours(24);

/// What [`write_new`] found or did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// The file is there now.
    New,
    /// It was there already, byte for byte.
    Identical,
    /// Something else has the name. Nothing was changed.
    Conflict,
}

/// Writes `dir/name`, which is durable when this returns `New` or `Identical`. Never overwrites.
pub fn write_new(disk: &dyn Disk, dir: &Path, name: &str, bytes: &[u8]) -> Result<Written, DiskError> {
    let written = write_whole(disk, dir, name, bytes)?;
    // Also for a file that was there: the process that renamed it may have died before this line.
    disk.sync_dir(dir)?;
    Ok(written)
}

/// Writes the files of one page side by side, with one sync of the folder for all. The results come in the
/// order of the files. If this is `Ok`, every file whose own result is `New` or `Identical` is durable; if it
/// is an error, the folder could not be synced and none is promised to be.
pub fn write_page<N, B>(
    disk: &dyn Disk,
    dir: &Path,
    files: &[(N, B)],
) -> Result<Vec<Result<Written, DiskError>>, DiskError>
where
    N: AsRef<str> + Sync,
    B: AsRef<[u8]> + Sync,
{
    let results = side_by_side(files, |(name, bytes)| write_whole(disk, dir, name.as_ref(), bytes.as_ref()));
    disk.sync_dir(dir)?;
    Ok(results)
}

/// Puts new content in the place of a file's old content, or makes the file. A reader sees the one or the
/// other, whole; when this returns, the new one is durable. Rights that a person gave the old one stay.
pub fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let access = match disk.metadata(path) {
        Ok(Metadata { kind: Kind::File, mode: Some(mode), .. }) => Access::Kept(mode & 0o777),
        Err(error) if !error.is_not_found() => return Err(error),
        _ => Access::Private,
    };
    replace_with(disk, path, bytes, access)
}

pub(super) fn replace_with(disk: &dyn Disk, path: &Path, bytes: &[u8], access: Access) -> Result<(), DiskError> {
    let dir = path.parent().unwrap_or(Path::new("."));
    via_temporary(disk, dir, bytes, access, |temporary| disk.rename(temporary, path))?;
    disk.sync_dir(dir)
}

/// Like [`replace`], but a power cut may bring the old content back (never a part of the new one). For what
/// can be found out again.
pub(super) fn replace_lightly(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let dir = path.parent().unwrap_or(Path::new("."));
    via_temporary(disk, dir, bytes, Access::Private, |temporary| disk.rename(temporary, path))
}

/// Removes temporary files that writers left a day ago or earlier, and says how many.
pub fn remove_leftovers(disk: &dyn Disk, dir: &Path, now: Timestamp) -> Result<usize, DiskError> {
    let mut removed = 0;
    for entry in disk.list(dir)? {
        if entry.kind != Kind::File || !names::is_temporary(&entry.name) {
            continue;
        }
        let path = dir.join(&entry.name);
        let modified = match disk.metadata(&path) {
            Ok(found) => found.modified,
            Err(error) if error.is_not_found() => continue,
            Err(error) => return Err(error),
        };
        if modified.is_some_and(|time| now.duration_since(time) >= LEFTOVER_AGE) {
            disk.remove_file(&path)?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// [`remove_leftovers`] in every folder that files are written into. A folder that is not there has none.
pub fn tidy(disk: &dyn Disk, folders: &Folders, now: Timestamp) -> Result<usize, DiskError> {
    let month = folders.archive(poland::day(now));
    let mut removed = 0;
    for folder in [
        folders.outbox(),
        folders.inbox(),
        folders.claimed(),
        folders.errors(),
        folders.duplicates(),
        folders.state(),
        month,
    ] {
        match remove_leftovers(disk, &folder, now) {
            Ok(count) => removed += count,
            Err(error) if error.is_not_found() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(removed)
}

/// Is the file at `path` a regular file with just these bytes?
pub(super) fn holds(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<bool, DiskError> {
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let found = disk.metadata(path)?;
    if found.kind != Kind::File || found.size != length {
        return Ok(false);
    }
    match disk.read(path, length) {
        Ok(theirs) => Ok(theirs == bytes),
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => Ok(false),
        Err(error) => Err(error),
    }
}

/// All of [`write_new`] but the folder's sync.
fn write_whole(disk: &dyn Disk, dir: &Path, name: &str, bytes: &[u8]) -> Result<Written, DiskError> {
    let path = dir.join(name);
    if !names::is_plain(name) {
        return Err(io::Error::from(io::ErrorKind::InvalidFilename)).context(Operation::Create, &path);
    }
    // Asked first, so that fetching a page again does not write it again.
    match compare(disk, &path, bytes) {
        Err(error) if error.is_not_found() => {}
        known => return known,
    }
    match via_temporary(disk, dir, bytes, Access::Private, |temporary| disk.rename_new(temporary, &path)) {
        Ok(()) => Ok(Written::New),
        Err(error) if error.is_taken() => compare(disk, &path, bytes),
        Err(error) => Err(error),
    }
}

/// `NotFound` if nothing has the name.
fn compare(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<Written, DiskError> {
    if !holds(disk, path, bytes)? {
        return Ok(Written::Conflict);
    }
    // It may be another program's file, written and never synced.
    disk.sync(path)?;
    Ok(Written::Identical)
}

fn via_temporary(
    disk: &dyn Disk,
    dir: &Path,
    bytes: &[u8],
    access: Access,
    rename: impl FnOnce(&Path) -> Result<(), DiskError>,
) -> Result<(), DiskError> {
    let temporary = dir.join(OsStr::new(&names::temporary()));
    let done = disk.create(&temporary, bytes, access).and_then(|()| rename(&temporary));
    if done.is_err() {
        // The first error is the one to tell; what is left is removed a day later.
        let _ = disk.remove_file(&temporary);
    }
    done
}
