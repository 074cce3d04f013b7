//! The contract on a server that the environment names: `OPTIMA_TEST_SQLSERVER`, an ADO connection string to an empty
//! server where it may create databases. Without it these tests say so and pass.

use std::sync::atomic::{AtomicU32, Ordering};

use tiberius::{Client, Config};
use tokio_util::compat::TokioAsyncWriteCompatExt as _;

use super::*;
use crate::optima::contract::{self, RawBase};
use crate::optima::rows::{Row, Value};
use crate::optima::sql::{Ids, SqlCell, insert};
use crate::optima::tables;

pub(super) const TODAY: &str = include_str!("../../../tests/sqlserver/optima-2026.sql");
const IN_2014: &str = include_str!("../../../tests/sqlserver/optima-2014.sql");

pub(super) const VARIABLE: &str = "OPTIMA_TEST_SQLSERVER";

/// A base of its own on the server, dropped at the end.
pub(super) struct TestBase {
    pub server: SqlServer,
    raw: Client<connect::Socket>,
    pub database: String,
    pub ado: String,
    /// The columns as they were described, whatever the server says of them.
    described: Shape,
}

/// The server's connection string; `None`, said once a test, where there is none.
pub(super) fn ado() -> Option<String> {
    let ado = std::env::var(VARIABLE).ok().filter(|ado| !ado.is_empty());
    if ado.is_none() {
        eprintln!("skipped: {VARIABLE} names no server");
    }
    ado
}

async fn connect(ado: &str, database: &str) -> Client<connect::Socket> {
    let mut config = Config::from_ado_string(ado).unwrap();
    config.database(database);
    let tcp = tokio::net::TcpStream::connect(config.get_addr()).await.unwrap();
    Box::pin(Client::connect(config, tcp.compat_write())).await.unwrap()
}

/// A statement about databases. Babelfish refuses one of two that come at the same moment.
async fn of_server(ado: &str, statement: &str) {
    let mut last = None;
    for _ in 0..10 {
        let mut master = connect(ado, "master").await;
        let sent = match master.simple_query(statement).await {
            Ok(answer) => answer.into_results().await,
            Err(error) => Err(error),
        };
        match sent {
            Ok(_) => return,
            Err(error) => last = Some(error),
        }
    }
    panic!("{statement}: {last:?}");
}

impl TestBase {
    /// A fresh company by a script of `tests/sqlserver`.
    pub(super) async fn new(ado: &str, script: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let database = format!("CDN_TEST_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        of_server(ado, &format!("CREATE DATABASE {database}")).await;
        let mut raw = connect(ado, &database).await;
        for statement in script.split("\nGO\n").filter(|statement| !statement.trim().is_empty()) {
            let done = raw.simple_query(statement).await.unwrap().into_results().await;
            done.unwrap_or_else(|error| panic!("{error}: {statement}"));
        }
        let server = SqlServer::open(access(ado, &database)).await.unwrap();
        let shape = tables::shape_of(&if script == TODAY { tables::ALL.to_vec() } else { tables::old::tables() });
        Self { server, raw, database, ado: ado.to_owned(), described: shape }
    }

    /// Gone from the server.
    pub(super) async fn drop(self) {
        let Self { server, raw, database, ado, .. } = self;
        drop((server, raw));
        of_server(&ado, &format!("DROP DATABASE {database}")).await;
    }
}

/// The same server through our own settings.
pub(super) fn access(ado: &str, database: &str) -> Access {
    let mut config = Config::from_ado_string(ado).unwrap();
    config.database(database);
    Access { config, place: format!("test/{database}"), database: database.to_owned(), ..Access::test() }
}

impl Access {
    pub(super) fn test() -> Self {
        let company = crate::core::settings::Company {
            server: "localhost".to_owned(),
            user: "test".to_owned(),
            ..crate::core::settings::Company::default()
        };
        Self::new(std::path::Path::new("."), &company, "")
    }
}

impl RawBase for TestBase {
    async fn raw(&mut self, sql: &str) -> Result<(), String> {
        let done = self.raw.simple_query(sql).await.map_err(|error| error.to_string())?;
        done.into_results().await.map(drop).map_err(|error| error.to_string())
    }

    async fn cell(&mut self, sql: &str) -> String {
        let row = self.raw.simple_query(sql).await.unwrap().into_row().await.unwrap().unwrap();
        let cell = ask::cell(row.cells().next().unwrap().1);
        match cell {
            SqlCell::Null => "NULL".to_owned(),
            SqlCell::Int(number) => number.to_string(),
            SqlCell::Text(text) => text,
            SqlCell::Decimal(number) => number.to_string(),
            SqlCell::DateTime(time) => time.to_string(),
        }
    }

