//! `replay`: a finished file, once more.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::import;
use super::ui::{Exit, Failure, Ui};
use super::workplace::{Office, Workplace};
use crate::core::message::text::Cli041;
use crate::core::problem::{Fault, Problem};
use crate::spool::Folders;

/// Imports a copy of the file into the company in whose folders it lies; the file itself stays. If its document is in
/// Optima still, that is a duplicate and nothing changes.
pub async fn run(dir: &Path, file: &Path, ui: &Ui) -> Result<Exit, Failure> {
    let place = Workplace::open(dir)?;
    let mut offices = place.offices()?;
    let Some((number, path)) = find(&offices, file) else {
        let problem = Problem::error(Cli041 { file: file.into() });
        return Err(Failure { problem, fault: Fault::Usage });
    };
    let office = [offices.swap_remove(number)];
    // Refused, and made otherwise by now: what is in the old file would be refused again.
    import::again(&place, &office[0], &|_| false, ui).await?;
    let files = if path.is_file() { vec![path] } else { Vec::new() };
    let wish = import::Wish { files, ..import::Wish::default() };
    let done = import::every(&place, &office, &wish, ui).await;
    ui.json(&done.json(ui));
    Ok(done.exit())
}

/// The file as it was named, or of that name among the finished ones; and whose it is.
fn find(offices: &[Office], file: &Path) -> Option<(usize, PathBuf)> {
    if file.is_file() {
        let whole = file.canonicalize().ok()?;
        let inside = |office: &Office| office.folders.root().canonicalize().is_ok_and(|root| whole.starts_with(root));
        let owner = offices.iter().position(inside).unwrap_or_default();
        return Some((owner, file.to_owned()));
    }
    let name = file.file_name()?;
    offices.iter().enumerate().find_map(|(number, office)| Some((number, finished(&office.folders, name)?)))
}

pub(super) fn finished(folders: &Folders, name: &OsStr) -> Option<PathBuf> {
    let archive = walkdir::WalkDir::new(folders.archive_root()).max_depth(3).sort_by_file_name();
    let archived =
        archive.into_iter().flatten().filter(|entry| entry.file_name() == name).map(walkdir::DirEntry::into_path);
    let others = [folders.errors(), folders.duplicates()].into_iter().map(|folder| folder.join(name));
    archived.chain(others).find(|path| path.is_file())
}
