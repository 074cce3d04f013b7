//! `demo`: the whole way on the embedded simulator and sandbox, through files, in a fresh folder.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::demo_settings::start;
use super::progress::TerminalProgress;
use super::ui::{Exit, Ui};
use super::{export, import, status};
use crate::allegro::client::{Client, Connection};
use crate::allegro::login::Login;
use crate::allegro::pause::{NoPause, Pause};
use crate::allegro::simulator::{Running, Scenario, Simulator, World};
use crate::allegro::tokens::TokenStore;
use crate::clock::{Clock, ManualClock};
use crate::core::message::Language;
use crate::core::message::text::{
    Cli013, DemoAsk, DemoHead, DemoLogin, DemoLook, DemoResult, DemoRound, DemoScenario, DemoStageOne, DemoStageTwo,
    DemoSum,
};
use crate::core::problem::{Fault, Problem};
use crate::ledger::OrdersFilter;
use crate::optima::OptimaDb as _;
use crate::spool::{Disk as _, RealDisk};
use crate::stages::StageError;
use crate::stages::export::{Export, ExportReport, Window};
use crate::stages::import::{Import, ImportReport};
use crate::workplace::Failure;
use crate::workplace::logins::FileTokens;
use crate::workplace::{self, Company, Workplace};

/// Name of the demo's folder; a second one gets `-2`.
const FOLDER: &str = "allegro-optima-demo";

/// No scenario goes on longer than this many rounds.
const ROUNDS_MAX: u32 = 60;

/// So many rounds follow after the last happening, an hour by the simulator's clock: what the journal lost is found by
/// the sweep, which does not come with every round.
const ROUNDS_AFTER: u32 = 4;

pub async fn run(dir: &Path, orders: Option<&Path>, scenario: Option<&str>, ui: &Ui) -> Result<Exit, Failure> {
    let play = Play::prepare(orders, scenario)?;
    let dir = fresh_folder(dir)?;
    workplace::set_up(RealDisk, &dir, &start(ui))?;
    let place = Workplace::open(&dir)?;
    let count = play.simulator.change(|world| world.count());
    ui.say(DemoHead { orders: count.into(), dir: dir.as_path().into() });
    if play.rounds {
        let polish = ui.texts.language() == Language::Polish;
        let title = if polish { &play.scenario.title_pl } else { &play.scenario.title_en };
        ui.say(DemoScenario { title: title.into() });
    }
    let way = walk(&place, &play, ui).await;
    let breaches = play.simulator.take_breaches();
    debug_assert!(breaches.is_empty(), "not what Allegro describes: {breaches:#?}");
    // The simulator's thread ends with the process at the latest; its own trouble is nobody's here.
    let _ = play.simulator.shutdown();
    let exit = way?;
    conclude(&place, ui).await?;
    Ok(exit)
}

/// The simulated shop of a demo.
struct Play {
    scenario: Scenario,
    simulator: Running,
    clock: Arc<ManualClock>,
    /// Does more happen than one export and one import can show?
    rounds: bool,
}

impl Play {
    fn prepare(orders: Option<&Path>, wish: Option<&str>) -> Result<Self, Failure> {
        let unprepared =
            |why: String| Failure { problem: Problem::error(Cli013 { why: why.into() }), fault: Fault::Usage };
        let given = match orders {
            None => World::default(),
            Some(folder) => World::from_dir(folder).map_err(|error| unprepared(error.to_string()))?,
        };
        let scenario = if let Some(wish) = wish {
            Scenario::find(wish)?
        } else {
            // An hour after the last change: the demo is the same in every year.
            let world = if orders.is_none() { World::shipped() } else { given.clone() };
            let last = world.last_change().unwrap_or_default();
            let start = last.checked_add(SignedDuration::from_hours(1)).unwrap_or(last);
            Scenario { shipped: orders.is_none(), ..Scenario::calm(start) }
        };
        let clock = Arc::new(ManualClock::new(scenario.start));
        let simulator = Simulator::play(&scenario, given.orders(), Arc::clone(&clock) as Arc<dyn Clock>)
            .map_err(|error| unprepared(error.to_string()))?;
        if simulator.is_over() && simulator.change(|world| world.count()) == 0 {
            return Err(unprepared("0".to_owned()));
        }
        Ok(Self { scenario, simulator, clock, rounds: wish.is_some() })
    }

    fn connection(&self) -> Connection {
        self.simulator.connection()
    }
}

/// Waiting is what moves the simulated time.
struct Passing(Arc<ManualClock>);

impl Pause for Passing {
    fn pause(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.0.forward(SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX));
        Box::pin(std::future::ready(()))
    }
}

/// The first name that is free.
fn fresh_folder(dir: &Path) -> Result<PathBuf, Failure> {
    let below = |name: &str| std::path::absolute(dir.join(name)).unwrap_or_else(|_| dir.join(name));
    let mut folder = below(FOLDER);
    let mut number = 2;
    while folder.symlink_metadata().is_ok() {
        folder = below(&format!("{FOLDER}-{number}"));
        number += 1;
    }
    RealDisk.create_dir_all(&folder)?;
    Ok(folder)
}

