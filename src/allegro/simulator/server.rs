//! From HTTP to [`State`] and back: what of a request matters, and how an answer's body travels.

use std::io;
use std::io::Write as _;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum::Router;
use axum::body::Body;
use axum::extract::{Form, FromRequest, Query as QueryOf, Request};
use axum::http::header::{
    ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};
use flate2::Compression;
use flate2::write::GzEncoder;
use futures_core::Stream;

use super::answers::{Reply, Travel};
use super::list::Query;
use super::state::{Asked, State};
use crate::allegro::http::MEDIA_TYPE;

/// Smaller answers are not worth compressing.
const GZIP_FROM: usize = 1024;

/// What an endless body is made of at a time.
const BLANKS: usize = 64 * 1024;

/// The service.
pub(super) fn app(state: Arc<Mutex<State>>) -> Router {
    Router::new().fallback(move |request: Request| {
        let state = Arc::clone(&state);
        async move {
            let zipped = text(request.headers(), ACCEPT_ENCODING).contains("gzip");
            let asked = read(request).await;
            let (reply, number, remaining, slowness) = {
                let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
                let (reply, number) = state.answer(&asked);
                (reply, number, state.faults.remaining(), state.faults.slowness())
            };
            if !slowness.is_zero() {
                tokio::time::sleep(slowness).await;
            }
            http(reply, number, remaining, zipped)
        }
    })
}

fn text(headers: &HeaderMap, name: HeaderName) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

async fn read(request: Request) -> Asked {
    let (headers, uri, method) = (request.headers().clone(), request.uri().clone(), request.method().clone());
    let query = QueryOf::<Query>::try_from_uri(&uri).map(|QueryOf(query)| query).unwrap_or_default();
    let form = if method == Method::POST {
        Form::<Query>::from_request(request, &()).await.map(|Form(form)| form).ok()
    } else {
        None
    };
    Asked {
        line: format!("{method} {uri}"),
        method,
        path: uri.path().to_owned(),
        query,
        user_agent: text(&headers, USER_AGENT),
        accept: text(&headers, ACCEPT),
        language: text(&headers, ACCEPT_LANGUAGE),
        authorization: text(&headers, AUTHORIZATION),
        form,
    }
}

fn http(reply: Reply, number: usize, remaining: u32, zipped: bool) -> Response<Body> {
    let Reply { status, headers: further, body, travel } = reply;
    let html = body.trim_ascii_start().starts_with(b"<");
    let zipped = if zipped && travel == Travel::Whole && body.len() >= GZIP_FROM { gzip(&body) } else { None };
    let packed = zipped.is_some();
    let body = zipped.unwrap_or(body);
    let whole = body.len();
    let mut response = Response::new(travelling(body, travel));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(if html { "text/html" } else { MEDIA_TYPE }));
    if packed {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    if matches!(travel, Travel::Cut | Travel::Hanging) {
        // The whole is promised.
        headers.insert(CONTENT_LENGTH, HeaderValue::from(whole));
    }
    headers.insert("x-ratelimit-remaining", HeaderValue::from(remaining));
    if let Ok(trace) = HeaderValue::from_str(&format!("00000000-0000-4000-8000-{number:012}")) {
        headers.insert("trace-id", trace);
    }
    for (name, value) in &further {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name.as_str()), HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    }
    response
}

fn gzip(body: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 6), Compression::fast());
    encoder.write_all(body).ok()?;
    encoder.finish().ok()
}

fn travelling(mut body: Vec<u8>, travel: Travel) -> Body {
    let half = body.len() / 2;
    match travel {
        Travel::Whole => return Body::from(body),
        Travel::Truncated | Travel::Cut | Travel::Hanging => body.truncate(half),
        Travel::Dripping(_) | Travel::Endless(_) => {}
    }
    match travel {
        Travel::Whole | Travel::Truncated => Body::from(body),
        Travel::Dripping(size) => {
            let pieces: Vec<Vec<u8>> = body.chunks(size.max(1)).map(<[u8]>::to_vec).collect();
            Body::from_stream(Pieces { rest: pieces.into_iter(), blanks: 0, end: End::Done })
        }
        Travel::Cut => Body::from_stream(Pieces { rest: vec![body].into_iter(), blanks: 0, end: End::Lost }),
        Travel::Hanging => Body::from_stream(Pieces { rest: vec![body].into_iter(), blanks: 0, end: End::Never }),
        Travel::Endless(blanks) => Body::from_stream(Pieces { rest: vec![body].into_iter(), blanks, end: End::Done }),
    }
}

enum End {
    Done,
    Lost,
    Torn,
    Never,
}

/// A body in pieces, then blanks, then its end.
struct Pieces {
    rest: std::vec::IntoIter<Vec<u8>>,
    blanks: u64,
    end: End,
}

impl Stream for Pieces {
    type Item = io::Result<Vec<u8>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(piece) = self.rest.next() {
            return Poll::Ready(Some(Ok(piece)));
        }
        if self.blanks > 0 {
            let now = usize::try_from(self.blanks).unwrap_or(BLANKS).min(BLANKS);
            self.blanks -= now as u64;
            return Poll::Ready(Some(Ok(vec![b' '; now])));
        }
        match self.end {
            End::Done => Poll::Ready(None),
            End::Never => Poll::Pending,
            End::Lost => {
                // What was said so far must get out before the connection is torn down.
                self.end = End::Torn;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            End::Torn => {
                self.end = End::Done;
                Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::ConnectionReset))))
            }
        }
    }
}
