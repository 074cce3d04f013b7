//! The process is killed at ten moments while it exports ten thousand orders, with everything out of order at once.
//! Where nobody asks for the whole it is a thousand.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use allegro_optima::allegro::simulator::{CLIENT_SECRET, Running, Scenario, Simulator, shipped_scenarios};
use allegro_optima::allegro::tokens::TokenStore as _;
use allegro_optima::allegro::wire;
use allegro_optima::clock::{Clock, ManualClock, SystemClock};
use allegro_optima::core::convert::{Gate, gate};
use allegro_optima::core::order::Order;
use jiff::SignedDuration;

use crate::support::Shop;
use crate::whole::or_part;

/// How often the process dies.
const KILLS: usize = 10;
/// So many orders, and the requests within which it dies: an undisturbed first run makes some ten, and one for each
/// page of a hundred orders.
const WHOLE: (u32, u64) = (10_000, 90);
const PART: (u32, u64) = (400, 10);
/// Early and late events come some requests apart, so it takes so many looks until nothing is on its way any more.
const LAST_LOOKS: u32 = 2;
/// Begins the moments. The system's own scheduling makes them differ within a request.
const SEED: u64 = 0x5EED_2026;
/// Looks at the requests so often before it gives up: with the pause between two looks, three minutes.
const LOOKS: u32 = 90_000;
/// Everything of the scenario by the clock happens within so long a time.
const ALL_HAPPENED: SignedDuration = SignedDuration::from_mins(60);

/// The shipped mess with so many orders, from now on. Left out are a block for too many requests, which the
/// program would wait out by the real clock, and the revoked token: whose renewal is killed has to log in again, which
/// is Allegro's rule and shown elsewhere.
fn mess(count: u32) -> Scenario {
    let (_, text) = shipped_scenarios().iter().find(|(name, _)| *name == "balagan").unwrap();
    let (parts, rest): (Vec<&str>, Vec<&str>) = text
        .split("[[happening]]")
        .partition(|part| !part.contains("\"limit\"") && !part.contains("\"token-revoked\""));
    assert_eq!(rest.len(), 2);
    let text = parts.join("[[happening]]").replace("generated = 120", &format!("generated = {count}"));
    let mut scenario = Scenario::parse(&text, "balagan").unwrap();
    assert_eq!(scenario.generated, count);
    scenario.start = SystemClock.now();
    scenario
}

/// Settings that refuse no order for want of a decision.
fn decide(shop: &Shop) {
    let mut settings = std::fs::read_to_string(shop.path("allegro-optima.toml")).unwrap();
    for (default, chosen) in [
        ("sent_before = \"stop\"", "sent_before = \"import\""),
        ("default_rate = \"\"", "default_rate = \"23\""),
        ("unknown = \"refuse\"", "unknown = \"offer-code\""),
        ("additional = \"\"", "additional = \"USLUGA\""),
    ] {
        assert!(settings.contains(default), "{default}");
        settings = settings.replace(default, chosen);
    }
    shop.write("allegro-optima.toml", settings);
}

struct Scene {
    shop: Shop,
    allegro: Running,
    clock: Arc<ManualClock>,
    since: String,
}

impl Scene {
    fn new(count: u32) -> Self {
        let scenario = mess(count);
        let clock = Arc::new(ManualClock::new(scenario.start));
        let allegro = Simulator::play(&scenario, Vec::new(), Arc::clone(&clock) as Arc<dyn Clock>).unwrap();
        let shop = Shop::new();
        shop.connect(&allegro);
        decide(&shop);
        shop.tokens("sklep").store(&allegro.log_in()).unwrap();
        let since = (scenario.start - SignedDuration::from_hours(24 * 6)).to_string()[..10].to_owned();
        Self { shop, allegro, clock, since }
    }

    fn export(&self, args: &[&str]) -> Child {
        Command::new(assert_cmd::cargo::cargo_bin("allegro-optima"))
            .arg("export")
            .args(args)
            .current_dir(self.shop.path(""))
            .env("ALLEGRO_CLIENT_SECRET", CLIENT_SECRET)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    fn requests(&self) -> u64 {
        self.allegro.requests().len() as u64
    }

    /// Kills an export once it has made so many requests; `false`: it was done before.
    fn killed_after(&self, requests: u64) -> bool {
        let before = self.requests();
        let mut process = self.export(&["--since", &self.since]);
        for _ in 0..LOOKS {
            if self.requests() >= before + requests {
                // SIGKILL: nothing of ours runs any more.
                process.kill().unwrap();
                return process.wait().unwrap().code().is_none();
            }
            if process.try_wait().unwrap().is_some() {
                return false;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        process.kill().unwrap();
        process.wait().unwrap();
        panic!("the export does not get on");
    }

    /// The orders as they are at Allegro.
    fn orders(&self) -> Vec<Order> {
        let bytes = serde_json::to_vec(&self.allegro.change(|world| world.orders())).unwrap();
        wire::decode_any(&bytes).unwrap().into_iter().map(|fetched| fetched.order.unwrap()).collect()
    }
}

#[test]
fn i11_an_export_of_ten_thousand_orders_in_a_mess_that_is_killed_ten_times_loses_none_and_doubles_none() {
    let (count, within) = or_part(WHOLE, PART);
    let scene = Scene::new(count);
    let mut moment = SEED;
    let (mut kills, mut tries) = (0, 0);
    while kills < KILLS {
        // Knuth's constants of a linear congruence; its upper bits are good enough for moments.
        moment = moment.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        kills += usize::from(scene.killed_after(1 + (moment >> 33) % within));
        tries += 1;
        assert!(tries < 3 * KILLS, "the export is done before it can be killed");
        scene.clock.forward(ALL_HAPPENED / i32::try_from(KILLS).unwrap());
    }
    for _ in 0..LAST_LOOKS {
        assert!(scene.export(&["--since", &scene.since]).wait().unwrap().code().is_some_and(|code| code <= 1));
    }
    assert!(scene.allegro.is_over());
    let news = scene.export(&[]).wait().unwrap();
    assert_eq!(news.code(), Some(0), "nothing is left to be said");

    let orders = scene.orders();
    let ready: BTreeMap<String, &Order> = orders
        .iter()
        .filter(|order| matches!(gate(order), Gate::Ready))
        .map(|order| (order.id.to_string(), order))
        .collect();
    let percent = |of: usize| of * 100 / count as usize;
    assert!(percent(orders.len()) > 95 && percent(ready.len()) > 75, "{} of {}", ready.len(), orders.len());
    let files = scene.shop.files("outbox");
    let exported: BTreeSet<&str> =
        files.iter().map(|name| name.rsplit('_').next().unwrap().trim_end_matches(".xml")).collect();
    assert_eq!(exported.len(), files.len(), "an order in two files");
    let ready_ids: BTreeSet<&str> = ready.keys().map(String::as_str).collect();
    let missing: Vec<_> = ready_ids.difference(&exported).collect();
    let too_many: Vec<_> = exported.difference(&ready_ids).collect();
    assert!(missing.is_empty() && too_many.is_empty(), "missing {missing:?}, too many {too_many:?}");

    let status = scene.shop.json(&["status"], 0);
    assert_eq!(status["counts"]["exported"], ready.len(), "{}", status["counts"]);
    let known: BTreeSet<&str> =
        status["orders"].as_array().unwrap().iter().map(|order| order["order_id"].as_str().unwrap()).collect();
    assert!(orders.iter().all(|order| known.contains(order.id.to_string().as_str())), "an order is invisible");
}
