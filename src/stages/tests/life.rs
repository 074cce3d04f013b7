//! The whole life of orders, whatever happens to them at Allegro, on the disk, in Optima and by a person, in whatever
//! order. When all trouble is over and both stages have run, each order is what it should be.

mod allegro;
mod step;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use jiff::SignedDuration;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use allegro::{Allegro, fetched};
use step::{Change, Hand, Kept, Moment, Said, Stage, Step, any_kept, any_moment, any_step};

use super::double::{Call, Trouble};
use super::shop::{ALIAS, House, alive, choices, documents, everything, id, now, order, stage, until_death};
use crate::allegro::wire;
use crate::clock::{Clock, ManualClock};
use crate::core::correction::{Correction, Corrections, Field, said};
use crate::core::essence::essence;
use crate::core::life::{self, Answer, Closer, Happening, Kind};
use crate::core::message::{Catalogue, Language};
use crate::core::problem::Severity;
use crate::core::settings::{AfterImport, Handoff, Settings};
use crate::core::tables::Tables;
use crate::ledger::{Life, State, Step as Noted};
use crate::optima::{OptimaDb as _, OptimaError};
use crate::spool::Disk;
use crate::spool::testing::{self, FaultyDisk};
use crate::stages::export::{Export, ExportReport, Window};
use crate::stages::import::ImportReport;
use crate::stages::take_out::{Lies, lies, take_out};
use crate::stages::{NoProgress, StageError};
use crate::whole::or_part;
use crate::xml;

/// So many orders, from 1.
const ORDERS: u32 = 3;
/// After so long, whatever failed is tried again, and what Allegro does not show is told.
const LONG: SignedDuration = SignedDuration::from_hours(25);

/// Everything that things happen to.
struct Play {
    allegro: Allegro,
    house: House,
    settings: Settings,
    tables: &'static Tables,
    texts: Catalogue,
    clock: Arc<ManualClock>,
    copy: Option<Vec<u8>>,
}

fn unreachable() -> OptimaError {
    OptimaError::Unreachable { place: "base".to_owned(), why: "no route".to_owned() }
}

impl Play {
    fn new(kept: Kept) -> Self {
        static CHOICES: OnceLock<(Settings, Tables)> = OnceLock::new();
        let (settings, tables) = CHOICES.get_or_init(choices);
        let mut settings = settings.clone();
        if kept.manual {
            settings.handoff = Handoff::Manual;
        }
        if kept.replace {
            settings.orders.after_import = AfterImport::Replace;
        }
        let mut house = House::new();
        house.base.alone = kept.alone;
        let mut play = Self {
            allegro: Allegro::default(),
            house,
            settings,
            tables,
            texts: Catalogue::new(Language::Polish),
            clock: Arc::new(ManualClock::new(now())),
            copy: None,
        };
        play.export(&everything()).1.unwrap();
        play
    }

    fn export(&mut self, window: &Window) -> (ExportReport, Result<(), StageError>) {
        let (report, done) = self.export_on(&self.house.disk.clone(), window);
        (report, done.expect("it died"))
    }

    /// None: the process died.
    fn export_on(&mut self, disk: &dyn Disk, window: &Window) -> (ExportReport, Option<Result<(), StageError>>) {
        let mut report = ExportReport::new(ALIAS);
        let mut stage = Export {
            account: ALIAS,
            orders: &mut self.allegro,
            base: Some(&mut self.house.base),
            ledger: &mut self.house.ledger,
            disk,
            folders: &self.house.folders,
            settings: &self.settings,
            tables: self.tables,
            clock: &*self.clock,
            progress: &NoProgress,
            elsewhere: &|_| None,
            dry_run: false,
        };
        let done = until_death(stage.run(window, &mut report));
        (report, done)
    }

    fn import(&mut self) -> (ImportReport, Result<(), StageError>) {
        let (report, done) = self.import_on(Arc::new(self.house.disk.clone()));
        (report, done.expect("it died"))
    }

