//! The working folder: settings, tables, folders, the base, our state.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};

use super::base_password;
use super::ui::{Exit, Failure, Ui};
use crate::clock::SystemClock;
use crate::core::message::text::{Cli007, CompanyLeft};
use crate::core::message::{Catalogue, Language};
use crate::core::problem::{Fault, Problem};
use crate::core::settings::{Company, Engine, Settings};
use crate::core::tables::{Table, Tables};
use crate::ledger::{self, Ledger};
use crate::optima::Base;
use crate::optima::sandbox::Sandbox;
use crate::optima::server::{Access, SqlServer};
use crate::settings::file::{self, SettingsError};
use crate::settings::tables;
use crate::spool::{Disk, Folders, RealDisk, Written, replace, write_new};

/// The sandbox's file where the settings name none.
const SANDBOX: &str = "sandbox.sqlite3";

/// A folder that was set up.
#[derive(Debug)]
pub struct Workplace {
    /// The folder.
    pub dir: PathBuf,
    /// Its settings.
    pub settings: Settings,
    /// The disk.
    pub disk: Arc<RealDisk>,
    /// The machine's clock.
    pub clock: Arc<SystemClock>,
}

/// One Optima base with the folders that belong to it.
#[derive(Debug)]
pub struct Office {
    /// The company's name in the settings.
    pub name: String,
    /// Its folders.
    pub folders: Folders,
    /// How its base is reached.
    pub company: Company,
    file: PathBuf,
    /// Its folders could not be made.
    unmade: Option<Failure>,
}

impl Office {
    /// The base's file, or server and database.
    pub fn place(&self) -> String {
        match self.company.engine {
            Engine::Sandbox => self.file.display().to_string(),
            Engine::SqlServer => format!("{}/{}", self.company.server, self.company.database),
        }
    }

    /// Our state.
    pub fn ledger(&self) -> Result<Ledger, Failure> {
        self.made()?;
        Ok(Ledger::open(&self.folders.state().join(ledger::FILE))?)
    }
}

impl Office {
    /// A company without its folders waits; the others do not.
    fn made(&self) -> Result<(), Failure> {
        self.unmade.clone().map_or(Ok(()), Err)
    }
}

/// Companies that could not have their turn, with why. One's failure is one's: whoever walks through them goes on.
#[derive(Debug, Default)]
pub struct Failures(Vec<(String, Failure)>);

impl Failures {
    /// Keeps a company's failure.
    pub fn keep<T>(&mut self, company: &str, done: Result<T, Failure>) -> Option<T> {
        done.map_err(|failure| self.0.push((company.to_owned(), failure))).ok()
    }

    /// Had every company its turn?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first that happened.
    pub fn first(&self) -> Option<&Failure> {
        self.0.first().map(|(_, failure)| failure)
    }

    /// The worst that happened, beside what the work came to where it could be done.
    pub fn exit(&self, done: Exit) -> Exit {
        self.0.iter().map(|(_, failure)| failure.fault.into()).fold(done, Exit::max)
    }

    /// In words, on stderr.
    pub fn tell(&self, ui: &Ui) {
        for (company, failure) in &self.0 {
            super::ui::note(&ui.texts.say(CompanyLeft { company: company.as_str().into() }));
            ui.warn(&failure.problem);
        }
    }

    /// For programs: every one as `failures`, and the first as `error`.
    pub fn add_to(&self, value: &mut Value, ui: &Ui) {
        if let Some(first) = self.first() {
            value["error"] = ui.problem_json(&first.problem);
        }
        value["failures"] = self.json(ui).collect();
    }

    /// `{"company", "error"}` of each.
    pub fn json(&self, ui: &Ui) -> impl Iterator<Item = Value> {
        self.0
            .iter()
            .map(|(company, failure)| json!({ "company": company, "error": ui.problem_json(&failure.problem) }))
    }
}

impl Workplace {
    /// Opens a folder; without settings there is none.
    pub fn open(dir: &Path) -> Result<Self, Failure> {
        let settings = file::read(dir)?;
        Ok(Self::with(dir, settings))
    }

    /// For commands that need no state: settings if there are any, else the defaults.
    pub fn open_loosely(dir: &Path) -> Result<Self, Failure> {
        match file::read(dir) {
            Ok(settings) => Ok(Self::with(dir, settings)),
            Err(SettingsError::Missing { .. }) => Ok(Self::with(dir, Settings::default())),
            Err(error) => Err(error.into()),
        }
    }

