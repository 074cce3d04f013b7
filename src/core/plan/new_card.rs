//! The card that a line asks for, by `[products.card]` (`reference/requirements.md` R-F8).

use rust_decimal::Decimal;

use super::build::Ingredients;
use super::intent::{CardPrice, NewCard};
use super::{PriceDefinition, wanted};
use crate::core::document::{CountedFrom, Line, LineRole, OriginLine};
use crate::core::message::text::{Imp043, Imp044, Imp045};
use crate::core::money::Currency;
use crate::core::problem::Problem;
use crate::core::settings::CardKind;
use crate::core::text;
use crate::core::vat::VatRate;

/// The code that the line's card has, or would have.
///
/// # Errors
/// The template gives nothing, or a code that Optima cannot keep.
pub fn code(from: &Ingredients<'_>, line: &Line, source: Option<&OriginLine>) -> Result<String, Problem> {
    let offer = source.and_then(|origin| origin.offer.as_deref()).unwrap_or_default();
    // A service keeps the code that the user gave it; the template is for offers.
    let code = if is_goods(source) {
        wanted::fill(&from.settings.products.card.code, line, offer)
    } else {
        line.code.trim().to_owned()
    };
    if code.is_empty() || text::code_fault(&code).is_some() {
        return Err(Problem::error(Imp043 { code: code.into() }).at_position(line.position));
    }
    Ok(code)
}

fn is_goods(source: Option<&OriginLine>) -> bool {
    source.is_none_or(|origin| origin.role == LineRole::Goods)
}

/// The card of a line; `source`: what is known of it besides.
///
/// # Errors
/// The code, the rate of the settings, or no rate of Poland for a line that has another country's.
pub fn new_card(from: &Ingredients<'_>, line: &Line, source: Option<&OriginLine>) -> Result<NewCard, Problem> {
    let rules = &from.settings.products.card;
    let goods = is_goods(source);
    let code = code(from, line, source)?;
    let offer = source.and_then(|origin| origin.offer.as_deref()).unwrap_or_default();
    let fill = |template: &str| wanted::fill(template, line, offer);
    let name = Some(fill(&rules.name)).filter(|name| goods && !name.is_empty()).unwrap_or_else(|| line.name.clone());
    let unit = if line.unit.trim().is_empty() { rules.unit() } else { &line.unit };
    let catalogue_number = if line.catalogue_number.is_empty() && goods {
        fill(&rules.catalogue_number)
    } else {
        line.catalogue_number.clone()
    };
    let price = if rules.price && goods { gross_price(from, line) } else { Decimal::ZERO };
    let definitions = &from.snapshot.prices;
    Ok(NewCard {
        code,
        name,
        catalogue_number,
        sww: line.sww.clone(),
        ean: if rules.ean { line.ean.clone() } else { String::new() },
        rate: rate(from, line, goods)?,
        price,
        unit: unit.to_owned(),
        goods: goods && rules.kind == CardKind::Goods,
        price_number: default_price(definitions),
        prices: prices(definitions, price),
        group: from.snapshot.product_group,
    })
}

/// The gross price stands as the first price that is counted from gross, in złoty.
fn prices(definitions: &[PriceDefinition], gross: Decimal) -> Vec<CardPrice> {
    let home = |price: &&PriceDefinition| price.kind == 2 && matches!(price.currency.as_str(), "" | Currency::PLN);
    let priced = definitions.iter().find(home).map(|price| price.number);
    let value = |number| if priced == Some(number) { gross } else { Decimal::ZERO };
    definitions.iter().map(|one| CardPrice { value: value(one.number), definition: one.clone() }).collect()
}

/// The default price of a new card: the first one counted from gross, as shops sell; else the last one.
fn default_price(definitions: &[PriceDefinition]) -> i64 {
    definitions.iter().find(|price| price.kind == 2).or(definitions.last()).map_or(1, |price| price.number)
}

/// The unit price with VAT, in złoty.
fn gross_price(from: &Ingredients<'_>, line: &Line) -> Decimal {
    match from.document.counted_from {
        CountedFrom::Gross => line.price,
        CountedFrom::Net => line.price + line.rate.vat_on_net(line.price),
    }
}

/// The rate of the settings for goods, else the line's. A card has a rate of Poland, which a line under OSS does not
/// know.
fn rate(from: &Ingredients<'_>, line: &Line, goods: bool) -> Result<VatRate, Problem> {
    let written = &from.settings.products.card.vat;
    if goods && !written.is_empty() {
        return VatRate::parse(written).map_err(|_| Problem::error(Imp044 { text: written.into() }));
    }
    if from.document.oss {
        let code = line.code.as_str().into();
        return Err(Problem::error(Imp045 { code, rate: line.rate.to_string().into() }).at_position(line.position));
    }
    Ok(line.rate)
}