    /// None: the process died.
    fn import_on(&mut self, disk: Arc<dyn Disk>) -> (ImportReport, Option<Result<(), StageError>>) {
        let mut report = ImportReport::default();
        let mut stage = stage(&mut self.house, disk, &self.settings, &self.texts);
        stage.clock = &*self.clock;
        let done = until_death(stage.run(&mut report));
        (report, done)
    }

    /// The process dies at this moment of a run, if the run comes so far, and another begins.
    fn dies(&mut self, stage: Stage, moment: Moment) {
        let whole = self.house.disk.clone();
        let disk: Arc<dyn Disk> = match moment {
            Moment::Disk(n) => Arc::new(FaultyDisk::failing(whole, n, testing::Fault::Kill)),
            Moment::Base(death) => {
                (self.house.base.calls, self.house.base.death) = (0, Some(death));
                Arc::new(whole)
            }
        };
        match stage {
            Stage::Export => drop(self.export_on(&*disk, &Window::News)),
            Stage::Import => drop(self.import_on(disk)),
        }
        self.house.base.death = None;
        self.house.disk.restart();
        // What a connection has open is undone when it closes.
        alive(self.house.base.undo_group());
    }

    fn life(&self, n: u32) -> Option<Life> {
        self.house.ledger.order(&id(n)).unwrap()
    }

