//! The server's errors in our words, judged by number and by the names in a message, never by its sentences: they may be
//! in Polish. Numbers that Babelfish gives instead of SQL Server's are told apart by the words that its engine always says.

use tiberius::error::Error;
use tiberius::error::TokenError;

use super::access::Access;
use crate::optima::error::{OptimaError, Refusal, Said, WrongBase, quoted};
use crate::optima::rows::{Row, Value};
use crate::optima::tables::{self, ColumnType};

/// Babelfish's number for whatever it has no number for.
const BABELFISH: u32 = 33_557_097;

/// An error while a session is opened.
pub(super) fn connecting(access: &Access, error: &Error) -> OptimaError {
    let place = access.place.clone();
    match error {
        Error::Server(token) => match token.code() {
            // Wrong password or login, disabled, locked, expired, must be changed.
            18_450 | 18_452 | 18_456 | 18_463..=18_468 | 18_470 | 18_486..=18_488 => {
                OptimaError::LoginRefused { place, user: access.user.clone(), why: quoted(token.message()) }
            }
            // Cannot open the database that was asked for; no such database.
            4060..=4064 | 911 => OptimaError::NoDatabase { place, database: access.database.clone() },
            // Nobody's document yet.
            _ => of_server(&place, "open", None, token).of_base(&place),
        },
        Error::Tls(why) => OptimaError::Untrusted { place, why: quoted(why) },
        other => OptimaError::Unreachable { place, why: plain(other) },
    }
}

/// An error of a request that reads or removes.
pub(super) fn asking(place: &str, doing: &'static str, error: &Error) -> OptimaError {
    match error {
        Error::Server(token) => of_server(place, doing, None, token),
        other => OptimaError::Unreachable { place: place.to_owned(), why: plain(other) },
    }
}

/// Is the session of no use after this? A server's own error below 20 leaves it good; whatever else happened, an answer
/// to an earlier request may still be on its way.
pub(super) fn ends_session(error: &Error) -> bool {
    !matches!(error, Error::Server(token) if token.class() < 20)
}

/// An error of a write: of the row, where the server tells which. What was begun is undone, or the session is lost.
pub(super) fn writing(place: &str, row: Option<&Row>, error: &Error) -> OptimaError {
    match error {
        Error::Server(token) => {
            refused(row, token).unwrap_or_else(|| of_server(place, "INSERT", row.map(|row| row.table), token))
        }
        other => OptimaError::Unreachable { place: place.to_owned(), why: plain(other) },
    }
}

/// Was it the victim of another transaction, so that the same may be tried again at once?
pub(super) fn is_victim(error: &Error) -> bool {
    // Deadlock, two conflicts of snapshots, rows that moved below a scan.
    matches!(error, Error::Server(token) if matches!(token.code(), 601 | 1205 | 3960 | 3961) || is_serialization(token))
}

/// May the same be tried again at once? A wait for a lock that was in vain, too: it has taken its time.
pub(super) fn is_passing(error: &Error) -> bool {
    is_victim(error) || matches!(error, Error::Server(token) if token.code() == 1222)
}

fn is_serialization(token: &TokenError) -> bool {
    token.code() == BABELFISH && (token.message().contains("deadlock") || token.message().contains("lock timeout"))
}

/// The unique index that holds a value already. `Some("")`: one that we do not know.
pub(super) fn duplicate(error: &Error) -> Option<String> {
    let Error::Server(token) = error else { return None };
    let is_duplicate = matches!(token.code(), 2601 | 2627) || token.message().contains("duplicate key value");
    if !is_duplicate || trigger(token).is_some() {
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
    let dangles =
        (token.code() == 547 && !message.contains("CHECK")) || message.contains("violates foreign key constraint");
    dangles && trigger(token).is_none()
}

/// The line of the request that failed, from 1. A trigger counts its own lines.
pub(super) fn line(error: &Error) -> Option<u32> {
    match error {
        Error::Server(token) if trigger(token).is_none() => Some(token.line()),
        _ => None,
    }
}

/// The trigger, procedure or function of the base in which it arose; none: in our own text.
fn trigger(token: &TokenError) -> Option<&str> {
    Some(token.procedure()).filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case("sp_executesql"))
}

