//! `[products]`: goods, and the cards that are made for them.

use serde::{Deserialize, Serialize};

/// A piece: what is counted where nobody says otherwise.
const UNIT: &str = "szt.";

/// The unit of a new service, and of one that has no card, as Optima's own windows write it.
pub const SERVICE_UNIT: &str = "usł.";

/// Goods.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Products {
    /// What to do with an offer that no source gives a code for.
    pub unknown: UnknownProduct,
    /// The name on the line.
    pub name: ProductName,
    /// Create cards for codes that Optima does not know.
    pub create: bool,
    /// How.
    pub card: CardRules,
}

/// What to do with an offer that no source gives a code for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnknownProduct {
    /// The order is refused with the offer's id and name.
    #[default]
    Refuse,
    /// The code is `AL-` and the offer's id.
    OfferCode,
}

/// Whose name a line bears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProductName {
    /// The card's; the offer's title goes to the line's description.
    #[default]
    Card,
    /// The offer's.
    Offer,
}

/// How new product cards look (`reference/requirements.md` R-F8). In the templates `{kod}` is the line's code,
/// `{oferta}` the offer's id, `{ean}` the EAN, `{nazwa}` the line's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CardRules {
    /// Template of `Twr_Kod`.
    pub code: String,
    /// Template of `Twr_Nazwa`.
    pub name: String,
    /// Template of `Twr_NumerKat`. `{ean}` where there is none, and so on, is nothing.
    pub catalogue_number: String,
    /// VAT rate of the card; empty: the line's.
    pub vat: String,
    /// `Twr_JM`.
    pub unit: String,
    /// Code of the group (`TwG_Kod`); empty: the main group.
    pub group: String,
    /// Goods or services.
    #[serde(rename = "type")]
    pub kind: CardKind,
    /// Write the offer's EAN.
    pub ean: bool,
    /// Write the order's gross price into the first price that is counted from gross.
    pub price: bool,
}

impl CardRules {
    /// The unit of what has no card that says one.
    #[must_use]
    pub fn unit(&self) -> &str {
        if self.unit.trim().is_empty() { UNIT } else { self.unit.trim() }
    }
}

impl Default for CardRules {
    fn default() -> Self {
        Self {
            code: "{kod}".to_owned(),
            name: "{nazwa}".to_owned(),
            catalogue_number: String::new(),
            vat: String::new(),
            unit: UNIT.to_owned(),
            group: String::new(),
            kind: CardKind::Goods,
            ean: true,
            price: false,
        }
    }
}

/// What the new card of an offer is; deliveries, deposits and additional services are always services.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CardKind {
    /// Towar, `Twr_Typ` 1.
    #[default]
    Goods,
    /// Usługa, `Twr_Typ` 0.
    Service,
}
