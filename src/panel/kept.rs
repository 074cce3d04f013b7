//! A form that came when its session was over. What was typed is not lost: it is kept for a while and handed, to be sent once more,
//! to whoever comes in. Passwords and secrets are not kept.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::extract::{Form, FromRequest as _, Path, Request, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use maud::{Markup, html};

use super::door::{Session, random};
use super::page::{self, View};
use super::{PanelError, Shared};
use crate::core::message::Catalogue;
use crate::core::message::text::{PanelFailed, PanelKept, PanelKeptHow, PanelKeptSend, PanelKeptShow, PanelKeptTitle};

/// Forms that are kept; the oldest goes.
const FORMS: usize = 8;
/// Of a whole table there is a file.
const LARGEST: usize = 256 * 1024;
/// Fields that are kept nowhere.
const NEVER: [&str; 3] = ["csrf", "secret", "password"];

/// What was sent, and where to.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    id: String,
    action: String,
    fields: Vec<(String, String)>,
}

/// The forms that are kept.
pub(super) type Kept = Mutex<VecDeque<Sent>>;

/// Keeps the form of a request that is refused, if one of our own pages sent it; gives its name.
pub(super) async fn keep(panel: &Shared, request: Request) -> Option<String> {
    // A foreign one was refused already; a browser that says nothing of it may show any page.
    request.headers().get(header::ORIGIN)?;
    let action = request.uri().path().to_owned();
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, LARGEST).await.ok()?;
    let request = Request::from_parts(parts, Body::from(bytes));
    let Form(mut fields) = Form::<Vec<(String, String)>>::from_request(request, &()).await.ok()?;
    fields.retain(|(name, _)| !NEVER.contains(&name.as_str()));
    let id = random().ok().filter(|_| !fields.is_empty())?;
    let mut kept = panel.kept.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= FORMS {
        kept.pop_front();
    }
    kept.push_back(Sent { id: id.clone(), action, fields });
    Some(id)
}

/// The way to it, for a page that refuses.
pub(super) fn way(texts: &Catalogue, id: &str) -> Markup {
    html! {
        p { (texts.say(PanelKept)) }
        p { a.button href={ "/kept/" (id) } { (texts.say(PanelKeptShow)) } }
    }
}

/// What was typed, to be sent once more.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(id): Path<String>,
) -> Result<Response, Response> {
    let found = panel.kept.lock().unwrap_or_else(PoisonError::into_inner).iter().find(|sent| sent.id == id).cloned();
    let gone = || page::failure(&panel, session.language, &PanelError::told(PanelFailed, StatusCode::NOT_FOUND));
    let sent = found.ok_or_else(gone)?;
    let view = View::new(&panel, &session);
    let texts = view.texts;
    // What stood in the fields before is no news.
    let typed = sent.fields.iter().filter(|(name, value)| !name.starts_with("o.") && !value.trim().is_empty());
    let content = html! {
        p { (texts.say(PanelKeptHow)) }
        dl.card { @for (name, value) in typed { dt.long { (name.trim_start_matches("v.")) } dd.lines { (value) } } }
        form method="post" action=(sent.action) {
            (view.mark())
            @for (name, value) in &sent.fields { input type="hidden" name=(name) value=(value); }
            p { button { (texts.say(PanelKeptSend)) } }
        }
    };
    Ok(view.page("", PanelKeptTitle, &content))
}
