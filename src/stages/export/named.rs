//! Step 4: orders that are read one by one, and what is to be tried again.

use std::collections::{BTreeSet, VecDeque};

use jiff::Timestamp;

use super::heard::Heard;
use super::{Export, ExportReport, FORMS, ORDERS_PAGE, Refused, StageError};
use crate::allegro::port::{AllegroError, Orders};
use crate::core::correction::corrected;
use crate::core::life::{Happening, Kind, Life, State};
use crate::core::order::{OrderId, SeenId};
use crate::core::problem::Explain as _;
use crate::ledger::{Mark, OrdersFilter};
use crate::optima::OptimaDb;
use crate::stages::walk::Walk;

/// When so many in a row cannot be fetched, each after several tries and their waits, another one is asked for that has
/// nothing to do with them.
pub(super) const OUTAGE: usize = 3;
/// The same, where a try costs one request.
const MANY: usize = 30;
/// So many orders are looked through for one that was well when it was last read.
const WITNESSES: u32 = 20;

/// What came of asking for orders one by one.
#[derive(Default)]
struct Asked {
    failed: Vec<(OrderId, AllegroError)>,
    /// So many of those that failed did so before the last answer.
    before_answer: usize,
    answered: bool,
    /// So many in a row cost several tries each.
    in_a_row: usize,
    /// It is known that none is answered.
    out: bool,
}

impl Asked {
    fn answered(&mut self) {
        (self.answered, self.in_a_row, self.before_answer) = (true, 0, self.failed.len());
    }

    fn is_in_doubt(&self) -> bool {
        self.in_a_row >= OUTAGE || self.failed.len() - self.before_answer >= MANY
    }

