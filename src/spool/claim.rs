//! Each file taken by one owner, and given back when that owner dies.
//!
//! A claim is a rename, which one process wins and all others lose. The file goes to a folder of its own:
//! ```text
//! inbox/claimed/<token>.lock        held while the owner lives
//! inbox/claimed/<token>/i7/NAME     its seventh claim; `i`: from inbox, `o`: from outbox
//! ```
//! A lock that can be had is a dead owner's. Who gets it settles what the dead one left: what has a receipt is
//! finished ([`super::finish()`], step 3), the rest goes back to where it was dropped.
//!
//! A lock file is made and locked before its folder, and removed after its folder by whoever holds it; an owner
//! whose lock file vanished between making and locking it takes another token. Only one recovers at a time, so
//! that nobody makes such a file anew in that very moment. So nobody works under a lock that another could get.
//!
//! What lies right in `claimed/`, or right in an owner's folder, is nobody's claim: a person or a program put it there. It is
//! told of, and a recovery moves it to `inbox/`, of an owner's folder once the owner is dead.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use super::blame::{Unusable, blame};
use super::disk::{Context as _, Disk, DiskError, Entry, Guard, Kind, Operation, exists};
use super::error::SpoolError;
use super::finish::{RECEIPT, file_in, files_in_claim, forget, resume, target_of, unreadable_receipt_is_gone};
use super::folders::Folders;
use super::names::{self, NameKind};
use super::receipt::read_receipt;
use super::scan::Candidate;
use crate::core::digest::sha256_hex;

/// How the name of an owner's lock file ends.
const LOCK: &str = ".lock";

/// Held while somebody recovers. Never removed.
const RECOVERY: &str = ".recovery";

/// How often an owner's new lock file may be taken by somebody who is just recovering. Each time needs another
/// process to look in the microseconds between two calls.
const TRIES: u32 = 16;

/// A file's bytes, read once; every later step works on these.
#[derive(Clone, PartialEq, Eq)]
pub struct Content {
    /// As they are.
    pub bytes: Vec<u8>,
    /// Their SHA-256, hex.
    pub sha256: String,
}

impl Content {
    /// Hashes the bytes.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        let sha256 = sha256_hex(&bytes);
        Self { bytes, sha256 }
    }

    /// How many bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        u64::try_from(self.bytes.len()).unwrap_or(u64::MAX)
    }
}

/// Without the bytes: they hold persons, and a debug print may end in a log.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content").field("size", &self.bytes.len()).field("sha256", &self.sha256).finish()
    }
}

/// One who claims: this process, or one worker of it. Lives as long as any of its claims.
pub struct Owner {
    disk: Arc<dyn Disk>,
    folders: Folders,
    token: String,
    next: AtomicU64,
    /// The claims that somebody works on, by the name of their folder.
    live: Mutex<BTreeSet<String>>,
    /// Claims that nobody works on any more. Their folders, where they are empty, are removed when the owner goes: ext4 gives the number of what was
    /// just removed to nobody for some seconds, and searches past all of them for each new file and folder. No folder
    /// is used twice, for a power cut might bring back what lay in it.
    ended_claims: Mutex<Vec<String>>,
    _lock: Guard,
}

impl fmt::Debug for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Owner").field("token", &self.token).finish_non_exhaustive()
    }
}

/// A file that this process alone works on.
///
/// Dropping it leaves the file claimed; the next [`Owner::recover`], of this process or of another after this
/// one died, settles it.
#[derive(Debug)]
pub struct Claimed {
    owner: Arc<Owner>,
    /// `i7`.
    label: String,
    folder: PathBuf,
    candidate: Candidate,
}

/// What a recovery found.
#[derive(Debug, Default)]
pub struct Recovered {
    /// Files that went back, by their path now.
    pub returned: Vec<PathBuf>,
    /// Files that were finished, by their path now.
    pub finished: Vec<PathBuf>,
    /// Receipts of files that went back, which could not be read: broken by hand, or too large.
    pub unread: Vec<SpoolError>,
    /// What could not be settled now. It stays where it is until the next time.
    pub failed: Vec<SpoolError>,
    /// Folders that took nothing, each tried once.
    unusable: Unusable,
}

