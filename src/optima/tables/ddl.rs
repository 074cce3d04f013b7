//! The description as `SQLite` tables that refuse what SQL Server would refuse.
//!
//! How Optima's types are kept, and why:
//! - `decimal`: text with exactly the column's decimals (`149.97`), so that no value passes through floating
//!   point and any program shows it as it is. Arithmetic works on it; a comparison with a number needs
//!   `CAST(… AS NUMERIC)`.
//! - `datetime`: text `2026-11-20 00:00:00`, which sorts and compares by time.
//! - text: `COLLATE NOCASE`. The sandbox's own connections replace `NOCASE` by a comparison like
//!   `Polish_CI_AS` (`sandbox/collation.rs`); any other program falls back to its built-in one and can
//!   still read, sort and search. Therefore no index on disk may depend on `NOCASE`: unique indexes are over
//!   [`text_fold`], which any program computes alike, and search indexes are `BINARY` and only save reading
//!   the wide rows; the row ids are the exception, being ASCII by `CHECK`, where all comparisons agree.
//!
//! Each `CHECK` is named `Column reason`, which is how a refusal finds its words again.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::{Column, ColumnType, Default, Table, Unique};

/// Names of columns that hold a row id of another base, always written as a GUID (section 6.7).
const ROW_ID: &str = "_ImportRowId";

/// The `CREATE` statements of the tables, into the attached schema `CDN`.
#[must_use]
pub fn script(tables: &[Table]) -> String {
    let mut sql = String::new();
    for table in tables {
        create_table(&mut sql, table);
        for unique in table.unique {
            create_unique(&mut sql, table, unique);
        }
        for (name, columns) in table.lookups {
            let columns: Vec<String> = columns.iter().map(|name| search_key(table, name)).collect();
            let _ = writeln!(sql, "CREATE INDEX CDN.\"{name}\" ON {} ({});", table.name, columns.join(", "));
        }
    }
    sql
}

fn create_table(sql: &mut String, table: &Table) {
    let mut parts: Vec<String> = table.columns.iter().map(|column| define(table, column)).collect();
    parts.extend(table.columns.iter().filter(|column| column.computed.is_none()).flat_map(checks));
    parts.extend(table.checks.iter().map(|check| {
        let column = check.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').find(|word| word.contains('_'));
        format!("CONSTRAINT \"{} condition\" CHECK ({check})", column.unwrap_or(table.name))
    }));
    parts.extend(table.foreign.iter().map(|foreign| {
        let cascade = if foreign.cascade { " ON DELETE CASCADE" } else { "" };
        format!("FOREIGN KEY ({}) REFERENCES {} ({}){cascade}", foreign.column, foreign.table, foreign.key)
    }));
    let _ = writeln!(sql, "CREATE TABLE CDN.{} (\n    {}\n) STRICT;", table.name, parts.join(",\n    "));
}

fn define(table: &Table, column: &Column) -> String {
    let mut line = column.name.to_owned();
    line.push_str(match column.kind {
        ColumnType::TinyInt | ColumnType::SmallInt | ColumnType::Int => " INTEGER",
        ColumnType::VarChar(_) | ColumnType::NVarChar(_) | ColumnType::NVarCharMax => " TEXT COLLATE NOCASE",
        ColumnType::Decimal { .. } | ColumnType::DateTime | ColumnType::Guid => " TEXT",
    });
    if let Some(expression) = column.computed {
        let _ = write!(line, " GENERATED ALWAYS AS ({expression}) VIRTUAL");
    } else if column.identity {
        line.push_str(" PRIMARY KEY AUTOINCREMENT NOT NULL");
    } else if column.name == table.key {
        line.push_str(" PRIMARY KEY NOT NULL");
    } else if !column.nullable {
        line.push_str(" NOT NULL");
    }
    match (column.default, column.kind) {
        (None, _) => {}
        (Some(Default::Empty), _) => line.push_str(" DEFAULT ''"),
        // UTC, as GETDATE() is in the sandbox, by a function that any program has.
        (Some(Default::Now), _) => line.push_str(" DEFAULT CURRENT_TIMESTAMP"),
        (Some(Default::Number(number)), ColumnType::Decimal { scale, .. }) => {
            let mut number = Decimal::from(number);
            number.rescale(scale);
            let _ = write!(line, " DEFAULT '{number}'");
        }
        (Some(Default::Number(number)), _) => {
            let _ = write!(line, " DEFAULT {number}");
        }
    }
    let _ = write!(line, " /* {} */", type_name(column.kind));
    line
}

