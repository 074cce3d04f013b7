//! Scenarios: the same file and seed give the same world, and each happening leaves behind what production would.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use jiff::SignedDuration;
use serde_json::Value;

use super::*;
use crate::allegro::wire;
use crate::clock::ManualClock;
use crate::core::money;

fn scenario(happenings: &str, generated: u32) -> Scenario {
    let head = format!(
        "title.pl = \"x\"\ntitle.en = \"x\"\nstart = \"2026-11-24T06:00:00Z\"\nseed = 9\norders.generated = {generated}\n"
    );
    Scenario::parse(&format!("{head}{happenings}"), "test.toml").unwrap()
}

struct Play {
    scenario: Scenario,
    allegro: Running,
    clock: Arc<ManualClock>,
}

impl Play {
    fn of(scenario: Scenario) -> Self {
        let clock = Arc::new(ManualClock::new(scenario.start));
        let allegro = Simulator::play(&scenario, Vec::new(), Arc::clone(&clock) as Arc<dyn Clock>).unwrap();
        Self { scenario, allegro, clock }
    }

    fn new(happenings: &str, generated: u32) -> Self {
        Self::of(scenario(happenings, generated))
    }

    fn minutes(&self, minutes: i64) {
        self.clock.forward(SignedDuration::from_mins(minutes));
        let _ = self.allegro.is_over();
    }

    /// The order with this number as it would be when all is well.
    fn original(&self, number: usize) -> Value {
        Scenario { happenings: Vec::new(), ..self.scenario.clone() }.stage(Vec::new()).0.orders().remove(number - 1)
    }

    fn now(&self, number: usize) -> Option<Value> {
        let id = self.original(number)["id"].as_str().unwrap().to_owned();
        self.allegro.change(|world| world.order(&id))
    }

    fn told(&self, number: usize) -> Vec<String> {
        let id = self.original(number)["id"].clone();
        let events = self.allegro.change(|world| world.events());
        let of_order = events.iter().filter(|event| event["order"]["checkoutForm"]["id"] == id);
        of_order.map(|event| event["type"].as_str().unwrap().to_owned()).collect()
    }

    /// Reads an order as a client would.
    fn read(&self, number: usize) {
        let id = self.original(number)["id"].as_str().unwrap().to_owned();
        self.allegro.with(|state| state.script.was_read(&[id]));
        let _ = self.allegro.is_over();
    }
}

#[test]
fn generated_orders_are_right_to_the_grosz_and_the_same_for_ever() {
    let of = |seed| Scenario { seed, ..scenario("", 400) }.stage(Vec::new()).0.orders();
    let orders = of(9);
    assert_eq!(orders, of(9));
    assert_ne!(orders, of(10));
    let mut ids = BTreeSet::new();
    let (mut firms, mut cash, mut deposits, mut rates, mut buyers) = (0, 0, 0, BTreeSet::new(), BTreeSet::new());
    for body in &orders {
        let order = wire::decode(body.to_string().as_bytes()).unwrap();
        assert!(order.unknown.fields.is_empty() && order.unknown.values.is_empty(), "{:?}", order.unknown);
        assert_eq!(order.id.0.get_version_num(), 1);
        let lines = order.lines.iter().flat_map(|line| {
            std::iter::once(&line.price)
                .chain(&line.deposit)
                .map(|price| money::times(price.amount, line.quantity).unwrap())
        });
        let cost = order.delivery.as_ref().unwrap().cost.as_ref().unwrap().amount;
        assert_eq!(money::sum(lines.chain([cost])).unwrap(), order.total.amount, "{}", order.id);
        for id in [order.id.to_string(), order.payment.as_ref().unwrap().id.clone()] {
            assert!(ids.insert(id));
        }
        for line in &order.lines {
            assert!(ids.insert(line.id.clone()));
            rates.insert(line.tax.as_ref().and_then(|tax| tax.rate.clone()));
            deposits += usize::from(line.deposit.is_some());
        }
        if let Some(company) = &order.invoice.company {
            firms += 1;
            assert!(crate::core::taxid::Nip::parse(&company.ids[0].1).is_some(), "{:?}", company.ids);
        }
        cash += usize::from(order.payment.as_ref().unwrap().paid.is_none());
        buyers.insert(order.buyer.id.clone());
    }
    assert!(firms > 30 && cash > 20 && deposits > 20, "{firms} {cash} {deposits}");
    assert!(rates.len() == 4 && buyers.len() < orders.len(), "{rates:?}");
}

