//! Everything that Allegro can answer wrongly, on each thing that is asked of it: to one of ten orders, and to all. The
//! others go on, what is left has a reason, and when it is over all ten are there (`ARCHITECTURE.md`, invariant 14).

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::shop::{ALIAS, Shop, everything, id, now, order};
use crate::allegro::client::Client;
use crate::allegro::pause::Pause;
use crate::allegro::simulator::{Instead, Thing, Trouble, World};
use crate::allegro::tokens::{Credentials, MemoryTokens, TokenStore as _};
use crate::clock::{Clock, ManualClock};
use crate::core::problem::{Explain as _, Fault};
use crate::ledger::{Life, Mark, State};
use crate::stages::StageError;
use crate::stages::export::{ExportReport, Window};
use crate::whole::or_part;

const WRONG: [Instead; 15] = [
    Instead::Status(400),
    Instead::Status(401),
    Instead::Status(403),
    Instead::Status(404),
    Instead::Status(408),
    Instead::Status(410),
    Instead::Status(422),
    Instead::Status(429),
    Instead::Status(500),
    Instead::Status(503),
    Instead::Html,
    Instead::Cut,
    Instead::Hanging,
    Instead::Shape,
    Instead::NotUtf8,
];

/// Where nobody asks for the whole, every fourth of them; tests that begin at different ones meet all of them together.
fn wrong_answers(first: usize) -> impl Iterator<Item = Instead> {
    WRONG.into_iter().skip(or_part(0, first)).step_by(or_part(1, 4))
}

/// Waiting is what moves the time.
struct Passing(Arc<ManualClock>);

impl Pause for Passing {
    fn pause(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.0.forward(SignedDuration::try_from(duration).unwrap());
        Box::pin(std::future::ready(()))
    }
}

/// A shop whose first export is done, and ten orders more for each trouble.
struct Scene {
    shop: Shop,
    clock: Arc<ManualClock>,
    count: u32,
    /// New orders changed just now, so that the list has them too, and not the journal alone.
    listed: bool,
}

impl Scene {
    fn new(orders: Vec<Value>) -> Self {
        let clock = Arc::new(ManualClock::new(now()));
        let mut shop = Shop::at(World::from_orders(orders), Arc::clone(&clock) as Arc<dyn Clock>);
        let tokens = MemoryTokens::new(shop.allegro.log_in());
        let pause = Box::new(Passing(Arc::clone(&clock)));
        shop.client = Client::new(shop.allegro.connection(), Box::new(tokens), pause, clock.clone())
            .unwrap()
            .patient(Duration::from_millis(200));
        Self { shop, clock, count: 0, listed: false }
    }

    fn begun() -> Self {
        let mut scene = Self::new(vec![order(900)]);
        let report = scene.shop.export(&Window::News);
        assert_eq!((report.exported.len(), report.left.len()), (0, 0));
        scene.later(1);
        scene
    }

    fn listed() -> Self {
        let mut scene = Self::begun();
        scene.listed = true;
        scene.export();
        scene
    }

    fn later(&self, minutes: i64) {
        self.clock.forward(SignedDuration::from_mins(minutes));
    }

    /// An order that changes now.
    fn fresh(&self, n: u32) -> Value {
        let mut order = order(n);
        order["updatedAt"] = json!(self.clock.now().to_string());
        order
    }

    /// Ten new orders, after `make` has had its way with each; what the journal is told, `told` says.
    fn ten(&mut self, make: impl Fn(u32, &mut Value), told: impl Fn(u32) -> bool) -> Vec<u32> {
        let numbers: Vec<u32> = (self.count + 1..=self.count + 10).collect();
        self.count += 10;
        let at = self.clock.now();
        for (place, n) in (0_u32..).zip(&numbers) {
            let mut order = if self.listed { self.fresh(*n) } else { order(*n) };
            make(place, &mut order);
            self.shop.allegro.change(|world| {
                if told(place) { world.put(order, "READY_FOR_PROCESSING", at) } else { world.put_unseen(&order) }
            });
        }
        numbers
    }

