//! `allegro-optima.toml`: read with line and column of what is wrong, written by `init`.

use std::io;
use std::path::{Path, PathBuf};

use super::levels::{self, Mistake, Wrong};
use super::sense::{self, CardMistake};
use crate::core::message::Message;
use crate::core::message::text::{
    Set001, Set002, Set003, Set004, Set005, Set007, Set021, Set022, Set028, Set029, Set040, Set041, Set042,
};
use crate::core::problem::{Explain, Fault, Problem};
use crate::core::reach::Reach;
use crate::core::settings::{Settings, fields};

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
        /// The line, from 1, where one is to blame.
        line: Option<u32>,
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
            Self::Senseless { path, message, .. } => (path, message.clone()),
        };
        let problem = Problem::error(message).in_file(path.display().to_string());
        match self {
            Self::Wrong { line, .. } | Self::Senseless { line: Some(line), .. } => problem.at_line(*line),
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
    let settings = levels::read(text).map_err(|mistake| told(text, path, mistake))?;
    if let Some(error) = homeless(text, path, &settings).or_else(|| unspecific(text, path, &settings)) {
        return Err(error);
    }
    if let Some(error) = no_rate(text, path, &settings).or_else(|| unfit_card(text, path, &settings)) {
        return Err(error);
    }
    match sense::senseless(&settings) {
        Some(message) => Err(SettingsError::Senseless { path: path.to_owned(), line: None, message }),
        None => Ok(settings),
    }
}

fn told(text: &str, path: &Path, Mistake { at, what }: Mistake) -> SettingsError {
    let (path, (line, column)) = (path.to_owned(), position(text, at));
    let (key, part) = match what {
        Wrong::Said(message) => return SettingsError::Wrong { path, line, column, message },
        Wrong::Misplaced(key, part) => (key, part),
    };
    let of_a_company = levels::OF_COMPANY.contains(&key.as_str());
    let (key, part, at, column) = (key.into(), part.into(), line.into(), column.into());
    let message = if of_a_company {
        Set022 { key, part, line: at, column }.into()
    } else {
        Set021 { key, part, line: at, column }.into()
    };
    SettingsError::Senseless { path, line: Some(line), message }
}

/// An account of a company that is not there.
fn homeless(text: &str, path: &Path, settings: &Settings) -> Option<SettingsError> {
    let is_there = |company: &String| company.is_empty() || settings.companies.contains_key(company);
    let (alias, account) = settings.accounts.iter().find(|(_, account)| !is_there(&account.company))?;
    let at = levels::place_of(text, &["accounts", alias, "company"]).unwrap_or_default();
    let (line, column) = position(text, at);
    let company = account.company.as_str().into();
    let message = Set007 { alias: alias.into(), company, line: line.into(), column: column.into() }.into();
    Some(SettingsError::Senseless { path: path.to_owned(), line: Some(line), message })
}

/// What is no VAT rate.
fn no_rate(text: &str, path: &Path, settings: &Settings) -> Option<SettingsError> {
    let (key, value) = sense::no_rate(settings)?;
    let at = levels::place_of(text, &key.split('.').collect::<Vec<_>>()).unwrap_or_default();
    let (line, column) = position(text, at);
    let message = Set005 { key: key.into(), value: value.into(), line: line.into(), column: column.into() }.into();
    Some(SettingsError::Senseless { path: path.to_owned(), line: Some(line), message })
}

/// A rule for new cards that gives none, or one of everything.
fn unfit_card(text: &str, path: &Path, settings: &Settings) -> Option<SettingsError> {
    let (key, mistake) = sense::unfit_card(settings)?;
    let at = levels::place_of(text, &key.split('.').collect::<Vec<_>>()).unwrap_or_default();
    let (line, column) = position(text, at);
    let (key, at, column) = (key.into(), line.into(), column.into());
    let message = match mistake {
        CardMistake::Unknown(placeholder) => Set040 { key, placeholder: placeholder.into(), line: at, column }.into(),
        CardMistake::Same(value) => Set041 { key, value: value.into(), line: at, column }.into(),
        CardMistake::Unfit(value) => Set042 { key, value: value.into(), line: at, column }.into(),
    };
    Some(SettingsError::Senseless { path: path.to_owned(), line: Some(line), message })
}

/// A number of other tools that is not one order's: whatever RO has it would be the document of every order.
fn unspecific(text: &str, path: &Path, settings: &Settings) -> Option<SettingsError> {
    const KEY: [&str; 2] = ["fields", "other_foreign_numbers"];
    let companies = settings.levels.companies.iter().map(|(name, own)| (vec!["companies", name], own));
    let accounts = settings.levels.accounts.iter().map(|(alias, own)| (vec!["accounts", alias], own));
    let mut levels = [(Vec::new(), settings)].into_iter().chain(companies).chain(accounts);
    // A level has what stands above it, too: from above, what is wrong is found where it is written.
    let (level, pattern) = levels.find_map(|(level, settings)| {
        let wrong =
            |pattern: &&String| !fields::is_of_one_order(pattern) || fields::unknown_placeholder(pattern).is_some();
        settings.fields.other_foreign_numbers.iter().find(wrong).map(|pattern| (level, pattern))
    })?;
    let at = levels::place_of(text, &[&*level, &KEY].concat()).unwrap_or_default();
    let (line, column) = position(text, at);
    let (at, shown, of_line) = (column.into(), pattern.as_str().into(), line.into());
    let message = match fields::unknown_placeholder(pattern).filter(|_| fields::is_of_one_order(pattern)) {
        Some(unknown) => Set029 { pattern: shown, unknown: unknown.into(), line: of_line, column: at }.into(),
        None => Set028 { pattern: shown, line: of_line, column: at }.into(),
    };
    Some(SettingsError::Senseless { path: path.to_owned(), line: Some(line), message })
}

