//! The companies of a working folder with the folders that they have for good: `state/companies.json`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Company, Failure, Workplace};
use crate::core::message::text::{Cli007, Set032, Wrk001, Wrk002, Wrk003, Wrk004, Wrk005};
use crate::core::problem::Problem;
use crate::core::register::{self, BELOW, Configured, Doubt, Register, Seated, Used, VERSION};
use crate::core::settings::{self, Engine, Settings};
use crate::ledger::{self, Ledger, Mark};
use crate::spool::disk::exists;
use crate::spool::names::is_candidate;
use crate::spool::{Disk, DiskError, Folders, replace};

/// The register's file in `state/`.
const FILE: &str = "companies.json";
/// It has a line or three for each company.
const FILE_MAX: u64 = 1 << 20;
/// What a base of the sandbox's begins with in the register.
pub(super) const SANDBOX_BASE: &str = "sandbox:";
/// The sandbox's file where the settings name none.
const SANDBOX: &str = "sandbox.sqlite3";

impl Workplace {
    /// Every company with its folders, which are noted and made where they are new. Where they cannot be made, or it is not
    /// known which they are, that is told when the company has its turn.
    ///
    /// # Errors
    /// The settings name no company, or it cannot be read or written which folder is whose.
    pub fn companies(&self) -> Result<Vec<Company>, Failure> {
        let seated = self.seated()?;
        self.note(&seated.register)?;
        let mut companies = self.with_folders(&seated)?;
        for company in companies.iter_mut().filter(|company| company.unmade.is_none()) {
            company.unmade = company.folders.create(&*self.disk).err().map(Failure::from);
        }
        Ok(companies)
    }

    /// Notes and makes the folders of companies that came since the last look, and of no others: a folder that is away is away.
    ///
    /// # Errors
    /// As [`Workplace::companies`].
    pub(super) fn welcome(&self) -> Result<(), Failure> {
        let noted = self.register()?;
        let is_new = |company: &Company| !noted.companies.iter().any(|entry| entry.name == company.name);
        let seated = self.seated()?;
        self.note(&seated.register)?;
        for company in self.with_folders(&seated)?.iter().filter(|company| is_new(company) && company.ready().is_ok()) {
            company.folders.create(&*self.disk)?;
        }
        Ok(())
    }

    /// Every company with its folders, whether they are there or not; writes nothing.
    ///
    /// # Errors
    /// As [`Workplace::companies`].
    pub fn companies_as_they_are(&self) -> Result<Vec<Company>, Failure> {
        self.with_folders(&self.seated()?)
    }

    /// Every company that has its folders; why another one has none, is told with what holds up its work. Writes nothing.
    ///
    /// # Errors
    /// As [`Workplace::companies`].
    pub(super) fn companies_ready(&self) -> Result<Vec<Company>, Failure> {
        let mut companies = self.companies_as_they_are()?;
        companies.retain(|company| company.ready().is_ok());
        Ok(companies)
    }

    /// A company by its name, whether its folders are there or not.
    ///
    /// # Errors
    /// As [`Workplace::companies`], and there is none of that name.
    pub fn company(&self, name: &str) -> Result<Company, Failure> {
        let found = self.companies_as_they_are()?.into_iter().find(|company| company.name == name);
        found.ok_or_else(|| Failure::usage(Problem::error(Cli007)))
    }

    fn with_folders(&self, seated: &Seated) -> Result<Vec<Company>, Failure> {
        if self.settings.companies.is_empty() {
            return Err(Failure::usage(Problem::error(Cli007)));
        }
        let company = |(name, settings): (&String, &settings::Company)| {
            let unmade = seated.doubts.get(name).map(|doubt| Failure::usage(doubt_told(name, doubt)));
            let own = register::below(name);
            let folders = self.folders_at(seated.folder(name).unwrap_or(&own));
            let file =
                if settings.file.is_empty() { folders.state().join(SANDBOX) } else { self.dir.join(&settings.file) };
            Company { name: name.clone(), folders, settings: settings.clone(), file, unmade }
        };
        let mut companies: Vec<Company> = self.settings.companies.iter().map(company).collect();
        refuse_shared_files(&mut companies);
        Ok(companies)
    }

