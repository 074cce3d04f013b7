//! A claimed file and its receipt on their way to their last folder.
//!
//! The steps, each of which may be the last before a crash:
//! 1. choose a free name `NAME.xml` in the folder (or `NAME.2.xml`, …); where the folder does not say what is free, step 4
//!    asks once more;
//! 2. write the text for people beside the claimed file;
//! 3. write the receipt beside the claimed file, with that name in it. **From here the file is finished**:
//!    whoever finds this receipt goes on with step 4, whoever does not starts the file anew;
//! 4. move the file to its name, never over another;
//! 5. move the text to `NAME.xml.txt`;
//! 6. move the receipt to `NAME.xml.json`;
//! 7. remove the claim's folder, at the latest with its owner's.
//!
//! The receipt is written before the file moves and moved after it, so at no moment is there a receipt in the
//! last folder whose file is still on its way.
//!
//! A last folder that cannot be written holds up the files that go there, and no others: each stays claimed with its receipt,
//! so that what became of it is known and not asked again, and every recovery goes on with step 4.
//!
//! Not promised by [`finish()`] alone: that a power cut takes none of the moves back. If it does, the file is worked on again, Optima
//! answers that it is there, and steps 1 to 7 happen again (`reference/engineering.md` section 0, finding 6).
//! With a journal that keeps order (ext4, XFS, NTFS) the receipts stay right; without, one may be missing, and
//! one that is left without its file is taken over by the file when it comes again.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::blame::{Unusable, blame};
use super::claim::Claimed;
use super::disk::{Disk, DiskError, Operation, exists};
use super::durable::{holds, replace_lightly};
use super::error::SpoolError;
use super::folders::Folders;
use super::names;
use super::parallel::side_by_side;
use super::receipt::{ENDING, Receipt, TEXT_ENDING, read_receipt};

/// The receipt while it lies beside the claimed file. Its name does not grow with the file's.
pub(super) const RECEIPT: &str = ".receipt.json";

/// The text while it lies there.
const TEXT: &str = ".receipt.txt";

/// Where a finished file goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Imported on that day.
    Archive(Date),
    /// Was there already.
    Duplicates,
    /// Refused.
    Errors,
}

/// Finishes a claimed file and says where it lies now. `text` is for people.
///
/// After an error it may be called again, and so may a new process by [`super::Owner::recover`]; once a receipt
/// has been written (step 3) that receipt stands, and a later one is not looked at.
pub fn finish(
    disk: &dyn Disk,
    folders: &Folders,
    claimed: &Claimed,
    destination: Destination,
    receipt: &Receipt,
    text: Option<&str>,
) -> Result<PathBuf, SpoolError> {
    let target = folders.of(destination);
    let done = bring(disk, folders, claimed, &target, receipt, text);
    done.map_err(|error| blame(disk, error, &claimed.path(), &[target], &[folders.claimed()]))
}

/// All of [`finish()`] but whose fault it is where it fails.
fn bring(
    disk: &dyn Disk,
    folders: &Folders,
    claimed: &Claimed,
    target: &Path,
    receipt: &Receipt,
    text: Option<&str>,
) -> Result<PathBuf, SpoolError> {
    if let Some(stored) = resume(disk, folders, claimed.folder())? {
        return Ok(stored);
    }
    let free = disk.create_dir_all(target).and_then(|()| free_name(disk, target, claimed.name(), &receipt.sha256));
    // That the folder does not answer is no reason to forget what became of the file.
    let name = free.unwrap_or_else(|_| names::kept(claimed.name(), 1));
    if let Some(text) = text {
        replace_lightly(disk, &claimed.folder().join(TEXT), text.as_bytes())?;
    }
    let stored = target.join(name);
    decide(disk, folders, claimed.folder(), &stored, receipt)?;
    Ok(resume(disk, folders, claimed.folder())?.unwrap_or(stored))
}

/// A claimed file that is to be finished, as for [`finish()`].
#[derive(Debug)]
pub struct Finishing<'a> {
    /// The file.
    pub claimed: &'a Claimed,
    /// Where it goes.
    pub destination: Destination,
    /// What became of it.
    pub receipt: Receipt,
    /// The text for people.
    pub text: Option<String>,
}

/// What a page of files came to.
#[derive(Debug)]
pub struct Finished {
    /// Of each file, in their order, where it lies now.
    pub files: Vec<Result<PathBuf, SpoolError>>,
    /// Folders that could not be synced: a power cut may bring files back that went there.
    pub unsynced: Vec<DiskError>,
}

