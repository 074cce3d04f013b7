//! The service of a folder at work: what drives it, who writes down how it stands, and who writes its letters.

use std::sync::Arc;

use tokio::runtime::Handle;
use tokio::sync::{Notify, mpsc};

use super::doors::FolderDoors;
use super::letters::Letters;
use super::service::{note_status, write_status};
use super::{Failure, Workplace};
use crate::clock::{Clock as _, SystemClock};
use crate::core::message::text::Run003;
use crate::core::problem::{Fault, Problem};
use crate::spool::Hints;
use crate::stages::service::{self, Command, Hub, Service};

/// A service that is ready to work.
pub struct Serving {
    place: Workplace,
    hub: Hub,
    asked: mpsc::Receiver<Command>,
    hints: Arc<Notify>,
    service: Service<FolderDoors>,
}

impl Workplace {
    /// The service of this folder. `files_only`: no orders are fetched.
    #[must_use]
    pub fn service(&self, files_only: bool) -> Serving {
        let (hub, asked) = Hub::new(self.clock.now());
        // Until the settings are read by the service itself.
        hub.change(|state| (state.language, state.log_level) = (self.language, self.settings.log.level));
        let hints = Arc::new(Notify::new());
        let told = Arc::clone(&hints);
        let doors = FolderDoors::new(self, Hints::new(move || told.notify_one()), files_only);
        let service = Service::new(doors, hub.clone(), self.clock.clone());
        Serving { place: self.clone(), hub, asked, hints, service }
    }
}

impl Serving {
    /// Where it tells of what happens, and is asked for things.
    #[must_use]
    pub fn hub(&self) -> Hub {
        self.hub.clone()
    }

    /// Works until it is asked to stop.
    ///
    /// # Errors
    /// The work in hand did not come back. It goes with the process, as in a crash; what it had claimed is settled by the
    /// next start.
    pub async fn run(self) -> Result<(), Failure> {
        let Self { place, hub, asked, hints, service } = self;
        let clock = Arc::clone(&place.clock);
        let noted = tokio::spawn(note_status(hub.watch(), place.dir.clone()));
        let letters = Letters::new(&place.dir, Arc::<SystemClock>::clone(&clock));
        let letters = tokio::spawn(letters.write(hub.clone()));
        // On a thread of its own, for work that waits for a disk or computes gives its thread to nobody.
        let (runtime, own, timed) = (Handle::current(), hub.clone(), Arc::clone(&clock));
        let work = move || runtime.block_on(service::run(service, &own, asked, &hints, &*timed));
        let is_back = tokio::select! {
            done = tokio::task::spawn_blocking(work) => {
                if let Err(error) = done && error.is_panic() {
                    std::panic::resume_unwind(error.into_panic());
                }
                true
            }
            () = service::look_after(&hub, &*clock) => false,
        };
        // What is still to be told is kept, and told by the next service.
        letters.abort();
        let _ = letters.await;
        Letters::new(&place.dir, Arc::<SystemClock>::clone(&clock)).leave(&hub);
        noted.abort();
        if !is_back {
            let problem = Problem::warning(Run003 { whose: hub.whose().unwrap_or_default().into() });
            return Err(Failure { problem, fault: Fault::Outage });
        }
        // Whoever had it in hand wrote it to the end.
        let _ = noted.await;
        write_status(&hub.state(), &place.dir);
        Ok(())
    }
}
