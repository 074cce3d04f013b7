//! Which orders become documents.

use std::collections::BTreeSet;

use super::Context;
use super::report::Report;
use crate::core::document::BuyerClass;
use crate::core::message::{Message, text as say};
use crate::core::money::{Currency, Price};
use crate::core::order::{Order, OrderStatus, Recipient};
use crate::core::problem::Problem;
use crate::core::settings::{Choice, ForeignDelivery, Orders};

/// The seller's country.
const POLAND: &str = "PL";

/// Where Allegro's export goes to that is none of the usual deliveries abroad (`reference/allegro.md` 15).
const UKRAINE: &str = "UA";

/// May this order become a document now?
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Yes.
    Ready,
    /// Not before the buyer, or the seller, has done something; the problem says what.
    NotYet(Problem),
    /// Never, unless the cancellation is taken back.
    Cancelled(Problem),
}

/// Judges the state of an order, and nothing else of it. Events are not looked at: they come doubled and in any
/// order (`reference/requirements.md` R-A6).
#[must_use]
pub fn gate(order: &Order) -> Gate {
    let why = |message: Message| Problem::error(message).in_order(order.id.to_string());
    match &order.status {
        OrderStatus::Cancelled => Gate::Cancelled(why(say::Ord004.into())),
        OrderStatus::Bought => Gate::NotYet(why(say::Ord001.into())),
        OrderStatus::FilledIn => Gate::NotYet(why(say::Ord002.into())),
        OrderStatus::Other(status) => Gate::NotYet(why(say::Ord003 { status: status.into() }.into())),
        OrderStatus::ReadyForProcessing if order.fulfillment_status.as_deref() == Some("CANCELLED") => {
            Gate::Cancelled(why(say::Ord005.into()))
        }
        OrderStatus::ReadyForProcessing => Gate::Ready,
    }
}

/// The one currency of all amounts of the order; `None` where there are several, or one that is not taken.
pub(super) fn currency(order: &Order, choices: &Orders, report: &mut Report) -> Option<Currency> {
    let mut prices: Vec<&Price> = vec![&order.total];
    prices.extend(order.delivery.iter().filter_map(|delivery| delivery.cost.as_ref()));
    for line in &order.lines {
        prices.push(&line.price);
        prices.extend(&line.deposit);
        prices.extend(line.services.iter().map(|service| &service.price));
    }
    let currencies: BTreeSet<&str> = prices.into_iter().map(|price| price.currency.as_str()).collect();
    let list = currencies.iter().copied().collect::<Vec<_>>().join(", ");
    if currencies.len() > 1 {
        report.error(say::Ord011 { currencies: list.into() });
    } else if list != Currency::PLN && choices.foreign_currency == Choice::Stop {
        report.error(say::Ord010 { currency: list.into() });
    } else {
        return Some(order.total.currency.clone());
    }
    None
}

/// The country at whose rates a consumer is sold to, if that is what the user chose.
pub(super) fn oss<'a>(order: &'a Order, choices: &Orders, class: BuyerClass, polish_nip: bool) -> Option<&'a str> {
    let consumer = class != BuyerClass::Firm && !polish_nip;
    abroad(order).filter(|_| consumer && choices.foreign_delivery == ForeignDelivery::Oss)
}

/// The country that the parcel goes to, where it is not Poland: that of the point or of the recipient.
pub(super) fn abroad(order: &Order) -> Option<&str> {
    let delivery = order.delivery.as_ref()?;
    let point = delivery.point.as_ref().and_then(|point| point.address.as_ref());
    let recipient = delivery.address.as_ref().map(|Recipient { address, .. }| address);
    point
        .into_iter()
        .chain(recipient)
        .map(|address| address.country_code.trim())
        .find(|country| !country.is_empty() && !country.eq_ignore_ascii_case(POLAND))
}

/// What the settings leave out, and what is worth a look.
pub(super) fn scope(ctx: &Context<'_>, polish_nip: bool, report: &mut Report) {
    let (order, choices) = (ctx.order, &ctx.sources.settings.orders);
    if order.is_shipped_by_allegro() {
        match choices.one_fulfillment {
            Choice::Stop => report.error(say::Ord006),
            Choice::Import => report.warning(say::Ord007),
        }
    }
    if let Some(country) = abroad(order) {
        let country = country.to_uppercase();
        match choices.foreign_delivery {
            // Whatever is chosen for other countries: it is an export, with its invoice first.
            _ if country == UKRAINE => report.error(say::Ord030),
            ForeignDelivery::Stop if !polish_nip => report.error(say::Ord008 { country: country.into() }),
            ForeignDelivery::Oss if ctx.oss.is_some() => report.note(say::Ord021 { country: country.into() }),
            ForeignDelivery::Oss if !polish_nip => report.error(say::Ord020 { country: country.into() }),
            _ => report.warning(say::Ord009 { country: country.into() }),
        }
    }
    if let Some(date) = order.delivery.as_ref().and_then(|delivery| delivery.cancelled_at.as_deref()) {
        report.warning(say::Ord013 { date: date.into() });
    }
    if ctx.class == BuyerClass::Firm && order.invoice.features.iter().any(|feature| feature == "VAT_EU_VERIFIED") {
        report.warning(say::Ord015);
    }
    let unknown = &order.unknown;
    if unknown.broken > 0 {
        report.note(say::Txt004 { count: unknown.broken.into() });
    }
    let unsure: Vec<&str> = unknown.values.keys().map(String::as_str).filter(|value| is_deciding(value)).collect();
    if !unsure.is_empty() {
        report.warning(say::Ord031 { names: unsure.join(", ").into() });
    }
    let count = unknown.fields.len() + unknown.values.len();
    if count > 0 {
        let names: Vec<&str> = unknown.fields.keys().chain(unknown.values.keys()).map(String::as_str).collect();
        report.note(say::Ord016 { count: count.into(), names: names.join(", ").into() });
    }
}

/// Is this the value, not understood, of a field by which the document is a firm's or a person's, or the order a cancelled
/// one? Of the label that the seller gave it any word of Allegro's will do.
fn is_deciding(value: &str) -> bool {
    let (path, said) = value.split_once('=').unwrap_or((value, ""));
    let invoice = path.strip_prefix("invoice").is_some_and(|rest| {
        let of_company = rest.strip_prefix(".address.company");
        matches!(rest, "" | ".required" | ".address")
            || matches!(of_company, Some("" | ".taxId" | ".ids" | ".ids[]" | ".ids[].value"))
    });
    let label = matches!(path, "fulfillment" | "delivery.cancellation")
        || path == "fulfillment.status" && said.starts_with(['{', '[']);
    invoice || label
}
