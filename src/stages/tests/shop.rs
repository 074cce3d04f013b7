//! A shop to test in: Allegro with made-up orders, a folder, a base, a ledger.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use jiff::Timestamp;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::double::Double;
use crate::allegro::client::Client;
use crate::allegro::pause::NoPause;
use crate::allegro::port::{Orders as _, SellerAccount};
use crate::allegro::simulator::{Running, Simulator, World};
use crate::allegro::tokens::MemoryTokens;
use crate::allegro::wire;
use crate::clock::{Clock, FixedClock};
use crate::core::message::{Catalogue, Language};
use crate::core::order::{Order, SeenId};
use crate::core::plan::StoredDocument;
use crate::core::settings::Settings;
use crate::core::tables::{Table, Tables};
use crate::ledger::{Ledger, Life, OrdersFilter, State};
use crate::optima::OptimaDb as _;
use crate::optima::sandbox::Sandbox;
use crate::settings::template::{self, Answers};
use crate::settings::{file, tables};
use crate::spool::testing::MemoryDisk;
use crate::spool::{Disk, Folders, RealDisk, names, read_receipts, write_new};
use crate::stages::export::{Export, ExportReport, Window};
use crate::stages::import::{Import, ImportReport};
use crate::stages::{NoProgress, StageError};

pub const ALIAS: &str = "sklep";

pub fn now() -> Timestamp {
    "2026-11-23T12:00:00Z".parse().unwrap()
}

pub fn clock() -> Arc<FixedClock> {
    Arc::new(FixedClock(now()))
}

pub fn everything() -> Window {
    Window::Since(Timestamp::UNIX_EPOCH)
}

/// The id of the made-up order `n`.
pub fn id(n: u32) -> SeenId {
    format!("b7a1c000-c096-11f1-8d16-{n:012x}").into()
}

/// A paid order of one line, of a buyer of its own, bought `n` seconds after the first.
pub fn order(n: u32) -> Value {
    let (_, body) = World::shipped_files()[0];
    let mut order: Value = serde_json::from_str(body).unwrap();
    let at = "2026-10-05T08:00:00Z".parse::<Timestamp>().unwrap() + jiff::SignedDuration::from_secs(i64::from(n));
    order["id"] = json!(id(n));
    order["buyer"]["id"] = json!(format!("{}", 91_000_000 + n));
    order["buyer"]["login"] = json!(format!("Client:{}", 91_000_000 + n));
    order["lineItems"][0]["id"] = json!(format!("b7a1c001-c096-11f1-8d16-{n:012x}"));
    order["lineItems"][0]["boughtAt"] = json!(at.to_string());
    order["payment"]["finishedAt"] = json!(at.to_string());
    order["updatedAt"] = json!(at.to_string());
    order
}

/// The same as the stages see it.
pub fn decoded(n: u32) -> Order {
    wire::decode(order(n).to_string().as_bytes()).unwrap()
}

/// The same order, changed later.
pub fn later(mut order: Value, seconds: i64) -> Value {
    let at: Timestamp = order["updatedAt"].as_str().unwrap().parse().unwrap();
    order["updatedAt"] = json!((at + jiff::SignedDuration::from_secs(seconds)).to_string());
    order
}

pub fn orders(n: u32) -> Vec<Value> {
    (1..=n).map(order).collect()
}

/// The settings and tables that `init` makes.
pub fn choices() -> (Settings, Tables) {
    static CHOICES: OnceLock<(Settings, Tables)> = OnceLock::new();
    CHOICES.get_or_init(made_by_init).clone()
}

fn made_by_init() -> (Settings, Tables) {
    let texts = Catalogue::new(Language::Polish);
    let answers = Answers { alias: ALIAS.to_owned(), seller: "Sklep próbny".to_owned(), ..Answers::default() };
    let settings = file::parse(&template::settings(&answers), Path::new("allegro-optima.toml")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for table in Table::ALL {
        write_new(&RealDisk, folder.path(), table.file_name(), &tables::default_file(table, &texts)).unwrap();
    }
    let (tables, problems) = tables::load(folder.path());
    assert!(problems.iter().all(|problem| !problem.is_error()), "{problems:?}");
    (settings, tables)
}

/// What the stages need besides Allegro: lives as long as a shop, or is made anew for another try.
pub struct House {
    pub disk: MemoryDisk,
    pub folders: Folders,
    pub ledger: Ledger,
    pub base: Double,
    /// Where the base's file is; gone with the house.
    pub folder: Option<TempDir>,
}

/// A fresh base's file. Copying it is many times faster than making it, and the tests need hundreds.
fn fresh_base() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(BASE);
        drop(Sandbox::open(&path, clock()).unwrap());
        std::fs::read(path).unwrap()
    })
}

const BASE: &str = "base.sqlite3";

