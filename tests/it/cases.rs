//! The list of cases in `docs/cases.md` names tests that exist, and leaves out no case.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Names of functions in the sources and tests, by file.
fn functions(file: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
    let after_fn = text.lines().filter_map(|line| line.trim_start().split_once("fn "));
    after_fn.map(|(_, name)| name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()).collect()
}

fn document() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cases.md")).unwrap()
}

/// The cells of the table's rows.
fn rows(document: &str) -> Vec<Vec<&str>> {
    let rows = document.lines().filter(|line| line.starts_with("| R-") || line.starts_with("| Q"));
    rows.map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// What stands between backticks and names a test.
fn tests_in(text: &str) -> Vec<(&str, &str)> {
    text.split('`').skip(1).step_by(2).filter_map(|name| name.split_once("::")).collect()
}

#[test]
fn every_test_that_is_named_exists() {
    let document = document();
    let mut missing = Vec::new();
    let named = tests_in(&document);
    assert!(named.len() > 80, "{} tests are named", named.len());
    for (file, test) in named {
        if !functions(file).contains(test) {
            missing.push(format!("{file}::{test}"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_case_is_there_once_with_a_test_or_a_reason() {
    let document = document();
    let rows = rows(&document);
    let ids: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    let mut expected: Vec<String> = (1..=30).map(|n| format!("Q{n}")).collect();
    for (letter, last) in [('A', 17), ('B', 16), ('C', 9), ('D', 16), ('E', 9), ('F', 9), ('I', 7)] {
        expected.extend((1..=last).map(|n| format!("R-{letter}{n}")));
    }
    for id in &expected {
        assert_eq!(ids.iter().filter(|found| *found == id).count(), 1, "{id}");
    }
    for row in &rows {
        assert_eq!(row.len(), 4, "{row:?}");
        assert!(!tests_in(row[3]).is_empty() || row[3].contains("not yet: "), "{row:?}");
    }
}

#[test]
fn a_test_that_does_not_exist_would_be_seen() {
    assert_eq!(tests_in("x `a/b.rs::c_d`, `e` and `f.rs::g`"), [("a/b.rs", "c_d"), ("f.rs", "g")]);
    let own = functions("tests/it/cases.rs");
    assert!(own.contains("functions") && !own.contains("no_such_function"));
}
