//! What the server says on the wire, and what becomes of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use jiff::Timestamp;

use super::testing::tds::{COMMIT, Cell, Reply, Tds};
use super::*;
use crate::clock::FixedClock;
use crate::core::doctor;
use crate::core::ean;
use crate::core::kinds;
use crate::core::message::{Catalogue, Language};
use crate::core::problem::{Explain as _, Fault, Severity};
use crate::core::reach::Reach;
use crate::optima::contract;
use crate::optima::sandbox::Sandbox;
use crate::optima::tables;
use crate::whole::or_part;

async fn opened(tds: &Tds) -> SqlServer {
    let mut server = SqlServer::open(tds.access()).await.unwrap();
    server.columns = Some(Arc::new(tables::shape()));
    server
}

async fn plan(lines: usize) -> RowPlan {
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
        order: "c3d046b6-75f7-11f1-a79f-3ba7e847a9c7".into(),
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
        sender_numbers: vec!["ZD/1/2026".to_owned()],
        ..Wanted::default()
    };
    server.lookup(&wanted).await.unwrap();
    // What was found is asked about once more, all together; here nothing was.
    assert_eq!(tds.count(), (1, 1));
    let Applied::Imported(document) = server.write(&plan).await.unwrap() else { panic!("written") };
    assert_eq!((document.id, &*document.number, document.contractor), (7, "RO/3/2026", 5));
    assert_eq!(document.rows["TraElem"], 4);
    assert_eq!(tds.count(), (1, 2));
}

/// A page of a hundred orders with seven lines each: what an export looks up, with everything found.
#[tokio::test]
async fn a_page_of_orders_costs_two_requests() {
    let tds = Tds::start(None, |text| {
        let found = |rows: &str| rows.contains("Twr_TwrId FROM");
        let statement = |one: &str| {
            let cells = (0..700).map(|id| vec![Cell::Int(id)]).collect();
            if found(one) { Reply::Rows(vec!["Twr_TwrId"], cells) } else { Reply::Rows(vec!["TrN_TrNID"], Vec::new()) }
        };
        text.split(";\n").filter(|one| !one.trim().is_empty()).map(statement).collect()
    })
    .await;
    let mut server = opened(&tds).await;
    let eans = (0..700_u64).flat_map(|n| ean::variants(&format!("{:013}", 5_900_000_000_000 + n)));
    let wanted = Wanted {
        product_codes: (0..500).map(|n| format!("KOD-{n}")).collect(),
        eans: eans.collect(),
        dictionary: true,
        ..Wanted::default()
    };
    assert_eq!(wanted.eans.len(), 1_400);
    server.lookup(&wanted).await.unwrap();
    assert_eq!(tds.count(), (1, 2), "what was found is asked about together");
}

#[tokio::test]
async fn five_hundred_keys_cost_one_request() {
    let tds = Tds::start(None, nothing).await;
    let mut server = opened(&tds).await;
    let keys: Vec<Uuid> = (0..1_201).map(|number| contract::key(&number.to_string())).collect();
    assert_eq!(server.present(&keys).await.unwrap(), []);
    assert_eq!(tds.count(), (1, 3));
    let classes = kinds::classes(&[kinds::Way::Base]);
    assert_eq!(server.of_order(keys[0], "c3d046b6-75f7-11f1-a79f-3ba7e847a9c7", &[], &classes).await.unwrap(), None);
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
        let server = SqlServer::open(tds.access()).await.unwrap();
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
        let error = SqlServer::open(tds.access()).await.unwrap_err();
        assert_eq!((error.problem().code(), error.fault()), (code, fault), "{number}: {error}");
    }
    for (optima, xl, code) in [(1, 1, "OPT-013"), (0, 1, "OPT-013"), (0, 0, "OPT-014")] {
        let tds = Tds::start_with([optima, xl, 0, 0], None, |_| Vec::new()).await;
        let error = SqlServer::open(tds.access()).await.unwrap_err();
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
        let error = server.write(&plan).await.unwrap_err();
        assert_eq!(error.problem().code(), code, "{number}: {error}");
        if let OptimaError::Refused { table, column: found, .. } = &error {
            assert_eq!((&**table, &**found), ("TraNag", column), "{number}");
        }
        // A server's error leaves the session good; what was open is undone.
        assert_eq!(tds.count(), (1, 2));
    }
}

