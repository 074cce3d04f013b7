//! The lines of a document counted from gross in a file counted from net.
//!
//! Optima adds the net values of a rate's lines and puts VAT on the sum once (`reference/optima-xml.md` 1.6). So
//! the lines share the rate's net of the document's own VAT table, to the grosz, and table and totals stay those
//! of the order. There are gross sums that no net sum leads to: 2 × 49.99 is 99.98, and 81.28 with 23 % is 99.97,
//! 81.29 is 99.99. The file says 99.98 then too, and a person is told what Optima may make of it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::record::{HiddenLine, Values};
use crate::core::document::{Document, Line};
use crate::core::message::text;
use crate::core::money::{amount_text, round, round_amount, times};
use crate::core::problem::Problem;
use crate::core::vat::{VatKind, VatRate, table_from_gross};

const GROSZ: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// Gives the lines net values and net prices of so many decimals, and returns what they had.
pub(super) fn turn(document: &mut Document, decimals: u32, problems: &mut Vec<Problem>) -> Vec<HiddenLine> {
    let nets = shared(&document.lines, problems);
    document
        .lines
        .iter_mut()
        .zip(nets)
        .map(|(line, net)| {
            let own = Values { list_price: line.list_price, price: line.price, net: line.net };
            let undiscounted = line.list_price == line.price;
            line.net = net;
            line.price = unit_price(line, decimals, problems);
            line.list_price = if undiscounted { line.price } else { without_vat(line.rate, line.list_price, decimals) };
            let written = Values { list_price: line.list_price, price: line.price, net };
            HiddenLine { lp: line.position, own, written }
        })
        .collect()
}

/// The net value of each line: the rate's net shared by largest remainder, equal ones in the lines' order.
fn shared(lines: &[Line], problems: &mut Vec<Problem>) -> Vec<Decimal> {
    let mut nets: Vec<Decimal> = lines.iter().map(|line| line.net).collect();
    let mut of_rate: BTreeMap<VatRate, Vec<(usize, Decimal)>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let rate = VatRate { percent: line.rate.percent.normalize(), ..line.rate };
        of_rate.entry(rate).or_default().push((at, exact(rate, line.gross)));
    }
    for row in table_from_gross(lines.iter().map(|line| (line.rate, line.gross))) {
        let recounted = row.net + row.rate.vat_on_net(row.net);
        if recounted != row.gross {
            let (gross, recounted) = (amount_text(row.gross).into(), amount_text(recounted).into());
            problems.push(Problem::warning(text::Xml310 { rate: row.rate.to_string().into(), gross, recounted }));
        }
        let Some(members) = of_rate.get_mut(&row.rate) else { continue };
        let floor = |value: Decimal| value.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::ToZero);
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

/// The net in a gross amount, not rounded to grosze.
fn exact(rate: VatRate, gross: Decimal) -> Decimal {
    match rate.kind {
        VatKind::Taxed => gross * Decimal::ONE_HUNDRED / (Decimal::ONE_HUNDRED + rate.percent),
        VatKind::Exempt | VatKind::OutOfScope => gross,
    }
}

fn without_vat(rate: VatRate, price: Decimal, decimals: u32) -> Decimal {
    round(round(exact(rate, price), decimals), crate::core::money::PRICE_DECIMALS)
}

/// A net price that gives the line's net value: that of the gross price, else that of the value. With many
/// pieces no price may do, and a person is told.
fn unit_price(line: &Line, decimals: u32, problems: &mut Vec<Problem>) -> Decimal {
    let product = |price: Decimal| times(price, line.quantity).map(round_amount);
    let natural = without_vat(line.rate, line.price, decimals);
    if product(natural) == Some(line.net) {
        return natural;
    }
    let from_value = line.net.checked_div(line.quantity);
    let from_value = from_value.map(|price| round(round(price, decimals), crate::core::money::PRICE_DECIMALS));
    if let Some(price) = from_value.filter(|price| product(*price) == Some(line.net)) {
        return price;
    }
    let message = text::Xml311 {
        price: natural.normalize().to_string().into(),
        quantity: line.quantity.normalize().to_string().into(),
        product: product(natural).map(amount_text).unwrap_or_default().into(),
        net: amount_text(line.net).into(),
    };
    problems.push(Problem::warning(message).at_position(line.position));
    natural
}
