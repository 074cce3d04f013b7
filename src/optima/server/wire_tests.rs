//! What the server says on the wire, and what becomes of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use jiff::Timestamp;

use super::testing::tds::{Cell, Reply, Tds};
use super::*;
use crate::clock::FixedClock;
use crate::core::problem::{Explain as _, Fault};
use crate::optima::contract;
use crate::optima::sandbox::Sandbox;
use crate::optima::tables;

fn access(tds: &Tds) -> Access {
    let mut access = Access::test();
    access.config.host("127.0.0.1");
    access.config.port(tds.port);
    access.config.encryption(tiberius::EncryptionLevel::NotSupported);
    access.config.authentication(tiberius::AuthMethod::sql_server("optima", "x"));
    access
}

async fn opened(tds: &Tds) -> SqlServer {
    let mut server = SqlServer::open(access(tds)).await.unwrap();
    server.shape = Some(Arc::new(tables::shape()));
    server
}

async fn plan(lines: usize) -> ImportPlan {
    let mut base = Sandbox::memory(Arc::new(FixedClock(Timestamp::UNIX_EPOCH))).unwrap();
    let mut plan = contract::mugs(&mut base, "wire").await;
    plan.lines = vec![plan.lines[0].clone(); lines];
    plan
}

fn written() -> Reply {
    Reply::Rows(
        vec!["Wynik", "TrN_TrNID", "TrN_NumerPelny", "nr", "knt"],
        vec![vec![Cell::Int(1), Cell::Int(7), Cell::Text("RO/3/2026"), Cell::Int(3), Cell::Int(5)]],
    )
}

fn is_write(text: &str) -> bool {
    text.contains("sp_getapplock")
}

/// As many empty sets as a look-up has statements, so that each finds nothing.
fn nothing(text: &str) -> Vec<Reply> {
    let statements = text.matches(";\n").count().max(1);
    vec![Reply::Rows(vec!["TrN_TrNID"], Vec::new()); statements]
}

#[tokio::test]
async fn a_document_costs_three_requests() {
    let tds = Tds::start(None, |text| if is_write(text) { vec![written()] } else { nothing(text) }).await;
    let mut server = opened(&tds).await;
    let plan = plan(4).await;
    let wanted = Wanted {
        key: plan.key,
        foreign_number: "allegro/1".to_owned(),
        order: "c3d046b6-75f7-11f1-a79f-3ba7e847a9c7".to_owned(),
        class: 308,
        definition: "RO".to_owned(),
        warehouse: "MAGAZYN".to_owned(),
        payment_form: "przelew".to_owned(),
        contractor_codes: vec!["A".to_owned()],
        nips: vec!["5260250274".to_owned()],
        emails: vec!["a@b.pl".to_owned()],
        product_codes: vec!["A".to_owned(), "B".to_owned(), "C".to_owned(), "D".to_owned()],
        eans: vec!["2000000000015".to_owned()],
        attributes: vec!["ALLEGRO_ID".to_owned()],
        ..Wanted::default()
    };
    server.lookup(&wanted).await.unwrap();
    // What was found is asked about once more, all together; here nothing was.
    assert_eq!(tds.count(), (1, 1));
    let Applied::Imported(document) = server.apply(&plan).await.unwrap() else { panic!("written") };
    assert_eq!((document.id, &*document.number, document.contractor), (7, "RO/3/2026", 5));
    assert_eq!(document.rows["TraElem"], 4);
    assert_eq!(tds.count(), (1, 2));
}

#[tokio::test]
async fn five_hundred_keys_cost_one_request() {
    let tds = Tds::start(None, nothing).await;
    let mut server = opened(&tds).await;
    let keys: Vec<Uuid> = (0..1_201).map(|number| contract::key(&number.to_string())).collect();
    assert_eq!(server.present(&keys).await.unwrap(), []);
    assert_eq!(tds.count(), (1, 3));
    assert_eq!(server.of_order(keys[0], "c3d046b6-75f7-11f1-a79f-3ba7e847a9c7", &[]).await.unwrap(), None);
    assert_eq!(tds.count(), (1, 4));
}

