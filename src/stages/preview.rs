//! What the document of an order would be now: made from the body that is kept, what a person corrected of it, and what settings,
//! tables, cards and kept offers answer. Nothing is written and Allegro is asked for nothing.

use super::StageError;
use super::walk::Walk;
use crate::allegro::port;
use crate::core::convert::{self, Converted};
use crate::core::correction::{Corrections, corrected};
use crate::core::document::{Line, OriginLine};
use crate::core::problem::Problem;
use crate::core::settings::Settings;
use crate::core::tables::Tables;
use crate::ledger::{Ledger, Life};
use crate::optima::OptimaDb;

/// Why there would be no document.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// Every reason.
    pub problems: Vec<Problem>,
    /// The lines, as far as they are known.
    pub lines: Vec<(Line, OriginLine)>,
}

/// The document, or why there would be none.
pub type Previewed = Result<Converted, Refused>;

/// What would come of an order; none: its body is not kept, or cannot be read.
///
/// # Errors
/// Troubles of the ledger or the base.
pub async fn preview(
    base: Option<&mut impl OptimaDb>,
    (ledger, life, corrections): (&Ledger, &Life, &Corrections),
    (settings, tables): (&Settings, &Tables),
) -> Result<Option<Previewed>, StageError> {
    let body = ledger.body(&life.order_id)?.and_then(|json| port::decode(&json).ok());
    let Some(order) = body.map(|order| corrected(&order, corrections)) else { return Ok(None) };
    let mut walk = Walk::new(base.is_some());
    walk.without_allegro(base, (ledger, &life.account), &[&order], (settings, tables)).await?;
    let sources = walk.sources(settings, tables, &life.account);
    let refused = |problems| Refused { problems, lines: convert::known_lines(&order, &sources) };
    Ok(Some(convert::convert(&order, &sources).map_err(refused)))
}
