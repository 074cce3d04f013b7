//! How the service is, for people and for programs that ask.

use axum::Extension;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::html;
use std::fmt::Write as _;

use super::door::Session;
use super::page::{self, View};
use super::{Shared, place};
use crate::core::message::text::{
    PanelAccounts, PanelDoctor, PanelFolder, PanelLog, PanelSettings, PanelSince, PanelState, PanelStop, PanelStopHow,
    PanelStopped,
};
use crate::core::problem::Problem;
use crate::workplace::{Command, Phase};

/// The page.
pub(super) async fn page(State(panel): State<Shared>, Extension(session): Extension<Session>) -> Response {
    let view = View::new(&panel, &session);
    let (texts, state) = (view.texts, panel.context.hub.state());
    let read = place::with(&panel, session.language, |place| Ok(place.settings.accounts.keys().cloned().collect()));
    // With settings that cannot be used, those of the last good ones.
    let accounts: Vec<String> = read.await.unwrap_or_else(|_| state.accounts.keys().cloned().collect());
    let content = html! {
        section.card { dl {
            dt { (texts.say(PanelFolder)) } dd { (panel.context.dir.display()) }
            dt { (texts.say(PanelSince)) } dd { (page::time(state.started)) }
            dt { "allegro-optima" } dd { (env!("CARGO_PKG_VERSION")) }
        } }
        @if let Some(found) = &state.settings_problem { (page::problem(texts, found)) }
        div.row {
            a.button href="/doctor" { (texts.say(PanelDoctor)) } " " a.button href="/log" { (texts.say(PanelLog)) }
            " " a.button href="/settings" { (texts.say(PanelSettings)) }
        }
        h2 { (texts.say(PanelAccounts)) }
        ul.tables { @for alias in &accounts { li { a href={ "/accounts/" (alias) } { (alias) } } } }
        details { summary { (texts.say(PanelStop)) }
            p { (texts.say(PanelStopHow)) }
            form method="post" action="/stop" { (view.mark()) button { (texts.say(PanelStop)) } }
        }
    };
    view.page("/status", PanelState, &content)
}

/// Ends the service, as a request of the system's does.
pub(super) async fn stop(State(panel): State<Shared>, Extension(session): Extension<Session>) -> Response {
    panel.context.hub.ask(Command::Stop);
    page::bare(&panel, session.language, StatusCode::OK, PanelStopped)
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
    let (language, now) = (panel.language(), panel.context.clock.now());
    // A ledger that cannot be read now has nothing to tell.
    let open = place::with(&panel, language, |place| Ok(place.open_by_kind()?)).await.unwrap_or_default();
    let lying = place::with(&panel, language, move |place| Ok(place.lying_by_reason(now)?)).await.unwrap_or_default();
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
    for ((company, why), count) in &lying {
        line(&format!("files_{why}"), "company", company, *count);
    }
    for (kind, count) in &open {
        line("open_matters", "kind", kind, *count);
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}
