//! The card that the template of codes made, or would have made, of goods.

use super::Terms;
use crate::core::plan::ProductCard;
use crate::core::sameness::{self, Marks, Sameness};
use crate::core::template::{self, Values};

/// The card that an earlier document made of goods.
pub(super) struct Made {
    pub(super) code: String,
    pub(super) catalogue_number: String,
    pub(super) vague: bool,
}

impl Made {
    pub(super) fn of(values: Values<'_>, terms: Terms<'_>) -> Option<Self> {
        let products = &terms.settings.products;
        let rules = &products.card;
        let code = template::code(&rules.code, values).ok().filter(|_| products.create)?;
        let catalogue_number = template::catalogue_number(rules, values);
        Some(Self { code, catalogue_number, vague: template::is_vague(&rules.code, values) })
    }

    fn marks<'m>(&'m self, eans: &'m [String]) -> Marks<'m> {
        Marks { eans, catalogue_number: &self.catalogue_number, vague: self.vague }
    }

    /// Is a card with its code of these goods?
    pub(super) fn sameness(&self, card: &ProductCard, eans: &[String]) -> Sameness {
        sameness::of_card(self.marks(eans), card)
    }

    /// What there is to doubt of a card that was found by its code.
    pub(super) fn doubt(&self, card: Option<&ProductCard>, eans: &[String]) -> Option<String> {
        card.filter(|card| self.sameness(card, eans) == Sameness::Unsure).map(|_| self.catalogue_number.clone())
    }
}
