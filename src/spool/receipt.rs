//! What became of a file, written beside it: `NAME.xml.json` for programs, and for an error `NAME.xml.txt` for
//! people.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::disk::{Disk, Kind, exists};
use super::error::SpoolError;
use super::finish::with_ending;
use super::folders::Folders;
use crate::core::correction::Corrections;
use crate::core::message::{Catalogue, Message};
use crate::core::order::SeenId;
use crate::core::problem::{Place, Problem, Problems, Severity};

/// The version that this program writes, and the newest that it reads.
pub const VERSION: u32 = 1;

/// Follows the file's name.
pub(super) const ENDING: &str = "json";

/// Follows the file's name, for the text.
pub(super) const TEXT_ENDING: &str = "txt";

/// Bytes of a receipt, written and read. One of a document with thousands of lines is some hundred KiB.
const LARGEST: usize = 16 << 20;

/// Decisions of one file that are told: each of an order of some hundred lines.
const DECISIONS_MAX: usize = 1_000;

/// `archive/2026/11` and no deeper.
const DEEPEST: u32 = 3;

/// How a file ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// In Optima by this file.
    Imported,
    /// It was in Optima already.
    Duplicate,
    /// Refused.
    Error,
}

/// A decision or problem, with its words, so that a receipt can be read without this program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// How grave.
    pub severity: Severity,
    /// Code and values.
    pub message: Message,
    /// Where.
    #[serde(default)]
    pub place: Place,
    /// What happened, in the operator's language.
    pub text: String,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub todo: Option<String>,
}

impl Remark {
    /// Puts a problem into words.
    #[must_use]
    pub fn new(problem: &Problem, catalogue: &Catalogue) -> Self {
        Self {
            severity: problem.severity,
            message: problem.message.clone(),
            place: problem.place.clone(),
            text: catalogue.text(&problem.message),
            todo: catalogue.todo(&problem.message),
        }
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.message.id
    }
}

/// A receipt. Fields are only ever added; a change of meaning is a new [`VERSION`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// [`VERSION`].
    pub v: u32,
    /// How it ended.
    pub outcome: Outcome,
    /// The name under which the file was dropped.
    pub file: String,
    /// Where the file lies now, below `inbox/`, with `/` on every system. Filled in by [`super::finish()`].
    #[serde(default)]
    pub stored: String,
    /// SHA-256 of its bytes, hex.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// `TrN_ImportRowId`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Uuid>,
    /// `checkoutForm.id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<SeenId>,
    /// The document's number in Optima.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Rows written, by table.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rows: BTreeMap<String, u32>,
    /// What was decided and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Remark>,
    /// What a person corrected of the order, as its file says.
    #[serde(default, skip_serializing_if = "Corrections::is_empty")]
    pub corrections: Corrections,
    /// What is wrong or deserves a look.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<Remark>,
    /// When the work on the file ended.
    pub at: Timestamp,
    /// Milliseconds by step.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub timings: BTreeMap<String, u64>,
    /// What the file's documents came to, where the file itself is gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sums: Option<Sums>,
    /// So many decisions and problems had no room in it.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub left_out: usize,
    /// When the file was removed and this receipt cut down to hash, key, number and sums; none: it is whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut_at: Option<Timestamp>,
}