    /// Who has which folder, from what was noted and what lies there.
    ///
    /// # Errors
    /// What was noted cannot be read.
    pub(super) fn seated(&self) -> Result<Seated, Failure> {
        let noted = self.register()?;
        Ok(register::seat(&noted, &configured(&self.settings), &self.used(&noted)?))
    }

    /// What was noted; nothing where nothing was.
    pub(super) fn register(&self) -> Result<Register, Failure> {
        let path = self.register_file();
        let bytes = match self.disk.read(&path, FILE_MAX) {
            Ok(bytes) => bytes,
            Err(error) if error.is_not_found() => return Ok(Register::default()),
            Err(error) => return Err(error.into()),
        };
        let spoilt = || Failure::usage(Problem::error(Wrk001 { file: path.as_path().into() }));
        let register: Register = serde_json::from_slice(&bytes).map_err(|_| spoilt())?;
        if register.version > VERSION {
            return Err(Failure::usage(Problem::error(Wrk002 { file: path.as_path().into() })));
        }
        if register.is_sound() { Ok(register) } else { Err(spoilt()) }
    }

    /// Writes down who has which folder, where that is news.
    pub(super) fn note(&self, register: &Register) -> Result<(), Failure> {
        if self.register()? == *register {
            return Ok(());
        }
        let path = self.register_file();
        self.disk.create_dir_all(&Folders::new(&self.dir).state())?;
        // Texts and a number, which JSON can always hold.
        Ok(replace(&*self.disk, &path, &serde_json::to_vec_pretty(register).unwrap_or_default())?)
    }

    fn register_file(&self) -> PathBuf {
        Folders::new(&self.dir).state().join(FILE)
    }

    /// Where there is something, or was once, besides the folders that are a company's in any case.
    fn used(&self, noted: &Register) -> Result<Used, Failure> {
        let is_settled = |folder: &str| {
            let mut owners = noted.companies.iter().filter(|entry| entry.folder == folder);
            owners.any(|entry| self.settings.companies.contains_key(&entry.name))
        };
        let is_used = |folder: &str| !is_settled(folder) && is_used(&*self.disk, &self.folders_at(folder));
        let is_claimed = noted.companies.iter().any(|entry| entry.folder.is_empty());
        let names = listed(&*self.disk, &self.dir.join(BELOW))?.into_iter().map(|name| format!("{BELOW}/{name}"));
        let folders: Vec<String> =
            std::iter::once(String::new()).chain(names).filter(|folder| is_used(folder)).collect();
        let root = folders.iter().any(String::is_empty);
        let below = folders.iter().filter_map(|folder| Some(folder.split_once('/')?.1.to_owned())).collect();
        let unfinished =
            folders.iter().filter(|folder| waits(&*self.disk, &self.folders_at(folder))).cloned().collect();
        Ok(Used {
            root,
            root_of: if root && !is_claimed { self.company_in(&self.folders_at("")) } else { None },
            below,
            unfinished,
        })
    }

    /// Folders that are no company's, by their places below the working folder.
    pub(super) fn left_folders(&self) -> Vec<String> {
        self.seated().map(|seated| seated.left.into_iter().map(|left| left.folder).collect()).unwrap_or_default()
    }

    /// Folders by their place below the working folder.
    pub(super) fn folders_at(&self, folder: &str) -> Folders {
        Folders::new(
            folder.split('/').filter(|part| !part.is_empty()).fold(self.dir.clone(), |path, part| path.join(part)),
        )
    }

