//! `allegro-optima.toml`: read with line and column of what is wrong, written by `init`.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::bytes::{self};
pub use super::bytes::{Form, write as written};
use super::mistake::{Mistake, Wrong, position, told};
use super::{levels, sense};
use crate::core::message::text::{
    MendEncoding, MendFile, MendFolder, MendNoText, MendSmall, NotFile, NotFolder, NotSmall, Set001, Set002, Set003,
    Set004, SlipEncoding, SlipNoText,
};
use crate::core::message::{Language, Message};
use crate::core::problem::{Explain, Fault, Problem};
use crate::core::reach::Reach;
use crate::core::settings::Settings;
use crate::core::settings::doubts::doubts;
use crate::core::settings::remark::Remark;
use crate::system::regular::{self, Links, NotRegular};

/// The settings' file in the working folder.
pub const FILE_NAME: &str = "allegro-optima.toml";

/// A settings file has a hundred lines; one of a mebibyte is something else.
const SIZE_MAX: u64 = 1 << 20;
/// So many mistakes are told at once.
const TOLD: usize = 50;

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// There is no such file.
    #[error("{path}: no settings")]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// It cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is none that could be a settings file.
    #[error("{path}: not a settings file: {not:?}")]
    NotSettings {
        /// The file.
        path: PathBuf,
        /// What it is.
        not: Not,
    },
    /// Something that stands in it is wrong.
    #[error("{path}: {mistakes:?}")]
    Wrong {
        /// The file.
        path: PathBuf,
        /// What is wrong, from its beginning on.
        mistakes: Vec<Told>,
    },
}

/// A mistake in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The line that it is in.
    pub line: u32,
    /// The setting that it is of, `companies.firma.server`; none: it is not of one.
    pub key: Option<String>,
    /// What is wrong.
    pub message: Message,
}

/// What stands there and is no settings file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Not {
    /// A folder.
    Folder,
    /// A pipe, a device.
    File,
    /// A file that is far too large.
    Small,
}

impl SettingsError {
    /// Everything that is wrong.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let of = |path: &Path, message: Message| Problem::error(message).in_file(path.display().to_string());
        match self {
            Self::Missing { path } => vec![of(path, Set001 { path: path.as_path().into() }.into())],
            Self::Unreadable { path, source } => {
                let why = crate::system::reason(source);
                vec![of(path, Set002 { path: path.as_path().into(), why }.into())]
            }
            Self::NotSettings { path, not } => {
                let (why, todo): (Message, Message) = match not {
                    Not::Folder => (NotFolder.into(), MendFolder.into()),
                    Not::File => (NotFile.into(), MendFile.into()),
                    Not::Small => (NotSmall.into(), MendSmall.into()),
                };
                vec![of(path, Set003 { path: path.as_path().into(), why: why.into(), todo: todo.into() }.into())]
            }
            Self::Wrong { path, mistakes } => {
                mistakes.iter().map(|told| of(path, told.message.clone()).at_line(told.line)).collect()
            }
        }
    }

    /// The same of settings that are in no file yet: of which setting each is, and not of which line.
    #[must_use]
    pub fn misfits(&self) -> Vec<Problem> {
        let Self::Wrong { path, mistakes } = self else { return self.problems() };
        let of = |told: &Told| {
            let problem = Problem::error(told.message.clone()).in_file(path.display().to_string());
            told.key.iter().fold(problem, Problem::at_path)
        };
        mistakes.iter().map(of).collect()
    }
}

impl Explain for SettingsError {
    fn problem(&self) -> Problem {
        // There is one: whoever makes such an error says why.
        self.problems().into_iter().next().unwrap_or_else(|| Problem::error(NotFile))
    }

    fn fault(&self) -> Fault {
        Fault::Usage
    }

    fn reach(&self) -> Reach {
        Reach::Process
    }
}

/// The file that was read last, with what it says: it is looked at again for each page of the panel, and is mostly the same.
static LAST: Mutex<Option<(PathBuf, String, Settings)>> = Mutex::new(None);

/// Reads the settings of a folder.
pub fn read(dir: &Path) -> Result<Settings, SettingsError> {
    let path = dir.join(FILE_NAME);
    let (text, _) = text(&path)?;
    let known = || LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((of, was, settings)) = &*known()
        && (of, was) == (&path, &text)
    {
        return Ok(settings.clone());
    }
    let settings = parse(&text, &path)?;
    *known() = Some((path, text, settings.clone()));
    Ok(settings)
}

/// The language that a file asks for, whatever else is wrong with it.
#[must_use]
pub fn language(dir: &Path) -> Option<Language> {
    let (text, _) = text(&dir.join(FILE_NAME)).ok()?;
    let said = text.lines().map(str::trim).take_while(|line| !line.starts_with('['));
    said.filter_map(|line| line.split_once('=')).find_map(|(key, value)| {
        let word = value.split('#').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
        (key.trim() == "language").then(|| word.parse().ok()).flatten()
    })
}

/// The text of a file, and how it lies there.
///
/// # Errors
/// It cannot be read, or is no text.
pub fn text(path: &Path) -> Result<(String, Form), SettingsError> {
    text_of(&bytes_of(path)?, path)
}

