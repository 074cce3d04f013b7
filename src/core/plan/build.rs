//! Document + what the base holds → the rows to write.

use jiff::Span;
use jiff::civil::Date;
use uuid::Uuid;

use super::lines::{NewCard, Product};
use super::new_card::{self, new_card};
use super::numbering::{self, Members, SchemeError};
use super::{ContractorPlan, ImportPlan, NewProduct, NumberPlan, ProductCard, Row, Shape, Snapshot, Value, Wanted};
use super::{cards, fit, header, lines, payer, wanted};
use crate::core::document::{Document, Line};
use crate::core::foreign::{self, Abroad};
use crate::core::matching;
use crate::core::message::Message;
use crate::core::message::text::{
    CardGoods, CardService, Imp004, Imp005, Imp006, Imp007, Imp008, Imp009, Imp015, Imp020, Imp021, Imp022, Imp025,
    Imp027, Imp028, Imp039, Imp040, Imp042, Imp060,
};
use crate::core::money::amount_text;
use crate::core::problem::Problem;
use crate::core::settings::Settings;
use crate::core::vat::VatRow;

/// What a plan is made of.
#[derive(Clone, Copy)]
pub struct Ingredients<'a> {
    /// The document, accepted ([`super::accept`]).
    pub document: &'a Document,
    /// Its key.
    pub key: Uuid,
    /// What was looked up.
    pub wanted: &'a Wanted,
    /// What was found.
    pub snapshot: &'a Snapshot,
    /// The base's columns.
    pub shape: &'a Shape,
    /// The user's policies.
    pub settings: &'a Settings,
}

/// Makes the plan.
///
/// # Errors
/// Every reason at once why the document cannot be written; nothing is guessed instead.
pub fn plan(from: Ingredients<'_>) -> Result<ImportPlan, Vec<Problem>> {
    let mut problems = Vec::new();
    let Some(abroad) = foreign::amounts(from.document) else {
        return Err(vec![Problem::error(Imp042 {
            gross: String::new().into(),
            currency: from.document.currency.symbol.as_str().into(),
            pln: amount_text(from.document.gross).into(),
        })]);
    };
    let mut errors = requirements(&from, &mut problems);
    let number = number(&from).map_err(|problem| errors.push(problem)).ok();
    let contractor = payer::contractor(&from, &mut problems).map_err(|problem| errors.push(problem)).ok();
    let products = products(&from, &abroad, &mut problems).map_err(|mut more| errors.append(&mut more)).ok();
    let (Some(number), Some(contractor), Some((lines, new_products)), []) =
        (number, contractor, products, errors.as_slice())
    else {
        return Err(errors);
    };
    let header = header(&from, &abroad, &number, &contractor);
    let vat = vat(from.document, &abroad);
    let attributes = attributes(&from, &mut problems);
    let plan = ImportPlan {
        key: from.key,
        number,
        contractor,
        products: new_products,
        header,
        lines,
        vat,
        attributes,
        decisions: problems,
    };
    fit_plan(plan, from.shape)
}

/// Definition, warehouse, payment form: what must be there. Category: what may be missing.
fn requirements(from: &Ingredients<'_>, problems: &mut Vec<Problem>) -> Vec<Problem> {
    let Ingredients { wanted, snapshot, settings, .. } = from;
    let mut errors = Vec::new();
    match &snapshot.definition {
        None => errors
            .push(Problem::error(Imp004 { symbol: wanted.definition.as_str().into(), class: wanted.class.into() })),
        Some(found) if found.inactive => errors.push(Problem::error(Imp005 { symbol: found.symbol.as_str().into() })),
        Some(_) => {}
    }
    match &snapshot.warehouse {
        None => errors.push(Problem::error(Imp006 { symbol: wanted.warehouse.as_str().into() })),
        Some(found) if found.inactive => errors.push(Problem::error(Imp007 { symbol: found.symbol.as_str().into() })),
        Some(_) => {}
    }
    match &snapshot.payment_form {
        None => errors.push(Problem::error(Imp008 { form: wanted.payment_form.as_str().into() })),
        Some(found) if found.inactive => errors.push(Problem::error(Imp009 { form: found.name.as_str().into() })),
        Some(_) => {}
    }
    if !wanted.category.is_empty() && snapshot.category.is_none() {
        problems.push(Problem::warning(Imp027 { code: wanted.category.as_str().into() }));
    }
    if !wanted.product_group.is_empty() && snapshot.product_group.is_none() && settings.products.create {
        errors.push(Problem::error(Imp028 { group: wanted.product_group.as_str().into() }));
    }
    errors
}