#[tokio::test]
async fn a_base_is_known_by_when_its_table_was_made() {
    let born =
        || Reply::Rows(vec!["base", "born"], vec![vec![Cell::Text("CDN_A"), Cell::Text("2019-03-04 05:06:07.123")]]);
    let tds = Tds::start(None, move |_| vec![born()]).await;
    let found = opened(&tds).await.identity().await.unwrap();
    assert_eq!((&*found.name, &*found.born), ("CDN_A", "2019-03-04T05:06:07.123"));
    // Whom the base does not tell has no table there.
    let tds = Tds::start(None, |_| vec![Reply::Rows(vec!["base", "born"], Vec::new())]).await;
    let error = opened(&tds).await.identity().await.unwrap_err();
    assert_eq!(error.problem().code(), "OPT-014");
}

#[tokio::test]
async fn what_is_odd_about_a_base_is_known_from_the_first_session_on() {
    for (read_only, codes) in [(0, &["DOC-013"][..]), (1, &["DOC-011", "DOC-013"])] {
        let tds = Tds::start_with([1, 0, 60, read_only], None, |_| Vec::new()).await;
        let server = SqlServer::open(access(&tds)).await.unwrap();
        let remarks = server.remarks();
        assert_eq!(remarks.iter().map(Problem::code).collect::<Vec<_>>(), codes);
        assert_eq!(server.about.release, "2026.4.1");
        assert_eq!(tds.count(), (1, 0));
    }
}

#[tokio::test]
async fn a_refused_login_or_base_is_told_apart() {
    for (number, code, fault) in [
        (18456, "OPT-004", Fault::Usage),
        (4060, "OPT-005", Fault::Usage),
        (911, "OPT-005", Fault::Usage),
        (916, "OPT-007", Fault::Usage),
        (924, "OPT-001", Fault::Outage),
    ] {
        let tds = Tds::start(Some(Reply::Error(number, 14, 1, "nie")), |_| Vec::new()).await;
        let error = SqlServer::open(access(&tds)).await.unwrap_err();
        assert_eq!((error.problem().code(), error.fault()), (code, fault), "{number}: {error}");
    }
    for (optima, xl, code) in [(1, 1, "OPT-013"), (0, 1, "OPT-013"), (0, 0, "OPT-014")] {
        let tds = Tds::start_with([optima, xl, 0, 0], None, |_| Vec::new()).await;
        let error = SqlServer::open(access(&tds)).await.unwrap_err();
        assert_eq!((error.problem().code(), error.fault()), (code, Fault::Usage));
    }
    let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let mut away = Access::test();
    away.config.port(nobody);
    let error = SqlServer::open(away).await.unwrap_err();
    assert_eq!((error.problem().code(), error.fault()), ("OPT-001", Fault::Outage));
}

#[tokio::test]
async fn errors_of_a_write_are_told_by_number_and_line() {
    let plan = plan(1).await;
    // Line 11 of the request is that of the header.
    let missing = "Cannot insert the value NULL into column 'TrN_Nowa', table 'CDN_A.CDN.TraNag'";
    for (number, line, words, code, column) in [
        (515, 11, "Cannot insert the value NULL into column 'TrN_Opis'", "OPT-022", "TrN_Opis"),
        (515, 11, missing, "OPT-022", ""),
        (2628, 11, "String or binary data would be truncated in column 'TrN_Opis'", "OPT-023", "TrN_Opis"),
        (8114, 11, "Error converting data type", "OPT-026", ""),
        (50000, 11, "Reguła partnera", "OPT-029", ""),
        (229, 11, "The INSERT permission was denied on the object 'TraNag'", "OPT-007", ""),
        (208, 11, "Invalid object name 'CDN.TraVat'", "OPT-015", ""),
        (3906, 11, "database is read-only", "OPT-003", ""),
        (9002, 11, "log is full", "OPT-003", ""),
        (4321, 11, "coś innego", "OPT-035", ""),
    ] {
        let answer = move |text: &str| {
            if is_write(text) { vec![Reply::Error(number, 16, line, words)] } else { vec![Reply::Done] }
        };
        let tds = Tds::start(None, answer).await;
        let mut server = opened(&tds).await;
        let error = server.apply(&plan).await.unwrap_err();
        assert_eq!(error.problem().code(), code, "{number}: {error}");
        if let OptimaError::Refused { table, column: found, .. } = &error {
            assert_eq!((&**table, &**found), ("TraNag", column), "{number}");
        }
        // A server's error leaves the session good; what was open is undone.
        assert_eq!(tds.count(), (1, 2));
    }
}

