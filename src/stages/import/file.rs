//! One file: its documents' way into the base, and what is said of it.

use std::cmp::Reverse;
use std::fmt::Write as _;
use std::path::PathBuf;

use super::document::{Carrier, End, Outcome};
use super::taken::{TakenFile, bind};
use super::{Duplicate, FileError, Import, ImportReport, Imported, Planned, StageError};
use crate::core::message::text::Fil001;
use crate::core::order::SeenId;
use crate::core::poland;
use crate::core::problem::{Explain as _, Problem, bounded};
use crate::core::reach::Reach;
use crate::ledger::Begun;
use crate::optima::OptimaDb;
use crate::optima::error::Said;
use crate::spool::{Claimed, Destination, Finishing, Outcome as Ending, Receipt, Remark, SpoolError};

/// What a file came to.
#[derive(Debug)]
pub(super) struct FileResult {
    pub documents: Vec<Outcome>,
    /// Reasons that concern the file as a whole, or a document that could not be bound.
    pub problems: Vec<Problem>,
}

impl FileResult {
    pub fn ending(&self) -> Ending {
        let refused = self.documents.iter().any(|document| document.end == End::Refused);
        if refused || self.problems.iter().any(Problem::is_error) || self.documents.is_empty() {
            Ending::Error
        } else if self.took_one() {
            Ending::Imported
        } else {
            Ending::Duplicate
        }
    }

    /// Did the base take a document of it now?
    pub fn took_one(&self) -> bool {
        self.documents.iter().any(|document| matches!(document.end, End::Imported(_)))
    }

    /// What the base said of a document that it refused for a reason that may be every document's.
    pub fn said(&self) -> Option<&Said> {
        self.documents.iter().find_map(|document| document.said.as_ref())
    }

    /// What seemed to be in the base could not be made safe.
    pub fn refuse(&mut self, error: &StageError) {
        let said = match error {
            StageError::Optima(error) => error.said(),
            _ => None,
        };
        for document in self.documents.iter_mut().filter(|document| matches!(document.end, End::Imported(_))) {
            document.end = End::Refused;
            document.said = said.cloned();
            document.problems.push(error.problem());
        }
    }

    pub fn numbers(&self) -> Vec<&str> {
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
    /// Step 5 and 6, without a trace.
    pub(super) async fn preview_file(
        &mut self,
        name: &str,
        bytes: &[u8],
        report: &mut ImportReport,
    ) -> Result<(), StageError> {
        let (documents, problems) = bind(bytes, self.limit());
        let mut result = FileResult { documents: Vec::new(), problems };
        for bound in documents {
            // In a box, as a batch is.
            let outcome = Box::pin(self.bring_in(bound, &result.documents, None)).await?;
            if let End::Planned(planned) = &outcome.end {
                let (intent, rehearsal) = (**planned).clone();
                report.plans.push(Planned { file: name.to_owned(), intent, rehearsal });
            }
            result.documents.push(outcome);
        }
        tell(name, result, None, report);
        Ok(())
    }

    pub(super) fn limit(&self) -> u64 {
        u64::from(self.settings.files.max_size_mib) << 20
    }

    /// Step 6 of one file.
    pub(super) async fn documents(
        &mut self,
        file: &mut TakenFile,
        grouped: bool,
        brought: &mut Vec<Begun>,
    ) -> Result<FileResult, StageError> {
        let mut result = FileResult { documents: Vec::new(), problems: std::mem::take(&mut file.problems) };
        for bound in std::mem::take(&mut file.documents) {
            let carrier = Carrier { sha256: &file.content.sha256, name: &file.name, grouped, brought: &mut *brought };
            let outcome = self.bring_in(bound, &result.documents, Some(carrier)).await?;
            result.documents.push(outcome);
        }
        let numbers = result.numbers().join(", ");
        if result.ending() == Ending::Error && !numbers.is_empty() {
            result.problems.push(Problem::warning(Fil001 { numbers: numbers.into() }));
        }
        Ok(result)
    }

    /// What step 8 writes of a file.
    pub(super) fn finishing<'f>(&self, file: &'f TakenFile, result: &FileResult) -> Finishing<'f> {
        let now = self.clock.now();
        let TakenFile { claimed, content, started, .. } = file;
        let ending = result.ending();
        let destination = match ending {
            // By the day in Poland, where the accountant looks for it.
            Ending::Imported => Destination::Archive(poland::day(now)),
            Ending::Duplicate => Destination::Duplicates,
            Ending::Error => Destination::Errors,
        };
        let mut receipt = Receipt::new(ending, claimed.display_name(), content.sha256.clone(), content.size(), now);
        let took = now.duration_since(*started).as_millis();
        receipt.timings.insert("import".to_owned(), u64::try_from(took).unwrap_or(0));
        if let [document] = result.documents.as_slice() {
            receipt.key = Some(document.key);
            receipt.order_id = document.order.map(SeenId::from);
            receipt.corrections.clone_from(&document.corrections);
        }
        receipt.number = (!result.numbers().is_empty()).then(|| result.numbers().join(", "));
        for document in &result.documents {
            if let End::Imported(written) = &document.end {
                for (table, rows) in &written.rows {
                    *receipt.rows.entry(table.clone()).or_default() += rows;
                }
            }
        }
        let of_documents = result.documents.iter().flat_map(|document| &document.problems);
        receipt.say(result.problems.iter().chain(of_documents), self.texts);
        let text = (ending == Ending::Error).then(|| words(claimed, &receipt.problems));
        Finishing { claimed, destination, receipt, text }
    }
}

