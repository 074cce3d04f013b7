//! Stage 2: files become documents in Optima.
//!
//! The steps of [`Import::run`]:
//! 1. settle what dead processes left in `inbox/claimed/`; a ledger that was lost is made anew ([`super::rebuild`]), and
//!    held against Optima's rows ([`super::reconcile`]); refused files that were changed since go back ([`changed`]), and those of no order that
//!    would not be refused any more ([`again`]);
//! 2. look into the folders; what is no ordinary file is told of and left alone, and what is still being written is waited
//!    for ([`settled`]);
//! 3. claim a file by renaming it: whoever loses the race passes on;
//! 4. read its bytes once, under a size limit, and hash them;
//! 5. bind them to documents; what cannot be bound is refused with every reason;
//! 6. for each document: its key, the look-up, the plan, the transaction;
//! 7. record what became of the order;
//! 8. write the receipt and move the file to `archive/`, `duplicates/` or `errors/`;
//! 9. of what Optima is to import itself, take back what it must not import any more ([`super::by_hand`]).
//!
//! Files that do not concern each other take each step together ([`taken`], [`batch`]), for what an import waits for
//! is the disk.
//!
//! An outage of the base stops the run: the files in hand go back to where they lay, and nothing is lost. An error of the
//! base that nobody knows is the file's, until it meets one after the other ([`streak`]).
//! A file that cannot be taken, read or moved holds up itself alone: it is told of with the place where it lies, noted for
//! whoever asks, and tried again by the next run.
//!
//! A folder that cannot be used holds up the files that come from it or go to it. What became of a file whose last folder,
//! `archive/` like `errors/` and `duplicates/`, takes nothing is decided all the same: it stays in `inbox/claimed/` with its
//! receipt, nobody imports it once more, and each run tries to move it, once for each such folder. The import goes on, also
//! where it is `archive/` that takes nothing: a document does not need its file to be put away, and an order that is kept out
//! of Optima for that would be held up by what is none of its business.
//! A crash after the transaction brings the files back; the keys are found, and since the ledger knows that these
//! very files were being imported, they are archived as if nothing had happened.

mod again;
mod batch;
mod changed;
mod document;
mod file;
#[cfg(test)]
mod key_tests;
mod named;
mod numbers;
mod remember;
mod report;
mod settled;
mod streak;
mod taken;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use report::{Duplicate, FileError, ImportReport, Imported, Planned};
pub use settled::{dropped_into, look_into, settle};

pub(crate) use document::order_of;
pub(crate) use numbers::Foreign;

use batch::give_back;
use streak::Streak;
use taken::{Batch, TakenFile};

use super::by_hand::{for_optima_in, take_over_back};
use super::rebuild::Rebuild;
use super::reconcile::Reconcile;
use super::{Elsewhere, Progress, StageError};
use crate::allegro::port::Pause;
use crate::clock::Clock;
use crate::core::message::Catalogue;
use crate::core::message::text::Lif020;
use crate::core::problem::{Explain as _, Problem, Severity};
use crate::core::reach::Reach;
use crate::core::settings::Settings;
use crate::ledger::Ledger;
use crate::optima::OptimaDb;
use crate::spool::{
    Candidate, Disk, DiskError, Folders, Notes, Owner, Receipt, Scan, Scanned, SpoolError, Unusable, blame, names,
    read_receipt, receipt_of, write_new,
};

/// What lies in the drop folders.
#[derive(Debug)]
pub struct Looked {
    /// By name.
    pub candidates: Vec<Candidate>,
    /// Why that may not be all.
    pub rest: Result<(), StageError>,
}

