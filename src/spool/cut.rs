//! Finished files whose time has come. The file goes; of its receipt hash, key, number, sums and times stay.
//!
//! The steps, each of which may be the last before a crash:
//! 1. the cut receipt is written durably, in place of the whole one, or under the file's hash where the file's name was
//!    given by a person;
//! 2. the file goes, and the text for people;
//! 3. the whole receipt goes, where the cut one has another name.
//!
//! Whoever comes after a crash finds the file, or a whole receipt without one, and begins anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::disk::{Disk, DiskError, Kind, remove_if_there};
use super::durable::replace;
use super::error::SpoolError;
use super::finish::with_ending;
use super::folders::Folders;
use super::names;
use super::receipt::{ENDING, Receipt, Sums, TEXT_ENDING, read_receipt};
use crate::core::correction::Corrections;
use crate::core::poland;

/// So many figures of the hash make a name.
const HASH_SHOWN: usize = 16;

/// A finished file with its receipt.
#[derive(Clone, Debug, PartialEq)]
pub struct Ended {
    /// The file.
    pub path: PathBuf,
    /// What became of it.
    pub receipt: Receipt,
}

/// Files of `archive/` and `duplicates/` whose work ended before this time, the oldest months first; so many at most.
pub fn ended_before(
    disk: &dyn Disk,
    folders: &Folders,
    before: Timestamp,
    limit: usize,
) -> Result<Vec<Ended>, SpoolError> {
    let mut found = Vec::new();
    each_ended(disk, folders, before, &mut |ended| {
        if found.len() < limit {
            found.push(ended);
        }
        found.len() < limit
    })?;
    Ok(found)
}