    fn begin(&self, thing: Thing, instead: Instead) {
        self.shop.allegro.begin(&Trouble::Of { thing, instead, times: None });
    }

    fn over(&self) {
        self.shop.allegro.begin(&Trouble::Over);
        self.later(11);
    }

    fn run(&mut self) -> (ExportReport, Result<(), StageError>) {
        self.shop.try_export(&self.shop.house.disk.clone(), &Window::News)
    }

    #[track_caller]
    fn export(&mut self) -> ExportReport {
        self.shop.export(&Window::News)
    }

    fn here(&self, numbers: &[u32]) -> usize {
        let outbox = self.shop.house.outbox();
        numbers.iter().filter(|n| outbox.keys().any(|name| name.contains(id(**n).as_str()))).count()
    }

    fn life(&self, n: u32) -> Life {
        self.shop.house.ledger.order(&id(n)).unwrap().unwrap_or_else(|| panic!("{n} is invisible"))
    }

    /// It is in no file, and everybody sees why.
    #[track_caller]
    fn assert_waits(&self, n: u32, what: &str) {
        let life = self.life(n);
        assert!(matches!(life.state, State::Waiting | State::Error), "{what}: {life:?}");
        assert!(life.problem.is_some() && life.next_try_at.is_some(), "{what}: {life:?}");
    }
}

fn offer(n: u32) -> String {
    format!("99{n:06}")
}

/// Its line says neither code nor rate: the offer does.
fn needs_offer(n: u32, order: &mut Value) {
    let line = &mut order["lineItems"][0];
    line["offer"]["id"] = json!(offer(n));
    line["offer"]["external"] = Value::Null;
    line["tax"] = Value::Null;
}

fn put_offers(scene: &Scene, numbers: &[u32]) {
    scene.shop.allegro.change(|world| {
        world.offers.extend(numbers.iter().map(|n| {
            json!({"id": offer(*n), "external": {"id": "KUBEK"}, "productSet": [],
                   "taxSettings": {"rates": [{"rate": "23.00", "countryCode": "PL"}], "subject": "GOODS"}})
        }));
    });
}

#[test]
fn i14_one_order_that_is_answered_wrongly_holds_up_itself() {
    let mut scene = Scene::begun();
    for wrong in wrong_answers(0) {
        let ten = scene.ten(|_, _| {}, |_| true);
        scene.begin(Thing::Order(id(ten[3]).into()), wrong);
        let report = scene.export();
        assert_eq!((scene.here(&ten), report.left.len()), (9, 0), "{wrong:?}: {report:?}");
        scene.assert_waits(ten[3], &format!("{wrong:?}"));
        let cursor = scene.shop.house.ledger.cursor(ALIAS).unwrap();
        scene.over();
        scene.export();
        assert_eq!(scene.here(&ten), 10, "{wrong:?}: {:?}", scene.life(ten[3]));
        assert_eq!(scene.shop.house.ledger.cursor(ALIAS).unwrap().unwrap().event_id, cursor.unwrap().event_id);
    }
}

#[test]
fn i14_a_single_order_is_judged_by_what_the_account_answers() {
    let mut scene = Scene::begun();
    for wrong in [Instead::Status(403), Instead::Status(401), Instead::Status(500), Instead::Cut] {
        scene.count += 1;
        let (n, at) = (scene.count, scene.clock.now());
        scene.shop.allegro.change(|world| world.put(order(n), "READY_FOR_PROCESSING", at));
        scene.begin(Thing::Order(id(n).into()), wrong);
        let report = scene.export();
        assert_eq!((report.left.len(), report.errors.len()), (0, 1), "{wrong:?}: {report:?}");
        scene.assert_waits(n, &format!("{wrong:?}"));
        scene.over();
        assert_eq!(scene.export().exported.len(), 1, "{wrong:?}");
    }
}