/// Round after round until nothing more is to come; without a scenario, one.
async fn walk(place: &Workplace, play: &Play, ui: &Ui) -> Result<Exit, Failure> {
    let companies = place.companies()?;
    let Some((alias, company)) = place.settings.accounts.keys().next().zip(companies.first()) else {
        return Ok(Exit::Done);
    };
    let tokens = FileTokens::new(place.disk.clone(), &company.folders, alias);
    tokens.store(&play.simulator.log_in())?;
    let mut window = Window::Since(Timestamp::UNIX_EPOCH);
    let mut quiet = 0;
    let mut number = 1;
    loop {
        if play.rounds {
            ui.line("");
            ui.say(DemoRound { number: i64::from(number).into(), time: play.clock.now().to_string().into() });
        }
        let done = round(place, company, alias, play, &window, ui).await;
        let last = number == ROUNDS_MAX || quiet == ROUNDS_AFTER;
        let exit = match done {
            Ok(()) => {
                window = Window::News;
                Exit::Done
            }
            Err(failure) if !play.rounds => return Err(failure),
            Err(failure) if failure.fault == Fault::Login => {
                ui.warn(&failure.problem);
                match log_in(play, &tokens, ui).await {
                    Ok(()) => Exit::Done,
                    Err(failure) => {
                        ui.warn(&failure.problem);
                        return Ok(failure.fault.into());
                    }
                }
            }
            // An answer that cannot be read ends a round as an outage does.
            Err(failure) if failure.fault != Fault::Usage => {
                ui.warn(&failure.problem);
                failure.fault.into()
            }
            Err(failure) => return Err(failure),
        };
        // After a round that failed there is another one, as a schedule would have it.
        if !play.rounds || last {
            return Ok(exit);
        }
        quiet = if play.simulator.is_over() { quiet + 1 } else { 0 };
        number += 1;
        play.clock.forward(play.scenario.cycle);
    }
}

/// The seller agrees in the browser, or does not.
async fn log_in(play: &Play, tokens: &dyn TokenStore, ui: &Ui) -> Result<(), Failure> {
    let pause = Box::new(Passing(Arc::clone(&play.clock)));
    let login = Login::new(play.connection(), pause, play.clock.clone())?;
    let device = login.begin().await?;
    ui.say(DemoLogin { address: device.verification_uri.as_str().into() });
    login.finish(&device, tokens).await?;
    Ok(())
}

/// Both stages. What cannot be fetched does not keep what is there from being imported.
async fn round(
    place: &Workplace,
    company: &Company,
    alias: &str,
    play: &Play,
    window: &Window,
    ui: &Ui,
) -> Result<(), Failure> {
    let folders = &company.folders;
    let tables = place.tables(company)?;
    let mut base = place.base(company).await?;
    let mut ledger = company.ledger()?;
    let progress = TerminalProgress::new(ui.is_json());
    let tokens = Box::new(FileTokens::new(place.disk.clone(), folders, alias));
    let pause = Box::new(Passing(Arc::clone(&play.clock)));
    let mut client = Client::new(play.connection(), tokens, pause, play.clock.clone()).map_err(StageError::from)?;

    ui.line("");
    ui.say(DemoStageOne);
    let mut exported = ExportReport::new(alias);
    let mut stage = Export {
        account: alias,
        orders: &mut client,
        base: Some(&mut base),
        ledger: &mut ledger,
        disk: &*place.disk,
        folders,
        settings: place.settings.of_account(alias),
        tables: &tables,
        clock: &*play.clock,
        progress: &progress,
        dry_run: false,
    };
    // On the heap: a stage's future holds a page of orders.
    let fetched = Box::pin(stage.run(window, &mut exported)).await;
    export::show(&exported, false, ui);

    ui.line("");
    ui.say(DemoStageTwo);
    let mut imported = ImportReport::default();
    let mut stage = Import {
        company: &company.name,
        base: &mut base,
        ledger: &mut ledger,
        disk: place.disk.clone(),
        folders,
        settings: &place.settings,
        texts: &ui.texts,
        clock: &*play.clock,
        pause: &NoPause,
        other_sums: false,
        elsewhere: &|_| None,
        progress: &progress,
    };
    stage.run(&mut imported).await?;
    import::show(&imported, ui);
    fetched?;
    // What was left makes another round.
    match exported.worst() {
        Some(left) => Err(Failure { problem: left.problem.clone(), fault: left.fault }),
        None => Ok(()),
    }
}

/// What became of every order, from our state and from the base, not from what was said on the way.
async fn conclude(place: &Workplace, ui: &Ui) -> Result<(), Failure> {
    let companies = place.companies()?;
    let Some(company) = companies.first() else { return Ok(()) };
    let mut orders = company.ledger()?.orders(&OrdersFilter::default())?;
    // As they were bought, which is how the files sort, too.
    orders.sort_by_key(|order| (order.bought_at.is_none(), order.bought_at));
    let documents = place.base(company).await?.documents(&[]).await?;
    ui.line("");
    ui.say(DemoResult);
    status::show(&orders, ui);
    ui.line("");
    let rest = orders.len().saturating_sub(documents.len());
    ui.say(DemoSum { documents: documents.len().into(), rest: rest.into() });
    ui.say(DemoLook { archive: company.folders.archive_root().as_path().into() });
    ui.say(DemoAsk { dir: place.dir.as_path().into() });
    ui.json(&json!({
        "dir": place.dir,
        "status": status::as_json(&orders, ui),
        "documents": documents,
    }));
    Ok(())
}
