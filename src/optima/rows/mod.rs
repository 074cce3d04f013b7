//! An intent as rows of Optima's tables, for the engines that take SQL: which column holds what, what a base of another
//! release has or lacks, and what the pattern document knows better. The columns stand here and in what reads them
//! ([`super::sql`], [`super::tables`]), and nowhere above.

mod address;
mod cards;
mod fit;
mod header;
mod lines;
pub mod pattern;
mod row;
mod shape;
#[cfg(test)]
mod tests;

pub use row::{Cell, Row, Value};
pub use shape::{Column, ColumnKind, Pattern, Shape, column_from};

use std::sync::Arc;

use uuid::Uuid;

use super::error::OptimaError;
use crate::core::plan::intent::{IntentAttribute, PayerCard};
use crate::core::plan::{Applied, Intent, Rehearsal, WrittenDocument};
use crate::core::problem::{Problem, Problems};

/// All rows of one document. Written in one transaction or not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct RowPlan {
    /// `TrN_ImportRowId`; Optima's unique index `TrNGUID` on it refuses a second document.
    pub key: Uuid,
    /// `TrN_NumerString`: the number is `MAX(TrN_NumerNr) + 1` among the rows that have the same, found inside the
    /// transaction.
    pub number: String,
    /// Who pays.
    pub contractor: ContractorRows,
    /// New product cards, in the order that [`Value::ProductId`] counts them.
    pub products: Vec<ProductRows>,
    /// `CDN.TraNag`.
    pub header: Row,
    /// `CDN.TraElem`, by `TrE_Lp`.
    pub lines: Vec<Row>,
    /// `CDN.TraVat`, one per rate.
    pub vat: Vec<Row>,
    /// `CDN.DokAtrybuty`.
    pub attributes: Vec<Row>,
}

impl RowPlan {
    /// The rows in the order of writing.
    pub fn all(&self) -> impl Iterator<Item = &Row> {
        let contractor = match &self.contractor {
            ContractorRows::New { row, .. } => Some(row),
            ContractorRows::Existing { .. } => None,
        };
        let products = self.products.iter().flat_map(|product| std::iter::once(&product.card).chain(&product.rows));
        let rest = self.lines.iter().chain(&self.vat).chain(&self.attributes);
        contractor.into_iter().chain(products).chain(std::iter::once(&self.header)).chain(rest)
    }
}

/// The payer's card.
#[derive(Clone, Debug, PartialEq)]
pub enum ContractorRows {
    /// A card that Optima has; it is not changed.
    Existing {
        /// `Knt_KntId`.
        id: i64,
    },
    /// A new card; [`Value::ContractorId`] is its id.
    New {
        /// `Knt_Kod` as planned.
        code: String,
        /// `CDN.Kontrahenci`.
        row: Row,
    },
}

/// A new product card with the rows that belong to it. In its rows [`Value::ProductId`] with its own place in
/// [`RowPlan::products`] is its id.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductRows {
    /// `Twr_Kod`.
    pub code: String,
    /// `CDN.Towary`.
    pub card: Row,
    /// `CDN.TwrCeny`, `CDN.TwrEan`, `CDN.TwrGrupy`.
    pub rows: Vec<Row>,
}

/// A base that takes rows: what the engines have in common below the port.
#[expect(async_fn_in_trait, reason = "used with generics inside this crate only; no Send bound is promised")]
pub trait TakesRows {
    /// The columns of the tables that we write, as this base has them, with what the pattern document holds. Read when it
    /// is first asked for.
    async fn shape(&mut self) -> Result<Arc<Shape>, OptimaError>;

    /// The cells of the RO with this full number that may stand in for what we do not know; `None`: there is no such RO.
    async fn pattern(&mut self, number: &str) -> Result<Option<Pattern>, OptimaError>;

    /// Writes the rows in one transaction: key looked for, number found, every row, commit.
    async fn write(&mut self, rows: &RowPlan) -> Result<Applied, OptimaError>;
}

/// Writes the intent, as `OptimaDb::apply` promises it.
pub async fn apply(base: &mut impl TakesRows, intent: &Intent) -> Result<Applied, OptimaError> {
    let shape = base.shape().await?;
    let (rows, notes) = match rows(intent, &shape) {
        Ok(made) => made,
        Err(reasons) => return Ok(Applied::Unfit(reasons)),
    };
    Ok(match base.write(&rows).await? {
        Applied::Imported(written) => Applied::Imported(WrittenDocument { notes, ..written }),
        other => other,
    })
}

/// Says how it would be written, as `OptimaDb::rehearse` promises it.
pub async fn rehearse(base: &mut impl TakesRows, intent: &Intent) -> Result<Rehearsal, OptimaError> {
    let shape = base.shape().await?;
    Ok(match rows(intent, &shape) {
        Ok((rows, problems)) => Rehearsal { problems, writes: rows.all().map(Row::shown).collect() },
        Err(problems) => Rehearsal { problems, writes: Vec::new() },
    })
}

/// The rows of an intent, made to fit the tables of the base at hand, and what is to be said of that.
///
/// # Errors
/// Every reason at once why they do not fit.
pub fn rows(intent: &Intent, shape: &Shape) -> Result<(RowPlan, Vec<Problem>), Vec<Problem>> {
    let (mut notes, mut errors) = (Problems::default(), Problems::default());
    let mut fit = |row: Row, known: &[&str]| {
        let table = row.table;
        fit::fit(row, known, shape, &mut notes)
            .map_err(|problem| errors.push_new(problem))
            .unwrap_or_else(|()| Row::new(table))
    };
    let contractor = match &intent.payer.card {
        PayerCard::Existing { id, .. } => ContractorRows::Existing { id: *id },
        PayerCard::New { code, group, payment_form } => {
            let row = fit(cards::contractor(intent, code, group, *payment_form), &cards::EMPTY_CONTRACTOR);
            ContractorRows::New { code: code.clone(), row }
        }
    };
    let products = intent.new_cards.iter().enumerate().map(|(place, card)| {
        let ProductRows { code, card, rows } = cards::product(card, place);
        let card = fit(card, &cards::EMPTY_PRODUCT);
        ProductRows { code, card, rows: rows.into_iter().map(|row| fit(row, &[])).collect() }
    });
    let products = products.collect();
    let header = fit(header::row(intent), &header::EMPTY);
    let lines = intent.lines.iter().map(|line| fit(lines::row(intent, line), &lines::EMPTY)).collect();
    let vat = intent.vat_table.iter().map(|row| fit(lines::vat_row(row), &[])).collect();
    let attributes = intent.attributes.iter().map(|one| fit(attribute(one), &[])).collect();
    if errors.count() > 0 {
        return Err(errors.into_vec());
    }
    let (key, number) = (intent.key, intent.numbering.pattern.clone());
    Ok((RowPlan { key, number, contractor, products, header, lines, vat, attributes }, notes.into_vec()))
}

fn attribute(attribute: &IntentAttribute) -> Row {
    Row::new("DokAtrybuty")
        .with("DAt_Kod", attribute.code.as_str())
        .with("DAt_DeAId", attribute.id)
        .with("DAt_WartoscTxt", attribute.value.as_str())
        .with("DAt_TrNId", Value::HeaderId)
}
