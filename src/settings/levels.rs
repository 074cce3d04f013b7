//! Settings by level: what stands at the top, in a company and in an account of the file becomes what is in force for each of
//! them. The nearest wins, key by key. This is the only place that knows which level a value is from, besides
//! [`super::origin`], which says it.
//!
//! Each level is laid over the one above it while values still know where in the file they stand, and read as a whole file is:
//! what may stand at a level, and where a mistake is, needs no second description.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use crate::core::settings::{Levels, Settings};

/// Parts of the file that a company may have of its own.
pub(super) const OF_COMPANY: [&str; 8] =
    ["documents", "payments", "delivery", "vat", "fields", "products", "contractors", "seller"];
/// Parts that an account may have of its own. Cards and seller are the base's, whatever account an order comes by.
pub(super) const OF_ACCOUNT: [&str; 5] = ["documents", "payments", "delivery", "vat", "fields"];

/// A mistake, and where in the text it is.
#[derive(Debug)]
pub(super) struct Mistake {
    /// In bytes.
    pub at: usize,
    /// What it is.
    pub what: Wrong,
}

/// What is wrong.
#[derive(Debug)]
pub(super) enum Wrong {
    /// The reader says so, in English.
    Said(String),
    /// A part that cannot be of this level: its name, and `companies.NAME` or `accounts.ALIAS`.
    Misplaced(String, String),
}

impl From<toml::de::Error> for Mistake {
    fn from(error: toml::de::Error) -> Self {
        Self { at: error.span().map_or(0, |span| span.start), what: Wrong::Said(error.message().to_owned()) }
    }
}

/// The file, and what is in force for its companies and accounts.
pub(super) fn read(text: &str) -> Result<Settings, Mistake> {
    let file = DeTable::parse(text)?;
    let (span, mut top) = (file.span(), file.into_inner());
    let keys = toml::Table::try_from(Settings::default()).unwrap_or_default();
    let companies = taken(&mut top, ("companies", &OF_COMPANY, &[]), &keys)?;
    // An account has a schedule besides, which has no other level.
    let accounts = taken(&mut top, ("accounts", &OF_ACCOUNT, &["schedule"]), &keys)?;
    let mut settings = whole(top.clone(), &span)?;
    let mut levels = Levels::default();
    for (alias, part) in &accounts {
        let company = settings.company_of(alias).and_then(|name| companies.get(name));
        let own = company.into_iter().chain([part]).fold(top.clone(), laid_over);
        levels.accounts.insert(alias.clone(), whole(own, &span)?);
    }
    for name in settings.companies.keys() {
        let of_it = |(alias, _): &(&String, &Settings)| settings.company_of(alias) == Some(name);
        let of_it: BTreeMap<String, Settings> =
            levels.accounts.iter().filter(of_it).map(|(alias, own)| (alias.clone(), own.clone())).collect();
        let part = companies.get(name);
        if part.is_some() || !of_it.is_empty() {
            let mut own = whole(part.into_iter().fold(top.clone(), laid_over), &span)?;
            own.levels.accounts = of_it;
            levels.companies.insert(name.clone(), own);
        }
    }
    settings.levels = levels;
    Ok(settings)
}

/// Where the value of this path begins in the text.
pub(super) fn place_of(text: &str, path: &[&str]) -> Option<usize> {
    let (first, rest) = path.split_first()?;
    let file = DeTable::parse(text).ok()?.into_inner();
    let value = rest.iter().try_fold(file.get(*first)?, |value, key| value.get_ref().as_table()?.get(*key))?;
    Some(value.span().start)
}

fn whole(table: DeTable<'_>, span: &Range<usize>) -> Result<Settings, Mistake> {
    Ok(Settings::deserialize(Deserializer::from(Spanned::new(span.clone(), table)))?)
}

/// Takes the levelled parts out of every company or account. What else stands there must be its own, and no part of the top.
fn taken<'t>(
    file: &mut DeTable<'t>,
    (kind, allowed, own_too): (&str, &[&str], &[&str]),
    top: &toml::Table,
) -> Result<BTreeMap<String, DeTable<'t>>, Mistake> {
    let mut parts = BTreeMap::new();
    let Some(DeValue::Table(all)) = file.get_mut(kind).map(Spanned::get_mut) else { return Ok(parts) };
    for (name, own) in all.iter_mut() {
        let DeValue::Table(own) = own.get_mut() else { continue };
        let mut part = DeTable::new();
        for key in allowed {
            part.extend(own.remove_entry(*key));
        }
        let is_of_the_top = |key: &str| top.contains_key(key) && !own_too.contains(&key);
        let misplaced = own.keys().filter(|key| is_of_the_top(key.get_ref()));
        if let Some(key) = misplaced.min_by_key(|key| key.span().start) {
            let what = Wrong::Misplaced(key.get_ref().to_string(), format!("{kind}.{}", name.get_ref()));
            return Err(Mistake { at: key.span().start, what });
        }
        if !part.is_empty() {
            parts.insert(name.get_ref().to_string(), part);
        }
    }
    Ok(parts)
}

/// The part over what stands above it: tables key by key, everything else whole.
fn laid_over<'t>(mut below: DeTable<'t>, part: &DeTable<'t>) -> DeTable<'t> {
    for (key, value) in part {
        let under = below.remove_entry(key.get_ref().as_ref()).map(|(_, under)| under.into_inner());
        let laid = match (under, value.get_ref()) {
            (Some(DeValue::Table(under)), DeValue::Table(over)) => DeValue::Table(laid_over(under, over)),
            (_, over) => over.clone(),
        };
        below.insert(key.clone(), Spanned::new(value.span(), laid));
    }
    below
}

#[cfg(test)]
mod tests;
