//! Where each password and secret comes from; never what it is.

use std::path::PathBuf;

use super::{Workplace, connect, password};
use crate::core::settings::Engine;
use crate::spool::disk::exists;
use crate::spool::{Disk, Folders};

/// A password or secret, by the name of the account or company that it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// Account or company.
    pub of: String,
    /// Where it was found.
    pub origin: SecretOrigin,
}

/// Where a secret was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretOrigin {
    /// A variable of the environment.
    Environment(String),
    /// A file that only its owner reads.
    File(String),
    /// Nowhere.
    Missing,
}

impl Workplace {
    /// Those of every account and server.
    #[must_use]
    pub fn secrets(&self) -> Vec<Secret> {
        let accounts = self.settings.accounts.keys().map(|alias| (alias, connect::secret_places(self, alias)));
        let servers = self.settings.companies.iter().filter(|(_, company)| company.engine == Engine::SqlServer);
        let servers = servers.map(|(name, _)| (name, password::places(&Folders::new(&self.dir), name)));
        let all = accounts.chain(servers);
        all.map(|(of, places)| Secret { of: of.clone(), origin: first_of(&*self.disk, places) }).collect()
    }
}

/// The first place that has something. What it is, is not read.
fn first_of(disk: &dyn Disk, (variables, files): (Vec<String>, Vec<PathBuf>)) -> SecretOrigin {
    let is_set = |name: &String| std::env::var(name).is_ok_and(|value| !value.trim().is_empty());
    if let Some(name) = variables.into_iter().find(is_set) {
        return SecretOrigin::Environment(name);
    }
    let found = files.into_iter().find(|file| exists(disk, file).unwrap_or(false));
    found.map_or(SecretOrigin::Missing, |file| SecretOrigin::File(file.display().to_string()))
}