#[test]
fn i14_two_orders_that_are_never_answered_are_no_outage_of_all() {
    let mut scene = Scene::begun();
    let ten = scene.ten(|_, _| {}, |_| true);
    assert_eq!(scene.export().exported.len(), 10);
    let bad = scene.ten(|_, _| {}, |_| true);
    for n in &bad {
        scene.begin(Thing::Order(id(*n).into()), Instead::Status(500));
    }
    let report = scene.export();
    assert_eq!((report.left.len(), report.errors.len()), (0, 10), "the older ones are answered: {report:?}");
    scene.over();
    assert_eq!(scene.export().exported.len(), 10);
    assert_eq!(scene.here(&ten), 10);
}

#[test]
fn i14_orders_as_a_whole_out_of_reach_are_an_outage_and_nothing_is_lost() {
    let mut scene = Scene::begun();
    for wrong in wrong_answers(1) {
        let ten = scene.ten(|_, _| {}, |_| true);
        scene.begin(Thing::Orders, wrong);
        let report = scene.export();
        assert_eq!(scene.here(&ten), 0, "{wrong:?}");
        if wrong != Instead::Status(404) {
            assert_eq!(report.worst().map(|left| left.fault), Some(Fault::Outage), "{wrong:?}: {report:?}");
        }
        for n in &ten {
            scene.assert_waits(*n, &format!("{wrong:?}"));
            assert_eq!(scene.life(*n).state, State::Waiting, "{wrong:?}: none is refused");
        }
        scene.over();
        let report = scene.export();
        assert_eq!((scene.here(&ten), report.left.len()), (10, 0), "{wrong:?}: {report:?}");
    }
}

#[test]
fn i14_one_offer_that_cannot_be_read_holds_up_the_order_that_needs_it() {
    let mut scene = Scene::begun();
    for wrong in wrong_answers(2) {
        let first = scene.count + 1;
        let ten = scene.ten(|place, order| needs_offer(first + place, order), |_| true);
        put_offers(&scene, &ten);
        scene.begin(Thing::Offer(offer(ten[3])), wrong);
        let report = scene.export();
        assert_eq!((scene.here(&ten), report.left.len(), report.errors.len()), (9, 0, 1), "{wrong:?}: {report:?}");
        scene.assert_waits(ten[3], &format!("{wrong:?}"));
        if wrong != Instead::Status(404) {
            let life = scene.life(ten[3]);
            let said = scene.shop.texts.text(&life.problem.unwrap().message);
            assert!(life.state == State::Waiting && said.contains(&offer(ten[3])), "{wrong:?}: {said}");
        }
        scene.over();
        scene.export();
        assert_eq!(scene.here(&ten), 10, "{wrong:?}: {:?}", scene.life(ten[3]));
    }
}

#[test]
fn i14_an_offer_that_nobody_needs_holds_up_nothing() {
    use crate::core::tables::ProductRow;
    use crate::core::vat::VatRate;
    let mut scene = Scene::begun();
    let row =
        ProductRow { code: Some("KUBEK".to_owned()), rate: Some(VatRate::taxed(23.into())), ..ProductRow::default() };
    scene.shop.tables.products.insert(offer(1), row);
    let ten = scene.ten(|_, order| needs_offer(1, order), |_| true);
    scene.begin(Thing::Offers, Instead::Status(403));
    scene.export();
    assert_eq!(scene.here(&ten), 10, "the table says all that there is to say");
}

#[test]
fn i7_i14_a_default_does_not_answer_for_an_offer_that_could_not_be_read() {
    use crate::core::settings::UnknownProduct;
    let mut scene = Scene::begun();
    scene.shop.settings.products.unknown = UnknownProduct::OfferCode;
    scene.shop.settings.vat.default_rate = "23".to_owned();
    let ten = scene.ten(|_, order| needs_offer(1, order), |_| true);
    put_offers(&scene, &[1]);
    scene.begin(Thing::Offers, Instead::Status(500));
    scene.export();
    assert_eq!(scene.here(&ten), 0);
    scene.over();
    scene.export();
    let files = scene.shop.house.outbox();
    assert!(files.len() == 10 && files.values().all(|xml| String::from_utf8_lossy(xml).contains("KUBEK")));
}

