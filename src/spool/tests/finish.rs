//! A claim that has its receipt and meets something at its name.

use super::*;

const NAME: &str = "archive/2026/11/a.xml";

/// A dead owner's claim that was to become [`NAME`], and what a recovery makes of it.
fn recovered(disk: &MemoryDisk, folders: &Folders, bytes: &[u8]) -> Recovered {
    folders.create(disk).unwrap();
    let claim = folders.claimed().join("dead/i1");
    let content = Content::new(bytes.to_vec());
    let receipt = Receipt::new(Outcome::Imported, "a.xml", &content.sha256, content.size(), at());
    let receipt = Receipt { stored: NAME.into(), ..receipt };
    disk.put(claim.join("a.xml"), bytes);
    disk.put(claim.join(".receipt.json"), &receipt.to_json(Path::new("")).unwrap());
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    owner(&shared, folders).recover().unwrap()
}

#[test]
fn a_name_that_was_taken_meanwhile_is_left_to_its_file() {
    let (disk, folders) = (MemoryDisk::default(), Folders::new("/r"));
    let name = folders.inbox().join(NAME);
    let theirs = Content::new(b"<theirs/>".to_vec());
    disk.put(&name, &theirs.bytes);
    let receipt = Receipt::new(Outcome::Imported, "a.xml", &theirs.sha256, theirs.size(), at());
    let receipt = Receipt { stored: NAME.into(), ..receipt };
    disk.put(folders.inbox().join(format!("{NAME}.json")), &receipt.to_json(Path::new("")).unwrap());
    let recovered = recovered(&disk, &folders, b"<ours/>");
    assert_eq!(recovered.finished, [folders.archive(today()).join("a.2.xml")]);
    assert_eq!(disk.bytes(&name).unwrap(), theirs.bytes);
    assert_eq!(disk.bytes(&recovered.finished[0]).unwrap(), b"<ours/>");
    assert_receipts(&disk, &folders);
}

/// A rename made of a link and a removal, cut between the two.
#[test]
fn a_file_that_has_both_names_keeps_the_last() {
    let (disk, folders) = (MemoryDisk::default(), Folders::new("/r"));
    disk.put(folders.inbox().join(NAME), b"<ours/>");
    let recovered = recovered(&disk, &folders, b"<ours/>");
    assert_eq!(recovered.finished, [folders.inbox().join(NAME)]);
    assert_eq!(documents(&disk).len(), 1);
    assert_receipts(&disk, &folders);
}

/// A power cut took the file back but left its receipt.
#[test]
fn a_file_that_comes_again_takes_its_receipt_over() {
    let (disk, folders) = (MemoryDisk::default(), Folders::new("/r"));
    folders.create(&disk).unwrap();
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let mut stored = Vec::new();
    for _ in 0..2 {
        disk.put(folders.inbox().join("a.xml"), b"<a/>");
        let owner = owner(&shared, &folders);
        let candidate = scan(&disk, &folders.inbox()).unwrap().candidates.remove(0);
        let claimed = owner.claim(&candidate).unwrap().unwrap();
        let receipt = receipt_for(&claimed, &claimed.read(9).unwrap(), Outcome::Imported);
        stored.push(finish(&disk, &folders, &claimed, Destination::Archive(today()), &receipt, None).unwrap());
        if stored.len() == 1 {
            disk.remove_file(&stored[0]).unwrap();
        }
    }
    assert_eq!(stored[0], stored[1]);
    assert_receipts(&disk, &folders);
}

#[test]
fn finishing_again_answers_the_same_where_the_receipt_still_lies() {
    let (disk, folders) = (MemoryDisk::default(), Folders::new("/r"));
    folders.create(&disk).unwrap();
    disk.put(folders.inbox().join("a.xml"), b"<a/>");
    // The move of the file fails, after the receipt was written.
    let mut n = 0;
    loop {
        let faulty =
            testing::FaultyDisk::failing(disk.clone(), n, testing::Fault::Fail(std::io::ErrorKind::StorageFull));
        let shared: Arc<dyn Disk> = Arc::new(disk.clone());
        let owner = owner(&shared, &folders);
        let Some(candidate) = scan(&disk, &folders.inbox()).unwrap().candidates.pop() else { break };
        let claimed = owner.claim(&candidate).unwrap().unwrap();
        let receipt = receipt_for(&claimed, &claimed.read(9).unwrap(), Outcome::Error);
        let first = finish(&faulty, &folders, &claimed, Destination::Errors, &receipt, Some("tekst"));
        let again = first.or_else(|_| finish(&disk, &folders, &claimed, Destination::Errors, &receipt, Some("tekst")));
        assert_eq!(again.unwrap(), folders.errors().join("a.xml"), "after a fault at operation {n}");
        assert_receipts(&disk, &folders);
        assert!(disk.bytes(folders.errors().join("a.xml.txt")).is_some());
        if !faulty.struck() {
            break;
        }
        for ending in ["", ".txt", ".json"] {
            disk.remove_file(&folders.errors().join(format!("a.xml{ending}"))).unwrap();
        }
        disk.put(folders.inbox().join("a.xml"), b"<a/>");
        n += 1;
    }
    assert!(n > 15, "only {n} operations were tried");
}
