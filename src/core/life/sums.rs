//! Is a file's sum the sum of its order? A file may have been corrected by hand, or be an old copy.

use rust_decimal::Decimal;

use super::Life;
use crate::core::document::{CountedFrom, Document};
use crate::core::foreign;

/// How the sums compare; all in złoty.
#[derive(Clone, Debug, PartialEq)]
pub enum Sums {
    /// They agree.
    Same,
    /// The order is not known, or the file is of another revision of it.
    Unknown,
    /// They do not.
    Other {
        /// The file's.
        file: Decimal,
        /// The order's.
        order: Decimal,
    },
}

/// The file's gross against that of the revision that it names. What we noted when we wrote that revision's file counts
/// before the order's own total, which a document that is counted from net may miss by a grosz for each line
/// (`design.md`, invariant 6).
#[must_use]
pub fn compare(life: Option<&Life>, document: &Document) -> Sums {
    let Some(life) = life else { return Sums::Unknown };
    let named = document.origin.as_ref().and_then(|origin| origin.revision.as_deref());
    let of = |revision: Option<&str>| named.is_none() || named == revision;
    let (order, bound) = match (&life.made, &life.total) {
        (Some(made), _) if of(made.revision.as_deref()) => (Some(made.gross), Decimal::ZERO),
        (_, Some(total)) if of(life.revision.as_deref()) && foreign::is_home(&document.currency) => {
            let lines = if document.counted_from == CountedFrom::Net { document.lines.len() } else { 0 };
            (total.parse().ok(), Decimal::new(i64::try_from(lines).unwrap_or(i64::MAX), 2))
        }
        _ => (None, Decimal::ZERO),
    };
    match order {
        None => Sums::Unknown,
        Some(order) if (order - document.gross).abs() <= bound => Sums::Same,
        Some(order) => Sums::Other { file: document.gross, order },
    }
}
