//! Many want the same files.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::thread;

use super::*;

const THREADS: usize = 8;
const FILES: usize = 200;

/// All threads scan and claim at once, each as an owner of its own, while each also recovers: every file is taken
/// once and finished once.
fn race(disk: &Arc<dyn Disk>, root: &Path, threads: usize) {
    let folders = Folders::new(root);
    folders.create(&**disk).unwrap();
    for n in 0..FILES {
        // Through a temporary name of ours, as any careful writer does it.
        disk.create(&folders.inbox().join(format!("{n:03}.xml")), n.to_string().as_bytes(), disk::Access::Private)
            .unwrap();
    }
    let taken = Mutex::new(BTreeMap::<Vec<u8>, usize>::new());
    let start = std::sync::Barrier::new(threads);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                start.wait();
                let owner = owner(disk, &folders);
                for (n, candidate) in scan(&**disk, &folders.inbox()).unwrap().candidates.iter().enumerate() {
                    if n % 20 == 0 {
                        let recovered = owner.recover().unwrap();
                        assert!(
                            recovered.returned.is_empty() && recovered.finished.is_empty(),
                            "a live claim was settled"
                        );
                        assert!(recovered.failed.is_empty(), "{:?}", recovered.failed);
                    }
                    let Some(claimed) = owner.claim(candidate).unwrap() else { continue };
                    let content = claimed.read(10).unwrap();
                    let receipt = receipt_for(&claimed, &content, Outcome::Imported);
                    finish(&**disk, &folders, &claimed, Destination::Archive(today()), &receipt, None).unwrap();
                    *taken.lock().unwrap().entry(content.bytes).or_default() += 1;
                }
            });
        }
    });
    let taken = taken.into_inner().unwrap();
    assert_eq!(taken.len(), FILES);
    assert!(taken.values().all(|times| *times == 1));
    assert_eq!(read_receipts(&**disk, &folders.archive_root()).unwrap().count(), FILES);
    // The last recoveries may have met locks of owners that had just gone; one more leaves nothing.
    owner(disk, &folders).recover().unwrap();
    assert_eq!(disk.list(&folders.claimed()).unwrap().len(), 1, "only the recovery lock stays");
}

#[test]
fn two_threads_take_each_file_once() {
    let folder = tempfile::tempdir().unwrap();
    race(&(Arc::new(RealDisk) as Arc<dyn Disk>), folder.path(), 2);
}

#[test]
fn eight_threads_take_each_file_once() {
    let folder = tempfile::tempdir().unwrap();
    race(&(Arc::new(RealDisk) as Arc<dyn Disk>), folder.path(), THREADS);
    race(&(Arc::new(MemoryDisk::default()) as Arc<dyn Disk>), Path::new("/r"), THREADS);
}

#[test]
fn threads_of_one_owner_share_a_scan() {
    let folder = tempfile::tempdir().unwrap();
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let folders = Folders::new(folder.path());
    folders.create(&*disk).unwrap();
    for n in 0..FILES {
        disk.create(&folders.inbox().join(format!("{n}.xml")), b"x", disk::Access::Private).unwrap();
    }
    let owner = owner(&disk, &folders);
    let candidates = scan(&*disk, &folders.inbox()).unwrap().candidates;
    let claims: Vec<Claimed> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|_| {
                scope.spawn(|| {
                    let claims: Vec<_> = candidates.iter().filter_map(|c| owner.claim(c).unwrap()).collect();
                    assert!(owner.recover().unwrap().returned.is_empty(), "a live claim was settled");
                    claims
                })
            })
            .collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(claims.len(), FILES);
    assert!(claims.iter().all(|claimed| claimed.read(1).is_ok()));
    drop(claims);
    // Dropped without an end: they go back.
    assert_eq!(owner.recover().unwrap().returned.len(), FILES);
    assert_eq!(scan(&*disk, &folders.inbox()).unwrap().candidates.len(), FILES);
}
