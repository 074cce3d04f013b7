//! The settings as they stand, and how the service is for programs that ask.

use axum::Extension;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::html;
use std::fmt::Write as _;

use super::door::Session;
use super::page::{self, View};
use super::{Shared, place};
use crate::core::message::text::{PanelFile, PanelFolder, PanelSettings, PanelSettingsHow, PanelSince, PanelState};
use crate::core::problem::Problem;
use crate::settings::file;
use crate::spool::{Disk as _, RealDisk};
use crate::stages::service::Phase;

/// A settings file has some hundred lines.
const LARGEST: u64 = 1024 * 1024;

/// The page.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
) -> Result<Response, Response> {
    let path = panel.context.dir.join(file::FILE_NAME);
    let read = place::aside(move || Ok(RealDisk.read(&path, LARGEST)?)).await;
    let bytes = read.map_err(|error| page::failure(&panel, session.language, &error))?;
    let view = View::new(&panel, &session);
    let texts = view.texts;
    let content = html! {
        section.card { dl {
            dt { (texts.say(PanelFolder)) } dd { (panel.context.dir.display()) }
            dt { (texts.say(PanelSince)) } dd { (page::time(panel.context.hub.state().started)) }
            dt { "allegro-optima" } dd { (env!("CARGO_PKG_VERSION")) }
        } }
        h2 { (texts.say(PanelSettings)) }
        p { (texts.say(PanelSettingsHow)) }
        p.soft { (texts.say(PanelFile)) ": " (file::FILE_NAME) }
        pre tabindex="0" { (String::from_utf8_lossy(&bytes)) }
    };
    Ok(view.page("/status", PanelState, &content))
}

/// `ok`, unless an account was not heard of for too long or a company cannot be reached.
pub(super) async fn health(State(panel): State<Shared>) -> Response {
    let state = panel.context.hub.state();
    let silent = state.accounts.values().any(|account| account.silent);
    let stuck = state.companies.values().any(|company| company.problem.as_ref().is_some_and(Problem::is_error));
    if silent || stuck || state.phase == Phase::Stopping {
        return (StatusCode::SERVICE_UNAVAILABLE, "not ok\n").into_response();
    }
    "ok\n".into_response()
}

/// For Prometheus.
pub(super) async fn metrics(State(panel): State<Shared>) -> Response {
    let state = panel.context.hub.state();
    let mut text = String::new();
    let mut line = |name: &str, label: &str, of: &str, value: u64| {
        let of: String = of.chars().filter(|c| !c.is_control() && !matches!(c, '"' | '\\')).collect();
        let _ = writeln!(text, "allegro_optima_{name}{{{label}=\"{of}\"}} {value}");
    };
    for (alias, account) in &state.accounts {
        line("exported", "account", alias, account.exported);
        line("waiting", "account", alias, account.waiting);
        line("refused", "account", alias, account.errors);
        line("silent", "account", alias, u64::from(account.silent));
        let heard = account.last_good.map_or(0, |at| u64::try_from(at.as_second()).unwrap_or_default());
        line("last_good_seconds", "account", alias, heard);
    }
    for (name, company) in &state.companies {
        line("imported_total", "company", name, company.imported);
        line("duplicates_total", "company", name, company.duplicates);
        line("errors_total", "company", name, company.errors);
        line("files_waiting", "company", name, company.files_waiting);
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}