/// Numbers and classes that are the server's, or the base's, and no document's.
const OUTAGES: [(u32, u8); 62] = [
    (64, 20),
    (121, 20),
    (233, 20),
    (596, 21),
    (601, 12),
    (605, 21),
    (615, 21),
    (701, 17),
    (802, 17),
    (823, 24),
    (824, 24),
    (825, 24),
    (845, 17),
    (922, 14),
    (924, 14),
    (926, 14),
    (927, 14),
    (942, 14),
    (976, 14),
    (983, 14),
    (1105, 17),
    (1204, 19),
    (1205, 13),
    (1222, 16),
    (3906, 16),
    (3908, 16),
    (3930, 16),
    (3960, 16),
    (3961, 16),
    (3989, 16),
    (4221, 16),
    (5061, 16),
    (5149, 16),
    (6005, 14),
    (6107, 14),
    (8645, 17),
    (8651, 17),
    (9002, 17),
    (10_053, 20),
    (10_054, 20),
    (10_060, 20),
    (10_928, 16),
    (10_929, 16),
    (17_142, 14),
    (17_187, 16),
    (17_188, 16),
    (17_189, 16),
    (17_197, 16),
    (18_401, 14),
    (35_250, 16),
    (40_197, 16),
    (40_501, 16),
    (40_544, 16),
    (40_549, 16),
    (40_613, 16),
    (49_918, 16),
    (49_920, 16),
    // Unknown to us, and grave; raised by a trigger with a grave class.
    (64_321, 17),
    (4_321, 18),
    (4_321, 19),
    (4_321, 22),
    (50_000, 17),
];

/// Where a server's error meets us.
#[derive(Clone, Copy, Debug, PartialEq)]
enum At {
    Lookup,
    Write,
    Commit,
}

/// Ten times the same document; the request of the `bad`th meets the error there. Of each what it came to.
async fn ten(plan: &RowPlan, bad: usize, at: At, error: Reply) -> Vec<Result<Applied, OptimaError>> {
    let place = Arc::new(AtomicU32::new(0));
    let now = Arc::clone(&place);
    let answer = move |text: &str| {
        let bad = now.load(Ordering::SeqCst) as usize == bad;
        match at {
            At::Lookup if bad && text.contains("SELECT") && !is_write(text) => vec![error.clone()],
            At::Write if bad && is_write(text) => vec![error.clone()],
            At::Commit if bad && text == COMMIT => vec![error.clone()],
            _ if is_write(text) => vec![written()],
            _ => nothing(text),
        }
    };
    let tds = Tds::start(None, answer).await;
    let mut server = opened(&tds).await;
    let mut came_to = Vec::new();
    for number in 0..10 {
        place.store(number, Ordering::SeqCst);
        let wanted = Wanted { key: plan.key, class: 308, definition: "RO".to_owned(), ..Wanted::default() };
        came_to.push(match server.lookup(&wanted).await {
            Ok(_) => server.write(plan).await,
            Err(error) => Err(error),
        });
    }
    came_to
}

