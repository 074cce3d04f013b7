//! Every setting that is in force, and whether the file says it or the program.

use std::collections::BTreeMap;
use std::path::Path;

use super::file::{self, SettingsError};
use crate::core::settings::Settings;

/// A setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// `vat.default_rate`.
    pub key: String,
    /// As TOML writes it.
    pub value: String,
    /// The file says it; else it is the default.
    pub in_file: bool,
}

/// The settings of a folder, one by one, in the order of their keys.
///
/// # Errors
/// As [`file::read`].
pub fn settings(dir: &Path) -> Result<Vec<Setting>, SettingsError> {
    let settings = file::read(dir)?;
    // It was read a moment ago; what cannot be read now is nowhere said.
    let text = std::fs::read_to_string(dir.join(file::FILE_NAME)).unwrap_or_default();
    Ok(listed(&settings, &text))
}

fn listed(settings: &Settings, text: &str) -> Vec<Setting> {
    let said = text.trim_start_matches('\u{feff}').parse::<toml::Table>().unwrap_or_default();
    let whole = toml::Table::try_from(settings).unwrap_or_default();
    let (mut all, mut in_file) = (BTreeMap::new(), BTreeMap::new());
    leaves("", &toml::Value::Table(whole), &mut all);
    leaves("", &toml::Value::Table(said), &mut in_file);
    // What is only in the file is a value that the program leaves out when it is empty.
    for (key, value) in &in_file {
        all.entry(key.clone()).or_insert_with(|| value.clone());
    }
    all.into_iter().map(|(key, value)| Setting { in_file: in_file.contains_key(&key), key, value }).collect()
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

    #[test]
    fn what_the_file_does_not_say_is_the_programs() {
        let text = template::settings(&Answers::default()).replace("reservation_days = 14", "reservation_days = 7");
        let text = text.replace("[watch]\nscan_seconds = 10\n", "[watch]\n");
        let all = listed(&file::parse(&text, Path::new("x")).unwrap(), &text);
        let one = |key: &str| {
            let found = all.iter().find(|setting| setting.key == key).unwrap_or_else(|| panic!("{key}"));
            (found.value.as_str(), found.in_file)
        };
        assert_eq!(one("fields.reservation_days"), ("7", true));
        assert_eq!(one("watch.scan_seconds"), ("10", false));
        assert_eq!(one("accounts.sklep.offers"), ("true", true));
    }
}