impl Recovered {
    fn fails(&mut self, error: SpoolError) {
        self.unusable.note(&error);
        self.failed.push(error);
    }
}

impl Owner {
    /// Becomes an owner.
    pub fn new(disk: Arc<dyn Disk>, folders: &Folders) -> Result<Arc<Self>, DiskError> {
        let claimed = folders.claimed();
        disk.create_dir_all(&claimed)?;
        for _ in 0..TRIES {
            let token = names::unique();
            let path = lock_path(&claimed, &token);
            let Some(lock) = disk.try_lock(&path)? else { continue };
            if exists(&*disk, &path)? {
                let (next, live, ended_claims) = (AtomicU64::new(1), Mutex::default(), Mutex::default());
                return Ok(Arc::new(Self {
                    disk,
                    folders: folders.clone(),
                    token,
                    next,
                    live,
                    ended_claims,
                    _lock: lock,
                }));
            }
        }
        Err(io::Error::from(io::ErrorKind::WouldBlock)).context(Operation::Lock, &claimed)
    }

    /// Takes the file. `None`: another was faster.
    ///
    /// # Errors
    /// Where its reach is a file, this file cannot be taken now and lies where the error says.
    pub fn claim(self: &Arc<Self>, candidate: &Candidate) -> Result<Option<Claimed>, SpoolError> {
        let source = if candidate.folder == self.folders.outbox() { 'o' } else { 'i' };
        let label = format!("{source}{}", self.next.fetch_add(1, Ordering::Relaxed));
        let folder = self.folder().join(&label);
        self.live().insert(label.clone());
        let claimed = Claimed { owner: Arc::clone(self), label, folder, candidate: candidate.clone() };
        let here = candidate.path();
        self.disk.create_dir_all(&claimed.folder).map_err(|error| claimed.blame(error.into(), &here))?;
        let path = claimed.path();
        match self.disk.take(&here, &path) {
            Ok(true) => {}
            Ok(false) => {
                let _ = self.disk.remove_dir(&claimed.folder);
                return Ok(None);
            }
            Err(error) => {
                let _ = self.disk.remove_dir(&claimed.folder);
                return Err(claimed.blame(error.into(), &here));
            }
        }
        // Between scan and claim it may have been swapped for a link or a pipe. Nobody swaps it any more now.
        match self.disk.metadata(&path) {
            Ok(found) if found.kind == Kind::File => Ok(Some(claimed)),
            Ok(found) => Err(SpoolError::NotAFile { path: claimed.put_back(), kind: found.kind }),
            Err(error) => {
                let now = claimed.put_back();
                Err(claimed.blame(error.into(), &now))
            }
        }
    }

    /// Settles what dead owners left, and what this one dropped without an end. Safe beside other processes and
    /// threads that claim or finish. While another recovers, the dead are left to it.
    pub fn recover(&self) -> Result<Recovered, DiskError> {
        let mut recovered = Recovered::default();
        self.recover_own(&mut recovered)?;
        let claimed = self.folders.claimed();
        let Some(_alone) = self.disk.try_lock(&claimed.join(RECOVERY))? else { return Ok(recovered) };
        let mut tokens = BTreeSet::new();
        for entry in self.disk.list(&claimed)? {
            let name = entry.name.to_string_lossy();
            match (entry.kind, name.strip_suffix(LOCK)) {
                (Kind::Directory, _) => drop(tokens.insert(name.into_owned())),
                (Kind::File, Some(token)) => drop(tokens.insert(token.to_owned())),
                _ if is_laid(&entry) => self.bring_out(&claimed.join(&entry.name), &mut recovered),
                _ => {}
            }
        }
        tokens.remove(&self.token);
        for token in tokens {
            if let Err(error) = self.recover_owner(&token, &mut recovered) {
                recovered.failed.push(error.into());
            }
        }
        Ok(recovered)
    }

