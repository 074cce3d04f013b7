//! The few files that pages load, all from here.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Below `/assets/`.
pub(super) async fn file(Path(name): Path<String>) -> Response {
    let (kind, text) = match name.as_str() {
        "panel.css" => ("text/css; charset=utf-8", include_str!("assets/panel.css")),
        "panel.js" => ("text/javascript; charset=utf-8", include_str!("assets/panel.js")),
        "notice.js" => ("text/javascript; charset=utf-8", include_str!("assets/notice.js")),
        "icon.svg" => ("image/svg+xml", include_str!("assets/icon.svg")),
        "htmx.js" => ("text/javascript; charset=utf-8", include_str!("assets/htmx.min.js")),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], text).into_response()
}