#[test]
fn i14_offers_as_a_whole_out_of_reach_are_an_outage_and_nothing_is_refused() {
    let mut scene = Scene::begun();
    for wrong in wrong_answers(3) {
        let first = scene.count + 1;
        // Two of them need no offer.
        let ten = scene.ten(
            |place, order| {
                if place > 1 {
                    needs_offer(first + place, order);
                }
            },
            |_| true,
        );
        put_offers(&scene, &ten);
        scene.begin(Thing::Offers, wrong);
        let report = scene.export();
        assert_eq!(scene.here(&ten), 2, "{wrong:?}");
        if wrong != Instead::Status(404) {
            assert_eq!(report.worst().map(|left| left.fault), Some(Fault::Outage), "{wrong:?}: {report:?}");
            assert!(ten.iter().skip(2).all(|n| scene.life(*n).state == State::Waiting), "{wrong:?}");
        }
        scene.over();
        let report = scene.export();
        assert_eq!((scene.here(&ten), report.left.len()), (10, 0), "{wrong:?}: {report:?}");
    }
}

#[test]
fn i14_an_old_form_of_a_joined_purchase_holds_up_the_new_one_alone() {
    let mut scene = Scene::begun();
    for wrong in wrong_answers(0) {
        let old = scene.ten(|_, _| {}, |place| place == 0)[0];
        scene.export();
        assert_eq!(scene.life(old).state, State::Exported);
        let line = order(old)["lineItems"][0]["id"].clone();
        let ten = scene.ten(
            |place, order| {
                if place == 3 {
                    order["lineItems"][0]["id"] = line.clone();
                }
            },
            |_| true,
        );
        scene.begin(Thing::Order(id(old).into()), wrong);
        let report = scene.export();
        if wrong == Instead::Status(404) {
            assert_eq!(scene.here(&ten), 10, "{wrong:?}");
        } else if wrong != Instead::Shape && wrong != Instead::NotUtf8 {
            assert_eq!((scene.here(&ten), report.left.len()), (9, 0), "{wrong:?}: {report:?}");
            scene.assert_waits(ten[3], &format!("{wrong:?}"));
        }
        scene.shop.allegro.change(|world| world.remove(&id(old)));
        scene.over();
        scene.export();
        assert_eq!((scene.here(&ten), scene.here(&[old])), (10, 0), "{wrong:?}: {:?}", scene.life(ten[3]));
    }
}

#[test]
fn i14_while_the_journal_fails_the_list_brings_its_orders() {
    let mut scene = Scene::listed();
    let mut before = scene.shop.house.ledger.cursor(ALIAS).unwrap().unwrap();
    for wrong in wrong_answers(1) {
        scene.export();
        let ten = scene.ten(|_, _| {}, |_| true);
        before = scene.shop.house.ledger.cursor(ALIAS).unwrap().unwrap_or(before);
        scene.begin(Thing::Events, wrong);
        let report = scene.export();
        let left = report.worst().map(|left| (left.fault, left.problem.place.path.clone().unwrap()));
        assert_eq!(scene.here(&ten), 10, "{wrong:?}: {report:?}");
        // One bad byte costs no more than the id of its event.
        if wrong != Instead::NotUtf8 {
            assert_eq!(left, Some((Fault::Outage, "/order/events".to_owned())), "{wrong:?}");
            assert_eq!(scene.shop.house.ledger.cursor(ALIAS).unwrap().unwrap(), before, "{wrong:?}: its cursor stays");
        }
        scene.over();
        let report = scene.export();
        assert_eq!((report.left.len(), report.errors.len(), report.exported.len()), (0, 0, 0), "{wrong:?}");
        assert_ne!(scene.shop.house.ledger.cursor(ALIAS).unwrap().unwrap().event_id, before.event_id, "{wrong:?}");
    }
}

