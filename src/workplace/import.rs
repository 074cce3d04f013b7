//! Stage 2, for every company, for one, or for files that somebody names.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::route::Others;
use super::{Company, Failure, Failures, Workplace, input};
use crate::allegro::pause::RealPause;
use crate::core::message::Catalogue;
use crate::core::order::OrderId;
use crate::core::problem::{Fault, Problem, Severity};
use crate::core::tables::Tables;
use crate::ledger::Ledger;
use crate::optima::Base;
use crate::spool::{Candidate, Disk as _, Receipt, blame};
use crate::stages::import::{FileError, Import, ImportReport, Looked, dropped_into, name_of};
use crate::stages::remake::{Remade, Remake};
use crate::stages::{Elsewhere, NoProgress, Progress, by_hand};

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct ImportWish {
    /// Files that lie anywhere; none: what waits in the folders.
    pub files: Vec<PathBuf>,
    /// Write nothing.
    pub dry_run: bool,
    /// The files are right, whatever their sum.
    pub other_sum: bool,
}

/// What the companies' imports came to.
#[derive(Debug, Default)]
pub struct ImportedAll {
    /// Of all of them.
    pub report: ImportReport,
    /// Those that were stopped.
    pub failures: Failures,
}

impl ImportedAll {
    /// What the worst that happened means.
    #[must_use]
    pub fn worst(&self) -> Option<Fault> {
        let missing = (self.report.missing > 0).then_some(Fault::Refused);
        let of = |error: &FileError| if error.reach.is_one_of_many() { Fault::Refused } else { Fault::Outage };
        let tables = self.report.tables.iter().any(Problem::is_error).then_some(Fault::Refused);
        self.report.errors.iter().map(of).chain(self.failures.worst()).chain(missing).chain(tables).max()
    }
}

/// Which refused files may be possible now.
#[derive(Debug)]
pub struct Again {
    /// So many wait for their import.
    pub files: u64,
    /// Of those that were brought back as they are.
    pub receipts: Vec<Receipt>,
    /// Orders of those that were made anew.
    pub remade: Vec<OrderId>,
}

impl Workplace {
    /// Imports what waits in the folders of every company, or the files that are named, each into its company. What stops one
    /// company leaves the others their turn.
    ///
    /// # Errors
    /// It is not known which company has which folder.
    pub async fn import(&self, wish: &ImportWish, progress: &dyn Progress) -> Result<ImportedAll, Failure> {
        let companies = self.companies()?;
        let mut done = ImportedAll::default();
        let turns = if wish.files.is_empty() {
            companies.iter().map(|company| (company, wish.clone())).collect()
        } else {
            let (turns, unknown) = self.by_company(&companies, wish);
            done.report.errors = unknown;
            turns
        };
        for (company, wish) in turns {
            let one = self.import_into(company, &wish, progress, &mut done.report).await;
            done.failures.keep(&company.name, one);
        }
        Ok(done)
    }

    /// Imports into one company, whatever files are named.
    pub async fn import_one(&self, company: &Company, wish: &ImportWish, progress: &dyn Progress) -> ImportedAll {
        let mut done = ImportedAll::default();
        let one = self.import_into(company, wish, progress, &mut done.report).await;
        done.failures.keep(&company.name, one);
        done
    }

    async fn import_into(
        &self,
        company: &Company,
        wish: &ImportWish,
        progress: &dyn Progress,
        report: &mut ImportReport,
    ) -> Result<(), Failure> {
        let mut base = self.base(company).await?;
        let mut ledger = company.ledger()?;
        let mut would = Vec::new();
        if wish.files.is_empty() {
            let mut told = Vec::new();
            let tables = self.tables(company, &mut told);
            report.tell_tables(told);
            let tables = tables?;
            let mut remake = self.remake(company, &tables, &mut base, &mut ledger);
            if wish.dry_run {
                would = remake.would().await?;
            } else {
                remake.run().await?;
            }
        } else {
            // Files that are named need no table. That one is spoilt is told all the same.
            self.tables_as_they_are(company, &mut report.tables);
        }
        let texts = Catalogue::new(self.language);
        let others = Others::of(self, &company.name);
        let elsewhere = |order: &OrderId| others.find(order);
        let mut stage = self.stage(company, &texts, progress, &mut base, &mut ledger, &elsewhere);
        stage.other_sums = wish.other_sum;
        let limit = self.size_limit();
        let mut named = Vec::new();
        for file in &wish.files {
            if let Some(problem) = waits_for_optima(company, file) {
                report.errors.push(FileError::of(problem));
                continue;
            }
            match input::read(file, limit) {
                Ok(bytes) => named.push((name_of(file), bytes)),
                Err(problem) => report.errors.push(FileError::of(problem)),
            }
        }
        match (wish.dry_run, wish.files.is_empty()) {
            (false, true) => stage.run(report).await?,
            (false, false) => stage.run_files(&named, report).await?,
            (true, false) => stage.preview(&named, report).await?,
            (true, true) => {
                let Looked { candidates, rest } = stage.look(report);
                let candidates =
                    made_anew(&would, candidates, &dropped_into(&self.settings, &company.folders), &mut named);
                self.read_waiting(&candidates, &mut named, report);
                named.sort_by(|(a, _), (b, _)| a.cmp(b));
                stage.preview(&named, report).await?;
                stage.by_hand(false, report);
                rest?;
            }
        }
        Ok(())
    }

