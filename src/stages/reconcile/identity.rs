//! Is it the base that we wrote into? After a mistake in the settings, or in a copy for trying things out, all documents
//! would be missed at once.

use super::Reconcile;
use crate::core::plan::BaseIdentity;
use crate::ledger::Mark;
use crate::optima::OptimaDb;
use crate::stages::StageError;

/// So many of the latest documents are asked for.
const LATEST: u32 = 50;
/// Of fewer nothing follows.
const ENOUGH: usize = 20;
/// The mark is the ledger's, and no account's.
const WHOSE: &str = "";

impl<B: OptimaDb> Reconcile<'_, B> {
    /// Compares the base with the one of the last look, and notes it where nothing speaks against it.
    ///
    /// # Errors
    /// [`StageError::OtherBase`]: at least twenty of the last fifty documents were asked for, fewer than half are there, and
    /// name or birth of the base are not those of the last look.
    pub(super) async fn same_base(&mut self) -> Result<(), StageError> {
        let Some(base) = self.base.as_deref_mut() else { return Ok(()) };
        let found = base.identity().await?;
        let noted = self.ledger.mark(WHOSE, Mark::Base)?;
        // What cannot be read counts as none.
        let noted: Option<BaseIdentity> = noted.and_then(|text| serde_json::from_str(&text).ok());
        if noted.as_ref() == Some(&found) {
            return Ok(());
        }
        if noted.is_some() {
            let latest = self.ledger.latest_documents(LATEST)?;
            let there = base.present(&latest).await?.len();
            if latest.len() >= ENOUGH && there * 2 < latest.len() {
                return Err(StageError::OtherBase { name: found.name, asked: latest.len(), there });
            }
        }
        self.accept_base(&found)
    }

    /// A person says that this is the base to go on with.
    ///
    /// # Errors
    /// Troubles of the base or the ledger.
    pub async fn accept(&mut self) -> Result<(), StageError> {
        let Some(base) = self.base.as_deref_mut() else { return Ok(()) };
        let found = base.identity().await?;
        self.accept_base(&found)
    }

    fn accept_base(&mut self, found: &BaseIdentity) -> Result<(), StageError> {
        // Two strings, which JSON can always hold.
        let text = serde_json::to_string(found).unwrap_or_default();
        Ok(self.ledger.note(WHOSE, Mark::Base, &text)?)
    }
}
