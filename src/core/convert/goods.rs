//! Lines of goods, and sets taken apart. Which card an offer is of and which rate it has is for the chain of sources
//! ([`crate::core::chain`]); what there is to say of its answers is said here.

use rust_decimal::Decimal;

use super::Context;
use super::lines::{self, Draft, Item, Source};
use super::rates;
use super::report::Report;
use super::split::{Piece, pieces, split};
use crate::core::answered::Answered;
use crate::core::chain::{self, Code, Coded};
use crate::core::document::LineRole;
use crate::core::message::text as say;
use crate::core::money::{PRICE_DECIMALS, round_amount, times};
use crate::core::offer::Offer;
use crate::core::order::OrderLine;
use crate::core::sameness::{self, Marks};
use crate::core::settings::ProductName;
use crate::core::tables::SetPart;
use crate::core::text::{self, CodeFault};

/// Signatures shorter than this were often typed without thinking of a code (`reference/requirements.md` R-F1).
const SIGNATURE_MIN: usize = 3;

/// The lines that one line of an order becomes: one, or one per part of a set.
pub(super) fn lines(ctx: &Context<'_>, position: u32, line: &OrderLine, report: &mut Report) -> Vec<Draft> {
    // Too large: the control sum has said so.
    let Some(gross) = times(line.price.amount, line.quantity).map(round_amount) else { return Vec::new() };
    if let Some(parts) = chain::set_of(line, ctx.sources.tables) {
        return set(ctx, position, line, parts, gross, report);
    }
    // Whoever had something to ask has asked: nothing is needed any more.
    let Ok(goods) = chain::goods(line, ctx.terms(), ctx.known()) else { return Vec::new() };
    let is_set = line.is_set() || goods.offer.is_some_and(|offer| offer.is_set);
    if is_set && matches!(goods.code, Code::Is(_)) {
        report.warning_at(position, say::Prd008 { offer: line.offer_id.as_str().into() });
    }
    let found = coded(position, line, (&goods, is_set), report);
    let rate = rates::goods(ctx, position, line, (&goods.rate, goods.offer), report);
    let (Some(found), Some((rate, vat_from))) = (found, rate) else { return Vec::new() };
    let title = report.clean(&line.offer_name);
    let item = item(ctx, found, chain::own_eans(line, goods.offer), title);
    let piece = Piece { quantity: line.quantity, price: line.price.amount, gross };
    vec![Draft::new(&item, rate, piece, source(line, found.from, vat_from))]
}

fn source(line: &OrderLine, code_from: Answered, vat_from: Answered) -> Source {
    Source {
        role: LineRole::Goods,
        line: Some(line.id.clone()),
        offer: Some(line.offer_id.clone()),
        code_from,
        vat_from,
    }
}

fn item<'a>(ctx: &Context<'_>, found: &Coded<'a>, eans: &[String], title: String) -> Item<'a> {
    let (name, description) = match (ctx.sources.settings.products.name, found.card) {
        (ProductName::Card, Some(card)) => (card.name.clone(), title),
        _ => (title, String::new()),
    };
    let ean = match (found.card, found.from) {
        (Some(card), _) => card.eans.first().cloned(),
        // A code that a person wrote is not held against the offer's EAN, neither here nor at the import.
        (None, Answered::ExternalId | Answered::Offer) => chain::own_ean(eans),
        _ => None,
    };
    let (code, unit) = (found.code.clone(), lines::unit(found.card, ctx.sources.settings.products.card.unit()));
    Item { code, name, description, ean: ean.unwrap_or_default(), unit, card: found.card }
}

