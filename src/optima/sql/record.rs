//! A row that a SELECT gave, read by column name.

use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

use super::super::error::OptimaError;

/// A cell as the engine gave it. The sandbox keeps decimals and times as text, SQL Server has types for them:
/// the readers below take both.
#[derive(Clone, Debug, PartialEq)]
pub enum SqlCell {
    /// NULL.
    Null,
    /// Any integer.
    Int(i64),
    /// Text.
    Text(String),
    /// A decimal.
    Decimal(Decimal),
    /// A date with time.
    DateTime(DateTime),
}

/// A row.
#[derive(Clone, Debug)]
pub struct Record {
    columns: Arc<[String]>,
    cells: Vec<SqlCell>,
}

impl Record {
    /// Columns as the SELECT names them, and their cells.
    #[must_use]
    pub fn new(columns: Arc<[String]>, cells: Vec<SqlCell>) -> Self {
        Self { columns, cells }
    }

    /// The cell of a column.
    pub fn cell(&self, column: &str) -> Result<&SqlCell, OptimaError> {
        let place = self.columns.iter().position(|name| name == column);
        place.and_then(|place| self.cells.get(place)).ok_or_else(|| unreadable(column, "—"))
    }

    /// An integer, or `None` for NULL.
    pub fn optional(&self, column: &str) -> Result<Option<i64>, OptimaError> {
        match self.cell(column)? {
            SqlCell::Null => Ok(None),
            SqlCell::Int(number) => Ok(Some(*number)),
            other => Err(unreadable(column, &format!("{other:?}"))),
        }
    }

    /// An integer; NULL is an error.
    pub fn int(&self, column: &str) -> Result<i64, OptimaError> {
        self.optional(column)?.ok_or_else(|| unreadable(column, "NULL"))
    }

    /// A flag: anything but 0 and NULL.
    pub fn flag(&self, column: &str) -> Result<bool, OptimaError> {
        Ok(self.optional(column)?.is_some_and(|number| number != 0))
    }

    /// Text; NULL is empty.
    pub fn text(&self, column: &str) -> Result<String, OptimaError> {
        match self.cell(column)? {
            SqlCell::Null => Ok(String::new()),
            SqlCell::Text(text) => Ok(text.clone()),
            other => Err(unreadable(column, &format!("{other:?}"))),
        }
    }

    /// Several columns of text joined, empty ones left out: a name that Optima cuts in three.
    pub fn joined(&self, columns: &[&str], between: &str) -> Result<String, OptimaError> {
        let texts: Vec<String> = columns.iter().map(|column| self.text(column)).collect::<Result<_, _>>()?;
        let parts: Vec<&str> = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
        Ok(parts.join(between))
    }

    /// A decimal.
    pub fn decimal(&self, column: &str) -> Result<Decimal, OptimaError> {
        match self.cell(column)? {
            SqlCell::Decimal(number) => Ok(*number),
            SqlCell::Int(number) => Ok(Decimal::from(*number)),
            SqlCell::Text(text) => text.parse().map_err(|_| unreadable(column, text)),
            other => Err(unreadable(column, &format!("{other:?}"))),
        }
    }

    /// A date with time.
    pub fn date_time(&self, column: &str) -> Result<DateTime, OptimaError> {
        match self.cell(column)? {
            SqlCell::DateTime(time) => Ok(*time),
            SqlCell::Text(text) => text.parse().map_err(|_| unreadable(column, text)),
            other => Err(unreadable(column, &format!("{other:?}"))),
        }
    }

    /// The date of a date with time.
    pub fn date(&self, column: &str) -> Result<Date, OptimaError> {
        self.date_time(column).map(DateTime::date)
    }
}

fn unreadable(column: &str, value: &str) -> OptimaError {
    OptimaError::Unreadable { column: column.to_owned(), value: value.to_owned() }
}
