//! One order: what became of it and why, its document, its file, and what a person may say about it.

use std::collections::BTreeSet;

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Redirect, Response};
use maud::html;

use super::door::Session;
use super::page::{self, View};
use super::{PanelError, Shared, correct_view, decide, order_view, place, preview_view, work};
use crate::core::message::Message;
use crate::core::message::text::{
    PanelDownload, PanelIgnore, PanelNotIgnored, PanelNotRetried, PanelOrder, PanelRetry, PanelShowRaw, PanelShowXml,
    PanelUnknown,
};
use crate::core::order::SeenId;
use crate::workplace::waiting::may_be_taken_back;
use crate::workplace::{KnownOrder, Said, Say, Workplace};

/// The page.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(id): Path<SeenId>,
) -> Result<Response, Response> {
    let found = place::with(&panel, session.language, move |place| {
        let may_correct = place.correctable(&id)?.is_some_and(|found| found.closed.is_none());
        Ok((known(place, &id)?, may_correct))
    });
    let (known, may_correct) = found.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    let view = View::new(&panel, &session);
    let texts = view.texts;
    let here = format!("/orders/{}", known.life.order_id);
    let content = html! {
        (work::said(&panel, &view))
        (order_view::summary(texts, &known, &panel.context.dir))
        (correct_view::causes(texts, &known.life, &known.company))
        (decide::buttons(&view, &known.life))
        div.row {
            @if known.may_be_retried() { form.inline method="post" action={ (here) "/retry" } {
                (view.mark()) button { (texts.say(PanelRetry)) }
            } }
            @if known.life.is_open() { form.inline method="post" action={ (here) "/ignore" } {
                (view.mark()) button.quiet { (texts.say(PanelIgnore)) }
            } }
        }
        (correct_view::section(&view, &known, may_correct))
        @if known.body.is_some() && known.life.document.is_none() { (preview_view::later(texts, &here)) }
        (order_view::history(texts, &known.history))
        @if known.life.document.is_some() { (order_view::later(texts, &here)) }
        (order_view::decisions(texts, known.receipt.as_ref()))
        @if known.file.is_some() { p {
            a href={ (here) "/xml" } { (texts.say(PanelShowXml)) } " · "
            a href={ (here) "/xml?raw=1" } { (texts.say(PanelShowRaw)) } " · "
            a href={ (here) "/xml?download=1" } { (texts.say(PanelDownload)) }
        } }
        @if let Some(body) = &known.body { (order_view::as_read(texts, body)) }
    };
    Ok(view.page("/orders", PanelOrder { order: known.life.order_id.as_str().into() }, &content))
}

/// The document as it is in the base now. It is asked for when the page is there: a base may be slow, or away.
pub(super) async fn document(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(id): Path<SeenId>,
) -> Response {
    let title = PanelOrder { order: id.chars().take(60).collect::<String>().into() };
    let read = place::with(&panel, session.language, move |place| {
        let KnownOrder { life, company, .. } = known(place, &id)?;
        let Some(key) = life.key else { return Ok(None) };
        Ok(place::wait(place.documents_with(&company, &[key]))?.pop())
    });
    let view = View::new(&panel, &session);
    let found = read.await.map(|document| order_view::document(view.texts, document.as_ref()));
    page::part_or_page(&view, "/orders", title, found)
}

/// Another try.
pub(super) async fn retry(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(id): Path<SeenId>,
) -> Result<Redirect, Response> {
    say(&panel, &session, id, Say::TryAgain, PanelNotRetried).await
}

/// A person wants no document of it.
pub(super) async fn ignore(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(id): Path<SeenId>,
) -> Result<Redirect, Response> {
    say(&panel, &session, id, Say::Ignore, PanelNotIgnored).await
}

/// Says it about the order, asks the service for what follows, and goes back to the order's page; `not_now` is told where it
/// cannot be said.
pub(super) async fn say(
    panel: &Shared,
    session: &Session,
    id: SeenId,
    say: Say,
    not_now: impl Into<Message>,
) -> Result<Redirect, Response> {
    let (order, now) = (id.clone(), panel.context.clock.now());
    let here = format!("/orders/{id}");
    if may_be_taken_back(&say) {
        let done = place::with(panel, session.language, move |place| {
            let known = known(place, &order)?;
            Ok(place.say_to_these(&BTreeSet::from([known.life.order_id]), &say, now)?)
        });
        let done = done.await.and_then(|done| match &done.failed {
            None if done.taken == 0 => Err(PanelError::told(not_now, StatusCode::CONFLICT)),
            _ => Ok(done),
        });
        let done = done.map_err(|error| page::failure(panel, session.language, &error))?;
        work::follow(panel, session, &done, &here);
        return Ok(Redirect::to(&here));
    }
    let said = place::with(panel, session.language, move |place| Ok(place.say(&order, say, now)?)).await;
    let then = said.and_then(|said| match said {
        Said::Noted(then) => Ok(then),
        Said::NotNow => Err(PanelError::told(not_now, StatusCode::CONFLICT)),
        Said::Unknown => Err(unknown(&id)),
    });
    if let Some(command) = then.map_err(|error| page::failure(panel, session.language, &error))? {
        panel.context.hub.ask(command);
    }
    Ok(Redirect::to(&here))
}

fn known(place: &Workplace, id: &SeenId) -> Result<KnownOrder, PanelError> {
    place.order(id)?.ok_or_else(|| unknown(id))
}

pub(super) fn unknown(id: &str) -> PanelError {
    // What was asked for may be anything.
    let order: String = id.chars().take(60).collect();
    PanelError::told(PanelUnknown { order: order.into() }, StatusCode::NOT_FOUND)
}
