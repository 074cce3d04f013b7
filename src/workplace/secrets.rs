//! Where each password and secret comes from, never what it is; and a new one that is put into its place.

use std::path::PathBuf;

use super::{Failure, Workplace, connect, letters, password};
use crate::core::message::text::PanelSecretUnknown;
use crate::core::problem::Problem;
use crate::core::settings::Engine;
use crate::spool::disk::exists;
use crate::spool::{Disk, Folders, write_secret};

/// No password is longer.
const LONGEST: usize = 1000;

/// A password or secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// What it opens.
    pub kind: SecretKind,
    /// Account or company; nothing for the mail.
    pub of: String,
    /// Where it was found.
    pub origin: SecretOrigin,
}

/// What a secret opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretKind {
    /// An application at Allegro.
    Allegro,
    /// A company's SQL Server.
    Optima,
    /// The mail server.
    Mail,
}

impl SecretKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Allegro, Self::Optima, Self::Mail];

    /// Its name in forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Allegro => "allegro",
            Self::Optima => "optima",
            Self::Mail => "mail",
        }
    }
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
    /// Those of every account and server, and that of the mail.
    #[must_use]
    pub fn secrets(&self) -> Vec<Secret> {
        let accounts = self.settings.accounts.keys().map(|alias| (SecretKind::Allegro, alias.clone()));
        let servers = self.settings.companies.iter().filter(|(_, company)| company.engine == Engine::SqlServer);
        let servers = servers.map(|(name, _)| (SecretKind::Optima, name.clone()));
        let all = accounts.chain(servers).chain([(SecretKind::Mail, String::new())]);
        all.map(|(kind, of)| {
            let origin = first_of(&*self.disk, self.secret_places(kind, &of));
            Secret { kind, of, origin }
        })
        .collect()
    }

    pub(super) fn secret_places(&self, kind: SecretKind, of: &str) -> (Vec<String>, Vec<PathBuf>) {
        let folders = Folders::new(&self.dir);
        match kind {
            SecretKind::Allegro => connect::secret_places(self, of),
            SecretKind::Optima => password::places(&folders, of),
            SecretKind::Mail => letters::places(&folders),
        }
    }

    /// Puts a secret into the file of its own, which nobody else may read.
    ///
    /// # Errors
    /// There is no such account or server, it cannot be a secret, or the disk refuses.
    pub fn keep_secret(&self, kind: SecretKind, of: &str, secret: &str) -> Result<(), Failure> {
        let is_known = self.secrets().iter().any(|known| known.kind == kind && known.of == of);
        let is_one = !secret.trim().is_empty() && secret.len() <= LONGEST && !secret.contains(char::is_control);
        let place = self.secret_places(kind, of).1.into_iter().next().filter(|_| is_known && is_one);
        let place = place.ok_or_else(|| Failure::usage(Problem::error(PanelSecretUnknown)))?;
        self.disk.create_dir_all(&Folders::new(&self.dir).state())?;
        Ok(write_secret(&*self.disk, &place, secret.as_bytes())?)
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
