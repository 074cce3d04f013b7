//! The mapping tables that are in force.

use std::collections::BTreeMap;
use std::path::Path;

use super::table_files::TABLE_MAX;
use super::{Company, Failure, Workplace};
use crate::core::problem::{Fault, Problem, Severity};
use crate::core::tables::Tables;
use crate::settings::tables::{self, Loaded};
use crate::spool::{Disk as _, Folders, replace};

/// Where the tables lie that were in force last, in a company's `state/`.
const KEPT: &str = "mappings";

/// A row that waits to be filled in is no mistake.
fn is_worth_telling(problem: &Problem) -> bool {
    problem.severity > Severity::Note
}

/// The tables, if they can be used; what is wrong in them is told either way.
fn usable(
    loaded: Loaded,
    told: &mut Vec<Problem>,
    keep: impl FnOnce(&[String]) -> Result<(), Failure>,
) -> Result<Tables, Failure> {
    let Loaded { tables, problems, refused, unusable } = loaded;
    told.extend(problems.into_iter().filter(|problem| is_worth_telling(problem) && unusable.as_ref() != Some(problem)));
    match unusable {
        Some(problem) => Err(Failure { problem, fault: Fault::Refused }),
        None => keep(&refused).map(|()| tables),
    }
}

impl Workplace {
    /// The mapping tables of a company. Of one with a wrong row the last good version stays in force, and every mistake is
    /// `told`. Without a last good version the work cannot go on.
    pub fn tables(&self, company: &Company, told: &mut Vec<Problem>) -> Result<Tables, Failure> {
        let kept = company.folders.state().join(KEPT);
        let loaded = tables::load_with(&Folders::new(&self.dir).mappings(), Some(&kept), &company.name);
        let tables = usable(loaded, told, |refused| self.keep_tables(&kept, &company.name, refused))?;
        Ok(tables)
    }

    /// The mapping tables for a command without state, those of the only account's company; nothing is kept.
    pub fn tables_at_hand(&self, told: &mut Vec<Problem>) -> Result<Tables, Failure> {
        let alias = self.settings.default_alias();
        let companies = self.companies_as_they_are().unwrap_or_default();
        let kept = self.company_of(&companies, alias).map(|company| company.folders.state().join(KEPT));
        let company = self.settings.company_of(alias).unwrap_or_default();
        let loaded = tables::load_with(&Folders::new(&self.dir).mappings(), kept.as_deref(), company);
        usable(loaded, told, |_| Ok(()))
    }

    /// The mapping tables of a company as far as they can be read, for who asks what they lack; nothing is kept.
    pub fn tables_as_they_are(&self, company: &Company, told: &mut Vec<Problem>) -> Tables {
        let kept = company.folders.state().join(KEPT);
        let loaded = tables::load_with(&Folders::new(&self.dir).mappings(), Some(&kept), &company.name);
        for problem in loaded.problems.into_iter().filter(is_worth_telling) {
            // Those of everybody's tables are said once.
            if !told.contains(&problem) {
                told.push(problem);
            }
        }
        loaded.tables
    }

    /// What is wrong with the tables of these companies, by file.
    pub fn table_mistakes(&self, companies: &[Company]) -> BTreeMap<String, Vec<Problem>> {
        let (mut told, mut all) = (Vec::new(), BTreeMap::<String, Vec<Problem>>::new());
        for company in companies {
            self.tables_as_they_are(company, &mut told);
        }
        for problem in told {
            all.entry(problem.place.file.clone().unwrap_or_default()).or_default().push(problem);
        }
        all
    }

    /// Copies the tables that are in force, for the day when one of them is spoilt.
    fn keep_tables(&self, kept: &Path, company: &str, refused: &[String]) -> Result<(), Failure> {
        let disk = &*self.disk;
        disk.create_dir_all(kept)?;
        let is_refused = |name: &Path| refused.iter().any(|refused| Path::new(refused) == name);
        for name in tables::files([company]).filter(|name| !is_refused(name)) {
            let source = Folders::new(&self.dir).mappings().join(&name);
            let copy = kept.join(&name);
            match (disk.read(&source, TABLE_MAX), disk.read(&copy, TABLE_MAX)) {
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::file;
    use crate::settings::template::{self, Answers};
    use crate::spool::RealDisk;

    #[test]
    fn the_last_good_tables_stay_in_force() {
        let folder = tempfile::tempdir().unwrap();
        let (root, mappings) = (folder.path(), folder.path().join("mappings"));
        replace(&RealDisk, &root.join(file::FILE_NAME), template::settings(&Answers::default()).as_bytes()).unwrap();
        RealDisk.create_dir_all(&mappings).unwrap();
        let products = |text: &str| replace(&RealDisk, &mappings.join("products.csv"), text.as_bytes()).unwrap();
        let place = Workplace::open(root).unwrap();
        let companies = place.companies().unwrap();
        let told = || {
            let mut told = Vec::new();
            let tables = place.tables(&companies[0], &mut told);
            (tables, told.iter().map(|problem| problem.code().to_owned()).collect::<Vec<_>>())
        };
        let code = || {
            let tables = told().0.map_err(|failure| (failure.problem.code().to_owned(), failure.fault))?;
            Ok::<_, (String, Fault)>(tables.products["1"].code.clone().unwrap())
        };
        products("oferta;kod\n1;5,9E+12\n");
        assert_eq!(code(), Err(("TAB-005".to_owned(), Fault::Refused)), "nothing good is known yet");
        assert_eq!(told().1, ["TAB-034"]);
        products("oferta;kod\n1;A\n");
        assert_eq!(code().unwrap(), "A");
        products("oferta;kod\n1;B\n1;C\n");
        assert_eq!(code().unwrap(), "A");
        assert_eq!(told().1, ["TAB-003", "TAB-033"]);
        // The other tables go on: what is right in them holds at once.
        let sets = |text: &str| replace(&RealDisk, &mappings.join("sets.csv"), text.as_bytes()).unwrap();
        sets("oferta;kod;ilosc\n9;A;1\n");
        assert_eq!(told().0.unwrap().sets.len(), 1);
        sets("oferta;kod;ilosc\n9;A;x\n");
        assert_eq!((told().0.unwrap().sets.len(), told().1.len()), (1, 4), "each of them has its own");
        RealDisk.remove_file(&mappings.join("sets.csv")).unwrap();
        let services = mappings.join("services.csv");
        replace(&RealDisk, &services, b"definicja;kod\nx;\xff\0\n").unwrap();
        assert_eq!(told().1, ["TAB-003", "TAB-033", "TAB-031", "TAB-035"], "of which there was none before");
        RealDisk.remove_file(&services).unwrap();
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
