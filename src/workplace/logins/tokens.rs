//! Where the logins are kept: what `allegro` needs kept, kept by `spool`, or its tokens by the system's keyring.
//!
//! In the keyring a pair has one of two places, by turns. The new pair goes to the free one, then the file that says
//! which place counts is replaced, and only then is the old pair forgotten: whatever fails in between, the file names a
//! pair that is there. Where a login is kept may be changed at any time; the next write moves it and leaves nothing behind.
//!
//! Where the settings want a keyring and there is none, nothing is read and nothing replaced, be the old pair in the file
//! or not: Allegro would give a new pair for it, which could not be kept.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::allegro::port::SellerAccount;
use crate::allegro::tokens::{Credentials, Issuer, Secret, TokenPair, TokenStore, TokenStoreError, Turn};
use crate::core::message::text::Key005;
use crate::core::problem::{Explain as _, Fault, Problem};
use crate::core::settings::TokenHome;
use crate::keyring::{Keyring, KeyringError};
use crate::spool::disk::remove_if_there;
use crate::spool::{Disk, DiskError, Folders, Lock, read_secret, write_secret};

/// Version of a file with tokens. 1 had the pair alone.
const VERSION: u32 = 2;
/// Version of a file whose tokens are in the keyring; programs that do not know it must not take it for an empty one.
const VERSION_KEYRING: u32 = 3;
/// A pair with what is known of it is some 4 KiB.
const LARGEST: u64 = 1024 * 1024;
/// How often a pair is looked for that another process replaces meanwhile. Replacing happens twice a day.
const LOOKS: u32 = 3;

/// The login of one account in `state/tokens/ALIAS.json`, mode 0600, durable before it is used. The tokens themselves
/// stand in it or, where the user switched that on, in the system's keyring.
#[derive(Debug)]
pub struct FileTokens<D> {
    disk: Arc<D>,
    dir: PathBuf,
    path: PathBuf,
    alias: String,
    home: TokenHome,
    keyring: Keyring,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    v: u32,
    // Empty where `place` says that they are in the keyring.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    access_token: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    refresh_token: String,
    expires_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    // From version 2 on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    refreshed_at: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    issuer: Option<StoredIssuer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    seller: Option<StoredSeller>,
    #[serde(default)]
    ended: bool,
    // From version 3 on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    keyring: Option<Place>,
}

/// Where in the keyring a pair is. The name stays when the folder is moved.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    name: String,
    second: bool,
}

impl Place {
    /// The other of the two places.
    fn other(&self) -> Self {
        Self { name: self.name.clone(), second: !self.second }
    }

    /// Names of the two entries. One token an entry: Windows takes 2560 bytes in each, and a pair is longer.
    fn entries(&self) -> [String; 2] {
        let turn = if self.second { 2 } else { 1 };
        ["access", "refresh"].map(|token| format!("{}/{turn}/{token}", self.name))
    }
}

#[derive(Serialize, Deserialize)]
struct StoredIssuer {
    host: String,
    client_id: String,
}

#[derive(Serialize, Deserialize)]
struct StoredSeller {
    id: String,
    login: String,
    company: Option<String>,
    tax_id: Option<String>,
}

impl From<Stored> for Credentials {
    fn from(stored: Stored) -> Self {
        let bare = Self::of(TokenPair {
            access: Secret::new(stored.access_token),
            refresh: Secret::new(stored.refresh_token),
            expires_at: stored.expires_at,
            scope: stored.scope,
        });
        let seller =
            |it: StoredSeller| SellerAccount { id: it.id, login: it.login, company: it.company, tax_id: it.tax_id };
        Self {
            refreshed_at: stored.refreshed_at.unwrap_or(bare.refreshed_at),
            issuer: stored.issuer.map(|it| Issuer { host: it.host, client_id: it.client_id }),
            seller: stored.seller.map(seller),
            ended: stored.ended,
            ..bare
        }
    }
}

impl From<Credentials> for Stored {
    fn from(kept: Credentials) -> Self {
        let seller =
            |it: SellerAccount| StoredSeller { id: it.id, login: it.login, company: it.company, tax_id: it.tax_id };
        Self {
            v: VERSION,
            keyring: None,
            access_token: kept.pair.access.expose().to_owned(),
            refresh_token: kept.pair.refresh.expose().to_owned(),
            expires_at: kept.pair.expires_at,
            scope: kept.pair.scope,
            refreshed_at: Some(kept.refreshed_at),
            issuer: kept.issuer.map(|it| StoredIssuer { host: it.host, client_id: it.client_id }),
            seller: kept.seller.map(seller),
            ended: kept.ended,
        }
    }
}

