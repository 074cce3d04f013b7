//! The panel's pages on a ledger of 200,000 orders, over HTTP: the median and the slowest of many requests; and what is shown at
//! each key while a card is looked for among 100,000.
//!
//! `cargo bench --bench panel`
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::float_arithmetic,
    clippy::disallowed_methods,
    reason = "a measurement ends where it cannot go on, and reads the clock"
)]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use allegro_optima::allegro::simulator::World;
use allegro_optima::clock::SystemClock;
use allegro_optima::core::life::{Kind, Matter};
use allegro_optima::core::message::text::Prd001;
use allegro_optima::core::problem::Problem;
use allegro_optima::ledger::{FILE, Ledger, Life, OrderBody, State};
use allegro_optima::optima::sandbox::Sandbox;
use allegro_optima::panel;
use allegro_optima::settings::template::{self, Answers};
use allegro_optima::spool::{Folders, RealDisk};
use allegro_optima::stages::service::Hub;
use allegro_optima::workplace::Workplace;
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use serde_json::{Value, json};
use uuid::Uuid;

const ORDERS: u32 = 200_000;
/// One in six of the latest of so many waits for a person.
const OPEN: u32 = 30_000;
/// Orders that are recorded together.
const PAGE: u32 = 1_000;
/// Requests of each page.
const TIMES: usize = 30;
/// Milliseconds that a page may take.
const LIMIT: f64 = 50.0;
/// Cards in the base.
const CARDS: u32 = 100_000;
/// Milliseconds from a key to the cards for it.
const KEY_LIMIT: f64 = 150.0;

fn main() {
    // `cargo test --all-targets` starts benches too, without this word: nothing is timed in a test.
    if !std::env::args().any(|word| word == "--bench") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let now = Timestamp::now();
    set_up(folder.path(), now);
    stock(&Folders::new(folder.path()).state().join("sandbox.sqlite3"));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let hub = Hub::new(now).0;
    let parts = (hub, Arc::new(SystemClock) as _);
    let listen = Some("127.0.0.1:0".parse().unwrap());
    let opened = runtime.block_on(panel::open(folder.path(), parts, listen, std::future::pending()));
    let place = Workplace::open(folder.path()).unwrap();
    let _alone = place.alone("run").unwrap();
    place.note_panel(opened.unwrap()).unwrap();
    measure(&Visitor::enter(&panel::entrance(folder.path(), &SystemClock).unwrap()));
}

/// Fills a base with cards like one that it has.
fn stock(path: &Path) {
    drop(Sandbox::open(path, Arc::new(SystemClock)).unwrap());
    let base = Connection::open(path).unwrap();
    let mut table = base.prepare("SELECT name FROM pragma_table_info('Towary') WHERE name <> 'Twr_TwrId'").unwrap();
    let columns: Vec<String> = table.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let value = |column: &String| match column.as_str() {
        "Twr_Kod" => "'KARTA-' || i".to_owned(),
        "Twr_Nazwa" => "'Talerz ceramiczny głęboki, wzór nr ' || i || ', średnica 26 cm'".to_owned(),
        "Twr_EAN" => "printf('590%010d', i)".to_owned(),
        "Twr_NumerKat" => "''".to_owned(),
        "Twr_ImportRowId" => "printf('00000000-0000-0000-0000-%012d', i)".to_owned(),
        same => same.to_owned(),
    };
    // The trigger looks through all cards for each that is added, as Optima's does, and nothing here is about that.
    base.execute_batch("DROP TRIGGER Towary_InsertUpdate_Trigger").unwrap();
    let sql = format!(
        "WITH RECURSIVE numbers (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM numbers WHERE i < {CARDS})
         INSERT INTO Towary ({}) SELECT {} FROM numbers, (SELECT * FROM Towary WHERE Twr_Typ = 1 LIMIT 1)",
        columns.join(", "),
        columns.iter().map(value).collect::<Vec<_>>().join(", ")
    );
    base.execute_batch(&sql).unwrap();
}

/// Orders of a year, in every state, each with a body of its own.
fn set_up(root: &Path, now: Timestamp) {
    let folders = Folders::new(root);
    folders.create(&RealDisk).unwrap();
    std::fs::write(root.join("allegro-optima.toml"), template::settings(&Answers::default())).unwrap();
    let mut ledger = Ledger::open(&folders.state().join(FILE)).unwrap();
    let (_, body) = World::shipped_files()[4];
    let mut body: Value = serde_json::from_str(body).unwrap();
    let states = [State::Imported, State::Imported, State::Imported, State::Error, State::Waiting, State::Cancelled];
    for page in 0..ORDERS / PAGE {
        let (mut orders, mut bodies) = (Vec::new(), Vec::new());
        for number in page * PAGE..(page + 1) * PAGE {
            let id = name(number);
            body["id"] = json!(id);
            body["buyer"]["login"] = json!(format!("kupujacy{number}"));
            bodies.push(OrderBody { order_id: id.as_str().into(), json: serde_json::to_vec(&body).unwrap() });
            let at = now - SignedDuration::from_secs(i64::from(number) * 150);
            let state = states[number as usize % states.len()];
            // Of a hundred offers the latest 5,000 refused orders wait for a code.
            let waits = state == State::Error && number < OPEN;
            let matters = waits.then(|| refused(&id, number, at)).into_iter().collect();
            orders.push(Life {
                state,
                document: state.holds_lines().then(|| format!("RO/{number}/2026")),
                key: state.holds_lines().then(|| Uuid::from_u128(u128::from(number))),
                bought_at: Some(at),
                total: Some("554.35".to_owned()),
                currency: Some("PLN".to_owned()),
                changed_at: at,
                matters,
                ..Life::seen(id, "sklep", at)
            });
        }
        ledger.record_with(&orders, &bodies).unwrap();
    }
}

