//! Rows to insert: table, columns, values.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::core::plan::Shown;

/// A value of a cell. Ids that the base gives out in the same transaction stand as placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// NULL; written into the statement, never bound (`reference/sql-server.md`).
    Null,
    /// Any integer type.
    Int(i64),
    /// `decimal`.
    Decimal(Decimal),
    /// `varchar`, `nvarchar`.
    Text(String),
    /// `datetime` at midnight.
    Date(Date),
    /// The server's present time, `GETDATE()`.
    Now,
    /// `TrN_NumerNr`: the number found inside the transaction.
    Number,
    /// `TrN_TrNID` of the header of this document.
    HeaderId,
    /// `Knt_KntId` of the payer, new or existing.
    ContractorId,
    /// `Twr_TwrId` of the n-th new product of this document.
    ProductId(usize),
}

impl Value {
    /// For people who look at a row; placeholders in angle brackets.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Null => "NULL".to_owned(),
            Self::Int(number) => number.to_string(),
            Self::Decimal(number) => number.to_string(),
            Self::Text(text) => text.clone(),
            Self::Date(date) => date.to_string(),
            Self::Now => "<now>".to_owned(),
            Self::Number => "<number>".to_owned(),
            Self::HeaderId => "<TrN_TrNID>".to_owned(),
            Self::ContractorId => "<Knt_KntId>".to_owned(),
            Self::ProductId(index) => format!("<Twr_TwrId {index}>"),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}
impl From<Decimal> for Value {
    fn from(number: Decimal) -> Self {
        Self::Decimal(number)
    }
}
impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

/// A column's name with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The column, verbatim.
    pub column: Cow<'static, str>,
    /// Its value.
    pub value: Value,
}

/// One row to insert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The table in schema `CDN`, without the schema.
    pub table: &'static str,
    /// Its cells; columns that are not named keep their default.
    pub cells: Vec<Cell>,
}

impl Row {
    /// An empty row.
    #[must_use]
    pub fn new(table: &'static str) -> Self {
        Self { table, cells: Vec::new() }
    }

    /// Adds a cell.
    #[must_use]
    pub fn with(mut self, column: &'static str, value: impl Into<Value>) -> Self {
        self.cells.push(Cell { column: Cow::Borrowed(column), value: value.into() });
        self
    }

    /// The value of a column.
    #[must_use]
    pub fn get(&self, column: &str) -> Option<&Value> {
        self.cells.iter().find(|cell| cell.column == column).map(|cell| &cell.value)
    }
    /// For people.
    #[must_use]
    pub fn shown(&self) -> Shown {
        let values = self.cells.iter().map(|cell| (cell.column.to_string(), cell.value.shown())).collect();
        Shown { place: self.table.to_owned(), values }
    }
}
