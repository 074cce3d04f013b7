//! The orders: searched, filtered, sorted, a page at a time, or all of them for Excel.

mod filter;
mod list;

use std::collections::{BTreeMap, BTreeSet};

use axum::Extension;
use axum::extract::{Form, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::html;

use super::door::Session;
use super::page::{self, View};
use super::{Shared, place, sure, work, work_view};
use crate::core::message::Message;
use crate::core::message::text::{
    PanelAllOrders, PanelChosen, PanelCsv, PanelDecideDone, PanelIgnoreMany, PanelNext, PanelOrders, PanelPrevious,
    PanelRetry, PanelSearchLong, WorkOver,
};
use crate::core::order::SeenId;
use crate::workplace::waiting::{Part, may_be_taken_back};
use crate::workplace::{Say, sheet};
pub(super) use filter::Filter;

/// Orders on a page.
const PAGE: u32 = 50;
/// Deeper nobody turns pages; he searches.
const PAGES: u32 = 10_000;
/// Orders that are read together for a sheet.
const SHEET: u32 = 2_000;
/// What Excel has rows for.
const ROWS: usize = 1_000_000;

/// The page.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let view = View::new(&panel, &session);
    let texts = view.texts;
    let filter = read(&panel, &session, &query)?;
    let number = query.get("page").and_then(|text| text.parse().ok()).unwrap_or(0_u32).min(PAGES);
    let asked = filter.clone();
    let found = place::with(&panel, session.language, move |place| {
        let wish = asked.wish(PAGE + 1, number * PAGE, asked.only(place)?);
        let row = asked.group.as_deref().map(|row| place.work_row(row, Part { skip: 0, take: 0 })).transpose()?;
        Ok((place.browse(asked.company.as_deref(), &wish)?, filter::Choices::of(place)?, row.flatten()))
    });
    let (mut orders, choices, row) = found.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    let more = orders.len() > PAGE as usize;
    orders.truncate(PAGE as usize);
    let turn = |to: u32, name: String| {
        html! { form.inline method="get" action="/orders" { (filter.hidden()) button.quiet name="page" value=(to) { (name) } } }
    };
    let content = html! {
        @if filter.group.is_some() { p {
            @if let Some(row) = &row {
                a href={ "/waiting/" (row.name) } { (work_view::heading(texts, row)) }
            } @else { (texts.say(WorkOver)) }
            " · " a href="/orders" { (texts.say(PanelAllOrders)) }
        } }
        (filter::form(texts, &filter, &choices))
        (work::said(&panel, &view))
        div id="list" aria-live="polite" {
            form method="post" action="/orders/say" {
                (view.mark()) (filter.hidden())
                (list::table(texts, &orders, &filter, choices.companies.len() > 1))
                @if !orders.is_empty() { div.row.noprint {
                    span { (texts.say(PanelChosen)) }
                    @for (word, name) in says() { button.quiet name="say" value=(word) { (texts.text(&name)) } }
                } }
            }
            @if !orders.is_empty() { form.noprint method="get" action="/orders.csv" {
                (filter.hidden()) button.quiet { (texts.say(PanelCsv)) }
            } }
            p { @if number > 0 { (turn(number - 1, texts.say(PanelPrevious))) } " "
                @if more { (turn(number + 1, texts.say(PanelNext))) } }
        }
    };
    Ok(view.page("/orders", PanelOrders, &content))
}

/// What may be said to the orders that are chosen.
fn says() -> [(&'static str, Message); 3] {
    [("retry", PanelRetry.into()), ("done", PanelDecideDone.into()), ("ignore", PanelIgnoreMany.into())]
}

/// Says it to the chosen orders; each is asked by itself whether it may be said to it.
pub(super) async fn say(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Redirect, Response> {
    let parts: BTreeMap<String, String> = form.iter().cloned().collect();
    let filter = read(&panel, &session, &parts)?;
    let ids = chosen(form);
    let back = format!("/orders?{}", filter.query());
    let Some(say) = say_named(&parts) else { return Ok(Redirect::to(&back)) };
    let now = panel.context.clock.now();
    let (sure, asks) = (parts.get("sure").and_then(|sure| sure.parse().ok()), may_be_taken_back(&say));
    let question = sure::address_of_these(&say, &ids, &filter);
    let done = place::with(&panel, session.language, move |place| {
        let count = if asks { place.count_of_these(&ids, &say)? } else { 0 };
        if count > 1 && sure != Some(count) {
            return Ok(None);
        }
        Ok(Some(place.say_to_these(&ids, &say, now)?))
    });
    let done = done.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    let Some(done) = done else { return Ok(Redirect::to(&question)) };
    work::follow(&panel, &session, &done, &back);
    Ok(Redirect::to(&back))
}

/// The orders that a form or an address names.
pub(super) fn chosen(form: Vec<(String, String)>) -> BTreeSet<SeenId> {
    let chosen = form.into_iter().filter(|(name, _)| name == "order").take(PAGE as usize);
    chosen.map(|(_, id)| SeenId::from(id)).collect()
}

/// What is said to them.
pub(super) fn say_named(parts: &BTreeMap<String, String>) -> Option<Say> {
    let word = parts.get("say").map(String::as_str).unwrap_or_default();
    says().into_iter().find(|(known, _)| *known == word).and_then(|_| work::say_of(word, ""))
}

/// All orders of the same filter, for Excel.
pub(super) async fn csv(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let filter = read(&panel, &session, &query)?;
    let (texts, language) = (panel.texts(session.language), session.language);
    let texts_of = std::sync::Arc::clone(&panel);
    let read = move |place: &crate::workplace::Workplace| {
        let texts = texts_of.texts(language);
        let only = filter.only(place)?;
        let mut rows = Vec::new();
        while rows.len() < ROWS {
            let wish = filter.wish(SHEET, u32::try_from(rows.len()).unwrap_or(u32::MAX), only.clone());
            let orders = place.browse(filter.company.as_deref(), &wish)?;
            rows.extend(orders.iter().map(|order| list::cells(texts, order)));
            if orders.len() < SHEET as usize {
                break;
            }
        }
        Ok(rows)
    };
    let rows = place::with(&panel, language, read).await.map_err(|error| page::failure(&panel, language, &error))?;
    let name = "attachment; filename=\"allegro-optima-zamowienia.csv\"";
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, sheet(&list::heading(texts), &rows)).into_response())
}

pub(super) fn read(panel: &Shared, session: &Session, query: &BTreeMap<String, String>) -> Result<Filter, Response> {
    let filter = Filter::read(query);
    filter.ok_or_else(|| page::bare(panel, session.language, StatusCode::BAD_REQUEST, PanelSearchLong))
}
