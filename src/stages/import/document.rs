//! Step 6: one document, from its key to its number.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::numbers::{Beside, Foreign, Known};
use super::taken::Bound;
use super::{Import, StageError};
use crate::core::convert::money;
use crate::core::correction::Corrections;
use crate::core::document::Document;
use crate::core::foreign;
use crate::core::key;
use crate::core::life::sums::{self, Sums};
use crate::core::message::text::{
    Cor004, Exp003, Fil003, Fil005, Fil006, Fil008, Imp077, Imp083, Lif008, Lif009, Lif011, Lif019,
};
use crate::core::money::{Currency, Price, amount_text};
use crate::core::order::{OrderId, SeenId};
use crate::core::plan::{self, Applied, ExistingDocument, Ingredients, Intent, Rehearsal, WrittenDocument};
use crate::core::poland;
use crate::core::problem::{Explain as _, Problem, bounded};
use crate::core::settings::{OtherSum, Settings};
use crate::ledger::{Begun, ForeignNote, State};
use crate::optima::OptimaDb;
use crate::optima::error::{OptimaError, Said};
use crate::xml;

/// How often a plan is made anew because somebody took its codes meanwhile.
const PLANS_MAX: u32 = 4;

/// What became of one document.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Outcome {
    /// `TrN_ImportRowId`.
    pub key: Uuid,
    /// The order that it is of.
    pub order: Option<OrderId>,
    /// The account that the file names; empty: none.
    pub account: String,
    /// The order's lines.
    pub lines: Vec<String>,
    /// What a person corrected of the order.
    pub corrections: Corrections,
    /// How it ended.
    pub end: End,
    /// Decisions, warnings, and for a refusal the reasons.
    pub problems: Vec<Problem>,
    /// What the base said, where it refused the document for a reason that may be every document's.
    pub said: Option<Said>,
}

/// How a document ended.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum End {
    /// Written now.
    Imported(WrittenDocument),
    /// There already, under this number.
    Duplicate {
        number: String,
        by_key: bool,
        /// Its sum is not the file's.
        other_sum: Option<Problem>,
    },
    /// Refused.
    Refused,
    /// Only planned.
    Planned(Box<(Intent, Rehearsal)>),
}

/// The order that a document is of: by our own record, else by a line of its description.
pub(crate) fn order_of(document: &Document) -> Option<OrderId> {
    let origin = document.origin.as_ref().and_then(|origin| origin.order.known());
    origin.or_else(|| xml::order_id_in_description(&document.description))
}

/// The document's key.
///
/// # Errors
/// A document without an order id whose content cannot be put into canonical form.
pub(super) fn key_of(document: &Document) -> Result<Uuid, Problem> {
    match order_of(document) {
        Some(order) => Ok(key::of_order(order)),
        None => xml::canonical(document).map(|bytes| key::of_content(&bytes)).map_err(|error| error.problem()),
    }
}

/// The file that a document came in, and how what it brings becomes safe.
#[derive(Debug)]
pub(super) struct Carrier<'a> {
    /// SHA-256 of its bytes, hex.
    pub sha256: &'a str,
    /// The name under which it was dropped.
    pub name: &'a str,
    /// Whether the base holds what is applied until the group is closed. If not, each document is safe by itself.
    pub grouped: bool,
    /// Documents that were applied and that the ledger must know before the group is closed.
    pub brought: &'a mut Vec<Begun>,
}

impl Carrier<'_> {
    fn begun(&self, key: Uuid, foreign: Option<ForeignNote>) -> Begun {
        Begun { sha256: self.sha256.to_owned(), name: self.name.to_owned(), key, foreign }
    }
}

/// `lineItems[].id` of a document's lines, sorted.
pub(super) fn lines_of(document: &Document) -> Vec<String> {
    let lines = document.origin.iter().flat_map(|origin| &origin.lines).filter_map(|line| line.line.clone());
    lines.collect::<BTreeSet<_>>().into_iter().collect()
}

