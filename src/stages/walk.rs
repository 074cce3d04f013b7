//! The chain of sources ([`crate::core::chain`]) walked for many orders together: round by round just what they need is
//! fetched, each code, EAN and offer once.

use std::collections::{BTreeMap, BTreeSet};

use super::StageError;
use crate::core::chain::{CardIndex, Cards, Known, Needs};
use crate::core::convert::{self, Sources};
use crate::core::ean;
use crate::core::offer::Offer;
use crate::core::order::Order;
use crate::core::plan::{Dictionary, Wanted};
use crate::core::settings::Settings;
use crate::core::tables::Tables;
use crate::ledger::Ledger;
use crate::optima::{OptimaDb, OptimaError};

/// What was asked so far, and what was answered.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// None: no base is at hand.
    cards: Option<CardIndex>,
    offers: BTreeMap<String, Offer>,
    /// None: it was not asked for yet.
    dictionary: Option<Dictionary>,
    asked: Needs,
}

impl Walk {
    /// Nothing is known yet.
    pub(super) fn new(with_base: bool) -> Self {
        Self { cards: with_base.then(CardIndex::default), ..Self::default() }
    }

    /// What is known so far.
    pub(super) fn known(&self) -> Known<'_> {
        Known { cards: Cards(self.cards.as_ref()), offers: &self.offers, asked: Some(&self.asked) }
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
            catalogue_numbers: needs.numbers.iter().cloned().collect(),
            dictionary: self.dictionary.is_none(),
            ..Wanted::default()
        };
        let found = base.lookup(&wanted).await?;
        self.cards.get_or_insert_default().add(found.cards);
        self.dictionary.get_or_insert(found.dictionary);
        self.asked.add(Needs { offers: BTreeSet::new(), ..needs });
        Ok(())
    }

    /// Walks as far as it goes without a word to Allegro: offers are what the ledger kept, of whatever day. What an order
    /// still needs then are offers that nobody has asked for.
    pub(super) async fn without_allegro(
        &mut self,
        mut base: Option<&mut impl OptimaDb>,
        (ledger, account): (&Ledger, &str),
        orders: &[&Order],
        (settings, tables): (&Settings, &Tables),
    ) -> Result<(), StageError> {
        let mut not_kept = BTreeSet::new();
        loop {
            let needs = self.all_need(orders.iter().copied(), settings, tables);
            let mut heard = false;
            for id in needs.offers.iter().filter(|id| !not_kept.contains(*id)).cloned().collect::<Vec<_>>() {
                match ledger.offer(account, &id)? {
                    Some((_, answer)) => {
                        let offer = answer.offer(&id);
                        self.hear(id, offer);
                        heard = true;
                    }
                    None => {
                        not_kept.insert(id);
                    }
                }
            }
            match base.as_deref_mut() {
                _ if heard => {}
                Some(base) if needs.asks_base() => self.look_up(base, needs).await?,
                _ => return Ok(()),
            }
        }
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
        static NONE: Dictionary = Dictionary::new();
        let dictionary = self.dictionary.as_ref().unwrap_or(&NONE);
        Sources { settings, tables, account, offers: &self.offers, dictionary, cards: self.cards.as_ref() }
    }
}
