//! Step 7: what the ledger is told of a batch.

use std::collections::BTreeMap;

use super::batch::Worked;
use super::document::{End, Outcome};
use super::file::FileResult;
use super::taken::TakenFile;
use super::{Import, StageError};
use crate::core::key;
use crate::core::life::{self, Happening, Life};
use crate::core::order::{OrderId, SeenId};
use crate::core::problem::{Explain as _, Problem, Severity};
use crate::ledger::{FileOutcome, FileRecord};
use crate::optima::OptimaDb;
use crate::settings::file::is_name;
use crate::spool::names;

/// What is to be recorded.
#[derive(Debug, Default)]
struct ToRecord {
    files: Vec<FileRecord>,
    orders: Vec<Life>,
}

impl<B: OptimaDb> Import<'_, B> {
    /// Step 7 of a batch, in one transaction. Where the ledger refuses one of the files, each is recorded by itself;
    /// those that were refused come back with the reason, by their place.
    pub(super) fn remember(&mut self, batch: &[Worked]) -> Result<BTreeMap<usize, StageError>, StageError> {
        let mut known = ToRecord::default();
        for Worked { file, result } in batch {
            self.know(file, result, &mut known)?;
        }
        match self.ledger.record_files(&known.files, &known.orders) {
            Ok(()) => return Ok(BTreeMap::new()),
            Err(error) if error.reach().is_one_of_many() => {}
            Err(error) => return Err(error.into()),
        }
        let mut refused = BTreeMap::new();
        for (place, Worked { file, result }) in batch.iter().enumerate() {
            let mut known = ToRecord::default();
            self.know(file, result, &mut known)?;
            match self.ledger.record_files(&known.files, &known.orders) {
                Ok(()) => {}
                Err(error) if error.reach().is_one_of_many() => drop(refused.insert(place, error.into())),
                Err(error) => return Err(error.into()),
            }
        }
        Ok(refused)
    }

    /// What is to be recorded of one file.
    fn know(&self, file: &TakenFile, result: &FileResult, known: &mut ToRecord) -> Result<(), StageError> {
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
            known.files.push(of_file(Some(document.key), outcome, number, problem.clone()));
            if let Some(order) = document.order {
                known.orders.push(self.order_after(&order.into(), file, document, problem)?);
            }
        }
        if result.documents.is_empty() {
            let problem = result.problems.iter().find(|problem| problem.is_error()).cloned();
            known.files.push(of_file(None, FileOutcome::Error, None, problem.clone()));
            known.orders.extend(self.order_of_unreadable(file, problem)?);
        }
        Ok(())
    }

    /// A file that is no document says of no order that it is of it. Where it has the name that we gave to an order's
    /// file, it is what became of that, and the order waits for a person.
    fn order_of_unreadable(&self, file: &TakenFile, problem: Option<Problem>) -> Result<Option<Life>, StageError> {
        let name = &*file.name;
        let order = names::order_in(name).and_then(|order| order.parse::<OrderId>().ok());
        let Some((order, problem)) = order.zip(problem) else { return Ok(None) };
        let known = self.ledger.order(&order.into())?.filter(|known| known.file.as_deref() == Some(name));
        Ok(known.map(|known| {
            let refused = Happening::FileRefused {
                problem: problem.in_order(known.order_id.clone()),
                key: key::of_order(order),
                lines: known.lines.clone(),
                edited: !known.wrote(&file.content.sha256),
            };
            life::after(&known, refused, self.clock.now()).0
        }))
    }

    /// The account that the file names; what could be no alias is none.
    fn account_of<'d>(&'d self, document: &'d Outcome) -> &'d str {
        if is_name(&document.account) { &document.account } else { self.settings.default_alias() }
    }

    /// What the order is from now on.
    fn order_after(
        &self,
        order: &SeenId,
        file: &TakenFile,
        document: &Outcome,
        problem: Option<Problem>,
    ) -> Result<Life, StageError> {
        let now = self.clock.now();
        let (key, lines) = (document.key, document.lines.clone());
        let known = self.ledger.order(order)?;
        let known = known.unwrap_or_else(|| Life::seen(order.clone(), self.account_of(document), now));
        let warning = document.problems.iter().find(|p| p.severity > Severity::Note).cloned();
        let happening = match &document.end {
            End::Imported(written) => {
                Happening::DocumentWritten { number: written.number.clone(), key, lines, warning }
            }
            End::Duplicate { number, by_key, other_sum } => {
                Happening::DocumentMet { number: number.clone(), key, lines, ours: *by_key, other: other_sum.clone() }
            }
            // A refusal says why; a plan is never recorded.
            End::Refused | End::Planned(_) => match problem {
                Some(problem) => {
                    let edited = known.file.as_deref() == Some(&*file.name) && !known.wrote(&file.content.sha256);
                    Happening::FileRefused { problem, key, lines, edited }
                }
                None => return Ok(known),
            },
        };
        Ok(life::after(&known, happening, now).0)
    }
}
