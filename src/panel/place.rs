//! The working folder as the panel sees it: opened afresh for each question, so that what a person changes is seen.

use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::runtime::Handle;

use super::{PanelError, Shared};
use crate::core::message::Language;
use crate::core::problem::{Fault, Problem};
use crate::workplace::{Failure, Nobody, Workplace};

/// The settings that were good last, and what is wrong with those that are there now.
#[derive(Default)]
pub(super) struct Known(Mutex<(Option<Arc<Workplace>>, Option<Problem>)>);

impl Known {
    /// What is wrong with the settings, as far as somebody looked.
    pub fn mistake(&self) -> Option<Problem> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1.clone()
    }
}

/// The folder with the settings as they are now; while they cannot be used, with those that were good last, as the service does
/// it. What happens on the way is told by the answer, or nobody.
pub(super) fn open(panel: &Shared, language: Language) -> Result<Arc<Workplace>, PanelError> {
    let opened = Workplace::open(&panel.context.dir);
    let mut known = panel.known.0.lock().unwrap_or_else(PoisonError::into_inner);
    let heard = |place: Workplace| Arc::new(place.heard_by(Arc::new(Nobody), language));
    match opened {
        Ok(place) => {
            let place = heard(place);
            *known = (Some(Arc::clone(&place)), None);
            Ok(place)
        }
        Err(failure) => {
            known.1 = Some(failure.problem.clone());
            let last = known.0.as_deref().filter(|_| failure.fault == Fault::Usage);
            last.map(|place| heard(place.clone())).ok_or_else(|| failure.into())
        }
    }
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
    let panel = Shared::clone(panel);
    aside(move || {
        let place = open(&panel, language)?;
        work(&place)
    })
    .await
}

/// Waits for work with a base or with Allegro, which may not be moved between threads.
pub(super) fn wait<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    Handle::current().block_on(work)
}
