//! What lies in a drop folder. Nothing is opened and no link is followed: a name and its metadata must do.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::disk::{Disk, DiskError, Kind};
use super::error::SpoolError;
use super::folders::{Folders, INSIDE_INBOX};
use super::names::{NameKind, classify, is_candidate, may_be_meant};
use crate::core::message::text;
use crate::core::problem::{Explain as _, Problem};

/// Folders below a drop folder are looked into so deep. Deeper ones are told of as what does not belong there.
const DEEPEST: u32 = 8;

/// `claimed/OWNER/LABEL/NAME.xml`.
const CLAIMED_DEPTH: u32 = 3;

/// Every file that waits or is being worked on, in the order of its way, so that one that moves meanwhile is seen where it
/// goes. Those that were refused are none of them.
///
/// # Errors
/// A folder that cannot be listed. One that went meanwhile is empty.
pub fn on_the_way(disk: &dyn Disk, folders: &Folders) -> Result<Vec<PathBuf>, DiskError> {
    let mut paths = Vec::new();
    for (folder, depth) in [(folders.outbox(), 1), (folders.inbox(), 1), (folders.claimed(), CLAIMED_DEPTH)] {
        files_in(disk, &folder, depth, &mut paths)?;
    }
    Ok(paths)
}

/// The files of one folder that may be documents.
pub fn files_in(disk: &dyn Disk, folder: &Path, depth: u32, paths: &mut Vec<PathBuf>) -> Result<(), DiskError> {
    let entries = match disk.list(folder) {
        Err(error) if error.is_not_found() => return Ok(()),
        entries => entries?,
    };
    for entry in entries {
        let path = folder.join(&entry.name);
        match entry.kind {
            Kind::Directory if depth > 1 => files_in(disk, &path, depth - 1, paths)?,
            Kind::File if is_candidate(&entry.name) => paths.push(path),
            _ => {}
        }
    }
    Ok(())
}

/// A file that may be a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The folder in which it lies.
    pub folder: PathBuf,
    /// Its name there.
    pub name: OsString,
    /// Bytes.
    pub size: u64,
    /// Last change, where the file system knows it.
    pub modified: Option<Timestamp>,
}

impl Candidate {
    /// The whole path.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.join(&self.name)
    }
}

/// Something in a drop folder that is left alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Where it lies.
    pub path: PathBuf,
    /// Why it is left alone.
    pub why: Problem,
}

/// What lies in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// By name.
    pub candidates: Vec<Candidate>,
    /// By name.
    pub skipped: Vec<Skipped>,
}

