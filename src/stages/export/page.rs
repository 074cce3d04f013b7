//! Steps 5 to 7: a page of orders becomes decisions, files, records.

use std::collections::{BTreeMap, BTreeSet};

use super::heard::Heard;
use super::{Export, ExportReport, Exported, Refused, StageError};
use crate::allegro::port::{FetchedOrder, Orders};
use crate::core::changes::{self, CancelledBy};
use crate::core::convert::{self, Gate};
use crate::core::correction::{Corrections, corrected};
use crate::core::digest::sha256_hex;
use crate::core::essence::essence;
use crate::core::key;
use crate::core::life::{self, Deed, Described, Happening, KeptOut, Kind, Life, Look, Made, Reason, State};
use crate::core::message::text::Lif012;
use crate::core::offer::OfferAnswer;
use crate::core::order::{Order, OrderId, OrderLine, SeenId};
use crate::core::plan;
use crate::core::poland;
use crate::core::problem::{Explain as _, Fault, Problem, Severity};
use crate::core::settings::{AfterImport, Choice, DocumentDate};
use crate::ledger::OrderBody;
use crate::optima::OptimaDb;
use crate::spool::disk::exists;
use crate::spool::{Written, replace, write_page};
use crate::stages::by_hand::drop_copies;
use crate::stages::walk::Walk;
use crate::stages::{MadeFile, make_files};

/// Labels of orders whose goods have left.
const SENT: [&str; 4] = ["SENT", "READY_FOR_PICKUP", "PICKED_UP", "RETURNED"];
/// An id has 36 characters; of a longer one this much is kept.
const LONGEST_ID: usize = 64;

/// Have its goods left?
pub(in crate::stages) fn is_sent(order: &Order) -> bool {
    order.fulfillment_status.as_deref().is_some_and(|label| SENT.contains(&label))
}

/// An order that gets a file if it converts.
struct Candidate {
    /// With what a person corrected of it.
    order: Order,
    essence: String,
    life: Life,
    /// As the ledger knows it.
    known: Option<Life>,
    /// A person asked for it.
    asked_for: bool,
}

/// An order whose file is made and not written yet.
struct Ready {
    essence: String,
    /// What a person had corrected of the order when it was read.
    corrections: Corrections,
    file: MadeFile,
    life: Life,
    known: Option<Life>,
}

impl Ready {
    /// Its order as the ledger knows it, and the name of the file that should wait in `outbox/`.
    fn waiting(&self) -> Option<(&Life, &str)> {
        let known = self.known.as_ref().filter(|known| known.state == State::Exported)?;
        Some((known, known.file.as_deref()?))
    }

    /// Has the file that waits another name, as that of another kind of document has?
    fn is_renamed(&self) -> bool {
        self.waiting().is_some_and(|(_, name)| name != self.file.name)
    }
}

/// What a page came to so far.
#[derive(Default)]
pub(super) struct Page {
    candidates: Vec<Candidate>,
    ready: Vec<Ready>,
    lives: Vec<Life>,
    bodies: Vec<OrderBody>,
    /// What cards and offers say.
    walk: Walk,
    /// A person asked for these orders.
    asked_for: bool,
    /// Lines that the page's own files hold, and whose they are.
    held: BTreeMap<String, String>,
}

impl Page {
    /// Records what became of an order.
    pub(super) fn record(&mut self, life: Life) {
        self.lives.push(life);
    }

    /// Keeps the order as it was read.
    pub(super) fn keep(&mut self, body: OrderBody) {
        self.bodies.push(body);
    }

