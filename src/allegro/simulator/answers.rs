//! Answers in Allegro's shapes (`reference/allegro.md` 3.2).

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
