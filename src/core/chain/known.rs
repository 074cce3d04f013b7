//! What is known of cards and offers, and what has to be known next.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::made::Made;
use crate::core::ean;
use crate::core::matching::compared;
use crate::core::offer::Offer;
use crate::core::plan::ProductCard;
use crate::core::sameness::Sameness;

/// What has to be known next; or what was asked for, whatever the answer was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Codes of cards in Optima.
    pub codes: BTreeSet<String>,
    /// EANs of cards in Optima, with all their fourteen digits.
    pub eans: BTreeSet<String>,
    /// Catalogue numbers of cards in Optima.
    pub numbers: BTreeSet<String>,
    /// Offers at Allegro, by id.
    pub offers: BTreeSet<String>,
}

impl Needs {
    /// Is everything known?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.offers.is_empty() && !self.asks_base()
    }

    /// Is anything of it for the base to say?
    #[must_use]
    pub fn asks_base(&self) -> bool {
        !self.codes.is_empty() || !self.eans.is_empty() || !self.numbers.is_empty()
    }

    /// These too.
    pub fn add(&mut self, more: Self) {
        self.codes.extend(more.codes);
        self.eans.extend(more.eans);
        self.numbers.extend(more.numbers);
        self.offers.extend(more.offers);
    }

    pub(super) fn or<T>(self, answer: T) -> Step<T> {
        if self.is_empty() { Ok(answer) } else { Err(self) }
    }
}

/// An answer, or what has to be known for it.
pub type Step<T> = Result<T, Needs>;

/// Cards of Optima, by what a line may name: a page of orders looks into them for each of its lines.
#[derive(Clone, Debug, Default)]
pub struct CardIndex {
    cards: Vec<ProductCard>,
    by_code: BTreeMap<String, usize>,
    by_ean: BTreeMap<String, Vec<usize>>,
    by_number: BTreeMap<String, usize>,
}

impl CardIndex {
    /// These too, each once.
    pub fn add(&mut self, cards: impl IntoIterator<Item = ProductCard>) {
        for card in cards {
            let place = self.cards.len();
            // No two cards have one code.
            let Entry::Vacant(entry) = self.by_code.entry(compared(&card.code)) else { continue };
            entry.insert(place);
            self.by_number.entry(compared(&card.catalogue_number)).or_insert(place);
            let eans: BTreeSet<String> = card.eans.iter().filter_map(|ean| ean::padded(ean)).collect();
            for ean in eans {
                self.by_ean.entry(ean).or_default().push(place);
            }
            self.cards.push(card);
        }
    }
}

/// The cards that Optima has, if a base is at hand.
#[derive(Clone, Copy, Debug)]
pub struct Cards<'a>(pub Option<&'a CardIndex>);

impl<'a> Cards<'a> {
    /// The card with a code; capitals do not count, as they do not in Optima's collation.
    #[must_use]
    pub fn by_code(self, code: &str) -> Option<&'a ProductCard> {
        let index = self.0?;
        index.cards.get(*index.by_code.get(&compared(code))?)
    }

    /// The cards that have one of these EANs, each once. One that is out of use is not meant where another is in use.
    #[must_use]
    pub fn by_eans(self, eans: &[String]) -> Vec<&'a ProductCard> {
        let Some(index) = self.0 else { return Vec::new() };
        let wanted = eans.iter().filter_map(|ean| index.by_ean.get(&ean::padded(ean)?)).flatten();
        let places: BTreeSet<usize> = wanted.copied().collect();
        in_use(places.into_iter().filter_map(|place| index.cards.get(place)).collect())
    }
}

/// Those in use; all, if none is.
#[must_use]
pub fn in_use(cards: Vec<&ProductCard>) -> Vec<&ProductCard> {
    let (inactive, active): (Vec<_>, Vec<_>) = cards.into_iter().partition(|card| card.inactive);
    if active.is_empty() { inactive } else { active }
}

