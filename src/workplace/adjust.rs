//! The settings file as a person changes it by forms: read, checked as the file is, and written with everything else in it as it
//! was. Needs no settings that can be used where it only mends them.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::table_files::mark;
use super::{Failure, Workplace};
use crate::core::life::State;
use crate::core::message::text::{PanelSettingsByHand, PanelSettingsChanged};
use crate::core::problem::Problem;
use crate::core::settings::Settings;
use crate::settings::edit::{Change, edited, without_part};
use crate::settings::explained::Group;
use crate::settings::fields::{self, Conflict, Field, Typed};
use crate::settings::file::{self, Form};
use crate::settings::mend::{self, MendedLine};
use crate::settings::origin::Origin;
use crate::spool::{RealDisk, replace};

/// The settings of a group at one level.
#[derive(Clone, Debug)]
pub struct Page {
    /// Parts of the file at which the group has settings; empty: for all.
    pub levels: Vec<String>,
    /// Which of them this is.
    pub level: String,
    /// The settings.
    pub fields: Vec<Field>,
    /// Names of companies, to choose from.
    pub companies: Vec<String>,
}

/// A setting that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Where it stands in the file, or stood.
    pub key: String,
    /// What was in force.
    pub was: String,
    /// What is.
    pub is: String,
}

/// What came of a form.
#[derive(Clone, Debug)]
pub enum Saved {
    /// It is in the file; nothing, where nothing was to be changed.
    Done(Vec<Changed>),
    /// The file is as it was: somebody else changed the same meanwhile.
    Meanwhile(Vec<Conflict>),
    /// The file is as it was: it would be wrong.
    Wrong(Vec<Problem>),
}

/// What is wrong with a settings file, and what can be mended.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// Each mistake, with the line that it stands in.
    pub mistakes: Vec<(Problem, Option<String>)>,
    /// Lines as they are and would be.
    pub lines: Vec<MendedLine>,
    /// Letters that the program cannot read become readable.
    pub letters: bool,
    /// Can anything be mended?
    pub is_mendable: bool,
    /// Tells the file that this is about.
    pub mark: String,
}

/// What a person typed, by the keys in the file.
pub type TypedByKey = BTreeMap<String, Typed>;

/// Who reads the file and writes it is alone with it.
static ONE: Mutex<()> = Mutex::new(());

/// The settings of a group; `level`: a part of the file, or the first that there is.
///
/// # Errors
/// The settings cannot be used.
pub fn page(dir: &Path, group: Group, level: &str) -> Result<Page, Failure> {
    let path = dir.join(file::FILE_NAME);
    let (text, _) = file::text(&path)?;
    let settings = file::parse(&text, &path)?;
    Ok(page_of(&settings, &text, group, level))
}

fn page_of(settings: &Settings, text: &str, group: Group, level: &str) -> Page {
    let levels = fields::levels(settings, group);
    let level = levels.iter().find(|known| *known == level).or(levels.first()).cloned().unwrap_or_default();
    let fields = fields::fields(settings, text, group, &Origin::of_part(&level));
    Page { levels, level, fields, companies: settings.companies.keys().cloned().collect() }
}

/// Saves what was typed into the settings of a group at a level.
///
/// # Errors
/// The settings cannot be used as they are, or the file cannot be read or written.
pub fn save(dir: &Path, group: Group, level: &str, typed: &BTreeMap<String, Typed>) -> Result<Saved, Failure> {
    let _alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let path = dir.join(file::FILE_NAME);
    let (text, form) = file::text(&path)?;
    let before = page_of(&file::parse(&text, &path)?, &text, group, level);
    if before.level != level {
        // Its company or account is gone.
        return Ok(Saved::Wrong(vec![Problem::error(PanelSettingsChanged)]));
    }
    let of = |settings: &Settings, text: &str| page_of(settings, text, group, level).fields;
    stored(&path, (&text, form), (before.fields, typed), &[], &of)
}

/// The settings with these keys in the file, whatever their groups and levels.
///
/// # Errors
/// The settings cannot be used.
pub fn by_key(dir: &Path, keys: &[String]) -> Result<Vec<Field>, Failure> {
    let path = dir.join(file::FILE_NAME);
    let (text, _) = file::text(&path)?;
    let mut found = with_keys(&file::parse(&text, &path)?, &text, &|key| keys.iter().any(|known| known == key));
    found.sort_by_key(|field| keys.iter().position(|key| *key == field.key));
    Ok(found)
}

fn with_keys(settings: &Settings, text: &str, is_meant: &dyn Fn(&str) -> bool) -> Vec<Field> {
    let mut found = Vec::new();
    for group in Group::ALL {
        for level in fields::levels(settings, group) {
            found.extend(fields::fields(settings, text, group, &Origin::of_part(&level)));
        }
    }
    found.retain(|field| is_meant(&field.key));
    found
}

