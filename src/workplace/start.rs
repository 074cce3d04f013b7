//! A new working folder.

use std::path::{Path, PathBuf};

use super::Failure;
use crate::core::message::{Catalogue, Language};
use crate::core::tables::Table;
use crate::settings::template::{self, Answers};
use crate::settings::{file, tables};
use crate::spool::{Folders, RealDisk, Written, write_new};

/// What a new working folder begins with.
#[derive(Debug)]
pub(super) struct Start {
    /// The settings file's text.
    pub(super) settings: String,
    /// The mapping tables' bytes.
    pub(super) tables: Vec<(Table, Vec<u8>)>,
}

/// A working folder that was made.
#[derive(Debug)]
pub struct Begun {
    /// Its settings file.
    pub settings: PathBuf,
    /// Every file that belongs to it, and whether it is new.
    pub files: Vec<(String, bool)>,
}

/// Makes a working folder with these settings and with tables that explain themselves. What is there stays as it is.
///
/// # Errors
/// The disk refuses.
pub fn begin(dir: &Path, answers: &Answers) -> Result<Begun, Failure> {
    let texts = Catalogue::new(answers.language);
    let tables = Table::ALL.into_iter().map(|table| (table, tables::default_file(table, &texts))).collect();
    let files = set_up(RealDisk, dir, &Start { settings: template::settings(answers), tables })?;
    Ok(Begun { settings: dir.join(file::FILE_NAME), files })
}

/// Makes a working folder of one without settings, for whoever is then asked by the guide. Does nothing where there are some, or
/// that cannot be known.
///
/// # Errors
/// The disk refuses.
pub fn begin_by_guide(dir: &Path, language: Language) -> Result<(), Failure> {
    if dir.join(file::FILE_NAME).try_exists().unwrap_or(true) {
        return Ok(());
    }
    begin(dir, &Answers { language, by_guide: true, ..Answers::default() }).map(drop)
}

/// Makes a working folder, and says of each file whether it is new.
pub(super) fn set_up(disk: RealDisk, dir: &Path, start: &Start) -> Result<Vec<(String, bool)>, Failure> {
    let folders = Folders::new(dir);
    folders.create(&disk)?;
    let is_new = |written: Written| written == Written::New;
    let settings = write_new(&disk, dir, file::FILE_NAME, start.settings.as_bytes())?;
    let mut made = vec![(file::FILE_NAME.to_owned(), is_new(settings))];
    for (table, bytes) in &start.tables {
        let written = write_new(&disk, &folders.mappings(), table.file_name(), bytes)?;
        made.push((format!("mappings/{}", table.file_name()), is_new(written)));
    }
    Ok(made)
}
