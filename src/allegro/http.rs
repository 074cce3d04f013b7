//! One HTTP exchange: the headers Allegro wants, the limits we set, the answer as bytes, and what an answer
//! that is no success says (`reference/allegro.md` sections 1 and 3).

use std::error::Error as _;
use std::time::Duration;

use reqwest::header::{ACCEPT, ACCEPT_LANGUAGE, HeaderMap, HeaderValue, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{RequestBuilder, Response};
use serde::Deserialize;

use super::connection::Connection;
use super::error::{AllegroError, Refusal};
use super::tls;
use crate::core::message::Language;

/// The media type of every resource that we use.
pub(super) const MEDIA_TYPE: &str = "application/vnd.allegro.public.v1+json";

const CONNECT: Duration = Duration::from_secs(10);
/// The whole exchange. A hung call would otherwise stop everything.
pub(super) const TOTAL: Duration = Duration::from_secs(60);

/// The largest answer that is taken: three times a page of 100 large orders.
pub(super) const BODY_MAX: usize = 32 * 1024 * 1024;

/// Characters of a message of the service that are kept.
const MESSAGE_MAX: usize = 500;

/// Runs of letters and digits of this length are taken for tokens. A UUID has 36 characters and may be shown.
const TOKEN_LENGTH: usize = 40;

/// Builds the client. Answers are never followed to another address: a redirect would carry the token along.
pub(super) fn build(connection: &Connection) -> Result<reqwest::Client, AllegroError> {
    tls::install_provider();
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static(MEDIA_TYPE));
    // `userMessage` is shown to the operator.
    let language = match connection.language {
        Language::Polish => "pl-PL",
        Language::English => "en-US",
    };
    headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static(language));
    let mut builder = reqwest::Client::builder();
    if !connection.is_encrypted() {
        // To read the certificates that the system trusts is most of what a client costs.
        builder = builder.tls_certs_only([]);
    }
    builder
        .user_agent(&connection.user_agent)
        .default_headers(headers)
        .connect_timeout(CONNECT)
        .timeout(TOTAL)
        .redirect(Policy::none())
        .gzip(true)
        .build()
        .map_err(|error| AllegroError::Setup { detail: innermost(&error) })
}

/// `api.allegro.pl` of an address, for messages.
pub(super) fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest)
}

/// An answer, whatever its status.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) host: String,
    pub(super) status: u16,
    pub(super) trace: String,
    /// `Retry-After` in seconds; its other form, a date, is not read.
    pub(super) retry_after: Option<u64>,
    pub(super) body: Vec<u8>,
}

