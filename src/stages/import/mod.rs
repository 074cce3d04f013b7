//! Stage 2: files become documents in Optima.
//!
//! The steps of [`Import::run`]:
//! 1. settle what dead processes left in `inbox/claimed/`; a ledger that was lost is made anew ([`super::rebuild`]);
//! 2. look into the folders; what is no ordinary file is told of and left alone;
//! 3. claim a file by renaming it: whoever loses the race passes on;
//! 4. read its bytes once, under a size limit, and hash them;
//! 5. bind them to documents; what cannot be bound is refused with every reason;
//! 6. for each document: its key, the look-up, the plan, the transaction;
//! 7. record what became of the order;
//! 8. write the receipt and move the file to `archive/`, `duplicates/` or `errors/`.
//!
//! An outage of the base stops the run: the file in hand goes back to where it lay, and nothing is lost.
//! A crash after the transaction brings the file back; the key is found, and since the ledger knows that this
//! very file was being imported, it is archived as if nothing had happened.

mod document;
mod file;
mod report;

use std::path::Path;
use std::sync::Arc;

pub use report::{Duplicate, FileError, ImportReport, Imported, Planned};

use super::rebuild::Rebuild;
use super::{Progress, StageError};
use crate::clock::Clock;
use crate::core::message::Catalogue;
use crate::core::plan::Shape;
use crate::core::problem::{Explain as _, Fault, Severity};
use crate::core::settings::{Handoff, Settings};
use crate::ledger::Ledger;
use crate::optima::OptimaDb;
use crate::spool::{Candidate, Claimed, Disk, Folders, Owner, names, scan, write_new};

/// What stage 2 works with.
pub struct Import<'a, B> {
    /// The base.
    pub base: &'a mut B,
    /// Our state.
    pub ledger: &'a mut Ledger,
    /// The disk.
    pub disk: Arc<dyn Disk>,
    /// The folders.
    pub folders: &'a Folders,
    /// The user's choices.
    pub settings: &'a Settings,
    /// For the words in receipts.
    pub texts: &'a Catalogue,
    /// The time.
    pub clock: &'a dyn Clock,
    /// Who watches.
    pub progress: &'a dyn Progress,
}

impl<B: OptimaDb> Import<'_, B> {
    /// Imports what waits in the folders.
    ///
    /// # Errors
    /// What stops the run as a whole; what was done before that is in the report.
    pub async fn run(&mut self, report: &mut ImportReport) -> Result<(), StageError> {
        let owner = Owner::new(self.disk.clone(), self.folders)?;
        let recovered = owner.recover()?;
        report.errors.extend(recovered.failed.iter().map(|error| FileError::of(error.problem())));
        self.rebuild(report).await?;
        let candidates = self.look(report)?;
        self.import_all(&owner, &candidates, report).await
    }

    /// Imports these files, which lie anywhere: each is copied in first, and stays where it is.
    ///
    /// # Errors
    /// As [`Import::run`].
    pub async fn run_files(
        &mut self,
        files: &[(String, Vec<u8>)],
        report: &mut ImportReport,
    ) -> Result<(), StageError> {
        let owner = Owner::new(self.disk.clone(), self.folders)?;
        self.rebuild(report).await?;
        let inbox = self.folders.inbox();
        for (name, bytes) in files {
            let name = names::free_name(&*self.disk, &inbox, name.as_ref())?;
            write_new(&*self.disk, &inbox, &name, bytes)?;
            let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            let candidate = Candidate { folder: inbox.clone(), name: name.into(), size, modified: None };
            if let Some(claimed) = owner.claim(&candidate)? {
                self.take(&claimed, report).await?;
            }
        }
        Ok(())
    }

    /// Shows what [`Import::run`] would do with these bytes, and writes nothing.
    ///
    /// # Errors
    /// As [`Import::run`].
    pub async fn preview(&mut self, files: &[(String, Vec<u8>)], report: &mut ImportReport) -> Result<(), StageError> {
        let shape = self.base.shape().await?;
        for (name, bytes) in files {
            self.preview_file(name, bytes, &shape, report).await?;
        }
        Ok(())
    }

    async fn rebuild(&mut self, report: &mut ImportReport) -> Result<(), StageError> {
        let max_bytes = self.limit();
        let rebuild = Rebuild {
            ledger: self.ledger,
            disk: &*self.disk,
            folders: self.folders,
            base: Some(self.base),
            account: self.settings.default_alias(),
            max_bytes,
            clock: self.clock,
        };
        report.notes.extend(rebuild.run().await?);
        Ok(())
    }

    /// Step 2. By name: orders by account and time of purchase.
    pub fn look(&self, report: &mut ImportReport) -> Result<Vec<Candidate>, StageError> {
        let mut folders = vec![self.folders.inbox()];
        if self.settings.handoff == Handoff::Auto {
            folders.push(self.folders.outbox());
        }
        let mut candidates = Vec::new();
        for folder in folders {
            let found = scan(&*self.disk, &folder)?;
            candidates.extend(found.candidates);
            for skipped in found.skipped {
                if skipped.why.severity > Severity::Note {
                    report.errors.push(FileError::of(skipped.why));
                } else {
                    report.notes.push(skipped.why);
                }
            }
        }
        candidates.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(candidates)
    }

    async fn import_all(
        &mut self,
        owner: &Arc<Owner>,
        candidates: &[Candidate],
        report: &mut ImportReport,
    ) -> Result<(), StageError> {
        self.progress.begin("Optima", u64::try_from(candidates.len()).ok());
        for candidate in candidates {
            if let Some(claimed) = owner.claim(candidate)? {
                self.take(&claimed, report).await?;
            }
            self.progress.step();
        }
        self.progress.end();
        Ok(())
    }

    /// Steps 4 to 8 of one file. A failure puts it back; only one of the file itself lets the next file have its
    /// turn.
    async fn take(&mut self, claimed: &Claimed, report: &mut ImportReport) -> Result<(), StageError> {
        let Err(error) = self.take_claimed(claimed, report).await else { return Ok(()) };
        // What fails here is settled by the next recovery; the first error is the one to tell.
        let _ = claimed.release();
        if error.fault() != Fault::Refused {
            return Err(error);
        }
        report.errors.push(FileError { file: claimed.display_name(), problems: vec![error.problem()], moved: None });
        Ok(())
    }

    /// The columns, read once per run.
    async fn shape(&mut self) -> Result<Shape, StageError> {
        Ok(self.base.shape().await?)
    }
}

/// The name of a path, for receipts and reports.
#[must_use]
pub fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
