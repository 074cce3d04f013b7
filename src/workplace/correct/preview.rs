//! What the document of an order would be now.

use super::Held;
use crate::core::order::SeenId;
use crate::core::problem::Problem;
use crate::optima::Base;
use crate::stages::preview::{self, Previewed};
use crate::workplace::order::held;
use crate::workplace::{Failure, Workplace};

/// What would come of an order.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The document, or why there would be none; none: the order's body is not kept.
    pub made: Option<Previewed>,
    /// The base was not asked, and why.
    pub away: Option<Problem>,
}

impl Workplace {
    /// What the document of an order would be, with what is known now; none: nobody knows the order. Allegro is not asked.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub async fn preview(&self, id: &SeenId) -> Result<Option<Preview>, Failure> {
        let Some(held) = held(self.companies_as_they_are()?, id)? else { return Ok(None) };
        let (mut base, away) = match self.base_quietly(&held.company).await {
            Ok(base) => (Some(base), None),
            Err(failure) => (None, Some(failure.problem)),
        };
        let asked = self.previewed(&held, base.as_mut()).await;
        match asked {
            Ok(made) => Ok(Some(Preview { made, away })),
            // It went away meanwhile: what is known without it is shown.
            Err(failure) if base.is_some() => {
                let made = self.previewed(&held, None).await?;
                Ok(Some(Preview { made, away: Some(failure.problem) }))
            }
            Err(failure) => Err(failure),
        }
    }

    async fn previewed(&self, held: &Held, base: Option<&mut Base>) -> Result<Option<Previewed>, Failure> {
        let tables = self.tables_as_they_are(&held.company, &mut Vec::new());
        let corrections = held.ledger.corrections(&held.life.order_id)?;
        let of = (&held.ledger, &held.life, &corrections);
        Ok(preview::preview(base, of, (self.settings.of_account(&held.life.account), &tables)).await?)
    }
}
