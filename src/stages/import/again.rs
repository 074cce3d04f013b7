//! Refused files that a person may have made possible meanwhile: a card was added, a definition, a mapping.

use super::{Import, ImportReport};
use crate::ledger::State;
use crate::optima::OptimaDb;
use crate::spool::{Outcome, Receipt, read_receipts, take_back};
use crate::stages::StageError;

/// So many files are looked at in one go, the latest first. Who has more refused files at once has one reason for all of
/// them, and when it is gone, each go brings so many back.
const MOST: usize = 100;

impl<B: OptimaDb> Import<'_, B> {
    /// Looks at each refused file whose reason lies outside of it, as [`Import::preview`] does, and brings those back into
    /// the drop folder that would not be refused any more. The others stay as they are, with what is said beside them.
    /// Gives how many were brought back.
    ///
    /// # Errors
    /// What stops the look as a whole.
    pub async fn again(&mut self) -> Result<u64, StageError> {
        let mut refused: Vec<_> = read_receipts(&*self.disk, &self.folders.errors())?
            .filter_map(|(path, receipt)| Some((path.with_extension(""), receipt.ok()?)))
            .filter(|(_, receipt)| may_be_possible(receipt))
            // Of thousands of files the words would be what memory goes for.
            .map(|(path, receipt)| (path, Receipt { problems: Vec::new(), decisions: Vec::new(), ..receipt }))
            .collect();
        if refused.is_empty() {
            return Ok(0);
        }
        refused.sort_by_key(|(_, receipt)| std::cmp::Reverse(receipt.at));
        let shape = self.base.shape().await?;
        let mut back = 0;
        for (path, receipt) in refused.into_iter().take(MOST) {
            if self.is_over(&receipt)? {
                continue;
            }
            // Taken away by a person meanwhile.
            let Ok(bytes) = self.disk.read(&path, self.limit()) else { continue };
            let mut report = ImportReport::default();
            self.preview_file(&receipt.file, &bytes, &shape, &mut report).await?;
            if report.errors.is_empty() && take_back(&*self.disk, self.folders, &path)?.is_some() {
                back += 1;
            }
        }
        Ok(back)
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
