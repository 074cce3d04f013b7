//! Document + what the base holds → the rows to write.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use uuid::Uuid;

use super::lines::{NewCard, Product};
use super::new_card::{self, new_card};
use super::numbering::{self, Members, SchemeError};
use super::{
    Category, ContractorPlan, ImportPlan, NewProduct, NumberPlan, ProductCard, Row, Shape, Snapshot, Value, Wanted,
};
use super::{cards, fit, header, lines, payer, wanted};
use crate::core::document::{Document, Line, Origin, OriginLine};
use crate::core::foreign::{self, Abroad};
use crate::core::matching::{self, Products};
use crate::core::message::Message;
use crate::core::message::text::{
    CardGoods, CardService, Imp004, Imp005, Imp006, Imp007, Imp008, Imp009, Imp015, Imp020, Imp021, Imp022, Imp025,
    Imp027, Imp028, Imp039, Imp040, Imp042, Imp060, Imp061,
};
use crate::core::money::amount_text;
use crate::core::problem::{Problem, Problems};
use crate::core::settings::Settings;
use crate::core::vat::{VatRate, VatRow};

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
    let mut problems = Problems::default();
    let Some(abroad) = foreign::amounts(from.document) else {
        return Err(vec![Problem::error(Imp042 {
            gross: String::new().into(),
            currency: from.document.currency.symbol.as_str().into(),
            pln: amount_text(from.document.gross).into(),
        })]);
    };
    if let Some(difference) = from.document.origin.as_ref().and_then(|origin| origin.difference.as_deref()) {
        problems.push(Problem::note(Imp061 { difference: difference.into() }));
    }
    let mut errors = requirements(&from, &mut problems);
    let number = number(&from).map_err(|problem| errors.push(problem)).ok();
    let mut of_payer = Vec::new();
    let contractor = payer::contractor(&from, &mut of_payer).map_err(|problem| errors.push(problem)).ok();
    for problem in of_payer {
        problems.push_new(problem);
    }
    let (lines, new_products) = products(&from, &abroad, &mut problems, &mut errors);
    let (Some(number), Some(contractor), 0) = (number, contractor, errors.count()) else {
        return Err(errors.into_vec());
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
        decisions: Vec::new(),
    };
    fit_plan(plan, problems, from.shape)
}

/// Definition, warehouse, payment form: what must be there. Category: what may be missing.
fn requirements(from: &Ingredients<'_>, problems: &mut Problems) -> Problems {
    let Ingredients { wanted, snapshot, settings, .. } = from;
    let mut errors = Problems::default();
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
    let own: BTreeMap<VatRate, &VatRow> = abroad.table.iter().rev().map(|row| (row.rate, row)).collect();
    document.vat_table.iter().map(|row| lines::vat_row(row, own.get(&row.rate).copied().unwrap_or(row))).collect()
}

/// The lines with their cards; a card that is missing is made if the user switched that on. Two lines of one
/// new code share one new card.
fn products(
    from: &Ingredients<'_>,
    abroad: &Abroad,
    problems: &mut Problems,
    errors: &mut Problems,
) -> (Vec<Row>, Vec<NewProduct>) {
    let document = from.document;
    let cards = Products::new(&from.snapshot.cards);
    let sources = document.origin.as_ref().map(Origin::by_position).unwrap_or_default();
    let mut rows = Vec::with_capacity(document.lines.len());
    let mut made: Vec<(NewCard, NewProduct)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (line, own) in document.lines.iter().zip(&abroad.lines) {
        let source = sources.get(&line.position).copied();
        match found(from, &cards, line, source) {
            Err(problem) => errors.push(problem),
            Ok(Some(card)) => {
                // Under OSS the line has the rate of another country, and has to.
                if !document.oss && card.rate.is_some_and(|rate| rate != line.rate) {
                    problems.push(rate_differs(line.position, &card.code, card.rate, line.rate));
                }
                rows.push(lines::row(document, line, own, &Product::Card(card), from.snapshot));
            }
            Ok(None) if !from.settings.products.create => errors.push(matching::no_card(line)),
            Ok(None) => match new_card(from, line, source) {
                Err(problem) => errors.push(problem),
                Ok(card) => {
                    let index = *places.entry(matching::compared(&card.code)).or_insert_with(|| {
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
    (rows, made.into_iter().map(|(_, product)| product).collect())
}

/// The card of a line; also one that an earlier document made by the template of codes.
fn found<'a>(
    from: &Ingredients<'_>,
    cards: &Products<'a>,
    line: &Line,
    source: Option<&OriginLine>,
) -> Result<Option<&'a ProductCard>, Problem> {
    if let Some((card, _)) = cards.of(line)? {
        return Ok(Some(card));
    }
    if !from.settings.products.create {
        return Ok(None);
    }
    let made = Line { code: new_card::code(from, line, source)?, ..line.clone() };
    Ok(cards.of(&made)?.map(|(card, _)| card))
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
        category: category(from, contractor),
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

/// The document's category: that of the payer's card where the user wants it and it has one, else the document's own.
fn category(from: &Ingredients<'_>, contractor: &ContractorPlan) -> Option<Category> {
    let own = || from.snapshot.category.map(|id| Category { id, code: from.document.category_code.clone() });
    match contractor {
        ContractorPlan::Existing { id, .. } => from.snapshot.contractor_categories.get(id).cloned().or_else(own),
        ContractorPlan::New { .. } => own(),
    }
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

fn attributes(from: &Ingredients<'_>, problems: &mut Problems) -> Vec<Row> {
    let Some(origin) = &from.document.origin else { return Vec::new() };
    let known = from.snapshot.attributes.iter().rev().map(|known| (matching::compared(known.0), known));
    let known: BTreeMap<String, (&String, &i64)> = known.collect();
    let mut rows = Vec::new();
    for (code, value) in &origin.attributes {
        match known.get(&matching::compared(code)) {
            Some((known, id)) => rows.push(
                Row::new("DokAtrybuty")
                    .with("DAt_Kod", known.as_str())
                    .with("DAt_DeAId", **id)
                    .with("DAt_WartoscTxt", value.as_str())
                    .with("DAt_TrNId", Value::HeaderId),
            ),
            None => problems.push(Problem::warning(Imp015 { code: code.as_str().into() })),
        }
    }
    rows
}

/// Every row made to fit its table.
fn fit_plan(plan: ImportPlan, mut notes: Problems, shape: &Shape) -> Result<ImportPlan, Vec<Problem>> {
    let ImportPlan { key, number, contractor, products, header, lines, vat, attributes, .. } = plan;
    let mut errors = Problems::default();
    let mut fit_one = |row: Row, known: &[&str]| {
        let table = row.table;
        fit::fit(row, known, shape, &mut notes)
            .map_err(|problem| errors.push_new(problem))
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
    if errors.count() > 0 {
        return Err(errors.into_vec());
    }
    let decisions = notes.into_vec();
    Ok(ImportPlan { key, number, contractor, products, header, lines, vat, attributes, decisions })
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
