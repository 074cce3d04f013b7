//! `allegro-optima.toml`: read with line and column of what is wrong, written by `init`.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::core::message::Message;
use crate::core::message::text::{
    Set001, Set002, Set003, Set004, Set005, Set006, Set007, Set008, Set009, Set010, Set011, Set012, Set013, Set014,
    Set015, Set016, Set017, Set018, Set019, Set020, Set030, Set031, Set032,
};
use crate::core::problem::{Explain, Fault, Problem};
use crate::core::reach::Reach;
use crate::core::schedule::{Rule, ScheduleError};
use crate::core::settings::{Company, Email, Engine, Settings, SqlLogin};
use crate::core::vat::VatRate;

/// The settings' file in the working folder.
pub const FILE_NAME: &str = "allegro-optima.toml";

/// A settings file has a hundred lines; one of a mebibyte is something else.
const SIZE_MAX: u64 = 1 << 20;

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
    /// It is too large, or not UTF-8, to be a settings file.
    #[error("{path}: not a settings file")]
    NotSettings {
        /// The file.
        path: PathBuf,
    },
    /// A key, value or the TOML itself is wrong.
    #[error("{path}:{line}:{column}: {message}")]
    Wrong {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: u32,
        /// From 1.
        column: u32,
        /// What the reader says, in English.
        message: String,
    },
    /// The values are well-formed and cannot be meant.
    #[error("{path}: {message:?}")]
    Senseless {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        message: Message,
    },
}

impl Explain for SettingsError {
    fn problem(&self) -> Problem {
        let (path, message) = match self {
            Self::Missing { path } => (path, Set001 { path: path.as_path().into() }.into()),
            Self::Unreadable { path, source } => {
                (path, Set002 { path: path.as_path().into(), why: crate::system::reason(source) }.into())
            }
            Self::NotSettings { path } => (path, Set003 { path: path.as_path().into() }.into()),
            Self::Wrong { path, line, column, message } => (
                path,
                Set004 {
                    path: path.as_path().into(),
                    line: (*line).into(),
                    column: (*column).into(),
                    why: message.as_str().into(),
                }
                .into(),
            ),
            Self::Senseless { path, message } => (path, message.clone()),
        };
        let problem = Problem::error(message).in_file(path.display().to_string());
        match self {
            Self::Wrong { line, .. } => problem.at_line(*line),
            _ => problem,
        }
    }

    fn fault(&self) -> Fault {
        Fault::Usage
    }

    fn reach(&self) -> Reach {
        Reach::Process
    }
}

/// Reads the settings of a folder.
pub fn read(dir: &Path) -> Result<Settings, SettingsError> {
    let path = dir.join(FILE_NAME);
    let unreadable = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => SettingsError::Missing { path: path.clone() },
        _ => SettingsError::Unreadable { path: path.clone(), source },
    };
    let metadata = std::fs::metadata(&path).map_err(unreadable)?;
    if !metadata.is_file() || metadata.len() > SIZE_MAX {
        return Err(SettingsError::NotSettings { path });
    }
    let bytes = std::fs::read(&path).map_err(unreadable)?;
    let text = String::from_utf8(bytes).map_err(|_| SettingsError::NotSettings { path: path.clone() })?;
    parse(&text, &path)
}

/// Reads settings from their text; `path` is for messages.
pub fn parse(text: &str, path: &Path) -> Result<Settings, SettingsError> {
    // Notepad writes a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let settings: Settings = toml::from_str(text).map_err(|error| {
        let (line, column) = position(text, error.span().map_or(0, |span| span.start));
        SettingsError::Wrong { path: path.to_owned(), line, column, message: error.message().to_owned() }
    })?;
    match senseless(&settings) {
        Some(message) => Err(SettingsError::Senseless { path: path.to_owned(), message }),
        None => Ok(settings),
    }
}

fn position(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
}

