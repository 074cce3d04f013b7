//! Ten thousand orders, and everything that is ever out of order at Allegro, at once: every ready order is exported,
//! and none twice. Where nobody asks for the whole it is a thousand: ten pages, and some of everything.

use std::collections::{BTreeMap, BTreeSet};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use serde_json::Value;

use super::shop::{ALIAS, House, choices, everything};
use crate::allegro::client::Client;
use crate::allegro::pause::Pause;
use crate::allegro::simulator::{Running, Scenario, Simulator, shipped_scenarios};
use crate::allegro::tokens::MemoryTokens;
use crate::allegro::wire;
use crate::clock::{Clock, ManualClock};
use crate::core::convert::{Gate, gate};
use crate::core::order::Order;
use crate::core::problem::{Explain as _, Fault};
use crate::core::settings::{Choice, Settings, UnknownProduct};
use crate::core::tables::Tables;
use crate::ledger::State;
use crate::stages::export::{Export, ExportReport, Window};
use crate::stages::{NoProgress, StageError};
use crate::whole::or_part;

/// After the last happening, so many rounds of a quarter of an hour find what the journal lost.
const ROUNDS_AFTER: u32 = 4;
/// The scenario is over within two hours; more rounds than that mean that it never ends.
const ROUNDS_MAX: u32 = 20;

/// Waiting is what moves the simulated time.
struct Passing(Arc<ManualClock>);

impl Pause for Passing {
    fn pause(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.0.forward(SignedDuration::try_from(duration).unwrap());
        Box::pin(std::future::ready(()))
    }
}

/// The shipped mess, with so many orders.
fn mess(count: u32) -> Scenario {
    let (_, text) = shipped_scenarios().iter().find(|(name, _)| *name == "balagan").unwrap();
    let larger = text.replace("generated = 120", &format!("generated = {count}"));
    assert_ne!(*text, larger);
    Scenario::parse(&larger, "balagan").unwrap()
}

/// Settings that refuse no order for want of a decision.
fn decided() -> (Settings, Tables) {
    let (mut settings, tables) = choices();
    settings.orders.sent_before = Choice::Import;
    settings.vat.default_rate = "23".to_owned();
    settings.products.unknown = UnknownProduct::OfferCode;
    settings.services.additional = "USLUGA".to_owned();
    (settings, tables)
}

/// The orders as they are at Allegro.
fn orders_of(allegro: &Running) -> Vec<Order> {
    let bodies: Vec<Value> = allegro.change(|world| world.orders());
    let bytes = serde_json::to_vec(&bodies).unwrap();
    wire::decode_any(&bytes).unwrap().into_iter().map(|fetched| fetched.order.unwrap()).collect()
}

struct Play {
    clock: Arc<ManualClock>,
    client: Client,
    house: House,
    settings: Settings,
    tables: Tables,
}

impl Play {
    async fn round(&mut self, window: &Window) -> Result<(), StageError> {
        let disk = self.house.disk.clone();
        let mut stage = Export {
            account: ALIAS,
            orders: &mut self.client,
            base: Some(&mut self.house.base),
            ledger: &mut self.house.ledger,
            disk: &disk,
            folders: &self.house.folders,
            settings: &self.settings,
            tables: &self.tables,
            clock: &*self.clock,
            progress: &NoProgress,
            elsewhere: &|_| None,
            dry_run: false,
        };
        stage.run(window, &mut ExportReport::new(ALIAS)).await
    }
}

#[test]
fn i1_i2_ten_thousand_orders_in_a_mess_are_exported_once_each() {
    let count = or_part(10_000, 1_000);
    let scenario = mess(count);
    let clock = Arc::new(ManualClock::new(scenario.start));
    let allegro = Simulator::play(&scenario, Vec::new(), Arc::clone(&clock) as Arc<dyn Clock>).unwrap();
    let tokens = Box::new(MemoryTokens::new(allegro.log_in()));
    let pause = Box::new(Passing(Arc::clone(&clock)));
    let client = Client::new(allegro.connection(), tokens, pause, clock.clone()).unwrap();
    let (settings, tables) = decided();
    let mut play = Play { clock, client, house: House::new(), settings, tables };

    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (mut window, mut quiet, mut rounds) = (everything(), 0, 0);
    while quiet < ROUNDS_AFTER {
        match runtime.block_on(play.round(&window)) {
            Ok(()) => window = Window::News,
            // The next round makes up for it.
            Err(error) => assert_eq!(error.fault(), Fault::Outage, "{error}"),
        }
        rounds += 1;
        assert!(rounds < ROUNDS_MAX, "the scenario does not end");
        quiet = if allegro.is_over() { quiet + 1 } else { 0 };
        play.clock.forward(scenario.cycle);
    }
    check(count, &orders_of(&allegro), &play.house);
}

/// The files are those of the ready orders, no order and no line is in two of them, and no order is invisible.
fn check(count: u32, orders: &[Order], house: &House) {
    let ready: BTreeMap<String, &Order> = orders
        .iter()
        .filter(|order| matches!(gate(order), Gate::Ready))
        .map(|order| (order.id.to_string(), order))
        .collect();
    let percent = |of: usize| of * 100 / count as usize;
    assert!(percent(orders.len()) > 95 && percent(ready.len()) > 75, "{} of {}", ready.len(), orders.len());

    let outbox = house.outbox();
    let exported: BTreeSet<&str> =
        outbox.keys().map(|name| name.rsplit('_').next().unwrap().trim_end_matches(".xml")).collect();
    assert_eq!(exported.len(), outbox.len(), "an order in two files");
    let ready_ids: BTreeSet<&str> = ready.keys().map(String::as_str).collect();
    let missing: Vec<_> = ready_ids.difference(&exported).collect();
    let too_many: Vec<_> = exported.difference(&ready_ids).collect();
    let first = missing.first().map(|id| house.ledger.order(&(**id).into()).unwrap());
    assert!(missing.is_empty() && too_many.is_empty(), "missing {missing:?}, {first:?}; too many {too_many:?}");

    let lines: Vec<&str> = ready.values().flat_map(|order| &order.lines).map(|line| line.id.as_str()).collect();
    assert_eq!(lines.iter().collect::<BTreeSet<_>>().len(), lines.len());
    let holders = house.ledger.orders_with_lines(&lines).unwrap();
    let held = holders.iter().filter(|holder| holder.state == State::Exported).count();
    assert_eq!(held, lines.len(), "each line is in one file");

    let states = house.states();
    for order in orders {
        assert!(states.contains_key(&order.id.into()), "{} is invisible", order.id);
    }
    assert!(states.values().all(|state| *state != State::Seen));
}
