//! Two sides measured in turns, and the table of what came out.

use std::time::{Duration, Instant};

/// How long a round of one side should take: long beside the clock's steps, short beside the machine's moods.
const ROUND: Duration = Duration::from_millis(20);
/// Rounds of a step that takes microseconds.
pub const ROUNDS: usize = 31;

/// What a ratio must be.
#[derive(Clone, Copy)]
pub enum Limit {
    /// Ours takes at most so many times the floor.
    AtMost(f64),
    /// The rival takes at least so many times ours.
    Faster(f64),
}

struct Row {
    name: String,
    ours: Duration,
    other: Duration,
    against: String,
    limit: Limit,
}

/// The rows in their order; only those whose names contain one of the words that were asked for.
pub struct Table {
    words: Vec<String>,
    rows: Vec<Row>,
}

impl Table {
    pub fn new(words: Vec<String>) -> Self {
        Self { words, rows: Vec::new() }
    }

    pub fn wants(&self, name: &str) -> bool {
        self.words.is_empty() || self.words.iter().any(|word| name.contains(word.as_str()))
    }

    pub fn add(&mut self, name: &str, (ours, other): (Duration, Duration), against: &str, limit: Limit) {
        let (name, against) = (name.to_owned(), against.to_owned());
        self.rows.push(Row { name, ours, other, against, limit });
    }

    pub fn print(&self) {
        println!(
            "\n| name | ours | floor or rival | | ratio | limit | ok |\n| --- | ---: | ---: | --- | ---: | ---: | --- |"
        );
        for row in &self.rows {
            let (ours, other) = (row.ours.as_secs_f64(), row.other.as_secs_f64());
            let (ratio, limit, ok) = match row.limit {
                Limit::AtMost(most) => {
                    (format!("{:.2} ×", ours / other), format!("≤ {most:.1} ×"), ours <= most * other)
                }
                Limit::Faster(least) => {
                    (format!("{:.1} × faster", other / ours), format!("≥ {least:.0} ×"), other >= least * ours)
                }
            };
            let ok = if ok { "yes" } else { "NO" };
            let Row { name, against, .. } = row;
            println!("| {name} | {} | {} | {against} | {ratio} | {limit} | {ok} |", show(row.ours), show(row.other));
        }
    }
}

/// Three digits that mean something.
pub fn show(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    match micros {
        few if few < 1_000.0 => format!("{few:.2} µs"),
        some if some < 1_000_000.0 => format!("{:.2} ms", some / 1e3),
        many => format!("{:.2} s", many / 1e6),
    }
}

/// The time of one call, over so many.
pub fn timed(times: u32, mut work: impl FnMut()) -> Duration {
    let begin = Instant::now();
    for _ in 0..times {
        work();
    }
    begin.elapsed() / times
}

/// The medians of both sides, each round of the one followed by one of the other.
pub fn in_turns(
    rounds: usize,
    mut ours: impl FnMut() -> Duration,
    mut other: impl FnMut() -> Duration,
) -> (Duration, Duration) {
    let (mut left, mut right): (Vec<_>, Vec<_>) = (0..rounds).map(|_| (ours(), other())).unzip();
    (median(&mut left), median(&mut right))
}

/// [`in_turns`] for work of microseconds: as many calls to a round as it takes.
pub fn side_by_side(mut ours: impl FnMut(), mut other: impl FnMut()) -> (Duration, Duration) {
    let (many, others) = (calls(&mut ours), calls(&mut other));
    in_turns(ROUNDS, || timed(many, &mut ours), || timed(others, &mut other))
}

/// How many calls fill a round. The first ones are slower than the rest and do not count.
pub fn calls(mut work: impl FnMut()) -> u32 {
    timed(20, &mut work);
    let one = timed(20, &mut work).max(Duration::from_nanos(50));
    u32::try_from(ROUND.as_nanos() / one.as_nanos()).unwrap_or(u32::MAX).max(1)
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
