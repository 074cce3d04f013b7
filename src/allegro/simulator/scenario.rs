//! What happens in a simulated shop, and when: a scenario, as a file says it (`docs/simulator.md`).

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::faults::{Thing, Trouble};
use super::journal::bought_at;
use super::oauth::User;
use super::script::{Deed, Script};
use super::world::World;
use super::{acts, generate, shipped};

/// Generated orders were bought within so long a time before the scenario begins.
const PAST: SignedDuration = SignedDuration::from_hours(3 * 24);

/// A scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// One line in Polish.
    pub title_pl: String,
    /// The same in English.
    pub title_en: String,
    /// The simulator's time when it begins.
    pub start: Timestamp,
    /// How long somebody waits between two exports.
    pub cycle: SignedDuration,
    /// Of generated orders.
    pub seed: u64,
    /// How many orders are generated.
    pub generated: u32,
    /// Are the shipped orders in it?
    pub shipped: bool,
    /// A folder of orders.
    pub folder: Option<PathBuf>,
    /// What the user does about logins.
    pub user: User,
    /// What happens.
    pub happenings: Vec<Happening>,
}

/// Something that happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// When.
    pub when: When,
    /// What.
    pub what: What,
}

/// When something happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// From the beginning.
    Beginning,
    /// Once so many requests were made.
    Requests(u64),
    /// So long after the beginning, by the simulator's clock.
    After(SignedDuration),
    /// Once the order was read so often, each order on its own.
    Reads(u32),
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// To orders.
    Orders {
        /// What.
        act: Act,
        /// To which.
        who: Who,
        /// What the journal makes of it.
        event: Telling,
    },
    /// To the service.
    Service(Trouble),
}

/// What can happen to an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// It is bought and paid now; before, it is not there.
    Arrives,
    /// It is paid now; before, it is filled in only.
    Pays,
    /// It is never paid.
    Unpaid,
    /// It is not paid, and Allegro cancels it.
    Expires,
    /// It is not paid, and the buyer cancels it.
    GivesUp,
    /// Two purchases, filled in before, are paid together: a new order with the lines of both, the old ones vanish.
    Merges,
    /// The buyer cancels it, after having paid.
    Cancels,
    /// The buyer gives another address.
    Moves,
    /// The buyer pays something more.
    Surcharges,
    /// The payment is taken back.
    Withdraws,
    /// The seller changes the label (`fulfillment.status`).
    Labels(String),
}

impl Act {
    /// Does it say how the order begins? An order has one beginning.
    fn is_beginning(&self) -> bool {
        matches!(self, Self::Arrives | Self::Merges) || self.is_unpaid_before()
    }

    fn is_unpaid_before(&self) -> bool {
        matches!(self, Self::Pays | Self::Unpaid | Self::Expires | Self::GivesUp | Self::Merges)
    }
}

/// Which orders, by their number in the order of purchase, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// These.
    These(Vec<usize>),
    /// Each `every`-th, beginning with `first`.
    Every {
        /// The step.
        every: usize,
        /// The first of them.
        first: usize,
    },
}

impl Who {
    fn numbers(&self, count: usize) -> Vec<usize> {
        match self {
            Self::These(numbers) => numbers.clone(),
            Self::Every { every, first } => (*first..=count).step_by((*every).max(1)).collect(),
        }
    }
}

/// What the journal makes of something (`reference/allegro.md` 4.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Telling {
    /// The events that belong to it, in order.
    #[default]
    Sent,
    /// None.
    Lost,
    /// The last of them twice.
    Twice,
    /// The last comes first.
    Disordered,
    /// The events come some requests before the order itself changes.
    Early,
    /// They come some requests after.
    Late,
}

/// The scenarios that are shipped, by name.
#[must_use]
pub fn shipped_scenarios() -> &'static [(&'static str, &'static str)] {
    &shipped::SCENARIOS
}

