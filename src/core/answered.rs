//! Who said what a document line's code or VAT rate is (`design.md`, invariant 7).

use std::fmt;

use serde::{Deserialize, Serialize};

/// Who answered. In files and fingerprints each is written as [`Answered::as_str`] has it, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "&'static str")]
pub enum Answered {
    /// The card in Optima.
    Card,
    /// The signature that the seller gave the offer.
    ExternalId,
    /// The card with the EAN of the offer.
    Ean,
    /// The offer at Allegro: its number, or its tax settings.
    Offer,
    /// The order's line at Allegro.
    Allegro,
    /// `products.csv`.
    Products,
    /// `sets.csv`.
    Sets,
    /// `services.csv`.
    Services,
    /// `deliveries.csv`.
    Deliveries,
    /// `oss.csv`.
    Oss,
    /// A setting that is for just this.
    Settings,
    /// A setting for what nobody else knows.
    Default,
    /// The seller is exempt from VAT.
    ExemptSeller,
    /// A person, for this one order.
    Correction,
    /// A deposit is outside of VAT.
    Deposit,
    /// The rate of most of the goods' value.
    HighestOfGoods,
    /// A share under each rate of the goods.
    ShareOfGoods,
    /// Nobody, or somebody whom another version or program knows.
    Unknown,
}

impl Answered {
    const ALL: [Self; 17] = [
        Self::Card,
        Self::ExternalId,
        Self::Ean,
        Self::Offer,
        Self::Allegro,
        Self::Products,
        Self::Sets,
        Self::Services,
        Self::Deliveries,
        Self::Oss,
        Self::Settings,
        Self::Default,
        Self::ExemptSeller,
        Self::Correction,
        Self::Deposit,
        Self::HighestOfGoods,
        Self::ShareOfGoods,
    ];

    /// As it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Card => "card",
            Self::ExternalId => "external.id",
            Self::Ean => "ean",
            Self::Offer => "offer",
            Self::Allegro => "allegro",
            Self::Products => "products.csv",
            Self::Sets => "sets.csv",
            Self::Services => "services.csv",
            Self::Deliveries => "deliveries.csv",
            Self::Oss => "oss.csv",
            Self::Settings => "settings",
            Self::Default => "default",
            Self::ExemptSeller => "exempt_seller",
            Self::Correction => "poprawka",
            Self::Deposit => "deposit",
            Self::HighestOfGoods => "goods_highest",
            Self::ShareOfGoods => "goods_proportional",
            Self::Unknown => "",
        }
    }
}

impl fmt::Display for Answered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<String> for Answered {
    fn from(text: String) -> Self {
        Self::ALL.into_iter().find(|answered| answered.as_str() == text).unwrap_or(Self::Unknown)
    }
}

impl From<Answered> for &'static str {
    fn from(answered: Answered) -> Self {
        answered.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_read_as_it_is_written_and_a_stranger_spoils_nothing() {
        for answered in Answered::ALL {
            let text = serde_json::to_string(&answered).unwrap();
            assert_eq!(text, format!("\"{answered}\""));
            assert_eq!(serde_json::from_str::<Answered>(&text).unwrap(), answered);
        }
        assert_eq!(serde_json::from_str::<Answered>("\"magic\"").unwrap(), Answered::Unknown);
    }
}