/// What stage 2 works with.
pub struct Import<'a, B> {
    /// Whose base it is, as the settings name it: files of another's accounts do not go into it.
    pub company: &'a str,
    /// The base.
    pub base: &'a mut B,
    /// Our state.
    pub ledger: &'a mut Ledger,
    /// The disk.
    pub disk: Arc<dyn Disk>,
    /// The folders.
    pub folders: &'a Folders,
    /// The user's choices, with those for companies and accounts.
    pub settings: &'a Settings,
    /// For the words in receipts.
    pub texts: &'a Catalogue,
    /// The time.
    pub clock: &'a dyn Clock,
    /// Waits for files that are still being written.
    pub pause: &'a dyn Pause,
    /// Who watches.
    pub progress: &'a dyn Progress,
    /// A person said that these files are right, whatever their sum.
    pub other_sums: bool,
    /// Another company that has an order.
    pub elsewhere: &'a Elsewhere<'a>,
}

impl<B: OptimaDb> Import<'_, B> {
    /// Imports what waits in the folders.
    ///
    /// # Errors
    /// What stops the run as a whole; what was done before that is in the report.
    pub async fn run(&mut self, report: &mut ImportReport) -> Result<(), StageError> {
        let owner = self.owner(report)?;
        self.rebuild(report).await?;
        self.reconcile(report).await?;
        let back = match self.changed(&|_| false) {
            Ok(_) => self.again_of_no_order().await,
            Err(error) => Err(error),
        };
        match back {
            // Nothing of what waits lies there.
            Err(error) if error.reach() == Reach::Folder => {
                report.notes.push(Problem { severity: Severity::Warning, ..error.problem() });
            }
            done => drop(done?),
        }
        let done = self.import_settled(&owner, report).await;
        self.by_hand(true, report);
        self.note(|_| true, report);
        done
    }

    /// Imports these files of the folders and no others. `look_back`: the documents that are there are looked at, too.
    ///
    /// # Errors
    /// As [`Import::run`].
    pub async fn run_candidates(
        &mut self,
        files: Vec<Candidate>,
        look_back: bool,
        report: &mut ImportReport,
    ) -> Result<(), StageError> {
        let owner = self.owner(report)?;
        self.rebuild(report).await?;
        if look_back {
            self.reconcile(report).await?;
        }
        let files = self.untried_first(files)?;
        let tried: BTreeSet<PathBuf> = files.iter().map(Candidate::path).collect();
        let done = self.import_all(&owner, files.into_iter().map(Ok), report).await;
        self.by_hand(true, report);
        self.note(|path| tried.contains(path) || path.starts_with(self.folders.claimed()), report);
        done
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
        let (inbox, disk) = (self.folders.inbox(), self.disk.clone());
        let copied = files.iter().map(|(name, bytes)| {
            let copied = names::free_name(&*disk, &inbox, name.as_ref())
                .and_then(|name| write_new(&*disk, &inbox, &name, bytes).map(|_| name));
            let folder = inbox.clone();
            let name = copied
                .map_err(|error| blame(&*disk, error.into(), &folder.join(name), std::slice::from_ref(&folder), &[]))?;
            let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            Ok(Candidate { folder, name: name.into(), size, modified: None })
        });
        let done = self.import_all(&owner, copied, report).await;
        self.by_hand(true, report);
        self.note(|_| false, report);
        done
    }

    /// Step 1. What cannot be settled is told of.
    fn owner(&mut self, report: &mut ImportReport) -> Result<Arc<Owner>, StageError> {
        let owner = Owner::new(self.disk.clone(), self.folders)?;
        let recovered = owner.recover()?;
        report.errors.extend(recovered.failed.iter().map(FileError::left));
        report.notes.extend(recovered.unread.iter().map(SpoolError::problem));
        // Their imports have ended with this.
        let receipts: Vec<Receipt> =
            recovered.finished.iter().filter_map(|file| read_receipt(&*self.disk, &receipt_of(file)).ok()).collect();
        let ended: Vec<(&str, &str)> =
            receipts.iter().map(|receipt| (receipt.sha256.as_str(), receipt.file.as_str())).collect();
        self.ledger.end_files(&ended)?;
        Ok(owner)
    }

    /// Step 9, unless this is only a look; and says how many wait for Optima. What goes wrong here holds up no document.
    pub fn by_hand(&self, take_back: bool, report: &mut ImportReport) {
        let known = |order: &str| self.ledger.order(&order.into()).ok().flatten();
        let told = |error: DiskError| Problem { severity: Severity::Warning, ..SpoolError::from(error).problem() };
        let found = for_optima_in(&*self.disk, self.folders, &known).map_err(told);
        let found = found.map_err(|problem| report.notes.push(problem)).unwrap_or_default();
        report.for_optima += found.iter().filter(|file| file.waits()).count();
        for file in found.iter().filter(|_| take_back) {
            if let Err(error) = take_over_back(&*self.disk, file, self.limit()) {
                report.notes.push(told(error));
            }
        }
    }

    /// Notes which files were left where they lie, for whoever asks before the next run. `tried`: whatever was said of
    /// this file by an earlier run is over.
    fn note(&self, tried: impl Fn(&Path) -> bool, report: &ImportReport) {
        let now = self.clock.now();
        let mut notes = Notes::read(&*self.disk, self.folders);
        let left: Vec<(&Path, &Problem)> =
            report.errors.iter().filter_map(|error| Some((error.left.as_deref()?, error.first()?))).collect();
        // What is left once more keeps its date.
        notes.forget(&*self.disk, |path| tried(path) && left.iter().all(|(held, _)| *held != path));
        for (path, problem) in left {
            notes.hold(path, problem.clone(), now);
        }
        if let Err(error) = notes.write(&*self.disk, self.folders, now) {
            tracing::warn!(%error, "what was left lying cannot be noted");
        }
    }

    /// Shows what [`Import::run`] would do with these bytes, and writes nothing.
    ///
    /// # Errors
    /// As [`Import::run`].
    pub async fn preview(&mut self, files: &[(String, Vec<u8>)], report: &mut ImportReport) -> Result<(), StageError> {
        self.base.prepare().await?;
        for (name, bytes) in files {
            self.preview_file(name, bytes, report).await?;
        }
        Ok(())
    }

    async fn rebuild(&mut self, report: &mut ImportReport) -> Result<(), StageError> {
        let rebuild = Rebuild {
            ledger: self.ledger,
            disk: &*self.disk,
            folders: self.folders,
            base: Some(self.base),
            company: Some(self.company),
            settings: self.settings,
            clock: self.clock,
        };
        report.notes.extend(rebuild.run().await?);
        Ok(())
    }

    /// The documents that we wrote, are they still there? And is it the base that they were written into?
    async fn reconcile(&mut self, report: &mut ImportReport) -> Result<(), StageError> {
        let mut reconcile = Reconcile {
            ledger: self.ledger,
            base: Some(self.base),
            disk: &*self.disk,
            folders: self.folders,
            settings: self.settings,
            company: Some(self.company),
            clock: self.clock,
        };
        let found = match reconcile.documents().await {
            Ok(found) => found,
            // Of one document among many: it keeps no file from its import.
            Err(error) if error.reach().is_one_of_many() => {
                report.notes.push(Problem { severity: Severity::Warning, ..error.problem() });
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        report.missing += found.missing;
        if found.missing > 0 {
            report.notes.push(Problem::warning(Lif020 { count: found.missing.into() }));
        }
        Ok(())
    }

    /// Step 2. By name: orders by account and time of purchase. A folder that cannot be looked into holds up what lies in it.
    pub fn look(&self, report: &mut ImportReport) -> Looked {
        let (found, unseen) = match look_into(&*self.disk, self.folders, self.settings) {
            Ok(Scanned { found, unseen }) => (found, unseen),
            Err(gone) => (Scan::default(), Some(gone)),
        };
        for skipped in found.skipped {
            if skipped.why.severity > Severity::Note {
                report.errors.push(FileError::of(skipped.why));
            } else {
                report.passed_over.push(skipped.why);
            }
        }
        Looked { candidates: found.candidates, rest: unseen.map_or(Ok(()), |error| Err(error.into())) }
    }

    /// Where the base refuses one file after the other, those that it has not seen yet tell whether it still does.
    fn untried_first(&self, files: Vec<Candidate>) -> Result<Vec<Candidate>, StageError> {
        let streak = Streak::load(self.ledger)?;
        let (tried, mut files): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|file| streak.has_tried(&file.name.to_string_lossy()));
        files.extend(tried);
        Ok(files)
    }

    async fn import_all(
        &mut self,
        owner: &Arc<Owner>,
        candidates: impl Iterator<Item = Result<Candidate, StageError>>,
        report: &mut ImportReport,
    ) -> Result<(), StageError> {
        let back = self.import_each(owner, candidates, report).await?;
        if back.is_empty() {
            return Ok(());
        }
        // They answer for themselves now, so that none comes back once more.
        self.import_each(owner, back.into_iter().map(Ok), report).await.map(drop)
    }

    /// Gives the files that came back from `errors/` meanwhile.
    async fn import_each(
        &mut self,
        owner: &Arc<Owner>,
        candidates: impl Iterator<Item = Result<Candidate, StageError>>,
        report: &mut ImportReport,
    ) -> Result<Vec<Candidate>, StageError> {
        self.progress.begin("Optima", u64::try_from(candidates.size_hint().0).ok());
        let mut candidates = candidates.peekable();
        let (mut next, mut back, mut unusable) = (None, Vec::new(), Unusable::default());
        if candidates.peek().is_some() {
            self.base.prepare().await?;
        }
        while next.is_some() || candidates.peek().is_some() {
            if self.progress.is_stopped() {
                if let Some(file) = &next {
                    give_back(file);
                }
                break;
            }
            let (batch, stopped) = self.gather(owner, &mut candidates, (&mut next, &mut unusable), report);
            if !batch.files.is_empty() {
                // In a box, for what a batch holds across its waits would make every caller's future large.
                let done = Box::pin(self.bring_batch(batch.files, report)).await;
                if let (Err(_), Some(file)) = (&done, &next) {
                    give_back(file);
                }
                back.extend(done?);
            }
            if let Some(error) = stopped {
                if let Some(file) = &next {
                    give_back(file);
                }
                return Err(error);
            }
        }
        self.progress.end();
        Ok(back)
    }

    /// Steps 3 to 5: claims files until the batch is full, or something fails that is not one file's fault. `next` is
    /// the file that did not fit. What is one file's or its folder's is told of, and the file is left; of the files of such a
    /// folder one tries it.
    fn gather(
        &self,
        owner: &Arc<Owner>,
        candidates: &mut impl Iterator<Item = Result<Candidate, StageError>>,
        (next, unusable): (&mut Option<TakenFile>, &mut Unusable),
        report: &mut ImportReport,
    ) -> (Batch, Option<StageError>) {
        let mut batch = Batch::default();
        if let Some(file) = next.take() {
            *next = batch.add(file).err().map(|file| *file);
        }
        for candidate in candidates {
            let taken = candidate.and_then(|candidate| match unusable.holds(&candidate.folder, &candidate.path()) {
                Some(error) => Err(error.into()),
                None => TakenFile::take(owner, &candidate, self.limit(), self.clock.now()),
            });
            self.progress.step();
            match taken {
                Ok(None) => {}
                Ok(Some(file)) => {
                    *next = batch.add(file).err().map(|file| *file);
                    if next.is_some() {
                        break;
                    }
                }
                Err(StageError::Spool(error)) if error.file().is_some() || error.reach().is_one_of_many() => {
                    unusable.note(&error);
                    report.errors.push(FileError::left(&error));
                }
                Err(error) => return (batch, Some(error)),
            }
        }
        (batch, None)
    }
}

/// The name of a path, for receipts and reports.
#[must_use]
pub fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
