//! Which of ten thousand documents are there, with their sums: the embedded base beside the bare query.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use allegro_optima::clock::SystemClock;
use allegro_optima::optima::OptimaError;
use allegro_optima::optima::sandbox::Sandbox;
use allegro_optima::optima::sql::{Engine, Record, Search, Statement, present};
use allegro_optima::optima::tables::{self, Column, ColumnType};
use jiff::Timestamp;
use jiff::civil::DateTime;
use rusqlite::{Connection, params_from_iter};
use uuid::Uuid;

use crate::disk::folder;
use crate::measure::{Limit, Table, in_turns};

const KEYS: usize = 10_000;
const PRESENT: usize = 9_900;
/// Requests at most, and the floor's keys of each.
const REQUESTS: usize = 20;
const WANTED: Duration = Duration::from_secs(2);
const TIMES: usize = 9;

pub fn run(table: &mut Table) {
    if !table.wants("present/10k_keys") {
        return;
    }
    let folder = folder();
    let path = folder.path().join("sandbox.sqlite3");
    let sandbox = Sandbox::open(&path, Arc::new(SystemClock)).unwrap();
    let keys: Vec<Uuid> = (0..KEYS).map(|n| Uuid::new_v5(&Uuid::NAMESPACE_OID, n.to_string().as_bytes())).collect();
    fill(&path, &keys[..PRESENT]);
    let mut base = Counted { base: sandbox, requests: 0 };
    let plain = Connection::open(&path).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let times = in_turns(
        TIMES,
        || {
            base.requests = 0;
            let begin = Instant::now();
            assert_eq!(runtime.block_on(present(&mut base, &keys)).unwrap().len(), PRESENT);
            begin.elapsed()
        },
        || {
            let begin = Instant::now();
            assert_eq!(bare_query(&plain, &keys), PRESENT);
            begin.elapsed()
        },
    );
    println!("\n{KEYS} keys, {PRESENT} of them present: {} requests (limit {REQUESTS})", base.requests);
    assert!(base.requests <= REQUESTS);
    table.add("present/10k_keys", times, "the same rows by bare rusqlite, as texts", Limit::AtMost(4.0));
    table.add("present/10k_keys in all", (times.0, WANTED), "two seconds", Limit::AtMost(1.0));
}

/// A header for each key, with as little in it as a header may have.
fn fill(path: &Path, keys: &[Uuid]) {
    let neutral = |column: &Column| match (column.name, column.kind) {
        ("TrN_NumerNr", _) => "?1".to_owned(),
        ("TrN_NumerString", _) => "'RO/@numerS/2026'".to_owned(),
        (_, ColumnType::TinyInt | ColumnType::SmallInt | ColumnType::Int) => "0".to_owned(),
        (_, ColumnType::Decimal { scale: 0, .. }) => "'0'".to_owned(),
        (_, ColumnType::Decimal { scale, .. }) => format!("'0.{:0>width$}'", 0, width = scale as usize),
        (_, ColumnType::DateTime) => "'2026-11-20 00:00:00'".to_owned(),
        _ => "''".to_owned(),
    };
    let needed: Vec<&Column> =
        tables::table("TraNag").unwrap().columns.iter().filter(|column| column.must_be_supplied()).collect();
    let names: Vec<&str> = needed.iter().map(|column| column.name).collect();
    let values: Vec<String> = needed.into_iter().map(neutral).collect();
    let insert =
        format!("INSERT INTO TraNag ({}, TrN_ImportRowId) VALUES ({}, ?2)", names.join(", "), values.join(", "));
    let mut connection = Connection::open(path).unwrap();
    let transaction = connection.transaction().unwrap();
    for (n, key) in (0_u32..).zip(keys) {
        transaction.prepare_cached(&insert).unwrap().execute((n, key.to_string())).unwrap();
    }
    transaction.commit().unwrap();
}

/// The same columns of the same rows, read and thrown away.
fn bare_query(connection: &Connection, keys: &[Uuid]) -> usize {
    let mut found = 0;
    for some in keys.chunks(KEYS / REQUESTS) {
        let sql = format!(
            "SELECT TrN_TrNID, TrN_NumerPelny, TrN_RazemBrutto, TrN_Waluta, TrN_RazemBruttoWal, TrN_ImportRowId \
             FROM TraNag WHERE TrN_ImportRowId IN ({})",
            vec!["?"; some.len()].join(", ")
        );
        let mut statement = connection.prepare_cached(&sql).unwrap();
        let keys = params_from_iter(some.iter().map(Uuid::to_string));
        let read = |row: &rusqlite::Row<'_>| {
            row.get::<_, i64>(0)?;
            (1..6).map(|column| row.get::<_, String>(column)).collect::<rusqlite::Result<Vec<_>>>()
        };
        found += statement.query_map(keys, read).unwrap().map(Result::unwrap).count();
    }
    found
}

/// The base, and how often it was asked.
struct Counted {
    base: Sandbox,
    requests: usize,
}

impl Engine for Counted {
    async fn select(&mut self, statement: &Statement) -> Result<Vec<Record>, OptimaError> {
        self.requests += 1;
        self.base.select(statement).await
    }

    fn search(&self, search: Search<'_>) -> Statement {
        self.base.search(search)
    }

    fn instant(&self, time: DateTime) -> Option<Timestamp> {
        self.base.instant(time)
    }
}
