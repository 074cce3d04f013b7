//! Lines of goods: which card an offer is, and sets taken apart.
//!
//! `sets.csv`, `products.csv`, the signature (`external.id`), the EAN among the cards, `products.unknown`
//! (`reference/requirements.md` R-F1 to R-F5).

use rust_decimal::Decimal;

use super::Context;
use super::lines::{Draft, Item, Source};
use super::rates;
use super::report::Report;
use super::split::{Piece, pieces, split};
use crate::core::answered::Answered;
use crate::core::document::LineRole;
use crate::core::message::text as say;
use crate::core::money::{PRICE_DECIMALS, round_amount, times};
use crate::core::order::OrderLine;
use crate::core::plan::ProductCard;
use crate::core::problem::Problem;
use crate::core::settings::{ProductName, UnknownProduct};
use crate::core::tables::SetPart;
use crate::core::text::{self, CodeFault};

/// Signatures shorter than this were often typed without thinking of a code (`reference/requirements.md` R-F1).
const SIGNATURE_MIN: usize = 3;

/// The code for an offer that has no other, with policy `offer-code`.
pub(super) fn offer_code(offer: &str) -> String {
    format!("AL-{offer}")
}

/// A code and where it came from.
struct Resolved<'a> {
    code: String,
    card: Option<&'a ProductCard>,
    from: Answered,
}

/// The lines that one line of an order becomes: one, or one per part of a set.
pub(super) fn lines(ctx: &Context<'_>, position: u32, line: &OrderLine, report: &mut Report) -> Vec<Draft> {
    // Too large: the control sum has said so.
    let Some(gross) = times(line.price.amount, line.quantity).map(round_amount) else { return Vec::new() };
    if let Some(parts) = ctx.sources.tables.sets.get(&line.offer_id) {
        return set(ctx, position, line, parts, gross, report);
    }
    if !line.set.is_empty() {
        let offer = line.offer_id.as_str().into();
        report.warning_at(position, say::Prd008 { count: line.set.len().into(), offer });
    }
    let found = resolve(ctx, position, line, report);
    let rate = rates::goods(ctx, position, line, found.as_ref().and_then(|found| found.card), report);
    let (Some(found), Some((rate, vat_from))) = (found, rate) else { return Vec::new() };
    let title = report.clean(&line.offer_name);
    let item = item(ctx, &found, line, title);
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

fn item<'a>(ctx: &Context<'_>, found: &Resolved<'a>, line: &OrderLine, title: String) -> Item<'a> {
    let (name, description) = match (ctx.sources.settings.products.name, found.card) {
        (ProductName::Card, Some(card)) => (card.name.clone(), title),
        _ => (title, String::new()),
    };
    let ean = match (found.card, ctx.sources.offers.get(&line.offer_id).map(|offer| offer.eans.as_slice())) {
        (Some(card), _) => card.eans.first().cloned(),
        (None, Some([only])) => Some(text::clean_line(only).0),
        _ => None,
    };
    Item { code: found.code.clone(), name, description, ean: ean.unwrap_or_default(), card: found.card }
}

/// The card's own spelling where there is a card.
fn known<'a>(ctx: &Context<'a>, code: &str, from: Answered) -> Resolved<'a> {
    let card = ctx.cards.by_code(code);
    Resolved { code: card.map_or_else(|| code.to_owned(), |card| card.code.clone()), card, from }
}

fn resolve<'a>(ctx: &Context<'a>, position: u32, line: &OrderLine, report: &mut Report) -> Option<Resolved<'a>> {
    if let Some(code) = ctx.sources.tables.products.get(&line.offer_id).and_then(|row| row.code.as_deref()) {
        return Some(known(ctx, code, Answered::Products));
    }
    let offer = ctx.sources.offers.get(&line.offer_id);
    // The order keeps the signature of the day it was bought; one that was added since is in the offer.
    let external = report
        .clean_some(line.external_id.as_deref())
        .or_else(|| report.clean_some(offer.and_then(|offer| offer.external_id.as_deref())));
    if let Some(external) = &external {
        if !sound_code(external, position, report) {
            return None;
        }
        if external.chars().count() < SIGNATURE_MIN {
            report.warning_at(position, say::Prd006 { external: external.into() });
        }
        let found = known(ctx, external, Answered::ExternalId);
        if found.card.is_some() {
            return Some(found);
        }
    }
    let eans = offer.map(|offer| offer.eans.as_slice()).unwrap_or_default();
    match (ctx.cards.by_eans(eans).as_slice(), external) {
        ([card], external) => {
            if let Some(external) = external {
                let code = card.code.as_str().into();
                report.warning_at(position, say::Prd007 { external: external.into(), code });
            }
            Some(Resolved { code: card.code.clone(), card: Some(card), from: Answered::Ean })
        }
        ([], Some(external)) => Some(known(ctx, &external, Answered::ExternalId)),
        ([], None) => unknown(ctx, position, line, report),
        (several, _) => {
            let codes: Vec<&str> = several.iter().map(|card| card.code.as_str()).collect();
            report.error_at(
                position,
                say::Prd002 {
                    ean: eans.join(", ").into(),
                    codes: codes.join(", ").into(),
                    offer: line.offer_id.as_str().into(),
                },
            );
            None
        }
    }
}

fn unknown<'a>(ctx: &Context<'a>, position: u32, line: &OrderLine, report: &mut Report) -> Option<Resolved<'a>> {
    if rates::is_unread(ctx, position, line, report) {
        return None;
    }
    let (offer, name) = (line.offer_id.as_str().into(), line.offer_name.as_str().into());
    match ctx.sources.settings.products.unknown {
        UnknownProduct::Refuse => {
            report.error_at(position, say::Prd001 { offer, name });
            None
        }
        UnknownProduct::OfferCode => {
            let code = offer_code(&line.offer_id);
            if !sound_code(&code, position, report) {
                return None;
            }
            report.warning_at(position, say::Prd005 { offer, name, code: code.as_str().into() });
            Some(known(ctx, &code, Answered::Offer))
        }
    }
}

/// Can Optima keep this code?
fn sound_code(code: &str, position: u32, report: &mut Report) -> bool {
    let problem = match text::code_fault(code) {
        None => return true,
        Some(CodeFault::TooLong(length)) => Problem::error(say::Prd003 { code: code.into(), length: length.into() }),
        Some(CodeFault::Characters) => Problem::error(say::Prd004 { code: code.into() }),
    };
    report.add(problem.at_position(position));
    false
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
    let mut drafts = Vec::new();
    for (part, gross) in parts.iter().zip(split(gross, &weights)) {
        let Some(quantity) =
            times(part.quantity, line.quantity).filter(|quantity| quantity.normalize().scale() <= PRICE_DECIMALS)
        else {
            let value = format!("{} × {}", part.quantity, line.quantity);
            report.error_at(position, say::Sum004 { field: "sets.csv: ilosc".into(), value: value.into() });
            continue;
        };
        let found = known(ctx, &part.code, Answered::Sets);
        let Some((rate, vat_from)) = rates::goods(ctx, position, line, found.card, report) else { continue };
        let mut item = item(ctx, &found, line, title.clone());
        if found.card.is_none() {
            // All parts of a set would bear the title of the whole; and the offer's EAN is not theirs.
            item.name = format!("{title} ({})", part.code);
            item.ean.clear();
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
