//! What is done of itself: buyers' data whose time is over goes, and logins are kept alive.

use super::{Company, Failure, Failures, Workplace, connect};
use crate::allegro::tokens::TokenStore as _;
use crate::core::problem::Fault;
use crate::ledger::Ledger;
use crate::spool::Folders;
use crate::stages::StageError;
use crate::stages::retention::{CutReport, Retention};

impl Workplace {
    /// Cuts down what is old in a company's folders, or counts how much that is.
    ///
    /// # Errors
    /// What stopped it.
    pub fn cut(&self, company: &Company, dry_run: bool) -> Result<CutReport, Failure> {
        let days = self.settings.retention.days;
        let mut ledger = company.ledger()?;
        let mut retention = self.retention(&company.folders, &mut ledger);
        if dry_run {
            return Ok(retention.preview(days)?);
        }
        let mut report = CutReport::default();
        while retention.pass(days, &mut report)? {}
        Ok(report)
    }

    /// The same for ledgers that were joined with others and stay beside, by their folders.
    #[must_use]
    pub fn cut_joined(&self, dry_run: bool) -> Vec<(String, Result<CutReport, Failure>)> {
        let days = self.settings.retention.days;
        let cut = |(folders, mut ledger): (Folders, Ledger)| {
            let whose = folders.root().display().to_string();
            let mut report = CutReport::default();
            let mut retention = self.retention(&folders, &mut ledger);
            let done = if dry_run {
                retention.preview(days).map_err(Failure::from)
            } else {
                let mut work = || {
                    while retention.pass(days, &mut report)? {}
                    Ok::<_, StageError>(())
                };
                work().map(|()| report).map_err(Failure::from)
            };
            (whose, done)
        };
        self.joined_ledgers().into_iter().map(cut).collect()
    }

    /// One pass for every company, for the service. `true`: there is more to do.
    ///
    /// # Errors
    /// The first company's that could not have its turn, where the others have nothing left to do.
    pub fn cut_a_little(&self) -> Result<bool, Failure> {
        let (mut more, mut failures) = (false, Failures::default());
        for company in self.companies_as_they_are()? {
            let pass = company.ledger().and_then(|mut ledger| self.cut_pass(&company.folders, &mut ledger));
            more |= failures.keep(&company.name, pass).unwrap_or_default();
        }
        for (folders, mut ledger) in self.joined_ledgers() {
            let whose = folders.root().display().to_string();
            more |= failures.keep(&whose, self.cut_pass(&folders, &mut ledger)).unwrap_or_default();
        }
        match failures.first() {
            // What the others have left is done at the next pass.
            Some(failure) if !more => Err(failure.clone()),
            _ => Ok(more),
        }
    }

    fn cut_pass(&self, folders: &Folders, ledger: &mut Ledger) -> Result<bool, Failure> {
        let mut report = CutReport::default();
        let more = self.retention(folders, ledger).pass(self.settings.retention.days, &mut report)?;
        for problem in &report.problems {
            tracing::warn!(code = problem.code(), "a file could not be removed");
        }
        match report.leap {
            Some(problem) => Err(Failure { problem, fault: Fault::Refused }),
            None => Ok(more),
        }
    }

    fn retention<'r>(&'r self, folders: &'r Folders, ledger: &'r mut Ledger) -> Retention<'r> {
        let max_bytes = self.size_limit();
        Retention { ledger, disk: &*self.disk, folders, max_bytes, clock: &*self.clock }
    }

    /// An account that nobody exports from is renewed too, at least once a month.
    ///
    /// # Errors
    /// The login cannot be read or renewed.
    pub async fn keep_alive(&self, alias: &str) -> Result<(), Failure> {
        if connect::tokens(self, alias).read().is_ok_and(|kept| kept.is_none_or(|kept| kept.ended)) {
            return Ok(());
        }
        let mut client = connect::client(self, alias)?;
        Ok(client.keep_alive().await.map_err(StageError::from)?)
    }
}