#[test]
fn every_shipped_scenario_is_read_and_comes_to_its_end() {
    for (name, _) in shipped_scenarios() {
        let play = Play::of(Scenario::find(name).unwrap());
        assert!(!play.scenario.title_pl.is_empty() && !play.scenario.title_en.is_empty(), "{name}");
        let calm = Scenario { happenings: Vec::new(), ..play.scenario.clone() }.stage(Vec::new()).0.orders();
        let ids: Vec<String> = calm.iter().map(|order| order["id"].as_str().unwrap().to_owned()).collect();
        for _ in 0..60 {
            play.allegro.with(|state| {
                state.script.was_read(&ids);
                state.requests.push(String::new());
            });
            play.minutes(2);
        }
        assert!(play.allegro.is_over(), "{name}");
    }
}

#[test]
fn a_late_payer_is_filled_in_without_an_address_until_he_pays() {
    let play = Play::new("[[happening]]\nwhat = \"pays\"\norder = 2\nafter_minutes = 30\n", 3);
    let before = play.now(2).unwrap();
    assert_eq!((&before["status"], &before["delivery"]["address"]), (&"FILLED_IN".into(), &Value::Null));
    assert_eq!(play.told(2), ["BOUGHT", "FILLED_IN"]);
    play.minutes(29);
    assert_eq!(play.now(2).unwrap(), before);
    play.minutes(1);
    let after = play.now(2).unwrap();
    assert_eq!(after["delivery"], play.original(2)["delivery"]);
    assert_eq!(
        (&after["status"], &after["updatedAt"]),
        (&"READY_FOR_PROCESSING".into(), &"2026-11-24T06:30:00Z".into())
    );
    assert_ne!(after["revision"], before["revision"]);
    assert_eq!(play.told(2), ["BOUGHT", "FILLED_IN", "FILLED_IN", "READY_FOR_PROCESSING"]);
    assert!(play.allegro.is_over());
}

#[test]
fn the_journal_loses_doubles_and_disorders_as_it_is_told() {
    let mut rows = String::new();
    for (number, event) in [(1, "lost"), (2, "twice"), (3, "disordered"), (4, "sent")] {
        rows += "[[happening]]\nwhat = \"arrives\"\nafter_minutes = 1\n";
        writeln!(rows, "order = {number}\nevent = \"{event}\"").unwrap();
    }
    let play = Play::new(&rows, 4);
    assert_eq!(play.allegro.change(|world| world.count()), 0);
    play.minutes(1);
    let (bought, filled, ready) = ("BOUGHT", "FILLED_IN", "READY_FOR_PROCESSING");
    assert_eq!(play.told(1), Vec::<String>::new());
    assert_eq!(play.told(2), [bought, filled, ready, ready]);
    assert_eq!(play.told(3), [ready, filled, bought]);
    assert_eq!(play.told(4), [bought, filled, ready]);
    assert_eq!(play.allegro.change(|world| world.count()), 4);
}

#[test]
fn an_event_comes_before_its_order_or_long_after() {
    let rows = "[[happening]]\nwhat = \"pays\"\norder = 1\nevent = \"early\"\nafter_requests = 1\n\
                [[happening]]\nwhat = \"pays\"\norder = 2\nevent = \"late\"\nafter_requests = 1\n";
    let play = Play::new(rows, 2);
    let ask = |times: usize| {
        for _ in 0..times {
            play.allegro.with(|state| state.requests.push(String::new()));
            let _ = play.allegro.is_over();
        }
    };
    ask(1);
    assert_eq!(play.told(1).last().unwrap(), "READY_FOR_PROCESSING");
    assert_eq!(play.now(1).unwrap()["status"], "FILLED_IN");
    assert_eq!(play.told(2).last().unwrap(), "FILLED_IN");
    assert_eq!(play.now(2).unwrap()["status"], "READY_FOR_PROCESSING");
    ask(3);
    assert_eq!(play.now(1).unwrap()["status"], "READY_FOR_PROCESSING");
    ask(25);
    assert_eq!(play.told(2).last().unwrap(), "READY_FOR_PROCESSING");
    assert!(play.allegro.is_over());
}

