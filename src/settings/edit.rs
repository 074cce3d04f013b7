//! Changes one value in the settings file and leaves every other letter of it to whoever wrote it.

use std::path::Path;

use super::{bytes, file};

/// The bytes of a settings file with this pattern document for a company, in the form that they were saved in. `None`: it cannot
/// be read, or as [`with_pattern`].
#[must_use]
pub fn file_with_pattern(path: &Path, company: &str, number: &str) -> Option<Vec<u8>> {
    let (text, form) = file::text(path).ok()?;
    Some(bytes::write(&with_pattern(&text, company, number)?, form))
}

/// The settings' text with this pattern document for a company. `None`: the company has no part of its own in the text, or
/// it is written in a way that we do not take apart; then a person writes it.
fn with_pattern(text: &str, company: &str, number: &str) -> Option<String> {
    let line = format!("pattern = {}", toml::Value::String(number.to_owned()));
    let mut edited = String::with_capacity(text.len() + line.len() + 2);
    let (mut inside, mut done) = (false, false);
    for old in text.split_inclusive('\n') {
        let content = old.trim_start_matches('\u{feff}').trim();
        let end = if old.ends_with("\r\n") { "\r\n" } else { "\n" };
        if content.starts_with('[') {
            inside = is_head(content, company);
            edited.push_str(old);
            if inside && !done {
                let written = old.ends_with('\n');
                edited.push_str(if written { "" } else { "\n" });
                edited.push_str(&line);
                edited.push_str(end);
                done = true;
            }
        } else if !(inside && content.split_once('=').is_some_and(|(key, _)| key.trim() == "pattern")) {
            edited.push_str(old);
        }
    }
    // The lines above are read more simply than TOML may be written; what came of it is compared as a whole.
    file::parse(&edited, Path::new("")).ok()?;
    let read = |text: &str| text.trim_start_matches('\u{feff}').parse::<toml::Table>().ok();
    let mut meant = read(text)?;
    let own = meant.get_mut("companies")?.get_mut(company)?.as_table_mut()?;
    own.insert("pattern".to_owned(), toml::Value::String(number.to_owned()));
    (read(&edited)? == meant).then_some(edited)
}

/// Does the company's part begin with this line?
fn is_head(line: &str, company: &str) -> bool {
    let Ok(table) = line.parse::<toml::Table>() else { return false };
    let part = table.get("companies").and_then(|companies| companies.get(company));
    part.and_then(toml::Value::as_table).is_some_and(toml::Table::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::template::{self, Answers};

    const NUMBER: &str = "RO/12/2026";

    #[test]
    fn only_one_line_of_the_file_is_new() {
        let text = template::settings(&Answers::default());
        let edited = with_pattern(&text, "firma", "RO/77/2026").unwrap();
        let new: Vec<&str> = edited.lines().filter(|line| !text.lines().any(|old| old == *line)).collect();
        assert_eq!(new, ["pattern = \"RO/77/2026\""]);
        assert!(edited.replace("pattern = \"RO/77/2026\"\n", "") == text, "{edited}");
        let other = with_pattern(&edited, "firma", "RO/78/2026").unwrap();
        assert!(other == edited.replace("RO/77", "RO/78"), "{other}");
    }

    #[test]
    fn it_goes_to_the_company_that_is_meant() {
        for (text, edited) in [
            (
                "[companies.a]\r\n# b\r\n[companies.b] # druga\r\nengine = \"sandbox\"\r\n",
                "[companies.a]\r\n# b\r\n[companies.b] # druga\r\npattern = \"RO/12/2026\"\r\nengine = \"sandbox\"\r\n",
            ),
            ("\u{feff}[companies.b]", "\u{feff}[companies.b]\npattern = \"RO/12/2026\"\n"),
            ("[ companies . \"b\" ]\n", "[ companies . \"b\" ]\npattern = \"RO/12/2026\"\n"),
            (
                "[companies.b]\nfile = \"x\"\n  pattern=\"RO/1/2026\" # stara\n[companies.a]\npattern = \"RO/2/2026\"\n",
                "[companies.b]\npattern = \"RO/12/2026\"\nfile = \"x\"\n[companies.a]\npattern = \"RO/2/2026\"\n",
            ),
        ] {
            assert_eq!(with_pattern(text, "b", NUMBER).as_deref(), Some(edited), "{text}");
        }
    }

    #[test]
    fn what_is_not_taken_apart_is_left_alone() {
        for text in [
            "companies = { b = { engine = \"sandbox\" } }\n",
            "companies.b.engine = \"sandbox\"\n",
            "[companies]\nb.engine = \"sandbox\"\n",
            "[companies.a]\n",
            "[companies.b]\n\"pattern\" = \"RO/1/2026\"\n",
            "[companies.b]\nnonsense = 1\n",
        ] {
            assert_eq!(with_pattern(text, "b", NUMBER), None, "{text}");
        }
    }
}