/// A row that the server refused, as far as its number tells. What a trigger stumbled over is not a row of ours.
fn refused(row: Option<&Row>, token: &TokenError) -> Option<OptimaError> {
    let message = token.message();
    let table = row.map_or("", |row| row.table);
    if token.class() >= OUTAGE {
        return None;
    }
    // What a trigger raised: `Towary_InsertUpdate_Trigger` for a second EAN, or a partner's own rule.
    if token.code() >= 50_000 && token.code() != BABELFISH {
        let said = said("INSERT", row.map(|row| row.table), token);
        return Some(OptimaError::refused(table, &column_in(message, table), Refusal::Raised { said }));
    }
    if trigger(token).is_some() {
        return None;
    }
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
        547 => Refusal::Rule { why: quoted(message) },
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

/// From this class on it is not the statement that is wrong: 17 to 19 the server's resources and bounds, 20 and more the
/// session's end, up to damaged files.
const OUTAGE: u8 = 17;

/// Single user, being restored, recovered, converted, off line, moved, in the hands of a mirror or of an availability group
/// whose other half works; the server shutting down, paused, being upgraded, for its administrator alone.
const AWAY: &[u32] = &[
    904, 905, 921, 922, 923, 924, 925, 926, 927, 928, 941, 942, 943, 944, 945, 946, 947, 948, 949, 950, 951, 952, 953,
    954, 955, 956, 957, 958, 959, 960, 976, 977, 978, 979, 980, 981, 982, 983, 984, 985, 986, 987, 988, 1468, 3101,
    4060, 4061, 4062, 4063, 4064, 5120, 6005, 6006, 17_142, 18_401, 18_451, 18_461, 35_250,
];

/// Pages that cannot be read or do not hold what they should.
const DAMAGED: &[u32] = &[211, 605, 823, 824, 825, 829, 832, 5242, 5243, 5250, 7105];

/// Out of memory, buffers, locks or workers; our session ended by an administrator; a transaction that nobody can go on
/// with; the server not ready; a network's words as a number; servers in the cloud.
const UNWELL: &[u32] = &[
    64, 121, 233, 596, 615, 701, 802, 845, 1204, 3930, 3971, 3988, 3989, 4221, 6107, 8628, 8645, 8651, 10_053, 10_054,
    10_060, 10_061, 10_922, 10_928, 10_929, 10_930, 10_936, 17_187, 17_188, 17_189, 17_190, 17_191, 17_192, 17_193,
    17_194, 17_195, 17_196, 17_197, 40_143, 40_166, 40_197, 40_501, 40_540, 40_549, 40_550, 40_551, 40_552, 40_553,
    40_613, 40_615, 49_918, 49_919, 49_920,
];

/// An error that is no row's. By number first: there are many below class 17 that hold up everybody.
fn of_server(place: &str, doing: &'static str, table: Option<&str>, token: &TokenError) -> OptimaError {
    let said = said(doing, table, token);
    let (place, why) = (place.to_owned(), said.words.clone());
    match token.code() {
        // Victims; a lock that was in vain; the whole base locked by somebody who changes it.
        601 | 1205 | 1222 | 3960 | 3961 | 5061 => OptimaError::Locked { place },
        _ if is_serialization(token) => OptimaError::Locked { place },
        229 | 230 | 262 | 297 | 300 | 916 => OptimaError::NoRight { place, why },
        BABELFISH if token.message().contains("permission denied") => OptimaError::NoRight { place, why },
        // Read-only, log full, disk full, file group full, no room for versions, the size that was paid for.
        1101 | 1105 | 3906 | 3908 | 3967 | 5123 | 5144 | 5145 | 5149 | 9002 | 40_544 => {
            OptimaError::Unwritable { place, why }
        }
        code if AWAY.contains(&code) => OptimaError::Unreachable { place, why },
        code if DAMAGED.contains(&code) => OptimaError::Damaged { place, said },
        code if UNWELL.contains(&code) => OptimaError::Unwell { place, said },
        208 => OptimaError::WrongBase { place, why: WrongBase::Incomplete { why } },
        _ if token.class() >= OUTAGE => OptimaError::Unwell { place, said },
        _ => OptimaError::Failed { said },
    }
}

/// What the server said, and what of: the trigger that it arose in, a table that it names, the table of our row.
fn said(doing: &'static str, table: Option<&str>, token: &TokenError) -> Said {
    let message = token.message();
    let named = || {
        let words: Vec<&str> = message.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').collect();
        let known = tables::ALL.iter().map(|table| table.name);
        known.into_iter().find(|name| words.contains(name))
    };
    let at = match trigger(token) {
        Some(trigger) => trigger.to_owned(),
        None => named().or(table).map_or_else(|| doing.to_owned(), |table| format!("CDN.{table}")),
    };
    Said::new(token.code(), token.class(), &at, message)
}

/// Without the driver's own frame of words, and without its advice, which is a second sentence and English.
fn plain(error: &Error) -> String {
    let words = match error {
        Error::Io { message, .. } => message.clone(),
        Error::Protocol(words) | Error::Encoding(words) | Error::Conversion(words) => words.to_string(),
        other => other.to_string(),
    };
    quoted(words.split(". ").next().unwrap_or_default().trim_end_matches('.'))
}
