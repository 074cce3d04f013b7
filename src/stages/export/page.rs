//! Steps 5 to 7: a page of orders becomes decisions, files, records.

use std::collections::BTreeMap;

use super::heard::Heard;
use super::told::cancelled_by;
use super::{Export, ExportReport, Exported, Refused, StageError};
use crate::allegro::port::{FetchedOrder, Orders};
use crate::core::changes;
use crate::core::convert::{self, Gate, Sources};
use crate::core::decide::{self, Action, Known, Reached, Standing};
use crate::core::key;
use crate::core::message::text::Exp006;
use crate::core::offer::Offer;
use crate::core::order::{Order, OrderId};
use crate::core::plan::{ProductCard, Wanted};
use crate::core::problem::{Explain as _, Fault, Problem};
use crate::core::reading;
use crate::core::settings::Choice;
use crate::ledger::{OrderBody, OrderRecord, State};
use crate::optima::OptimaDb;
use crate::spool::{Written, replace, write_page};
use crate::stages::make_file;

/// Labels of orders whose goods have left.
const SENT: [&str; 4] = ["SENT", "READY_FOR_PICKUP", "PICKED_UP", "RETURNED"];
/// An id has 36 characters; of a longer one this much is kept.
const LONGEST_ID: usize = 64;
/// The code of [`Exp006`].
const LEFT_OUT: &str = "EXP-006";

/// An order on its way through the page.
struct Ready {
    order: Order,
    essence: String,
    name: String,
    bytes: Vec<u8>,
    problems: Vec<Problem>,
}

/// An order that gets no file: what is recorded of it, and every reason.
type Refusal = Box<(OrderRecord, Vec<Problem>)>;

