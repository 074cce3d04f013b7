//! Programs that write into the drop folder in pieces, beside an importer.

use std::collections::BTreeSet;
use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::shop::{House, Shop, alive, documents, everything, orders, stage};
use crate::allegro::pause::Pause;
use crate::clock::{Clock as _, ManualClock};
use crate::spool::testing::MemoryDisk;
use crate::stages::import::{Import, ImportReport};
use crate::stages::lying::{Why, lying};

/// Pieces of files that come at their times, while somebody waits.
struct Writers {
    clock: ManualClock,
    disk: MemoryDisk,
    /// The latest first.
    pieces: Mutex<Vec<(Timestamp, PathBuf, Vec<u8>)>>,
}

impl Writers {
    fn pass(&self, time: SignedDuration) {
        let until = self.clock.now() + time;
        let mut pieces = self.pieces.lock().unwrap();
        while let Some((at, path, bytes)) = pieces.pop_if(|(at, _, _)| *at <= until) {
            self.disk.set_now(at);
            self.disk.put(path, &bytes);
        }
        self.clock.forward(time);
    }

    fn are_done(&self) -> bool {
        self.pieces.lock().unwrap().is_empty()
    }
}

impl Pause for Writers {
    fn pause(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.pass(SignedDuration::try_from(duration).unwrap());
        Box::pin(std::future::ready(()))
    }
}

fn import(house: &mut House, shop: &Shop, writers: &Writers) -> ImportReport {
    let disk = Arc::new(house.disk.clone());
    let mut report = ImportReport::default();
    let stage = stage(house, disk, &shop.settings, &shop.texts);
    alive(Import { clock: &writers.clock, pause: writers, ..stage }.run(&mut report)).unwrap();
    report
}

#[test]
fn i4_sixty_writers_that_pause_for_up_to_twenty_seconds_tear_no_file() {
    let mut shop = Shop::new(orders(60));
    shop.export(&everything());
    let files = shop.house.outbox();
    let mut house = House::new();
    let began: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
    let mut pieces = Vec::new();
    for (n, (name, bytes)) in (0_i64..).zip(&files) {
        // Every other one under our own name, where the record is waited for.
        let name = if n % 2 == 0 { name.clone() } else { format!("{n}.xml") };
        let mut at = began + SignedDuration::from_millis(n * 503);
        // The cuts wander through the file; the last lies behind the root, in the record or before it, for many.
        let end = bytes.len() - 1 - usize::try_from(n * 29).unwrap() % (bytes.len() / 2);
        for cut in [end / 3, end / 2, end, bytes.len()] {
            pieces.push((at, house.folders.inbox().join(&name), bytes[..cut].to_vec()));
            at += SignedDuration::from_millis(10 + n * 7919 % 20_000);
        }
    }
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.0));
    let clock = ManualClock::new(began);
    let writers = Writers { clock, disk: house.disk.clone(), pieces: Mutex::new(pieces) };
    let (mut imported, mut left) = (0, BTreeSet::new());
    for _ in 0..20 {
        let report = import(&mut house, &shop, &writers);
        assert_eq!((&report.errors, &report.duplicates), (&Vec::new(), &Vec::new()));
        imported += report.imported.len();
        let listed = lying(&house.disk, &house.folders, &shop.settings, (writers.clock.now(), &|_| None)).unwrap();
        assert!(listed.iter().all(|file| file.why == Why::Unfinished), "{listed:?}");
        left.extend(report.unfinished);
        writers.pass(SignedDuration::from_secs(1));
        if writers.are_done() && imported == files.len() {
            break;
        }
    }
    assert_eq!((imported, documents(&mut house).len()), (60, 60));
    assert!(!left.is_empty(), "some were not done within a minute");
    assert!(house.places().iter().all(|place| place.starts_with("inbox/archive")), "{:?}", house.places());
}

#[test]
fn i4_an_import_waits_a_minute_at_most_and_takes_all_others_first() {
    let mut shop = Shop::new(orders(2));
    shop.export(&everything());
    let files: Vec<Vec<u8>> = shop.house.outbox().into_values().collect();
    let mut house = House::new();
    let began: Timestamp = "2026-11-23T12:00:00Z".parse().unwrap();
    let (open, inbox) = (files[0][..400].to_vec(), house.folders.inbox());
    // One that goes on for ever, a little at a time.
    let mut pieces: Vec<_> = (0..40_i64)
        .map(|n| {
            (
                began + SignedDuration::from_secs(n * 5),
                inbox.join("a.xml"),
                open[..200 + usize::try_from(n).unwrap()].to_vec(),
            )
        })
        .collect();
    pieces.push((began, inbox.join("b.xml"), files[1].clone()));
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.0));
    let writers = Writers { clock: ManualClock::new(began), disk: house.disk.clone(), pieces: Mutex::new(pieces) };
    writers.pass(SignedDuration::ZERO);
    let report = import(&mut house, &shop, &writers);
    assert_eq!((report.imported.len(), &report.errors), (1, &Vec::new()));
    assert_eq!(report.unfinished, [inbox.join("a.xml")]);
    let took = writers.clock.now().duration_since(began);
    assert!(took >= SignedDuration::from_secs(60) && took <= SignedDuration::from_secs(62), "{took}");
    // Nobody goes on with it: it is judged as it is.
    writers.pass(SignedDuration::from_secs(200));
    let report = import(&mut house, &shop, &writers);
    assert_eq!((report.errors.len(), report.unfinished.len()), (1, 0));
}

#[test]
fn i4_without_settling_every_file_is_taken_as_it_is() {
    let mut shop = Shop::new(Vec::new());
    shop.settings.import.settle_seconds = 0;
    let mut house = House::new();
    let clock = ManualClock::new("2026-11-23T12:00:00Z".parse().unwrap());
    let writers = Writers { clock, disk: house.disk.clone(), pieces: Mutex::default() };
    house.disk.set_now(writers.clock.now());
    house.drop_file("a.xml", b"<ROOT>");
    assert_eq!(import(&mut house, &shop, &writers).errors.len(), 1);
}
