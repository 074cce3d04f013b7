//! The delivery as one line of a service, or several: the cash-on-delivery fee set apart by `deliveries.csv`, the
//! cost split over the goods' rates by `vat.delivery` (`reference/requirements.md` R-B5, R-B6, R-B11, R-C7, R-E7).

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::Context;
use super::extras::{service_item, sound_service};
use super::lines::{Draft, Source};
use super::rates::{self, Fallback};
use super::report::{Report, money};
use super::split::{Piece, split};
use crate::core::answered::Answered;
use crate::core::correction::Field;
use crate::core::document::LineRole;
use crate::core::message::text as say;
use crate::core::money::{amount_text, round_amount};
use crate::core::order::{Delivery, PaymentType};
use crate::core::settings::DeliveryVat;
use crate::core::tables::DeliveryRow;
use crate::core::vat::{VatKind, VatRate};

/// A share of the cost under one code.
struct Part {
    code: String,
    name: String,
    amount: Decimal,
    role: LineRole,
    code_from: Answered,
}

/// The delivery's lines; none for a free delivery unless `delivery.zero_line` is set. What `smart` says never
/// changes the cost.
pub(super) fn lines(ctx: &Context<'_>, goods: &[Draft], report: &mut Report) -> Vec<Draft> {
    let settings = &ctx.sources.settings.delivery;
    let none = Delivery::default();
    let delivery = ctx.order.delivery.as_ref().unwrap_or(&none);
    let cost = round_amount(delivery.cost.as_ref().map_or(Decimal::ZERO, |cost| cost.amount));
    if cost.is_zero() && !settings.zero_line {
        return Vec::new();
    }
    if delivery.smart && cost > Decimal::ZERO {
        report.note(say::Dlv004 { cost: money(cost, &ctx.order.total.currency) });
    }
    let method = report.clean_some(delivery.method_name.as_deref()).unwrap_or_default();
    let id = delivery.method_id.as_deref().unwrap_or_default().trim();
    let row = ctx.sources.tables.delivery(id);
    let chosen = ctx.order.corrections.meant(&Field::Service);
    let (code, code_from) = match (chosen, row) {
        (Some(code), _) => (code, Answered::Correction),
        (None, Some(row)) => (row.service.as_str(), Answered::Deliveries),
        (None, None) => (settings.default_service.as_str(), Answered::Default),
    };
    if code.is_empty() {
        report.error(say::Dlv001 { method: method.as_str().into(), id: id.into() });
        return Vec::new();
    }
    if row.is_none() && chosen.is_none() {
        report.warning(say::Dlv002 { method: method.as_str().into(), id: id.into(), code: code.into() });
    }
    let by_rate = goods_by_rate(goods);
    let name = if method.is_empty() { "Dostawa".to_owned() } else { format!("Dostawa: {method}") };
    let whole = Part { code: code.to_owned(), name, amount: cost, role: LineRole::Delivery, code_from };
    let parts = set_fee_apart(ctx, row, whole, report);
    let drafts: Vec<Draft> =
        parts.iter().flat_map(|part| part_lines(ctx, row, part, &method, &by_rate, report)).collect();
    if by_rate.len() > 1 && !drafts.is_empty() {
        let mut rates: Vec<String> = Vec::new();
        for rate in drafts.iter().map(|draft| draft.line.rate.to_string()) {
            if !rates.contains(&rate) {
                rates.push(rate);
            }
        }
        let policy = match ctx.sources.settings.vat.delivery {
            DeliveryVat::Service if ctx.oss.is_some() => "highest",
            _ if ctx.sources.settings.vat.exempt_seller && ctx.oss.is_none() => "exempt_seller",
            DeliveryVat::Service => "service",
            DeliveryVat::Highest => "highest",
            DeliveryVat::Proportional => "proportional",
        };
        report.note(say::Dlv005 { rates: rates.join(", ").into(), policy: policy.into() });
    }
    drafts
}

