//! Steps that wait for the disk.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use allegro_optima::spool::{RealDisk, scan, write_page};
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::measure::{Limit, Table, in_turns};
use crate::sample::{ORDER, Shop};

const PAGE: usize = 100;
const PAGES: usize = 9;
/// As many as the spool has: what is measured is the care, not the number of threads.
const WRITERS: usize = 8;
const FILES: usize = 100_000;
const SCANS: usize = 5;

/// On the disk that the program is built on; `/tmp` may be memory.
pub fn folder() -> TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

pub fn run(table: &mut Table) {
    if table.wants("durable/page_of_100") {
        let bytes = Shop::new().xml(ORDER.as_bytes());
        let files: Vec<(String, &[u8])> = (0..PAGE).map(|n| (format!("RO_{n:03}.xml"), bytes.as_slice())).collect();
        let times = in_turns(
            PAGES,
            || in_folder(|dir| drop(write_page(&RealDisk, dir, &files).unwrap())),
            || in_folder(|dir| bare_page(dir, &files)),
        );
        table.add("durable/page_of_100", times, "bare write + fsync + rename, as parallel", Limit::AtMost(1.3));
    }
    if table.wants("scan/100k_files") {
        let folder = folder();
        for n in 0..FILES {
            File::create(folder.path().join(format!("RO_{n:06}.xml"))).unwrap();
        }
        let times = in_turns(
            SCANS,
            || {
                let begin = Instant::now();
                assert_eq!(scan(&RealDisk, folder.path()).unwrap().candidates.len(), FILES);
                begin.elapsed()
            },
            || {
                let begin = Instant::now();
                assert_eq!(bare_walk(folder.path()), FILES);
                begin.elapsed()
            },
        );
        table.add("scan/100k_files", times, "bare walkdir with metadata", Limit::AtMost(1.5));
    }
}

fn in_folder(work: impl FnOnce(&Path)) -> Duration {
    let folder = folder();
    let begin = Instant::now();
    work(folder.path());
    begin.elapsed()
}

fn bare_page(dir: &Path, files: &[(String, &[u8])]) {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..WRITERS {
            scope.spawn(|| {
                while let Some((name, bytes)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let temporary = dir.join(format!("{name}.part"));
                    let mut file = File::create(&temporary).unwrap();
                    file.write_all(bytes).unwrap();
                    file.sync_all().unwrap();
                    fs::rename(&temporary, dir.join(name)).unwrap();
                }
            });
        }
    });
    // Without it the names are not durable, and it would be less than what is asked.
    File::open(dir).unwrap().sync_all().unwrap();
}

fn bare_walk(dir: &Path) -> usize {
    let entries = WalkDir::new(dir).min_depth(1).max_depth(1).into_iter().map(|entry| entry.unwrap());
    let found: Vec<_> = entries
        .map(|entry| {
            let metadata = entry.metadata().unwrap();
            (entry.into_path(), metadata.len(), metadata.modified().unwrap())
        })
        .collect();
    found.len()
}