impl Finished {
    /// May a power cut bring the file back that lies here?
    #[must_use]
    pub fn may_come_back(&self, stored: &Path) -> bool {
        self.unsynced.iter().any(|error| stored.parent() == Some(&*error.path))
    }
}

/// Finishes the files side by side, and then brings the names in their last folders to the platter, once for each
/// folder. No power cut takes back a move that is `Ok` by itself, unless its folder could not be synced.
///
/// No two of the files may hold the same bytes: the one would be taken for what is left of the other.
pub fn finish_page(disk: &dyn Disk, folders: &Folders, page: &[Finishing<'_>]) -> Finished {
    let results = side_by_side(page, |file| {
        let target = folders.of(file.destination);
        bring(disk, folders, file.claimed, &target, &file.receipt, file.text.as_deref())
    });
    let mut unusable = Unusable::default();
    let mut blamed = |file: &Finishing<'_>, error| {
        let (path, target) = (file.claimed.path(), folders.of(file.destination));
        let blamed = unusable.holds(&target, &path);
        let blamed = blamed.unwrap_or_else(|| blame(disk, error, &path, &[target], &[folders.claimed()]));
        unusable.note(&blamed);
        blamed
    };
    let files: Vec<_> =
        page.iter().zip(results).map(|(file, result)| result.map_err(|error| blamed(file, error))).collect();
    let targets: BTreeSet<&Path> = files.iter().flatten().filter_map(|stored| stored.parent()).collect();
    let unsynced = targets.into_iter().filter_map(|target| disk.sync_dir(target).err()).collect();
    Finished { files, unsynced }
}

/// Step 3.
fn decide(
    disk: &dyn Disk,
    folders: &Folders,
    claim: &Path,
    stored: &Path,
    receipt: &Receipt,
) -> Result<(), SpoolError> {
    let below = stored.strip_prefix(folders.inbox()).unwrap_or(stored);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let receipt = Receipt { stored: parts.join("/"), ..receipt.clone() };
    let path = claim.join(RECEIPT);
    Ok(replace_lightly(disk, &path, &receipt.to_json(&path)?)?)
}

/// Steps 4 to 6 of a claim that has its receipt, whoever began it. `None`: it has none.
pub(super) fn resume(disk: &dyn Disk, folders: &Folders, claim: &Path) -> Result<Option<PathBuf>, SpoolError> {
    let path = claim.join(RECEIPT);
    let receipt = match read_receipt(disk, &path) {
        Ok(receipt) => receipt,
        Err(SpoolError::Disk(error)) if error.is_not_found() => return Ok(None),
        // Not ours, or broken by hand: as good as none, and Optima knows whether the file was imported.
        Err(SpoolError::Receipt { .. } | SpoolError::NotAFile { .. }) => return Ok(None),
        Err(error) => return Err(error),
    };
    let Some(mut stored) = stored_path(folders, &receipt.stored) else { return Ok(None) };
    if let Some(parent) = stored.parent() {
        disk.create_dir_all(parent)?;
    }
    // Whatever else somebody put beside it, the receipt is not of that.
    let is_its = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy() == receipt.file);
    if let Some(file) = files_in_claim(disk, claim)?.into_iter().find(is_its) {
        stored = move_file(disk, folders, claim, &file, stored, &receipt)?;
    }
    // The file under that name is ours, and so are the names of its receipts: replacing is right.
    move_if_there(disk, &claim.join(TEXT), &with_ending(&stored, TEXT_ENDING))?;
    move_if_there(disk, &path, &with_ending(&stored, ENDING))?;
    Ok(Some(stored))
}

/// Removes the receipt of a claim that the disk cannot read, so that its file starts anew: Optima knows whether it was imported.
/// `false`: that is not what failed, or nothing can be done about it.
pub(super) fn unreadable_receipt_is_gone(disk: &dyn Disk, claim: &Path, error: &SpoolError) -> bool {
    let receipt = claim.join(RECEIPT);
    let unreadable = |error: &DiskError| error.operation == Operation::Read && error.path == receipt;
    let file_is_here = || matches!(file_in(disk, claim), Ok(Some(_)));
    matches!(error, SpoolError::Disk(error) if unreadable(error))
        && file_is_here()
        && disk.remove_file(&receipt).is_ok()
}

