//! The accounts that a ledger knows of, and whose they are.

use jiff::Timestamp;

use super::{Ledger, LedgerError};

/// An alias that is bound to a seller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoundAlias {
    /// The alias.
    pub alias: String,
    /// The seller's id at Allegro.
    pub seller: String,
    /// Since when.
    pub since: Timestamp,
}

/// From each account of an order to the next one by the index: there are a few of them, and orders by the hundred thousand.
const ACCOUNTS: &str = "WITH RECURSIVE known (account) AS (SELECT MIN(account) FROM orders UNION ALL
         SELECT (SELECT MIN(account) FROM orders WHERE account > known.account) FROM known WHERE known.account IS NOT NULL)
     SELECT account FROM cursors UNION SELECT account FROM sellers
     UNION SELECT account FROM known WHERE account IS NOT NULL ORDER BY account";

impl Ledger {
    /// Every alias that an order, a cursor or a seller is noted under.
    pub fn accounts(&self) -> Result<Vec<String>, LedgerError> {
        self.all(ACCOUNTS, [], |reader| reader.get("account"))
    }

    /// How many orders are not at their end, or wait for a person; of one account or of all.
    pub fn unended(&self, account: Option<&str>) -> Result<u64, LedgerError> {
        let sql = "SELECT COUNT(*) AS n FROM orders WHERE (?1 IS NULL OR account = ?1)
             AND (state IN ('seen', 'waiting', 'error', 'exported') OR open_matters > 0)";
        let found = self.all(sql, [account], |reader| reader.get::<u32>("n"))?;
        Ok(found.into_iter().map(u64::from).sum())
    }

    /// Every alias that is bound to a seller.
    pub fn sellers(&self) -> Result<Vec<BoundAlias>, LedgerError> {
        let sql = "SELECT account, seller_id, at FROM sellers ORDER BY at, account";
        self.all(sql, [], |reader| {
            Ok(BoundAlias {
                alias: reader.get("account")?,
                seller: reader.get("seller_id")?,
                since: reader.time("at")?,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Life, State};

    #[test]
    fn what_is_not_at_its_end_is_counted_by_account() {
        let mut ledger = Ledger::memory().unwrap();
        let of = |id: &str, account: &str, state| Life { state, ..Life::seen(id, account, Timestamp::UNIX_EPOCH) };
        let lives = [
            of("1", "a", State::Waiting),
            of("2", "a", State::Imported),
            of("3", "a", State::Exported),
            of("4", "b", State::Error),
            of("5", "b", State::Ignored),
        ];
        ledger.record(&lives).unwrap();
        assert_eq!([Some("a"), Some("b"), Some("c"), None].map(|of| ledger.unended(of).unwrap()), [2, 1, 0, 3]);
    }

    #[test]
    fn an_account_is_known_by_its_orders_its_cursor_and_its_seller() {
        let mut ledger = Ledger::memory().unwrap();
        assert!(ledger.accounts().unwrap().is_empty());
        let at = Timestamp::UNIX_EPOCH;
        ledger.record(&[Life::seen("o", "b", at), Life::seen("p", "d", at), Life::seen("q", "b", at)]).unwrap();
        ledger.finish_run("c", &[], Some("7"), at, &[]).unwrap();
        ledger.pin_seller("a", "77", at).unwrap();
        assert_eq!(ledger.accounts().unwrap(), ["a", "b", "c", "d"]);
        let plan = format!("EXPLAIN QUERY PLAN {ACCOUNTS}");
        let plan: Vec<String> = ledger.all(&plan, [], |reader| reader.get("detail")).unwrap();
        assert!(plan.iter().any(|step| step.contains("orders_by_account")), "{plan:?}");
        assert!(!plan.iter().any(|step| step.starts_with("SCAN orders")), "{plan:?}");
        let bound = BoundAlias { alias: "a".to_owned(), seller: "77".to_owned(), since: at };
        assert_eq!(ledger.sellers().unwrap(), [bound]);
    }
}