    fn happens(&mut self, n: u32, happening: Happening, may: impl FnOnce(&Life) -> bool) {
        if let Some(life) = self.life(n).filter(may) {
            let (after, _) = life::after(&life, happening, self.clock.now());
            self.house.ledger.record(&[after]).unwrap();
        }
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Export => drop(self.export(&Window::News)),
            Step::Import => drop(self.import()),
            // What was joined does not come again.
            Step::Allegro(n, _) if self.allegro.joined.contains_key(&n) => {}
            Step::Allegro(n, change) => self.change(n, change),
            Step::Joins(n, with) => self.join(n, with),
            Step::File(n, hand) => self.hand(n, hand),
            Step::Backup => self.copy = Some(self.house.copy_base()),
            Step::Restore => {
                if let Some(copy) = self.copy.clone() {
                    self.house.restore_base(&copy);
                }
            }
            Step::DeleteDocument(n) => {
                let all = documents(&mut self.house);
                if let Some(document) = all.iter().find(|document| document.order_id == id(n)) {
                    let number = &document.number;
                    self.house.base.raw(&format!("DELETE FROM CDN.TraNag WHERE TrN_NumerPelny = '{number}'"));
                }
            }
            Step::Fails(call) => {
                self.house.base.troubles.clear();
                self.house.base.plan(call, Trouble::Fails(unreachable()));
            }
            Step::LosesAnswer => {
                self.house.base.troubles.clear();
                let unknown = OptimaError::CommitUnknown { key: uuid::Uuid::nil(), why: "gone".to_owned() };
                let call = if self.house.base.alone { Call::Apply } else { Call::Close };
                self.house.base.plan(call, Trouble::Lost(unknown));
            }
            Step::Away(exports) => {
                self.house.base.away = true;
                self.step(if exports { Step::Export } else { Step::Import });
                self.house.base.away = false;
            }
            Step::Dies(stage, moment) => self.dies(stage, moment),
            Step::Fault(n, None) => drop(self.allegro.faults.remove(&n)),
            Step::Fault(n, Some(fault)) => drop(self.allegro.faults.insert(n, fault)),
            Step::Retry(n) => self.happens(n, Happening::Retried, Life::may_be_retried),
            Step::AskFor(n) => drop(self.export(&Window::Only(vec![id(n).parse().unwrap()]))),
            Step::Ignore(n) => self.happens(n, Happening::Ignored, Life::is_open),
            Step::Answer(n, said) => {
                let answer = match said {
                    Said::Done => Answer::Done,
                    Said::Again => Answer::Again,
                    Said::Elsewhere => Answer::Elsewhere(None),
                    Said::MeantSo => Answer::MeantSo,
                    Said::Restore => Answer::Restore,
                };
                self.happens(n, Happening::Answered(answer.clone()), |life| life::may_answer(life, &answer));
            }
            Step::Corrects(n, meant) => self.corrects(n, meant),
            Step::Wait(minutes) => self.clock.forward(SignedDuration::from_mins(minutes)),
        }
    }

    /// As the workplace does it: the order is noted with its correction, and then its file goes.
    fn corrects(&mut self, n: u32, meant: bool) {
        let Some(life) = self.life(n).filter(|life| life.may_be_retried() && life.state != State::Ignored) else {
            return;
        };
        let Some(Ok(order)) = self.house.ledger.body(&id(n)).unwrap().map(|body| wire::decode(&body)) else { return };
        let had = self.house.ledger.corrections(&id(n)).unwrap();
        let at = self.clock.now();
        let one = Correction {
            was: said(&order, &Field::ToStreet),
            is: "ul. Poprawna 5".to_owned(),
            by: "panel".to_owned(),
            at,
        };
        let has: Corrections = meant.then_some((Field::ToStreet, one)).into_iter().collect();
        let Lies::Free(found) = lies(&self.house.disk, &self.house.folders, &life, 1 << 24).unwrap() else { return };
        let (after, _) = life::after(&life, Happening::Corrected, at);
        assert!(self.house.ledger.correct((&life, &had), (&after, &has)).unwrap());
        take_out(&self.house.disk, &found).unwrap();
    }

    fn change(&mut self, n: u32, change: Change) {
        self.clock.forward(SignedDuration::from_secs(1));
        let known = self.allegro.orders.get(&n).cloned();
        let mut changed = known.unwrap_or_else(|| order(n));
        changed["updatedAt"] = json!(self.clock.now().to_string());
        let event = match change {
            Change::Ready => {
                let paid = order(n);
                changed["status"] = paid["status"].clone();
                changed["fulfillment"] = paid["fulfillment"].clone();
                changed["payment"]["finishedAt"] = paid["payment"]["finishedAt"].clone();
                changed["payment"]["paidAmount"] = changed["summary"]["totalToPay"].clone();
                "READY_FOR_PROCESSING"
            }
            Change::Address => {
                changed["delivery"]["address"]["street"] = json!(format!("ul. Nowa {}", self.allegro.events.len()));
                "BUYER_MODIFIED"
            }
            Change::Total => {
                // The price is one or the other, so that it may be again what it was.
                let dear = changed["lineItems"][0]["price"]["amount"] == "39.90";
                let price = if dear { "29.90" } else { "39.90" };
                changed["lineItems"][0]["price"]["amount"] = json!(price);
                changed["lineItems"][0]["originalPrice"]["amount"] = json!(price);
                self.sum_up(&mut changed);
                "BUYER_MODIFIED"
            }
            Change::Cancelled => {
                changed["status"] = json!("CANCELLED");
                "BUYER_CANCELLED"
            }
            Change::Labelled => {
                changed["fulfillment"]["status"] = json!("CANCELLED");
                "FULFILLMENT_STATUS_CHANGED"
            }
            Change::Unpaid => {
                changed["status"] = json!("FILLED_IN");
                changed["payment"]["finishedAt"] = Value::Null;
                changed["payment"]["paidAmount"] = Value::Null;
                "FILLED_IN"
            }
            Change::Returned => {
                changed["fulfillment"]["status"] = json!("RETURNED");
                "FULFILLMENT_STATUS_CHANGED"
            }
        };
        self.allegro.put(n, changed, event);
    }

    /// The total follows from the lines, and is another revision.
    fn sum_up(&self, order: &mut Value) {
        let amount = |value: &Value| value["amount"].as_str().unwrap().parse::<Decimal>().unwrap();
        let lines = order["lineItems"].as_array().unwrap().iter().map(|line| amount(&line["price"])).sum::<Decimal>();
        let total = (lines + amount(&order["delivery"]["cost"])).to_string();
        order["summary"]["totalToPay"]["amount"] = json!(total);
        if !order["payment"]["paidAmount"].is_null() {
            order["payment"]["paidAmount"]["amount"] = json!(total);
        }
        order["revision"] = json!(format!("r{}", self.allegro.events.len()));
    }

    fn join(&mut self, n: u32, with: u32) {
        self.clock.forward(SignedDuration::from_secs(1));
        // Allegro gives joined purchases a new id.
        if self.allegro.orders.contains_key(&with) || self.allegro.joined.contains_key(&with) {
            return;
        }
        let Some(mut lines) = self.allegro.orders.get(&n).map(|order| order["lineItems"].clone()) else { return };
        self.allegro.orders.remove(&n);
        self.allegro.joined.insert(n, with);
        let mut joined = order(with);
        joined["lineItems"].as_array_mut().unwrap().append(lines.as_array_mut().unwrap());
        joined["updatedAt"] = json!(self.clock.now().to_string());
        self.sum_up(&mut joined);
        self.allegro.put(with, joined, "READY_FOR_PROCESSING");
    }

    fn hand(&mut self, n: u32, hand: Hand) {
        let Some((name, bytes)) = self.house.outbox().into_iter().find(|(name, _)| name.contains(id(n).as_str()))
        else {
            return;
        };
        let path = self.house.folders.outbox().join(&name);
        let edited = |from, to| String::from_utf8(bytes.clone()).unwrap().replace(from, to).into_bytes();
        match hand {
            Hand::Corrects => self.house.disk.put(&path, &edited("ul. ", "al. ")),
            Hand::Breaks => self.house.disk.put(&path, &edited("4.89<", "5.89<")),
            Hand::Deletes | Hand::Renames | Hand::MovesToInbox => self.house.disk.remove_file(&path).unwrap(),
        }
        match hand {
            Hand::Renames => self.house.disk.put(path.with_file_name(format!("zmienione-{n}.xml")), &bytes),
            Hand::MovesToInbox => self.house.drop_file(&name, &bytes),
            Hand::Deletes | Hand::Corrects | Hand::Breaks => {}
        }
    }

    /// Where files of the order lie that wait or were refused.
    fn files(&self, n: u32) -> Vec<PathBuf> {
        let folders = &self.house.folders;
        let places = [folders.outbox(), folders.inbox(), folders.errors()];
        let is_of = |path: &PathBuf| {
            let bytes = self.house.disk.bytes(path).unwrap();
            let read = xml::read(&bytes, &xml::Limits::default());
            let named = path.to_string_lossy().contains(id(n).as_str());
            let of = |file: xml::ReadFile| {
                let mut read = file.documents.iter().flatten();
                read.any(|(document, _)| {
                    crate::stages::import::order_of(document).is_some_and(|o| id(n).known() == Some(o))
                })
            };
            named || read.is_ok_and(of)
        };
        let lie = |path: &PathBuf| places.iter().any(|place| path.parent() == Some(place));
        let xml = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "xml");
        self.house.disk.files().into_iter().filter(|path| lie(path) && xml(path) && is_of(path)).collect()
    }

    fn histories(&self) -> Vec<Vec<Noted>> {
        (1..=ORDERS).map(|n| self.house.ledger.history(&id(n)).unwrap()).collect()
    }

    /// Nobody doubles a document, at any moment.
    fn never_two(&mut self) {
        let all = documents(&mut self.house);
        for n in 1..=ORDERS {
            assert!(all.iter().filter(|document| document.order_id == id(n)).count() <= 1, "{n} twice: {all:?}");
        }
    }

    /// All trouble is over, and both stages run; a third time nothing more is said.
    fn rest(&mut self) {
        self.house.base.troubles.clear();
        self.allegro.faults.clear();
        for _ in 0..2 {
            self.clock.forward(LONG);
            self.export(&Window::News).1.unwrap();
            self.import().1.unwrap();
        }
        (1..=ORDERS).for_each(|n| self.check(n));
        let before = self.histories();
        self.clock.forward(LONG);
        let (exported, done) = self.export(&Window::News);
        done.unwrap();
        self.import().1.unwrap();
        assert_eq!(self.histories(), before);
        assert_eq!((exported.changed, exported.cancelled, exported.exported), (vec![], vec![], vec![]));
        let told = exported.notes.iter().filter(|note| note.severity > Severity::Note);
        assert_eq!(told.collect::<Vec<_>>(), Vec::<&crate::core::problem::Problem>::new());
    }

    /// One order is what it should be.
    fn check(&mut self, n: u32) {
        if self.allegro.joined.contains_key(&n) {
            return self.check_joined(n);
        }
        let Some(order) = self.allegro.orders.get(&n).cloned() else { return };
        let life = self.life(n).unwrap_or_else(|| panic!("{n} is invisible"));
        let all = documents(&mut self.house);
        let there = all.iter().any(|document| document.order_id == id(n));
        let files = self.files(n);
        let is = |what: &str, word: &str| order.pointer(what).and_then(Value::as_str) == Some(word);
        // The seller's label says nothing of what is not paid.
        let unpaid = is("/status", "FILLED_IN");
        let cancelled = is("/status", "CANCELLED") || (!unpaid && is("/fulfillment/status", "CANCELLED"));
        let returned = is("/fulfillment/status", "RETURNED");

        let waits = life.open_matters().next().is_some();
        let answered = is_answered(&life);
        let elsewhere = life.state == State::Duplicate && !life.is_ours_in_optima();
        let decided = answered || elsewhere || life.state == State::Ignored;
        let came_back = returned && (life.gone || (life.state == State::Waiting && life.problem.is_some()));
        let handed_over = life.state == State::Exported && !files.is_empty();
        let file = self.settings.handoff == Handoff::Manual && handed_over;
        if !cancelled && !unpaid {
            assert!(there || file || waits || decided || came_back, "{n} is lost: {life:?}, {files:?}");
        }
        match life.state {
            State::Imported => assert!(there || waits || decided || returned, "{life:?}"),
            State::Waiting | State::Error | State::Cancelled => assert!(life.problem.is_some(), "{life:?}"),
            State::Seen => panic!("{life:?}"),
            _ => {}
        }
        // The file of an order that waits is not among the refused; an older one of it may be.
        let errors = self.house.folders.errors();
        let waits_in = |file: &&PathBuf| life.state == State::Error || file.parent() != Some(&errors);
        let waiting: Vec<&PathBuf> = files.iter().filter(waits_in).collect();
        let has_file = matches!(life.state, State::Exported | State::Error) && life.file.is_some();
        let differs = || life.essence.as_deref() != Some(&essence(&fetched(&order).order.unwrap()));
        for matter in life.open_matters() {
            let is_true = match matter.kind {
                Kind::Cancelled => cancelled,
                Kind::Unpaid => unpaid,
                Kind::Returned => returned,
                Kind::Address
                | Kind::Delivery
                | Kind::Invoice
                | Kind::Lines
                | Kind::Total
                | Kind::Surcharges
                | Kind::Changed => !cancelled && !unpaid && differs(),
                Kind::Overtaken => {
                    let corrections = self.house.ledger.corrections(&id(n)).unwrap();
                    !corrections.overtaken(&fetched(&order).order.unwrap()).is_empty()
                }
                Kind::DocumentMissing => !there,
                Kind::FileMissing => has_file && waiting.is_empty() && !there,
                Kind::FileEdited => has_file && !files.is_empty() && (life.state == State::Error || differs()),
                Kind::Refused => life.state == State::Error,
                // Nothing here joins orders, hides them for ever, or makes what cannot be read.
                Kind::Joined | Kind::NotShown | Kind::Unreadable | Kind::Notes => false,
                Kind::OtherSum => there,
            };
            assert!(is_true, "{matter:?} is not true: {order}, {files:?}, {there}");
        }
    }

    /// The order that a joined one is by now.
    fn ends_as(&self, n: u32) -> Option<Life> {
        match self.allegro.joined.get(&n) {
            Some(with) => self.ends_as(*with),
            None => self.life(n),
        }
    }

    /// An order that Allegro has no more, if we ever heard of it: its lines are another order's, or it is a person's to
    /// say what becomes of its document.
    fn check_joined(&mut self, n: u32) {
        let Some(life) = self.life(n) else { return };
        let there = documents(&mut self.house).iter().any(|document| document.order_id == id(n));
        let told = life.matters.iter().any(|matter| matter.kind == Kind::Joined || matter.kind == Kind::NotShown);
        // One that was never paid holds no line that another has; nobody asks for it again.
        let unpaid = life.state == State::Waiting && life.problem.is_some();
        // Nobody reads what a person does not want to hear of, so nobody hears that its lines are this order's.
        let ignored = self.ends_as(n).is_some_and(|life| life.state == State::Ignored);
        let at_rest = ignored || unpaid || matches!(life.state, State::Superseded | State::Cancelled | State::Ignored);
        assert!(
            at_rest
                || told
                || is_answered(&life)
                || life.open_matters().next().is_some()
                || (there && life.has_document())
                || (life.gone && life.called_off),
            "{n}: {life:?}"
        );
        // One that was being imported meanwhile is refused, and lies there with its reason.
        let errors = self.house.folders.errors();
        let waits = self.files(n).iter().any(|file| file.parent() != Some(&errors));
        let file = self.settings.handoff == Handoff::Auto && life.state == State::Superseded && waits;
        assert!(!file, "{n} is joined, and its file waits: {life:?}");
    }
}

