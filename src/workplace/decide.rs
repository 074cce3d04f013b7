//! A person's answer to what waits for him.

use super::{Company, Failure, Failures, Workplace};
use crate::clock::Clock as _;
use crate::core::life::{self, Answer, Happening, Kind, may_answer};
use crate::core::message::text::{Cli040, Lif030};
use crate::core::problem::Problem;
use crate::ledger::OrdersFilter;
use crate::stages::reconcile::Reconcile;

impl Workplace {
    /// An answer about an order.
    ///
    /// # Errors
    /// Nobody knows the order, or nothing of it can be answered so.
    pub fn answer(&self, id: &str, answer: &Answer) -> Result<(), Failure> {
        let mut failures = Failures::default();
        for company in self.companies()? {
            let asked = company.ledger().and_then(|ledger| Ok((ledger.order(id)?, ledger)));
            let Some((Some(known), mut ledger)) = failures.keep(&company.name, asked) else { continue };
            if !may_answer(&known, answer) {
                return Err(Failure::usage(Problem::error(Lif030 { order: id.into() })));
            }
            let (after, _) = life::after(&known, Happening::Answered(answer.clone()), self.clock.now());
            return Ok(ledger.record(&[after])?);
        }
        // Where a company could not be asked, it may be that one's.
        let unknown = || Failure::usage(Problem::error(Cli040 { order: id.into() }));
        Err(failures.first().cloned().unwrap_or_else(unknown))
    }

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
