//! The port to the disk. Everything this crate does to files of the user goes through here, so that every
//! error names its path and its operation, and so that tests can let the N-th operation fail.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{any::Any, ffi::OsString, fmt};

use jiff::Timestamp;
use tempfile::TempPath;
use walkdir::WalkDir;

use crate::system::private;
use crate::system::regular::{self, Links, NotRegular};

/// What was being done when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// Make and write a file.
    Create,
    /// Give a file another name.
    Rename,
    /// Bring a file or a folder to the platter.
    Sync,
    /// Read a file.
    Read,
    /// Ask what lies there.
    Inspect,
    /// List a folder.
    List,
    /// Make a folder.
    CreateDir,
    /// Remove a file or an empty folder.
    Remove,
    /// Lock a file.
    Lock,
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Create => "write",
            Self::Rename => "rename",
            Self::Sync => "sync",
            Self::Read => "read",
            Self::Inspect => "inspect",
            Self::List => "list",
            Self::CreateDir => "create the folder",
            Self::Remove => "remove",
            Self::Lock => "lock",
        })
    }
}

/// An operation on the disk failed.
#[derive(Debug, thiserror::Error)]
#[error("failed to {operation} {}", path.display())]
pub struct DiskError {
    /// The file or folder.
    pub path: PathBuf,
    /// What was tried.
    pub operation: Operation,
    /// Why it failed.
    pub source: io::Error,
}

impl DiskError {
    /// The kind of the failure.
    #[must_use]
    pub fn kind(&self) -> io::ErrorKind {
        self.source.kind()
    }

    /// The same once more, for another file that meets it.
    #[must_use]
    pub fn again(&self) -> Self {
        let source = match (NotRegular::of(&self.source), self.source.raw_os_error()) {
            (Some(why), _) => why.into(),
            (None, Some(number)) => io::Error::from_raw_os_error(number),
            (None, None) => self.kind().into(),
        };
        Self { path: self.path.clone(), operation: self.operation, source }
    }

    /// What lies there, where that was not opened because it is no regular file.
    #[must_use]
    pub fn instead_of_a_file(&self) -> Option<Kind> {
        NotRegular::of(&self.source).map(|why| match why {
            NotRegular::Link => Kind::Link,
            NotRegular::Special => Kind::Other,
        })
    }

    /// Does another program hold the file? Windows says of some that it holds only that there is no right to it.
    #[must_use]
    pub fn may_be_held(&self) -> bool {
        is_held(&self.source) || self.kind() == io::ErrorKind::PermissionDenied
    }

    /// Is there nothing at that path?
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.kind() == io::ErrorKind::NotFound
    }

    /// Is the name taken?
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.kind() == io::ErrorKind::AlreadyExists
    }
}

/// Does another program have the file open in such a way that nobody else may use it?
pub(super) fn is_held(error: &io::Error) -> bool {
    /// `ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION`.
    const HELD: &[i32] = if cfg!(windows) { &[32, 33] } else { &[] };
    error.raw_os_error().is_some_and(|number| HELD.contains(&number))
        || matches!(
            error.kind(),
            io::ErrorKind::ResourceBusy
                | io::ErrorKind::ExecutableFileBusy
                | io::ErrorKind::WouldBlock
                | io::ErrorKind::Deadlock
        )
}

/// Gives an I/O error its path and operation.
pub trait Context<T> {
    /// The same result, with what was done to which path.
    fn context(self, operation: Operation, path: &Path) -> Result<T, DiskError>;
}

impl<T> Context<T> for io::Result<T> {
    fn context(self, operation: Operation, path: &Path) -> Result<T, DiskError> {
        self.map_err(|source| DiskError { path: path.to_path_buf(), operation, source })
    }
}

/// Who may read a new file, whatever the umask. On Windows the folder's rights apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Its owner alone: mode 0600.
    Private,
    /// Whom a person let read the file whose place it takes.
    Kept(u32),
}

/// What lies at a path. Links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Directory,
    /// A symbolic link.
    Link,
    /// A pipe, a socket, a device.
    Other,
}

impl From<fs::FileType> for Kind {
    fn from(kind: fs::FileType) -> Self {
        match kind {
            kind if kind.is_file() => Self::File,
            kind if kind.is_dir() => Self::Directory,
            kind if kind.is_symlink() => Self::Link,
            _ => Self::Other,
        }
    }
}

/// What the disk says of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// What it is.
    pub kind: Kind,
    /// Bytes.
    pub size: u64,
    /// Last change, where the file system knows it.
    pub modified: Option<Timestamp>,
    /// Unix permission bits; `None` on Windows.
    pub mode: Option<u32>,
    /// Number of the user whose it is; `None` on Windows.
    pub owner: Option<u32>,
}

/// One entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name, which need not be Unicode.
    pub name: OsString,
    /// What it is.
    pub kind: Kind,
}

