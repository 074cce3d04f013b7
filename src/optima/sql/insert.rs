//! INSERT statements, built from rows.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::super::error::{OptimaError, Refusal};
use super::statement::{SqlValue, Statement};
use crate::optima::rows::{ColumnKind, Row, Shape, Value, column_from};

/// The ids that the base gave out so far in this transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    /// `TrN_NumerNr`.
    pub number: Option<i64>,
    /// `TrN_TrNID`.
    pub header: Option<i64>,
    /// `Knt_KntId`.
    pub contractor: Option<i64>,
    /// `Twr_TwrId`, in the order of the plan.
    pub products: Vec<i64>,
}

/// The INSERT for a row. Columns get into the text only if the shape has them; values only as parameters.
///
/// # Errors
/// [`OptimaError::Refused`] for a column that the shape lacks, and for a placeholder whose id is not known yet:
/// a fault of the plan.
pub fn insert(shape: &Shape, row: &Row, ids: &Ids) -> Result<Statement, OptimaError> {
    let refuse = |column: &str, why| OptimaError::refused(row.table, column, why);
    let columns = shape.tables.get(row.table).ok_or_else(|| refuse("", Refusal::Unknown))?;
    let mut statement = Statement::default();
    let (mut names, mut values) = (String::new(), String::new());
    let mut next = 0;
    for cell in &row.cells {
        let found = column_from(columns, next, |column| column.name == cell.column);
        let (place, column) = found.ok_or_else(|| refuse(&cell.column, Refusal::Unknown))?;
        next = place + 1;
        let missing = || refuse(&cell.column, Refusal::Missing);
        let value = match &cell.value {
            Value::Null => "NULL".to_owned(),
            Value::Now => "GETDATE()".to_owned(),
            Value::Int(number) if matches!(column.kind, ColumnKind::Decimal { .. }) => {
                statement.mark(scaled(Decimal::from(*number), column.kind))
            }
            Value::Int(number) => statement.mark(*number),
            Value::Decimal(number) => statement.mark(scaled(*number, column.kind)),
            Value::Text(text) => statement.mark(text),
            Value::Date(date) => statement.mark(SqlValue::Date(*date)),
            Value::Number => statement.mark(ids.number.ok_or_else(missing)?),
            Value::HeaderId => statement.mark(ids.header.ok_or_else(missing)?),
            Value::ContractorId => statement.mark(ids.contractor.ok_or_else(missing)?),
            Value::ProductId(place) => statement.mark(*ids.products.get(*place).ok_or_else(missing)?),
        };
        let comma = if names.is_empty() { "" } else { ", " };
        let _ = write!(names, "{comma}{}", column.name);
        let _ = write!(values, "{comma}{value}");
    }
    statement.text = format!("INSERT INTO CDN.{} ({names}) VALUES ({values})", row.table);
    Ok(statement)
}

/// The number with exactly the column's decimals; no negative zero.
fn scaled(number: Decimal, kind: ColumnKind) -> SqlValue {
    let mut number = if number.is_zero() { Decimal::ZERO } else { number };
    if let ColumnKind::Decimal { scale, .. } = kind {
        number.rescale(scale);
    }
    SqlValue::Decimal(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optima::tables;

    #[test]
    fn values_are_parameters_and_null_is_text() {
        let row = Row::new("TraVat")
            .with("TrV_TrNID", Value::HeaderId)
            .with("TrV_TrNidFinalna", Value::Null)
            .with("TrV_Stawka", Value::Int(23))
            .with("TrV_Netto", Value::Decimal("-1.5".parse().unwrap()));
        let ids = Ids { header: Some(7), ..Ids::default() };
        let statement = insert(&tables::shape(), &row, &ids).unwrap();
        assert_eq!(
            statement.text,
            "INSERT INTO CDN.TraVat (TrV_TrNID, TrV_TrNidFinalna, TrV_Stawka, TrV_Netto) VALUES (@P1, NULL, @P2, @P3)"
        );
        let decimal = |text: &str| SqlValue::Decimal(text.parse().unwrap());
        assert_eq!(statement.params, [SqlValue::Int(7), decimal("23.00"), decimal("-1.50")]);
    }

    #[test]
    fn a_column_that_the_base_lacks_never_reaches_the_text() {
        let row = Row::new("TraVat").with("TrV_Typ) VALUES (1); DROP TABLE CDN.TraVat --", Value::Int(1));
        assert!(matches!(
            insert(&tables::shape(), &row, &Ids::default()),
            Err(OptimaError::Refused { why: Refusal::Unknown, .. })
        ));
    }

    #[test]
    fn a_placeholder_without_its_id_is_refused() {
        let row = Row::new("TraVat").with("TrV_TrNID", Value::HeaderId);
        assert!(matches!(
            insert(&tables::shape(), &row, &Ids::default()),
            Err(OptimaError::Refused { why: Refusal::Missing, .. })
        ));
    }
}