fn number(from: &Ingredients<'_>) -> Result<NumberPlan, Problem> {
    let Some(definition) = &from.snapshot.definition else {
        return Err(Problem::error(Imp004 {
            symbol: from.wanted.definition.as_str().into(),
            class: from.wanted.class.into(),
        }));
    };
    let origin_series = from.document.origin.as_ref().map_or("", |origin| origin.series.as_str());
    let policy_series = wanted::policy(from.document, from.settings).series.as_str();
    let warehouse = from.snapshot.warehouse.as_ref();
    let warehouse_series = warehouse.map_or("", |warehouse| warehouse.series.as_str());
    let series = [origin_series, policy_series, warehouse_series].into_iter().find(|s| !s.is_empty());
    let members = Members {
        symbol: &definition.symbol,
        date: from.document.date,
        series: series.unwrap_or_default(),
        warehouse: warehouse.map_or("", |warehouse| warehouse.symbol.as_str()),
    };
    let scheme = definition.scheme.as_str();
    let pattern = numbering::resolve(scheme, members).map_err(|error| {
        Problem::error(match error {
            SchemeError::TooLong(text) => crate::core::message::Message::from(Imp022 { number: text.into() }),
            SchemeError::NoSeries => Imp039 { symbol: definition.symbol.as_str().into(), scheme: scheme.into() }.into(),
            SchemeError::Unknown(_) | SchemeError::NoNumber => {
                Imp021 { symbol: definition.symbol.as_str().into(), scheme: scheme.into() }.into()
            }
        })
    })?;
    if let Some(latest) = &from.snapshot.latest {
        numbering::check(scheme, &definition.symbol, latest).map_err(|made| {
            Problem::error(Imp060 {
                symbol: definition.symbol.as_str().into(),
                scheme: scheme.into(),
                number: latest.number.as_str().into(),
                found: latest.pattern.as_str().into(),
                made: made.into(),
            })
        })?;
    }
    Ok(NumberPlan { pattern, class: from.document.kind.class })
}

/// The VAT table, in złoty and in the currency. Files may have their rows in any order.
fn vat(document: &Document, abroad: &Abroad) -> Vec<Row> {
    let own = |row: &VatRow| abroad.table.iter().find(|other| other.rate == row.rate).unwrap_or(row).clone();
    document.vat_table.iter().map(|row| lines::vat_row(row, &own(row))).collect()
}

/// The lines with their cards; a card that is missing is made if the user switched that on. Two lines of one
/// new code share one new card.
fn products(
    from: &Ingredients<'_>,
    abroad: &Abroad,
    problems: &mut Vec<Problem>,
) -> Result<(Vec<Row>, Vec<NewProduct>), Vec<Problem>> {
    let document = from.document;
    let mut rows = Vec::with_capacity(document.lines.len());
    let mut made: Vec<(NewCard, NewProduct)> = Vec::new();
    let mut errors = Vec::new();
    for (line, own) in document.lines.iter().zip(&abroad.lines) {
        match found(from, line) {
            Err(problem) => errors.push(problem),
            Ok(Some(card)) => {
                // Under OSS the line has the rate of another country, and has to.
                if !document.oss && card.rate.is_some_and(|rate| rate != line.rate) {
                    problems.push(rate_differs(line.position, &card.code, card.rate, line.rate));
                }
                rows.push(lines::row(document, line, own, &Product::Card(card), from.snapshot));
            }
            Ok(None) if !from.settings.products.create => errors.push(matching::no_card(line)),
            Ok(None) => match new_card(from, line) {
                Err(problem) => errors.push(problem),
                Ok(card) => {
                    let index = made.iter().position(|(known, _)| matching::same_code(&known.code, &card.code));
                    let index = index.unwrap_or_else(|| {
                        problems.push(made_card(&card, from).at_position(line.position));
                        let product = cards::product(line, &card, made.len(), from.snapshot);
                        made.push((card, product));
                        made.len() - 1
                    });
                    if let Some((card, _)) = made.get(index) {
                        rows.push(lines::row(document, line, own, &Product::New(index, card), from.snapshot));
                    }
                }
            },
        }
    }
    if errors.is_empty() { Ok((rows, made.into_iter().map(|(_, product)| product).collect())) } else { Err(errors) }
}

/// The card of a line; also one that an earlier document made by the template of codes.
fn found<'a>(from: &Ingredients<'a>, line: &Line) -> Result<Option<&'a ProductCard>, Problem> {
    if let Some((card, _)) = matching::product(line, &from.snapshot.cards)? {
        return Ok(Some(card));
    }
    if !from.settings.products.create {
        return Ok(None);
    }
    let made = Line { code: new_card::code(from, line)?, ..line.clone() };
    Ok(matching::product(&made, &from.snapshot.cards)?.map(|(card, _)| card))
}

/// What the receipt says of a new card: everything that was decided about it.
fn made_card(card: &NewCard, from: &Ingredients<'_>) -> Problem {
    let group = &from.settings.products.card.group;
    Problem::warning(Imp025 {
        code: card.code.as_str().into(),
        name: card.name.as_str().into(),
        rate: card.rate.to_string().into(),
        unit: card.unit.as_str().into(),
        group: if group.is_empty() { "Grupa Główna".into() } else { group.into() },
        ean: if card.ean.is_empty() { "-".into() } else { card.ean.as_str().into() },
        catalogue: if card.catalogue_number.is_empty() { "-".into() } else { card.catalogue_number.as_str().into() },
        price: amount_text(card.price).into(),
        kind: if card.goods { Message::from(CardGoods) } else { Message::from(CardService) }.into(),
    })
}

