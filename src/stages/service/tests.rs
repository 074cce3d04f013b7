//! The service over the real stages, simulator and sandbox, on a clock that is moved by hand.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::*;
use crate::allegro::simulator::{Instead, Thing, Trouble as AllegroTrouble, World};
use crate::clock::{Clock, ManualClock};
use crate::core::message::Language;
use crate::core::problem::Problem;
use crate::core::schedule::Rule;
use crate::core::settings::{LogLevel, Schedule};
use crate::core::tables::ProductRow;
use crate::ledger::{Standing, State};
use crate::optima::contract::RawBase as _;
use crate::spool::{Candidate, Scan, Scanned, Settling};
use crate::stages::export::{ExportReport, Window};
use crate::stages::import::{Import, ImportReport, look_into, settle};
use crate::stages::tests::shop::{ALIAS, Shop, order, stage};
use crate::stages::{Progress, StageError};
use crate::whole::or_part;

const COMPANY: &str = "firma";

/// A shop as the service sees it.
struct ShopDoors {
    shop: Shop,
    schedule: Schedule,
    settling: Settling,
    fingerprint: u32,
    broken_settings: bool,
    broken_look: Option<Trouble>,
    tables: BTreeMap<String, Vec<Problem>>,
    began: bool,
}

impl Doors for ShopDoors {
    fn settled(&mut self) -> Result<Settled, Trouble> {
        if self.broken_settings {
            return Err(crate::settings::file::parse("[[", std::path::Path::new("x")).unwrap_err().into());
        }
        let planned = Planned { rule: Rule::read(&self.schedule).unwrap(), company: String::new(), last: None };
        Ok(Settled {
            accounts: BTreeMap::from([(ALIAS.to_owned(), planned)]),
            companies: vec![COMPANY.to_owned()],
            scan_every: SignedDuration::from_secs(60),
            language: self.shop.settings.language,
            log: self.shop.settings.log.level,
            fingerprint: self.fingerprint.to_string(),
            tables: self.tables.clone(),
        })
    }

    async fn export(&mut self, _: &str, _: &dyn Progress, report: &mut ExportReport) -> Result<(), Trouble> {
        let window = if self.began { Window::News } else { Window::Since(Timestamp::UNIX_EPOCH) };
        let (done, ended) = self.shop.try_export(&self.shop.house.disk.clone(), &window);
        *report = done;
        self.began |= ended.is_ok();
        Ok(ended?)
    }

    fn look(&mut self, _: &str, _: &mut ImportReport) -> Result<FolderLook, Trouble> {
        if let Some(trouble) = self.broken_look.clone() {
            return Err(trouble);
        }
        let house = &self.shop.house;
        let looked = look_into(&house.disk, &house.folders, &self.shop.settings);
        let Scanned { found: Scan { candidates: found, .. }, unseen } = looked.map_err(StageError::from)?;
        let waiting = u64::try_from(found.len()).unwrap();
        let unseen = unseen.map(|error| StageError::from(error).into());
        let finished = [house.folders.outbox()];
        let settle = settle(&house.disk, &finished, &self.shop.settings);
        let ready = self.settling.ready(found, settle, self.shop.clock.now());
        Ok(FolderLook { ready, unsettled: self.settling.is_waiting(), waiting, abandoned: false, unseen })
    }

    async fn import(
        &mut self,
        _: &str,
        (files, look_back): (Vec<Candidate>, bool),
        progress: &dyn Progress,
        report: &mut ImportReport,
    ) -> Result<(), Trouble> {
        let Shop { house, settings, texts, .. } = &mut self.shop;
        let disk = Arc::new(house.disk.clone());
        let stage = stage(house, disk, settings, texts);
        Ok(Import { progress, ..stage }.run_candidates(files, look_back, report).await?)
    }

    async fn again(&mut self, _: &str) -> Result<u64, Trouble> {
        let Shop { house, settings, texts, .. } = &mut self.shop;
        let disk = Arc::new(house.disk.clone());
        Ok(u64::try_from(stage(house, disk, settings, texts).again().await?.len()).unwrap())
    }

    fn standing(&mut self) -> Option<BTreeMap<String, Standing>> {
        self.shop.house.ledger.standing().ok()
    }

    async fn upkeep(&mut self) -> Result<bool, Trouble> {
        Ok(false)
    }
}

/// Runs what waits for nothing outside of this thread.
fn drive<T>(work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1_000_000 {
        if let Poll::Ready(done) = work.as_mut().poll(&mut context) {
            return done;
        }
    }
    panic!("it waits for something");
}

