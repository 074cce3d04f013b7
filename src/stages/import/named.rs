//! Documents of other programs that an order's number stands on, and orders whose number such a document has.
//!
//! A file of another program may bear as its number (`NUMER_PELNY`) the whole id of an order, or the number that we give
//! to an order's document. Its key is that of its content, so that neither it nor the order's file is known by its key.

use uuid::{Uuid, Variant};

use super::numbers::{Beside, Foreign, Known};
use super::{Import, StageError};
use crate::core::key;
use crate::core::message::text::Imp082;
use crate::core::order::OrderId;
use crate::core::plan::SameNumber;
use crate::core::problem::Problem;
use crate::ledger::Begun;
use crate::optima::OptimaDb;

/// Letters of an id with its dashes, and without.
const DASHED: usize = 36;
const BARE: usize = 32;
/// As much of a number as `TrN_NumerObcy` holds.
const LONGEST: usize = 256;

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
        for order in foreign.map(Foreign::named).unwrap_or_default() {
            let found = self.base.of_order(key::of_order(order), &order.to_string(), &[], &[class]).await?;
            if let Some(found) = found {
                return Ok(Some(Known::Same(found)));
            }
        }
        Ok(None)
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

/// The orders whose whole ids stand in a number, with dashes or without, and whatever around them.
pub(super) fn orders_in_number(number: &str) -> Vec<OrderId> {
    let mut found: Vec<OrderId> = Vec::new();
    for length in [DASHED, BARE] {
        for at in 0..number.len().min(LONGEST) {
            let id = number.get(at..at + length).and_then(|part| Uuid::try_parse(part).ok());
            // Among more digits an id is told from any others by what each of Allegro's has: its kind.
            let is_alone = || !is_digit(number, at.checked_sub(1)) && !is_digit(number, Some(at + length));
            let id = id.filter(|id| length == DASHED || is_alone() || id.get_version_num() == 1 && is_usual(id));
            let id = id.and_then(|id| id.hyphenated().to_string().parse().ok());
            found.extend(id.filter(|id| !found.contains(id)));
        }
    }
    found
}

fn is_digit(text: &str, at: Option<usize>) -> bool {
    at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_hexdigit)
}

fn is_usual(id: &Uuid) -> bool {
    id.get_variant() == Variant::RFC4122
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_named_by_its_whole_id() {
        let id = "67671cf4-75f7-11f1-a79f-3ba7e847a9c7";
        let bare = id.replace('-', "");
        let named = |number: &str| orders_in_number(number).iter().map(ToString::to_string).collect::<Vec<_>>();
        for number in [
            id.to_owned(),
            id.to_uppercase(),
            format!("BL/{id}"),
            bare.to_uppercase(),
            format!("Nr: {bare};"),
            format!("ż{id}ż"),
            format!("FABE{id}77"),
            format!("BL{bare}/2026"),
        ] {
            assert_eq!(named(&number), [id], "{number}");
        }
        // Which digits are the id's cannot be told.
        assert!(named(&format!("FABE{bare}7")).contains(&id.to_owned()));
        assert_eq!(named(&format!("{id} {id}")), [id]);
        for number in ["sklep/67671cf4", "BL sklep/67671cf4", "67671cf4-75f7-11f1-…", &bare[1..], "U/1", ""] {
            assert_eq!(named(number), [""; 0], "{number}");
        }
    }
}
