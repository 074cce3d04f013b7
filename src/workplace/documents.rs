//! What Optima holds of ours, read back from its rows, and what it has to choose from.

use uuid::Uuid;

use super::{Company, Failure, Failures, Workplace};
use crate::core::inspection::Choices;
use crate::core::plan::StoredDocument;
use crate::optima::OptimaDb as _;

impl Workplace {
    /// Every document of ours, in the base of every company.
    ///
    /// # Errors
    /// It is not known which company has which folder.
    pub async fn documents(&self) -> Result<(Vec<StoredDocument>, Failures), Failure> {
        let (mut documents, mut failures) = (Vec::new(), Failures::default());
        for company in self.companies()? {
            let read = self.all_documents(&company).await;
            documents.extend(failures.keep(&company.name, read).into_iter().flatten());
        }
        Ok((documents, failures))
    }

    async fn all_documents(&self, company: &Company) -> Result<Vec<StoredDocument>, Failure> {
        Ok(self.base(company).await?.documents(&[]).await?)
    }

    /// The documents with these keys in the base of a company.
    ///
    /// # Errors
    /// There is no such company, or its base cannot be asked.
    pub async fn documents_with(&self, company: &str, keys: &[Uuid]) -> Result<Vec<StoredDocument>, Failure> {
        Ok(self.base_quietly(&self.company(company)?).await?.documents(keys).await?)
    }

    /// What the bases have to choose from, all companies together, for the tables are for all of them; and why one could not be
    /// asked.
    ///
    /// # Errors
    /// It is not known which company has which folder.
    pub async fn choices(&self) -> Result<(Choices, Failures), Failure> {
        let (mut found, mut failures) = (Vec::new(), Failures::default());
        for company in self.companies_ready()? {
            found.extend(failures.keep(&company.name, self.choices_of(&company).await));
        }
        Ok((Choices::of_all(found), failures))
    }

    async fn choices_of(&self, company: &Company) -> Result<Choices, Failure> {
        Ok(self.base_quietly(company).await?.every_choice().await?)
    }
}