impl<O: Orders, B: OptimaDb> Export<'_, O, B> {
    /// Decides about each order, converts, writes the files, records.
    pub(super) async fn take_page(
        &mut self,
        page: Vec<FetchedOrder>,
        heard: &Heard,
        report: &mut ExportReport,
    ) -> Result<(), StageError> {
        let mut ready = Vec::new();
        let mut bodies = Vec::new();
        let mut records = Vec::new();
        // Lines that the page's own files hold, and whose they are.
        let mut held = BTreeMap::new();
        for fetched in page {
            self.progress.step();
            let order = match fetched.order {
                Ok(order) => order,
                Err(error) => {
                    let problem = error.problem().in_order(fetched.id.clone());
                    records.extend(self.unreadable(&fetched.id, &problem)?);
                    report.errors.push(Refused { order_id: fetched.id, problems: vec![problem] });
                    continue;
                }
            };
            let known = self.ledger.order(&order.id.to_string())?;
            let essence = decide::essence(&order);
            let action = decide::decide(standing(&order), known.as_ref().map(known_order), &essence);
            let action = if action == Action::Export { self.left_out(&order, known.as_ref(), heard) } else { action };
            if !matches!(action, Action::Nothing | Action::Report(_)) {
                bodies.push(OrderBody { order_id: order.id.to_string(), json: fetched.body });
            }
            match action {
                Action::Export => {
                    let prepared = match self.lines_taken(&order, &held, report).await? {
                        None => self.prepare(order, essence).await?,
                        Some(problem) => Err(self.refusal(&order, vec![problem])),
                    };
                    match prepared {
                        Ok(one) => {
                            let id = one.order.id.to_string();
                            held.extend(one.order.lines.iter().map(|line| (line.id.clone(), id.clone())));
                            ready.push((one, known));
                        }
                        Err(mut refusal) => {
                            self.retract(known.as_ref(), None)?;
                            self.try_again(&mut refusal.0, known.as_ref());
                            records.push(refuse(*refusal, report));
                        }
                    }
                }
                Action::Report(notice) => {
                    if let Some(known) = known {
                        records.extend(self.tell(&order, notice, known, heard, report)?);
                    }
                }
                Action::Nothing => report.unchanged += 1,
                Action::Hold(problem) => {
                    self.retract(known.as_ref(), None)?;
                    records.push(self.settle(&order, State::Waiting, problem, &mut report.waiting));
                }
                Action::Cancel(problem) => {
                    self.retract(known.as_ref(), None)?;
                    let problem = changes::cancelled_before(cancelled_by(&order, heard), problem);
                    records.push(self.settle(&order, State::Cancelled, problem, &mut report.cancelled));
                }
            }
        }
        records.extend(self.write(ready, report)?);
        if self.dry_run { Ok(()) } else { self.store(&records, &bodies, report) }
    }

    /// Step 7. One record that the ledger refuses must not keep the others out of it.
    fn store(
        &mut self,
        records: &[OrderRecord],
        bodies: &[OrderBody],
        report: &mut ExportReport,
    ) -> Result<(), StageError> {
        match self.ledger.record_with(records, bodies) {
            Err(error) if error.fault() == Fault::Refused => {}
            done => return Ok(done?),
        }
        for record in records {
            let bodies: Vec<OrderBody> =
                bodies.iter().filter(|body| body.order_id == record.order_id).cloned().collect();
            match self.ledger.record_with(std::slice::from_ref(record), &bodies) {
                Err(error) if error.fault() == Fault::Refused => {
                    self.retract(Some(record), None)?;
                    let problem = error.problem().in_order(record.order_id.clone());
                    report.exported.retain(|exported| exported.order_id != record.order_id);
                    report.errors.push(Refused { order_id: record.order_id.clone(), problems: vec![problem] });
                }
                done => done?,
            }
        }
        Ok(())
    }

    /// An order whose body cannot be read. What it came to before stays true; only the problem is new.
    fn unreadable(&self, id: &str, problem: &Problem) -> Result<Option<OrderRecord>, StageError> {
        // An id that is none of Allegro's is shown as it came, so that the order is seen; it cannot be asked for again.
        let id = id.parse::<OrderId>().map_or_else(|_| id.chars().take(LONGEST_ID).collect(), |id| id.to_string());
        if id.is_empty() {
            return Ok(None);
        }
        let known = self.ledger.order(&id)?.filter(|known| known.state.has_document() || known.state.is_settled());
        if let Some(known) = known {
            return Ok(Some(OrderRecord { problem: Some(problem.clone()), changed_at: self.clock.now(), ..known }));
        }
        let mut record = self.record(&id, State::Error, Some(problem.clone()));
        self.try_again(&mut record, self.ledger.order(&id)?.as_ref());
        Ok(Some(record))
    }

    /// Orders that were sent before the program came are not for it, unless the user wants them, or asks for one
    /// (`reference/requirements.md` R-A17).
    fn left_out(&self, order: &Order, known: Option<&OrderRecord>, heard: &Heard) -> Action {
        let sent = order.fulfillment_status.as_deref().is_some_and(|label| SENT.contains(&label));
        let before =
            known.is_some_and(|known| known.problem.as_ref().is_some_and(|problem| problem.code() == LEFT_OUT));
        let wanted = heard.asked || self.settings.orders.sent_before == Choice::Import;
        if sent && !wanted && (before || (heard.first && known.is_none())) {
            return Action::Hold(Problem::note(Exp006 { order: order.id.to_string().into() }));
        }
        Action::Export
    }

    /// What is recorded of an order that gets no new file.
    fn settle(&self, order: &Order, state: State, problem: Problem, list: &mut Vec<Refused>) -> OrderRecord {
        let id = order.id.to_string();
        let problem = problem.in_order(id.clone());
        list.push(Refused { order_id: id, problems: vec![problem.clone()] });
        self.order_record(order, state, Some(problem))
    }

    /// When a refused order is judged anew by itself, for a card that was missing may be there by then.
    fn try_again(&self, record: &mut OrderRecord, known: Option<&OrderRecord>) {
        record.attempts = known.map_or(0, |known| known.attempts).saturating_add(1);
        record.next_try_at = Some(reading::next_try(record.attempts, self.clock.now()));
    }

    /// Looks up what the conversion needs, converts, and checks the bytes against the schema.
    async fn prepare(&mut self, order: Order, essence: String) -> Result<Result<Ready, Refusal>, StageError> {
        let offers = self.offers(&order).await?;
        let cards = self.cards(&order, &offers).await?;
        let sources = Sources {
            settings: self.settings,
            tables: self.tables,
            account: self.account,
            offers: &offers,
            cards: cards.as_deref(),
        };
        Ok(match make_file(&order, &sources, self.schema) {
            Ok(file) => Ok(Ready { order, essence, name: file.name, bytes: file.bytes, problems: file.problems }),
            Err(problems) => Err(self.refusal(&order, problems)),
        })
    }

    fn refusal(&self, order: &Order, problems: Vec<Problem>) -> Refusal {
        let first = problems.iter().find(|problem| problem.is_error()).cloned();
        Box::new((self.order_record(order, State::Error, first), problems))
    }

    /// The offers of lines that lack a code or a rate. One that Allegro does not have any more is no reason to
    /// stop: the chain of sources goes on without it.
    async fn offers(&mut self, order: &Order) -> Result<BTreeMap<String, Offer>, StageError> {
        let mut offers = BTreeMap::new();
        for line in &order.lines {
            let lacks = line.external_id.is_none() || line.tax.as_ref().is_none_or(|tax| tax.rate.is_none());
            if lacks
                && !offers.contains_key(&line.offer_id)
                && let Some(offer) = self.orders.offer(&line.offer_id).await?
            {
                offers.insert(line.offer_id.clone(), offer);
            }
        }
        Ok(offers)
    }

    /// What the base has for every code and EAN that the order may lead to; none where no base is at hand.
    async fn cards(
        &mut self,
        order: &Order,
        offers: &BTreeMap<String, Offer>,
    ) -> Result<Option<Vec<ProductCard>>, StageError> {
        let convert::WantedCards { codes, eans } = convert::wanted(order, self.settings, self.tables, offers);
        let Some(base) = self.base.as_deref_mut() else { return Ok(None) };
        let wanted = Wanted {
            key: key::of_order(order.id),
            product_codes: codes.into_iter().collect(),
            eans: eans.into_iter().collect(),
            ..Wanted::default()
        };
        Ok(Some(base.lookup(&wanted).await?.cards))
    }

    /// Step 6: the page's files. Where a file of another content has the name, the order changed before it was
    /// imported, and the file is written anew.
    ///
    /// Where an order's older file has another name, it goes once the new one is durable.
    fn write(
        &mut self,
        ready: Vec<(Ready, Option<OrderRecord>)>,
        report: &mut ExportReport,
    ) -> Result<Vec<OrderRecord>, StageError> {
        let mut records = Vec::with_capacity(ready.len());
        let outbox = self.folders.outbox();
        if !self.dry_run && !ready.is_empty() {
            let files: Vec<(&str, &[u8])> =
                ready.iter().map(|(one, _)| (one.name.as_str(), one.bytes.as_slice())).collect();
            for (written, (one, known)) in write_page(self.disk, &outbox, &files)?.into_iter().zip(&ready) {
                if written? == Written::Conflict {
                    replace(self.disk, &outbox.join(&one.name), &one.bytes)?;
                }
                self.retract(known.as_ref(), Some(&one.name))?;
            }
        }
        for (one, _) in ready {
            let warning = one.problems.iter().find(|problem| problem.severity > crate::core::problem::Severity::Note);
            let mut record = self.order_record(&one.order, State::Exported, warning.cloned());
            record.file = Some(one.name.clone());
            record.body_sha256 = Some(one.essence);
            records.push(record);
            report.exported.push(Exported {
                order_id: one.order.id.to_string(),
                file: one.name,
                problems: one.problems,
            });
        }
        Ok(records)
    }

    pub(super) fn record(&self, order_id: &str, state: State, problem: Option<Problem>) -> OrderRecord {
        OrderRecord { state, problem, ..OrderRecord::seen(order_id, self.account, self.clock.now()) }
    }

    fn order_record(&self, order: &Order, state: State, problem: Option<Problem>) -> OrderRecord {
        let mut record = self.record(&order.id.to_string(), state, problem);
        record.revision.clone_from(&order.revision);
        record.key = Some(key::of_order(order.id));
        record.bought_at = order.bought_at();
        record.total = Some(order.total.amount.to_string());
        record.currency = Some(order.total.currency.to_string());
        record.lines = order.lines.iter().map(|line| line.id.clone()).collect();
        record
    }
}

fn refuse((record, problems): (OrderRecord, Vec<Problem>), report: &mut ExportReport) -> OrderRecord {
    report.errors.push(Refused { order_id: record.order_id.clone(), problems });
    record
}

fn standing(order: &Order) -> Standing {
    match convert::gate(order) {
        Gate::Ready => Standing::Ready,
        Gate::NotYet(problem) => Standing::NotYet(problem),
        Gate::Cancelled(problem) => Standing::Cancelled(problem),
    }
}

fn known_order(record: &OrderRecord) -> Known<'_> {
    Known {
        reached: match record.state {
            State::Imported | State::Duplicate => Reached::Imported,
            State::Exported => Reached::Exported,
            // Cancelled while its document went in.
            State::Cancelled | State::Superseded if record.document.is_some() => Reached::Imported,
            State::Cancelled | State::Superseded => Reached::Cancelled,
            // Refused by Optima: its file lies in errors/, and another one of the same content would follow it.
            State::Error if record.file.is_some() => Reached::Exported,
            State::Seen | State::Waiting | State::Error => Reached::Nothing,
        },
        essence: record.body_sha256.as_deref(),
    }
}