#[test]
fn purchases_paid_together_become_one_order_of_all_lines() {
    let play = Play::new("[[happening]]\nwhat = \"merges\"\norders = [2, 3]\nafter_minutes = 5\n", 4);
    assert_eq!(play.now(3).unwrap()["buyer"], play.original(2)["buyer"]);
    play.minutes(5);
    assert_eq!((play.now(2), play.now(3)), (None, None));
    let orders = play.allegro.change(|world| world.orders());
    let originals = [play.original(2), play.original(3)];
    let known: Vec<Value> = (1..=4).map(|n| play.original(n)["id"].clone()).collect();
    let joined = orders.iter().find(|order| !known.contains(&order["id"])).unwrap();
    let ids = |order: &Value| -> Vec<Value> {
        order["lineItems"].as_array().unwrap().iter().map(|line| line["id"].clone()).collect()
    };
    assert_eq!(ids(joined), originals.iter().flat_map(ids).collect::<Vec<_>>());
    let order = wire::decode(joined.to_string().as_bytes()).unwrap();
    let lines = order.lines.iter().flat_map(|line| {
        std::iter::once(&line.price)
            .chain(&line.deposit)
            .map(|price| money::times(price.amount, line.quantity).unwrap())
    });
    let cost = order.delivery.as_ref().unwrap().cost.as_ref().unwrap().amount;
    assert_eq!(money::sum(lines.chain([cost])).unwrap(), order.total.amount);
}

#[test]
fn what_happens_after_the_payment_leaves_its_marks() {
    let rows = "[[happening]]\nwhat = \"cancels\"\norder = 1\nafter_reads = 2\n\
                [[happening]]\nwhat = \"moves\"\norder = 2\nafter_reads = 1\n\
                [[happening]]\nwhat = \"surcharges\"\norder = 3\nafter_reads = 1\n\
                [[happening]]\nwhat = \"withdraws\"\norder = 4\nafter_reads = 1\n\
                [[happening]]\nwhat = \"labels\"\nlabel = \"SENT\"\norder = 5\nafter_reads = 1\n\
                [[happening]]\nwhat = \"expires\"\norder = 6\nafter_minutes = 1\n\
                [[happening]]\nwhat = \"gives-up\"\norder = 7\nafter_minutes = 1\n\
                [[happening]]\nwhat = \"unpaid\"\norder = 8\n";
    let play = Play::new(rows, 8);
    play.minutes(1);
    play.read(1);
    assert_eq!(play.now(1).unwrap(), play.original(1));
    (1..=5).for_each(|number| play.read(number));
    let last = |number: usize| play.told(number).pop().unwrap();
    let now = |number: usize| play.now(number).unwrap();
    assert_eq!((now(1)["status"].as_str(), last(1).as_str()), (Some("CANCELLED"), "BUYER_CANCELLED"));
    assert!(!now(1)["payment"]["finishedAt"].is_null());
    assert_eq!(last(2), "BUYER_MODIFIED");
    assert_ne!(now(2)["delivery"]["address"]["street"], play.original(2)["delivery"]["address"]["street"]);
    assert_eq!(now(2)["delivery"]["address"]["modifiedAt"], "2026-11-24T06:01:00Z");
    assert_eq!(now(3)["surcharges"].as_array().unwrap().len(), 1);
    assert_eq!(now(3)["summary"], play.original(3)["summary"]);
    assert_eq!(play.told(3).iter().filter(|kind| *kind == "READY_FOR_PROCESSING").count(), 2);
    assert_eq!((now(4)["status"].as_str(), &now(4)["payment"]["paidAmount"]), (Some("FILLED_IN"), &Value::Null));
    // The seller's own change moves the revision alone.
    assert_eq!(
        (now(5)["fulfillment"]["status"].as_str(), last(5).as_str()),
        (Some("SENT"), "FULFILLMENT_STATUS_CHANGED")
    );
    assert_eq!(now(5)["updatedAt"], play.original(5)["updatedAt"]);
    assert_ne!(now(5)["revision"], play.original(5)["revision"]);
    assert_eq!((now(6)["status"].as_str(), last(6).as_str()), (Some("CANCELLED"), "AUTO_CANCELLED"));
    assert_eq!((now(7)["status"].as_str(), last(7).as_str()), (Some("CANCELLED"), "BUYER_CANCELLED"));
    assert!(now(7)["payment"]["finishedAt"].is_null());
    assert_eq!(now(8)["status"], "FILLED_IN");
    for number in 1..=8 {
        assert!(wire::decode(now(number).to_string().as_bytes()).is_ok(), "{number}");
    }
}

