//! The lines of a document counted from gross in a file counted from net ([`crate::core::net`]).
//!
//! The lines share the rate's net of the document's own VAT table, to the grosz, and table and totals stay those of the order.
//! Where no net sum leads to the gross sum, the file says it all the same, and a person is told what Optima may make of it.

use rust_decimal::Decimal;

use super::record::{HiddenLine, Values};
use crate::core::document::{Document, Line};
use crate::core::message::text;
use crate::core::money::amount_text;
use crate::core::net;
use crate::core::problem::Problem;
use crate::core::vat::table_from_gross;

/// Gives the lines net values and net prices of so many decimals, and returns what they had.
pub(super) fn turn(document: &mut Document, decimals: u32, problems: &mut Vec<Problem>) -> Vec<HiddenLine> {
    for row in table_from_gross(document.lines.iter().map(|line| (line.rate, line.gross))) {
        let recounted = row.net + row.rate.vat_on_net(row.net);
        if recounted != row.gross {
            let (gross, recounted) = (amount_text(row.gross).into(), amount_text(recounted).into());
            problems.push(Problem::warning(text::Xml310 { rate: row.rate.to_string().into(), gross, recounted }));
        }
    }
    let nets = net::shared(&document.lines);
    document
        .lines
        .iter_mut()
        .zip(nets)
        .map(|(line, net)| {
            let own = Values { list_price: line.list_price, price: line.price, net: line.net };
            let undiscounted = line.list_price == line.price;
            line.net = net;
            line.price = unit_price(line, decimals, problems);
            line.list_price =
                if undiscounted { line.price } else { net::without_vat(line.rate, line.list_price, decimals) };
            let written = Values { list_price: line.list_price, price: line.price, net };
            HiddenLine { lp: line.position, own, written }
        })
        .collect()
}

/// A net price that gives the line's net value. With many pieces no price may do, and a person is told.
fn unit_price(line: &Line, decimals: u32, problems: &mut Vec<Problem>) -> Decimal {
    net::unit_price(line, line.net, decimals).unwrap_or_else(|natural| {
        let message = text::Xml311 {
            price: natural.normalize().to_string().into(),
            quantity: line.quantity.normalize().to_string().into(),
            product: net::value(natural, line.quantity).map(amount_text).unwrap_or_default().into(),
            net: amount_text(line.net).into(),
        };
        problems.push(Problem::warning(message).at_position(line.position));
        natural
    })
}
