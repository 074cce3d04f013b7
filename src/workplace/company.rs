//! One Optima base with the folders that belong to it.

use std::path::PathBuf;

use super::Failure;
use crate::core::settings::{self, Engine};
use crate::ledger::{self, Ledger};
use crate::spool::Folders;

/// One Optima base with the folders that belong to it.
#[derive(Clone, Debug)]
pub struct Company {
    /// Its name in the settings.
    pub name: String,
    /// Its folders.
    pub(super) folders: Folders,
    /// How its base is reached.
    pub(super) settings: settings::Company,
    pub(super) file: PathBuf,
    /// It has no folders, or they could not be made.
    pub(super) unmade: Option<Failure>,
}

impl Company {
    /// The base's file, or server and database.
    #[must_use]
    pub(super) fn place(&self) -> String {
        match self.settings.engine {
            Engine::Sandbox => self.file.display().to_string(),
            Engine::SqlServer => format!("{}/{}", self.settings.server, self.settings.database),
        }
    }

    /// Our state.
    ///
    /// # Errors
    /// The company has no folders, or the ledger cannot be opened.
    pub(super) fn ledger(&self) -> Result<Ledger, Failure> {
        self.ready()?;
        Ok(Ledger::open(&self.folders.state().join(ledger::FILE))?)
    }

    /// A company without its folders waits; the others do not.
    ///
    /// # Errors
    /// Why it waits.
    pub fn ready(&self) -> Result<(), Failure> {
        self.unmade.clone().map_or(Ok(()), Err)
    }
}
