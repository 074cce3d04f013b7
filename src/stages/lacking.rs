//! Which rows the mapping tables lack, by the chain of sources that makes the documents: with the cards of the company's base
//! and the offers that its ledger kept. Allegro is not asked.

use std::collections::{BTreeMap, BTreeSet};

use super::StageError;
use super::walk::Walk;
use crate::allegro::port;
use crate::core::chain::{self, Code};
use crate::core::convert;
use crate::core::ean;
use crate::core::matching::same_code;
use crate::core::message::quoted;
use crate::core::order::Order;
use crate::core::settings::Settings;
use crate::core::suggest::{Suggestion, joined, suggest};
use crate::core::tables::{Table, Tables, Words};
use crate::ledger::Ledger;
use crate::optima::OptimaDb;

/// So many of the latest orders are looked at: a person waits for the answer.
const LATEST: u32 = 2_000;

/// A company: its ledger, its base if that is in reach, its tables, what the user chose for it and its accounts.
pub struct Lacking<'a, B> {
    /// What is known of its orders.
    pub ledger: Ledger,
    /// What has its cards.
    pub base: Option<B>,
    /// Its tables.
    pub tables: Tables,
    /// Its settings.
    pub settings: &'a Settings,
}

/// Rows by table.
pub type Rows = BTreeMap<Table, Vec<Suggestion>>;

impl<B: OptimaDb> Lacking<'_, B> {
    /// The rows that the orders want whose bodies the ledger keeps, those refused at their import too; `None`: it keeps none.
    /// Bodies that cannot be read are left out: their orders are refused with a reason of their own.
    ///
    /// # Errors
    /// Troubles of the ledger or the base.
    pub async fn of_ledger(&mut self) -> Result<Option<Rows>, StageError> {
        let (mut waiting, mut made) = (BTreeMap::<String, Vec<Order>>::new(), BTreeMap::<String, Vec<Order>>::new());
        for body in self.ledger.latest_bodies(LATEST)? {
            let read = port::decode_any(&body.json).unwrap_or_default().into_iter();
            let of = if body.is_made { &mut made } else { &mut waiting };
            of.entry(body.account).or_default().extend(read.filter_map(|fetched| fetched.order.ok()));
        }
        let mut all = Vec::new();
        for (account, orders) in made {
            all.push(self.of_orders(&account, orders, true).await?);
        }
        for (account, orders) in waiting {
            all.push(self.of_orders(&account, orders, false).await?);
        }
        Ok(if all.is_empty() { None } else { Some(joined(all)) })
    }

    /// The rows that these orders of an account want. Where they are `made`, whatever their goods needed was found, also where
    /// nobody knows any more what an offer said.
    ///
    /// # Errors
    /// Troubles of the ledger or the base.
    pub async fn of_orders(&mut self, account: &str, mut orders: Vec<Order>, made: bool) -> Result<Rows, StageError> {
        let settings = self.settings.of_account(account);
        let mut walk = Walk::new(self.base.is_some());
        let (kept, rules) = ((&self.ledger, account), (settings, &self.tables));
        walk.without_allegro(self.base.as_mut(), kept, &orders.iter().collect::<Vec<_>>(), rules).await?;
        for order in orders.iter_mut().filter(|_| made) {
            if !walk.needs(order, settings, &self.tables).is_empty() {
                order.lines.clear();
            }
        }
        Ok(suggest(&orders, &self.tables, settings, walk.known()))
    }
}

/// Who sells under a code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sellers {
    /// Offers, with their names.
    pub offers: BTreeMap<String, String>,
    /// Offers that `sets.csv` takes apart, with this code for a part.
    pub sets: BTreeSet<String>,
}

impl<B: OptimaDb> Lacking<'_, B> {
    /// The offers of these orders of an account for which the chain comes to this code, or to several cards with this EAN. Where it comes to nothing without
    /// Allegro, the signature tells.
    ///
    /// # Errors
    /// Troubles of the ledger or the base.
    pub async fn sellers(&mut self, account: &str, orders: &[Order], code: &str) -> Result<Sellers, StageError> {
        let settings = self.settings.of_account(account);
        let mut walk = Walk::new(self.base.is_some());
        let (kept, rules) = ((&self.ledger, account), (settings, &self.tables));
        walk.without_allegro(self.base.as_mut(), kept, &orders.iter().collect::<Vec<_>>(), rules).await?;
        let is_it = |found: &str| same_code(found, code) || quoted(found) == code;
        let mut sellers = Sellers::default();
        for (order, line) in orders.iter().flat_map(|order| order.lines.iter().map(move |line| (order, line))) {
            if let Some(set) = self.tables.sets.get(&line.offer_id) {
                sellers.sets.extend(set.iter().any(|part| is_it(&part.code)).then(|| line.offer_id.clone()));
                continue;
            }
            let terms = convert::terms(order, settings, &self.tables);
            let sells = match chain::goods(line, terms, walk.known()).map(|goods| goods.code) {
                Ok(Code::Is(coded)) => is_it(&coded.code),
                Ok(Code::Unsound(found)) => is_it(&found),
                Ok(Code::Several(eans, _)) => eans.iter().any(|own| ean::same(own, code)),
                Ok(_) => false,
                Err(_) => line.external_id.as_deref().is_some_and(is_it),
            };
            if sells {
                sellers.offers.insert(line.offer_id.clone(), line.offer_name.clone());
            }
        }
        Ok(sellers)
    }
}

/// What the latest orders whose bodies are kept show of Allegro's words.
///
/// # Errors
/// Troubles of the ledger.
pub fn met(ledger: &Ledger, words: &mut Words) -> Result<(), StageError> {
    for body in ledger.latest_bodies(LATEST)? {
        let read = port::decode_any(&body.json).unwrap_or_default().into_iter();
        read.filter_map(|fetched| fetched.order.ok()).for_each(|order| words.met(&order));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::allegro::simulator::World;
    use crate::ledger::{Life, OrderBody, State};
    use crate::stages::tests::shop::alive;

    fn ledger_with(prefix: &str, state: State) -> Ledger {
        let mut ledger = Ledger::memory().unwrap();
        for (_, body) in World::shipped_files().iter().filter(|(name, _)| name.starts_with(prefix)) {
            let id = port::decode_any(body.as_bytes()).unwrap().remove(0).id;
            let order = Life { state, ..Life::seen(id.clone(), "sklep", Timestamp::UNIX_EPOCH) };
            let body = OrderBody { order_id: id.into(), json: body.as_bytes().to_vec() };
            ledger.record_with(&[order], &[body]).unwrap();
        }
        ledger
    }

    fn rows(ledger: Ledger) -> Option<Rows> {
        let settings = Settings::default();
        let base: Option<crate::optima::Base> = None;
        let mut lacking = Lacking { ledger, base, tables: Tables::default(), settings: &settings };
        alive(lacking.of_ledger()).unwrap()
    }

    #[test]
    fn a_delivery_that_no_table_knows_is_asked_for() {
        let found = rows(ledger_with("07-", State::Seen)).unwrap();
        let [row] = found[&Table::Deliveries].as_slice() else { panic!("{found:?}") };
        assert_eq!((row.count, row.row[1].as_str()), (1, "Allegro One Box, DPD"));
        assert_eq!(rows(Ledger::memory().unwrap()), None);
    }
}
