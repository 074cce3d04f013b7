//! The panel in a browser: of a service at work, or with a service that is started for it.

use std::path::Path;

use super::log::Level;
use super::run;
use super::ui::{Exit, Ui};
use crate::clock::SystemClock;
use crate::core::message::Language;
use crate::core::message::text::{PanelAddress, PanelOpened};
use crate::core::problem::Problem;
use crate::panel::{PanelError, entrance};
use crate::workplace::{self, Failure, Running, running};

/// Opens the panel of the service at work. `address`: nothing is opened, the address is printed, for a browser that this
/// program cannot start.
pub fn open(dir: &Path, address: bool, ui: &Ui) -> Result<Exit, Failure> {
    let entrance = entrance(dir, &SystemClock).map_err(failure)?;
    if !address && start_browser(&entrance) {
        ui.say(PanelOpened);
    } else {
        ui.say(PanelAddress { address: entrance.as_str().into() });
    }
    ui.json(&serde_json::json!({ "address": address.then_some(entrance) }));
    Ok(Exit::Done)
}

/// What the program does when nothing is asked of it, as by a double click: it works, and shows how; in a new folder, it asks what it
/// has to know.
pub async fn start(dir: &Path, log: (Option<Language>, &Level), ui: &Ui) -> Result<Exit, Failure> {
    if let Ok(Running::WithPanel(_)) = running(dir) {
        return open(dir, false, ui);
    }
    // A folder that nobody has set up greets with the guide.
    workplace::begin_by_guide(dir, ui.texts.language())?;
    run::run(dir, run::Wish { browser: true, ..run::Wish::default() }, log, ui).await
}

/// Opens the panel of this process's own service. `false`: that cannot be done here.
pub fn browse(dir: &Path) -> bool {
    entrance(dir, &SystemClock).is_ok_and(|entrance| start_browser(&entrance))
}

/// `false`: there is no screen, or no browser.
fn start_browser(address: &str) -> bool {
    let has_screen = !cfg!(all(unix, not(target_os = "macos")))
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    has_screen && open::that_detached(address).is_ok()
}

fn failure(error: PanelError) -> Failure {
    match error {
        PanelError::Failed(failure) => failure,
        error => {
            Failure::usage(error.problem().unwrap_or_else(|| {
                Problem::error(crate::core::message::text::Cli002 { why: error.to_string().into() })
            }))
        }
    }
}
