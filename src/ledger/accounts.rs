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

impl Ledger {
    /// Every alias that an order, a cursor or a seller is noted under.
    pub fn accounts(&self) -> Result<Vec<String>, LedgerError> {
        let sql = "SELECT account FROM cursors UNION SELECT account FROM sellers UNION SELECT account FROM orders
             ORDER BY account";
        self.all(sql, [], |reader| reader.get("account"))
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
    use crate::ledger::Life;

    #[test]
    fn an_account_is_known_by_its_orders_its_cursor_and_its_seller() {
        let mut ledger = Ledger::memory().unwrap();
        assert!(ledger.accounts().unwrap().is_empty());
        let at = Timestamp::UNIX_EPOCH;
        ledger.record(&[Life::seen("o", "b", at)]).unwrap();
        ledger.finish_run("c", &[], Some("7"), at, &[]).unwrap();
        ledger.pin_seller("a", "77", at).unwrap();
        assert_eq!(ledger.accounts().unwrap(), ["a", "b", "c"]);
        let bound = BoundAlias { alias: "a".to_owned(), seller: "77".to_owned(), since: at };
        assert_eq!(ledger.sellers().unwrap(), [bound]);
    }
}
