//! Orders that were refused or wait are judged anew at once, without waiting for their time.

use super::export::again;
use super::{Company, Exported, Failure, Failures, Followed, Workplace};
use crate::core::life::{Life, State};
use crate::core::message::text::Cli040;
use crate::core::order::OrderId;
use crate::core::problem::{Fault, Problem};
use crate::ledger::OrdersFilter;
use crate::spool::{Receipt, read_receipts};

/// What another try came to.
#[derive(Debug, Default)]
pub struct Retried {
    /// Orders whose refused files go in once more, as they are, made anew or as a person corrected them; of a file of no order
    /// its name.
    pub back: Vec<String>,
    /// The others; none: there were none.
    pub exported: Option<Exported>,
    /// Companies that could not have their turn.
    pub failures: Failures,
}

impl Retried {
    /// What the worst that happened means.
    #[must_use]
    pub fn worst(&self) -> Option<Fault> {
        self.failures.worst().max(self.exported.as_ref().and_then(Exported::worst))
    }
}

impl Workplace {
    /// Brings the refused files of the named orders back that would go in now, and reads the other named orders again; or of
    /// all that are refused or wait. What may be a document now becomes one.
    ///
    /// # Errors
    /// An order that is named is none of those.
    pub async fn retry(&self, ids: &[OrderId], all: bool, followed: &mut Followed<'_>) -> Result<Retried, Failure> {
        let companies = self.companies()?;
        let (mut open, mut done) = (Vec::new(), Retried::default());
        for company in &companies {
            let read = company.ledger().and_then(|ledger| Ok(ledger.orders(&OrdersFilter::default())?));
            let lives = done.failures.keep(&company.name, read).into_iter().flatten().filter(Life::may_be_retried);
            open.extend(lives.map(|life| (company, life)));
        }
        if let Some(unknown) = ids.iter().find(|id| !open.iter().any(|(_, life)| life.order_id.known() == Some(**id))) {
            // Where a company could not be asked, it may be that one's.
            let problem = Problem::error(Cli040 { order: unknown.to_string().into() });
            return Err(done.failures.first().cloned().unwrap_or_else(|| Failure::usage(problem)));
        }
        // Who means all does not mean what he chose to ignore.
        open.retain(|(_, life)| {
            let named = ids.iter().any(|id| life.order_id.known() == Some(*id));
            named || (all && !matches!(life.state, State::Ignored | State::Exported))
        });
        self.refused_back(&companies, all, &mut open, &mut done).await;
        if open.is_empty() {
            return Ok(done);
        }
        let orders = open.iter().filter_map(|(_, life)| Some((life.account.clone(), life.order_id.known()?)));
        done.exported = Some(self.export(again(orders.collect()), followed).await?);
        Ok(done)
    }

    /// The file of a refused order may be all that there is of it, and its reason gone; of a file that was refused as another
    /// company's no order is known. What came back is taken out of `open`.
    async fn refused_back(
        &self,
        companies: &[Company],
        all: bool,
        open: &mut Vec<(&Company, Life)>,
        done: &mut Retried,
    ) {
        let has_refused =
            |name: &str| open.iter().any(|(company, life)| company.name == name && life.state == State::Error);
        let is_meant =
            |company: &&Company| has_refused(&company.name) || (all && self.has_refused_of_no_order(company));
        let (mut receipts, mut remade) = (Vec::new(), Vec::new());
        for company in companies.iter().filter(is_meant) {
            // Who asks for another try has ended his corrections of that order's file.
            let is_done = |receipt: &Receipt| open.iter().any(|(_, life)| is_of(receipt, life));
            let came = done.failures.keep(&company.name, self.bring_back(company, &is_done).await);
            if let Some(came) = came {
                receipts.extend(came.receipts);
                remade.extend(came.remade);
            }
        }
        let of_no_order =
            |receipt: &&Receipt| receipt.order_id.is_none() && !open.iter().any(|(_, life)| is_of(receipt, life));
        done.back.extend(receipts.iter().filter(of_no_order).map(|receipt| receipt.file.clone()));
        open.retain(|(_, life)| {
            let is_remade = life.order_id.known().is_some_and(|id| remade.contains(&id));
            let came = is_remade || receipts.iter().any(|receipt| is_of(receipt, life));
            done.back.extend(came.then(|| life.order_id.to_string()));
            !came
        });
    }

    /// Does a file lie refused that is of no order of the company?
    fn has_refused_of_no_order(&self, company: &Company) -> bool {
        let errors = company.folders.errors();
        let receipts = read_receipts(&*self.disk, &errors);
        receipts.is_ok_and(|mut all| all.any(|(_, receipt)| receipt.is_ok_and(|receipt| receipt.order_id.is_none())))
    }
}

/// In a file that could not be read nobody saw whose it is; it has its name still.
fn is_of(receipt: &Receipt, life: &Life) -> bool {
    receipt.order_id.as_ref() == Some(&life.order_id) || life.file.as_deref() == Some(&receipt.file)
}
