//! What the service needs, from the working folder: settings, folders, Allegro, the base, each opened afresh for a piece
//! of work, so that what a person changes is seen and what was away may come back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::ui::{Failure, Ui};
use super::workplace::{Office, Workplace};
use super::{accounts, clean, export, import};
use crate::clock::Clock as _;
use crate::core::message::text::Cli007;
use crate::core::problem::{Fault, Problem, Severity};
use crate::core::schedule::Rule;
use crate::settings::{file, tables};
use crate::spool::{Candidate, Folders, Hints, Scan, Scanned, Settling, abandoned};
use crate::stages::Progress;
use crate::stages::export::ExportReport;
use crate::stages::import::{FileError, ImportReport, dropped_into, look_into, settle};
use crate::stages::service::{Doors, Found, Planned, Settled, Trouble};

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self { problem: failure.problem, fault: failure.fault }
    }
}

/// The working folder as the service sees it.
pub struct FolderDoors {
    dir: PathBuf,
    ui: Ui,
    hints: Hints,
    files_only: bool,
    place: Option<Workplace>,
    settling: BTreeMap<String, Settling>,
    /// When each account was last fetched, as its ledger said when it was first met.
    last: BTreeMap<String, Option<Timestamp>>,
}

impl FolderDoors {
    /// `files_only`: no orders are fetched.
    pub fn new(dir: &Path, ui: Ui, hints: Hints, files_only: bool) -> Self {
        let (settling, last) = (BTreeMap::new(), BTreeMap::new());
        Self { dir: dir.to_owned(), ui, hints, files_only, place: None, settling, last }
    }

    /// The folder with the settings that are in force.
    fn place(&self) -> Result<&Workplace, Failure> {
        self.place.as_ref().ok_or_else(|| Failure { problem: Problem::error(Cli007), fault: Fault::Usage })
    }

    fn office(&self, company: &str) -> Result<Office, Failure> {
        let found = self.place()?.offices_as_they_are()?.into_iter().find(|office| office.name == company);
        found.ok_or_else(|| Failure { problem: Problem::error(Cli007), fault: Fault::Usage })
    }

    /// When the account was last fetched. A ledger that cannot be asked now does not keep the service from its work.
    fn last_run(place: &Workplace, offices: &[Office], alias: &str) -> Option<Timestamp> {
        let ledger = place.office_of(offices, alias)?.ledger().ok()?;
        ledger.cursor(alias).ok()?.map(|cursor| cursor.at)
    }
}

impl Doors for FolderDoors {
    fn settled(&mut self) -> Result<Settled, Trouble> {
        let place = Workplace::open(&self.dir)?;
        let offices = place.offices_as_they_are()?;
        let mut planned = BTreeMap::new();
        for (alias, account) in place.settings.accounts.iter().filter(|_| !self.files_only) {
            // What cannot be meant was refused with the settings.
            let Ok(rule) = Rule::read(place.settings.schedule_of(alias)) else { continue };
            let last = *self.last.entry(alias.clone()).or_insert_with(|| Self::last_run(&place, &offices, alias));
            planned.insert(alias.clone(), Planned { rule, company: account.company.clone(), last });
        }
        let watched: Vec<PathBuf> = if place.settings.watch.poll_only {
            Vec::new()
        } else {
            offices.iter().flat_map(|office| dropped_into(&place.settings, &office.folders)).collect()
        };
        self.hints.watch(&watched);
        let settled = Settled {
            accounts: planned,
            companies: offices.iter().map(|office| office.name.clone()).collect(),
            scan_every: SignedDuration::from_secs(i64::from(place.settings.watch.scan_seconds)),
            fingerprint: fingerprint(&self.dir, offices.iter().map(|office| office.name.as_str())),
        };
        self.place = Some(place);
        Ok(settled)
    }

    async fn export(
        &mut self,
        account: &str,
        progress: &dyn Progress,
        report: &mut ExportReport,
    ) -> Result<(), Trouble> {
        Ok(export::news_of(self.place()?, account, &self.ui, progress, report).await?)
    }

    fn look(&mut self, company: &str, report: &mut ImportReport) -> Result<Found, Trouble> {
        let office = self.office(company)?;
        let place = self.place()?;
        let now = place.clock.now();
        let looked = look_into(&*place.disk, &office.folders, &place.settings);
        let Scanned { found: Scan { candidates, skipped }, unseen } =
            looked.map_err(crate::stages::StageError::from)?;
        let told = skipped.into_iter().filter(|skipped| skipped.why.severity > Severity::Note);
        report.errors.extend(told.map(|skipped| FileError::of(skipped.why)));
        let unseen = unseen.map(|error| crate::stages::StageError::from(error).into());
        let waiting = u64::try_from(candidates.len()).unwrap_or(u64::MAX);
        // What cannot be told now is told by the import itself.
        let left = abandoned(&*place.disk, &office.folders).unwrap_or_default();
        let (disk, finished) = (Arc::clone(&place.disk), [office.folders.outbox()]);
        let settle = settle(&*disk, &finished, &place.settings);
        let mut settling = self.settling.remove(company).unwrap_or_default();
        let ready = settling.ready(candidates, settle, now);
        let unsettled = settling.is_waiting();
        let abandoned = left.iter().any(|left| !settling.is_held(&left.path, None, now));
        self.settling.insert(company.to_owned(), settling);
        Ok(Found { ready, unsettled, waiting, abandoned, unseen })
    }

    async fn import(
        &mut self,
        company: &str,
        files: (Vec<Candidate>, bool),
        progress: &dyn Progress,
        report: &mut ImportReport,
    ) -> Result<(), Trouble> {
        let office = self.office(company)?;
        let done = import::these(self.place()?, &office, files, &self.ui, progress, report).await;
        // Each file that could not be taken rests for a while, and keeps nobody busy.
        let now = self.place()?.clock.now();
        let settling = self.settling.entry(company.to_owned()).or_default();
        report.errors.iter().filter_map(|error| error.left.as_deref()).for_each(|path| settling.hold(path, now));
        Ok(done?)
    }

    async fn again(&mut self, company: &str) -> Result<u64, Trouble> {
        let office = self.office(company)?;
        Ok(import::again(self.place()?, &office, &|_| false, &self.ui).await?.files)
    }

    async fn upkeep(&mut self) -> Result<bool, Trouble> {
        let place = self.place()?;
        // Neither keeps the other from being done, and no account the next one.
        let cut = clean::pass(place);
        let mut kept_alive = Ok(());
        if !self.files_only {
            for alias in place.settings.accounts.keys() {
                kept_alive = kept_alive.and(accounts::keep_alive(place, alias, &self.ui).await);
            }
        }
        kept_alive?;
        Ok(cut?)
    }
}

/// Changes with the settings and the tables: by size and time, for this is asked for every few seconds.
fn fingerprint<'c>(dir: &Path, companies: impl Iterator<Item = &'c str>) -> String {
    let mappings = Folders::new(dir).mappings();
    let tables = tables::files(companies).map(|name| mappings.join(name));
    let mark = |path: PathBuf| {
        let found = std::fs::metadata(path).ok()?;
        Some((found.len(), found.modified().ok()?))
    };
    format!("{:?}", tables.chain([dir.join(file::FILE_NAME)]).map(mark).collect::<Vec<_>>())
}