/// The text beside a refused file.
fn words(claimed: &Claimed, problems: &[Remark]) -> String {
    let mut text = format!("{}\n", claimed.display_name());
    for remark in problems {
        let place = remark.place.path.as_ref().map(|path| format!(" ({path})")).unwrap_or_default();
        let _ = write!(text, "\n{}{place}: {}\n", remark.code(), remark.text);
        if let Some(todo) = &remark.todo {
            let _ = writeln!(text, "    → {todo}");
        }
    }
    text
}

/// Of a file that is not where it belongs yet, what is in Optima all the same.
pub(super) fn tell_written(name: &str, mut result: FileResult, report: &mut ImportReport) {
    result.documents.retain(|document| matches!(document.end, End::Imported(_)));
    result.problems.clear();
    tell(name, result, None, report);
}

/// Of a file that could not be moved to where it belongs, what became of it, and why it lies where it lies.
pub(super) fn tell_held(name: &str, result: FileResult, held: &SpoolError, report: &mut ImportReport) {
    let mut told = FileError::left(held);
    told.problems.extend(reasons(name, result, report));
    report.errors.push(told);
}

/// Puts what became of a file into the report.
pub(super) fn tell(name: &str, result: FileResult, stored: Option<PathBuf>, report: &mut ImportReport) {
    let problems = reasons(name, result, report);
    if !problems.is_empty() {
        report.errors.push(FileError {
            file: name.to_owned(),
            problems,
            moved: stored,
            left: None,
            reach: Reach::File,
        });
    }
}

/// Puts the file's documents into the report, and gives the reasons why one of them is none, the gravest first.
fn reasons(name: &str, result: FileResult, report: &mut ImportReport) -> Vec<Problem> {
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
                report.duplicates.push(Duplicate {
                    file: name.to_owned(),
                    key: document.key,
                    number,
                    problems: document.problems,
                });
            }
            End::Refused => reasons.extend(document.problems),
            End::Planned(_) => {}
        }
    }
    if !reasons.iter().any(Problem::is_error) {
        return Vec::new();
    }
    let mut reasons = bounded(reasons);
    reasons.sort_by_key(|problem| Reverse(problem.severity));
    reasons
}