impl<D: Disk> FileTokens<D> {
    /// The store of an account, tokens in the file; nothing is read yet. `alias` is one that the settings allow.
    pub fn new(disk: Arc<D>, folders: &Folders, alias: &str) -> Self {
        let dir = folders.state().join("tokens");
        let path = dir.join(format!("{alias}.json"));
        Self { disk, path, dir, alias: alias.to_owned(), home: TokenHome::File, keyring: Keyring::system() }
    }

    /// Where the tokens go from the next write on, and which keyring holds those that are there already.
    #[must_use]
    pub fn kept_in(self, home: TokenHome, keyring: Keyring) -> Self {
        Self { home, keyring, ..self }
    }

    // The error texts hold paths and codes, never the content.
    fn failed(&self, why: impl std::fmt::Display) -> TokenStoreError {
        TokenStoreError::At(format!("{}: {why}", self.path.display()))
    }

    fn read_file(&self) -> Result<Option<Stored>, TokenStoreError> {
        let bytes = read_secret(&*self.disk, &self.path).map_err(|error| self.failed(error.problem().code()))?;
        let Some(bytes) = bytes else { return Ok(None) };
        let stored: Stored = serde_json::from_slice(&bytes).map_err(|error| self.failed(error.classify_text()))?;
        if stored.v > VERSION_KEYRING {
            return Err(self.failed(format!("version {}", stored.v)));
        }
        Ok(Some(stored))
    }

    fn write_file(&self, stored: &Stored) -> Result<(), TokenStoreError> {
        let bytes = serde_json::to_vec(stored).map_err(|error| self.failed(error.classify_text()))?;
        self.disk.create_dir_all(&self.dir).map_err(|error| self.failed(error.problem().code()))?;
        write_secret(&*self.disk, &self.path, &bytes).map_err(|error| self.failed(error.problem().code()))
    }

    /// The place that counts now; `None`: none, or a file without a meaning, which the login that is to mend it
    /// replaces. Who may read the file does not matter here.
    fn place_now(&self) -> Result<Option<Place>, TokenStoreError> {
        match self.disk.read(&self.path, LARGEST) {
            Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok().and_then(|stored: Stored| stored.keyring)),
            Err(error) if error.is_not_found() || self.home == TokenHome::File => Ok(None),
            // Without knowing the place, the new pair might overwrite the old one, and then the file not be written.
            Err(error) => Err(self.failed(error.problem().code())),
        }
    }

    /// The place of an account that has none yet. Two folders may have accounts of one alias.
    fn first_place(&self) -> Place {
        let path = std::path::absolute(&self.path).unwrap_or_else(|_| self.path.clone());
        let id = Uuid::new_v5(&Uuid::NAMESPACE_URL, path.as_os_str().as_encoded_bytes());
        Place { name: format!("{} {id}", self.alias), second: false }
    }

    /// The pair at a place; `None`: it is not there, or half of it.
    fn pair_at(&self, place: &Place) -> Result<Option<[String; 2]>, TokenStoreError> {
        let [access, refresh] = place.entries().map(|entry| self.keyring.get(&entry));
        let unread = |error| match (self.home, error) {
            // The settings want it elsewhere already, so nothing is wrong with them; a login helps, and nothing else.
            (TokenHome::File, error @ KeyringError::NotBuilt) => of_fault(&error, Fault::Login),
            (_, error) => told(&error),
        };
        let pair = access.map_err(unread)?.zip(refresh.map_err(unread)?);
        Ok(pair.map(|(access, refresh)| [access, refresh]))
    }

    /// What was replaced is of no use to anybody; that it cannot be removed now harms nothing.
    fn forget(&self, place: &Place) {
        for entry in place.entries() {
            if let Err(error) = self.keyring.forget(&entry) {
                tracing::warn!(%error, "an old login stays in the keyring");
            }
        }
    }
}

fn told(error: &KeyringError) -> TokenStoreError {
    of_fault(error, error.fault())
}

fn of_fault(error: &KeyringError, fault: Fault) -> TokenStoreError {
    TokenStoreError::Told { problem: Box::new(error.problem()), fault }
}

impl<D: Disk> FileTokens<D> {
    /// Forgets the login: its account is no more.
    ///
    /// # Errors
    /// The file cannot be removed.
    pub fn leave(&self) -> Result<(), DiskError> {
        let place = self.place_now().ok().flatten();
        remove_if_there(&*self.disk, &self.path)?;
        if let Some(place) = place {
            self.forget(&place);
        }
        Ok(())
    }
}

impl<D: Disk> TokenStore for FileTokens<D> {
    fn ready(&self) -> Result<(), TokenStoreError> {
        match self.home {
            TokenHome::File => Ok(()),
            TokenHome::Keyring => self.keyring.ready().map_err(|error| told(&error)),
        }
    }

