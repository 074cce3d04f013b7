//! The first page: the button, and how everything stands, as it happens.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;

use axum::Extension;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::WatchStream;

use super::door::Session;
use super::page::{self, View};
use super::{PanelError, Shared, place};
use crate::core::message::text::{
    PanelAccounts, PanelBusy, PanelCompanies, PanelEvents, PanelExporting, PanelHome, PanelIdle, PanelImporting,
    PanelLastGood, PanelNeedsYou, PanelNever, PanelNextRun, PanelNothing, PanelSilent, PanelStopping, PanelSync,
    PanelWaitingFiles,
};
use crate::core::message::{Catalogue, Message};
use crate::ledger;
use crate::stages::service::{Command, Phase, ServiceState};

/// The page.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
) -> Result<Response, Response> {
    let view = View::new(&panel, &session);
    let dir = panel.context.dir.clone();
    let counted = place::aside(move || counts(&dir)).await;
    let counts = counted.map_err(|error| page::failure(&panel, session.language, &error))?;
    let texts = view.texts;
    let content = html! {
        form.row method="post" action="/sync" { (view.mark()) button.big { (texts.say(PanelSync)) } }
        div id="live" aria-live="polite" { (standing(texts, &panel.context.hub.state())) }
        (needs(texts, &counts))
        ul.counts { @for (state, count) in &counts {
            li { a href={ "/orders?state=" (state.as_str()) } { b { (count) } (texts.text(&page::state_name(*state))) } }
        } }
    };
    Ok(view.page("/", PanelHome, &content))
}

/// What the service does, at each change.
pub(super) async fn live(State(panel): State<Shared>, Extension(session): Extension<Session>) -> Response {
    let states = WatchStream::new(panel.context.hub.watch());
    let events = states.map(move |state| {
        let shown = standing(panel.texts(session.language), &state).into_string();
        // A lone carriage return would end the event.
        Ok::<_, Infallible>(Event::default().data(shown.replace('\r', " ")))
    });
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

/// The button.
pub(super) async fn sync(State(panel): State<Shared>) -> Redirect {
    // Who presses it while wishes wait already gets what waits.
    panel.context.hub.ask(Command::Sync { account: None });
    Redirect::to("/")
}

type Counts = BTreeMap<ledger::State, u64>;

fn counts(dir: &Path) -> Result<Counts, PanelError> {
    let mut sum = Counts::new();
    for office in place::offices(dir)? {
        for (state, count) in office.ledger()?.counts()? {
            *sum.entry(state).or_default() += count;
        }
    }
    Ok(sum)
}

fn needs(texts: &Catalogue, counts: &Counts) -> Markup {
    let errors = counts.get(&ledger::State::Error).copied().unwrap_or_default();
    html! { @if errors > 0 {
        div.problem { p { a href="/orders?state=error" {
            (texts.say(PanelNeedsYou { count: i64::try_from(errors).unwrap_or(i64::MAX).into() }))
        } } }
    } }
}

fn standing(texts: &Catalogue, state: &ServiceState) -> Markup {
    let phase: Message = match state.phase {
        Phase::Idle => PanelIdle.into(),
        Phase::Exporting => PanelExporting.into(),
        Phase::Importing => PanelImporting.into(),
        Phase::Stopping => PanelStopping.into(),
    };
    let moment = |at: Option<jiff::Timestamp>| at.map_or_else(|| texts.say(PanelNever), page::time);
    html! {
        p role="status" { strong { (texts.text(&phase)) } }
        @if let Some(progress) = &state.progress {
            p { (progress.what) " " (progress.done) @if let Some(total) = progress.total { " / " (total) } }
            progress max=[progress.total] value=[progress.total.map(|_| progress.done)] aria-label=(texts.say(PanelBusy)) {}
        }
        h2 { (texts.say(PanelAccounts)) }
        div.cards { @for (alias, account) in &state.accounts {
            section.card.silent[account.silent] {
                h3 { (alias) }
                @if account.silent { p.problem { (texts.say(PanelSilent)) } }
                dl {
                    dt { (texts.say(PanelLastGood)) } dd { (moment(account.last_good)) }
                    dt { (texts.say(PanelNextRun)) } dd { (moment(account.next_run)) }
                }
                @if let Some(found) = &account.problem { (page::problem(texts, found)) }
            }
        } @if state.accounts.is_empty() { p.soft { (texts.say(PanelNothing)) } } }
        h2 { (texts.say(PanelCompanies)) }
        div.cards { @for (name, company) in &state.companies {
            section.card {
                h3 { (name) }
                dl {
                    dt { (texts.say(PanelLastGood)) } dd { (moment(company.last_good)) }
                    dt { (texts.say(PanelWaitingFiles)) } dd { (company.files_waiting) }
                }
                @if let Some(found) = &company.problem { (page::problem(texts, found)) }
            }
        } @if state.companies.is_empty() { p.soft { (texts.say(PanelNothing)) } } }
        @if !state.last_events.is_empty() {
            h2 { (texts.say(PanelEvents)) }
            ul { @for event in state.last_events.iter().take(10) {
                li { (page::time(event.at)) " " (event.whose) " " (event.what)
                    @if let Some(number) = &event.number { " → " (number) }
                    @if let Some(found) = &event.problem { " " (found.code()) " " (texts.text(&found.message)) } }
            } }
        }
    }
}
