//! Step 6: one document, from its key to its number.

use uuid::Uuid;

use super::{Import, StageError};
use crate::core::document::Document;
use crate::core::key;
use crate::core::message::text::Fil003;
use crate::core::order::OrderId;
use crate::core::plan::{self, Applied, ImportPlan, Ingredients, Shape, Written};
use crate::core::problem::{Explain as _, Fault, Problem};
use crate::optima::OptimaDb;
use crate::optima::error::OptimaError;
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
    /// How it ended.
    pub end: End,
    /// Decisions, warnings, and for a refusal the reasons.
    pub problems: Vec<Problem>,
}

/// How a document ended.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum End {
    /// Written now.
    Imported(Written),
    /// There already, under this number.
    Duplicate { number: String, by_key: bool },
    /// Refused.
    Refused,
    /// Only planned.
    Planned(Box<ImportPlan>),
}

/// The order that a document is of: by our own record, else by a line of its description.
pub(super) fn order_of(document: &Document) -> Option<OrderId> {
    let origin = document.origin.as_ref().and_then(|origin| origin.order.parse().ok());
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

impl<B: OptimaDb> Import<'_, B> {
    /// Brings one document in, or says why not. With `apply` false it stops at the plan.
    pub(super) async fn bring_in(
        &mut self,
        key: Uuid,
        document: Document,
        mut problems: Vec<Problem>,
        shape: &Shape,
        apply: bool,
    ) -> Result<Outcome, StageError> {
        let order = order_of(&document);
        let outcome = |end, problems| Outcome { key, order, end, problems };
        let document = match plan::accept(document, self.settings, &mut problems) {
            Ok(document) => document,
            Err(problem) => {
                problems.push(problem);
                return Ok(outcome(End::Refused, problems));
            }
        };
        for _ in 0..PLANS_MAX {
            let wanted = plan::wanted(&document, key, self.settings);
            let snapshot = self.base.lookup(&wanted).await?;
            if let Some(existing) = snapshot.existing {
                problems.push(plan::already_there(&existing.number, existing.by_key));
                return Ok(outcome(End::Duplicate { number: existing.number, by_key: existing.by_key }, problems));
            }
            let ingredients = Ingredients {
                document: &document,
                key,
                wanted: &wanted,
                snapshot: &snapshot,
                shape,
                settings: self.settings,
            };
            let plan = match plan::plan(ingredients) {
                Ok(plan) => plan,
                Err(mut reasons) => {
                    problems.append(&mut reasons);
                    return Ok(outcome(End::Refused, problems));
                }
            };
            if !apply {
                problems.extend(plan.decisions.iter().cloned());
                return Ok(outcome(End::Planned(Box::new(plan)), problems));
            }
            match self.apply(&plan).await {
                Ok(Applied::Imported(written)) => {
                    problems.extend(plan.decisions);
                    return Ok(outcome(End::Imported(written), problems));
                }
                Ok(Applied::AlreadyThere(existing)) => {
                    problems.push(plan::already_there(&existing.number, existing.by_key));
                    return Ok(outcome(End::Duplicate { number: existing.number, by_key: existing.by_key }, problems));
                }
                Err(OptimaError::ContractorTaken { .. } | OptimaError::ProductTaken { .. }) => {}
                Err(error) if error.fault() == Fault::Refused => {
                    problems.push(error.problem());
                    return Ok(outcome(End::Refused, problems));
                }
                Err(error) => return Err(error.into()),
            }
        }
        problems.push(Problem::error(Fil003));
        Ok(outcome(End::Refused, problems))
    }

    /// Applies the plan. Where the answer to the commit was lost, the key is looked for before anything else
    /// is tried: if it is there, the document is ours.
    async fn apply(&mut self, plan: &ImportPlan) -> Result<Applied, OptimaError> {
        let applied = self.base.apply(plan).await;
        if let Err(OptimaError::CommitUnknown { .. }) = &applied
            && let Some(existing) = self.base.find(plan.key).await?
        {
            return Ok(Applied::Imported(Written::found(existing)));
        }
        applied
    }
}
