//! Refused files that a person may have made possible meanwhile: a card was added, a definition, a mapping.

use std::ffi::OsStr;
use std::path::Path;

use super::{Import, ImportReport};
use crate::core::problem::Explain as _;
use crate::ledger::State;
use crate::optima::OptimaDb;
use crate::spool::{Candidate, Outcome, Receipt, SpoolError, Unusable, blame, read_receipts, take_back};
use crate::stages::StageError;

/// So many files are looked at in one go, the latest first. Who has more refused files at once has one reason for all of
/// them, and when it is gone, each go brings so many back.
const MOST: usize = 100;

impl<B: OptimaDb> Import<'_, B> {
    /// Looks at each refused file whose reason lies outside of it, as [`Import::preview`] does, and brings those back into
    /// the drop folder that would not be refused any more. The others stay as they are, with what is said beside them.
    /// Gives the receipts of those that were brought back.
    ///
    /// # Errors
    /// What stops the look as a whole.
    pub async fn again(&mut self) -> Result<Vec<Receipt>, StageError> {
        self.again_of(&|_| true).await
    }

    /// The same, of files that are of no order of this company: no order that is read again brings such a file back, and nobody
    /// can name one for another try. What was wrong with most of them are the settings, which say whose an account is.
    pub(super) async fn again_of_no_order(&mut self) -> Result<Vec<Receipt>, StageError> {
        self.again_of(&|receipt| receipt.order_id.is_none()).await
    }

    async fn again_of(&mut self, which: &dyn Fn(&Receipt) -> bool) -> Result<Vec<Receipt>, StageError> {
        let mut refused: Vec<_> = read_receipts(&*self.disk, &self.folders.errors())?
            .filter_map(|(path, receipt)| Some((path.with_extension(""), receipt.ok()?)))
            .filter(|(_, receipt)| may_be_possible(receipt) && which(receipt))
            // Of thousands of files the words would be what memory goes for.
            .map(|(path, receipt)| (path, Receipt { problems: Vec::new(), decisions: Vec::new(), ..receipt }))
            .collect();
        if refused.is_empty() {
            return Ok(Vec::new());
        }
        refused.sort_by_key(|(_, receipt)| std::cmp::Reverse(receipt.at));
        self.base.prepare().await?;
        let mut back = Vec::new();
        for (path, receipt) in refused.into_iter().take(MOST) {
            match self.may_come_back(&path, &receipt).await {
                Ok(true) => back.push(receipt),
                Ok(false) => {}
                // It stays where it is, with what was said of it.
                Err(error) if error.reach().is_one_of_many() => {
                    tracing::warn!(%error, sha256 = receipt.sha256, "a refused file could not be looked at again");
                }
                Err(error) => return Err(error),
            }
        }
        Ok(back)
    }

    async fn may_come_back(&mut self, path: &Path, receipt: &Receipt) -> Result<bool, StageError> {
        if self.is_over(receipt)? {
            return Ok(false);
        }
        // Taken away by a person meanwhile.
        let Ok(bytes) = self.disk.read(path, self.limit()) else { return Ok(false) };
        let mut report = ImportReport::default();
        self.preview_file(&receipt.file, &bytes, &mut report).await?;
        Ok(report.errors.is_empty() && take_back(&*self.disk, self.folders, path)?.is_some())
    }

    /// Takes the refused files with these bytes back into the drop folder, as far as that can be done now; with them, why some
    /// could not be had. Those lie where they lie, each with its reason.
    pub(super) fn take_back_all(&self, sha256: &[String]) -> (Vec<Candidate>, Vec<SpoolError>) {
        let (mut back, mut held, mut unusable) = (Vec::new(), Vec::new(), Unusable::default());
        if sha256.is_empty() {
            return (back, held);
        }
        let (errors, inbox) = (self.folders.errors(), self.folders.inbox());
        let receipts = match read_receipts(&*self.disk, &errors) {
            Ok(receipts) => receipts,
            Err(error) => return (back, vec![error]),
        };
        for (path, receipt) in receipts {
            let (Ok(receipt), path) = (receipt, path.with_extension("")) else { continue };
            if receipt.outcome != Outcome::Error || !sha256.contains(&receipt.sha256) {
                continue;
            }
            if let Some(error) = unusable.holds(&errors, &path).or_else(|| unusable.holds(&inbox, &path)) {
                held.push(error);
                continue;
            }
            match take_back(&*self.disk, self.folders, &path) {
                Ok(Some(path)) => {
                    let name = path.file_name().map(OsStr::to_os_string).unwrap_or_default();
                    back.push(Candidate { folder: inbox.clone(), name, size: receipt.size, modified: None });
                }
                Ok(None) => {}
                Err(error) => {
                    let error = blame(&*self.disk, error.into(), &path, &[errors.clone(), inbox.clone()], &[]);
                    unusable.note(&error);
                    held.push(error);
                }
            }
        }
        (back, held)
    }

    /// Is the order not refused any more: has it a document by now, or does the operator want none?
    fn is_over(&self, receipt: &Receipt) -> Result<bool, StageError> {
        let Some(order) = &receipt.order_id else { return Ok(false) };
        Ok(self.ledger.order(order)?.is_some_and(|known| known.state != State::Error))
    }
}

fn may_be_possible(receipt: &Receipt) -> bool {
    receipt.outcome == Outcome::Error && receipt.problems.iter().any(|remark| remark.message.is_curable())
}
