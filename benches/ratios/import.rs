//! Stage 2 as it runs, with the embedded base on the disk: documents per second, whether the time grows with what is
//! there already, where it goes, and how much memory it takes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use allegro_optima::allegro::pause::NoPause;
use allegro_optima::clock::SystemClock;
use allegro_optima::core::inspection::{Inspection, Named};
use allegro_optima::core::message::{Catalogue, Language};
use allegro_optima::core::plan::{
    Applied, BaseIdentity, ExistingDocument, Intent, PresentDocument, Rehearsal, Removal, Snapshot, StoredDocument,
    Wanted,
};
use allegro_optima::ledger::Ledger;
use allegro_optima::optima::sandbox::Sandbox;
use allegro_optima::optima::{OptimaDb, OptimaError};
use allegro_optima::spool::disk::{Access, Entry, Guard, Metadata};
use allegro_optima::spool::{Disk, DiskError, Folders, RealDisk};
use allegro_optima::stages::NoProgress;
use allegro_optima::stages::import::{Import, ImportReport};
use uuid::Uuid;

use crate::disk::folder;
use crate::dropped::drop_files;
use crate::measure::{Limit, Table, show};
use crate::sample::Shop;

/// 300 documents per second.
const WANTED: Duration = Duration::from_nanos(1_000_000_000 / 300);
const FEW: u32 = 1_000;
const MANY: u32 = 4_000;

pub fn run(table: &mut Table) {
    if !table.wants("import/sandbox") {
        return;
    }
    let few = import(FEW, Place::Disk, Place::Disk);
    let many = import(MANY, Place::Disk, Place::Disk);
    table.add("import/sandbox 1 000", (few, WANTED), "300 documents per second", Limit::AtMost(1.0));
    table.add("import/sandbox 4 000", (many, WANTED), "300 documents per second", Limit::AtMost(1.0));
    table.add("import/sandbox growth", (many, few), "a document of 4 000 beside one of 1 000", Limit::AtMost(1.2));
    // Where the time goes: the same without the disk below one part of it.
    import(FEW, Place::Disk, Place::Memory);
    import(FEW, Place::Memory, Place::Disk);
    import(FEW, Place::Memory, Place::Memory);
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Disk,
    Memory,
}

/// Imports so many files and says how long one took.
fn import(count: u32, base: Place, ledger: Place) -> Duration {
    let shop = Shop::new();
    let root = folder();
    let folders = Folders::new(root.path());
    folders.create(&RealDisk).unwrap();
    drop_files(&shop, &folders.inbox(), count);

    let watch = Watch::default();
    let clock = Arc::new(SystemClock);
    let sandbox = match base {
        Place::Disk => Sandbox::open(&root.path().join("sandbox.sqlite3"), clock.clone()),
        Place::Memory => Sandbox::memory(clock.clone()),
    };
    let mut ledger_there = match ledger {
        Place::Disk => Ledger::open(&root.path().join("ledger.sqlite3")),
        Place::Memory => Ledger::memory(),
    }
    .unwrap();
    let mut report = ImportReport::default();
    let mut stage = Import {
        company: "firma",
        base: &mut WatchedBase { base: sandbox.unwrap(), watch: watch.clone() },
        ledger: &mut ledger_there,
        disk: Arc::new(WatchedDisk { disk: RealDisk, watch: watch.clone() }),
        folders: &folders,
        settings: &shop.settings,
        texts: &Catalogue::new(Language::Polish),
        clock: &*clock,
        pause: &NoPause,
        other_sums: false,
        elsewhere: &|_| None,
        progress: &NoProgress,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let before = memory("VmRSS");
    let begin = Instant::now();
    runtime.block_on(stage.run(&mut report)).unwrap();
    let whole = begin.elapsed();
    assert_eq!(report.imported.len(), count as usize, "{:?}", report.errors.first());

    println!(
        "\nimport of {count} files, base: {base:?}, ledger: {ledger:?}: {} in all, {:.0} documents/s, \
         memory {before} kB -> {} kB (most {} kB)",
        show(whole),
        f64::from(count) / whole.as_secs_f64(),
        memory("VmRSS"),
        memory("VmHWM"),
    );
    watch.tell(count, whole);
    whole / count
}

/// A line of `/proc/self/status`, kB; 0 where there is none.
fn memory(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse().ok()).unwrap_or_default()
}