/// Saves what was typed into settings by their keys in the file, and with it what is to stand there in any case.
///
/// # Errors
/// As [`save`].
pub fn save_by_key(dir: &Path, typed: &TypedByKey, besides: &[Change]) -> Result<Saved, Failure> {
    let _alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let path = dir.join(file::FILE_NAME);
    let (text, form) = file::text(&path)?;
    let of = |settings: &Settings, text: &str| with_keys(settings, text, &|key| typed.contains_key(key));
    let before = of(&file::parse(&text, &path)?, &text);
    if before.len() < typed.len() {
        return Ok(Saved::Wrong(vec![Problem::error(PanelSettingsChanged)]));
    }
    let by_path = before.iter().filter_map(|field| Some((field.path.to_owned(), typed.get(&field.key)?.clone())));
    let by_path = by_path.collect();
    stored(&path, (&text, form), (before, &by_path), besides, &of)
}

/// Writes the changes that were typed, and those besides; `of`: the same fields, of other settings.
fn stored(
    path: &Path,
    (text, form): (&str, Form),
    (before, typed): (Vec<Field>, &BTreeMap<String, Typed>),
    besides: &[Change],
    of: &dyn Fn(&Settings, &str) -> Vec<Field>,
) -> Result<Saved, Failure> {
    let mut changes = match fields::changes(&before, typed) {
        Ok(changes) => changes,
        Err(conflicts) => return Ok(Saved::Meanwhile(conflicts)),
    };
    changes.extend(besides.iter().cloned());
    if changes.is_empty() {
        return Ok(Saved::Done(Vec::new()));
    }
    let Some(edited) = edited(text, &changes) else {
        let keys: Vec<&str> = changes.iter().map(|change| change.path.as_str()).collect();
        let keys = keys.join(", ").into();
        return Ok(Saved::Wrong(vec![Problem::error(PanelSettingsByHand { file: path.into(), keys })]));
    };
    let settings = match file::parse(&edited, path) {
        Ok(settings) => settings,
        Err(error) => return Ok(Saved::Wrong(error.misfits())),
    };
    if edited != text {
        write(path, &file::written(&edited, form))?;
    }
    let is_changed = |field: &&Field| changes.iter().any(|change| change.path == field.key);
    let after = of(&settings, &edited);
    let pairs = before.into_iter().zip(after).filter(|(_, after)| is_changed(&after));
    Ok(Saved::Done(
        pairs.map(|(before, after)| Changed { key: after.key, was: before.value, is: after.value }).collect(),
    ))
}

/// Takes a part, `accounts.NAME` or `companies.NAME`, out of the settings.
///
/// # Errors
/// As [`save`].
pub(super) fn remove_part(dir: &Path, part: &str) -> Result<Saved, Failure> {
    let _alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let path = dir.join(file::FILE_NAME);
    let (text, form) = file::text(&path)?;
    let Some(edited) = without_part(&text, part) else {
        let (file, keys) = (path.as_path().into(), part.into());
        return Ok(Saved::Wrong(vec![Problem::error(PanelSettingsByHand { file, keys })]));
    };
    if let Err(error) = file::parse(&edited, &path) {
        return Ok(Saved::Wrong(error.misfits()));
    }
    write(&path, &file::written(&edited, form))?;
    Ok(Saved::Done(Vec::new()))
}

/// What is wrong with the settings; nothing where they can be used.
#[must_use]
pub fn look(dir: &Path) -> Look {
    let path = dir.join(file::FILE_NAME);
    let Err(error) = file::read(dir) else { return Look::default() };
    let (bytes, found) = mend::look(&path).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let text = file::text(&path).map_or(text, |(text, _)| text);
    let line = |problem: &Problem| {
        let number = usize::try_from(problem.place.line?).ok()?;
        text.lines().nth(number.checked_sub(1)?).map(|line| line.trim().to_owned())
    };
    let mistakes = error.problems().into_iter().map(|problem| (problem.clone(), line(&problem))).collect();
    let is_mendable = found.bytes.is_some();
    Look { mistakes, lines: found.lines, letters: found.letters, is_mendable, mark: mark(&bytes) }
}

/// Mends what can be mended in the file that was looked at (`was` is its mark), and keeps it as it was beside it. `false`: it is
/// another one by now.
///
/// # Errors
/// The file cannot be read or written.
pub fn mend(dir: &Path, was: &str) -> Result<bool, Failure> {
    let _alone = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let path = dir.join(file::FILE_NAME);
    let (bytes, found) = mend::look(&path)?;
    let Some(mended) = found.bytes.filter(|_| mark(&bytes) == was) else { return Ok(false) };
    let mut kept = OsString::from(&path);
    kept.push(".bak");
    replace(&RealDisk, kept.as_ref(), &bytes)?;
    write(&path, &mended)?;
    Ok(true)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    Ok(replace(&RealDisk, path, bytes)?)
}

impl Workplace {
    /// How many orders wait or are refused: what the settings say now may let them in.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub fn held_up(&self) -> Result<u64, Failure> {
        let mut count = 0;
        for company in self.companies_ready()? {
            let counts = company.ledger()?.counts()?;
            count += [State::Waiting, State::Error].iter().filter_map(|state| counts.get(state)).sum::<u64>();
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests;
