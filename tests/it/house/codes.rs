//! No step of the program goes by the code of a message: codes are for people. What the program may ask of a message is a
//! mark in the catalogues (`build.rs`, `core/message.rs`), a type, or a fact beside it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::literals::{Literal, Source, item_end, read};
use super::sources;

/// The words' own room.
const WORDS: &str = "core/message.rs";

/// `VAT`, `SPL`: what the codes of the catalogues begin with.
fn prefixes() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("i18n/en");
    let texts = fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    let of = |text: String| -> Vec<String> {
        let ids = text.lines().filter_map(|line| line.split(" = ").next()).filter(|id| is_code(id));
        ids.map(|id| id[..3].to_owned()).collect()
    };
    texts.flat_map(of).collect()
}

fn is_code(id: &str) -> bool {
    id.len() == 7
        && id.split_once('-').is_some_and(|(letters, digits)| {
            letters.len() == 3
                && letters.bytes().all(|byte| byte.is_ascii_uppercase())
                && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// Does the text hold a code or the beginning of one, `VAT-002`, `VAT-0`, `VAT-`? There is no need to look at what is done
/// with it, for nothing but a program step has a use for it. A prefix must be known: `UTF-8` begins no code.
fn holds_code(text: &str, prefixes: &BTreeSet<String>) -> bool {
    text.match_indices('-').any(|(dash, _)| {
        let Some(from) = dash.checked_sub(3) else { return false };
        let known = text.get(from..dash).is_some_and(|letters| prefixes.contains(letters));
        let within = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let number = text[dash + 1..].trim_start_matches(|c: char| c.is_ascii_digit());
        known && !text[..from].ends_with(within) && !number.starts_with(within)
    })
}

/// Is something compared with this literal? `VAT` and `XML` alone are also names of elements, so that it matters where they
/// stand.
fn is_compared(source: &Source, literal: &Literal) -> bool {
    let before = source.code[..literal.at.start].trim_end();
    let after = source.code[literal.at.end..].trim_start();
    let called = ["starts_with(", "ends_with(", "strip_prefix(", "contains("];
    called.iter().any(|call| before.ends_with(call))
        || ["==", "!=", "|"].iter().any(|sign| before.ends_with(sign) || after.starts_with(sign))
        || after.starts_with("=>")
        || after.starts_with("if ")
        || is_listed(source, literal, before)
}

/// Is it one of a list, in a `const`, a `static` or a `matches!`? What is handed to a function there is not.
fn is_listed(source: &Source, literal: &Literal, before: &str) -> bool {
    let handed = before.strip_suffix('(').is_some_and(|call| call.ends_with(|c: char| c.is_alphanumeric() || c == '_'));
    let within = |word: &str| {
        source.code.match_indices(word).any(|(at, _)| {
            let begin = at + word.len();
            (begin..item_end(&source.code, begin)).contains(&literal.at.start)
        })
    };
    !handed && ["const ", "static ", "matches!("].into_iter().any(within)
}

/// Codes that a source goes by, with their lines.
fn codes(source: &Source, prefixes: &BTreeSet<String>) -> Vec<(usize, String)> {
    let by_code =
        |it: &&Literal| holds_code(&it.text, prefixes) || prefixes.contains(&it.text) && is_compared(source, it);
    source.literals.iter().filter(by_code).map(|literal| (literal.line, literal.text.clone())).collect()
}

/// The sources below `src` that the program is built with, by their path from there.
pub fn program() -> Vec<(PathBuf, Source)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let all: Vec<(PathBuf, Source)> =
        files.into_iter().map(|path| (path.clone(), read(&fs::read_to_string(path).unwrap()))).collect();
    let modules = |(path, source): &(PathBuf, Source)| -> Vec<PathBuf> {
        let own = ["mod.rs", "lib.rs", "main.rs"].iter().any(|name| path.ends_with(name));
        let folder = if own { path.parent().unwrap().to_owned() } else { path.with_extension("") };
        source.test_modules.iter().map(|name| folder.join(name)).collect()
    };
    let of_tests: Vec<PathBuf> = all.iter().flat_map(modules).collect();
    all.into_iter()
        .filter(|(path, _)| !of_tests.iter().any(|module| path.with_extension("").starts_with(module)))
        .map(|(path, source)| (path.strip_prefix(&src).unwrap().to_owned(), source))
        .collect()
}

#[test]
fn no_step_goes_by_the_code_of_a_message() {
    let prefixes = prefixes();
    let mut wrong = Vec::new();
    for (path, source) in program().iter().filter(|(path, _)| path != Path::new(WORDS)) {
        let path = path.to_string_lossy().replace('\\', "/");
        for (line, text) in codes(source, &prefixes) {
            wrong.push(format!("{path}:{line}: {text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reader_sees_a_code_in_every_form() {
    let prefixes = prefixes();
    let found = |text: &str| codes(&read(text), &prefixes).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    for (text, expected) in [
        (r#"if problem.code() == "VAT-002" {}"#, vec!["VAT-002"]),
        (r#"if "VAT-002" != problem.code() {}"#, vec!["VAT-002"]),
        (r#"code.starts_with("VAT-0") || code.contains("SPL-")"#, vec!["VAT-0", "SPL-"]),
        (r#"code.starts_with("SPL")"#, vec!["SPL"]),
        (r#"code.split_once('-').is_some_and(|(part, _)| part == "SPL")"#, vec!["SPL"]),
        (r#"matches!(code, "ORD-911" | "ORD-912")"#, vec!["ORD-911", "ORD-912"]),
        (r#"matches!(part, "ORD")"#, vec!["ORD"]),
        (r#"match code { "OPT-030" => 1, "OPT-031" if busy => 2, _ => 3 }"#, vec!["OPT-030", "OPT-031"]),
        (r#"match part { "OPT" | "LED" => 1, "SPL" if busy => 2, _ => 3 }"#, vec!["OPT", "LED", "SPL"]),
        (r#"const LIST: [&str; 2] = ["IMP-004", "IMP-005"];"#, vec!["IMP-004", "IMP-005"]),
        (r#"static LIST: [(&str, u8); 2] = [("IMP", 1), ("OPT", 2)];"#, vec!["IMP", "OPT"]),
        (
            r##"let sql = r#"WHERE id <> 'RET-001' OR id LIKE 'ORD-9%'"#;"##,
            vec!["WHERE id <> 'RET-001' OR id LIKE 'ORD-9%'"],
        ),
        (r#"let code = format!("ORD-{number}");"#, vec!["ORD-{number}"]),
        ("/* \" */ fn f<'a>(c: &'a str) -> bool { c != \"\\\"\" && c == \"VAT-001\" } // '\"'", vec!["VAT-001"]),
        ("let mark = '\"'; let brace = '{'; let code = b\"VAT-001\";", vec!["VAT-001"]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
    for text in [
        r#"let name = "UTF-8"; let body = "Kontrola VAT-owska";"#,
        r#"out.amount("VAT", row.vat); let part = ["NETTO", "VAT"]; const ROW: Row = value("VAT", Facet::Amount);"#,
        r#"if card.code == "KUBEK-330" || card.code == "SVAT-001" {}"#,
        "// problem.code() == \"VAT-002\"\n/// As \"VAT-002\".\nfn f() {}",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_reader_passes_over_what_only_tests_are_built_with() {
    let text = r#"
        #[cfg(test)]
        pub(super) use seed::{complete, every};
        fn before() -> bool { code == "VAT-001" }
        #[cfg(test)]
        mod tests {
            const BRACE: char = '}';
            fn f() -> &'static str { if a { "VAT-002 }" } else { "VAT-003" } }
        }
        #[cfg(test)]
        #[expect(clippy::panic, reason = "VAT-004;")]
        fn only_tests(pair: [u8; 2]) -> bool { code == "VAT-005" }
        #[cfg(test)]
        pub(crate) mod contract;
        fn after() -> bool { code == "VAT-006" }
    "#;
    let source = read(text);
    assert_eq!(source.test_modules, ["contract"]);
    let found = codes(&source, &prefixes());
    assert_eq!(found, [(4, "VAT-001".to_owned()), (15, "VAT-006".to_owned())]);
    // Files of tests are not the program; the simulator is.
    let files: Vec<String> = program().iter().map(|(path, _)| path.to_string_lossy().replace('\\', "/")).collect();
    let has = |name: &str| files.iter().any(|file| file.starts_with(name));
    assert!(has("allegro/simulator/") && has("stages/service/work.rs") && has(WORDS), "{files:?}");
    assert!(!has("stages/tests/") && !has("stages/service/tests.rs") && !has("optima/contract/"), "{files:?}");
}
