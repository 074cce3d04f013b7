//! The dependency rule: a room imports only from rooms below it, and the core does nothing but compute.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

mod codes;
mod columns;
mod kinds;
mod literals;
mod reach;

/// What each room may name with `crate::`, besides itself. Rooms that are not here do not exist.
const MAY_IMPORT: [(&str, &[&str]); 15] = [
    ("core", &[]),
    ("clock", &[]),
    ("system", &["core"]),
    ("keyring", &["core"]),
    ("allegro", &["core", "clock", "system"]),
    ("ledger", &["core", "clock", "system"]),
    ("mail", &["core"]),
    ("optima", &["core", "clock", "system"]),
    ("settings", &["core", "clock", "system"]),
    ("spool", &["core", "clock", "system"]),
    ("xml", &["core", "clock", "system"]),
    ("stages", &["core", "clock", "keyring", "system", "allegro", "ledger", "optima", "settings", "spool", "xml"]),
    (
        "workplace",
        &[
            "core", "clock", "keyring", "system", "allegro", "ledger", "mail", "optima", "settings", "spool", "stages",
            "xml",
        ],
    ),
    ("panel", &["core", "clock", "system", "ledger", "settings", "spool", "stages", "workplace"]),
    (
        "cli",
        &[
            "core",
            "clock",
            "system",
            "allegro",
            "ledger",
            "optima",
            "panel",
            "settings",
            "spool",
            "stages",
            "workplace",
            "xml",
        ],
    ),
];

/// How much the large tests take on, and who judges our XML: files of `tests/it` that the unit tests of every room read.
const BY_TESTS: [&str; 2] = ["whole", "libxml2"];

/// What the core may not do: read clocks, files, networks or the environment, wait, or draw lots.
const NOT_IN_CORE: [&str; 14] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::io",
    "SystemTime",
    "Instant::now",
    "::now()",
    "async fn",
    ".await",
    "tokio::",
    "rusqlite::",
    "reqwest::",
];

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Source lines by file, without comments.
fn house() -> BTreeMap<PathBuf, Vec<String>> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    files
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned()).collect();
            (path.strip_prefix(&src).unwrap().to_owned(), lines)
        })
        .collect()
}

fn room(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.strip_suffix(".rs").map_or(first.clone(), str::to_owned)
}

/// The names after `crate::` in a line, those of a `use crate::{a, b}` list too.
fn imports(line: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    line.split("crate::")
        .skip(1)
        .flat_map(|rest| match rest.strip_prefix('{') {
            None => vec![word(rest)],
            Some(list) => {
                let mut depth = 0_u32;
                let mut names = vec![word(list.trim_start())];
                for (at, c) in list.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' => depth = depth.saturating_sub(1),
                        ',' if depth == 0 => names.push(word(list[at + 1..].trim_start())),
                        _ => {}
                    }
                }
                names
            }
        })
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn no_room_imports_upward() {
    let mut wrong = Vec::new();
    for (path, lines) in house() {
        let room = room(&path);
        if room == "lib" || room == "main" {
            continue;
        }
        let allowed = MAY_IMPORT.iter().find(|(name, _)| *name == room);
        let Some((_, allowed)) = allowed else { panic!("{}: a room that the house does not know", path.display()) };
        for (number, line) in lines.iter().enumerate() {
            for name in imports(line) {
                if name != room && !BY_TESTS.contains(&name.as_str()) && !allowed.contains(&name.as_str()) {
                    wrong.push(format!("{}:{}: {room} imports {name}", path.display(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_core_only_computes() {
    let mut wrong = Vec::new();
    for (path, lines) in house().iter().filter(|(path, _)| room(path) == "core") {
        for (number, line) in lines.iter().enumerate() {
            for forbidden in NOT_IN_CORE.iter().filter(|forbidden| line.contains(**forbidden)) {
                wrong.push(format!("{}:{}: {forbidden}", path.display(), number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_rule_itself_sees_what_it_forbids() {
    assert_eq!(imports("use crate::core::money;"), ["core"]);
    assert_eq!(imports("use crate::{core::{a, b}, xml};"), ["core", "xml"]);
    assert_eq!(imports("fn f(x: crate::optima::Y, z: crate::ledger::Z)"), ["optima", "ledger"]);
    assert_eq!(room(Path::new("core/plan/build.rs")), "core");
    assert_eq!(room(Path::new("clock.rs")), "clock");
}
