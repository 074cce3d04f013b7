//! The own firm: name, NIP, address.

use super::super::adjust::{self, Saved, TypedByKey};
use super::{Failure, Workplace, level, value};
use crate::core::message::text::{GuideNoAddress, GuideNoName, GuideWrongNip};
use crate::core::problem::Problem;
use crate::core::taxid::Nip;

/// The settings that are asked for.
#[must_use]
pub fn firm_keys(place: &Workplace, company: &str) -> Vec<String> {
    let level = level(place, company);
    ["name", "nip", "street", "post_code", "city"].map(|name| format!("{level}seller.{name}")).into()
}

/// Saves it where it can be right: a NIP with its check digit, in ten digits.
///
/// # Errors
/// The settings cannot be used, read or written.
pub fn save_firm(place: &Workplace, company: &str, mut typed: TypedByKey) -> Result<Saved, Failure> {
    let level = level(place, company);
    let key = |name: &str| format!("{level}seller.{name}");
    let country = place.settings.of_company(company).seller.nip_country.trim().to_uppercase();
    let mut wrong = Vec::new();
    if value(&typed, &key("name")).is_empty() {
        wrong.push(Problem::error(GuideNoName));
    }
    if matches!(country.as_str(), "" | "PL") {
        match Nip::parse(value(&typed, &key("nip"))) {
            Some(nip) => typed.entry(key("nip")).or_default().value = nip.to_string(),
            None => wrong.push(Problem::error(GuideWrongNip { nip: value(&typed, &key("nip")).into() })),
        }
    }
    if ["post_code", "city"].iter().any(|name| value(&typed, &key(name)).is_empty()) {
        wrong.push(Problem::error(GuideNoAddress));
    }
    if wrong.is_empty() { adjust::save_by_key(&place.dir, &typed, &[]) } else { Ok(Saved::Wrong(wrong)) }
}