#[tokio::test]
async fn i14_what_is_the_servers_is_an_outage_and_the_documents_after_it_go_in() {
    let plans = [(At::Lookup, plan(1).await), (At::Write, plan(1).await), (At::Commit, plan(300).await)];
    for (place, (number, class)) in OUTAGES.into_iter().enumerate() {
        for (at, plan) in &plans {
            // A document of many requests takes its time.
            if *at == At::Commit && place % 12 != 0 {
                continue;
            }
            // Where nobody asks for the whole, every second number is met, in one of the other two places.
            let turn = if *at == At::Lookup { place % 4 == 0 } else { *at == At::Write && place % 4 == 2 };
            if !or_part(true, turn) {
                continue;
            }
            let came_to = ten(plan, 4, *at, Reply::Error(number, class, 11, "Serwer mówi nie.")).await;
            for (place, came_to) in came_to.iter().enumerate() {
                let Err(error) = came_to else { continue };
                assert_eq!(
                    (place, error.fault(), error.reach()),
                    (4, Fault::Outage, Reach::Company),
                    "{number} {at:?}"
                );
            }
            // What is tried again at once may have gone in meanwhile; here it never does.
            assert!(came_to[4].is_err(), "{number} {at:?}");
        }
    }
}

#[tokio::test]
async fn i14_what_nobody_knows_and_is_not_grave_is_the_documents() {
    let plans = [(At::Lookup, plan(1).await), (At::Write, plan(1).await), (At::Commit, plan(300).await)];
    for (number, class) in [(4_321, 16), (4_321, 11), (50_000, 16), (512, 16), (8134, 16)] {
        for (at, plan) in &plans {
            if *at == At::Commit && class == 16 && number != 4_321 {
                continue;
            }
            let came_to = ten(plan, 4, *at, Reply::Error(number, class, 11, "Serwer mówi nie.")).await;
            let error = came_to[4].as_ref().unwrap_err();
            assert_eq!((error.fault(), error.reach()), (Fault::Refused, Reach::File), "{number} {at:?} {error}");
            let said = error.said().unwrap();
            assert_eq!((said.number, said.class, &*said.words), (number, class, "Serwer mówi nie."));
            assert_eq!(came_to.iter().filter(|came_to| came_to.is_ok()).count(), 9, "{number} {at:?}");
        }
    }
}

#[tokio::test]
async fn i5_what_ends_the_session_while_it_writes_leaves_it_open_whether_it_was_written() {
    // The server shuts down, an administrator ends us, the disk is gone under it.
    for reply in [Reply::Error(596, 21, 1, "KILL"), Reply::Error(6005, 20, 1, "SHUTDOWN"), Reply::Close] {
        let answer = move |text: &str| if is_write(text) { vec![reply.clone()] } else { nothing(text) };
        let tds = Tds::start(None, answer).await;
        let mut server = opened(&tds).await;
        let error = server.write(&plan(1).await).await.unwrap_err();
        assert!(matches!(error, OptimaError::CommitUnknown { .. }), "{error}");
        assert!(server.session.is_none());
    }
}

#[tokio::test]
async fn i14_nothing_at_opening_is_a_documents_fault() {
    // Shutting down, paused, one user, an upgrade, an unknown number: what the server is asked for is a session.
    let opening = [6005, 17_142, 17_187, 18_401, 18_451, 18_461, 922, 924, 927, 942, 976, 4_321, 40_613];
    for number in opening {
        let tds = Tds::start(Some(Reply::Error(number, 14, 1, "nie teraz")), |_| Vec::new()).await;
        let error = SqlServer::open(tds.access()).await.unwrap_err();
        assert_eq!((error.fault(), error.reach()), (Fault::Outage, Reach::Company), "{number}: {error}");
    }
}

#[tokio::test]
async fn a_login_that_was_good_a_moment_ago_is_no_wrong_password() {
    for number in [18_456, 4060] {
        let reply = Reply::Error(number, 14, 1, "Login failed");
        let first = AtomicU32::new(0);
        let answer = move |_: &str| {
            // The connection ends, as when another server takes over.
            if first.fetch_add(1, Ordering::SeqCst) == 0 { vec![Reply::Close] } else { nothing("") }
        };
        let tds = Tds::start_refusing(1, reply, answer).await;
        let error = opened(&tds).await.find(uuid::Uuid::nil()).await.unwrap_err();
        assert_eq!((error.fault(), error.reach()), (Fault::Outage, Reach::Company), "{error}");
    }
}

