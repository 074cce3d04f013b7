//! Step 4: orders that are read one by one, and what is to be tried again.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::heard::Heard;
use super::{Export, ExportReport, ORDERS_PAGE, Refused, StageError};
use crate::allegro::error::AllegroError;
use crate::allegro::port::Orders;
use crate::core::life::{Happening, Life, State};
use crate::core::order::OrderId;
use crate::core::problem::Explain as _;
use crate::ledger::{Mark, OrdersFilter};
use crate::optima::OptimaDb;

/// When so many orders in a row cannot be fetched and none could, Allegro has an outage: each of them cost several
/// tries and their waits.
const OUTAGE: usize = 3;
/// An order that failed alone in so many runs is a bad order and no outage.
const BAD_AFTER: u32 = 3;

impl<O: Orders, B: OptimaDb> Export<'_, O, B> {
    /// Step 4, with steps 5 to 7. Gives the records of orders that could not be fetched, which are to be stored with
    /// the cursor.
    pub(super) async fn read_named(
        &mut self,
        ids: &[OrderId],
        heard: &Heard,
        report: &mut ExportReport,
    ) -> Result<Vec<Life>, StageError> {
        self.progress.begin("Allegro", Some(u64::try_from(ids.len()).unwrap_or(u64::MAX)));
        let (mut fetched, mut failed) = (0_usize, Vec::new());
        for chunk in ids.chunks(ORDERS_PAGE as usize) {
            let mut page = Vec::with_capacity(chunk.len());
            for id in chunk {
                match self.orders.order(*id).await {
                    Ok(found) => {
                        fetched += 1;
                        match found {
                            Some(order) => page.push(order),
                            None => self.gone(*id, false, report)?,
                        }
                    }
                    Err(error) if concerns_one(&error) => {
                        failed.push((self.failed(*id, &error)?, error));
                        if fetched == 0 && failed.len() >= OUTAGE {
                            return Err(self.outage(failed));
                        }
                    }
                    Err(error) => return Err(error.into()),
                }
                self.progress.step();
            }
            self.take_page(page, heard, report).await?;
        }
        self.progress.end();
        if fetched == 0 && failed.iter().any(|(record, _)| record.attempts < BAD_AFTER) {
            return Err(self.outage(failed));
        }
        report.errors.extend(failed.iter().map(|(life, error)| Refused {
            order_id: life.order_id.clone(),
            problems: vec![error.problem().in_order(life.order_id.clone())],
        }));
        Ok(failed.into_iter().map(|(life, _)| life).collect())
    }

    /// What is recorded of an order that could not be fetched.
    fn failed(&self, id: OrderId, error: &AllegroError) -> Result<Life, StageError> {
        let id = id.to_string();
        let known = self.ledger.order(&id)?.unwrap_or_else(|| Life::seen(id, self.account, self.clock.now()));
        Ok(self.after(&known, Happening::NotFetched(error.problem())).0)
    }

    /// Nothing could be fetched: the run ends. That it was tried is noted, so that an order which alone is bad does
    /// not hold everything for ever; the cursor stays.
    fn outage(&mut self, failed: Vec<(Life, AllegroError)>) -> StageError {
        let (records, mut errors): (Vec<_>, Vec<_>) = failed.into_iter().unzip();
        if !self.dry_run
            && let Err(error) = self.ledger.record(&records)
        {
            return error.into();
        }
        errors.pop().map_or(StageError::Allegro(AllegroError::LoginNeeded), StageError::Allegro)
    }

    /// The orders that are to be tried again now: whose time has come, and, once settings or tables are other ones,
    /// all that were refused (`reference/requirements.md` R-F6).
    pub(super) fn due(&self, sources: &str, now: Timestamp) -> Result<BTreeSet<OrderId>, StageError> {
        let account = Some(self.account.to_owned());
        let due = OrdersFilter { account: account.clone(), due_by: Some(now), ..OrdersFilter::default() };
        let mut records = self.ledger.orders(&due)?;
        if self.ledger.mark(self.account, Mark::Sources)?.as_deref() != Some(sources) {
            let refused = OrdersFilter { account, state: Some(State::Error), ..OrdersFilter::default() };
            records.extend(self.ledger.orders(&refused)?);
        }
        // What Optima refused has a file in `errors/`, and is a matter of that file.
        let open = records.into_iter().filter(|life| {
            let of_file = life.state == State::Error && life.file.is_some();
            life.removing_since.is_some() || (life.document.is_none() && !of_file)
        });
        Ok(open.filter_map(|record| record.order_id.parse().ok()).collect())
    }

    /// Tells the settings and tables of this run from others.
    pub(super) fn fingerprint(&self) -> String {
        let text = format!("{:?} {:?}", self.settings, self.tables);
        Sha256::digest(text.as_bytes()).iter().fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

/// Is this about the one order, or about Allegro as a whole? A breakdown while one order is read may be either;
/// [`Export::read_named`] looks at the others.
fn concerns_one(error: &AllegroError) -> bool {
    matches!(
        error,
        AllegroError::Rejected(_)
            | AllegroError::Answer { .. }
            | AllegroError::TooLarge { .. }
            | AllegroError::Html { .. }
            | AllegroError::Empty { .. }
            | AllegroError::Breakdown(_)
            | AllegroError::Timeout { .. }
    )
}