struct Day {
    service: Service<ShopDoors>,
    hub: Hub,
    clock: Arc<ManualClock>,
    jobs: Vec<(Timestamp, Job)>,
}

impl Day {
    fn new(orders: Vec<Value>, schedule: Schedule) -> Self {
        // Midnight in Poland.
        let clock = Arc::new(ManualClock::new("2026-11-22T23:00:00Z".parse().unwrap()));
        let shop = Shop::at(World::from_orders(orders), clock.clone());
        let (hub, _) = Hub::new(clock.now());
        let (settling, fingerprint) = (Settling::default(), 0);
        let (broken_settings, broken_look, tables) = (false, None, BTreeMap::new());
        let doors =
            ShopDoors { shop, schedule, settling, fingerprint, broken_settings, broken_look, tables, began: false };
        Self { service: Service::new(doors, hub.clone(), clock.clone()), hub, clock, jobs: Vec::new() }
    }

    fn doors(&mut self) -> &mut ShopDoors {
        self.service.doors()
    }

    /// Lets time pass, as [`run`] does, until this much has.
    fn pass(&mut self, time: SignedDuration) {
        let end = self.clock.now() + time;
        loop {
            match self.service.next_step() {
                Next::Do(job) => {
                    self.jobs.push((self.clock.now(), job.clone()));
                    drive(self.service.perform(&job));
                }
                Next::Wait(until) if until <= end => self.clock.forward(until.duration_since(self.clock.now())),
                Next::Wait(_) => break,
            }
        }
        self.clock.forward(end.duration_since(self.clock.now()));
    }

    fn exports(&self) -> Vec<String> {
        let exports = self.jobs.iter().filter(|(_, job)| matches!(job, Job::Export(_)));
        exports.map(|(at, _)| crate::core::poland::local(*at).strftime("%H:%M").to_string()).collect()
    }

    fn arrives(&mut self, n: u32) {
        let at = self.clock.now();
        let mut order = order(n);
        let text = json!(at.to_string());
        order["updatedAt"] = text.clone();
        order["payment"]["finishedAt"] = text.clone();
        order["lineItems"][0]["boughtAt"] = text;
        self.doors().shop.allegro.change(|world| world.put(order, "READY_FOR_PROCESSING", at));
    }

    fn state(&mut self, n: u32) -> State {
        self.doors().shop.house.record(n).state
    }
}

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

fn hours(n: i64) -> SignedDuration {
    SignedDuration::from_hours(n)
}

#[test]
fn i14_what_stops_every_look_is_told_once_a_day_and_anew_when_it_was_over() {
    let mut day = Day::new(vec![order(1)], Schedule::default());
    let problem = Problem::error(crate::core::message::text::Led001 { path: "x".into() });
    let broken = Some(Trouble { problem, fault: crate::core::problem::Fault::Usage });
    let told = |day: &Day| day.hub.state().last_events.iter().filter(|event| event.number.is_none()).count();
    day.doors().broken_look.clone_from(&broken);
    day.pass(hours(12));
    assert!(day.jobs.iter().filter(|(_, job)| matches!(job, Job::Look(_))).count() > 100, "{:?}", day.jobs.len());
    assert_eq!(told(&day), 1);
    day.pass(hours(24));
    assert_eq!(told(&day), 2, "a day later once more");
    day.doors().broken_look = None;
    day.pass(hours(1));
    day.doors().broken_look = broken;
    day.pass(hours(1));
    assert_eq!(told(&day), 3);
}

#[test]
fn a_day_runs_by_its_schedule_and_every_order_arrives_once() {
    let schedule = Schedule {
        every_minutes: 0,
        daily_at: vec!["06:00".to_owned(), "12:30".to_owned(), "18:30".to_owned()],
        ..Schedule::default()
    };
    let mut day = Day::new(vec![order(1)], schedule);
    for n in 2..=24 {
        day.pass(hours(1));
        day.arrives(n);
    }
    day.pass(hours(1));
    assert_eq!(day.exports(), ["06:00", "12:30", "18:30"]);
    day.pass(hours(24));
    assert_eq!(day.exports().len(), 6);
    assert_eq!(day.doors().shop.documents().len(), 24);
    day.doors().shop.assert_visible();
    let shown = day.hub.state();
    assert_eq!((shown.companies[COMPANY].imported, shown.companies[COMPANY].errors), (24, 0));
    assert_eq!(shown.accounts[ALIAS].problem, None);
    assert!(shown.accounts[ALIAS].next_run.is_some() && !shown.accounts[ALIAS].silent);
}

