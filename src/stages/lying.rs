//! Files that lie where they lie for a reason that somebody may want to know: for `status`, the panel, `doctor` and
//! `/metrics`, which all read this.

use std::collections::BTreeSet;
use std::path::PathBuf;

use jiff::Timestamp;
use serde::Serialize;

use super::by_hand::{Known, for_optima_in};
use super::import::settle;
use crate::core::message::text::{Spl025, Spl027, Spl030};
use crate::core::problem::{Problem, Severity};
use crate::core::settings::Settings;
use crate::spool::{Disk, DiskError, Folders, Notes, abandoned, scan, scan_below};

/// Why a file lies there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// It cannot be taken, read or moved, or is none.
    Held,
    /// It is still being written.
    Unfinished,
    /// It was refused and changed since.
    Changed,
    /// Its importer died, or somebody put it among the files of those that live.
    Claimed,
    /// It waits until a person lets Optima import it.
    #[serde(rename = "by_hand")]
    ByHand,
    /// It waited for that, and its order has a document by now, another file, or nobody who wants one.
    Over,
}

impl Why {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Held, Self::Unfinished, Self::Changed, Self::Claimed, Self::ByHand, Self::Over];

    /// For programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Unfinished => "unfinished",
            Self::Changed => "changed",
            Self::Claimed => "claimed",
            Self::ByHand => "by_hand",
            Self::Over => "over",
        }
    }
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LyingFile {
    /// Where.
    pub path: PathBuf,
    /// Why.
    pub why: Why,
    /// Since when that is known; none: it is not.
    pub since: Option<Timestamp>,
    /// In words.
    pub problem: Problem,
}

impl LyingFile {
    /// Does something keep it from its way? There may be thousands of those that wait for a person by intent, and who looks
    /// for trouble is not to look through them.
    #[must_use]
    pub fn is_stuck(&self) -> bool {
        self.why != Why::ByHand
    }
}

/// Looks for them in the folders of a company, by path. Files that only wait for their turn are none. `order`: what is known
/// of one.
///
/// # Errors
/// A folder that cannot be looked into. One that is not there holds nothing.
pub fn lying(
    disk: &dyn Disk,
    folders: &Folders,
    settings: &Settings,
    (now, order): (Timestamp, Known<'_>),
) -> Result<Vec<LyingFile>, DiskError> {
    let notes = Notes::read(disk, folders);
    let mut found: Vec<LyingFile> = Vec::new();
    for (why, noted) in [(Why::Held, notes.held(disk)), (Why::Changed, notes.changed(disk))] {
        found.extend(noted.into_iter().map(|(path, noted)| LyingFile {
            path,
            why,
            since: Some(noted.since),
            problem: noted.problem,
        }));
    }
    // What lies below a folder comes right behind it.
    let mut known: BTreeSet<PathBuf> = found.iter().map(|file| file.path.clone()).collect();
    let mut add = |path: PathBuf, why, since, problem: Problem| {
        // Why it is held says more than that it is there; of a claim that cannot be looked into the folder alone is known.
        if !known.range(path.clone()..).next().is_some_and(|next| next.starts_with(&path)) {
            known.insert(path.clone());
            let problem = problem.in_file(path.display().to_string());
            found.push(LyingFile { path, why, since, problem });
        }
    };
    for left in there(abandoned(disk, folders))? {
        let path = left.path.as_path().into();
        let problem = if left.laid { Problem::warning(Spl030 { path }) } else { Problem::warning(Spl027 { path }) };
        add(left.path, Why::Claimed, left.modified, problem);
    }
    let inbox = folders.inbox();
    let look = if settings.watch.subfolders { scan_below(disk, &inbox) } else { scan(disk, &inbox) };
    let look = there(look)?;
    let settle = settle(disk, &[], settings);
    for candidate in look.candidates.into_iter().filter(|candidate| settle.is_unfinished(candidate, now)) {
        let problem = Problem::note(Spl025 { path: candidate.path().as_path().into() });
        add(candidate.path(), Why::Unfinished, candidate.modified, problem);
    }
    for skipped in look.skipped.into_iter().filter(|skipped| skipped.why.severity > Severity::Note) {
        add(skipped.path, Why::Held, None, skipped.why);
    }
    // All others there only wait for their turn, and need not be looked at.
    for file in for_optima_in(disk, folders, order)? {
        let since = disk.metadata(&file.path).ok().and_then(|now| now.modified);
        let why = if file.waits() { Why::ByHand } else { Why::Over };
        add(file.path.clone(), why, since, file.told());
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// Nothing, where the folder is not there.
fn there<T: Default>(found: Result<T, DiskError>) -> Result<T, DiskError> {
    match found {
        Err(error) if error.is_not_found() => Ok(T::default()),
        found => found,
    }
}
