//! The whole way on the embedded simulator and sandbox, through files, in a fresh folder.

mod play;
mod settings;

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::logins::FileTokens;
use super::start::set_up;
use super::{Company, Failure, Workplace};
use crate::allegro::pause::NoPause;
use crate::allegro::tokens::TokenStore as _;
use crate::clock::Clock as _;
use crate::core::life::Life;
use crate::core::message::text::Cli007;
use crate::core::message::{Catalogue, Language};
use crate::core::plan::StoredDocument;
use crate::core::problem::{Fault, Problem};
use crate::ledger::OrdersFilter;
use crate::optima::OptimaDb as _;
use crate::spool::{Disk as _, RealDisk};
use crate::stages::Progress;
use crate::stages::export::{Export, ExportReport, Window};
use crate::stages::import::{Import, ImportReport};
use play::Play;

/// Name of the demo's folder; a second one gets `-2`.
const FOLDER: &str = "allegro-optima-demo";

/// No scenario goes on longer than this many rounds.
const ROUNDS_MAX: u32 = 60;

/// So many rounds follow after the last happening, an hour by the simulator's clock: what the journal lost is found by
/// the sweep, which does not come with every round.
const ROUNDS_AFTER: u32 = 4;

/// What a person is shown of a demo, in the order in which it happens.
#[derive(Clone, Copy, Debug)]
pub enum DemoStep<'s> {
    /// So many orders, and the folder of everything; with a scenario, what it is.
    Begins {
        /// How many orders there are.
        orders: usize,
        /// The folder.
        dir: &'s Path,
        /// The scenario's title.
        title: Option<&'s str>,
    },
    /// A round of a scenario, at this time of the simulated shop.
    Round(u32, Timestamp),
    /// Stage 1 begins.
    Exporting,
    /// What it came to.
    Exported(&'s ExportReport),
    /// Stage 2 begins.
    Importing,
    /// What it came to.
    Imported(&'s ImportReport),
    /// What ended a round; there may be another one.
    Failed(&'s Problem),
    /// The seller is asked to log in at this address.
    Login(&'s str),
}

/// How a person follows a demo.
pub struct DemoFollowed<'a> {
    /// In which language.
    pub language: Language,
    /// Told how far a stage is.
    pub progress: &'a dyn Progress,
    /// Shown each step.
    pub show: &'a dyn Fn(DemoStep<'_>),
}

/// What became of every order, from our state and from the base, not from what was said on the way.
#[derive(Debug)]
pub struct Demo {
    /// The folder of everything.
    pub dir: PathBuf,
    /// Where the imported files lie.
    pub archive: PathBuf,
    /// The orders, as they were bought.
    pub orders: Vec<Life>,
    /// What the sandbox holds.
    pub documents: Vec<StoredDocument>,
    /// What the last round ended with.
    pub fault: Option<Fault>,
}

/// Plays the shipped orders or those of a folder, or a scenario, by name or file, in a fresh folder below `dir`.
///
/// # Errors
/// There is no such scenario, or nothing in it; without a scenario also what stopped a stage.
pub async fn demo(
    dir: &Path,
    orders: Option<&Path>,
    scenario: Option<&str>,
    followed: &DemoFollowed<'_>,
) -> Result<Demo, Failure> {
    let play = Play::prepare(orders, scenario)?;
    let dir = fresh_folder(dir)?;
    set_up(RealDisk, &dir, &settings::start(followed.language))?;
    let place = Workplace::open(&dir)?;
    (followed.show)(DemoStep::Begins { orders: play.orders(), dir: &dir, title: play.title(followed.language) });
    let companies = place.companies()?;
    let company = companies.first().ok_or_else(|| Failure::usage(Problem::error(Cli007)))?;
    let fault = Walk { place: &place, company, play: &play, followed }.rounds().await?;
    let mut orders = company.ledger()?.orders(&OrdersFilter::default())?;
    // As they were bought, which is how the files sort, too.
    orders.sort_by_key(|order| (order.bought_at.is_none(), order.bought_at));
    let documents = place.base(company).await?.documents(&[]).await?;
    Ok(Demo { archive: company.folders.archive_root(), dir, orders, documents, fault })
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

/// The way of the orders, from one end to the other.
struct Walk<'w> {
    place: &'w Workplace,
    company: &'w Company,
    play: &'w Play,
    followed: &'w DemoFollowed<'w>,
}

impl Walk<'_> {
    /// Round after round until nothing more is to come; without a scenario, one. Gives what the last one ended with.
    async fn rounds(&self) -> Result<Option<Fault>, Failure> {
        let play = self.play;
        self.tokens().store(&play.simulator.log_in())?;
        let mut window = Window::Since(Timestamp::UNIX_EPOCH);
        let mut quiet = 0;
        let mut number = 1;
        loop {
            if play.rounds {
                self.show(DemoStep::Round(number, play.clock.now()));
            }
            let done = self.round(&window).await;
            let last = number == ROUNDS_MAX || quiet == ROUNDS_AFTER;
            let fault = match done {
                Ok(()) => {
                    window = Window::News;
                    None
                }
                Err(failure) if !play.rounds => return Err(failure),
                Err(failure) if failure.fault == Fault::Login => {
                    self.show(DemoStep::Failed(&failure.problem));
                    if let Err(failure) = self.log_in().await {
                        self.show(DemoStep::Failed(&failure.problem));
                        return Ok(Some(failure.fault));
                    }
                    None
                }
                // An answer that cannot be read ends a round as an outage does.
                Err(failure) if failure.fault != Fault::Usage => {
                    self.show(DemoStep::Failed(&failure.problem));
                    Some(failure.fault)
                }
                Err(failure) => return Err(failure),
            };
            // After a round that failed there is another one, as a schedule would have it.
            if !play.rounds || last {
                return Ok(fault);
            }
            quiet = if play.simulator.is_over() { quiet + 1 } else { 0 };
            number += 1;
            play.clock.forward(play.scenario.cycle);
        }
    }

    /// The seller agrees in the browser, or does not.
    async fn log_in(&self) -> Result<(), Failure> {
        let login = self.play.login()?;
        let device = login.begin().await?;
        self.show(DemoStep::Login(&device.verification_uri));
        login.finish(&device, &self.tokens()).await?;
        Ok(())
    }

    /// Both stages. What cannot be fetched does not keep what is there from being imported.
    async fn round(&self, window: &Window) -> Result<(), Failure> {
        let mut exported = ExportReport::new(settings::ALIAS);
        let fetched = self.export(window, &mut exported).await?;
        self.import().await?;
        fetched?;
        // What was left makes another round.
        match exported.worst() {
            Some(left) => Err(Failure { problem: left.problem.clone(), fault: left.fault }),
            None => Ok(()),
        }
    }

    /// The outer failure is the folder's, the inner one what stopped the stage.
    async fn export(&self, window: &Window, report: &mut ExportReport) -> Result<Result<(), Failure>, Failure> {
        let Self { place, company, play, followed } = self;
        let tables = place.tables(company, &mut Vec::new())?;
        let mut base = place.base(company).await?;
        let mut ledger = company.ledger()?;
        let mut client = play.client(Box::new(self.tokens()))?;
        self.show(DemoStep::Exporting);
        let mut stage = Export {
            account: settings::ALIAS,
            orders: &mut client,
            base: Some(&mut base),
            ledger: &mut ledger,
            disk: &*place.disk,
            folders: &company.folders,
            settings: place.settings.of_account(settings::ALIAS),
            tables: &tables,
            clock: &*play.clock,
            progress: followed.progress,
            elsewhere: &|_| None,
            dry_run: false,
        };
        // On the heap: a stage's future holds a page of orders.
        let fetched = Box::pin(stage.run(window, report)).await;
        self.show(DemoStep::Exported(report));
        Ok(fetched.map_err(Failure::from))
    }

    async fn import(&self) -> Result<(), Failure> {
        let Self { place, company, play, followed } = self;
        let mut base = place.base(company).await?;
        let mut ledger = company.ledger()?;
        self.show(DemoStep::Importing);
        let mut report = ImportReport::default();
        let mut stage = Import {
            company: &company.name,
            base: &mut base,
            ledger: &mut ledger,
            disk: place.disk.clone(),
            folders: &company.folders,
            settings: &place.settings,
            texts: &Catalogue::new(followed.language),
            clock: &*play.clock,
            pause: &NoPause,
            other_sums: false,
            elsewhere: &|_| None,
            progress: followed.progress,
        };
        stage.run(&mut report).await?;
        self.show(DemoStep::Imported(&report));
        Ok(())
    }

    fn tokens(&self) -> FileTokens<RealDisk> {
        FileTokens::new(self.place.disk.clone(), &self.company.folders, settings::ALIAS)
    }

    fn show(&self, step: DemoStep<'_>) {
        (self.followed.show)(step);
    }
}
