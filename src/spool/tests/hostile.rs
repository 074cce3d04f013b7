//! Names and things that nobody should drop.

use super::testing::{BadFiles, ShutFolder};
use super::*;
use crate::core::problem::{Explain as _, Fault};
use crate::core::reach::Reach;

fn real() -> (tempfile::TempDir, Arc<dyn Disk>, Folders) {
    let folder = tempfile::tempdir().unwrap();
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let folders = Folders::new(folder.path());
    folders.create(&*disk).unwrap();
    (folder, disk, folders)
}

fn drop_file(disk: &dyn Disk, folders: &Folders, name: impl AsRef<std::ffi::OsStr>, bytes: &[u8]) {
    disk.create(&folders.inbox().join(name.as_ref()), bytes, disk::Access::Private).unwrap();
}

fn archive_all(disk: &Arc<dyn Disk>, folders: &Folders) -> Vec<PathBuf> {
    let owner = owner(disk, folders);
    let scanned = scan(&**disk, &folders.inbox()).unwrap();
    let finished = scanned.candidates.iter().map(|candidate| {
        let claimed = owner.claim(candidate).unwrap().unwrap();
        let content = claimed.read(1000).unwrap();
        let receipt = receipt_for(&claimed, &content, Outcome::Error);
        finish(&**disk, folders, &claimed, Destination::Errors, &receipt, Some("tekst")).unwrap()
    });
    finished.collect()
}

