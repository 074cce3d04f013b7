//! A finished file on its way back into the drop folder.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Context as _, Disk, DiskError, Operation, remove_if_there};
use super::finish::with_ending;
use super::folders::Folders;
use super::names;
use super::receipt::{ENDING, TEXT_ENDING};

/// Moves a refused file back to where it may be taken again, and removes what was said about it. `None`: it is not there
/// any more.
///
/// The file goes first. After a crash in between, its receipt is left alone and taken over by the next one.
pub fn take_back(disk: &dyn Disk, folders: &Folders, stored: &Path) -> Result<Option<PathBuf>, DiskError> {
    let name = stored.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput));
    let name = name.context(Operation::Rename, stored)?;
    let inbox = folders.inbox();
    let target = inbox.join(names::free_name(disk, &inbox, name)?);
    if !disk.take(stored, &target)? {
        return Ok(None);
    }
    disk.sync_dir(&inbox)?;
    unsay(disk, stored)?;
    Ok(Some(target))
}

/// Removes a refused file in whose place another was made, and what was said about it.
pub fn drop_refused(disk: &dyn Disk, stored: &Path) -> Result<(), DiskError> {
    remove_if_there(disk, stored)?;
    unsay(disk, stored)
}

fn unsay(disk: &dyn Disk, stored: &Path) -> Result<(), DiskError> {
    for ending in [TEXT_ENDING, ENDING] {
        remove_if_there(disk, &with_ending(stored, ending))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spool::testing::MemoryDisk;

    #[test]
    fn a_file_comes_back_without_what_was_said_about_it() {
        let (disk, folders) = (MemoryDisk::default(), Folders::new("/r"));
        folders.create(&disk).unwrap();
        for (path, bytes) in [
            ("/r/inbox/a.xml", b"other"),
            ("/r/inbox/errors/a.xml", b"wrong"),
            ("/r/inbox/errors/a.xml.json", b"said!"),
            ("/r/inbox/errors/a.xml.txt", b"said!"),
        ] {
            disk.put(path, bytes);
        }
        let stored = Path::new("/r/inbox/errors/a.xml");
        let back = take_back(&disk, &folders, stored).unwrap().unwrap();
        assert_eq!(disk.read(&back, 10).unwrap(), b"wrong");
        assert_eq!(disk.files().len(), 2, "{:?}", disk.files());
        assert_eq!(take_back(&disk, &folders, stored).unwrap(), None);
    }
}
