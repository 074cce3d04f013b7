//! The first page: the button, and how everything stands, as it happens.

use std::collections::BTreeMap;
use std::convert::Infallible;

use axum::Extension;
use axum::extract::{Query, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Redirect, Response};
use maud::{Markup, html};
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::WatchStream;

use super::door::{Session, while_in};
use super::page::{self, View};
use super::{PanelError, Shared, adopt, blocked, guide, place, work, work_view};
use crate::core::life::State as OrderState;
use crate::core::message::text::{
    PanelAccounts, PanelBusy, PanelCompanies, PanelEvents, PanelExporting, PanelHome, PanelIdle, PanelImporting,
    PanelLastGood, PanelLastRun, PanelLastRunDid, PanelLyingFiles, PanelNever, PanelNextRun, PanelNothing,
    PanelNoticesBlocked, PanelNoticesOff, PanelNoticesOn, PanelOrders, PanelSettingsTo, PanelSilent, PanelSinceStart,
    PanelSinceStartDid, PanelStopping, PanelSync, PanelWaitingFiles, WorkWaitsItself,
};
use crate::core::message::{Catalogue, Message};
use crate::core::problem::Problem;
use crate::workplace::{Command, Phase, ServiceState, Tally};

/// The page.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let begun = place::with(&panel, session.language, |place| Ok((place.is_new(), place.waiting_accounts()))).await;
    let (is_new, waiting) = begun.unwrap_or_default();
    if is_new && !guide::is_left(&panel, &session) {
        return Ok(Redirect::to("/guide").into_response());
    }
    let (waits, counted) = match counted(&panel, &session, &query).await {
        // Then no settings were good yet: what is wrong with them is said below.
        Err(error) if error.is_of_settings() => (0, html! {}),
        counted => counted.map_err(|error| page::failure(&panel, session.language, &error))?,
    };
    let asked = place::with(&panel, session.language, adopt::asked).await.unwrap_or_default();
    let view = View::new(&panel, &session);
    let state = panel.context.hub.state();
    let content = html! {
        (work::said(&panel, &view))
        @if let Some(found) = panel.known.mistake().filter(|_| state.settings_problem.is_none()) {
            div role="alert" { (settings_mistake(view.texts, &found)) }
        }
        (guide::unfinished(view.texts, is_new, &waiting))
        // With scripts the page stays as it is and shows what comes of it; without, it is loaded anew.
        form.row method="post" action="/sync" hx-post="/sync" hx-swap="none" {
            (view.mark()) button.big { (view.texts.say(PanelSync)) }
        }
        p.noprint { button.quiet id="notices" type="button" hidden data-on=(view.texts.say(PanelNoticesOn))
            data-off=(view.texts.say(PanelNoticesOff)) data-blocked=(view.texts.say(PanelNoticesBlocked)) {} }
        (doing(view.texts, &state))
        (adopt::part(&view, &asked))
        // The lists that answers are chosen from: a base may be slow, or away.
        div hx-get="/choices" hx-trigger="load" {}
        (counted)
        (standing(view.texts, &state))
    };
    let title = view.texts.say(PanelHome);
    Ok(view.page_with_tab("/", &title, &work_view::tab(u64::try_from(waits).unwrap_or(u64::MAX), &title), &content))
}