#[test]
fn any_name_is_finished_with_its_receipt() {
    let (_keep, disk, folders) = real();
    let mut names: Vec<String> =
        vec!["..xml", "...xml", "con.xml", "a b.xml", "-rf.xml", "zażółć 🦀.xml"].into_iter().map(Into::into).collect();
    names.push(format!("{}.xml", "x".repeat(251)));
    names.push(format!("{}.XML", "ż".repeat(125)));
    if cfg!(unix) {
        names.extend(["a\nb.xml", "a:b.xml", "a\\b.xml", "\u{1b}[31m.xml", "<?>*|\".xml"].into_iter().map(Into::into));
    }
    for name in &names {
        drop_file(&*disk, &folders, name, name.as_bytes());
    }
    // A name that begins with a dot is hidden, whatever its ending.
    let hidden = names.iter().filter(|name| name.starts_with('.')).count();
    let finished = archive_all(&disk, &folders);
    assert_eq!(finished.len(), names.len() - hidden);
    let receipts = read_receipts(&*disk, &folders.errors()).unwrap().collect::<Vec<_>>();
    assert_eq!(receipts.len(), finished.len());
    for (path, receipt) in receipts {
        let receipt = receipt.unwrap();
        assert!(names.contains(&receipt.file), "{:?}", receipt.file);
        let file = folders.inbox().join(&receipt.stored);
        assert_eq!(disk.read(&file, 1000).unwrap(), receipt.file.as_bytes());
        assert!(finished.contains(&file) && file.starts_with(folders.errors()), "{}", path.display());
    }
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_unicode_is_a_name_too() {
    use std::os::unix::ffi::OsStrExt as _;
    let (_keep, disk, folders) = real();
    drop_file(&*disk, &folders, std::ffi::OsStr::from_bytes(b"za\xbf\xf3\xb3\xe6.xml"), b"1");
    let owner = owner(&disk, &folders);
    let candidate = scan(&*disk, &folders.inbox()).unwrap().candidates.remove(0);
    let claimed = owner.claim(&candidate).unwrap().unwrap();
    assert_eq!(claimed.release().unwrap(), candidate.path(), "it goes back under the same bytes");
    drop(claimed);
    assert_eq!(archive_all(&disk, &folders).len(), 1);
}

#[test]
fn the_same_name_again_gets_a_number() {
    let (_keep, disk, folders) = real();
    for n in 1..=3 {
        drop_file(&*disk, &folders, "a.xml", n.to_string().as_bytes());
        archive_all(&disk, &folders);
    }
    for (name, content) in [("a.xml", "1"), ("a.2.xml", "2"), ("a.3.xml", "3")] {
        assert_eq!(disk.read(&folders.errors().join(name), 9).unwrap(), content.as_bytes());
    }
}

#[cfg(unix)]
#[test]
fn links_pipes_sockets_and_folders_are_reported_and_left_alone() {
    let (keep, disk, folders) = real();
    let inbox = folders.inbox();
    let outside = keep.path().join("outside.txt");
    disk.create(&outside, b"secret", disk::Access::Private).unwrap();
    std::os::unix::fs::symlink(&outside, inbox.join("link.xml")).unwrap();
    std::os::unix::fs::symlink(keep.path().join("nowhere"), inbox.join("broken.xml")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(inbox.join("pipe.xml")).status().unwrap();
    assert!(made.success());
    let _socket = std::os::unix::net::UnixListener::bind(inbox.join("socket.xml")).unwrap();
    disk.create_dir_all(&inbox.join("folder.xml")).unwrap();
    drop_file(&*disk, &folders, "notes.txt", b"");
    drop_file(&*disk, &folders, "ok.xml", b"1");
    drop_file(&*disk, &folders, "half.xml.part", b"1");

    let scanned = scan(&*disk, &inbox).unwrap();
    assert_eq!(scanned.candidates.iter().map(|c| c.name.clone()).collect::<Vec<_>>(), ["ok.xml"]);
    let skipped: Vec<_> = scanned
        .skipped
        .iter()
        .map(|skipped| (skipped.path.file_name().unwrap().to_str().unwrap(), skipped.why.code()))
        .collect();
    assert_eq!(
        skipped,
        [
            ("broken.xml", "SPL-011"),
            ("folder.xml", "SPL-010"),
            ("half.xml.part", "SPL-032"),
            ("link.xml", "SPL-011"),
            ("notes.txt", "SPL-013"),
            ("pipe.xml", "SPL-012"),
            ("socket.xml", "SPL-012"),
        ]
    );
}

#[test]
fn what_a_name_keeps_out_is_told() {
    let (_keep, disk, folders) = real();
    let inbox = folders.inbox();
    let told = ["a.xml.txt", ".b.xml", "~$c.xml", "d.xml.tmp", "e.xml~", "f.xml.crdownload", "G.XML.TXT", ".h.zip"];
    let silent = [".DS_Store", ".gitkeep", "~lock", "README.xml", "i.xml.json", "I.xml.txt", ".spool-1.tmp"];
    for name in told.iter().chain(&silent).chain(&["j.zip"]) {
        drop_file(&*disk, &folders, name, b"1");
    }
    for folder in [".hidden", "paczka.tmp", ".empty"] {
        disk.create_dir_all(&inbox.join(folder)).unwrap();
    }
    for file in [".hidden/k.xml", "paczka.tmp/l.xml"] {
        disk.create(&inbox.join(file), b"1", disk::Access::Private).unwrap();
    }
    let mut expected: Vec<_> = told.iter().chain(&[".hidden", "paczka.tmp"]).map(|name| (*name, "SPL-032")).collect();
    expected.push(("j.zip", "SPL-013"));
    expected.sort_unstable();
    for look in [scan, scan_below] {
        let mut skipped: Vec<_> = look(&*disk, &inbox).unwrap().skipped;
        skipped.sort_by(|a, b| a.path.cmp(&b.path));
        let name = |path: &std::path::Path| path.file_name().unwrap().to_str().unwrap().to_owned();
        let found: Vec<_> = skipped.iter().map(|skipped| (name(&skipped.path), skipped.why.code())).collect();
        let found: Vec<_> = found.iter().map(|(name, code)| (name.as_str(), *code)).collect();
        assert_eq!(found, expected);
    }
}

/// A claim does not open a pipe (which would hang) nor follow a link, though the scan saw a file.
#[cfg(unix)]
#[test]
fn what_was_swapped_after_the_scan_is_given_back() {
    let (keep, disk, folders) = real();
    let outside = keep.path().join("outside.txt");
    disk.create(&outside, b"secret", disk::Access::Private).unwrap();
    drop_file(&*disk, &folders, "a.xml", b"1");
    let candidate = scan(&*disk, &folders.inbox()).unwrap().candidates.remove(0);
    let owner = owner(&disk, &folders);
    for swap in ["link", "pipe", "folder"] {
        let path = candidate.path();
        disk.remove_file(&path).unwrap();
        match swap {
            "link" => std::os::unix::fs::symlink(&outside, &path).unwrap(),
            "pipe" => assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success()),
            _ => disk.create_dir_all(&path).unwrap(),
        }
        let error = owner.claim(&candidate).unwrap_err();
        assert!(matches!(error, SpoolError::NotAFile { .. }), "{swap}: {error}");
        assert!(disk.metadata(&path).is_ok(), "{swap} went back");
    }
    assert_eq!(disk.read(&outside, 9).unwrap(), b"secret");
    assert!(owner.recover().unwrap().returned.is_empty());
}

/// Whatever is done with a name, what somebody laid there is neither opened nor waited for.
#[cfg(unix)]
#[test]
fn i14_a_link_a_pipe_or_a_socket_is_refused_by_every_operation_that_opens() {
    let (keep, disk, folders) = real();
    let inbox = folders.inbox();
    let secret = keep.path().join("secret");
    write_secret(&*disk, &secret, b"secret").unwrap();
    std::os::unix::fs::symlink(&secret, inbox.join("link")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(inbox.join("pipe")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(inbox.join("socket")).unwrap();
    for (name, code) in [("link", "SPL-011"), ("pipe", "SPL-012"), ("socket", "SPL-012")] {
        let path = inbox.join(name);
        let locked = disk.try_lock(&path).unwrap_err();
        assert_eq!((locked.problem().code(), locked.reach()), ("SPL-034", Reach::Folder), "{name}");
        for error in [disk.read(&path, 99).unwrap_err(), disk.sync(&path).unwrap_err()] {
            assert_eq!((error.problem().code(), error.reach()), (code, Reach::File), "{name}");
            let again = error.again();
            assert_eq!((again.problem(), again.reach()), (error.problem(), error.reach()));
            // Nobody looks for the fault in the folder.
            let blamed = blame(&*disk, error.into(), &path, &[keep.path().join("nowhere")], &[]);
            assert!(matches!(&blamed, SpoolError::NotAFile { path: at, .. } if *at == path), "{blamed}");
        }
        assert_eq!(read_receipt(&*disk, &path).unwrap_err().problem().code(), code);
        assert_eq!(write_new(&*disk, &inbox, name, b"x").unwrap(), Written::Conflict);
        assert!(disk.sync_dir(&inbox.join("pipe")).is_err());
    }
    assert_eq!(disk.read(&secret, 99).unwrap(), b"secret");
}

#[cfg(unix)]
#[test]
fn nothing_is_made_through_a_link_in_the_place_of_a_lock() {
    let (keep, disk, folders) = real();
    let outside = keep.path().join("outside");
    let owner = owner(&disk, &folders);
    for name in [".recovery", "dead.lock"] {
        std::os::unix::fs::symlink(&outside, folders.claimed().join(name)).unwrap();
    }
    let error = owner.recover().unwrap_err();
    assert_eq!((error.problem().code(), error.fault()), ("SPL-034", Fault::Outage));
    disk.remove_file(&folders.claimed().join(".recovery")).unwrap();
    // What lies in the place of a dead owner's lock is nobody's claim.
    let recovered = owner.recover().unwrap();
    assert_eq!(recovered.returned, [folders.inbox().join("dead.lock")]);
    assert!(!outside.exists());
    std::os::unix::fs::symlink(&outside, folders.state().join("run.lock")).unwrap();
    assert_eq!(Lock::try_acquire(&*disk, &folders.state(), "run").unwrap_err().problem().code(), "SPL-034");
    assert!(!outside.exists());
}

/// A link that somebody lays beside a claimed file instead of its receipt is none.
#[cfg(unix)]
#[test]
fn a_receipt_that_is_a_link_settles_nothing_and_its_file_goes_back() {
    let (keep, disk, folders) = real();
    let claim = folders.claimed().join("dead/i1");
    disk.create_dir_all(&claim).unwrap();
    disk.create(&claim.join("a.xml"), b"1", disk::Access::Private).unwrap();
    std::os::unix::fs::symlink(keep.path().join("nowhere"), claim.join(".receipt.json")).unwrap();
    assert_eq!(owner(&disk, &folders).recover().unwrap().returned, [folders.inbox().join("a.xml")]);
}

/// In a folder of another user with the sticky bit his files are nobody else's to take: `EPERM`.
#[cfg(unix)]
#[test]
fn i14_a_file_that_only_its_owner_may_take_is_told_of_and_the_others_go_on() {
    let (_keep, disk, folders) = real();
    drop_file(&*disk, &folders, "his.xml", b"1");
    drop_file(&*disk, &folders, "ok.xml", b"1");
    let sticky: Arc<dyn Disk> = Arc::new(BadFiles::new(RealDisk, &["his.xml"], disk::Operation::Rename, 1));
    let owner = owner(&sticky, &folders);
    let [his, ok] = &scan(&*sticky, &folders.inbox()).unwrap().candidates[..] else { panic!() };
    let error = owner.claim(his).unwrap_err();
    assert_eq!((error.problem().code(), error.reach()), ("SPL-020", Reach::File));
    assert!(his.path().exists());
    assert!(owner.claim(ok).unwrap().is_some());
}

#[test]
fn a_file_above_the_limit_is_refused_and_can_still_be_finished() {
    let (_keep, disk, folders) = real();
    drop_file(&*disk, &folders, "big.xml", &[b'x'; 101]);
    let owner = owner(&disk, &folders);
    let candidate = scan(&*disk, &folders.inbox()).unwrap().candidates.remove(0);
    let claimed = owner.claim(&candidate).unwrap().unwrap();
    let error = claimed.read(100).unwrap_err();
    assert_eq!(error.problem().code(), "SPL-007");
    let receipt = Receipt::new(Outcome::Error, claimed.display_name(), "", candidate.size, at());
    let stored = finish(&*disk, &folders, &claimed, Destination::Errors, &receipt, Some("za duży")).unwrap();
    assert_eq!(stored, folders.errors().join("big.xml"));
}

#[test]
fn a_receipt_cannot_send_a_file_out_of_its_folders() {
    let disk = MemoryDisk::default();
    let folders = Folders::new("/r");
    folders.create(&disk).unwrap();
    for stored in ["../../etc/x.xml", "archive/../../x.xml", "/etc/x.xml", "x.xml", "archive", "state/ledger", ""] {
        let receipt = Receipt { stored: stored.into(), ..Receipt::new(Outcome::Imported, "x.xml", "", 1, at()) };
        disk.put(folders.claimed().join("dead/i1/x.xml"), b"1");
        disk.put(folders.claimed().join("dead/i1/.receipt.json"), &receipt.to_json(Path::new("")).unwrap());
        let shared: Arc<dyn Disk> = Arc::new(disk.clone());
        let recovered = owner(&shared, &folders).recover().unwrap();
        assert_eq!(recovered.returned, [folders.inbox().join("x.xml")], "{stored}");
        disk.remove_file(&folders.inbox().join("x.xml")).unwrap();
    }
}

#[test]
fn a_dead_owners_files_go_back_to_where_they_were_dropped() {
    let disk = MemoryDisk::default();
    let folders = Folders::new("/r");
    folders.create(&disk).unwrap();
    disk.put(folders.inbox().join("a.xml"), b"new, dropped meanwhile");
    disk.put(folders.claimed().join("dead.lock"), b"");
    disk.put(folders.claimed().join("dead/i1/a.xml"), b"from inbox");
    disk.put(folders.claimed().join("dead/o2/b.xml"), b"from outbox");
    disk.put(folders.claimed().join("lost-lock/i1/c.xml"), b"the lock file was removed by hand");
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let recovered = owner(&shared, &folders).recover().unwrap();
    assert_eq!(recovered.returned.len(), 3);
    assert_eq!(disk.bytes(folders.inbox().join("a.2.xml")).unwrap(), b"from inbox");
    assert_eq!(disk.bytes(folders.outbox().join("b.xml")).unwrap(), b"from outbox");
    assert!(disk.bytes(folders.inbox().join("c.xml")).is_some());
    assert_eq!(disk.list(&folders.claimed()).unwrap().len(), 1, "only the recovery lock stays");
}

#[test]
fn what_somebody_laid_among_the_claims_goes_to_the_inbox() {
    let disk = MemoryDisk::default();
    let folders = Folders::new("/r");
    folders.create(&disk).unwrap();
    let claimed = folders.claimed();
    disk.put(folders.inbox().join("a.xml"), b"dropped");
    disk.put(claimed.join("dead.lock"), b"");
    for name in
        ["a.xml", "list.txt", ".hidden.xml", "b.xml.part", "dead/c.xml", "moje/d.xml", "dead/i1/e.xml", "dead/i1/f.xml"]
    {
        disk.put(claimed.join(name), name.as_bytes());
    }
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    // Who lives keeps what is in his folder.
    let alive = owner(&shared, &folders);
    let candidate = scan(&disk, &folders.inbox()).unwrap().candidates.remove(0);
    let held = alive.claim(&candidate).unwrap().unwrap();
    let lies = disk.files().into_iter().filter(|path| path.starts_with(&claimed)).count();
    let known = abandoned(&disk, &folders).unwrap();
    assert_eq!(known.iter().filter(|left| left.laid).count(), 4, "{known:?}");
    assert_eq!(known.len(), 6, "{known:?}");
    let recovered = owner(&shared, &folders).recover().unwrap();
    assert_eq!((recovered.returned.len(), recovered.failed.len()), (6, 0), "{recovered:?}");
    assert_eq!(disk.bytes(folders.inbox().join("a.xml")).unwrap(), b"a.xml");
    assert!(
        ["c.xml", "d.xml", "e.xml", "f.xml", "list.txt"].iter().all(|n| disk.bytes(folders.inbox().join(n)).is_some())
    );
    assert_eq!(disk.files().into_iter().filter(|path| path.starts_with(&claimed)).count(), lies - 6);
    assert_eq!(abandoned(&disk, &folders).unwrap(), []);
    // Never over another file.
    assert_eq!(held.release().unwrap(), folders.inbox().join("a.2.xml"));
}

#[test]
fn a_receipt_is_of_its_own_file_whatever_lies_beside_it() {
    let disk = MemoryDisk::default();
    let folders = Folders::new("/r");
    folders.create(&disk).unwrap();
    let stored = "errors/x.xml";
    let receipt = Receipt { stored: stored.into(), ..Receipt::new(Outcome::Error, "x.xml", "", 1, at()) };
    let claim = folders.claimed().join("dead/i1");
    disk.put(claim.join("a.xml"), b"laid beside it");
    disk.put(claim.join("x.xml"), b"1");
    disk.put(claim.join(".receipt.json"), &receipt.to_json(Path::new("")).unwrap());
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let recovered = owner(&shared, &folders).recover().unwrap();
    assert_eq!(recovered.finished, [folders.inbox().join(stored)]);
    assert_eq!(recovered.returned, [folders.inbox().join("a.xml")]);
    assert_eq!(disk.bytes(folders.inbox().join(stored)).unwrap(), b"1");
}

/// What is kept of a file that was cut is not written over by one that waited for its folder.
#[test]
fn a_file_that_waited_for_its_folder_takes_no_name_of_which_something_is_said() {
    let disk = MemoryDisk::default();
    let folders = Folders::new("/r");
    folders.create(&disk).unwrap();
    disk.put(folders.errors().join("x.xml.json"), b"what is kept of another");
    disk.put(folders.inbox().join("x.xml"), b"1");
    let shut = Arc::new(ShutFolder::new(disk.clone(), folders.errors(), 13));
    let shared: Arc<dyn Disk> = shut.clone();
    let owner = owner(&shared, &folders);
    let candidate = scan(&disk, &folders.inbox()).unwrap().candidates.remove(0);
    let claimed = owner.claim(&candidate).unwrap().unwrap();
    let receipt =
        Receipt { stored: "errors/x.xml".into(), ..receipt_for(&claimed, &claimed.read(9).unwrap(), Outcome::Error) };
    disk.put(claimed.path().with_file_name(".receipt.json"), &receipt.to_json(Path::new("")).unwrap());
    let held = finish(&*shared, &folders, &claimed, Destination::Errors, &receipt, None).unwrap_err();
    assert!(matches!(&held, SpoolError::Folder { folder, .. } if *folder == folders.errors()), "{held}");
    assert_eq!(held.problem().code(), "SPL-028");
    drop(claimed);
    shut.open();
    assert_eq!(owner.recover().unwrap().finished, [folders.errors().join("x.2.xml")]);
    assert_eq!(disk.bytes(folders.errors().join("x.xml.json")).unwrap(), b"what is kept of another");
}

#[test]
fn a_folder_that_became_a_file_or_vanished_is_an_error() {
    let (_keep, disk, folders) = real();
    assert_eq!(scan(&*disk, &folders.inbox().join("nowhere")).unwrap_err().problem().code(), "SPL-003");
    drop_file(&*disk, &folders, "a.xml", b"");
    assert_eq!(scan(&*disk, &folders.inbox().join("a.xml")).unwrap_err().problem().code(), "SPL-004");
}
