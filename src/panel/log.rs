//! What happened lately: the service's own memory, and the end of the log.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use maud::html;

use super::door::Session;
use super::page::{self, View};
use super::{Shared, home, place};
use crate::core::message::text::{PanelLog, PanelLogFile, PanelLogNone};
use crate::spool::Folders;

/// So much of the log's end is shown.
const SHOWN: u64 = 64 * 1024;

/// The page.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
) -> Result<Response, Response> {
    let folder = Folders::new(&panel.context.dir).state().join("logs");
    let read = place::aside(move || Ok(latest(&folder))).await;
    let found = read.map_err(|error| page::failure(&panel, session.language, &error))?;
    let view = View::new(&panel, &session);
    let texts = view.texts;
    let content = html! {
        (home::events(texts, &panel.context.hub.state(), usize::MAX))
        h2 { (texts.say(PanelLogFile)) }
        @match found {
            Some((name, text)) => { p.soft { (name) } pre tabindex="0" { (text) } }
            None => { p.soft { (texts.say(PanelLogNone)) } }
        }
    };
    Ok(view.page("/status", PanelLog, &content))
}

/// Name and end of the newest log for people; the lines for programs say the same. `None`: there is none, or it cannot
/// be read.
pub fn latest(folder: &Path) -> Option<(String, String)> {
    let names = std::fs::read_dir(folder).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let newest = names.filter(|name| !name.contains(".json")).max()?;
    let text = tail(&folder.join(&newest)).ok()?;
    Some((newest, text))
}

fn tail(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(SHOWN)))?;
    let mut bytes = Vec::new();
    file.take(SHOWN).read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    // It may begin in the middle of a line.
    let whole = if length > SHOWN { text.split_once('\n').map_or("", |(_, rest)| rest) } else { &text };
    Ok(whole.to_owned())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_the_newest_log_is_read() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(latest(folder.path()), None);
        assert_eq!(latest(&folder.path().join("away")), None);
        std::fs::write(folder.path().join("log.2026-11-25"), "old").unwrap();
        std::fs::write(folder.path().join("log.2026-11-26.jsonl"), "{}").unwrap();
        let lines = "a line of the log\n".repeat(20_000);
        std::fs::write(folder.path().join("log.2026-11-26"), &lines).unwrap();
        let (name, text) = latest(folder.path()).unwrap();
        assert_eq!(name, "log.2026-11-26");
        assert!(text.starts_with("a line") && text.ends_with("log\n") && text.len() < 70_000);
    }
}