/// A held lock; dropping it lets go, and so does the death of the process.
pub struct Guard(#[expect(dead_code, reason = "held for its drop")] Box<dyn Any + Send + Sync>);

impl Guard {
    /// Wraps what releases the lock when it is dropped.
    pub fn new(held: impl Any + Send + Sync) -> Self {
        Self(Box::new(held))
    }
}

impl fmt::Debug for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Guard")
    }
}

/// A disk. Paths are used as they are given.
pub trait Disk: Send + Sync {
    /// Creates a file that must not exist, writes it, and brings its bytes (not its name) to the platter.
    /// On failure a part of the file may be left.
    fn create(&self, path: &Path, bytes: &[u8], access: Access) -> Result<(), DiskError>;

    /// Renames, replacing what has the name. On Windows it is tried again for some ten seconds while another
    /// program holds either file.
    fn rename(&self, from: &Path, to: &Path) -> Result<(), DiskError>;

    /// Renames; `AlreadyExists` if the name is taken, and then nothing has changed. Tried again like
    /// [`Disk::rename`].
    fn rename_new(&self, from: &Path, to: &Path) -> Result<(), DiskError>;

    /// Renames a file that others may want, to a name that is certainly free. `false`: it is gone. Tried once.
    fn take(&self, from: &Path, to: &Path) -> Result<bool, DiskError>;

    /// Brings a file's bytes to the platter.
    fn sync(&self, file: &Path) -> Result<(), DiskError>;

    /// Brings a folder's names to the platter. Windows has no such call; there the journal of NTFS is relied
    /// on and nothing is done (`reference/engineering.md` B.3).
    fn sync_dir(&self, dir: &Path) -> Result<(), DiskError>;

    /// Reads a file of at most `limit` bytes; `FileTooLarge` if it is larger, without having read more. What is no regular file
    /// is not opened, nor is anything read through a link.
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, DiskError>;

    /// What lies at the path. Links are not followed.
    fn metadata(&self, path: &Path) -> Result<Metadata, DiskError>;

    /// The entries of a folder, unsorted, without what lies below them.
    fn list(&self, dir: &Path) -> Result<Vec<Entry>, DiskError>;

    /// Creates a folder with its parents, each for its owner alone; fine if it exists.
    fn create_dir_all(&self, dir: &Path) -> Result<(), DiskError>;

    /// Removes a file or link.
    fn remove_file(&self, path: &Path) -> Result<(), DiskError>;

    /// Removes an empty folder.
    fn remove_dir(&self, dir: &Path) -> Result<(), DiskError>;

    /// Locks a file, which is created if need be, and through no link; `None`: somebody holds it.
    fn try_lock(&self, path: &Path) -> Result<Option<Guard>, DiskError>;
}

/// Removes a file; one that is gone already is as good.
pub fn remove_if_there(disk: &dyn Disk, path: &Path) -> Result<(), DiskError> {
    match disk.remove_file(path) {
        Err(error) if error.is_not_found() => Ok(()),
        done => done,
    }
}

/// Does something lie at this path?
pub fn exists(disk: &dyn Disk, path: &Path) -> Result<bool, DiskError> {
    match disk.metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.is_not_found() => Ok(false),
        Err(error) => Err(error),
    }
}