    /// Does an order that is still to be converted have one of these lines?
    fn has_candidate_with(&self, order: &Order) -> bool {
        let lines: BTreeSet<&str> = order.lines.iter().map(|line| line.id.as_str()).collect();
        let mut others = self.candidates.iter().flat_map(|candidate| &candidate.order.lines);
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
        let asked_for = heard.reason == Reason::Asked;
        let mut so_far = Page { walk: Walk::new(self.base.is_some()), asked_for, ..Page::default() };
        for fetched in page {
            self.progress.step();
            let order = match fetched.order {
                Ok(order) => order,
                Err(error) => {
                    let problem = error.problem().in_order(fetched.id.clone());
                    so_far.lives.extend(self.unreadable(&fetched.id, &problem, report)?);
                    report.errors.push(Refused { order_id: fetched.id.into(), problems: vec![problem] });
                    continue;
                }
            };
            let known = self.ledger.order(&order.id.into())?;
            // An account may have gone over to this company: what its old one has a document of stays there.
            let is_free = known.as_ref().is_none_or(|known| !known.has_document());
            if is_free && let Some((company, true)) = (self.elsewhere)(&order.id) {
                report.has_elsewhere(company);
                continue;
            }
            let essence = essence(&order);
            let look = self.look(&order, &essence, known.as_ref(), heard)?;
            let body = OrderBody { order_id: order.id.into(), json: fetched.body };
            // In a box, for what it holds across its waits would make every caller's future large.
            Box::pin(self.take(order, body, (look, known), &mut so_far, report)).await?;
        }
        self.convert(&mut so_far, report).await?;
        let Page { ready, mut lives, bodies, .. } = so_far;
        let meant: Vec<(SeenId, Corrections)> =
            ready.iter().map(|one| (one.life.order_id.clone(), one.corrections.clone())).collect();
        lives.extend(self.write(ready, report)?);
        if self.dry_run {
            return Ok(());
        }
        self.store(&lives, &bodies, report)?;
        self.take_out_unmeant(&meant)
    }

    /// What this reading says about the order.
    fn look(&self, order: &Order, essence: &str, known: Option<&Life>, heard: &Heard) -> Result<Look, StageError> {
        let by = heard.cancelled_by(order.id).or_else(|| CancelledBy::of_order(order));
        let gate = match convert::gate(order) {
            Gate::Cancelled(problem) => Gate::Cancelled(changes::cancelled_before(by, problem)),
            gate => gate,
        };
        // A document that is called off needs no correction.
        let corrections = self.ledger.corrections(&order.id.into())?;
        let overtaken = changes::overtaken(order, &corrections).filter(|_| gate == Gate::Ready);
        let differs = |known: &Life| known.essence.as_deref().is_some_and(|before| before != essence);
        let with_document = known.filter(|known| known.has_document());
        let changed = with_document.is_some_and(differs);
        let mut facts: Vec<life::Fact> = match with_document {
            Some(known) => {
                let before = if changed { self.before(known)? } else { None };
                let document = known.document.as_deref().unwrap_or("–");
                let facts = changes::facts((before.as_ref(), order, changed), &gate, by, document, &known.matters);
                let told = |mut fact: life::Fact| {
                    fact.problem = fact.problem.in_order(known.order_id.clone());
                    fact
                };
                facts.into_iter().map(told).collect()
            }
            None => Vec::new(),
        };
        facts.extend(overtaken);
        // Orders that were sent before the program came are not for it, unless the user wants them, or asks for one
        // (`reference/requirements.md` R-A17).
        let before = known.map_or(heard.first, |known| known.left_out);
        let before_our_time = is_sent(order) && before && self.settings.orders.sent_before != Choice::Import;
        let kept_out = match changes::is_returned(order) {
            _ if before_our_time => Some(KeptOut::BeforeOurTime),
            returned => returned.then_some(KeptOut::Returned),
        };
        let look = Look {
            gate,
            essence: essence.to_owned(),
            described: described(order),
            facts,
            changed,
            reason: heard.reason,
            kept_out,
            remove: self.settings.orders.after_import == AfterImport::Replace && !self.dry_run && self.base.is_some(),
        };
        Ok(look)
    }

    /// The order that the document was made from.
    pub(super) fn before(&self, known: &Life) -> Result<Option<Order>, StageError> {
        Ok(self.ledger.body(&known.order_id)?.and_then(|json| crate::allegro::port::decode(&json).ok()))
    }