#[test]
fn one_thing_can_be_answered_wrongly_until_it_is_over() {
    let scene = scenario(
        "[[happening]]\nwhat = \"answers\"\norder = 2\nas = \"utf8\"\ntimes = 3\n\n\
         [[happening]]\nwhat = \"answers\"\noffer = \"77\"\nstatus = 403\n\n\
         [[happening]]\nwhat = \"answers\"\nof = \"me\"\nstatus = 410\n\n\
         [[happening]]\nwhat = \"over\"\nafter_minutes = 5\n",
        3,
    );
    let play = Play::of(scene);
    let id = play.original(2)["id"].as_str().unwrap().to_owned();
    let ask = |path: &str| {
        let reply = super::answers::Reply::ok(b"{\"id\":\"1\",\"name\":\"x\"}".to_vec());
        let reply = play.allegro.with(|state| state.faults.answer_of(path, reply));
        (reply.status, std::str::from_utf8(&reply.body).is_ok())
    };
    let form = format!("/order/checkout-forms/{id}");
    assert_eq!(
        (ask(&form), ask(&form), ask(&form), ask(&form)),
        ((200, false), (200, false), (200, false), (200, true))
    );
    assert_eq!((ask("/sale/product-offers/77").0, ask("/sale/product-offers/78").0, ask("/me").0), (403, 200, 410));
    play.minutes(6);
    assert_eq!((ask("/sale/product-offers/77").0, ask("/me").0), (200, 200));
}

#[test]
fn mistakes_in_a_file_are_named_by_line() {
    let head = "title.pl = \"x\"\ntitle.en = \"x\"\nstart = \"2026-11-24T06:00:00Z\"\n";
    for (rest, line, part) in [
        ("colour = 1\n", 4, "unknown field"),
        ("orders.generated = 1000000\n", 4, "50000"),
        ("[[happening]]\nwhat = \"dances\"\n", 4, "dances"),
        ("[[happening]]\nwhat = \"pays\"\n", 4, "which orders"),
        ("[[happening]]\nwhat = \"pays\"\norder = 0\n", 4, "from 1"),
        ("[[happening]]\nwhat = \"merges\"\norders = [1]\n", 4, "two or more"),
        ("[[happening]]\nwhat = \"labels\"\norder = 1\n", 4, "label"),
        ("[[happening]]\nwhat = \"pays\"\norder = 1\nevent = \"loud\"\n", 4, "loud"),
        ("[[happening]]\nwhat = \"pays\"\norder = 1\ntimes = 3\n", 4, "times"),
        ("[[happening]]\nwhat = \"outage\"\nstatus = 200\n", 4, "200"),
        ("[[happening]]\nwhat = \"slow\"\n", 4, "millis"),
        ("[[happening]]\nwhat = \"cut\"\nafter_reads = 3\n", 4, "after_reads"),
        ("[[happening]]\nwhat = \"limit\"\nafter_minutes = 1\nafter_requests = 1\n", 4, "only one"),
        ("[[happening]]\nwhat = \"limit\"\n\n[[happening]]\nwhat = \"pays\"\norder = \"x\"\n", 9, "invalid type"),
        ("[[happening]]\nwhat = \"answers\"\nof = \"list\"\n", 4, "status from"),
        ("[[happening]]\nwhat = \"answers\"\nof = \"weather\"\nstatus = 500\n", 4, "of = me"),
        ("[[happening]]\nwhat = \"answers\"\norder = 0\nstatus = 500\n", 4, "from 1"),
        ("[[happening]]\nwhat = \"answers\"\norder = 1\nstatus = 500\nas = \"html\"\n", 4, "status from"),
        ("[[happening]]\nwhat = \"outage\"\nof = \"list\"\n", 4, "of says nothing"),
        ("[login]\nuser = \"sleeps\"\n", 4, "sleeps"),
        ("[orders\n", 4, ""),
    ] {
        let error = Scenario::parse(&format!("{head}{rest}"), "moj.toml").unwrap_err();
        let ScenarioError::Wrong { file, line: found, why } = error else { panic!("{rest}") };
        assert_eq!((file.as_str(), found), ("moj.toml", line), "{rest}: {why}");
        assert!(why.contains(part), "{rest}: {why}");
    }
    let error = Scenario::parse("title.pl = \"x\"\ntitle.en = \"x\"\nstart = \"dzisiaj\"\n", "a").unwrap_err();
    assert!(matches!(error, ScenarioError::Wrong { line: 3, .. }), "{error}");
    assert!(matches!(Scenario::find("nie-ma"), Err(ScenarioError::Unknown { .. })));
}
