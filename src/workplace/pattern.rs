//! The document that others are made after: what would be taken of it, and the settings that say so.

use std::path::PathBuf;

use super::{Company, Failure, Failures, Workplace};
use crate::core::message::text::Doc071;
use crate::core::plan::Shown;
use crate::core::problem::Problem;
use crate::settings::{edit, file};
use crate::spool::replace;

impl Workplace {
    /// What every company that has such a document would take of it: each numbers its own.
    ///
    /// # Errors
    /// It is not known which company has which folder.
    pub async fn patterns(&self, number: &str) -> Result<(Vec<(String, Vec<Shown>)>, Failures), Failure> {
        let (mut found, mut failures) = (Vec::new(), Failures::default());
        for company in self.companies()? {
            let asked = self.pattern_of(&company, number).await;
            found.extend(failures.keep(&company.name, asked).flatten().map(|cells| (company.name, cells)));
        }
        Ok((found, failures))
    }

    async fn pattern_of(&self, company: &Company, number: &str) -> Result<Option<Vec<Shown>>, Failure> {
        Ok(self.base(company).await?.pattern(number).await?)
    }

    /// Writes it into the settings of the company that has the document; gives their file.
    ///
    /// # Errors
    /// Where several companies have the document, a person says which is meant.
    pub fn write_pattern(&self, companies: &[&str], number: &str) -> Result<PathBuf, Failure> {
        let path = self.dir.join(file::FILE_NAME);
        let by_hand = || {
            let (number, companies) = (number.into(), companies.join(", ").into());
            Failure::usage(Problem::error(Doc071 { file: path.as_path().into(), companies, number }))
        };
        let [company] = companies else { return Err(by_hand()) };
        let edited = edit::file_with_pattern(&path, company, number).ok_or_else(by_hand)?;
        replace(&*self.disk, &path, &edited)?;
        Ok(path)
    }
}