#[test]
fn i14_what_could_not_be_read_is_the_accounts_trouble_until_it_can() {
    let mut day = Day::new((1..=3).map(order).collect(), Schedule { every_minutes: 15, ..Schedule::default() });
    day.pass(MINUTE * 20);
    let good = day.hub.state().accounts[ALIAS].last_good;
    let (thing, instead) = (Thing::Events, Instead::Status(500));
    day.doors().shop.allegro.begin(&AllegroTrouble::Of { thing, instead, times: None });
    day.pass(MINUTE * 40);
    let shown = day.hub.state();
    assert_eq!(shown.accounts[ALIAS].problem.as_ref().unwrap().place.path.as_deref(), Some("/order/events"));
    assert_eq!(shown.accounts[ALIAS].last_good, good);
    day.doors().shop.allegro.begin(&AllegroTrouble::Over);
    // By its own back-off, and not at the next usual time.
    day.pass(MINUTE * 6);
    let shown = day.hub.state();
    assert!(shown.accounts[ALIAS].problem.is_none() && shown.accounts[ALIAS].last_good > good);
}

#[test]
fn i2_i5_allegro_the_base_and_the_folders_away_and_back_and_every_order_arrives_once() {
    let mut day = Day::new((1..=3).map(order).collect(), Schedule { every_minutes: 15, ..Schedule::default() });
    // Allegro is away from the first moment.
    day.doors().shop.allegro.begin(&AllegroTrouble::Outage { status: 503, requests: 6 });
    day.pass(SignedDuration::from_secs(20));
    let shown = day.hub.state();
    assert!(shown.accounts[ALIAS].problem.is_some() && shown.accounts[ALIAS].last_good.is_none());
    assert_eq!(day.doors().shop.documents().len(), 0);
    // It comes back by itself.
    day.pass(MINUTE * 20);
    assert_eq!(day.hub.state().accounts[ALIAS].problem, None);
    assert_eq!(day.doors().shop.documents().len(), 3);
    // A file lies ready, and the base goes.
    day.arrives(4);
    day.doors().shop.export(&Window::News);
    day.doors().shop.house.base.away = true;
    let before = day.jobs.len();
    day.pass(hours(1));
    let shown = day.hub.state();
    assert_eq!(shown.companies[COMPANY].problem.as_ref().unwrap().code(), "OPT-001");
    assert_eq!(day.doors().shop.house.outbox().len(), 1, "the file waits where it lay");
    let jobs = day.jobs.len() - before;
    assert!(jobs < 60, "an outage is no storm: {jobs}");
    // Back; within five minutes it is seen.
    day.doors().shop.house.base.away = false;
    day.pass(MINUTE * 5);
    assert_eq!(day.doors().shop.documents().len(), 4);
    assert_eq!(day.hub.state().companies[COMPANY].problem, None);
    // The drop folder goes with a file in it; orders come in meanwhile.
    let disk = day.doors().shop.house.disk.clone();
    let folders = day.doors().shop.house.folders.clone();
    day.arrives(5);
    day.doors().shop.export(&Window::News);
    let (name, bytes) = day.doors().shop.house.outbox().pop_first().unwrap();
    crate::spool::Disk::remove_file(&disk, &folders.outbox().join(name)).unwrap();
    day.doors().shop.house.drop_file("od-kolegi.xml", &bytes);
    let inbox = disk.take_away(&folders.inbox());
    day.arrives(6);
    day.pass(hours(1));
    let problem = day.hub.state().companies[COMPANY].problem.clone().unwrap();
    assert!(problem.code().starts_with("SPL"), "{problem:?}");
    assert_eq!(day.doors().shop.documents().len(), 4);
    disk.give_back(inbox);
    day.pass(MINUTE * 6);
    assert_eq!(day.doors().shop.documents().len(), 6);
    // And so does the folder that orders are written into.
    let outbox = disk.take_away(&folders.outbox());
    day.arrives(7);
    day.pass(hours(1));
    assert!(day.hub.state().accounts[ALIAS].problem.is_some());
    assert_eq!(day.doors().shop.documents().len(), 6);
    disk.give_back(outbox);
    day.pass(hours(1));
    assert_eq!(day.doors().shop.documents().len(), 7);
    let shown = day.hub.state();
    assert_eq!((&shown.companies[COMPANY].problem, &shown.accounts[ALIAS].problem), (&None, &None));
    day.doors().shop.assert_visible();
}

