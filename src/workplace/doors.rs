//! What the service needs, from the working folder: settings, folders, Allegro, the base, each opened afresh for a piece
//! of work, so that what a person changes is seen and what was away may come back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::{Company, Failure, Listener, Workplace};
use crate::clock::Clock as _;
use crate::core::message::Language;
use crate::core::message::text::Cli007;
use crate::core::problem::{Problem, Severity};
use crate::core::schedule::Rule;
use crate::ledger::Standing;
use crate::settings::{file, tables};
use crate::spool::{Candidate, Folders, Hints, Scan, Scanned, Settling, abandoned};
use crate::stages::Progress;
use crate::stages::export::ExportReport;
use crate::stages::import::{FileError, ImportReport, dropped_into, look_into, settle};
use crate::stages::service::{Doors, FolderLook, Planned, Settled, Trouble};

/// The working folder as the service sees it.
pub struct FolderDoors {
    dir: PathBuf,
    listener: Arc<dyn Listener>,
    asked: Option<Language>,
    hints: Hints,
    files_only: bool,
    place: Option<Workplace>,
    settling: BTreeMap<String, Settling>,
    /// When each account was last fetched, as its ledger said when it was first met.
    last: BTreeMap<String, Option<Timestamp>>,
    /// What is wrong with the mapping tables, and the fingerprint with which that was looked for.
    mistakes: (String, BTreeMap<String, Vec<Problem>>),
}

impl FolderDoors {
    /// `files_only`: no orders are fetched.
    pub fn new(place: &Workplace, hints: Hints, files_only: bool) -> Self {
        let (settling, last) = (BTreeMap::new(), BTreeMap::new());
        let (dir, listener, asked) = (place.dir.clone(), place.listener.clone(), place.asked);
        Self { dir, listener, asked, hints, files_only, place: None, settling, last, mistakes: Default::default() }
    }

    /// The folder with the settings that are in force.
    fn place(&self) -> Result<&Workplace, Failure> {
        self.place.as_ref().ok_or_else(|| Failure::usage(Problem::error(Cli007)))
    }

    /// When the account was last fetched. A ledger that cannot be asked now does not keep the service from its work.
    fn last_run(place: &Workplace, companies: &[Company], alias: &str) -> Option<Timestamp> {
        let ledger = place.company_of(companies, alias)?.ledger().ok()?;
        ledger.cursor(alias).ok()?.map(|cursor| cursor.at)
    }
}

impl Doors for FolderDoors {
    fn settled(&mut self) -> Result<Settled, Trouble> {
        let place = Workplace::open(&self.dir)?.heard(self.listener.clone(), self.asked);
        place.welcome()?;
        let companies = place.companies_as_they_are()?;
        let mut planned = BTreeMap::new();
        for (alias, account) in place.settings.accounts.iter().filter(|_| !self.files_only) {
            // What cannot be meant was refused with the settings.
            let Ok(rule) = Rule::read(place.settings.schedule_of(alias)) else { continue };
            if place.waits_to_begin(&companies, alias) {
                continue;
            }
            let last = *self.last.entry(alias.clone()).or_insert_with(|| Self::last_run(&place, &companies, alias));
            planned.insert(alias.clone(), Planned { rule, company: account.company.clone(), last });
        }
        self.hints.watch(&watched(&place, &companies));
        let fingerprint = fingerprint(&self.dir, companies.iter().map(|company| company.name.as_str()));
        if self.mistakes.0 != fingerprint {
            self.mistakes = (fingerprint.clone(), place.table_mistakes(&companies));
        }
        let settled = Settled {
            accounts: planned,
            companies: companies.iter().map(|company| company.name.clone()).collect(),
            scan_every: SignedDuration::from_secs(i64::from(place.settings.watch.scan_seconds)),
            language: place.language,
            log: place.settings.log.level,
            fingerprint,
            tables: self.mistakes.1.clone(),
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
        Ok(self.place()?.export_news(account, progress, report).await?)
    }

    fn look(&mut self, company: &str, report: &mut ImportReport) -> Result<FolderLook, Trouble> {
        let place = self.place()?;
        let (name, company) = (company, place.company(company)?);
        company.ready()?;
        let now = place.clock.now();
        let looked = look_into(&*place.disk, &company.folders, &place.settings);
        let Scanned { found: Scan { candidates, skipped }, unseen } =
            looked.map_err(crate::stages::StageError::from)?;
        let told = skipped.into_iter().filter(|skipped| skipped.why.severity > Severity::Note);
        report.errors.extend(told.map(|skipped| FileError::of(skipped.why)));
        let unseen = unseen.map(|error| crate::stages::StageError::from(error).into());
        let waiting = u64::try_from(candidates.len()).unwrap_or(u64::MAX);
        // What cannot be told now is told by the import itself.
        let left = abandoned(&*place.disk, &company.folders).unwrap_or_default();
        let (disk, finished) = (Arc::clone(&place.disk), [company.folders.outbox()]);
        let settle = settle(&*disk, &finished, &place.settings);
        let mut settling = self.settling.remove(name).unwrap_or_default();
        let ready = settling.ready(candidates, settle, now);
        let unsettled = settling.is_waiting();
        let abandoned = left.iter().any(|left| !settling.is_held(&left.path, None, now));
        self.settling.insert(name.to_owned(), settling);
        Ok(FolderLook { ready, unsettled, waiting, abandoned, unseen })
    }

    async fn import(
        &mut self,
        company: &str,
        files: (Vec<Candidate>, bool),
        progress: &dyn Progress,
        report: &mut ImportReport,
    ) -> Result<(), Trouble> {
        let place = self.place()?;
        let (company, now) = (place.company(company)?, place.clock.now());
        let done = place.import_waiting(&company, files, progress, report).await;
        // Each file that could not be taken rests for a while, and keeps nobody busy.
        let settling = self.settling.entry(company.name).or_default();
        report.errors.iter().filter_map(|error| error.left.as_deref()).for_each(|path| settling.hold(path, now));
        Ok(done?)
    }

    async fn again(&mut self, company: &str) -> Result<u64, Trouble> {
        let place = self.place()?;
        Ok(place.bring_back(&place.company(company)?, &|_| false).await?.files)
    }

    fn standing(&mut self) -> Option<BTreeMap<String, Standing>> {
        let mut all: BTreeMap<String, Standing> = BTreeMap::new();
        for company in self.place().ok()?.companies_as_they_are().ok()? {
            for (account, standing) in company.ledger().ok()?.standing().ok()? {
                let of = all.entry(account).or_default();
                (of.waiting, of.refused) = (of.waiting + standing.waiting, of.refused + standing.refused);
            }
        }
        Some(all)
    }

    async fn upkeep(&mut self) -> Result<bool, Trouble> {
        let place = self.place()?;
        // Neither keeps the other from being done, and no account the next one.
        let cut = place.cut_a_little();
        let mut kept_alive = Ok(());
        if !self.files_only {
            for alias in place.settings.accounts.keys() {
                kept_alive = kept_alive.and(place.keep_alive(alias).await);
            }
        }
        kept_alive?;
        Ok(cut?)
    }
}

/// The folders that the system is asked to tell of.
pub(super) fn watched(place: &Workplace, companies: &[Company]) -> Vec<PathBuf> {
    let all = companies.iter().flat_map(|company| dropped_into(&place.settings, &company.folders));
    all.filter(|_| !place.settings.watch.poll_only).collect()
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
