//! `[allegro]` and `[accounts.ALIAS]`: how Allegro is asked, and for whom.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Schedule;
use crate::core::day;

/// How Allegro is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Allegro {
    /// The name that the user's application was registered under; the `User-Agent` must bear it
    /// (`reference/allegro.md` section 1).
    pub application: String,
    /// Requests per minute; 0: as many as there are.
    pub requests_per_minute: u32,
    /// Where the tokens of the logins are kept.
    pub tokens: TokenHome,
}

/// Where the tokens of the logins are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TokenHome {
    /// In `state/tokens/`, readable by their owner alone.
    #[default]
    File,
    /// In the keyring of the system.
    Keyring,
}

impl Default for Allegro {
    fn default() -> Self {
        // Allegro blocks above 9000 (`reference/allegro.md` 3.1). A thirtieth of that leaves room for the user's
        // other programs under the same client id, and 1000 offers still take less than four minutes.
        Self { application: "allegro-optima".to_owned(), requests_per_minute: 300, tokens: TokenHome::File }
    }
}

/// An Allegro account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Account {
    /// Which Allegro.
    pub environment: Environment,
    /// Instead of the environment's API host, for a simulator: `http://127.0.0.1:PORT`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_url: Option<String>,
    /// Instead of the environment's OAuth base, up to and without `/token`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_url: Option<String>,
    /// Client ID of the user's own application; the secret is in the environment variable
    /// `ALLEGRO_CLIENT_SECRET_<ALIAS>` or `ALLEGRO_CLIENT_SECRET`, or in the file `state/client-secret-<ALIAS>` or
    /// `state/client-secret`, never here.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub client_id: String,
    /// Ask Allegro for offers where nothing before them in the chain of sources answers; needs a permission of its own.
    pub offers: bool,
    /// The Optima base that its orders go to; empty: the only one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub company: String,
    /// From when on its orders are wanted, which counts at its first run: a day; empty: from then on; [`LATER`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub begin: String,
    /// When its orders are fetched, instead of the common schedule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schedule: Option<Schedule>,
}

impl Default for Account {
    fn default() -> Self {
        Self {
            environment: Environment::default(),
            api_url: None,
            auth_url: None,
            client_id: String::new(),
            offers: true,
            company: String::new(),
            begin: String::new(),
            schedule: None,
        }
    }
}

/// The word for [`Begin::Unsaid`].
pub const LATER: &str = "later";

/// From when on an account's orders are wanted, at its first run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// What moves from then on.
    Now,
    /// Everything changed since this day.
    On(Date),
    /// A person has not said so yet, and nothing is fetched.
    Unsaid,
}

impl Account {
    /// From when on; `None`: what is written is no day.
    #[must_use]
    pub fn begins(&self) -> Option<Begin> {
        match self.begin.trim() {
            "" => Some(Begin::Now),
            LATER => Some(Begin::Unsaid),
            written => day::read(written).map(Begin::On),
        }
    }
}

/// Which Allegro an account is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// allegro.pl.
    #[default]
    Production,
    /// allegro.pl.allegrosandbox.pl.
    Sandbox,
}
