//! The same refusal of the base on one file after the other is the base's matter, and not the files'.
//!
//! An error that no list knows is the file's as long as the base takes others. The third file in a row that meets the
//! same is an outage that asks a person: in this run, and over as many runs as it takes, for the ledger keeps the count.
//! While it lasts, files that were not tried yet go first; the first document that the base takes ends it. Then what it
//! has put into `errors/` comes back, and whatever those files are refused with from then on is their own.

use serde::{Deserialize, Serialize};

use super::file::FileResult;
use super::taken::TakenFile;
use crate::ledger::{Ledger, LedgerError, Mark};
use crate::optima::error::{OptimaError, Said};

/// So many files in a row.
const MANY: usize = 3;
/// So many files are remembered as refused by their own fault.
const OWN: usize = 500;
/// From this number on an error is whatever a trigger raises under it.
const RAISED: u32 = 50_000;
/// The mark is the ledger's, and no account's.
const WHOSE: &str = "";

/// A file that was refused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Refused {
    sha256: String,
    name: String,
}

/// The files that were refused with the same since the base last took a document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Streak {
    /// The base's number; of what a trigger raised, the trigger too.
    what: (u32, String),
    files: Vec<Refused>,
    /// SHA-256 of files that were tried again when the base was well.
    own: Vec<String>,
    /// SHA-256 of files that have to be tried again, for the base is well.
    back: Vec<String>,
}

impl Streak {
    /// As the ledger has it. What cannot be read counts as none.
    pub fn load(ledger: &Ledger) -> Result<Self, LedgerError> {
        let noted = ledger.mark(WHOSE, Mark::Refused)?;
        Ok(noted.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    /// Keeps it, if it is not what the ledger has.
    pub fn store(&self, ledger: &mut Ledger) -> Result<(), LedgerError> {
        if Self::load(ledger)? == *self {
            return Ok(());
        }
        // Strings and numbers, which JSON can always hold.
        ledger.note(WHOSE, Mark::Refused, &serde_json::to_string(self).unwrap_or_default())
    }

    /// What a file came to says of the base: a document that it took ends the row; what it refused without a reason of the
    /// file's own makes it longer. An error: it refuses every one.
    pub fn judge(&mut self, result: &FileResult, file: &TakenFile) -> Result<(), OptimaError> {
        if result.took_one() {
            self.taken();
        }
        match result.said() {
            // With another document of the same file the base had no trouble.
            Some(said) if !result.took_one() => self.refused(said, file),
            _ => Ok(()),
        }
    }

    fn refused(&mut self, said: &Said, file: &TakenFile) -> Result<(), OptimaError> {
        let sha256 = &file.content.sha256;
        if let Some(place) = self.back.iter().position(|back| back == sha256) {
            // Since it was refused the base has taken others: this was its new try.
            self.own.push(self.back.swap_remove(place));
        }
        if self.own.contains(sha256) {
            return Ok(());
        }
        let what = (said.number, if said.number < RAISED { String::new() } else { said.at.clone() });
        if self.what != what {
            (self.what, self.files) = (what, Vec::new());
        }
        if !self.holds(file) {
            self.files.push(Refused { sha256: sha256.clone(), name: file.name.clone() });
        }
        if self.files.len() < MANY {
            return Ok(());
        }
        Err(OptimaError::Everywhere { files: self.files.len(), said: said.clone() })
    }

    /// Is the file one of those?
    pub fn holds(&self, file: &TakenFile) -> bool {
        self.files.iter().any(|refused| refused.sha256 == file.content.sha256)
    }

    /// Was a file of this name tried in vain?
    pub fn has_tried(&self, name: &str) -> bool {
        self.files.iter().any(|refused| refused.name == name)
    }

    fn taken(&mut self) {
        let files = std::mem::take(&mut self.files);
        if files.len() >= MANY {
            self.back.extend(files.into_iter().map(|refused| refused.sha256));
        }
    }

    /// Files that have to come back; from now on they answer for themselves.
    pub fn come_back(&mut self) -> Vec<String> {
        let back = std::mem::take(&mut self.back);
        self.own.extend(back.iter().cloned());
        self.own.drain(..self.own.len().saturating_sub(OWN));
        back
    }
}