fn rate_differs(
    position: u32,
    code: &str,
    card: Option<crate::core::vat::VatRate>,
    line: crate::core::vat::VatRate,
) -> Problem {
    Problem::warning(Imp020 {
        code: code.into(),
        card: card.map(|rate| rate.to_string()).unwrap_or_default().into(),
        line: line.to_string().into(),
    })
    .at_position(position)
}

fn header(from: &Ingredients<'_>, abroad: &Abroad, number: &NumberPlan, contractor: &ContractorPlan) -> Row {
    let document = from.document;
    let consumer = match contractor {
        ContractorPlan::Existing { id, .. } => from
            .snapshot
            .contractors
            .iter()
            .find(|card| card.id == *id)
            .map_or_else(|| cards::is_consumer(document), |card| card.consumer),
        ContractorPlan::New { .. } => cards::is_consumer(document),
    };
    let form_days = from.snapshot.payment_form.as_ref().map_or(0, |form| form.days);
    let parts = header::Parts {
        key: from.key,
        snapshot: from.snapshot,
        number,
        consumer,
        abroad,
        due: document.payment_due.unwrap_or_else(|| later(document.date, form_days)),
        reserved_until: document
            .origin
            .as_ref()
            .and_then(|origin| origin.reserved_until)
            .unwrap_or_else(|| later(document.issue_date, 0)),
        foreign_number: &from.wanted.foreign_number,
        description: own_description(&document.description),
    };
    header::row(document, &parts)
}

fn later(date: Date, days: i64) -> Date {
    date.checked_add(Span::new().days(days.clamp(0, 3650))).unwrap_or(date)
}

/// `OPIS` without the first line that Optima itself puts there at export, `Dok.: NUMBER (type)`.
fn own_description(description: &str) -> &str {
    let first = description.lines().next().unwrap_or_default();
    if first.starts_with("Dok.: ") && first.trim_end().ends_with(')') {
        description.get(first.len()..).unwrap_or_default().trim_start_matches(['\r', '\n'])
    } else {
        description
    }
}

fn attributes(from: &Ingredients<'_>, problems: &mut Vec<Problem>) -> Vec<Row> {
    let Some(origin) = &from.document.origin else { return Vec::new() };
    let mut rows = Vec::new();
    for (code, value) in &origin.attributes {
        match from.snapshot.attributes.iter().find(|(known, _)| matching::same_code(known, code)) {
            Some((known, id)) => rows.push(
                Row::new("DokAtrybuty")
                    .with("DAt_Kod", known.as_str())
                    .with("DAt_DeAId", *id)
                    .with("DAt_WartoscTxt", value.as_str())
                    .with("DAt_TrNId", Value::HeaderId),
            ),
            None => problems.push(Problem::warning(Imp015 { code: code.as_str().into() })),
        }
    }
    rows
}

/// Every row made to fit its table.
fn fit_plan(plan: ImportPlan, shape: &Shape) -> Result<ImportPlan, Vec<Problem>> {
    let ImportPlan { key, number, contractor, products, header, lines, vat, attributes, decisions: mut notes } = plan;
    let mut errors = Vec::new();
    let mut fit_one = |row: Row, known: &[&str]| {
        let table = row.table;
        fit::fit(row, known, shape, &mut notes)
            .map_err(|problem| errors.push(problem))
            .unwrap_or_else(|()| Row::new(table))
    };
    let contractor = match contractor {
        ContractorPlan::New { code, row } => ContractorPlan::New { code, row: fit_one(row, &cards::EMPTY_CONTRACTOR) },
        existing @ ContractorPlan::Existing { .. } => existing,
    };
    let products = products
        .into_iter()
        .map(|product| NewProduct {
            code: product.code,
            card: fit_one(product.card, &cards::EMPTY_PRODUCT),
            rows: product.rows.into_iter().map(|row| fit_one(row, &[])).collect(),
        })
        .collect();
    let header = fit_one(header, &header::EMPTY);
    let lines = lines.into_iter().map(|row| fit_one(row, &lines::EMPTY)).collect();
    let vat = vat.into_iter().map(|row| fit_one(row, &[])).collect();
    let attributes = attributes.into_iter().map(|row| fit_one(row, &[])).collect();
    dedupe(&mut notes);
    if errors.is_empty() {
        Ok(ImportPlan { key, number, contractor, products, header, lines, vat, attributes, decisions: notes })
    } else {
        dedupe(&mut errors);
        Err(errors)
    }
}

/// A column that every line fills the same way is said once.
fn dedupe(problems: &mut Vec<Problem>) {
    let mut seen: Vec<Problem> = Vec::new();
    problems.retain(|problem| {
        let fresh = !seen.contains(problem);
        if fresh {
            seen.push(problem.clone());
        }
        fresh
    });
}

/// The refusal for a document that another hand brought in already, for the receipt of the duplicate.
#[must_use]
pub fn already_there(number: &str, by_key: bool) -> Problem {
    if by_key {
        Problem::note(Imp040 { number: number.into() })
    } else {
        Problem::warning(crate::core::message::text::Imp031 { number: number.into() })
    }
}
