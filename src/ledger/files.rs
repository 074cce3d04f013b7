//! What became of the files that an import has finished with, and of their orders.

use rusqlite::{Transaction, params};

use super::records::{problem_text, time_text};
use super::{Failure, FileOutcome, FileRecord, Ledger, LedgerError, Life, log, store};
use crate::core::problem::Problem;

impl Ledger {
    /// [`Ledger::record_file`] of each file and [`Ledger::record`] of the orders, all or none.
    pub fn record_files(&mut self, files: &[FileRecord], orders: &[Life]) -> Result<(), LedgerError> {
        let news = self.write(|transaction| {
            for file in files {
                store_file(transaction, file)?;
            }
            store(transaction, orders)
        })?;
        log(&news);
        for file in files {
            let (outcome, code) = (file.outcome.as_str(), file.problem.as_ref().map(Problem::code));
            // Who names files after buyers would have buyers in the log.
            if file.outcome == FileOutcome::Error {
                tracing::warn!(sha256 = file.sha256, outcome, number = file.number, code, "file");
            } else {
                tracing::info!(sha256 = file.sha256, outcome, number = file.number, code, "file");
            }
        }
        Ok(())
    }
}

/// Stores one file in place of what was known of it.
pub(super) fn store_file(transaction: &Transaction<'_>, file: &FileRecord) -> Result<(), Failure> {
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO files (sha256, name, key, outcome, number, problem, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            file.sha256,
            file.name,
            file.key.map(|key| key.to_string()),
            file.outcome.as_str(),
            file.number,
            problem_text(file.problem.as_ref()),
            time_text(file.at),
        ])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::ledger::State;

    #[test]
    fn files_and_orders_are_recorded_together_or_not_at_all() {
        let mut ledger = Ledger::memory().unwrap();
        let file = FileRecord {
            sha256: "ab".to_owned(),
            name: "a.xml".to_owned(),
            key: None,
            outcome: FileOutcome::Imported,
            number: Some("RO/1/2026".to_owned()),
            problem: None,
            at: Timestamp::UNIX_EPOCH,
        };
        let lines = vec!["line".to_owned()];
        let seen = Life::seen("a", "sklep", Timestamp::UNIX_EPOCH);
        let taken = Life { state: State::Imported, lines: lines.clone(), ..seen.clone() };
        let second = Life { order_id: "b".into(), state: State::Imported, lines, ..seen };
        let both = [taken.clone(), second];
        let refused = ledger.record_files(std::slice::from_ref(&file), &both);
        assert!(matches!(refused, Err(LedgerError::LineTaken { .. })), "{refused:?}");
        assert_eq!((ledger.files_with("ab").unwrap(), ledger.order(&"a".into()).unwrap()), (Vec::new(), None));
        ledger.record_files(std::slice::from_ref(&file), std::slice::from_ref(&taken)).unwrap();
        assert_eq!(ledger.files_with("ab").unwrap(), [file]);
        assert_eq!(ledger.order(&"a".into()).unwrap(), Some(taken));
    }
}
