//! Files that lie where they lie for a reason that somebody may want to know: for `status`, the panel, `doctor` and
//! `/metrics`, which all read this.

use std::collections::BTreeSet;
use std::path::PathBuf;

use jiff::Timestamp;
use serde::Serialize;

use super::import::settle;
use crate::core::kinds::{self, DocumentKind};
use crate::core::life::{Life, State};
use crate::core::message::text::{Lif016, Spl025, Spl027, Spl030};
use crate::core::problem::{Problem, Severity};
use crate::core::settings::Settings;
use crate::spool::disk::Kind;
use crate::spool::{Disk, DiskError, Folders, Notes, abandoned, names, scan, scan_below};

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
}

impl Why {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Held, Self::Unfinished, Self::Changed, Self::Claimed, Self::ByHand];

    /// For programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Unfinished => "unfinished",
            Self::Changed => "changed",
            Self::Claimed => "claimed",
            Self::ByHand => "by_hand",
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

/// The kind of an order's file that waits for Optima's own import; none: the order does not wait for that.
#[must_use]
pub fn for_optima(life: &Life) -> Option<&'static DocumentKind> {
    life.file.as_deref().filter(|_| life.state == State::Exported).and_then(names::by_hand)
}

/// What is to be said of an order's file of this name, if a person is to let Optima import it.
pub(super) fn by_hand(name: &str) -> Option<Problem> {
    let kind = names::by_hand(name)?;
    Some(Problem::note(Lif016 { file: name.into(), kind: kinds::in_words(kind.plain.class) }))
}

/// Looks for them in the folders of a company, by path. Files that only wait for their turn are none.
///
/// # Errors
/// A folder that cannot be looked into. One that is not there holds nothing.
pub fn lying(
    disk: &dyn Disk,
    folders: &Folders,
    settings: &Settings,
    now: Timestamp,
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
    let outbox = folders.outbox();
    for entry in there(disk.list(&outbox))?.into_iter().filter(|entry| entry.kind == Kind::File) {
        if let Some(problem) = entry.name.to_str().and_then(by_hand) {
            let path = outbox.join(&entry.name);
            let since = disk.metadata(&path).ok().and_then(|now| now.modified);
            add(path, Why::ByHand, since, problem);
        }
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