    fn failed(&mut self, id: OrderId, error: AllegroError) {
        self.in_a_row += usize::from(error.is_slow());
        self.failed.push((id, error));
    }
}

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
        let mut asked = Asked::default();
        let mut rest: VecDeque<OrderId> = ids.iter().copied().collect();
        while !rest.is_empty() && !asked.out {
            let mut page = Vec::with_capacity(rest.len().min(ORDERS_PAGE as usize));
            while page.len() < ORDERS_PAGE as usize && !asked.out {
                let Some(id) = rest.pop_front() else { break };
                match self.orders.order(id).await {
                    Ok(found) => {
                        asked.answered();
                        match found {
                            Some(order) => page.push(order),
                            None => self.gone(id, false, report)?,
                        }
                    }
                    Err(error) if error.is_of_one_thing() => asked.failed(id, error),
                    Err(error) => return Err(error.into()),
                }
                self.progress.step();
                if asked.is_in_doubt() {
                    self.ask_another(&mut asked, &mut rest).await?;
                }
            }
            self.take_page(page, heard, report).await?;
        }
        self.progress.end();
        if !asked.answered && !asked.failed.is_empty() && !asked.out {
            self.ask_another(&mut asked, &mut VecDeque::new()).await?;
        }
        self.judge(asked, rest, report).await
    }

    /// Is it these orders that are not answered, or is it all? That is what another one's answer says: one that was well
    /// when it was last read, else the last of those still to be read, else, of a single order, the account itself.
    async fn ask_another(&mut self, asked: &mut Asked, rest: &mut VecDeque<OrderId>) -> Result<(), StageError> {
        let failed: BTreeSet<OrderId> = asked.failed.iter().map(|(id, _)| *id).collect();
        let witness = self.witness(&failed)?;
        let well = match (witness, rest.back().copied()) {
            (Some(id), _) => self.answers(id).await?,
            (None, Some(id)) => {
                let well = self.answers(id).await?;
                if !well {
                    rest.pop_back();
                    rest.push_front(id);
                }
                well
            }
            (None, None) => asked.failed.len() == 1 && self.is_well().await?,
        };
        if well {
            asked.answered();
        } else {
            asked.out = true;
        }
        Ok(())
    }

    async fn answers(&mut self, id: OrderId) -> Result<bool, StageError> {
        match self.orders.order(id).await {
            Ok(_) => Ok(true),
            Err(error) if error.is_of_one_thing() => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// An order that was well when it was last read.
    fn witness(&self, failed: &BTreeSet<OrderId>) -> Result<Option<OrderId>, StageError> {
        let account = Some(self.account.to_owned());
        let filter = OrdersFilter { account, limit: Some(WITNESSES), ..OrdersFilter::default() };
        let known = self.ledger.orders(&filter)?;
        let well = known.iter().filter(|life| life.attempts == 0 && life.next_try_at.is_none());
        Ok(well.filter_map(|life| life.order_id.parse().ok()).find(|id| !failed.contains(id)))
    }

    /// `GET /me`, asked now: is the account itself answered?
    ///
    /// # Errors
    /// What reaches the whole account, such as a login that is over.
    pub(super) async fn is_well(&mut self) -> Result<bool, StageError> {
        match self.orders.seller().await {
            Ok(_) => Ok(true),
            Err(error) if error.is_of_one_thing() => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// What is recorded of orders that could not be fetched. Each by its own fault waits longer each time; where none was
    /// answered, that says nothing of any of them, and all are asked for in the next run.
    async fn judge(
        &mut self,
        asked: Asked,
        rest: VecDeque<OrderId>,
        report: &mut ExportReport,
    ) -> Result<Vec<Life>, StageError> {
        let Asked { mut failed, before_answer, out, .. } = asked;
        let unanswered = failed.split_off(if out { before_answer } else { failed.len() });
        let mut lives = Vec::with_capacity(failed.len() + unanswered.len() + rest.len());
        for (id, error) in failed {
            let problem = error.problem().in_order(id.to_string());
            let life = self.unread(id, Happening::NotFetched(problem.clone()), report)?;
            report.errors.push(Refused { order_id: life.order_id.clone(), problems: vec![problem] });
            lives.push(life);
        }
        let Some((_, error)) = unanswered.first().cloned() else { return Ok(lives) };
        for id in unanswered.into_iter().map(|(id, _)| id).chain(rest) {
            let life = self.unread(id, Happening::OutOfReach(error.problem()), report)?;
            if life.state == State::Waiting {
                report.settled(&life);
            }
            lives.push(life);
        }
        self.leave(&format!("{FORMS}/…"), error, report).await?;
        Ok(lives)
    }

    fn unread(&self, id: OrderId, happening: Happening, report: &mut ExportReport) -> Result<Life, StageError> {
        let id = SeenId::from(id);
        let known = self.ledger.order(&id)?.unwrap_or_else(|| Life::seen(id, self.account, self.clock.now()));
        let (life, deeds) = self.after(&known, happening);
        report.tell(&life, &deeds);
        Ok(life)
    }

    /// The orders that are to be tried again now: whose time has come, and, once settings or tables are other ones,
    /// all that were refused (`reference/requirements.md` R-F6).
    pub(super) fn due(&self, sources: &str, now: Timestamp) -> Result<BTreeSet<OrderId>, StageError> {
        let all = || OrdersFilter { account: Some(self.account.to_owned()), ..OrdersFilter::default() };
        let mut records = self.ledger.orders(&OrdersFilter { due_by: Some(now), ..all() })?;
        records.extend(self.ledger.orders(&OrdersFilter { open_matters: true, ..all() })?);
        records.retain(|life| life.is_to_be_read(now));
        if self.ledger.mark(self.account, Mark::Sources)?.as_deref() != Some(sources) {
            let refused = self.ledger.orders(&OrdersFilter { state: Some(State::Error), ..all() })?;
            records.extend(refused.into_iter().filter(|life| life.file.is_none()));
        }
        Ok(records.into_iter().filter_map(|record| record.order_id.known()).collect())
    }

    /// The orders whose file Optima refused as we wrote it and whose lines need offers that are not kept, once settings or
    /// tables are other ones. Without asking Allegro they cannot be made anew ([`crate::stages::remake`]).
    pub(super) async fn refused_for_offers(&mut self, sources: &str) -> Result<Vec<OrderId>, StageError> {
        if self.ledger.mark(self.account, Mark::Sources)?.as_deref() == Some(sources) {
            return Ok(Vec::new());
        }
        let account = Some(self.account.to_owned());
        let refused = OrdersFilter { account, state: Some(State::Error), ..OrdersFilter::default() };
        let mut orders = Vec::new();
        for life in self.ledger.orders(&refused)? {
            let ours = life.file.is_some() && life.made.is_some() && !life.has_open(Kind::FileEdited);
            let order = if ours { self.before(&life)? } else { None };
            if let Some(order) = order {
                orders.push(corrected(&order, &self.ledger.corrections(&life.order_id)?));
            }
        }
        let mut walk = Walk::new(self.base.is_some());
        let (kept, rules) = ((&*self.ledger, self.account), (self.settings, self.tables));
        walk.without_allegro(self.base.as_deref_mut(), kept, &orders.iter().collect::<Vec<_>>(), rules).await?;
        orders.retain(|order| !walk.needs(order, self.settings, self.tables).is_empty());
        Ok(orders.into_iter().map(|order| order.id).collect())
    }
}
