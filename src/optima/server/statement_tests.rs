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
use crate::optima::rows::Value;
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

#[test]
fn every_question_is_t_sql() {
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
    for search in searches {
        parse(&server.search(search).text);
    }
    parse(&shape::columns().text);
    for statement in [sql::header(&tables::shape(), "RO/1/2026"), sql::line(&tables::shape(), "RO/1/2026")] {
        parse(&statement.text);
    }
    for statement in sql::cards("RO/1/2026") {
        parse(&statement.text);
    }
    for statement in inspect::every_text() {
        parse(&statement.text);
    }
    for statement in sql::every_text() {
        parse(&statement.text);
    }
    parse(&sql::removal::look("k").text);
    parse(&remove::request(7).text);
    parse(connect::WHICH);
    parse("IF @@TRANCOUNT > 0 ROLLBACK");
}

/// The script for the administrator grants what `doctor` asks for, and no more.
#[test]
fn the_script_of_rights_grants_what_is_needed() {
    let script = include_str!("../../../docs/grant.sql");
    let granted = |start: &str| -> BTreeSet<String> {
        let lines = script.lines().filter_map(|line| line.strip_prefix(start)?.split_once(" ON CDN."));
        let one = |(rights, rest): (&str, &str)| {
            let table = rest.split_whitespace().next().unwrap_or_default().to_owned();
            rights.split(", ").map(|right| format!("{right} {table}")).collect::<Vec<_>>()
        };
        lines.flat_map(one).collect()
    };
    let needed = |removes| -> BTreeSet<String> {
        inspect::wanted(removes).into_iter().map(|(right, table)| format!("{right} {table}")).collect()
    };
    assert_eq!(granted("GRANT "), needed(false));
    let more: BTreeSet<String> = granted("GRANT ").union(&granted("-- GRANT ")).cloned().collect();
    assert_eq!(more, needed(true));
    parse(&script.lines().filter(|line| line.starts_with("GRANT")).collect::<Vec<_>>().join("\n"));
}
