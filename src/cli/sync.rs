//! `sync`: one full cycle, what the button does.

use std::path::Path;

use serde_json::json;

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
    let (worst, exported) = match fetched {
        Ok(done) => (done.worst(), export::as_json(&done, ui)),
        Err(failure) => {
            ui.warn(&failure.problem);
            (Some(failure.fault), json!({ "error": ui.problem_json(&failure.problem) }))
        }
    };
    ui.line("");
    ui.say(SyncStageTwo);
    let imported = import::every(&place, &ImportWish::default(), ui).await?;
    ui.json(&json!({ "export": exported, "import": import::as_json(&imported, false, ui) }));
    Ok(Exit::Done.or_worse(imported.worst()).or_worse(worst))
}
