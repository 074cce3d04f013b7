//! Steps 4, 5, 7 and 8: one file, from its bytes to its last folder.

use std::cmp::Reverse;
use std::fmt::Write as _;
use std::path::PathBuf;

use jiff::Timestamp;

use super::document::{End, File, Outcome, key_of};
use super::{Duplicate, FileError, Import, ImportReport, Imported, Planned, StageError};
use crate::core::document::Document;
use crate::core::message::text::Fil001;
use crate::core::plan::Shape;
use crate::core::poland;
use crate::core::problem::{Explain as _, Fault, Problem};
use crate::ledger::{FileOutcome, FileRecord, OrderRecord, State};
use crate::optima::OptimaDb;
use crate::spool::{Claimed, Content, Destination, Outcome as Ending, Receipt, Remark, finish};
use crate::xml;

/// What a file came to.
struct FileResult {
    documents: Vec<Outcome>,
    /// Reasons that concern the file as a whole, or a document that could not be bound.
    problems: Vec<Problem>,
}

impl FileResult {
    fn ending(&self) -> Ending {
        let refused = self.documents.iter().any(|document| document.end == End::Refused);
        if refused || self.problems.iter().any(Problem::is_error) || self.documents.is_empty() {
            Ending::Error
        } else if self.documents.iter().any(|document| matches!(document.end, End::Imported(_))) {
            Ending::Imported
        } else {
            Ending::Duplicate
        }
    }

    fn numbers(&self) -> Vec<&str> {
        self.documents
            .iter()
            .filter_map(|document| match &document.end {
                End::Imported(written) => Some(written.number.as_str()),
                End::Duplicate { number, .. } => Some(number.as_str()),
                End::Refused | End::Planned(_) => None,
            })
            .collect()
    }
}