/// The first thing that TOML cannot know to be wrong.
fn senseless(settings: &Settings) -> Option<Message> {
    for (key, rate) in [
        ("vat.default_rate", &settings.vat.default_rate),
        ("delivery.vat", &settings.delivery.vat),
        ("services.vat", &settings.services.vat),
    ] {
        if !rate.is_empty() && VatRate::parse(rate).is_err() {
            return Some(Set005 { key: key.into(), value: rate.into() }.into());
        }
    }
    for name in settings.accounts.keys().chain(settings.companies.keys()) {
        if !is_name(name) {
            return Some(Set006 { name: name.into() }.into());
        }
    }
    for (alias, account) in &settings.accounts {
        if !account.company.is_empty() && !settings.companies.contains_key(&account.company) {
            return Some(Set007 { alias: alias.into(), company: account.company.as_str().into() }.into());
        }
        if account.company.is_empty() && settings.companies.len() > 1 {
            return Some(Set008 { alias: alias.into() }.into());
        }
    }
    if let Some(message) = settings.companies.iter().find_map(|(name, company)| no_base(name, company)) {
        return Some(message);
    }
    if let Some(message) = shared_base(&settings.companies) {
        return Some(message);
    }
    let schedules = settings.accounts.iter().filter_map(|(alias, account)| {
        account.schedule.as_ref().map(|own| (format!("[accounts.{alias}.schedule]"), own))
    });
    for (part, schedule) in schedules.chain([("[schedule]".to_owned(), &settings.schedule)]) {
        if let Err(error) = Rule::read(schedule) {
            return Some(no_schedule(&part, &error));
        }
    }
    if !(1..=3600).contains(&settings.watch.scan_seconds) {
        return Some(Set015 { value: settings.watch.scan_seconds.into() }.into());
    }
    // Ten years are for ever, and less than a week takes the file away while its parcel is on the way.
    if settings.log.keep_days > 3660 {
        return Some(Set016 { value: settings.log.keep_days.into() }.into());
    }
    if !matches!(settings.retention.days, 0 | 7..=3660) {
        return Some(Set017 { value: settings.retention.days.into() }.into());
    }
    if let Some(message) = no_letters(&settings.email) {
        return Some(message);
    }
    if settings.files.max_size_mib == 0 || settings.files.max_size_mib > 1024 {
        return Some(Set009 { value: settings.files.max_size_mib.into() }.into());
    }
    None
}

/// What is missing to reach a company's base.
fn no_base(name: &str, company: &Company) -> Option<Message> {
    if company.engine == Engine::Sandbox {
        return None;
    }
    let needs_user = company.login == SqlLogin::Sql || !cfg!(windows);
    let missing = [
        ("server", company.server.is_empty()),
        ("database", company.database.is_empty()),
        ("user", company.user.is_empty() && needs_user),
    ];
    if let Some((key, _)) = missing.into_iter().find(|(_, missing)| *missing) {
        return Some(Set030 { company: name.into(), key: key.into() }.into());
    }
    company.address().is_none().then(|| Set031 { company: name.into(), server: company.server.as_str().into() }.into())
}

/// Two companies with one base: each order of either would be looked for, and written, twice.
fn shared_base(companies: &BTreeMap<String, Company>) -> Option<Message> {
    let mut bases: BTreeMap<String, &str> = BTreeMap::new();
    for (name, company) in companies {
        // One of the sandbox's usual name lies in the company's own folder.
        let base = match company.engine {
            Engine::Sandbox if company.file.is_empty() => continue,
            Engine::Sandbox => company.file.clone(),
            Engine::SqlServer => format!("{}/{}", company.server, company.database).to_lowercase(),
        };
        if let Some(first) = bases.insert(base.clone(), name) {
            return Some(Set032 { first: first.into(), second: name.into(), base: base.into() }.into());
        }
    }
    None
}

/// Why no letter could be sent. What was begun and not ended is a mistake and not the wish for none.
fn no_letters(email: &Email) -> Option<Message> {
    if !email.is_on() {
        return None;
    }
    let missing = [("from", email.from.is_empty()), ("to", email.to.is_empty())];
    if let Some((key, _)) = missing.into_iter().find(|(_, missing)| *missing) {
        return Some(Set018 { key: key.into() }.into());
    }
    let looks_right = |address: &&String| {
        let (name, host) = address.split_once('@').unwrap_or_default();
        !name.is_empty() && !host.is_empty() && !address.contains(|c: char| c.is_whitespace() || c.is_control())
    };
    if let Some(wrong) = [&email.from].into_iter().chain(&email.to).find(|address| !looks_right(address)) {
        return Some(Set019 { value: wrong.as_str().into() }.into());
    }
    email.summary_at().err().map(|value| Set020 { value: value.into() }.into())
}

fn no_schedule(part: &str, error: &ScheduleError) -> Message {
    let part = || part.into();
    match error {
        ScheduleError::Time(value) => Set010 { part: part(), value: value.into() }.into(),
        ScheduleError::Weekday(value) => Set011 { part: part(), value: value.into() }.into(),
        ScheduleError::Hours(value) => Set012 { part: part(), value: value.into() }.into(),
        ScheduleError::Every(value) => Set013 { part: part(), value: (*value).into() }.into(),
        ScheduleError::Outside { time, hours } => {
            Set014 { part: part(), time: time.into(), hours: hours.into() }.into()
        }
    }
}

