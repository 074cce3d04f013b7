//! Which dropped files their writers have finished, as far as looks and the files themselves can tell.
//!
//! Only programs that write under another name and rename, as we do, make this certain. Of what others write, two things are
//! asked: that nothing changed for a while, and that the text is all there ([`super::whole`]). A writer may pause for longer
//! than any while in the middle, and some put an instruction behind the root that its end does not announce.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use super::disk::Disk;
use super::names::is_order_file;
use super::scan::Candidate;
use super::whole::{Ending, ending};

/// What is not all there and has been left alone for so long is taken as it is: it is no document, and somebody should hear
/// of it.
pub const LEFT_ALONE_FOR: SignedDuration = SignedDuration::from_secs(60);

/// A file that could not be taken is tried again so soon …
const HELD_FIRST: SignedDuration = SignedDuration::from_secs(30);
/// … each time twice as late, and at the latest after this.
const HELD_LAST: SignedDuration = SignedDuration::from_mins(5);

/// How files are looked at.
#[derive(Clone, Copy)]
pub struct Settle<'a> {
    /// Where they lie.
    pub disk: &'a dyn Disk,
    /// Folders of files that get their names when they are whole; those are taken at once.
    pub finished: &'a [PathBuf],
    /// A file must have been left alone for so long; zero: every file is taken at once.
    pub after: SignedDuration,
    /// Most bytes of a file. What is larger need not be looked into.
    pub limit: u64,
    /// The target of the instruction that a file under our own name ends with.
    pub record: &'a str,
}

impl Settle<'_> {
    /// Is the text of this file all there? What cannot be read is not waited for: whoever takes it says why.
    fn is_whole(&self, candidate: &Candidate) -> bool {
        let Ok(bytes) = self.disk.read(&candidate.path(), self.limit) else { return true };
        match ending(&bytes, self.record) {
            Ending::Whole { record } => record || !candidate.name.to_str().is_some_and(is_order_file),
            Ending::Open => false,
            Ending::Broken => true,
        }
    }

    /// Is this file, which was not seen before, still being written?
    #[must_use]
    pub fn is_unfinished(&self, candidate: &Candidate, now: Timestamp) -> bool {
        let taken = self.finished.contains(&candidate.folder) || self.after.is_zero();
        !taken && left_alone_for(candidate, now, now) < LEFT_ALONE_FOR && !self.is_whole(candidate)
    }
}

/// Since when a file has been as it is, as far as its own time of change and our looks tell. A time from the future (a
/// share with another clock) tells nothing, else such a file would wait for ever.
fn left_alone_for(candidate: &Candidate, since: Timestamp, now: Timestamp) -> SignedDuration {
    let seen = now.duration_since(since);
    let changed = candidate.modified.filter(|time| *time <= now).map(|time| now.duration_since(time));
    changed.map_or(seen, |changed| changed.max(seen))
}

#[derive(Clone, Debug)]
struct Seen {
    candidate: Candidate,
    /// Since when it looks like this.
    since: Timestamp,
    /// Known once it was read as it is.
    whole: Option<bool>,
}

#[derive(Clone, Debug)]
struct Held {
    candidate: Option<Candidate>,
    tries: u32,
    until: Timestamp,
}

/// Remembers the last look.
#[derive(Clone, Debug, Default)]
pub struct Settling {
    before: BTreeMap<PathBuf, Seen>,
    held: BTreeMap<PathBuf, Held>,
}

impl Settling {
    /// Which of these files can be taken. The others are remembered until the next look.
    pub fn ready(&mut self, found: Vec<Candidate>, how: Settle<'_>, now: Timestamp) -> Vec<Candidate> {
        let mut ready = Vec::new();
        let mut after = BTreeMap::new();
        self.held.retain(|_, held| now.duration_since(held.until) <= HELD_LAST);
        for candidate in found {
            let path = candidate.path();
            if self.is_held(&path, Some(&candidate), now) {
                continue;
            }
            if how.finished.contains(&candidate.folder) || how.after.is_zero() {
                ready.push(candidate);
                continue;
            }
            let known = self.before.remove(&path).filter(|seen| seen.candidate == candidate);
            let mut seen = known.unwrap_or(Seen { candidate, since: now, whole: None });
            seen.since = seen.since.min(now);
            let alone = left_alone_for(&seen.candidate, seen.since, now);
            // Read when it has come to rest, and again only after a change.
            if alone >= how.after && (alone >= LEFT_ALONE_FOR || seen.is_whole(how)) {
                ready.push(seen.candidate);
            } else {
                after.insert(path, seen);
            }
        }
        self.before = after;
        ready
    }

    /// Does a file wait for the next look, which should come soon? An empty one is not waited for: it may stay so.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.before.values().any(|seen| seen.candidate.size > 0)
    }

    /// What the last look left alone.
    pub fn left(&self) -> impl Iterator<Item = &Path> {
        self.before.keys().map(PathBuf::as_path)
    }

    /// This file could not be taken or settled for a reason of its own: it rests for a while, the longer the more often that
    /// happened.
    pub fn hold(&mut self, path: &Path, now: Timestamp) {
        let held = self.held.entry(path.to_owned()).or_insert(Held { candidate: None, tries: 0, until: now });
        let pause = HELD_FIRST.checked_mul(1_i32.checked_shl(held.tries).unwrap_or(i32::MAX)).unwrap_or(HELD_LAST);
        held.tries = (held.tries + 1).min(10);
        held.until = now + pause.min(HELD_LAST);
    }

    /// Does it rest now? A file that changed does not.
    pub fn is_held(&mut self, path: &Path, candidate: Option<&Candidate>, now: Timestamp) -> bool {
        let Some(held) = self.held.get_mut(path) else { return false };
        let changed = held.candidate.is_some() && held.candidate.as_ref() != candidate;
        held.candidate = candidate.cloned();
        // The clock may have gone back.
        let rests = !changed && now < held.until && held.until.duration_since(now) <= HELD_LAST;
        if changed {
            self.held.remove(path);
        }
        rests
    }
}