/// What the documents of a file came to; with two decimals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Without VAT.
    pub net: Decimal,
    /// VAT.
    pub vat: Decimal,
    /// With VAT.
    pub gross: Decimal,
    /// Their currency.
    pub currency: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl Receipt {
    /// A receipt with what every file has.
    #[must_use]
    pub fn new(outcome: Outcome, file: impl Into<String>, sha256: impl Into<String>, size: u64, at: Timestamp) -> Self {
        Self {
            v: VERSION,
            outcome,
            file: file.into(),
            stored: String::new(),
            sha256: sha256.into(),
            size,
            key: None,
            order_id: None,
            number: None,
            rows: BTreeMap::new(),
            decisions: Vec::new(),
            corrections: Corrections::default(),
            problems: Vec::new(),
            at,
            timings: BTreeMap::new(),
            sums: None,
            left_out: 0,
            cut_at: None,
        }
    }

    /// Puts in what was decided and what is wrong with the file: what refused it stands first.
    pub fn say<'p>(&mut self, problems: impl Iterator<Item = &'p Problem>, catalogue: &Catalogue) {
        let (notes, wrong): (Vec<_>, Vec<_>) = problems.partition(|problem| problem.severity == Severity::Note);
        let mut wrong = wrong.into_iter().cloned().collect::<Problems>().into_vec();
        wrong.sort_by_key(|problem| Reverse(problem.severity));
        self.problems = wrong.iter().map(|problem| Remark::new(problem, catalogue)).collect();
        let (told, rest) = notes.split_at_checked(DECISIONS_MAX).unwrap_or((&notes, &[]));
        self.decisions = told.iter().map(|note| Remark::new(note, catalogue)).collect();
        if !rest.is_empty() {
            self.decisions.push(Remark::new(&Problem::others(Severity::Note, rest.len()), catalogue));
        }
    }

    /// As it is written: within what is read. Where it is longer, the ends of its lists are left out, the decisions' first.
    pub(super) fn to_json(&self, path: &Path) -> Result<Vec<u8>, SpoolError> {
        let json = |receipt: &Self| -> Result<Vec<u8>, SpoolError> {
            let mut json = serde_json::to_vec_pretty(receipt)
                .map_err(|source| SpoolError::Receipt { path: path.to_path_buf(), source })?;
            json.push(b'\n');
            Ok(json)
        };
        let mut written = json(self)?;
        let mut receipt = Cow::Borrowed(self);
        while written.len() > LARGEST && !(receipt.decisions.is_empty() && receipt.problems.is_empty()) {
            let shorter = receipt.to_mut();
            let list = if shorter.decisions.is_empty() { &mut shorter.problems } else { &mut shorter.decisions };
            let kept = list.len() / 2;
            shorter.left_out += list.len() - kept;
            list.truncate(kept);
            written = json(&receipt)?;
        }
        Ok(written)
    }
}

/// Reads one receipt.
pub fn read_receipt(disk: &dyn Disk, path: &Path) -> Result<Receipt, SpoolError> {
    #[derive(Deserialize)]
    struct Head {
        v: u32,
    }
    let bad = |source| SpoolError::Receipt { path: path.to_path_buf(), source };
    let json = match disk.read(path, LARGEST as u64) {
        // A version that did not count its words wrote it. It says no more than one that is broken.
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            return Err(bad(serde::de::Error::custom(format_args!("> {LARGEST} B"))));
        }
        json => json?,
    };
    // The version first: what a later one means by the rest is not ours to guess.
    let head: Head = serde_json::from_slice(&json).map_err(bad)?;
    if head.v > VERSION {
        return Err(SpoolError::NewerReceipt { path: path.to_path_buf(), version: head.v });
    }
    serde_json::from_slice(&json).map_err(bad)
}

/// Where the receipt of a finished file lies.
#[must_use]
pub fn receipt_of(file: &Path) -> PathBuf {
    with_ending(file, ENDING)
}

/// Where a receipt lies, and what it says.
pub type FoundReceipt = (PathBuf, Result<Receipt, SpoolError>);

/// The receipts of a folder of finished files and of the months below it, by path, each read when it is asked for: there
/// may be a hundred thousand. A receipt that cannot be read is an error in its place; the others are read all the same.
pub fn read_receipts(disk: &dyn Disk, folder: &Path) -> Result<impl Iterator<Item = FoundReceipt>, SpoolError> {
    let mut paths = Vec::new();
    gather(disk, folder, DEEPEST, &mut paths)?;
    paths.sort();
    Ok(paths.into_iter().map(|path| (read_receipt(disk, &path), path)).map(|(receipt, path)| (path, receipt)))
}

/// The files in the archive by the order that each is of, of several the latest. What was cut down is not among them.
pub fn archived_orders(disk: &dyn Disk, folders: &Folders) -> Result<BTreeMap<SeenId, PathBuf>, SpoolError> {
    let archive = folders.archive_root();
    let mut latest: BTreeMap<SeenId, (Timestamp, PathBuf)> = BTreeMap::new();
    if !exists(disk, &archive)? {
        return Ok(BTreeMap::new());
    }
    for (path, receipt) in read_receipts(disk, &archive)? {
        let Ok(Receipt { order_id: Some(order), at, .. }) = receipt else { continue };
        let file = path.with_extension("");
        if exists(disk, &file)? && latest.get(&order).is_none_or(|(known, _)| *known <= at) {
            latest.insert(order, (at, file));
        }
    }
    Ok(latest.into_iter().map(|(order, (_, file))| (order, file)).collect())
}