#[tokio::test]
async fn what_another_took_is_tried_again() {
    let plan = plan(1).await;
    let number =
        "Nie można wstawić wiersza zduplikowanego klucza w obiekcie „CDN.TraNag” o unikatowym indeksie „TrNNumer”.";
    for (first, retries) in [
        (Reply::Error(1205, 13, 5, "deadlock"), 0),
        (Reply::Error(1222, 16, 5, "lock timeout"), 0),
        (Reply::Rows(vec!["Wynik"], vec![vec![Cell::Int(0)]]), 0),
        (Reply::Error(2601, 14, 11, number), 1),
    ] {
        let tries = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&tries);
        let answer = move |text: &str| {
            if !is_write(text) {
                return vec![Reply::Rows(vec!["TrN_NumerNr"], Vec::new())];
            }
            if counted.fetch_add(1, Ordering::SeqCst) < 2 { vec![first.clone()] } else { vec![written()] }
        };
        let tds = Tds::start(None, answer).await;
        let mut server = opened(&tds).await;
        let Applied::Imported(document) = server.apply(&plan).await.unwrap() else { panic!("written") };
        assert_eq!((tries.load(Ordering::SeqCst), document.number_retries), (3, retries * 2));
        assert_eq!(tds.count().0, 1);
    }
    // And not for ever.
    let locked =
        |text: &str| if is_write(text) { vec![Reply::Error(1222, 16, 5, "zajęte")] } else { vec![Reply::Done] };
    let tds = Tds::start(None, locked).await;
    let error = opened(&tds).await.apply(&plan).await.unwrap_err();
    assert_eq!((error.problem().code(), error.fault()), ("OPT-002", Fault::Outage));
}

#[tokio::test]
async fn i5_a_lost_answer_is_not_taken_for_a_no() {
    for lost in [Reply::Close, Reply::Silence] {
        let answer = move |text: &str| {
            if is_write(text) {
                vec![lost.clone()]
            } else {
                // On the new connection: the document is there.
                vec![Reply::Rows(
                    vec!["TrN_TrNID", "TrN_NumerPelny", "TrN_RazemBrutto", "TrN_Waluta"],
                    vec![vec![Cell::Int(7), Cell::Text("RO/3/2026"), Cell::Text("149.97"), Cell::Text("")]],
                )]
            }
        };
        let tds = Tds::start(None, answer).await;
        let mut access = access(&tds);
        access.config.command_timeout(Some(Duration::from_millis(100)));
        let mut server = SqlServer::open(access).await.unwrap();
        server.shape = Some(Arc::new(tables::shape()));
        let plan = plan(1).await;
        let error = server.apply(&plan).await.unwrap_err();
        assert_eq!((error.problem().code(), error.fault()), ("OPT-033", Fault::Outage), "{error}");
        assert!(server.session.is_none(), "an answer may still come on the old connection");
        let found = server.find(plan.key).await.unwrap().unwrap();
        assert_eq!((found.id, found.by_key), (7, true));
        assert_eq!(tds.count().0, 2);
    }
}

#[tokio::test]
async fn a_connection_that_was_lost_while_idle_is_opened_again_once() {
    let asked = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&asked);
    let answer = move |_: &str| {
        // The second request meets a broken connection.
        if counted.fetch_add(1, Ordering::SeqCst) == 1 { vec![Reply::Close] } else { nothing("") }
    };
    let tds = Tds::start(None, answer).await;
    let mut server = opened(&tds).await;
    assert_eq!(server.find(uuid::Uuid::nil()).await.unwrap(), None);
    assert_eq!(server.find(uuid::Uuid::nil()).await.unwrap(), None);
    assert_eq!(tds.count().0, 2);
    let always = Tds::start(None, |_| vec![Reply::Close]).await;
    let error = opened(&always).await.find(uuid::Uuid::nil()).await.unwrap_err();
    assert_eq!((error.problem().code(), error.fault()), ("OPT-001", Fault::Outage));
    assert_eq!(always.count().0, 2);
}

#[tokio::test]
async fn whoever_gives_up_waiting_loses_the_session() {
    let tds = Tds::start(None, |_| vec![Reply::Silence]).await;
    let mut server = opened(&tds).await;
    {
        let asked = server.find(uuid::Uuid::nil());
        tokio::pin!(asked);
        // Once is enough to send it.
        let _ = tokio::time::timeout(Duration::from_millis(50), asked.as_mut()).await.unwrap_err();
    }
    assert!(server.session.is_none());
}
