//! Two builds of the program in turns: `-- --against PROGRAM` holds this one against another, say the last release.

use std::path::{Path, PathBuf};
use std::time::Duration;

/// So often each of the two does the work.
const ROUNDS: usize = 5;
/// The build that is measured.
const OURS: &str = env!("CARGO_BIN_EXE_allegro-optima");

/// The other program, if one is named.
pub fn asked() -> Option<PathBuf> {
    let mut words = std::env::args().skip_while(|word| word != "--against");
    words.nth(1).map(PathBuf::from)
}

/// Lets both do the work in turns, and prints how many times as fast ours is, the median of the pairs.
pub fn compare(other: &Path, mut work: impl FnMut(&Path) -> Duration) {
    let mut ratios: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let (ours, theirs) = (work(Path::new(OURS)), work(other));
            println!("  {:>8.2} s   beside {:>8.2} s", ours.as_secs_f64(), theirs.as_secs_f64());
            theirs.as_secs_f64() / ours.as_secs_f64()
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    println!("{:.2} × as fast, median of {ROUNDS}", ratios[ROUNDS / 2]);
}
