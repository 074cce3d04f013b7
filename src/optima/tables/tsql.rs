//! The description as T-SQL, for a base to try the program on. Indexes and keys are as in Optima; so are the three triggers
//! that are documented by name, as far as a program meets them (`reference/optima-database.md` 6.1).

use std::fmt::Write as _;

use super::{Column, ColumnType, Default, Table};
use crate::optima::rows::{Row, Value};

/// What computed columns compute, in T-SQL that Babelfish takes too. inferred: as in the descriptions.
const COMPUTED: [(&str, &str); 7] = [
    (
        "TrN_NumerPelny",
        "CAST(REPLACE(REPLACE(REPLACE(REPLACE(TrN_NumerString, '@numerS', CAST(TrN_NumerNr AS varchar(10))), '@numer', \
         CAST(TrN_NumerNr AS varchar(10))), '/@brak', ''), '@brak/', '') AS varchar(30))",
    ),
    ("TrN_StatusString", "CAST(TrN_StatusInt AS nvarchar(10))"),
    ("TrN_WartoscZakupu", "CAST(0 AS decimal(15,2))"),
    ("TrE_WartoscZakupu", "CAST(TrE_KosztUslugi AS decimal(16,2))"),
    ("DAt_WartoscDecimal", "CAST(0 AS decimal(15,4))"),
    ("DDf_KierunekOrg", "CAST(DDf_Klasa AS int)"),
    ("Knt_NipPelny", "CAST(Knt_Nip AS nvarchar(22))"),
];

/// The statements, one request each.
#[must_use]
pub fn script(tables: &[Table]) -> Vec<String> {
    let mut all = vec!["CREATE SCHEMA CDN".to_owned()];
    all.extend(tables.iter().map(create));
    for table in tables {
        for unique in table.unique {
            all.push(format!(
                "CREATE UNIQUE INDEX {} ON CDN.{} ({})",
                unique.name,
                table.name,
                unique.columns.join(", ")
            ));
        }
    }
    all.push("CREATE TABLE CDN.x_TriggerLog (Id int IDENTITY(900000000,1) NOT NULL PRIMARY KEY, Zrodlo varchar(20) NOT NULL, ObcyId int NOT NULL)".to_owned());
    for (table, id, keys) in
        [("TraNag", "TrN_TrNID", ""), ("TraElem", "TrE_TrEID", ""), ("Towary", "Twr_TwrId", UNIQUE_CODES)]
    {
        let event = if table == "TraElem" { "InsertUpdateDelete" } else { "InsertUpdate" };
        all.push(format!(
            "CREATE TRIGGER CDN.{table}_{event}_Trigger ON CDN.{table} AFTER INSERT, UPDATE AS\nBEGIN\n{keys}\
             INSERT INTO CDN.x_TriggerLog (Zrodlo, ObcyId) SELECT '{table}', {id} FROM inserted;\nEND"
        ));
    }
    all
}

/// EAN and catalogue number are kept unique by the trigger, not by an index.
const UNIQUE_CODES: &str = "IF EXISTS (SELECT 1 FROM inserted i JOIN CDN.Towary t ON t.Twr_TwrId <> i.Twr_TwrId \
     WHERE (i.Twr_EAN <> '' AND t.Twr_EAN = i.Twr_EAN) OR (i.Twr_NumerKat <> '' AND t.Twr_NumerKat = i.Twr_NumerKat)) \
     BEGIN RAISERROR('Towary.Twr_EAN', 16, 1); ROLLBACK; RETURN; END;\n";

fn create(table: &Table) -> String {
    let mut parts: Vec<String> = table.columns.iter().map(define).collect();
    parts.push(format!("CONSTRAINT PK_{} PRIMARY KEY ({})", table.name, table.key));
    parts.extend(table.checks.iter().map(|check| format!("CHECK ({check})")));
    parts.extend(table.foreign.iter().map(|foreign| {
        // A second cascade, and one to the table itself, are refused.
        let cascade = if foreign.cascade { " ON DELETE CASCADE" } else { "" };
        format!(
            "CONSTRAINT FK_{}_{} FOREIGN KEY ({}) REFERENCES CDN.{} ({}){cascade}",
            table.name, foreign.column, foreign.column, foreign.table, foreign.key
        )
    }));
    format!("CREATE TABLE CDN.{} (\n    {}\n)", table.name, parts.join(",\n    "))
}

