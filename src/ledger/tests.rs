use std::io::Write as _;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::core::message::text;
use crate::core::problem::Fault;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + seconds).unwrap()
}

fn order(id: &str, state: State, lines: &[&str]) -> Life {
    Life { state, lines: lines.iter().map(|line| (*line).to_owned()).collect(), ..Life::seen(id, "sklep", at(0)) }
}

fn waits() -> Problem {
    Problem::warning(text::Led001 { path: "'; DROP TABLE orders; --".into() }).in_order("o1").at_position(2)
}

#[test]
fn an_order_comes_back_as_it_was_stored() {
    let mut ledger = Ledger::memory().unwrap();
    let full = Life {
        revision: Some("r1".into()),
        essence: Some("ab".into()),
        file: Some("RO_1.xml".into()),
        key: Some(Uuid::from_u128(7)),
        document: Some("RO/1/2026".into()),
        problem: Some(waits()),
        bought_at: Some("2026-11-22T23:59:59.123456789Z".parse().unwrap()),
        total: Some("123.45".into()),
        currency: Some("PLN".into()),
        attempts: 3,
        next_try_at: Some(at(60)),
        ..order("o1", State::Waiting, &["l1", "l2"])
    };
    ledger.record(std::slice::from_ref(&full)).unwrap();
    assert_eq!(ledger.order(&"o1".into()).unwrap(), Some(full));
    assert_eq!(ledger.order(&"o2".into()).unwrap(), None);
}

#[test]
fn the_ledger_remembers_across_openings() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let mut ledger = Ledger::open(&path).unwrap();
    ledger.finish_run("sklep", &[order("o1", State::Exported, &["l1"])], Some("e9"), at(5), &[]).unwrap();
    drop(ledger);
    let ledger = Ledger::open(&path).unwrap();
    assert_eq!(ledger.order(&"o1".into()).unwrap().unwrap().lines, ["l1"]);
    assert_eq!(ledger.cursor("sklep").unwrap(), Some(Cursor { event_id: "e9".into(), at: at(5) }));
    assert_eq!(ledger.cursor("inny").unwrap(), None);
    assert!(ledger.problem().is_none());
}

#[test]
fn a_page_is_stored_with_its_cursor_or_not_at_all() {
    let mut ledger = Ledger::memory().unwrap();
    ledger.record(&[order("o1", State::Imported, &["l1"])]).unwrap();
    let page = [order("o2", State::Seen, &[]), order("o1", State::Exported, &["l1"])];
    let error = ledger.finish_run("sklep", &page, Some("e1"), at(1), &[]).unwrap_err();
    assert_eq!((error.problem().code(), error.fault()), ("LED-010", Fault::Refused));
    assert_eq!(ledger.order(&"o2".into()).unwrap(), None);
    assert_eq!(ledger.cursor("sklep").unwrap(), None);
    assert_eq!(ledger.order(&"o1".into()).unwrap().unwrap().state, State::Imported);
    // Without a cursor the old one stays.
    ledger.finish_run("sklep", &[], Some("e2"), at(2), &[]).unwrap();
    ledger.finish_run("sklep", &[order("o3", State::Seen, &[])], None, at(3), &[]).unwrap();
    assert_eq!(ledger.cursor("sklep").unwrap().unwrap().event_id, "e2");
}

#[test]
fn a_line_is_in_one_live_document() {
    let mut ledger = Ledger::memory().unwrap();
    ledger.record(&[order("old", State::Imported, &["l1", "l2"])]).unwrap();
    ledger.record(&[order("joined", State::Waiting, &["l1", "l3"])]).unwrap();
    let error = ledger.record(&[order("joined", State::Exported, &["l1", "l3"])]).unwrap_err();
    assert!(matches!(&error, LedgerError::LineTaken { line, other, .. } if line == "l1" && other == "old"));
    let holders = ledger.orders_with_lines(&["l1", "l3", "l9"]).unwrap();
    let holders: Vec<_> = holders.iter().map(|h| (h.line_id.as_str(), h.order_id.as_str(), h.state)).collect();
    assert_eq!(
        holders,
        [("l1", "joined", State::Waiting), ("l1", "old", State::Imported), ("l3", "joined", State::Waiting)]
    );
    // One page may hand a line over, whichever of the two comes first in it.
    let page = [order("joined", State::Exported, &["l1", "l3"]), order("old", State::Superseded, &["l1", "l2"])];
    ledger.record(&page).unwrap();
    assert_eq!(ledger.orders_with_lines(&["l1", "l2"]).unwrap().len(), 1);
    assert_eq!(ledger.order(&"old".into()).unwrap().unwrap().lines, ["l1", "l2"], "they are still known");
}

