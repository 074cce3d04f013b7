//! `run`: the service, and `watch`: the half of it that goes into Optima.

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use tokio::sync::{oneshot, watch};

use super::log::Level;
use super::ui::{Exit, Ui};
use crate::clock::SystemClock;
use crate::core::message::text::{
    PanelOpen, PanelOpened, RunDone, RunFiles, RunNumber, RunStarted, RunStopped, RunStopping,
};
use crate::core::message::{Catalogue, Language, Message};
use crate::core::poland;
use crate::panel;
use crate::workplace::{Command, Failure, Hub, Phase, ServiceEvent, ServiceState, Workplace};

/// A system gives a program ten seconds to end. Work that does not come back is left behind before that, and said
/// (`stages/service`).
const AT_THE_LATEST: Duration = Duration::from_millis(9_700);

/// How it is to work.
#[derive(Clone, Copy, Default)]
pub struct Wish {
    /// No orders are fetched, and there is no panel.
    pub files_only: bool,
    /// Where the panel opens.
    pub listen: Option<SocketAddr>,
    /// In a browser, at once.
    pub browser: bool,
}

/// Works until it is told to stop. `asked`: the language that the call asks for; none: that of the settings, also when it
/// changes.
pub async fn run(dir: &Path, wish: Wish, (asked, level): (Option<Language>, &Level), ui: &Ui) -> Result<Exit, Failure> {
    let files_only = wish.files_only;
    // What happens is printed from the hub.
    let place = Workplace::open(dir)?.heard(Arc::new(Ui::new(ui.texts, true)), asked);
    // Folders that are missing are made once, at the start. Later, a folder that is away is away.
    place.companies()?;
    place.misplaced()?.iter().for_each(|folder| ui.warn(&folder.problem));
    place.doubts().iter().for_each(|doubt| ui.warn(doubt));
    let _alone = place.alone(if files_only { "watch" } else { "run" })?;
    let service = place.service(files_only);
    let hub = service.hub();
    let stops = stop_when_told(service.hub());
    if let Err(error) = &stops {
        tracing::warn!(%error, "signals cannot be heard");
    }
    ui.say(if files_only {
        Message::from(RunFiles { dir: dir.into() })
    } else {
        RunStarted { dir: dir.into() }.into()
    });

    let (ended, end) = oneshot::channel::<()>();
    if !files_only {
        open_panel((dir, &place), (service.hub(), end), wish, ui).await;
    }
    let printed = tokio::spawn(print_events(service.hub().watch(), *ui, level.clone()));
    let done = service.run().await;
    drop(stops);
    // The panel holds the hub as long as it is open; the printing ends when the hub goes.
    let ui = Ui::new(Catalogue::new(hub.state().language), ui.is_json());
    drop(hub);
    if let Err(failure) = &done {
        printed.abort();
        ui.warn(&failure.problem);
    }
    drop(ended);
    let _ = printed.await;
    ui.say(RunStopped);
    Ok(done.map_or_else(|failure| failure.fault.into(), |()| Exit::Done))
}

/// Opens the panel until `end`. Where it cannot be opened, that is said and the work goes on. What is printed here lets
/// nobody in: a service's words are kept by others.
async fn open_panel((dir, place): (&Path, &Workplace), (hub, end): (Hub, oneshot::Receiver<()>), wish: Wish, ui: &Ui) {
    let clock = Arc::new(SystemClock);
    let ended = async move { drop(end.await) };
    let opened = panel::open(dir, (hub, clock), wish.listen, ended).await;
    let noted = match opened {
        Ok(port) => place.note_panel(port).map(|()| port).map_err(|failure| failure.problem),
        Err(problem) => Err(problem),
    };
    match noted {
        Err(problem) => ui.warn(&problem),
        Ok(_) if wish.browser && super::panel::browse(dir) => ui.say(PanelOpened),
        Ok(port) => ui.say(PanelOpen { address: format!("http://127.0.0.1:{port}").into() }),
    }
}

/// Two ways of asking a program to end.
#[cfg(unix)]
type Signals = (tokio::signal::unix::Signal, tokio::signal::unix::Signal);
/// Two ways of asking a program to end.
#[cfg(windows)]
type Signals = (tokio::signal::windows::CtrlC, tokio::signal::windows::CtrlBreak);

/// Hears the signals from the moment this returns, until what it gives is dropped. On a thread of its own: what hangs may hold
/// every other, and the process ends in time all the same. What was in hand then is settled by the next start, as after a crash.
fn stop_when_told(hub: Hub) -> io::Result<oneshot::Sender<()>> {
    let (until, over) = oneshot::channel::<()>();
    let (tell, told) = mpsc::channel();
    let hears = move || {
        let begun = tokio::runtime::Builder::new_current_thread().enable_all().build().and_then(|runtime| {
            let within = runtime.enter();
            let signals = signals()?;
            drop(within);
            Ok((runtime, signals))
        });
        let (runtime, (mut first, mut second)) = match begun {
            Ok(begun) => begun,
            Err(error) => return drop(tell.send(Err(error))),
        };
        let _ = tell.send(Ok(()));
        runtime.block_on(async {
            tokio::select! {
                _ = first.recv() => {}
                _ = second.recv() => {}
                _ = over => return,
            }
            hub.ask(Command::Stop);
            drop(hub);
            tokio::time::sleep(AT_THE_LATEST).await;
            std::process::exit(Exit::Outage as i32);
        });
    };
    std::thread::Builder::new().name("signals".to_owned()).spawn(hears)?;
    told.recv().map_err(io::Error::other)??;
    Ok(until)
}

/// Ctrl-C, and the polite request to end. From the moment this returns they are heard.
#[cfg(unix)]
fn signals() -> io::Result<Signals> {
    use tokio::signal::unix::{SignalKind, signal};
    Ok((signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?))
}

/// Ctrl-C, and Ctrl-Break, which is what a program on Windows is asked to end by.
#[cfg(windows)]
fn signals() -> io::Result<Signals> {
    Ok((tokio::signal::windows::ctrl_c()?, tokio::signal::windows::ctrl_break()?))
}

/// What happens, a line each: for the system's journal, or for who sits at the terminal.
async fn print_events(mut state: watch::Receiver<ServiceState>, ui: Ui, level: Level) {
    let mut last: Option<ServiceEvent> = None;
    let mut phase = Phase::Idle;
    loop {
        {
            let now = state.borrow_and_update();
            level.set(now.log_level);
            let ui = Ui::new(Catalogue::new(now.language), ui.is_json()).verbose(ui.is_verbose());
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