/// Looks into a folder, not below it: folders in it that hold files are told of. A file that vanishes meanwhile is not an
/// error: others work here too.
pub fn scan(disk: &dyn Disk, folder: &Path) -> Result<Scan, DiskError> {
    let (mut found, folders) = here(disk, folder, &INSIDE_INBOX)?;
    found.skipped.extend(folders.into_iter().filter_map(|folder| not_entered(disk, folder)));
    found.skipped.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// Looks into a folder and those below it. Our own folders of finished files are left out, hidden ones too, and no link is
/// followed.
pub fn scan_below(disk: &dyn Disk, folder: &Path) -> Result<Scan, DiskError> {
    let mut found = Scan::default();
    let mut folders = vec![(folder.to_path_buf(), DEEPEST)];
    while let Some((folder, depth)) = folders.pop() {
        // Further down a folder of such a name is somebody else's.
        let ours: &[&str] = if depth == DEEPEST { &INSIDE_INBOX } else { &[] };
        let (here, below) = match here(disk, &folder, ours) {
            Ok(here) => here,
            Err(error) if depth == DEEPEST => return Err(error),
            Err(error) if error.is_not_found() => continue,
            Err(error) => {
                found.skipped.push(Skipped { why: error.problem(), path: folder });
                continue;
            }
        };
        found.candidates.extend(here.candidates);
        found.skipped.extend(here.skipped);
        if depth > 0 {
            folders.extend(below.into_iter().map(|folder| (folder, depth - 1)));
        } else {
            found.skipped.extend(below.into_iter().filter_map(|folder| not_entered(disk, folder)));
        }
    }
    Ok(found)
}

/// What lies in a folder, and the folders in it that are neither `ours` nor hidden.
fn here(disk: &dyn Disk, folder: &Path, ours: &[&str]) -> Result<(Scan, Vec<PathBuf>), DiskError> {
    let mut entries = disk.list(folder)?;
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    let (mut found, mut folders) = (Scan::default(), Vec::new());
    let names: Vec<OsString> = entries.iter().map(|entry| entry.name.clone()).collect();
    for entry in entries {
        let path = folder.join(&entry.name);
        match (classify(&entry.name), entry.kind) {
            (NameKind::Ignored, Kind::Directory) => {
                // One that cannot be looked into and is hidden besides is nobody's drop folder.
                if holds_files(disk, &path, DEEPEST).unwrap_or_default() {
                    found.skipped.push(passed_over(path));
                }
            }
            (NameKind::Ignored, _) if may_be_meant(&entry.name, &names) => found.skipped.push(passed_over(path)),
            (NameKind::Ignored, _) => {}
            (NameKind::Foreign, Kind::Directory) if ours.iter().any(|ours| entry.name == **ours) => {}
            (_, Kind::Directory) => folders.push(path),
            (NameKind::Foreign, _) => found.skipped.push(foreign(path)),
            (NameKind::Candidate, Kind::File) => match disk.metadata(&path) {
                Ok(now) if now.kind == Kind::File => found.candidates.push(Candidate {
                    folder: folder.to_path_buf(),
                    name: entry.name,
                    size: now.size,
                    modified: now.modified,
                }),
                Ok(now) => found.skipped.push(not_a_file(path, now.kind)),
                Err(error) if error.is_not_found() => {}
                Err(error) => found.skipped.push(Skipped { why: error.problem(), path }),
            },
            (NameKind::Candidate, kind) => found.skipped.push(not_a_file(path, kind)),
        }
    }
    Ok((found, folders))
}

/// Why a folder is left alone. Files in it that might be documents are somebody's who waits for them.
fn not_entered(disk: &dyn Disk, folder: PathBuf) -> Option<Skipped> {
    if folder.file_name().is_some_and(is_candidate) {
        return Some(not_a_file(folder, Kind::Directory));
    }
    match holds_files(disk, &folder, DEEPEST) {
        Ok(false) => {
            let why = Problem::note(text::Spl033 { path: folder.as_path().into() });
            Some(Skipped { why: why.in_file(folder.display().to_string()), path: folder })
        }
        Ok(true) => {
            let why = Problem::warning(text::Spl031 { path: folder.as_path().into(), deep: DEEPEST.into() });
            Some(Skipped { why: why.in_file(folder.display().to_string()), path: folder })
        }
        Err(error) if error.is_not_found() => None,
        Err(error) => Some(Skipped { why: error.problem(), path: folder }),
    }
}

/// Does a file that may be a document lie in the folder or below it?
fn holds_files(disk: &dyn Disk, folder: &Path, depth: u32) -> Result<bool, DiskError> {
    let entries = disk.list(folder)?;
    if entries.iter().any(|entry| entry.kind == Kind::File && is_candidate(&entry.name)) {
        return Ok(true);
    }
    let below =
        entries.iter().filter(|entry| entry.kind == Kind::Directory && classify(&entry.name) != NameKind::Ignored);
    for entry in below.filter(|_| depth > 0) {
        if holds_files(disk, &folder.join(&entry.name), depth - 1)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What lies in several folders, by name, and why one of them could not be looked into: that holds up what lies in it, and
/// nothing else.
#[derive(Debug, Default)]
pub struct Scanned {
    /// As in [`Scan`].
    pub found: Scan,
    /// The first that could not be looked into.
    pub unseen: Option<DiskError>,
}

/// Looks into several folders, with `below` as [`scan_below`].
pub fn scan_all(disk: &dyn Disk, folders: &[PathBuf], below: bool) -> Scanned {
    let mut scanned = Scanned::default();
    for folder in folders {
        match if below { scan_below(disk, folder) } else { scan(disk, folder) } {
            Ok(here) => {
                scanned.found.candidates.extend(here.candidates);
                scanned.found.skipped.extend(here.skipped);
            }
            Err(error) => drop(scanned.unseen.get_or_insert(error)),
        }
    }
    scanned.found.candidates.sort_by(|a, b| a.name.cmp(&b.name));
    scanned
}

fn foreign(path: PathBuf) -> Skipped {
    let why = Problem::note(text::Spl013 { path: path.as_path().into() }).in_file(path.display().to_string());
    Skipped { path, why }
}

/// What its name alone keeps out: who dropped it may not see that name whole.
fn passed_over(path: PathBuf) -> Skipped {
    let why = Problem::note(text::Spl032 { path: path.as_path().into() }).in_file(path.display().to_string());
    Skipped { path, why }
}

fn not_a_file(path: PathBuf, kind: Kind) -> Skipped {
    Skipped { why: SpoolError::NotAFile { path: path.clone(), kind }.problem(), path }
}
