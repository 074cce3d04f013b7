//! Every setting that is in force, and who says it: the program, the top of the file, a company or an account.

use std::collections::BTreeMap;
use std::path::Path;

use super::file::{self, SettingsError};
use super::levels::{OF_ACCOUNT, OF_COMPANY};
use crate::core::settings::Settings;

/// A setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The part of the file that it is in force for, `accounts.ALIAS`, or `companies.NAME` where that company has no account;
    /// `None`: whom nobody says otherwise of.
    pub whose: Option<String>,
    /// `vat.default_rate`.
    pub key: String,
    /// As TOML writes it.
    pub value: String,
    /// Who says so.
    pub from: Origin,
}

/// Who says a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody: it is the default.
    Program,
    /// The top of the file.
    Top,
    /// The part of this company.
    Company(String),
    /// The part of this account.
    Account(String),
}

impl Origin {
    /// For programs: `program`, `top`, or the part of the file.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Program => "program".to_owned(),
            Self::Top | Self::Company(_) | Self::Account(_) => self.part().unwrap_or_else(|| "top".to_owned()),
        }
    }

    /// The one whose part of the file is called so; the top of the file for no part.
    #[must_use]
    pub fn of_part(part: &str) -> Self {
        match part.split_once('.') {
            Some(("companies", name)) => Self::Company(name.to_owned()),
            Some(("accounts", alias)) => Self::Account(alias.to_owned()),
            _ => Self::Top,
        }
    }

    /// The part of the file, `companies.NAME`; nothing for a value that is not of one company or account.
    #[must_use]
    pub fn part(&self) -> Option<String> {
        match self {
            Self::Program | Self::Top => None,
            Self::Company(name) => Some(format!("companies.{name}")),
            Self::Account(alias) => Some(format!("accounts.{alias}")),
        }
    }
}

/// The settings of a folder, one by one, in the order of their keys; then, account by account, what is in force there because the
/// account or its company says so, and the same of companies without one.
///
/// # Errors
/// As [`file::read`].
pub fn settings(dir: &Path) -> Result<Vec<Setting>, SettingsError> {
    let settings = file::read(dir)?;
    // It was read a moment ago; what cannot be read now is nowhere said.
    let text = file::text(&dir.join(file::FILE_NAME)).map(|(text, _)| text).unwrap_or_default();
    Ok(listed(&settings, &text))
}

fn listed(settings: &Settings, text: &str) -> Vec<Setting> {
    let said = text.trim_start_matches('\u{feff}').parse::<toml::Table>().unwrap_or_default();
    let (mut all, mut in_file) = (values(settings), BTreeMap::new());
    leaves("", &toml::Value::Table(said), &mut in_file);
    // What is only in the file is a value that the program leaves out when it is empty, or of a level.
    for (key, value) in in_file.iter().filter(|(key, _)| !is_of_a_level(key)) {
        all.entry(key.clone()).or_insert_with(|| value.clone());
    }
    let from = |key: &String| if in_file.contains_key(key) { Origin::Top } else { Origin::Program };
    let mut listed: Vec<Setting> =
        all.into_iter().map(|(key, value)| Setting { whose: None, from: from(&key), key, value }).collect();
    for (company, account, own) in in_use(settings) {
        let company = company.map(|name| Origin::Company(name.to_owned()));
        let account = account.map(|alias| Origin::Account(alias.to_owned()));
        let whose = account.as_ref().or(company.as_ref()).and_then(Origin::part);
        let says = |origin: &&Origin, key: &str| {
            origin.part().is_some_and(|part| in_file.contains_key(&format!("{part}.{key}")))
        };
        for (key, value) in values(own).into_iter().filter(|(key, _)| is_part(key, &OF_COMPANY)) {
            let nearest = [&account, &company].into_iter().flatten().find(|origin| says(origin, &key)).cloned();
            listed.extend(nearest.map(|from| Setting { whose: whose.clone(), key, value, from }));
        }
    }
    listed
}