#[tokio::test]
async fn a_base_that_is_being_restored_is_not_a_base_that_is_not_there() {
    // The log-in to the base is refused; `master` lets us in and says why.
    let listed = |text: &str| {
        if text.contains("sys.databases") {
            vec![Reply::Rows(vec!["standing"], vec![vec![Cell::Text("RESTORING")]])]
        } else {
            nothing(text)
        }
    };
    let tds = Tds::start_refusing_first(Reply::Error(4060, 11, 1, "Cannot open database"), listed).await;
    let error = SqlServer::open(tds.access()).await.unwrap_err();
    assert_eq!(error, OptimaError::Unreachable { place: error_place(&error), why: "RESTORING".to_owned() });
    let tds = Tds::start_refusing_first(Reply::Error(4060, 11, 1, "Cannot open database"), nothing).await;
    let error = SqlServer::open(tds.access()).await.unwrap_err();
    assert!(matches!(error, OptimaError::NoDatabase { .. }), "{error}");
}

fn error_place(error: &OptimaError) -> String {
    match error {
        OptimaError::Unreachable { place, .. } => place.clone(),
        _ => String::new(),
    }
}

#[tokio::test]
async fn a_trigger_is_named_and_our_line_is_not() {
    let plan = plan(1).await;
    let long =
        "Nie można wstawić wartości NULL do kolumny 'Kto' tabeli 'dbo.Audyt'; kolumna nie dopuszcza wartości NULL.";
    for (number, code) in
        [(515, "OPT-035"), (547, "OPT-035"), (2627, "OPT-035"), (4_321, "OPT-035"), (50_000, "OPT-029")]
    {
        let reply = Reply::Raised(number, 16, "Partner_Audyt_Trigger", long);
        let answer = move |text: &str| if is_write(text) { vec![reply.clone()] } else { vec![Reply::Done] };
        let tds = Tds::start(None, answer).await;
        let error = opened(&tds).await.write(&plan).await.unwrap_err();
        assert_eq!(error.problem().code(), code, "{number}: {error}");
        let said = error.said().unwrap();
        assert_eq!((&*said.at, said.number), ("Partner_Audyt_Trigger", number));
        assert!(!said.words.contains("line") && said.words.starts_with("Nie można wstawić"), "{}", said.words);
    }
    // Without a trigger it is the table that the words name, else that of the row.
    for (words, at) in [("coś z CDN.TraVat jest nie tak", "CDN.TraVat"), ("coś jest nie tak", "CDN.TraNag")] {
        let reply = Reply::Error(4_321, 16, 11, words);
        let answer = move |text: &str| if is_write(text) { vec![reply.clone()] } else { vec![Reply::Done] };
        let tds = Tds::start(None, answer).await;
        let error = opened(&tds).await.write(&plan).await.unwrap_err();
        assert_eq!(error.said().unwrap().at, at);
    }
}

