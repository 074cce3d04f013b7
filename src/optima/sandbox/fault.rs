//! SQLite's errors in our words. Constraints of ours carry names that say column and reason (`tables/ddl.rs`).

use rusqlite::{Error, ErrorCode, ffi};

use super::super::error::{OptimaError, Refusal, Said, WrongBase};
use super::super::sql::InsertError;
use super::super::tables::{self, ColumnType};

/// An error of opening, reading, beginning, committing.
pub fn read(place: &str, doing: &'static str, error: &Error) -> OptimaError {
    let place = place.to_owned();
    let why = words(error);
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => OptimaError::Locked { place },
        Some(ErrorCode::ReadOnly | ErrorCode::DiskFull | ErrorCode::PermissionDenied) => {
            OptimaError::Unwritable { place, why }
        }
        Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure) => OptimaError::Unreachable { place, why },
        Some(ErrorCode::NotADatabase) => OptimaError::WrongBase { place, why: WrongBase::NotASandbox },
        Some(ErrorCode::DatabaseCorrupt) => OptimaError::WrongBase { place, why: WrongBase::Damaged },
        // The machine's, or of somebody who changes the tables just now.
        Some(
            ErrorCode::OutOfMemory
            | ErrorCode::InternalMalfunction
            | ErrorCode::OperationAborted
            | ErrorCode::OperationInterrupted
            | ErrorCode::FileLockingProtocolFailed
            | ErrorCode::NoLargeFileSupport
            | ErrorCode::SchemaChanged,
        ) => OptimaError::Unwell { place, said: said(doing, error) },
        _ => OptimaError::Failed { said: said(doing, error) },
    }
}

fn said(doing: &str, error: &Error) -> Said {
    let number = error.sqlite_error().and_then(|error| u32::try_from(error.extended_code).ok()).unwrap_or_default();
    Said::new(number, 0, doing, &words(error))
}

/// SQLite's own words, without the driver's around them, where it has any.
fn words(error: &Error) -> String {
    match error {
        Error::SqliteFailure(_, Some(words)) => words.clone(),
        Error::SqlInputError { msg, .. } => msg.clone(),
        other => other.to_string(),
    }
}

/// An error of an INSERT.
pub fn insert(place: &str, error: &Error) -> InsertError {
    let Error::SqliteFailure(code, Some(message)) = error else { return read(place, "INSERT", error).into() };
    let after = |prefix: &str| message.strip_prefix(prefix);
    match code.extended_code {
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => InsertError::NoSuchRow,
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID => {
            InsertError::Duplicate { index: index(after("UNIQUE constraint failed: ").unwrap_or(message)) }
        }
        ffi::SQLITE_CONSTRAINT_NOTNULL => refused(after("NOT NULL constraint failed: "), Refusal::Missing),
        ffi::SQLITE_CONSTRAINT_CHECK => check(after("CHECK constraint failed: ").unwrap_or(message)),
        // Ours name the column whose value stands on another card already.
        ffi::SQLITE_CONSTRAINT_TRIGGER => {
            refused(Some(message), Refusal::Duplicate { index: "Towary_InsertUpdate_Trigger".to_owned() })
        }
        // "cannot store TEXT value in INTEGER column TraNag.TrN_Bufor"
        ffi::SQLITE_CONSTRAINT_DATATYPE => refused(message.rsplit(' ').next(), Refusal::Type),
        _ if message.contains("generated column") => refused(message.rsplit(' ').next(), Refusal::ReadOnly),
        _ => read(place, "INSERT", error).into(),
    }
}

/// `Table.Column`, or whatever else stands there, as a refusal.
fn refused(place: Option<&str>, why: Refusal) -> InsertError {
    let place = place.unwrap_or_default().trim_matches('"');
    let (table, column) = place.split_once('.').unwrap_or((table_of(place), place));
    InsertError::Other(OptimaError::refused(table, column, why))
}

/// `index 'TrNGUID'`, or `TwrCeny.TwC_TwrID, TwrCeny.TwC_TwCNumer` for an index of plain columns.
fn index(text: &str) -> String {
    if let Some(name) = text.strip_prefix("index '") {
        return name.trim_end_matches('\'').to_owned();
    }
    let columns: Vec<&str> =
        text.split(", ").filter_map(|part| part.split_once('.').map(|(_, column)| column)).collect();
    let mut all = tables::ALL.iter().flat_map(|table| table.unique);
    all.find(|unique| unique.columns == columns).map_or_else(|| text.to_owned(), |unique| unique.name.to_owned())
}

/// `TrN_NumerObcy length`.
fn check(name: &str) -> InsertError {
    let (column, reason) = name.split_once(' ').unwrap_or((name, ""));
    let why = match reason {
        "length" => Refusal::TooLong { max: max_length(column), length: 0 },
        "characters" => Refusal::Characters { letters: String::new() },
        "range" | "decimal" => Refusal::Number { value: String::new() },
        "date" => Refusal::Date,
        "guid" => Refusal::Type,
        _ => Refusal::Rule { why: name.to_owned() },
    };
    InsertError::Other(OptimaError::refused(table_of(column), column, why))
}

fn table_of(column: &str) -> &'static str {
    let has = |table: &&tables::Table| table.columns.iter().any(|c| c.name == column);
    tables::ALL.iter().find(has).map_or("", |table| table.name)
}

fn max_length(column: &str) -> u32 {
    let columns = tables::ALL.iter().flat_map(|table| table.columns);
    match columns.clone().find(|c| c.name == column).map(|c| c.kind) {
        Some(ColumnType::VarChar(max) | ColumnType::NVarChar(max)) => max,
        _ => 0,
    }
}
