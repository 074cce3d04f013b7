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
#[path = "ratios/hostile.rs"]
mod hostile;
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
/// Of a thousand files of which every tenth is bad, so many times the speed of a thousand good ones, at least.
const WITH_BAD: f64 = 0.8;
/// Files that wait at once, and MB of memory at most for them.
const WAITING: (u32, f64) = (50_000, 200.0);
/// Seconds and MB for the worst file within the size that is read.
const WORST: (f64, f64) = (5.0, 150.0);
/// Files for a comparison with another build.
const AGAINST: u32 = 3_000;
/// Says to the process that it is to measure this size.
const CHILD: &str = "--size";
/// Says that every tenth file is to be bad.
const BAD: &str = "bad";
/// Says to the process that it is to import this one of the hostile files, and no other.
const HOSTILE: &str = "--hostile";

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let Some(place) = words.iter().position(|word| word == CHILD) {
        return say_to_parent(measure(words[place + 1].parse().unwrap(), words.iter().any(|word| word == BAD)));
    }
    if let Some(place) = words.iter().position(|word| word == HOSTILE) {
        return say_to_parent(measure_hostile(words[place + 1].parse().unwrap()));
    }
    // `cargo test --all-targets` starts benches too, without this word: nothing is timed in a test.
    if !words.iter().any(|word| word == "--bench") {
        return;
    }
    if let Some(other) = against::asked() {
        return against::compare(&other, import);
    }
    if words.iter().any(|word| word == "hostile") {
        return hostile_files();
    }
    if words.iter().any(|word| word == BAD) {
        return with_bad();
    }
    let asked: Vec<u32> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    println!("| files | documents/s | CPU ms a document | most memory, MB |\n| ---: | ---: | ---: | ---: |");
    let measured: Vec<(u32, Measured)> =
        sizes.into_iter().map(|size| (size, show(size, in_child(&[CHILD, &size.to_string()])))).collect();
    judge(&measured);
}

fn say_to_parent(Measured { seconds, cpu, memory }: Measured) {
    println!("{seconds} {cpu} {memory}");
}

/// A thousand files with and without bad ones, in turns.
fn with_bad() {
    let rounds = [(); 3].map(|()| [in_child(&[CHILD, "1000"]).seconds, in_child(&[CHILD, "1000", BAD]).seconds]);
    let median = |side: usize| {
        let mut times = rounds.map(|round| round[side]);
        times.sort_by(f64::total_cmp);
        times[1]
    };
    let speed = median(0) / median(1);
    println!("1 000 files, every tenth bad: {speed:.2} × the speed, at least {WITH_BAD}: {}", yes(speed >= WITH_BAD));
}

/// Each hostile file alone in the folder, in a process of its own.
fn hostile_files() {
    println!("| file | s | most memory, MB | ok |\n| --- | ---: | ---: | --- |");
    for (number, (name, _)) in hostile::files(&sample::Shop::new()).iter().enumerate() {
        let Measured { seconds, memory, .. } = in_child(&[HOSTILE, &number.to_string()]);
        println!("| {name} | {seconds:.2} | {memory:.0} | {} |", yes(seconds <= WORST.0 && memory <= WORST.1));
    }
}

fn yes(ok: bool) -> &'static str {
    if ok { "yes" } else { "NO" }
}

struct Measured {
    seconds: f64,
    /// Seconds of both cores, user and system.
    cpu: f64,
    /// MB.
    memory: f64,
}

fn in_child(words: &[&str]) -> Measured {
    let output = Command::new(std::env::current_exe().unwrap()).args(words).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let numbers: Vec<f64> = text.split_whitespace().map(|number| number.parse().unwrap()).collect();
    Measured { seconds: numbers[0], cpu: numbers[1], memory: numbers[2] }
}

fn show(size: u32, measured: Measured) -> Measured {
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
    let say = |what: &str, ok: bool| println!("{what}: {}", yes(ok));
    if let Some(waiting) = of(WAITING.0) {
        say(&format!("{} files, at most {} MB", WAITING.0, WAITING.1), waiting.memory <= WAITING.1);
    }
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

fn measure(count: u32, bad: bool) -> Measured {
    measured(|shop, inbox| {
        dropped::drop_files(shop, inbox, count);
        if bad {
            dropped::spoil(inbox, count);
        }
        count - if bad { count / 10 } else { 0 }
    })
}

fn measure_hostile(number: usize) -> Measured {
    // Made and dropped before the import, so that only what the system gives back late is counted with it.
    measured(|shop, inbox| {
        fs::write(inbox.join("hostile.xml"), &hostile::files(shop)[number].1).unwrap();
        0
    })
}

/// An import of what was dropped, which gives how many documents are to come of it.
fn measured(drop: impl Fn(&sample::Shop, &Path) -> u32) -> Measured {
    let shop = sample::Shop::new();
    // On the disk that the program is built on; `/tmp` may be memory.
    let root = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let folders = Folders::new(root.path());
    folders.create(&RealDisk).unwrap();
    let count = drop(&shop, &folders.inbox());
    forget_the_most();
    let clock = Arc::new(SystemClock);
    let mut report = ImportReport::default();
    let (begin, busy) = (Instant::now(), cpu());
    let mut base = Sandbox::open(&root.path().join("sandbox.sqlite3"), clock.clone()).unwrap();
    let mut ledger = Ledger::open(&folders.state().join(FILE)).unwrap();
    let mut stage = Import {
        company: "firma",
        base: &mut base,
        ledger: &mut ledger,
        disk: Arc::new(RealDisk),
        folders: &folders,
        settings: &shop.settings,
        texts: &Catalogue::new(Language::Polish),
        clock: &*clock,
        pause: &NoPause,
        other_sums: false,
        elsewhere: &|_| None,
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

/// From here on the most memory is counted anew, where the system can.
fn forget_the_most() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// MB; 0 where the system does not say.
fn most_memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}
