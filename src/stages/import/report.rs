//! What a run of stage 2 did.

use std::path::{Path, PathBuf};

use uuid::Uuid;

use crate::core::plan::{Intent, Rehearsal};
use crate::core::problem::{Explain as _, Problem};
use crate::core::reach::Reach;
use crate::spool::SpoolError;

/// What a run did, for the edge to show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportReport {
    /// Documents that are in Optima now.
    pub imported: Vec<Imported>,
    /// Documents that were there already.
    pub duplicates: Vec<Duplicate>,
    /// Files that were refused, or left alone for a reason that a person should know.
    pub errors: Vec<FileError>,
    /// What else lies in the folders.
    pub notes: Vec<Problem>,
    /// What is wrong with the mapping tables.
    pub tables: Vec<Problem>,
    /// What lies there and is no document by its name; nothing is wrong with it.
    pub passed_over: Vec<Problem>,
    /// What would be done, where only that was asked.
    pub plans: Vec<Planned>,
    /// Files that their writers have not finished, as far as can be told; they are left for the next run.
    pub unfinished: Vec<PathBuf>,
    /// So many files wait in `outbox/` until a person lets Optima import them.
    pub for_optima: usize,
    /// So many documents that we wrote are not in Optima any more, and nobody has said yet what is to become of them.
    pub missing: usize,
}

/// A new document.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The file's name.
    pub file: String,
    /// The document's key.
    pub key: Uuid,
    /// Its number.
    pub number: String,
    /// Warnings and notes.
    pub problems: Vec<Problem>,
}

/// A document that was there already.
#[derive(Clone, Debug, PartialEq)]
pub struct Duplicate {
    /// The file's name.
    pub file: String,
    /// The document's key.
    pub key: Uuid,
    /// Its number.
    pub number: String,
    /// What deserves a look, such as another sum.
    pub problems: Vec<Problem>,
}

/// A file that was refused.
#[derive(Clone, Debug, PartialEq)]
pub struct FileError {
    /// The file's name, or path where it was left alone.
    pub file: String,
    /// Every reason; the first error is the one to show in short.
    pub problems: Vec<Problem>,
    /// Where the file lies now, with its reasons in words beside it; none: it was left where it was.
    pub moved: Option<PathBuf>,
    /// Where the file lies now that could not be taken, read or moved; it is tried again by the next run.
    pub left: Option<PathBuf>,
    /// How far what holds it up reaches.
    pub reach: Reach,
}

impl ImportReport {
    /// What is wrong with the tables of a company; what is everybody's is told once.
    pub fn tell_tables(&mut self, problems: Vec<Problem>) {
        for problem in problems {
            if !self.tables.contains(&problem) {
                self.tables.push(problem);
            }
        }
    }
}

impl FileError {
    /// Of a file that a failure holds up where it lies.
    #[must_use]
    pub fn left(error: &SpoolError) -> Self {
        let left = error.file().map(Path::to_path_buf);
        Self { left, reach: error.reach(), ..Self::of(error.problem()) }
    }

    /// Of one problem that names its file.
    #[must_use]
    pub fn of(problem: Problem) -> Self {
        let file = problem.place.file.clone().unwrap_or_default();
        Self { file, problems: vec![problem], moved: None, left: None, reach: Reach::File }
    }

    /// Of a file with all these problems, which name it.
    #[must_use]
    pub fn of_all(problems: Vec<Problem>) -> Self {
        let file = problems.first().and_then(|problem| problem.place.file.clone()).unwrap_or_default();
        Self { file, problems, moved: None, left: None, reach: Reach::File }
    }

    /// The reason to show in short.
    #[must_use]
    pub fn first(&self) -> Option<&Problem> {
        self.problems.iter().find(|problem| problem.is_error()).or(self.problems.first())
    }
}

/// What would be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// The file's name.
    pub file: String,
    /// What is meant.
    pub intent: Intent,
    /// How the base would take it.
    pub rehearsal: Rehearsal,
}
