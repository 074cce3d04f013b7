//! The ledger's tables, by numbered steps. A step that was released is never changed; a new one is added.

use rusqlite::{Connection, TransactionBehavior};

/// `PRAGMA application_id`: tells our file from any other SQLite file ("ŁĄCZ" has no ASCII, "LCZK" does).
const APPLICATION: i32 = i32::from_be_bytes(*b"LCZK");

const STEPS: [&str; 12] = [
    include_str!("migrations/001.sql"),
    include_str!("migrations/002.sql"),
    include_str!("migrations/003.sql"),
    include_str!("migrations/004.sql"),
    include_str!("migrations/005.sql"),
    include_str!("migrations/006.sql"),
    include_str!("migrations/007.sql"),
    include_str!("migrations/008.sql"),
    include_str!("migrations/009.sql"),
    include_str!("migrations/010.sql"),
    include_str!("migrations/011.sql"),
    include_str!("migrations/012.sql"),
];

/// The version since which words are kept for searching.
const WORDS_SINCE: usize = 4;

/// What the file is to this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    /// As this program writes it.
    Current,
    /// Written by a later one; its version.
    Newer(u32),
    /// Of another program.
    Foreign,
}

/// Brings the tables to this program's version. Two processes may try at once; the second finds it done.
pub(super) fn migrate(connection: &mut Connection) -> rusqlite::Result<Age> {
    // In a transaction, for the look is three reads, and another process may be making the tables between them.
    // A reading one first: a foreign file is not even locked for writing.
    let look = connection.transaction()?;
    if let (Some(age), _) = age(&look)? {
        return Ok(age);
    }
    drop(look);
    // A table that others refer to may be made anew. Whoever opens the ledger switches this on again.
    connection.pragma_update(None, "foreign_keys", false)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Again, under the lock.
    let (known, version) = age(&transaction)?;
    if let Some(age) = known {
        return Ok(age);
    }
    for step in STEPS.iter().skip(version) {
        transaction.execute_batch(step)?;
    }
    if version < WORDS_SINCE {
        super::browse::note_all(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", u32::try_from(STEPS.len()).unwrap_or(u32::MAX))?;
    transaction.commit()?;
    Ok(Age::Current)
}

/// `None`: steps are missing; and how many there are.
fn age(connection: &Connection) -> rusqlite::Result<(Option<Age>, usize)> {
    let number = |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 = connection.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let version = u32::try_from(version).unwrap_or(u32::MAX);
    let ours = application == i64::from(APPLICATION) || (application == 0 && version == 0 && tables == 0);
    let steps = usize::try_from(version).unwrap_or(usize::MAX);
    Ok(match steps.cmp(&STEPS.len()) {
        _ if !ours => (Some(Age::Foreign), steps),
        std::cmp::Ordering::Less => (None, steps),
        std::cmp::Ordering::Equal => (Some(Age::Current), steps),
        std::cmp::Ordering::Greater => (Some(Age::Newer(version)), steps),
    })
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use jiff::Timestamp;

    use super::*;
    use crate::core::life::{Kind, Matter};
    use crate::core::problem::Problem;
    use crate::core::retention;
    use crate::ledger::{Ledger, Life, OrdersFilter, State};

    /// How the digests of the steps of version 0.1 of the program begin, as they were released.
    const RELEASED: [u64; 6] = [
        0x6b01_05f1_9329_1590,
        0xace4_14cc_4d1b_57a9,
        0x56aa_63e0_4a20_3881,
        0xc7bf_1ea9_2f10_f4c0,
        0x7be9_1e4a_1a21_11ea,
        0x6cd3_c57f_f6c9_2ff7,
    ];

    #[test]
    fn a_released_step_is_never_changed() {
        for (step, released) in STEPS.iter().zip(RELEASED) {
            let digest = Sha256::digest(step.replace("\r\n", "\n"));
            let begin = digest.iter().take(8).fold(0, |begin, byte| begin << 8 | u64::from(*byte));
            assert_eq!(begin, released, "{step}");
        }
    }

    #[test]
    fn a_ledger_of_every_earlier_version_is_brought_to_this_one_with_what_it_holds() {
        let folder = tempfile::tempdir().unwrap();
        for version in 1..=STEPS.len() {
            let path = folder.path().join(format!("{version}.sqlite3"));
            let old = Connection::open(&path).unwrap();
            STEPS.iter().take(version).for_each(|step| old.execute_batch(step).unwrap());
            old.pragma_update(None, "application_id", APPLICATION).unwrap();
            old.pragma_update(None, "user_version", u32::try_from(version).unwrap()).unwrap();
            old.execute_batch(
                "INSERT INTO orders (order_id, account, state, document, seen_at, changed_at, attempts) VALUES
                 ('o1', 'sklep', 'imported', 'RO/1/2026', '2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z', 1);
                 INSERT INTO cursors VALUES ('sklep', 'e1', '2026-11-01T00:00:00Z');",
            )
            .unwrap();
            drop(old);
            let ledger = Ledger::open(&path).unwrap();
            assert!(ledger.problem().is_none(), "{version}");
            assert_eq!(
                ledger.order(&"o1".into()).unwrap().unwrap().document.as_deref(),
                Some("RO/1/2026"),
                "{version}"
            );
            assert_eq!(ledger.cursor("sklep").unwrap().unwrap().event_id, "e1", "{version}");
            let now = ledger.connection.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0)).unwrap();
            assert_eq!(usize::try_from(now), Ok(STEPS.len()));
        }
    }

    const CHANGED: &str = "2026-11-02T00:00:00.000000000Z";

    fn changed() -> Timestamp {
        CHANGED.parse().unwrap()
    }

    /// A ledger of that version with these orders: id, state, number of the document, problem.
    fn ledger_of(version: usize, orders: &[(&str, State, Option<&str>, Option<String>)]) -> Ledger {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.sqlite3");
        let old = Connection::open(&path).unwrap();
        STEPS.iter().take(version).for_each(|step| old.execute_batch(step).unwrap());
        old.pragma_update(None, "application_id", APPLICATION).unwrap();
        old.pragma_update(None, "user_version", u32::try_from(version).unwrap()).unwrap();
        for (id, state, document, problem) in orders {
            let sql = "INSERT INTO orders (order_id, account, state, document, problem, seen_at, changed_at, attempts)
                 VALUES (?1, 'sklep', ?2, ?3, ?4, '2026-11-01T00:00:00.000000000Z', ?5, 0)";
            old.execute(sql, rusqlite::params![id, state.as_str(), document, problem, CHANGED]).unwrap();
        }
        drop(old);
        Ledger::open(&path).unwrap()
    }

    /// A problem as version 006 wrote it.
    fn said(severity: &str, code: &str, args: &str) -> String {
        let message = format!(r#"{{"id":"{code}","args":[{args}]}}"#);
        format!(r#"{{"severity":"{severity}","message":{message},"place":{{"order":"o"}}}}"#)
    }

    fn read(problem: &str) -> Problem {
        serde_json::from_str(problem).unwrap()
    }

    /// The order after it was brought from version 006 to this one.
    fn brought(state: State, document: Option<&str>, problem: &str) -> (Life, u64) {
        let ledger = ledger_of(6, &[("o", state, document, Some(problem.to_owned()))]);
        (ledger.order(&"o".into()).unwrap().unwrap(), ledger.count_open().unwrap())
    }

    #[test]
    fn what_was_told_of_a_document_is_an_open_matter_of_its_kind() {
        let kinds = [
            ("ORD-901", Kind::Changed),
            ("ORD-902", Kind::Unpaid),
            ("ORD-903", Kind::Cancelled),
            ("ORD-904", Kind::Address),
            ("ORD-905", Kind::Invoice),
            ("ORD-906", Kind::Lines),
            ("ORD-907", Kind::Delivery),
            ("ORD-908", Kind::Total),
            ("ORD-909", Kind::Surcharges),
            ("ORD-910", Kind::Returned),
            ("ORD-911", Kind::Cancelled),
            ("ORD-912", Kind::Cancelled),
            ("ORD-913", Kind::Cancelled),
            ("EXP-002", Kind::Joined),
        ];
        // Also where the words are gone, for they quoted a person.
        let whole = |code: &str| said("warning", code, r#"["document","RO/1/2026"]"#);
        let cut = |code: &str| said("warning", "RET-001", &format!(r#"["code","{code}"]"#));
        for (state, is_cut) in [(State::Imported, false), (State::Duplicate, false), (State::Imported, true)] {
            let words = |code: &str| if is_cut { cut(code) } else { whole(code) };
            let told = kinds.map(|(code, _)| (code, state, Some("RO/1/2026"), Some(words(code))));
            let ledger = ledger_of(6, &told);
            assert_eq!(ledger.count_open().unwrap(), u64::try_from(kinds.len()).unwrap());
            for (code, kind) in kinds {
                let life = ledger.order(&code.into()).unwrap().unwrap();
                let matter = Matter { kind, problem: read(&words(code)), since: changed(), closed: None };
                assert_eq!(retention::code(&matter.problem), code);
                assert_eq!((life.state, life.problem, life.matters), (state, None, vec![matter]), "{code}");
            }
        }
        let joined = said("warning", "EXP-002", r#"["document","RO/1/2026"]"#);
        let (life, _) = brought(State::Superseded, Some("RO/1/2026"), &joined);
        assert!(life.has_open(Kind::Joined) && life.problem.is_none(), "{life:?}");
    }

    #[test]
    fn a_removal_that_may_not_have_ended_is_due() {
        let whole = said("note", "ORD-916", r#"["document","RO/1/2026"]"#);
        for problem in [whole, said("note", "RET-001", r#"["code","ORD-916"]"#)] {
            let ledger = ledger_of(6, &[("o", State::Imported, Some("RO/1/2026"), Some(problem))]);
            let due = OrdersFilter { due_by: Some(changed()), ..OrdersFilter::default() };
            let [life] = ledger.orders(&due).unwrap().try_into().unwrap();
            assert_eq!((life.removing_since, life.problem, life.matters), (Some(changed()), None, vec![]));
            assert_eq!(ledger.count_open().unwrap(), 0);
        }
    }

    #[test]
    fn what_had_left_before_our_time_is_known_without_its_text() {
        let problem = said("note", "EXP-006", r#"["order","o"]"#);
        let (life, open) = brought(State::Waiting, None, &problem);
        assert_eq!((life.left_out, life.problem, open), (true, Some(read(&problem)), 0));
        let (life, _) = brought(State::Waiting, None, &said("note", "ORD-001", ""));
        assert!(!life.left_out);
    }

    #[test]
    fn a_refusal_is_a_matter_and_stays_the_reason() {
        let problem = said("error", "VAT-002", "");
        let (life, open) = brought(State::Error, None, &problem);
        let matter = Matter { kind: Kind::Refused, problem: read(&problem), since: changed(), closed: None };
        assert_eq!((life.problem, life.matters, open), (Some(read(&problem)), vec![matter], 1));
    }

    #[test]
    fn an_order_in_optima_that_could_not_be_read_again_is_a_matter() {
        let problem = said("error", "ALG-012", "");
        let (life, open) = brought(State::Imported, Some("RO/1/2026"), &problem);
        let matter = Matter { kind: Kind::Unreadable, problem: read(&problem), since: changed(), closed: None };
        assert_eq!((life.problem, life.matters, open), (None, vec![matter], 1));
    }

    #[test]
    fn what_only_says_how_an_order_came_to_be_stays_where_it_is() {
        for (state, document, severity, code) in [
            (State::Imported, Some("RO/1/2026"), "warning", "VAT-004"),
            (State::Exported, None, "warning", "VAT-004"),
            (State::Cancelled, None, "note", "ORD-914"),
            (State::Cancelled, None, "warning", "ORD-919"),
            (State::Superseded, None, "note", "EXP-001"),
            (State::Ignored, None, "error", "VAT-002"),
        ] {
            let problem = said(severity, code, "");
            let (life, open) = brought(state, document, &problem);
            assert_eq!((life.problem, life.matters, open), (Some(read(&problem)), vec![], 0), "{state} {code}");
            assert_eq!((life.removing_since, life.left_out, life.next_try_at), (None, false, None));
        }
        let ledger = ledger_of(6, &[("o", State::Imported, Some("RO/1/2026"), None)]);
        assert_eq!((ledger.order(&"o".into()).unwrap().unwrap().matters, ledger.count_open().unwrap()), (vec![], 0));
    }

    #[test]
    fn every_order_that_waits_for_a_person_is_counted() {
        let told = || Some(said("warning", "ORD-904", r#"["document","RO/1/2026"]"#));
        let ledger = ledger_of(
            6,
            &[
                ("a", State::Imported, Some("RO/1/2026"), told()),
                ("b", State::Duplicate, Some("RO/2/2026"), told()),
                ("c", State::Error, None, Some(said("error", "VAT-002", ""))),
                ("d", State::Exported, None, None),
            ],
        );
        assert_eq!(ledger.count_open().unwrap(), 3);
        let open = OrdersFilter { open_matters: true, ..OrdersFilter::default() };
        let ids: Vec<String> = ledger.orders(&open).unwrap().into_iter().map(|life| life.order_id.into()).collect();
        assert_eq!(ids, ["a", "b", "c"]);
    }
}