/// Their names, for help and for messages.
#[must_use]
pub fn scenario_names() -> String {
    shipped_scenarios().iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

impl Scenario {
    /// A scenario without happenings, of the given orders' time.
    #[must_use]
    pub fn calm(start: Timestamp) -> Self {
        Self {
            title_pl: String::new(),
            title_en: String::new(),
            start,
            cycle: SignedDuration::from_mins(15),
            seed: 1,
            generated: 0,
            shipped: false,
            folder: None,
            user: User::default(),
            happenings: Vec::new(),
        }
    }

    /// The world at the beginning, and what is to come. `more` are orders that somebody else brings along.
    #[must_use]
    pub fn stage(&self, more: Vec<Value>) -> (World, Script) {
        let mut orders = more;
        if self.shipped {
            orders.extend(World::shipped().orders());
        }
        let from = self.start.checked_sub(PAST).unwrap_or(self.start);
        orders.extend(generate::orders(self.generated, self.seed, from, self.start));
        orders.sort_by_key(bought_at);
        let mut script = Script::new(self.start, orders.iter().map(|order| text_of(order, "id")).collect());
        let mut begun = HashSet::new();
        // What the order is before it begins: nothing, or filled in.
        let mut before: BTreeMap<usize, Option<Value>> = BTreeMap::new();
        for happening in &self.happenings {
            cast(happening, &orders, &mut begun, &mut before, &mut script);
        }
        let first: Vec<Value> = orders
            .iter()
            .enumerate()
            .filter_map(|(place, order)| match before.get(&(place + 1)) {
                None => Some(order.clone()),
                Some(before) => before.clone(),
            })
            .collect();
        let mut world = World::from_orders(first);
        world.offers = World::shipped_offers();
        world.add_offers_of(&orders);
        for (place, order) in orders.into_iter().enumerate() {
            if before.contains_key(&(place + 1)) {
                script.keep_original(place + 1, order);
            }
        }
        (world, script)
    }
}

/// Plans a happening, and notes how its orders begin.
fn cast(
    happening: &Happening,
    orders: &[Value],
    begun: &mut HashSet<usize>,
    before: &mut BTreeMap<usize, Option<Value>>,
    script: &mut Script,
) {
    let (act, who, event) = match &happening.what {
        What::Service(Trouble::Of { thing: Thing::Numbered(number), instead, times }) => {
            if let Some(order) = orders.get(number.saturating_sub(1)) {
                let trouble =
                    Trouble::Of { thing: Thing::Order(text_of(order, "id")), instead: *instead, times: *times };
                script.plan(happening.when, None, Deed::Trouble(trouble));
            }
            return;
        }
        What::Service(trouble) => {
            script.plan(happening.when, None, Deed::Trouble(trouble.clone()));
            return;
        }
        What::Orders { act, who, event } => (act, who, *event),
    };
    let mut groups: Vec<Vec<usize>> = match (act, who) {
        (Act::Merges, Who::These(numbers)) => vec![numbers.clone()],
        (Act::Merges, Who::Every { .. }) => who.numbers(orders.len()).into_iter().map(|n| vec![n, n + 1]).collect(),
        _ => who.numbers(orders.len()).into_iter().map(|n| vec![n]).collect(),
    };
    groups.retain(|group| group.iter().all(|n| *n >= 1 && *n <= orders.len()));
    if act.is_beginning() {
        groups.retain(|group| group.iter().all(|n| begun.insert(*n)));
    }
    for group in groups {
        for (at, number) in group.iter().enumerate() {
            let Some(order) = orders.get(number - 1) else { continue };
            if act.is_unpaid_before() {
                // Purchases that are joined are of one buyer.
                let first = group.first().and_then(|first| orders.get(first - 1));
                let buyer = first.filter(|_| at > 0).map(|first| first["buyer"].clone());
                before.insert(*number, Some(acts::unpaid(order, buyer)));
            } else if *act == Act::Arrives {
                before.insert(*number, None);
            }
        }
        if *act != Act::Unpaid {
            let id = group.first().and_then(|n| orders.get(n - 1)).map(|order| text_of(order, "id"));
            script.plan(happening.when, id, Deed::Act { act: act.clone(), orders: group, event });
        }
    }
}

fn text_of(order: &Value, key: &str) -> String {
    order[key].as_str().unwrap_or_default().to_ascii_lowercase()
}