/// Step 4. The name was free when it was chosen; another process may have taken it since.
fn move_file(
    disk: &dyn Disk,
    folders: &Folders,
    claim: &Path,
    file: &Path,
    mut stored: PathBuf,
    receipt: &Receipt,
) -> Result<PathBuf, SpoolError> {
    loop {
        // Of a name that was chosen unseen, what lies there may be all that is kept of a file that was cut.
        if is_unsaid(disk, &stored, &receipt.sha256)? {
            match disk.rename_new(file, &stored) {
                Ok(()) => return Ok(stored),
                Err(error) if error.is_taken() => {}
                Err(error) => return Err(error.into()),
            }
            // Where a rename is a link and a removal (tempfile, old file systems), a crash leaves both names.
            let bytes = disk.read(file, u64::MAX)?;
            if holds(disk, &stored, &bytes)? && !exists(disk, &with_ending(&stored, ENDING))? {
                disk.remove_file(file)?;
                return Ok(stored);
            }
        }
        let (Some(folder), Some(name)) = (stored.parent(), file.file_name()) else { return Ok(stored) };
        let name = free_name(disk, folder, name, &receipt.sha256)?;
        stored = folder.join(name);
        decide(disk, folders, claim, &stored, receipt)?;
    }
}

fn move_if_there(disk: &dyn Disk, from: &Path, to: &Path) -> Result<(), DiskError> {
    match disk.rename(from, to) {
        Err(error) if error.is_not_found() => Ok(()),
        done => done,
    }
}

/// Where the file of a claim that has its receipt goes. `None`: it has none.
pub(super) fn target_of(folders: &Folders, receipt: &Receipt) -> Option<PathBuf> {
    stored_path(folders, &receipt.stored)?.parent().map(Path::to_path_buf)
}

/// What was claimed: the one entry that is not ours. Usually a file; what was swapped for something else before
/// the claim is given back as what it is.
pub(super) fn file_in(disk: &dyn Disk, claim: &Path) -> Result<Option<PathBuf>, DiskError> {
    Ok(files_in_claim(disk, claim)?.into_iter().next())
}

/// As [`file_in`], where somebody may have put more beside it.
pub(super) fn files_in_claim(disk: &dyn Disk, claim: &Path) -> Result<Vec<PathBuf>, DiskError> {
    let others = disk.list(claim)?.into_iter().filter(|entry| !is_ours(&entry.name));
    Ok(others.map(|entry| claim.join(entry.name)).collect())
}

/// Removes our own files from a claim that starts anew.
pub(super) fn forget(disk: &dyn Disk, claim: &Path) -> Result<(), DiskError> {
    for entry in disk.list(claim)?.into_iter().filter(|entry| is_ours(&entry.name)) {
        disk.remove_file(&claim.join(entry.name))?;
    }
    Ok(())
}

fn is_ours(name: &OsStr) -> bool {
    name == RECEIPT || name == TEXT || names::is_temporary(name)
}

/// A name whose file is free, and whose receipt is free too or was written for these very bytes by an attempt
/// whose file a power cut took back.
fn free_name(disk: &dyn Disk, folder: &Path, name: &OsStr, sha256: &str) -> Result<String, DiskError> {
    names::first_free(name, |name| {
        let path = folder.join(name);
        Ok(!exists(disk, &path)? && is_unsaid(disk, &path, sha256)?)
    })
}

/// Is nothing said there of a file of this name, or of these very bytes?
fn is_unsaid(disk: &dyn Disk, path: &Path, sha256: &str) -> Result<bool, DiskError> {
    if !exists(disk, &with_ending(path, ENDING))? {
        return Ok(!exists(disk, &with_ending(path, TEXT_ENDING))?);
    }
    // A receipt that cannot be read is another's.
    Ok(read_receipt(disk, &with_ending(path, ENDING)).is_ok_and(|receipt| receipt.sha256 == sha256))
}

/// `NAME.xml` and what follows it.
pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

/// A receipt lies in a folder that others can write: it may not lead out of the folders of finished files.
fn stored_path(folders: &Folders, stored: &str) -> Option<PathBuf> {
    const FINISHED: [&str; 3] = ["archive", "errors", "duplicates"];
    let parts: Vec<&str> = stored.split('/').collect();
    let inside = parts.len() > 1 && parts.first().is_some_and(|first| FINISHED.contains(first));
    (inside && parts.iter().all(|part| names::is_plain(part)))
        .then(|| parts.iter().fold(folders.inbox(), |path, part| path.join(part)))
}
