//! Both disks keep the port's promises, and the small files theirs.

use super::*;
use crate::core::problem::{Explain as _, Fault};
use crate::spool::disk::{Access, Kind, exists};
use crate::spool::durable::remove_leftovers;

fn both(check: impl Fn(&dyn Disk, &Path)) {
    let folder = tempfile::tempdir().unwrap();
    check(&RealDisk, folder.path());
    let memory = MemoryDisk::default();
    memory.create_dir_all(Path::new("/m")).unwrap();
    check(&memory, Path::new("/m"));
}

#[test]
fn a_name_is_made_once() {
    both(|disk, dir| {
        let (a, b) = (dir.join("a"), dir.join("b"));
        disk.create(&a, b"1", Access::Private).unwrap();
        assert!(disk.create(&a, b"2", Access::Private).unwrap_err().is_taken());
        disk.create(&b, b"2", Access::Private).unwrap();
        assert!(disk.rename_new(&a, &b).unwrap_err().is_taken());
        assert_eq!((disk.read(&a, 1).unwrap(), disk.read(&b, 1).unwrap()), (b"1".to_vec(), b"2".to_vec()));
        disk.rename(&a, &b).unwrap();
        assert_eq!(disk.read(&b, 1).unwrap(), b"1");
        assert!(disk.metadata(&a).unwrap_err().is_not_found());
        disk.rename_new(&b, &a).unwrap();
        disk.sync(&a).unwrap();
        disk.sync_dir(dir).unwrap();
        disk.remove_file(&a).unwrap();
        assert!(disk.remove_file(&a).unwrap_err().is_not_found());
    });
}

#[test]
fn what_is_gone_is_not_taken() {
    both(|disk, dir| {
        assert!(!disk.take(&dir.join("a"), &dir.join("b")).unwrap());
        disk.create(&dir.join("a"), b"1", Access::Private).unwrap();
        assert!(disk.take(&dir.join("a"), &dir.join("nowhere/b")).unwrap_err().is_not_found());
        assert!(disk.take(&dir.join("a"), &dir.join("b")).unwrap());
        assert!(!disk.take(&dir.join("a"), &dir.join("c")).unwrap());
    });
}

#[test]
fn a_read_stops_at_the_limit() {
    both(|disk, dir| {
        let path = dir.join("a");
        disk.create(&path, b"12345", Access::Private).unwrap();
        assert_eq!(disk.read(&path, 5).unwrap(), b"12345");
        let error = disk.read(&path, 4).unwrap_err();
        assert_eq!((error.problem().code(), error.fault()), ("SPL-007", Fault::Refused));
        assert_eq!(error.path, path);
    });
}

#[test]
fn folders_are_listed_flat_and_removed_empty() {
    both(|disk, dir| {
        disk.create_dir_all(&dir.join("x/y")).unwrap();
        disk.create_dir_all(&dir.join("x/y")).unwrap();
        disk.create(&dir.join("x/y/deep"), b"", Access::Private).unwrap();
        disk.create(&dir.join("x/f"), b"", Access::Private).unwrap();
        let mut found: Vec<_> = disk.list(&dir.join("x")).unwrap().into_iter().map(|e| (e.name, e.kind)).collect();
        found.sort_by(|a, b| a.0.cmp(&b.0));
        assert_eq!(found, [("f".into(), Kind::File), ("y".into(), Kind::Directory)]);
        assert!(disk.remove_dir(&dir.join("x")).is_err());
        disk.remove_file(&dir.join("x/y/deep")).unwrap();
        disk.remove_dir(&dir.join("x/y")).unwrap();
        assert!(disk.list(&dir.join("x/y")).unwrap_err().is_not_found());
        assert!(disk.remove_dir(&dir.join("x/y")).unwrap_err().is_not_found());
        assert!(!exists(disk, &dir.join("x/y")).unwrap());
        assert!(disk.create_dir_all(&dir.join("x/f/z")).is_err());
    });
}

