//! What is in the wrong place, or waits for a word about a name, and putting it right: `workplace adopt`.

use std::path::{Path, PathBuf};

use super::companies::{configured, doubt_told};
use super::{Company, Failure, Workplace};
use crate::core::message::text::{Wrk006, Wrk007, Wrk008, Wrk009, Wrk011, Wrk012, Wrk013, Wrk014};
use crate::core::problem::Problem;
use crate::core::register::{Doubt, Left, Seated};
use crate::ledger::{self, Ledger};
use crate::spool::{Disk as _, Folders, Lock, join, names};

/// One at a time.
const LOCK: &str = "adopt";

/// What a person says.
#[derive(Clone, Debug, Default)]
pub struct AdoptWish {
    /// About this company alone; none: what is beyond doubt.
    pub company: Option<String>,
    /// The company that it was, or the folder that is its own too.
    pub from: Option<String>,
    /// It is what its name says, and no other one's other name.
    pub new: bool,
}

/// A folder where there is something that nobody works with.
#[derive(Clone, Debug, PartialEq)]
pub struct Misplaced {
    /// As a person names it: `companies/NAME`, or `.`.
    pub folder: String,
    /// The company of the settings that it is of beyond doubt.
    pub of: Option<String>,
    /// What to do.
    pub problem: Problem,
}

/// A company that may be another one under another name.
#[derive(Clone, Debug, PartialEq)]
pub struct Unnamed {
    /// It.
    pub company: String,
    /// Whose other name it may be.
    pub candidates: Vec<String>,
    /// What to do.
    pub problem: Problem,
}

/// What was done.
#[derive(Clone, Debug, PartialEq)]
pub enum Adopted {
    /// A company goes on under another name.
    Renamed {
        /// Its name before.
        from: String,
        /// Its name now.
        company: String,
        /// Its folder.
        folder: PathBuf,
    },
    /// A company begins.
    Begun {
        /// Its name.
        company: String,
        /// Its folder.
        folder: PathBuf,
    },
    /// A folder was joined with a company's own.
    Joined {
        /// It.
        folder: PathBuf,
        /// The company.
        company: String,
        /// So many files moved.
        files: u64,
        /// So many orders were unknown there, or had their document only here.
        orders: u64,
    },
}

impl Workplace {
    /// Folders where there is something that nobody works with: each with what to do.
    ///
    /// # Errors
    /// It is not known which company has which folder.
    pub fn misplaced(&self) -> Result<Vec<Misplaced>, Failure> {
        let seated = self.seated()?;
        let told = |left: &Left| {
            let problem = self.told(&seated, left)?;
            let of = left.of.clone().filter(|of| self.settings.companies.contains_key(of));
            Some(Misplaced { folder: shown(&left.folder).to_owned(), of, problem })
        };
        Ok(seated.left.iter().filter_map(told).collect())
    }

    fn told(&self, seated: &Seated, left: &Left) -> Option<Problem> {
        let folders = self.folders_at(&left.folder);
        let (folder, name) = (folders.root(), shown(&left.folder));
        let Some(of) = &left.of else {
            return Some(Problem::error(Wrk007 { folder: folder.into(), name: name.into() }));
        };
        if self.settings.companies.contains_key(of) {
            return Some(Problem::error(Wrk006 { folder: folder.into(), company: of.into() }));
        }
        // Where it may be another company's other name, that is the question.
        let is_asked = |doubt: &Doubt| matches!(doubt, Doubt::Renamed { from } if from.contains(of));
        let asked = seated.doubts.values().any(is_asked);
        (!asked).then(|| Problem::error(Wrk008 { folder: folder.into(), company: of.into() }))
    }

    /// Companies that may be others under another name, each with the question.
    ///
    /// # Errors
    /// It is not known which company has which folder.
    pub fn unnamed(&self) -> Result<Vec<Unnamed>, Failure> {
        let asked = |(company, doubt): (String, Doubt)| {
            let problem = doubt_told(&company, &doubt);
            let Doubt::Renamed { from: candidates } = doubt else { return None };
            Some(Unnamed { company, candidates, problem })
        };
        Ok(self.seated()?.doubts.into_iter().filter_map(asked).collect())
    }

    /// Without a company: joins every folder that is beyond doubt a company's with that company's own. With one: answers what is
    /// asked about its name, or joins the folder that is named, and touches no other. Gives what was done, and what waits for a
    /// person still.
    ///
    /// # Errors
    /// There is no such company, nothing to be asked about it, or more than one answer; a folder or ledger cannot be read or
    /// written.
    pub fn adopt(&self, wish: &AdoptWish) -> Result<(Vec<Adopted>, Vec<Problem>), Failure> {
        let state = Folders::new(&self.dir).state();
        let busy = || Failure::usage(Problem::error(Wrk012));
        let _alone = Lock::try_acquire(&*self.disk, &state, LOCK)?.ok_or_else(busy)?;
        let seated = self.seated()?;
        // Before anything moves: what lies where says whose it is only as long as it lies there.
        self.note(&seated.register)?;
        let mut problems = Vec::new();
        let Some(name) = &wish.company else {
            let mut done = Vec::new();
            for left in &seated.left {
                match left.of.as_ref().filter(|of| self.settings.companies.contains_key(*of)) {
                    Some(of) => done.push(self.take_over(left, of, &mut problems)?),
                    None => problems.extend(self.told(&seated, left)),
                }
            }
            problems.extend(seated.doubts.iter().map(|(name, doubt)| doubt_told(name, doubt)));
            return Ok((done, problems));
        };
        if !self.settings.companies.contains_key(name) {
            return Err(Failure::usage(Problem::error(Wrk009 { company: name.into() })));
        }
        let done = match seated.doubts.get(name) {
            Some(Doubt::Renamed { from }) => vec![self.take_name(&seated, name, from, wish)?],
            Some(doubt) => return Err(Failure::usage(doubt_told(name, doubt))),
            None => self.take_folders(&seated, name, wish, &mut problems)?,
        };
        Ok((done, problems))
    }

