//! The service when nothing happens, beside 100 000 archived files: what it takes of a core and of memory; and how long
//! a file that is dropped waits until it is a document. `docs/benchmarks.md` has the figures.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::float_arithmetic,
    clippy::disallowed_methods,
    reason = "a measurement ends where it cannot go on, and reads the clock"
)]

#[path = "ratios/sample.rs"]
mod sample;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use allegro_optima::allegro::simulator::{CLIENT_SECRET, Running, Simulator, World};
use allegro_optima::allegro::tokens::TokenStore as _;
use allegro_optima::clock::{Clock as _, SystemClock};
use allegro_optima::core::poland;
use allegro_optima::ledger::{FILE, Ledger, Life, State};
use allegro_optima::spool::{Folders, Outcome, RealDisk, Receipt};
use allegro_optima::workplace::logins::FileTokens;
use jiff::SignedDuration;

const ARCHIVED: u32 = 100_000;
/// The files are of so many days: a shop of a thousand and more orders a day. None is so old that it is cut down.
const DAYS: u32 = 80;
/// Until everything that a start does is done.
const WARM_UP: Duration = Duration::from_secs(20);
/// So long nothing happens.
const IDLE: Duration = Duration::from_secs(120);
/// Files that are dropped one after the other.
const DROPS: u32 = 20;
/// Of one core, at most.
const CORE: f64 = 0.005;
/// MB, at most.
const MEMORY: f64 = 60.0;
/// From the end of its writing to its receipt in the archive, at most.
const WAIT: Duration = Duration::from_secs(3);
/// `USER_HZ` of Linux on every processor that this is likely to run on.
const TICKS: f64 = 100.0;

fn main() {
    // `cargo test --all-targets` starts benches too, without this word: nothing is timed in a test.
    if !std::env::args().any(|word| word == "--bench") {
        return;
    }
    let simulator = Simulator::start(World::shipped()).unwrap();
    let folder = tempfile::Builder::new().prefix("idle").tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let shop = sample::Shop::new();
    prepare(folder.path(), &simulator);
    fill(folder.path(), &shop.xml(sample::ORDER.as_bytes()));

    let mut service = Service(program(folder.path(), &["run", "--listen", "127.0.0.1:0"]));
    std::thread::sleep(WARM_UP);
    let begin = (Instant::now(), service.cpu());
    std::thread::sleep(IDLE);
    let share = (service.cpu() - begin.1) / begin.0.elapsed().as_secs_f64();
    let memory = service.memory();
    println!("{ARCHIVED} archived files, {} s without work", IDLE.as_secs());
    println!("  of one core   {:.3} %   limit {:.1} %", share * 100.0, CORE * 100.0);

    let mut waits: Vec<Duration> = (0..DROPS).map(|n| drop_one(folder.path(), &shop, n)).collect();
    waits.sort();
    let slowest = *waits.last().unwrap();
    let most = service.most_memory();
    println!("  memory        {memory:.0} MB, at most {most:.0} MB   limit {MEMORY:.0} MB");
    println!("  a dropped file is a document after {:?}, at most {slowest:?}   limit {WAIT:?}", waits[waits.len() / 2]);
    service.end();
    let met = share < CORE && most < MEMORY && slowest < WAIT;
    println!("{}", if met { "limits met" } else { "LIMITS MISSED" });
}

/// A folder of the program whose account points at the simulator.
fn prepare(folder: &Path, simulator: &Running) {
    assert!(program(folder, &["init", "--yes"]).wait().unwrap().success());
    let path = folder.join("allegro-optima.toml");
    let connection = simulator.connection();
    let addresses = format!(
        "client_id = \"{}\"\napi_url = \"{}\"\nauth_url = \"{}\"\n",
        connection.client_id, connection.api_url, connection.auth_url
    );
    let settings = fs::read_to_string(&path).unwrap().replace("client_id = \"\"\n", &addresses);
    fs::write(path, settings).unwrap();
    let tokens = FileTokens::new(std::sync::Arc::new(RealDisk), &Folders::new(folder), "sklep");
    tokens.store(&simulator.log_in()).unwrap();
}