    async fn insert_unchecked(&mut self, row: &Row) -> Result<(), String> {
        // Babelfish shows names in lower case.
        let mut row = row.clone();
        for cell in &mut row.cells {
            let columns = &self.described.tables[row.table];
            if let Some(column) = columns.iter().find(|column| column.name.eq_ignore_ascii_case(&cell.column)) {
                cell.column = column.name.clone().into();
            }
        }
        let statement = insert(&self.described, &row, &Ids::default()).map_err(|error| error.to_string())?;
        let sent = ask::query(&statement.text, &statement.params).execute(&mut self.raw).await;
        sent.map(drop).map_err(|error| error.to_string())
    }
}

impl TakesRows for TestBase {
    async fn shape(&mut self) -> Result<Arc<Shape>, OptimaError> {
        self.server.shape().await
    }
    async fn pattern(&mut self, number: &str) -> Result<Option<Pattern>, OptimaError> {
        self.server.pattern(number).await
    }
    async fn write(&mut self, rows: &RowPlan) -> Result<Applied, OptimaError> {
        self.server.write(rows).await
    }
}

impl OptimaDb for TestBase {
    async fn prepare(&mut self) -> Result<(), OptimaError> {
        self.server.prepare().await
    }
    async fn lookup(&mut self, wanted: &Wanted) -> Result<Snapshot, OptimaError> {
        self.server.lookup(wanted).await
    }
    async fn rehearse(&mut self, intent: &Intent) -> Result<Rehearsal, OptimaError> {
        self.server.rehearse(intent).await
    }
    async fn apply(&mut self, intent: &Intent) -> Result<Applied, OptimaError> {
        self.server.apply(intent).await
    }
    async fn remove(&mut self, key: Uuid) -> Result<Removal, OptimaError> {
        self.server.remove(key).await
    }
    async fn inspect(&mut self, named: &Named) -> Result<Inspection, OptimaError> {
        self.server.inspect(named).await
    }
    async fn find(&mut self, key: Uuid) -> Result<Option<ExistingDocument>, OptimaError> {
        self.server.find(key).await
    }
    async fn present(&mut self, keys: &[Uuid]) -> Result<Vec<PresentDocument>, OptimaError> {
        self.server.present(keys).await
    }
    async fn of_order(
        &mut self,
        key: Uuid,
        order: &str,
        numbers: &[String],
        classes: &[u32],
    ) -> Result<Option<ExistingDocument>, OptimaError> {
        self.server.of_order(key, order, numbers, classes).await
    }
    async fn identity(&mut self) -> Result<BaseIdentity, OptimaError> {
        self.server.identity().await
    }
    async fn documents(&mut self, keys: &[Uuid]) -> Result<Vec<StoredDocument>, OptimaError> {
        self.server.documents(keys).await
    }
}

/// A test on a base of its own, where there is a server.
macro_rules! contract {
    ($($name:ident),* $(,)?) => {
        $(
            #[tokio::test]
            async fn $name() {
                let Some(ado) = ado() else { return };
                let mut base = TestBase::new(&ado, TODAY).await;
                contract::$name(&mut base).await;
                base.drop().await;
            }
        )*
    };
}

contract::all!(contract);

/// One thing at a time is taken away from the base, and each is named.
#[tokio::test]
async fn what_is_taken_away_is_named() {
    let Some(ado) = ado() else { return };
    let mut base = TestBase::new(&ado, TODAY).await;
    base.raw("CREATE TRIGGER CDN.PartnerRo ON CDN.TraNag AFTER INSERT AS BEGIN DECLARE @x int; SET @x = 1; END")
        .await
        .unwrap();
    base.raw("ALTER TABLE CDN.TraNag ADD TrN_Nowa int NOT NULL DEFAULT 0").await.unwrap();
    base.raw("ALTER TABLE CDN.KntOsoby DROP COLUMN KnO_EmailESklep").await.unwrap_or_default();
    base.server.columns = None;
    let found = base.inspect(&Named::default()).await.unwrap();
    let named: Vec<(String, String)> =
        found.triggers.iter().map(|found| (found.table.to_lowercase(), found.name.to_lowercase())).collect();
    assert_eq!(named, [("tranag".to_owned(), "partnerro".to_owned())]);
    assert_eq!(found.missing_columns, ["CDN.KntOsoby.KnO_EmailESklep"]);
    // With a default it is the base's own business.
    assert_eq!(found.unknown_columns, []);
    let login = format!("u_{}", base.database.to_lowercase());
    of_server(&ado, &format!("CREATE LOGIN {login} WITH PASSWORD = 'Slabe-Haslo-1'")).await;
    base.raw(&format!("CREATE USER {login} FOR LOGIN {login}")).await.unwrap();
    for table in tables::ALL {
        base.raw(&format!("GRANT SELECT, INSERT ON CDN.{} TO {login}", table.name)).await.unwrap();
    }
    base.raw(&format!("REVOKE INSERT ON CDN.TraVat FROM {login}")).await.unwrap();
    let mut access = access(&ado, &base.database);
    access.config.authentication(tiberius::AuthMethod::sql_server(&login, "Slabe-Haslo-1"));
    let mut poor = SqlServer::open(access).await.unwrap();
    let rights = poor.inspect(&Named::default()).await.unwrap().missing_rights;
    assert_eq!(rights, [("INSERT".to_owned(), "TraVat".to_owned())]);
    drop(poor);
    // An old grant without SELECT on the VAT tables: yellow with the line that is missing, and all else is read.
    let plan = contract::mugs(&mut base, "old-grant").await;
    let Applied::Imported(written) = base.write(&plan).await.unwrap() else { panic!("written") };
    base.raw(&format!("GRANT INSERT ON CDN.TraVat TO {login}")).await.unwrap();
    base.raw(&format!("REVOKE SELECT ON CDN.TraVat FROM {login}")).await.unwrap();
    let mut access = self::access(&ado, &base.database);
    access.config.authentication(tiberius::AuthMethod::sql_server(&login, "Slabe-Haslo-1"));
    let mut old = SqlServer::open(access).await.unwrap();
    let found = old.inspect(&Named::default()).await.unwrap();
    assert_eq!(found.missing_rights, []);
    assert_eq!(found.missing_for_reports, [("SELECT".to_owned(), "TraVat".to_owned())]);
    assert_eq!(found.user.to_lowercase(), login);
    let read = old.documents(&[plan.key]).await.unwrap();
    assert_eq!((read[0].number.as_str(), &read[0].vat_table, read[0].lines.len()), (&*written.number, &None, 1));
    drop(old);
    base.drop().await;
    of_server(&ado, &format!("DROP LOGIN {login}")).await;
}

/// A later release has columns that nobody here knows: the cards that the pattern document uses have their values.
#[tokio::test]
async fn cards_of_the_pattern_fill_what_nobody_knows() {
    let Some(ado) = ado() else { return };
    let mut base = TestBase::new(&ado, TODAY).await;
    let plan = contract::mugs(&mut base, "pattern").await;
    let Applied::Imported(written) = base.write(&plan).await.unwrap() else { panic!("written") };
    for (table, column) in [("Kontrahenci", "Knt_Nowa"), ("Towary", "Twr_Nowa")] {
        base.raw(&format!("ALTER TABLE CDN.{table} ADD {column} int")).await.unwrap();
        base.raw(&format!("UPDATE CDN.{table} SET {column} = 7")).await.unwrap();
    }
    base.server.columns = None;
    // Babelfish makes no column with rows NOT NULL afterwards; a release of Optima may.
    let mut shape = Shape::clone(&*base.server.columns().await.unwrap());
    for column in shape.tables.values_mut().flatten().filter(|column| column.name.to_lowercase().ends_with("_nowa")) {
        column.nullable = false;
    }
    base.server.columns = Some(Arc::new(shape));
    let found = base.pattern(&written.number).await.unwrap().unwrap();
    for (table, column) in [("Kontrahenci", "Knt_Nowa"), ("Towary", "Twr_Nowa")] {
        let cell = found[table].iter().find(|cell| cell.column.eq_ignore_ascii_case(column)).unwrap();
        assert_eq!(cell.value, Value::Int(7), "{table}");
        assert_eq!(found[table].len(), 1, "nothing else of a card is taken");
    }
    base.drop().await;
}

/// The same on the tables of 2014.
mod of_2014 {
    use super::*;

    macro_rules! contract {
        ($($name:ident),* $(,)?) => {
            $(
                #[tokio::test]
                async fn $name() {
                    let Some(ado) = ado() else { return };
                    let mut base = TestBase::new(&ado, IN_2014).await;
                    contract::$name(&mut base).await;
                    base.drop().await;
                }
            )*
        };
    }

    contract::all!(contract);
}
