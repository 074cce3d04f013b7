//! The working folder as the panel sees it.

use std::path::Path;

use jiff::Timestamp;

use super::PanelError;
use crate::core::settings::Settings;
use crate::ledger::{self, Ledger};
use crate::settings::file;
use crate::spool::{Folders, RealDisk};
use crate::stages::lying::{self, LyingFile};

/// A company with its folders.
pub(super) struct Office {
    pub name: String,
    pub folders: Folders,
}

impl Office {
    pub fn ledger(&self) -> Result<Ledger, PanelError> {
        ledger(&self.folders)
    }
}

/// Our state in these folders.
pub(super) fn ledger(folders: &Folders) -> Result<Ledger, PanelError> {
    Ok(Ledger::open(&folders.state().join(ledger::FILE))?)
}

/// The settings as they are now.
pub(super) fn settings(dir: &Path) -> Result<Settings, PanelError> {
    Ok(file::read(dir)?)
}

/// Every company; several have their folders below `companies/`.
pub(super) fn offices(dir: &Path) -> Result<Vec<Office>, PanelError> {
    let companies = settings(dir)?.companies;
    let several = companies.len() > 1;
    let folders = |name: &str| if several { Folders::for_company(dir, name) } else { Folders::new(dir) };
    Ok(companies.into_keys().map(|name| Office { folders: folders(&name), name }).collect())
}

/// Disk and ledger make a thread wait; they get one that may.
pub(super) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, PanelError> + Send + 'static,
) -> Result<T, PanelError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| PanelError::BrokeOff)?
}

/// Files that lie in a company's folders for a reason. A folder that cannot be looked into now has nothing to tell.
pub(super) fn lying(dir: &Path, office: &Office, now: Timestamp) -> Result<Vec<LyingFile>, PanelError> {
    Ok(lying::lying(&RealDisk, &office.folders, &settings(dir)?, now).unwrap_or_default())
}
