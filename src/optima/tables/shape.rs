//! The same description in the words of the core, for planning and for checking rows.

use super::{ALL, ColumnType, Table};
use crate::optima::rows::{Column, ColumnKind, Shape};

/// The columns of all tables.
#[must_use]
pub fn shape() -> Shape {
    shape_of(&ALL)
}

/// The columns of these tables.
#[must_use]
pub fn shape_of(tables: &[Table]) -> Shape {
    Shape { tables: tables.iter().map(|table| (table.name.to_owned(), columns(table))).collect(), ..Shape::default() }
}

/// The columns of one table.
#[must_use]
pub fn columns(table: &Table) -> Vec<Column> {
    let column = |column: &super::Column| Column {
        name: column.name.to_owned(),
        kind: kind(column.kind),
        nullable: column.nullable,
        has_default: column.default.is_some(),
        read_only: column.read_only(),
    };
    table.columns.iter().map(column).collect()
}

fn kind(kind: ColumnType) -> ColumnKind {
    match kind {
        ColumnType::TinyInt | ColumnType::SmallInt | ColumnType::Int => ColumnKind::Integer,
        ColumnType::VarChar(max) => ColumnKind::Text { max: Some(max), unicode: false },
        ColumnType::NVarChar(max) => ColumnKind::Text { max: Some(max), unicode: true },
        ColumnType::NVarCharMax => ColumnKind::Text { max: None, unicode: true },
        ColumnType::Decimal { precision, scale } => ColumnKind::Decimal { precision, scale },
        ColumnType::DateTime => ColumnKind::DateTime,
        ColumnType::Guid => ColumnKind::Guid,
    }
}