#[test]
fn a_document_by_another_hand_is_known_whatever_lines_it_shares() {
    let mut ledger = Ledger::memory().unwrap();
    ledger.record(&[order("old", State::Imported, &["l1"])]).unwrap();
    ledger.record(&[order("joined", State::Duplicate, &["l1", "l3"])]).unwrap();
    // Both are told to whoever asks for a holder, and neither line may get a further document.
    let holders = |ledger: &Ledger, line| ledger.orders_with_lines(&[line]).unwrap().len();
    assert_eq!((holders(&ledger, "l1"), holders(&ledger, "l3")), (2, 1));
    let error = ledger.record(&[order("third", State::Exported, &["l3"])]).unwrap_err();
    assert!(matches!(&error, LedgerError::LineTaken { other, .. } if other == "joined"));
    // The first holder is told of as often as anything is.
    ledger.record(&[order("old", State::Imported, &["l1"])]).unwrap();
    // One that is ours under its key is refused as before.
    let ours = Life {
        placed: Some(crate::core::life::Placed { ours: true, seen_at: at(1) }),
        ..order("ours", State::Duplicate, &["l3"])
    };
    assert!(matches!(ledger.record(&[ours]), Err(LedgerError::LineTaken { .. })));
}

#[test]
fn the_database_itself_refuses_a_line_in_two_documents() {
    let mut ledger = Ledger::memory().unwrap();
    ledger.record(&[order("a", State::Imported, &["l1"]), order("b", State::Waiting, &["l1"])]).unwrap();
    assert!(ledger.connection.execute("UPDATE order_lines SET live = 1 WHERE order_id = 'b'", []).is_err());
}

#[test]
fn history_keeps_changes_and_only_those() {
    let mut ledger = Ledger::memory().unwrap();
    let step = |state, problem: Option<Problem>, seconds| Life {
        problem,
        changed_at: at(seconds),
        seen_at: at(seconds),
        ..order("o1", state, &[])
    };
    ledger.record(&[step(State::Seen, None, 0)]).unwrap();
    ledger.record(&[step(State::Waiting, Some(waits()), 1)]).unwrap();
    ledger.record(&[step(State::Waiting, Some(waits()), 2)]).unwrap();
    ledger.record(&[step(State::Waiting, None, 3)]).unwrap();
    ledger.record(&[step(State::Exported, None, 4)]).unwrap();
    let history: Vec<_> = ledger.history(&"o1".into()).unwrap().into_iter().map(|s| (s.at, s.state, s.code)).collect();
    assert_eq!(
        history,
        [
            (at(0), State::Seen, None),
            (at(1), State::Waiting, Some("LED-001".to_owned())),
            (at(3), State::Waiting, None),
            (at(4), State::Exported, None),
        ]
    );
    let now = ledger.order(&"o1".into()).unwrap().unwrap();
    assert_eq!((now.seen_at, now.changed_at), (at(0), at(4)), "first heard of at the first time");
}

