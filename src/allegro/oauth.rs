//! What the token endpoint answers (`reference/allegro.md` 2.2 and 2.3).

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::error::AllegroError;
use super::http::Answer;
use super::tokens::{Secret, TokenPair};
use super::unclear::Unclear;

/// A life longer than this is a mistake of the answer.
const LONGEST_LIFE: i64 = 365 * 24 * 3600;

/// Seconds for a token whose life cannot be read. Should it end sooner, the first 401 renews it.
const UNKNOWN_LIFE: i64 = 3600;
/// A life shorter than this would mean a refresh with every request.
const SHORTEST_LIFE: i64 = 300;

/// The pair in the answer; what a refresh leaves out stays as in `old`.
pub(super) fn pair(answer: Answer, old: Option<&TokenPair>, asked_at: Timestamp) -> Result<TokenPair, AllegroError> {
    #[derive(Deserialize)]
    struct Tokens {
        access_token: String,
        refresh_token: Option<String>,
        #[serde(default)]
        expires_in: serde_json::Value,
        scope: Option<String>,
    }
    if answer.status == 400 || answer.status == 401 {
        let refusal = answer.refusal();
        return Err(match refusal.code.as_str() {
            _ if answer.is_of_other_environment() => AllegroError::OtherEnvironment,
            "invalid_grant" => AllegroError::LoginNeeded,
            _ => AllegroError::UnknownClient(Box::new(refusal)),
        });
    }
    let body = answer.into_success()?;
    // serde's message could quote the body, and the body is the tokens.
    let unreadable = || AllegroError::Answer { what: "/token".to_owned(), why: Unclear::NoLogin };
    let tokens: Tokens = serde_json::from_slice(&body).map_err(|_| unreadable())?;
    let refresh = match (tokens.refresh_token, old) {
        (Some(refresh), _) => Secret::new(refresh),
        (None, Some(old)) => old.refresh.clone(),
        (None, None) => return Err(unreadable()),
    };
    let life = seconds(&tokens.expires_in).unwrap_or(UNKNOWN_LIFE).clamp(SHORTEST_LIFE, LONGEST_LIFE);
    Ok(TokenPair {
        access: Secret::new(tokens.access_token),
        refresh,
        expires_at: asked_at.saturating_add(SignedDuration::from_secs(life)).unwrap_or(asked_at),
        scope: tokens.scope.or_else(|| old?.scope.clone()),
    })
}

/// Seconds; the tutorial has them as text, production as numbers.
pub(super) fn seconds(value: &serde_json::Value) -> Option<i64> {
    match value {
        serde_json::Value::String(text) => text.trim().parse().ok(),
        other => other.as_i64(),
    }
}