/// The machine's disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn create(&self, path: &Path, bytes: &[u8], access: Access) -> Result<(), DiskError> {
        create_file(path, bytes, access).context(Operation::Create, path)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one place that renames")]
    fn rename(&self, from: &Path, to: &Path) -> Result<(), DiskError> {
        patiently(|| fs::rename(from, to)).context(Operation::Rename, from)
    }

    fn rename_new(&self, from: &Path, to: &Path) -> Result<(), DiskError> {
        patiently(|| rename_to_free(from, to)).context(Operation::Rename, from)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the one place that renames")]
    fn take(&self, from: &Path, to: &Path) -> Result<bool, DiskError> {
        match fs::rename(from, to) {
            Ok(()) => Ok(true),
            // The target's folder missing gives the same error as the source gone; only the second is normal.
            Err(error) if error.kind() == io::ErrorKind::NotFound && !exists(self, from)? => Ok(false),
            Err(error) => Err(error).context(Operation::Rename, from),
        }
    }

    fn sync(&self, file: &Path) -> Result<(), DiskError> {
        // Windows wants the right to write for FlushFileBuffers.
        regular::open_with(OpenOptions::new().write(true), file, Links::Refused)
            .and_then(|file| file.sync_all())
            .context(Operation::Sync, file)
    }

    fn sync_dir(&self, dir: &Path) -> Result<(), DiskError> {
        #[cfg(unix)]
        open_dir(dir).and_then(|dir| dir.sync_all()).context(Operation::Sync, dir)?;
        #[cfg(not(unix))]
        let _ = dir;
        Ok(())
    }

    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, DiskError> {
        regular::read(path, Links::Refused, limit).context(Operation::Read, path)
    }

    fn metadata(&self, path: &Path) -> Result<Metadata, DiskError> {
        let found = fs::symlink_metadata(path).context(Operation::Inspect, path)?;
        let (mode, owner) = rights(&found);
        Ok(Metadata {
            kind: found.file_type().into(),
            size: found.len(),
            modified: found.modified().ok().and_then(|time| Timestamp::try_from(time).ok()),
            mode,
            owner,
        })
    }

    fn list(&self, dir: &Path) -> Result<Vec<Entry>, DiskError> {
        // walkdir answers a file with an empty walk; a drop folder that became a file must not look empty.
        if !fs::metadata(dir).context(Operation::List, dir)?.is_dir() {
            return Err(io::Error::from(io::ErrorKind::NotADirectory)).context(Operation::List, dir);
        }
        let mut entries = Vec::new();
        for entry in WalkDir::new(dir).min_depth(1).max_depth(1).follow_links(false) {
            let entry = entry.map_err(io::Error::from).context(Operation::List, dir)?;
            entries.push(Entry { name: entry.file_name().to_owned(), kind: entry.file_type().into() });
        }
        Ok(entries)
    }

    fn create_dir_all(&self, dir: &Path) -> Result<(), DiskError> {
        private::create_dir_all(dir).context(Operation::CreateDir, dir)
    }

    fn remove_file(&self, path: &Path) -> Result<(), DiskError> {
        patiently(|| fs::remove_file(path)).context(Operation::Remove, path)
    }

    fn remove_dir(&self, dir: &Path) -> Result<(), DiskError> {
        fs::remove_dir(dir).context(Operation::Remove, dir)
    }

    fn try_lock(&self, path: &Path) -> Result<Option<Guard>, DiskError> {
        let mut options = private::options();
        options.read(true).write(true).create(true).truncate(false);
        let file = regular::open_with(&mut options, path, Links::Refused).context(Operation::Lock, path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Guard::new(file))),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(error).context(Operation::Lock, path),
        }
    }
}

fn create_file(path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
    let mut file = private::options().write(true).create_new(true).open(path)?;
    if let Access::Kept(mode) = access {
        give(&file, mode)?;
    }
    file.write_all(bytes)?;
    // sync_all and not sync_data: the size of a new file is metadata, and some systems are literal about it.
    file.sync_all()
}

#[cfg(unix)]
fn give(file: &File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "Unix may refuse")]
fn give(_: &File, _: u32) -> io::Result<()> {
    Ok(())
}

/// A folder, also where a link leads to one; a pipe in its place is not waited for.
#[cfg(unix)]
fn open_dir(dir: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let only = rustix::fs::OFlags::DIRECTORY.bits().cast_signed();
    OpenOptions::new().read(true).custom_flags(only).open(dir)
}

fn rename_to_free(from: &Path, to: &Path) -> io::Result<()> {
    let mut held = TempPath::try_from_path(from)?;
    // A TempPath removes its file when it is dropped, which must not happen to a file of the user's.
    held.disable_cleanup(true);
    match held.persist_noclobber(to).map_err(|failed| failed.error) {
        Err(error) if knows_no_exclusive_rename(&error) => rename_after_look(from, to),
        done => done,
    }
}

/// Some network shares know neither `RENAME_NOREPLACE` nor hard links.
fn knows_no_exclusive_rename(error: &io::Error) -> bool {
    const EPERM: i32 = 1;
    cfg!(unix) && (error.kind() == io::ErrorKind::Unsupported || error.raw_os_error() == Some(EPERM))
}

/// The best that is left on such a share: somebody who makes the same name between the look and the rename
/// loses that file. Names are unique per order, and claims have folders of their own.
#[expect(clippy::disallowed_methods, reason = "this is the one place that renames")]
fn rename_after_look(from: &Path, to: &Path) -> io::Result<()> {
    match fs::symlink_metadata(to) {
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => fs::rename(from, to),
        Err(error) => Err(error),
    }
}

/// Permission bits and owner.
#[cfg(unix)]
fn rights(metadata: &fs::Metadata) -> (Option<u32>, Option<u32>) {
    use std::os::unix::fs::MetadataExt as _;
    (Some(metadata.mode() & 0o7777), Some(metadata.uid()))
}

#[cfg(not(unix))]
fn rights(_: &fs::Metadata) -> (Option<u32>, Option<u32>) {
    (None, None)
}

/// On Windows a virus scanner or the indexer holds a fresh file for seconds, which shows as errors 5, 32 and
/// 33. Ten more tries, the pause doubling from 10 ms, make about ten seconds, as uv does
/// (`reference/engineering.md` B.3).
#[cfg(windows)]
fn patiently<T>(mut attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let mut pause = std::time::Duration::from_millis(10);
    for _ in 0..10 {
        match attempt() {
            Err(error) if matches!(error.raw_os_error(), Some(5 | 32 | 33)) => {
                std::thread::sleep(pause);
                pause *= 2;
            }
            done => return done,
        }
    }
    attempt()
}

#[cfg(not(windows))]
fn patiently<T>(mut attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    attempt()
}
