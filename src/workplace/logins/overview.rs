//! Who is logged in, as whom, and until when; from what is kept, without asking Allegro.

use jiff::{SignedDuration, Timestamp};

use crate::allegro::connection::Connection;
use crate::allegro::tokens::Credentials;

/// The operator is warned so long before a login ends.
pub const WARNED_BEFORE: SignedDuration = SignedDuration::from_hours(14 * 24);

/// How an account stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It can be used.
    LoggedIn,
    /// It can, and a login is due within [`WARNED_BEFORE`].
    EndsSoon,
    /// It lacks a permission that the settings ask for.
    LacksScope,
    /// It was made in the other environment.
    OtherEnvironment,
    /// It was made with another client id.
    OtherApplication,
    /// Its time is over, or Allegro has refused it.
    Ended,
    /// Nobody has logged in.
    Nobody,
}

impl Standing {
    /// Does it want a new login before anything can be done?
    #[must_use]
    pub fn needs_login(self) -> bool {
        !matches!(self, Self::LoggedIn | Self::EndsSoon)
    }
}

/// What is known of an account. Holds no token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountView {
    /// How it stands.
    pub standing: Standing,
    /// Login at Allegro.
    pub login: Option<String>,
    /// The seller's company.
    pub company: Option<String>,
    /// Its NIP.
    pub tax_id: Option<String>,
    /// When the access token ends; it is renewed by itself.
    pub access_until: Option<Timestamp>,
    /// When the login ends if it is not renewed before.
    pub login_until: Option<Timestamp>,
    /// What was granted.
    pub scopes: Vec<String>,
    /// The permission that is lacking.
    pub missing: Option<&'static str>,
}

/// What is kept, as it looks now.
#[must_use]
pub fn view(kept: Option<&Credentials>, connection: &Connection, now: Timestamp) -> AccountView {
    let missing = kept.and_then(|kept| kept.missing(&connection.scopes()));
    let seller = kept.and_then(|kept| kept.seller.as_ref());
    let scopes = kept.and_then(|kept| kept.pair.scope.as_deref()).unwrap_or_default();
    AccountView {
        standing: standing(kept, connection, missing.is_some(), now),
        login: seller.map(|seller| seller.login.clone()),
        company: seller.and_then(|seller| seller.company.clone()),
        tax_id: seller.and_then(|seller| seller.tax_id.clone()),
        access_until: kept.map(|kept| kept.pair.expires_at),
        login_until: kept.map(Credentials::login_until),
        scopes: scopes.split_whitespace().map(str::to_owned).collect(),
        missing,
    }
}

fn standing(kept: Option<&Credentials>, connection: &Connection, lacks: bool, now: Timestamp) -> Standing {
    let Some(kept) = kept else { return Standing::Nobody };
    let ours = connection.issuer();
    let rest = kept.login_until().duration_since(now);
    match &kept.issuer {
        Some(issuer) if issuer.host != ours.host => Standing::OtherEnvironment,
        Some(issuer) if issuer.client_id != ours.client_id => Standing::OtherApplication,
        _ if kept.ended || rest <= SignedDuration::ZERO => Standing::Ended,
        _ if lacks => Standing::LacksScope,
        _ if rest <= WARNED_BEFORE => Standing::EndsSoon,
        _ => Standing::LoggedIn,
    }
}
