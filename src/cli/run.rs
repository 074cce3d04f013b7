//! `run`: the service, and `watch`: the half of it that goes into Optima.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use tokio::runtime::Handle;
use tokio::sync::{Notify, oneshot, watch};

use super::opened;
use super::ui::{Exit, Ui};
use crate::clock::{Clock as _, SystemClock};
use crate::core::message::text::{
    PanelOpen, Run003, RunDone, RunFiles, RunNumber, RunStarted, RunStopped, RunStopping,
};
use crate::core::poland;
use crate::core::problem::Problem;
use crate::panel;
use crate::spool::Hints;
use crate::stages::service::{self, Command, Hub, Phase, Service, ServiceEvent, ServiceState};
use crate::workplace::{Failure, FolderDoors, Letters, note_status};

/// Works until it is told to stop. `files_only`: no orders are fetched.
/// `listen`: where the panel opens.
pub async fn run(dir: &Path, files_only: bool, listen: Option<SocketAddr>, ui: &Ui) -> Result<Exit, Failure> {
    let place = opened(dir, ui)?;
    // Folders that are missing are made once, at the start. Later, a folder that is away is away.
    place.companies()?;
    place.misplaced()?.iter().for_each(|problem| ui.warn(problem));
    let _alone = place.alone(if files_only { "watch" } else { "run" })?;
    let clock = Arc::new(SystemClock);
    let (hub, asked) = Hub::new(clock.now());
    let hints = Arc::new(Notify::new());
    let told = Arc::clone(&hints);
    // What happens is printed from the hub.
    let unseen = place.clone().heard_by(Arc::new(Ui::new(ui.texts, true)), ui.texts.language());
    let doors = FolderDoors::new(&unseen, Hints::new(move || told.notify_one()), files_only);
    let service = Service::new(doors, hub.clone(), clock.clone());
    let heard = signals();
    let hub_to_stop = hub.clone();
    let stops = tokio::spawn(async move {
        match heard {
            Ok((mut first, mut second)) => {
                tokio::select! {
                    _ = first.recv() => {}
                    _ = second.recv() => {}
                }
                hub_to_stop.ask(Command::Stop);
            }
            Err(error) => tracing::warn!(%error, "signals cannot be heard"),
        }
    });
    ui.say(if files_only { RunFiles { dir: dir.into() }.into() } else { started(dir) });

    let (ended, end) = oneshot::channel::<()>();
    if !files_only {
        open_panel(dir, &hub, listen, end, ui).await;
    }

    let noted = tokio::spawn(note_status(hub.watch(), dir.to_owned()));
    let letters = Letters::new(dir, ui.texts.language(), Arc::<SystemClock>::clone(&clock)).write(hub.watch());
    let letters = tokio::spawn(letters);
    let printed = tokio::spawn(print_events(hub.watch(), *ui));
    // On a thread of its own, for work that waits for a disk or computes gives its thread to nobody.
    let (runtime, own, hinted, timed) = (Handle::current(), hub.clone(), Arc::clone(&hints), Arc::clone(&clock));
    let work = move || runtime.block_on(service::run(service, &own, asked, &hinted, &*timed));
    let is_back = tokio::select! {
        done = tokio::task::spawn_blocking(work) => {
            if let Err(error) = done && error.is_panic() {
                std::panic::resume_unwind(error.into_panic());
            }
            true
        }
        () = service::look_after(&hub, &*clock) => false,
    };
    stops.abort();
    // What is still to be told is kept, and told by the next service.
    letters.abort();
    if !is_back {
        // It goes with the process, as in a crash; what it had claimed is settled by the next start.
        noted.abort();
        printed.abort();
        ui.warn(&Problem::warning(Run003 { whose: hub.whose().unwrap_or_default().into() }));
    }
    // The panel holds the hub as long as it is open; the two others end when the hub goes.
    drop((ended, hub));
    let _ = (noted.await, printed.await);
    ui.say(RunStopped);
    Ok(if is_back { Exit::Done } else { Exit::Outage })
}

/// Opens the panel until `end`. Where it cannot be opened, that is said and the work goes on.
async fn open_panel(dir: &Path, hub: &Hub, listen: Option<SocketAddr>, end: oneshot::Receiver<()>, ui: &Ui) {
    let clock = Arc::new(SystemClock);
    let ended = async move { drop(end.await) };
    match panel::open(dir, (hub.clone(), clock, ui.texts.language()), listen, ended).await {
        Ok(address) => ui.say(PanelOpen { address: address.into() }),
        Err(problem) => ui.warn(&problem),
    }
}

fn started(dir: &Path) -> crate::core::message::Message {
    RunStarted { dir: dir.into() }.into()
}

/// Ctrl-C, and the polite request to end. From the moment this returns they are heard.
#[cfg(unix)]
fn signals() -> std::io::Result<(tokio::signal::unix::Signal, tokio::signal::unix::Signal)> {
    use tokio::signal::unix::{SignalKind, signal};
    Ok((signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?))
}

/// Ctrl-C, and Ctrl-Break, which is what a program on Windows is asked to end by.
#[cfg(windows)]
fn signals() -> std::io::Result<(tokio::signal::windows::CtrlC, tokio::signal::windows::CtrlBreak)> {
    Ok((tokio::signal::windows::ctrl_c()?, tokio::signal::windows::ctrl_break()?))
}

/// What happens, a line each: for the system's journal, or for who sits at the terminal.
async fn print_events(mut state: watch::Receiver<ServiceState>, ui: Ui) {
    let mut last: Option<ServiceEvent> = None;
    let mut phase = Phase::Idle;
    loop {
        {
            let now = state.borrow_and_update();
            let fresh: Vec<&ServiceEvent> =
                now.last_events.iter().take_while(|event| Some(*event) != last.as_ref()).collect();
            fresh.iter().rev().for_each(|event| print_event(event, &ui));
            last = now.last_events.front().cloned().or(last);
            if now.phase == Phase::Stopping && phase != Phase::Stopping {
                ui.say(RunStopping);
            }
            phase = now.phase;
        }
        if state.changed().await.is_err() {
            return;
        }
    }
}

fn print_event(event: &ServiceEvent, ui: &Ui) {
    let time = poland::local(event.at).strftime("%H:%M:%S").to_string();
    let (time, whose, what) = (time.into(), event.whose.as_str().into(), event.what.as_str().into());
    match (&event.number, &event.problem) {
        (Some(number), _) => ui.say(RunNumber { time, whose, what, number: number.as_str().into() }),
        (None, Some(problem)) => {
            ui.say(RunDone { time, whose, what });
            ui.problem(problem);
        }
        (None, None) => {}
    }
}