#[test]
fn orders_are_filtered_and_paged() {
    let mut ledger = Ledger::memory().unwrap();
    for n in 0..6 {
        let state = if n % 2 == 0 { State::Waiting } else { State::Imported };
        let next_try_at = (n < 3).then(|| at(10 * n));
        let account = if n < 4 { "a".to_owned() } else { "b".to_owned() };
        let record = Life { account, next_try_at, changed_at: at(n), ..order(&format!("o{n}"), state, &[]) };
        ledger.record(&[record]).unwrap();
    }
    let ids = |filter: OrdersFilter| -> Vec<String> {
        ledger.orders(&filter).unwrap().into_iter().map(|order| order.order_id.into()).collect()
    };
    let all = OrdersFilter::default();
    assert_eq!(ids(all.clone()), ["o5", "o4", "o3", "o2", "o1", "o0"]);
    assert_eq!(ids(OrdersFilter { state: Some(State::Waiting), ..all.clone() }), ["o4", "o2", "o0"]);
    assert_eq!(ids(OrdersFilter { account: Some("b".into()), ..all.clone() }), ["o5", "o4"]);
    assert_eq!(ids(OrdersFilter { due_by: Some(at(10)), ..all.clone() }), ["o1", "o0"]);
    assert_eq!(ids(OrdersFilter { limit: Some(2), offset: 1, ..all }), ["o4", "o3"]);
    let counts = ledger.counts().unwrap();
    assert_eq!((counts[&State::Waiting], counts[&State::Imported], counts[&State::Seen]), (3, 3, 0));
    assert_eq!(counts.len(), State::ALL.len());
}

#[test]
fn an_alias_belongs_to_one_seller() {
    let mut ledger = Ledger::memory().unwrap();
    assert_eq!(ledger.seller("sklep").unwrap(), None);
    ledger.pin_seller("sklep", "111", at(0)).unwrap();
    ledger.pin_seller("sklep", "111", at(1)).unwrap();
    let error = ledger.pin_seller("sklep", "222", at(2)).unwrap_err();
    assert_eq!((error.problem().code(), error.fault()), ("LED-012", Fault::Usage));
    assert_eq!(ledger.seller("sklep").unwrap().as_deref(), Some("111"));
}

#[test]
fn other_files_are_kept_by_content_and_name() {
    let mut ledger = Ledger::memory().unwrap();
    let file = |name: &str, outcome, seconds| FileRecord {
        sha256: "ab".into(),
        name: name.into(),
        key: Some(Uuid::from_u128(1)),
        outcome,
        number: None,
        problem: (outcome == FileOutcome::Error).then(waits),
        at: at(seconds),
    };
    ledger.record_file(&file("a.xml", FileOutcome::Error, 0)).unwrap();
    ledger.record_file(&file("b.xml", FileOutcome::Duplicate, 1)).unwrap();
    ledger.record_file(&file("a.xml", FileOutcome::Imported, 2)).unwrap();
    let expected = [file("a.xml", FileOutcome::Imported, 2), file("b.xml", FileOutcome::Duplicate, 1)];
    assert_eq!(ledger.files(None, 0).unwrap(), expected);
    assert_eq!(ledger.files(Some(1), 1).unwrap(), expected[1..]);
    assert_eq!(ledger.files_with("ab").unwrap(), expected);
    assert!(ledger.files_with("cd").unwrap().is_empty());
}

#[test]
fn a_newer_ledger_is_read_and_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let mut ledger = Ledger::open(&path).unwrap();
    ledger.record(&[order("o1", State::Seen, &[])]).unwrap();
    ledger.connection.pragma_update(None, "user_version", 99).unwrap();
    drop(ledger);
    let mut ledger = Ledger::open(&path).unwrap();
    assert_eq!(ledger.problem().unwrap().code(), "LED-006");
    assert!(ledger.order(&"o1".into()).unwrap().is_some());
    let error = ledger.record(&[order("o2", State::Seen, &[])]).unwrap_err();
    assert_eq!((error.problem().code(), error.fault()), ("LED-006", Fault::Usage));
    assert!(ledger.connection.execute("DELETE FROM orders", []).is_err(), "not even by mistake");
}

