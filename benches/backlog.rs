//! A backlog of 20,000 orders: the program exports it from the simulator, beside a bare loop that asks for the same
//! pages and throws them away. `docs/benchmarks.md` has the figures.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::float_arithmetic,
    clippy::disallowed_methods,
    reason = "a measurement ends where it cannot go on, and reads the clock"
)]

#[path = "ratios/against.rs"]
mod against;

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use allegro_optima::allegro::simulator::{CLIENT_SECRET, Running, Scenario, Simulator, Trouble};
use allegro_optima::allegro::tokens::TokenStore as _;
use allegro_optima::clock::{Clock as _, SystemClock};
use allegro_optima::spool::{Folders, RealDisk};
use allegro_optima::workplace::logins::FileTokens;
use jiff::SignedDuration;

const ORDERS: u32 = 20_000;
/// The best of so many bare loops counts.
const BARE_ROUNDS: u32 = 2;
/// A page of a hundred orders comes from the real service no sooner (`reference/engineering.md` C.2).
const ANSWER_MILLIS: u32 = 150;
/// Longest time of the whole, as a multiple of the bare loop's.
const LIMIT: f64 = 2.0;
/// Most memory, kB.
const MEMORY_LIMIT: u64 = 100_000;
/// What Allegro's API wants to be asked for.
const MEDIA_TYPE: &str = "application/vnd.allegro.public.v1+json";
/// The program that is measured.
const OURS: &str = env!("CARGO_BIN_EXE_allegro-optima");
/// Between two looks at the process.
const LOOK: Duration = Duration::from_millis(20);

fn main() {
    // `cargo test --all-targets` starts benches too, without this word: nothing is timed in a test.
    if !std::env::args().any(|word| word == "--bench") {
        return;
    }
    let mut scenario = Scenario::calm(SystemClock.now());
    scenario.generated = ORDERS;
    let allegro = Simulator::play(&scenario, Vec::new(), Arc::new(SystemClock)).unwrap();
    if let Some(other) = against::asked() {
        return against::compare(&other, |program| exported(program, &scenario, &allegro));
    }
    println!("{ORDERS} orders, {} cores", std::thread::available_parallelism().map_or(1, usize::from));
    println!("  answers at once: what the work costs besides the waiting");
    measure(&scenario, &allegro);
    println!("  answers after {ANSWER_MILLIS} ms, as over a network");
    allegro.begin(&Trouble::Slow { millis: ANSWER_MILLIS });
    let (ratio, memory) = measure(&scenario, &allegro);
    println!("  limits: ratio {LIMIT}, memory {MEMORY_LIMIT} kB");
    let met = ratio <= LIMIT && memory <= MEMORY_LIMIT;
    println!("{}", if met { "limits met" } else { "LIMITS MISSED" });
}

/// How long a program takes to export everything into a fresh folder.
fn exported(program: &Path, scenario: &Scenario, allegro: &Running) -> Duration {
    let folder = tempfile::Builder::new().prefix("backlog").tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    prepare(program, folder.path(), allegro);
    let begin = Instant::now();
    watch(start(program, folder.path(), &["export", "--since", &since(scenario)]));
    let took = begin.elapsed();
    assert_eq!(fs::read_dir(folder.path().join("outbox")).unwrap().count(), ORDERS as usize, "files in outbox/");
    took
}

/// The day from which on every order of the scenario is read.
fn since(scenario: &Scenario) -> String {
    (scenario.start - SignedDuration::from_hours(24 * 5)).to_string()[..10].to_owned()
}