/// What is known so far.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Cards that the base has of what was asked for.
    pub cards: Cards<'a>,
    /// Offers that Allegro has of those that were asked for, by id.
    pub offers: &'a BTreeMap<String, Offer>,
    /// What was asked for; `None`: nobody can be asked any more, and what is not known is not there.
    pub asked: Option<&'a Needs>,
}

impl<'a> Known<'a> {
    /// The same, once nobody can be asked any more.
    #[must_use]
    pub fn at_rest(self) -> Self {
        Self { asked: None, ..self }
    }

    /// The card with this code.
    pub fn code(self, code: &str) -> Step<Option<&'a ProductCard>> {
        let needs = Needs { codes: self.unasked(|asked| &asked.codes, [code.to_owned()]), ..Needs::default() };
        match self.cards.by_code(code) {
            None if self.cards.0.is_some() => needs.or(None),
            card => Ok(card),
        }
    }

    /// The card with this catalogue number.
    pub(super) fn number(self, number: &str) -> Step<Option<&'a ProductCard>> {
        let Some(index) = self.cards.0.filter(|_| !number.is_empty()) else { return Ok(None) };
        let needs = Needs { numbers: self.unasked(|asked| &asked.numbers, [number.to_owned()]), ..Needs::default() };
        match index.by_number.get(&compared(number)).and_then(|place| index.cards.get(*place)) {
            None => needs.or(None),
            card => Ok(card),
        }
    }

    /// The card that was made of goods: by its code, else, where that is vague, by its catalogue number, unless that is another
    /// product's after all. Both are asked for together.
    pub(super) fn made(self, made: &Made, eans: &[String]) -> Step<Option<&'a ProductCard>> {
        let by_number = if made.vague { self.number(&made.catalogue_number) } else { Ok(None) };
        match (self.code(&made.code), by_number) {
            (Ok(Some(card)), _) => Ok(Some(card)),
            (Ok(None), by_number) => Ok(by_number?.filter(|card| made.sameness(card, eans) != Sameness::Other)),
            (Err(mut needs), by_number) => {
                needs.add(by_number.err().unwrap_or_default());
                Err(needs)
            }
        }
    }

    /// The card with this code, else the one that was made of it; both are asked for together.
    pub(super) fn code_or_made(self, code: &str, made: Option<&Made>) -> Step<Option<&'a ProductCard>> {
        let made = made.map_or(Ok(None), |made| self.made(made, &[]));
        match (self.code(code), made) {
            (Ok(Some(card)), _) => Ok(Some(card)),
            (Ok(None), made) => made,
            (Err(mut needs), made) => {
                needs.add(made.err().unwrap_or_default());
                Err(needs)
            }
        }
    }

    pub(super) fn eans(self, eans: &[String]) -> Step<Vec<&'a ProductCard>> {
        self.unasked_eans(eans).or(self.cards.by_eans(eans))
    }

    pub(super) fn unasked_eans(self, eans: &[String]) -> Needs {
        let padded = eans.iter().filter_map(|ean| ean::padded(ean)).filter(|_| self.cards.0.is_some());
        Needs { eans: self.unasked(|asked| &asked.eans, padded), ..Needs::default() }
    }

    pub(super) fn offer(self, id: &str) -> Step<Option<&'a Offer>> {
        let needs = Needs { offers: self.unasked(|asked| &asked.offers, [id.to_owned()]), ..Needs::default() };
        match self.offers.get(id) {
            None => needs.or(None),
            offer => Ok(offer),
        }
    }

    fn unasked(
        self,
        kind: fn(&Needs) -> &BTreeSet<String>,
        wishes: impl IntoIterator<Item = String>,
    ) -> BTreeSet<String> {
        let Some(asked) = self.asked else { return BTreeSet::new() };
        wishes.into_iter().filter(|wish| !kind(asked).contains(wish)).collect()
    }
}
