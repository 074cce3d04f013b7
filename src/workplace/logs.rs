//! The log's files: which are wanted, where they lie, and for who looks into them.

use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use crate::core::settings::Log;
use crate::settings::file;
use crate::spool::{Disk as _, Folders, RealDisk};
use crate::system::regular::{self, Links};

/// So much of the log's end is shown.
const SHOWN: u64 = 64 * 1024;

/// Where the files of a working folder lie.
#[must_use]
pub fn folder(dir: &Path) -> PathBuf {
    Folders::new(dir).state().join("logs")
}

/// The files that a working folder wants; none where there are no settings, or where they say so.
#[must_use]
pub fn wanted(dir: &Path) -> Option<Log> {
    file::read(dir).ok().map(|settings| settings.log).filter(|log| log.keep_days > 0)
}

/// Makes the folder where there is none.
///
/// # Errors
/// The system's reason.
pub fn make(folder: &Path) -> io::Result<()> {
    RealDisk.create_dir_all(folder).map_err(|error| error.source)
}

/// Name and end of the newest log for people; the lines for programs say the same. `None`: there is none, or it cannot
/// be read.
#[must_use]
pub fn latest(folder: &Path) -> Option<(String, String)> {
    let names = std::fs::read_dir(folder).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let newest = names.filter(|name| !name.contains(".json")).max()?;
    let text = tail(&folder.join(&newest)).ok()?;
    Some((newest, text))
}

fn tail(path: &Path) -> io::Result<String> {
    let mut file = regular::open(path, Links::Refused)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(SHOWN)))?;
    let mut bytes = Vec::new();
    file.take(SHOWN).read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    // It may begin in the middle of a line.
    let whole = if length > SHOWN { text.split_once('\n').map_or("", |(_, rest)| rest) } else { &text };
    Ok(whole.to_owned())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_the_newest_log_is_read() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(latest(folder.path()), None);
        assert_eq!(latest(&folder.path().join("away")), None);
        std::fs::write(folder.path().join("log.2026-11-25"), "old").unwrap();
        std::fs::write(folder.path().join("log.2026-11-26.jsonl"), "{}").unwrap();
        let lines = "a line of the log\n".repeat(20_000);
        std::fs::write(folder.path().join("log.2026-11-26"), &lines).unwrap();
        let (name, text) = latest(folder.path()).unwrap();
        assert_eq!(name, "log.2026-11-26");
        assert!(text.starts_with("a line") && text.ends_with("log\n") && text.len() < 70_000);
    }
}
