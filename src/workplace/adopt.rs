//! What is in the wrong place, or waits for a word about a name, and putting it right: `workplace adopt`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::companies::{configured, doubt_told};
use super::{Company, Failure, Workplace};
use crate::core::message::text::{Wrk006, Wrk007, Wrk008, Wrk009, Wrk011};
use crate::core::problem::Problem;
use crate::core::register::{Doubt, Left, Seated};
use crate::ledger::{self, Ledger};
use crate::spool::{Disk as _, Folders, join, names};

/// What a person says.
#[derive(Clone, Debug, Default)]
pub struct AdoptWish {
    /// About this company alone.
    pub company: Option<String>,
    /// It is a new one, whatever speaks for another one's other name.
    pub new: bool,
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
    pub fn misplaced(&self) -> Result<Vec<Problem>, Failure> {
        let seated = self.seated()?;
        Ok(seated.left.iter().filter_map(|left| self.told(&seated, left)).collect())
    }

    fn told(&self, seated: &Seated, left: &Left) -> Option<Problem> {
        let folders = self.folders_at(&left.folder);
        let folder = folders.root();
        let Some(of) = &left.of else { return Some(Problem::error(Wrk007 { folder: folder.into() })) };
        if self.settings.companies.contains_key(of) {
            return Some(Problem::error(Wrk006 { folder: folder.into(), company: of.into() }));
        }
        // Where it may be another company's other name, that is the question.
        let asked = seated.doubts.values().any(|doubt| matches!(doubt, Doubt::Renamed { from } if from == of));
        (!asked).then(|| Problem::error(Wrk008 { folder: folder.into(), company: of.into() }))
    }

    /// Companies that may be others under another name, each with the question.
    ///
    /// # Errors
    /// It is not known which company has which folder.
    pub fn unnamed(&self) -> Result<Vec<(String, Problem)>, Failure> {
        let doubts = self.seated()?.doubts.into_iter();
        let asked = doubts.filter(|(_, doubt)| matches!(doubt, Doubt::Renamed { .. }));
        Ok(asked.map(|(name, doubt)| (name.clone(), doubt_told(&name, &doubt))).collect())
    }

    /// Does what a person says about names and folders, and joins what was left elsewhere with the company that it is of.
    /// Gives what was done, and what nobody can know but a person.
    ///
    /// # Errors
    /// There is no such company, or nothing to be asked about it; a folder or ledger cannot be read or written.
    pub fn adopt(&self, wish: &AdoptWish) -> Result<(Vec<Adopted>, Vec<Problem>), Failure> {
        if let Some(name) = wish.company.as_deref().filter(|name| !self.settings.companies.contains_key(*name)) {
            return Err(Failure::usage(Problem::error(Wrk009 { company: name.into() })));
        }
        let mut done = self.take_names(wish)?;
        let seated = self.seated()?;
        self.note(&seated.register)?;
        let mut problems = Vec::new();
        for left in &seated.left {
            match self.owner(left, wish) {
                Some(company) => done.push(self.take_over(left, &company?, &mut problems)?),
                // Who asks about one company is not told of the others.
                None if wish.company.is_some() => {}
                None => problems.extend(self.told(&seated, left)),
            }
        }
        match &wish.company {
            Some(name) if done.is_empty() => {
                let folder = self.company(name)?.folders.root().to_owned();
                let told = Wrk011 { company: name.into(), folder: folder.as_path().into() };
                Err(Failure::usage(Problem::error(told)))
            }
            _ => Ok((done, problems)),
        }
    }

    /// Names that wait for a word.
    fn take_names(&self, wish: &AdoptWish) -> Result<Vec<Adopted>, Failure> {
        let seated = self.seated()?;
        let (mut register, mut done) = (seated.register.clone(), Vec::new());
        let mut taken = BTreeSet::new();
        for (company, doubt) in &seated.doubts {
            let Doubt::Renamed { from } = doubt else { continue };
            if wish.company.as_ref().is_some_and(|wanted| wanted != company) {
                continue;
            }
            let name = company.clone();
            if wish.new {
                configured(&self.settings).iter().filter(|it| it.name == *company).for_each(|it| register.begin(it));
                done.push((None, name));
            } else if taken.insert(from.clone()) {
                register.rename(from, company);
                done.push((Some(from.clone()), name));
            }
        }
        self.note(&register)?;
        let folder = |name: &str| {
            let entry = register.companies.iter().find(|entry| entry.name == name);
            self.folders_at(entry.map_or("", |entry| &entry.folder)).root().to_owned()
        };
        let told = done.into_iter().map(|(from, company)| match from {
            Some(from) => Adopted::Renamed { from, folder: folder(&company), company },
            None => Adopted::Begun { folder: folder(&company), company },
        });
        Ok(told.collect())
    }

    /// Whose a folder is, by itself or because a person says so.
    fn owner(&self, left: &Left, wish: &AdoptWish) -> Option<Result<Company, Failure>> {
        let known = left.of.as_ref().filter(|of| self.settings.companies.contains_key(*of));
        let owner = match (&wish.company, known) {
            (Some(wanted), Some(known)) if wanted != known => return None,
            // Who only answers about a name says nothing of folders.
            (Some(_), None) if wish.new => return None,
            (Some(wanted), _) => wanted,
            (None, known) => known?,
        };
        Some(self.company(owner).and_then(|company| company.ready().map(|()| company)))
    }

    /// The ledger first, by order; then the files; the old ledger stays beside, under another name.
    fn take_over(&self, left: &Left, company: &Company, problems: &mut Vec<Problem>) -> Result<Adopted, Failure> {
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
        let folder = from.root().to_owned();
        Ok(Adopted::Joined { folder, company: company.name.clone(), files, orders })
    }

    fn put_aside(&self, from: &Folders, old: &std::path::Path) -> Result<(), Failure> {
        if !old.is_file() {
            return Ok(());
        }
        let state = from.state();
        let name = names::free_name(&*self.disk, &state, format!("{}.joined", ledger::FILE).as_ref())?;
        self.disk.rename_new(old, &state.join(name))?;
        Ok(self.disk.sync_dir(&state)?)
    }
}
