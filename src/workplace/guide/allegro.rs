//! The application at Allegro, and further accounts and companies.

use super::super::adjust::{self, Saved, TypedByKey};
use super::super::companies::doubt_told;
use super::{Failure, Workplace, value};
use crate::core::message::text::{GuideBadName, GuideNoId, GuideNoSecret, GuideSameName};
use crate::core::problem::Problem;
use crate::core::register::{self, Configured};
use crate::core::settings::LATER;
use crate::settings::edit::Change;
use crate::settings::file::is_name;
use crate::workplace::{SecretKind, SecretOrigin};

/// The settings that are asked for.
#[must_use]
pub fn application(account: &str) -> Vec<String> {
    vec!["allegro.application".to_owned(), format!("accounts.{account}.client_id")]
}

/// Saves the application's id, and its secret into its own place; an empty one stays what it is.
///
/// # Errors
/// The settings cannot be used, read or written, or the secret cannot be one.
pub fn save_application(place: &Workplace, account: &str, typed: &TypedByKey, secret: &str) -> Result<Saved, Failure> {
    let mut wrong = Vec::new();
    if value(typed, &format!("accounts.{account}.client_id")).is_empty() {
        wrong.push(Problem::error(GuideNoId));
    }
    let mut secrets = place.secrets().into_iter();
    let kept = secrets.find(|known| known.kind == SecretKind::Allegro && known.of == account);
    let is_kept = kept.is_some_and(|known| known.origin != SecretOrigin::Missing);
    if secret.trim().is_empty() && !is_kept {
        wrong.push(Problem::error(GuideNoSecret));
    }
    if !wrong.is_empty() {
        return Ok(Saved::Wrong(wrong));
    }
    let saved = adjust::save_by_key(&place.dir, typed, &[])?;
    if matches!(saved, Saved::Done(_)) && !secret.trim().is_empty() {
        Workplace::open(&place.dir)?.keep_secret(SecretKind::Allegro, account, secret.trim())?;
    }
    Ok(saved)
}

/// Adds an account of a company, which waits until its day is said. A company that there is not is added too, with a try-out base
/// until another one is named; accounts that named none keep theirs.
///
/// # Errors
/// The settings cannot be used, read or written.
pub fn add_account(place: &Workplace, alias: &str, company: &str) -> Result<Saved, Failure> {
    let (accounts, companies) = (&place.settings.accounts, &place.settings.companies);
    let mut wrong: Vec<Problem> = bad_name(accounts.keys(), alias).into_iter().collect();
    let mut changes = Vec::new();
    if !companies.contains_key(company) {
        wrong.extend(bad_name(companies.keys(), company));
        changes.push(text(format!("companies.{company}.engine"), "sandbox"));
        if let Some(first) = companies.keys().next() {
            let unnamed = accounts.iter().filter(|(_, account)| account.company.is_empty());
            changes.extend(unnamed.map(|(alias, _)| text(format!("accounts.{alias}.company"), first)));
        }
    }
    if !wrong.is_empty() {
        return Ok(Saved::Wrong(wrong));
    }
    changes.push(text(format!("accounts.{alias}.company"), company));
    changes.push(text(format!("accounts.{alias}.begin"), LATER));
    let saved = adjust::save_by_key(&place.dir, &TypedByKey::new(), &changes)?;
    if matches!(saved, Saved::Done(_)) {
        // A new company has its folders at once: pages look into them before the service does.
        Workplace::open(&place.dir)?.welcome()?;
    }
    Ok(saved)
}

fn text(path: String, value: &str) -> Change {
    Change { path, value: Some(toml::Value::String(value.to_owned())) }
}

/// Why it cannot be the name of another account or company.
fn bad_name<'n>(all: impl Iterator<Item = &'n String> + Clone, name: &str) -> Option<Problem> {
    if !is_name(name) {
        return Some(Problem::error(GuideBadName { name: name.into() }));
    }
    if all.clone().any(|known| known == name) {
        return Some(Problem::error(GuideSameName { name: name.into() }));
    }
    let known: Vec<Configured> = all.map(|known| Configured { name: known.clone(), base: String::new() }).collect();
    register::bad_name(&known, name).map(|doubt| doubt_told(name, &doubt))
}