/// Shows them one by one, as long as more are wanted: there may be a hundred thousand. What has no receipt that can be read
/// is not ours to remove, and is left out.
pub fn each_ended(
    disk: &dyn Disk,
    folders: &Folders,
    before: Timestamp,
    wants_more: &mut dyn FnMut(Ended) -> bool,
) -> Result<(), SpoolError> {
    for folder in months(disk, folders, before)?.into_iter().chain([folders.duplicates()]) {
        let names: BTreeSet<String> = match disk.list(&folder) {
            Ok(entries) => {
                let files = entries.into_iter().filter(|entry| entry.kind == Kind::File);
                files.filter_map(|entry| entry.name.into_string().ok()).collect()
            }
            Err(error) if error.is_not_found() => continue,
            Err(error) => return Err(error.into()),
        };
        // What was cut has no file and a name without a person, so that a month which is done costs its listing alone.
        let receipts = names.iter().filter_map(|name| name.strip_suffix(".json"));
        let whole = receipts.filter(|name| names.contains(*name) || !(names::is_order_file(name) || is_hidden(name)));
        for name in whole.filter(|name| names::is_candidate(name.as_ref())) {
            let path = folder.join(name);
            let receipt = match read_receipt(disk, &with_ending(&path, ENDING)) {
                Err(SpoolError::Disk(error)) if !error.is_not_found() => return Err(error.into()),
                read => read.ok().filter(|receipt| receipt.at < before),
            };
            if receipt.is_some_and(|receipt| !wants_more(Ended { path, receipt })) {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// The months of the archive that began before this time, the oldest first.
fn months(disk: &dyn Disk, folders: &Folders, before: Timestamp) -> Result<Vec<PathBuf>, SpoolError> {
    let day = poland::day(before);
    let limit = (day.year(), day.month());
    let mut found = Vec::new();
    let root = folders.archive_root();
    for (year, path) in numbered(disk, &root)? {
        for (month, path) in numbered(disk, &path)? {
            if i8::try_from(month).is_ok_and(|month| (year, month) <= limit) {
                found.push((year, month, path));
            }
        }
    }
    found.sort();
    Ok(found.into_iter().map(|(_, _, path)| path).collect())
}

fn numbered(disk: &dyn Disk, folder: &Path) -> Result<Vec<(i16, PathBuf)>, SpoolError> {
    let entries = match disk.list(folder) {
        Ok(entries) => entries,
        Err(error) if error.is_not_found() => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let folders = entries.into_iter().filter(|entry| entry.kind == Kind::Directory);
    Ok(folders.filter_map(|entry| Some((entry.name.to_str()?.parse().ok()?, folder.join(&entry.name)))).collect())
}

/// Removes the file and cuts its receipt down. `sums`: what its documents came to, where that can be read.
pub fn cut_down(disk: &dyn Disk, ended: &Ended, sums: Option<Sums>, now: Timestamp) -> Result<(), SpoolError> {
    let Ended { path, receipt } = ended;
    let old = with_ending(path, ENDING);
    let hidden = hidden_name(&receipt.file, &receipt.sha256);
    let is_hidden = hidden != receipt.file;
    let new = if is_hidden { with_ending(&path.with_file_name(&hidden), ENDING) } else { old.clone() };
    let stored = match receipt.stored.rsplit_once('/') {
        Some((folder, _)) if is_hidden => format!("{folder}/{hidden}"),
        _ => receipt.stored.clone(),
    };
    let cut = Receipt {
        file: hidden,
        stored,
        decisions: Vec::new(),
        corrections: Corrections::default(),
        problems: Vec::new(),
        sums: sums.or_else(|| receipt.sums.clone()),
        cut_at: Some(now),
        ..receipt.clone()
    };
    replace(disk, &new, &cut.to_json(&new)?)?;
    remove_if_there(disk, path)?;
    remove_if_there(disk, &with_ending(path, TEXT_ENDING))?;
    if new != old {
        remove_if_there(disk, &old)?;
    }
    Ok(())
}

/// Writes the receipt of this file anew.
pub fn write_receipt(disk: &dyn Disk, path: &Path, receipt: &Receipt) -> Result<(), SpoolError> {
    let place = with_ending(path, ENDING);
    Ok(replace(disk, &place, &receipt.to_json(&place)?)?)
}

/// Removes a finished file with everything that was said about it.
pub fn remove_finished(disk: &dyn Disk, path: &Path) -> Result<(), DiskError> {
    remove_if_there(disk, path)?;
    for ending in [TEXT_ENDING, ENDING] {
        remove_if_there(disk, &with_ending(path, ending))?;
    }
    Ok(())
}

/// The name under which a file is remembered when its content is gone: its own, if this program gave it, else a part of
/// its hash.
#[must_use]
pub fn hidden_name(name: &str, sha256: &str) -> String {
    if names::is_order_file(name) {
        return name.to_owned();
    }
    let hash: String = sha256.chars().filter(char::is_ascii_hexdigit).take(HASH_SHOWN).collect();
    format!("{hash}.xml")
}

/// Is this a name that is made of a hash?
fn is_hidden(name: &str) -> bool {
    let hash = name.strip_suffix(".xml").unwrap_or_default();
    hash.len() == HASH_SHOWN && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spool::receipt::Outcome;
    use crate::spool::testing::{Fault, FaultyDisk, MemoryDisk};

    const OURS: &str = "RO_sklep_20260104T100000Z_29738e61-7f6a-11e8-ac45-09db60ede9d6.xml";
    const HASH: &str = "0123456789abcdef0123456789abcdef";

    fn time(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn put(disk: &MemoryDisk, folder: &str, name: &str, at: &str) {
        let receipt = Receipt {
            stored: format!("{folder}/{name}"),
            number: Some("RO/1/2026".to_owned()),
            ..Receipt::new(Outcome::Imported, name, HASH, 5, time(at))
        };
        let path = Path::new("/r/inbox").join(folder).join(name);
        disk.put(&path, b"<ROOT");
        disk.put(with_ending(&path, ENDING), &receipt.to_json(&path).unwrap());
    }

    fn shop() -> (MemoryDisk, Folders) {
        let (disk, folders) = (MemoryDisk::default(), Folders::new("/r"));
        folders.create(&disk).unwrap();
        for month in ["2026/01", "2026/08", "2026/11"] {
            disk.create_dir_all(&folders.archive_root().join(month)).unwrap();
        }
        put(&disk, "archive/2026/01", OURS, "2026-01-05T10:00:00Z");
        put(&disk, "archive/2026/08", "Jan Kowalski.xml", "2026-08-20T10:00:00Z");
        put(&disk, "archive/2026/08", "nowszy.xml", "2026-08-30T10:00:00Z");
        put(&disk, "archive/2026/11", "nowy.xml", "2026-11-05T10:00:00Z");
        put(&disk, "duplicates", "Anna.xml", "2026-02-01T10:00:00Z");
        disk.put("/r/inbox/archive/2026/01/cudzy.xml", b"no receipt");
        disk.put("/r/inbox/archive/2026/01/zepsuty.xml", b"x");
        disk.put("/r/inbox/archive/2026/01/zepsuty.xml.json", b"{");
        (disk, folders)
    }

    fn old(disk: &dyn Disk, folders: &Folders, limit: usize) -> Vec<String> {
        let found = ended_before(disk, folders, time("2026-08-28T12:00:00Z"), limit).unwrap();
        found.iter().map(|one| one.path.file_name().unwrap().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn what_is_old_and_has_a_receipt_is_found_the_oldest_month_first() {
        let (disk, folders) = shop();
        assert_eq!(old(&disk, &folders, 10), [OURS, "Jan Kowalski.xml", "Anna.xml"]);
        assert_eq!(old(&disk, &folders, 2), [OURS, "Jan Kowalski.xml"]);
        let empty = MemoryDisk::default();
        assert_eq!(old(&empty, &Folders::new("/nowhere"), 2), Vec::<String>::new());
    }

    #[test]
    fn i10_hash_key_number_and_sums_stay_and_no_name_that_a_person_gave() {
        let (disk, folders) = shop();
        let now = time("2026-11-26T12:00:00Z");
        let sums = Sums { net: 100.into(), vat: 23.into(), gross: 123.into(), currency: "PLN".to_owned() };
        for ended in ended_before(&disk, &folders, time("2026-08-28T12:00:00Z"), 10).unwrap() {
            cut_down(&disk, &ended, Some(sums.clone()), now).unwrap();
        }
        assert_eq!(old(&disk, &folders, 10), Vec::<String>::new());
        let left: Vec<String> = disk.files().iter().map(|path| path.display().to_string()).collect();
        assert!(left.iter().all(|path| !path.contains("Kowalski") && !path.contains("Anna")), "{left:?}");
        let path = folders.archive_root().join("2026/08/0123456789abcdef.xml.json");
        let receipt = read_receipt(&disk, &path).unwrap();
        assert_eq!((receipt.file.as_str(), receipt.sha256.as_str()), ("0123456789abcdef.xml", HASH));
        assert_eq!(receipt.stored, "archive/2026/08/0123456789abcdef.xml");
        assert_eq!(
            (receipt.number.as_deref(), receipt.sums, receipt.cut_at),
            (Some("RO/1/2026"), Some(sums), Some(now))
        );
        assert!(left.iter().any(|path| path.ends_with(&format!("{OURS}.json"))), "our own names tell nobody");
        assert!(
            left.iter().any(|path| path.ends_with("nowy.xml")) && left.iter().any(|path| path.ends_with("cudzy.xml"))
        );
    }

    #[test]
    fn i11_a_disk_that_fails_anywhere_leaves_what_the_next_pass_ends() {
        let before = time("2026-08-28T12:00:00Z");
        let mut operation = 0;
        loop {
            let (disk, folders) = shop();
            let faulty = FaultyDisk::failing(disk.clone(), operation, Fault::Kill);
            let pass = |disk: &dyn Disk| -> Result<(), SpoolError> {
                for ended in ended_before(disk, &folders, before, 10)? {
                    cut_down(disk, &ended, None, before)?;
                }
                Ok(())
            };
            let done = pass(&faulty);
            assert_eq!(done.is_err(), faulty.struck(), "{operation}");
            assert!(read_all(&disk, &folders).len() >= 5, "{operation}: no receipt is lost");
            pass(&disk).unwrap();
            assert_eq!(old(&disk, &folders, 10), Vec::<String>::new(), "{operation}");
            assert_eq!(read_all(&disk, &folders).len(), 5, "{operation}");
            if done.is_ok() {
                break;
            }
            operation += 1;
        }
        assert!(operation > 10, "the disk failed {operation} times");
    }

    fn read_all(disk: &dyn Disk, folders: &Folders) -> Vec<Receipt> {
        [folders.archive_root(), folders.duplicates()]
            .iter()
            .flat_map(|folder| crate::spool::read_receipts(disk, folder).unwrap())
            .filter_map(|(_, receipt)| receipt.ok())
            .collect()
    }
}
