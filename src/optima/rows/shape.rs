//! What a base's tables are like, as far as rows must fit them.

use std::collections::BTreeMap;

use super::Cell;

/// The columns of the tables that we write, as this base has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Table name without schema → its columns, in their order.
    pub tables: BTreeMap<String, Vec<Column>>,
    /// The pattern document's cells. Empty: there is none.
    pub pattern: Pattern,
}

/// The pattern document's cells by table: header and first line.
pub type Pattern = BTreeMap<String, Vec<Cell>>;

/// One column, from `sys.columns`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: ColumnKind,
    /// NULL allowed.
    pub nullable: bool,
    /// The base fills it where an INSERT leaves it out.
    pub has_default: bool,
    /// Computed or identity: never written.
    pub read_only: bool,
}

/// The column that `is` it, and its place; looked for from a place on, and then before it. Rows name their columns mostly
/// in the base's own order, and a table has up to 180 of them.
#[must_use]
pub fn column_from(columns: &[Column], from: usize, is: impl Fn(&Column) -> bool) -> Option<(usize, &Column)> {
    let (before, after) = columns.split_at(from.min(columns.len()));
    let place = after.iter().position(&is).map(|place| place + before.len()).or_else(|| before.iter().position(&is))?;
    columns.get(place).map(|column| (place, column))
}

/// A column's type, as far as values must fit it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// `varchar`, `nvarchar`: at most so many characters (`None`: max); `unicode` is false for code page 1250.
    Text {
        /// Characters.
        max: Option<u32>,
        /// nvarchar.
        unicode: bool,
    },
    /// `int`, `smallint`, `tinyint`, `bigint`, `bit`.
    Integer,
    /// `decimal(p,s)`.
    Decimal {
        /// Digits in all.
        precision: u32,
        /// Digits after the point.
        scale: u32,
    },
    /// `datetime`.
    DateTime,
    /// `uniqueidentifier`.
    Guid,
    /// Anything else.
    Other,
}
