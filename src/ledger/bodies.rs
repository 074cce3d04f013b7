//! Orders as they came. A body says what a document was made from, long after Allegro says otherwise
//! (`reference/allegro.md` section 13, Q27), and lets a change be told with both versions.

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use jiff::Timestamp;
use rusqlite::{Transaction, params};

use super::records::time_text;
use super::{Failure, Ledger, LedgerError, browse, cut};
use crate::core::order::SeenId;

/// A body that unpacks to more than this is damaged: what is packed here came in under the same limit.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The body of one order, without `personalIdentity`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderBody {
    /// `checkoutForm.id`.
    pub order_id: SeenId,
    /// JSON, as it came.
    pub json: Vec<u8>,
}

impl Ledger {
    /// The body that the last decision about an order was made from; `None`: there is none, or it is damaged.
    pub fn body(&self, order_id: &SeenId) -> Result<Option<Vec<u8>>, LedgerError> {
        let sql = "SELECT body FROM bodies WHERE order_id = ?1";
        let found: Option<Vec<u8>> = self.all(sql, params![order_id], |reader| reader.get("body"))?.pop();
        Ok(found.and_then(|packed| unpack(&packed)))
    }
}

/// An order as it came, of those that changed last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatestBody {
    /// Alias of its account.
    pub account: String,
    /// It has a file or a document: everything that it needed was found.
    pub is_made: bool,
    /// JSON, as it came.
    pub json: Vec<u8>,
}

impl Ledger {
    /// The bodies of the orders that changed last, so many at most; damaged ones are left out.
    pub fn latest_bodies(&self, limit: u32) -> Result<Vec<LatestBody>, LedgerError> {
        let sql = "SELECT o.account, o.state IN ('exported', 'imported', 'duplicate') AS is_made, b.body
             FROM orders AS o JOIN bodies AS b USING (order_id) ORDER BY o.changed_at DESC, o.order_id LIMIT ?1";
        let packed: Vec<(String, bool, Vec<u8>)> = self.all(sql, params![limit], |reader| {
            Ok((reader.get("account")?, reader.get("is_made")?, reader.get("body")?))
        })?;
        let unpacked =
            |(account, is_made, packed): (_, _, Vec<u8>)| Some(LatestBody { account, is_made, json: unpack(&packed)? });
        Ok(packed.into_iter().filter_map(unpacked).collect())
    }
}

pub(super) fn store(transaction: &Transaction<'_>, bodies: &[OrderBody], at: Timestamp) -> Result<(), Failure> {
    for body in bodies {
        if !cut::keeps_bodies(transaction, &body.order_id)? {
            continue;
        }
        transaction
            .prepare_cached(
                "INSERT INTO bodies (order_id, at, body) VALUES (?1, ?2, ?3)
                 ON CONFLICT (order_id) DO UPDATE SET at = excluded.at, body = excluded.body",
            )?
            .execute(params![body.order_id, time_text(at), pack(&body.json)])?;
        browse::note(transaction, &body.order_id, &body.json)?;
    }
    Ok(())
}

fn pack(json: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    // Writing into memory does not fail; what it would leave out would be found damaged.
    packer.write_all(json).ok();
    packer.finish().unwrap_or_default()
}

pub(super) fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let mut json = Vec::new();
    let read = ZlibDecoder::new(packed).take(LARGEST).read_to_end(&mut json).ok()?;
    (read > 0).then_some(json)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Life;

    #[test]
    fn q27_a_body_is_kept_as_it_came_until_the_next_decision() {
        let mut ledger = Ledger::memory().unwrap();
        let order = Life::seen("a", "sklep", Timestamp::UNIX_EPOCH);
        let body = |json: &str| OrderBody { order_id: "a".into(), json: json.as_bytes().to_vec() };
        assert_eq!(ledger.body(&"a".into()).unwrap(), None);
        for json in [r#"{"id":"a"}"#, r#"{"id":"a","x":"zażółć 😀"}"#] {
            ledger.record_with(std::slice::from_ref(&order), &[body(json)]).unwrap();
            assert_eq!(ledger.body(&"a".into()).unwrap().unwrap(), json.as_bytes());
        }
        ledger.record(&[order]).unwrap();
        assert!(ledger.body(&"a".into()).unwrap().is_some(), "a record without a body leaves it");
        let orphan = OrderBody { order_id: "b".into(), json: b"{}".to_vec() };
        assert!(ledger.record_with(&[], &[orphan]).is_err(), "a body belongs to an order");
    }

    #[test]
    fn what_is_damaged_is_none() {
        assert_eq!(unpack(b"no zlib"), None);
        let packed = pack(b"{\"id\":1}");
        assert_eq!(unpack(&packed[..packed.len() - 5]), None);
    }
}