impl<B: OptimaDb> Import<'_, B> {
    /// Steps 4 to 8.
    pub(super) async fn take_claimed(
        &mut self,
        claimed: &Claimed,
        report: &mut ImportReport,
    ) -> Result<(), StageError> {
        let started = self.clock.now();
        let name = claimed.display_name();
        let (content, mut result) = match claimed.read(self.limit()) {
            Ok(content) => {
                let result = self.documents(&name, &content).await?;
                (content, result)
            }
            // Too large, no right to read it: the file is refused as it is.
            Err(error) if error.fault() == Fault::Refused => {
                let problems = vec![error.problem()];
                (Content::new(Vec::new()), FileResult { documents: Vec::new(), problems })
            }
            Err(error) => return Err(error.into()),
        };
        let ending = result.ending();
        if ending == Ending::Error && !result.numbers().is_empty() {
            let numbers = result.numbers().join(", ");
            result.problems.push(Problem::warning(Fil001 { numbers: numbers.into() }));
        }
        // The orders first: once the file is in its last folder, nothing leads back to them after a crash.
        self.remember(&name, &content, &result)?;
        let stored = self.finish(claimed, &content, &result, ending, started)?;
        self.ledger.end_file(&content.sha256, &name)?;
        tell(&name, result, Some(stored), report);
        Ok(())
    }

    /// Step 5 and 6, without a trace.
    pub(super) async fn preview_file(
        &mut self,
        name: &str,
        bytes: &[u8],
        shape: &Shape,
        report: &mut ImportReport,
    ) -> Result<(), StageError> {
        let (documents, problems) = self.bind(bytes);
        let mut result = FileResult { documents: Vec::new(), problems };
        for (document, notes) in documents {
            let key = match key_of(&document) {
                Ok(key) => key,
                Err(problem) => {
                    result.problems.push(problem);
                    continue;
                }
            };
            let outcome = self.bring_in(key, document, notes, shape, None).await?;
            if let End::Planned(plan) = &outcome.end {
                report.plans.push(Planned { file: name.to_owned(), plan: (**plan).clone() });
            }
            result.documents.push(outcome);
        }
        tell(name, result, None, report);
        Ok(())
    }

    pub(super) fn limit(&self) -> u64 {
        u64::from(self.settings.files.max_size_mib) << 20
    }

    /// Steps 5 and 6.
    async fn documents(&mut self, name: &str, content: &Content) -> Result<FileResult, StageError> {
        let (documents, problems) = self.bind(&content.bytes);
        let mut result = FileResult { documents: Vec::new(), problems };
        let shape = self.shape().await?;
        for (document, notes) in documents {
            let key = match key_of(&document) {
                Ok(key) => key,
                Err(problem) => {
                    result.problems.push(problem);
                    continue;
                }
            };
            let file = File { sha256: &content.sha256, name };
            result.documents.push(self.bring_in(key, document, notes, &shape, Some(file)).await?);
        }
        Ok(result)
    }

    /// The documents of a file, and what is wrong with the rest of it.
    fn bind(&self, bytes: &[u8]) -> (Vec<(Document, Vec<Problem>)>, Vec<Problem>) {
        let max_bytes = usize::try_from(self.limit()).unwrap_or(usize::MAX);
        let limits = xml::Limits { max_bytes, ..xml::Limits::default() };
        match xml::read(bytes, &limits) {
            Err(error) => (Vec::new(), vec![error.problem()]),
            Ok(file) => {
                let mut documents = Vec::new();
                let mut problems = Vec::new();
                for document in file.documents {
                    match document {
                        Ok(bound) => documents.push(bound),
                        Err(mut reasons) => problems.append(&mut reasons),
                    }
                }
                (documents, problems)
            }
        }
    }

    /// Step 8. Says where the file lies now.
    fn finish(
        &self,
        claimed: &Claimed,
        content: &Content,
        result: &FileResult,
        ending: Ending,
        started: Timestamp,
    ) -> Result<PathBuf, StageError> {
        let now = self.clock.now();
        let destination = match ending {
            // By the day in Poland, where the accountant looks for it.
            Ending::Imported => Destination::Archive(poland::day(now)),
            Ending::Duplicate => Destination::Duplicates,
            Ending::Error => Destination::Errors,
        };
        let mut receipt = Receipt::new(ending, claimed.display_name(), content.sha256.clone(), content.size(), now);
        let took = now.duration_since(started).as_millis();
        receipt.timings.insert("import".to_owned(), u64::try_from(took).unwrap_or(0));
        if let [document] = result.documents.as_slice() {
            receipt.key = Some(document.key);
            receipt.order_id = document.order.map(|order| order.to_string());
        }
        receipt.number = (!result.numbers().is_empty()).then(|| result.numbers().join(", "));
        for document in &result.documents {
            if let End::Imported(written) = &document.end {
                for (table, rows) in &written.rows {
                    *receipt.rows.entry(table.clone()).or_default() += rows;
                }
            }
        }
        let remarks = result.problems.iter().chain(result.documents.iter().flat_map(|document| &document.problems));
        let (mut problems, decisions): (Vec<_>, Vec<_>) = remarks
            .map(|problem| Remark::new(problem, self.texts))
            .partition(|remark| remark.severity > crate::core::problem::Severity::Note);
        // What refused the file stands first.
        problems.sort_by_key(|remark| Reverse(remark.severity));
        let text = (ending == Ending::Error).then(|| words(claimed, &problems));
        receipt.problems = problems;
        receipt.decisions = decisions;
        Ok(finish(&*self.disk, self.folders, claimed, destination, &receipt, text.as_deref())?)
    }

    /// Step 7.
    fn remember(&mut self, name: &str, content: &Content, result: &FileResult) -> Result<(), StageError> {
        let now = self.clock.now();
        for document in &result.documents {
            let (outcome, number) = match &document.end {
                End::Imported(written) => (FileOutcome::Imported, Some(written.number.clone())),
                End::Duplicate { number, .. } => (FileOutcome::Duplicate, Some(number.clone())),
                End::Refused | End::Planned(_) => (FileOutcome::Error, None),
            };
            let problem = document.problems.iter().find(|problem| problem.is_error()).cloned();
            self.ledger.record_file(&FileRecord {
                sha256: content.sha256.clone(),
                name: name.to_owned(),
                key: Some(document.key),
                outcome,
                number: number.clone(),
                problem: problem.clone(),
                at: now,
            })?;
            if let Some(order) = document.order {
                self.remember_order(&order.to_string(), document, outcome, number, problem)?;
            }
        }
        if result.documents.is_empty() {
            self.ledger.record_file(&FileRecord {
                sha256: content.sha256.clone(),
                name: name.to_owned(),
                key: None,
                outcome: FileOutcome::Error,
                number: None,
                problem: result.problems.iter().find(|problem| problem.is_error()).cloned(),
                at: now,
            })?;
        }
        Ok(())
    }

    fn remember_order(
        &mut self,
        order: &str,
        document: &Outcome,
        outcome: FileOutcome,
        number: Option<String>,
        problem: Option<Problem>,
    ) -> Result<(), StageError> {
        let now = self.clock.now();
        let known = self.ledger.order(order)?;
        let state = match (outcome, known.as_ref().map(|known| known.state)) {
            // A second file of an order that is in does not change what the order is, and a refused one does not
            // undo what is known of it.
            (_, Some(State::Imported))
            | (FileOutcome::Error, Some(State::Duplicate | State::Cancelled | State::Superseded)) => return Ok(()),
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
        self.ledger.record(&[OrderRecord {
            state,
            key: Some(document.key),
            document: number,
            // What the conversion warned about is still true of the document.
            problem: problem.or(told).or(warning).or(kept),
            changed_at: now,
            lines,
            ..known
        }])?;
        Ok(())
    }
}

/// The text beside a refused file.
fn words(claimed: &Claimed, problems: &[Remark]) -> String {
    let mut text = format!("{}\n", claimed.display_name());
    for remark in problems {
        let _ = write!(text, "\n{}: {}\n", remark.code(), remark.text);
        if let Some(todo) = &remark.todo {
            let _ = writeln!(text, "    → {todo}");
        }
    }
    text
}

fn tell(name: &str, result: FileResult, stored: Option<PathBuf>, report: &mut ImportReport) {
    let mut reasons = result.problems;
    for document in result.documents {
        match document.end {
            End::Imported(written) => report.imported.push(Imported {
                file: name.to_owned(),
                key: document.key,
                number: written.number,
                problems: document.problems,
            }),
            End::Duplicate { number, .. } => {
                report.duplicates.push(Duplicate { file: name.to_owned(), key: document.key, number });
            }
            End::Refused => reasons.extend(document.problems),
            End::Planned(_) => {}
        }
    }
    if reasons.iter().any(Problem::is_error) {
        reasons.sort_by_key(|problem| Reverse(problem.severity));
        report.errors.push(FileError { file: name.to_owned(), problems: reasons, moved: stored });
    }
}
