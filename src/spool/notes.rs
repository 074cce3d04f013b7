//! What is noted of files that a run left where they lie, for whoever asks between two runs. Notes: what is there outranks
//! them, and a note that is lost costs a look.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::disk::{Disk, DiskError};
use super::durable::replace;
use super::folders::Folders;
use crate::core::problem::Problem;

/// In `state/`.
const FILE: &str = "files.json";
/// Most bytes of it; some thousand files.
const LARGEST: u64 = 4 << 20;
/// Most files that are noted. Who has more of them has one reason for all.
const MOST: usize = 1000;
/// So long it is known how often a file went back by itself.
const KNOWN_FOR: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Why a file lies where it lies, and since when that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// Why, with the path.
    pub problem: Problem,
    /// Since when.
    pub since: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Returned {
    times: u32,
    at: Timestamp,
}

/// The notes of one company's folders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Notes {
    /// Files that could not be taken, settled or moved.
    held: BTreeMap<PathBuf, Noted>,
    /// Refused files that were changed since and lie there still.
    changed: BTreeMap<PathBuf, Noted>,
    /// How often a refused file that was changed went back by itself, by the name under which it was dropped.
    returned: BTreeMap<String, Returned>,
}

impl Notes {
    /// Reads the notes. Those that cannot be read are none.
    #[must_use]
    pub fn read(disk: &dyn Disk, folders: &Folders) -> Self {
        let bytes = disk.read(&path(folders), LARGEST).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// Writes them where they differ from those that are there.
    pub fn write(mut self, disk: &dyn Disk, folders: &Folders, now: Timestamp) -> Result<(), DiskError> {
        self.returned.retain(|_, returned| now.duration_since(returned.at) < KNOWN_FOR);
        for noted in [&mut self.held, &mut self.changed] {
            while noted.len() > MOST {
                noted.pop_last();
            }
        }
        if self == Self::read(disk, folders) {
            return Ok(());
        }
        replace(disk, &path(folders), &serde_json::to_vec_pretty(&self).unwrap_or_default())
    }

    /// This file is held, for this reason.
    pub fn hold(&mut self, path: &Path, problem: Problem, now: Timestamp) {
        note(&mut self.held, path, problem, now);
    }

    /// This refused file was changed and does not go back.
    pub fn change(&mut self, path: &Path, problem: Problem, now: Timestamp) {
        note(&mut self.changed, path, problem, now);
    }

    /// Forgets the files that lie there no more, and, of those that a run has `tried`, the reasons of earlier runs.
    pub fn forget(&mut self, disk: &dyn Disk, tried: impl Fn(&Path) -> bool) {
        self.held.retain(|path, _| is_there(disk, path) && !tried(path));
    }

    /// Forgets of the changed files those that lie there no more, and those that are the `same` as were refused.
    pub fn forget_changed(&mut self, disk: &dyn Disk, same: impl Fn(&Path) -> bool) {
        self.changed.retain(|path, _| is_there(disk, path) && !same(path));
    }

    /// This refused file is what was refused, or may be being changed just now.
    pub fn same_again(&mut self, path: &Path) {
        self.changed.remove(path);
    }

    /// How often did a file of this name go back by itself?
    #[must_use]
    pub fn times_returned(&self, name: &str) -> u32 {
        self.returned.get(name).map_or(0, |returned| returned.times)
    }

    /// It goes back once more.
    pub fn returns(&mut self, name: &str, at: Timestamp) {
        let times = self.times_returned(name).saturating_add(1);
        self.returned.insert(name.to_owned(), Returned { times, at });
    }

    /// Files that are held, and lie there still.
    pub fn held(&self, disk: &dyn Disk) -> Vec<(PathBuf, Noted)> {
        there(disk, &self.held)
    }

    /// Refused files that were changed, and lie there still.
    pub fn changed(&self, disk: &dyn Disk) -> Vec<(PathBuf, Noted)> {
        there(disk, &self.changed)
    }
}

fn note(noted: &mut BTreeMap<PathBuf, Noted>, path: &Path, problem: Problem, now: Timestamp) {
    // A name that is not text cannot be noted.
    if path.to_str().is_none() {
        return;
    }
    let since = noted.get(path).map_or(now, |known| known.since);
    noted.insert(path.to_owned(), Noted { problem, since });
}

fn there(disk: &dyn Disk, noted: &BTreeMap<PathBuf, Noted>) -> Vec<(PathBuf, Noted)> {
    let there = noted.iter().filter(|(path, _)| is_there(disk, path));
    there.map(|(path, noted)| (path.clone(), noted.clone())).collect()
}

/// What cannot be asked about is there: that may be what was noted of it.
fn is_there(disk: &dyn Disk, path: &Path) -> bool {
    !matches!(disk.metadata(path), Err(error) if error.is_not_found())
}

fn path(folders: &Folders) -> PathBuf {
    folders.state().join(FILE)
}
