//! Token pairs in files: what `allegro` needs kept, kept by `spool`.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::allegro::tokens::{Secret, TokenPair, TokenStore, TokenStoreError};
use crate::core::problem::Explain as _;
use crate::spool::{Disk, Folders, read_secret, write_secret};

/// Version of the file.
const VERSION: u32 = 1;

/// The pair of one account in `state/tokens/ALIAS.json`, mode 0600, durable before it is used.
#[derive(Debug)]
pub struct FileTokens<D> {
    disk: Arc<D>,
    path: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    v: u32,
    access_token: String,
    refresh_token: String,
    expires_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
}

impl<D: Disk> FileTokens<D> {
    /// The store of an account; nothing is read yet. `alias` is one that the settings allow.
    pub fn new(disk: Arc<D>, folders: &Folders, alias: &str) -> Self {
        Self { disk, path: folders.state().join("tokens").join(format!("{alias}.json")) }
    }
}

impl<D: Disk> TokenStore for FileTokens<D> {
    fn load(&self) -> Result<Option<TokenPair>, TokenStoreError> {
        // The error texts hold paths and codes, never the content.
        let failed = |why: String| TokenStoreError(format!("{}: {why}", self.path.display()));
        let bytes = read_secret(&*self.disk, &self.path).map_err(|error| failed(error.problem().code().to_owned()))?;
        let Some(bytes) = bytes else { return Ok(None) };
        let stored: Stored = serde_json::from_slice(&bytes).map_err(|error| failed(error.classify_text()))?;
        if stored.v > VERSION {
            return Err(failed(format!("version {}", stored.v)));
        }
        Ok(Some(TokenPair {
            access: Secret::new(stored.access_token),
            refresh: Secret::new(stored.refresh_token),
            expires_at: stored.expires_at,
            scope: stored.scope,
        }))
    }

    fn store(&self, pair: &TokenPair) -> Result<(), TokenStoreError> {
        let failed = |why: String| TokenStoreError(format!("{}: {why}", self.path.display()));
        let stored = Stored {
            v: VERSION,
            access_token: pair.access.expose().to_owned(),
            refresh_token: pair.refresh.expose().to_owned(),
            expires_at: pair.expires_at,
            scope: pair.scope.clone(),
        };
        let bytes = serde_json::to_vec(&stored).map_err(|error| failed(error.classify_text()))?;
        if let Some(dir) = self.path.parent() {
            self.disk.create_dir_all(dir).map_err(|error| failed(error.problem().code().to_owned()))?;
        }
        write_secret(&*self.disk, &self.path, &bytes).map_err(|error| failed(error.problem().code().to_owned()))
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
