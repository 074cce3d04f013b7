//! `replay`: a finished file, once more.

use std::path::Path;

use super::progress::TerminalProgress;
use super::ui::{Exit, Ui};
use super::{import, opened};
use crate::workplace::Failure;

pub async fn run(dir: &Path, file: &Path, ui: &Ui) -> Result<Exit, Failure> {
    let place = opened(dir, ui)?;
    let done = place.replay(file, &TerminalProgress::new(ui.is_json())).await?;
    import::told(&done, false, ui);
    ui.json(&import::as_json(&done, false, ui));
    Ok(Exit::Done.or_worse(done.worst()))
}