/// Archive and ledger of a shop that has been at work for months.
fn fill(folder: &Path, xml: &[u8]) {
    let folders = Folders::new(folder);
    let now = SystemClock.now();
    let mut ledger = Ledger::open(&folders.state().join(FILE)).unwrap();
    let mut page = Vec::new();
    for n in 0..ARCHIVED {
        let at = now - SignedDuration::from_hours(24 * i64::from(n * DAYS / ARCHIVED));
        let order = format!("{n:08x}-c096-11f1-8d16-ad94c15cae3d");
        let month = folders.archive(poland::day(at));
        fs::create_dir_all(&month).unwrap();
        let name = format!("RO_sklep_20261101T100000Z_{order}.xml");
        let receipt = Receipt {
            stored: format!("archive/{name}"),
            order_id: Some(order.as_str().into()),
            number: Some(format!("RO/{n}/2026")),
            ..Receipt::new(Outcome::Imported, &*name, "0".repeat(64), 5_000, at)
        };
        fs::write(month.join(&name), xml).unwrap();
        fs::write(month.join(format!("{name}.json")), serde_json::to_vec_pretty(&receipt).unwrap()).unwrap();
        page.push(Life { state: State::Imported, document: receipt.number.clone(), ..Life::seen(order, "sklep", at) });
        if page.len() == 10_000 {
            ledger.record(&std::mem::take(&mut page)).unwrap();
        }
    }
    ledger.record(&page).unwrap();
}

/// Drops a file as a person does, and waits for its receipt.
fn drop_one(folder: &Path, shop: &sample::Shop, n: u32) -> Duration {
    let json = sample::ORDER.replace("bd335b28", &format!("{:08x}", 0xf000_0000 + n));
    let json = ["bb692cd5", "bb69313c", "bb69b620", "bb696e24"]
        .into_iter()
        .zip(0..)
        .fold(json, |json, (line, place)| json.replace(line, &format!("{:08x}", 0xe000_0000_u32 + n * 4 + place)));
    let folders = Folders::new(folder);
    let name = format!("upuszczony-{n}.xml");
    fs::write(folders.inbox().join(&name), shop.xml(json.as_bytes())).unwrap();
    let begin = Instant::now();
    let ends: Vec<PathBuf> = [folders.archive(poland::day(SystemClock.now())), folders.errors(), folders.duplicates()]
        .into_iter()
        .map(|folder| folder.join(format!("{name}.json")))
        .collect();
    loop {
        if let Some(end) = ends.iter().position(|path| path.exists()) {
            assert_eq!(end, 0, "{name} was no document: {}", fs::read_to_string(&ends[end]).unwrap());
            return begin.elapsed();
        }
        assert!(begin.elapsed() < Duration::from_secs(60), "{name} is still waiting");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn program(folder: &Path, args: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_allegro-optima"))
        .args(args)
        .current_dir(folder)
        .env("ALLEGRO_CLIENT_SECRET", CLIENT_SECRET)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// The service at work; ended when this is dropped.
struct Service(Child);

impl Service {
    /// Seconds of user and system time so far.
    fn cpu(&self) -> f64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.0.id())).unwrap();
        let after_name = stat.rsplit(") ").next().unwrap_or_default();
        // utime and stime are fields 14 and 15 of the line, 11 and 12 after the name.
        let times = after_name.split_whitespace().skip(11).take(2);
        times.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS
    }

    fn memory(&self) -> f64 {
        self.status("VmRSS")
    }

    fn most_memory(&self) -> f64 {
        self.status("VmHWM")
    }

    /// MB.
    fn status(&self, name: &str) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or_default() / 1024.0
    }

    fn end(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.end();
    }
}
