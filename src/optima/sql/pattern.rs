//! The pattern document's cells: those that may stand in for what we do not know (`core::plan::pattern`).

use std::collections::BTreeMap;

use super::super::error::OptimaError;
use super::asked::Questions;
use super::engine::Engine;
use super::record::{Record, SqlCell};
use super::statement::Statement;
use crate::core::plan::{Cell, Column, ColumnKind, Shape, Value, pattern};

/// Cells of the RO with this full number: its header, its first line. `None`: there is no such RO.
pub async fn pattern_cells(
    engine: &mut impl Engine,
    shape: &Shape,
    number: &str,
) -> Result<Option<BTreeMap<String, Vec<Cell>>>, OptimaError> {
    let mut questions = Questions::default();
    let (header, line) = (questions.ask(header(shape, number)), questions.ask(line(shape, number)));
    let answers = questions.answer(engine).await?;
    let mut found = BTreeMap::new();
    for (table, ticket) in [("TraNag", header), ("TraElem", line)] {
        if let Some(row) = answers.first(Some(ticket)) {
            found.insert(table.to_owned(), cells(shape, table, row)?);
        }
    }
    Ok(found.contains_key("TraNag").then_some(found))
}

/// The header; one that was not cancelled before one that was.
pub fn header(shape: &Shape, number: &str) -> Statement {
    let columns = names(shape, "TraNag").join(", ");
    Statement::new(format!("SELECT {columns} FROM CDN.TraNag WHERE TrN_TypDokumentu = 308 AND TrN_NumerPelny = "))
        .bind(number)
        .sql(" ORDER BY TrN_Anulowany DESC")
}

/// The first line.
pub fn line(shape: &Shape, number: &str) -> Statement {
    let columns: Vec<String> = names(shape, "TraElem").iter().map(|name| format!("e.{name}")).collect();
    Statement::new(format!(
        "SELECT {} FROM CDN.TraElem e JOIN CDN.TraNag n ON n.TrN_TrNID = e.TrE_TrNId \
         WHERE n.TrN_TypDokumentu = 308 AND n.TrN_NumerPelny = ",
        columns.join(", ")
    ))
    .bind(number)
    .sql(" ORDER BY n.TrN_Anulowany DESC, e.TrE_Lp")
}

/// The columns that may be taken and that a plan can hold a value of.
fn names(shape: &Shape, table: &str) -> Vec<String> {
    let taken = |column: &&Column| {
        !column.read_only
            && pattern::is_taken(&column.name)
            && !matches!(column.kind, ColumnKind::DateTime | ColumnKind::Guid | ColumnKind::Other)
    };
    shape.tables.get(table).into_iter().flatten().filter(taken).map(|column| column.name.clone()).collect()
}

fn cells(shape: &Shape, table: &str, row: &Record) -> Result<Vec<Cell>, OptimaError> {
    let mut cells = Vec::new();
    let columns = shape.tables.get(table).into_iter().flatten();
    for name in names(shape, table) {
        let kind = columns.clone().find(|column| column.name == name).map(|column| column.kind);
        let value = match row.cell(&name)? {
            SqlCell::Null => Value::Null,
            SqlCell::Int(number) => Value::Int(*number),
            // The sandbox keeps decimals as text.
            SqlCell::Text(_) if matches!(kind, Some(ColumnKind::Decimal { .. })) => Value::Decimal(row.decimal(&name)?),
            SqlCell::Text(text) => Value::Text(text.clone()),
            SqlCell::Decimal(number) => Value::Decimal(*number),
            SqlCell::DateTime(_) => continue,
        };
        cells.push(Cell { column: name.into(), value });
    }
    Ok(cells)
}
