//! The working folder as the panel sees it: opened afresh for each question, so that what a person changes is seen.

use std::future::Future;
use std::path::Path;

use tokio::runtime::Handle;

use super::{PanelError, Shared};
use crate::core::message::Language;
use crate::workplace::{Failure, Nobody, Workplace};

/// The folder with the settings as they are now. What happens on the way is told by the answer, or nobody.
pub(super) fn open(dir: &Path, language: Language) -> Result<Workplace, PanelError> {
    Ok(Workplace::open(dir)?.heard_by(std::sync::Arc::new(Nobody), language))
}

/// Disk and ledger make a thread wait; they get one that may.
pub(super) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, PanelError> + Send + 'static,
) -> Result<T, PanelError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| PanelError::BrokeOff)?
}

/// The same with the working folder.
pub(super) async fn with<T: Send + 'static>(
    panel: &Shared,
    language: Language,
    work: impl FnOnce(&Workplace) -> Result<T, PanelError> + Send + 'static,
) -> Result<T, PanelError> {
    let dir = panel.context.dir.clone();
    aside(move || work(&open(&dir, language)?)).await
}

/// Waits for work with a base or with Allegro, which may not be moved between threads.
pub(super) fn wait<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    Handle::current().block_on(work)
}
