//! Answers in Allegro's shapes (`reference/allegro.md` 3.2), and the ways in which a body can go wrong on its way.

use serde_json::{Value, json};

/// An answer before it becomes HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canned {
    /// HTTP status.
    pub status: u16,
    /// Name and value of further headers, `("Retry-After", "120")`.
    pub headers: Vec<(String, String)>,
    /// The body, sent as it is.
    pub body: String,
}

impl Canned {
    /// An answer without further headers.
    #[must_use]
    pub fn new(status: u16, body: impl Into<String>) -> Self {
        Self { status, headers: Vec::new(), body: body.into() }
    }

    /// Adds a header.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

/// How a body travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Travel {
    /// As it should.
    #[default]
    Whole,
    /// Only its first half, as if that were all: the JSON ends in the middle.
    Truncated,
    /// The connection is lost after the first half.
    Cut,
    /// In pieces of so many bytes, each a piece of the transfer of its own.
    Dripping(usize),
    /// After the first half nothing comes any more, and the connection stays open.
    Hanging,
    /// So many bytes of blanks follow it, made while they are sent.
    Endless(u64),
}

/// An answer and how it travels.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
    pub(super) travel: Travel,
}

impl Reply {
    /// 200 with a body.
    pub(super) fn ok(body: Vec<u8>) -> Self {
        Self { status: 200, headers: Vec::new(), body, travel: Travel::Whole }
    }
}

impl From<Canned> for Reply {
    fn from(canned: Canned) -> Self {
        let Canned { status, headers, body } = canned;
        Self { status, headers, body: body.into_bytes(), travel: Travel::Whole }
    }
}

/// 200 with a body.
pub(super) fn ok(body: &Value) -> Canned {
    Canned::new(200, body.to_string())
}

/// `{"errors":[…]}`.
pub(super) fn refused(status: u16, code: &str, message: &str, user_message: &str) -> Canned {
    let error = json!({
        "code": code, "message": message, "details": null, "path": null,
        "userMessage": user_message, "metadata": {},
    });
    ok_with(status, &json!({ "errors": [error] }))
}

/// `{"error":…,"error_description":…}` of the OAuth layer.
pub(super) fn oauth_refused(status: u16, error: &str, description: &str) -> Canned {
    ok_with(status, &json!({ "error": error, "error_description": description }))
}

fn ok_with(status: u16, body: &Value) -> Canned {
    Canned::new(status, body.to_string())
}

/// 422 for parameters.
pub(super) fn invalid(message: &str) -> Canned {
    refused(422, "VALIDATION_ERROR", message, message)
}

/// 404 for what is not there.
pub(super) fn not_found(code: &str, message: &str) -> Canned {
    refused(404, code, message, message)
}

/// What a gateway sends when the service behind it is down: 408 and 504 come as HTML, the others as JSON
/// (#1806, #11724, #11045).
pub(super) fn breakdown(status: u16) -> Canned {
    match status {
        408 => Canned::new(
            408,
            "<html><body><h1>408 Request Time-out</h1>Your browser didn't send a complete request in time.</body></html>",
        ),
        502..=504 => Canned::new(
            status,
            format!("<html><head><title>{status}</title></head><body><center><h1>{status}</h1></center></body></html>"),
        ),
        _ => refused(
            status,
            "INTERNAL_SERVER_ERROR",
            "Timeout to the backend service.",
            "Wewnętrzny błąd serwera. Spróbuj ponownie za kilka minut.",
        ),
    }
}