#[test]
fn what_stopped_a_company_is_shown_as_long_as_it_is_so_whether_files_lie_there_or_not() {
    let mut day = Day::new(vec![order(1)], Schedule { every_minutes: 15, ..Schedule::default() });
    day.pass(MINUTE);
    let shown =
        |day: &Day| day.hub.state().companies[COMPANY].problem.as_ref().map(|problem| problem.code().to_owned());
    assert_eq!(shown(&day), None);
    // The base goes while a file lies ready, and a person takes the file away: the base is still gone.
    day.doors().shop.house.base.away = true;
    day.doors().shop.house.drop_file("a.xml", b"<ROOT/>");
    day.pass(MINUTE * 5);
    let disk = day.doors().shop.house.disk.clone();
    let inbox = day.doors().shop.house.folders.inbox();
    crate::spool::Disk::remove_file(&disk, &inbox.join("a.xml")).unwrap();
    day.pass(hours(1));
    assert_eq!(shown(&day).as_deref(), Some("OPT-001"));
    // The folder goes, too, and comes back: what was said of it is over, what is true of the base is not.
    let gone = disk.take_away(&inbox);
    day.pass(MINUTE * 6);
    assert_eq!(shown(&day).as_deref(), Some("SPL-003"));
    disk.give_back(gone);
    day.pass(MINUTE * 6);
    assert_eq!(shown(&day).as_deref(), Some("OPT-001"));
    // And it is over when the base answers, without a file that would have to come first.
    day.doors().shop.house.base.away = false;
    day.pass(MINUTE * 6);
    assert_eq!(shown(&day), None);
    // A trouble of the folders alone is over with a look, and nobody asks the base for that.
    let before = day.doors().shop.house.base.calls;
    let gone = disk.take_away(&inbox);
    day.pass(MINUTE * 6);
    assert_eq!(shown(&day).as_deref(), Some("SPL-003"));
    disk.give_back(gone);
    day.pass(MINUTE * 6);
    assert_eq!((shown(&day), day.doors().shop.house.base.calls), (None, before));
}

#[test]
fn i14_a_folder_that_cannot_be_looked_into_is_shown_and_the_files_of_the_other_go_in() {
    let mut day = Day::new(vec![order(1)], Schedule { every_minutes: 15, ..Schedule::default() });
    day.pass(MINUTE);
    let before = day.hub.state().companies[COMPANY].imported;
    let disk = day.doors().shop.house.disk.clone();
    let inbox = day.doors().shop.house.folders.inbox();
    let outbox = day.doors().shop.house.folders.outbox();
    day.doors()
        .shop
        .allegro
        .change(|world| world.put(order(2), "READY_FOR_PROCESSING", "2026-11-22T23:05:00Z".parse().unwrap()));
    day.doors().shop.export(&Window::News);
    let (name, bytes) = day.doors().shop.house.outbox().pop_first().unwrap();
    let gone = disk.take_away(&outbox);
    disk.put(inbox.join(name), &bytes);
    day.pass(MINUTE * 6);
    let shown = day.hub.state().companies[COMPANY].clone();
    assert_eq!(shown.problem.as_ref().map(crate::core::problem::Problem::code), Some("SPL-003"));
    assert_eq!(shown.imported, before + 1);
    disk.give_back(gone);
    day.pass(MINUTE * 6);
    assert_eq!(day.hub.state().companies[COMPANY].problem, None);
}

#[test]
fn a_machine_that_slept_makes_up_for_it_once() {
    let mut day = Day::new(vec![order(1)], Schedule { every_minutes: 15, ..Schedule::default() });
    day.pass(MINUTE);
    let before = day.exports().len();
    day.clock.forward(hours(9));
    day.pass(MINUTE);
    assert_eq!(day.exports().len(), before + 1);
}

