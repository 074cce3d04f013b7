//! The base's own columns.

use crate::optima::error::OptimaError;
use crate::optima::rows::{Column, ColumnKind, Shape};
use crate::optima::sql::{Record, Statement};
use crate::optima::tables;

/// Bytes of a character of `nvarchar`, as `sys.columns.max_length` counts them.
const UTF_16: i64 = 2;

/// Every column of schema CDN's tables that we know of. An alias type (`sp_addtype`) shows its system type.
pub(super) fn columns() -> Statement {
    let names: Vec<&str> = tables::ALL.iter().map(|table| table.name).collect();
    Statement::new(
        "SELECT o.name AS tab, c.name AS col, t.name AS typ, CAST(c.max_length AS int) AS len, \
         CAST(c.precision AS int) AS prec, CAST(c.scale AS int) AS scal, CAST(c.is_nullable AS int) AS nul, \
         CAST(c.is_identity AS int) AS idn, CAST(c.is_computed AS int) AS comp, c.default_object_id AS def \
         FROM sys.columns c JOIN sys.objects o ON o.object_id = c.object_id JOIN sys.schemas s ON s.schema_id = o.schema_id \
         JOIN sys.types t ON t.user_type_id = c.system_type_id WHERE s.name = 'CDN' AND o.type = 'U' AND o.name",
    )
    .bind_in(&names)
    .sql(" ORDER BY c.object_id, c.column_id")
}

/// The shape that these rows describe. Names that we know are spelt as we do: identifiers of these bases have no case.
pub(super) fn shape(rows: &[Record]) -> Result<Shape, OptimaError> {
    let mut shape = Shape::default();
    for row in rows {
        let (table, name) = (row.text("tab")?, row.text("col")?);
        let known = tables::ALL.iter().find(|known| known.name.eq_ignore_ascii_case(&table));
        let Some(known) = known else { continue };
        let spelt = known.columns.iter().find(|column| column.name.eq_ignore_ascii_case(&name));
        let kind = row.text("typ")?.to_lowercase();
        let column = Column {
            name: spelt.map_or(name, |column| column.name.to_owned()),
            nullable: row.flag("nul")?,
            has_default: row.int("def")? != 0,
            // The server counts row versions itself.
            read_only: row.flag("idn")? || row.flag("comp")? || matches!(&*kind, "timestamp" | "rowversion"),
            kind: column_kind(&kind, row.int("len")?, row.int("prec")?, row.int("scal")?),
        };
        shape.tables.entry(known.name.to_owned()).or_default().push(column);
    }
    Ok(shape)
}

fn column_kind(name: &str, bytes: i64, precision: i64, scale: i64) -> ColumnKind {
    let digits = |number: i64| u32::try_from(number).unwrap_or_default();
    // -1 is max.
    let text =
        |unit: i64, unicode| ColumnKind::Text { max: u32::try_from(bytes).ok().map(|max| max / digits(unit)), unicode };
    match name {
        "varchar" | "char" => text(1, false),
        "nvarchar" | "nchar" | "sysname" => text(UTF_16, true),
        "text" => ColumnKind::Text { max: None, unicode: false },
        "ntext" => ColumnKind::Text { max: None, unicode: true },
        "int" | "smallint" | "tinyint" | "bigint" | "bit" => ColumnKind::Integer,
        "decimal" | "numeric" => ColumnKind::Decimal { precision: digits(precision), scale: digits(scale) },
        "money" => ColumnKind::Decimal { precision: 19, scale: 4 },
        "smallmoney" => ColumnKind::Decimal { precision: 10, scale: 4 },
        "datetime" | "datetime2" | "smalldatetime" | "date" => ColumnKind::DateTime,
        "uniqueidentifier" => ColumnKind::Guid,
        _ => ColumnKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::optima::sql::SqlCell;

    fn row(cells: Vec<SqlCell>) -> Record {
        let names = ["tab", "col", "typ", "len", "prec", "scal", "nul", "idn", "comp", "def"];
        let names: Arc<[String]> = names.map(str::to_owned).into();
        Record::new(names, cells)
    }

    fn column(name: &str, kind: &str, numbers: [i64; 7]) -> Record {
        let texts = ["tranag", name, kind].map(|text| SqlCell::Text(text.to_owned()));
        row(texts.into_iter().chain(numbers.map(SqlCell::Int)).collect())
    }

    #[test]
    fn columns_are_read_as_the_base_has_them() {
        let rows = [
            column("trn_trnid", "int", [4, 10, 0, 0, 1, 0, 0]),
            column("TrN_NumerObcy", "varchar", [30, 0, 0, 0, 0, 0, 0]),
            column("TrN_Opis", "nvarchar", [2048, 0, 0, 1, 0, 0, 0]),
            column("TrN_RazemNetto", "decimal", [9, 15, 2, 0, 0, 0, 5]),
            column("TrN_NumerPelny", "varchar", [30, 0, 0, 1, 0, 1, 0]),
            column("TrN_Nowa", "nvarchar", [-1, 0, 0, 1, 0, 0, 0]),
            column("TrN_Wersja", "timestamp", [8, 0, 0, 0, 0, 0, 0]),
        ];
        let shape = shape(&rows).unwrap();
        let columns = &shape.tables["TraNag"];
        let shown: Vec<String> = columns
            .iter()
            .map(|c| format!("{} {:?} {} {} {}", c.name, c.kind, c.nullable, c.has_default, c.read_only))
            .collect();
        insta::assert_snapshot!(shown.join("\n"), @r"
        TrN_TrNID Integer false false true
        TrN_NumerObcy Text { max: Some(30), unicode: false } false false false
        TrN_Opis Text { max: Some(1024), unicode: true } true false false
        TrN_RazemNetto Decimal { precision: 15, scale: 2 } false true false
        TrN_NumerPelny Text { max: Some(30), unicode: false } true false true
        TrN_Nowa Text { max: None, unicode: true } true false false
        TrN_Wersja Other false false true
        ");
    }
}