fn define(column: &Column) -> String {
    if let Some((_, expression)) = COMPUTED.iter().find(|(name, _)| *name == column.name && column.computed.is_some()) {
        return format!("{} AS {expression}", column.name);
    }
    let mut line = format!("{} {}", column.name, type_name(column.kind));
    line.push_str(if column.identity { " IDENTITY(1,1)" } else { "" });
    line.push_str(if column.nullable { " NULL" } else { " NOT NULL" });
    // Writing into a String does not fail.
    let _ = match column.default {
        None => Ok(()),
        Some(Default::Number(number)) => write!(line, " DEFAULT {number}"),
        Some(Default::Empty) => write!(line, " DEFAULT ''"),
        Some(Default::Now) => write!(line, " DEFAULT GETDATE()"),
    };
    line
}

/// The type in SQL Server's words.
#[must_use]
pub fn type_name(kind: ColumnType) -> String {
    match kind {
        ColumnType::TinyInt => "tinyint".to_owned(),
        ColumnType::SmallInt => "smallint".to_owned(),
        ColumnType::Int => "int".to_owned(),
        ColumnType::VarChar(max) => format!("varchar({max})"),
        ColumnType::NVarChar(max) => format!("nvarchar({max})"),
        ColumnType::NVarCharMax => "nvarchar(max)".to_owned(),
        ColumnType::Decimal { precision, scale } => format!("decimal({precision},{scale})"),
        ColumnType::DateTime => "datetime".to_owned(),
        ColumnType::Guid => "uniqueidentifier".to_owned(),
    }
}

/// A row as an INSERT of literals.
#[must_use]
pub fn literal(row: &Row) -> String {
    let names: Vec<&str> = row.cells.iter().map(|cell| &*cell.column).collect();
    let values: Vec<String> = row
        .cells
        .iter()
        .map(|cell| match &cell.value {
            Value::Text(text) => format!("N'{}'", text.replace('\'', "''")),
            Value::Date(date) => format!("'{}'", date.strftime("%Y%m%d")),
            Value::Now => "GETDATE()".to_owned(),
            other => other.shown(),
        })
        .collect();
    let insert = format!("INSERT INTO CDN.{} ({}) VALUES ({})", row.table, names.join(", "), values.join(", "));
    // The tree's root has a number of its own.
    match row.get("TwG_TwGID") {
        Some(_) => format!("SET IDENTITY_INSERT CDN.{0} ON; {insert}; SET IDENTITY_INSERT CDN.{0} OFF", row.table),
        None => insert,
    }
}

#[cfg(test)]
mod tests {
    use crate::optima::sandbox;
    use crate::optima::tables::{ALL, Table, old, shape_of, tsql};

    /// A whole base to try things on: tables, triggers, a small invented shop.
    fn base(tables: &[Table]) -> String {
        let shape = shape_of(tables);
        let seeds = sandbox::rows(&shape).map(|row| tsql::literal(&row));
        let statements: Vec<String> = tsql::script(tables).into_iter().chain(seeds).collect();
        let head =
            "-- A stand-in for an Optima company base; written from src/optima/tables. Run in an empty database.\n";
        format!("{head}{}\nGO\n", statements.join("\nGO\n"))
    }

    /// The scripts in tests/ are those of the description. `OPTIMA_WRITE_SCRIPTS=1` writes them.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "written on request into the source tree, and compared below")]
    fn the_scripts_are_up_to_date() {
        for (name, tables) in [("optima-2026.sql", ALL.to_vec()), ("optima-2014.sql", old::tables())] {
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sqlserver").join(name);
            let script = base(&tables);
            if std::env::var_os("OPTIMA_WRITE_SCRIPTS").is_some() {
                std::fs::write(&path, script.as_bytes()).unwrap();
            }
            assert!(std::fs::read_to_string(&path).unwrap() == script, "{name}: write it with OPTIMA_WRITE_SCRIPTS=1");
        }
    }
}
