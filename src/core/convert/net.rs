//! A firm's document that is counted from net, where the user wants it so: prices without VAT, VAT once for each rate on the sum
//! of net. Its gross may miss what is to be paid, by a grosz for each line at most (`design.md`, invariant 6).

use rust_decimal::Decimal;

use super::Context;
use super::report::Report;
use crate::core::document::{BuyerClass, CountedFrom, Exchange, Line};
use crate::core::foreign;
use crate::core::message::text as say;
use crate::core::money::{AMOUNT_DECIMALS, PRICE_DECIMALS, amount_text};
use crate::core::net::{shared, unit_price, value};
use crate::core::profile::Counting;

/// What the document's values follow from.
pub(super) fn counted_from(ctx: &Context<'_>, exchange: &Exchange, report: &mut Report) -> CountedFrom {
    let wanted = ctx.sources.settings.documents.firm.counted_from == Counting::Net;
    match (ctx.class, wanted) {
        (BuyerClass::Firm, true) if foreign::is_home(exchange) => CountedFrom::Net,
        (BuyerClass::Firm, true) => {
            report.note(say::Sum008);
            CountedFrom::Gross
        }
        _ => CountedFrom::Gross,
    }
}

/// Counts the lines from net. Each is worth its price times its quantity, for that is what Optima makes of it.
pub(super) fn count(lines: &mut [Line]) {
    let gross: Vec<_> = lines.iter().map(|line| (line.rate, line.gross)).collect();
    for (line, net) in lines.iter_mut().zip(shared(&gross)) {
        line.price =
            unit_price((line.rate, line.price), line.quantity, net, PRICE_DECIMALS).unwrap_or_else(|natural| natural);
        line.list_price = line.price;
        line.net = value(line.price, line.quantity).unwrap_or(net);
        line.gross = line.net + line.rate.vat_on_net(line.net);
    }
}

/// The difference, for the document's record. One beyond the bound is refused, any other is told.
pub(super) fn difference(gross: Decimal, total: Decimal, lines: usize, report: &mut Report) -> Option<String> {
    let difference = gross - total;
    if difference.is_zero() {
        return None;
    }
    let (document, paid) = (amount_text(gross).into(), amount_text(total).into());
    let shown = amount_text(difference);
    let bound = Decimal::new(i64::try_from(lines).unwrap_or(i64::MAX), AMOUNT_DECIMALS);
    if difference.abs() > bound {
        report.error(say::Sum006 { document, total: paid, difference: shown.as_str().into() });
    } else {
        report.note(say::Sum007 { document, total: paid, difference: shown.as_str().into() });
    }
    Some(shown)
}
