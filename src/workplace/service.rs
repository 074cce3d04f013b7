//! The one service of a folder: who it is, and how it stands, for others to see.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use super::{Failure, Workplace};
use crate::clock::Clock as _;
use crate::core::message::text::Run001;
use crate::core::poland;
use crate::core::problem::Problem;
use crate::spool::{Disk, DiskError, Folders, Lock, RealDisk, replace};
use crate::stages::service::ServiceState;

/// Who holds the folder, for whoever comes second.
const HOLDER: &str = "run.json";
/// How the service stands, for programs that watch it.
const STATUS: &str = "status.json";
/// The name of the lock in `state/`.
const LOCK: &str = "run";
/// The holder's file is some hundred bytes.
const HOLDER_MAX: u64 = 64 * 1024;
/// The status has some events and a few lines for each account and company.
const STATUS_MAX: u64 = 16 << 20;

#[derive(Serialize, Deserialize)]
struct Holder {
    pid: u32,
    since: jiff::Timestamp,
    command: String,
    /// The port of its panel, once it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    panel: Option<u16>,
}

/// The service of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Running {
    /// There is none.
    No,
    /// It has no panel, or none yet.
    WithoutPanel,
    /// Its panel listens on this port.
    WithPanel(u16),
}

/// Is a service at work in this folder, whoever started it?
///
/// # Errors
/// That cannot be known: the folder is out of reach, or this person has no right to it.
pub fn running(dir: &Path) -> Result<Running, DiskError> {
    let state = Folders::new(dir).state();
    if Lock::try_acquire(&RealDisk, &state, LOCK)?.is_some() {
        return Ok(Running::No);
    }
    let panel = holder(&RealDisk, &state).and_then(|holder| holder.panel);
    Ok(panel.map_or(Running::WithoutPanel, Running::WithPanel))
}

fn holder(disk: &dyn Disk, state: &Path) -> Option<Holder> {
    let known = disk.read(&state.join(HOLDER), HOLDER_MAX).ok();
    known.and_then(|bytes| serde_json::from_slice(&bytes).ok())
}

impl Workplace {
    /// One service a folder. The second is told who holds it.
    ///
    /// # Errors
    /// Another one holds it, or that cannot be known.
    pub fn alone(&self, command: &str) -> Result<Lock, Failure> {
        let state = Folders::new(&self.dir).state();
        let path = state.join(HOLDER);
        let Some(lock) = Lock::try_acquire(&*self.disk, &state, LOCK)? else {
            let (pid, since, command) = match holder(&*self.disk, &state) {
                Some(holder) => (holder.pid.to_string(), poland::minute(Some(holder.since)), holder.command),
                None => ("?".to_owned(), "?".to_owned(), "?".to_owned()),
            };
            let problem = Problem::error(Run001 {
                dir: self.dir.as_path().into(),
                pid: pid.into(),
                since: since.into(),
                command: command.into(),
            });
            return Err(Failure::usage(problem));
        };
        let (since, command) = (self.clock.now(), command.to_owned());
        let holder = Holder { pid: std::process::id(), since, command, panel: None };
        replace(&*self.disk, &path, &serde_json::to_vec_pretty(&holder).unwrap_or_default())?;
        Ok(lock)
    }

    /// Notes where the panel of this folder's service, which is this process, listens.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn note_panel(&self, port: u16) -> Result<(), Failure> {
        let state = Folders::new(&self.dir).state();
        if let Some(known) = holder(&*self.disk, &state) {
            let holder = Holder { panel: Some(port), ..known };
            replace(&*self.disk, &state.join(HOLDER), &serde_json::to_vec_pretty(&holder).unwrap_or_default())?;
        }
        Ok(())
    }

    /// What the service that is at work says of work that gives no sign any more.
    #[must_use]
    pub fn stuck(&self) -> Option<Problem> {
        let state = Folders::new(&self.dir).state();
        let status = self.disk.read(&state.join(STATUS), STATUS_MAX).ok()?;
        let status: serde_json::Value = serde_json::from_slice(&status).ok()?;
        let problem = serde_json::from_value(status.get("stuck")?.get("problem")?.clone()).ok()?;
        // Who does not hold the folder any more has nothing in hand.
        let held = matches!(Lock::try_acquire(&*self.disk, &state, LOCK), Ok(None));
        held.then_some(problem)
    }
}

/// Writes the state at each change, and not more often than once a second.
pub(super) async fn note_status(mut state: watch::Receiver<ServiceState>, dir: PathBuf) {
    loop {
        let now = state.borrow_and_update().clone();
        write_status(&now, &dir);
        if state.changed().await.is_err() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    }
}

/// Writes the state as it is.
pub(super) fn write_status(state: &ServiceState, dir: &Path) {
    let path = Folders::new(dir).state().join(STATUS);
    let json = serde_json::to_vec_pretty(state).unwrap_or_default();
    if let Err(error) = replace(&RealDisk, &path, &json) {
        tracing::warn!(%error, "the status cannot be written");
    }
}