#[tokio::test]
async fn a_number_that_another_took_leaves_no_gap() {
    let taken =
        "Nie można wstawić wiersza zduplikowanego klucza w obiekcie „CDN.TraNag” o unikatowym indeksie „TrNNumer”.";
    let plan = plan(1).await;
    // Each try is refused; the highest of the pattern after it.
    let mut highest = [3, 3, 6].into_iter();
    let mut left = 3;
    let answer = move |text: &str| {
        if !is_write(text) {
            let found = if text.contains("MAX(TrN_NumerNr)") { highest.next() } else { None };
            return vec![Reply::Rows(vec!["TrN_NumerNr"], found.map(|n| vec![Cell::Int(n)]).into_iter().collect())];
        }
        if left == 0 {
            return vec![written()];
        }
        left -= 1;
        vec![Reply::Error(2601, 14, 11, taken)]
    };
    let tds = Tds::start(None, answer).await;
    let Applied::Imported(document) = opened(&tds).await.write(&plan).await.unwrap() else { panic!("written") };
    assert_eq!(document.number_retries, 3);
    // Somebody saved meanwhile: the server counts on by itself. Nobody did, and the number after the highest is refused all
    // the same: a document of another pattern has that full number.
    let mut numbers = apply::Numbers::default();
    let after = |numbers: &mut apply::Numbers, highest| {
        numbers.taken(highest);
        numbers.at_least
    };
    assert_eq!([3, 4, 5].map(|highest| after(&mut numbers, highest)), [1, 1, 1]);
    let mut numbers = apply::Numbers::default();
    assert_eq!([3, 3, 3, 6].map(|highest| after(&mut numbers, highest)), [1, 5, 6, 6]);
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
        let Applied::Imported(document) = server.write(&plan).await.unwrap() else { panic!("written") };
        assert_eq!((tries.load(Ordering::SeqCst), document.number_retries), (3, retries * 2));
        assert_eq!(tds.count().0, 1);
    }
    // And not for ever.
    let locked =
        |text: &str| if is_write(text) { vec![Reply::Error(1222, 16, 5, "zajęte")] } else { vec![Reply::Done] };
    let tds = Tds::start(None, locked).await;
    let error = opened(&tds).await.write(&plan).await.unwrap_err();
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
        let mut access = tds.access();
        access.config.command_timeout(Some(Duration::from_millis(100)));
        let mut server = SqlServer::open(access).await.unwrap();
        server.columns = Some(Arc::new(tables::shape()));
        let plan = plan(1).await;
        let error = server.write(&plan).await.unwrap_err();
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

/// What a base whose administrator kept the rights of an earlier version says when its VAT tables are asked for.
fn without_vat_tables(text: &str) -> Vec<Reply> {
    const HEADER: [&str; 28] = [
        "TrN_TrNID",
        "TrN_Bufor",
        "TrN_NumerPelny",
        "TrN_DataDok",
        "DDf_Symbol",
        "Knt_Kod",
        "TrN_PodNazwa1",
        "TrN_PodNazwa2",
        "TrN_PodNazwa3",
        "TrN_PodNipE",
        "TrN_OdbNazwa1",
        "TrN_OdbNazwa2",
        "TrN_OdbNazwa3",
        "TrN_OdbUlica",
        "TrN_OdbAdres2",
        "TrN_OdbNrDomu",
        "TrN_OdbNrLokalu",
        "TrN_OdbMiasto",
        "TrN_OdbKodPocztowy",
        "FPl_Nazwa",
        "Mag_Symbol",
        "TrN_RazemNetto",
        "TrN_RazemVAT",
        "TrN_RazemBrutto",
        "TrN_Opis",
        "TrN_NumerObcy",
        "TrN_ImportRowId",
        "TrN_TS_Zal",
    ];
    if text.contains("CDN.TraVat WHERE") {
        return vec![Reply::Error(229, 14, 1, "The SELECT permission was denied on the object 'TraVat'")];
    }
    if text.contains("FROM CDN.TraNag n") {
        let cell = |name: &&str| match *name {
            "TrN_TrNID" | "TrN_Bufor" => Cell::Int(1),
            "TrN_DataDok" | "TrN_TS_Zal" => Cell::Text("2026-11-20T12:00:00"),
            name if name.starts_with("TrN_Razem") => Cell::Text("1.00"),
            _ => Cell::Text("x"),
        };
        return vec![Reply::Rows(HEADER.into(), vec![HEADER.iter().map(cell).collect()])];
    }
    if text.contains("HAS_PERMS_BY_NAME") {
        let has = |tab, has| vec![Cell::Text("SELECT"), Cell::Text(tab), Cell::Int(has)];
        return vec![Reply::Rows(vec!["wanted", "tab", "has"], vec![has("TraNag", 1), has("TraVat", 0)])];
    }
    if text.contains("SERVERPROPERTY") {
        let columns = vec!["release", "collated", "writable", "now_here", "whoami"];
        let cells = ["16.0", "Polish_CI_AS", "READ_WRITE", "2026-11-20T12:00:00", "allegro_optima"];
        return vec![Reply::Rows(columns, vec![cells.map(Cell::Text).into()])];
    }
    nothing(text)
}

