//! The cards that are made for the lines of a document: lines of the same goods share one.

use std::collections::BTreeMap;
use std::slice;

use super::build::Ingredients;
use super::intent::NewCard;
use super::new_card::{self, new_card};
use crate::core::document::{Line, OriginLine};
use crate::core::ean;
use crate::core::matching::{compared, same_code};
use crate::core::message::Message;
use crate::core::message::text::{CardGoods, CardService, Imp025, Imp086};
use crate::core::money::amount_text;
use crate::core::problem::{Problem, Problems};
use crate::core::sameness::{self, Marks, Sameness};

/// The cards so far.
pub struct Made<'a> {
    from: Ingredients<'a>,
    /// In the order of the lines.
    pub cards: Vec<NewCard>,
    by_code: BTreeMap<String, usize>,
}

impl<'a> Made<'a> {
    /// None yet.
    pub fn new(from: Ingredients<'a>) -> Self {
        Self { from, cards: Vec::new(), by_code: BTreeMap::new() }
    }

    /// The place of a line's card among those that are made.
    ///
    /// # Errors
    /// As [`new_card`]; another line's goods have a card with the code that the template gives.
    pub fn card_of(
        &mut self,
        (line, source): (&Line, Option<&OriginLine>),
        problems: &mut Problems,
    ) -> Result<usize, Problem> {
        let from = self.from;
        let card = new_card(&from, line, source)?;
        let vague = new_card::is_vague(&from, line, source);
        let goods = Marks { eans: slice::from_ref(&line.ean), catalogue_number: &card.catalogue_number, vague };
        let code = compared(&card.code);
        let place = match self.by_code.get(&code) {
            // The code of the line itself is its own word, unless a name happens to be the same.
            Some(place) if !vague && code == compared(&line.code) => Some(*place),
            Some(place) => {
                self.shared(*place, line, goods, problems)?;
                Some(*place)
            }
            None => self.cards.iter().position(|other| is_same(other, goods)),
        };
        let new = self.cards.len();
        let place = place.unwrap_or(new);
        self.by_code.insert(code, place);
        if place == new {
            let card = self.with_number_of_its_own(card, line, problems);
            problems.push(told(&card, &from).at_position(line.position));
            self.cards.push(card);
        }
        Ok(place)
    }

    /// May the line share this card, whose code the template gave for it too?
    fn shared(&self, place: usize, line: &Line, goods: Marks<'_>, problems: &mut Problems) -> Result<(), Problem> {
        let Some(other) = self.cards.get(place) else { return Ok(()) };
        let eans = slice::from_ref(&other.ean);
        match sameness::of(goods, eans, &other.catalogue_number) {
            Sameness::Same => {}
            Sameness::Unsure => problems.push(sameness::unsure(goods, &other.code).at_position(line.position)),
            Sameness::Other => {
                let theirs = (other.code.as_str(), eans, other.catalogue_number.as_str());
                return Err(sameness::other(&line.code, goods, theirs).at_position(line.position));
            }
        }
        Ok(())
    }

    /// Optima's triggers let no two cards have one catalogue number.
    fn with_number_of_its_own(&self, mut card: NewCard, line: &Line, problems: &mut Problems) -> NewCard {
        let number = card.catalogue_number.as_str();
        let of_base = self.from.snapshot.cards.iter().map(|other| (&other.catalogue_number, &other.code));
        let of_document = self.cards.iter().map(|other| (&other.catalogue_number, &other.code));
        let taken = of_base.chain(of_document).find(|(theirs, _)| !number.is_empty() && same_code(theirs, number));
        if let Some((_, by)) = taken {
            let told = Imp086 { number: number.into(), by: by.into(), code: card.code.as_str().into() };
            problems.push(Problem::note(told).at_position(line.position));
            card.catalogue_number.clear();
        }
        card
    }
}

/// Goods of this card under another code: the EAN says so, or where codes are vague the catalogue number.
fn is_same(card: &NewCard, goods: Marks<'_>) -> bool {
    let [own] = goods.eans else { return false };
    let same_number = goods.vague
        && !goods.catalogue_number.is_empty()
        && same_code(goods.catalogue_number, &card.catalogue_number)
        && sameness::of(goods, slice::from_ref(&card.ean), &card.catalogue_number) == Sameness::Same;
    ean::same(&card.ean, own) || same_number
}

/// What the receipt says of a new card: everything that was decided about it.
fn told(card: &NewCard, from: &Ingredients<'_>) -> Problem {
    let group = card.group.and(Some(from.wanted.product_group.as_str())).unwrap_or_default();
    Problem::warning(Imp025 {
        code: card.code.as_str().into(),
        name: card.name.as_str().into(),
        rate: card.rate.to_string().into(),
        unit: card.unit.as_str().into(),
        group: if group.is_empty() { "Grupa Główna".into() } else { group.into() },
        ean: if card.ean.is_empty() { "-".into() } else { card.ean.as_str().into() },
        catalogue: if card.catalogue_number.is_empty() { "-".into() } else { card.catalogue_number.as_str().into() },
        price: amount_text(card.price).into(),
        kind: if card.goods { Message::from(CardGoods) } else { Message::from(CardService) }.into(),
    })
}
