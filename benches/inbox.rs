//! A full drop folder through stage 2 into the embedded base, as `import` does it: how many documents a second, whether
//! the time grows with what is there already, and how much memory it takes.
//!
//! `cargo bench --bench inbox` runs every size, each in a process of its own, for the most memory that a process ever had
//! is known of a process alone; `cargo bench --bench inbox -- 5000` runs one.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::float_arithmetic,
    clippy::disallowed_methods,
    reason = "a measurement ends where it cannot go on, and reads the clock"
)]

#[path = "ratios/against.rs"]
mod against;
#[path = "ratios/dropped.rs"]
mod dropped;
#[path = "ratios/sample.rs"]
mod sample;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use allegro_optima::allegro::pause::NoPause;
use allegro_optima::clock::SystemClock;
use allegro_optima::core::message::{Catalogue, Language};
use allegro_optima::ledger::{FILE, Ledger};
use allegro_optima::optima::sandbox::Sandbox;
use allegro_optima::spool::{Folders, RealDisk};
use allegro_optima::stages::NoProgress;
use allegro_optima::stages::import::{Import, ImportReport};

const SIZES: [u32; 4] = [1_000, 5_000, 10_000, 20_000];
/// Documents per second, at least.
const RATE: f64 = 300.0;
/// MB of memory at most, for 10 000 files.
const MEMORY: f64 = 150.0;
/// A document among 20 000 takes at most so many times what one among 1 000 takes.
const GROWTH: f64 = 1.5;
/// Files for a comparison with another build.
const AGAINST: u32 = 3_000;
/// Says to the process that it is to measure this size.
const CHILD: &str = "--size";

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let Some(place) = words.iter().position(|word| word == CHILD) {
        let Measured { seconds, cpu, memory } = measure(words[place + 1].parse().unwrap());
        println!("{seconds} {cpu} {memory}");
        return;
    }
    // `cargo test --all-targets` starts benches too, without this word: nothing is timed in a test.
    if !words.iter().any(|word| word == "--bench") {
        return;
    }
    if let Some(other) = against::asked() {
        return against::compare(&other, import);
    }
    let asked: Vec<u32> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    println!("| files | documents/s | CPU ms a document | most memory, MB |\n| ---: | ---: | ---: | ---: |");
    let measured: Vec<(u32, Measured)> = sizes.into_iter().map(|size| (size, in_child(size))).collect();
    judge(&measured);
}

struct Measured {
    seconds: f64,
    /// Seconds of both cores, user and system.
    cpu: f64,
    /// MB.
    memory: f64,
}

fn in_child(size: u32) -> Measured {
    let output = Command::new(std::env::current_exe().unwrap()).args([CHILD, &size.to_string()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let numbers: Vec<f64> = text.split_whitespace().map(|number| number.parse().unwrap()).collect();
    let measured = Measured { seconds: numbers[0], cpu: numbers[1], memory: numbers[2] };
    let count = f64::from(size);
    let (rate, cpu) = (count / measured.seconds, measured.cpu * 1000.0 / count);
    println!("| {size} | {rate:.0} | {cpu:.2} | {:.0} |", measured.memory);
    measured
}

/// How long a program takes for [`AGAINST`] dropped files, as a process from its start to its end.
fn import(program: &Path) -> Duration {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let run = |words: &[&str]| {
        let output = Command::new(program).args(words).current_dir(folder.path()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    };
    run(&["init", "--yes"]);
    dropped::drop_files(&sample::Shop::new(), &folder.path().join("inbox"), AGAINST);
    let begin = Instant::now();
    run(&["import"]);
    begin.elapsed()
}

/// The limits, as far as the sizes that they are about were measured.
fn judge(measured: &[(u32, Measured)]) {
    let of = |size| measured.iter().find(|(count, _)| *count == size).map(|(_, measured)| measured);
    let say = |what: &str, ok: bool| println!("{what}: {}", if ok { "yes" } else { "NO" });
    if let Some(ten) = of(10_000) {
        say(&format!("10 000 files, at least {RATE} documents/s"), 10_000.0 / ten.seconds >= RATE);
        say(&format!("10 000 files, at most {MEMORY} MB"), ten.memory <= MEMORY);
    }
    if let (Some(few), Some(many)) = (of(1_000), of(20_000)) {
        let growth = many.seconds / 20.0 / few.seconds;
        say(
            &format!("a document among 20 000 beside one among 1 000, {growth:.2} ×, at most {GROWTH} ×"),
            growth <= GROWTH,
        );
    }
}

fn measure(count: u32) -> Measured {
    let shop = sample::Shop::new();
    // On the disk that the program is built on; `/tmp` may be memory.
    let root = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let folders = Folders::new(root.path());
    folders.create(&RealDisk).unwrap();
    dropped::drop_files(&shop, &folders.inbox(), count);
    let clock = Arc::new(SystemClock);
    let mut report = ImportReport::default();
    let (begin, busy) = (Instant::now(), cpu());
    let mut base = Sandbox::open(&root.path().join("sandbox.sqlite3"), clock.clone()).unwrap();
    let mut ledger = Ledger::open(&folders.state().join(FILE)).unwrap();
    let mut stage = Import {
        base: &mut base,
        ledger: &mut ledger,
        disk: Arc::new(RealDisk),
        folders: &folders,
        settings: &shop.settings,
        texts: &Catalogue::new(Language::Polish),
        clock: &*clock,
        pause: &NoPause,
        other_sums: false,
        progress: &NoProgress,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(stage.run(&mut report)).unwrap();
    let measured = Measured { seconds: begin.elapsed().as_secs_f64(), cpu: cpu() - busy, memory: most_memory() };
    assert_eq!(report.imported.len(), count as usize, "{:?}", report.errors.first());
    measured
}

/// Seconds of user and system time so far; 0 where the system does not say.
fn cpu() -> f64 {
    /// `USER_HZ` of Linux on every processor that this is likely to run on.
    const TICKS: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(") ").next().unwrap_or_default();
    // utime and stime are fields 14 and 15 of the line, 11 and 12 after the name.
    let times = after_name.split_whitespace().skip(11).take(2);
    times.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS
}

/// MB; 0 where the system does not say.
fn most_memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}
