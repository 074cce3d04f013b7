//! Which dropped files their writers have finished, as far as two looks can tell.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};

use super::scan::Candidate;

/// A file must have been left alone for so long. Programs write an order's few kilobytes at once; a copy over a network
/// that stalls for longer than this between two blocks is not seen.
pub const SETTLED_AFTER: SignedDuration = SignedDuration::from_secs(1);

/// Remembers the last look.
#[derive(Clone, Debug, Default)]
pub struct Settling {
    before: BTreeMap<PathBuf, (Candidate, Timestamp)>,
}

impl Settling {
    /// Which of these files can be taken: those that are as they were at a look at least [`SETTLED_AFTER`] ago. The
    /// others are remembered until the next look; `finished` folders hold files that get their names when they are
    /// whole, and those are taken at once.
    pub fn ready(&mut self, found: Vec<Candidate>, finished: &[PathBuf], now: Timestamp) -> Vec<Candidate> {
        let mut ready = Vec::new();
        let mut after = BTreeMap::new();
        for candidate in found {
            if finished.contains(&candidate.folder) {
                ready.push(candidate);
                continue;
            }
            let path = candidate.path();
            let since = match self.before.get(&path) {
                Some((earlier, since)) if *earlier == candidate => (*since).min(now),
                _ => now,
            };
            let left_alone = now.duration_since(since) >= SETTLED_AFTER;
            if left_alone && candidate.is_settled(&candidate, now, SETTLED_AFTER) {
                ready.push(candidate);
            } else {
                after.insert(path, (candidate, since));
            }
        }
        self.before = after;
        ready
    }

    /// Does a file wait for the next look, which should come soon? An empty one is not waited for: it may stay so.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.before.values().any(|(candidate, _)| candidate.size > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, size: u64, modified: i64) -> Candidate {
        let modified = Some(Timestamp::from_second(modified).unwrap());
        Candidate { folder: "in".into(), name: name.into(), size, modified }
    }

    fn names(ready: &[Candidate]) -> Vec<&str> {
        ready.iter().filter_map(|candidate| candidate.name.to_str()).collect()
    }

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_file_that_grows_is_left_alone_until_it_stays() {
        let mut settling = Settling::default();
        let mut look = |size, modified, now| {
            let ready = settling.ready(vec![file("a", size, modified)], &[], second(now));
            (names(&ready).len(), settling.is_waiting())
        };
        assert_eq!(look(0, 100, 100), (0, false), "made and not written: nothing to wait for");
        assert_eq!(look(10, 101, 101), (0, true));
        assert_eq!(look(20, 102, 102), (0, true), "it grew");
        assert_eq!(look(20, 102, 102), (0, true), "looked twice within a second");
        assert_eq!(look(20, 102, 103), (1, false));
    }

    #[test]
    fn a_file_that_is_rewritten_in_the_same_length_is_left_alone() {
        let mut settling = Settling::default();
        settling.ready(vec![file("a", 10, 100)], &[], second(100));
        assert!(settling.ready(vec![file("a", 10, 101)], &[], second(101)).is_empty());
        assert_eq!(settling.ready(vec![file("a", 10, 101)], &[], second(102)).len(), 1);
    }

    #[test]
    fn clocks_do_not_keep_a_file_for_ever() {
        let mut settling = Settling::default();
        // The share's clock is a year ahead; then our own goes back an hour.
        settling.ready(vec![file("a", 10, 40_000_000)], &[], second(10_000));
        assert!(settling.ready(vec![file("a", 10, 40_000_000)], &[], second(6_400)).is_empty());
        assert_eq!(settling.ready(vec![file("a", 10, 40_000_000)], &[], second(6_401)).len(), 1);
    }

    #[test]
    fn files_that_get_their_names_when_they_are_whole_are_taken_at_once() {
        let ready = Settling::default().ready(vec![file("a", 10, 100)], &["in".into()], second(100));
        assert_eq!(names(&ready), ["a"]);
    }

    #[test]
    fn what_went_away_is_forgotten() {
        let mut settling = Settling::default();
        settling.ready(vec![file("a", 10, 100)], &[], second(100));
        settling.ready(Vec::new(), &[], second(101));
        assert!(!settling.is_waiting());
        assert!(settling.ready(vec![file("a", 10, 100)], &[], second(110)).is_empty(), "it is new again");
    }
}
