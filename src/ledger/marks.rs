//! What an account's next run has to know of the last ones.

use jiff::Timestamp;
use rusqlite::{Transaction, params};

use super::records::time_text;
use super::{Failure, Ledger, LedgerError};

/// What a mark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// From when on the account's orders are wanted; sweeps do not go behind it.
    Start,
    /// When the list was last swept to its end.
    Sweep,
    /// When the last week was last swept.
    Week,
    /// Fingerprint of settings and tables that orders were last judged with.
    Sources,
    /// Fingerprint of settings and tables with which the files that wait were last held against their orders; of no
    /// account.
    Waiting,
    /// Which base was last written into; of no account.
    Base,
    /// The day of the last look at the documents there; of no account.
    Looked,
    /// What the base refused in a row; of no account.
    Refused,
    /// When persons' data was last looked through by a clock that was believed; of no account.
    Clock,
    /// Since when the clock is not believed; of no account.
    Doubted,
}

impl Mark {
    fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Sweep => "sweep",
            Self::Week => "week",
            Self::Sources => "sources",
            Self::Waiting => "waiting",
            Self::Base => "base",
            Self::Looked => "looked",
            Self::Refused => "refused",
            Self::Clock => "clock",
            Self::Doubted => "doubted",
        }
    }
}

/// The value of a moment's mark.
#[must_use]
pub fn moment(at: Timestamp) -> String {
    time_text(at)
}

impl Ledger {
    /// What was noted last.
    pub fn mark(&self, account: &str, mark: Mark) -> Result<Option<String>, LedgerError> {
        let sql = "SELECT value FROM marks WHERE account = ?1 AND name = ?2";
        Ok(self.all(sql, params![account, mark.name()], |reader| reader.get("value"))?.pop())
    }

    /// Notes one mark by itself.
    pub fn note(&mut self, account: &str, mark: Mark, value: &str) -> Result<(), LedgerError> {
        self.write(|transaction| store(transaction, account, &[(mark, value.to_owned())]))
    }

    /// A mark that is a moment; one that cannot be read counts as none.
    pub fn marked_at(&self, account: &str, mark: Mark) -> Result<Option<Timestamp>, LedgerError> {
        Ok(self.mark(account, mark)?.and_then(|text| text.parse().ok()))
    }
}

pub(super) fn store(transaction: &Transaction<'_>, account: &str, marks: &[(Mark, String)]) -> Result<(), Failure> {
    for (mark, value) in marks {
        transaction.execute(
            "INSERT INTO marks (account, name, value) VALUES (?1, ?2, ?3)
             ON CONFLICT (account, name) DO UPDATE SET value = excluded.value",
            params![account, mark.name(), value],
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_kept_by_account_with_the_cursor() {
        let mut ledger = Ledger::memory().unwrap();
        let at = Timestamp::UNIX_EPOCH;
        let marks = [(Mark::Sweep, moment(at)), (Mark::Sources, "ab".to_owned())];
        ledger.finish_run("a", &[], Some("7"), at, &marks).unwrap();
        assert_eq!(ledger.marked_at("a", Mark::Sweep).unwrap(), Some(at));
        assert_eq!(ledger.mark("a", Mark::Sources).unwrap().as_deref(), Some("ab"));
        assert_eq!(ledger.mark("a", Mark::Week).unwrap(), None);
        assert_eq!(ledger.mark("b", Mark::Sweep).unwrap(), None);
        assert_eq!(ledger.cursor("a").unwrap().unwrap().event_id, "7");
        ledger.finish_run("a", &[], None, at, &[(Mark::Sources, "x".to_owned())]).unwrap();
        assert_eq!(ledger.marked_at("a", Mark::Sources).unwrap(), None, "not a moment");
        assert_eq!(ledger.cursor("a").unwrap().unwrap().event_id, "7");
    }
}
