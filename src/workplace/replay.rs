//! A finished file, once more.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::route::holder;
use super::{Company, Failure, ImportWish, ImportedAll, Workplace};
use crate::core::message::text::Cli041;
use crate::core::problem::Problem;
use crate::spool::Folders;
use crate::stages::Progress;

impl Workplace {
    /// Imports a copy of the file into the company in whose folders it lies; the file itself stays. If its document is in
    /// Optima still, that is a duplicate and nothing changes.
    ///
    /// # Errors
    /// There is no such file, or the company could not have its turn.
    pub async fn replay(&self, file: &Path, progress: &dyn Progress) -> Result<ImportedAll, Failure> {
        let companies = self.companies()?;
        let unknown = || Failure::usage(Problem::error(Cli041 { file: file.into() }));
        let (company, path) = self.find(&companies, file)?.ok_or_else(unknown)?;
        // Refused, and made otherwise by now: what is in the old file would be refused again.
        self.bring_back(company, &|_| false).await?;
        let files = if path.is_file() { vec![path] } else { Vec::new() };
        Ok(self.import_one(company, &ImportWish { files, ..ImportWish::default() }, progress).await)
    }

    /// The file as it was named, or of that name among the finished ones; and whose it is.
    fn find<'c>(&self, companies: &'c [Company], file: &Path) -> Result<Option<(&'c Company, PathBuf)>, Failure> {
        if file.is_file() {
            if let Some(holder) = holder(companies, file) {
                return Ok(Some((holder, file.to_owned())));
            }
            let unknown = |mut problems: Vec<Problem>| problems.pop().map(Failure::usage);
            return match self.owner_of(companies, file).map_err(unknown) {
                Ok(owner) => Ok(Some((owner, file.to_owned()))),
                Err(Some(failure)) => Err(failure),
                Err(None) => Ok(None),
            };
        }
        let Some(name) = file.file_name() else { return Ok(None) };
        Ok(companies.iter().find_map(|company| Some((company, finished(&company.folders, name)?))))
    }
}

pub(super) fn finished(folders: &Folders, name: &OsStr) -> Option<PathBuf> {
    let archive = walkdir::WalkDir::new(folders.archive_root()).max_depth(3).sort_by_file_name();
    let archived =
        archive.into_iter().flatten().filter(|entry| entry.file_name() == name).map(walkdir::DirEntry::into_path);
    let others = [folders.errors(), folders.duplicates()].into_iter().map(|folder| folder.join(name));
    archived.chain(others).find(|path| path.is_file())
}
