//! The first login of an account, by the device flow: the operator opens an address in a browser anywhere and
//! agrees, while this program asks every few seconds whether that has happened (`reference/allegro.md` 2.2).

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::connection::Connection;
use super::error::AllegroError;
use super::http::{self, Answer, host};
use super::oauth;
use super::pace::Pace;
use super::pause::Pause;
use super::tokens::{Secret, TokenPair, TokenStore};
use super::unclear::Unclear;
use crate::clock::Clock;

const DEVICE_GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// Seconds between two questions when the service does not say.
const INTERVAL: i64 = 5;
/// Seconds by which `slow_down` widens the interval (RFC 8628, section 3.5).
const SLOWER: u64 = 5;
/// Seconds that a code lives when the service does not say.
const CODE_LIFE: i64 = 3600;

/// A login that waits for the operator.
#[derive(Clone, Debug)]
pub struct DeviceCode {
    code: Secret,
    interval: Duration,
    /// What the operator types where the address alone does not bring it along.
    pub user_code: String,
    /// The address to open.
    pub verification_uri: String,
    /// The same with the code in it.
    pub verification_uri_complete: Option<String>,
    /// When it is too late.
    pub expires_at: Timestamp,
}

/// Logs accounts in.
pub struct Login {
    connection: Connection,
    http: reqwest::Client,
    pause: Box<dyn Pause>,
    clock: Arc<dyn Clock>,
    pace: Arc<Pace>,
}

impl std::fmt::Debug for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Login").field("connection", &self.connection).finish_non_exhaustive()
    }
}

impl Login {
    /// Nothing is sent yet.
    ///
    /// # Errors
    /// [`AllegroError::Setup`].
    pub fn new(connection: Connection, pause: Box<dyn Pause>, clock: Arc<dyn Clock>) -> Result<Self, AllegroError> {
        let http = http::build(&connection)?;
        Ok(Self { connection, http, pause, clock, pace: Pace::unlimited() })
    }

    /// Keeps to a pace, which all accounts of one application share.
    #[must_use]
    pub fn paced(mut self, pace: Arc<Pace>) -> Self {
        self.pace = pace;
        self
    }

    async fn post(&self, path: &str, form: &[(&str, &str)]) -> Result<Answer, AllegroError> {
        let request = self
            .http
            .post(format!("{}{path}", self.connection.auth_url))
            .basic_auth(&self.connection.client_id, Some(self.connection.client_secret.expose()))
            .form(form);
        let _slot = self.pace.ready(&*self.pause, &*self.clock).await;
        let outcome = http::send(request, host(&self.connection.auth_url)).await;
        http::note("POST", path, &outcome);
        if let Ok(answer) = &outcome
            && answer.status == 429
        {
            self.pace.throttled(answer.retry_after, 1, self.clock.now());
        }
        outcome
    }

    /// Asks for a code; what to show to the operator is in it.
    ///
    /// # Errors
    /// [`AllegroError`].
    pub async fn begin(&self) -> Result<DeviceCode, AllegroError> {
        #[derive(Deserialize)]
        struct Body {
            device_code: String,
            user_code: String,
            verification_uri: String,
            verification_uri_complete: Option<String>,
            #[serde(default)]
            expires_in: serde_json::Value,
            #[serde(default)]
            interval: serde_json::Value,
        }
        let asked_at = self.clock.now();
        let scopes = self.connection.scopes().join(" ");
        let form = [("client_id", self.connection.client_id.as_str()), ("scope", scopes.as_str())];
        let answer = self.post("/device", &form).await?;
        if answer.status == 400 || answer.status == 401 {
            return Err(AllegroError::UnknownClient(Box::new(answer.refusal())));
        }
        let body: Body = serde_json::from_slice(&answer.into_success()?)
            .map_err(|_| AllegroError::Answer { what: "/device".to_owned(), why: Unclear::NoLogin })?;
        let life = oauth::seconds(&body.expires_in).unwrap_or(CODE_LIFE).clamp(1, CODE_LIFE * 24);
        let interval = oauth::seconds(&body.interval).unwrap_or(INTERVAL).clamp(1, 60);
        Ok(DeviceCode {
            code: Secret::new(body.device_code),
            interval: Duration::from_secs(interval.unsigned_abs()),
            user_code: body.user_code,
            verification_uri: body.verification_uri,
            verification_uri_complete: body.verification_uri_complete,
            expires_at: asked_at.saturating_add(SignedDuration::from_secs(life)).unwrap_or(asked_at),
        })
    }

    /// Waits until the operator has agreed, and puts the pair into `tokens` before it is handed out. A passing
    /// trouble with the connection does not end the wait.
    ///
    /// # Errors
    /// [`AllegroError::LoginDeclined`], [`AllegroError::LoginExpired`], and what else can go wrong.
    pub async fn finish(&self, device: &DeviceCode, tokens: &dyn TokenStore) -> Result<TokenPair, AllegroError> {
        let form = [("grant_type", DEVICE_GRANT), ("device_code", device.code.expose())];
        let mut interval = device.interval;
        // Counted as well as timed: with a clock that stands still the wait ends too.
        let mut waited = Duration::ZERO;
        let longest = Duration::try_from(device.expires_at.duration_since(self.clock.now())).unwrap_or_default();
        while waited < longest && self.clock.now() < device.expires_at {
            self.pause.pause(interval).await;
            waited += interval;
            let asked_at = self.clock.now();
            let answer = match self.post("/token", &form).await {
                Ok(answer) if answer.status == 408 || answer.status == 429 || answer.status >= 500 => continue,
                Ok(answer) => answer,
                Err(AllegroError::Unreachable { .. } | AllegroError::Broken { .. } | AllegroError::Timeout { .. }) => {
                    continue;
                }
                Err(error) => return Err(error),
            };
            if answer.status == 400 {
                match answer.refusal().code.as_str() {
                    "authorization_pending" => continue,
                    "slow_down" => {
                        interval += Duration::from_secs(SLOWER);
                        continue;
                    }
                    "access_denied" => return Err(AllegroError::LoginDeclined),
                    // Unknown, used up or too old: "Invalid device code".
                    _ => return Err(AllegroError::LoginExpired),
                }
            }
            let pair = oauth::pair(answer, None, asked_at)?;
            tokens.store(&pair)?;
            return Ok(pair);
        }
        Err(AllegroError::LoginExpired)
    }
}
