//! Whom to talk to, and as whom.

use super::http::host;
use super::tokens::{Issuer, Secret};
use crate::core::message::Language;

/// Where production's resources are.
pub const PRODUCTION_API: &str = "https://api.allegro.pl";
/// Where production's OAuth endpoints are (`/token`, `/device`).
pub const PRODUCTION_AUTH: &str = "https://allegro.pl/auth/oauth";
/// Where one's own application is registered for production.
pub const PRODUCTION_APPS: &str = "https://apps.developer.allegro.pl";
/// Where the resources of Allegro's test environment are.
pub const SANDBOX_API: &str = "https://api.allegro.pl.allegrosandbox.pl";
/// Where the OAuth endpoints of Allegro's test environment are.
pub const SANDBOX_AUTH: &str = "https://allegro.pl.allegrosandbox.pl/auth/oauth";
/// Where one's own application is registered for the test environment.
pub const SANDBOX_APPS: &str = "https://apps.developer.allegro.pl.allegrosandbox.pl";

/// The page about this program, which the `User-Agent` must name.
pub const HOME_PAGE: &str = "https://allegro-optima.pl/";

/// Reads orders and the journal (`reference/allegro.md` 2.4).
pub const SCOPE_ORDERS: &str = "allegro:api:orders:read";
/// Says whose account it is.
pub const SCOPE_PROFILE: &str = "allegro:api:profile:read";
/// Reads EAN and VAT rate of an offer.
pub const SCOPE_OFFERS: &str = "allegro:api:sale:offers:read";

/// The header in the form that is required since 30 June 2026 (`reference/allegro.md` section 1). `name` is
/// the name that the application was registered under; what is not ASCII is left out and blanks become `-`.
#[must_use]
pub fn user_agent(name: &str) -> String {
    let name: String = name
        .trim()
        .chars()
        .map(|c| if c.is_whitespace() { '-' } else { c })
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        .collect();
    let name = if name.is_empty() { env!("CARGO_PKG_NAME") } else { &name };
    format!("{name}/{} (+{HOME_PAGE})", env!("CARGO_PKG_VERSION"))
}

/// Whom to talk to, and as whom.
#[derive(Clone, Debug)]
pub struct Connection {
    /// [`PRODUCTION_API`], or the simulator's.
    pub api_url: String,
    /// [`PRODUCTION_AUTH`], or the simulator's.
    pub auth_url: String,
    /// Of the registered application.
    pub client_id: String,
    /// Of the registered application.
    pub client_secret: Secret,
    /// As [`user_agent`] makes it.
    pub user_agent: String,
    /// Of the texts that Allegro writes for people.
    pub language: Language,
    /// May offers be read? Then a login asks for that permission too.
    pub offers: bool,
}

impl Connection {
    /// The permissions that a login asks for. None of them can write. More of them later needs another login.
    #[must_use]
    pub fn scopes(&self) -> Vec<&'static str> {
        let mut scopes = vec![SCOPE_ORDERS, SCOPE_PROFILE];
        scopes.extend(self.offers.then_some(SCOPE_OFFERS));
        scopes
    }

    /// Is anything sent through TLS? A simulator on this machine is spoken to without.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        [&self.api_url, &self.auth_url].into_iter().any(|url| !url.starts_with("http://"))
    }

    /// Who gives tokens out here. Without the port, which a simulator has a new one of each time.
    #[must_use]
    pub fn issuer(&self) -> Issuer {
        let host = host(&self.auth_url);
        let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
        Issuer { host: host.to_owned(), client_id: self.client_id.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_agent_has_the_required_form() {
        assert_eq!(
            user_agent("Moja łączka"),
            concat!("Moja-czka/", env!("CARGO_PKG_VERSION"), " (+https://allegro-optima.pl/)")
        );
        assert!(user_agent(" ").starts_with("allegro-optima/"));
    }
}