fn refused(id: &str, number: u32, since: Timestamp) -> Matter {
    let told = Prd001 {
        offer: (15_123_456_000 + i64::from(number % 100)).to_string().into(),
        name: "Kubek ceramiczny".into(),
    };
    Matter { kind: Kind::Refused, problem: Problem::error(told).in_order(id), since, closed: None }
}

fn name(number: u32) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, &number.to_be_bytes()).to_string()
}

fn measure(visitor: &Visitor) {
    println!("| page | median, ms | slowest, ms | kB |\n| --- | ---: | ---: | ---: |");
    let order = name(123_456);
    let pages = [
        "/".to_owned(),
        "/counts".to_owned(),
        "/?page=3".to_owned(),
        "/orders".to_owned(),
        "/orders?state=error".to_owned(),
        "/orders?page=40".to_owned(),
        "/orders?state=open".to_owned(),
        "/orders?matter=refused".to_owned(),
        "/orders?q=kupujacy123456".to_owned(),
        "/orders?q=kupujacy1".to_owned(),
        format!("/orders?q={}", &order[..8]),
        format!("/orders/{order}"),
        "/files".to_owned(),
        "/mappings".to_owned(),
        "/mappings/payments.csv".to_owned(),
        "/report".to_owned(),
        "/settings".to_owned(),
        "/settings/documents".to_owned(),
        "/status".to_owned(),
    ];
    let mut slow = Vec::new();
    for page in pages {
        let (median, slowest, size) = visitor.time(&page);
        println!("| `{page}` | {median:.1} | {slowest:.1} | {size} |");
        if median > LIMIT {
            slow.push(page);
        }
    }
    // A card that is there, a part of many names, two words, an EAN, and a slip that nothing fits.
    for typed in ["KARTA-99999", "talerz", "wz", "ceramiczny 777", "5900000099999", "KARTA-9999X", "nie ma takiego"] {
        let typed: String = form_urlencoded::byte_serialize(typed.as_bytes()).collect();
        let key = format!("/cards?company={}&value={typed}", Answers::default().company);
        // Of the last one what is near it may be told, or nothing.
        assert!(typed.starts_with("nie") || visitor.get(&key).contains("<option"), "{key}");
        let (median, slowest, size) = visitor.time(&key);
        println!("| `{key}` (at a key) | {median:.1} | {slowest:.1} | {size} |");
        if median > KEY_LIMIT {
            slow.push(key);
        }
    }
    // Parts that come when their page is there already.
    for part in ["/mappings/deliveries.csv/lacking", "/report/compared"] {
        let (median, slowest, size) = visitor.time(part);
        println!("| `{part}` (comes later) | {median:.1} | {slowest:.1} | {size} |");
    }
    assert!(slow.is_empty(), "over {LIMIT} ms, or {KEY_LIMIT} ms at a key: {slow:?}");
}

/// Who came in.
struct Visitor {
    host: String,
    cookie: String,
}

impl Visitor {
    fn enter(address: &str) -> Self {
        let rest = address.strip_prefix("http://").unwrap();
        let (host, path) = rest.split_once('/').unwrap();
        let visitor = Self { host: host.to_owned(), cookie: String::new() };
        let answer = visitor.get(&format!("/{path}"));
        let set = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        Self { cookie: set.split(';').next().unwrap().to_owned(), ..visitor }
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let (host, cookie) = (&self.host, &self.cookie);
        let head = format!("Host: {host}\r\nCookie: {cookie}\r\nAccept: text/html\r\nConnection: close\r\n");
        write!(stream, "GET {path} HTTP/1.1\r\n{head}\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Median and slowest in milliseconds, and kB.
    fn time(&self, path: &str) -> (f64, f64, usize) {
        let mut size = 0;
        let mut times: Vec<f64> = (0..TIMES)
            .map(|_| {
                let begin = Instant::now();
                let answer = self.get(path);
                assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
                size = answer.len() / 1024;
                begin.elapsed().as_secs_f64() * 1000.0
            })
            .collect();
        times.sort_by(f64::total_cmp);
        (times[TIMES / 2], times[TIMES - 1], size)
    }
}