    /// Step 5 of one order: what follows from the look, and what is to be done at once.
    async fn take(
        &mut self,
        order: Order,
        body: OrderBody,
        (look, known): (Look, Option<Life>),
        page: &mut Page,
        report: &mut ExportReport,
    ) -> Result<(), StageError> {
        let begin = known.clone().unwrap_or_else(|| Life::seen(body.order_id.clone(), self.account, self.clock.now()));
        let (life, deeds) = self.after(&begin, Happening::Read(Box::new(look.clone())));
        if deeds.contains(&Deed::RemoveDocument) {
            return self.withdraw(order, body, (look, begin), page, report).await;
        }
        report.tell(&life, &deeds);
        if deeds.contains(&Deed::MakeFile) {
            page.keep(body);
            return self.candidate((order, look.essence), life, known, page, report).await;
        }
        if deeds.contains(&Deed::TakeFileBack) {
            self.retract_all(&order, known.as_ref())?;
            // Purchases that were joined and then cancelled: the file of the older one goes as well. That another order
            // holds the lines still is for this one no matter.
            self.lines_taken(&order, &page.held, report).await?;
            page.keep(body);
            report.settled(&life);
        } else {
            report.unchanged += u64::from(deeds.is_empty());
            // Who corrects it once more corrects what Allegro says now.
            if !life.has_document() && life.has_open(Kind::Overtaken) {
                page.keep(body);
            }
        }
        if life != begin {
            page.record(life);
        }
        Ok(())
    }

    /// [`life::after`], now.
    pub(super) fn after(&self, life: &Life, happening: Happening) -> (Life, Vec<Deed>) {
        life::after(life, happening, self.clock.now())
    }

    /// Looks at what may keep an order from a file of its own.
    pub(super) async fn candidate(
        &mut self,
        (order, essence): (Order, String),
        life: Life,
        known: Option<Life>,
        page: &mut Page,
        report: &mut ExportReport,
    ) -> Result<(), StageError> {
        // Whether the other order holds the line is known once it is converted.
        if page.has_candidate_with(&order) {
            self.convert(page, report).await?;
        }
        if let Some(problem) = self.lines_taken(&order, &page.held, report).await? {
            return self.refuse(&order, vec![problem], &life, known.as_ref(), page, report);
        }
        let asked_for = page.asked_for;
        let order = corrected(&order, &self.ledger.corrections(&life.order_id)?);
        page.candidates.push(Candidate { order, essence, life, known, asked_for });
        Ok(())
    }

    /// Converts the page's candidates, and checks the bytes against the schema.
    async fn convert(&mut self, page: &mut Page, report: &mut ExportReport) -> Result<(), StageError> {
        let candidates = std::mem::take(&mut page.candidates);
        if candidates.is_empty() {
            return Ok(());
        }
        self.walk(&candidates, &mut page.walk, report).await?;
        let orders: Vec<&Order> = candidates.iter().map(|one| &one.order).collect();
        let made = make_files(&orders, &page.walk.sources(self.settings, self.tables, self.account));
        for (Candidate { order, essence, life, known, .. }, made) in candidates.into_iter().zip(made) {
            match made {
                Ok(mut file) => {
                    // Before all else: the first that deserves a look is what is told while the file waits.
                    file.problems.splice(0..0, self.odd_day(&order));
                    let id = order.id.to_string();
                    page.held.extend(order.lines.iter().map(|line| (line.id.clone(), id.clone())));
                    page.ready.push(Ready { essence, corrections: order.corrections, file, life, known });
                }
                Err(problems) => self.refuse(&order, problems, &life, known.as_ref(), page, report)?,
            }
        }
        Ok(())
    }

    /// An order that gets no file, with every reason. Where each of them is that something could not be read just now, it
    /// waits.
    fn refuse(
        &self,
        order: &Order,
        problems: Vec<Problem>,
        life: &Life,
        known: Option<&Life>,
        page: &mut Page,
        report: &mut ExportReport,
    ) -> Result<(), StageError> {
        let first = problems.iter().find(|problem| problem.is_error()).or(problems.first());
        let Some(first) = first.cloned() else { return Ok(()) };
        let passes = problems.iter().filter(|problem| problem.is_error()).all(|problem| problem.message.passes());
        let (life, _) = self.after(life, if passes { Happening::Held(first) } else { Happening::Refused(first) });
        self.retract_all(order, known)?;
        report.errors.push(Refused { order_id: life.order_id.clone(), problems });
        page.record(life);
        Ok(())
    }