/// Did a person say something that still stands?
fn is_answered(life: &Life) -> bool {
    life.matters.iter().any(|matter| matter.closed.is_some_and(|closed| closed.by == Closer::Person))
}

/// The older order has its document, so the joined one is refused; a person enters what is new in it by hand and says so.
#[test]
fn who_entered_a_joined_order_by_hand_is_believed() {
    let mut play = Play::new(Kept { manual: false, replace: false, alone: false });
    play.change(1, Change::Ready);
    for step in [Step::Export, Step::Joins(1, 3), Step::Import, Step::Export] {
        play.step(step);
    }
    assert!(play.life(3).unwrap().has_open(Kind::Refused));
    play.step(Step::Answer(3, Said::Elsewhere));
    let life = play.life(3).unwrap();
    assert_eq!(life.state, State::Duplicate);
    assert!(!life.has_open(Kind::Refused));
    play.never_two();
    play.rest();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(or_part(300, 100)))]

    #[test]
    fn i1_i2_i12_i13_at_rest_every_order_is_what_it_should_be(
        kept in any_kept(),
        steps in proptest::collection::vec(any_step(), 4..or_part(40, 20)),
    ) {
        let mut play = Play::new(kept);
        play.change(1, Change::Ready);
        for step in steps {
            play.step(step);
            play.never_two();
        }
        play.rest();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(or_part(50, 8)))]

    #[test]
    fn i11_a_process_that_is_killed_in_every_run_changes_nothing_in_the_end(
        kept in any_kept(),
        steps in proptest::collection::vec((any_step(), any_moment()), 4..40),
    ) {
        let mut play = Play::new(kept);
        play.change(1, Change::Ready);
        for (step, moment) in steps {
            match step {
                Step::Export => play.dies(Stage::Export, moment),
                Step::Import => play.dies(Stage::Import, moment),
                _ => {}
            }
            play.never_two();
            play.step(step);
            play.never_two();
        }
        play.rest();
    }
}
