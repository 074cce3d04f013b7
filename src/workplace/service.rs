//! The one service of a folder: who it is, and how it stands, for others to see.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use super::{Failure, Workplace};
use crate::clock::Clock as _;
use crate::core::message::text::Run001;
use crate::core::poland;
use crate::core::problem::Problem;
use crate::spool::{Disk as _, Folders, Lock, RealDisk, replace};
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
            let known = self.disk.read(&path, HOLDER_MAX).ok();
            let holder: Option<Holder> = known.and_then(|bytes| serde_json::from_slice(&bytes).ok());
            let (pid, since, command) = match holder {
                Some(holder) => (holder.pid.to_string(), poland::local(holder.since).to_string(), holder.command),
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
        let holder = Holder { pid: std::process::id(), since: self.clock.now(), command: command.to_owned() };
        replace(&*self.disk, &path, &serde_json::to_vec_pretty(&holder).unwrap_or_default())?;
        Ok(lock)
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