#[tokio::test]
async fn a_right_that_an_old_grant_did_not_give_takes_nothing_but_the_vat_tables() {
    let tds = Tds::start(None, without_vat_tables).await;
    let mut server = opened(&tds).await;
    let documents = server.documents(&[uuid::Uuid::nil()]).await.unwrap();
    assert_eq!((documents.len(), &documents[0].vat_table, documents[0].gross.as_str()), (1, &None, "1.00"));
    assert_eq!(tds.count().0, 1, "the session goes on");

    let found = inspect::facts(&mut server, &Named::default()).await.unwrap();
    assert_eq!(found.missing_rights, [], "nothing is red");
    let now = found.now.unwrap();
    let yellow = doctor::base("serwer", &found, now).into_iter().find(|finding| finding.problem.code() == "DOC-018");
    let problem = yellow.expect("it is told").problem;
    assert_eq!(problem.severity, Severity::Warning);
    let todo = Catalogue::new(Language::Polish).todo(&problem.message).unwrap();
    assert!(todo.ends_with("GRANT SELECT ON CDN.TraVat TO [allegro_optima];"), "{todo}");
}

/// A base of Optima's whose administrator gave the login no right: no table shows a column, each says that it is there.
#[tokio::test]
async fn a_login_without_any_right_is_told_each_of_them_and_not_that_the_base_is_none_of_optimas() {
    let tds = Tds::start_with([2, 0, 60, 0], None, |text| {
        if let Some(begin) = text.find("SELECT 'INSERT' AS wanted").or_else(|| text.find("SELECT 'VIEW DEFINITION' AS"))
        {
            // A row for each right that was asked for, as the server answers.
            let asked = text[begin..].matches("HAS_PERMS_BY_NAME").count();
            let right = if text[begin..].starts_with("SELECT 'VIEW") { "VIEW DEFINITION" } else { "SELECT" };
            let row = |_| vec![Cell::Text(right), Cell::Text("TraNag"), Cell::Int(0)];
            return vec![Reply::Rows(vec!["wanted", "tab", "has"], (0..asked).map(row).collect())];
        }
        if text.contains("SERVERPROPERTY") {
            let columns = vec!["release", "collated", "writable", "now_here", "whoami"];
            let cells = ["16.0", "Polish_CI_AS", "READ_WRITE", "2026-11-20T12:00:00", "allegro_optima"];
            return vec![Reply::Rows(columns, vec![cells.map(Cell::Text).into()])];
        }
        nothing(text)
    })
    .await;
    let mut server = SqlServer::open(tds.access()).await.unwrap();
    let found = server.inspect(&Named::default()).await.unwrap();
    assert_eq!(found.missing_rights.len(), rights::wanted(&Named::default()).len());
    assert!(!found.is_readable());
    assert!(found.unseen_triggers.iter().all(|table| table == "TraNag") && !found.unseen_triggers.is_empty());
    let refused = server.identity().await.unwrap_err();
    assert!(matches!(refused, OptimaError::NoRight { .. }), "{refused:?}");
    // A base without the table is none of Optima's.
    let other = Tds::start_with([0, 0, 60, 0], None, nothing).await;
    let refused = SqlServer::open(other.access()).await.unwrap_err();
    assert!(
        matches!(refused, OptimaError::WrongBase { why: crate::optima::error::WrongBase::NotOptima, .. }),
        "{refused:?}"
    );
}