    fn read(&self) -> Result<Option<Credentials>, TokenStoreError> {
        self.ready()?;
        for _ in 0..LOOKS {
            let Some(mut stored) = self.read_file()? else { return Ok(None) };
            let Some(place) = &stored.keyring else { return Ok(Some(stored.into())) };
            if let Some([access, refresh]) = self.pair_at(place)? {
                stored.access_token = access;
                stored.refresh_token = refresh;
                return Ok(Some(stored.into()));
            }
        }
        let problem = Box::new(Problem::error(Key005 { alias: self.alias.as_str().into() }));
        Err(TokenStoreError::Told { problem, fault: Fault::Outage })
    }

    fn write(&self, credentials: &Credentials) -> Result<(), TokenStoreError> {
        let before = self.place_now()?;
        let mut stored = Stored::from(credentials.clone());
        if self.home == TokenHome::Keyring {
            let place = before.as_ref().map_or_else(|| self.first_place(), Place::other);
            let [access, refresh] = place.entries();
            self.keyring.set(&access, &std::mem::take(&mut stored.access_token)).map_err(|error| told(&error))?;
            self.keyring.set(&refresh, &std::mem::take(&mut stored.refresh_token)).map_err(|error| told(&error))?;
            (stored.v, stored.keyring) = (VERSION_KEYRING, Some(place));
        }
        self.write_file(&stored)?;
        if let Some(place) = before {
            self.forget(&place);
        }
        Ok(())
    }

    fn take_turn(&self) -> Result<Option<Turn>, TokenStoreError> {
        self.ready()?;
        let lock = Lock::try_acquire(&*self.disk, &self.dir, &self.alias);
        Ok(lock.map_err(|error| self.failed(error.problem().code()))?.map(Turn::new))
    }
}

/// What is wrong with a JSON text, without a piece of it.
trait ClassifyText {
    fn classify_text(&self) -> String;
}

