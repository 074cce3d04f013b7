//! The device and token endpoints: login by code, `refresh_token` with rotation (`reference/allegro.md` 2.2
//! and 2.3).

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::answers::{Canned, oauth_refused, ok};
use super::list::Query;
use crate::allegro::tokens::{Secret, TokenPair};

/// The only application that the simulator knows.
pub const CLIENT_ID: &str = "symulator";
/// Its secret, which opens nothing.
pub const CLIENT_SECRET: &str = "symulator-nic-nie-otwiera";

/// `expires_in` of production.
const LIFE_SECONDS: i64 = 43_199;
/// A refresh token lives three months.
const REFRESH_LIFE: SignedDuration = SignedDuration::from_hours(90 * 24);
/// A refresh token works this long after its first use.
const GRACE: SignedDuration = SignedDuration::from_secs(60);
/// Seconds that a device code lives.
const CODE_SECONDS: i64 = 3600;
/// Seconds between two questions about a device code.
const INTERVAL_SECONDS: i64 = 5;
const DEVICE_GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";
const SCOPE: &str = "allegro:api:orders:read allegro:api:profile:read allegro:api:sale:offers:read";

/// What the user does about a login that waits for him.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum User {
    /// Whatever [`super::Running::decide_logins`] says; questions that come too fast are not minded.
    #[default]
    Asked,
    /// Agrees while the program asks for the time after so many.
    Agrees(u32),
    /// Declines then.
    Declines(u32),
    /// Never answers.
    Silent,
}

/// What an access token opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access<'a> {
    /// Nothing: unknown, too old or taken back.
    None,
    /// Nothing: it is of another environment.
    Foreign,
    /// What needs no user.
    Application,
    /// What these permissions open.
    User(&'a str),
}

#[derive(Debug)]
struct Opener {
    end: Timestamp,
    /// None: the application's own.
    scope: Option<String>,
}

#[derive(Debug)]
struct Renewer {
    end: Timestamp,
    first_use: Option<Timestamp>,
    scope: String,
}

#[derive(Debug)]
struct Device {
    end: Timestamp,
    decision: Option<bool>,
    polls: u32,
    last_poll: Option<Timestamp>,
    scope: String,
}

/// The tokens that were given out.
#[derive(Debug, Default)]
pub(super) struct Grants {
    pub(super) user: User,
    given: u32,
    access: BTreeMap<String, Opener>,
    refresh: BTreeMap<String, Renewer>,
    devices: BTreeMap<String, Device>,
}

impl Grants {
    /// A new pair with every permission.
    pub(super) fn log_in(&mut self, now: Timestamp) -> TokenPair {
        self.issue(SCOPE, now)
    }

    /// A new pair.
    pub(super) fn issue(&mut self, scope: &str, now: Timestamp) -> TokenPair {
        self.given += 1;
        let (access, refresh) = (format!("access-{}", self.given), format!("refresh-{}", self.given));
        let expires_at = after(now, SignedDuration::from_secs(LIFE_SECONDS));
        self.access.insert(access.clone(), Opener { end: expires_at, scope: Some(scope.to_owned()) });
        let renewer = Renewer { end: after(now, REFRESH_LIFE), first_use: None, scope: scope.to_owned() };
        self.refresh.insert(refresh.clone(), renewer);
        TokenPair {
            access: Secret::new(access),
            refresh: Secret::new(refresh),
            expires_at,
            scope: Some(scope.to_owned()),
        }
    }