/// A file, if it can be one of settings.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, SettingsError> {
    let unreadable = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => SettingsError::Missing { path: path.to_owned() },
        _ => SettingsError::Unreadable { path: path.to_owned(), source },
    };
    let is_not = |not| SettingsError::NotSettings { path: path.to_owned(), not };
    regular::read(path, Links::Followed, SIZE_MAX).map_err(|error| match error.kind() {
        io::ErrorKind::IsADirectory => is_not(Not::Folder),
        io::ErrorKind::FileTooLarge => is_not(Not::Small),
        _ if NotRegular::of(&error).is_some() => is_not(Not::File),
        _ => unreadable(error),
    })
}

/// The text of these bytes, and how it lies in them; `path` is for messages.
pub(super) fn text_of(bytes: &[u8], path: &Path) -> Result<(String, Form), SettingsError> {
    // Old Macs end a line with a carriage return alone.
    let lines = |text: String| if text.contains('\n') { text } else { text.replace('\r', "\n") };
    let wrong = |readable: &str, why: Message, todo: Message| {
        let (line, column) = position(readable, readable.len());
        let (why, todo) = (why.into(), todo.into());
        let message = Set004 { path: path.into(), line: line.into(), column: column.into(), why, todo };
        let told = Told { line, key: None, message: message.into() };
        SettingsError::Wrong { path: path.to_owned(), mistakes: vec![told] }
    };
    let read = bytes::read(bytes);
    let (text, form) = read.map_err(|readable| wrong(&readable, SlipEncoding.into(), MendEncoding.into()))?;
    match text.split_once('\0') {
        Some((before, _)) => Err(wrong(before, SlipNoText.into(), MendNoText.into())),
        None => Ok((lines(text), form)),
    }
}

/// Reads settings from their text; `path` is for messages.
pub fn parse(text: &str, path: &Path) -> Result<Settings, SettingsError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let wrong = |mistakes| Err(SettingsError::Wrong { path: path.to_owned(), mistakes });
    let table = match levels::table(text) {
        Ok(table) => table,
        Err(slip) => return wrong(vec![told(text, path, slip)]),
    };
    let (settings, found) = levels::read(text, table.clone());
    let place = |key: &str| levels::place_of(&table, key, false).unwrap_or_default();
    // What does not fit was left out, and what is left may make no sense for that.
    let is_whole = found.iter().all(|mistake| !matches!(mistake.what, Wrong::Unfit(..) | Wrong::Slip(_)));
    let senseless = if is_whole { sense::senseless(&settings, &|key| is_said(&table, key)) } else { Vec::new() };
    let remarks = senseless.into_iter().map(|remark| (place(&remark.key), Found::Remark(remark)));
    let mut all: Vec<(usize, Found<'_>)> = remarks.collect();
    all.extend(found.into_iter().map(|mistake| (mistake.at, Found::Mistake(mistake))));
    // Of one value one thing is said, and that which knows it best.
    all.sort_by_key(|(at, _)| *at);
    all.dedup_by_key(|(at, _)| *at);
    // What nobody reads is not put into words: each line is tried before it is advised.
    let in_words = |(at, found): (usize, Found<'_>)| match found {
        Found::Mistake(mistake) => told(text, path, mistake),
        Found::Remark(remark) => {
            let (line, column) = position(text, at);
            Told { line, key: Some(remark.key.clone()), message: remark.at(line, column) }
        }
    };
    let said: Vec<Told> = all.into_iter().take(TOLD).map(in_words).collect();
    if said.is_empty() { Ok(settings) } else { wrong(said) }
}

/// What is wrong at a place.
enum Found<'s> {
    Mistake(Mistake),
    Remark(Remark<'s>),
}

/// What is to be said of settings that are taken all the same: what contradicts itself, and what has no effect.
#[must_use]
pub fn doubtful(dir: &Path, settings: &Settings) -> Vec<Problem> {
    let path = dir.join(FILE_NAME);
    // It was read a moment ago; of what cannot be read now nothing is said.
    let Ok((text, _)) = text(&path) else { return Vec::new() };
    doubtful_in(&text, settings, &path)
}

fn doubtful_in(text: &str, settings: &Settings, path: &Path) -> Vec<Problem> {
    let Ok(table) = levels::table(text) else { return Vec::new() };
    let told = doubts(settings, &|key| is_said(&table, key)).into_iter().map(|remark| {
        let (line, column) = position(text, levels::place_of(&table, &remark.key, false).unwrap_or_default());
        Problem::warning(remark.at(line, column)).in_file(path.display().to_string()).at_line(line)
    });
    let mut told: Vec<Problem> = told.collect();
    told.sort_by_key(|problem| problem.place.line);
    told
}

fn is_said(table: &toml::de::DeTable<'_>, key: &str) -> bool {
    levels::place_of(table, key, true).is_some()
}

/// Aliases and company names go into file names and the foreign number: short and plain.
#[must_use]
pub fn is_name(name: &str) -> bool {
    (1..=20).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

#[cfg(test)]
mod tests;
