//! What we know of the tables of an Optima company base: 26 tables, 766 columns, as Comarch describes release
//! 2026.4, with the keys that are documented or were seen (`reference/optima-database.md`, sections 2 and 8).
//!
//! The sandbox is built from this description, and a row is checked against it before it is sent. A real base
//! is asked for its own columns instead: releases differ in lengths and in columns with defaults.
//!
//! Not promised: `CHECK`s of the real base (only those of `FormyPlatnosci` and `BnkZdarzenia` are known), the
//! bodies of its functions and triggers, and tables that an order does not touch.

mod build;
mod contractors;
mod ddl;
mod dictionaries;
mod documents;
mod headers;
#[cfg(test)]
pub mod old;
mod products;
mod shape;
#[cfg(test)]
pub mod tsql;

pub use ddl::{script, text_fold};
pub use shape::{columns, shape, shape_of};

/// A table in schema `CDN`.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name without the schema.
    pub name: &'static str,
    /// Its primary key.
    pub key: &'static str,
    /// Its columns, in Optima's order.
    pub columns: &'static [Column],
    /// Unique indexes; in Optima they are indexes and not constraints, and one takes a single NULL.
    pub unique: &'static [Unique],
    /// Foreign keys.
    pub foreign: &'static [Foreign],
    /// Conditions over a row.
    pub checks: &'static [&'static str],
    /// Indexes that only the sandbox has, for its own speed: name, columns.
    pub lookups: &'static [(&'static str, &'static [&'static str])],
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: ColumnType,
    /// NULL is allowed.
    pub nullable: bool,
    /// What the base puts in where an INSERT leaves it out.
    pub default: Option<Default>,
    /// The base counts it.
    pub identity: bool,
    /// The base computes it, in `SQLite`'s words.
    pub computed: Option<&'static str>,
}

impl Column {
    /// An INSERT has to name it.
    #[must_use]
    pub const fn must_be_supplied(&self) -> bool {
        !self.nullable && self.default.is_none() && !self.read_only()
    }

    /// An INSERT must not name it.
    #[must_use]
    pub const fn read_only(&self) -> bool {
        self.identity || self.computed.is_some()
    }
}

/// A type of SQL Server's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// 0 to 255.
    TinyInt,
    /// 16 bits.
    SmallInt,
    /// 32 bits.
    Int,
    /// So many characters of code page 1250 (the bases' collation is `Polish_CI_AS`, section 6.4).
    VarChar(u32),
    /// So many UTF-16 units.
    NVarChar(u32),
    /// Text without a limit.
    NVarCharMax,
    /// So many digits in all, and after the point.
    Decimal {
        /// In all.
        precision: u32,
        /// After the point.
        scale: u32,
    },
    /// Date and time.
    DateTime,
    /// `uniqueidentifier`.
    Guid,
}

/// A column's default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Default {
    /// A number.
    Number(i64),
    /// `''`.
    Empty,
    /// `GETDATE()`.
    Now,
}

/// A unique index.
#[derive(Clone, Copy, Debug)]
pub struct Unique {
    /// Its name in Optima, which error 2601 quotes.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
}

/// A foreign key of one column.
#[derive(Clone, Copy, Debug)]
pub struct Foreign {
    /// The column here.
    pub column: &'static str,
    /// The table there.
    pub table: &'static str,
    /// Its key.
    pub key: &'static str,
    /// `ON DELETE CASCADE`.
    pub cascade: bool,
}

/// The tables, each after those that it points to.
pub const ALL: [Table; 26] = [
    dictionaries::SYSTEM_CDN,
    dictionaries::KATEGORIE,
    dictionaries::GRUPY,
    dictionaries::MAGAZYNY,
    dictionaries::FORMY_PLATNOSCI,
    dictionaries::DOK_DEFINICJE,
    dictionaries::DEF_CENY,
    dictionaries::DEF_ATRYBUTY,
    dictionaries::DEF_ATR_ELEM,
    contractors::KONTRAHENCI,
    contractors::KNT_ODBIORCY,
    contractors::KNT_OSOBY,
    contractors::KNT_ATRYBUTY,
    products::TWR_GRUPY,
    products::TOWARY,
    products::TWR_CENY,
    products::TWR_EAN,
    products::TWR_JMZ,
    products::TWR_ILOSCI,
    headers::TRA_NAG,
    documents::TRA_ELEM,
    documents::TRA_VAT,
    documents::TRA_SELEM,
    documents::TRA_NAG_RELACJE,
    documents::DOK_ATRYBUTY,
    documents::BNK_ZDARZENIA,
];

/// The table of this name.
#[must_use]
pub fn table(name: &str) -> Option<&'static Table> {
    const TABLES: &[Table] = &ALL;
    TABLES.iter().find(|table| table.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_and_column_is_here() {
        let columns = |name: &str| table(name).unwrap().columns.len();
        assert_eq!(ALL.len(), 26);
        assert_eq!(ALL.iter().map(|table| table.columns.len()).sum::<usize>(), 766);
        for (name, count) in
            [("TraNag", 176), ("TraElem", 73), ("TraVat", 11), ("Kontrahenci", 147), ("Towary", 90), ("DokAtrybuty", 9)]
        {
            assert_eq!(columns(name), count, "{name}");
        }
    }

    #[test]
    fn what_an_insert_must_name_is_as_many_as_documented() {
        let must = |name: &str| table(name).unwrap().columns.iter().filter(|c| c.must_be_supplied()).count();
        for (name, count) in [("TraNag", 80), ("TraElem", 51), ("TraVat", 9), ("Kontrahenci", 87), ("Towary", 58)] {
            assert_eq!(must(name), count, "{name}");
        }
        assert_eq!(ALL.iter().flat_map(|table| table.columns).filter(|c| c.identity).count(), 25);
        assert_eq!(ALL.iter().flat_map(|table| table.columns).filter(|c| c.computed.is_some()).count(), 7);
        assert_eq!(ALL.iter().flat_map(|table| table.columns).filter(|c| c.default.is_some()).count(), 117);
    }

    #[test]
    fn keys_name_columns_that_exist() {
        for table in &ALL {
            let has = |name: &str| table.columns.iter().any(|column| column.name == name);
            assert!(has(table.key), "{}", table.key);
            for name in table.unique.iter().flat_map(|unique| unique.columns) {
                assert!(has(name), "{name}");
            }
            for name in table.lookups.iter().flat_map(|(_, columns)| *columns) {
                assert!(has(name), "{name}");
            }
            for foreign in table.foreign {
                assert!(has(foreign.column), "{}", foreign.column);
                let parent = super::table(foreign.table).unwrap();
                assert_eq!(parent.key, foreign.key);
            }
        }
    }
}
