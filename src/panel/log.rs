//! What happened lately: the service's own memory, and the end of the log.

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use maud::html;

use super::door::Session;
use super::page::{self, View};
use super::{Shared, home, place};
use crate::core::message::text::{PanelLog, PanelLogFile, PanelLogNone};
use crate::workplace::logs;

/// The page.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
) -> Result<Response, Response> {
    let folder = logs::folder(&panel.context.dir);
    let read = place::aside(move || Ok(logs::latest(&folder))).await;
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
