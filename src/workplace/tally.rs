//! How many there are of what: for the first page, and for programs that measure.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{Company, Failure, Workplace};
use crate::core::life::State;
use crate::ledger::{Ledger, OrdersFilter};
use crate::stages::lying::{LyingFile, Why, lying};

/// How everything stands, all companies together.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Orders by state.
    pub counts: BTreeMap<State, u64>,
    /// Files that lie where they lie for a reason, and that something keeps from their way.
    pub files: Vec<LyingFile>,
}

/// Files that lie where they lie for a reason, by company and reason.
pub type LyingCounts = BTreeMap<(String, &'static str), u64>;

impl Workplace {
    /// How everything stands.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub fn tally(&self, now: Timestamp) -> Result<Tally, Failure> {
        let mut sum = Tally::default();
        for company in self.companies_ready()? {
            let ledger = company.ledger()?;
            for (state, count) in ledger.counts()? {
                *sum.counts.entry(state).or_default() += count;
            }
            sum.files.extend(self.lying(&company, &ledger, now).into_iter().filter(LyingFile::is_stuck));
        }
        Ok(sum)
    }

    /// How many orders wait for a person.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub fn count_open(&self) -> Result<u64, Failure> {
        let mut count = 0;
        for company in self.companies_ready()? {
            count += company.ledger()?.count_open()?;
        }
        Ok(count)
    }

    /// What waits for a person, by kind.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub fn open_by_kind(&self) -> Result<BTreeMap<String, u64>, Failure> {
        let mut kinds = BTreeMap::new();
        let open = OrdersFilter { open_matters: true, ..OrdersFilter::default() };
        for company in self.companies_ready()? {
            for order in company.ledger()?.orders(&open)? {
                for kind in order.open_matters().filter_map(|matter| serde_json::to_value(matter.kind).ok()) {
                    *kinds.entry(kind.as_str().unwrap_or_default().to_owned()).or_default() += 1;
                }
            }
        }
        Ok(kinds)
    }

    /// Files that lie where they lie for a reason, with the reasons that there are none of.
    ///
    /// # Errors
    /// It is not known which company has which folder, or a ledger cannot be read.
    pub fn lying_by_reason(&self, now: Timestamp) -> Result<LyingCounts, Failure> {
        let mut counts = BTreeMap::new();
        for company in self.companies_ready()? {
            let files = self.lying(&company, &company.ledger()?, now);
            for why in Why::ALL {
                let count = files.iter().filter(|file| file.why == why).count();
                counts.insert((company.name.clone(), why.as_str()), u64::try_from(count).unwrap_or(u64::MAX));
            }
        }
        Ok(counts)
    }

    /// A folder that cannot be looked into now has nothing to tell.
    fn lying(&self, company: &Company, ledger: &Ledger, now: Timestamp) -> Vec<LyingFile> {
        let order = |id: &str| ledger.order(&id.into()).ok().flatten();
        lying(&*self.disk, &company.folders, &self.settings, (now, &order)).unwrap_or_default()
    }
}