/// Sends, and reads the answer up to [`BODY_MAX`].
pub(super) async fn send(request: RequestBuilder, host: &str) -> Result<Answer, AllegroError> {
    let lost = |error: &reqwest::Error| {
        let host = host.to_owned();
        if error.is_timeout() {
            AllegroError::Timeout { host }
        } else if error.is_connect() {
            AllegroError::Unreachable { host, detail: innermost(error) }
        } else {
            AllegroError::Broken { host, detail: innermost(error) }
        }
    };
    let mut response = request.send().await.map_err(|error| lost(&error))?;
    let status = response.status().as_u16();
    let trace = header(&response, "Trace-Id").unwrap_or_else(|| "-".to_owned());
    let retry_after = header(&response, RETRY_AFTER.as_str()).and_then(|value| value.trim().parse().ok());
    let mut body = Vec::new();
    let cut = |error: &reqwest::Error| match lost(error) {
        AllegroError::Broken { host, detail } => {
            AllegroError::Broken { host, detail: format!("{detail}, Trace-Id {trace}") }
        }
        other => other,
    };
    while let Some(chunk) = response.chunk().await.map_err(|error| cut(&error))? {
        if body.len() + chunk.len() > BODY_MAX {
            return Err(AllegroError::TooLarge { limit: BODY_MAX, trace });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer { host: host.to_owned(), status, trace, retry_after, body })
}

/// One line of the log for one exchange. Never a header, a body or a query, for those hold tokens and persons.
pub(super) fn note(method: &str, path: &str, outcome: &Result<Answer, AllegroError>) {
    match outcome {
        Ok(answer) => {
            let (status, trace, bytes) = (answer.status, answer.trace.as_str(), answer.body.len());
            tracing::debug!(method, path, status, trace, bytes, "allegro answered");
        }
        Err(error) => tracing::info!(method, path, %error, "allegro did not answer"),
    }
}

fn header(response: &Response, name: &str) -> Option<String> {
    let value = response.headers().get(name)?.to_str().ok()?;
    Some(value.chars().filter(|c| !c.is_control()).take(100).collect())
}

/// The innermost cause without the address, which may hold parameters.
fn innermost(error: &reqwest::Error) -> String {
    let mut cause = error.source();
    let mut text = if error.is_connect() { "no connection".to_owned() } else { "the exchange failed".to_owned() };
    while let Some(inner) = cause {
        text = inner.to_string();
        cause = inner.source();
    }
    redact(&text)
}

impl Answer {
    /// The body of a success; otherwise what is wrong.
    pub(super) fn into_success(self) -> Result<Vec<u8>, AllegroError> {
        if self.status != 200 {
            return Err(self.into_error());
        }
        let text = self.body.trim_ascii_start();
        if text.is_empty() {
            Err(AllegroError::Empty { host: self.host, status: self.status, trace: self.trace })
        } else if text.starts_with(b"<") {
            Err(AllegroError::Html { host: self.host, status: self.status, trace: self.trace })
        } else {
            Ok(self.body)
        }
    }

    /// What a status that is no success means. 401 is left to the caller, who knows how fresh the token is.
    pub(super) fn into_error(self) -> AllegroError {
        let html = self.body.trim_ascii_start().starts_with(b"<");
        let foreign = self.is_of_other_environment();
        let refusal = Box::new(self.refusal());
        match self.status {
            401 if foreign => AllegroError::OtherEnvironment,
            401 => AllegroError::Unauthorized(refusal),
            403 if !html => AllegroError::Forbidden(refusal),
            429 => AllegroError::Throttled(refusal),
            408 | 500..=599 => AllegroError::Breakdown(refusal),
            _ if html => AllegroError::Html { host: self.host, status: self.status, trace: self.trace },
            status @ 200..=299 => AllegroError::Empty { host: self.host, status, trace: self.trace },
            _ => AllegroError::Rejected(refusal),
        }
    }

    /// A token of production in the test environment, or the reverse (`reference/allegro.md` 2.3).
    pub(super) fn is_of_other_environment(&self) -> bool {
        self.refusal().message.contains("Cannot convert access token")
    }

    /// Code and message in whichever shape they come: `errors[]`, OAuth's `error`, or plain text.
    pub(super) fn refusal(&self) -> Refusal {
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct Body {
            errors: Vec<Entry>,
            error: Option<String>,
            error_description: Option<String>,
        }
        #[derive(Default, Deserialize)]
        #[serde(default, rename_all = "camelCase")]
        struct Entry {
            code: Option<String>,
            message: Option<String>,
            user_message: Option<String>,
        }
        let body: Body = serde_json::from_slice(&self.body).unwrap_or_default();
        let (code, message) = match body.errors.into_iter().next() {
            Some(entry) => (entry.code, entry.user_message.or(entry.message)),
            None => (body.error, body.error_description),
        };
        let message = message.or_else(|| code.clone()).unwrap_or_else(|| self.plain_text());
        Refusal {
            status: self.status,
            code: code.map_or_else(|| "-".to_owned(), |code| redact(&code)),
            message: redact(&message),
            trace: self.trace.clone(),
        }
    }
}

impl Answer {
    /// What a body that is no JSON says; a web page's text is for browsers, and nothing is nothing.
    fn plain_text(&self) -> String {
        match self.body.trim_ascii_start() {
            [] => "-".to_owned(),
            [b'<', ..] => "HTML".to_owned(),
            text => String::from_utf8_lossy(text.get(..MESSAGE_MAX * 4).unwrap_or(text)).into(),
        }
    }
}

/// Takes out what looks like a token or is called one, and all beyond the first 500 characters.
pub(super) fn redact(text: &str) -> String {
    let part_of_token = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | '/' | '~');
    let mut out = String::new();
    let mut rest = text;
    let mut named = false;
    while !rest.is_empty() {
        let end = rest.find(|c| !part_of_token(c)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        // A JWT begins with `{"` in base64, and the second half of one is as secret as the first.
        let looks = run.starts_with("eyJ") || run.len() >= TOKEN_LENGTH;
        out.push_str(if (looks || named) && !run.is_empty() { "[…]" } else { run });
        let gap = after.find(part_of_token).unwrap_or(after.len());
        let between = after.get(..gap).unwrap_or_default();
        // "Invalid refresh token: …", `"access_token":"…"`, "code=…", "Bearer …".
        let run = run.to_ascii_lowercase();
        named = match run.as_str() {
            "bearer" | "basic" => true,
            _ => ["token", "code", "secret"].iter().any(|name| run.ends_with(name)) && between.contains([':', '=']),
        };
        out.push_str(between);
        rest = after.get(gap..).unwrap_or_default();
    }
    out.chars().take(MESSAGE_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer {
            host: "api".to_owned(),
            status,
            trace: "t-1".to_owned(),
            retry_after: None,
            body: body.as_bytes().to_vec(),
        }
    }

    #[test]
    fn q20_the_shapes_of_a_refusal_are_read_and_html_is_not_repeated() {
        let ours = r#"{"errors":[{"code":"VALIDATION_ERROR","message":"m","userMessage":"Zły parametr"}]}"#;
        let refusal = answer(422, ours).refusal();
        assert_eq!((refusal.code.as_str(), refusal.message.as_str()), ("VALIDATION_ERROR", "Zły parametr"));
        let oauth = answer(400, r#"{"error":"invalid_grant","error_description":"Invalid refresh token: eyJabc.def"}"#);
        assert_eq!(oauth.refusal().code, "invalid_grant");
        assert_eq!(oauth.refusal().message, "Invalid refresh token: […]");
        assert_eq!(answer(504, "upstream is gone").refusal().message, "upstream is gone");
        assert_eq!(answer(504, "<html><body>504</body></html>").refusal().message, "HTML");
        assert_eq!(answer(504, " ").refusal().message, "-");
    }

    #[test]
    fn a_status_says_what_can_be_done() {
        use crate::core::problem::{Explain, Fault};
        for (status, body, code, fault) in [
            (401, "", "ALG-023", Fault::Outage),
            (
                401,
                r#"{"error":"invalid_token","error_description":"Cannot convert access token to JSON"}"#,
                "ALG-015",
                Fault::Login,
            ),
            (403, r#"{"errors":[{"code":"AccessDenied"}]}"#, "ALG-022", Fault::Outage),
            (403, "<html>", "ALG-009", Fault::Outage),
            (406, "{}", "ALG-008", Fault::Outage),
            (302, "", "ALG-008", Fault::Outage),
            (429, "", "ALG-003", Fault::Outage),
            (408, "<html>", "ALG-004", Fault::Outage),
            (504, "<html>", "ALG-004", Fault::Outage),
            (204, "", "ALG-010", Fault::Outage),
        ] {
            let error = answer(status, body).into_success().unwrap_err();
            assert_eq!((error.problem().code(), error.fault()), (code, fault), "{status} {body}");
        }
        assert!(matches!(answer(200, " ").into_success(), Err(AllegroError::Empty { .. })));
        assert!(matches!(answer(200, "<html>").into_success(), Err(AllegroError::Html { .. })));
    }

    #[test]
    fn tokens_are_taken_out_of_messages_and_ids_are_not() {
        let id = "c3d046b6-75f7-11f1-d79f-3ba7e847a9c7";
        let long = "x".repeat(50);
        for (text, shown) in [
            ("Invalid refresh token: refresh-1", "Invalid refresh token: […]"),
            (r#"{"access_token":"abc","x":"y"}"#, r#"{"access_token":"[…]","x":"y"}"#),
            ("device_code=abc&y=1", "device_code=[…]&y=1"),
            ("Authorization: Bearer abc", "Authorization: Bearer […]"),
            ("Cannot convert access token to JSON", "Cannot convert access token to JSON"),
        ] {
            assert_eq!(redact(text), shown);
        }
        assert_eq!(redact(&format!("a eyJhbGciOi.b {long}, {id}; ż")), format!("a […] […], {id}; ż"));
        assert_eq!(redact(&"ab ".repeat(1000)).chars().count(), MESSAGE_MAX);
    }
}