/// The type in SQL Server's words.
fn type_name(kind: ColumnType) -> String {
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

/// What the type alone would refuse.
fn checks(column: &Column) -> Vec<String> {
    let name = column.name;
    let check = |reason: &str, condition: String| format!("CONSTRAINT \"{name} {reason}\" CHECK ({condition})");
    let range = |low: i64, high: i64| vec![check("range", format!("{name} BETWEEN {low} AND {high}"))];
    // Characters here, UTF-16 units in SQL Server; the check of rows before they are sent counts units.
    let length = |max: u32| check("length", format!("length({name}) <= {max}"));
    match column.kind {
        ColumnType::TinyInt => range(0, u8::MAX.into()),
        ColumnType::SmallInt => range(i16::MIN.into(), i16::MAX.into()),
        ColumnType::Int => range(i32::MIN.into(), i32::MAX.into()),
        ColumnType::VarChar(max) if name.ends_with(ROW_ID) => {
            vec![length(max), check("characters", format!("{name} NOT GLOB '*[^!-~]*'"))]
        }
        ColumnType::VarChar(max) => vec![
            length(max),
            check(
                "characters",
                format!("{name} NOT GLOB '*[^' || char(1) || '-' || char(127) || '{}]*'", upper_half()),
            ),
        ],
        ColumnType::NVarChar(max) => vec![length(max)],
        ColumnType::NVarCharMax => Vec::new(),
        ColumnType::Decimal { precision, scale } => vec![check("decimal", decimal(name, precision, scale))],
        // 1753 is where SQL Server's datetime begins; datetime() turns 30 February into 2 March.
        ColumnType::DateTime => {
            vec![check("date", format!("{name} IS NULL OR ifnull(datetime({name}) = {name}, 0) AND {name} >= '1753'"))]
        }
        ColumnType::Guid => vec![check("guid", format!("length({name}) = 36 AND {name} NOT GLOB '*[^0-9A-Fa-f-]*'"))],
    }
}

/// The text is a decimal with exactly `scale` decimals, no more than `precision` digits, no needless zeros.
fn decimal(name: &str, precision: u32, scale: u32) -> String {
    let digits = format!("ltrim({name}, '-')");
    let whole = format!("{digits} NOT GLOB '*[^0-9.]*' AND {name} NOT GLOB '?*-*' AND {digits} NOT GLOB '0[0-9]*'");
    if scale == 0 {
        return format!("{whole} AND {name} NOT GLOB '*.*' AND length({digits}) BETWEEN 1 AND {precision}");
    }
    format!(
        "{whole} AND {name} NOT GLOB '*.*.*' AND substr({name}, -{point}, 1) = '.' AND length({digits}) BETWEEN {low} AND {high}",
        point = scale + 1,
        low = scale + 2,
        high = precision + 1
    )
}

/// A unique index with SQL Server's meaning: case and trailing blanks do not count, and NULL equals NULL.
fn create_unique(sql: &mut String, table: &Table, unique: &Unique) {
    let columns: Vec<String> = unique.columns.iter().map(|name| unique_key(table, name)).collect();
    let _ = writeln!(sql, "CREATE UNIQUE INDEX CDN.{} ON {} ({});", unique.name, table.name, columns.join(", "));
}

fn unique_key(table: &Table, name: &str) -> String {
    let Some(column) = table.columns.iter().find(|column| column.name == name) else { return name.to_owned() };
    let key = if is_text(column.kind) { text_fold(name) } else { name.to_owned() };
    // A computed column counts as nullable; none of those that are keys is ever NULL.
    if column.nullable && column.computed.is_none() { format!("ifnull({key}, x'00')") } else { key }
}

fn search_key(table: &Table, name: &str) -> String {
    let text = table.columns.iter().any(|column| column.name == name && is_text(column.kind));
    if text && !name.ends_with(ROW_ID) { format!("{name} COLLATE BINARY") } else { name.to_owned() }
}

const fn is_text(kind: ColumnType) -> bool {
    matches!(kind, ColumnType::VarChar(_) | ColumnType::NVarChar(_) | ColumnType::NVarCharMax)
}

/// An expression of built-in functions for the text that two values have in common when `Polish_CI_AS` calls
/// them equal: lower case in English and Polish, no trailing blanks. Other nations' letters keep their case here
/// (not in comparisons): each letter is one more nested call, and an older program's parser gives up below
/// twenty, with the whole file.
#[must_use]
pub fn text_fold(name: &str) -> String {
    let lower = POLISH.iter().fold(format!("lower({name})"), |folded, (capital, small)| {
        format!("replace({folded}, '{capital}', '{small}')")
    });
    format!("rtrim({lower}) COLLATE BINARY")
}

/// The letters that SQLite's own `lower` leaves alone.
const POLISH: [(char, char); 9] =
    [('Ą', 'ą'), ('Ć', 'ć'), ('Ę', 'ę'), ('Ł', 'ł'), ('Ń', 'ń'), ('Ó', 'ó'), ('Ś', 'ś'), ('Ź', 'ź'), ('Ż', 'ż')];

/// The printable characters of the upper half of code page 1250.
fn upper_half() -> String {
    let bytes: Vec<u8> = (0x80..=0xFF).collect();
    let (text, _) = encoding_rs::WINDOWS_1250.decode_without_bom_handling(&bytes);
    text.chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_page_1250_has_the_polish_letters() {
        let upper = upper_half();
        assert!("ĄĆĘŁŃÓŚŹŻąćęłńóśźż€„”–".chars().all(|c| upper.contains(c)));
        assert!(!upper.contains('ñ'));
    }

    #[test]
    fn folding_covers_every_polish_letter() {
        for letter in upper_half().chars().filter(|c| "ĄĆĘŁŃÓŚŹŻ".contains(*c)) {
            assert!(
                POLISH.iter().any(|(capital, small)| {
                    *capital == letter && letter.to_lowercase().eq(std::iter::once(*small))
                })
            );
        }
    }

    #[test]
    fn no_statement_is_nested_deeper_than_an_old_parser_goes() {
        // SQLite before 3.46 has a parser stack of 100 entries, of which a nested call takes some five.
        for line in script(&super::super::ALL).lines() {
            let depth = line.chars().scan(0_usize, |depth, c| {
                *depth = match c {
                    '(' => *depth + 1,
                    ')' => depth.saturating_sub(1),
                    _ => *depth,
                };
                Some(*depth)
            });
            assert!(depth.max() <= Some(14), "{line}");
        }
    }
}
