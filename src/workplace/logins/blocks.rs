//! The end of a block, kept in a file for the processes that come after.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::allegro::pace::Blocks;
use crate::spool::{Disk, Folders, replace};

/// Version of the file.
const VERSION: u32 = 1;
/// It has one line.
const LARGEST: u64 = 4096;

/// `state/allegro-blocked-CLIENT_ID.json`: Allegro counts requests per client id, so all accounts of one share it.
#[derive(Debug)]
pub struct FileBlocks<D> {
    disk: Arc<D>,
    path: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    v: u32,
    until: Timestamp,
}

impl<D: Disk> FileBlocks<D> {
    /// Of this application; `folders` are those of the working folder, not of one company.
    pub fn new(disk: Arc<D>, folders: &Folders, client_id: &str) -> Self {
        let id: String = client_id.chars().filter(char::is_ascii_alphanumeric).take(64).collect();
        Self { disk, path: folders.state().join(format!("allegro-blocked-{id}.json")) }
    }
}

impl<D: Disk> Blocks for FileBlocks<D> {
    fn until(&self) -> Option<Timestamp> {
        // A file that cannot be read blocks nobody: Allegro says 429 again if it must.
        let bytes = self.disk.read(&self.path, LARGEST).ok()?;
        let stored: Stored = serde_json::from_slice(&bytes).ok()?;
        (stored.v <= VERSION).then_some(stored.until)
    }

    fn block(&self, until: Timestamp) {
        let bytes = serde_json::to_vec(&Stored { v: VERSION, until }).unwrap_or_default();
        let dir = self.path.parent().unwrap_or(&self.path);
        let written = self.disk.create_dir_all(dir).and_then(|()| replace(&*self.disk, &self.path, &bytes));
        if let Err(error) = written {
            tracing::warn!(%error, "the block is not kept for other processes");
        }
    }
}
