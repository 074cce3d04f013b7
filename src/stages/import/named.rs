//! Documents of other programs that an order's number stands on, and orders whose number such a document has.
//!
//! A file of another program may bear as its number (`NUMER_PELNY`) the whole id of an order, or the number that we give
//! to an order's document. Its key is that of its content, so that neither it nor the order's file is known by its key.

use uuid::Uuid;

use super::numbers::{Beside, Foreign, Known};
use super::{Import, StageError};
use crate::core::key;
use crate::core::message::text::Imp082;
use crate::core::order::OrderId;
use crate::core::plan::SameNumber;
use crate::core::problem::Problem;
use crate::ledger::Begun;
use crate::optima::OptimaDb;

impl<B: OptimaDb> Import<'_, B> {
    /// As what a document is known that the base does not have under its key.
    pub(super) async fn known_apart(
        &mut self,
        (order, foreign, class): (Option<OrderId>, Option<&Foreign>, u32),
        beside: Beside<'_>,
        found: &[SameNumber],
        brought: &[Begun],
    ) -> Result<Option<Known>, StageError> {
        let (existing, is_known) = self.exported_before(foreign, brought).await?;
        if let Some(existing) = existing {
            return Ok(Some(Known::Same(existing)));
        }
        let beside = Beside { first: beside.first.filter(|_| !is_known), ..beside };
        if let Some(known) = self.known_beside(&beside, found, brought)? {
            return Ok(Some(known));
        }
        match order {
            Some(_) => Ok(self.foreign_with_number(found).await?.map(Known::Question)),
            None => self.order_with_number(foreign, class).await,
        }
    }

    /// The order's document, where a file of another program names the order by its whole id in its number.
    async fn order_with_number(&mut self, foreign: Option<&Foreign>, class: u32) -> Result<Option<Known>, StageError> {
        let Some(order) = foreign.and_then(Foreign::named) else { return Ok(None) };
        let found = self.base.of_order(key::of_order(order), &order.to_string(), &[], &[class]).await?;
        Ok(found.map(Known::Same))
    }

    /// Has a document of another program the number of this order, `found` among those that we brought in? One that says
    /// that it is of another order is that one's.
    async fn foreign_with_number(&mut self, found: &[SameNumber]) -> Result<Option<Problem>, StageError> {
        for there in found {
            let stored = self.base.documents(&[there.key]).await?;
            let mut orders = stored.iter().filter_map(|stored| stored.order_id.parse::<OrderId>().ok());
            if !orders.any(|order| key::of_order(order) == there.key) {
                let number = stored.first().map_or("–", |stored| stored.foreign_number.as_str()).into();
                let document = there.document.number.as_str().into();
                return Ok(Some(Problem::error(Imp082 { number, document })));
            }
        }
        Ok(None)
    }
}

/// The order whose whole id stands in a number, with its dashes or without, and whatever around it.
pub(super) fn order_in_number(number: &str) -> Option<OrderId> {
    let whole = |word: &str| Uuid::try_parse(word).ok().and_then(|id| id.hyphenated().to_string().parse().ok());
    number.split(|c: char| !c.is_ascii_hexdigit() && c != '-').find_map(|word| whole(word.trim_matches('-')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_named_by_its_whole_id() {
        let id = "67671cf4-75f7-11f1-a79f-3ba7e847a9c7";
        let bare = id.replace('-', "");
        for number in
            [id.to_owned(), id.to_uppercase(), format!("BL/{id}"), bare.to_uppercase(), format!("Nr: {bare};")]
        {
            assert_eq!(order_in_number(&number).map(|order| order.to_string()).as_deref(), Some(id), "{number}");
        }
        for number in ["sklep/67671cf4", &bare[1..], "U/1", ""] {
            assert_eq!(order_in_number(number), None, "{number}");
        }
    }
}
