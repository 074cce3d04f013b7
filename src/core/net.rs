//! Lines that were counted from gross, counted from net.
//!
//! Optima adds the net values of a rate's lines and puts VAT on the sum once (`reference/optima-xml.md` 1.6). So the lines share
//! the net of the rate as it is counted from gross, to the grosz: nothing comes nearer to the gross sum. There are gross sums that
//! no net sum leads to: 2 × 49.99 is 99.98, and 81.28 with 23 % is 99.97, 81.29 is 99.99.

use std::collections::BTreeMap;

use rust_decimal::prelude::ToPrimitive as _;
use rust_decimal::{Decimal, RoundingStrategy};

use super::money::{AMOUNT_DECIMALS, PRICE_DECIMALS, round, round_amount, times};
use super::vat::{VatKind, VatRate, table_from_gross};

const GROSZ: Decimal = Decimal::from_parts(1, 0, 0, false, AMOUNT_DECIMALS);

/// The net value of each line, given its rate and gross value: the rate's net shared by largest remainder, equal ones in the
/// lines' order.
#[must_use]
pub fn shared(lines: &[(VatRate, Decimal)]) -> Vec<Decimal> {
    let mut nets = vec![Decimal::ZERO; lines.len()];
    let mut of_rate: BTreeMap<VatRate, Vec<(usize, Decimal)>> = BTreeMap::new();
    for (at, (rate, gross)) in lines.iter().enumerate() {
        let rate = VatRate { percent: rate.percent.normalize(), ..*rate };
        of_rate.entry(rate).or_default().push((at, exact(rate, *gross)));
    }
    for row in table_from_gross(lines.iter().copied()) {
        let Some(members) = of_rate.get_mut(&row.rate) else { continue };
        let floor = |value: Decimal| value.round_dp_with_strategy(AMOUNT_DECIMALS, RoundingStrategy::ToZero);
        let whole: Decimal = members.iter().map(|(_, value)| floor(*value)).sum();
        let missing = ((row.net - whole) / GROSZ).to_usize().unwrap_or_default();
        members.sort_by_key(|(at, value)| (std::cmp::Reverse(value - floor(*value)), *at));
        for (place, (at, value)) in members.iter().enumerate() {
            if let Some(net) = nets.get_mut(*at) {
                *net = round_amount(floor(*value) + if place < missing { GROSZ } else { Decimal::ZERO });
            }
        }
    }
    nets
}

/// A net price of so many decimals that gives this net value of so many pieces: that of the gross price, else that of the
/// value.
///
/// # Errors
/// With many pieces no price may do: that of the gross price.
pub fn unit_price(
    (rate, gross_price): (VatRate, Decimal),
    quantity: Decimal,
    net: Decimal,
    decimals: u32,
) -> Result<Decimal, Decimal> {
    let natural = without_vat(rate, gross_price, decimals);
    let gives = |price: &Decimal| value(*price, quantity) == Some(net);
    let of_value = || net.checked_div(quantity).map(|price| round(round(price, decimals), PRICE_DECIMALS));
    Some(natural).filter(gives).or_else(|| of_value().filter(gives)).ok_or(natural)
}

/// What so many pieces at this price are worth, to the grosz.
#[must_use]
pub fn value(price: Decimal, quantity: Decimal) -> Option<Decimal> {
    times(price, quantity).map(round_amount)
}

/// The net in a gross price.
#[must_use]
pub fn without_vat(rate: VatRate, price: Decimal, decimals: u32) -> Decimal {
    round(round(exact(rate, price), decimals), PRICE_DECIMALS)
}

/// The net in a gross amount, not rounded to grosze.
fn exact(rate: VatRate, gross: Decimal) -> Decimal {
    match rate.kind {
        VatKind::Taxed => gross * Decimal::ONE_HUNDRED / (Decimal::ONE_HUNDRED + rate.percent),
        VatKind::Exempt | VatKind::OutOfScope => gross,
    }
}
