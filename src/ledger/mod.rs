//! Our own state: what is known of each order, how far each account's journal has been read, and which files came
//! from elsewhere. One SQLite file, `state/ledger.sqlite3`.
//!
//! It can be lost. Optima's own rows say which documents exist and refuse a second one, so a new ledger costs
//! fetching again and never a doubled document (`reference/requirements.md` R-A15). Settings and tokens are not in
//! it. Persons are in the bodies of orders ([`Ledger::body`]), which are the evidence of what a document was made
//! from, and in what is told about an order that changed since.
//!
//! SQLite is used with a rollback journal and `synchronous=FULL`. Not WAL: the folder may lie on a network share,
//! where WAL does not work (`reference/engineering.md` B.3), and a backup is then one file. The journal is
//! truncated and not removed, for truncation is synced and removal is not: a commit that was answered for survives a
//! power cut.
//!
//! A ledger of a later version is opened to read; see [`Ledger::problem`].

mod accounts;
mod begun;
mod bodies;
mod browse;
mod corrections;
mod cut;
mod documents;
mod error;
mod files;
mod foreign;
mod join;
mod marks;
mod mentions;
mod migrations;
mod offers;
mod open;
mod records;
mod restore;
#[cfg(test)]
mod tests;

pub use crate::core::life::{Life, State};
pub use accounts::BoundAlias;
pub use begun::Begun;
pub use bodies::{LatestBody, OrderBody};
pub use browse::{Bought, BoughtHour, Browse, Sort};
pub use cut::Written;
pub use error::LedgerError;
pub use foreign::ForeignNote;
pub use join::Joined;
pub use marks::{Mark, moment};
pub use records::{Cursor, Event, FileOutcome, FileRecord, LineHolder, OrdersFilter, Step};
pub use restore::Restored;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Params, Transaction, TransactionBehavior, params};

use crate::core::life::{Closed, Closer, Kind, Matter, state};
use crate::core::order::SeenId;
use crate::core::problem::{Explain as _, Problem};
use crate::system::private;
use migrations::Age;
use records::{Reader, matters_in, problem_text, rest_text, time_text};

/// How many orders of an account are in the states that keep them from a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// They wait.
    pub waiting: u64,
    /// They are refused.
    pub refused: u64,
}

/// The file's name in `state/`.
pub const FILE: &str = "ledger.sqlite3";

/// Another process of ours holds the ledger for one commit, some milliseconds; five seconds are a stuck one.
const PATIENCE: Duration = Duration::from_secs(5);

/// So many prepared statements are kept: more than there are.
const STATEMENTS: usize = 128;

/// An order with its lines as one JSON list.
const ORDER: &str = "SELECT o.*, (SELECT json_group_array(line_id) FROM
    (SELECT line_id FROM order_lines WHERE order_id = o.order_id ORDER BY line_id)) AS lines FROM orders AS o";

/// In `order_counts`, beside the states: orders that wait for a person, and changes of orders.
const OPEN: &str = "open";
const CHANGES: &str = "changes";

/// The ledger. Writing takes it exclusively; each call is one transaction.
#[derive(Debug)]
pub struct Ledger {
    connection: Connection,
    path: PathBuf,
    newer: Option<u32>,
}

