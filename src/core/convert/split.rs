//! Splitting amounts to the grosz.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::core::money::{AMOUNT_DECIMALS, PRICE_DECIMALS, round, round_amount, times};

/// Splits an amount by weights: each part is its share cut down to whole grosze, and the grosze that are left go
/// to the part with the greatest weight, the first of equals. The sum is exact, no part is negative. Where all
/// weights are zero, the first part gets everything.
pub(super) fn split(amount: Decimal, weights: &[Decimal]) -> Vec<Decimal> {
    let total: Decimal = weights.iter().copied().sum();
    let down = |value: Decimal| value.round_dp_with_strategy(AMOUNT_DECIMALS, RoundingStrategy::ToZero);
    let mut parts: Vec<Decimal> = weights
        .iter()
        .map(|weight| {
            amount.checked_mul(*weight).and_then(|product| product.checked_div(total)).map_or(Decimal::ZERO, down)
        })
        .collect();
    let left = amount - parts.iter().copied().sum::<Decimal>();
    let mut largest = 0;
    for (at, weight) in weights.iter().enumerate() {
        if weights.get(largest).is_some_and(|most| weight > most) {
            largest = at;
        }
    }
    if let Some(part) = parts.get_mut(largest) {
        *part += left;
    }
    parts.into_iter().map(round_amount).collect()
}

/// A quantity with its unit price and value; the value is quantity × price, rounded to the grosz.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) quantity: Decimal,
    pub(super) price: Decimal,
    pub(super) gross: Decimal,
}

/// Finds a unit price of four decimals that gives the value exactly. Up to a hundred units there always is one;
/// beyond that there may be none, and the value is set out in two pieces: all units but one at the price rounded
/// down, and one unit that carries the rest.
pub(super) fn pieces(quantity: Decimal, gross: Decimal) -> Vec<Piece> {
    let each = gross.checked_div(quantity).unwrap_or_default();
    let price = round(each, PRICE_DECIMALS);
    let gives = |price: Decimal, quantity: Decimal| times(price, quantity).map(round_amount);
    let rest = quantity - Decimal::ONE;
    if gives(price, quantity) == Some(gross) || rest <= Decimal::ZERO {
        return vec![Piece { quantity, price, gross }];
    }
    let price = each.round_dp_with_strategy(PRICE_DECIMALS, RoundingStrategy::ToZero);
    let most = gives(price, rest).unwrap_or_default();
    let one = gross - most;
    vec![
        Piece { quantity: Decimal::ONE, price: one, gross: one },
        Piece { quantity: rest, price: round(price, PRICE_DECIMALS), gross: most },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn r_f4_the_rest_goes_to_the_greatest_part() {
        assert_eq!(split(d("100.00"), &[d("1"), d("1"), d("1")]), [d("33.34"), d("33.33"), d("33.33")]);
        assert_eq!(split(d("100.00"), &[d("1"), d("2"), d("4")]), [d("14.28"), d("28.57"), d("57.15")]);
        assert_eq!(split(d("30.00"), &[d("1"), d("1"), d("1")]), [d("10.00"), d("10.00"), d("10.00")]);
        assert_eq!(split(d("0.01"), &[d("70"), d("30")]), [d("0.01"), d("0.00")]);
        assert_eq!(split(d("5.00"), &[d("0"), d("0")]), [d("5.00"), d("0.00")]);
        assert_eq!(split(d("5.00"), &[]), []);
    }

    #[test]
    fn r_b8_the_residual_of_three_three_one_is_not_negative() {
        let parts = split(d("0.02"), &[d("3"), d("3"), d("1")]);
        assert_eq!(parts, [d("0.02"), d("0.00"), d("0.00")]);
    }

    #[test]
    fn a_thousand_units_for_a_price_that_does_not_divide() {
        // 1000 × 0.3333 is 333.30 and 1000 × 0.3334 is 333.40.
        let found = pieces(d("1000"), d("333.33"));
        let shown: Vec<String> = found.iter().map(|p| format!("{} × {} = {}", p.quantity, p.price, p.gross)).collect();
        assert_eq!(shown, ["1 × 0.36 = 0.36", "999 × 0.3333 = 332.97"]);
    }

    proptest! {
        #[test]
        fn r_f4_parts_add_up(grosze in 0i64..1_000_000_000, weights in prop::collection::vec(0i64..100_000_000, 1..12)) {
            let weights: Vec<Decimal> = weights.into_iter().map(|w| Decimal::new(w, 4)).collect();
            let amount = Decimal::new(grosze, 2);
            let parts = split(amount, &weights);
            prop_assert_eq!(parts.len(), weights.len());
            prop_assert_eq!(parts.iter().copied().sum::<Decimal>(), amount);
            prop_assert!(parts.iter().all(|part| *part >= Decimal::ZERO && part.scale() == 2));
        }

        #[test]
        fn pieces_add_up_and_multiply_out(grosze in 0i64..1_000_000_000, units in 1i64..50_000_000) {
            let (gross, quantity) = (Decimal::new(grosze, 2), Decimal::new(units, 4));
            let found = pieces(quantity, gross);
            prop_assert_eq!(found.iter().map(|piece| piece.quantity).sum::<Decimal>(), quantity);
            prop_assert_eq!(found.iter().map(|piece| piece.gross).sum::<Decimal>(), gross);
            for piece in &found {
                prop_assert!(piece.price >= Decimal::ZERO && piece.price.normalize().scale() <= 4);
                prop_assert_eq!(round_amount(piece.price * piece.quantity), piece.gross);
            }
            prop_assert!(found.len() == 1 || quantity > Decimal::ONE_HUNDRED);
        }
    }
}
