//! How the rows of a document are written: everything in one transaction, or nothing.
//!
//! 1. each row is checked against the columns;
//! 2. begin; the key is looked for: a document that has it ends the work;
//! 3. the contractor's card, the product cards with their rows;
//! 4. the number: highest of the pattern + 1; the header;
//! 5. lines, VAT rows, attributes;
//! 6. the full number is read back from the base; commit.
//!
//! When the number is taken meanwhile (Optima's own clients number at the same time, section 4), the whole
//! transaction is begun anew with the next one.

use std::collections::BTreeMap;

use super::super::check;
use super::super::error::{OptimaError, Refusal};
use super::super::tables;
use super::engine::{Engine, InsertError, Writer};
use super::existing::find;
use super::insert::{Ids, insert};
use super::lookups;
use super::search::Search;
use crate::core::plan::{Applied, WrittenDocument};
use crate::optima::rows::{ContractorRows, Row, RowPlan, Shape, Value};

/// How many numbers are tried. Each try means that somebody saved a document of the same kind within the same
/// few milliseconds; twenty in a row mean that something else is wrong.
pub const NUMBER_TRIES: u32 = 20;

/// What a try came to.
enum Tried {
    Done(Applied),
    NumberTaken(i64),
}

/// Writes the plan. On any error nothing is written, but see [`OptimaError::CommitUnknown`].
pub async fn apply(engine: &mut impl Writer, shape: &Shape, plan: &RowPlan) -> Result<Applied, OptimaError> {
    check::plan(shape, plan)?;
    let mut at_least = 1;
    for retries in 0..NUMBER_TRIES {
        let tried = match transaction(engine, shape, plan, at_least, retries).await {
            Ok(tried) => tried,
            Err(error) => {
                engine.rollback().await;
                return Err(error);
            }
        };
        match tried {
            Tried::Done(applied) => return Ok(applied),
            Tried::NumberTaken(number) => at_least = number.saturating_add(1),
        }
    }
    Err(OptimaError::NumberExhausted { pattern: plan.number.clone(), tried: NUMBER_TRIES })
}

async fn transaction(
    engine: &mut impl Writer,
    shape: &Shape,
    plan: &RowPlan,
    at_least: i64,
    retries: u32,
) -> Result<Tried, OptimaError> {
    engine.begin().await?;
    if let Some(document) = find(engine, plan.key).await? {
        engine.rollback().await;
        return Ok(Tried::Done(Applied::AlreadyThere(document)));
    }
    let mut rows = BTreeMap::new();
    let mut ids = Ids::default();
    let contractor = write_contractor(engine, shape, plan, &mut ids, &mut rows).await?;
    write_products(engine, shape, plan, &mut ids, &mut rows).await?;

    let highest = engine.select(&engine.search(Search::HighestNumber { pattern: &plan.number })).await?;
    let highest = highest.first().map(|row| row.optional("TrN_NumerNr")).transpose()?.flatten().unwrap_or(0);
    let number = highest.saturating_add(1).max(at_least);
    ids.number = Some(number);
    let header = match write(engine, shape, &plan.header, &ids, &mut rows).await {
        Ok(id) => id,
        Err(InsertError::Duplicate { index }) if index == "TrNGUID" => {
            engine.rollback().await;
            let document = find(engine, plan.key).await?;
            return document
                .map(|document| Tried::Done(Applied::AlreadyThere(document)))
                .ok_or_else(|| duplicate(&plan.header, index));
        }
        Err(InsertError::Duplicate { index }) if index.starts_with("TrNNumer") || index == "TrNTypNUmer" => {
            engine.rollback().await;
            return Ok(Tried::NumberTaken(number));
        }
        Err(error) => return Err(explain(engine, &plan.header, &ids, error).await),
    };
    ids.header = Some(header);
    for row in plan.lines.iter().chain(&plan.vat).chain(&plan.attributes) {
        write_plain(engine, shape, row, &ids, &mut rows).await?;
    }

    let stored = engine.select(&lookups::document_number(header)).await?;
    let full_number = stored.first().map(|row| row.text("TrN_NumerPelny")).transpose()?.unwrap_or_default();
    engine.commit(plan.key).await?;
    Ok(Tried::Done(Applied::Imported(WrittenDocument {
        id: header,
        number: full_number,
        contractor,
        rows,
        number_retries: retries,
        notes: Vec::new(),
    })))
}

