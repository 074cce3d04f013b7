//! Searches of text by index. An index on disk must not depend on a comparison that other programs do not have
//! (`tables/ddl.rs`), so the columns' own collation has none; these are over expressions of built-in functions, and the
//! searches name the same expressions.
//!
//! The indexes are no part of Optima's tables: a file that lacks them, of an earlier release, gets them when it is opened.

use rusqlite::Connection;

use crate::optima::sql::{Address, ESCAPE, Search, Statement, by_foreign_number, cards_with, naming_order, newest};
use crate::optima::tables::text_fold;

/// Columns that [`Search::Ids`] asks for by an index, and whether it is one of ours; the others have Optima's unique
/// index, which is over the same expression.
const BY_TEXT: [(&str, &str, bool); 7] = [
    ("Kontrahenci", "Knt_Kod", false),
    ("Kontrahenci", "Knt_Nip", false),
    ("Kontrahenci", "Knt_Nazwa1", true),
    ("Towary", "Twr_Kod", false),
    ("Towary", "Twr_EAN", true),
    ("Towary", "Twr_NumerKat", true),
    ("TwrEan", "TwE_EAN", true),
];

/// Cells with addresses: table, id, column.
const MAIL: [(&str, &str, &str); 4] = [
    ("Kontrahenci", "Knt_KntId", "Knt_Email"),
    ("Kontrahenci", "Knt_KntId", "Knt_OsEmail"),
    ("KntOsoby", "KnO_KntId", "KnO_Email"),
    ("KntOsoby", "KnO_KntId", "KnO_EmailESklep"),
];

/// A document whose key is not a version 5 UUID was not made by us; and one whose foreign number may hold a whole id, with
/// its dashes or without, says itself which order it is of.
const OTHERS: &str = "TrN_ImportRowId IS NULL OR substr(TrN_ImportRowId, 15, 1) <> '5' \
     OR TrN_NumerObcy GLOB '????????????????????????????????*'";

/// The last index that [`create`] makes: where it is, all are.
const LAST: &str = "search cards";

/// What it took the place of: these knew documents by their keys alone, and ids with dashes alone.
const REPLACED: &str = "DROP INDEX IF EXISTS CDN.\"search others\"; DROP INDEX IF EXISTS CDN.\"search naming\"";

/// Makes the indexes that are missing.
pub(super) fn create(connection: &Connection) -> rusqlite::Result<()> {
    for (table, column, ours) in BY_TEXT {
        if ours {
            connection.execute_batch(&index(column, table, &text_fold(column)))?;
        }
    }
    for (table, id, column) in MAIL {
        connection.execute_batch(&index(column, table, &format!("lower({column})")))?;
        let odd = format!("{} WHERE {}", index(&format!("odd {column}"), table, id), odd(column));
        connection.execute_batch(&odd)?;
    }
    let foreign = format!("TrN_TypDokumentu, {}", text_fold("TrN_NumerObcy"));
    connection.execute_batch(&index("NumerObcy", "TraNag", &foreign))?;
    connection.execute_batch(&index("DDfId", "TraNag", "TrN_DDfId"))?;
    connection.execute_batch(REPLACED)?;
    let naming = format!("{} WHERE {OTHERS}", index("nameable", "TraNag", "TrN_TypDokumentu"));
    connection.execute_batch(&naming)?;
    // What a person looks for may stand anywhere in a cell; then the index alone is read, and not the cards.
    let cells = "Twr_NieAktywny, Twr_Kod COLLATE BINARY, Twr_Nazwa COLLATE BINARY, Twr_EAN COLLATE BINARY, Twr_Typ";
    connection.execute_batch(&index("cards", "Towary", cells))
}

/// Are all the indexes there?
pub(super) fn is_complete(connection: &Connection) -> rusqlite::Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM CDN.sqlite_schema WHERE type = 'index' AND name = ?1)";
    connection.query_row(sql, [LAST], |row| row.get(0))
}