/// Each account with its company, and each company that has none, with what is in force there.
fn in_use(settings: &Settings) -> Vec<(Option<&str>, Option<&str>, &Settings)> {
    let accounts = settings.accounts.keys();
    let mut all: Vec<_> =
        accounts.map(|alias| (settings.company_of(alias), Some(alias.as_str()), settings.of_account(alias))).collect();
    for name in settings.companies.keys() {
        if all.iter().all(|(company, ..)| *company != Some(name.as_str())) {
            all.push((Some(name), None, settings.of_company(name)));
        }
    }
    all
}

/// Is it a key of a part that a company or an account has of its own?
fn is_of_a_level(key: &str) -> bool {
    let mut path = key.splitn(3, '.');
    match (path.next(), path.nth(1)) {
        (Some("companies"), Some(key)) => is_part(key, &OF_COMPANY),
        (Some("accounts"), Some(key)) => is_part(key, &OF_ACCOUNT),
        _ => false,
    }
}

fn is_part(key: &str, parts: &[&str]) -> bool {
    key.split_once('.').is_some_and(|(part, _)| parts.contains(&part))
}

fn values(settings: &Settings) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    leaves("", &toml::Value::Table(toml::Table::try_from(settings).unwrap_or_default()), &mut found);
    found
}

fn leaves(path: &str, value: &toml::Value, found: &mut BTreeMap<String, String>) {
    let Some(table) = value.as_table() else {
        found.insert(path.to_owned(), value.to_string());
        return;
    };
    for (key, value) in table {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        leaves(&path, value, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::template::{self, Answers};

    fn listed_of(text: &str) -> Vec<Setting> {
        listed(&file::parse(text, Path::new("x")).unwrap(), text)
    }

    #[test]
    fn what_the_file_does_not_say_is_the_programs() {
        let text = template::settings(&Answers::default()).replace("reservation_days = 14", "reservation_days = 7");
        let all = listed_of(&text.replace("[watch]\nscan_seconds = 10\n", "[watch]\n"));
        let one = |key: &str| {
            let found = all.iter().find(|setting| setting.key == key).unwrap_or_else(|| panic!("{key}"));
            (found.value.as_str(), found.from.clone())
        };
        assert_eq!(one("fields.reservation_days"), ("7", Origin::Top));
        assert_eq!(one("watch.scan_seconds"), ("10", Origin::Program));
        assert_eq!(one("accounts.sklep.offers"), ("true", Origin::Top));
        assert!(all.iter().all(|setting| setting.whose.is_none()), "nobody says anything of his own");
    }

    #[test]
    fn what_a_company_or_an_account_says_is_theirs() {
        let text = r#"
            [companies.a.documents.firm]
            warehouse = "MA"
            series = "A"
            [companies.a.seller]
            name = "A"
            [companies.b]
            [companies.c.documents.firm]
            warehouse = "MC"
            [accounts.a1]
            company = "a"
            documents.firm.series = "A1"
            vat.default_rate = "8"
            [accounts.b1]
            company = "b"
        "#;
        let all = listed_of(text);
        let (company, account) = (Origin::Company("a".to_owned()), Origin::Account("a1".to_owned()));
        let levelled: Vec<(&str, &str, &Origin)> = all
            .iter()
            .filter(|setting| setting.whose.as_deref() == Some("accounts.a1"))
            .map(|setting| (setting.key.as_str(), setting.value.as_str(), &setting.from))
            .collect();
        assert_eq!(
            levelled,
            [
                ("documents.firm.series", "\"A1\"", &account),
                ("documents.firm.warehouse", "\"MA\"", &company),
                ("seller.name", "\"A\"", &company),
                ("vat.default_rate", "\"8\"", &account),
            ]
        );
        let of_a_company = all.iter().filter(|setting| setting.whose.as_deref() == Some("companies.c"));
        let of_a_company: Vec<&str> = of_a_company.map(|setting| setting.value.as_str()).collect();
        assert_eq!(of_a_company, ["\"MC\""], "files may come into it, though it has no account");
        let top: Vec<&str> = all.iter().filter(|it| it.whose.is_none()).map(|it| it.key.as_str()).collect();
        assert!(!top.iter().any(|key| key.starts_with("companies.a.") && key.contains("warehouse")), "{top:?}");
        assert!(top.contains(&"accounts.a1.company"));
    }
}
