//! Amounts. Decimal always, never floating point; rounding is half up and stands here, once.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// Decimals of an amount: grosze.
pub const AMOUNT_DECIMALS: u32 = 2;
/// Decimals of a unit price and of a quantity in Optima's XML since 2021 and in `TrE_Cena0 decimal(17,4)`,
/// `TrE_Ilosc decimal(15,4)` (`reference/optima-xml.md` 2.3, `reference/optima-database.md` 2.2).
pub const PRICE_DECIMALS: u32 = 4;
/// The largest amount that `decimal(15,2)` columns (`TrN_RazemBrutto`, `TrE_WartoscBrutto`) can hold.
pub const AMOUNT_MAX: Decimal = Decimal::from_parts(2_764_472_319, 232_830, 0, false, 2);

/// A currency's three letters, `PLN`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Currency(String);

impl Currency {
    /// The only currency that needs no rate.
    pub const PLN: &'static str = "PLN";

    /// Reads a code of three letters; anything else is `None`.
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        (code.len() == 3 && code.bytes().all(|b| b.is_ascii_alphabetic())).then(|| Self(code.to_ascii_uppercase()))
    }

    /// Polish złoty.
    #[must_use]
    pub fn pln() -> Self {
        Self(Self::PLN.to_owned())
    }

    /// The three letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Is this Polish złoty?
    #[must_use]
    pub fn is_pln(&self) -> bool {
        self.0 == Self::PLN
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An amount in a currency, as Allegro's `Price` (`reference/allegro.md` section 1: amounts are strings).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// The amount, gross unless said otherwise.
    pub amount: Decimal,
    /// Its currency.
    pub currency: Currency,
}

/// Rounds half up (away from zero) to grosze, the rule of the Polish VAT act (art. 106e) and of Optima.
#[must_use]
pub fn round_amount(value: Decimal) -> Decimal {
    round(value, AMOUNT_DECIMALS)
}

/// Rounds half up to `decimals`, and gives the value exactly that many of them.
#[must_use]
pub fn round(value: Decimal, decimals: u32) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    rounded
}

/// An amount as files and people get it: two decimals, a point.
#[must_use]
pub fn amount_text(value: Decimal) -> String {
    round(value, AMOUNT_DECIMALS).to_string()
}

/// A unit price or quantity as Optima's XML has it since 2021: four decimals.
#[must_use]
pub fn price_text(value: Decimal) -> String {
    round(value, PRICE_DECIMALS).to_string()
}

/// A unit price as people get it: two decimals, or as many as it has if that is more: nothing of it is rounded away.
#[must_use]
pub fn unit_price_text(price: Decimal) -> String {
    let price = price.normalize();
    if price.scale() > AMOUNT_DECIMALS { price.to_string() } else { amount_text(price) }
}

/// Quantity × unit price, or `None` where the numbers are too large to mean anything.
#[must_use]
pub fn times(price: Decimal, quantity: Decimal) -> Option<Decimal> {
    price.checked_mul(quantity).filter(|product| product.abs() <= AMOUNT_MAX)
}

/// Adds, or `None` where the sum does not fit Optima's columns.
#[must_use]
pub fn sum(values: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    values
        .into_iter()
        .try_fold(Decimal::ZERO, rust_decimal::Decimal::checked_add)
        .filter(|total| total.abs() <= AMOUNT_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    fn d(text: &str) -> Decimal {
        Decimal::from_str(text).unwrap()
    }

    #[test]
    fn rounding_is_half_up_on_both_sides_of_zero() {
        for (value, rounded) in
            [("1.005", "1.01"), ("1.0049", "1.00"), ("-1.005", "-1.01"), ("0.125", "0.13"), ("2", "2.00")]
        {
            assert_eq!(amount_text(d(value)), rounded);
        }
        assert_eq!(price_text(d("0.00005")), "0.0001");
    }

    #[test]
    fn the_largest_amount_is_that_of_the_column() {
        assert_eq!(AMOUNT_MAX.to_string(), "9999999999999.99");
        assert!(times(AMOUNT_MAX, Decimal::TWO).is_none());
        assert!(times(Decimal::MAX, Decimal::MAX).is_none());
        assert!(sum([AMOUNT_MAX, d("0.01")]).is_none());
    }

    #[test]
    fn currencies_are_three_letters() {
        assert_eq!(Currency::new("pln"), Some(Currency::pln()));
        assert_eq!(Currency::new("PL"), None);
        assert_eq!(Currency::new("P1N"), None);
    }
}
