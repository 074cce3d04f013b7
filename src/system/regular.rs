//! Opening what somebody else may have put there: regular files, and nothing else. Who may write into a folder can lay a link
//! into it that leads to a secret, or a pipe at which a reader waits for ever.

use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

/// Is a link gone after? Of a path the last part alone is meant: folders may be links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// In folders that others may write to.
    Refused,
    /// What a person named himself.
    Followed,
}

/// Why something was not opened, as the inside of an [`io::Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotRegular {
    /// A symbolic link.
    #[error("it is a link")]
    Link,
    /// A pipe, a socket, a device.
    #[error("it is a pipe, a socket or a device")]
    Special,
}

impl NotRegular {
    /// Was this the reason?
    #[must_use]
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

impl From<NotRegular> for io::Error {
    fn from(why: NotRegular) -> Self {
        Self::new(io::ErrorKind::InvalidInput, why)
    }
}

/// Opens a file for reading.
///
/// # Errors
/// [`NotRegular`], `IsADirectory`, or what the system says. Nothing is waited for.
pub fn open(path: &Path, links: Links) -> io::Result<File> {
    open_with(OpenOptions::new().read(true), path, links)
}

/// As [`open`], in another way.
///
/// # Errors
/// As [`open`].
pub fn open_with(options: &mut OpenOptions, path: &Path, links: Links) -> io::Result<File> {
    let file = without_waiting(options, path, links).map_err(|error| what_lies_there(error, path, links))?;
    // Asked of what was opened, for the name may lead to something else by now.
    regular(file.metadata()?.file_type())?;
    Ok(file)
}

/// Reads a file of at most `limit` bytes.
///
/// # Errors
/// As [`open`]; `FileTooLarge` if it is larger, without having read more.
pub fn read(path: &Path, links: Links, limit: u64) -> io::Result<Vec<u8>> {
    let file = open(path, links)?;
    let size = file.metadata()?.len();
    let too_large = || io::Error::from(io::ErrorKind::FileTooLarge);
    if size > limit {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    // The file may grow while it is read; one byte over the limit is enough to know.
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= limit) { Ok(bytes) } else { Err(too_large()) }
}

fn regular(kind: FileType) -> io::Result<()> {
    match kind {
        kind if kind.is_file() => Ok(()),
        kind if kind.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        kind if kind.is_symlink() => Err(NotRegular::Link.into()),
        _ => Err(NotRegular::Special.into()),
    }
}

/// Of links and sockets the system has many words, so what lies there is asked once more.
fn what_lies_there(error: io::Error, path: &Path, links: Links) -> io::Error {
    if error.kind() == io::ErrorKind::NotFound {
        return error;
    }
    let found = match links {
        Links::Refused => fs::symlink_metadata(path),
        Links::Followed => fs::metadata(path),
    };
    match found.map(|found| regular(found.file_type())) {
        Ok(Err(why)) => why,
        _ => error,
    }
}

/// A pipe without a writer is opened at once, and no terminal becomes that of the program.
#[cfg(unix)]
fn without_waiting(options: &mut OpenOptions, path: &Path, links: Links) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;

    use rustix::fs::OFlags;

    let mut flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    flags.set(OFlags::NOFOLLOW, links == Links::Refused);
    options.custom_flags(flags.bits().cast_signed()).open(path)
}

#[cfg(windows)]
fn without_waiting(options: &mut OpenOptions, path: &Path, links: Links) -> io::Result<File> {
    use std::os::windows::fs::{MetadataExt as _, OpenOptionsExt as _};

    /// `FILE_FLAG_OPEN_REPARSE_POINT`.
    const ITSELF: u32 = 0x0020_0000;
    /// `FILE_ATTRIBUTE_REPARSE_POINT`.
    const POINT: u32 = 0x0400;

    if links == Links::Followed {
        return options.open(path);
    }
    let file = options.custom_flags(ITSELF).open(path)?;
    let found = file.metadata()?;
    // Files of a cloud's folder and of a disk without duplicates are such points too and lead nowhere else; their bytes come
    // only to who opens them as any other.
    if found.file_attributes() & POINT != 0 && !found.file_type().is_symlink() {
        return options.custom_flags(0).open(path);
    }
    Ok(file)
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use super::*;
    use crate::system::private;

    /// What may lie in a folder, each under its name.
    fn hostile() -> (tempfile::TempDir, UnixListener) {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        private::begin(&path("file")).unwrap();
        private::create_dir_all(&path("folder")).unwrap();
        symlink(path("file"), path("link")).unwrap();
        symlink(path("pipe"), path("to-pipe")).unwrap();
        symlink(path("nowhere"), path("broken")).unwrap();
        symlink(path("ring"), path("ring")).unwrap();
        assert!(Command::new("mkfifo").arg(path("pipe")).status().unwrap().success());
        let socket = UnixListener::bind(path("socket")).unwrap();
        (folder, socket)
    }

    #[test]
    fn only_a_regular_file_is_opened_and_nothing_is_waited_for() {
        use io::ErrorKind as Kind;
        let (folder, _socket) = hostile();
        let (link, special) = (Some(NotRegular::Link), Some(NotRegular::Special));
        for (name, refused, followed) in [
            ("file", Ok(()), Ok(())),
            ("link", Err((link, Kind::InvalidInput)), Ok(())),
            ("to-pipe", Err((link, Kind::InvalidInput)), Err((special, Kind::InvalidInput))),
            ("broken", Err((link, Kind::InvalidInput)), Err((None, Kind::NotFound))),
            ("pipe", Err((special, Kind::InvalidInput)), Err((special, Kind::InvalidInput))),
            ("socket", Err((special, Kind::InvalidInput)), Err((special, Kind::InvalidInput))),
            ("folder", Err((None, Kind::IsADirectory)), Err((None, Kind::IsADirectory))),
            ("nothing", Err((None, Kind::NotFound)), Err((None, Kind::NotFound))),
        ] {
            let path = folder.path().join(name);
            let said = |error: io::Error| (NotRegular::of(&error), error.kind());
            let opened = |links| open(&path, links).map(drop).map_err(said);
            assert_eq!((opened(Links::Refused), opened(Links::Followed)), (refused, followed), "{name}");
            let written = open_with(OpenOptions::new().write(true), &path, Links::Refused).map(drop).map_err(said);
            assert_eq!(written, refused, "{name} for writing");
            assert_eq!(read(&path, Links::Refused, 9).map(drop).map_err(said), refused, "{name}, read");
        }
        let ring = open(&folder.path().join("ring"), Links::Followed).unwrap_err();
        assert_eq!(NotRegular::of(&ring), None, "{ring}");
        let device = open(Path::new("/dev/zero"), Links::Followed).unwrap_err();
        assert_eq!(NotRegular::of(&device), special);
    }

    #[test]
    fn a_file_is_made_through_no_link() {
        let (folder, _socket) = hostile();
        let made = |name: &str| {
            open_with(
                OpenOptions::new().write(true).create(true).truncate(false),
                &folder.path().join(name),
                Links::Refused,
            )
        };
        for name in ["broken", "link", "pipe", "socket"] {
            assert!(NotRegular::of(&made(name).unwrap_err()).is_some(), "{name}");
        }
        assert!(!folder.path().join("nowhere").exists());
        assert!(made("new").is_ok() && made("new").is_ok());
    }
}
