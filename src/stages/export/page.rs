//! Steps 5 to 7: a page of orders becomes decisions, files, records.

use std::collections::{BTreeMap, BTreeSet};

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
use crate::core::problem::{Explain as _, Fault, Problem, Severity};
use crate::core::reading;
use crate::core::settings::Choice;
use crate::ledger::{OrderBody, OrderRecord, State};
use crate::optima::OptimaDb;
use crate::spool::{Written, replace, write_page};
use crate::stages::{Asked, MadeFile, make_files};

/// Labels of orders whose goods have left.
const SENT: [&str; 4] = ["SENT", "READY_FOR_PICKUP", "PICKED_UP", "RETURNED"];
/// An id has 36 characters; of a longer one this much is kept.
const LONGEST_ID: usize = 64;
/// The code of [`Exp006`].
const LEFT_OUT: &str = "EXP-006";

/// An order that gets a file if it converts.
struct Candidate {
    asked: Asked,
    essence: String,
    known: Option<OrderRecord>,
}

/// An order whose file is made and not written yet.
struct Ready {
    order: Order,
    essence: String,
    file: MadeFile,
    known: Option<OrderRecord>,
}

/// What a page came to so far.
#[derive(Default)]
pub(super) struct Page {
    candidates: Vec<Candidate>,
    ready: Vec<Ready>,
    records: Vec<OrderRecord>,
    bodies: Vec<OrderBody>,
    /// Lines that the page's own files hold, and whose they are.
    held: BTreeMap<String, String>,
}

impl Page {
    /// Records what became of an order; nothing if that is known.
    pub(super) fn record(&mut self, record: Option<OrderRecord>) {
        self.records.extend(record);
    }

    /// Keeps the order as it was read.
    pub(super) fn keep(&mut self, body: OrderBody) {
        self.bodies.push(body);
    }

    /// Does an order that is still to be converted have one of these lines?
    fn has_candidate_with(&self, order: &Order) -> bool {
        let lines: BTreeSet<&str> = order.lines.iter().map(|line| line.id.as_str()).collect();
        let mut others = self.candidates.iter().flat_map(|candidate| &candidate.asked.order.lines);
        others.any(|line| lines.contains(line.id.as_str()))
    }
}