#[test]
fn what_is_not_a_ledger_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.sqlite3");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE theirs (x)").unwrap();
    assert!(matches!(Ledger::open(&path), Err(LedgerError::Foreign { .. })));
    let mut file = tempfile::NamedTempFile::new().unwrap();
    std::io::Write::write_all(&mut file, &[b'x'; 4096]).unwrap();
    assert_eq!(Ledger::open(file.path()).unwrap_err().problem().code(), "LED-004");
    let error = Ledger::open(&folder.path().join("nowhere/ledger.sqlite3")).unwrap_err();
    assert_eq!((error.problem().code(), error.fault()), ("LED-002", Fault::Outage));
}

#[test]
fn a_busy_ledger_is_an_outage() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let mut ledger = Ledger::open(&path).unwrap();
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    // The patience of a run is not that of a test.
    ledger.connection.busy_timeout(Duration::ZERO).unwrap();
    let error = ledger.record(&[order("o1", State::Seen, &[])]).unwrap_err();
    assert!(error.is_busy());
    assert_eq!((error.problem().code(), error.fault()), ("LED-001", Fault::Outage));
    other.execute_batch("ROLLBACK").unwrap();
    ledger.record(&[order("o1", State::Seen, &[])]).unwrap();
}

#[test]
fn two_processes_may_make_the_ledger_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    std::thread::scope(|scope| {
        for n in 0..8 {
            let path = &path;
            scope.spawn(move || {
                let mut ledger = Ledger::open(path).unwrap();
                ledger.record(&[order(&format!("o{n}"), State::Seen, &[])]).unwrap();
            });
        }
    });
    assert_eq!(Ledger::open(&path).unwrap().counts().unwrap()[&State::Seen], 8);
}

#[test]
fn what_cannot_be_read_of_one_order_is_its_matter_and_hides_no_other() {
    let mut ledger = Ledger::memory().unwrap();
    for unreadable in
        ["5", r#""tekst""#, r#"{"matters":[{"kind":"of-a-later-version"}]}"#, r#"{"removing_since":"wczoraj"}"#]
    {
        let key = Uuid::from_u128(7);
        let imported = Life { key: Some(key), ..order("o1", State::Imported, &["l1"]) };
        ledger.record(&[imported, order("o2", State::Waiting, &[])]).unwrap();
        ledger.connection.execute("UPDATE orders SET life = ?1 WHERE order_id = 'o1'", params![unreadable]).unwrap();
        let orders = ledger.orders(&OrdersFilter::default()).unwrap();
        assert_eq!(orders.len(), 2);
        let life = ledger.order(&"o1".into()).unwrap().unwrap();
        let told: Vec<_> = life.open_matters().map(|matter| (matter.kind, matter.problem.code())).collect();
        assert_eq!((life.state, told), (State::Imported, vec![(Kind::Notes, "LIF-010")]), "{unreadable}");
        assert_eq!(orders.iter().find(|life| life.order_id == "o2").unwrap().open_matters().count(), 0);
        // Its document is looked for as before.
        assert_eq!(ledger.documents_since(at(-1)).unwrap(), [("o1".into(), key)]);
    }
}

#[test]
fn a_commit_is_synced_and_foreign_keys_hold() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(&folder.path().join(FILE)).unwrap();
    let pragma = |name| ledger.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!((pragma("synchronous"), pragma("foreign_keys")), (2, 1));
    let journal: String = ledger.connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(journal, "truncate");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is recorded in whatever order: an order is in one state that its history ends with, each step is
    /// allowed, and no line is in two documents of ours.
    #[test]
    fn the_ledger_keeps_its_laws(steps in prop::collection::vec((0usize..3, 0usize..8, prop::collection::vec(0usize..3, 0..3)), 1..40)) {
        let mut ledger = Ledger::memory().unwrap();
        for (n, (id, state, lines)) in steps.into_iter().enumerate() {
            let lines: Vec<String> = lines.into_iter().map(|line| format!("l{line}")).collect();
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let record = Life { changed_at: at(i64::try_from(n).unwrap()), ..order(&format!("o{id}"), State::ALL[state], &lines) };
            let before = ledger.order(&record.order_id).unwrap();
            let stored = ledger.record(std::slice::from_ref(&record));
            let after = ledger.order(&record.order_id).unwrap();
            if stored.is_err() {
                prop_assert_eq!(before, after);
            } else {
                prop_assert_eq!(after.unwrap().state, record.state);
                prop_assert_eq!(ledger.history(&record.order_id).unwrap().last().unwrap().state, record.state);
            }
            for line in ["l0", "l1", "l2"] {
                let ours = |holder: &LineHolder| holder.state.holds_lines() && holder.state != State::Duplicate;
                prop_assert!(ledger.orders_with_lines(&[line]).unwrap().iter().filter(|holder| ours(holder)).count() <= 1);
            }
        }
        for id in ["o0", "o1", "o2"] {
            let history = ledger.history(&id.into()).unwrap();
            prop_assert!(history.windows(2).all(|pair| state::allowed(Some(pair[0].state), pair[1].state)));
        }
        let total: u64 = ledger.counts().unwrap().values().sum();
        prop_assert_eq!(usize::try_from(total).unwrap(), ledger.orders(&OrdersFilter::default()).unwrap().len());
    }
}

