//! What is to be written is said in Optima's own terms; only the room of an engine that writes rows knows their columns.
//! The core names none, outside of what its comments say a fact becomes.

use std::collections::BTreeSet;

use allegro_optima::optima::tables;

use super::{house, room};

/// What the columns of each table begin with, `TrN`.
fn beginnings() -> BTreeSet<&'static str> {
    let columns = tables::ALL.iter().flat_map(|table| table.columns);
    columns.filter_map(|column| column.name.split_once('_')).map(|(beginning, _)| beginning).collect()
}

/// The columns that a line of code names, in an identifier or between quotes.
fn columns(line: &str, beginnings: &BTreeSet<&str>) -> Vec<String> {
    let words = line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let is_column = |word: &&str| {
        let (beginning, rest) = word.split_once('_').unwrap_or_default();
        beginnings.contains(beginning) && rest.starts_with(|c: char| c.is_ascii_alphanumeric())
            // Also the beginning alone, to which a name is added.
            || word.strip_suffix('_').is_some_and(|word| beginnings.contains(word))
    };
    words.filter(is_column).map(str::to_owned).collect()
}

#[test]
fn the_core_names_no_column() {
    let beginnings = beginnings();
    let mut wrong = Vec::new();
    for (path, lines) in house().iter().filter(|(path, _)| room(path) == "core") {
        for (number, line) in lines.iter().enumerate() {
            let named = columns(line, &beginnings);
            wrong.extend(named.iter().map(|name| format!("{}:{}: {name}", path.display(), number + 1)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_rule_itself_sees_what_it_forbids() {
    let beginnings = beginnings();
    for column in ["TrN_", "TrE_", "TrV_", "Knt_", "Twr_", "DDf_", "Mag_", "FPl_", "Kat_", "DeA_", "TwG_", "DAt_"] {
        assert!(beginnings.contains(column.trim_end_matches('_')), "{column}");
    }
    let found = |line: &str| columns(line, &beginnings);
    assert_eq!(found(r#"let row = Row::new("TraNag").with("TrN_Opis", text);"#), ["TrN_Opis"]);
    assert_eq!(found(r#"format!("SELECT a.Knt_KntId FROM x WHERE {}TrE_Lp = 1")"#), ["Knt_KntId", "TrE_Lp"]);
    assert_eq!(found(r#"let prefix = "TrN_";"#), ["TrN_"]);
    assert_eq!(found("let Twr_Kod = card.code;"), ["Twr_Kod"]);
    assert_eq!(found(r#"let code = twr_kod("KUBEK_330", MAG_1);"#), [""; 0]);
}
