//! What became of a file, written beside it: `NAME.xml.json` for programs, and for an error `NAME.xml.txt` for
//! people.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::disk::{Disk, Kind, exists};
use super::error::SpoolError;
use super::finish::with_ending;
use super::folders::Folders;
use crate::core::message::{Catalogue, Message};
use crate::core::problem::{Place, Problem, Severity};

/// The version that this program writes, and the newest that it reads.
pub const VERSION: u32 = 1;

/// Follows the file's name.
pub(super) const ENDING: &str = "json";

/// Follows the file's name, for the text.
pub(super) const TEXT_ENDING: &str = "txt";

/// A receipt of a document with thousands of lines is some hundred KiB.
const LARGEST: u64 = 16 * 1024 * 1024;

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
    pub order_id: Option<String>,
    /// The document's number in Optima.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Rows written, by table.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rows: BTreeMap<String, u32>,
    /// What was decided and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Remark>,
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
            problems: Vec::new(),
            at,
            timings: BTreeMap::new(),
            sums: None,
            cut_at: None,
        }
    }

    pub(super) fn to_json(&self, path: &Path) -> Result<Vec<u8>, SpoolError> {
        let mut json = serde_json::to_vec_pretty(self)
            .map_err(|source| SpoolError::Receipt { path: path.to_path_buf(), source })?;
        json.push(b'\n');
        Ok(json)
    }
}

/// Reads one receipt.
pub fn read_receipt(disk: &dyn Disk, path: &Path) -> Result<Receipt, SpoolError> {
    #[derive(Deserialize)]
    struct Head {
        v: u32,
    }
    let bad = |source| SpoolError::Receipt { path: path.to_path_buf(), source };
    let json = disk.read(path, LARGEST)?;
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

/// The receipts of a folder of finished files and of the months below it, by path. A receipt that cannot be
/// read is an error in its place; the others are read all the same.
pub fn read_receipts(disk: &dyn Disk, folder: &Path) -> Result<Vec<FoundReceipt>, SpoolError> {
    let mut paths = Vec::new();
    gather(disk, folder, DEEPEST, &mut paths)?;
    paths.sort();
    Ok(paths.into_iter().map(|path| (read_receipt(disk, &path), path)).map(|(receipt, path)| (path, receipt)).collect())
}

/// The files in the archive by the order that each is of, of several the latest. What was cut down is not among them.
pub fn archived_orders(disk: &dyn Disk, folders: &Folders) -> Result<BTreeMap<String, PathBuf>, SpoolError> {
    let archive = folders.archive_root();
    let mut latest: BTreeMap<String, (Timestamp, PathBuf)> = BTreeMap::new();
    let receipts = if exists(disk, &archive)? { read_receipts(disk, &archive)? } else { Vec::new() };
    for (path, receipt) in receipts {
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