/// A base of these bytes.
fn base_of(bytes: &[u8]) -> (Sandbox, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    #[expect(
        clippy::disallowed_methods,
        reason = "a scratch file of a test, of which there are hundreds, is not synced"
    )]
    std::fs::write(folder.path().join(BASE), bytes).unwrap();
    (Sandbox::open(&folder.path().join(BASE), clock()).unwrap(), folder)
}

impl House {
    pub fn new() -> Self {
        let (disk, folders) = (MemoryDisk::default(), Folders::new("/r"));
        folders.create(&disk).unwrap();
        let (base, folder) = base_of(fresh_base());
        Self { disk, folders, ledger: Ledger::memory().unwrap(), base: Double::new(base), folder: Some(folder) }
    }

    /// The base as it is now, for [`Self::restore_base`].
    pub fn copy_base(&self) -> Vec<u8> {
        std::fs::read(self.folder.as_ref().unwrap().path().join(BASE)).unwrap()
    }

    /// Somebody restores the base from a copy.
    pub fn restore_base(&mut self, copy: &[u8]) {
        let (base, folder) = base_of(copy);
        self.base.inner = base;
        self.folder = Some(folder);
    }

    /// Names and bytes of the files in `outbox/`.
    pub fn outbox(&self) -> BTreeMap<String, Vec<u8>> {
        let files = self.disk.files().into_iter().filter(|path| path.starts_with(self.folders.outbox()));
        files.filter_map(|path| Some((candidate(&path)?, self.disk.bytes(&path)?))).collect()
    }

    pub fn states(&self) -> BTreeMap<SeenId, State> {
        self.records().into_iter().map(|record| (record.order_id, record.state)).collect()
    }

    pub fn records(&self) -> Vec<Life> {
        self.ledger.orders(&OrdersFilter::default()).unwrap()
    }

    pub fn record(&self, n: u32) -> Life {
        self.ledger.order(&id(n)).unwrap().unwrap()
    }

    /// Where every document lies, below `/r`.
    pub fn places(&self) -> Vec<PathBuf> {
        let files = self.disk.files().into_iter().filter(|path| candidate(path).is_some());
        files.map(|path| path.strip_prefix("/r").unwrap().to_path_buf()).collect()
    }

    /// Place, outcome, number and order of every receipt.
    pub fn receipts(&self) -> Vec<(String, String, Option<String>, Option<SeenId>)> {
        let folders = [self.folders.archive_root(), self.folders.errors(), self.folders.duplicates()];
        let mut found = Vec::new();
        for folder in folders {
            for (path, receipt) in read_receipts(&self.disk, &folder).into_iter().flatten() {
                let receipt = receipt.unwrap();
                assert_eq!(path, self.folders.inbox().join(format!("{}.json", receipt.stored)));
                assert!(self.disk.bytes(self.folders.inbox().join(&receipt.stored)).is_some(), "{}", receipt.stored);
                found.push((receipt.stored, format!("{:?}", receipt.outcome), receipt.number, receipt.order_id));
            }
        }
        found.sort();
        found
    }

    /// The ledger and the whole archive are lost.
    pub fn forget(&mut self) {
        self.ledger = Ledger::memory().unwrap();
        let archive = self.folders.archive_root();
        for path in self.disk.files().into_iter().filter(|path| path.starts_with(&archive)) {
            self.disk.remove_file(&path).unwrap();
        }
    }

    pub fn drop_file(&self, name: &str, bytes: &[u8]) {
        self.disk.put(self.folders.inbox().join(name), bytes);
    }
}

fn candidate(path: &Path) -> Option<String> {
    let name = path.file_name()?;
    names::is_candidate(name).then(|| name.to_string_lossy().into_owned())
}

/// Everything, with Allegro.
pub struct Shop {
    pub allegro: Running,
    pub client: Client,
    pub house: House,
    pub settings: Settings,
    pub tables: Tables,
    pub texts: Catalogue,
    pub clock: Arc<dyn Clock>,
    runtime: tokio::runtime::Runtime,
}

impl Shop {
    pub fn new(orders: Vec<Value>) -> Self {
        Self::of(World::from_orders(orders))
    }

    pub fn of(world: World) -> Self {
        Self::at(world, clock())
    }

