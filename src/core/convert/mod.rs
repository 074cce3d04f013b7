//! An order becomes a document.
//!
//! The same order with the same settings, tables, offers and cards gives an equal document, wherever and whenever.
//! What no source answers is refused, not guessed; a default answers only where the user named one, and every such
//! answer is among the problems. The numbers: the gross of every line is price × quantity as Allegro has them, the
//! VAT table is counted from gross per rate, the header is the sum of the table and equals `totalToPay`. An order in
//! a foreign currency keeps its prices and its total in it; each line and each rate of the VAT table is put into złoty
//! once, at one rate of exchange, and the header in złoty is the sum of that table.

mod delivery;
mod description;
mod exchange;
mod extras;
mod gate;
mod goods;
mod header;
mod lines;
mod net;
mod parties;
mod payment;
mod rates;
mod report;
mod split;
mod sums;

pub use exchange::{other_rate, rate_day};
pub use gate::{Gate, gate};
pub use report::money;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use self::lines::Draft;
use self::report::Report;
use super::chain::{self, CardIndex, Cards, Known, Needs, Terms};
use super::correction::Field;
use super::document::{BuyerClass, CountedFrom, Document, LINES_MAX, Line, OriginLine};
use super::foreign;
use super::message::text as say;
use super::money::{AMOUNT_DECIMALS, amount_text};
use super::offer::Offer;
use super::order::Order;
use super::plan::Dictionary;
use super::problem::Problem;
use super::settings::Settings;
use super::tables::Tables;

/// What a conversion draws on besides the order.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The user's choices.
    pub settings: &'a Settings,
    /// The mapping tables.
    pub tables: &'a Tables,
    /// Alias of the account that the order is of.
    pub account: &'a str,
    /// Offers by id, as far as [`needs`] asked for them and Allegro has them.
    pub offers: &'a BTreeMap<String, Offer>,
    /// The base's payment forms and categories; empty where no base is at hand.
    pub dictionary: &'a Dictionary,
    /// The cards that Optima has of what [`needs`] asked for; `None`: no base is at hand.
    pub cards: Option<&'a CardIndex>,
}

/// A document, with what a person should look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Converted {
    /// The document.
    pub document: Document,
    /// Warnings, then notes.
    pub problems: Vec<Problem>,
}

/// The order and what it is converted with.
#[derive(Clone, Copy)]
struct Context<'a> {
    order: &'a Order,
    sources: &'a Sources<'a>,
    class: BuyerClass,
    cards: Cards<'a>,
    /// The parcel stays in Poland, so Allegro's rates are Poland's.
    home: bool,
    /// The country at whose rates everything is sold, under OSS.
    oss: Option<&'a str>,
    /// The day of the purchase.
    day: Option<Date>,
}

impl<'a> Context<'a> {
    fn terms(&self) -> Terms<'a> {
        let Sources { settings, tables, .. } = *self.sources;
        Terms { settings, tables, home: self.home, oss: self.oss.is_some() }
    }

    /// Everything that will ever be known.
    fn known(&self) -> Known<'a> {
        Known { cards: self.cards, offers: self.sources.offers, asked: None }
    }
}

/// Converts an order. `Err` holds every reason at once, errors first; an order that [`gate`] does not let through
/// has that one reason.
pub fn convert(order: &Order, sources: &Sources<'_>) -> Result<Converted, Vec<Problem>> {
    match gate(order) {
        Gate::Ready => {}
        Gate::NotYet(problem) | Gate::Cancelled(problem) => return Err(vec![problem]),
    }
    let mut report = Report::new(order.id.to_string());
    match build(order, sources, &mut report) {
        Some(document) if !report.refused() => Ok(Converted { document, problems: report.finish() }),
        _ => Err(report.finish()),
    }
}

fn build(order: &Order, sources: &Sources<'_>, report: &mut Report) -> Option<Document> {
    if order.lines.is_empty() {
        report.error(say::Ord014);
    }
    corrections(order, report);
    let currency = gate::currency(order, &sources.settings.orders, report);
    let total = currency.as_ref().and_then(|_| sums::control(order, report));
    let (ctx, buyer) = context(order, sources, report);
    let day = ctx.day;
    let rate = currency.zip(day).and_then(|(currency, day)| exchange::rate(&currency, day, sources.tables, report));
    gate::scope(&ctx, buyer.has_polish_nip(), report);
    let parties = parties::parties(&ctx, buyer, report);
    let drafts = all_lines(&ctx, report);
    let number = header::foreign_number(&ctx, report);
    let payment = payment::payment(&ctx, day, report);
    let (total, parties, date, number, payment, rate) = (total?, parties?, day?, number?, payment?, rate?);
    if report.refused() {
        return None;
    }
    let mut document = header::document(&ctx, header::Parts { parties, drafts, date, number, payment, rate }, report);
    check(&mut document, total, report);
    Some(document)
}

/// Who buys, and what follows from that and from where the parcel goes.
fn context<'a>(order: &'a Order, sources: &'a Sources<'a>, report: &mut Report) -> (Context<'a>, parties::Buyer) {
    let buyer = parties::buyer(order, sources.settings, report);
    let class = buyer.class;
    let home = gate::abroad(order).is_none();
    let oss = gate::oss(order, &sources.settings.orders, class, buyer.has_polish_nip());
    let day = header::date(order, report);
    (Context { order, sources, class, cards: Cards(sources.cards), home, oss, day }, buyer)
}

