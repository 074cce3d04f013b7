//! The payer's card: one that the base has, or a new one.

use super::build::Ingredients;
use super::{ContractorPlan, cards};
use crate::core::matching::{self, ContractorChoice};
use crate::core::message::text::{Imp023, Imp024, Imp050};
use crate::core::namesakes::{self, Namesake};
use crate::core::problem::Problem;

/// Chooses the card; says why, and which others may be the same person.
///
/// # Errors
/// As [`matching::contractor`].
pub fn contractor(from: &Ingredients<'_>, problems: &mut Vec<Problem>) -> Result<ContractorPlan, Problem> {
    let several = from.settings.contractors.several;
    match matching::contractor(from.document, &from.snapshot.contractors, several, problems)? {
        ContractorChoice::Existing(card, reason) => {
            problems.push(Problem::note(Imp024 { code: card.code.as_str().into(), reason: reason.as_str().into() }));
            Ok(ContractorPlan::Existing { id: card.id, code: card.code.clone() })
        }
        ContractorChoice::New(code) => {
            problems.push(Problem::note(Imp023 { code: code.as_str().into() }));
            let near = namesakes::near(&from.document.payer, &code, &from.snapshot.namesakes);
            if !near.is_empty() {
                let list = near.iter().map(|card| namesake(card)).collect::<Vec<_>>().join("; ");
                problems.push(Problem::warning(Imp050 { code: code.as_str().into(), list: list.into() }));
            }
            let consumer = cards::is_consumer(from.document);
            let row = cards::contractor(from.document, &code, from.snapshot, consumer);
            Ok(ContractorPlan::New { code, row })
        }
    }
}

/// A card of the same name as a person compares it.
fn namesake(card: &Namesake) -> String {
    let parts = [card.name.as_str(), &card.nip, &card.post_code, &card.street];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{} ({})", card.code, parts.join(", "))
}