    fn with(dir: &Path, settings: Settings) -> Self {
        Self { dir: dir.to_owned(), settings, disk: Arc::new(RealDisk), clock: Arc::new(SystemClock) }
    }

    /// Every company with its folders, which are made where they are missing; several have theirs below `companies/`. Where
    /// they cannot be made, that is told when the company has its turn.
    pub fn offices(&self) -> Result<Vec<Office>, Failure> {
        let mut offices = self.offices_as_they_are()?;
        for office in &mut offices {
            office.unmade = office.folders.create(&*self.disk).err().map(Failure::from);
        }
        Ok(offices)
    }

    /// Every company with its folders, whether they are there or not.
    pub fn offices_as_they_are(&self) -> Result<Vec<Office>, Failure> {
        if self.settings.companies.is_empty() {
            return Err(Failure { problem: Problem::error(Cli007), fault: Fault::Usage });
        }
        let office = |(name, company): (&String, &Company)| {
            let folders = if self.settings.companies.len() > 1 {
                Folders::for_company(&self.dir, name)
            } else {
                Folders::new(&self.dir)
            };
            let file =
                if company.file.is_empty() { folders.state().join(SANDBOX) } else { self.dir.join(&company.file) };
            Office { name: name.clone(), folders, company: company.clone(), file, unmade: None }
        };
        Ok(self.settings.companies.iter().map(office).collect())
    }

    /// The company that an account's orders go to.
    pub fn office_of<'o>(&self, offices: &'o [Office], alias: &str) -> Option<&'o Office> {
        let company = self.settings.company_of(alias)?;
        offices.iter().find(|office| office.name == company)
    }

    /// The mapping tables of a company. A table with a wrong row is not used: the last good ones stay in force, and every
    /// mistake is said. Without a last good one the command cannot go on.
    pub fn tables(&self, office: &Office, ui: &Ui) -> Result<Tables, Failure> {
        let (tables, problems) = tables::load_of(&Folders::new(&self.dir).mappings(), &office.name);
        let kept = office.folders.state().join("mappings");
        let Some(error) = problems.iter().find(|problem| problem.is_error()).cloned() else {
            self.keep_tables(&kept, &office.name)?;
            return Ok(tables);
        };
        for problem in &problems {
            ui.warn(problem);
        }
        let (last, mistakes) = tables::load_of(&kept, &office.name);
        if !kept.is_dir() || mistakes.iter().any(Problem::is_error) {
            return Err(Failure { problem: error, fault: Fault::Usage });
        }
        Ok(last)
    }

    /// The mapping tables for a command without state, those of the only account's company: a wrong row stops it.
    pub fn tables_strictly(&self, ui: &Ui) -> Result<Tables, Failure> {
        let company = self.settings.company_of(self.settings.default_alias()).unwrap_or_default();
        let (tables, problems) = tables::load_of(&Folders::new(&self.dir).mappings(), company);
        match problems.iter().find(|problem| problem.is_error()) {
            None => Ok(tables),
            Some(error) => {
                problems.iter().filter(|problem| *problem != error).for_each(|problem| ui.warn(problem));
                Err(Failure { problem: error.clone(), fault: Fault::Usage })
            }
        }
    }

    /// Copies the tables that are in force, for the day when one of them is spoilt.
    fn keep_tables(&self, kept: &Path, company: &str) -> Result<(), Failure> {
        let disk = &*self.disk;
        disk.create_dir_all(kept)?;
        for name in tables::files([company]) {
            let source = Folders::new(&self.dir).mappings().join(&name);
            let copy = kept.join(&name);
            match (std::fs::read(&source), std::fs::read(&copy)) {
                (Ok(now), Ok(before)) if now == before => {}
                (Ok(now), _) => {
                    copy.parent().map_or(Ok(()), |folder| disk.create_dir_all(folder))?;
                    replace(disk, &copy, &now)?;
                }
                (Err(_), Ok(_)) => disk.remove_file(&copy)?,
                (Err(_), Err(_)) => {}
            }
        }
        Ok(())
    }

    /// The base of a company, reached. What is risky about the connection is said once.
    pub async fn base(&self, office: &Office, ui: &Ui) -> Result<Base, Failure> {
        let once = |problem: &Problem| {
            if is_first(&office.name, problem.code()) {
                ui.warn(problem);
            }
        };
        if office.company.engine == Engine::SqlServer {
            self.access(office)?.risk().iter().for_each(once);
        }
        let base = self.base_quietly(office).await?;
        base.remarks().iter().for_each(once);
        Ok(base)
    }

    /// The base of a company, for those who say themselves what is risky.
    pub async fn base_quietly(&self, office: &Office) -> Result<Base, Failure> {
        office.made()?;
        match office.company.engine {
            Engine::Sandbox => {
                let base = Sandbox::open(&office.file, self.clock.clone())?;
                Ok(base.with_pattern(&office.company.pattern).into())
            }
            Engine::SqlServer => Ok(SqlServer::open(self.access(office)?).await?.into()),
        }
    }

    /// How a company's SQL Server is entered.
    pub fn access(&self, office: &Office) -> Result<Access, Failure> {
        let password = base_password::read(&*self.disk, &Folders::new(&self.dir), &office.name, &office.company)?;
        Ok(Access::new(&self.dir, &office.company, &password))
    }
}

