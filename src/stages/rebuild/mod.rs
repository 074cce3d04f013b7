//! A ledger that was lost is made anew from what does not lie in it (`reference/requirements.md` R-A15).
//!
//! The steps of [`Rebuild::run`]:
//! 1. a ledger that knows anything is left alone;
//! 2. the receipts of `archive/`, `duplicates/` and `errors/` say what became of the files beside them;
//! 3. the files that wait in `outbox/`, `inbox/` and `inbox/claimed/` are of exported orders; like what was refused, not where
//!    the file is of an account of another company, into whose base alone it goes;
//! 4. Optima's own rows say which orders have a document, and are believed before the receipts: number and sum are its own.
//!    Where a receipt says that there is one and Optima has none, the look at Optima that follows tells of it;
//! 5. all of it is put together ([`merge`]) and stored in one transaction, with the time from which each account's
//!    orders are to be read again.
//!
//! What cannot be found again: orders that waited or were refused without a file, and where the journal was. Reading
//! again from the earliest known purchase on brings them back. Whether an order changed since its document was made is
//! not known any more, for the body that it was made from was in the ledger alone.

mod merge;
#[cfg(test)]
mod tests;

use std::path::Path;

use uuid::Uuid;

use merge::{Merged, Trace, merge};

use super::StageError;
use super::by_hand::by_hand;
use super::import::Foreign;
use crate::clock::Clock;
use crate::core::document::Document;
use crate::core::key;
use crate::core::message::text::{Exp007, Exp008, Exp012};
use crate::core::order::OrderId;
use crate::core::poland;
use crate::core::problem::Problem;
use crate::core::settings::Settings;
use crate::ledger::{FileOutcome, FileRecord, ForeignNote, Ledger, Restored, State};
use crate::optima::OptimaDb;
use crate::spool::{Disk, Folders, Outcome, Receipt, on_the_way, read_receipts};
use crate::xml;

/// What a ledger is made anew from.
pub struct Rebuild<'a, B> {
    /// The lost ledger, as it was opened.
    pub ledger: &'a mut Ledger,
    /// The disk.
    pub disk: &'a dyn Disk,
    /// The folders.
    pub folders: &'a Folders,
    /// The base; none: the files alone tell.
    pub base: Option<&'a mut B>,
    /// Whose ledger it is; none: it is not known.
    pub company: Option<&'a str>,
    /// The user's choices.
    pub settings: &'a Settings,
    /// The time.
    pub clock: &'a dyn Clock,
}

impl<B: OptimaDb> Rebuild<'_, B> {
    /// Fills the ledger where it is blank and there is anything to fill it with. Gives what is to be said about that.
    ///
    /// # Errors
    /// When the folders or the base cannot be read: a ledger that is half filled would be worse than none.
    pub async fn run(mut self) -> Result<Vec<Problem>, StageError> {
        if !self.ledger.is_blank()? {
            return Ok(Vec::new());
        }
        let mut notes = Vec::new();
        let (finished, files, foreign) = self.finished(&mut notes)?;
        let mut traces = self.documents().await?;
        traces.extend(finished);
        self.waiting(&mut traces)?;
        if traces.is_empty() && files.is_empty() {
            return Ok(notes);
        }
        let worked_here = !files.is_empty() || !notes.is_empty();
        let Merged { orders, corrections, since: marks } = merge(traces);
        let since = marks.iter().map(|(_, since)| *since).min();
        let count = orders.len();
        let marks = marks.into_iter().map(|(account, at)| (account, crate::ledger::Mark::Start, at));
        let marks = marks.map(|(account, mark, at)| (account, mark, crate::ledger::moment(at))).collect();
        if !self.ledger.restore(&Restored { orders, files, foreign, corrections, marks })? {
            return Ok(Vec::new());
        }
        let day = since.map_or_else(|| "–".to_owned(), |since| poland::day(since).to_string());
        // Without a receipt nothing shows that the program worked here before: a new folder is told as that.
        let (orders, day) = (count.into(), day.into());
        if worked_here {
            notes.insert(0, Problem::warning(Exp007 { orders, day }));
        } else if count > 0 {
            notes.insert(0, Problem::note(Exp012 { orders, day }));
        }
        Ok(notes)
    }

    /// Step 2. A receipt that cannot be read is told of, and the others are read all the same.
    fn finished(&self, notes: &mut Vec<Problem>) -> Result<Finished, StageError> {
        let (mut traces, mut files, mut foreign) = (Vec::new(), Vec::new(), Vec::new());
        for folder in [self.folders.archive_root(), self.folders.duplicates(), self.folders.errors()] {
            for (path, receipt) in read_receipts(self.disk, &folder)? {
                let Ok(receipt) = receipt else {
                    let file = path.display().to_string();
                    notes.push(Problem::warning(Exp008 { file: file.as_str().into() }).in_file(file));
                    continue;
                };
                files.push(file_record(&receipt));
                let mut documents = self.documents_in(&self.folders.inbox().join(&receipt.stored));
                foreign.extend(documents.iter().filter_map(numbered));
                let document = documents.pop().filter(|_| documents.is_empty());
                if receipt.outcome == Outcome::Error && document.as_ref().is_some_and(|it| self.is_of_another(it)) {
                    continue;
                }
                traces.extend(of_receipt(&receipt, document.as_ref(), self.settings.default_alias()));
            }
        }
        Ok((traces, files, foreign))
    }

    /// Step 3.
    fn waiting(&self, traces: &mut Vec<Trace>) -> Result<(), StageError> {
        for path in on_the_way(self.disk, self.folders)? {
            let Some(document) = self.document(&path).filter(|document| !self.is_of_another(document)) else {
                continue;
            };
            let name = super::import::name_of(&path);
            let trace = Trace::of_file(&document, State::Exported, &name, self.clock.now());
            let told = |order: OrderId| by_hand(&name).map(|told| told.in_order(order.to_string()));
            traces.extend(trace.map(|trace| Trace { problem: told(trace.order), ..trace }));
        }
        Ok(())
    }

    /// Step 4.
    async fn documents(&mut self) -> Result<Vec<Trace>, StageError> {
        let mut traces = Vec::new();
        let Some(base) = self.base.as_deref_mut() else { return Ok(traces) };
        for stored in base.documents(&[]).await? {
            let Ok(order) = stored.order_id.parse::<OrderId>() else { continue };
            // A copy that a person made may say the same order in its description, but has not its key.
            if stored.key != key::of_order(order).to_string() {
                continue;
            }
            let at = stored.created.unwrap_or_else(|| self.clock.now());
            let mut trace = Trace::new(order, self.settings.default_alias(), State::Imported, at);
            trace.number = Some(stored.number);
            trace.total = Some(stored.gross);
            traces.push(trace);
        }
        Ok(traces)
    }

    /// Is it of an account whose orders go into another company's base?
    fn is_of_another(&self, document: &Document) -> bool {
        let whose = document.origin.as_ref().and_then(|origin| self.settings.company_of(&origin.account));
        self.company.zip(whose).is_some_and(|(here, company)| company != here)
    }

    /// The one document of a file; none where it is gone, too large or not to be read.
    fn document(&self, path: &Path) -> Option<Document> {
        let mut documents = self.documents_in(path);
        documents.pop().filter(|_| documents.is_empty())
    }

    /// The documents of a file; none where it is gone, too large, or one of them is not to be read.
    fn documents_in(&self, path: &Path) -> Vec<Document> {
        let bytes = self.disk.read(path, u64::from(self.settings.files.max_size_mib) << 20).ok();
        let file = bytes.and_then(|bytes| xml::read(&bytes, &xml::Limits::default()).ok());
        let documents = file.map(|file| file.documents).unwrap_or_default();
        documents
            .into_iter()
            .map(|read| read.map(|(document, _)| document))
            .collect::<Result<_, _>>()
            .unwrap_or_default()
    }
}

