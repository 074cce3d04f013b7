//! Token pairs in files: what `allegro` needs kept, kept by `spool`.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::allegro::port::SellerAccount;
use crate::allegro::tokens::{Credentials, Issuer, Secret, TokenPair, TokenStore, TokenStoreError, Turn};
use crate::core::problem::Explain as _;
use crate::spool::{Disk, Folders, Lock, read_secret, write_secret};

/// Version of the file. 1 had the pair alone.
const VERSION: u32 = 2;

/// The login of one account in `state/tokens/ALIAS.json`, mode 0600, durable before it is used.
#[derive(Debug)]
pub struct FileTokens<D> {
    disk: Arc<D>,
    dir: PathBuf,
    path: PathBuf,
    alias: String,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    v: u32,
    access_token: String,
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
    /// The store of an account; nothing is read yet. `alias` is one that the settings allow.
    pub fn new(disk: Arc<D>, folders: &Folders, alias: &str) -> Self {
        let dir = folders.state().join("tokens");
        Self { disk, path: dir.join(format!("{alias}.json")), dir, alias: alias.to_owned() }
    }

    // The error texts hold paths and codes, never the content.
    fn failed(&self, why: impl std::fmt::Display) -> TokenStoreError {
        TokenStoreError(format!("{}: {why}", self.path.display()))
    }
}

impl<D: Disk> TokenStore for FileTokens<D> {
    fn read(&self) -> Result<Option<Credentials>, TokenStoreError> {
        let bytes = read_secret(&*self.disk, &self.path).map_err(|error| self.failed(error.problem().code()))?;
        let Some(bytes) = bytes else { return Ok(None) };
        let stored: Stored = serde_json::from_slice(&bytes).map_err(|error| self.failed(error.classify_text()))?;
        if stored.v > VERSION {
            return Err(self.failed(format!("version {}", stored.v)));
        }
        Ok(Some(stored.into()))
    }

    fn write(&self, credentials: &Credentials) -> Result<(), TokenStoreError> {
        let bytes = serde_json::to_vec(&Stored::from(credentials.clone()))
            .map_err(|error| self.failed(error.classify_text()))?;
        self.disk.create_dir_all(&self.dir).map_err(|error| self.failed(error.problem().code()))?;
        write_secret(&*self.disk, &self.path, &bytes).map_err(|error| self.failed(error.problem().code()))
    }

    fn take_turn(&self) -> Result<Option<Turn>, TokenStoreError> {
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
            br#"{"v":3,"access_token":"A","refresh_token":"R","expires_at":"2026-01-01T12:00:00Z"}"#,
        )
        .unwrap();
        assert!(store.read().unwrap_err().0.ends_with("version 3"));
    }

    #[test]
    fn a_broken_file_is_an_error_that_does_not_repeat_it() {
        let dir = tempfile::tempdir().unwrap();
        let disk = Arc::new(RealDisk);
        let store = FileTokens::new(disk.clone(), &Folders::new(dir.path()), "sklep");
        disk.create_dir_all(store.path.parent().unwrap()).unwrap();
        write_secret(&*disk, &store.path, b"{\"v\":1,\"access_token\":\"eyJTOPSECRET\"").unwrap();
        let error = store.load().unwrap_err();
        assert!(!error.0.contains("TOPSECRET"), "{error}");
    }
}