#[test]
fn a_lock_is_held_by_one_until_it_is_dropped() {
    both(|disk, dir| {
        let held = Lock::try_acquire(disk, dir, "service").unwrap().unwrap();
        assert!(Lock::try_acquire(disk, dir, "service").unwrap().is_none());
        assert!(Lock::try_acquire(disk, dir, "export").unwrap().is_some());
        drop(held);
        assert!(Lock::try_acquire(disk, dir, "service").unwrap().is_some());
    });
}

#[test]
fn writing_again_is_identical_and_never_overwrites() {
    both(|disk, dir| {
        assert_eq!(write_new(disk, dir, "a.xml", b"1").unwrap(), Written::New);
        assert_eq!(write_new(disk, dir, "a.xml", b"1").unwrap(), Written::Identical);
        assert_eq!(write_new(disk, dir, "a.xml", b"2").unwrap(), Written::Conflict);
        assert_eq!(write_new(disk, dir, "a.xml", b"12").unwrap(), Written::Conflict);
        disk.create_dir_all(&dir.join("d.xml")).unwrap();
        assert_eq!(write_new(disk, dir, "d.xml", b"1").unwrap(), Written::Conflict);
        assert_eq!(disk.read(&dir.join("a.xml"), 9).unwrap(), b"1");
        replace(disk, &dir.join("a.xml"), b"3").unwrap();
        assert_eq!(disk.read(&dir.join("a.xml"), 9).unwrap(), b"3");
        assert_eq!(disk.list(dir).unwrap().len(), 2, "no temporary file is left");
    });
}

#[test]
fn a_name_that_leads_out_is_refused() {
    both(|disk, dir| {
        for name in ["", ".", "..", "../a.xml", "x/a.xml", "C:a.xml", "..\\a.xml", "a\0.xml"] {
            let error = write_new(disk, dir, name, b"1").unwrap_err();
            assert_eq!(error.problem().code(), "SPL-005", "{name:?}");
        }
        assert!(disk.list(dir).unwrap().is_empty());
        let long = "x".repeat(300);
        assert_eq!(write_new(disk, dir, &long, b"1").unwrap_err().problem().code(), "SPL-005");
        assert!(disk.list(dir).unwrap().is_empty());
    });
}

#[test]
fn a_page_is_written_in_order_of_its_files() {
    both(|disk, dir| {
        write_new(disk, dir, "7.xml", b"other").unwrap();
        write_new(disk, dir, "8.xml", b"8").unwrap();
        let page: Vec<(String, Vec<u8>)> = (0..50).map(|n| (format!("{n}.xml"), n.to_string().into_bytes())).collect();
        let written = write_page(disk, dir, &page).unwrap();
        for (n, result) in written.into_iter().enumerate() {
            let expected = match n {
                7 => Written::Conflict,
                8 => Written::Identical,
                _ => Written::New,
            };
            assert_eq!(result.unwrap(), expected, "{n}");
        }
        assert_eq!(disk.list(dir).unwrap().len(), 50);
        assert!(write_page::<&str, &[u8]>(disk, dir, &[]).unwrap().is_empty());
    });
}

#[test]
fn a_bad_file_of_a_page_does_not_stop_the_others() {
    both(|disk, dir| {
        let written = write_page(disk, dir, &[("a.xml", "1"), ("../b.xml", "2"), ("c.xml", "3")]).unwrap();
        assert!(written[0].is_ok() && written[1].is_err() && written[2].is_ok());
    });
}

#[test]
fn a_secret_is_its_owners_alone() {
    both(|disk, dir| {
        let path = dir.join("tokens.json");
        assert!(read_secret(disk, &path).unwrap().is_none());
        write_secret(disk, &path, b"one").unwrap();
        write_secret(disk, &path, b"two").unwrap();
        assert_eq!(read_secret(disk, &path).unwrap().unwrap(), b"two");
        if cfg!(unix) {
            let open = dir.join("open.json");
            disk.create(&open, b"x", Access::Kept(0o644)).unwrap();
            let error = read_secret(disk, &open).unwrap_err();
            assert_eq!((error.problem().code(), error.fault()), ("SPL-016", Fault::Usage));
        }
    });
}

