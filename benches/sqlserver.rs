//! Documents into a base on SQL Server: ours beside a plain program that writes the same rows one statement at a time
//! (`benches/python/rows.py`), on the same server in the same minute.
//!
//! `OPTIMA_TEST_SQLSERVER` is an ADO connection string to a server where a database may be made; `PYTHON` a Python that has
//! pymssql. `cargo bench --bench sqlserver`.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::float_arithmetic,
    clippy::disallowed_methods,
    reason = "a measurement ends where it cannot go on, and reads the clock"
)]

#[path = "ratios/sample.rs"]
mod sample;

use std::io::Write as _;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use allegro_optima::allegro::pause::NoPause;
use allegro_optima::clock::SystemClock;
use allegro_optima::core::message::{Catalogue, Language};
use allegro_optima::core::plan::intent::PayerCard;
use allegro_optima::core::plan::{Applied, Intent};
use allegro_optima::core::settings::{Company, Encryption, Engine};
use allegro_optima::ledger::{FILE, Ledger};
use allegro_optima::optima::OptimaDb as _;
use allegro_optima::optima::rows::{self, ContractorRows, Row, RowPlan, TakesRows as _, Value};
use allegro_optima::optima::server::{Access, SqlServer};
use allegro_optima::spool::{Folders, RealDisk};
use allegro_optima::stages::NoProgress;
use allegro_optima::stages::import::{Import, ImportReport};
use serde_json::{Value as Json, json};
use tiberius::{Client, Config};
use tokio_util::compat::TokioAsyncWriteCompatExt as _;

/// Documents a round and a side.
const COUNT: u32 = 100;
const ROUNDS: u32 = 4;
/// Ours writes at least so many times the rival's documents per second.
const RATIO: f64 = 1.5;

const SCRIPT: &str = include_str!("../tests/sqlserver/optima-2026.sql");

fn main() {
    if !std::env::args().any(|word| word == "--bench") {
        return;
    }
    let (Ok(ado), Ok(python)) = (std::env::var("OPTIMA_TEST_SQLSERVER"), std::env::var("PYTHON")) else {
        println!("OPTIMA_TEST_SQLSERVER or PYTHON is not set: nothing was measured");
        return;
    };
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(compare(&ado, &python));
}

/// A word of the connection string.
fn word(ado: &str, key: &str) -> String {
    let found = ado.split(';').filter_map(|part| part.split_once('=')).find(|(name, _)| name.trim() == key);
    found.unwrap().1.trim().trim_start_matches("tcp:").to_owned()
}

async fn connect(ado: &str, database: &str) -> Client<tokio_util::compat::Compat<tokio::net::TcpStream>> {
    let mut config = Config::from_ado_string(ado).unwrap();
    config.database(database);
    let tcp = tokio::net::TcpStream::connect(config.get_addr()).await.unwrap();
    Box::pin(Client::connect(config, tcp.compat_write())).await.unwrap()
}

async fn run(client: &mut Client<tokio_util::compat::Compat<tokio::net::TcpStream>>, text: &str) {
    client.simple_query(text).await.unwrap().into_results().await.unwrap();
}

async fn compare(ado: &str, python: &str) {
    let database = format!("CDN_BENCH_{}", std::process::id());
    run(&mut connect(ado, "master").await, &format!("CREATE DATABASE {database}")).await;
    let mut raw = connect(ado, &database).await;
    for statement in SCRIPT.split("\nGO\n").filter(|statement| !statement.trim().is_empty()) {
        run(&mut raw, statement).await;
    }
    let company = Company {
        engine: Engine::SqlServer,
        server: word(ado, "server"),
        database: database.clone(),
        user: word(ado, "user id"),
        encryption: Encryption::Trust,
        ..Company::default()
    };
    let password = word(ado, "password");
    let mut server = SqlServer::open(Access::new(std::path::Path::new("."), &company, &password)).await.unwrap();
    // One document makes the buyer's card and those of the goods; the others find them.
    let first = plans(&mut server, 0..1).await;
    server.apply(&first[0]).await.unwrap();
    let (mut ours, mut rivals) = (0.0, 0.0);
    for round in 0..ROUNDS {
        let from = 1 + round * 2 * COUNT;
        let own = plans(&mut server, from..from + COUNT).await;
        assert!(
            own.iter().all(|plan| matches!(plan.payer.card, PayerCard::Existing { .. }) && plan.new_cards.is_empty())
        );
        let begin = Instant::now();
        for plan in &own {
            assert!(matches!(server.apply(plan).await.unwrap(), Applied::Imported(_)));
        }
        ours += begin.elapsed().as_secs_f64();
        let others = plans(&mut server, from + COUNT..from + 2 * COUNT).await;
        let shape = server.shape().await.unwrap();
        let others: Vec<RowPlan> = others.iter().map(|intent| rows::rows(intent, &shape).unwrap().0).collect();
        rivals += rival(python, &company, &password, &others);
    }
    let rate = |seconds: f64| f64::from(COUNT * ROUNDS) / seconds;
    let ratio = rivals / ours;
    println!("ours: {:.0} documents/s; one statement at a time: {:.0}; {ratio:.2} ×", rate(ours), rate(rivals));
    println!("at least {RATIO} ×: {}", if ratio >= RATIO { "yes" } else { "NO" });
    drop((server, raw));
    run(&mut connect(ado, "master").await, &format!("DROP DATABASE {database}")).await;
}