/// Is this said for the first time about this company in this process? A service opens the connection often, and what is
/// risky about it is said at every start.
fn is_first(company: &str, code: &str) -> bool {
    static TOLD: Mutex<BTreeSet<(String, String)>> = Mutex::new(BTreeSet::new());
    TOLD.lock().unwrap_or_else(PoisonError::into_inner).insert((company.to_owned(), code.to_owned()))
}

/// The language that a folder's settings ask for, for messages about anything, mistakes in them too.
#[must_use]
pub fn language_of(dir: &Path) -> Option<Language> {
    file::read(dir).ok().map(|settings| settings.language)
}

/// What a new working folder begins with.
#[derive(Debug)]
pub struct Start {
    /// The settings file's text.
    pub settings: String,
    /// The mapping tables' bytes.
    pub tables: Vec<(Table, Vec<u8>)>,
}

impl Start {
    /// These settings, and the tables that explain themselves.
    #[must_use]
    pub fn new(settings: String, texts: &Catalogue) -> Self {
        let tables = Table::ALL.into_iter().map(|table| (table, tables::default_file(table, texts))).collect();
        Self { settings, tables }
    }
}

/// Makes a working folder, and says what is new. What is there stays as it is.
pub fn set_up(disk: RealDisk, dir: &Path, start: &Start) -> Result<Vec<(String, Written)>, Failure> {
    let folders = Folders::new(dir);
    folders.create(&disk)?;
    let mut made =
        vec![(file::FILE_NAME.to_owned(), write_new(&disk, dir, file::FILE_NAME, start.settings.as_bytes())?)];
    for (table, bytes) in &start.tables {
        let written = write_new(&disk, &folders.mappings(), table.file_name(), bytes)?;
        made.push((format!("mappings/{}", table.file_name()), written));
    }
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::template::{self, Answers};

    #[test]
    fn the_last_good_tables_stay_in_force() {
        let folder = tempfile::tempdir().unwrap();
        let (root, mappings) = (folder.path(), folder.path().join("mappings"));
        replace(&RealDisk, &root.join(file::FILE_NAME), template::settings(&Answers::default()).as_bytes()).unwrap();
        RealDisk.create_dir_all(&mappings).unwrap();
        let products = |text: &str| replace(&RealDisk, &mappings.join("products.csv"), text.as_bytes()).unwrap();
        let place = Workplace::open(root).unwrap();
        let (offices, ui) = (place.offices().unwrap(), Ui::new(Catalogue::new(Language::Polish), true));
        let code = || {
            let tables = place.tables(&offices[0], &ui).map_err(|failure| failure.problem.code().to_owned())?;
            Ok::<_, String>(tables.products["1"].code.clone().unwrap())
        };
        products("oferta;kod\n1;5,9E+12\n");
        assert_eq!(code(), Err("TAB-005".to_owned()), "nothing good is known yet");
        products("oferta;kod\n1;A\n");
        assert_eq!(code().unwrap(), "A");
        products("oferta;kod\n1;B\n1;C\n");
        assert_eq!(code().unwrap(), "A");
        products("oferta;kod\n1;B\n");
        assert_eq!(code().unwrap(), "B");
        RealDisk.create_dir_all(&mappings.join("firma")).unwrap();
        let own = |text: &str| replace(&RealDisk, &mappings.join("firma/products.csv"), text.as_bytes()).unwrap();
        own("oferta;kod\n1;C\n");
        assert_eq!(code().unwrap(), "C", "the company's own row is before that of all");
        own("oferta;kod\n1;5,9E+12\n");
        assert_eq!(code().unwrap(), "C");
        own("oferta;kod\n2;D\n");
        assert_eq!(code().unwrap(), "B");
    }
}
