//! A new working folder.

use std::path::Path;

use super::Failure;
use crate::core::message::Catalogue;
use crate::core::tables::Table;
use crate::settings::{file, tables};
use crate::spool::{Folders, RealDisk, Written, write_new};

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