/// On Windows the rights are the folder's.
#[cfg(unix)]
#[test]
fn what_is_made_is_its_owners_alone_and_what_a_person_opened_stays_open() {
    both(|disk, dir| {
        let mode = |name: &str| disk.metadata(&dir.join(name)).unwrap().mode.unwrap();
        disk.create_dir_all(&dir.join("a/b")).unwrap();
        assert_eq!((mode("a"), mode("a/b")), (0o700, 0o700));
        disk.create(&dir.join("made"), b"1", Access::Private).unwrap();
        write_new(disk, dir, "new.xml", b"1").unwrap();
        write_page(disk, dir, &[("page.xml", b"1")]).unwrap();
        replace(disk, &dir.join("written"), b"1").unwrap();
        write_secret(disk, &dir.join("secret"), b"1").unwrap();
        let _lock = disk.try_lock(&dir.join("lock")).unwrap().unwrap();
        for name in ["made", "new.xml", "page.xml", "written", "secret", "lock"] {
            assert_eq!(mode(name), 0o600, "{name}");
        }
        for opened in [0o664, 0o640, 0o600] {
            disk.create(&dir.join("table.csv"), b"1", Access::Kept(opened)).unwrap();
            replace(disk, &dir.join("table.csv"), b"2").unwrap();
            assert_eq!(mode("table.csv"), opened, "somebody else may work on it, too");
            write_secret(disk, &dir.join("table.csv"), b"3").unwrap();
            assert_eq!(mode("table.csv"), 0o600);
            disk.remove_file(&dir.join("table.csv")).unwrap();
        }
    });
}

#[cfg(unix)]
#[test]
fn a_secret_of_another_user_is_not_used() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("email-password");
    write_secret(&RealDisk, &path, b"x").unwrap();
    // Only the administrator may give files away.
    if std::os::unix::fs::chown(&path, Some(12_345), None).is_ok() {
        let error = read_secret(&RealDisk, &path).unwrap_err();
        assert_eq!((error.problem().code(), error.fault()), ("SPL-017", Fault::Usage));
    }
    std::os::unix::fs::symlink(&path, folder.path().join("link")).unwrap();
    assert_eq!(read_secret(&RealDisk, &folder.path().join("link")).unwrap_err().problem().code(), "SPL-011");
}

#[test]
fn only_old_temporary_files_of_ours_are_removed() {
    let disk = MemoryDisk::default();
    let day_before: Timestamp = "2026-11-22T09:59:59Z".parse().unwrap();
    disk.set_now(day_before);
    disk.put("/o/.spool-1.tmp", b"");
    disk.put("/o/a.xml", b"");
    disk.put("/o/.hidden.tmp", b"");
    disk.set_now(at());
    disk.put("/o/.spool-2.tmp", b"");
    assert_eq!(remove_leftovers(&disk, Path::new("/o"), at()).unwrap(), 1);
    assert_eq!(disk.files().len(), 3);
}

#[test]
fn every_kind_of_failure_has_its_code() {
    use std::io::ErrorKind as K;
    let codes = [
        (K::PermissionDenied, "SPL-001"),
        (K::ReadOnlyFilesystem, "SPL-001"),
        (K::StorageFull, "SPL-002"),
        (K::NotFound, "SPL-003"),
        (K::IsADirectory, "SPL-004"),
        (K::InvalidFilename, "SPL-005"),
        (K::CrossesDevices, "SPL-006"),
        (K::FileTooLarge, "SPL-007"),
        (K::Other, "SPL-008"),
    ];
    let catalogue = crate::core::message::Catalogue::new(crate::core::message::Language::Polish);
    let mut texts = Vec::new();
    for (kind, code) in codes {
        let disk = testing::FaultyDisk::failing(MemoryDisk::default(), 0, testing::Fault::Fail(kind));
        let problem = disk.list(Path::new("/r/inbox")).unwrap_err().problem();
        assert_eq!(problem.code(), code);
        texts.push(format!("{code} {}", catalogue.text(&problem.message)));
    }
    insta::assert_snapshot!(texts.join("\n"));
}