fn gather(disk: &dyn Disk, folder: &Path, depth: u32, paths: &mut Vec<PathBuf>) -> Result<(), SpoolError> {
    for entry in disk.list(folder)? {
        let path = folder.join(&entry.name);
        let name = entry.name.to_string_lossy();
        match entry.kind {
            Kind::Directory if depth > 1 && !name.starts_with('.') => gather(disk, &path, depth - 1, paths)?,
            Kind::File if name.to_lowercase().ends_with(".xml.json") && !name.starts_with('.') => paths.push(path),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::core::message::Language;
    use crate::core::message::text::{Xml102, Xml130};
    use crate::core::problem::PROBLEMS_MAX;
    use crate::spool::testing::MemoryDisk;
    use crate::spool::{Owner, scan};

    fn receipt() -> Receipt {
        Receipt::new(Outcome::Error, "a.xml", "00", 1, Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn i14_a_receipt_is_written_within_what_is_read() {
        let (disk, path, texts) = (MemoryDisk::default(), Path::new("/r"), Catalogue::new(Language::Polish));
        let mut receipt = receipt();
        receipt.say([Problem::note(Xml130)].iter(), &texts);
        receipt.decisions[0].text.clear();
        let bare = receipt.to_json(path).unwrap().len();
        for (length, kept) in [(LARGEST - 1, 1), (LARGEST, 1), (LARGEST + 1, 0)] {
            receipt.decisions[0].text = "x".repeat(length - bare);
            let json = receipt.to_json(path).unwrap();
            assert!(json.len() == if kept == 1 { length } else { json.len() } && json.len() <= LARGEST);
            disk.put(path, &json);
            let read = read_receipt(&disk, path).unwrap();
            assert_eq!((read.decisions.len(), read.left_out), (kept, 1 - kept), "{length}");
        }
    }

    #[test]
    fn i14_what_is_said_of_a_file_is_bounded_and_the_gravest_stands_first() {
        let texts = Catalogue::new(Language::Polish);
        let wrong = |at: usize| Problem::error(Xml102 { element: "LP".into(), value: at.to_string().into() });
        for (errors, notes, told) in [
            (PROBLEMS_MAX - 1, DECISIONS_MAX - 1, (PROBLEMS_MAX, DECISIONS_MAX - 1)),
            (PROBLEMS_MAX, DECISIONS_MAX, (PROBLEMS_MAX + 1, DECISIONS_MAX)),
            (PROBLEMS_MAX + 1, DECISIONS_MAX + 1, (PROBLEMS_MAX + 1, DECISIONS_MAX + 1)),
            (20_000, 20_000, (PROBLEMS_MAX + 1, DECISIONS_MAX + 1)),
        ] {
            let warning = [Problem::warning(Xml130)];
            let notes = (0..notes).map(|_| Problem::note(Xml130));
            let all: Vec<_> = warning.into_iter().chain(notes).chain((0..errors).map(wrong)).collect();
            let mut receipt = receipt();
            receipt.say(all.iter(), &texts);
            assert_eq!((receipt.problems.len(), receipt.decisions.len()), told);
            assert_eq!(receipt.problems[0].severity, Severity::Error);
        }
    }

    #[test]
    fn i14_a_receipt_that_cannot_be_read_holds_up_nothing() {
        for bytes in [vec![b' '; LARGEST + 1], b"{".to_vec()] {
            let disk: Arc<dyn Disk> = Arc::new(MemoryDisk::default());
            let folders = Folders::new("/r");
            folders.create(&*disk).unwrap();
            let put =
                |path: &Path, bytes: &[u8]| disk.create(path, bytes, super::super::disk::Access::Private).unwrap();
            put(&folders.inbox().join("a.xml"), b"<a/>");
            let owner = Owner::new(Arc::clone(&disk), &folders).unwrap();
            let claimed = owner.claim(&scan(&*disk, &folders.inbox()).unwrap().candidates[0]).unwrap().unwrap();
            put(&claimed.folder().join(super::super::finish::RECEIPT), &bytes);
            drop(claimed);
            let recovered = owner.recover().unwrap();
            assert_eq!(recovered.returned, [folders.inbox().join("a.xml")]);
            assert!(recovered.failed.is_empty() && recovered.finished.is_empty(), "{recovered:?}");
            assert!(matches!(recovered.unread.as_slice(), [SpoolError::Receipt { .. }]), "{recovered:?}");
            // The same receipt beside a finished file takes its name from the next, and no more.
            put(&folders.errors().join("a.xml.json"), &bytes);
            let claimed = owner.claim(&scan(&*disk, &folders.inbox()).unwrap().candidates[0]).unwrap().unwrap();
            let (to, receipt) = (super::super::Destination::Errors, receipt());
            let stored = super::super::finish(&*disk, &folders, &claimed, to, &receipt, None).unwrap();
            assert_eq!(stored, folders.errors().join("a.2.xml"));
        }
    }
}
