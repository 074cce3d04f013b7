//! The files of one set of folders go to another: where a company was for a while, and where it is now.

use std::ffi::OsStr;
use std::path::Path;

use super::disk::{Disk, DiskError, Kind, exists};
use super::finish::with_ending;
use super::folders::Folders;
use super::names;
use super::receipt::{ENDING, TEXT_ENDING};

/// Moves every file of `outbox/` and `inbox/` to the same place in the other folders, each with what was said about it; one
/// whose name is taken there gets a free one. What an importer had claimed is settled there by the next one. Nothing is
/// removed. May be done again after a crash. Gives how many files moved.
///
/// # Errors
/// A folder that cannot be listed or written.
pub fn join(disk: &dyn Disk, from: &Folders, to: &Folders) -> Result<u64, DiskError> {
    let mut moved = 0;
    for (from, to) in [(from.outbox(), to.outbox()), (from.inbox(), to.inbox())] {
        moved += join_folder(disk, &from, &to)?;
    }
    Ok(moved)
}

fn join_folder(disk: &dyn Disk, from: &Path, to: &Path) -> Result<u64, DiskError> {
    let mut moved = 0;
    let mut files: Vec<_> = Vec::new();
    for entry in listed(disk, from)? {
        match entry.kind {
            Kind::Directory => moved += join_folder(disk, &from.join(&entry.name), &to.join(&entry.name))?,
            Kind::File if !is_ours(&entry.name) => files.push(entry.name),
            Kind::File | Kind::Link | Kind::Other => {}
        }
    }
    // What is said of a file goes with it; what is left without its file goes last.
    files.sort_by_key(|name| is_said(name));
    for name in &files {
        let source = from.join(name);
        if !exists(disk, &source)? {
            continue;
        }
        disk.create_dir_all(to)?;
        let target = to.join(names::free_name(disk, to, name)?);
        disk.rename_new(&source, &target)?;
        moved += 1;
        if !is_said(name) {
            for ending in [TEXT_ENDING, ENDING] {
                follow(disk, &with_ending(&source, ending), &with_ending(&target, ending))?;
            }
        }
    }
    if !files.is_empty() {
        disk.sync_dir(to)?;
        disk.sync_dir(from)?;
    }
    Ok(moved)
}

/// Is it a lock or a note of a folder itself, and of none of its files?
fn is_ours(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with('.') && !is_said(name)
}

/// Is it a receipt or its text?
fn is_said(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    [TEXT_ENDING, ENDING].iter().any(|ending| name.ends_with(ending))
}

fn follow(disk: &dyn Disk, said: &Path, target: &Path) -> Result<(), DiskError> {
    if exists(disk, said)? && !exists(disk, target)? {
        disk.rename_new(said, target)?;
    }
    Ok(())
}

/// What lies in a folder; nothing where it is not there.
fn listed(disk: &dyn Disk, folder: &Path) -> Result<Vec<super::disk::Entry>, DiskError> {
    match disk.list(folder) {
        Err(error) if error.is_not_found() => Ok(Vec::new()),
        listed => listed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spool::testing::MemoryDisk;

    #[test]
    fn every_file_moves_with_what_was_said_of_it_and_none_is_overwritten() {
        let disk = MemoryDisk::default();
        let (from, to) = (Folders::new("/r"), Folders::new("/r/companies/a"));
        from.create(&disk).unwrap();
        to.create(&disk).unwrap();
        for (path, bytes) in [
            ("/r/outbox/o.xml", "1"),
            ("/r/inbox/i.xml", "2"),
            ("/r/inbox/errors/e.xml", "3"),
            ("/r/inbox/errors/e.xml.json", "{3}"),
            ("/r/inbox/errors/e.xml.txt", "three"),
            ("/r/inbox/errors/alone.xml.json", "{}"),
            ("/r/inbox/archive/2026/11/a.xml", "4"),
            ("/r/inbox/archive/2026/11/a.xml.json", "{4}"),
            ("/r/inbox/claimed/dead/i1/c.xml", "5"),
            ("/r/companies/a/inbox/errors/e.xml", "other"),
            ("/r/companies/a/inbox/errors/e.xml.json", "{other}"),
        ] {
            disk.put(path, bytes.as_bytes());
        }
        assert_eq!(join(&disk, &from, &to).unwrap(), 6);
        let at = |path: &str| String::from_utf8(disk.read(Path::new(path), 99).unwrap()).unwrap();
        assert_eq!(at("/r/companies/a/outbox/o.xml"), "1");
        assert_eq!(at("/r/companies/a/inbox/i.xml"), "2");
        assert_eq!(at("/r/companies/a/inbox/errors/e.xml"), "other");
        assert_eq!(at("/r/companies/a/inbox/errors/e.2.xml"), "3");
        assert_eq!(at("/r/companies/a/inbox/errors/e.2.xml.json"), "{3}");
        assert_eq!(at("/r/companies/a/inbox/errors/e.2.xml.txt"), "three");
        assert_eq!(at("/r/companies/a/inbox/errors/alone.xml.json"), "{}");
        assert_eq!(at("/r/companies/a/inbox/archive/2026/11/a.xml.json"), "{4}");
        assert_eq!(at("/r/companies/a/inbox/claimed/dead/i1/c.xml"), "5");
        let left = disk.files().into_iter().filter(|path| !path.starts_with("/r/companies")).count();
        assert_eq!(left, 0);
        assert_eq!(join(&disk, &from, &to).unwrap(), 0, "a second time there is nothing");
    }
}
