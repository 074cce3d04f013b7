//! What the service needs of the world: the stages, opened afresh for each piece of work.

use std::collections::BTreeMap;

use jiff::SignedDuration;

use super::agenda::Planned;
use crate::core::message::Language;
use crate::core::problem::{Explain, Fault, Problem};
use crate::core::settings::LogLevel;
use crate::ledger::Standing;
use crate::spool::Candidate;
use crate::stages::Progress;
use crate::stages::export::ExportReport;
use crate::stages::import::ImportReport;

/// What stopped a piece of work.
#[derive(Clone, Debug, PartialEq)]
pub struct Trouble {
    /// In words.
    pub problem: Problem,
    /// What it means.
    pub fault: Fault,
}

impl<E: Explain> From<E> for Trouble {
    fn from(error: E) -> Self {
        Self { problem: error.problem(), fault: error.fault() }
    }
}

/// The settings, as far as the service goes by them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// By alias.
    pub accounts: BTreeMap<String, Planned>,
    /// Names.
    pub companies: Vec<String>,
    /// Between two looks into the folders.
    pub scan_every: SignedDuration,
    /// The language of what is told.
    pub language: Language,
    /// How much is noted in the log.
    pub log: LogLevel,
    /// Changes whenever settings or mapping tables do.
    pub fingerprint: String,
    /// What is wrong with the mapping tables, by file.
    pub tables: BTreeMap<String, Vec<Problem>>,
}

/// What lies in the folders of a company.
#[derive(Clone, Debug, Default)]
pub struct FolderLook {
    /// What may be taken now.
    pub ready: Vec<Candidate>,
    /// A file is still being written, or was seen for the first time.
    pub unsettled: bool,
    /// How many there are, ready or not.
    pub waiting: u64,
    /// An importer died and left files behind.
    pub abandoned: bool,
    /// Why one of the folders could not be looked into.
    pub unseen: Option<Trouble>,
}

/// The stages with all that they need.
#[expect(async_fn_in_trait, reason = "used with generics inside this crate only; no Send bound is promised")]
pub trait Doors {
    /// Reads the settings anew.
    fn settled(&mut self) -> Result<Settled, Trouble>;

    /// Stage 1 of an account.
    async fn export(
        &mut self,
        account: &str,
        progress: &dyn Progress,
        report: &mut ExportReport,
    ) -> Result<(), Trouble>;

    /// What lies in the folders of a company. What should not lie there goes into the report.
    fn look(&mut self, company: &str, report: &mut ImportReport) -> Result<FolderLook, Trouble>;

    /// Stage 2 of these files; none: only what dead processes left is settled. With the second of the pair, the base is asked
    /// for the documents that are there, and so whether it can be worked with.
    async fn import(
        &mut self,
        company: &str,
        files: (Vec<Candidate>, bool),
        progress: &dyn Progress,
        report: &mut ImportReport,
    ) -> Result<(), Trouble>;

    /// Brings refused files back into the drop folder that would not be refused any more; how many.
    async fn again(&mut self, company: &str) -> Result<u64, Trouble>;

    /// How many orders of each account wait and are refused now; none: that cannot be known now.
    fn standing(&mut self) -> Option<BTreeMap<String, Standing>>;

    /// What is done once a day; `true`: it is not done yet.
    async fn upkeep(&mut self) -> Result<bool, Trouble>;
}
