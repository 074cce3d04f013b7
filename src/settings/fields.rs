//! Settings as fields of a form: what is in force, where it is from, and what a person typed in its place.

use std::collections::BTreeMap;

use super::edit::Change;
use super::explained::{Group, group};
use super::levels::{OF_ACCOUNT, OF_COMPANY};
use super::origin::Origin;
use super::schema::{self, Kind, Known};
use crate::core::settings::{Account, Company, Settings};

/// A setting of one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// As the schema has it.
    pub path: &'static str,
    /// Where it stands in the file, or would: `companies.firma.vat.delivery`.
    pub key: String,
    /// What it is.
    pub kind: Kind,
    /// Has it any number of values? Each is a line, then.
    pub is_list: bool,
    /// What is in force.
    pub value: String,
    /// What the program takes where nobody says anything; `None`: nothing.
    pub usual: Option<String>,
    /// Does the file say it at this level?
    pub is_said: bool,
    /// Who says what is in force.
    pub from: Origin,
}

/// What a person did with a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// What stands in it.
    pub value: String,
    /// What stood in it when it was shown.
    pub shown: String,
    /// It is to be as above again.
    pub back: bool,
}

/// A setting that somebody else changed while a person changed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Where it stands in the file.
    pub key: String,
    /// What the person saw.
    pub then: String,
    /// What it is now.
    pub now: String,
}

/// The levels at which a group has settings: for all, then companies, then accounts, as parts of the file.
#[must_use]
pub fn levels(settings: &Settings, group: Group) -> Vec<String> {
    let companies = settings.companies.keys().map(|name| format!("companies.{name}"));
    let accounts = settings.accounts.keys().map(|alias| format!("accounts.{alias}"));
    let all = std::iter::once(String::new()).chain(companies).chain(accounts);
    all.filter(|of| known_at(group, &Origin::of_part(of)).next().is_some()).collect()
}

/// The settings of a group at a level, in the order of the types, and the keys that they have in the file there.
fn known_at(of: Group, level: &Origin) -> impl Iterator<Item = (&'static Known, String)> {
    let in_group = schema::all().iter().filter(move |known| group(&known.path) == Some(of));
    in_group.filter_map(move |known| {
        let (part, rest) = known.path.split_once('.').unwrap_or((&known.path, ""));
        let own = rest.strip_prefix("*.");
        let key = match (part, level, own) {
            ("companies", Origin::Company(name), Some(own)) => format!("companies.{name}.{own}"),
            ("accounts", Origin::Account(alias), Some(own)) => format!("accounts.{alias}.{own}"),
            ("companies" | "accounts", ..) => return None,
            (_, Origin::Top | Origin::Program, _) => known.path.clone(),
            (part, Origin::Company(name), _) if OF_COMPANY.contains(&part) => {
                format!("companies.{name}.{}", known.path)
            }
            (part, Origin::Account(alias), _) if OF_ACCOUNT.contains(&part) => {
                format!("accounts.{alias}.{}", known.path)
            }
            _ => return None,
        };
        Some((known, key))
    })
}

/// The fields of a group at a level (`of`: a part of the file) of these settings and their text.
#[must_use]
pub fn fields(settings: &Settings, text: &str, of: Group, level: &Origin) -> Vec<Field> {
    let said: toml::Table = text.trim_start_matches('\u{feff}').parse().unwrap_or_default();
    let is_said = |key: &str| at(&said, key).is_some();
    let in_force = in_force(settings, level);
    let usual = usual();
    let fields = known_at(of, level).map(|(known, key)| {
        let own = known.path.replace(".*.", ".");
        let shown = |table: &toml::Table| at(table, &own).map(shown);
        let level_says = is_said(&key);
        let from = if level_says { level.clone() } else { above(settings, level, known, &is_said) };
        Field {
            path: &known.path,
            kind: known.kind,
            is_list: known.is_list,
            value: shown(&in_force).unwrap_or_default(),
            usual: shown(&usual),
            is_said: level_says,
            from,
            key,
        }
    });
    fields.collect()
}

/// Who says a setting that its level does not say.
fn above(settings: &Settings, level: &Origin, known: &Known, is_said: &dyn Fn(&str) -> bool) -> Origin {
    let of_all = match level {
        // An account's schedule is its own as a whole.
        Origin::Account(alias) if known.path.starts_with("accounts.*.schedule.") => {
            (!is_said(&format!("accounts.{alias}.schedule"))).then(|| known.path.replace("accounts.*.", ""))
        }
        _ if known.path.contains(schema::ANY) => None,
        _ => Some(known.path.clone()),
    };
    let Some(of_all) = of_all else { return Origin::Program };
    if let Origin::Account(alias) = level
        && let Some(name) = settings.company_of(alias)
        && is_said(&format!("companies.{name}.{of_all}"))
    {
        return Origin::Company(name.to_owned());
    }
    if is_said(&of_all) { Origin::Top } else { Origin::Program }
}

