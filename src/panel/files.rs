//! The files: what waits, what was refused, what was there already; handing over by hand, and dropping.

use std::collections::BTreeMap;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use tokio_stream::StreamExt as _;

use super::door::Session;
use super::page::{self, View};
use super::{PanelError, Shared, place};
use crate::core::kinds;
use crate::core::message::text::{
    PanelAgain, PanelAndMore, PanelCompany, PanelDropHere, PanelDuplicates, PanelErrors, PanelFailed, PanelFileGone,
    PanelFiles, PanelForOptima, PanelGiveBack, PanelHandOver, PanelHandoffAuto, PanelHandoffManual, PanelInbox,
    PanelNext, PanelNoFiles, PanelNotXml, PanelOutbox, PanelPrevious, PanelReceived, PanelTaken, PanelTooLarge,
};
use crate::core::message::{Catalogue, Message};
use crate::core::settings::Handoff;
use crate::workplace::{Command, Handed, Tray, TrayPage, TrayTold, Turned, may_be_handed_in};

/// The page.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let part = |name: &str| query.get(name).cloned().unwrap_or_default();
    let page = part("page").parse().unwrap_or_default();
    let turned = Turned { company: part("company"), tray: Tray::of(&part("place")), page };
    let found = place::with(&panel, session.language, move |place| Ok((place.settings.handoff, place.trays(&turned)?)));
    let found = found.await;
    let (handoff, found) = found.map_err(|error| page::failure(&panel, session.language, &error))?;
    let view = View::new(&panel, &session);
    let texts = view.texts;
    let content = html! {
        div.drop id="drop" data-csrf=(session.csrf) data-failed=(texts.say(PanelFailed)) {
            label hidden[found.len() < 2] { (texts.say(PanelCompany)) " " select name="company" { @for lists in &found {
                option { (lists.company) }
            } } } " "
            label { (texts.say(PanelDropHere)) " " input type="file" accept=".xml" multiple; }
        }
        div id="said" aria-live="polite" {}
        p.soft { @match handoff {
            Handoff::Auto => { (texts.say(PanelHandoffAuto)) }
            Handoff::Manual => { (texts.say(PanelHandoffManual)) }
        } }
        @for lists in &found {
            @if found.len() > 1 { h2 { (lists.company) } }
            @for (tray, listed) in &lists.trays { (one(&view, handoff, &lists.company, *tray, listed)) }
        }
    };
    Ok(view.page("/files", PanelFiles, &content))
}

fn one(view: &View<'_>, handoff: Handoff, company: &str, tray: Tray, listed: &TrayPage) -> Markup {
    let texts: &Catalogue = view.texts;
    let (title, button): (Message, Option<Message>) = match tray {
        Tray::Outbox => (PanelOutbox.into(), Some(PanelHandOver.into())),
        Tray::Inbox => (PanelInbox.into(), Some(PanelGiveBack.into())),
        Tray::Errors => (PanelErrors.into(), Some(PanelAgain.into())),
        Tray::Duplicates => (PanelDuplicates.into(), None),
    };
    let button = button.filter(|_| tray.lets_go(handoff));
    let TrayPage { files, page, more } = listed;
    let turn = |to: usize, name: String| {
        html! { form.inline method="get" action="/files" {
            input type="hidden" name="company" value=(company);
            input type="hidden" name="place" value=(tray.as_str());
            button.quiet name="page" value=(to) { (name) }
        } }
    };
    html! {
        h2 { (texts.text(&title)) }
        @if files.is_empty() { p.soft { (texts.say(PanelNoFiles)) } }
        @else { div.scroll { table { tbody { @for file in files { tr {
            td { span.long { (file.name) }
                @if let Some(found) = &file.told { (told(texts, found)) } }
            td.n { @if let Some(kind) = file.for_optima { span.soft {
                (texts.say(PanelForOptima { kind: kinds::in_words(kind.plain.class) }))
            } } @else if let Some(button) = &button { form.inline method="post" action="/files/move" {
                (view.mark())
                input type="hidden" name="company" value=(company);
                input type="hidden" name="place" value=(tray.as_str());
                button.quiet name="name" value=(file.name) aria-label={ (texts.text(button)) ": " (file.name) } { (texts.text(button)) }
            } } }
        } } } } } }
        @if *page > 0 || *more { p {
            @if *page > 0 { (turn(page - 1, texts.say(PanelPrevious))) } " "
            @if *more { (turn(page + 1, texts.say(PanelNext))) }
        } }
    }
}

