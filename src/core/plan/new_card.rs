//! The card that a line asks for, by `[products.card]` (`reference/requirements.md` R-F8).

use rust_decimal::Decimal;

use super::build::Ingredients;
use super::intent::{CardPrice, NewCard};
use super::{PriceDefinition, ProductCard, wanted};
use crate::core::document::{CountedFrom, Line, LineRole, OriginLine};
use crate::core::matching;
use crate::core::message::text::{Imp028, Imp043, Imp044, Imp045, Imp072, Imp079};
use crate::core::money::Currency;
use crate::core::problem::Problem;
use crate::core::settings::{CardKind, SERVICE_UNIT};
use crate::core::template;
use crate::core::text;
use crate::core::vat::VatRate;

/// Does the user want a card made where the line's is missing?
pub fn is_made(from: &Ingredients<'_>, line: &Line, source: Option<&OriginLine>) -> bool {
    let settings = from.settings;
    if is_goods(from, line, source) { settings.products.create } else { settings.services.create }
}

/// The card of a service: by its code alone, which the user wrote.
///
/// # Errors
/// It is inactive.
pub fn service<'a>(from: &Ingredients<'a>, line: &Line) -> Result<Option<&'a ProductCard>, Problem> {
    match from.snapshot.cards.iter().find(|card| matching::same_code(&card.code, &line.code)) {
        Some(card) if card.inactive => {
            Err(Problem::error(Imp079 { code: card.code.as_str().into() }).at_position(line.position))
        }
        card => Ok(card),
    }
}

/// The catalogue number that the line's card has, or would have.
pub fn catalogue_number(from: &Ingredients<'_>, line: &Line, source: Option<&OriginLine>) -> String {
    if line.catalogue_number.is_empty() && is_goods(from, line, source) {
        template::catalogue_number(&from.settings.products.card, wanted::values(line, source))
    } else {
        line.catalogue_number.clone()
    }
}

/// Does the template give this line a code that other goods may have?
pub fn is_vague(from: &Ingredients<'_>, line: &Line, source: Option<&OriginLine>) -> bool {
    is_goods(from, line, source) && template::is_vague(&from.settings.products.card.code, wanted::values(line, source))
}

/// The refusal for a line without a card. A service is not found in `products.csv` and has no EAN.
pub fn missing(from: &Ingredients<'_>, line: &Line, source: Option<&OriginLine>) -> Problem {
    if is_goods(from, line, source) {
        return matching::no_card(line);
    }
    let (code, name) = (line.code.as_str().into(), line.name.as_str().into());
    Problem::error(Imp072 { code, name }).at_position(line.position)
}

/// The code that the line's card has, or would have.
///
/// # Errors
/// The template gives nothing, nothing that is the line's own, or a code that Optima cannot keep.
pub fn code(from: &Ingredients<'_>, line: &Line, source: Option<&OriginLine>) -> Result<String, Problem> {
    // A service keeps the code that the user gave it; the template is for offers.
    let made = if is_goods(from, line, source) {
        template::code(&from.settings.products.card.code, wanted::values(line, source))
    } else {
        let own = line.code.trim().to_owned();
        if own.is_empty() || text::code_fault(&own).is_some() { Err(own) } else { Ok(own) }
    };
    made.map_err(|code| {
        Problem::error(Imp043 { own: line.code.as_str().into(), code: code.into() }).at_position(line.position)
    })
}

/// What a file of another hand says of no line, the settings may know of its code.
pub fn is_goods(from: &Ingredients<'_>, line: &Line, source: Option<&OriginLine>) -> bool {
    let settings = from.settings;
    let services = [&settings.delivery.default_service, &settings.services.deposit, &settings.services.additional];
    source.map_or_else(
        || !services.into_iter().any(|code| !code.is_empty() && matching::same_code(code, &line.code)),
        |origin| origin.role == LineRole::Goods,
    )
}

/// The card of a line; `source`: what is known of it besides.
///
/// # Errors
/// The code, the rate of the settings, or no rate of Poland for a line that has another country's.
pub fn new_card(from: &Ingredients<'_>, line: &Line, source: Option<&OriginLine>) -> Result<NewCard, Problem> {
    let rules = &from.settings.products.card;
    let goods = is_goods(from, line, source);
    let code = code(from, line, source)?;
    let wanted_group = &from.wanted.product_group;
    if goods && !wanted_group.is_empty() && from.snapshot.product_group.is_none() {
        return Err(Problem::error(Imp028 { group: wanted_group.as_str().into() }));
    }
    let name = Some(template::fill(&rules.name, wanted::values(line, source)))
        .filter(|name| goods && !name.is_empty())
        .unwrap_or_else(|| line.name.clone());
    let unit = match line.unit.trim() {
        "" if goods => rules.unit(),
        "" => SERVICE_UNIT,
        unit => unit,
    };
    let catalogue_number = catalogue_number(from, line, source);
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
        // Services stand in the main group: the rule is for goods.
        group: from.snapshot.product_group.filter(|_| goods),
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
    if from.document.is_under_oss() {
        let code = line.code.as_str().into();
        return Err(Problem::error(Imp045 { code, rate: line.rate.to_string().into() }).at_position(line.position));
    }
    Ok(line.rate)
}
