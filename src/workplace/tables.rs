//! The mapping tables that are in force.

use std::path::Path;

use super::{Company, Failure, Workplace};
use crate::core::problem::Problem;
use crate::core::tables::Tables;
use crate::settings::tables;
use crate::spool::{Disk as _, Folders, replace};

impl Workplace {
    /// The mapping tables of a company. A table with a wrong row is not used: the last good ones stay in force, and every
    /// mistake is said. Without a last good one the command cannot go on.
    pub fn tables(&self, company: &Company) -> Result<Tables, Failure> {
        let (tables, problems) = tables::load_of(&Folders::new(&self.dir).mappings(), &company.name);
        let kept = company.folders.state().join("mappings");
        let Some(error) = problems.iter().find(|problem| problem.is_error()).cloned() else {
            self.keep_tables(&kept, &company.name)?;
            return Ok(tables);
        };
        for problem in &problems {
            self.listener.remark(problem);
        }
        let (last, mistakes) = tables::load_of(&kept, &company.name);
        if !kept.is_dir() || mistakes.iter().any(Problem::is_error) {
            return Err(Failure::usage(error));
        }
        Ok(last)
    }

    /// The mapping tables for a command without state, those of the only account's company: a wrong row stops it.
    pub fn tables_strictly(&self) -> Result<Tables, Failure> {
        let company = self.settings.company_of(self.settings.default_alias()).unwrap_or_default();
        let (tables, problems) = tables::load_of(&Folders::new(&self.dir).mappings(), company);
        match problems.iter().find(|problem| problem.is_error()) {
            None => Ok(tables),
            Some(error) => {
                problems.iter().filter(|problem| *problem != error).for_each(|problem| self.listener.remark(problem));
                Err(Failure::usage(error.clone()))
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
        let code = || {
            let tables = place.tables(&companies[0]).map_err(|failure| failure.problem.code().to_owned())?;
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
