//! Makes a row fit the table of the base at hand (`reference/optima-database.md` 6.8): releases differ, and
//! a text that is too long must be cut by us, with a warning, not by an error in the middle of a transaction. What a row
//! does not say, the pattern document says where the user has one ([`super::pattern`]).

use std::borrow::Cow;

use super::pattern;
use super::{Cell, Column, ColumnKind, Row, Shape, Value, column_from};
use crate::core::message::text::{Imp016, Imp017, Imp018, Imp019, Imp034, Imp035};
use crate::core::money;
use crate::core::problem::{Problem, Problems};
use crate::core::text;

/// Fits `row` to its table. `known` are the columns that we leave to their empty value on purpose; a column
/// that must be supplied and that neither the row nor `known` names is filled by its type and said so.
///
/// # Errors
/// The table is missing, or a number does not fit its column.
pub fn fit(row: Row, known: &[&str], shape: &Shape, problems: &mut Problems) -> Result<Row, Problem> {
    let Some(columns) = shape.tables.get(row.table) else {
        return Err(Problem::error(Imp034 { table: row.table.into() }));
    };
    let mut fitted = Row::new(row.table);
    let (mut set, mut next) = (vec![false; columns.len()], 0);
    let abroad = row.cells.iter().any(|cell| is_currency(&cell.column) && cell.value != Value::from(""));
    for cell in row.cells {
        let same = |column: &Column| column.name.eq_ignore_ascii_case(&cell.column);
        let Some((place, column)) = column_from(columns, next, same) else {
            // A column of another release: what it would have said is not lost, for we write only columns
            // that repeat the document or are empty.
            continue;
        };
        next = place + 1;
        if column.read_only || (cell.value == Value::Null && !column.nullable && column.has_default) {
            continue;
        }
        let value = match pattern::value(shape, row.table, &column.name) {
            Some(value) if !abroad && pattern::is_inferred(&column.name) => value.clone(),
            _ => fit_value(cell.value, row.table, column, problems)?,
        };
        if let Some(set) = set.get_mut(place) {
            *set = true;
        }
        fitted.cells.push(Cell { column: Cow::Owned(column.name.clone()), value });
    }
    // Without a pattern only what must be supplied is of interest: rows are wide, and there are many.
    let has_pattern = shape.pattern.contains_key(row.table);
    let must = |column: &Column| !column.nullable && !column.has_default;
    let open = columns.iter().zip(&set).filter(|(_, set)| !**set).map(|(column, _)| column);
    for column in open.filter(|column| !column.read_only && (has_pattern || must(column))) {
        let is_known = known.iter().any(|name| column.name.eq_ignore_ascii_case(name));
        let of_pattern = pattern::value(shape, row.table, &column.name).filter(|value| **value != Value::Null);
        let value = match of_pattern {
            Some(value) if !is_known => value.clone(),
            _ if column.nullable || column.has_default => continue,
            _ => {
                if !is_known {
                    problems.push_new(Problem::note(Imp018 { column: name(row.table, column).into() }));
                }
                empty(column.kind)
            }
        };
        fitted.cells.push(Cell { column: Cow::Owned(column.name.clone()), value });
    }
    Ok(fitted)
}

fn is_currency(column: &str) -> bool {
    matches!(column, "TrN_Waluta" | "TrE_Waluta")
}

fn name(table: &str, column: &Column) -> String {
    format!("CDN.{table}.{}", column.name)
}

/// The empty value of a type, which is what Optima's own rows hold where they hold nothing.
fn empty(kind: ColumnKind) -> Value {
    match kind {
        ColumnKind::Text { .. } | ColumnKind::Guid | ColumnKind::Other => Value::Text(String::new()),
        ColumnKind::Integer | ColumnKind::Decimal { .. } => Value::Int(0),
        ColumnKind::DateTime => Value::Now,
    }
}

fn fit_value(value: Value, table: &str, column: &Column, problems: &mut Problems) -> Result<Value, Problem> {
    match (value, column.kind) {
        (Value::Text(text), ColumnKind::Text { max, unicode }) => {
            Ok(Value::Text(fit_text(text, table, column, max, unicode, problems)))
        }
        (Value::Decimal(number), ColumnKind::Decimal { precision, scale }) => {
            let rounded = money::round(number, scale);
            if rounded != number {
                problems.push_new(Problem::warning(Imp035 {
                    column: name(table, column).into(),
                    value: number.normalize().into(),
                }));
            }
            let digits = rounded.trunc().abs().normalize().to_string().len();
            if digits > (precision - scale.min(precision)) as usize && !rounded.trunc().is_zero() {
                return Err(Problem::error(Imp019 {
                    column: name(table, column).into(),
                    value: number.normalize().into(),
                }));
            }
            Ok(Value::Decimal(rounded))
        }
        (value, _) => Ok(value),
    }
}

