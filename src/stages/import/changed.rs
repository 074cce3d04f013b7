//! Refused files that are not any more what was refused: a person mended one in its place, or a slow writer went on with it.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::SignedDuration;

use super::{Import, StageError};
use crate::core::message::text::Spl026;
use crate::core::problem::{Explain as _, Problem};
use crate::optima::OptimaDb;
use crate::spool::whole::{Ending, ending};
use crate::spool::{Content, LEFT_ALONE_FOR, Notes, Receipt, SpoolError, blame, read_receipts, take_back};
use crate::xml::RECORD_TARGET;

/// So many are read in one go, the latest first.
const MOST: usize = 100;
/// A file goes back by itself so often. Who changes it once more and is refused once more moves it himself.
const TIMES: u32 = 3;

/// What a changed file is.
enum Now {
    /// It is what was refused, or may be being changed just now.
    Same,
    /// Its text is all there.
    Whole,
    /// It is not.
    Else,
}

impl<B: OptimaDb> Import<'_, B> {
    /// Brings refused files back into the drop folder that are other bytes than those that were refused, and are all there. They
    /// were left alone for a while since, or a person says that he has done with them (`is_done`). What does not go back is noted. Gives the receipts of those that went.
    ///
    /// # Errors
    /// A folder that cannot be looked into or written.
    pub fn changed(&mut self, is_done: &(dyn Fn(&Receipt) -> bool + Sync)) -> Result<Vec<Receipt>, StageError> {
        let now = self.clock.now();
        let mut notes = Notes::read(&*self.disk, self.folders);
        let (mut refused, mut broken) = (Vec::new(), Vec::new());
        for (path, receipt) in read_receipts(&*self.disk, &self.folders.errors())? {
            match receipt {
                Ok(receipt) => refused.push((path.with_extension(""), receipt)),
                Err(error) => broken.push((path, error)),
            }
        }
        refused.retain(|(path, receipt)| self.may_be_changed(path, receipt));
        refused.sort_by_key(|(_, receipt)| std::cmp::Reverse(receipt.at));
        let changed: BTreeSet<&Path> =
            refused.iter().map(|(path, _)| &**path).chain(broken.iter().map(|(path, _)| &**path)).collect();
        notes.forget_changed(&*self.disk, |path| !changed.contains(path));
        for (path, error) in broken {
            self.stays(error, &path, &mut notes)?;
        }
        let mut back = Vec::new();
        for (path, receipt) in refused.into_iter().take(MOST) {
            let left_alone_for = if is_done(&receipt) { SignedDuration::ZERO } else { LEFT_ALONE_FOR };
            let found = self.look_at(&path, &receipt, left_alone_for);
            if matches!(found, Now::Same) {
                notes.same_again(&path);
                continue;
            }
            let times = notes.times_returned(&receipt.file);
            if matches!(found, Now::Whole) && times < TIMES {
                match take_back(&*self.disk, self.folders, &path) {
                    Ok(Some(_)) => {
                        notes.returns(&receipt.file, now);
                        back.push(receipt);
                        continue;
                    }
                    Ok(None) => continue,
                    Err(error) => {
                        self.stays(error.into(), &path, &mut notes)?;
                        continue;
                    }
                }
            }
            let told = Problem::warning(Spl026 { path: path.as_path().into() }).in_file(path.display().to_string());
            notes.change(&path, told, now);
        }
        notes.write(&*self.disk, self.folders, now)?;
        Ok(back)
    }

    /// By what need not be read.
    fn may_be_changed(&self, path: &Path, receipt: &Receipt) -> bool {
        let Ok(found) = self.disk.metadata(path) else { return false };
        found.size != receipt.size || found.modified.is_none_or(|time| time > receipt.at)
    }

    fn look_at(&self, path: &Path, receipt: &Receipt, left_alone_for: SignedDuration) -> Now {
        let Ok(found) = self.disk.metadata(path) else { return Now::Same };
        let changed = found.modified.map(|time| self.clock.now().duration_since(time));
        if changed.is_some_and(|ago| !ago.is_negative() && ago < left_alone_for) {
            return Now::Same;
        }
        // Too large still, or taken away meanwhile.
        let Ok(bytes) = self.disk.read(path, self.limit()) else { return Now::Same };
        let content = Content::new(bytes);
        if content.sha256 == receipt.sha256 {
            return Now::Same;
        }
        match ending(&content.bytes, RECORD_TARGET) {
            Ending::Whole { .. } => Now::Whole,
            Ending::Open | Ending::Broken => Now::Else,
        }
    }

    /// What cannot be read or moved stays and is noted; what is not one file's fault ends the look.
    fn stays(&self, error: SpoolError, path: &Path, notes: &mut Notes) -> Result<(), StageError> {
        let error = blame(&*self.disk, error, path, &[self.folders.errors(), self.folders.inbox()], &[]);
        if !error.reach().is_one_of_many() {
            return Err(error.into());
        }
        notes.change(path, error.problem(), self.clock.now());
        Ok(())
    }
}