fn told(texts: &Catalogue, told: &TrayTold) -> Markup {
    html! {
        @if let Some(order) = &told.order { br; a href={ "/orders/" (order) } { (order) } }
        @if let Some(number) = &told.number { " → " (number) }
        @for remark in &told.reasons {
            (page::remark("error", remark.code(), &remark.text, remark.todo.as_deref()))
        }
        @if told.more > 0 { p.soft { (texts.say(PanelAndMore { count: told.more.into() })) } }
    }
}

/// From the outbox into the drop folder, from there back into the outbox, from the refused into the drop folder.
pub(super) async fn pass_on(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Result<Redirect, Response> {
    let moved = place::with(&panel, session.language, move |place| {
        let part = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
        let tray = Tray::of(part("place"));
        handed(tray.map_or(Ok(Handed::NotMeant), |tray| place.hand_over(part("company"), tray, part("name")))?)
    });
    moved.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    panel.context.hub.ask(Command::Import);
    Ok(Redirect::to("/files"))
}

fn handed(came_to: Handed) -> Result<(), PanelError> {
    let (message, status): (Message, StatusCode) = match came_to {
        Handed::Done => return Ok(()),
        Handed::Gone => (PanelFileGone.into(), StatusCode::CONFLICT),
        Handed::Taken => (PanelTaken.into(), StatusCode::CONFLICT),
        Handed::NoCompany => (PanelFailed.into(), StatusCode::NOT_FOUND),
        Handed::NotMeant => (PanelFailed.into(), StatusCode::BAD_REQUEST),
    };
    Err(PanelError::told(message, status))
}

/// A file comes in: no more of it than the settings allow is ever read. The answer is a sentence.
pub(super) async fn upload(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let texts = panel.texts(session.language);
    match receive(&panel, &query, &headers, body).await {
        Ok(message) => texts.text(&message).into_response(),
        Err(error) => {
            let said = error.problem().map_or_else(|| error.to_string(), |found| texts.text(&found.message));
            (error.status(), said).into_response()
        }
    }
}

async fn receive(
    panel: &Shared,
    query: &BTreeMap<String, String>,
    headers: &HeaderMap,
    body: Body,
) -> Result<Message, PanelError> {
    let part = |name: &str| query.get(name).cloned().unwrap_or_default();
    let (name, company, language) = (part("name"), part("company"), panel.language());
    if !may_be_handed_in(&name) {
        return Err(PanelError::told(PanelNotXml, StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let max = place::open(panel, language)?.settings.files.max_size_mib;
    let limit = usize::try_from(max).unwrap_or(usize::MAX).saturating_mul(1024 * 1024);
    let too_large = || PanelError::told(PanelTooLarge { max: max.into() }, StatusCode::PAYLOAD_TOO_LARGE);
    let promised = headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if promised.is_some_and(|length| length > limit) {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    let mut stream = body.into_data_stream();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| PanelError::told(PanelFailed, StatusCode::BAD_REQUEST))?;
        if bytes.len() + chunk.len() > limit {
            return Err(too_large());
        }
        bytes.extend_from_slice(&chunk);
    }
    let first =
        bytes.iter().find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xef | 0xbb | 0xbf | 0xfe | 0xff | 0));
    if first != Some(&b'<') {
        return Err(PanelError::told(PanelNotXml, StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }
    let written = place::with(panel, language, move |place| handed(place.hand_in(&company, &name, &bytes)?));
    written.await?;
    panel.context.hub.ask(Command::Import);
    Ok(PanelReceived.into())
}
