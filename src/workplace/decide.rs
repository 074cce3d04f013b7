//! A person's answer about the base of a company.

use super::{Company, Failure, Workplace};
use crate::clock::Clock as _;
use crate::core::life::{self, Answer, Happening, Kind};
use crate::ledger::OrdersFilter;
use crate::stages::reconcile::Reconcile;

impl Workplace {
    /// An answer about the base of a company. A copy goes on where the base that it was made from stood; in a new base nobody
    /// misses the documents of the old one.
    ///
    /// # Errors
    /// There is no such company, or it could not have its turn.
    pub async fn accept_base(&self, company: &str, new: bool) -> Result<(), Failure> {
        let company: Company = self.company(company)?;
        let mut base = self.base(&company).await?;
        let mut ledger = company.ledger()?;
        let mut reconcile = Reconcile {
            ledger: &mut ledger,
            base: Some(&mut base),
            disk: &*self.disk,
            folders: &company.folders,
            settings: &self.settings,
            company: Some(&company.name),
            clock: &*self.clock,
        };
        reconcile.accept().await?;
        if new {
            reconcile.documents().await?;
            let open = OrdersFilter { open_matters: true, ..OrdersFilter::default() };
            for life in ledger.orders(&open)?.into_iter().filter(|life| life.has_open(Kind::DocumentMissing)) {
                let (after, _) = life::after(&life, Happening::Answered(Answer::MeantSo), self.clock.now());
                ledger.record(&[after])?;
            }
        }
        Ok(())
    }
}
