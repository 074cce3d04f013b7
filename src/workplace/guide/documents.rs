//! What documents are made with, chosen from what the base has.

use super::super::adjust::{self, Saved, TypedByKey};
use super::{Failure, Workplace, level};

/// The classes of buyers, as the settings name them.
const CLASSES: [&str; 3] = ["firm", "invoice", "private"];
/// What is asked for each of them.
const OF_CLASS: [&str; 6] = ["definition", "series", "warehouse", "category", "payment_form", "group"];

/// The settings that are asked for: of each class of buyers, then what answers where no table does, then the pattern.
#[must_use]
pub fn document_keys(place: &Workplace, company: &str) -> Vec<String> {
    let level = level(place, company);
    let of_classes = CLASSES.iter().flat_map(|class| OF_CLASS.map(|name| format!("{level}documents.{class}.{name}")));
    let defaults = ["payments.default_form", "payments.cash_on_delivery_form", "delivery.default_service"];
    let mut keys: Vec<String> = of_classes.chain(defaults.map(|key| format!("{level}{key}"))).collect();
    keys.push("services.deposit".to_owned());
    keys.push(format!("companies.{company}.pattern"));
    keys
}

/// Saves them.
///
/// # Errors
/// The settings cannot be used, read or written.
pub fn save_documents(place: &Workplace, typed: &TypedByKey) -> Result<Saved, Failure> {
    adjust::save_by_key(&place.dir, typed, &[])
}
