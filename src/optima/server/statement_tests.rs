//! Every text that can be sent is T-SQL, by a parser that is not ours.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use sqlparser::dialect::MsSqlDialect;
use sqlparser::parser::Parser;

use super::compose::{Composed, compose};
use super::*;
use crate::clock::FixedClock;
use crate::optima::contract;
use crate::optima::rows::{Row, Value};
use crate::optima::sandbox::Sandbox;
use crate::optima::sql::{Address, Search};
use crate::optima::tables;

/// The parser of this version knows neither `RETURN` without a value nor a procedure's answer (`EXEC @x = …`); both are
/// said in other words to it.
fn parse(text: &str) {
    let said = text.replace("RETURN;", "RETURN 0;").replace("EXEC @lock = sp_getapplock", "EXEC sp_getapplock");
    if let Err(error) = Parser::parse_sql(&MsSqlDialect {}, &said) {
        panic!("{error}\n{text}");
    }
}

async fn plans() -> Vec<RowPlan> {
    let mut base = Sandbox::memory(Arc::new(FixedClock(Timestamp::UNIX_EPOCH))).unwrap();
    let shape = base.shape().await.unwrap();
    let known = contract::mugs(&mut base, "known").await;
    let mut new = contract::mugs(&mut base, "new").await;
    new.contractor = contract::new_contractor(&shape, "NOWY");
    new.products = vec![contract::new_card(&shape, 0, "A", "2000000000015"), contract::new_card(&shape, 1, "B", "")];
    contract::set(&mut new.lines[0], "TrE_TwrId", Value::ProductId(1));
    let in_group = Row::new("TwrGrupy").with("TwG_GIDNumer", Value::ProductId(0)).with("TwG_GrONumer", 5);
    new.products[0].rows.push(in_group);
    let mut long = contract::mugs(&mut base, "long").await;
    let line = long.lines[0].clone();
    long.lines = (0..900)
        .map(|place| {
            let mut line = line.clone();
            contract::set(&mut line, "TrE_TwrNazwa", format!("Kubek {place}"));
            contract::set(&mut line, "TrE_Lp", place);
            line
        })
        .collect();
    vec![known, new, long]
}

#[tokio::test]
async fn every_write_is_t_sql() {
    let shape = tables::shape();
    for plan in plans().await {
        let composed = compose(&shape, &plan, 1).unwrap();
        match composed {
            Composed::Whole(request) => parse(&request.text),
            Composed::Parts(parts) => {
                assert!(parts.len() > 1);
                for part in parts {
                    assert!(part.request.params.len() <= sql::MAX_PARAMS);
                    parse(&part.request.text);
                }
            }
        }
    }
}

#[tokio::test]
async fn the_write_of_a_known_buyers_order_is_this_text() {
    let mut plan = plans().await.swap_remove(0);
    contract::set(&mut plan.header, "TrN_DataDok", jiff::civil::date(2026, 11, 20));
    contract::set(&mut plan.header, "TrN_RazemBrutto", contract::d("149.97"));
    let shape = tables::shape();
    let Composed::Whole(request) = compose(&shape, &plan, 1).unwrap() else { panic!("one request") };
    insta::assert_snapshot!(request.text);
    // The same order of another day gives the same text, so that the server keeps its plan.
    let mut later = plan.clone();
    contract::set(&mut later.header, "TrN_DataDok", jiff::civil::date(2026, 12, 24));
    contract::set(&mut later.header, "TrN_RazemBrutto", contract::d("1234.50"));
    let Composed::Whole(second) = compose(&shape, &later, 1).unwrap() else { panic!("one request") };
    assert_eq!(second.text, request.text);
    // Each line of the text that begins a row is told from the server's line number.
    let row = |needle: &str| {
        let line = request.text.lines().position(|line| line.contains(needle)).unwrap() + 1;
        request.row_at(u32::try_from(line).unwrap()).map(|row| row.table)
    };
    assert_eq!(row("INSERT INTO CDN.TraNag"), Some("TraNag"));
    assert_eq!(row("INSERT INTO CDN.DokAtrybuty"), Some("DokAtrybuty"));
    assert_eq!(request.row_at(1), None);
}