fn position(text: &str, offset: usize) -> (u32, u32) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
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

    /// One RO without a foreign number would have been the document of every order.
    #[test]
    fn a_number_of_other_tools_that_is_no_orders_own_is_refused_with_its_place() {
        let problem =
            problem("language = \"en\"\n\n[accounts.a.fields]\n  other_foreign_numbers = [\"{uuid}\", \" \"]\n");
        assert_eq!((problem.code(), problem.place.line), ("SET-028", Some(4)));
        let text = crate::core::message::Catalogue::new(crate::core::message::Language::English).text(&problem.message);
        assert!(text.contains("“ ”") && text.contains("Line 4, column 27"), "{text}");
        let path = Path::new("x");
        let good = "[fields]\nother_foreign_numbers = [\"{uuid}\", \"BL-{id}\", \"{konto}/{id}\"]";
        assert_eq!(parse(good, path).unwrap().fields.other_foreign_numbers.len(), 3);
    }

    #[test]
    fn a_rule_for_cards_is_refused_with_line_and_column() {
        let problem = problem("[products]\ncreate = true\n\n[products.card]\n  code = \"STALY\"\n");
        assert_eq!((problem.code(), problem.place.line), ("SET-041", Some(5)));
        let text = crate::core::message::Catalogue::new(crate::core::message::Language::Polish).text(&problem.message);
        assert!(text.contains("STALY") && text.contains("kolumna 10"), "{text}");
    }

    #[test]
    fn what_is_no_rate_is_refused_with_line_and_column_at_every_level() {
        let texts = crate::core::message::Catalogue::new(crate::core::message::Language::Polish);
        let (vat, delivery) = ("vat.default_rate", "delivery.vat");
        for (level, keys) in [
            ("", vec![vat, delivery, "services.vat", "products.card.vat"]),
            ("companies.a.", vec![vat, delivery, "products.card.vat"]),
            ("accounts.a.", vec![vat, delivery]),
        ] {
            for (key, rate) in keys.into_iter().flat_map(|key| [(key, "abc"), (key, "-5")]) {
                let (part, name) = key.rsplit_once('.').unwrap();
                let problem = problem(&format!("language = \"pl\"\n\n[{level}{part}]\n  {name} = \"{rate}\"\n"));
                let text = texts.text(&problem.message);
                assert_eq!((problem.code(), problem.place.line), ("SET-005", Some(4)), "{text}");
                let column = format!("Wiersz 4, kolumna {}:", name.len() + 6);
                assert!(text.contains(&column) && text.contains(&format!("{level}{key}")), "{text}");
            }
        }
    }

    #[test]
    fn a_template_that_leaves_one_character_to_the_line_is_taken() {
        let code = format!("{}{{kod}}", "x".repeat(49));
        let settings = parse(&format!("[products.card]\ncode = \"{code}\""), Path::new("x")).unwrap();
        assert_eq!(settings.products.card.code, code);
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
            ("[accounts.a.seller]\nname = \"S\"", "SET-022"),
            ("[companies.a.watch]\nscan_seconds = 5", "SET-021"),
            ("[companies.a.vat]\ndefault_rate = \"dwa\"", "SET-005"),
            ("[accounts.a.delivery]\nvat = \"dwa\"", "SET-005"),
            ("[accounts.a.vat]\ndefaultrate = \"23\"", "SET-004"),
            ("[documents.private]\ncounted_from = \"net\"", "SET-023"),
            ("[accounts.a.documents.invoice]\ncounted_from = \"net\"", "SET-023"),
            ("[products.card]\ncode = \"STALY\"", "SET-041"),
            ("[products.card]\ncode = \"{kodd}\"", "SET-040"),
            ("[products.card]\ncode = \"{kod}}\"", "SET-040"),
            ("[products.card]\ncode = \"}{kod}\"", "SET-040"),
            ("[products.card]\nname = \"{nazwa}}\"", "SET-040"),
            ("[products.card]\ncode = \"{kod}\\u0000\"", "SET-042"),
            ("[products.card]\ncode = \"A\\t{kod}\"", "SET-042"),
            ("[products.card]\ncode = \"☃{kod}\"", "SET-042"),
            ("[products.card]\ncode = \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{kod}\"", "SET-042"),
            ("[companies.a.products.card]\ncode = \"{kod}\\t\"", "SET-042"),
            ("[products.card]\nname = \"{nazwa} {oferta\"", "SET-040"),
            ("[products.card]\ncatalogue_number = \"{login}\"", "SET-040"),
            ("[products.card]\nunit = \"\"", "SET-042"),
            ("[products.card]\nunit = \"xxxxxxxxxxxxxxxxxxxxx\"", "SET-042"),
            ("[products.card]\ngroup = \" \"", "SET-042"),
            ("[products.card]\nvat = \"abc\"", "SET-005"),
            ("[companies.a.products.card]\ncode = \"STALY\"", "SET-041"),
            ("[fields]\nother_foreign_numbers = [\"\"]", "SET-028"),
            ("[fields]\nother_foreign_numbers = [\"BL-{id}\", \"abc\"]", "SET-028"),
            ("[companies.a.fields]\nother_foreign_numbers = [\"{konto}\"]", "SET-028"),
            ("[accounts.a.fields]\nother_foreign_numbers = [\"{ID}\"]", "SET-028"),
            ("[fields]\nother_foreign_numbers = [\"{login}/{id}\"]", "SET-029"),
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