async fn write_contractor(
    engine: &mut impl Writer,
    shape: &Shape,
    plan: &RowPlan,
    ids: &mut Ids,
    rows: &mut BTreeMap<String, u32>,
) -> Result<i64, OptimaError> {
    let id = match &plan.contractor {
        ContractorRows::Existing { id, .. } => *id,
        ContractorRows::New { code, row } => match write(engine, shape, row, ids, rows).await {
            Ok(id) => id,
            // KntKod, KntGrupKod or KntGUID: in each case somebody made this card meanwhile.
            Err(InsertError::Duplicate { .. }) => return Err(OptimaError::ContractorTaken { code: code.clone() }),
            Err(error) => return Err(explain(engine, row, ids, error).await),
        },
    };
    ids.contractor = Some(id);
    Ok(id)
}

async fn write_products(
    engine: &mut impl Writer,
    shape: &Shape,
    plan: &RowPlan,
    ids: &mut Ids,
    rows: &mut BTreeMap<String, u32>,
) -> Result<(), OptimaError> {
    for product in &plan.products {
        let id = match write(engine, shape, &product.card, ids, rows).await {
            Ok(id) => id,
            Err(InsertError::Duplicate { index }) if index == "TwrKod" => {
                return Err(OptimaError::ProductTaken { code: product.code.clone() });
            }
            Err(error) => return Err(explain(engine, &product.card, ids, error).await),
        };
        ids.products.push(id);
        for row in &product.rows {
            write_plain(engine, shape, row, ids, rows).await?;
        }
    }
    Ok(())
}

/// One row; its identity.
async fn write(
    engine: &mut impl Writer,
    shape: &Shape,
    row: &Row,
    ids: &Ids,
    rows: &mut BTreeMap<String, u32>,
) -> Result<i64, InsertError> {
    let id = engine.insert(&insert(shape, row, ids)?).await?;
    *rows.entry(row.table.to_owned()).or_default() += 1;
    Ok(id)
}

/// One row whose refusals mean nothing in particular.
async fn write_plain(
    engine: &mut impl Writer,
    shape: &Shape,
    row: &Row,
    ids: &Ids,
    rows: &mut BTreeMap<String, u32>,
) -> Result<(), OptimaError> {
    match write(engine, shape, row, ids, rows).await {
        Ok(_) => Ok(()),
        Err(error) => Err(explain(engine, row, ids, error).await),
    }
}

/// What a unique index that holds the row's values already means for people.
pub fn duplicate(row: &Row, index: String) -> OptimaError {
    let table = tables::table(row.table);
    let unique = table.and_then(|table| table.unique.iter().find(|unique| unique.name == index));
    let columns = unique.map(|unique| unique.columns.join(", ")).unwrap_or_default();
    OptimaError::refused(row.table, &columns, Refusal::Duplicate { index })
}

async fn explain(engine: &mut impl Writer, row: &Row, ids: &Ids, error: InsertError) -> OptimaError {
    match error {
        InsertError::Other(error) => error,
        InsertError::Duplicate { index } => duplicate(row, index),
        InsertError::NoSuchRow => dangling(engine, row, ids).await,
    }
}

/// Which foreign key of the row points nowhere: neither engine says it in words that can be relied on.
pub async fn dangling(engine: &mut impl Engine, row: &Row, ids: &Ids) -> OptimaError {
    for foreign in tables::table(row.table).map_or(&[][..], |table| table.foreign) {
        let id = match row.get(foreign.column) {
            Some(Value::Int(id)) => Some(*id),
            Some(Value::HeaderId) => ids.header,
            Some(Value::ContractorId) => ids.contractor,
            Some(Value::ProductId(place)) => ids.products.get(*place).copied(),
            _ => None,
        };
        let Some(id) = id else { continue };
        match engine.select(&lookups::exists(foreign.table, foreign.key, id)).await {
            Ok(found) if found.is_empty() => {
                let parent = foreign.table.to_owned();
                return OptimaError::refused(row.table, foreign.column, Refusal::NoSuchRow { parent });
            }
            Ok(_) => {}
            Err(error) => return error,
        }
    }
    OptimaError::refused(row.table, "", Refusal::NoSuchRow { parent: String::new() })
}