fn fit_text(
    text: String,
    table: &str,
    column: &Column,
    max: Option<u32>,
    unicode: bool,
    problems: &mut Problems,
) -> String {
    let text = if unicode {
        text
    } else {
        let (text, replaced) = text::to_cp1250(&text);
        if replaced > 0 {
            problems.push_new(Problem::warning(Imp017 { column: name(table, column).into(), count: replaced.into() }));
        }
        text
    };
    let Some(max) = max else { return text };
    let (fitted, cut) = text::fit(&text, max as usize);
    if cut {
        problems.push_new(Problem::warning(Imp016 {
            column: name(table, column).into(),
            max: max.into(),
            text: text.as_str().into(),
        }));
    }
    fitted
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn column(name: &str, kind: ColumnKind) -> Column {
        Column { name: name.to_owned(), kind, nullable: false, has_default: false, read_only: false }
    }

    fn shape(columns: Vec<Column>) -> Shape {
        Shape { tables: [("T".to_owned(), columns)].into(), ..Shape::default() }
    }

    fn codes(problems: &Problems) -> Vec<&str> {
        problems.told().iter().map(Problem::code).collect()
    }

    #[test]
    fn texts_are_cut_to_the_columns_length_and_that_is_said() {
        let shape = shape(vec![column("A", ColumnKind::Text { max: Some(4), unicode: true })]);
        let mut problems = Problems::default();
        let row = fit(Row::new("T").with("A", "Żółw😀y"), &[], &shape, &mut problems).unwrap();
        assert_eq!(row.get("A"), Some(&Value::from("Żółw")));
        assert_eq!(codes(&problems), ["IMP-016"]);
    }

    #[test]
    fn what_code_page_1250_lacks_is_replaced_and_counted() {
        let shape = shape(vec![column("A", ColumnKind::Text { max: Some(20), unicode: false })]);
        let mut problems = Problems::default();
        let row = fit(Row::new("T").with("A", "łódź 😀"), &[], &shape, &mut problems).unwrap();
        let Some(Value::Text(text)) = row.get("A") else { panic!("a text") };
        assert!(text.starts_with("łódź "), "{text}");
        assert_eq!(codes(&problems), ["IMP-017"]);
    }

    #[test]
    fn unknown_columns_that_must_be_supplied_are_filled_and_named() {
        let shape = shape(vec![
            column("A", ColumnKind::Integer),
            column("B", ColumnKind::Text { max: Some(5), unicode: true }),
            column("C", ColumnKind::DateTime),
        ]);
        let mut problems = Problems::default();
        let row = fit(Row::new("T").with("A", 1_i64), &["B"], &shape, &mut problems).unwrap();
        assert_eq!(row.get("B"), Some(&Value::from("")));
        assert_eq!(row.get("C"), Some(&Value::Now));
        assert_eq!(codes(&problems), ["IMP-018"]);
    }

    #[test]
    fn a_pattern_fills_what_a_row_does_not_say() {
        let null = |name: &str| Column { nullable: true, ..column(name, ColumnKind::Integer) };
        let text = ColumnKind::Text { max: Some(3), unicode: false };
        let mut shape = shape(vec![
            column("TrN_Waluta", text),
            null("TrN_OpeZalID"),
            column("TrN_Nowa", ColumnKind::Integer),
            column("TrN_Centrala", ColumnKind::Integer),
            null("TrN_GIDNumer"),
            null("TrN_StaZalId"),
        ]);
        let pattern = Row::new("T")
            .with("TrN_Waluta", "PLN")
            .with("TrN_OpeZalID", 3_i64)
            .with("TrN_Nowa", 7_i64)
            .with("TrN_Centrala", 9_i64)
            .with("TrN_GIDNumer", 11_i64)
            .with("TrN_StaZalId", Value::Null);
        shape.pattern.insert("T".to_owned(), pattern.cells);
        let mut problems = Problems::default();
        let fitted = |row: Row, problems: &mut Problems| fit(row, &["TrN_Centrala"], &shape, problems).unwrap();
        let row = fitted(Row::new("T").with("TrN_Waluta", ""), &mut problems);
        let expected = Row::new("T")
            .with("TrN_Waluta", "PLN")
            .with("TrN_OpeZalID", 3_i64)
            .with("TrN_Nowa", 7_i64)
            .with("TrN_Centrala", 0_i64);
        assert_eq!(row, expected);
        assert_eq!(codes(&problems), [""; 0]);
        // A document in a currency has its own.
        let abroad = fitted(Row::new("T").with("TrN_Waluta", "EUR"), &mut problems);
        assert_eq!(abroad.get("TrN_Waluta"), Some(&Value::from("EUR")));
    }

    #[test]
    fn columns_that_the_base_lacks_are_left_out() {
        let shape = shape(vec![column("A", ColumnKind::Integer)]);
        let row = fit(Row::new("T").with("A", 1_i64).with("Old", ""), &[], &shape, &mut Problems::default()).unwrap();
        assert_eq!(row.cells.len(), 1);
    }

    #[test]
    fn numbers_that_do_not_fit_refuse_the_plan() {
        let shape = shape(vec![column("A", ColumnKind::Decimal { precision: 5, scale: 2 })]);
        let fits = |number: &str| {
            let number: Decimal = number.parse().unwrap();
            let mut problems = Problems::default();
            fit(Row::new("T").with("A", number), &[], &shape, &mut problems).map(|_| problems.count())
        };
        assert_eq!(fits("999.99"), Ok(0));
        assert_eq!(fits("0.5"), Ok(0));
        assert_eq!(fits("0.555"), Ok(1));
        assert_eq!(fits("1000").unwrap_err().code(), "IMP-019");
    }
}