    fn recover_own(&self, recovered: &mut Recovered) -> Result<(), DiskError> {
        for label in folders_in(&*self.disk, &self.folder())? {
            // In the set while it is settled, so that another thread leaves it alone.
            if !self.live().insert(label.clone()) {
                continue;
            }
            self.settle(&self.folder().join(&label), &label, recovered);
            self.live().remove(&label);
        }
        Ok(())
    }

    fn recover_owner(&self, token: &str, recovered: &mut Recovered) -> Result<(), DiskError> {
        let claimed = self.folders.claimed();
        let path = lock_path(&claimed, token);
        let Some(_lock) = self.disk.try_lock(&path)? else { return Ok(()) };
        let folder = claimed.join(token);
        for entry in entries_of(&*self.disk, &folder)? {
            let path = folder.join(&entry.name);
            match entry.kind {
                Kind::Directory => self.settle(&path, &entry.name.to_string_lossy(), recovered),
                _ if is_laid(&entry) => self.bring_out(&path, recovered),
                _ => {}
            }
        }
        // Something that could not be settled keeps both folder and lock file for the next time.
        match self.disk.remove_dir(&folder) {
            Err(error) if !error.is_not_found() => Ok(()),
            _ => absent(self.disk.remove_file(&path)),
        }
    }

    /// One claim that nobody works on. A folder that a person put here may hold several files.
    fn settle(&self, claim: &Path, label: &str, recovered: &mut Recovered) {
        let source = if label.starts_with('o') { self.folders.outbox() } else { self.folders.inbox() };
        loop {
            let target = match read_receipt(&*self.disk, &claim.join(RECEIPT)) {
                Ok(receipt) => target_of(&self.folders, &receipt),
                Err(error @ SpoolError::Receipt { .. }) => {
                    recovered.unread.push(error);
                    None
                }
                Err(_) => None,
            };
            let goes_to = target.unwrap_or_else(|| source.clone());
            if !recovered.unusable.is_empty()
                && let Ok(Some(file)) = file_in(&*self.disk, claim)
                && let Some(error) = recovered.unusable.holds(&goes_to, &file)
            {
                recovered.failed.push(error);
                return;
            }
            match give_back(&*self.disk, &self.folders, claim, &source) {
                Ok(Settled::Finished(path)) => recovered.finished.push(path),
                Ok(Settled::Returned(path)) => recovered.returned.push(path),
                Ok(Settled::Empty) => return,
                Err(error) => {
                    let file = file_in(&*self.disk, claim).ok().flatten().unwrap_or_else(|| claim.to_path_buf());
                    recovered.fails(blame(&*self.disk, error, &file, &[goes_to], &[self.folders.claimed()]));
                    return;
                }
            }
        }
    }

    /// What is nobody's claim.
    fn bring_out(&self, path: &Path, recovered: &mut Recovered) {
        let inbox = self.folders.inbox();
        match move_back(&*self.disk, path, &inbox) {
            Ok(now) => recovered.returned.push(now),
            // Whoever put it there took it away again.
            Err(error) if error.is_not_found() => {}
            Err(error) => {
                recovered.fails(blame(&*self.disk, error.into(), path, &[inbox], &[self.folders.claimed()]));
            }
        }
    }

    fn folder(&self) -> PathBuf {
        self.folders.claimed().join(&self.token)
    }