#[test]
fn a_receipt_of_a_later_version_is_not_guessed_at() {
    let disk = MemoryDisk::default();
    disk.put("/e/a.xml.json", br#"{"v":2,"outcome":{"new":"shape"}}"#);
    disk.put("/e/b.xml.json", b"{");
    disk.put(
        "/e/2026/11/c.xml.json",
        &Receipt::new(Outcome::Error, "c.xml", "00", 1, at()).to_json(Path::new("")).unwrap(),
    );
    let found = read_receipts(&disk, Path::new("/e")).unwrap().collect::<Vec<_>>();
    let codes: Vec<_> =
        found.iter().map(|(_, r)| r.as_ref().map_err(|e| e.problem().code().to_owned()).is_ok()).collect();
    assert_eq!(codes, [true, false, false]);
    assert!(matches!(found[1].1, Err(SpoolError::NewerReceipt { version: 2, .. })));
    assert!(matches!(found[2].1, Err(SpoolError::Receipt { .. })));
}

/// As version 0.1 wrote it, and with what a later program may add without another version.
#[test]
fn a_receipt_of_0_1_is_read_and_fields_that_came_later_are_passed_over() {
    let disk = MemoryDisk::default();
    let old = r#"{
  "v": 1,
  "outcome": "imported",
  "file": "RO_1.xml",
  "stored": "archive/2026/11/RO_1.xml",
  "sha256": "abab",
  "size": 12,
  "key": "1a2efe66-48e7-5105-ba89-c8851cb0f662",
  "order_id": "c3d046b6-75f7-11f1-a79f-3ba7e847a9c7",
  "number": "RO/1/2026",
  "rows": { "TraNag": 1 },
  "decisions": [
    { "severity": "note", "message": { "id": "PLN-001", "args": [["path", "x"]] }, "place": { "position": 2 }, "text": "t" }
  ],
  "at": "2026-11-22T10:00:00Z",
  "timings": { "read": 3 },
  "came_later": [1, { "a": null }]
}"#;
    disk.put("/e/a.xml.json", old.as_bytes());
    let read = receipt::read_receipt(&disk, Path::new("/e/a.xml.json")).unwrap();
    assert_eq!((read.outcome, read.number.as_deref()), (Outcome::Imported, Some("RO/1/2026")));
    assert_eq!((read.decisions[0].code(), read.decisions[0].place.position), ("PLN-001", Some(2)));
    assert_eq!((read.rows["TraNag"], read.timings["read"], read.sums.is_none()), (1, 3, true));
}

#[test]
fn a_receipt_reads_as_a_person_would_want() {
    let catalogue = crate::core::message::Catalogue::new(crate::core::message::Language::Polish);
    let problem = SpoolError::NotAFile { path: "inbox/x.xml".into(), kind: Kind::Link }.problem();
    let mut receipt = Receipt::new(Outcome::Error, "x.xml", "ab".repeat(32), 12, at());
    receipt.order_id = Some("0f3c1a50-1111-11f0-8000-0123456789ab".into());
    receipt.problems.push(Remark::new(&problem, &catalogue));
    receipt.timings.insert("read".into(), 3);
    let json = receipt.to_json(Path::new("")).unwrap();
    let disk = MemoryDisk::default();
    disk.put("/e/x.xml.json", &json);
    assert_eq!(receipt::read_receipt(&disk, Path::new("/e/x.xml.json")).unwrap(), receipt);
    insta::assert_snapshot!(String::from_utf8(json).unwrap());
}
