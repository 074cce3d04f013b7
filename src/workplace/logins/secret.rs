//! The application's secret, where the environment does not have it.

use std::path::PathBuf;

use crate::allegro::tokens::Secret;
use crate::spool::{Disk, Folders, SpoolError, read_secret};

/// Where the secret is looked for: the account's own file, then that of all accounts. `folders` are those of the
/// working folder.
#[must_use]
pub fn secret_files(folders: &Folders, alias: &str) -> [PathBuf; 2] {
    let state = folders.state();
    [state.join(format!("client-secret-{alias}")), state.join("client-secret")]
}

/// The secret in the first file that is there; white space around it does not count. `None`: there is no file.
///
/// # Errors
/// When a file is there and others may read it too (Unix), or it cannot be read.
pub fn read_client_secret(disk: &dyn Disk, folders: &Folders, alias: &str) -> Result<Option<Secret>, SpoolError> {
    for path in secret_files(folders, alias) {
        if let Some(bytes) = read_secret(disk, &path)? {
            let text = String::from_utf8_lossy(&bytes);
            let text = text.trim_start_matches('\u{feff}').trim();
            return Ok((!text.is_empty()).then(|| Secret::new(text)));
        }
    }
    Ok(None)
}
