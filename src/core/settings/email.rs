//! What the user chose about letters to himself.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

/// Letters to who looks after the program. Without a server there are none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Email {
    /// The host of the SMTP server; empty: no letters.
    pub server: String,
    /// Its port; 0: that of the way of encryption.
    pub port: u16,
    /// How the connection is encrypted.
    pub encryption: MailEncryption,
    /// Who logs in; empty: nobody does. The password is in the environment variable `EMAIL_PASSWORD` or in the file
    /// `state/email-password`, never here.
    pub user: String,
    /// The sender's address.
    pub from: String,
    /// The readers' addresses.
    pub to: Vec<String>,
    /// Minutes that are at least between two letters about trouble.
    pub pause_minutes: u32,
    /// When a summary of the day is sent, `07:30`; empty: never.
    pub daily_at: String,
    /// Letters quote what a problem says, which may name a buyer; else only its code and what to do.
    pub details: bool,
}

impl Default for Email {
    fn default() -> Self {
        Self {
            server: String::new(),
            port: 0,
            encryption: MailEncryption::default(),
            user: String::new(),
            from: String::new(),
            to: Vec::new(),
            // Who is told four times an hour does not read the fifth letter.
            pause_minutes: 60,
            daily_at: String::new(),
            details: false,
        }
    }
}

impl Email {
    /// Are letters wanted?
    #[must_use]
    pub fn is_on(&self) -> bool {
        !self.server.is_empty()
    }

    /// The port that is meant.
    #[must_use]
    pub fn port(&self) -> u16 {
        match (self.port, self.encryption) {
            // RFC 8314, RFC 6409 and RFC 5321.
            (0, MailEncryption::Tls) => 465,
            (0, MailEncryption::Starttls) => 587,
            (0, MailEncryption::None) => 25,
            (port, _) => port,
        }
    }

    /// When the summary is sent; `Err`: what is written is no hour.
    ///
    /// # Errors
    /// The text that is no hour.
    pub fn summary_at(&self) -> Result<Option<Time>, &str> {
        if self.daily_at.is_empty() {
            return Ok(None);
        }
        Time::strptime("%H:%M", &self.daily_at).map(Some).map_err(|_| self.daily_at.as_str())
    }
}

/// How the connection to the SMTP server is encrypted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailEncryption {
    /// From the first byte on.
    Tls,
    /// From the command STARTTLS on, which the server must know.
    #[default]
    Starttls,
    /// Not at all: for a server on this machine.
    None,
}
