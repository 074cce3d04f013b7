//! Orders, and files that lie where they lie for a reason, by what is noted.

use super::{Failure, Failures, Misplaced, Workplace};
use crate::clock::Clock as _;
use crate::core::life::Life;
use crate::ledger::OrdersFilter;
use crate::stages::lying::{LyingFile, lying};

/// What is noted of all companies.
#[derive(Debug, Default)]
pub struct Orders {
    /// Every order.
    pub orders: Vec<Life>,
    /// Files that lie where they lie for a reason.
    pub files: Vec<LyingFile>,
    /// Folders where there is something that nobody works with.
    pub misplaced: Vec<Misplaced>,
    /// Companies that could not be asked.
    pub failures: Failures,
}

impl Workplace {
    /// Every order and file of every company.
    ///
    /// # Errors
    /// It is not known which company has which folder.
    pub fn orders(&self) -> Result<Orders, Failure> {
        let mut found = Orders { misplaced: self.misplaced()?, ..Orders::default() };
        for company in self.companies()? {
            let read = company.ledger().and_then(|ledger| Ok((ledger.orders(&OrdersFilter::default())?, ledger)));
            let Some((read, ledger)) = found.failures.keep(&company.name, read) else { continue };
            found.orders.extend(read);
            let order = |id: &str| ledger.order(&id.into()).ok().flatten();
            let now = self.clock.now();
            let lie = lying(&*self.disk, &company.folders, &self.settings, (now, &order)).map_err(Failure::from);
            found.files.extend(found.failures.keep(&company.name, lie).into_iter().flatten());
        }
        Ok(found)
    }
}
