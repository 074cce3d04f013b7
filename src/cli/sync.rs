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
    let exported = Box::pin(export::news(&place, ui)).await?;
    ui.line("");
    ui.say(SyncStageTwo);
    let imported = import::every(&place, &offices, &import::Wish::default(), ui).await;
    ui.json(&json!({ "export": exported.json(ui), "import": imported.json(ui) }));
    Ok(exported.exit().max(imported.exit()))
}