fn index(name: &str, table: &str, columns: &str) -> String {
    format!("CREATE INDEX IF NOT EXISTS CDN.\"search {name}\" ON {table} ({columns})")
}

/// A cell that is not just one address, or not one of plain letters.
fn odd(column: &str) -> String {
    format!("{column} GLOB '*[^-!#$%&*+./0-9=?@A-Z^_`a-z{{}}~]*'")
}

/// The search in words that use the indexes; the portable ones where a value has letters of other nations, which the
/// expressions do not fold.
pub(super) fn statement(search: Search<'_>) -> Statement {
    let by_index = match search {
        Search::Ids { table, id, column, values } => ids(table, id, column, values),
        Search::Namesakes { name, most } => ids("Kontrahenci", "Knt_KntId", "Knt_Nazwa1", &[name.to_owned()])
            .map(|found| found.sql(&format!(" ORDER BY Knt_KntId DESC LIMIT {most}"))),
        // As many as a person made by hand.
        Search::ContractorGroup(_) => None,
        Search::ContractorsByMail(address) => Some(mail(&MAIL[..2], address)),
        Search::PersonsByMail(address) => Some(mail(&MAIL[2..], address)),
        Search::ForeignNumber { class, number } => {
            folded(number).map(|number| by_foreign_number(class, &text_fold("TrN_NumerObcy"), &number))
        }
        Search::OtherHands { class, order, since, numbers } => {
            let table = "CDN.TraNag INDEXED BY \"search nameable\"";
            Some(naming_order((table, &format!(" AND ({OTHERS})")), (class, order, since, numbers)))
        }
        Search::Latest { definition } => Some(newest("", definition).sql(" LIMIT 1")),
        Search::Cards { words, most } => Some(cards_with("", words).sql(&format!(" LIMIT {most}"))),
        Search::HighestNumber { pattern } => folded(pattern).map(|pattern| {
            Statement::new("SELECT MAX(TrN_NumerNr) AS TrN_NumerNr FROM CDN.TraNag WHERE ")
                .sql(&format!("{} = ", text_fold("TrN_NumerString")))
                .bind(&pattern)
        }),
    };
    by_index.unwrap_or_else(|| search.portable())
}

fn ids(table: &str, id: &str, column: &str, values: &[String]) -> Option<Statement> {
    BY_TEXT.iter().find(|known| (known.0, known.1) == (table, column))?;
    let values: Vec<String> = values.iter().map(|value| folded(value)).collect::<Option<_>>()?;
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    Some(Statement::new(format!("SELECT {id} FROM CDN.{table} WHERE {}", text_fold(column))).bind_in(&values))
}

/// Cells that are this one address, and odd cells that hold it somewhere. An id may be found more than once.
fn mail(cells: &[(&str, &str, &str)], address: Address<'_>) -> Statement {
    let mut statement = Statement::default();
    let pattern = statement.mark(&address.pattern());
    let (low, high) = match address {
        Address::Whole(address) => (statement.mark(&address.to_lowercase()), None),
        // `,` follows `+`.
        Address::Masked(prefix) => {
            let prefix = prefix.to_lowercase();
            (statement.mark(&format!("{prefix}+")), Some(statement.mark(&format!("{prefix},"))))
        }
    };
    let selects = cells.iter().flat_map(|(table, id, column)| {
        let one = match &high {
            None => format!("lower({column}) = {low}"),
            Some(high) => format!("lower({column}) >= {low} AND lower({column}) < {high}"),
        };
        let several = format!("{} AND {column} LIKE {pattern} ESCAPE '{ESCAPE}'", odd(column));
        [one, several].map(|condition| format!("SELECT {id} FROM CDN.{table} WHERE {condition}"))
    });
    let text = selects.collect::<Vec<_>>().join(" UNION ALL ");
    statement.sql(&text)
}