/// Exports everything into a fresh folder, and asks for the same pages barely. Gives the ratio and the memory.
fn measure(scenario: &Scenario, allegro: &Running) -> (f64, u64) {
    let folder = tempfile::Builder::new().prefix("backlog").tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    prepare(Path::new(OURS), folder.path(), allegro);

    let before = allegro.requests().len();
    let begin = Instant::now();
    let memory = watch(export(folder.path(), &["--since", &since(scenario)]));
    let ours = begin.elapsed();
    let requests = allegro.requests().split_off(before);
    let files = fs::read_dir(folder.path().join("outbox")).unwrap().count();
    assert_eq!(files, ORDERS as usize, "files in outbox/");

    let pages: Vec<String> = requests.iter().filter_map(|line| line.strip_prefix("GET ").map(str::to_owned)).collect();
    let bare = (0..BARE_ROUNDS).map(|_| bare_loop(allegro, &pages)).min().unwrap();
    let before = allegro.requests().len();
    let begin = Instant::now();
    watch(export(folder.path(), &[]));
    let idle = begin.elapsed();
    let idle_requests = allegro.requests().len() - before;

    let ratio = ours.as_secs_f64() / bare.as_secs_f64();
    println!("    export     {:>8.2} s   {:.0} orders/s", ours.as_secs_f64(), f64::from(ORDERS) / ours.as_secs_f64());
    println!("    bare loop  {:>8.2} s   {} requests, ratio {ratio:.2}", bare.as_secs_f64(), requests.len());
    println!("    memory     {memory:>8} kB");
    println!("    next run   {:>8.2} s   {idle_requests} requests", idle.as_secs_f64());
    (ratio, memory)
}

/// A folder that this program made, whose account points at the simulator, without a pace.
fn prepare(program: &Path, folder: &Path, allegro: &Running) {
    let done = start(program, folder, &["init", "--yes"]).wait().unwrap();
    assert!(done.success());
    let path = folder.join("allegro-optima.toml");
    let settings = fs::read_to_string(&path).unwrap();
    let connection = allegro.connection();
    let addresses = format!(
        "client_id = \"{}\"\napi_url = \"{}\"\nauth_url = \"{}\"\n",
        connection.client_id, connection.api_url, connection.auth_url
    );
    let settings = [
        ("client_id = \"\"\n", addresses.as_str()),
        ("requests_per_minute = 300", "requests_per_minute = 0"),
        // No order is refused for want of a decision.
        ("sent_before = \"stop\"", "sent_before = \"import\""),
        ("default_rate = \"\"", "default_rate = \"23\""),
        ("unknown = \"refuse\"", "unknown = \"offer-code\""),
        ("additional = \"\"", "additional = \"USLUGA\""),
    ]
    .into_iter()
    .fold(settings, |settings, (default, chosen)| settings.replace(default, chosen));
    fs::write(path, settings).unwrap();
    let tokens = FileTokens::new(Arc::new(RealDisk), &Folders::new(folder), "sklep");
    tokens.store(&allegro.log_in()).unwrap();
}

fn start(program: &Path, folder: &Path, args: &[&str]) -> Child {
    Command::new(program)
        .args(args)
        .current_dir(folder)
        .env("ALLEGRO_CLIENT_SECRET", CLIENT_SECRET)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

fn export(folder: &Path, args: &[&str]) -> Child {
    start(Path::new(OURS), folder, &[&["export"], args].concat())
}

/// Waits for the process; the most memory that it had, kB.
fn watch(mut process: Child) -> u64 {
    let mut most = 0;
    loop {
        // The kernel keeps the highest value itself, so that looking now and then is enough.
        most = most.max(memory(process.id()));
        if let Some(status) = process.try_wait().unwrap() {
            assert!(status.success(), "{status}");
            return most;
        }
        std::thread::sleep(LOOK);
    }
}

fn memory(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse().ok()).unwrap_or_default()
}

/// The same requests, one after the other, and nothing done with the answers.
fn bare_loop(allegro: &Running, pages: &[String]) -> Duration {
    allegro_optima::allegro::tls::install_provider();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let connection = allegro.connection();
    let client = reqwest::Client::builder().gzip(true).user_agent(connection.user_agent.clone()).build().unwrap();
    let pair = allegro.log_in();
    runtime.block_on(async {
        let begin = Instant::now();
        for page in pages {
            let answer = client
                .get(format!("{}{page}", connection.api_url))
                .bearer_auth(pair.access.expose())
                .header("Accept", MEDIA_TYPE)
                .header("Accept-Language", "pl-PL")
                .send()
                .await
                .unwrap();
            assert!(answer.status().is_success(), "{page}: {}", answer.status());
            assert!(!answer.bytes().await.unwrap().is_empty());
        }
        begin.elapsed()
    })
}
