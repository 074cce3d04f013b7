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
    ("mail", &["core", "system"]),
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
    ("panel", &["core", "clock", "system", "workplace"]),
    ("cli", &["core", "clock", "system", "panel", "workplace"]),
];

/// Rooms whose tests may look behind the workplace, to set the scene and to see what was done.
const EDGES: [&str; 2] = ["cli", "panel"];

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

/// The names after `crate::` in a source, those of a `use crate::{a, b}` list too, over however many lines; each with the
/// place where it stands.
fn imports(text: &str) -> Vec<(usize, String)> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = Vec::new();
    for (at, mark) in text.match_indices("crate::") {
        let begin = at + mark.len();
        let rest = &text[begin..];
        let Some(list) = rest.strip_prefix('{') else {
            found.push((at, word(rest)));
            continue;
        };
        found.push((at, word(list.trim_start())));
        let mut depth = 0_u32;
        for (offset, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => found.push((begin + 1 + offset, word(list[offset + 1..].trim_start()))),
                _ => {}
            }
        }
    }
    found.retain(|(_, name)| !name.is_empty());
    found
}

/// Files of tests alone.
fn is_tests(path: &Path) -> bool {
    path.components().any(|part| matches!(part.as_os_str().to_string_lossy().as_ref(), "tests" | "testing"))
        || path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("tests"))
}

/// What a source says before its tests. That they lie in a file of their own may be said anywhere.
fn shipped(lines: &[String]) -> String {
    let begins = |pair: &[String]| pair[0].trim() == "#[cfg(test)]" && !pair[1].trim_end().ends_with(';');
    let end = lines.windows(2).position(begins).unwrap_or(lines.len());
    lines[..end].join("\n")
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
        let is_edge = EDGES.contains(&room.as_str());
        if is_edge && is_tests(&path) {
            continue;
        }
        let text = if is_edge { shipped(&lines) } else { lines.join("\n") };
        for (at, name) in imports(&text) {
            if name != room && !BY_TESTS.contains(&name.as_str()) && !allowed.contains(&name.as_str()) {
                let line = text[..at].matches('\n').count() + 1;
                wrong.push(format!("{}:{line}: {room} imports {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What of Allegro a text of a stage names besides the port.
fn past_the_port(text: &str) -> Vec<String> {
    let ways = text.match_indices("crate::allegro::").map(|(at, mark)| &text[at + mark.len()..]);
    let names = ways.map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>());
    names.filter(|name| name != "port").collect()
}

#[test]
fn stages_reach_allegro_through_its_port_alone() {
    let stages = house().into_iter().filter(|(path, _)| room(path) == "stages" && !is_tests(path));
    let wrong: Vec<String> = stages
        .flat_map(|(path, lines)| {
            past_the_port(&shipped(&lines)).into_iter().map(move |name| format!("{}: {name}", path.display()))
        })
        .collect();
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
    let names = |text: &str| imports(text).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    assert_eq!(names("use crate::core::money;"), ["core"]);
    assert_eq!(names("use crate::{core::{a, b}, xml};\nfn f() { g(a, b) }"), ["core", "xml"]);
    assert_eq!(
        names("use crate::{\n    core::{\n        a,\n        b,\n    },\n    ledger,\n};\nlet x = (1, 2);"),
        ["core", "ledger"]
    );
    assert_eq!(names("fn f(x: crate::optima::Y, z: crate::ledger::Z)"), ["optima", "ledger"]);
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let parts = lines("#[cfg(test)]\nmod tests;\nuse crate::core;\n#[cfg(test)]\nmod tests {\nuse crate::ledger;\n}");
    assert_eq!(names(&shipped(&parts)), ["core"]);
    assert_eq!(past_the_port("use crate::allegro::port::Orders;\nuse crate::allegro::client::Client;"), ["client"]);
    assert_eq!(room(Path::new("core/plan/build.rs")), "core");
    assert_eq!(room(Path::new("clock.rs")), "clock");
}