impl Ledger {
    /// Opens the ledger, or makes it. The folder must exist.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        let usual = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        // Where that fails, SQLite says why.
        let _ = private::begin(path);
        let ledger = Self::connect(path, usual)?;
        match ledger.newer {
            None => Ok(ledger),
            // Not only by our own promise: this connection cannot write.
            Some(version) => {
                drop(ledger);
                let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
                    .and_then(|connection| connection.busy_timeout(PATIENCE).map(|()| connection))
                    .map_err(|source| LedgerError::Sqlite { path: path.to_path_buf(), source })?;
                Ok(Self { connection, path: path.to_path_buf(), newer: Some(version) })
            }
        }
    }

    /// A ledger that is gone when it is dropped, for dry runs and tests.
    pub fn memory() -> Result<Self, LedgerError> {
        let usual = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Self::connect(Path::new(":memory:"), usual)
    }

    /// Looks through the whole file for damage, which opening it does not meet.
    ///
    /// # Errors
    /// It is damaged, or cannot be read.
    pub fn check(&self) -> Result<(), LedgerError> {
        let failed = |source| LedgerError::Sqlite { path: self.path.clone(), source };
        let found: String = self.connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(failed)?;
        if found == "ok" {
            return Ok(());
        }
        let damaged = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
        Err(failed(rusqlite::Error::SqliteFailure(damaged, Some(found))))
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Self, LedgerError> {
        let failed = |source| LedgerError::Sqlite { path: path.to_path_buf(), source };
        let mut connection = Connection::open_with_flags(path, flags).map_err(failed)?;
        connection.busy_timeout(PATIENCE).map_err(failed)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // Otherwise SQLite plans a statement anew for every value that is bound to it.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(failed)?;
        let newer = match migrations::migrate(&mut connection).map_err(failed)? {
            Age::Current => None,
            Age::Newer(version) => Some(version),
            Age::Foreign => return Err(LedgerError::Foreign { path: path.to_path_buf() }),
        };
        if newer.is_none() {
            // After the look: setting the journal mode would change a foreign file.
            connection
                .execute_batch(
                    // What is deleted is overwritten: it was a person.
                    "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;
                     PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL;",
                )
                .map_err(failed)?;
        }
        Ok(Self { connection, path: path.to_path_buf(), newer })
    }

    /// What is wrong with the ledger as a whole: it is of a later version, and every write will be refused.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        self.writable().err().map(|error| error.problem())
    }

    /// One order.
    pub fn order(&self, order_id: &SeenId) -> Result<Option<Life>, LedgerError> {
        let sql = format!("{ORDER} WHERE o.order_id = ?1");
        Ok(self.all(&sql, params![order_id], records::order)?.pop())
    }

    /// Orders, latest change first.
    pub fn orders(&self, filter: &OrdersFilter) -> Result<Vec<Life>, LedgerError> {
        let sql = format!(
            "{ORDER} WHERE (?1 IS NULL OR o.state = ?1) AND (?2 IS NULL OR o.account = ?2)
             AND (?3 IS NULL OR o.next_try_at <= ?3) AND (?6 = 0 OR o.open_matters > 0)
             ORDER BY o.changed_at DESC, o.order_id LIMIT ?4 OFFSET ?5"
        );
        let due = filter.due_by.map(time_text);
        // SQLite reads a negative limit as none.
        let limit = filter.limit.map_or(-1, i64::from);
        let state = filter.state.map(State::as_str);
        let all = params![state, filter.account, due, limit, filter.offset, filter.open_matters];
        self.all(&sql, all, records::order)
    }

    /// How many orders are in each state. Every state is there.
    pub fn counts(&self) -> Result<BTreeMap<State, u64>, LedgerError> {
        let mut counts: BTreeMap<State, u64> = State::ALL.into_iter().map(|state| (state, 0)).collect();
        counts.extend(self.counted()?.into_iter().filter_map(|(name, count)| Some((name.parse().ok()?, count))));
        Ok(counts)
    }

    /// How many orders of each account wait, and how many are refused; accounts without any are not there.
    pub fn standing(&self) -> Result<BTreeMap<String, Standing>, LedgerError> {
        let sql = "SELECT account, state, COUNT(*) AS n FROM orders WHERE state IN ('waiting', 'error')
             GROUP BY account, state";
        let found = self.all(sql, [], |reader| {
            Ok((reader.get::<String>("account")?, reader.state()?, u64::from(reader.get::<u32>("n")?)))
        })?;
        let mut standing: BTreeMap<String, Standing> = BTreeMap::new();
        for (account, state, count) in found {
            let of = standing.entry(account).or_default();
            *(if state == State::Waiting { &mut of.waiting } else { &mut of.refused }) += count;
        }
        Ok(standing)
    }

    /// How many orders wait for a person.
    pub fn count_open(&self) -> Result<u64, LedgerError> {
        Ok(self.counted()?.get(OPEN).copied().unwrap_or_default())
    }

    /// What is another number after any change of any order.
    pub fn changes(&self) -> Result<u64, LedgerError> {
        Ok(self.counted()?.get(CHANGES).copied().unwrap_or_default())
    }

    /// What is counted as it changes, by its name.
    fn counted(&self) -> Result<BTreeMap<String, u64>, LedgerError> {
        let found = self.all("SELECT name, n FROM order_counts", [], |reader| {
            Ok((reader.get::<String>("name")?, u64::try_from(reader.get::<i64>("n")?).unwrap_or_default()))
        })?;
        Ok(found.into_iter().collect())
    }

    /// How many orders came into this state at that time or later, and are still in it.
    pub fn count_since(&self, state: State, since: Timestamp) -> Result<u64, LedgerError> {
        let sql = "SELECT COUNT(*) AS n FROM orders WHERE state = ?1 AND changed_at >= ?2";
        let found = self.all(sql, params![state.as_str(), time_text(since)], |reader| reader.get::<u32>("n"))?;
        Ok(found.into_iter().map(u64::from).sum())
    }

    /// What an order went through, oldest first.
    pub fn history(&self, order_id: &SeenId) -> Result<Vec<Step>, LedgerError> {
        let sql = "SELECT at, state, code, event FROM history WHERE order_id = ?1 ORDER BY id";
        self.all(sql, params![order_id], |reader| {
            let event = reader.parsed("event", Event::parse)?;
            Ok(Step { at: reader.time("at")?, state: reader.state()?, code: reader.get("code")?, event })
        })
    }

    /// Which orders hold these lines. Cancelled and superseded orders hold none.
    pub fn orders_with_lines<S: AsRef<str>>(&self, lines: &[S]) -> Result<Vec<LineHolder>, LedgerError> {
        let lines: Vec<&str> = lines.iter().map(AsRef::as_ref).collect();
        // One JSON parameter: an order may have more lines than SQLite takes parameters.
        let lines = serde_json::Value::from(lines).to_string();
        let sql = "SELECT l.line_id, l.order_id, o.state FROM order_lines AS l JOIN orders AS o USING (order_id)
             WHERE l.line_id IN (SELECT value FROM json_each(?1)) AND o.state NOT IN ('cancelled', 'superseded')
             ORDER BY l.line_id, l.order_id";
        self.all(sql, params![lines], |reader| {
            Ok(LineHolder {
                line_id: reader.get("line_id")?,
                order_id: reader.get("order_id")?,
                state: reader.state()?,
            })
        })
    }

    /// Stores orders as they are now, all or none. Refused: a change of state that [`state::allowed`] forbids, and a
    /// line that is in another order's document, unless this order's own is by another hand.
    pub fn record(&mut self, orders: &[Life]) -> Result<(), LedgerError> {
        self.record_with(orders, &[])
    }

    /// [`Ledger::record`], and the bodies that the decisions were made from, all or none.
    pub fn record_with(&mut self, orders: &[Life], bodies: &[OrderBody]) -> Result<(), LedgerError> {
        let at = orders.iter().map(|order| order.changed_at).max().unwrap_or_default();
        let news = self.write(|transaction| {
            let news = store(transaction, orders)?;
            bodies::store(transaction, bodies, at)?;
            Ok(news)
        })?;
        log(&news);
        Ok(())
    }

    /// Ends a run: the orders that are still to be dealt with, how far the journal has been read and what the next
    /// run has to know, in one transaction. Call it when the files of all other orders are durable and recorded: the
    /// cursor follows the files.
    pub fn finish_run(
        &mut self,
        account: &str,
        orders: &[Life],
        cursor: Option<&str>,
        at: Timestamp,
        marks: &[(Mark, String)],
    ) -> Result<(), LedgerError> {
        let news = self.write(|transaction| {
            let news = store(transaction, orders)?;
            if let Some(event_id) = cursor {
                transaction.execute(
                    "INSERT INTO cursors (account, event_id, at) VALUES (?1, ?2, ?3)
                     ON CONFLICT (account) DO UPDATE SET event_id = excluded.event_id, at = excluded.at",
                    params![account, event_id, time_text(at)],
                )?;
            }
            marks::store(transaction, account, marks)?;
            Ok(news)
        })?;
        log(&news);
        Ok(())
    }

    /// How far an account's journal has been read; `None`: never.
    pub fn cursor(&self, account: &str) -> Result<Option<Cursor>, LedgerError> {
        let sql = "SELECT event_id, at FROM cursors WHERE account = ?1";
        let found = self.all(sql, params![account], |reader| {
            Ok(Cursor { event_id: reader.get("event_id")?, at: reader.time("at")? })
        });
        Ok(found?.pop())
    }

    /// The seller to whom an alias belongs; `None`: nobody has logged in under it.
    pub fn seller(&self, account: &str) -> Result<Option<String>, LedgerError> {
        let sql = "SELECT seller_id FROM sellers WHERE account = ?1";
        Ok(self.all(sql, params![account], |reader| reader.get("seller_id"))?.pop())
    }

    /// Binds an alias to a seller, for ever; the same seller again is fine. Another one is refused, for its orders
    /// would go into the wrong company.
    pub fn pin_seller(&mut self, account: &str, seller_id: &str, at: Timestamp) -> Result<(), LedgerError> {
        self.write(|transaction| {
            transaction.execute(
                "INSERT INTO sellers (account, seller_id, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
                params![account, seller_id, time_text(at)],
            )?;
            let sql = "SELECT seller_id FROM sellers WHERE account = ?1";
            let pinned: String = transaction.query_row(sql, params![account], |row| row.get(0))?;
            if pinned == seller_id {
                return Ok(());
            }
            Err(Failure::Told(LedgerError::OtherSeller {
                account: account.to_owned(),
                pinned,
                found: seller_id.to_owned(),
            }))
        })
    }

    /// Stores what became of a file that is not an order of ours. The same content under the same name again
    /// replaces what was known of it.
    pub fn record_file(&mut self, file: &FileRecord) -> Result<(), LedgerError> {
        self.record_files(std::slice::from_ref(file), &[])
    }

    /// Files that are not orders of ours, latest first.
    pub fn files(&self, limit: Option<u32>, offset: u32) -> Result<Vec<FileRecord>, LedgerError> {
        let sql = "SELECT * FROM files ORDER BY at DESC, name LIMIT ?1 OFFSET ?2";
        self.all(sql, params![limit.map_or(-1, i64::from), offset], records::file)
    }

    /// What is known of files with these bytes.
    pub fn files_with(&self, sha256: &str) -> Result<Vec<FileRecord>, LedgerError> {
        self.all("SELECT * FROM files WHERE sha256 = ?1 ORDER BY name", params![sha256], records::file)
    }

    fn writable(&self) -> Result<(), LedgerError> {
        match self.newer {
            Some(version) => Err(LedgerError::Newer { path: self.path.clone(), version }),
            None => Ok(()),
        }
    }

    fn write<T>(&mut self, work: impl FnOnce(&Transaction<'_>) -> Result<T, Failure>) -> Result<T, LedgerError> {
        self.writable()?;
        let path = self.path.clone();
        // IMMEDIATE: a transaction that first reads and then wants to write cannot wait for its turn.
        let transact = || {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        transact().map_err(|failure| match failure {
            Failure::Sqlite(source) => LedgerError::Sqlite { path, source },
            Failure::Told(error) => error,
        })
    }

    fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl Fn(&Reader<'_>) -> Result<T, LedgerError>,
    ) -> Result<Vec<T>, LedgerError> {
        let failed = |source| LedgerError::Sqlite { path: self.path.clone(), source };
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let mut rows = statement.query(params).map_err(failed)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            found.push(read(&Reader { path: &self.path, row })?);
        }
        Ok(found)
    }
}