    /// The bytes of what waits.
    fn read_waiting(&self, waiting: &[Candidate], named: &mut Vec<(String, Vec<u8>)>, report: &mut ImportReport) {
        let disk = Arc::clone(&self.disk);
        for candidate in waiting {
            let path = candidate.path();
            match disk.read(&path, self.size_limit()) {
                Ok(bytes) => named.push((candidate.name.to_string_lossy().into_owned(), bytes)),
                Err(error) => {
                    let error = blame(&*disk, error.into(), &path, std::slice::from_ref(&candidate.folder), &[]);
                    report.errors.push(FileError::left(&error));
                }
            }
        }
    }

    /// Imports these files of a company's folders, for the service.
    ///
    /// # Errors
    /// What stopped it.
    pub async fn import_waiting(
        &self,
        company: &Company,
        (files, look_back): (Vec<Candidate>, bool),
        progress: &dyn Progress,
        report: &mut ImportReport,
    ) -> Result<(), Failure> {
        let mut base = self.base(company).await?;
        let mut ledger = company.ledger()?;
        let tables = self.tables(company, &mut report.tables)?;
        self.remake(company, &tables, &mut base, &mut ledger).run().await?;
        let texts = Catalogue::new(self.language);
        let others = Others::of(self, &company.name);
        let elsewhere = |order: &OrderId| others.find(order);
        let mut stage = self.stage(company, &texts, progress, &mut base, &mut ledger, &elsewhere);
        Ok(stage.run_candidates(files, look_back, report).await?)
    }

    /// Brings refused files back that may be possible now, and those that a person corrected and left alone since, or says that
    /// he has done with.
    ///
    /// # Errors
    /// What stopped it.
    pub async fn bring_back(
        &self,
        company: &Company,
        is_done: &(dyn Fn(&Receipt) -> bool + Sync),
    ) -> Result<Again, Failure> {
        let mut base = self.base(company).await?;
        let mut ledger = company.ledger()?;
        // What is wrong in them is told where files are made or taken.
        let tables = self.tables(company, &mut Vec::new())?;
        let remade = self.remake(company, &tables, &mut base, &mut ledger).run().await?;
        let texts = Catalogue::new(self.language);
        let others = Others::of(self, &company.name);
        let elsewhere = |order: &OrderId| others.find(order);
        let mut stage = self.stage(company, &texts, &NoProgress, &mut base, &mut ledger, &elsewhere);
        let mut back = stage.changed(is_done)?;
        back.extend(stage.again().await?);
        let files = u64::try_from(remade.len() + back.len()).unwrap_or(u64::MAX);
        Ok(Again { files, receipts: back, remade: remade.into_iter().map(|remade| remade.order).collect() })
    }

    /// What makes files anew that would be made otherwise by now.
    fn remake<'s>(
        &'s self,
        company: &'s Company,
        tables: &'s Tables,
        base: &'s mut Base,
        ledger: &'s mut Ledger,
    ) -> Remake<'s, Base> {
        Remake {
            ledger,
            base,
            disk: &*self.disk,
            folders: &company.folders,
            settings: self.settings.of_company(&company.name),
            tables,
            clock: &*self.clock,
        }
    }

    fn stage<'s>(
        &'s self,
        company: &'s Company,
        texts: &'s Catalogue,
        progress: &'s dyn Progress,
        base: &'s mut Base,
        ledger: &'s mut Ledger,
        elsewhere: &'s Elsewhere<'s>,
    ) -> Import<'s, Base> {
        Import {
            company: &company.name,
            base,
            ledger,
            disk: self.disk.clone(),
            folders: &company.folders,
            settings: &self.settings,
            texts,
            clock: &*self.clock,
            pause: &RealPause,
            progress,
            other_sums: false,
            elsewhere,
        }
    }

    /// Bytes that a file may have.
    pub fn size_limit(&self) -> u64 {
        u64::from(self.settings.files.max_size_mib) << 20
    }
}

/// Why a file that is named is none for us: it lies where it waits until Optima imports it. A copy in `inbox/` would be refused.
fn waits_for_optima(company: &Company, file: &Path) -> Option<Problem> {
    let folder = file.canonicalize().ok()?.parent()?.to_path_buf();
    let is_there = folder == company.folders.outbox().canonicalize().ok()?;
    let told = by_hand::by_hand(&name_of(file)).filter(|_| is_there)?;
    Some(Problem { severity: Severity::Error, ..told }.in_file(file.display().to_string()))
}

/// Takes the files that would be made anew first as they would be then, and gives the others. `taken_from`: where files are
/// taken from; what goes elsewhere is not imported.
fn made_anew(
    would: &[Remade],
    mut candidates: Vec<Candidate>,
    taken_from: &[PathBuf],
    named: &mut Vec<(String, Vec<u8>)>,
) -> Vec<Candidate> {
    candidates.retain(|candidate| would.iter().all(|remade| remade.before != candidate.path()));
    let taken = would
        .iter()
        .filter(|remade| taken_from.contains(&remade.folder) && by_hand::by_hand(&remade.file.name).is_none());
    named.extend(taken.map(|remade| (remade.file.name.clone(), remade.file.bytes.clone())));
    candidates
}
