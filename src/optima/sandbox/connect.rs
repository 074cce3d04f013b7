//! Opening the file: whose it is, its version, how it is kept safe, and what SQL Server has that SQLite lacks.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags};

use super::super::error::{OptimaError, WrongBase};
use super::super::tables::{self, Table};
use super::{collation, fault, identity, search, seed, triggers};
use crate::clock::Clock;
use crate::system::private;

/// SQLite's `application_id` of our files: `AlOp`.
const APPLICATION: i64 = 0x416C_4F70;
/// SQLite's `user_version`: the version of the tables. Counted up with every change of them.
const VERSION: i64 = 1;
/// How long we wait for another process to finish writing. A document takes milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);

/// A rollback journal (the default) and not a write-ahead log: the file may lie on a network share, where a log does not
/// work, and a copy of the one file is the whole base at any moment that nothing is written, also after a process was
/// killed. EXTRA syncs the folder when the journal has been removed, so that a commit that was answered for survives a
/// power cut; FULL does not. 16 MB of pages are those of a group of documents with their indexes, so that none has to be
/// written before the commit, which would lock readers out.
const KEPT_SAFE: &str = "PRAGMA CDN.synchronous = EXTRA; PRAGMA CDN.cache_size = -16000;";

pub fn file(path: &Path, clock: Arc<dyn Clock>) -> Result<Connection, OptimaError> {
    let place = path.display().to_string();
    let unreachable = |why: String| OptimaError::Unreachable { place: place.clone(), why };
    if let Some(folder) = path.parent() {
        private::create_dir_all(folder).map_err(|error| unreachable(error.to_string()))?;
    }
    // Where that fails, SQLite says why.
    let _ = private::begin(path);
    let name = path.to_str().ok_or_else(|| unreachable("not UTF-8".to_owned()))?;
    open(name, &place, clock, &tables::ALL)
}

/// A base of these tables that is gone with the connection.
pub fn memory(clock: Arc<dyn Clock>, tables: &[Table]) -> Result<Connection, OptimaError> {
    open(":memory:", ":memory:", clock, tables)
}

/// `tables` are those of a new base.
fn open(name: &str, place: &str, clock: Arc<dyn Clock>, tables: &[Table]) -> Result<Connection, OptimaError> {
    // Without SQLITE_OPEN_URI a path is a path, also one that begins with `file:`.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let opened = Connection::open_in_memory_with_flags(flags).and_then(|connection| {
        connection.busy_timeout(PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(64);
        // Otherwise SQLite plans a statement anew for every value that is bound to it.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        words(&connection, clock)?;
        connection.execute("ATTACH DATABASE ?1 AS CDN", [name])?;
        Ok(connection)
    });
    let connection = opened.map_err(|error| fault::read(place, "open", &error).of_base(place))?;
    prepare(&connection, place, tables)?;
    Ok(connection)
}

/// What the shared statements use and SQLite lacks or means otherwise.
fn words(connection: &Connection, clock: Arc<dyn Clock>) -> rusqlite::Result<()> {
    connection.create_collation("NOCASE", collation::compare)?;
    connection.create_scalar_function("GETDATE", 0, FunctionFlags::SQLITE_UTF8, move |_| {
        Ok(clock.now().strftime("%Y-%m-%d %H:%M:%S").to_string())
    })?;
    let pure = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    // `text LIKE pattern` is like(pattern, text).
    connection.create_scalar_function("like", 2, pure, |context| {
        let (pattern, text) = (context.get_raw(0).as_str_or_null()?, context.get_raw(1).as_str_or_null()?);
        Ok(pattern.zip(text).map(|(pattern, text)| collation::like(pattern, text, None)))
    })?;
    connection.create_scalar_function("like", 3, pure, |context| {
        let (pattern, text) = (context.get_raw(0).as_str_or_null()?, context.get_raw(1).as_str_or_null()?);
        let escape = context.get_raw(2).as_str()?.chars().next();
        Ok(pattern.zip(text).map(|(pattern, text)| collation::like(pattern, text, escape)))
    })
}

/// Makes sure that the file is ours, and makes it if it is new. One process makes it, the others wait.
fn prepare(connection: &Connection, place: &str, tables: &[Table]) -> Result<(), OptimaError> {
    let failed = |error: rusqlite::Error| fault::read(place, "open", &error).of_base(place);
    let wrong = |why| OptimaError::WrongBase { place: place.to_owned(), why };
    connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;").map_err(failed)?;
    let new = is_new(connection).map_err(failed)?;
    if !new {
        check(connection).map_err(failed)?.map_err(wrong)?;
    }
    connection.execute_batch(KEPT_SAFE).map_err(failed)?;
    let complete = || Ok(search::is_complete(connection)? && identity::is_there(connection)?);
    if !new && complete().map_err(failed)? {
        return Ok(());
    }
    let born = identity::random()?;
    connection.execute_batch("BEGIN IMMEDIATE").map_err(failed)?;
    let made = if is_new(connection).map_err(failed)? { make(connection, tables).map(Ok) } else { check(connection) };
    let added = |made| {
        search::create(connection)?;
        identity::create(connection, born)?;
        Ok(made)
    };
    match made.and_then(added) {
        Ok(Ok(())) => connection.execute_batch("COMMIT").map_err(failed),
        Ok(Err(why)) => Err(wrong(why)),
        Err(error) => Err(failed(error)),
    }
}

fn pragma(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.query_row(&format!("PRAGMA CDN.{name}"), [], |row| row.get(0))
}

/// Nothing in it: the file was not there, or is empty. (The count of pages would not do: inside a transaction
/// that is to write, an empty file has one.)
fn is_new(connection: &Connection) -> rusqlite::Result<bool> {
    let objects: i64 = connection.query_row("SELECT COUNT(*) FROM CDN.sqlite_schema", [], |row| row.get(0))?;
    Ok(objects == 0 && pragma(connection, "application_id")? == 0 && pragma(connection, "user_version")? == 0)
}

fn check(connection: &Connection) -> rusqlite::Result<Result<(), WrongBase>> {
    if pragma(connection, "application_id")? != APPLICATION {
        return Ok(Err(WrongBase::NotASandbox));
    }
    let found = pragma(connection, "user_version")?;
    Ok(match found.cmp(&VERSION) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(WrongBase::Newer { found, known: VERSION }),
        // There was no version before the first.
        std::cmp::Ordering::Less => Err(WrongBase::NotASandbox),
    })
}

fn make(connection: &Connection, tables: &[Table]) -> rusqlite::Result<()> {
    connection.execute_batch(&tables::script(tables))?;
    connection.execute_batch(&triggers::script())?;
    seed::fill(connection, &tables::shape_of(tables))?;
    connection
        .execute_batch(&format!("PRAGMA CDN.application_id = {APPLICATION}; PRAGMA CDN.user_version = {VERSION};"))
}
