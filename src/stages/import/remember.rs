//! Step 7: what the ledger is told of a batch.

use std::collections::BTreeMap;

use super::batch::Worked;
use super::document::{End, Outcome};
use super::file::FileResult;
use super::taken::TakenFile;
use super::{Import, StageError};
use crate::core::problem::{Explain as _, Fault, Problem};
use crate::ledger::{FileOutcome, FileRecord, OrderRecord, State};
use crate::optima::OptimaDb;

/// What is to be recorded.
#[derive(Debug, Default)]
struct Known {
    files: Vec<FileRecord>,
    orders: Vec<OrderRecord>,
}

impl<B: OptimaDb> Import<'_, B> {
    /// Step 7 of a batch, in one transaction. Where the ledger refuses one of the files, each is recorded by itself;
    /// those that were refused come back with the reason, by their place.
    pub(super) fn remember(&mut self, batch: &[Worked]) -> Result<BTreeMap<usize, StageError>, StageError> {
        let mut known = Known::default();
        for Worked { file, result } in batch {
            self.know(file, result, &mut known)?;
        }
        match self.ledger.record_files(&known.files, &known.orders) {
            Ok(()) => return Ok(BTreeMap::new()),
            Err(error) if error.fault() == Fault::Refused => {}
            Err(error) => return Err(error.into()),
        }
        let mut refused = BTreeMap::new();
        for (place, Worked { file, result }) in batch.iter().enumerate() {
            let mut known = Known::default();
            self.know(file, result, &mut known)?;
            match self.ledger.record_files(&known.files, &known.orders) {
                Ok(()) => {}
                Err(error) if error.fault() == Fault::Refused => drop(refused.insert(place, error.into())),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(refused)
    }

    /// What is to be recorded of one file.
    fn know(&self, file: &TakenFile, result: &FileResult, known: &mut Known) -> Result<(), StageError> {
        let now = self.clock.now();
        let of_file = |key, outcome, number, problem| FileRecord {
            sha256: file.content.sha256.clone(),
            name: file.name.clone(),
            key,
            outcome,
            number,
            problem,
            at: now,
        };
        for document in &result.documents {
            let (outcome, number) = match &document.end {
                End::Imported(written) => (FileOutcome::Imported, Some(written.number.clone())),
                End::Duplicate { number, .. } => (FileOutcome::Duplicate, Some(number.clone())),
                End::Refused | End::Planned(_) => (FileOutcome::Error, None),
            };
            let problem = document.problems.iter().find(|problem| problem.is_error()).cloned();
            known.files.push(of_file(Some(document.key), outcome, number.clone(), problem.clone()));
            if let Some(order) = document.order {
                known.orders.extend(self.order_after(&order.to_string(), document, outcome, number, problem)?);
            }
        }
        if result.documents.is_empty() {
            let problem = result.problems.iter().find(|problem| problem.is_error()).cloned();
            known.files.push(of_file(None, FileOutcome::Error, None, problem));
        }
        Ok(())
    }

    /// What the order is from now on; `None`: what it was.
    fn order_after(
        &self,
        order: &str,
        document: &Outcome,
        outcome: FileOutcome,
        number: Option<String>,
        problem: Option<Problem>,
    ) -> Result<Option<OrderRecord>, StageError> {
        let now = self.clock.now();
        let known = self.ledger.order(order)?;
        let state = match (outcome, known.as_ref().map(|known| known.state)) {
            // A second file of an order that is in does not change what the order is, and a refused one does not
            // undo what is known of it.
            (_, Some(State::Imported))
            | (FileOutcome::Error, Some(State::Duplicate | State::Ignored | State::Cancelled | State::Superseded)) => {
                return Ok(None);
            }
            (FileOutcome::Imported, _) => State::Imported,
            (FileOutcome::Duplicate, _) => State::Duplicate,
            (FileOutcome::Error, _) => State::Error,
        };
        let account = self.settings.default_alias();
        let known = known.unwrap_or_else(|| OrderRecord::seen(order, account, now));
        let lines = if known.lines.is_empty() { document.lines.clone() } else { known.lines.clone() };
        let warning = document.problems.iter().find(|p| p.severity > crate::core::problem::Severity::Note).cloned();
        // What the export warned of is about the order itself; the receipt has everything.
        let kept = known.problem.clone().filter(|kept| !kept.is_error());
        let told = kept.clone().filter(|kept| kept.severity > crate::core::problem::Severity::Note);
        Ok(Some(OrderRecord {
            state,
            key: Some(document.key),
            document: number,
            // What the conversion warned about is still true of the document.
            problem: problem.or(told).or(warning).or(kept),
            changed_at: now,
            lines,
            ..known
        }))
    }
}
