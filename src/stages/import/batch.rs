//! Steps 6 to 8 of files that go together. They share each wait for the disk; each is still refused, a duplicate or
//! imported by itself.
//!
//! The order, each step durable before the next:
//! 1. the ledger knows which file brings which document;
//! 2. the documents are in the base;
//! 3. the ledger knows what became of files and orders;
//! 4. the receipts are written, the files have moved;
//! 5. the ledger knows that the imports have ended.
//!
//! A crash before 2 leaves nothing in the base; after it, the files come back and are known by 1.

use super::file::{FileResult, tell, tell_held, tell_written};
use super::streak::Streak;
use super::taken::TakenFile;
use super::{FileError, Import, ImportReport, StageError};
use crate::core::problem::Explain as _;
use crate::ledger::Begun;
use crate::optima::{OptimaDb, OptimaError};
use crate::spool::{Candidate, Finishing, finish_page};

/// A file, and what it came to.
#[derive(Debug)]
pub(super) struct Worked {
    pub file: TakenFile,
    pub result: FileResult,
}

impl<B: OptimaDb> Import<'_, B> {
    /// Brings the files in. What fails for a file alone is in the report and the file goes back; what stops the run is
    /// the error, and every file that has not ended goes back. Gives the files that came back from `errors/`, for the base
    /// is well.
    pub(super) async fn bring_batch(
        &mut self,
        files: Vec<TakenFile>,
        report: &mut ImportReport,
    ) -> Result<Vec<Candidate>, StageError> {
        let mut streak = match Streak::load(self.ledger) {
            Ok(streak) => streak,
            Err(error) => {
                give_all_back(&files);
                return Err(error.into());
            }
        };
        let done = self.bring(files, &mut streak, report).await;
        // What stopped the work came first.
        let back = self.settle(streak, report);
        done.and(back)
    }

    /// Keeps what was refused in a row; when the base is well, what it had refused comes back. First the files and then the
    /// note: after a crash in between, or while `errors/` does not give them, they are looked for once more.
    fn settle(&mut self, mut streak: Streak, report: &mut ImportReport) -> Result<Vec<Candidate>, StageError> {
        streak.store(self.ledger)?;
        let (back, held) = self.take_back_all(&streak.come_back());
        if held.is_empty() {
            streak.store(self.ledger)?;
        }
        for told in held.iter().map(FileError::left) {
            // Each batch asks once more.
            if !report.errors.contains(&told) {
                report.errors.push(told);
            }
        }
        Ok(back)
    }

    async fn bring(
        &mut self,
        files: Vec<TakenFile>,
        streak: &mut Streak,
        report: &mut ImportReport,
    ) -> Result<(), StageError> {
        let grouped = match self.base.open_group().await {
            Ok(grouped) => grouped,
            Err(error) => {
                give_all_back(&files);
                return Err(error.into());
            }
        };
        let (before, mut brought) = (streak.clone(), Vec::new());
        let (worked, stopped) = self.work(files, (grouped, &mut brought), streak, report).await;
        let closed = if grouped { self.close(&brought).await } else { Ok(()) };
        let ended = match closed {
            Ok(()) => self.end(worked, report),
            Err(error) => {
                *streak = before;
                if error.reach().is_one_of_many() && !worked.is_empty() {
                    self.not_safe(worked, error, streak, report).await
                } else {
                    give_all_back(worked.iter().map(|worked| &worked.file));
                    Err(error)
                }
            }
        };
        // What stopped the work came first.
        stopped.map_or(ended, Err)
    }

    /// The base will not have the files of a group: of one alone it is that one's refusal; of several each is tried alone,
    /// for the base does not say which of them it means.
    async fn not_safe(
        &mut self,
        mut files: Vec<Worked>,
        error: StageError,
        streak: &mut Streak,
        report: &mut ImportReport,
    ) -> Result<(), StageError> {
        if let [one] = &mut *files {
            one.result.refuse(&error);
            if let Err(everywhere) = streak.judge(&one.result, &one.file) {
                give_back(&one.file);
                return Err(everywhere.into());
            }
            return self.end(files, report);
        }
        let mut files = files.into_iter().map(|worked| worked.file);
        while let Some(mut file) = files.next() {
            file.bind_again(self.limit());
            if let Err(error) = Box::pin(self.bring(vec![file], streak, report)).await {
                give_all_back(&files.collect::<Vec<_>>());
                return Err(error);
            }
        }
        Ok(())
    }

    /// Step 6. Stops at what concerns more than one file.
    async fn work(
        &mut self,
        files: Vec<TakenFile>,
        (grouped, brought): (bool, &mut Vec<Begun>),
        streak: &mut Streak,
        report: &mut ImportReport,
    ) -> (Vec<Worked>, Option<StageError>) {
        let (mut worked, mut stopped) = (Vec::<Worked>::new(), None);
        for mut file in files {
            if stopped.is_some() {
                give_back(&file);
                continue;
            }
            match self.documents(&mut file, grouped, brought).await {
                Ok(result) => match streak.judge(&result, &file) {
                    Ok(()) => worked.push(Worked { file, result }),
                    Err(everywhere) => {
                        stopped = Some(everywhere.into());
                        give_back(&file);
                        // Those before it met the same, and nothing was said of them yet.
                        let met = |worked: &Worked| worked.result.said().is_some() && streak.holds(&worked.file);
                        worked.iter().filter(|worked| met(worked)).for_each(|worked| give_back(&worked.file));
                        worked.retain(|worked| !met(worked));
                    }
                },
                Err(error) => stopped = failed(&file, error, report),
            }
        }
        (worked, stopped)
    }

    /// Makes the group safe, after the ledger knows which files it is of.
    async fn close(&mut self, brought: &[Begun]) -> Result<(), StageError> {
        if let Err(error) = self.ledger.begin_files(brought, self.clock.now()) {
            self.base.undo_group().await;
            return Err(error.into());
        }
        let Err(error) = self.base.close_group().await else { return Ok(()) };
        if !matches!(error, OptimaError::CommitUnknown { .. }) {
            // Nothing was written by these files, and what others bring is not their doing.
            self.ledger.not_begun(brought)?;
            return Err(error.into());
        }
        // The group is there as a whole or not at all: one document tells.
        let one = brought.first().map(|begun| begun.key);
        match one {
            Some(key) if matches!(self.base.find(key).await, Ok(Some(_))) => Ok(()),
            // It is still not known; the next run will see.
            Some(_) => Err(error.into()),
            None => Ok(()),
        }
    }

    /// Steps 7 and 8.
    fn end(&mut self, worked: Vec<Worked>, report: &mut ImportReport) -> Result<(), StageError> {
        let refused = match self.remember(&worked) {
            Ok(refused) => refused,
            Err(error) => {
                give_all_back(worked.iter().map(|worked| &worked.file));
                return Err(error);
            }
        };
        let mut stopped = None;
        let mut kept = Vec::new();
        let mut refused = refused;
        for (place, worked) in worked.into_iter().enumerate() {
            match refused.remove(&place) {
                None => kept.push(worked),
                Some(error) => stopped = failed(&worked.file, error, report).or(stopped),
            }
        }
        self.finish(kept, report)?;
        stopped.map_or(Ok(()), Err)
    }

    /// Step 8. A folder that takes no files holds up those that go there: they are told of, and the run goes on.
    fn finish(&mut self, worked: Vec<Worked>, report: &mut ImportReport) -> Result<(), StageError> {
        let page: Vec<Finishing<'_>> =
            worked.iter().map(|worked| self.finishing(&worked.file, &worked.result)).collect();
        let mut finished = finish_page(&*self.disk, self.folders, &page);
        drop(page);
        let files = std::mem::take(&mut finished.files);
        let mut stopped = None;
        let mut ended = Vec::new();
        for (Worked { file, result }, stored) in worked.into_iter().zip(files) {
            match stored.map_err(StageError::from).or_else(|error| file.put_back(error)) {
                Ok(stored) => {
                    tell(&file.name, result, Some(stored.clone()), report);
                    // What may come back has to be known as the file that brought its document.
                    ended.extend((!finished.may_come_back(&stored)).then_some(file));
                }
                // What became of it is decided: the next run only moves the file.
                Err(StageError::Spool(held)) if held.file().is_some() => {
                    tell_held(&file.name, result, &held, report);
                }
                // The document is in the base, and the ledger knows whose it is: the next run finishes the file.
                Err(error) => {
                    tell_written(&file.name, result, report);
                    stopped = stopped.or(told(&file, error, report));
                }
            }
        }
        report.errors.extend(finished.unsynced.into_iter().map(|error| FileError::left(&error.into())));
        let names: Vec<(&str, &str)> = ended.iter().map(|file| (&*file.content.sha256, &*file.name)).collect();
        self.ledger.end_files(&names)?;
        stopped.map_or(Ok(()), Err)
    }
}

/// Puts a file back. What fails here is settled by the next recovery; the first error is the one to tell.
pub(super) fn give_back(file: &TakenFile) {
    let _ = file.claimed.release();
}

fn give_all_back<'f>(files: impl IntoIterator<Item = &'f TakenFile>) {
    for file in files {
        give_back(file);
    }
}

/// A failure puts the file back.
fn failed(file: &TakenFile, error: StageError, report: &mut ImportReport) -> Option<StageError> {
    match file.put_back(error) {
        Ok(_) => None,
        Err(error) => told(file, error, report),
    }
}

/// Only a failure of the file itself, or of a folder that the others need not, lets them have their turn.
fn told(file: &TakenFile, error: StageError, report: &mut ImportReport) -> Option<StageError> {
    match error {
        StageError::Spool(error) if error.file().is_some() || error.reach().is_one_of_many() => {
            report.errors.push(FileError::left(&error));
        }
        error if error.reach().is_one_of_many() => {
            report.errors.push(FileError { file: file.name.clone(), ..FileError::of(error.problem()) });
        }
        error => return Some(error),
    }
    None
}
