//! Which VAT rate a line has, and who says so.
//!
//! Goods: what a person chose for just this line; else what the chain of sources answers ([`crate::core::chain`]), else the default if one is set
//! (`reference/requirements.md` R-C1). An exempt seller has zw everywhere. Under OSS none of them answers, but `oss.csv`
//! alone: the exemption too is Poland's (R-C8).

use super::Context;
use super::report::Report;
use crate::core::answered::Answered;
use crate::core::chain::Rate;
use crate::core::message::text as say;
use crate::core::offer::Offer;
use crate::core::order::{OrderLine, Tax};
use crate::core::plan::ProductCard;
use crate::core::problem::Problem;
use crate::core::vat::{RateFault, VatRate};

/// The rate, and who said so.
pub(super) type Answer = (VatRate, Answered);

/// Who answered, in words that stand the same in every language.
fn spoken(answered: Answered) -> &'static str {
    match answered {
        Answered::Card => "Optima",
        Answered::Allegro | Answered::Offer => "Allegro",
        Answered::Default => "[vat] default_rate",
        file => file.as_str(),
    }
}

/// The rate of goods, by what the chain found and the offer if that was asked.
pub(super) fn goods(
    ctx: &Context<'_>,
    position: u32,
    line: &OrderLine,
    (found, offer): (&Rate<'_>, Option<&Offer>),
    report: &mut Report,
) -> Option<Answer> {
    let taxes = [line.tax.as_ref(), offer.and_then(|offer| offer.tax.as_ref())];
    if let Some(rate) = line.chosen.rate.filter(|_| !taxes.into_iter().flatten().any(is_margin)) {
        let answer = (rate, Answered::Correction);
        remarks(ctx, position, answer, taxes, report);
        return Some(answer);
    }
    if ctx.sources.settings.vat.exempt_seller && ctx.oss.is_none() {
        return Some((VatRate::EXEMPT, Answered::ExemptSeller));
    }
    if taxes.into_iter().flatten().any(is_margin) {
        report.error_at(position, say::Vat005 { offer: line.offer_id.as_str().into() });
        return None;
    }
    if let Some(country) = ctx.oss {
        let group = ctx.sources.tables.products.get(&line.offer_id).map_or("", |row| row.oss_group.as_str());
        let answer = oss(ctx, country, group, Some(position), report)?;
        // Abroad Allegro says the rate of that country.
        let text = line.tax.as_ref().and_then(|tax| tax.rate.as_deref());
        let said = text.map(|text| (text, VatRate::parse(text), Answered::Allegro));
        compare(position, answer, said.filter(|(_, rate, _)| *rate != Err(RateFault::Empty)), report);
        return Some(answer);
    }
    let answer = match (found.own, found.said) {
        (None, Some((_, Ok(rate), source))) => Some((rate, source)),
        (None, Some((text, Err(_), source))) => {
            report.error_at(position, say::Vat004 { text: text.into(), source: spoken(source).into() });
            return None;
        }
        (None, None) => default(ctx, position, (line, offer), report),
        (Some(own), said) => {
            compare(position, own, said, report);
            Some(own)
        }
    }?;
    remarks(ctx, position, answer, taxes, report);
    Some(answer)
}

/// The rate of a country of the Union, on the day of the purchase.
fn oss(ctx: &Context<'_>, country: &str, group: &str, position: Option<u32>, report: &mut Report) -> Option<Answer> {
    // Without a day the order is refused already.
    let day = ctx.day?;
    let rate = ctx.sources.tables.oss_rate(country, group, day);
    if rate.is_none() {
        let row: Vec<&str> = [country, group].into_iter().filter(|text| !text.is_empty()).collect();
        let problem = Problem::error(say::Ord022 { row: row.join(" / ").into(), day: day.to_string().into() });
        report.add(match position {
            Some(position) => problem.at_position(position),
            None => problem,
        });
    }
    rate.map(|rate| (rate, Answered::Oss))
}

fn is_margin(tax: &Tax) -> bool {
    [&tax.rate, &tax.exemption].into_iter().flatten().any(|text| VatRate::parse(text) == Err(RateFault::Margin))
}

/// Says so where the card or the table and Allegro differ.
fn compare(
    position: u32,
    (rate, source): Answer,
    said: Option<(&str, Result<VatRate, RateFault>, Answered)>,
    report: &mut Report,
) {
    match said {
        Some((_, Ok(other), _)) if other != rate => report.warning_at(
            position,
            say::Vat003 {
                source: spoken(source).into(),
                rate: rate.to_string().into(),
                allegro: other.to_string().into(),
            },
        ),
        Some((text, Err(_), other)) => {
            report.warning_at(position, say::Vat004 { text: text.into(), source: spoken(other).into() });
        }
        _ => {}
    }
}

fn default(
    ctx: &Context<'_>,
    position: u32,
    (line, offer): (&OrderLine, Option<&Offer>),
    report: &mut Report,
) -> Option<Answer> {
    // What it says nobody else knows: a default would be a guess.
    if let Some(answer) = offer.and_then(|offer| offer.unread.clone()) {
        report.error_at(position, say::Prd010 { offer: line.offer_id.as_str().into(), answer: answer.into() });
        return None;
    }
    let text = &ctx.sources.settings.vat.default_rate;
    if text.is_empty() {
        let name = line.offer_name.as_str().into();
        report.error_at(position, say::Vat001 { offer: line.offer_id.as_str().into(), name });
        return None;
    }
    let rate = setting("vat.default_rate", text, report)?;
    let offer = line.offer_id.as_str().into();
    report.warning_at(position, say::Vat002 { offer, rate: rate.to_string().into() });
    Some((rate, Answered::Default))
}

/// A rate written in the settings.
fn setting(name: &str, text: &str, report: &mut Report) -> Option<VatRate> {
    let rate = VatRate::parse(text).ok();
    if rate.is_none() {
        report.error(say::Vat008 { setting: name.into(), text: text.into() });
    }
    rate
}

fn remarks(ctx: &Context<'_>, position: u32, (rate, source): Answer, taxes: [Option<&Tax>; 2], report: &mut Report) {
    if !rate.is_usual() {
        report.warning_at(position, say::Vat007 { rate: rate.to_string().into(), source: spoken(source).into() });
    }
    let exemption = taxes.into_iter().flatten().filter(|_| ctx.home).find_map(|tax| tax.exemption.as_deref());
    if let Some(exemption) = exemption.filter(|text| !text.is_empty()) {
        report.warning_at(position, say::Vat006 { exemption: exemption.into(), rate: rate.to_string().into() });
    }
}

/// What a service without a rate on its card falls back on: the row of its table, then the setting.
#[derive(Clone, Copy)]
pub(super) struct Fallback<'a> {
    pub(super) row: Option<VatRate>,
    pub(super) row_from: Answered,
    pub(super) setting: &'static str,
    pub(super) text: &'a str,
}

/// The rate of a service: its card, its row, the setting; under OSS the ordinary rate of the country.
pub(super) fn service(
    ctx: &Context<'_>,
    code: &str,
    card: Option<&ProductCard>,
    fallback: Fallback<'_>,
    report: &mut Report,
) -> Option<Answer> {
    if let Some(country) = ctx.oss {
        return oss(ctx, country, "", None, report);
    }
    if ctx.sources.settings.vat.exempt_seller {
        return Some((VatRate::EXEMPT, Answered::ExemptSeller));
    }
    if let Some(rate) = card.and_then(|card| card.rate) {
        return Some((rate, Answered::Card));
    }
    if let Some(rate) = fallback.row {
        return Some((rate, fallback.row_from));
    }
    if fallback.text.is_empty() {
        report.error(say::Vat009 { code: code.into() });
        return None;
    }
    setting(fallback.setting, fallback.text, report).map(|rate| (rate, Answered::Settings))
}