/// Plans of orders of one buyer with four lines each.
async fn plans(server: &mut SqlServer, orders: std::ops::Range<u32>) -> Vec<Intent> {
    let mut shop = sample::Shop::new();
    shop.settings.products.create = true;
    let files: Vec<(String, Vec<u8>)> = orders
        .map(|n| {
            let line = |place: u32| format!("{:08x}", 0x4000_0000 + n * 4 + place);
            let json = sample::ORDER
                .replace("bd335b28", &format!("{n:08x}"))
                .replace("bb692cd5", &line(0))
                .replace("bb69313c", &line(1))
                .replace("bb69b620", &line(2))
                .replace("bb696e24", &line(3));
            (format!("{n}.xml"), shop.xml(json.as_bytes()))
        })
        .collect();
    let root = tempfile::tempdir().unwrap();
    let folders = Folders::new(root.path());
    folders.create(&RealDisk).unwrap();
    let mut ledger = Ledger::open(&folders.state().join(FILE)).unwrap();
    let mut report = ImportReport::default();
    let mut stage = Import {
        company: "firma",
        base: server,
        ledger: &mut ledger,
        disk: Arc::new(RealDisk),
        folders: &folders,
        settings: &shop.settings,
        texts: &Catalogue::new(Language::Polish),
        clock: &SystemClock,
        pause: &NoPause,
        other_sums: false,
        elsewhere: &|_| None,
        progress: &NoProgress,
    };
    stage.preview(&files, &mut report).await.unwrap();
    assert_eq!(report.plans.len(), files.len(), "{:?}", report.errors.first());
    report.plans.into_iter().map(|planned| planned.intent).collect()
}

/// Seconds that the rival takes for the same rows.
fn rival(python: &str, company: &Company, password: &str, plans: &[RowPlan]) -> f64 {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    for plan in plans {
        writeln!(file, "{}", document(plan)).unwrap();
    }
    let address = company.address().unwrap();
    let output = Command::new(python)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/python/rows.py"))
        .args([address.host, &address.port.unwrap_or(1433).to_string(), &company.user, &company.database])
        .arg(file.path())
        .env("OPTIMA_PASSWORD", password)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().parse().unwrap()
}

fn document(plan: &RowPlan) -> Json {
    let ContractorRows::Existing { id } = plan.contractor else { unreachable!("the buyer is known") };
    let tables: Vec<Json> = plan.all().map(|row| json!([row.table, cells(row)])).collect();
    json!({ "key": plan.key.to_string(), "pattern": plan.number, "contractor": id, "tables": tables })
}

fn cells(row: &Row) -> Vec<Json> {
    let cell = |value: &Value| match value {
        Value::Null => Json::Null,
        Value::Int(number) => json!(number),
        Value::Decimal(number) => json!({ "is": "decimal", "value": number.to_string() }),
        Value::Text(text) => json!(text),
        Value::Date(date) => json!({ "is": "date", "value": date.to_string() }),
        Value::Now => json!({ "is": "now" }),
        Value::Number => json!({ "is": "number" }),
        Value::HeaderId => json!({ "is": "header" }),
        Value::ContractorId => json!({ "is": "contractor" }),
        Value::ProductId(_) => unreachable!("the cards are known"),
    };
    row.cells.iter().map(|one| json!([one.column, cell(&one.value)])).collect()
}
