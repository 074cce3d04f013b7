//! The keyring of the system: secret texts by name, kept by the session's Secret Service on Linux and by the
//! Credential Manager on Windows. For Linux it is built in only with the feature `secret-service`; a program without it
//! knows that there is a keyring, and says that it cannot use it.
//!
//! A keyring answers at once or after it has asked a person to unlock it; calls hold the thread until then.
//!
//! Not promised: durability beyond what the system's service gives. Who stores something here and must not lose it keeps
//! the old value until the new one is known to be there ([`crate::workplace::logins`]).

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use keyring_core::{CredentialStore, Entry, Error};
use thiserror::Error as ThisError;

use crate::core::message::text::{Key001, Key002, Key003, Key004, Key006};
use crate::core::problem::{Explain, Fault, Problem};
use crate::core::reach::Reach;

/// Under this name the entries stand in the system's own list.
const SERVICE: &str = "allegro-optima";

/// Why the keyring did not do what it was asked. Holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
pub enum KeyringError {
    /// This build of the program cannot use the system's keyring.
    #[error("this build has no keyring")]
    NotBuilt,
    /// This system has no keyring, or none runs for this user.
    #[error("there is no keyring: {why}")]
    Absent {
        /// The system's words.
        why: String,
    },
    /// It is locked, or it does not let us in.
    #[error("the keyring is locked: {why}")]
    Locked {
        /// The system's words.
        why: String,
    },
    /// It takes no secret of this length.
    #[error("the keyring takes no more than {max} bytes")]
    TooLong {
        /// What it takes.
        max: u32,
    },
    /// Anything else.
    #[error("the keyring failed: {why}")]
    Failed {
        /// The system's words.
        why: String,
    },
}

impl Explain for KeyringError {
    fn problem(&self) -> Problem {
        match self {
            Self::NotBuilt => Problem::error(Key006),
            Self::Absent { why } => Problem::error(Key001 { why: why.into() }),
            Self::Locked { why } => Problem::error(Key002 { why: why.into() }),
            Self::TooLong { max } => Problem::error(Key003 { max: (*max).into() }),
            Self::Failed { why } => Problem::error(Key004 { why: why.into() }),
        }
    }

    fn fault(&self) -> Fault {
        match self {
            // It comes back with no time that passes: settings and program do not fit each other.
            Self::NotBuilt => Fault::Usage,
            Self::Absent { .. } | Self::Locked { .. } | Self::TooLong { .. } | Self::Failed { .. } => Fault::Outage,
        }
    }

    fn reach(&self) -> Reach {
        Reach::Account
    }
}

/// The keyring, opened when it is first needed.
#[derive(Clone, Default)]
pub struct Keyring {
    opened: Arc<Mutex<Option<Arc<CredentialStore>>>>,
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keyring")
    }
}

impl Keyring {
    /// That of the user whose process this is.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// Another one, such as `keyring_core`'s for tests.
    #[must_use]
    pub fn of(store: Arc<CredentialStore>) -> Self {
        Self { opened: Arc::new(Mutex::new(Some(store))) }
    }

    /// Opens it, and asks it for nothing: could a secret be kept at all?
    ///
    /// # Errors
    /// When this program or this system has none.
    pub fn ready(&self) -> Result<(), KeyringError> {
        self.store().map(drop)
    }

    /// The secret of this name; `None`: there is none.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub fn get(&self, name: &str) -> Result<Option<String>, KeyringError> {
        match self.entry(name)?.get_password() {
            Ok(secret) => Ok(Some(secret)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(fault(error)),
        }
    }

    /// Stores a secret, and reads it back: a service that only says that it has stored it is found out here.
    ///
    /// # Errors
    /// When it may not be there.
    pub fn set(&self, name: &str, secret: &str) -> Result<(), KeyringError> {
        let entry = self.entry(name)?;
        entry.set_password(secret).map_err(fault)?;
        match entry.get_password() {
            Ok(kept) if kept == secret => Ok(()),
            Ok(_) | Err(Error::NoEntry) => Err(KeyringError::Failed { why: "not kept".to_owned() }),
            Err(error) => Err(fault(error)),
        }
    }

    /// Removes a secret; one that is not there is removed already.
    ///
    /// # Errors
    /// When it may still be there.
    pub fn forget(&self, name: &str) -> Result<(), KeyringError> {
        match self.entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(fault(error)),
        }
    }

    fn entry(&self, name: &str) -> Result<Entry, KeyringError> {
        self.store()?.build(SERVICE, name, None).map_err(fault)
    }

    fn store(&self) -> Result<Arc<CredentialStore>, KeyringError> {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(match &*opened {
            Some(store) => Arc::clone(store),
            None => Arc::clone(opened.insert(open()?)),
        })
    }
}

#[cfg(all(target_os = "linux", feature = "secret-service"))]
fn open() -> Result<Arc<CredentialStore>, KeyringError> {
    let store = zbus_secret_service_keyring_store::Store::new();
    // Without a session bus, or without a service on it, nothing else can be the matter.
    store.map(|store| store as Arc<CredentialStore>).map_err(|error| KeyringError::Absent { why: error.to_string() })
}

