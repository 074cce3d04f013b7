//! Many traces of an order become one record. Computes only.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use crate::core::correction::Corrections;
use crate::core::document::Document;
use crate::core::key;
use crate::core::order::{OrderId, SeenId};
use crate::core::problem::Problem;
use crate::ledger::{Life, State};

/// An order may have been paid, and so exported, long before others that were bought earlier; and a sweep goes back by
/// as much behind what it knows.
const BEHIND: SignedDuration = SignedDuration::from_hours(48);

/// What one file, receipt or document says about an order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Trace {
    pub order: OrderId,
    pub account: String,
    pub state: State,
    pub at: Timestamp,
    pub file: Option<String>,
    pub number: Option<String>,
    pub problem: Option<Problem>,
    pub bought_at: Option<Timestamp>,
    pub total: Option<String>,
    pub currency: Option<String>,
    pub revision: Option<String>,
    pub lines: BTreeSet<String>,
    pub corrections: Corrections,
}

impl Trace {
    /// No more than that there is something.
    pub fn new(order: OrderId, account: &str, state: State, at: Timestamp) -> Self {
        Self {
            order,
            account: account.to_owned(),
            state,
            at,
            file: None,
            number: None,
            problem: None,
            bought_at: None,
            total: None,
            currency: None,
            revision: None,
            lines: BTreeSet::new(),
            corrections: Corrections::default(),
        }
    }

    /// What a file of ours says of its order; none where it is no file of ours.
    pub fn of_file(document: &Document, state: State, name: &str, at: Timestamp) -> Option<Self> {
        let origin = document.origin.as_ref()?;
        let order = origin.order.parse().ok()?;
        Some(Self {
            file: Some(name.to_owned()),
            bought_at: origin.bought_at,
            total: Some(document.gross.to_string()),
            currency: Some(document.currency.symbol.clone()),
            revision: origin.revision.clone(),
            lines: origin.lines.iter().filter_map(|line| line.line.clone()).collect(),
            corrections: origin.corrections.clone(),
            ..Self::new(order, &origin.account, state, at)
        })
    }

    /// What is in Optima counts more than what waits for it, and that more than what was refused.
    fn rank(&self) -> u8 {
        match self.state {
            State::Imported => 3,
            State::Duplicate => 2,
            State::Exported => 1,
            _ => 0,
        }
    }

    /// Fills what the better trace does not say.
    fn complete(&mut self, other: Self) {
        if self.lines.is_empty() {
            // Who has the lines has read a file, which says whose order it is.
            if !other.lines.is_empty() {
                self.account = other.account;
            }
            self.lines = other.lines;
        }
        if self.corrections.is_empty() {
            self.corrections = other.corrections;
        }
        self.file = self.file.take().or(other.file);
        self.number = self.number.take().or(other.number);
        self.bought_at = self.bought_at.or(other.bought_at);
        self.total = self.total.take().or(other.total);
        self.currency = self.currency.take().or(other.currency);
        self.revision = self.revision.take().or(other.revision);
    }
}

/// What many traces come to.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub orders: Vec<Life>,
    /// What was corrected of them.
    pub corrections: Vec<(SeenId, Corrections)>,
    /// For each account, from when on its orders are to be read again.
    pub since: Vec<(String, Timestamp)>,
}

/// One record for each order; and for each account, from when on its orders are to be read again.
///
/// No line is given to two orders that have a document or are about to: whose document is in Optima keeps it, and
/// among equals the first.
pub(super) fn merge(traces: Vec<Trace>) -> Merged {
    let mut by_order: BTreeMap<OrderId, Vec<Trace>> = BTreeMap::new();
    let mut since: BTreeMap<String, Timestamp> = BTreeMap::new();
    for trace in traces {
        let known_from = trace.bought_at.unwrap_or(trace.at).min(trace.at);
        let from = known_from.checked_sub(BEHIND).unwrap_or(Timestamp::MIN);
        since.entry(trace.account.clone()).and_modify(|known| *known = from.min(*known)).or_insert(from);
        by_order.entry(trace.order).or_default().push(trace);
    }
    let mut orders: Vec<Trace> = by_order.into_values().filter_map(one).collect();
    orders.sort_by_key(|trace| (Reverse(trace.rank()), trace.at, trace.order));
    let mut taken = BTreeSet::new();
    let mut merged = Merged { since: since.into_iter().collect(), ..Merged::default() };
    for mut trace in orders {
        if trace.state.holds_lines() {
            trace.lines.retain(|line| taken.insert(line.clone()));
        }
        let corrections = std::mem::take(&mut trace.corrections);
        if !corrections.is_empty() {
            merged.corrections.push((trace.order.into(), corrections));
        }
        merged.orders.push(record(trace));
    }
    merged
}

fn one(mut traces: Vec<Trace>) -> Option<Trace> {
    // Stable: among equals, the first that was found.
    traces.sort_by_key(|trace| Reverse(trace.rank()));
    let mut traces = traces.into_iter();
    let mut best = traces.next()?;
    traces.for_each(|trace| best.complete(trace));
    Some(best)
}

fn record(trace: Trace) -> Life {
    Life {
        state: trace.state,
        revision: trace.revision,
        file: trace.file,
        key: Some(key::of_order(trace.order)),
        document: trace.number,
        problem: trace.problem,
        bought_at: trace.bought_at,
        total: trace.total,
        currency: trace.currency,
        lines: trace.lines.into_iter().collect(),
        ..Life::seen(trace.order.to_string(), trace.account, trace.at)
    }
}
