//! What waits for a person: read whole for each first page, so as little of each order as that needs.

use std::path::Path;

use super::records;
use super::{Ledger, LedgerError, Life};

impl Ledger {
    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Tells what the orders are now from what they were, and from those of another ledger in the same place.
    pub fn stamp(&self) -> Result<[u64; 3], LedgerError> {
        let last = self.all("SELECT MAX(id) AS id FROM history", [], |reader| reader.get::<Option<i64>>("id"))?;
        let last = last.into_iter().flatten().next().and_then(|id| u64::try_from(id).ok()).unwrap_or_default();
        Ok([self.changes()?, self.count_open()?, last])
    }

    /// Every order that waits for a person, latest change first, with what waits and what may be said to it; without its lines,
    /// its sums and how it was made. Not to be stored again.
    pub fn open_lives(&self) -> Result<Vec<Life>, LedgerError> {
        let sql = "SELECT order_id, account, state, document, file, changed_at, life FROM orders
             WHERE open_matters > 0 ORDER BY changed_at DESC, order_id";
        self.all(sql, [], records::open)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::core::life::{Answer, Happening, Kind, State, after, may_answer};
    use crate::core::message::text::{Lif008, Vat009};
    use crate::core::problem::Problem;
    use crate::ledger::OrdersFilter;

    #[test]
    fn what_may_be_said_of_an_open_order_is_what_may_be_said_of_the_whole_one() {
        let mut ledger = Ledger::memory().unwrap();
        let at = Timestamp::UNIX_EPOCH;
        let seen = |id: &str| Life::seen(id, "sklep", at);
        let exported = |id: &str| Life { state: State::Exported, file: Some("RO_a.xml".to_owned()), ..seen(id) };
        let other_sum = Problem::error(Lif008 { file: "1".into(), order: "2".into() });
        let imported = Life { state: State::Imported, document: Some("RO/1".to_owned()), ..exported("c") };
        let lives = [
            after(&seen("a"), Happening::Refused(Problem::error(Vat009 { code: "X".into() })), at).0,
            after(&exported("b"), Happening::FileMissing { auto: false }, at).0,
            after(&imported, Happening::DocumentMissing, at).0,
            after(
                &exported("d"),
                Happening::FileRefused { problem: other_sum, key: uuid::Uuid::nil(), lines: Vec::new(), edited: true },
                at,
            )
            .0,
            seen("e"),
        ];
        ledger.record(&lives).unwrap();
        let open = ledger.open_lives().unwrap();
        assert_eq!(open.iter().map(|life| life.order_id.as_str()).collect::<Vec<_>>(), ["a", "b", "c", "d"]);
        let whole = ledger.orders(&OrdersFilter { open_matters: true, ..OrdersFilter::default() }).unwrap();
        let answers = [
            Answer::Done,
            Answer::Again,
            Answer::Elsewhere(None),
            Answer::MeantSo,
            Answer::Restore,
            Answer::OtherSum(String::new()),
        ];
        for (open, whole) in open.iter().zip(&whole) {
            for answer in &answers {
                assert_eq!(may_answer(open, answer), may_answer(whole, answer), "{} {answer:?}", open.order_id);
            }
            assert_eq!((open.is_open(), open.may_be_retried()), (whole.is_open(), whole.may_be_retried()));
        }
        assert!(open[3].has_open(Kind::Refused) && may_answer(&open[3], &answers[5]));
    }
}