/// The counts alone, for a page that stays open.
pub(super) async fn counts(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Html<String>, Response> {
    let counted = counted(&panel, &session, &query).await;
    Ok(Html(counted.map_err(|error| page::failure(&panel, session.language, &error))?.1.into_string()))
}

/// How many orders wait for a person, and the same in words: for pages that stay open.
pub(super) async fn waits(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
) -> Result<String, Response> {
    let state = panel.context.hub.state();
    let counted =
        place::with(&panel, session.language, move |place| Ok((place.count_open()?, blocked::of(place, &state).len())));
    let (orders, blocked) = counted.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    let orders = usize::try_from(orders).unwrap_or(usize::MAX);
    let words = blocked::words(panel.texts(session.language), orders, blocked);
    Ok(format!("{} {words}", orders.saturating_add(blocked)))
}

/// The work list and the counts, and how many orders wait for a person.
async fn counted(
    panel: &Shared,
    session: &Session,
    query: &BTreeMap<String, String>,
) -> Result<(usize, Markup), PanelError> {
    let now = panel.context.clock.now();
    let part = work::part(query);
    let state = panel.context.hub.state();
    let read = place::with(panel, session.language, move |place| {
        Ok((part.read(place)?, blocked::of(place, &state), place.tally(now)?))
    });
    let (found, blocked, tallied) = read.await?;
    let view = View::new(panel, session);
    let shown = html! { (work_view::list(&view, &found, &blocked)) (tally(view.texts, &tallied)) };
    Ok((found.list.orders + blocked.len(), shown))
}

/// What the service does, at each change.
pub(super) async fn live(State(panel): State<Shared>, Extension(session): Extension<Session>) -> Response {
    let states = while_in(&panel, &session, WatchStream::new(panel.context.hub.watch()));
    let events = states.map(move |state| {
        let texts = panel.texts(session.language);
        let shown = html! { (doing(texts, &state)) (standing(texts, &state)) }.into_string();
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

/// The latest events on the first page.
const EVENTS: usize = 10;
/// Files that lie for a reason, so many at most; `status` has them all.
const FILES: usize = 20;

fn tally(texts: &Catalogue, found: &Tally) -> Markup {
    html! { div id="counts" {
        @if !found.files.is_empty() {
            h2 { (texts.say(PanelLyingFiles)) " (" (found.files.len()) ")" }
            @for file in found.files.iter().take(FILES) { (page::problem(texts, &file.problem)) }
        }
        h2 { (texts.say(PanelOrders)) }
        ul.counts { @for (state, count) in &found.counts {
            li { a href={ "/orders?state=" (state.as_str()) } { b { (count) } " " (texts.text(&page::state_name(*state))) } }
        } }
        @if found.counts.iter().any(|(state, count)| *state == OrderState::Waiting && *count > 0) {
            p.soft { (texts.say(WorkWaitsItself)) }
        }
    } }
}

/// What is being done. Parts that change come each by itself, so that what stays the same is not read out again.
fn doing(texts: &Catalogue, state: &ServiceState) -> Markup {
    let phase: Message = match state.phase {
        Phase::Idle => PanelIdle.into(),
        Phase::Exporting => PanelExporting.into(),
        Phase::Importing => PanelImporting.into(),
        Phase::Stopping => PanelStopping.into(),
    };
    html! {
        p id="live-phase" role="status" { strong { (texts.text(&phase)) } }
        div id="live-progress" { @if let Some(progress) = &state.progress {
            p { (progress.what) ": " (progress.done) @if let Some(total) = progress.total { " / " (total) } }
            progress max=[progress.total] value=[progress.total.map(|_| progress.done)] aria-label=(texts.say(PanelBusy)) {}
        } }
        div id="live-settings" role="alert" {
            @if let Some(found) = &state.settings_problem { (settings_mistake(texts, found)) }
            @if let Some(found) = &state.letters_problem { (page::problem(texts, found)) }
            @for found in state.tables.values().flat_map(|problems| gravest(problems)) { (page::problem(texts, found)) }
        }
    }
}

/// Why the settings cannot be used, with the way to where that is put right.
fn settings_mistake(texts: &Catalogue, found: &Problem) -> Markup {
    html! { (page::problem(texts, found)) p { a.button href="/settings" { (texts.say(PanelSettingsTo)) } } }
}

/// Of a table's mistakes the gravest, and what is in force instead, which stands at the end. All of them are on its page.
fn gravest(problems: &[Problem]) -> impl Iterator<Item = &Problem> {
    let refused = problems.iter().find(|problem| problem.is_error());
    let instead = problems.last().filter(|last| refused.is_some_and(|refused| refused != *last));
    refused.or(problems.first()).into_iter().chain(instead)
}

/// How accounts and companies stand, and what happened last.
fn standing(texts: &Catalogue, state: &ServiceState) -> Markup {
    html! {
        div id="live-places" { (places(texts, state)) }
        div id="live-events" { (events(texts, state, EVENTS)) }
    }
}

fn places(texts: &Catalogue, state: &ServiceState) -> Markup {
    let moment = |at: Option<jiff::Timestamp>| at.map_or_else(|| texts.say(PanelNever), page::time);
    html! { div.columns {
        div { h2 { (texts.say(PanelAccounts)) }
            @for (alias, account) in &state.accounts { section.card.silent[account.silent] {
                h3 { a href={ "/accounts/" (alias) } { (alias) } }
                @if account.silent { p.problem { (texts.say(PanelSilent)) } }
                dl {
                    dt { (texts.say(PanelLastGood)) } dd { (moment(account.last_good)) }
                    dt { (texts.say(PanelNextRun)) } dd { (moment(account.next_run)) }
                    dt { (texts.say(PanelLastRun)) } dd { (texts.say(PanelLastRunDid {
                        exported: account.exported.to_string().into(),
                        waiting: account.waiting.to_string().into(),
                        errors: account.errors.to_string().into(),
                    })) }
                }
                @if let Some(found) = &account.problem { (page::problem(texts, found)) }
            } }
            @if state.accounts.is_empty() { p.soft { (texts.say(PanelNothing)) } } }
        div { h2 { (texts.say(PanelCompanies)) }
            @for (name, company) in &state.companies { section.card {
                h3 { (name) }
                dl {
                    dt { (texts.say(PanelLastGood)) } dd { (moment(company.last_good)) }
                    dt { (texts.say(PanelWaitingFiles)) } dd { (company.files_waiting) }
                    dt { (texts.say(PanelSinceStart)) } dd { (texts.say(PanelSinceStartDid {
                        imported: company.imported.to_string().into(),
                        duplicates: company.duplicates.to_string().into(),
                        errors: company.errors.to_string().into(),
                    })) }
                }
                @if let Some(found) = &company.problem { (page::problem(texts, found)) }
            } }
            @if state.companies.is_empty() { p.soft { (texts.say(PanelNothing)) } } }
    } }
}

/// What happened last.
pub(super) fn events(texts: &Catalogue, state: &ServiceState, most: usize) -> Markup {
    html! { @if !state.last_events.is_empty() {
        h2 { (texts.say(PanelEvents)) }
        ul.events { @for event in state.last_events.iter().take(most) {
            li { time { (page::time(event.at)) } " " (event.whose) " " (event.what)
                @if let Some(number) = &event.number { " → " strong { (number) } }
                @if let Some(found) = &event.problem { " " (found.code()) " " (texts.text(&found.message)) } }
        } }
    } }
}
