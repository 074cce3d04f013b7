//! The lines of a document counted from gross in a file counted from net ([`crate::core::net`]).
//!
//! The lines share the rate's net of the document's own VAT table, to the smallest unit of its currency, and table and totals
//! stay those of the order. Where no net sum leads to the gross sum, the file says it all the same, and a person is told what
//! Optima may make of it.

use rust_decimal::Decimal;

use super::record::{HiddenLine, Values};
use crate::core::document::{Document, Line};
use crate::core::foreign::{self, Abroad, LineAbroad};
use crate::core::message::text;
use crate::core::money::amount_text;
use crate::core::net;
use crate::core::problem::Problem;
use crate::core::vat::{VatRate, table_from_gross};

/// Gives the lines net values and net prices of so many decimals, and returns what they had. Those of a document in a
/// foreign currency follow from its amounts in it, which are turned as well.
pub(super) fn turn(
    document: &mut Document,
    mut abroad: Option<&mut Abroad>,
    decimals: u32,
    problems: &mut Vec<Problem>,
) -> Vec<HiddenLine> {
    let worth: Vec<(VatRate, Decimal)> = document
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let own = abroad.as_ref().and_then(|abroad| abroad.lines.get(at));
            (line.rate, own.map_or(line.gross, |own| own.gross))
        })
        .collect();
    for row in table_from_gross(worth.iter().copied()) {
        let recounted = row.net + row.rate.vat_on_net(row.net);
        if recounted != row.gross {
            let (gross, recounted) = (amount_text(row.gross).into(), amount_text(recounted).into());
            problems.push(Problem::warning(text::Xml310 { rate: row.rate.to_string().into(), gross, recounted }));
        }
    }
    let currency = document.currency.clone();
    let nets = net::shared(&worth).into_iter().enumerate();
    let turned = document.lines.iter_mut().zip(nets).map(|(line, (at, net))| {
        let own = Values { list_price: line.list_price, price: line.price, net: line.net };
        let undiscounted = if abroad.is_some() { line.discount.is_zero() } else { own.list_price == own.price };
        match abroad.as_mut().and_then(|abroad| abroad.lines.get_mut(at)) {
            None => {
                line.net = net;
                line.price = unit_price(line, line.price, net, decimals, problems);
            }
            Some(amounts) => {
                let price = unit_price(line, amounts.price, net, decimals, problems);
                *amounts = LineAbroad { price, net, ..*amounts };
                // What was put into złoty once fits again, for it is less.
                line.net = foreign::in_pln(net, &currency).unwrap_or(line.net);
                line.price = foreign::price_in_pln(price, &currency, decimals).unwrap_or(line.price);
            }
        }
        let price = abroad.as_ref().and_then(|abroad| abroad.lines.get(at)).map_or(line.price, |own| own.price);
        line.list_price = if undiscounted { price } else { net::without_vat(line.rate, line.list_price, decimals) };
        let written = Values { list_price: line.list_price, price: line.price, net: line.net };
        HiddenLine { lp: line.position, own, written }
    });
    turned.collect()
}

/// A net price that gives the line's net value. With many pieces no price may do, and a person is told.
fn unit_price(line: &Line, gross_price: Decimal, net: Decimal, decimals: u32, problems: &mut Vec<Problem>) -> Decimal {
    net::unit_price((line.rate, gross_price), line.quantity, net, decimals).unwrap_or_else(|natural| {
        let message = text::Xml311 {
            price: natural.normalize().to_string().into(),
            quantity: line.quantity.normalize().to_string().into(),
            product: net::value(natural, line.quantity).map(amount_text).unwrap_or_default().into(),
            net: amount_text(net).into(),
        };
        problems.push(Problem::warning(message).at_position(line.position));
        natural
    })
}
