//! How much the program's promises cost: each step beside the least that could do the work, or beside a rival, in
//! turns in one process, as a ratio. `docs/benchmarks.md` has the figures and says how to run it.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::float_arithmetic,
    clippy::disallowed_methods,
    reason = "a measurement ends where it cannot go on, reads the clock, and its floors are the bare calls"
)]

mod bounds;
mod cpu;
mod disk;
mod dropped;
mod hostile;
mod import;
mod measure;
mod present;
mod python;
mod sample;

use measure::Table;

fn main() {
    // `cargo test --all-targets` starts benches too, without this word: nothing is timed in a test.
    let words: Vec<String> = std::env::args().skip(1).collect();
    if !words.iter().any(|word| word == "--bench") {
        return;
    }
    let mut table = Table::new(words.into_iter().filter(|word| !word.starts_with("--")).collect());
    cpu::run(&mut table);
    bounds::run(&mut table);
    python::run(&mut table);
    disk::run(&mut table);
    import::run(&mut table);
    present::run(&mut table);
    table.print();
}
