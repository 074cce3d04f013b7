//! The server's errors in our words, judged by number and by the names in a message, never by its sentences: they may be
//! in Polish. Numbers that Babelfish gives instead of SQL Server's are told apart by the words that its engine always says.

use tiberius::error::Error;
use tiberius::error::TokenError;

use super::access::Access;
use crate::core::plan::{Row, Value};
use crate::optima::error::{OptimaError, Refusal, WrongBase};
use crate::optima::tables::{self, ColumnType};

/// Babelfish's number for whatever it has no number for.
const BABELFISH: u32 = 33_557_097;

/// An error while a session is opened.
pub(super) fn connecting(access: &Access, error: &Error) -> OptimaError {
    let place = access.place.clone();
    match error {
        Error::Server(token) => match token.code() {
            // Wrong password or login, disabled, locked, expired, must be changed.
            18_450..=18_452 | 18_456 | 18_461 | 18_463..=18_468 | 18_470 | 18_486..=18_488 => {
                OptimaError::LoginRefused { place, user: access.user.clone(), why: token.message().to_owned() }
            }
            // Cannot open the database that was asked for; no such database.
            4060..=4064 | 911 => OptimaError::NoDatabase { place, database: access.database.clone() },
            _ => of_server(&place, "open", token),
        },
        Error::Tls(why) => OptimaError::Untrusted { place, why: why.clone() },
        other => OptimaError::Unreachable { place, why: plain(other) },
    }
}

/// An error of a request.
pub(super) fn asking(place: &str, doing: &'static str, error: &Error) -> OptimaError {
    match error {
        Error::Server(token) => of_server(place, doing, token),
        other => OptimaError::Unreachable { place: place.to_owned(), why: plain(other) },
    }
}

/// Is the session of no use after this? A server's own error below 20 leaves it good; whatever else happened, an answer
/// to an earlier request may still be on its way.
pub(super) fn ends_session(error: &Error) -> bool {
    !matches!(error, Error::Server(token) if token.class() < 20)
}

/// Was the transaction the victim of another, so that the same may be tried again?
pub(super) fn is_passing(error: &Error) -> bool {
    matches!(error, Error::Server(token) if matches!(token.code(), 1205 | 1222 | 3960) || is_serialization(token))
}

fn is_serialization(token: &TokenError) -> bool {
    token.code() == BABELFISH && (token.message().contains("deadlock") || token.message().contains("lock timeout"))
}

/// The unique index that holds a value already. `Some("")`: one that we do not know.
pub(super) fn duplicate(error: &Error) -> Option<String> {
    let Error::Server(token) = error else { return None };
    if !matches!(token.code(), 2601 | 2627) && !token.message().contains("duplicate key value") {
        return None;
    }
    let message = token.message().to_lowercase();
    let mut known: Vec<&str> = tables::ALL.iter().flat_map(|table| table.unique).map(|unique| unique.name).collect();
    // `TrNNumerPelny` holds `TrNNumer`.
    known.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let found = known.into_iter().find(|name| message.contains(&name.to_lowercase()));
    Some(found.unwrap_or_default().to_owned())
}

/// Does a foreign key point nowhere?
pub(super) fn is_dangling(error: &Error) -> bool {
    let Error::Server(token) = error else { return false };
    let message = token.message();
    (token.code() == 547 && !message.contains("CHECK")) || message.contains("violates foreign key constraint")
}

/// The line of the request that failed, from 1.
pub(super) fn line(error: &Error) -> Option<u32> {
    match error {
        Error::Server(token) => Some(token.line()),
        _ => None,
    }
}

/// A row that the server refused, as far as its number tells.
pub(super) fn refused(row: Option<&Row>, token: &TokenError) -> Option<OptimaError> {
    let message = token.message();
    let table = row.map_or("", |row| row.table);
    let mut column = column_in(message, table);
    let why = match token.code() {
        515 => Refusal::Missing,
        8152 | 2628 => Refusal::TooLong { max: 0, length: 0 },
        220 | 8115 | 1007 => {
            // The message has the type and not the column.
            let (name, value) = row.and_then(too_large).unwrap_or_default();
            column = if column.is_empty() { name.to_owned() } else { column };
            Refusal::Number { value }
        }
        241 | 242 => Refusal::Date,
        245 | 8114 => Refusal::Type,
        271 | 544 => Refusal::ReadOnly,
        207 | 213 => Refusal::Unknown,
        547 => Refusal::Rule { why: message.to_owned() },
        // What a trigger raised: `Towary_InsertUpdate_Trigger` for a second EAN, or a partner's own rule.
        code if code >= 50_000 && code != BABELFISH => Refusal::Rule { why: message.to_owned() },
        _ => return None,
    };
    Some(OptimaError::refused(table, &column, why))
}

/// The first number of a row that its narrow column does not hold, by what is known of the tables.
fn too_large(row: &Row) -> Option<(&'static str, String)> {
    let columns = tables::table(row.table)?.columns.iter();
    columns.into_iter().find_map(|column| {
        let Some(Value::Int(number)) = row.get(column.name) else { return None };
        let fits = match column.kind {
            ColumnType::TinyInt => u8::try_from(*number).is_ok(),
            ColumnType::SmallInt => i16::try_from(*number).is_ok(),
            _ => true,
        };
        (!fits).then(|| (column.name, number.to_string()))
    })
}

/// A column of the table that the message names.
fn column_in(message: &str, table: &str) -> String {
    let words: Vec<&str> = message.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
    let columns = tables::table(table).map_or(&[][..], |table| table.columns).iter();
    let named = columns.filter(|column| words.iter().any(|word| word.eq_ignore_ascii_case(column.name)));
    named.map(|column| column.name).next().unwrap_or_default().to_owned()
}

fn of_server(place: &str, doing: &'static str, token: &TokenError) -> OptimaError {
    let (place, why) = (place.to_owned(), token.message().to_owned());
    let denied = why.contains("permission denied");
    match token.code() {
        1205 | 1222 | 3960 => OptimaError::Locked { place },
        _ if is_serialization(token) => OptimaError::Locked { place },
        229 | 230 | 262 | 300 | 916 => OptimaError::NoRight { place, why },
        BABELFISH if denied => OptimaError::NoRight { place, why },
        // Read-only, log full, disk full, file group full.
        3906 | 3908 | 9002 | 1101 | 1105 => OptimaError::Unwritable { place, why },
        // Single user, being restored, recovered, converted, off line, shutting down.
        921..=927 | 941..=945 | 952 | 976 | 6005 | 18_401 => OptimaError::Unreachable { place, why },
        208 => OptimaError::WrongBase { place, why: WrongBase::Incomplete { why } },
        _ => OptimaError::Failed { doing, why: format!("{} ({why})", token.code()) },
    }
}

/// Without the driver's own frame of words.
fn plain(error: &Error) -> String {
    match error {
        Error::Io { message, .. } => message.clone(),
        other => other.to_string(),
    }
}