    /// What the token of an `Authorization` header opens.
    pub(super) fn access(&self, authorization: &str, now: Timestamp) -> Access<'_> {
        let token = authorization.strip_prefix("Bearer ").unwrap_or_default();
        match self.access.get(token).filter(|opener| now < opener.end) {
            Some(Opener { scope: Some(scope), .. }) => Access::User(scope),
            Some(Opener { scope: None, .. }) => Access::Application,
            // A JWT that we did not make.
            None if token.starts_with("eyJ") && token.contains('.') => Access::Foreign,
            None => Access::None,
        }
    }

    pub(super) fn revoke_access(&mut self) {
        self.access.clear();
    }

    pub(super) fn revoke_all(&mut self) {
        self.access.clear();
        self.refresh.clear();
    }

    /// The user agrees, or does not, to all logins that wait.
    pub(super) fn decide(&mut self, agreed: bool) {
        for device in self.devices.values_mut() {
            device.decision.get_or_insert(agreed);
        }
    }

    /// `POST /auth/oauth/device`.
    pub(super) fn device(&mut self, authorization: &str, form: &Query, page: &str, now: Timestamp) -> Canned {
        if authorization != basic() || field(form, "client_id") != Some(CLIENT_ID) {
            return oauth_refused(401, "Unauthorized", "Unauthorized");
        }
        self.given += 1;
        let (code, user) = (format!("device-{}", self.given), format!("user{}", self.given));
        let end = after(now, SignedDuration::from_secs(CODE_SECONDS));
        let scope = field(form, "scope").filter(|scope| !scope.is_empty()).unwrap_or(SCOPE).to_owned();
        self.devices.insert(code.clone(), Device { end, decision: None, polls: 0, last_poll: None, scope });
        ok(&json!({
            "device_code": code, "user_code": user, "expires_in": CODE_SECONDS, "interval": INTERVAL_SECONDS,
            "verification_uri": page, "verification_uri_complete": format!("{page}?code={user}"),
        }))
    }

    fn device_token(&mut self, code: &str, now: Timestamp) -> Canned {
        let user = self.user;
        let invalid = || oauth_refused(400, "invalid_request", "Invalid device code");
        let Some(device) = self.devices.get_mut(code).filter(|device| now < device.end) else { return invalid() };
        let interval = SignedDuration::from_secs(INTERVAL_SECONDS);
        let too_fast = device.last_poll.replace(now).is_some_and(|last| now.duration_since(last) < interval);
        if too_fast && user != User::Asked {
            return oauth_refused(400, "slow_down", "Too many requests");
        }
        device.polls += 1;
        match user {
            User::Agrees(polls) if device.polls > polls => device.decision = device.decision.or(Some(true)),
            User::Declines(polls) if device.polls > polls => device.decision = device.decision.or(Some(false)),
            _ => {}
        }
        match device.decision {
            None => oauth_refused(400, "authorization_pending", "User has not authorized the device code yet."),
            Some(false) => oauth_refused(400, "access_denied", "User denied access"),
            Some(true) => {
                // A code is good for one exchange.
                let scope = std::mem::take(&mut device.scope);
                self.devices.remove(code);
                self.tokens(&scope, now)
            }
        }
    }

    fn tokens(&mut self, scope: &str, now: Timestamp) -> Canned {
        let pair = self.issue(scope, now);
        ok(&json!({
            "access_token": pair.access.expose(), "token_type": "bearer",
            "refresh_token": pair.refresh.expose(), "expires_in": LIFE_SECONDS, "scope": scope,
            "allegro_api": true, "jti": format!("00000000-0000-4000-8000-{:012}", self.given),
        }))
    }

    /// A token without a user: enough for dictionaries, not for orders.
    fn application_token(&mut self, now: Timestamp) -> Canned {
        self.given += 1;
        let access = format!("access-{}", self.given);
        let end = after(now, SignedDuration::from_secs(LIFE_SECONDS));
        self.access.insert(access.clone(), Opener { end, scope: None });
        ok(&json!({
            "access_token": access, "token_type": "bearer", "expires_in": LIFE_SECONDS, "allegro_api": true,
            "jti": format!("00000000-0000-4000-8000-{:012}", self.given),
        }))
    }

    /// `POST /auth/oauth/token`.
    pub(super) fn token(&mut self, authorization: &str, form: &Query, now: Timestamp) -> Canned {
        if authorization != basic() {
            return oauth_refused(401, "Unauthorized", "Unauthorized");
        }
        match field(form, "grant_type") {
            Some("refresh_token") => self.refreshed(field(form, "refresh_token").unwrap_or_default(), now),
            Some("client_credentials") => self.application_token(now),
            Some(DEVICE_GRANT) => self.device_token(field(form, "device_code").unwrap_or_default(), now),
            _ => oauth_refused(400, "unsupported_grant_type", "Unsupported grant type"),
        }
    }

    fn refreshed(&mut self, token: &str, now: Timestamp) -> Canned {
        let good = |renewer: &Renewer| {
            now < renewer.end && renewer.first_use.is_none_or(|first| now.duration_since(first) <= GRACE)
        };
        match self.refresh.get_mut(token) {
            Some(renewer) if good(renewer) => {
                renewer.first_use.get_or_insert(now);
                let scope = renewer.scope.clone();
                self.tokens(&scope, now)
            }
            _ => oauth_refused(400, "invalid_grant", &format!("Invalid refresh token: {token}")),
        }
    }
}

fn after(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// The header of the application.
fn basic() -> String {
    format!("Basic {}", base64(format!("{CLIENT_ID}:{CLIENT_SECRET}").as_bytes()))
}

fn field<'a>(form: &'a Query, name: &str) -> Option<&'a str> {
    form.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, i| bits << 8 | u32::from(chunk.get(i).copied().unwrap_or(0)));
        for i in 0..4_usize {
            let letter = LETTERS.get((bits >> (18 - 6 * i) & 63) as usize).copied().unwrap_or(b'=');
            text.push(if i <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