/// What receipts say: of orders, of files, and of documents of other programs, by their keys.
type Finished = (Vec<Trace>, Vec<FileRecord>, Vec<(Uuid, ForeignNote)>);

/// What is known of a document that its sender's number guards. Of the others nothing: whether several equal ones were taken for
/// one is not to be seen from their file.
fn numbered(document: &Document) -> Option<(Uuid, ForeignNote)> {
    let key = xml::canonical(document).ok().map(|bytes| key::of_content(&bytes))?;
    let foreign = Foreign::of(document, key).ok()??;
    foreign.is_guarded().then_some((key, foreign.note))
}

fn file_record(receipt: &Receipt) -> FileRecord {
    FileRecord {
        sha256: receipt.sha256.clone(),
        name: receipt.file.clone(),
        key: receipt.key,
        outcome: match receipt.outcome {
            Outcome::Imported => FileOutcome::Imported,
            Outcome::Duplicate => FileOutcome::Duplicate,
            Outcome::Error => FileOutcome::Error,
        },
        number: receipt.number.clone(),
        problem: first_problem(receipt),
        at: receipt.at,
    }
}

/// What a receipt says about the order that its file is of.
fn of_receipt(receipt: &Receipt, document: Option<&Document>, account: &str) -> Option<Trace> {
    let order = receipt.order_id.as_ref()?.parse().ok()?;
    let state = match receipt.outcome {
        Outcome::Imported => State::Imported,
        Outcome::Duplicate => State::Duplicate,
        Outcome::Error => State::Error,
    };
    let mut trace = document
        .and_then(|document| Trace::of_file(document, state, &receipt.file, receipt.at))
        .filter(|trace| trace.order == order)
        .unwrap_or_else(|| Trace::new(order, account, state, receipt.at));
    if trace.corrections.is_empty() {
        trace.corrections.clone_from(&receipt.corrections);
    }
    trace.number.clone_from(&receipt.number);
    if let Some(sums) = receipt.sums.as_ref().filter(|_| trace.total.is_none()) {
        trace.total = Some(sums.gross.to_string());
        trace.currency = Some(sums.currency.clone());
    }
    trace.problem = first_problem(receipt);
    if state == State::Error {
        // Its file lies in errors/ and nothing is known of what it was made from: the next reading makes it anew.
        trace.file = None;
        trace.number = None;
    }
    Some(trace)
}

fn first_problem(receipt: &Receipt) -> Option<Problem> {
    let remark = receipt.problems.first()?;
    Some(Problem { severity: remark.severity, message: remark.message.clone(), place: remark.place.clone(), others: 0 })
}
