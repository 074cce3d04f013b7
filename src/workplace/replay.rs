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
        let (company, path) = find(&companies, file).ok_or_else(unknown)?;
        // Refused, and made otherwise by now: what is in the old file would be refused again.
        self.bring_back(company, &|_| false).await?;
        let files = if path.is_file() { vec![path] } else { Vec::new() };
        Ok(self.import_one(company, &ImportWish { files, ..ImportWish::default() }, progress).await)
    }
}

/// The file as it was named, or of that name among the finished ones; and whose it is.
fn find<'c>(companies: &'c [Company], file: &Path) -> Option<(&'c Company, PathBuf)> {
    if file.is_file() {
        return Some((holder(companies, file).or(companies.first())?, file.to_owned()));
    }
    let name = file.file_name()?;
    companies.iter().find_map(|company| Some((company, finished(&company.folders, name)?)))
}

pub(super) fn finished(folders: &Folders, name: &OsStr) -> Option<PathBuf> {
    let archive = walkdir::WalkDir::new(folders.archive_root()).max_depth(3).sort_by_file_name();
    let archived =
        archive.into_iter().flatten().filter(|entry| entry.file_name() == name).map(walkdir::DirEntry::into_path);
    let others = [folders.errors(), folders.duplicates()].into_iter().map(|folder| folder.join(name));
    archived.chain(others).find(|path| path.is_file())
}
