//! Files made to hurt: no cost grows faster than what they hold, and none takes long.

use std::hint::black_box;
use std::time::Duration;

use allegro_optima::core::problem::PROBLEMS_MAX;
use allegro_optima::xml::{self, Limits};

use crate::hostile;
use crate::measure::{Limit, Table, in_turns, timed};
use crate::sample::Shop;

/// The longest that any file takes to be read, checked and looked at.
const LONGEST: Duration = Duration::from_secs(5);
/// Rounds of a step that takes up to a second.
const ROUNDS: usize = 5;

pub fn run(table: &mut Table) {
    if !table.wants("bounds") {
        return;
    }
    let shop = Shop::new();
    for lines in [1_000, 2_000, 4_000, 8_000, 16_000, 32_000] {
        let (twice, once) = (hostile::faulty(&shop, 2 * lines), hostile::faulty(&shop, lines));
        let times = u32::try_from(64_000 / lines).unwrap();
        let measured = in_turns(ROUNDS, || timed(times, || read(&twice)), || timed(times, || read(&once)));
        let name = format!("bounds/{} faulty lines", 2 * lines);
        table.add(&name, measured, &format!("{lines} faulty lines"), Limit::AtMost(2.2));
    }
    let files = hostile::files(&shop);
    let worst = files.iter().map(|(name, file)| (timed(1, || whole(file)), *name)).max().unwrap();
    table.add(&format!("bounds/worst file: {}", worst.1), (worst.0, LONGEST), "five seconds", Limit::AtMost(1.0));
}

/// As an import reads it.
fn read(file: &str) {
    let found = black_box(xml::read(black_box(file.as_bytes()), &Limits::default()).unwrap());
    for reasons in found.documents.iter().filter_map(|reading| reading.as_ref().err()) {
        assert_eq!(reasons.len(), PROBLEMS_MAX + 1);
    }
}

/// As `validate` does.
fn whole(file: &str) {
    let (bytes, limits) = (file.as_bytes(), Limits::default());
    drop(black_box(xml::read(bytes, &limits)));
    drop(black_box(xml::check(bytes, &limits, None)));
    drop(black_box(xml::inspect(bytes, &limits)));
}