impl<'a, B: OptimaDb> Import<'a, B> {
    /// What holds for the account that the file names, else for its company.
    fn settings_of(&self, document: &Document) -> &'a Settings {
        let company = self.settings.of_company(self.company);
        document.origin.as_ref().map_or(company, |origin| company.of_account(&origin.account))
    }

    /// Is the file of an account whose orders go into another company's base, or of an order that another company has?
    /// Whatever folder it lies in, it would become a document in both.
    fn of_another_company(&self, order: Option<OrderId>, document: &Document) -> Option<Problem> {
        let account = document.origin.as_ref()?.account.as_str();
        let here = self.company;
        if let Some(company) = self.settings.company_of(account) {
            let told = Fil006 { account: account.into(), company: company.into(), here: here.into() };
            if company != here {
                return Some(Problem::error(told));
            }
        }
        let order = order?;
        let (company, has_document) = (self.elsewhere)(&order)?;
        // The account may have gone over to this company: what the other one has not brought in yet is this one's by now.
        if !has_document && self.settings.company_of(account).is_some() {
            return None;
        }
        let (id, company) = (order.to_string().into(), company.into());
        Some(Problem::error(Fil008 { order: id, company, here: here.into(), account: account.into() }))
    }

    /// Why this order must not become a document, whatever its file says: it was cancelled or merged at Allegro,
    /// or another order's document holds a line of it (`reference/requirements.md` R-A3).
    fn withdrawn(&self, order: Option<OrderId>, document: &Document) -> Result<Option<Problem>, StageError> {
        let Some(order) = order.map(SeenId::from) else { return Ok(None) };
        let known = self.ledger.order(&order)?;
        if known.is_some_and(|known| matches!(known.state, State::Cancelled | State::Superseded)) {
            return Ok(Some(Problem::error(Fil005 { order: order.as_str().into() }).in_order(order)));
        }
        let holders = self.ledger.orders_with_lines(&lines_of(document))?;
        let holder = holders.into_iter().find(|holder| holder.order_id != order && holder.state.holds_lines());
        let Some(other) = holder.map(|holder| holder.order_id) else { return Ok(None) };
        let document = self.ledger.order(&other)?.and_then(|known| known.document);
        let document = document.as_deref().unwrap_or("–");
        Ok(Some(Problem::error(Exp003 { other: other.as_str().into(), document: document.into() }).in_order(order)))
    }

    /// Was its file made before a person corrected the order, or took that back? What he means goes into a new one; of an order
    /// that nobody knows here the file alone tells.
    fn before_correction(&self, order: Option<OrderId>, document: &Document) -> Result<Option<Problem>, StageError> {
        let (Some(origin), Some(order)) = (&document.origin, order.map(SeenId::from)) else { return Ok(None) };
        let waits = self.ledger.order(&order)?.is_some_and(|known| known.document.is_none());
        let is_stale = waits && !self.ledger.corrections(&order)?.mean_the_same(&origin.corrections);
        Ok(is_stale.then(|| Problem::error(Cor004).in_order(order)))
    }

    /// The document as it may come in. Otherwise the order that is refused with it, for the reason that was added.
    fn admitted(
        &self,
        order: Option<OrderId>,
        document: Document,
        settings: &Settings,
        problems: &mut Vec<Problem>,
    ) -> Result<Result<Document, Option<OrderId>>, StageError> {
        let document = match plan::accept(document, settings, problems) {
            Ok(document) => plan::dated(document, settings, poland::day(self.clock.now())),
            Err(problem) => {
                problems.push(problem);
                return Ok(Err(order));
            }
        };
        if let Some(problem) = self.of_another_company(order, &document) {
            problems.push(problem);
            // It is no order of this company, and none of its orders is refused.
            return Ok(Err(None));
        }
        let withdrawn = self.withdrawn(order, &document)?;
        let is_withdrawn = withdrawn.is_some();
        problems.extend(withdrawn);
        Ok(if is_withdrawn { Err(order) } else { Ok(document) })
    }

    /// Is the file's sum not the order's (`core::life::sums`)? A refusal, unless the user takes such files.
    fn other_sum(
        &self,
        order: Option<OrderId>,
        document: &Document,
        sha256: Option<&str>,
    ) -> Result<Option<Problem>, StageError> {
        let Some(order) = order.map(SeenId::from) else { return Ok(None) };
        let known = self.ledger.order(&order)?;
        // A person has said so of all files, of these, or of this very one.
        let accepted = known.as_ref().and_then(|known| known.accepted.as_deref());
        let takes = self.other_sums
            || self.settings.import.other_sum == OtherSum::Warn
            || (accepted.is_some() && accepted == sha256);
        Ok(match sums::compare(known.as_ref(), document) {
            Sums::Same => None,
            Sums::Unknown => Some(Problem::note(Lif011)),
            Sums::Other { file, order } => {
                let told =
                    Lif008 { file: money(file.amount, &file.currency), order: money(order.amount, &order.currency) };
                Some(if takes { Problem::warning(told) } else { Problem::error(told) })
            }
        }
        .map(|problem| problem.in_order(order)))
    }

    /// Brings one document in, or says why not. Without a `file` it stops at the plan. `before`: what became of those before it
    /// in its file.
    ///
    /// Before the document is safe in the base, the ledger is told that this file is about to bring it, so that after
    /// a crash the file is known to be the one that did: here, or when the group is closed.
    pub(super) async fn bring_in(
        &mut self,
        bound: Bound,
        before: &[Outcome],
        mut file: Option<Carrier<'_>>,
    ) -> Result<Outcome, StageError> {
        let Bound { key, first, document, foreign, notes: mut problems } = bound;
        let order = order_of(&document);
        let lines = lines_of(&document);
        let account = document.origin.as_ref().map(|origin| origin.account.clone()).unwrap_or_default();
        let corrections = document.origin.as_ref().map(|origin| origin.corrections.clone()).unwrap_or_default();
        let outcome = |end, problems| Outcome {
            key,
            order,
            account: account.clone(),
            lines: lines.clone(),
            corrections: corrections.clone(),
            end,
            problems: bounded(problems),
            said: None,
        };
        let refused = |error: OptimaError, mut problems: Vec<Problem>| {
            problems.push(error.problem());
            Outcome { said: error.said().cloned(), ..outcome(End::Refused, problems) }
        };
        let (settings, today) = (self.settings_of(&document), poland::day(self.clock.now()));
        // What is accepted may not say any more what the file says, of which its key is made.
        let read = foreign.as_ref().filter(|foreign| foreign.is_guarded()).map(|_| document.clone());
        let document = match self.admitted(order, document, settings, &mut problems)? {
            Ok(document) => document,
            Err(order) => return Ok(Outcome { order, ..outcome(End::Refused, problems) }),
        };
        let other_sum = self.other_sum(order, &document, file.as_ref().map(|file| file.sha256))?;
        // Of a document that is in already they say nothing.
        let mut doubts: Vec<Problem> = other_sum.into_iter().chain(self.before_correction(order, &document)?).collect();
        let begun = match &file {
            Some(file) => self.ledger.file_begun(file.sha256, file.name, key)?,
            None => false,
        };
        for _ in 0..PLANS_MAX {
            let wanted = plan::wanted(&document, order, key, settings);
            let snapshot = match self.base.lookup(&wanted).await {
                Ok(snapshot) => snapshot,
                Err(error) if error.reach().is_one_of_many() => return Ok(refused(error, problems)),
                Err(error) => return Err(error.into()),
            };
            if let Some(existing) = snapshot.existing {
                if begun && existing.by_key {
                    // This very file was being imported when the process died, after the commit.
                    return Ok(outcome(End::Imported(WrittenDocument::found(existing)), problems));
                }
                return Ok(outcome(met(existing, &document, &mut problems), problems));
            }
            let brought = file.as_ref().map(|file| &**file.brought).unwrap_or_default();
            let beside = Beside { key, first, before, read: read.as_ref().zip(foreign.as_ref()) };
            let of = (order, foreign.as_ref(), wanted.class);
            if let Some(known) = self.known_apart(of, beside, &snapshot.same_number, brought).await? {
                let (key, end) = known_as(known, key, &document, &mut problems);
                return Ok(Outcome { key, ..outcome(end, problems) });
            }
            problems.append(&mut doubts);
            if problems.iter().any(Problem::is_error) {
                return Ok(outcome(End::Refused, problems));
            }
            let ingredients =
                Ingredients { document: &document, key, wanted: &wanted, snapshot: &snapshot, settings, today };
            let intent = match plan::plan(ingredients) {
                Ok(intent) => intent,
                Err(mut reasons) => {
                    problems.append(&mut reasons);
                    return Ok(outcome(End::Refused, problems));
                }
            };
            let Some(file) = &mut file else {
                return match self.rehearse(intent).await {
                    Ok((end, said)) => {
                        problems.extend(said);
                        Ok(outcome(end, problems))
                    }
                    Err(error) if error.reach().is_one_of_many() => Ok(refused(error, problems)),
                    Err(error) => Err(error.into()),
                };
            };
            let applied = self.apply_for(&intent, foreign.as_ref(), file).await?;
            match applied {
                Ok(Applied::Imported(mut written)) => {
                    problems.extend(intent.decisions);
                    problems.append(&mut written.notes);
                    return Ok(outcome(End::Imported(written), problems));
                }
                Ok(Applied::Unfit(mut reasons)) => {
                    problems.append(&mut reasons);
                    return Ok(outcome(End::Refused, problems));
                }
                Ok(Applied::AlreadyThere(existing)) => {
                    return Ok(outcome(met(existing, &document, &mut problems), problems));
                }
                Err(OptimaError::ContractorTaken { .. } | OptimaError::ProductTaken { .. }) => {}
                Err(error) if error.reach().is_one_of_many() => return Ok(refused(error, problems)),
                Err(error) => return Err(error.into()),
            }
        }
        problems.push(Problem::error(Fil003));
        Ok(outcome(End::Refused, problems))
    }

    /// How it would end, and what would be said of it.
    async fn rehearse(&mut self, intent: Intent) -> Result<(End, Vec<Problem>), OptimaError> {
        let rehearsal = self.base.rehearse(&intent).await?;
        if rehearsal.problems.iter().any(Problem::is_error) {
            return Ok((End::Refused, rehearsal.problems));
        }
        let said = intent.decisions.iter().chain(&rehearsal.problems).cloned().collect();
        Ok((End::Planned(Box::new((intent, rehearsal))), said))
    }

    /// Applies the intent, and sees to it that the ledger knows which file brought the document, and of no other.
    async fn apply_for(
        &mut self,
        intent: &Intent,
        foreign: Option<&Foreign>,
        file: &mut Carrier<'_>,
    ) -> Result<Result<Applied, OptimaError>, StageError> {
        let begun = file.begun(intent.key, foreign.map(|foreign| foreign.note.clone()));
        if file.grouped {
            let applied = self.apply(intent).await;
            if may_be_there(&applied) {
                file.brought.push(begun);
            }
            return Ok(applied);
        }
        let begun = [begun];
        self.ledger.begin_files(&begun, self.clock.now())?;
        let applied = self.apply(intent).await;
        if !may_be_there(&applied) {
            // Nothing was written by this file, and what another brings is not its doing.
            self.ledger.not_begun(&begun)?;
        }
        Ok(applied)
    }

    /// Applies the intent. Where the answer to the commit was lost, the key is looked for before anything else
    /// is tried: if it is there, the document is ours.
    async fn apply(&mut self, intent: &Intent) -> Result<Applied, OptimaError> {
        let applied = self.base.apply(intent).await;
        if !matches!(applied, Err(OptimaError::CommitUnknown { .. })) {
            return applied;
        }
        match self.base.find(intent.key).await {
            Ok(Some(existing)) => Ok(Applied::Imported(WrittenDocument::found(existing))),
            // It is still not known; the next run will see.
            Ok(None) | Err(_) => applied,
        }
    }
}

