//! A page that answers a form has an address of its own: back and reload show it again, as it was, and send nothing.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use axum::Extension;
use axum::body::{Bytes, HttpBody as _, to_bytes};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};

use super::door::{Session, random};
use super::{Shared, page};

/// Pages that are kept; the oldest goes.
const PAGES: usize = 32;
/// A larger one stays where it is.
const LARGEST: u64 = 1 << 20;

/// What was answered.
pub(super) struct Answered {
    id: String,
    /// Whose it is: the forms in it bring his mark.
    csrf: String,
    status: StatusCode,
    body: Bytes,
}

/// The pages that are kept.
pub(super) type Pages = Mutex<VecDeque<Answered>>;

/// The way to what was answered, where that is a page.
pub(super) async fn moved(panel: &Shared, session: &Session, response: Response) -> Response {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_small = response.body().size_hint().upper().is_some_and(|size| size <= LARGEST);
    let Some(id) = random().ok().filter(|_| kind.starts_with("text/html") && is_small) else { return response };
    let (parts, body) = response.into_parts();
    // It lies in memory already.
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let mut pages = panel.answered.lock().unwrap_or_else(PoisonError::into_inner);
    if pages.len() >= PAGES {
        pages.pop_front();
    }
    let way = Redirect::to(&format!("/answers/{id}"));
    pages.push_back(Answered { id, csrf: session.csrf.clone(), status: parts.status, body });
    way.into_response()
}

/// What was answered.
pub(super) async fn page(
    state: State<Shared>,
    Extension(session): Extension<Session>,
    Path(id): Path<String>,
) -> Response {
    let found = {
        let pages = state.answered.lock().unwrap_or_else(PoisonError::into_inner);
        let found = pages.iter().find(|page| page.id == id && page.csrf == session.csrf);
        found.map(|page| (page.status, page.body.clone()))
    };
    match found {
        Some((status, body)) => (status, Html(body)).into_response(),
        None => page::nowhere(state, Extension(session)).await,
    }
}
