//! Deposits and additional services of a line.

use rust_decimal::Decimal;

use super::Context;
use super::lines::{self, Draft, Item, Source};
use super::rates::{self, Fallback};
use super::report::{Report, money};
use super::split::Piece;
use crate::core::answered::Answered;
use crate::core::document::LineRole;
use crate::core::message::text as say;
use crate::core::money::{round_amount, times};
use crate::core::order::{AdditionalService, OrderLine};
use crate::core::problem::Problem;
use crate::core::settings::SERVICE_UNIT;
use crate::core::text;
use crate::core::vat::VatRate;

/// The deposit (kaucja) of a line: outside VAT, on a line of its own, as many as there are units
/// (`reference/allegro.md` 8.5). An exempt seller has np here too: a deposit is no sale.
pub(super) fn deposit(ctx: &Context<'_>, position: u32, line: &OrderLine, report: &mut Report) -> Option<Draft> {
    let price = line.deposit.as_ref().map(|deposit| deposit.amount).filter(|amount| *amount > Decimal::ZERO)?;
    let gross = times(price, line.quantity).map(round_amount)?;
    let code = ctx.sources.settings.services.deposit.as_str();
    if code.is_empty() {
        report.error_at(position, say::Srv003 { deposit: money(gross, &ctx.order.total.currency) });
        return None;
    }
    if !sound_service(code, Some(position), report) {
        return None;
    }
    let item = service_item(ctx, code, "Kaucja za opakowanie", report.clean(&line.offer_name));
    let source = Source {
        role: LineRole::Deposit,
        line: Some(line.id.clone()),
        offer: Some(line.offer_id.clone()),
        code_from: Answered::Settings,
        vat_from: Answered::Deposit,
    };
    let piece = Piece { quantity: line.quantity, price, gross };
    Some(Draft::new(&item, VatRate::OUT_OF_SCOPE, piece, source))
}

/// The additional services of a line, each on a line of its own.
pub(super) fn services(ctx: &Context<'_>, position: u32, line: &OrderLine, report: &mut Report) -> Vec<Draft> {
    line.services.iter().filter_map(|chosen| service(ctx, position, line, chosen, report)).collect()
}

fn service(
    ctx: &Context<'_>,
    position: u32,
    line: &OrderLine,
    chosen: &AdditionalService,
    report: &mut Report,
) -> Option<Draft> {
    let settings = &ctx.sources.settings.services;
    let row = ctx.sources.tables.service(&chosen.definition_id);
    let name = report.clean(chosen.name.as_deref().unwrap_or(&chosen.definition_id));
    let (code, code_from) = match row {
        Some(row) => (row.code.as_str(), Answered::Services),
        None => (settings.additional.as_str(), Answered::Default),
    };
    let (definition, spoken) = (chosen.definition_id.as_str().into(), name.as_str().into());
    if code.is_empty() {
        report.error_at(position, say::Srv001 { definition, name: spoken });
        return None;
    }
    if !sound_service(code, Some(position), report) {
        return None;
    }
    if row.is_none() {
        report.warning_at(position, say::Srv002 { definition, name: spoken, code: code.into() });
    }
    let gross = times(chosen.price.amount, chosen.quantity).map(round_amount)?;
    let item = service_item(ctx, code, &name, name.clone());
    let fallback = Fallback {
        row: row.and_then(|row| row.rate),
        row_from: Answered::Services,
        setting: "services.vat",
        text: &settings.vat,
    };
    let (rate, vat_from) = rates::service(ctx, &item.code, item.card, fallback, report)?;
    let source = Source {
        role: LineRole::Service,
        line: Some(line.id.clone()),
        offer: Some(line.offer_id.clone()),
        code_from,
        vat_from,
    };
    let piece = Piece { quantity: chosen.quantity, price: chosen.price.amount, gross };
    Some(Draft::new(&item, rate, piece, source))
}

/// Can Optima keep the code of this service? The delivery has no position in the order.
pub(super) fn sound_service(code: &str, position: Option<u32>, report: &mut Report) -> bool {
    if text::code_fault(code).is_none() {
        return true;
    }
    let problem = Problem::error(say::Srv004 { code: code.into() });
    report.add(match position {
        Some(position) => problem.at_position(position),
        None => problem,
    });
    false
}

/// A service by its code: with a card its name, and what Allegro calls it below; without one, `name`.
pub(super) fn service_item<'a>(ctx: &Context<'a>, code: &str, name: &str, description: String) -> Item<'a> {
    let card = ctx.cards.by_code(code);
    let name = card.map_or(name, |card| card.name.as_str()).to_owned();
    // "Dostawa: Kurier" with "Kurier" below would say it twice.
    let description = if name.contains(&description) { String::new() } else { description };
    Item {
        code: card.map_or_else(|| code.to_owned(), |card| card.code.clone()),
        name,
        description,
        ean: String::new(),
        unit: lines::unit(card, SERVICE_UNIT),
        card,
    }
}
