//! Settings by level: what stands at the top, in a company and in an account of the file becomes what is in force for each of
//! them. The nearest wins, key by key. This is the only place that knows which level a value is from, besides
//! [`super::origin`], which says it.
//!
//! Each level is laid over the one above it while values still know where in the file they stand, and read as a whole file is:
//! what may stand at a level, and where a mistake is, needs no second description.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::{Mistake, Wrong};
use super::typed::{self, Misfit};
use super::{leaves, schema, slips};
use crate::core::settings::{Levels, Settings};

/// Parts of the file that a company may have of its own.
pub(super) const OF_COMPANY: [&str; 8] =
    ["documents", "payments", "delivery", "vat", "fields", "products", "contractors", "seller"];
/// Parts that an account may have of its own. Cards and seller are the base's, whatever account an order comes by.
pub(super) const OF_ACCOUNT: [&str; 5] = ["documents", "payments", "delivery", "vat", "fields"];

/// A text with so many mistakes that all of them would take longer than anybody reads is asked for its first one alone.
const SEARCHED: usize = 1 << 16;

/// The values of a text, each with its place.
pub(super) fn table(text: &str) -> Result<DeTable<'_>, Mistake> {
    let first = match DeTable::parse(text) {
        Ok(table) => return Ok(table.into_inner()),
        Err(first) => first,
    };
    let (_, all) = DeTable::parse_recoverable(if text.len() > SEARCHED { "" } else { text });
    let place = |error: &toml::de::Error| error.span().map_or(0, |span| span.start);
    let topmost = all.into_iter().min_by_key(place).unwrap_or(first);
    let (at, slip) = slips::slip(text, place(&topmost), topmost.message());
    Err(Mistake { at, what: Wrong::Slip(slip) })
}

/// The settings of a text and what is in force for its companies and accounts; and what is wrong with them, which they are
/// without.
pub(super) fn read(text: &str, mut top: DeTable<'_>) -> (Settings, Vec<Mistake>) {
    let mut found = leaves::mistakes(text, &top);
    let companies = taken(&mut top, ("companies", &OF_COMPANY, &[]), &mut found);
    // An account has a schedule besides, which has no other level.
    let accounts = taken(&mut top, ("accounts", &OF_ACCOUNT, &["schedule"]), &mut found);
    let mut whole = |table: DeTable<'_>, below: &str| {
        let (settings, misfits) = typed::settings(table);
        for Misfit { at, path, why } in misfits {
            // What stands above was found there.
            if found.iter().all(|known| known.at != at) {
                let path = if below.is_empty() { path.join(".") } else { format!("{below}.{}", path.join(".")) };
                found.push(Mistake { at, what: Wrong::Unfit(path, why) });
            }
        }
        settings
    };
    let mut settings = whole(top.clone(), "");
    let of_company = |name: &str| companies.get(name).into_iter().fold(top.clone(), laid_over);
    let mut levels = Levels::default();
    for name in settings.companies.keys().filter(|name| companies.contains_key(*name)) {
        levels.companies.insert(name.clone(), whole(of_company(name), &format!("companies.{name}")));
    }
    for (alias, part) in &accounts {
        let above = settings.company_of(alias).map_or_else(|| top.clone(), of_company);
        levels.accounts.insert(alias.clone(), whole(laid_over(above, part), &format!("accounts.{alias}")));
    }
    for (alias, own) in &levels.accounts {
        if let Some(name) = settings.company_of(alias) {
            let company = levels.companies.entry(name.to_owned()).or_insert_with(|| settings.clone());
            company.levels.accounts.insert(alias.clone(), own.clone());
        }
    }
    settings.levels = levels;
    (settings, found)
}

/// Where the value of this path begins; where there is none, as near above it as there is something. `whole`: at the path alone.
pub(super) fn place_of(table: &DeTable<'_>, path: &str, whole: bool) -> Option<usize> {
    let mut names = path.split('.');
    let mut value = table.get(names.next()?)?;
    for name in names {
        match value.get_ref().as_table().and_then(|below| below.get(name)) {
            Some(below) => value = below,
            None if whole => return None,
            None => break,
        }
    }
    Some(value.span().start)
}

/// Takes the levelled parts out of every company or account. What else stands there must be its own, and no part of the top.
fn taken<'t>(
    file: &mut DeTable<'t>,
    (kind, allowed, own_too): (&str, &[&str], &[&str]),
    found: &mut Vec<Mistake>,
) -> BTreeMap<String, DeTable<'t>> {
    let mut parts = BTreeMap::new();
    let Some(DeValue::Table(all)) = file.get_mut(kind).map(Spanned::get_mut) else { return parts };
    for (name, own) in all.iter_mut() {
        let DeValue::Table(own) = own.get_mut() else { continue };
        let mut part = DeTable::new();
        for key in allowed {
            part.extend(own.remove_entry(*key));
        }
        let is_of_the_top = |key: &str| schema::is_part(key) && !own_too.contains(&key);
        let misplaced: Vec<(String, usize)> = own
            .keys()
            .filter(|key| is_of_the_top(key.get_ref()))
            .map(|key| (key.get_ref().to_string(), key.span().start))
            .collect();
        for (key, at) in misplaced {
            own.remove(key.as_str());
            found.push(Mistake { at, what: Wrong::Misplaced(key, format!("{kind}.{}", name.get_ref())) });
        }
        if !part.is_empty() {
            parts.insert(name.get_ref().to_string(), part);
        }
    }
    parts
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
