//! The orders: searched, filtered, a page at a time.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::door::Session;
use super::page::{self, View};
use super::{Shared, place};
use crate::core::life::{Life, State as OrderState};
use crate::core::message::Catalogue;
use crate::core::message::text::{
    PanelAll, PanelFind, PanelNext, PanelNone, PanelOpenOnly, PanelOrders, PanelPaid, PanelPrevious, PanelSearch,
    PanelSearchLong, PanelWhen, StatusAccount, StatusDocument, StatusOrder, StatusProblem, StatusState,
};
use crate::workplace::Browse;

/// In the place of a state: what waits for a person, whatever its state.
const OPEN: &str = "open";
/// Orders on a page.
const PAGE: u32 = 50;
/// A name with everything that may belong to it.
const SEARCH_MAX: usize = 200;
/// Deeper nobody turns pages; he searches.
const PAGES: u32 = 10_000;

/// The page.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let view = View::new(&panel, &session);
    let texts = view.texts;
    let part = |name: &str| query.get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
    let search = part("q");
    if search.chars().count() > SEARCH_MAX {
        return Err(page::bare(&panel, session.language, StatusCode::BAD_REQUEST, PanelSearchLong));
    }
    let state: Option<OrderState> = part("state").parse().ok();
    let number = part("page").parse().unwrap_or(0_u32).min(PAGES);
    let open_matters = part("state") == OPEN;
    let wish = Browse { search: search.clone(), state, open_matters, limit: PAGE + 1, offset: number * PAGE };
    let found = place::with(&panel, session.language, move |place| Ok(place.browse(&wish)?)).await;
    let mut orders = found.map_err(|error| page::failure(&panel, session.language, &error))?;
    let more = orders.len() > PAGE as usize;
    orders.truncate(PAGE as usize);
    let turn = |to: u32, name: String| {
        html! {
            form.inline method="get" action="/orders" {
                input type="hidden" name="q" value=(search);
                input type="hidden" name="state" value=(if open_matters { OPEN } else { state.map_or("", OrderState::as_str) });
                button.quiet name="page" value=(to) { (name) }
            }
        }
    };
    let content = html! {
        form.row role="search" method="get" action="/orders" {
            label { (texts.say(PanelSearch))
                input type="search" name="q" value=(search) maxlength=(SEARCH_MAX) size="32"
                    hx-get="/orders" hx-trigger="input changed delay:300ms" hx-target="#list" hx-select="#list"
                    hx-swap="outerHTML" hx-include="closest form"; }
            label { (texts.say(StatusState))
                select name="state" {
                    option value="" { (texts.say(PanelAll)) }
                    option value=(OPEN) selected[open_matters] { (texts.say(PanelOpenOnly)) }
                    @for one in OrderState::ALL {
                        option value=(one.as_str()) selected[Some(one) == state] { (texts.text(&page::state_name(one))) }
                    }
                } }
            button { (texts.say(PanelFind)) }
        }
        div id="list" aria-live="polite" {
            (list(texts, &orders))
            p { @if number > 0 { (turn(number - 1, texts.say(PanelPrevious))) } " "
                @if more { (turn(number + 1, texts.say(PanelNext))) } }
        }
    };
    Ok(view.page("/orders", PanelOrders, &content))
}

fn list(texts: &Catalogue, orders: &[Life]) -> Markup {
    if orders.is_empty() {
        return html! { p.soft { (texts.say(PanelNone)) } };
    }
    html! { div.scroll { table.stack {
        thead { tr {
            th scope="col" { (texts.say(StatusOrder)) } th scope="col" { (texts.say(StatusAccount)) }
            th scope="col" { (texts.say(PanelWhen)) } th.n scope="col" { (texts.say(PanelPaid)) }
            th scope="col" { (texts.say(StatusState)) } th scope="col" { (texts.say(StatusDocument)) }
            th scope="col" { (texts.say(StatusProblem)) }
        } }
        tbody { @for order in orders { tr {
            td { a href={ "/orders/" (order.order_id) } title=(order.order_id) {
                (order.order_id.short()) } }
            td { (order.account) }
            td { (order.bought_at.map(page::time).unwrap_or_default()) }
            td.n { @if let Some(total) = &order.total {
                (page::amount(texts, total)) " " (order.currency.as_deref().unwrap_or("PLN")) } }
            td { (page::order_state(texts, order)) }
            td { (order.document.as_deref().unwrap_or_default()) }
            td { @if let Some(found) = order.shown() { (found.code()) " " (texts.text(&found.message)) } }
        } } }
    } } }
}
