//! What the mapping tables lack, and where settings come from.

use std::collections::BTreeMap;

use super::{Company, Failure, Workplace};
use crate::core::suggest::Suggestion;
use crate::core::tables::Table;
use crate::settings::origin::{self, Setting};
use crate::settings::tables;
use crate::spool::Folders;
use crate::stages;

impl Workplace {
    /// Rows for values that were met in the orders that are kept and that no table covers yet.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub fn lacking(&self) -> Result<BTreeMap<Table, Vec<Suggestion>>, Failure> {
        let mappings = Folders::new(&self.dir).mappings();
        let companies = self.companies_ready()?;
        let of = |company: &Company| {
            let (tables, _) = tables::load_of(&mappings, &company.name);
            Ok((company.ledger()?, tables, self.settings.of_company(&company.name)))
        };
        let companies = companies.iter().map(of).collect::<Result<Vec<_>, Failure>>()?;
        Ok(stages::lacking(&companies)?)
    }

    /// Every setting that is in force, with where it comes from.
    ///
    /// # Errors
    /// The settings cannot be read any more.
    pub fn settings_with_origin(&self) -> Result<Vec<Setting>, Failure> {
        Ok(origin::settings(&self.dir)?)
    }
}