    fn ended_claims(&self) -> MutexGuard<'_, Vec<String>> {
        self.ended_claims.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn live(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Owner {
    /// Tidies up. What fails here is done by the next recovery.
    fn drop(&mut self) {
        for label in self.ended_claims().drain(..) {
            let _ = self.disk.remove_dir(&self.folder().join(label));
        }
        let empty = match self.disk.remove_dir(&self.folder()) {
            Ok(()) => true,
            Err(error) => error.is_not_found(),
        };
        if empty {
            let _ = self.disk.remove_file(&lock_path(&self.folders.claimed(), &self.token));
        }
    }
}

impl Claimed {
    /// The name under which it was dropped.
    #[must_use]
    pub fn name(&self) -> &OsStr {
        &self.candidate.name
    }

    /// That name, for people and receipts.
    #[must_use]
    pub fn display_name(&self) -> String {
        self.candidate.name.to_string_lossy().into_owned()
    }

    /// The folder in which it was dropped.
    #[must_use]
    pub fn source(&self) -> &Path {
        &self.candidate.folder
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where it lies while it is worked on.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.join(&self.candidate.name)
    }

    /// Reads it, once and whole; `FileTooLarge` above `limit` bytes. A writer that still has it open can add to
    /// it afterwards; that the bytes are a whole document is the parser's to find.
    pub fn read(&self, limit: u64) -> Result<Content, SpoolError> {
        let path = self.path();
        let read = self.owner.disk.read(&path, limit);
        Ok(Content::new(read.map_err(|error| self.blame(error.into(), &path))?))
    }

    /// A failure of work on this file, which lies at `path` now.
    pub(super) fn blame(&self, error: SpoolError, path: &Path) -> SpoolError {
        let own = std::slice::from_ref(&self.candidate.folder);
        blame(&*self.owner.disk, error, path, own, &[self.owner.folders.claimed()])
    }

    /// As [`Claimed::release`], where it matters only where the file lies afterwards. What fails here stays claimed until the
    /// next recovery.
    pub fn put_back(&self) -> PathBuf {
        self.release().unwrap_or_else(|_| self.path())
    }

    /// Puts it back to where it was dropped, for another time; says where it lies now. If its receipt was
    /// written already, it is finished instead.
    pub fn release(&self) -> Result<PathBuf, SpoolError> {
        Ok(self.release_or_finish()?.0)
    }

    /// As [`Claimed::release`]; with it, whether the file is finished.
    pub fn release_or_finish(&self) -> Result<(PathBuf, bool), SpoolError> {
        let settled = give_back(&*self.owner.disk, &self.owner.folders, &self.folder, &self.candidate.folder)?;
        Ok(match settled {
            Settled::Finished(path) => (path, true),
            Settled::Returned(path) => (path, false),
            Settled::Empty => (self.candidate.path(), false),
        })
    }
}

impl Drop for Claimed {
    fn drop(&mut self) {
        self.owner.live().remove(&self.label);
        self.owner.ended_claims().push(std::mem::take(&mut self.label));
    }
}

enum Settled {
    Finished(PathBuf),
    Returned(PathBuf),
    Empty,
}

/// Ends a claim: with its receipt, if it has one, else by putting the file back. Never over another file.
fn give_back(disk: &dyn Disk, folders: &Folders, claim: &Path, source: &Path) -> Result<Settled, SpoolError> {
    let resumed = match resume(disk, folders, claim) {
        Err(error) if unreadable_receipt_is_gone(disk, claim, &error) => None,
        resumed => resumed?,
    };
    if let Some(stored) = resumed {
        // An empty folder that stays is removed with its owner's.
        let _ = disk.remove_dir(claim);
        return Ok(Settled::Finished(stored));
    }
    // Its owner may have ended it between our look and now.
    if !exists(disk, claim)? {
        return Ok(Settled::Empty);
    }
    // Our own files first: once the file has gone back, nothing here may speak of it.
    forget(disk, claim)?;
    let settled = match file_in(disk, claim)? {
        Some(file) => Settled::Returned(move_back(disk, &file, source)?),
        None => Settled::Empty,
    };
    let _ = disk.remove_dir(claim);
    Ok(settled)
}

fn move_back(disk: &dyn Disk, file: &Path, source: &Path) -> Result<PathBuf, DiskError> {
    disk.create_dir_all(source)?;
    let name: OsString = file.file_name().unwrap_or_default().to_owned();
    let mut to = source.join(&name);
    loop {
        match disk.rename_new(file, &to) {
            Ok(()) => return Ok(to),
            // The same name was dropped meanwhile.
            Err(error) if error.is_taken() => to = source.join(names::free_name(disk, source, &name)?),
            Err(error) => return Err(error),
        }
    }
}

fn lock_path(claimed: &Path, token: &str) -> PathBuf {
    claimed.join(format!("{token}{LOCK}"))
}

/// Was this put among the claims by somebody else, and may it be meant for us?
fn is_laid(entry: &Entry) -> bool {
    entry.kind != Kind::Directory && names::classify(&entry.name) != NameKind::Ignored
}

/// Removing what is not there is done.
fn absent(removed: Result<(), DiskError>) -> Result<(), DiskError> {
    match removed {
        Err(error) if error.is_not_found() => Ok(()),
        done => done,
    }
}

/// The entries of a folder that may not be there.
fn entries_of(disk: &dyn Disk, folder: &Path) -> Result<Vec<Entry>, DiskError> {
    match disk.list(folder) {
        Err(error) if error.is_not_found() => Ok(Vec::new()),
        entries => entries,
    }
}

/// The names of the folders in a folder that may not be there.
fn folders_in(disk: &dyn Disk, folder: &Path) -> Result<Vec<String>, DiskError> {
    let folders = entries_of(disk, folder)?.into_iter().filter(|entry| entry.kind == Kind::Directory);
    Ok(folders.map(|entry| entry.name.to_string_lossy().into_owned()).collect())
}

/// A file in `inbox/claimed/` that nobody works on, and that has not been settled yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abandoned {
    /// Where it lies.
    pub path: PathBuf,
    /// Last change, where the file system knows it.
    pub modified: Option<Timestamp>,
    /// It is no claim of an owner who is no more: somebody put it there.
    pub laid: bool,
}

/// The files in `inbox/claimed/` whose owner does not live any more, or that never had one. Who claims or recovers just now is
/// not disturbed.
pub fn abandoned(disk: &dyn Disk, folders: &Folders) -> Result<Vec<Abandoned>, DiskError> {
    let claimed = folders.claimed();
    let mut found = Vec::new();
    for entry in entries_of(disk, &claimed)? {
        let path = claimed.join(&entry.name);
        match entry.kind {
            Kind::Directory => of_owner(disk, &claimed, &entry.name.to_string_lossy(), &mut found)?,
            Kind::File if entry.name.to_string_lossy().ends_with(LOCK) => {}
            _ if is_laid(&entry) => found.push(Abandoned::at(disk, path, true)),
            _ => {}
        }
    }
    Ok(found)
}

/// What lies in the folder of an owner who is dead.
fn of_owner(disk: &dyn Disk, claimed: &Path, token: &str, found: &mut Vec<Abandoned>) -> Result<(), DiskError> {
    let lock = lock_path(claimed, token);
    // A lock that can be had is a dead owner's, and so is one that is not there.
    let _held = if exists(disk, &lock)? {
        match disk.try_lock(&lock) {
            Ok(Some(lock)) => Some(lock),
            Ok(None) | Err(_) => return Ok(()),
        }
    } else {
        None
    };
    let owners = claimed.join(token);
    // What cannot be looked into is there all the same.
    let Ok(entries) = entries_of(disk, &owners) else {
        found.push(Abandoned::at(disk, owners, false));
        return Ok(());
    };
    for entry in entries {
        let path = owners.join(&entry.name);
        if entry.kind != Kind::Directory {
            found.extend(is_laid(&entry).then(|| Abandoned::at(disk, path, true)));
            continue;
        }
        match files_in_claim(disk, &path) {
            Ok(files) => found.extend(files.into_iter().map(|file| Abandoned::at(disk, file, false))),
            Err(error) if error.is_not_found() => {}
            Err(_) => found.push(Abandoned::at(disk, path, false)),
        }
    }
    Ok(())
}

impl Abandoned {
    fn at(disk: &dyn Disk, path: PathBuf, laid: bool) -> Self {
        let modified = disk.metadata(&path).ok().and_then(|found| found.modified);
        Self { path, modified, laid }
    }
}