#[test]
fn a_refused_file_comes_by_itself_when_what_it_lacked_is_there() {
    let mut day = Day::new(vec![order(1)], Schedule { every_minutes: 60, ..Schedule::default() });
    let (good, lacking) = {
        let good = day.doors().shop.settings.clone();
        let mut lacking = good.clone();
        lacking.documents.private.warehouse = "NIEMA".to_owned();
        (good, lacking)
    };
    day.doors().shop.settings = lacking;
    day.pass(MINUTE * 20);
    assert_eq!(day.state(1), State::Error);
    let errors = day.doors().shop.house.folders.errors();
    let lies = |day: &mut Day| day.doors().shop.house.disk.files().iter().filter(|f| f.starts_with(&errors)).count();
    assert_eq!(lies(&mut day), 3, "file, receipt, words: as long as it cannot be, it lies there untouched");
    let events = day.hub.state().last_events.len();
    day.pass(MINUTE * 20);
    assert_eq!(day.hub.state().last_events.len(), events, "a try that cannot be is not told again");
    // The file says NIEMA, and so does the base now.
    let renamed = "UPDATE CDN.Magazyny SET Mag_Symbol = 'NIEMA' WHERE Mag_Symbol = 'MAGAZYN'";
    drive(day.doors().shop.house.base.inner.raw(renamed)).unwrap();
    day.doors().shop.settings = good;
    day.pass(MINUTE * 6);
    assert_eq!(day.state(1), State::Imported);
    assert_eq!(lies(&mut day), 0);
    day.doors().shop.assert_visible();
}

#[test]
fn a_changed_table_makes_waiting_orders_come_at_once() {
    let mut body = order(1);
    body["lineItems"][0]["offer"]["external"] = Value::Null;
    let mut day =
        Day::new(vec![body], Schedule { every_minutes: 0, daily_at: vec!["00:00".to_owned()], ..Schedule::default() });
    day.service.wish(None);
    day.pass(MINUTE);
    assert_eq!(day.state(1), State::Error);
    let offer = order(1)["lineItems"][0]["offer"]["id"].as_str().unwrap().to_owned();
    let doors = day.doors();
    let mapped = ProductRow { code: Some("KUBEK".to_owned()), rate: None, oss_group: String::new() };
    doors.shop.tables.products.insert(offer, mapped);
    doors.fingerprint += 1;
    day.pass(MINUTE);
    assert_eq!(day.state(1), State::Imported);
}

#[test]
fn settings_that_cannot_be_used_leave_the_last_good_ones_in_force() {
    let mut day = Day::new(vec![order(1)], Schedule { every_minutes: 15, ..Schedule::default() });
    day.pass(MINUTE);
    day.doors().broken_settings = true;
    day.pass(hours(1));
    assert!(day.exports().len() >= 4);
    assert_eq!(day.hub.state().settings_problem.unwrap().code(), "SET-004");
    day.doors().broken_settings = false;
    day.pass(MINUTE);
    assert_eq!(day.hub.state().settings_problem, None);
}

#[test]
fn a_table_that_breaks_is_told_once_stays_shown_and_is_told_once_when_it_is_well() {
    use crate::core::message::text::{Tab003, Tab033};
    let mut day = Day::new(vec![order(1)], Schedule { every_minutes: 15, ..Schedule::default() });
    day.pass(MINUTE);
    let about = |day: &Day| -> Vec<String> {
        let state = day.hub.state();
        let events = state.last_events.iter().rev().filter(|event| event.what == "products.csv");
        events.filter_map(|event| event.problem.as_ref()).map(|problem| problem.code().to_owned()).collect()
    };
    let twice = Tab003 { file: "products.csv".into(), key: "1".into(), first: 2_u32.into() };
    let kept = Tab033 { file: "products.csv".into(), since: "2026-11-22 12:00".into() };
    let mistakes = vec![Problem::error(twice).at_line(3), Problem::warning(kept)];
    day.doors().tables = BTreeMap::from([("products.csv".to_owned(), mistakes.clone())]);
    day.pass(hours(2));
    assert_eq!(about(&day), ["TAB-003", "TAB-033"]);
    assert_eq!(day.hub.state().tables["products.csv"], mistakes);
    assert!(serde_json::to_string(&day.hub.state()).unwrap().contains("\"tables\":{\"products.csv\":[{"));
    assert!(day.hub.untold().events.iter().all(|event| event.what != "products.csv"), "letters go by the state");
    day.doors().tables.clear();
    day.pass(hours(2));
    assert_eq!(about(&day), ["TAB-003", "TAB-033", "TAB-040"]);
    assert!(day.hub.state().tables.is_empty());
}