impl Seen {
    fn is_whole(&mut self, how: Settle<'_>) -> bool {
        if self.candidate.size == 0 {
            return false;
        }
        *self.whole.get_or_insert_with(|| how.is_whole(&self.candidate))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spool::scan;
    use crate::spool::testing::MemoryDisk;

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    /// A folder and the looks into it.
    #[derive(Default)]
    struct Watch {
        disk: MemoryDisk,
        settling: Settling,
    }

    const OWN: &str = "RO_sklep_20260309T225901Z_0f3c1a50-1111-11f0-8000-0123456789ab.xml";

    impl Watch {
        fn write(&self, name: &str, text: &str, at: i64) {
            self.disk.set_now(second(at));
            self.disk.put(Path::new("/in").join(name), text.as_bytes());
        }

        fn look(&mut self, now: i64) -> Vec<String> {
            let settle = Settle {
                disk: &self.disk,
                finished: &["/out".into()],
                after: SignedDuration::from_secs(2),
                limit: 1000,
                record: "allegro-order",
            };
            let mut found = Vec::new();
            for folder in ["/in", "/out"] {
                found.extend(scan(&self.disk, Path::new(folder)).map(|scan| scan.candidates).unwrap_or_default());
            }
            let ready = self.settling.ready(found, settle, second(now));
            ready.iter().map(|candidate| candidate.name.to_string_lossy().into_owned()).collect()
        }
    }

    #[test]
    fn a_whole_file_is_taken_when_it_was_left_alone_for_a_moment() {
        let mut watch = Watch::default();
        watch.write("a.xml", "<A/>", 100);
        assert!(watch.look(100).is_empty() && watch.look(101).is_empty() && watch.settling.is_waiting());
        watch.write("a.xml", "<B/>", 101);
        assert!(watch.look(102).is_empty(), "rewritten in the same length");
        assert_eq!(watch.look(103), ["a.xml"]);
        assert!(!watch.settling.is_waiting());
        watch.write("b.xml", "<A/>", 110);
        assert_eq!(watch.look(112), ["a.xml", "b.xml"], "two seconds old at the first look");
    }

    #[test]
    fn a_file_whose_root_is_open_is_left_for_a_minute() {
        let mut watch = Watch::default();
        watch.write("a.xml", "<A>", 100);
        assert!(watch.look(100).is_empty() && watch.look(159).is_empty() && watch.settling.is_waiting());
        watch.write("a.xml", "<A></A", 159);
        assert!(watch.look(218).is_empty());
        assert_eq!(watch.look(219), ["a.xml"], "nobody goes on with it");
        watch.write("b.xml", "nie XML", 300);
        assert_eq!(watch.look(302), ["a.xml", "b.xml"], "that becomes no document");
    }

    #[test]
    fn a_file_of_ours_is_whole_with_its_record() {
        let mut watch = Watch::default();
        watch.write(OWN, "<A/>", 100);
        assert!(watch.look(110).is_empty(), "the record may come");
        assert_eq!(watch.look(160), [OWN], "a person took it out");
        watch.write(OWN, "<A/><?allegro-order {}?>", 200);
        assert_eq!(watch.look(202), [OWN]);
    }

    #[test]
    fn an_empty_file_is_not_waited_for_and_not_kept_for_ever() {
        let mut watch = Watch::default();
        watch.write("a.xml", "", 100);
        assert!(watch.look(110).is_empty() && !watch.settling.is_waiting());
        assert_eq!(watch.settling.left().count(), 1);
        assert_eq!(watch.look(160), ["a.xml"]);
    }

    #[test]
    fn clocks_do_not_keep_a_file_for_ever() {
        let mut watch = Watch::default();
        // The share's clock is a year ahead; then our own goes back an hour.
        watch.write("a.xml", "<A/>", 40_000_000);
        watch.write("b.xml", "<A>", 40_000_000);
        assert!(watch.look(10_000).is_empty() && watch.look(6_400).is_empty());
        assert_eq!(watch.look(6_402), ["a.xml"]);
        assert_eq!(watch.look(6_460), ["b.xml"]);
    }

    #[test]
    fn files_that_get_their_names_when_they_are_whole_are_taken_at_once() {
        let mut watch = Watch::default();
        watch.disk.set_now(second(100));
        watch.disk.put("/out/a.xml", b"<A>");
        assert_eq!(watch.look(100), ["a.xml"]);
    }

    #[test]
    fn what_went_away_is_forgotten() {
        let mut watch = Watch::default();
        watch.write("a.xml", "<A/>", 100);
        watch.look(100);
        watch.disk.remove_file(Path::new("/in/a.xml")).unwrap();
        watch.look(101);
        assert!(!watch.settling.is_waiting());
    }

    #[test]
    fn i14_what_cannot_be_taken_rests_longer_each_time_and_not_once_it_changed() {
        let mut watch = Watch::default();
        watch.write("a.xml", "<A/>", 100);
        let mut taken = Vec::new();
        for now in 102..1002 {
            if !watch.look(now).is_empty() {
                taken.push(now);
                watch.settling.hold(Path::new("/in/a.xml"), second(now));
            }
        }
        assert_eq!(taken, [102, 132, 192, 312, 552, 852]);
        watch.write("a.xml", "<B/>", 1002);
        assert_eq!(watch.look(1004), ["a.xml"]);
    }
}