impl<O: Orders, B: OptimaDb> Export<'_, O, B> {
    /// Decides about each order, converts, writes the files, records.
    pub(super) async fn take_page(
        &mut self,
        page: Vec<FetchedOrder>,
        heard: &Heard,
        report: &mut ExportReport,
    ) -> Result<(), StageError> {
        let mut so_far = Page::default();
        for fetched in page {
            self.progress.step();
            let order = match fetched.order {
                Ok(order) => order,
                Err(error) => {
                    let problem = error.problem().in_order(fetched.id.clone());
                    so_far.records.extend(self.unreadable(&fetched.id, &problem)?);
                    report.errors.push(Refused { order_id: fetched.id, problems: vec![problem] });
                    continue;
                }
            };
            let known = self.ledger.order(&order.id.to_string())?;
            let essence = decide::essence(&order);
            let action = decide::decide(standing(&order), known.as_ref().map(known_order), &essence);
            let ignored = !heard.asked && known.as_ref().is_some_and(|known| known.state == State::Ignored);
            let action = match action {
                Action::Export | Action::Hold(_) if ignored => Action::Nothing,
                action => action,
            };
            let action = if action == Action::Export { self.left_out(&order, known.as_ref(), heard) } else { action };
            let body = OrderBody { order_id: order.id.to_string(), json: fetched.body };
            match action {
                Action::Nothing | Action::Report(_) => {}
                _ => so_far.bodies.push(body.clone()),
            }
            match action {
                Action::Export => self.candidate(order, essence, known, &mut so_far, report).await?,
                Action::Report(notice) => {
                    if let Some(known) = known {
                        // In a box: it is rare, and what it holds would make every caller's future large.
                        let withdrawn =
                            self.after_import((order, essence, body), notice, known, heard, &mut so_far, report);
                        Box::pin(withdrawn).await?;
                    }
                }
                Action::Nothing => report.unchanged += 1,
                Action::Hold(problem) => {
                    self.retract_all(&order, known.as_ref())?;
                    so_far.records.push(self.settle(&order, State::Waiting, problem, &mut report.waiting));
                }
                Action::Cancel(problem) => {
                    self.retract_all(&order, known.as_ref())?;
                    let problem = changes::cancelled_before(cancelled_by(&order, heard), problem);
                    so_far.records.push(self.settle(&order, State::Cancelled, problem, &mut report.cancelled));
                }
            }
        }
        self.convert(&mut so_far, report).await?;
        let Page { ready, mut records, bodies, .. } = so_far;
        records.extend(self.write(ready, report)?);
        if self.dry_run { Ok(()) } else { self.store(&records, &bodies, report) }
    }

    /// Looks at what may keep an order from a file of its own, and looks its offers up.
    pub(super) async fn candidate(
        &mut self,
        order: Order,
        essence: String,
        known: Option<OrderRecord>,
        page: &mut Page,
        report: &mut ExportReport,
    ) -> Result<(), StageError> {
        // Whether the other order holds the line is known once it is converted.
        if page.has_candidate_with(&order) {
            self.convert(page, report).await?;
        }
        if let Some(problem) = self.lines_taken(&order, &page.held, report).await? {
            return self.refuse(&order, vec![problem], known.as_ref(), page, report);
        }
        let offers = self.offers(&order).await?;
        page.candidates.push(Candidate { asked: Asked { order, offers }, essence, known });
        Ok(())
    }

    /// Converts the page's candidates, and checks the bytes against the schema.
    async fn convert(&mut self, page: &mut Page, report: &mut ExportReport) -> Result<(), StageError> {
        let candidates = std::mem::take(&mut page.candidates);
        if candidates.is_empty() {
            return Ok(());
        }
        let (asked, rest): (Vec<Asked>, Vec<_>) =
            candidates.into_iter().map(|one| (one.asked, (one.essence, one.known))).unzip();
        let cards = self.cards(&asked).await?;
        let sources = Sources {
            settings: self.settings,
            tables: self.tables,
            account: self.account,
            offers: &BTreeMap::new(),
            cards: cards.as_deref(),
        };
        let made = make_files(&asked, &sources);
        for ((Asked { order, .. }, made), (essence, known)) in asked.into_iter().zip(made).zip(rest) {
            match made {
                Ok(file) => {
                    let id = order.id.to_string();
                    page.held.extend(order.lines.iter().map(|line| (line.id.clone(), id.clone())));
                    page.ready.push(Ready { order, essence, file, known });
                }
                Err(problems) => self.refuse(&order, problems, known.as_ref(), page, report)?,
            }
        }
        Ok(())
    }

    /// An order that gets no file, with every reason.
    fn refuse(
        &self,
        order: &Order,
        problems: Vec<Problem>,
        known: Option<&OrderRecord>,
        page: &mut Page,
        report: &mut ExportReport,
    ) -> Result<(), StageError> {
        self.retract_all(order, known)?;
        let first = problems.iter().find(|problem| problem.is_error()).cloned();
        let mut record = self.order_record(order, State::Error, first);
        self.try_again(&mut record, known);
        report.errors.push(Refused { order_id: record.order_id.clone(), problems });
        page.records.push(record);
        Ok(())
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

    /// What the base has for every code and EAN that these orders may lead to, in one look; none where no base is at
    /// hand.
    async fn cards(&mut self, orders: &[Asked]) -> Result<Option<Vec<ProductCard>>, StageError> {
        let Some(base) = self.base.as_deref_mut() else { return Ok(None) };
        let (mut codes, mut eans) = (BTreeSet::new(), BTreeSet::new());
        for Asked { order, offers } in orders {
            let wanted = convert::wanted(order, self.settings, self.tables, offers);
            codes.extend(wanted.codes);
            eans.extend(wanted.eans);
        }
        let wanted = Wanted {
            key: orders.first().map(|asked| key::of_order(asked.order.id)).unwrap_or_default(),
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
    fn write(&mut self, ready: Vec<Ready>, report: &mut ExportReport) -> Result<Vec<OrderRecord>, StageError> {
        let mut records = Vec::with_capacity(ready.len());
        let outbox = self.folders.outbox();
        if !self.dry_run && !ready.is_empty() {
            let files: Vec<(&str, &[u8])> =
                ready.iter().map(|one| (one.file.name.as_str(), one.file.bytes.as_slice())).collect();
            for (written, one) in write_page(self.disk, &outbox, &files)?.into_iter().zip(&ready) {
                if written? == Written::Conflict {
                    replace(self.disk, &outbox.join(&one.file.name), &one.file.bytes)?;
                }
                self.retract(one.known.as_ref(), Some(&one.file.name))?;
            }
        }
        for Ready { order, essence, file, .. } in ready {
            let warning = file.problems.iter().find(|problem| problem.severity > Severity::Note).cloned();
            let mut record = self.order_record(&order, State::Exported, warning);
            record.file = Some(file.name.clone());
            record.body_sha256 = Some(essence);
            records.push(record);
            report.add(Exported { order_id: order.id.to_string(), file: file.name, problems: file.problems });
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
            State::Seen | State::Waiting | State::Error | State::Ignored => Reached::Nothing,
        },
        essence: record.body_sha256.as_deref(),
    }
}