/// Every text that asks or removes, but for those of a session itself.
fn questions() -> Vec<String> {
    let server = SqlServer {
        access: Access::test(),
        session: None,
        let_in: false,
        zone: TimeZone::UTC,
        about: About::default(),
        columns: None,
        shape: None,
    };
    let some = ["a".to_owned(), "b".to_owned()];
    let searches = [
        Search::Ids { table: "Kontrahenci", id: "Knt_KntId", column: "Knt_Kod", values: &some },
        Search::Namesakes { name: "Jan", most: 5 },
        Search::ContractorGroup("ALLEGRO"),
        Search::ContractorsByMail(Address::Whole("a@b.pl")),
        Search::PersonsByMail(Address::Masked("a")),
        Search::ForeignNumber { class: 308, number: "n" },
        Search::OtherHands { class: 308, order: "o", since: Some(jiff::civil::date(2026, 1, 1)), numbers: &some },
        Search::Latest { definition: 1 },
        Search::HighestNumber { pattern: "RO/@numerS/2026" },
        Search::Cards { words: &some, most: 60 },
    ];
    let mut all: Vec<Statement> = searches.into_iter().map(|search| server.search(search)).collect();
    all.push(shape::columns());
    all.extend([sql::header(&tables::shape(), "RO/1/2026"), sql::line(&tables::shape(), "RO/1/2026")]);
    all.extend(sql::cards("RO/1/2026"));
    all.extend(inspect::every_text());
    all.extend(sql::every_text());
    all.push(sql::removal::look("k"));
    all.into_iter().map(|statement| statement.text).chain([remove::request(7).text]).collect()
}

#[test]
fn every_question_is_t_sql() {
    for text in questions() {
        parse(&text);
    }
    parse(connect::WHICH);
    parse("IF @@TRANCOUNT > 0 ROLLBACK");
}

/// The rights that a text takes: of what is removed the rows are looked for first.
fn taken(text: &str) -> BTreeSet<String> {
    let mut rights = BTreeSet::new();
    for (before, right) in
        [("FROM", "SELECT"), ("JOIN", "SELECT"), ("INSERT INTO", "INSERT"), ("DELETE FROM", "DELETE")]
    {
        for (at, _) in text.match_indices(&format!("{before} CDN.")) {
            let rest = &text[at + before.len() + " CDN.".len()..];
            let table = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            rights.insert(format!("{right} {table}"));
        }
    }
    rights
}

fn written_out(rights: BTreeSet<rights::Right>) -> BTreeSet<String> {
    rights.into_iter().map(|(right, table)| format!("{right} {table}")).collect()
}

/// What the settings may take, each by itself and together.
fn named(creates: bool, removes: bool, attributes: bool) -> Named {
    let attributes = attributes.then(|| "ALLEGRO_ID".to_owned()).into_iter().collect();
    Named { attributes, removes, creates, ..Named::default() }
}

#[tokio::test]
async fn each_right_is_named_by_a_statement_and_each_statement_has_its_right() {
    let mut texts = questions();
    for plan in plans().await {
        match compose(&tables::shape(), &plan, 1).unwrap() {
            Composed::Whole(request) => texts.push(request.text),
            Composed::Parts(parts) => texts.extend(parts.into_iter().map(|part| part.request.text)),
        }
    }
    let taken: BTreeSet<String> = texts.iter().flat_map(|text| taken(text)).collect();
    assert_eq!(taken, written_out(rights::wanted(&named(true, true, true))));
}

/// Rights of the script's parts, whose first line says which setting takes them.
fn granted(part: impl Fn(&str) -> bool) -> BTreeSet<String> {
    let script = include_str!("../../../docs/grant.sql");
    let parts = script.split("\n\n").filter(|text| text.lines().next().is_some_and(&part));
    let lines = parts.flat_map(str::lines).map(|line| line.strip_prefix("-- ").unwrap_or(line));
    let grants = lines.filter_map(|line| line.strip_prefix("GRANT ")?.split_once(" ON CDN."));
    let one = |(rights, rest): (&str, &str)| {
        let table = rest.split_whitespace().next().unwrap_or_default().to_owned();
        rights.split(", ").map(|right| format!("{right} {table}")).collect::<Vec<_>>()
    };
    grants.flat_map(one).collect()
}

/// The script for the administrator grants what `doctor` asks for, and no more; what a setting takes stands in its part.
#[test]
fn the_script_of_rights_grants_what_is_needed() {
    const SETTINGS: [&str; 4] = ["[products] create", "[orders] after_import", "[fields.attributes]", "wyzwalacze"];
    let least = written_out(rights::wanted(&named(false, false, false)));
    assert_eq!(granted(|head| !SETTINGS.iter().any(|setting| head.contains(setting))), least);
    for (setting, named) in
        SETTINGS.iter().zip([named(true, false, false), named(false, true, false), named(false, false, true)])
    {
        let more: BTreeSet<String> = written_out(rights::wanted(&named)).difference(&least).cloned().collect();
        assert_eq!(granted(|head| head.contains(setting)), more, "{setting}");
    }
    let seen: BTreeSet<String> =
        rights::written().into_iter().map(|table| format!("VIEW DEFINITION {table}")).collect();
    assert_eq!(granted(|head| head.contains("wyzwalacze")), seen);
    let script = include_str!("../../../docs/grant.sql");
    parse(&script.lines().filter(|line| line.starts_with("GRANT")).collect::<Vec<_>>().join("\n"));
}