#[test]
fn what_is_counted_as_it_changes_is_what_there_is() {
    use crate::core::life::{self, Happening};

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("l.sqlite3");
    let mut ledger = Ledger::open(&path).unwrap();
    let counted = |ledger: &Ledger| {
        let orders = ledger.orders(&OrdersFilter::default()).unwrap();
        for (state, count) in ledger.counts().unwrap() {
            assert_eq!(count, orders.iter().filter(|order| order.state == state).count() as u64, "{state}");
        }
        let open = orders.iter().filter(|order| order.open_matters().next().is_some()).count();
        assert_eq!(ledger.count_open().unwrap(), open as u64);
        (orders.len(), open, ledger.changes().unwrap())
    };
    assert_eq!(counted(&ledger), (0, 0, 0));
    let seen = |id: &str| Life::seen(id, "sklep", Timestamp::UNIX_EPOCH);
    let problem = || Problem::error(crate::core::message::text::Lif001);
    let happening = |happening| life::after(&seen("b"), happening, Timestamp::UNIX_EPOCH).0;
    let refused = happening(Happening::Refused(problem()));
    ledger.record(&[seen("a"), refused.clone(), seen("c")]).unwrap();
    let (orders, open, first) = counted(&ledger);
    assert_eq!((orders, open), (3, 1));
    let ignored = life::after(&refused, Happening::Ignored, Timestamp::UNIX_EPOCH).0;
    ledger.record(&[ignored, Life { state: State::Exported, ..seen("c") }]).unwrap();
    let (orders, open, second) = counted(&ledger);
    assert!((orders, open) == (3, 0) && second > first);
    assert!(ledger.record(&[seen("d"), seen("c")]).is_err(), "nothing of it is kept");
    assert_eq!(counted(&ledger).2, second);
    let gone = "DELETE FROM history WHERE order_id = 'a'; DELETE FROM orders WHERE order_id = 'a'";
    ledger.connection.execute_batch(gone).unwrap();
    let (orders, _, third) = counted(&ledger);
    assert!(orders == 2 && third > second);
}

#[test]
fn damage_that_opening_does_not_meet_is_found_by_the_check() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let mut ledger = Ledger::open(&path).unwrap();
    let order = |n: u32| Life::seen(format!("{n:06}"), "sklep", Timestamp::UNIX_EPOCH);
    ledger.record(&(0..2_000).map(order).collect::<Vec<_>>()).unwrap();
    ledger.check().unwrap();
    drop(ledger);
    let mut bytes = std::fs::read(&path).unwrap();
    let end = bytes.len();
    bytes[end / 2..end / 2 + 8_192].fill(0x5A);
    std::fs::OpenOptions::new().write(true).open(&path).unwrap().write_all(&bytes).unwrap();
    let ledger = Ledger::open(&path).unwrap();
    assert_eq!(ledger.check().unwrap_err().problem().code(), "LED-004");
}