#[cfg(all(target_os = "linux", not(feature = "secret-service")))]
fn open() -> Result<Arc<CredentialStore>, KeyringError> {
    Err(KeyringError::NotBuilt)
}

#[cfg(windows)]
fn open() -> Result<Arc<CredentialStore>, KeyringError> {
    let store = windows_native_keyring_store::Store::new();
    store.map(|store| store as Arc<CredentialStore>).map_err(|error| KeyringError::Absent { why: error.to_string() })
}

#[cfg(not(any(target_os = "linux", windows)))]
fn open() -> Result<Arc<CredentialStore>, KeyringError> {
    Err(KeyringError::Absent { why: std::env::consts::OS.to_owned() })
}

/// The bytes that some of these errors carry are the secret: only the kinds without them are put into words.
fn fault(error: Error) -> KeyringError {
    match error {
        Error::NoStorageAccess(why) => KeyringError::Locked { why: why.to_string() },
        Error::PlatformFailure(why) => KeyringError::Failed { why: why.to_string() },
        Error::TooLong(_, max) => KeyringError::TooLong { max },
        Error::BadEncoding(_) | Error::BadDataFormat(..) => KeyringError::Failed { why: "unreadable".to_owned() },
        Error::NotSupportedByStore(why) => KeyringError::Failed { why },
        Error::Ambiguous(_) => KeyringError::Failed { why: "more than one entry".to_owned() },
        _ => KeyringError::Failed { why: "refused".to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::message::{Catalogue, Language};

    #[test]
    fn a_secret_is_kept_replaced_and_forgotten() {
        let keyring = Keyring::of(keyring_core::mock::Store::new().unwrap());
        assert_eq!(keyring.get("a"), Ok(None));
        keyring.set("a", "1").unwrap();
        keyring.set("b", "2").unwrap();
        keyring.set("a", "3").unwrap();
        assert_eq!((keyring.get("a"), keyring.get("b")), (Ok(Some("3".to_owned())), Ok(Some("2".to_owned()))));
        keyring.forget("a").unwrap();
        keyring.forget("a").unwrap();
        assert_eq!(keyring.get("a"), Ok(None));
    }

    #[cfg(all(target_os = "linux", not(feature = "secret-service")))]
    #[test]
    fn a_program_without_a_keyring_says_so_and_not_that_the_system_has_none() {
        let keyring = Keyring::system();
        assert_eq!(keyring.ready(), Err(KeyringError::NotBuilt));
        assert_eq!(keyring.get("a"), Err(KeyringError::NotBuilt));
        assert_eq!(keyring.set("a", "1"), Err(KeyringError::NotBuilt));
        assert_eq!(keyring.forget("a"), Err(KeyringError::NotBuilt));
        let error = KeyringError::NotBuilt;
        assert_eq!((error.problem().code(), error.fault()), ("KEY-006", Fault::Usage));
    }

    /// `OPTIMA_TEST_KEYRING=1` lets this test into the keyring of whoever runs it, inside and outside of a runtime.
    #[cfg(any(windows, all(target_os = "linux", feature = "secret-service")))]
    #[tokio::test]
    async fn the_keyring_of_this_system_keeps_a_secret() {
        if std::env::var_os("OPTIMA_TEST_KEYRING").is_none() {
            println!("skipped: OPTIMA_TEST_KEYRING is not set");
            return;
        }
        let (keyring, name) = (Keyring::system(), "test of allegro-optima");
        keyring.set(name, &"ż".repeat(1200)).unwrap();
        assert_eq!(Keyring::system().get(name), Ok(Some("ż".repeat(1200))));
        keyring.forget(name).unwrap();
        assert_eq!(keyring.get(name), Ok(None));
    }

    #[test]
    fn i10_no_error_of_the_keyring_shows_a_secret() {
        let secret = || b"tajne".to_vec();
        for error in [Error::BadEncoding(secret()), Error::BadDataFormat(secret(), "x".into())] {
            let told = fault(error);
            let shown = format!("{told} {told:?} {:?}", told.problem());
            assert!(!shown.contains("tajne") && !shown.contains("116, 97"), "{shown}");
        }
    }

    #[test]
    fn an_operator_reads_what_to_do() {
        let why = || "no bus".to_owned();
        let polish = Catalogue::new(Language::Polish);
        let errors = [
            KeyringError::Absent { why: why() },
            KeyringError::Locked { why: why() },
            KeyringError::TooLong { max: 2560 },
            KeyringError::Failed { why: why() },
            KeyringError::NotBuilt,
        ];
        let texts: Vec<String> = errors
            .iter()
            .map(|error| {
                let problem = error.problem();
                let (said, todo) = (polish.text(&problem.message), polish.todo(&problem.message).unwrap());
                format!("{} {said}\n    {todo}", problem.code())
            })
            .collect();
        insta::assert_snapshot!(texts.join("\n"));
    }
}
