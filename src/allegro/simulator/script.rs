//! A scenario as it is played: what is still to come, and what is due now.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use serde_json::Value;

use super::acts::{self, Outcome};
use super::faults::Trouble;
use super::scenario::{Act, Telling, When};
use super::world::World;

/// An event that comes early is so many requests ahead of the order.
const EARLY: u64 = 3;
/// One that comes late is so many behind.
const LATE: u64 = 25;

/// Something to do.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// To orders, by number.
    Act { act: Act, orders: Vec<usize>, event: Telling },
    /// A line of the journal about an order, whatever its state.
    Tell { id: String, kinds: &'static [&'static str] },
    /// To the service.
    Trouble(Trouble),
}

/// What is to come.
#[derive(Clone, Debug, Default)]
pub struct Script {
    began: Timestamp,
    ids: Vec<String>,
    originals: HashMap<usize, Value>,
    by_requests: BTreeMap<u64, Vec<Deed>>,
    by_time: BTreeMap<Timestamp, Vec<Deed>>,
    by_reads: HashMap<String, Vec<(u32, Deed)>>,
    reads: HashMap<String, u32>,
    due: Vec<Deed>,
}

impl Script {
    /// Of a world with these orders, in the order of their numbers.
    pub(super) fn new(began: Timestamp, ids: Vec<String>) -> Self {
        Self { began, ids, ..Self::default() }
    }

    /// How an order that has not begun will be.
    pub(super) fn keep_original(&mut self, number: usize, order: Value) {
        self.originals.insert(number, order);
    }

    /// Plans a deed. `order` is whose readings count.
    pub(super) fn plan(&mut self, when: When, order: Option<String>, deed: Deed) {
        match (when, order) {
            (When::Requests(requests), _) => self.by_requests.entry(requests).or_default().push(deed),
            (When::After(by), _) => {
                let at = self.began.checked_add(by).unwrap_or(Timestamp::MAX);
                self.by_time.entry(at).or_default().push(deed);
            }
            (When::Reads(reads), Some(order)) => self.by_reads.entry(order).or_default().push((reads, deed)),
            (When::Beginning | When::Reads(_), _) => self.by_requests.entry(0).or_default().push(deed),
        }
    }

    /// Is nothing more to come?
    pub(super) fn is_over(&self) -> bool {
        self.by_requests.is_empty() && self.by_time.is_empty() && self.by_reads.is_empty() && self.due.is_empty()
    }

    /// These orders were read.
    pub(super) fn was_read(&mut self, ids: &[String]) {
        if self.by_reads.is_empty() {
            return;
        }
        for id in ids {
            let Some(waiting) = self.by_reads.get_mut(id) else { continue };
            let reads = self.reads.entry(id.clone()).or_default();
            *reads += 1;
            let reads = *reads;
            let (due, left): (Vec<_>, Vec<_>) = std::mem::take(waiting).into_iter().partition(|(n, _)| *n <= reads);
            *waiting = left;
            self.due.extend(due.into_iter().map(|(_, deed)| deed));
            if waiting.is_empty() {
                self.by_reads.remove(id);
            }
        }
    }

    /// Does what is due; gives back what concerns the service.
    pub(super) fn turn(&mut self, world: &mut World, requests: u64, now: Timestamp) -> Vec<Trouble> {
        let mut troubles = Vec::new();
        loop {
            let mut due = std::mem::take(&mut self.due);
            while let Some(entry) = self.by_requests.first_entry().filter(|entry| *entry.key() <= requests) {
                due.extend(entry.remove());
            }
            while let Some(entry) = self.by_time.first_entry().filter(|entry| *entry.key() <= now) {
                due.extend(entry.remove());
            }
            if due.is_empty() {
                return troubles;
            }
            for deed in due {
                match deed {
                    Deed::Trouble(trouble) => troubles.push(trouble),
                    Deed::Tell { id, kinds } => {
                        if let Some(order) = world.order(&id) {
                            tell(world, &order, kinds, Telling::Sent, now);
                        }
                    }
                    Deed::Act { act, orders, event } => self.act(world, &act, orders, event, requests, now),
                }
            }
        }
    }

    fn act(&mut self, world: &mut World, act: &Act, orders: Vec<usize>, event: Telling, requests: u64, now: Timestamp) {
        let Some(id) = orders.first().and_then(|number| self.ids.get(number - 1)).cloned() else { return };
        let present = world.order(&id);
        let originals: Vec<Value> = orders.iter().filter_map(|number| self.originals.get(number).cloned()).collect();
        let Some(Outcome { order, events, vanished }) = acts::perform(act, present.clone(), &originals, now) else {
            return;
        };
        if event == Telling::Early {
            // The order of the event is still what it was; without one, the event names what is not there yet.
            tell(world, present.as_ref().unwrap_or(&order), events, Telling::Sent, now);
            let deed = Deed::Act { act: act.clone(), orders, event: Telling::Lost };
            self.by_requests.entry(requests + EARLY).or_default().push(deed);
            return;
        }
        for id in &vanished {
            world.remove(id);
        }
        world.put_unseen(&order);
        if event == Telling::Late {
            let id = order["id"].as_str().unwrap_or_default().to_owned();
            self.by_requests.entry(requests + LATE).or_default().push(Deed::Tell { id, kinds: events });
        } else {
            tell(world, &order, events, event, now);
        }
    }
}

fn tell(world: &mut World, order: &Value, kinds: &[&str], how: Telling, now: Timestamp) {
    let last = kinds.last().copied().unwrap_or_default();
    match how {
        Telling::Lost => {}
        Telling::Disordered if kinds.len() == 1 => {
            // A single event is followed by one that belongs before it.
            world.tell(order, last, now);
            world.tell(order, "FILLED_IN", now);
        }
        Telling::Disordered => kinds.iter().rev().for_each(|kind| world.tell(order, kind, now)),
        _ => kinds.iter().for_each(|kind| world.tell(order, kind, now)),
    }
    if how == Telling::Twice {
        world.tell(order, last, now);
    }
}