    /// A person says whose other name it is, or that it is none.
    fn take_name(&self, seated: &Seated, name: &str, from: &[String], wish: &AdoptWish) -> Result<Adopted, Failure> {
        let mut register = seated.register.clone();
        let was = match (&wish.from, from) {
            _ if wish.new => None,
            (Some(said), _) if from.contains(said) => Some(said.clone()),
            (None, [only]) => Some(only.clone()),
            _ => {
                let (company, candidates) = (name.into(), from.join(", ").into());
                return Err(Failure::usage(Problem::error(Wrk013 { company, candidates })));
            }
        };
        match &was {
            Some(was) => register.rename(was, name),
            None => configured(&self.settings).iter().filter(|it| it.name == name).for_each(|it| register.begin(it)),
        }
        self.note(&register)?;
        let entry = register.companies.iter().find(|entry| entry.name == name);
        let folder = self.folders_at(entry.map_or("", |entry| &entry.folder)).root().to_owned();
        let company = name.to_owned();
        Ok(match was {
            Some(from) => Adopted::Renamed { from, company, folder },
            None => Adopted::Begun { company, folder },
        })
    }

    /// The folder that is named, of whomever; else those that are beyond doubt the company's.
    fn take_folders(
        &self,
        seated: &Seated,
        name: &str,
        wish: &AdoptWish,
        problems: &mut Vec<Problem>,
    ) -> Result<Vec<Adopted>, Failure> {
        let from = wish.from.as_deref().map(|said| self.below_dir(said));
        let is_meant = |left: &&Left| match &from {
            Some(said) => shown(&left.folder).eq_ignore_ascii_case(said) || left.of.as_ref() == Some(said),
            None => left.of.as_deref() == Some(name),
        };
        let mut done = Vec::new();
        for left in seated.left.iter().filter(is_meant) {
            done.push(self.take_over(left, name, problems)?);
        }
        if let (true, Some(from)) = (done.is_empty(), from) {
            let there: Vec<&str> = seated.left.iter().map(|left| shown(&left.folder)).collect();
            let told = Wrk014 { from: from.into(), folders: there.join(", ").into() };
            return Err(Failure::usage(Problem::error(told)));
        }
        if done.is_empty() {
            let folder = self.company(name)?.folders.root().to_owned();
            let told = Wrk011 { company: name.into(), folder: folder.as_path().into() };
            return Err(Failure::usage(Problem::error(told)));
        }
        Ok(done)
    }

    /// What a person calls a folder, as it is called here: with `/`, and below the working folder.
    fn below_dir(&self, said: &str) -> String {
        let path = Path::new(said);
        let below = path.strip_prefix(&self.dir).ok().filter(|_| path.is_absolute()).unwrap_or(path);
        let text = below.to_string_lossy().replace('\\', "/");
        let text = text.trim_start_matches("./").trim_end_matches('/');
        if text.is_empty() { ".".to_owned() } else { text.to_owned() }
    }

    /// The ledger first, by order; then the files; the old ledger stays beside, under another name.
    fn take_over(&self, left: &Left, name: &str, problems: &mut Vec<Problem>) -> Result<Adopted, Failure> {
        let company: Company = self.company(name)?;
        company.ready()?;
        let from = self.folders_at(&left.folder);
        company.folders.create(&*self.disk)?;
        let old = from.state().join(ledger::FILE);
        let mut orders = 0;
        if old.is_file() {
            let joined = company.ledger()?.join(&Ledger::open(&old)?)?;
            orders = joined.orders;
            problems.extend(joined.problems);
        }
        let files = join(&*self.disk, &from, &company.folders)?;
        self.put_aside(&from, &old)?;
        let mut register = self.register()?;
        register.companies.retain(|entry| entry.folder != left.folder);
        self.note(&register)?;
        Ok(Adopted::Joined { folder: from.root().to_owned(), company: company.name, files, orders })
    }

    fn put_aside(&self, from: &Folders, old: &Path) -> Result<(), Failure> {
        if !old.is_file() {
            return Ok(());
        }
        let state = from.state();
        let name = names::free_name(&*self.disk, &state, format!("{}.joined", ledger::FILE).as_ref())?;
        self.disk.rename_new(old, &state.join(name))?;
        Ok(self.disk.sync_dir(&state)?)
    }

    /// Ledgers that were joined with others and stay beside, with the folders where they lie. What cannot be opened is left out.
    pub(super) fn joined_ledgers(&self) -> Vec<(Folders, Ledger)> {
        let mark = format!("{}.", ledger::FILE);
        let is_joined = |name: &str| name.starts_with(&mark) && name.contains("joined") && !name.ends_with("-journal");
        let below = self.disk.list(&self.dir.join(crate::core::register::BELOW)).unwrap_or_default();
        let below = below.into_iter().map(|entry| self.dir.join(crate::core::register::BELOW).join(entry.name));
        let mut found = Vec::new();
        for folders in std::iter::once(self.dir.clone()).chain(below).map(Folders::new) {
            for entry in self.disk.list(&folders.state()).unwrap_or_default() {
                if entry.name.to_str().is_some_and(is_joined) {
                    found.extend(Ledger::open(&folders.state().join(entry.name)).ok().map(|it| (folders.clone(), it)));
                }
            }
        }
        found
    }
}

/// A folder as a person names it: `companies/NAME`, or `.` for the working folder itself.
fn shown(folder: &str) -> &str {
    if folder.is_empty() { "." } else { folder }
}
