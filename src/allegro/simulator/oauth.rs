//! The device and token endpoints: login by code, `refresh_token` with rotation (`reference/allegro.md` 2.2
//! and 2.3).

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::answers::{Canned, oauth_refused, ok};
use super::list::Query;
use crate::allegro::tokens::{Secret, TokenPair};

/// The only application that the simulator knows.
pub(super) const CLIENT_ID: &str = "symulator";
/// Its secret, which opens nothing.
pub(super) const CLIENT_SECRET: &str = "symulator-nic-nie-otwiera";

/// `expires_in` of production.
const LIFE_SECONDS: i64 = 43_199;
/// A refresh token works this long after its first use.
const GRACE: SignedDuration = SignedDuration::from_secs(60);
const DEVICE_GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";
const SCOPE: &str = "allegro:api:orders:read allegro:api:profile:read allegro:api:sale:offers:read";

/// The tokens that were given out.
#[derive(Debug, Default)]
pub(super) struct Grants {
    given: u32,
    /// Access token and its end.
    access: BTreeMap<String, Timestamp>,
    /// Refresh token and its first use.
    refresh: BTreeMap<String, Option<Timestamp>>,
    /// Device code and what the user said to it.
    devices: BTreeMap<String, Option<bool>>,
}

impl Grants {
    /// A new pair.
    pub(super) fn issue(&mut self, now: Timestamp) -> TokenPair {
        self.given += 1;
        let (access, refresh) = (format!("access-{}", self.given), format!("refresh-{}", self.given));
        let expires_at = now + SignedDuration::from_secs(LIFE_SECONDS);
        self.access.insert(access.clone(), expires_at);
        self.refresh.insert(refresh.clone(), None);
        TokenPair {
            access: Secret::new(access),
            refresh: Secret::new(refresh),
            expires_at,
            scope: Some(SCOPE.to_owned()),
        }
    }

    /// Is this the value of an `Authorization` header that opens the resources?
    pub(super) fn opens(&self, authorization: &str, now: Timestamp) -> bool {
        let token = authorization.strip_prefix("Bearer ").unwrap_or_default();
        self.access.get(token).is_some_and(|end| now < *end)
    }

    pub(super) fn revoke_access(&mut self) {
        self.access.clear();
    }

    /// The user agrees, or does not, to all logins that wait.
    pub(super) fn decide(&mut self, agreed: bool) {
        for decision in self.devices.values_mut() {
            decision.get_or_insert(agreed);
        }
    }

    /// `POST /auth/oauth/device`.
    pub(super) fn device(&mut self, authorization: &str, form: &Query, page: &str) -> Canned {
        if authorization != basic() || field(form, "client_id") != Some(CLIENT_ID) {
            return oauth_refused(401, "Unauthorized", "Unauthorized");
        }
        self.given += 1;
        let (device, user) = (format!("device-{}", self.given), format!("user{}", self.given));
        self.devices.insert(device.clone(), None);
        ok(&json!({
            "device_code": device, "user_code": user, "expires_in": 3600, "interval": 5,
            "verification_uri": page, "verification_uri_complete": format!("{page}?code={user}"),
        }))
    }

    fn device_token(&mut self, code: &str, now: Timestamp) -> Canned {
        match self.devices.get(code).copied() {
            Some(None) => oauth_refused(400, "authorization_pending", "User has not authorized the device code yet."),
            Some(Some(false)) => oauth_refused(400, "access_denied", "User denied access"),
            Some(Some(true)) => {
                // A code is good for one exchange.
                self.devices.remove(code);
                self.tokens(now)
            }
            None => oauth_refused(400, "invalid_request", "Invalid device code"),
        }
    }

    fn tokens(&mut self, now: Timestamp) -> Canned {
        let pair = self.issue(now);
        ok(&json!({
            "access_token": pair.access.expose(), "token_type": "bearer",
            "refresh_token": pair.refresh.expose(), "expires_in": LIFE_SECONDS, "scope": SCOPE,
            "allegro_api": true, "jti": format!("00000000-0000-4000-8000-{:012}", self.given),
        }))
    }

    /// `POST /auth/oauth/token`.
    pub(super) fn token(&mut self, authorization: &str, form: &Query, now: Timestamp) -> Canned {
        if authorization != basic() {
            return oauth_refused(401, "Unauthorized", "Unauthorized");
        }
        match field(form, "grant_type") {
            Some("refresh_token") => self.refreshed(field(form, "refresh_token").unwrap_or_default(), now),
            Some(DEVICE_GRANT) => self.device_token(field(form, "device_code").unwrap_or_default(), now),
            _ => oauth_refused(400, "unsupported_grant_type", "Unsupported grant type"),
        }
    }

    fn refreshed(&mut self, token: &str, now: Timestamp) -> Canned {
        match self.refresh.get_mut(token) {
            Some(used) if used.is_none_or(|first| now <= first + GRACE) => {
                used.get_or_insert(now);
                self.tokens(now)
            }
            _ => oauth_refused(400, "invalid_grant", &format!("Invalid refresh token: {token}")),
        }
    }
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
