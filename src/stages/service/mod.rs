//! The service: what goes on by itself.
//!
//! [`Agenda`] computes what is to be done and when; [`Service`] does one job at a time through [`Doors`] and shows it on
//! the [`Hub`]; [`run`] waits: for the next time, a hint of the system's, a wish of a person's.

mod agenda;
mod doors;
mod hub;
mod said;
mod work;

#[cfg(test)]
mod tests;

use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::sync::{Notify, mpsc};

pub use agenda::{Agenda, Ended, Job, Next, Planned};
pub use doors::{Doors, FolderLook, Settled, Trouble};
pub use hub::{
    AccountState, Command, CompanyState, Hub, Phase, ProgressState, ServiceEvent, ServiceState, Stuck, Untold,
};
pub use work::Service;

use crate::clock::Clock;

/// Never longer than this without a look at clock and settings: a machine that slept, or whose clock was set, does not
/// tell.
const NAP: Duration = Duration::from_secs(30);
/// What is in hand when the stop comes has so long to end by itself, of the ten seconds that a system gives.
const GRACE: Duration = Duration::from_secs(8);
/// Between two looks at whether the work in hand gives signs.
const LOOK: Duration = Duration::from_secs(5);

/// Works until it is told to stop.
///
/// A stop lets the files in hand be finished. What takes longer than [`GRACE`] is dropped where it stands, as by a
/// crash, and the next start settles it.
pub async fn run<D: Doors>(
    mut service: Service<D>,
    hub: &Hub,
    mut asked: mpsc::Receiver<Command>,
    hints: &Notify,
    clock: &dyn Clock,
) {
    let stop = service.stop();
    loop {
        while let Ok(command) = asked.try_recv() {
            if !obey(&mut service, command, clock) {
                return stopping(hub);
            }
        }
        match service.next_step() {
            Next::Do(job) => {
                let mut wishes = Vec::new();
                let mut work = Box::pin(service.perform(&job));
                let stopped = loop {
                    tokio::select! {
                        () = &mut work => break false,
                        command = asked.recv() => match command {
                            Some(Command::Stop) | None => break true,
                            Some(command) => wishes.push(command),
                        },
                    }
                };
                if stopped {
                    stop.store(true, Ordering::Relaxed);
                    stopping(hub);
                    if tokio::time::timeout(GRACE, work).await.is_err() {
                        tracing::warn!(?job, "stopped in the middle; the next start settles it");
                    }
                    return;
                }
                drop(work);
                for command in wishes {
                    obey(&mut service, command, clock);
                }
                // Work that never had to wait would keep signals and wishes from being heard.
                tokio::task::yield_now().await;
            }
            Next::Wait(until) => {
                let pause = Duration::try_from(until.duration_since(clock.now())).unwrap_or_default().min(NAP);
                tokio::select! {
                    () = tokio::time::sleep(pause) => {}
                    () = hints.notified() => service.agenda().hinted(clock.now()),
                    command = asked.recv() => {
                        if !obey(&mut service, command.unwrap_or(Command::Stop), clock) {
                            return stopping(hub);
                        }
                    }
                }
            }
        }
    }
}

/// Looks after the work in hand until a stop was asked for and [`GRACE`] is over, with a little more for what hears the
/// stop. What is not back by then is to be left behind. It must run beside [`run`] and not on its thread, which work that
/// waits for a disk or computes does not give back.
pub async fn look_after(hub: &Hub, clock: &dyn Clock) {
    let mut state = hub.watch();
    let stopping = async {
        let _ = state.wait_for(|state| state.phase == Phase::Stopping).await;
        tokio::time::sleep(GRACE + Duration::from_secs(1)).await;
    };
    tokio::pin!(stopping);
    loop {
        tokio::select! {
            () = &mut stopping => return,
            () = tokio::time::sleep(LOOK) => hub.look_after(clock.now()),
        }
    }
}

/// `false`: stop.
fn obey<D: Doors>(service: &mut Service<D>, command: Command, clock: &dyn Clock) -> bool {
    let now = clock.now();
    match command {
        Command::Sync { account } => service.wish(account.as_deref()),
        Command::Import => service.agenda().look_now(now),
        Command::Stop => return false,
    }
    true
}

fn stopping(hub: &Hub) {
    hub.change(|state| state.phase = Phase::Stopping);
}