#[test]
fn i14_while_the_list_fails_the_journals_orders_go_on_and_the_sweep_stays_due() {
    let mut scene = Scene::listed();
    for wrong in wrong_answers(2) {
        scene.later(46);
        let mark = scene.shop.house.ledger.mark(ALIAS, Mark::Sweep).unwrap();
        let ten = scene.ten(|_, _| {}, |place| place != 3);
        scene.begin(Thing::List, wrong);
        let report = scene.export();
        let there = if wrong == Instead::NotUtf8 { 10 } else { 9 };
        assert_eq!(scene.here(&ten), there, "{wrong:?}: {report:?}");
        let left = report.worst().map(|left| (left.fault, left.problem.place.path.clone().unwrap()));
        // A list with one bad byte in it is a list; the order is read by itself, and a page without any is as ever.
        if wrong != Instead::NotUtf8 {
            assert_eq!(left, Some((Fault::Outage, "/order/checkout-forms".to_owned())), "{wrong:?}");
            assert_eq!(scene.shop.house.ledger.mark(ALIAS, Mark::Sweep).unwrap(), mark, "{wrong:?}");
        }
        scene.over();
        let report = scene.export();
        assert_eq!((scene.here(&ten), report.left.len()), (10, 0), "{wrong:?}: {report:?}");
    }
}

#[test]
fn i14_an_order_that_is_damaged_on_a_page_of_the_list_costs_none_of_the_others() {
    for wrong in [Instead::Shape, Instead::NotUtf8] {
        let mut scene = Scene::listed();
        scene.later(46);
        let ten = scene.ten(|_, _| {}, |_| false);
        scene.begin(Thing::Order(id(ten[3]).into()), wrong);
        let report = scene.export();
        assert_eq!((scene.here(&ten), report.left.len()), (9, 0), "{wrong:?}: {report:?}");
        scene.assert_waits(ten[3], &format!("{wrong:?}"));
        scene.over();
        scene.export();
        assert_eq!(scene.here(&ten), 10, "{wrong:?}");
    }
    // Only the page was damaged: the order is read by itself at once.
    let mut scene = Scene::listed();
    scene.later(46);
    let ten = scene.ten(|_, _| {}, |_| false);
    let (thing, instead) = (Thing::Order(id(ten[3]).into()), Instead::NotUtf8);
    scene.shop.allegro.begin(&Trouble::Of { thing, instead, times: Some(1) });
    scene.export();
    assert_eq!(scene.here(&ten), 10);
}

#[test]
fn i14_a_first_run_that_does_not_hear_where_the_journal_ends_hides_nothing() {
    for wrong in wrong_answers(3) {
        for journal_too in [false, true] {
            if journal_too && !matches!(wrong, Instead::Status(500) | Instead::Shape) {
                continue;
            }
            let mut scene = Scene::new(vec![order(900)]);
            scene.begin(Thing::EventStats, wrong);
            if journal_too {
                // Then the list alone can bring them.
                scene.listed = true;
                scene.begin(Thing::Events, wrong);
            }
            let report = scene.export();
            assert_eq!(report.worst().map(|left| left.fault), Some(Fault::Outage), "{wrong:?}: {report:?}");
            scene.later(1);
            let ten = scene.ten(|_, _| {}, |_| true);
            scene.export();
            assert_eq!(scene.here(&ten), 10, "{wrong:?}");
            scene.over();
            let report = scene.export();
            assert_eq!((scene.here(&ten), report.left.len()), (10, 0), "{wrong:?}");
            assert_eq!(scene.here(&[900]), 0, "{wrong:?}: what was before the start is not wanted");
            assert!(scene.shop.house.ledger.cursor(ALIAS).unwrap().is_some(), "{wrong:?}");
        }
    }
}

