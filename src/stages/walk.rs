//! The chain of sources ([`crate::core::chain`]) walked for many orders together: round by round just what they need is
//! fetched, each code, EAN and offer once.

use std::collections::{BTreeMap, BTreeSet};

use crate::core::chain::{Cards, Known, Needs};
use crate::core::convert::{self, Sources};
use crate::core::ean;
use crate::core::offer::Offer;
use crate::core::order::Order;
use crate::core::plan::{ProductCard, Wanted};
use crate::core::settings::Settings;
use crate::core::tables::Tables;
use crate::optima::{OptimaDb, OptimaError};

/// What was asked so far, and what was answered.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// None: no base is at hand.
    cards: Option<Vec<ProductCard>>,
    offers: BTreeMap<String, Offer>,
    asked: Needs,
}

impl Walk {
    /// Nothing is known yet.
    pub(super) fn new(with_base: bool) -> Self {
        Self { cards: with_base.then(Vec::new), ..Self::default() }
    }

    /// What is known so far.
    pub(super) fn known(&self) -> Known<'_> {
        Known { cards: Cards(self.cards.as_deref()), offers: &self.offers, asked: Some(&self.asked) }
    }

    /// What an order needs next; nothing: it can be converted.
    pub(super) fn needs(&self, order: &Order, settings: &Settings, tables: &Tables) -> Needs {
        convert::needs(order, convert::terms(order, settings, tables), self.known())
    }

    /// What any of the orders needs next.
    pub(super) fn all_need<'o>(
        &self,
        orders: impl IntoIterator<Item = &'o Order>,
        settings: &Settings,
        tables: &Tables,
    ) -> Needs {
        let mut needs = Needs::default();
        orders.into_iter().for_each(|order| needs.add(self.needs(order, settings, tables)));
        needs
    }

    /// Asks the base for all codes and EANs at once. Who still needs offers asks for those before: what the offers say can
    /// then be looked up together with the rest, and two looks are enough for any number of orders.
    pub(super) async fn look_up(&mut self, base: &mut impl OptimaDb, needs: Needs) -> Result<(), OptimaError> {
        let wanted = Wanted {
            product_codes: needs.codes.iter().cloned().collect(),
            eans: needs.eans.iter().flat_map(|ean| ean::variants(ean)).collect(),
            ..Wanted::default()
        };
        let found = base.lookup(&wanted).await?.cards;
        let cards = self.cards.get_or_insert_default();
        let known: BTreeSet<i64> = cards.iter().map(|card| card.id).collect();
        cards.extend(found.into_iter().filter(|card| !known.contains(&card.id)));
        self.asked.add(Needs { offers: BTreeSet::new(), ..needs });
        Ok(())
    }

    /// What was answered about an offer; none: it is not there.
    pub(super) fn hear(&mut self, id: String, offer: Option<Offer>) {
        if let Some(offer) = offer {
            self.offers.insert(id.clone(), offer);
        }
        self.asked.offers.insert(id);
    }

    /// All that was answered.
    pub(super) fn sources<'s>(&'s self, settings: &'s Settings, tables: &'s Tables, account: &'s str) -> Sources<'s> {
        Sources { settings, tables, account, offers: &self.offers, cards: self.cards.as_deref() }
    }
}