/// Calls and time by operation.
#[derive(Clone, Default)]
struct Watch(Arc<Mutex<BTreeMap<&'static str, (u32, Duration)>>>);

impl Watch {
    fn time<T>(&self, what: &'static str, work: impl FnOnce() -> T) -> T {
        let begin = Instant::now();
        let done = work();
        self.note(what, begin);
        done
    }

    fn note(&self, what: &'static str, begin: Instant) {
        let took = begin.elapsed();
        let mut seen = self.0.lock().unwrap();
        let (calls, time) = seen.entry(what).or_default();
        *calls += 1;
        *time += took;
    }

    fn tell(&self, count: u32, whole: Duration) {
        let seen = self.0.lock().unwrap();
        let known: Duration = seen.values().map(|(_, time)| *time).sum();
        println!("  per document: {}", show(whole / count));
        for (what, (calls, time)) in &*seen {
            let calls = f64::from(*calls) / f64::from(count);
            println!("    {what:<16} {:>10}  ({calls:.1} calls)", show(*time / count));
        }
        println!("    {:<16} {:>10}", "ledger and CPU", show(whole.saturating_sub(known) / count));
    }
}

struct WatchedBase {
    base: Sandbox,
    watch: Watch,
}

impl OptimaDb for WatchedBase {
    async fn prepare(&mut self) -> Result<(), OptimaError> {
        let begin = Instant::now();
        let prepared = self.base.prepare().await;
        self.watch.note("base.prepare", begin);
        prepared
    }

    async fn lookup(&mut self, wanted: &Wanted) -> Result<Snapshot, OptimaError> {
        let begin = Instant::now();
        let snapshot = self.base.lookup(wanted).await;
        self.watch.note("base.lookup", begin);
        snapshot
    }

    async fn rehearse(&mut self, intent: &Intent) -> Result<Rehearsal, OptimaError> {
        self.base.rehearse(intent).await
    }

    async fn apply(&mut self, intent: &Intent) -> Result<Applied, OptimaError> {
        let begin = Instant::now();
        let applied = self.base.apply(intent).await;
        self.watch.note("base.apply", begin);
        applied
    }

    async fn open_group(&mut self) -> Result<bool, OptimaError> {
        self.base.open_group().await
    }

    async fn close_group(&mut self) -> Result<(), OptimaError> {
        let begin = Instant::now();
        let closed = self.base.close_group().await;
        self.watch.note("base.close_group", begin);
        closed
    }

    async fn undo_group(&mut self) {
        self.base.undo_group().await;
    }

    async fn find(&mut self, key: Uuid) -> Result<Option<ExistingDocument>, OptimaError> {
        self.base.find(key).await
    }

    async fn present(&mut self, keys: &[Uuid]) -> Result<Vec<PresentDocument>, OptimaError> {
        self.base.present(keys).await
    }

    async fn of_order(
        &mut self,
        key: Uuid,
        order: &str,
        numbers: &[String],
        classes: &[u32],
    ) -> Result<Option<ExistingDocument>, OptimaError> {
        self.base.of_order(key, order, numbers, classes).await
    }

    async fn identity(&mut self) -> Result<BaseIdentity, OptimaError> {
        self.base.identity().await
    }

    async fn remove(&mut self, key: Uuid) -> Result<Removal, OptimaError> {
        self.base.remove(key).await
    }

    async fn inspect(&mut self, named: &Named) -> Result<Inspection, OptimaError> {
        self.base.inspect(named).await
    }

    async fn documents(&mut self, keys: &[Uuid]) -> Result<Vec<StoredDocument>, OptimaError> {
        self.base.documents(keys).await
    }
}

struct WatchedDisk {
    disk: RealDisk,
    watch: Watch,
}

impl Disk for WatchedDisk {
    fn create(&self, path: &Path, bytes: &[u8], access: Access) -> Result<(), DiskError> {
        self.watch.time("disk.create+sync", || self.disk.create(path, bytes, access))
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), DiskError> {
        self.watch.time("disk.rename", || self.disk.rename(from, to))
    }

    fn rename_new(&self, from: &Path, to: &Path) -> Result<(), DiskError> {
        self.watch.time("disk.rename", || self.disk.rename_new(from, to))
    }

    fn take(&self, from: &Path, to: &Path) -> Result<bool, DiskError> {
        self.watch.time("disk.rename", || self.disk.take(from, to))
    }

    fn sync(&self, file: &Path) -> Result<(), DiskError> {
        self.watch.time("disk.sync", || self.disk.sync(file))
    }

    fn sync_dir(&self, dir: &Path) -> Result<(), DiskError> {
        self.watch.time("disk.sync_dir", || self.disk.sync_dir(dir))
    }

    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, DiskError> {
        self.watch.time("disk.read", || self.disk.read(path, limit))
    }

    fn metadata(&self, path: &Path) -> Result<Metadata, DiskError> {
        self.watch.time("disk.metadata", || self.disk.metadata(path))
    }

    fn list(&self, dir: &Path) -> Result<Vec<Entry>, DiskError> {
        self.watch.time("disk.list", || self.disk.list(dir))
    }

    fn create_dir_all(&self, dir: &Path) -> Result<(), DiskError> {
        self.watch.time("disk.folders", || self.disk.create_dir_all(dir))
    }

    fn remove_file(&self, path: &Path) -> Result<(), DiskError> {
        self.watch.time("disk.folders", || self.disk.remove_file(path))
    }

    fn remove_dir(&self, dir: &Path) -> Result<(), DiskError> {
        self.watch.time("disk.folders", || self.disk.remove_dir(dir))
    }

    fn try_lock(&self, path: &Path) -> Result<Option<Guard>, DiskError> {
        self.disk.try_lock(path)
    }
}