/// A failure inside a transaction, before it gets the ledger's path.
enum Failure {
    Sqlite(rusqlite::Error),
    Told(LedgerError),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

/// All orders first and then all lines, so that one page can give a line from an order that is superseded to the
/// one that supersedes it, in either order.
fn store<'o>(transaction: &Transaction<'_>, orders: &'o [Life]) -> Result<Vec<&'o Life>, Failure> {
    let mut news = Vec::new();
    for order in orders {
        if store_order(transaction, order)? {
            news.push(order);
        }
        transaction.prepare_cached("DELETE FROM order_lines WHERE order_id = ?1")?.execute(params![order.order_id])?;
    }
    for order in orders {
        store_lines(transaction, order)?;
    }
    Ok(news)
}

/// What is safe in the ledger is told to the log: each order whose state or reason is new.
fn log(news: &[&Life]) {
    for order in news {
        let (id, account, document) = (&order.order_id, &order.account, &order.document);
        let (state, code) = (order.state.as_str(), order.problem.as_ref().map(Problem::code));
        // Who wants to know of warnings alone wants to know what was refused.
        if order.state == State::Error {
            tracing::warn!(order = %id, account, state, document, code, "order");
        } else {
            tracing::info!(order = %id, account, state, document, code, "order");
        }
    }
}

/// Is its state, the reason for it, or something for a person new?
fn store_order(transaction: &Transaction<'_>, order: &Life) -> Result<bool, Failure> {
    let before = transaction
        .prepare_cached("SELECT state, json_extract(problem, '$.message.id'), life FROM orders WHERE order_id = ?1")?
        .query_row(params![order.order_id], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?, row.get::<_, Option<String>>(2)?))
        })
        .optional()?;
    // The table's check lets no other word in.
    let from = before.as_ref().and_then(|(state, ..)| state.parse::<State>().ok());
    if let Some(from) = from
        && !state::allowed(Some(from), order.state)
    {
        let (order, to) = (order.order_id.clone(), order.state);
        return Err(Failure::Told(LedgerError::Transition { order, from, to }));
    }
    transaction
        .prepare_cached(
            "INSERT INTO orders (order_id, account, state, revision, body_sha256, file, key, document, problem,
                 bought_at, total, currency, seen_at, changed_at, attempts, next_try_at, life, open_matters)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
             ON CONFLICT (order_id) DO UPDATE SET account = excluded.account, state = excluded.state,
                 revision = excluded.revision, body_sha256 = excluded.body_sha256, file = excluded.file,
                 key = excluded.key, document = excluded.document, problem = excluded.problem,
                 bought_at = excluded.bought_at, total = excluded.total, currency = excluded.currency,
                 changed_at = excluded.changed_at, attempts = excluded.attempts,
                 next_try_at = excluded.next_try_at, life = excluded.life, open_matters = excluded.open_matters",
        )?
        .execute(params![
            order.order_id,
            order.account,
            order.state.as_str(),
            order.revision,
            order.essence,
            order.file,
            order.key.map(|key| key.to_string()),
            order.document,
            problem_text(order.problem.as_ref()),
            order.bought_at.map(time_text),
            order.total,
            order.currency,
            time_text(order.seen_at),
            time_text(order.changed_at),
            order.attempts,
            order.next_try_at.map(time_text),
            rest_text(order),
            u32::try_from(order.open_matters().count()).unwrap_or(u32::MAX),
        ])?;
    if !order.state.is_settled() {
        cut::moves_again(transaction, &order.order_id)?;
    }
    let code = order.problem.as_ref().map(Problem::code);
    let (code_before, rest_before) = before.map_or((None, None), |(_, code, rest)| (code, rest));
    let is_news = from != Some(order.state) || code_before.as_deref() != code;
    if is_news {
        note_step(transaction, order, (order.changed_at, code), None)?;
    }
    let matters = events(&matters_in(rest_before.as_deref()), &order.matters);
    for (event, matter) in &matters {
        let at = matter.closed.map_or(matter.since, |closed| closed.at);
        note_step(transaction, order, (at, Some(matter.problem.code())), Some(*event))?;
    }
    Ok(is_news || !matters.is_empty())
}

