//! The way in, for whoever has the right to the folder.

use std::path::Path;

use super::{PanelError, door};
use crate::clock::Clock;
use crate::workplace::lay_panel_code;

/// An address that lets one browser into the panel of the service at work in this folder, once and soon.
///
/// # Errors
/// There is no service, it has no panel, or this person has no right to the folder.
pub fn entrance(dir: &Path, clock: &dyn Clock) -> Result<String, PanelError> {
    let code = door::random()?;
    let port = lay_panel_code(dir, &code, clock.now())?;
    Ok(format!("http://127.0.0.1:{port}/login?code={code}"))
}
