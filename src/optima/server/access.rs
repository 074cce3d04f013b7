//! Where a base is and how it is entered, in the driver's words.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use tiberius::{AuthMethod, Config, EncryptionLevel};

use crate::core::message::text::{Opt008, Opt009};
use crate::core::problem::Problem;
use crate::core::settings::{Company, Encryption, SqlLogin};
use crate::system::regular::{self, Links};

/// For the connection, TLS and the login.
const HANDSHAKE: Duration = Duration::from_secs(15);
/// For an answer. A document takes milliseconds, a wait for a lock [`super::connect::LOCK_TIMEOUT_MS`].
const ANSWER: Duration = Duration::from_secs(60);

/// A file with every authority of the world has some 300 KiB.
const CERTIFICATES_MAX: u64 = 16 << 20;

/// How a company's base is reached. `Debug` does not show the password.
#[derive(Clone, Debug)]
pub struct Access {
    pub(super) config: Config,
    pub(super) place: String,
    pub(super) user: String,
    pub(super) database: String,
    pub(super) encryption: Encryption,
    /// The number of the pattern document, or empty.
    pub(super) pattern: String,
    /// The certificates of [`Company::ca_file`] cannot be read.
    pub(super) no_certificates: Option<(String, std::io::ErrorKind)>,
    /// The server is a named instance, whose port its browser tells.
    pub(super) named: bool,
}

impl Access {
    /// By the settings, which were checked when they were read. `dir` is the folder that `ca_file` lies in.
    #[must_use]
    pub fn new(dir: &Path, company: &Company, password: &str) -> Self {
        let mut config = Config::new();
        let mut place = company.server.trim().to_owned();
        let mut named = false;
        if let Some(address) = company.address() {
            config.host(address.host);
            if let Some(instance) = address.instance.filter(|_| address.port.is_none()) {
                config.instance_name(instance);
                named = true;
            } else {
                config.port(address.port.unwrap_or(1433));
            }
        }
        // Writing into a String does not fail.
        let _ = write!(place, "/{}", company.database);
        config.database(&company.database);
        config.application_name("allegro-optima");
        config.handshake_timeout(Some(HANDSHAKE));
        config.command_timeout(Some(ANSWER));
        config.authentication(authentication(company, password));
        config.encryption(match company.encryption {
            Encryption::Required | Encryption::Trust => EncryptionLevel::Required,
            Encryption::Off => EncryptionLevel::NotSupported,
        });
        let mut no_certificates = None;
        match company.encryption {
            Encryption::Trust => config.trust_cert(),
            Encryption::Required if !company.ca_file.is_empty() => {
                match regular::read(&dir.join(&company.ca_file), Links::Followed, CERTIFICATES_MAX) {
                    Ok(bytes) => config.trust_cert_ca_bundle(bytes),
                    Err(error) => no_certificates = Some((company.ca_file.clone(), error.kind())),
                }
            }
            Encryption::Required | Encryption::Off => {}
        }
        Self {
            config,
            place,
            user: company.user.clone(),
            database: company.database.clone(),
            encryption: company.encryption,
            pattern: company.pattern.clone(),
            no_certificates,
            named,
        }
    }
}

impl Access {
    /// What is risky about this connection, to be said at every start.
    #[must_use]
    pub fn risk(&self) -> Option<Problem> {
        let place = || self.place.as_str().into();
        match self.encryption {
            Encryption::Required => None,
            Encryption::Trust => Some(Problem::warning(Opt008 { place: place() })),
            Encryption::Off => Some(Problem::warning(Opt009 { place: place() })),
        }
    }
}

fn authentication(company: &Company, password: &str) -> AuthMethod {
    match company.login {
        #[cfg(windows)]
        SqlLogin::Windows if company.user.is_empty() => AuthMethod::Integrated,
        #[cfg(windows)]
        SqlLogin::Windows => AuthMethod::windows(&company.user, password),
        // Refused with the settings where there is no Windows.
        #[cfg(not(windows))]
        SqlLogin::Windows => AuthMethod::sql_server(&company.user, password),
        SqlLogin::Sql => AuthMethod::sql_server(&company.user, password),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_not_shown() {
        let company = Company {
            server: "SERWER,1500".to_owned(),
            database: "CDN_A".to_owned(),
            user: "u".to_owned(),
            ..Company::default()
        };
        let access = Access::new(Path::new("."), &company, "Tajne-Haslo-1");
        assert!(!format!("{access:?}").contains("Tajne"));
        assert_eq!(access.config.get_addr(), "SERWER:1500");
        assert_eq!(access.place, "SERWER,1500/CDN_A");
    }
}