    /// The company whose accounts' orders a ledger knows, else whose base was written into last. A ledger that cannot be read
    /// says nothing.
    pub(super) fn company_in(&self, folders: &Folders) -> Option<String> {
        let ledger = Ledger::open(&folders.state().join(ledger::FILE)).ok()?;
        let accounts = ledger.accounts().ok()?;
        let owners: BTreeSet<&str> = accounts.iter().filter_map(|alias| self.settings.company_of(alias)).collect();
        if let [only] = owners.iter().collect::<Vec<_>>()[..] {
            return Some((*only).to_owned());
        }
        let base: crate::core::plan::BaseIdentity = serde_json::from_str(&ledger.mark("", Mark::Base).ok()??).ok()?;
        let is_of = |(_, company): &(&String, &settings::Company)| {
            company.engine == Engine::SqlServer && company.database.eq_ignore_ascii_case(&base.name)
        };
        let mut companies = self.settings.companies.iter().filter(is_of);
        let first = companies.next()?;
        companies.next().is_none().then(|| first.0.clone())
    }
}

/// The companies of the settings, as the register knows them.
pub(super) fn configured(settings: &Settings) -> Vec<Configured> {
    let one =
        |(name, company): (&String, &settings::Company)| Configured { name: name.clone(), base: base_of(company) };
    settings.companies.iter().map(one).collect()
}

/// Two companies with one file for their base, by whatever paths: neither works with it.
fn refuse_shared_files(companies: &mut [Company]) {
    let whole = |company: &Company| {
        let is_file = company.settings.engine == Engine::Sandbox;
        let path = company.file.canonicalize().or_else(|_| std::path::absolute(&company.file));
        is_file.then(|| path.unwrap_or_else(|_| company.file.clone()))
    };
    let files: Vec<Option<PathBuf>> = companies.iter().map(whole).collect();
    let names: Vec<String> = companies.iter().map(|company| company.name.clone()).collect();
    for (at, company) in companies.iter_mut().enumerate() {
        let same = |other: &usize| *other != at && files.get(*other) == files.get(at);
        let Some(base) = files.get(at).and_then(Option::as_ref) else { continue };
        if let Some(other) = (0..files.len()).find(same).and_then(|other| names.get(other)) {
            let (first, second) = (company.name.as_str().into(), other.into());
            company.unmade =
                Some(Failure::usage(Problem::error(Set032 { first, second, base: base.as_path().into() })));
        }
    }
}

/// Server and database, or the sandbox's file.
fn base_of(company: &settings::Company) -> String {
    match company.engine {
        Engine::Sandbox => format!("{SANDBOX_BASE}{}", company.file),
        Engine::SqlServer => format!("sqlserver:{}/{}", company.server, company.database).to_lowercase(),
    }
}

/// Was anything done in these folders, or does something wait? What cannot be looked into is not taken for empty.
fn is_used(disk: &dyn Disk, folders: &Folders) -> bool {
    exists(disk, &folders.state().join(ledger::FILE)).unwrap_or(true)
        || waits(disk, folders)
        || has_files(disk, &folders.errors())
}

/// Does something wait to be brought in, or was left by an importer that died?
fn waits(disk: &dyn Disk, folders: &Folders) -> bool {
    let claims = listed(disk, &folders.claimed()).map_or(true, |names| names.iter().any(|name| !name.starts_with('.')));
    claims || [folders.outbox(), folders.inbox()].iter().any(|folder| has_files(disk, folder))
}

fn has_files(disk: &dyn Disk, folder: &Path) -> bool {
    listed(disk, folder).map_or(true, |names| names.iter().any(|name| is_candidate(name.as_ref())))
}

/// Names in a folder; none where it is not there, or is none.
fn listed(disk: &dyn Disk, folder: &Path) -> Result<Vec<String>, DiskError> {
    match disk.list(folder) {
        Ok(entries) => Ok(entries.into_iter().filter_map(|entry| entry.name.into_string().ok()).collect()),
        Err(error) if error.is_not_found() || error.kind() == std::io::ErrorKind::NotADirectory => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// Why a company has no folder.
pub(super) fn doubt_told(name: &str, doubt: &Doubt) -> Problem {
    match doubt {
        Doubt::Renamed { from } => Problem::error(Wrk003 { company: name.into(), from: from.join(", ").into() }),
        Doubt::Device => Problem::error(Wrk004 { name: name.into() }),
        Doubt::Alike { other } => Problem::error(Wrk005 { name: name.into(), other: other.as_str().into() }),
    }
}