/// What is in force at a level, with the account or company itself below `accounts` or `companies`.
fn in_force(settings: &Settings, level: &Origin) -> toml::Table {
    let (mut all, part, own) = match level {
        Origin::Program | Origin::Top => return values(settings),
        Origin::Company(name) => (values(settings.of_company(name)), "companies", own(settings.companies.get(name))),
        Origin::Account(alias) => {
            let account = settings.accounts.get(alias).map(|account| {
                let schedule = Some(settings.schedule_of(alias).clone());
                Account { schedule, ..account.clone() }
            });
            (values(settings.of_account(alias)), "accounts", own(account.as_ref()))
        }
    };
    all.insert(part.to_owned(), own);
    all
}

/// What the program takes where nobody says anything.
fn usual() -> toml::Table {
    let settings = Settings::default();
    let mut all = values(&settings);
    let account = Account { schedule: Some(settings.schedule), ..Account::default() };
    all.insert("accounts".to_owned(), own(Some(&account)));
    all.insert("companies".to_owned(), own(Some(&Company::default())));
    all
}

fn own<T: serde::Serialize>(one: Option<&T>) -> toml::Value {
    let table = one.and_then(|one| toml::Table::try_from(one).ok());
    toml::Value::Table(table.unwrap_or_default())
}

fn values(settings: &Settings) -> toml::Table {
    toml::Table::try_from(settings).unwrap_or_default()
}

fn at<'t>(table: &'t toml::Table, path: &str) -> Option<&'t toml::Value> {
    match path.split_once('.') {
        None => table.get(path),
        Some((name, rest)) => at(table.get(name)?.as_table()?, rest),
    }
}

fn shown(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join("\n"),
        other => other.to_string(),
    }
}

/// What a person typed, as TOML has it. What is no number, or no flag, stays what it is: whoever reads the settings says so.
fn read(field: &Field, typed: &str) -> toml::Value {
    let one = |typed: &str| match field.kind {
        Kind::Number => typed.parse().map_or_else(|_| toml::Value::String(typed.to_owned()), toml::Value::Integer),
        Kind::Flag => typed.parse().map_or_else(|_| toml::Value::String(typed.to_owned()), toml::Value::Boolean),
        Kind::Text | Kind::Word(_) => toml::Value::String(typed.to_owned()),
    };
    if !field.is_list {
        return one(typed);
    }
    // One has a comma in it already: then a comma is no end.
    let by_comma = !field.value.contains(',');
    let items = typed.split(|c| c == '\n' || by_comma && c == ',').map(str::trim).filter(|item| !item.is_empty());
    toml::Value::Array(items.map(one).collect())
}

/// As a browser brings it and as a field has it.
fn plain(typed: &str) -> String {
    typed.replace("\r\n", "\n").trim().to_owned()
}

/// The changes of the file that a person's form means, by the fields as they are now; or what somebody else changed meanwhile.
pub fn changes(now: &[Field], typed: &BTreeMap<String, Typed>) -> Result<Vec<Change>, Vec<Conflict>> {
    let (mut changes, mut conflicts) = (Vec::new(), Vec::new());
    for field in now {
        let Some(typed) = typed.get(field.path) else { continue };
        let (value, shown, is) = (plain(&typed.value), plain(&typed.shown), plain(&field.value));
        let wanted = if typed.back {
            field.is_said.then_some(None)
        } else if value == shown || value == is {
            None
        } else if value.is_empty() && field.usual.is_none() {
            field.is_said.then_some(None)
        } else {
            Some(Some(read(field, &value)))
        };
        let Some(value) = wanted else { continue };
        if shown == is {
            changes.push(Change { path: field.key.clone(), value });
        } else {
            conflicts.push(Conflict { key: field.key.clone(), then: shown, now: is });
        }
    }
    if !conflicts.is_empty() {
        return Err(conflicts);
    }
    changes.extend(rest_of_schedule(now, &changes));
    changes.extend(whole_schedule(now, &changes));
    Ok(changes)
}

/// An account of whose schedule nothing is left has none of its own.
fn whole_schedule(now: &[Field], changes: &[Change]) -> Option<Change> {
    let is_out = |field: &Field| changes.iter().any(|change| change.path == field.key && change.value.is_none());
    let mut said =
        now.iter().filter(|field| field.path.starts_with("accounts.*.schedule.") && field.is_said).peekable();
    let (part, _) = said.peek()?.key.rsplit_once('.')?;
    let path = part.to_owned();
    said.all(is_out).then_some(Change { path, value: None })
}

/// An account's schedule is its own as a whole: what a person did not change of the common one is written with what he did.
fn rest_of_schedule(now: &[Field], changes: &[Change]) -> Vec<Change> {
    let of_schedule: Vec<&Field> = now.iter().filter(|field| field.path.starts_with("accounts.*.schedule.")).collect();
    let is_new = !of_schedule.iter().any(|field| field.is_said);
    let is_changed = |field: &&&Field| changes.iter().any(|change| change.path == field.key);
    if !is_new || !of_schedule.iter().any(|field| is_changed(&field)) {
        return Vec::new();
    }
    let rest = of_schedule.iter().filter(|field| !is_changed(field));
    rest.map(|field| Change { path: field.key.clone(), value: Some(read(field, &field.value)) }).collect()
}

#[cfg(test)]
mod tests;