/// The value as [`text_fold`] makes it; `None` where it has letters that are neither English nor Polish.
fn folded(value: &str) -> Option<String> {
    let known = |c: char| c.is_ascii() || "ĄĆĘŁŃÓŚŹŻąćęłńóśźż".contains(c);
    value.chars().all(known).then(|| value.trim_end_matches(' ').to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::FixedClock;
    use crate::core::plan::Wanted;
    use crate::optima::sandbox::{Sandbox, bind};
    use crate::optima::sql::documents_by_key;
    use crate::optima::{OptimaDb as _, tables};
    use jiff::Timestamp;
    use std::sync::Arc;

    fn base() -> Sandbox {
        Sandbox::memory(Arc::new(FixedClock(Timestamp::UNIX_EPOCH))).unwrap()
    }

    fn run(base: &Sandbox, statement: &Statement, explain: bool) -> Vec<String> {
        let sql = format!("{}{}", if explain { "EXPLAIN QUERY PLAN " } else { "" }, statement.text);
        let mut prepared = base.connection.prepare(&sql).unwrap();
        let place = if explain { 3 } else { 0 };
        let read =
            |row: &rusqlite::Row<'_>| row.get::<_, rusqlite::types::Value>(place).map(|cell| format!("{cell:?}"));
        bind(&mut prepared, statement).unwrap();
        let mut found: Vec<String> = prepared.raw_query().mapped(read).map(Result::unwrap).collect();
        found.sort();
        if !explain {
            found.dedup();
        }
        found
    }

    #[test]
    fn cards_are_looked_for_without_reading_them() {
        let words = ["kubek".to_owned()];
        let plan = run(&base(), &statement(Search::Cards { words: &words, most: 60 }), true).join("\n");
        assert!(plan.contains("COVERING INDEX search cards"), "{plan}");
    }

    #[test]
    fn no_search_reads_a_whole_table() {
        let base = base();
        let values = ["Żółć".to_owned(), "B".to_owned()];
        let mut searches: Vec<Search<'_>> = BY_TEXT
            .iter()
            .map(|(table, column, _)| Search::Ids { table, id: column, column, values: &values })
            .collect();
        for address in [Address::Whole("a@b.pl"), Address::Masked("abc")] {
            searches.extend([Search::ContractorsByMail(address), Search::PersonsByMail(address)]);
        }
        searches.extend([
            Search::Namesakes { name: "Jan Kowalski", most: 5 },
            Search::OtherHands { class: 308, order: "c3d046b6", since: None, numbers: &values },
            Search::Latest { definition: 1 },
            Search::ForeignNumber { class: 308, number: "x" },
            Search::HighestNumber { pattern: "RO/@numerS/2026" },
        ]);
        let keys: Vec<String> = (0..500).map(|number| number.to_string()).collect();
        let by_key = run(&base, &documents_by_key(&keys), true).join("\n");
        assert!(by_key.contains("INDEX") && !by_key.contains("SCAN"), "{by_key}");
        for search in searches {
            let plan = run(&base, &statement(search), true).join("\n");
            for step in plan.lines().filter(|step| step.contains("SCAN")) {
                // Odd cells are few, and their index has nothing else.
                assert!(step.contains("search odd"), "{search:?}:\n{plan}");
            }
            assert!(plan.contains("INDEX") && !plan.contains("FOR ORDER BY"), "{search:?}:\n{plan}");
        }
    }

    #[test]
    fn a_search_by_index_finds_what_the_portable_one_finds() {
        let base = base();
        let update = "UPDATE CDN.Kontrahenci SET Knt_Email = ?1, Knt_Nazwa1 = ?2 WHERE Knt_KntId =
             (SELECT Knt_KntId FROM CDN.Kontrahenci ORDER BY Knt_KntId LIMIT 1)";
        let cells = [
            "jan@x.pl",
            "JAN@X.PL",
            "Jan <jan@x.pl>",
            "a@b.pl;jan@x.pl",
            "marjan@x.pl",
            "jan@x.pl ",
            "żan@x.pl",
            "abc+1@allegromail.pl",
            "ABC+2@allegromail.pl",
            "b@c.pl, abc+3@allegromail.pl",
            "abc2+1@allegromail.pl",
            "",
        ];
        let names = ["Żółć", "ŻÓŁĆ  ", "żółć", "Müller", "MÜLLER", "Zolc", ""];
        for (place, cell) in cells.iter().enumerate() {
            base.connection.execute(update, (cell, names[place % names.len()])).unwrap();
            for address in [Address::Whole("Jan@x.pl"), Address::Whole("Żan@x.pl"), Address::Masked("Abc")] {
                let search = Search::ContractorsByMail(address);
                let (ours, portable) = (run(&base, &statement(search), false), run(&base, &search.portable(), false));
                // The pattern alone finds `marjan@x.pl` too; what is found is looked at again.
                let inside = cell.starts_with("mar") || cell.starts_with("abc2");
                assert!(ours == portable || inside, "{cell} {address:?}: {ours:?} {portable:?}");
            }
            for name in names.map(str::to_owned) {
                let values = [name];
                let (table, id, column) = ("Kontrahenci", "Knt_KntId", "Knt_Nazwa1");
                let search = Search::Ids { table, id, column, values: &values };
                assert_eq!(run(&base, &statement(search), false), run(&base, &search.portable(), false), "{values:?}");
            }
        }
    }

    #[tokio::test]
    async fn of_many_namesakes_the_latest_are_looked_at() {
        let mut base = base();
        let contractors = tables::table("Kontrahenci").unwrap();
        let columns: Vec<&str> = contractors.columns.iter().filter(|c| !c.read_only()).map(|c| c.name).collect();
        for n in 100..160 {
            let values = columns.iter().map(|column| match *column {
                "Knt_Kod" => format!("'N{n}'"),
                "Knt_Nazwa1" => "'Jan Żak'".to_owned(),
                "Knt_ImportRowId" => format!("'00000000-0000-0000-0000-000000000{n}'"),
                same => same.to_owned(),
            });
            let (columns, values) = (columns.join(", "), values.collect::<Vec<_>>().join(", "));
            let sql = format!(
                "INSERT INTO CDN.Kontrahenci ({columns}) SELECT {values} FROM CDN.Kontrahenci ORDER BY Knt_KntId LIMIT 1"
            );
            base.connection.execute_batch(&sql).unwrap();
        }
        let wanted = Wanted { class: 308, name: "JAN ŻAK".to_owned(), ..Wanted::default() };
        let found = base.lookup(&wanted).await.unwrap().namesakes;
        let codes: Vec<&str> = found.iter().map(|card| card.code.as_str()).collect();
        let latest: Vec<String> = (110..160).map(|n| format!("N{n}")).collect();
        assert_eq!(codes, latest);
    }

    #[test]
    fn a_file_of_an_earlier_release_gets_its_indexes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("base.sqlite3");
        let clock = || Arc::new(FixedClock(Timestamp::UNIX_EPOCH));
        drop(Sandbox::open(&path, clock()).unwrap());
        let plain = Connection::open(&path).unwrap();
        let names: Vec<String> = plain
            .prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'search %'")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(names.len(), 16);
        for name in &names {
            plain.execute_batch(&format!("DROP INDEX \"{name}\"")).unwrap();
        }
        let others = "CREATE INDEX \"search others\" ON TraNag (TrN_TypDokumentu)";
        plain.execute_batch(others).unwrap();
        drop(plain);
        assert!(is_complete(&Sandbox::open(&path, clock()).unwrap().connection).unwrap());
        // One index took its place.
        let plain = Connection::open(&path).unwrap();
        plain.execute_batch(others).unwrap();
    }
}
