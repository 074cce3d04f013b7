//! The words that the table descriptions are written in. All of them are `const`, so a description that makes
//! no sense stops the build.

use super::{Column, ColumnType, Default, Foreign, Unique};

const fn column(name: &'static str, kind: ColumnType) -> Column {
    Column { name, kind, nullable: false, default: None, identity: false, computed: None }
}

/// `int`.
pub const fn int(name: &'static str) -> Column {
    column(name, ColumnType::Int)
}

/// `smallint`.
pub const fn smallint(name: &'static str) -> Column {
    column(name, ColumnType::SmallInt)
}

/// `tinyint`.
pub const fn tinyint(name: &'static str) -> Column {
    column(name, ColumnType::TinyInt)
}

/// `varchar(max)` of code page 1250.
pub const fn varchar(name: &'static str, max: u32) -> Column {
    column(name, ColumnType::VarChar(max))
}

/// `nvarchar(max)`.
pub const fn nvarchar(name: &'static str, max: u32) -> Column {
    column(name, ColumnType::NVarChar(max))
}

/// `nvarchar(max)` without a limit.
pub const fn nvarchar_max(name: &'static str) -> Column {
    column(name, ColumnType::NVarCharMax)
}

/// `decimal(precision, scale)`.
pub const fn decimal(name: &'static str, precision: u32, scale: u32) -> Column {
    column(name, ColumnType::Decimal { precision, scale })
}

/// `datetime`.
pub const fn datetime(name: &'static str) -> Column {
    column(name, ColumnType::DateTime)
}

/// `uniqueidentifier`.
pub const fn guid(name: &'static str) -> Column {
    column(name, ColumnType::Guid)
}

impl Column {
    /// NULL is allowed.
    #[must_use]
    pub const fn null(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// `IDENTITY`.
    #[must_use]
    pub const fn identity(mut self) -> Self {
        self.identity = true;
        self
    }

    /// `DEFAULT(n)`.
    #[must_use]
    pub const fn or(mut self, value: i64) -> Self {
        self.default = Some(Default::Number(value));
        self
    }

    /// `DEFAULT('')`.
    #[must_use]
    pub const fn or_empty(mut self) -> Self {
        self.default = Some(Default::Empty);
        self
    }

    /// `DEFAULT(GetDate())`.
    #[must_use]
    pub const fn or_now(mut self) -> Self {
        self.default = Some(Default::Now);
        self
    }

    /// A computed column. The expression is `SQLite`'s and uses nothing but its built-in functions, so that any
    /// program can read the file.
    #[must_use]
    pub const fn computed(mut self, expression: &'static str) -> Self {
        self.computed = Some(expression);
        self.nullable = true;
        self
    }
}

/// A unique index.
pub const fn unique(name: &'static str, columns: &'static [&'static str]) -> Unique {
    Unique { name, columns }
}

/// A foreign key that refuses the deletion of what it points to.
pub const fn references(column: &'static str, table: &'static str, key: &'static str) -> Foreign {
    Foreign { column, table, key, cascade: false }
}

/// A foreign key with `ON DELETE CASCADE`.
pub const fn cascade(column: &'static str, table: &'static str, key: &'static str) -> Foreign {
    Foreign { column, table, key, cascade: true }
}
