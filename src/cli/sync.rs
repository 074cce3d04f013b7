//! `sync`: one full cycle, what the button does.

use std::path::Path;

use serde_json::json;

use super::progress::TerminalProgress;
use super::ui::{Exit, Ui};
use super::{export, import, opened};
use crate::core::message::text::{SyncStageOne, SyncStageTwo};
use crate::workplace::{ExportWish, Failure, ImportWish};

/// Fetches every account's news, then imports what waits. Trouble with Allegro does not keep files from Optima.
pub async fn run(dir: &Path, ui: &Ui) -> Result<Exit, Failure> {
    let place = opened(dir, ui)?;
    ui.say(SyncStageOne);
    let fetched = match place.wishes(None, &ExportWish::default()) {
        Ok(wishes) => Box::pin(export::every(&place, wishes, ui)).await,
        Err(failure) => Err(failure),
    };
    let mut told = Vec::new();
    let (worst, exported) = match fetched {
        Ok(done) => {
            told.extend(done.tables().into_iter().cloned());
            (done.worst(), export::as_json(&done, ui))
        }
        Err(failure) => {
            ui.warn(&failure.problem);
            (Some(failure.fault), json!({ "error": ui.problem_json(&failure.problem) }))
        }
    };
    ui.line("");
    ui.say(SyncStageTwo);
    let mut imported = place.import(&ImportWish::default(), &TerminalProgress::new(ui.is_json())).await?;
    // Both stages read the same tables.
    imported.report.tables.retain(|problem| !told.contains(problem));
    import::told(&imported, false, ui);
    ui.json(&json!({ "export": exported, "import": import::as_json(&imported, false, ui) }));
    Ok(Exit::Done.or_worse(imported.worst()).or_worse(worst))
}