/// Aliases and company names go into file names and the foreign number: short and plain.
#[must_use]
pub fn is_name(name: &str) -> bool {
    (1..=20).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> Problem {
        parse(text, Path::new("x.toml")).unwrap_err().problem()
    }

    #[test]
    fn an_empty_file_is_the_default() {
        assert_eq!(parse("", Path::new("x")).unwrap(), Settings::default());
    }

    #[test]
    fn the_settings_of_0_1_are_still_read() {
        let settings = parse(include_str!("released/0.1.toml"), Path::new("x")).unwrap();
        assert_eq!((settings.allegro.requests_per_minute, settings.retention.days), (300, 90));
        assert_eq!(settings.documents.firm.warehouse, "MAGAZYN");
    }

    #[test]
    fn unknown_keys_are_refused_with_line_and_column() {
        let problem = problem("language = \"pl\"\n\n[vat]\n  defaultrate = \"23\"\n");
        assert_eq!((problem.code(), problem.place.line), ("SET-004", Some(4)));
        let text = crate::core::message::Catalogue::new(crate::core::message::Language::English).text(&problem.message);
        assert!(text.contains("defaultrate") && text.contains("default_rate"), "{text}");
    }

    #[test]
    fn values_that_cannot_be_meant_are_refused() {
        for (text, code) in [
            ("[vat]\ndefault_rate = \"dwa\"", "SET-005"),
            ("[accounts.\"mój sklep\"]", "SET-006"),
            ("[accounts.a]\ncompany = \"b\"", "SET-007"),
            ("[accounts.a]\n[companies.b]\n[companies.c]", "SET-008"),
            ("[files]\nmax_size_mib = 0", "SET-009"),
            ("[schedule]\ndaily_at = [\"25:00\"]", "SET-010"),
            ("[accounts.a.schedule]\nweekdays = [\"jutro\"]", "SET-011"),
            ("[schedule]\nhours = \"rano\"", "SET-012"),
            ("[schedule]\nevery_minutes = 2000", "SET-013"),
            ("[schedule]\ndaily_at = [\"06:00\"]\nhours = \"08:00-16:00\"", "SET-014"),
            ("[schedule]\nevery_hours = 1", "SET-004"),
            ("[watch]\nscan_seconds = 0", "SET-015"),
            ("[log]\nkeep_days = 100000", "SET-016"),
            ("[log]\nlevel = \"loud\"", "SET-004"),
            ("[retention]\ndays = 3", "SET-017"),
            ("[retention]\ndays = 100000", "SET-017"),
            ("[email]\nserver = \"smtp.example.pl\"\nto = [\"a@b.pl\"]", "SET-018"),
            ("[email]\nserver = \"smtp.example.pl\"\nfrom = \"a@b.pl\"", "SET-018"),
            ("[email]\nserver = \"s\"\nfrom = \"a@b.pl\"\nto = [\"kto tam@b.pl\"]", "SET-019"),
            ("[email]\nserver = \"s\"\nfrom = \"a\"\nto = [\"a@b.pl\"]", "SET-019"),
            ("[email]\nserver = \"s\"\nfrom = \"a@b.pl\"\nto = [\"a@b.pl\"]\ndaily_at = \"25:00\"", "SET-020"),
            ("[email]\nport = 70000", "SET-004"),
            ("[companies.a]\nengine = \"sqlserver\"\nserver = \"S\"", "SET-030"),
            ("[companies.a]\nengine = \"sqlserver\"\nserver = \"S,x\"\ndatabase = \"CDN_A\"\nuser = \"u\"", "SET-031"),
            ("[companies.a]\nfile = \"x\"\n[companies.b]\nfile = \"x\"", "SET-032"),
            (
                "[companies.a]\nengine = \"sqlserver\"\nserver = \"S\"\ndatabase = \"CDN_A\"\nuser = \"u\"\n\
                 [companies.b]\nengine = \"sqlserver\"\nserver = \"s\"\ndatabase = \"cdn_a\"\nuser = \"u\"",
                "SET-032",
            ),
            ("language = \"de\"", "SET-004"),
            ("[[[", "SET-004"),
        ] {
            assert_eq!(problem(text).code(), code, "{text}");
        }
    }

    #[test]
    fn a_missing_file_and_a_folder_of_that_name_are_told_apart() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(read(dir.path()).unwrap_err().problem().code(), "SET-001");
        std::fs::create_dir(dir.path().join(FILE_NAME)).unwrap();
        assert_eq!(read(dir.path()).unwrap_err().problem().code(), "SET-003");
    }
}