/// The code that was found, with what there is to say of it.
fn coded<'g, 'a>(
    position: u32,
    line: &OrderLine,
    (goods, is_set): (&'g chain::Goods<'a>, bool),
    report: &mut Report,
) -> Option<&'g Coded<'a>> {
    let offer = || line.offer_id.as_str().into();
    let name = || line.offer_name.as_str().into();
    if let Some(signature) = &goods.signature {
        // What was cut out of it is counted with what was cut out of other texts.
        let of_offer = goods.offer.and_then(|offer| offer.external_id.as_deref());
        drop(report.clean_some(line.external_id.as_deref()).or_else(|| report.clean_some(of_offer)));
        if signature.chars().count() < SIGNATURE_MIN {
            report.warning_at(position, say::Prd006 { external: signature.into() });
        }
    }
    match &goods.code {
        Code::Is(found) => {
            match (&found.instead_of, found.from) {
                (Some(external), Answered::Ean) => report
                    .warning_at(position, say::Prd007 { external: external.into(), code: found.code.as_str().into() }),
                (Some(external), _) => report
                    .warning_at(position, say::Prd011 { external: external.into(), code: found.code.as_str().into() }),
                (None, Answered::Offer) => report.warning_at(
                    position,
                    say::Prd005 { offer: offer(), name: name(), code: found.code.as_str().into() },
                ),
                (None, _) => {}
            }
            doubt(position, found, report);
            return Some(found);
        }
        Code::Unsound(code) => unsound(code, position, report),
        Code::Several(eans, cards) => {
            let codes: Vec<&str> = cards.iter().map(|card| card.code.as_str()).collect();
            let (ean, codes) = (eans.join(", ").into(), codes.join(", ").into());
            report.error_at(position, say::Prd002 { ean, codes, offer: offer() });
        }
        Code::Another(code, card, eans, catalogue_number) => {
            let goods = Marks { eans, catalogue_number, vague: true };
            let theirs = (card.code.as_str(), card.eans.as_slice(), card.catalogue_number.as_str());
            report.add(sameness::other(code, goods, theirs).at_position(position));
        }
        Code::Unread(answer) => {
            report.error_at(position, say::Prd010 { offer: offer(), answer: (*answer).clone().into() });
        }
        Code::Unknown if is_set => report.error_at(position, say::Prd012 { offer: offer(), name: name() }),
        Code::Unknown => report.error_at(position, say::Prd001 { offer: offer(), name: name() }),
    }
    None
}

/// What there is to say of a card that only a code leads to which others may have.
fn doubt(position: u32, found: &Coded<'_>, report: &mut Report) {
    let Some(catalogue_number) = &found.unsure else { return };
    let goods = Marks { eans: &[], catalogue_number, vague: true };
    report.add(sameness::unsure(goods, &found.code).at_position(position));
}

/// Why Optima cannot keep this code.
fn unsound(code: &str, position: u32, report: &mut Report) {
    match text::code_fault(code) {
        None => {}
        Some(CodeFault::TooLong(length)) => {
            report.error_at(position, say::Prd003 { code: code.into(), length: length.into() });
        }
        Some(CodeFault::Characters) => report.error_at(position, say::Prd004 { code: code.into() }),
    }
}

/// A set taken apart: its gross is split by the parts' shares, or else by their quantities.
fn set(
    ctx: &Context<'_>,
    position: u32,
    line: &OrderLine,
    parts: &[SetPart],
    gross: Decimal,
    report: &mut Report,
) -> Vec<Draft> {
    let weights: Vec<Decimal> = parts.iter().map(|part| part.share.unwrap_or(part.quantity)).collect();
    let title = report.clean(&line.offer_name);
    let Ok(chain::Parts { parts: found, offer }) = chain::parts(line, parts, ctx.terms(), ctx.known()) else {
        return Vec::new();
    };
    let mut drafts = Vec::new();
    for ((part, gross), (found, said)) in parts.iter().zip(split(gross, &weights)).zip(found) {
        let Some(quantity) =
            times(part.quantity, line.quantity).filter(|quantity| quantity.normalize().scale() <= PRICE_DECIMALS)
        else {
            let value = format!("{} × {}", part.quantity, line.quantity);
            report.error_at(position, say::Sum004 { field: "sets.csv: ilosc".into(), value: value.into() });
            continue;
        };
        let Some((rate, vat_from)) = rates::goods(ctx, position, line, (&said, offer), report) else { continue };
        doubt(position, &found, report);
        let eans = offer.map(Offer::own_eans).unwrap_or_default();
        let mut item = item(ctx, &found, eans, title.clone());
        if found.card.is_none() {
            item.name = chain::part_name(&title, &part.code);
        }
        let found_pieces = pieces(quantity, gross);
        if found_pieces.len() > 1 {
            report.note_at(position, say::Prd009 { code: found.code.as_str().into() });
        }
        for piece in found_pieces {
            drafts.push(Draft::new(&item, rate, piece, source(line, found.from, vat_from)));
        }
    }
    drafts
}
