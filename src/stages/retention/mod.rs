//! What is done when the time of finished files and orders has come, and when a person asks to be forgotten.
//!
//! The steps of [`Retention::pass`]:
//! 1. whether the clock goes on from what is known: one that leapt cuts nothing until it has said the same for a day;
//! 2. temporary files that a writer left a day ago or earlier, when it was killed;
//! 3. the files of `archive/` and `duplicates/` that ended before the limit: read for their sums, removed, their
//!    receipts cut down;
//! 4. the ledger's orders and files of that age: without body, words to search by, and words of reasons.
//!
//! What waits or was refused is left alone, however old it is: a person has still to decide about it. The documents in
//! Optima are the seller's accounts and are not touched by any of this.

mod forget;
#[cfg(test)]
mod tests;

use std::path::Path;

use jiff::Timestamp;

pub use forget::{Forget, Forgotten, Spot};

use super::StageError;
use crate::clock::Clock;
use crate::core::document::Document;
use crate::core::message::text::{Ret002, Ret003};
use crate::core::money;
use crate::core::order::SeenId;
use crate::core::poland;
use crate::core::problem::{Explain as _, Problem};
use crate::core::retention;
use crate::ledger::{Ledger, Mark, moment};
use crate::spool::{Disk, Folders, Sums, cut_down, each_ended, ended_before, hidden_name, tidy};
use crate::xml;

/// Files of one pass, so that a service hears a stop between two: each costs some milliseconds.
const FILES: usize = 1_000;
/// Orders of one pass; they share a transaction.
const ORDERS: usize = 5_000;

/// The time of finished files and orders.
pub struct Retention<'a> {
    /// Our own state.
    pub ledger: &'a mut Ledger,
    /// The disk.
    pub disk: &'a dyn Disk,
    /// The folders.
    pub folders: &'a Folders,
    /// Files above this many bytes are not read for their sums.
    pub max_bytes: u64,
    /// The time.
    pub clock: &'a dyn Clock,
}

/// What passes did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CutReport {
    /// Files removed.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Orders cut down.
    pub orders: u64,
    /// Files that could not be removed.
    pub problems: Vec<Problem>,
    /// The clock leapt, and nothing was cut.
    pub leap: Option<Problem>,
}

impl Retention<'_> {
    /// What would be done, without doing it.
    ///
    /// # Errors
    /// Folders or ledger cannot be read.
    pub fn preview(&self, days: u32) -> Result<CutReport, StageError> {
        let mut report = CutReport::default();
        let now = self.clock.now();
        let Some(limit) = retention::limit(now, days) else { return Ok(report) };
        report.leap = self.leap(now)?;
        if report.leap.is_some() {
            return Ok(report);
        }
        each_ended(self.disk, self.folders, limit, &mut |ended| {
            report.files += 1;
            report.bytes += ended.receipt.size;
            true
        })?;
        report.orders = self.ledger.count_ended_before(limit)?;
        Ok(report)
    }

    /// One pass. `true`: there is more to do.
    ///
    /// # Errors
    /// Folders or ledger cannot be read or written. A single file that cannot be removed is in the report.
    pub fn pass(&mut self, days: u32, report: &mut CutReport) -> Result<bool, StageError> {
        let now = self.clock.now();
        let limit = retention::limit(now, days);
        if limit.is_some()
            && let Some(leap) = self.leap(now)?
        {
            if retention::is_new_doubt(now, self.ledger.marked_at("", Mark::Doubted)?) {
                self.ledger.note("", Mark::Doubted, &moment(now))?;
            }
            report.leap = Some(leap);
            return Ok(false);
        }
        let left = tidy(self.disk, self.folders, now)?;
        if left > 0 {
            tracing::info!(files = left, "temporary files of killed writers are gone");
        }
        let Some(limit) = limit else { return Ok(false) };
        self.ledger.note("", Mark::Clock, &moment(now))?;
        if self.ledger.marked_at("", Mark::Doubted)?.is_some() {
            self.ledger.note("", Mark::Doubted, "")?;
        }
        let files = ended_before(self.disk, self.folders, limit, FILES)?;
        let full = files.len() == FILES;
        let mut removed = 0_u64;
        for ended in &files {
            let sums = sums_of(self.disk, &ended.path, self.max_bytes);
            match cut_down(self.disk, ended, sums, now) {
                Ok(()) => {
                    removed += 1;
                    report.bytes += ended.receipt.size;
                }
                Err(error) => {
                    let file = ended.path.display().to_string();
                    let told = Ret002 { file: file.as_str().into(), why: error.problem().message.into() };
                    report.problems.push(Problem::warning(told).in_file(file));
                }
            }
        }
        report.files += removed;
        let orders = self.ledger.ended_before(limit, ORDERS)?;
        self.cut_ledger(&orders, limit, now)?;
        report.orders += count(orders.len());
        tracing::info!(files = removed, orders = orders.len(), "cut down");
        // A pass that gets nowhere is not begun again at once.
        Ok((full && removed > 0) || orders.len() == ORDERS)
    }

    /// What is to be said of a clock that does not go on from what is known.
    fn leap(&self, now: Timestamp) -> Result<Option<Problem>, StageError> {
        let written = self.ledger.written(retention::day_before(now))?;
        let (believed, doubted) = (self.ledger.marked_at("", Mark::Clock)?, self.ledger.marked_at("", Mark::Doubted)?);
        let known = retention::Known { last: believed.or(written.last), earlier: written.until, doubted };
        let Some(last) = known.last.filter(|_| retention::leapt(now, known)) else { return Ok(None) };
        let (now, last) = (poland::minute(Some(now)).into(), poland::minute(Some(last)).into());
        Ok(Some(Problem::warning(Ret003 { now, last })))
    }

    fn cut_ledger(&mut self, orders: &[SeenId], limit: Timestamp, now: Timestamp) -> Result<(), StageError> {
        let files = self.ledger.files_before(limit)?;
        if orders.is_empty() && files.is_empty() {
            return Ok(());
        }
        let files: Vec<_> = files
            .into_iter()
            .map(|file| {
                let hidden = hidden_name(&file.name, &file.sha256);
                (file, hidden)
            })
            .collect();
        Ok(self.ledger.cut(orders, &files, now)?)
    }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// The documents of a file; none where it cannot be read.
fn documents(disk: &dyn Disk, path: &Path, max_bytes: u64) -> Option<Vec<Document>> {
    let bytes = disk.read(path, max_bytes).ok()?;
    let file = xml::read(&bytes, &xml::Limits::default()).ok()?;
    file.documents.into_iter().map(|document| document.ok().map(|(document, _)| document)).collect()
}

/// What the documents of a file came to together; none where they cannot be read or are in several currencies.
fn sums_of(disk: &dyn Disk, path: &Path, max_bytes: u64) -> Option<Sums> {
    let documents = documents(disk, path, max_bytes)?;
    let currency = documents.first()?.currency.symbol.clone();
    if documents.iter().any(|document| document.currency.symbol != currency) {
        return None;
    }
    let sum = |part: fn(&Document) -> rust_decimal::Decimal| money::sum(documents.iter().map(part));
    Some(Sums { net: sum(|it| it.net)?, vat: sum(|it| it.vat)?, gross: sum(|it| it.gross)?, currency })
}
