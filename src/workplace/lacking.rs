//! What the mapping tables lack, and where settings come from.

use super::{Company, Failure, Failures, Suggested, Workplace};
use crate::core::suggest::joined;
use crate::core::tables::Tables;
use crate::optima::Base;
use crate::settings::origin::{self, Setting};
use crate::stages::Lacking;

impl Workplace {
    /// Rows for values that were met in the orders that are kept and that no table covers yet. A base that is out of reach is
    /// told, and its company's orders are looked at without its cards.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub async fn lacking(&self) -> Result<Suggested, Failure> {
        let (mut all, mut found) = (Vec::new(), Suggested::default());
        for company in self.companies_ready()? {
            let tables = self.tables_as_they_are(&company, &mut found.tables);
            let mut lacking = self.lacking_of(&company, tables, &mut found.away).await?;
            all.extend(lacking.of_ledger().await?);
        }
        found.met_none = all.is_empty();
        found.rows = joined(all);
        Ok(found)
    }

    pub(super) async fn lacking_of(
        &self,
        company: &Company,
        tables: Tables,
        away: &mut Failures,
    ) -> Result<Lacking<'_, Base>, Failure> {
        let base = away.keep(&company.name, self.base_quietly(company).await);
        Ok(Lacking { ledger: company.ledger()?, base, tables, settings: self.settings.of_company(&company.name) })
    }

    /// Every setting that is in force, with where it comes from.
    ///
    /// # Errors
    /// The settings cannot be read any more.
    pub fn settings_with_origin(&self) -> Result<Vec<Setting>, Failure> {
        Ok(origin::settings(&self.dir)?)
    }
}