    /// With a clock that may move.
    pub fn at(world: World, clock: Arc<dyn Clock>) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let allegro = Simulator::start_with(world, Arc::clone(&clock)).unwrap();
        let tokens = Box::new(MemoryTokens::new(allegro.log_in()));
        let client = Client::new(allegro.connection(), tokens, Box::new(NoPause), Arc::clone(&clock)).unwrap();
        let (settings, tables) = choices();
        Self {
            allegro,
            client,
            house: House::new(),
            settings,
            tables,
            texts: Catalogue::new(Language::Polish),
            clock,
            runtime,
        }
    }

    /// Whose account it is, as Allegro says.
    pub fn seller(&mut self) -> SellerAccount {
        self.runtime.block_on(self.client.seller()).unwrap()
    }

    pub fn try_export(&mut self, disk: &dyn Disk, window: &Window) -> (ExportReport, Result<(), StageError>) {
        let mut report = ExportReport::new(ALIAS);
        let done = self.with_stage(disk, |stage, runtime| runtime.block_on(stage.run(window, &mut report)));
        (report, done)
    }

    /// The stage on this disk.
    pub fn with_stage<T>(
        &mut self,
        disk: &dyn Disk,
        act: impl FnOnce(&mut Export<'_, Client, Double>, &tokio::runtime::Runtime) -> T,
    ) -> T {
        let mut stage = Export {
            account: ALIAS,
            orders: &mut self.client,
            base: Some(&mut self.house.base),
            ledger: &mut self.house.ledger,
            disk,
            folders: &self.house.folders,
            settings: &self.settings,
            tables: &self.tables,
            clock: &*self.clock,
            progress: &NoProgress,
            elsewhere: &|_| None,
            dry_run: false,
        };
        act(&mut stage, &self.runtime)
    }

    #[track_caller]
    pub fn export(&mut self, window: &Window) -> ExportReport {
        let (report, done) = self.try_export(&self.house.disk.clone(), window);
        done.unwrap();
        report
    }

    #[track_caller]
    pub fn import(&mut self) -> ImportReport {
        let (report, done) = self.try_import();
        done.unwrap();
        report
    }

    pub fn try_import(&mut self) -> (ImportReport, Result<(), StageError>) {
        let disk = Arc::new(self.house.disk.clone());
        import_in(&mut self.house, disk, &self.settings, &self.texts)
    }

    pub fn documents(&mut self) -> Vec<StoredDocument> {
        documents(&mut self.house)
    }

    /// Each order of Allegro's is known and in one state, with a reason where it is no document, a file where it
    /// waits for its import, and a document where it was imported.
    #[track_caller]
    pub fn assert_visible(&mut self) {
        let ids: Vec<SeenId> =
            self.allegro.change(|world| world.orders().iter().map(|o| o["id"].as_str().unwrap().into()).collect());
        let documents = self.documents();
        let outbox = self.house.outbox();
        let counts = self.house.ledger.counts().unwrap();
        for id in &ids {
            let record = self.house.ledger.order(id).unwrap().unwrap_or_else(|| panic!("{id} is invisible"));
            let in_base = documents.iter().filter(|document| document.order_id == *id).count();
            let in_outbox = record.file.as_ref().is_some_and(|file| outbox.contains_key(file));
            let files = outbox.keys().filter(|name| name.contains(id.as_str())).count();
            match record.state {
                State::Exported => assert!(in_outbox && in_base == 0 && files == 1, "{record:?}"),
                State::Imported | State::Duplicate => {
                    assert!(in_base == 1 && record.document.is_some(), "{record:?}");
                }
                State::Waiting | State::Error | State::Ignored | State::Cancelled | State::Superseded => {
                    assert!(record.problem.is_some() && in_base == 0 && files == 0, "{record:?}");
                }
                State::Seen => panic!("{record:?}"),
            }
        }
        let known = u64::try_from(self.house.records().len()).unwrap();
        assert_eq!(counts.values().sum::<u64>(), known);
        let imported = counts[&State::Imported] + counts[&State::Duplicate];
        assert_eq!(imported, u64::try_from(documents.len()).unwrap());
    }
}

pub fn stage<'a>(
    house: &'a mut House,
    disk: Arc<dyn Disk>,
    settings: &'a Settings,
    texts: &'a Catalogue,
) -> Import<'a, Double> {
    Import {
        company: settings.companies.keys().next().unwrap(),
        base: &mut house.base,
        ledger: &mut house.ledger,
        disk,
        folders: &house.folders,
        settings,
        texts,
        clock: &CLOCK,
        pause: &NoPause,
        other_sums: false,
        elsewhere: &|_| None,
        progress: &NoProgress,
    }
}

/// 2026-11-23T12:00:00Z.
static CLOCK: FixedClock = FixedClock(Timestamp::constant(1_795_435_200, 0));

pub fn import_in(
    house: &mut House,
    disk: Arc<dyn Disk>,
    settings: &Settings,
    texts: &Catalogue,
) -> (ImportReport, Result<(), StageError>) {
    let mut report = ImportReport::default();
    let done = alive(stage(house, disk, settings, texts).run(&mut report));
    (report, done)
}

pub fn documents(house: &mut House) -> Vec<StoredDocument> {
    alive(house.base.inner.documents(&[])).unwrap()
}

/// Runs what never waits for anything.
#[track_caller]
pub fn alive<T>(work: impl Future<Output = T>) -> T {
    until_death(work).expect("it died")
}

/// Runs what never waits for anything, until it ends or dies in the middle of a call.
pub fn until_death<T>(work: impl Future<Output = T>) -> Option<T> {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(work).poll(&mut context) {
        std::task::Poll::Ready(done) => Some(done),
        std::task::Poll::Pending => None,
    }
}