/// A document that is there already: with another sum, it is something for a person.
fn met(existing: ExistingDocument, document: &Document, problems: &mut Vec<Problem>) -> End {
    let other_sum = other_sum_there(&existing, document);
    let ExistingDocument { number, by_key, cancelled, .. } = existing;
    if cancelled {
        problems.push(Problem::warning(Imp083 { number: number.as_str().into() }));
        problems.extend(other_sum.clone());
    } else {
        problems.push(other_sum.clone().unwrap_or_else(|| plan::already_there(&number, by_key)));
    }
    End::Duplicate { number, by_key, other_sum }
}

/// Does the document there come to something else than the file, in złoty or in its currency?
fn other_sum_there(there: &ExistingDocument, document: &Document) -> Option<Problem> {
    let number = there.number.as_str().into();
    if there.gross != document.gross {
        let [there, file] = [there.gross, document.gross].map(|gross| amount_text(gross).into());
        return Some(Problem::warning(Lif009 { document: number, there, file }));
    }
    let file = foreign::worth(document)?;
    let there = Price { amount: there.gross_in_currency, currency: Currency::new(&there.currency)? };
    let [shown, of_file] = [&there, &file].map(|price| money(price.amount, &price.currency));
    (there != file).then(|| Problem::warning(Lif019 { document: number, there: shown, file: of_file }))
}

/// How a document ended that is known by something beside its key, and the key that it is told under.
fn known_as(known: Known, key: Uuid, document: &Document, problems: &mut Vec<Problem>) -> (Uuid, End) {
    match known {
        Known::TakenForOne { first, number } => {
            problems.push(Problem::warning(Imp077 { document: number.as_str().into() }));
            (first, End::Duplicate { number, by_key: true, other_sum: None })
        }
        Known::Same(existing) => (key, met(existing, document, problems)),
        Known::Question(problem) => {
            problems.push(problem);
            (key, End::Refused)
        }
    }
}

/// Did this attempt write the document, or is that not known?
fn may_be_there(applied: &Result<Applied, OptimaError>) -> bool {
    matches!(applied, Ok(Applied::Imported(_)) | Err(OptimaError::CommitUnknown { .. }))
}