/// The fee for cash on delivery as a part of its own, where `deliveries.csv` says how much it is.
fn set_fee_apart(ctx: &Context<'_>, row: Option<&DeliveryRow>, mut whole: Part, report: &mut Report) -> Vec<Part> {
    let cod = ctx.order.payment.as_ref().is_some_and(|payment| payment.kind == PaymentType::CashOnDelivery);
    let Some((code, fee)) = row.and_then(|row| row.cod.as_ref()).filter(|_| cod) else { return vec![whole] };
    if !ctx.order.total.currency.is_pln() {
        // The table's amounts are in złoty.
        report.note(say::Dlv006 { currency: ctx.order.total.currency.as_str().into() });
        return vec![whole];
    }
    let fee = round_amount(*fee);
    if fee >= whole.amount {
        report.warning(say::Dlv003 { fee: amount_text(fee).into(), cost: amount_text(whole.amount).into() });
        return vec![whole];
    }
    whole.amount -= fee;
    let fee = Part {
        code: code.clone(),
        name: "Opłata za pobranie".to_owned(),
        amount: fee,
        role: LineRole::Cod,
        code_from: Answered::Deliveries,
    };
    vec![whole, fee]
}

/// The value of the goods per rate, rates ascending. Deposits and services are not goods.
fn goods_by_rate(drafts: &[Draft]) -> Vec<(VatRate, Decimal)> {
    let mut sums = BTreeMap::<(Decimal, VatKind), Decimal>::new();
    for draft in drafts.iter().filter(|draft| draft.source.role == LineRole::Goods) {
        let rate = draft.line.rate;
        *sums.entry((rate.percent.normalize(), rate.kind)).or_default() += draft.line.gross;
    }
    sums.into_iter().map(|((percent, kind), gross)| (VatRate { percent, kind }, gross)).collect()
}

fn part_lines(
    ctx: &Context<'_>,
    row: Option<&DeliveryRow>,
    part: &Part,
    method: &str,
    by_rate: &[(VatRate, Decimal)],
    report: &mut Report,
) -> Vec<Draft> {
    if !sound_service(&part.code, None, report) {
        return Vec::new();
    }
    let item = service_item(ctx, &part.code, &part.name, method.to_owned());
    let service = |report: &mut Report| {
        let fallback = Fallback {
            row: row.and_then(|row| row.rate),
            row_from: Answered::Deliveries,
            setting: "delivery.vat",
            text: &ctx.sources.settings.delivery.vat,
        };
        let answer = rates::service(ctx, &item.code, item.card, fallback, report);
        answer.map(|(rate, from)| vec![(rate, from, part.amount)]).unwrap_or_default()
    };
    let shares = if ctx.sources.settings.vat.exempt_seller && ctx.oss.is_none() {
        vec![(VatRate::EXEMPT, Answered::ExemptSeller, part.amount)]
    } else {
        match (ctx.sources.settings.vat.delivery, highest(by_rate)) {
            (_, None) => service(report),
            (DeliveryVat::Service, _) if ctx.oss.is_none() => service(report),
            // Cards know Poland's rates only; abroad the delivery goes with the goods.
            (DeliveryVat::Service | DeliveryVat::Highest, Some(rate)) => {
                vec![(rate, Answered::HighestOfGoods, part.amount)]
            }
            (DeliveryVat::Proportional, Some(rate)) if part.amount.is_zero() => {
                vec![(rate, Answered::ShareOfGoods, part.amount)]
            }
            (DeliveryVat::Proportional, Some(_)) => proportional(by_rate, part.amount),
        }
    };
    let lines = shares.into_iter().map(|(rate, vat_from, amount)| {
        let source = Source { role: part.role, line: None, offer: None, code_from: part.code_from, vat_from };
        Draft::new(&item, rate, Piece { quantity: Decimal::ONE, price: amount, gross: amount }, source)
    });
    lines.collect()
}

/// The rate under which most of the goods' value stands; of equals the higher rate.
fn highest(by_rate: &[(VatRate, Decimal)]) -> Option<VatRate> {
    by_rate.iter().max_by_key(|(rate, gross)| (*gross, rate.percent)).map(|(rate, _)| *rate)
}

/// One share per rate, to the grosz; shares of nothing are left out.
fn proportional(by_rate: &[(VatRate, Decimal)], amount: Decimal) -> Vec<(VatRate, Answered, Decimal)> {
    let weights: Vec<Decimal> = by_rate.iter().map(|(_, gross)| *gross).collect();
    let shares = by_rate.iter().zip(split(amount, &weights));
    shares
        .filter(|(_, share)| !share.is_zero())
        .map(|((rate, _), share)| (*rate, Answered::ShareOfGoods, share))
        .collect()
}
