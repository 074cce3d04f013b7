//! `sync`: one full cycle, what the button does.

use std::path::Path;

use serde_json::json;

use super::ui::{Exit, Failure, Ui};
use super::workplace::Workplace;
use super::{export, import};
use crate::core::message::text::{SyncStageOne, SyncStageTwo};

/// Fetches every account's news, then imports what waits. Trouble with Allegro does not keep files from Optima.
pub async fn run(dir: &Path, ui: &Ui) -> Result<Exit, Failure> {
    let place = Workplace::open(dir)?;
    let offices = place.offices()?;
    ui.say(SyncStageOne);
    let (exit, exported) = match Box::pin(export::news(&place, ui)).await {
        Ok(exported) => (exported.exit(), exported.json(ui)),
        Err(failure) => {
            ui.warn(&failure.problem);
            (failure.fault.into(), json!({ "error": ui.problem_json(&failure.problem) }))
        }
    };
    ui.line("");
    ui.say(SyncStageTwo);
    let imported = import::every(&place, &offices, &import::Wish::default(), ui).await;
    ui.json(&json!({ "export": exported, "import": imported.json(ui) }));
    Ok(imported.exit().max(exit))
}
