//! The numbers of the kinds of documents stand in one table, and in the description of Optima's own tables.

use super::codes::program;
use super::literals::{Source, read};

/// `TYP_DOKUMENTU` of what the program makes or takes, and of what a buyer's program writes.
const CLASSES: [&str; 5] = ["308", "309", "320", "302", "305"];

/// The table; Optima's own tables and what a fresh base has in them.
const MAY: [&str; 3] = ["core/kinds.rs", "optima/tables/", "optima/sandbox/seed.rs"];

/// Is this word the number of a kind, `308`, `308_000`, `308u32`?
fn is_kind(word: &str) -> bool {
    let digits: String = word.chars().filter(|c| *c != '_').take_while(char::is_ascii_digit).collect();
    let class = digits.strip_suffix("000").filter(|class| class.len() == 3).unwrap_or(&digits);
    CLASSES.contains(&class)
}

/// The words of a text that are numbers of kinds.
fn kinds(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.filter(|word| is_kind(word)).map(str::to_owned).collect()
}

/// The numbers of kinds in a source, in its code and in its texts.
fn found(source: &Source) -> Vec<(usize, String)> {
    let code =
        source.code.lines().enumerate().flat_map(|(at, line)| kinds(line).into_iter().map(move |it| (at + 1, it)));
    let texts = source.literals.iter().flat_map(|it| kinds(&it.text).into_iter().map(|kind| (it.line, kind)));
    code.chain(texts).collect()
}

#[test]
fn the_numbers_of_kinds_stand_in_their_table_alone() {
    let mut wrong = Vec::new();
    for (path, source) in program() {
        let path = path.to_string_lossy().replace('\\', "/");
        if !MAY.iter().any(|may| path.starts_with(may)) {
            wrong.extend(found(&source).into_iter().map(|(line, kind)| format!("{path}:{line}: {kind}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_rule_itself_sees_what_it_forbids() {
    let planted = r#"
        const RO: u32 = 308;
        fn f(class: u32) -> bool { matches!(class, 302 | 305_u32) || kind == 309_000 || kind == 320000 }
        let sql = "WHERE TrN_TypDokumentu = 308 AND 1 = 1";
    "#;
    let seen: Vec<(usize, String)> = found(&read(planted));
    let expected = [(2, "308"), (3, "302"), (3, "305_u32"), (3, "309_000"), (3, "320000"), (4, "308")];
    assert_eq!(seen, expected.map(|(line, kind)| (line, kind.to_owned())));
    let others = r#"
        // 308 in a comment
        let (width, name, amount) = (3080, "KUBEK308", "1308,00"); let of = x308; let bytes = 305_000_000;
        #[cfg(test)]
        mod tests { const RO: u32 = 308; }
    "#;
    assert_eq!(found(&read(others)), []);
    let files: Vec<String> = program().iter().map(|(path, _)| path.to_string_lossy().replace('\\', "/")).collect();
    assert!(MAY.iter().all(|may| files.iter().any(|file| file.starts_with(may))), "{files:?}");
}
