//! The key of a folder's panel: who has it may come in.

use std::path::Path;

use super::Failure;
use crate::spool::{Disk as _, Folders, RealDisk, read_secret, write_secret};

/// Its file in `state/`.
const FILE: &str = "panel-token";
/// So long is a key.
const LENGTH: usize = 64;

/// The folder's key; made on first use, from random numbers that the caller brings. Only its owner may read it.
///
/// # Errors
/// The file cannot be read or written, others may read it, or there are no random numbers.
pub fn panel_key<E: From<Failure>>(dir: &Path, make: impl FnOnce() -> Result<String, E>) -> Result<String, E> {
    let state = Folders::new(dir).state();
    let path = state.join(FILE);
    let kept = read_secret(&RealDisk, &path).map_err(Failure::from)?;
    if let Some(known) = kept.and_then(|bytes| String::from_utf8(bytes).ok()) {
        let known = known.trim();
        if known.len() == LENGTH {
            return Ok(known.to_owned());
        }
    }
    let key = make()?;
    RealDisk.create_dir_all(&state).map_err(Failure::from)?;
    write_secret(&RealDisk, &path, key.as_bytes()).map_err(Failure::from)?;
    Ok(key)
}
