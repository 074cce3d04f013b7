//! A statement as data: its text and the values for its markers.

use jiff::civil::Date;
use rust_decimal::Decimal;

/// A statement with its parameters: `@P1` takes the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// The text.
    pub text: String,
    /// The values, in the order of the markers' numbers.
    pub params: Vec<SqlValue>,
}

/// A value to bind. There is no NULL: it is written into the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SqlValue {
    /// Any integer column.
    Int(i64),
    /// The digits of a decimal, whose point stands in the text.
    Long(i64),
    /// `varchar`, `nvarchar`.
    Text(String),
    /// `decimal`, with exactly the column's decimals.
    Decimal(Decimal),
    /// `datetime` at midnight.
    Date(Date),
}

impl From<i64> for SqlValue {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}
impl From<&str> for SqlValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<&String> for SqlValue {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl Statement {
    /// A statement without parameters so far.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), params: Vec::new() }
    }

    /// Adds text.
    #[must_use]
    pub fn sql(mut self, text: &str) -> Self {
        self.text.push_str(text);
        self
    }

    /// Adds a marker and its value.
    #[must_use]
    pub fn bind(mut self, value: impl Into<SqlValue>) -> Self {
        let marker = self.mark(value);
        self.text.push_str(&marker);
        self
    }

    /// Adds ` IN (@P1, @P2 …)`. Nothing is in an empty list, on either engine.
    #[must_use]
    pub fn bind_in<T: Clone + Into<SqlValue>>(mut self, values: &[T]) -> Self {
        if values.is_empty() {
            return self.sql(" IN (NULL)");
        }
        let markers: Vec<String> = values.iter().map(|value| self.mark(value.clone())).collect();
        self.sql(&format!(" IN ({})", markers.join(", ")))
    }

    /// Keeps a value and gives its marker, which may stand in the text more than once.
    pub fn mark(&mut self, value: impl Into<SqlValue>) -> String {
        self.params.push(value.into());
        format!("@P{}", self.params.len())
    }
}