    /// Step 7. One record that the ledger refuses must not keep the others out of it.
    fn store(&mut self, records: &[Life], bodies: &[OrderBody], report: &mut ExportReport) -> Result<(), StageError> {
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

    /// An order whose body cannot be read.
    fn unreadable(&self, id: &str, problem: &Problem, report: &mut ExportReport) -> Result<Option<Life>, StageError> {
        // An id that is none of Allegro's is shown as it came, so that the order is seen; it cannot be asked for again.
        let as_it_came = || SeenId::from(id.chars().take(LONGEST_ID).collect::<String>());
        let id = id.parse::<OrderId>().map_or_else(|_| as_it_came(), SeenId::from);
        if id.is_empty() {
            return Ok(None);
        }
        let known = self.ledger.order(&id)?.unwrap_or_else(|| Life::seen(id, self.account, self.clock.now()));
        let (life, deeds) = self.after(&known, Happening::Unreadable(problem.clone()));
        report.tell(&life, &deeds);
        Ok(Some(life))
    }

    /// What there is to say of the day that the document of an order gets.
    fn odd_day(&self, order: &Order) -> Option<Problem> {
        let bought = order.bought_at().filter(|_| self.settings.fields.date == DocumentDate::Purchase)?;
        let told = plan::odd_day(poland::day(bought), poland::day(self.clock.now()))?;
        Some(told.in_order(order.id.to_string()))
    }

    /// Was the offer's signature changed since it was read, as a later purchase shows?
    fn is_overtaken(&self, line: &OrderLine) -> Result<bool, StageError> {
        let Some(own) = &line.external_id else { return Ok(false) };
        let Some((at, OfferAnswer::Found(offer))) = self.ledger.offer(self.account, &line.offer_id)? else {
            return Ok(false);
        };
        let is_other = offer.external_id.as_ref().is_some_and(|its| its != own);
        Ok(is_other && line.bought_at.is_none_or(|bought| bought >= at))
    }

    /// Fetches what the chain of sources needs for these orders.
    async fn walk(
        &mut self,
        candidates: &[Candidate],
        walk: &mut Walk,
        report: &mut ExportReport,
    ) -> Result<(), StageError> {
        // Whose offer was mended since the order was refused must not wait for a day; nor who asks for an order himself.
        let again =
            candidates.iter().filter(|one| one.asked_for || one.known.as_ref().is_some_and(Life::is_tried_again));
        let mut anew: BTreeSet<&str> =
            again.flat_map(|one| &one.order.lines).map(|line| line.offer_id.as_str()).collect();
        for line in candidates.iter().flat_map(|one| &one.order.lines) {
            if self.is_overtaken(line)? {
                anew.insert(&line.offer_id);
            }
        }
        loop {
            let orders = candidates.iter().map(|one| &one.order);
            let needs = walk.all_need(orders, self.settings, self.tables);
            if needs.is_empty() {
                return Ok(());
            }
            self.offers(&needs.offers, &anew, walk, report).await?;
            if let (true, Some(base)) = (needs.offers.is_empty(), self.base.as_deref_mut()) {
                walk.look_up(base, needs).await?;
            }
        }
    }

    /// Step 6: the page's files. Where a file of another content has the name, the order changed before it was
    /// imported, and the file is written anew, unless a person has changed it.
    ///
    /// Where an order's older file has another name, it goes once the new one is durable.
    fn write(&mut self, ready: Vec<Ready>, report: &mut ExportReport) -> Result<Vec<Life>, StageError> {
        let mut edited = BTreeSet::new();
        let outbox = self.folders.outbox();
        if !self.dry_run && !ready.is_empty() {
            for one in ready.iter().filter(|one| one.is_renamed()) {
                if self.is_edited(one)? {
                    edited.insert(one.life.order_id.clone());
                }
            }
            let mut new: Vec<&Ready> = Vec::with_capacity(ready.len());
            for one in ready.iter().filter(|one| !edited.contains(&one.life.order_id)) {
                // A second file of the order would be told as a duplicate, whichever comes first.
                if self.was_dropped(one)? {
                    replace(self.disk, &self.folders.inbox().join(&one.file.name), &one.file.bytes)?;
                } else {
                    new.push(one);
                }
            }
            let files: Vec<(&str, &[u8])> =
                new.iter().map(|one| (one.file.name.as_str(), one.file.bytes.as_slice())).collect();
            for (written, one) in write_page(self.disk, &outbox, &files)?.into_iter().zip(new) {
                if written? == Written::Conflict {
                    if self.is_edited(one)? {
                        edited.insert(one.life.order_id.clone());
                        continue;
                    }
                    replace(self.disk, &outbox.join(&one.file.name), &one.file.bytes)?;
                }
                self.retract(one.known.as_ref(), Some(&one.file.name))?;
                // The new file is there; of an order that is not refused any more nobody takes the old one.
                if let Err(error) = self.replaced(one) {
                    report.notes.push(Problem { severity: Severity::Warning, ..error.problem() });
                }
            }
        }
        let mut lives = Vec::with_capacity(ready.len());
        for Ready { essence, file, life, known, .. } in ready {
            if edited.contains(&life.order_id) {
                if let Some(known) = known {
                    let kept = known.file.clone().unwrap_or(file.name);
                    let told = Problem::warning(Lif012 { file: kept.into() });
                    let (life, deeds) = self.after(&known, Happening::FileKept { told });
                    report.notes.extend(deeds.into_iter().filter_map(Deed::told));
                    lives.push(life);
                }
                continue;
            }
            let warning = file.told();
            let made = Made {
                sha256: sha256_hex(&file.bytes),
                gross: file.gross,
                worth: file.worth,
                revision: life.revision.clone(),
                print: Some(file.print),
            };
            let (name, order_id) = (file.name.clone(), life.order_id.clone());
            let (life, _) = self.after(&life, Happening::FileWritten { name, made, essence, warning });
            report.add(Exported { order_id, file: file.name, problems: file.problems });
            lives.push(life);
        }
        Ok(lives)
    }

    /// What Optima refused of the order goes, if it is as we wrote it, and copies of it: the new file is in its place.
    fn replaced(&self, one: &Ready) -> Result<(), StageError> {
        let Some(known) = one.known.as_ref().filter(|known| known.state == State::Error) else { return Ok(()) };
        let new = self.folders.outbox().join(&one.file.name);
        let limit = u64::from(self.settings.files.max_size_mib) << 20;
        Ok(drop_copies(self.disk, self.folders, (known, &new), limit)?)
    }

    /// Did a person lay the file that waits into the drop folder, as we wrote it?
    fn was_dropped(&self, one: &Ready) -> Result<bool, StageError> {
        let Some((known, file)) = one.waiting().filter(|(_, file)| *file == one.file.name) else { return Ok(false) };
        let path = self.folders.inbox().join(file);
        let limit = u64::from(self.settings.files.max_size_mib) << 20;
        Ok(exists(self.disk, &path)? && known.wrote(&sha256_hex(&self.disk.read(&path, limit)?)))
    }

    /// Has the order's file that the ledger knows other bytes than we wrote? What it does not know was left by a process
    /// that died.
    fn is_edited(&self, one: &Ready) -> Result<bool, StageError> {
        let Some((known, file)) = one.waiting() else { return Ok(false) };
        let path = self.folders.outbox().join(file);
        let limit = u64::from(self.settings.files.max_size_mib) << 20;
        Ok(exists(self.disk, &path)? && !known.wrote(&sha256_hex(&self.disk.read(&path, limit)?)))
    }
}

fn described(order: &Order) -> Described {
    Described {
        revision: order.revision.clone(),
        key: Some(key::of_order(order.id)),
        bought_at: order.listed_at(),
        total: Some(order.total.amount.to_string()),
        currency: Some(order.total.currency.to_string()),
        lines: order.lines.iter().map(|line| line.id.clone()).collect(),
    }
}