impl ClassifyText for serde_json::Error {
    fn classify_text(&self) -> String {
        format!("{:?} error at line {}", self.classify(), self.line())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spool::RealDisk;

    #[test]
    fn i3_a_stored_pair_is_read_back_and_nobody_else_may_read_it() {
        let dir = tempfile::tempdir().unwrap();
        let store = FileTokens::new(Arc::new(RealDisk), &Folders::new(dir.path()), "sklep");
        assert_eq!(store.load(), Ok(None));
        let pair = TokenPair {
            access: Secret::new("A"),
            refresh: Secret::new("R"),
            expires_at: Timestamp::UNIX_EPOCH,
            scope: Some("orders".to_owned()),
        };
        store.store(&pair).unwrap();
        assert_eq!(store.load(), Ok(Some(pair)));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(&store.path).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_file_of_version_1_is_still_read() {
        let dir = tempfile::tempdir().unwrap();
        let disk = Arc::new(RealDisk);
        let store = FileTokens::new(disk.clone(), &Folders::new(dir.path()), "sklep");
        disk.create_dir_all(&store.dir).unwrap();
        let old = br#"{"v":1,"access_token":"A","refresh_token":"R","expires_at":"2026-01-01T12:00:00Z"}"#;
        write_secret(&*disk, &store.path, old).unwrap();
        let kept = store.read().unwrap().unwrap();
        assert_eq!(
            (kept.pair.refresh.expose(), kept.refreshed_at.to_string()),
            ("R", "2026-01-01T00:00:00Z".to_owned())
        );
        let kept = Credentials {
            issuer: Some(Issuer { host: "h".to_owned(), client_id: "c".to_owned() }),
            seller: Some(SellerAccount {
                id: "1".to_owned(),
                login: "l".to_owned(),
                company: None,
                tax_id: Some("n".to_owned()),
            }),
            ended: true,
            ..kept
        };
        store.write(&kept).unwrap();
        assert_eq!(store.read(), Ok(Some(kept)));
        write_secret(
            &*disk,
            &store.path,
            br#"{"v":4,"access_token":"A","refresh_token":"R","expires_at":"2026-01-01T12:00:00Z"}"#,
        )
        .unwrap();
        assert!(store.read().unwrap_err().to_string().ends_with("version 4"));
    }

    #[test]
    fn a_broken_file_is_an_error_that_does_not_repeat_it() {
        let dir = tempfile::tempdir().unwrap();
        let disk = Arc::new(RealDisk);
        let store = FileTokens::new(disk.clone(), &Folders::new(dir.path()), "sklep");
        disk.create_dir_all(store.path.parent().unwrap()).unwrap();
        write_secret(&*disk, &store.path, b"{\"v\":1,\"access_token\":\"eyJTOPSECRET\"").unwrap();
        let error = store.load().unwrap_err();
        assert!(!error.to_string().contains("TOPSECRET"), "{error}");
    }

    /// The contract of a store, wherever it keeps its tokens.
    fn keeps_the_last_pair(home: TokenHome) {
        let dir = tempfile::tempdir().unwrap();
        let keyring = Keyring::of(keyring_core::mock::Store::new().unwrap());
        let store =
            || FileTokens::new(Arc::new(RealDisk), &Folders::new(dir.path()), "sklep").kept_in(home, keyring.clone());
        assert_eq!(store().read(), Ok(None));
        for number in 1..=3 {
            let kept = numbered(number);
            store().write(&kept).unwrap();
            assert_eq!(store().read(), Ok(Some(kept)), "{home:?} {number}");
        }
        let turn = store().take_turn().unwrap();
        assert!(turn.is_some() && store().take_turn().unwrap().is_none(), "{home:?}");
    }

    fn numbered(number: u32) -> Credentials {
        Credentials::of(TokenPair {
            access: Secret::new(format!("ACCESS{number}")),
            refresh: Secret::new(format!("REFRESH{number}")),
            expires_at: Timestamp::UNIX_EPOCH,
            scope: None,
        })
    }

    #[test]
    fn i3_files_and_keyring_keep_the_last_pair() {
        keeps_the_last_pair(TokenHome::File);
        keeps_the_last_pair(TokenHome::Keyring);
    }

    /// A store in the keyring that holds the first pair, with its keyring.
    fn in_keyring(dir: &std::path::Path) -> (FileTokens<RealDisk>, Keyring) {
        let keyring = Keyring::of(keyring_core::mock::Store::new().unwrap());
        let files = FileTokens::new(Arc::new(RealDisk), &Folders::new(dir), "sklep");
        let store = files.kept_in(TokenHome::Keyring, keyring.clone());
        store.write(&numbered(1)).unwrap();
        (store, keyring)
    }

    #[test]
    fn i10_with_a_keyring_no_token_is_in_a_file_and_an_old_one_is_nowhere() {
        let dir = tempfile::tempdir().unwrap();
        let (store, keyring) = in_keyring(dir.path());
        let first = store.first_place();
        assert_eq!(keyring.get(&first.entries()[1]), Ok(Some("REFRESH1".to_owned())));
        store.write(&numbered(2)).unwrap();
        let file = std::fs::read_to_string(&store.path).unwrap();
        assert!(!file.contains("ACCESS") && !file.contains("REFRESH"), "{file}");
        assert_eq!(first.entries().map(|entry| keyring.get(&entry)), [Ok(None), Ok(None)]);
    }

    #[test]
    fn a_login_moves_with_the_setting_and_leaves_nothing_behind() {
        let dir = tempfile::tempdir().unwrap();
        let (store, keyring) = in_keyring(dir.path());
        let place = store.first_place();
        let store = store.kept_in(TokenHome::File, keyring.clone());
        assert_eq!(store.read(), Ok(Some(numbered(1))), "it is found where it is");
        store.write(&numbered(2)).unwrap();
        assert_eq!(place.entries().map(|entry| keyring.get(&entry)), [Ok(None), Ok(None)]);
        let store = store.kept_in(TokenHome::Keyring, keyring);
        assert_eq!(store.read(), Ok(Some(numbered(2))));
        store.write(&numbered(3)).unwrap();
        assert!(!std::fs::read_to_string(&store.path).unwrap().contains("ACCESS"));
        assert_eq!(store.read(), Ok(Some(numbered(3))));
    }

    #[test]
    fn i3_a_crash_between_keyring_and_file_leaves_the_old_pair() {
        let dir = tempfile::tempdir().unwrap();
        let (store, _keyring) = in_keyring(dir.path());
        // The folder's place is taken by a file: the keyring takes the new pair, and the file cannot be written.
        let (disk, hidden) = (RealDisk, dir.path().join("hidden"));
        disk.rename(&store.dir, &hidden).unwrap();
        write_secret(&disk, &store.dir, b"").unwrap();
        assert!(store.write(&numbered(2)).is_err());
        disk.remove_file(&store.dir).unwrap();
        disk.rename(&hidden, &store.dir).unwrap();
        assert_eq!(store.read(), Ok(Some(numbered(1))));
    }

    #[test]
    fn what_the_keyring_lost_is_said() {
        let dir = tempfile::tempdir().unwrap();
        let (store, keyring) = in_keyring(dir.path());
        keyring.forget(&store.first_place().entries()[0]).unwrap();
        assert_eq!(store.read().unwrap_err().problem().code(), "KEY-005");
    }
}