fn note_step(
    transaction: &Transaction<'_>,
    order: &Life,
    (at, code): (Timestamp, Option<&str>),
    event: Option<Event>,
) -> Result<(), Failure> {
    transaction
        .prepare_cached("INSERT INTO history (order_id, at, state, code, event) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![order.order_id, time_text(at), order.state.as_str(), code, event.map(Event::as_str)])?;
    Ok(())
}

/// What became of the matters since. A refusal is told by the state.
fn events<'m>(before: &[Matter], now: &'m [Matter]) -> Vec<(Event, &'m Matter)> {
    let told = now.iter().filter(|matter| matter.kind != Kind::Refused && !before.contains(matter));
    let event = |matter: &Matter| match matter.closed {
        None => Event::Opened,
        Some(Closed { by: Closer::Fact, .. }) => Event::Closed,
        Some(Closed { by: Closer::Person, .. }) => Event::Done,
    };
    told.map(|matter| (event(matter), matter)).collect()
}

fn store_lines(transaction: &Transaction<'_>, order: &Life) -> Result<(), Failure> {
    // A document by another hand is a fact, whatever lines it shares with one of ours: nobody makes it now, so nothing
    // is doubled by knowing of it. The line stays with who had it first; who asks for its holders is told of both.
    let is_fact = order.state == State::Duplicate && !order.is_ours_in_optima();
    for line in &order.lines {
        let mut is_live = order.state.holds_lines();
        if is_live {
            let other = transaction
                .prepare_cached("SELECT order_id FROM order_lines WHERE line_id = ?1 AND live = 1 AND order_id <> ?2")?
                .query_row(params![line, order.order_id], |row| row.get::<_, SeenId>(0))
                .optional()?;
            is_live = other.is_none();
            if let Some(other) = other.filter(|_| !is_fact) {
                let (order, line) = (order.order_id.clone(), line.clone());
                return Err(Failure::Told(LedgerError::LineTaken { order, line, other }));
            }
        }
        transaction
            .prepare_cached("INSERT OR IGNORE INTO order_lines (line_id, order_id, live) VALUES (?1, ?2, ?3)")?
            .execute(params![line, order.order_id, is_live])?;
    }
    Ok(())
}
