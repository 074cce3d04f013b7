//! A look at a base: what it has of what settings and tables name.

use std::collections::BTreeSet;

use super::super::error::OptimaError;
use super::engine::Engine;
use super::lookup::{definition, latest_number, payment_form, warehouse};
use super::lookups::{self, MAX_PARAMS};
use super::reads::{missing, unknown};
use super::search::Search;
use crate::core::inspection::{FoundDefinition, Inspection, Named, UnknownColumn};
use crate::optima::rows::{Shape, pattern};

/// What only new cards of products take.
const NEW_CARDS: &str = "TwrGrupy";

/// Fills in everything that is asked alike on every engine.
pub async fn inspect(
    engine: &mut impl Engine,
    shape: &Shape,
    named: &Named,
    mut found: Inspection,
) -> Result<Inspection, OptimaError> {
    // A table that may not be read, or that nobody asked to be read, shows no columns, and is there.
    let is_hidden = |table: &str| {
        found.missing_rights.iter().any(|(right, hidden)| right == "SELECT" && hidden == table)
            || found.missing_for_reports.iter().any(|(_, hidden)| hidden == table)
            || (table == NEW_CARDS && !named.creates)
    };
    let mut lacking = missing(shape);
    lacking
        .retain(|column| !column.split('.').nth(1).is_some_and(is_hidden) && !found.missing_columns.contains(column));
    found.missing_columns.append(&mut lacking);
    found.unknown_columns = unknown_columns(shape);
    if !found.is_readable() {
        return Ok(found);
    }
    let facts = engine.select(&lookups::release()).await?;
    found.release = facts.first().map(|row| row.text("SYS_Wartosc")).transpose()?.unwrap_or_default();
    for key in &named.definitions {
        let rows = engine.select(&lookups::definition(i64::from(key.0), &key.1)).await?;
        let Some(definition) = rows.first().map(definition).transpose()? else { continue };
        let newest = engine.select(&engine.search(Search::Latest { definition: definition.id })).await?;
        let latest = newest.first().map(latest_number).transpose()?;
        found.definitions.insert(key.clone(), FoundDefinition { definition, latest });
    }
    for symbol in &named.warehouses {
        if let Some(row) = engine.select(&lookups::warehouse(symbol)).await?.first() {
            found.warehouses.insert(symbol.clone(), warehouse(row)?);
        }
    }
    for name in &named.payment_forms {
        if let Some(row) = engine.select(&lookups::payment_form(name)).await?.first() {
            found.payment_forms.insert(name.clone(), payment_form(row)?);
        }
    }
    for code in &named.categories {
        if !engine.select(&lookups::category(code)).await?.is_empty() {
            found.categories.insert(code.clone());
        }
    }
    for code in &named.product_groups {
        if !engine.select(&lookups::product_group(code)).await?.is_empty() {
            found.product_groups.insert(code.clone());
        }
    }
    for name in &named.contractor_groups {
        if !engine.select(&engine.search(Search::ContractorGroup(name))).await?.is_empty() {
            found.contractor_groups.insert(name.clone());
        }
    }
    let codes: Vec<String> = named.attributes.iter().cloned().collect();
    for row in engine.select(&lookups::attributes(&codes)).await? {
        keep(&named.attributes, &row.text("DeA_Kod")?, &mut found.attributes);
    }
    let codes: Vec<String> = named.cards.iter().cloned().collect();
    for chunk in codes.chunks(MAX_PARAMS) {
        for row in engine.select(&lookups::card_codes(chunk)).await? {
            let code = row.text("Twr_Kod")?;
            keep(&named.cards, &code, &mut found.cards);
            if row.int("Twr_Typ")? == 1 {
                keep(&named.cards, &code, &mut found.goods);
            }
        }
    }
    Ok(found)
}

fn unknown_columns(shape: &Shape) -> Vec<UnknownColumn> {
    let told = |(table, name): (String, String)| {
        let filled = pattern::value(shape, &table, &name).is_some();
        UnknownColumn { column: format!("CDN.{table}.{name}"), filled }
    };
    unknown(shape).into_iter().map(told).collect()
}

/// Keeps the names that this code of the base answers; it may differ in case.
fn keep(named: &BTreeSet<String>, code: &str, found: &mut BTreeSet<String>) {
    let plain = |text: &str| text.trim_end().to_lowercase();
    found.extend(named.iter().filter(|name| plain(name) == plain(code)).cloned());
}