#[test]
fn what_stands_refused_is_counted_however_many_runs_went_by() {
    let mut wrong = order(1);
    wrong["summary"]["totalToPay"]["amount"] = json!("1.00");
    let mut day = Day::new(vec![wrong, order(2)], Schedule { every_minutes: 15, ..Schedule::default() });
    for _ in 0..3 {
        day.pass(MINUTE * 20);
        let shown = day.hub.state();
        let counted = (shown.accounts[ALIAS].errors, shown.accounts[ALIAS].waiting);
        assert_eq!(counted, (1, 0), "{:?}", day.doors().shop.house.records());
    }
    assert!(day.exports().len() >= 3);
    // What is mended is counted no more.
    let mut right = order(1);
    let now = day.clock.now();
    right["updatedAt"] = json!(now.to_string());
    day.doors().shop.allegro.change(|world| world.put(right, "BUYER_MODIFIED", now));
    day.pass(hours(2));
    assert_eq!(day.hub.state().accounts[ALIAS].errors, 0, "{:?}", day.doors().shop.house.records());
}

#[test]
fn a_file_that_is_still_written_waits_and_then_comes_within_three_seconds() {
    let mut day = Day::new(vec![order(1)], Schedule { every_minutes: 0, ..Schedule::default() });
    day.pass(MINUTE);
    let (_, bytes) = {
        let shop = &mut day.doors().shop;
        let everything = Window::Since(Timestamp::UNIX_EPOCH);
        shop.export(&everything);
        let file = shop.house.outbox().pop_first().unwrap();
        let path = shop.house.folders.outbox().join(&file.0);
        crate::spool::Disk::remove_file(&shop.house.disk, &path).unwrap();
        file
    };
    let second = SignedDuration::from_secs(1);
    for part in [100, 200, bytes.len()] {
        let now = day.clock.now();
        day.doors().shop.house.disk.set_now(now);
        day.doors().shop.house.drop_file("od-kolegi.xml", &bytes[..part]);
        day.service.agenda().hinted(now);
        day.pass(second);
        assert_eq!(day.doors().shop.documents().len(), 0, "{part}");
    }
    day.pass(second * 2);
    assert_eq!(day.doors().shop.documents().len(), 1);
}

#[test]
fn a_stop_is_obeyed_also_in_the_middle_of_the_work() {
    let many = or_part(200_usize, 60);
    let mut day = Day::new(
        (1..=u32::try_from(many).unwrap()).map(order).collect(),
        Schedule { every_minutes: 15, ..Schedule::default() },
    );
    let everything = Window::Since(Timestamp::UNIX_EPOCH);
    day.doors().shop.export(&everything);
    day.service.stop().store(true, std::sync::atomic::Ordering::Relaxed);
    day.pass(SignedDuration::from_secs(1));
    assert_eq!(day.doors().shop.documents().len(), 0, "no further file is begun");
    assert_eq!(day.doors().shop.house.outbox().len(), many, "and none is lost");
    day.service.stop().store(false, std::sync::atomic::Ordering::Relaxed);
    day.pass(MINUTE * 2);
    assert_eq!(day.doors().shop.documents().len(), many);
}

#[test]
fn i13_what_needs_a_person_is_an_event_each_and_once() {
    let mut day = Day::new(vec![order(1), order(2)], Schedule { every_minutes: 15, ..Schedule::default() });
    day.pass(hours(1));
    let mut moved = order(1);
    moved["updatedAt"] = json!(day.clock.now().to_string());
    moved["delivery"]["address"]["city"] = json!("Nowe Miasto");
    moved["lineItems"][0]["quantity"] = json!(3);
    let now = day.clock.now();
    day.doors().shop.allegro.change(|world| world.put(moved, "BUYER_MODIFIED", now));
    day.doors().shop.house.base.raw("DELETE FROM CDN.TraNag WHERE TrN_TrNID = 2");
    // Twice on each of the next days.
    day.pass(hours(40));
    let events = day.hub.state().last_events;
    let told =
        |code: &str| events.iter().filter(|event| event.problem.as_ref().is_some_and(|it| it.code() == code)).count();
    assert_eq!((told("ORD-904"), told("ORD-906")), (1, 1), "{events:?}");
    assert!(events.iter().any(|event| event.what == COMPANY && event.problem.as_ref().unwrap().code() == "LIF-020"));
}

#[test]
fn a_language_and_a_level_of_the_log_that_change_are_taken_up() {
    let mut day = Day::new(Vec::new(), Schedule::default());
    day.pass(MINUTE);
    assert_eq!((day.hub.state().language, day.hub.state().log_level), (Language::Polish, LogLevel::Info));
    let settings = &mut day.doors().shop.settings;
    (settings.language, settings.log.level) = (Language::English, LogLevel::Debug);
    day.pass(MINUTE);
    assert_eq!((day.hub.state().language, day.hub.state().log_level), (Language::English, LogLevel::Debug));
}
