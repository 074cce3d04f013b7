//! The payer's card: one that the base has, or a new one.

use super::build::Ingredients;
use super::intent::{Contact, Payer, PayerCard};
use crate::core::document::{BuyerClass, Document};
use crate::core::matching::{self, ContractorChoice, bare_nip};
use crate::core::message::text::{Imp008, Imp009, Imp023, Imp024, Imp050, Imp070, Imp071};
use crate::core::namesakes::{self, Namesake};
use crate::core::problem::Problem;

/// Chooses the card; says why, and which others may be the same person.
///
/// # Errors
/// As [`matching::contractor`].
pub fn payer(from: &Ingredients<'_>, problems: &mut Vec<Problem>) -> Result<Payer, Problem> {
    let document = from.document;
    let choices = &from.settings.contractors;
    let (card, consumer) = match matching::contractor(document, &from.snapshot.contractors, choices, problems)? {
        ContractorChoice::Existing(card, reason) => {
            problems.push(Problem::note(Imp024 { code: card.code.as_str().into(), reason: reason.as_str().into() }));
            (PayerCard::Existing { id: card.id, code: card.code.clone() }, card.consumer)
        }
        ContractorChoice::New(code) => {
            problems.push(Problem::note(Imp023 { code: code.as_str().into() }));
            let group = group(from)?;
            let twins = matching::without_nip(document, &from.snapshot.contractors);
            if !twins.is_empty() {
                let list =
                    twins.iter().map(|card| format!("{} ({})", card.code, card.name)).collect::<Vec<_>>().join("; ");
                problems.push(Problem::warning(Imp070 { code: code.as_str().into(), list: list.into() }));
            }
            let email = document.origin.as_ref().and_then(|origin| origin.buyer.email.as_deref()).unwrap_or_default();
            let mut near = namesakes::near(&document.payer, email, &code, &from.snapshot.namesakes);
            near.retain(|card| !twins.iter().any(|twin| matching::same_code(&twin.code, &card.code)));
            if !near.is_empty() {
                let list = near.iter().map(|card| namesake(card)).collect::<Vec<_>>().join("; ");
                problems.push(Problem::warning(Imp050 { code: code.as_str().into(), list: list.into() }));
            }
            let payment_form = payment_form(from)?;
            (PayerCard::New { code, group, payment_form }, is_consumer(document))
        }
    };
    let contact = contact(document);
    Ok(Payer { card, party: document.payer.clone(), consumer, status: document.payer_status, contact })
}

/// The buyer's own: the recipient of a gift is another person.
fn contact(document: &Document) -> Contact {
    let Some(buyer) = document.origin.as_ref().map(|origin| &origin.buyer) else { return Contact::default() };
    let phone = buyer.own_phone.as_ref().or(buyer.phone.as_ref()).filter(|phone| !phone.is_empty());
    Contact { email: buyer.email.clone(), phone: phone.cloned() }
}

/// The payment form that a new card is to have.
fn payment_form(from: &Ingredients<'_>) -> Result<Option<i64>, Problem> {
    let wanted = &from.wanted.card_payment_form;
    if wanted.is_empty() {
        return Ok(None);
    }
    match &from.snapshot.card_payment_form {
        None => Err(Problem::error(Imp008 { form: wanted.as_str().into() })),
        Some(found) if found.inactive => Err(Problem::error(Imp009 { form: found.name.as_str().into() })),
        Some(found) => Ok(Some(found.id)),
    }
}

/// The group of a new card, in the base's own spelling: Optima keeps it by name, and a name that is no group's is in no list
/// of its windows.
fn group(from: &Ingredients<'_>) -> Result<String, Problem> {
    let wanted = &from.wanted.contractor_group;
    if wanted.is_empty() {
        return Ok(String::new());
    }
    let missing = || Problem::error(Imp071 { group: wanted.as_str().into() });
    from.snapshot.contractor_group.clone().ok_or_else(missing)
}

/// Is the payer a final consumer? The class where the file says it, else whether there is a NIP.
fn is_consumer(document: &Document) -> bool {
    document
        .origin
        .as_ref()
        .map_or_else(|| bare_nip(&document.payer.nip).is_empty(), |origin| origin.class != BuyerClass::Firm)
}

/// A card of the same name as a person compares it.
fn namesake(card: &Namesake) -> String {
    let parts = [card.name.as_str(), &card.nip, &card.post_code, &card.street];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{} ({})", card.code, parts.join(", "))
}
