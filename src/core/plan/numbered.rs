//! How a document is numbered: its definition, its series, and what the scheme makes of them.

use super::build::Ingredients;
use super::intent::Numbering;
use super::numbering::{self, Members, SchemeError};
use super::wanted;
use crate::core::message::Message;
use crate::core::message::text::{Imp004, Imp021, Imp022, Imp039, Imp060, Imp074};
use crate::core::problem::{Problem, Problems};

/// By the file's series, else the policy's, else the warehouse's.
///
/// # Errors
/// There is no such definition, or its numbers would not be Optima's.
pub fn numbering(from: &Ingredients<'_>, problems: &mut Problems) -> Result<Numbering, Problem> {
    let Some(definition) = &from.snapshot.definition else {
        return Err(Problem::error(Imp004 {
            symbol: from.wanted.definition.as_str().into(),
            class: from.wanted.class.into(),
        }));
    };
    let origin_series = from.document.origin.as_ref().map_or("", |origin| origin.series.as_str());
    let policy_series = wanted::policy(from.document, from.settings).series.as_str();
    let warehouse = from.snapshot.warehouse.as_ref();
    let warehouse_series = warehouse.map_or("", |warehouse| warehouse.series.as_str());
    let series = [origin_series, policy_series, warehouse_series].into_iter().find(|s| !s.is_empty());
    // A warehouse's series is there for other schemes; what a person set for this one is to do something.
    let set = [origin_series, policy_series].into_iter().find(|series| !series.is_empty());
    if let Some(series) = set.filter(|_| !numbering::has_series(&definition.scheme)) {
        let (series, symbol) = (series.into(), definition.symbol.as_str().into());
        problems.push(Problem::warning(Imp074 { series, symbol, scheme: definition.scheme.as_str().into() }));
    }
    let members = Members {
        symbol: &definition.symbol,
        date: from.document.date,
        series: series.unwrap_or_default(),
        warehouse: warehouse.map_or("", |warehouse| warehouse.symbol.as_str()),
    };
    let scheme = definition.scheme.as_str();
    let pattern = numbering::resolve(scheme, members).map_err(|error| {
        Problem::error(match error {
            SchemeError::TooLong(text) => Message::from(Imp022 { number: text.into() }),
            SchemeError::NoSeries => Imp039 { symbol: definition.symbol.as_str().into(), scheme: scheme.into() }.into(),
            SchemeError::Unknown(_) | SchemeError::NoNumber => {
                Imp021 { symbol: definition.symbol.as_str().into(), scheme: scheme.into() }.into()
            }
        })
    })?;
    if let Some(latest) = &from.snapshot.latest {
        numbering::check(scheme, &definition.symbol, latest).map_err(|made| {
            Problem::error(Imp060 {
                symbol: definition.symbol.as_str().into(),
                scheme: scheme.into(),
                number: latest.number.as_str().into(),
                found: latest.pattern.as_str().into(),
                made: made.into(),
            })
        })?;
    }
    Ok(Numbering { definition: definition.clone(), series: members.series.to_owned(), pattern })
}
