//! The pattern document's cells: those that may stand in for what we do not know (`rows::pattern`); and those of
//! the cards that it uses, its payer's and its first line's, for cards that we make.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::error::{OptimaError, WrongBase};
use super::asked::Questions;
use super::engine::Engine;
use super::reads;
use super::record::{Record, SqlCell};
use super::statement::Statement;
use crate::core::document::DocumentType;
use crate::optima::rows::{Cell, Column, ColumnKind, Pattern, Shape, Value, pattern};

/// `TrN_TypDokumentu` of pattern documents.
const RO: u32 = DocumentType::RO.class;

/// Tables of cards, with how the pattern document leads to its own: by its payer, or by its first line.
const CARDS: [(&str, &str, &str); 2] = [
    ("Kontrahenci", "CDN.Kontrahenci c JOIN CDN.TraNag n ON n.TrN_PodID = c.Knt_KntId", "n.TrN_Anulowany DESC"),
    (
        "Towary",
        "CDN.Towary c JOIN CDN.TraElem e ON e.TrE_TwrId = c.Twr_TwrId JOIN CDN.TraNag n ON n.TrN_TrNID = e.TrE_TrNId",
        "n.TrN_Anulowany DESC, e.TrE_Lp",
    ),
];

/// The columns, with the cells of the pattern document of this number; empty: without.
///
/// # Errors
/// [`WrongBase::NoPattern`]: there is no such document.
pub async fn with_pattern(
    engine: &mut impl Engine,
    columns: Arc<Shape>,
    number: &str,
    place: &str,
) -> Result<Arc<Shape>, OptimaError> {
    if number.is_empty() {
        return Ok(columns);
    }
    let found = pattern_cells(engine, &columns, number).await.map_err(|error| error.of_base(place))?;
    let Some(pattern) = found else {
        let why = WrongBase::NoPattern { number: number.to_owned() };
        return Err(OptimaError::WrongBase { place: place.to_owned(), why });
    };
    Ok(Arc::new(Shape { pattern, ..Shape::clone(&columns) }))
}

/// Cells of the RO with this full number: its header, its first line, and of the cards that it uses what a new card must
/// have and we know nothing of. `None`: there is no such RO.
pub async fn pattern_cells(
    engine: &mut impl Engine,
    shape: &Shape,
    number: &str,
) -> Result<Option<Pattern>, OptimaError> {
    let mut questions = Questions::default();
    let mut asked = vec![
        ("TraNag", names(shape, "TraNag"), questions.ask(header(shape, number))),
        ("TraElem", names(shape, "TraElem"), questions.ask(line(shape, number))),
    ];
    for (table, way, first) in CARDS {
        let names = unknown(shape, table);
        if !names.is_empty() {
            let ticket = questions.ask(card(&names, way, first, number));
            asked.push((table, names, ticket));
        }
    }
    let answers = questions.answer(engine).await?;
    let mut found = BTreeMap::new();
    for (table, names, ticket) in asked {
        if let Some(row) = answers.first(Some(ticket)) {
            found.insert(table.to_owned(), cells(shape, table, names, row)?);
        }
    }
    Ok(found.contains_key("TraNag").then_some(found))
}

/// The header; one that was not cancelled before one that was.
pub fn header(shape: &Shape, number: &str) -> Statement {
    let columns = names(shape, "TraNag").join(", ");
    Statement::new(format!("SELECT {columns} FROM CDN.TraNag WHERE TrN_TypDokumentu = {RO} AND TrN_NumerPelny = "))
        .bind(number)
        .sql(" ORDER BY TrN_Anulowany DESC")
}

/// The first line.
pub fn line(shape: &Shape, number: &str) -> Statement {
    let columns: Vec<String> = names(shape, "TraElem").iter().map(|name| format!("e.{name}")).collect();
    Statement::new(format!(
        "SELECT {} FROM CDN.TraElem e JOIN CDN.TraNag n ON n.TrN_TrNID = e.TrE_TrNId \
         WHERE n.TrN_TypDokumentu = {RO} AND n.TrN_NumerPelny = ",
        columns.join(", ")
    ))
    .bind(number)
    .sql(" ORDER BY n.TrN_Anulowany DESC, e.TrE_Lp")
}

/// The card that the document uses.
fn card(names: &[String], way: &str, first: &str, number: &str) -> Statement {
    let columns: Vec<String> = names.iter().map(|name| format!("c.{name}")).collect();
    Statement::new(format!(
        "SELECT {} FROM {way} WHERE n.TrN_TypDokumentu = {RO} AND n.TrN_NumerPelny = ",
        columns.join(", ")
    ))
    .bind(number)
    .sql(&format!(" ORDER BY {first}"))
}

/// Of a table of cards, what must be supplied and what we know nothing of. Of contractors no texts: they may be a
/// person's.
fn unknown(shape: &Shape, table: &str) -> Vec<String> {
    let must: Vec<String> =
        reads::unknown(shape).into_iter().filter(|(of, _)| of == table).map(|(_, name)| name).collect();
    let takes = |name: &String| {
        let kind = shape.tables.get(table).into_iter().flatten().find(|column| column.name == *name).map(|it| it.kind);
        let is_text = matches!(kind, Some(ColumnKind::Text { .. }));
        must.contains(name) && !(is_text && table == "Kontrahenci")
    };
    names(shape, table).into_iter().filter(takes).collect()
}

/// For the test that parses every text.
#[cfg(test)]
pub fn cards(number: &str) -> [Statement; 2] {
    CARDS.map(|(_, way, first)| card(&["Nowa".to_owned()], way, first, number))
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

fn cells(shape: &Shape, table: &str, names: Vec<String>, row: &Record) -> Result<Vec<Cell>, OptimaError> {
    let mut cells = Vec::new();
    let columns = shape.tables.get(table).into_iter().flatten();
    for name in names {
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