#[test]
fn i14_me_alone_out_of_reach_stops_nobody_whose_login_is_known() {
    for known in [true, false] {
        let mut scene = Scene::begun();
        if known {
            let tokens = MemoryTokens::new(scene.shop.allegro.log_in());
            let pause = Box::new(Passing(Arc::clone(&scene.clock)));
            let connection = scene.shop.allegro.connection();
            let pair = tokens.read().unwrap().unwrap();
            let seller = scene.shop.seller();
            tokens.write(&Credentials { seller: Some(seller), ..pair }).unwrap();
            scene.shop.client = Client::new(connection, Box::new(tokens), pause, scene.clock.clone())
                .unwrap()
                .patient(Duration::from_millis(200));
        }
        for wrong in wrong_answers(0) {
            let refused = matches!(wrong, Instead::Status(401 | 403));
            // Without a login that is known all others are alike.
            if !known && !refused && !matches!(wrong, Instead::Status(500) | Instead::Html) {
                continue;
            }
            let ten = scene.ten(|_, _| {}, |_| true);
            scene.begin(Thing::Me, wrong);
            let (report, done) = scene.run();
            if known && !refused {
                done.unwrap();
                assert_eq!(scene.here(&ten), 10, "{wrong:?}: {report:?}");
                assert_eq!(report.worst().map(|left| left.fault), Some(Fault::Outage), "{wrong:?}");
            } else {
                let fault = if refused { Fault::Login } else { Fault::Outage };
                assert_eq!(done.unwrap_err().fault(), fault, "{wrong:?}");
            }
            scene.over();
            let report = scene.export();
            assert_eq!((scene.here(&ten), report.left.len()), (10, 0), "{wrong:?}: {report:?}");
        }
    }
}

#[test]
fn i14_a_login_is_asked_for_only_where_the_account_itself_refuses() {
    let mut scene = Scene::begun();
    scene.later(46);
    let ten = scene.ten(|_, _| {}, |_| true);
    for thing in [Thing::List, Thing::Orders, Thing::Offers, Thing::Events] {
        scene.begin(thing, Instead::Status(403));
    }
    let report = scene.export();
    assert!(report.left.len() >= 2 && report.left.iter().all(|left| left.fault == Fault::Outage), "{report:?}");
    scene.begin(Thing::Me, Instead::Status(403));
    assert_eq!(scene.run().1.unwrap_err().fault(), Fault::Login);
    scene.over();
    scene.export();
    assert_eq!(scene.here(&ten), 10);
}

#[test]
fn i14_a_list_that_fails_midway_leaves_what_was_read_and_what_was_asked_for_comes_later() {
    let mut scene = Scene::new((1..=250).map(order).collect());
    scene.shop.allegro.begin(&Trouble::Of { thing: Thing::List, instead: Instead::Status(400), times: None });
    let report = scene.shop.export(&everything());
    assert_eq!((report.exported.len(), report.left.len()), (0, 1));
    scene.over();
    // What a person asked for is read by the next usual run.
    let report = scene.export();
    assert_eq!((report.exported.len(), report.left.len()), (250, 0));
    let files: BTreeSet<String> = scene.shop.house.outbox().into_keys().collect();
    assert_eq!(files.len(), 250);
}

#[test]
fn i13_i14_an_imported_order_that_allegro_does_not_show_is_read_again_by_itself() {
    for wrong in [Instead::Status(404), Instead::Status(403), Instead::Shape, Instead::NotUtf8] {
        let mut scene = Scene::begun();
        let ten = scene.ten(|_, _| {}, |_| true);
        scene.export();
        scene.shop.import();
        let at = scene.clock.now();
        let mut moved = scene.fresh(ten[3]);
        moved["delivery"]["address"]["city"] = json!("Gdynia");
        scene.shop.allegro.change(|world| world.put(moved, "BUYER_MODIFIED", at));
        scene.begin(Thing::Order(id(ten[3]).into()), wrong);
        let mut opened = false;
        for _ in 0..6 {
            scene.export();
            opened |= scene.life(ten[3]).open_matters().next().is_some();
            scene.later(400);
        }
        assert!(opened, "{wrong:?}: a person hears of it");
        assert_eq!(scene.life(ten[3]).state, State::Imported);
        scene.shop.allegro.begin(&Trouble::Over);
        scene.export();
        let life = scene.life(ten[3]);
        assert_eq!((life.state, life.next_try_at), (State::Imported, None), "{wrong:?}");
        let open: Vec<_> = life.open_matters().map(|matter| matter.kind).collect();
        assert_eq!(open, [crate::core::life::Kind::Address], "{wrong:?}: it is read, and what is true is told");
    }
}
