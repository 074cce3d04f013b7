//! Before many orders are said at once what ends them, the panel asks; afterwards it can be taken back.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Mutex, PoisonError};

use axum::Extension;
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use maud::{Markup, html};

use super::door::{Session, random};
use super::page::{self, View};
use super::{Shared, place, work};
use crate::core::message::text::{
    CorrectUndo, PanelHome, PanelOrders, SureBack, SureDone, SureDoneHow, SureIgnore, SureIgnoreHow, SureNo, SureYes,
    WorkNotTaken, WorkOver,
};
use crate::core::order::SeenId;
use crate::core::problem::Problem;
use crate::workplace::Say;
use crate::workplace::waiting::Undo;

/// What can be taken back still; the oldest goes.
const KEPT: usize = 8;

/// What was said, by a name that nobody guesses, with the page that it was said on.
pub(super) type Undos = Mutex<VecDeque<(String, Undo, String)>>;

/// Keeps what takes back what was said; gives its name.
pub(super) fn keep(panel: &Shared, undo: &Undo, back: &str) -> Option<String> {
    let id = random().ok().filter(|_| !undo.is_empty())?;
    let mut undos = panel.undos.lock().unwrap_or_else(PoisonError::into_inner);
    if undos.len() >= KEPT {
        undos.pop_front();
    }
    undos.push_back((id.clone(), undo.clone(), back.to_owned()));
    Some(id)
}

/// The button that takes back.
pub(super) fn button(view: &View<'_>, id: &str) -> Markup {
    html! { form.inline method="post" action="/undo" {
        (view.mark()) input type="hidden" name="id" value=(id);
        button.quiet { (view.texts.say(CorrectUndo)) }
    } }
}

/// Takes back what was said.
pub(super) async fn undo(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Result<Redirect, Response> {
    let id = form.get("id").map(String::as_str).unwrap_or_default();
    let found = {
        let mut undos = panel.undos.lock().unwrap_or_else(PoisonError::into_inner);
        let at = undos.iter().position(|(known, ..)| known == id);
        at.and_then(|at| undos.remove(at))
    };
    let Some((_, undo, back)) = found else {
        panel.told.put(&session, vec![Problem::note(WorkOver)]);
        return Ok(Redirect::to("/"));
    };
    let now = panel.context.clock.now();
    let done = place::with(&panel, session.language, move |place| Ok(place.take_back_said(&undo, now)?)).await;
    let done = done.map_err(|error| page::failure(&panel, session.language, &error))?;
    let mut told = Vec::new();
    if done.taken > 0 {
        told.push(Problem::note(SureBack { count: done.taken.into() }));
    }
    if done.not_now > 0 {
        told.push(Problem::warning(WorkNotTaken { count: done.not_now.into() }));
    }
    told.extend(done.failed.map(|(_, why)| why));
    panel.told.put(&session, told);
    Ok(Redirect::to(&back))
}

/// Asks about the orders of a row, or of all rows.
pub(super) async fn of_row(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(name): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let word = query.get("say").cloned().unwrap_or_default();
    let asked = (work::row_of(&name), work::say_of(&word, ""));
    let count = place::with(&panel, session.language, move |place| {
        let (row, Some(say)) = asked else { return Ok(None) };
        Ok(Some((place.count_of_row(row.as_deref(), &say)?, say)))
    });
    let found = count.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    let Some((count, say)) = found.filter(|(count, _)| *count > 0) else {
        panel.told.put(&session, vec![Problem::note(WorkOver)]);
        return Ok(Redirect::to("/").into_response());
    };
    let view = View::new(&panel, &session);
    let action = format!("/waiting/{}/say", work::simple(&name));
    let content = form(&view, &say, count, (&action, "/"), &html! {});
    Ok(view.page("/", PanelHome, &content))
}

/// Asks about orders that were chosen in the list.
pub(super) async fn of_these(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<Vec<(String, String)>>,
) -> Result<Response, Response> {
    let parts: BTreeMap<String, String> = query.iter().cloned().collect();
    let filter = super::orders::read(&panel, &session, &parts)?;
    let ids = super::orders::chosen(query);
    let back = format!("/orders?{}", filter.query());
    let Some(say) = super::orders::say_named(&parts) else { return Ok(Redirect::to(&back).into_response()) };
    let (wish, meant) = (say.clone(), ids.clone());
    let count = place::with(&panel, session.language, move |place| Ok(place.count_of_these(&meant, &wish)?)).await;
    let count = count.map_err(|error| page::failure(&panel, session.language, &error))?;
    let view = View::new(&panel, &session);
    let more = html! {
        (filter.hidden())
        @for id in &ids { input type="hidden" name="order" value=(id); }
    };
    Ok(view.page("/orders", PanelOrders, &form(&view, &say, count, ("/orders/say", &back), &more)))
}

/// The address that asks about orders that were chosen in the list.
pub(super) fn address_of_these(say: &Say, ids: &BTreeSet<SeenId>, filter: &super::orders::Filter) -> String {
    let mut query = form_urlencoded::Serializer::new(filter.query());
    query.append_pair("say", work::word(say));
    for id in ids {
        query.append_pair("order", id);
    }
    format!("/orders/say?{}", query.finish())
}

/// The question. The form says how many were told of: of others nobody was asked.
fn form(view: &View<'_>, say: &Say, count: usize, (action, back): (&str, &str), more: &Markup) -> Markup {
    let texts = view.texts;
    let (question, how) = if *say == Say::Ignore {
        (texts.say(SureIgnore { count: count.into() }), texts.say(SureIgnoreHow))
    } else {
        (texts.say(SureDone { count: count.into() }), texts.say(SureDoneHow))
    };
    html! { section.card {
        h2 { (question) }
        p { (how) }
        form.row method="post" action=(action) {
            (view.mark()) (more)
            input type="hidden" name="sure" value=(count);
            button name="say" value=(work::word(say)) { (texts.say(SureYes)) }
            a.button href=(back) { (texts.say(SureNo)) }
        }
    } }
}