/// The lines of an order that [`convert`] refuses, as far as they are known, in the order's own currency: for who wants to see
/// what is missing.
#[must_use]
pub fn known_lines(order: &Order, sources: &Sources<'_>) -> Vec<(Line, OriginLine)> {
    let mut report = Report::new(String::new());
    let (ctx, _) = context(order, sources, &mut report);
    (1_u32..).zip(all_lines(&ctx, &mut report)).map(|(lp, draft)| draft.numbered(lp)).collect()
}

/// What a person corrected is told as what answered.
fn corrections(order: &Order, report: &mut Report) {
    let position = |id: &str| (1u32..).zip(&order.lines).find(|(_, line)| line.id == id).map(|(at, _)| at);
    for (field, _) in order.corrections.each() {
        let told = say::Cor001 { field: field.name().into() };
        match field.line().map(position) {
            None => report.note(told),
            Some(Some(at)) => report.note_at(at, told),
            // The line is not in the order any more.
            Some(None) => {}
        }
    }
}

/// Per line of the order its goods, its deposit, its services; then the delivery.
fn all_lines(ctx: &Context<'_>, report: &mut Report) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (position, line) in (1u32..).zip(&ctx.order.lines) {
        drafts.extend(goods::lines(ctx, position, line, report));
        drafts.extend(extras::deposit(ctx, position, line, report));
        drafts.extend(extras::services(ctx, position, line, report));
    }
    let delivery = delivery::lines(ctx, &drafts, report);
    drafts.extend(delivery);
    drafts
}

/// The last check. But for the bound it cannot fail unless a rule above is wrong, and then no document may leave.
fn check(document: &mut Document, total: Decimal, report: &mut Report) {
    let count = document.lines.len();
    if count > LINES_MAX {
        report.error(say::Xml116 { count: count.into(), limit: LINES_MAX.into() });
    }
    let of_lines = |of: fn(&Line) -> Decimal| document.lines.iter().map(of).sum::<Decimal>();
    let table: Decimal = document.vat_table.iter().map(|row| row.gross).sum();
    let own = foreign::amounts(document);
    let (gross, agrees) = own.map_or((Decimal::ZERO, false), |own| (own.gross, foreign::agrees(document, &own)));
    let from_net = document.counted_from == CountedFrom::Net;
    let missed = if from_net { of_lines(|line| line.net) - document.net } else { of_lines(|line| line.gross) - table };
    let bound = if foreign::is_home(&document.currency) { 0 } else { i64::try_from(count).unwrap_or(i64::MAX) };
    let follows = missed.abs() <= Decimal::new(bound, AMOUNT_DECIMALS);
    let whole = follows && table == document.gross && document.net + document.vat == document.gross;
    if from_net && whole && agrees {
        let difference = net::difference(gross, total, count, report);
        if let Some(origin) = &mut document.origin {
            origin.difference = difference;
        }
    } else if gross != total || !whole || !agrees {
        report.error(say::Sum005 { document: amount_text(gross).into(), total: amount_text(total).into() });
    }
}

/// What the lines of an order are judged by.
#[must_use]
pub fn terms<'a>(order: &Order, settings: &'a Settings, tables: &'a Tables) -> Terms<'a> {
    let buyer = parties::buyer(order, settings, &mut Report::new(String::new()));
    let oss = gate::oss(order, &settings.orders, buyer.class, buyer.has_polish_nip()).is_some();
    Terms { settings, tables, home: gate::abroad(order).is_none(), oss }
}

/// What has to be known next before the order can be converted; nothing: [`convert`] finds all that it asks for.
#[must_use]
pub fn needs(order: &Order, terms: Terms<'_>, known: Known<'_>) -> Needs {
    let mut needs = Needs::default();
    for line in &order.lines {
        let step = match chain::set_of(line, terms.tables) {
            Some(set) => chain::parts(line, set, terms, known).map(drop),
            None => chain::goods(line, terms, known).map(drop),
        };
        needs.add(step.err().unwrap_or_default());
    }
    for code in service_codes(order, terms.settings, terms.tables) {
        needs.add(known.code(code).err().unwrap_or_default());
    }
    needs
}

/// The codes of what is no goods: delivery, deposits, additional services.
#[must_use]
pub fn service_codes<'a>(order: &'a Order, settings: &'a Settings, tables: &'a Tables) -> Vec<&'a str> {
    let mut codes: Vec<&str> = order.corrections.meant(&Field::Service).into_iter().collect();
    let method = order.delivery.as_ref().and_then(|delivery| delivery.method_id.as_deref()).unwrap_or_default();
    match tables.delivery(method) {
        Some(row) => {
            codes.push(row.service.as_str());
            codes.extend(row.cod.as_ref().map(|(code, _)| code.as_str()));
        }
        None => codes.push(&settings.delivery.default_service),
    }
    for line in &order.lines {
        codes.extend(line.deposit.as_ref().map(|_| settings.services.deposit.as_str()));
        let of_table = |id: &String| tables.service(id).map_or(settings.services.additional.as_str(), |row| &row.code);
        codes.extend(line.services.iter().map(|service| of_table(&service.definition_id)));
    }
    codes.retain(|code| !code.is_empty());
    codes
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
