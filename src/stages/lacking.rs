//! Which rows the mapping tables lack for the orders that were read lately.

use std::collections::BTreeMap;

use super::StageError;
use crate::allegro::port;
use crate::core::order::Order;
use crate::core::settings::Settings;
use crate::core::suggest::{Suggestion, joined, suggest};
use crate::core::tables::{Table, Tables};
use crate::ledger::Ledger;

/// So many of the latest orders are looked at: a person waits for the answer.
const LATEST: u32 = 2_000;

/// A company: its ledger, its tables, what the user chose for it and its accounts.
pub type Company<'a> = (Ledger, Tables, &'a Settings);

/// Looks through the bodies that the companies' ledgers keep. Bodies that cannot be read are left out: their orders are refused
/// with a reason of their own.
///
/// # Errors
/// Troubles of the ledger.
pub fn lacking(companies: &[Company<'_>]) -> Result<BTreeMap<Table, Vec<Suggestion>>, StageError> {
    let mut all = Vec::new();
    for (ledger, tables, settings) in companies {
        let mut orders: BTreeMap<String, Vec<Order>> = BTreeMap::new();
        for (account, body) in ledger.latest_bodies(LATEST)? {
            let read = port::decode_any(&body).unwrap_or_default();
            orders.entry(account).or_default().extend(read.into_iter().filter_map(|fetched| fetched.order.ok()));
        }
        all.extend(orders.iter().map(|(account, orders)| suggest(orders, tables, settings.of_account(account))));
    }
    Ok(joined(all))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::allegro::simulator::World;
    use crate::ledger::{Life, OrderBody};

    #[test]
    fn a_delivery_that_no_table_knows_is_asked_for() {
        let mut ledger = Ledger::memory().unwrap();
        for (_, body) in World::shipped_files().iter().filter(|(name, _)| name.starts_with("07-")) {
            let id = port::decode_any(body.as_bytes()).unwrap().remove(0).id;
            let order = Life::seen(id.clone(), "sklep", Timestamp::UNIX_EPOCH);
            let body = OrderBody { order_id: id.into(), json: body.as_bytes().to_vec() };
            ledger.record_with(&[order], &[body]).unwrap();
        }
        let found = lacking(&[(ledger, Tables::default(), &Settings::default())]).unwrap();
        let [row] = found[&Table::Deliveries].as_slice() else { panic!("{found:?}") };
        assert_eq!((row.count, row.row[1].as_str()), (1, "Allegro One Box, DPD"));
    }
}
