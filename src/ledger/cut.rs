//! Orders and files whose persons are forgotten. What stays of an order: its id, state, key, document, sums, times, and
//! the ids of its lines, by which a second document is known for ever.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Transaction, params};

use super::records::{self, Reader, file, problem_text, time_text};
use super::{Failure, FileRecord, Ledger, LedgerError, ORDER, bodies, corrections};
use crate::core::order::SeenId;
use crate::core::problem::Problem;
use crate::core::retention;

/// Names that this program gives to orders' files, whatever their kind; no person is in them.
const OUR_NAMES: &str = "[A-Z][A-Z]_*_[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]T[0-9][0-9][0-9][0-9][0-9][0-9]Z_\
    ????????-????-????-????-????????????*.xml";

/// Orders that ended before a time and of which more is kept than their key, number and sums.
const ENDED: &str = "FROM orders AS o
     WHERE o.state IN ('imported', 'duplicate', 'ignored', 'cancelled', 'superseded') AND o.changed_at < ?1
     AND NOT EXISTS (SELECT 1 FROM cut AS c WHERE c.order_id = o.order_id)";

/// Times at which the ledger was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The latest.
    pub last: Option<Timestamp>,
    /// The latest that is not after the moment that was asked for.
    pub until: Option<Timestamp>,
}

impl Ledger {
    /// When orders changed last: ever, and until this moment.
    pub fn written(&self, until: Timestamp) -> Result<Written, LedgerError> {
        let latest = |until: Timestamp| -> Result<Option<Timestamp>, LedgerError> {
            let sql = "SELECT MAX(changed_at) AS at FROM orders WHERE changed_at <= ?1";
            let found = self.all(sql, params![time_text(until)], |reader| reader.get::<Option<String>>("at"))?;
            Ok(found.into_iter().flatten().next().and_then(|text| text.parse().ok()))
        };
        Ok(Written { last: latest(Timestamp::MAX)?, until: latest(until)? })
    }

    /// How many [`Ledger::ended_before`] would find without an end.
    pub fn count_ended_before(&self, before: Timestamp) -> Result<u64, LedgerError> {
        let sql = format!("SELECT COUNT(*) AS count {ENDED}");
        let found = self.all(&sql, params![time_text(before)], |reader| reader.get::<i64>("count"))?;
        Ok(found.first().and_then(|count| u64::try_from(*count).ok()).unwrap_or_default())
    }

    /// Orders that ended before this time and of which more is kept than that; the oldest, so many at most.
    pub fn ended_before(&self, before: Timestamp, limit: usize) -> Result<Vec<SeenId>, LedgerError> {
        let sql = format!("SELECT o.order_id {ENDED} ORDER BY o.changed_at, o.order_id LIMIT ?2");
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.all(&sql, params![time_text(before), limit], |reader| reader.get("order_id"))
    }

    /// Files from elsewhere that ended before this time and still bear their name or a reason. What an earlier version cut
    /// is among them once: it did not write what it cut the reason from.
    pub fn files_before(&self, before: Timestamp) -> Result<Vec<FileRecord>, LedgerError> {
        let sql = "SELECT * FROM files WHERE outcome <> 'error' AND at < ?1
             AND ((name <> substr(sha256, 1, 16) || '.xml' AND name NOT GLOB ?2)
                 OR (problem IS NOT NULL AND json_extract(problem, '$.message.instead_of') IS NULL))
             ORDER BY at, name";
        self.all(sql, params![time_text(before), OUR_NAMES], file)
    }

    /// Are only key, number and sums kept of this order?
    pub fn is_cut(&self, order_id: &SeenId) -> Result<bool, LedgerError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM cut WHERE order_id = ?1) AS known";
        Ok(self.all(sql, params![order_id], |reader| reader.get("known"))?.pop() == Some(true))
    }

    /// Cuts these orders and files down, all or none. `hidden`: the name under which a file is kept from now on.
    pub fn cut(&mut self, orders: &[SeenId], files: &[(FileRecord, String)], at: Timestamp) -> Result<(), LedgerError> {
        self.write(|transaction| {
            for order in orders {
                cut_order(transaction, order, at)?;
            }
            for (file, hidden) in files {
                let problem = file.problem.as_ref().map(retention::cut);
                // The same content under two names becomes one.
                transaction.execute(
                    "UPDATE OR REPLACE files SET name = ?3, problem = ?4 WHERE sha256 = ?1 AND name = ?2",
                    params![file.sha256, file.name, hidden, problem_text(problem.as_ref())],
                )?;
            }
            Ok(())
        })
    }

    /// Shows the body of every order that has one; a damaged one is shown as nothing.
    pub fn each_body(&self, mut visit: impl FnMut(&str, &[u8])) -> Result<(), LedgerError> {
        let failed = |source| LedgerError::Sqlite { path: self.path.clone(), source };
        let mut statement = self.connection.prepare("SELECT order_id, body FROM bodies").map_err(failed)?;
        let mut rows = statement.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let reader = Reader { path: &self.path, row };
            let (order, packed): (String, Vec<u8>) = (reader.get("order_id")?, reader.get("body")?);
            visit(&order, &bodies::unpack(&packed).unwrap_or_default());
        }
        Ok(())
    }
}

fn cut_order(transaction: &Transaction<'_>, order: &SeenId, at: Timestamp) -> Result<(), Failure> {
    let sql = format!("{ORDER} WHERE o.order_id = ?1");
    let path = Path::new(super::FILE);
    let known = transaction.prepare_cached(&sql)?.query_row(params![order], |row| {
        let problem: Option<String> = row.get("problem")?;
        Ok((problem, records::order(&Reader { path, row }).ok()))
    });
    let Some((problem, life)) = known.optional()? else { return Ok(()) };
    // What is told of an order may quote the person.
    let rest = life.and_then(|mut life| {
        life.matters.iter_mut().for_each(|matter| matter.problem = retention::cut(&matter.problem));
        records::rest_text(&life)
    });
    // What cannot be read as a problem is not kept either.
    let problem = problem.and_then(|text| serde_json::from_str::<Problem>(&text).ok()).as_ref().map(retention::cut);
    transaction.prepare_cached("UPDATE orders SET problem = ?2, life = ?3 WHERE order_id = ?1")?.execute(params![
        order,
        problem_text(problem.as_ref()),
        rest
    ])?;
    for sql in ["DELETE FROM bodies WHERE order_id = ?1", "DELETE FROM order_words WHERE order_id = ?1"] {
        transaction.prepare_cached(sql)?.execute(params![order])?;
    }
    corrections::forget(transaction, order)?;
    transaction
        .prepare_cached("INSERT OR REPLACE INTO cut (order_id, at) VALUES (?1, ?2)")?
        .execute(params![order, time_text(at)])?;
    Ok(())
}

/// An order that moves again is kept like any other.
pub(super) fn moves_again(transaction: &Transaction<'_>, order: &SeenId) -> Result<(), Failure> {
    transaction.prepare_cached("DELETE FROM cut WHERE order_id = ?1")?.execute(params![order])?;
    Ok(())
}

/// May this order's body be taken in?
pub(super) fn keeps_bodies(transaction: &Transaction<'_>, order: &SeenId) -> Result<bool, Failure> {
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM cut WHERE order_id = ?1)";
    Ok(transaction.prepare_cached(sql)?.query_row(params![order], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::correction::{Correction, Corrections, Field};
    use crate::core::message::text::Ord904;
    use crate::ledger::{FileOutcome, Life, OrderBody, OrdersFilter, State};

    fn body(order: &str) -> OrderBody {
        let json = r#"{"buyer":{"id":"1","login":"kupiec","firstName":"Jan"}}"#;
        OrderBody { order_id: order.into(), json: json.as_bytes().to_vec() }
    }

    fn order(id: &str, state: State, at: Timestamp) -> Life {
        let told = Ord904 { document: "RO/1".into(), before: "Jan".into(), now: "Anna".into() };
        Life {
            state,
            problem: Some(Problem::warning(told)),
            document: Some("RO/1".to_owned()),
            total: Some("12.34".to_owned()),
            lines: vec![format!("line-{id}")],
            ..Life::seen(id, "sklep", at)
        }
    }

    #[test]
    fn i10_what_ended_long_ago_keeps_key_number_and_sums_alone() {
        let mut ledger = Ledger::memory().unwrap();
        let (old, new) = (Timestamp::from_second(0).unwrap(), Timestamp::from_second(1_000).unwrap());
        for (id, state, at) in [
            ("a", State::Imported, old),
            ("b", State::Error, old),
            ("c", State::Imported, new),
            ("d", State::Ignored, old),
        ] {
            ledger.record_with(&[order(id, state, at)], &[body(id)]).unwrap();
        }
        let due = ledger.ended_before(new, 10).unwrap();
        assert_eq!(due, ["a", "d"], "what is refused waits for a person, and what is new stays");
        assert_eq!(ledger.ended_before(new, 1).unwrap(), ["a"]);
        ledger.cut(&due, &[], new).unwrap();
        assert_eq!(ledger.ended_before(new, 10).unwrap(), Vec::<SeenId>::new());
        let left = ledger.order(&"a".into()).unwrap().unwrap();
        assert_eq!(left.problem.as_ref().map(Problem::code), Some("RET-001"));
        let before = order("a", State::Imported, old);
        assert_eq!(left, Life { problem: left.problem.clone(), ..before }, "all else is as it was");
        assert_eq!((ledger.body(&"a".into()).unwrap(), ledger.is_cut(&"a".into()).unwrap()), (None, true));
        assert!(ledger.body(&"b".into()).unwrap().is_some() && ledger.body(&"c".into()).unwrap().is_some());
        let words = "SELECT COUNT(*) FROM order_words WHERE order_id IN ('a', 'd')";
        assert_eq!(ledger.connection.query_row(words, [], |row| row.get::<_, i64>(0)), Ok(0));
        assert_eq!(ledger.orders(&OrdersFilter::default()).unwrap().len(), 4, "no order disappears");
    }

    #[test]
    fn i1_the_lines_of_a_cut_order_are_still_in_its_document() {
        let mut ledger = Ledger::memory().unwrap();
        let at = Timestamp::UNIX_EPOCH;
        ledger.record(&[order("a", State::Imported, at)]).unwrap();
        ledger.cut(&["a".into()], &[], at).unwrap();
        let second = Life { lines: vec!["line-a".to_owned()], ..order("b", State::Exported, at) };
        assert!(matches!(ledger.record(&[second]), Err(LedgerError::LineTaken { .. })));
    }

    #[test]
    fn a_cut_order_takes_no_person_in_again_until_it_moves() {
        let mut ledger = Ledger::memory().unwrap();
        let at = Timestamp::UNIX_EPOCH;
        let imported = order("a", State::Imported, at);
        ledger.record_with(std::slice::from_ref(&imported), &[body("a")]).unwrap();
        ledger.cut(&["a".into()], &[], at).unwrap();
        ledger.record_with(std::slice::from_ref(&imported), &[body("a")]).unwrap();
        assert_eq!(ledger.body(&"a".into()).unwrap(), None);
        // Its document was removed because the order changed, and it is exported anew.
        ledger.record_with(&[order("a", State::Cancelled, at)], &[]).unwrap();
        ledger.record_with(&[order("a", State::Exported, at)], &[body("a")]).unwrap();
        assert!(ledger.body(&"a".into()).unwrap().is_some() && !ledger.is_cut(&"a".into()).unwrap());
    }

    #[test]
    fn a_file_from_elsewhere_loses_the_name_that_a_person_gave_it() {
        let mut ledger = Ledger::memory().unwrap();
        let at = Timestamp::UNIX_EPOCH;
        let sha256 = "0123456789abcdef0123".to_owned();
        let file = |name: &str| FileRecord {
            sha256: sha256.clone(),
            name: name.to_owned(),
            key: None,
            outcome: FileOutcome::Imported,
            number: Some("RO/1".to_owned()),
            problem: None,
            at,
        };
        for name in ["Kowalski.xml", "Kowalski (2).xml"] {
            ledger.record_file(&file(name)).unwrap();
        }
        let ours = "RO_sklep_20261104T100000Z_29738e61-7f6a-11e8-ac45-09db60ede9d6.xml";
        for ours in [ours.to_owned(), ours.replace("RO_", "FA_")] {
            ledger.record_file(&FileRecord { sha256: "ff".to_owned(), ..file(&ours) }).unwrap();
        }
        let later = Timestamp::from_second(9).unwrap();
        let hidden = || "0123456789abcdef.xml".to_owned();
        let due: Vec<_> = ledger.files_before(later).unwrap().into_iter().map(|file| (file, hidden())).collect();
        assert_eq!(due.len(), 2);
        ledger.cut(&[], &due, later).unwrap();
        assert_eq!(ledger.files_with(&sha256).unwrap(), [file("0123456789abcdef.xml")]);
        assert_eq!(ledger.files_before(later).unwrap(), []);
    }

    #[test]
    fn a_reason_is_cut_once_and_what_an_earlier_version_cut_is_known_as_cut() {
        let mut ledger = Ledger::memory().unwrap();
        let (at, later) = (Timestamp::UNIX_EPOCH, Timestamp::from_second(9).unwrap());
        let file = |sha256: &str, problem: Problem| FileRecord {
            sha256: sha256.to_owned(),
            name: format!("{sha256}.xml"),
            key: None,
            outcome: FileOutcome::Duplicate,
            number: None,
            problem: Some(problem),
            at,
        };
        let earlier = r#"{"severity":"warning","message":{"id":"RET-001","args":[["code","ORD-904"]]}}"#;
        ledger.record_file(&file("aaaaaaaaaaaaaaaa", order("a", State::Imported, at).problem.unwrap())).unwrap();
        ledger.record_file(&file("bbbbbbbbbbbbbbbb", order("b", State::Imported, at).problem.unwrap())).unwrap();
        let sql = "UPDATE files SET problem = ?1 WHERE sha256 = 'bbbbbbbbbbbbbbbb'";
        ledger.connection.execute(sql, params![earlier]).unwrap();
        let due: Vec<_> = ledger.files_before(later).unwrap().into_iter().map(|it| (it.clone(), it.name)).collect();
        assert_eq!(due.len(), 2);
        ledger.cut(&[], &due, later).unwrap();
        assert_eq!(ledger.files_before(later).unwrap(), []);
        for sha256 in ["aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"] {
            let left = ledger.files_with(sha256).unwrap().pop().unwrap().problem.unwrap();
            assert_eq!((left.code(), retention::code(&left)), ("RET-001", "ORD-904"));
        }
    }

    #[test]
    fn what_was_cut_is_nowhere_in_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.sqlite3");
        let mut ledger = Ledger::open(&path).unwrap();
        let login = "kupiec-o-bardzo-rzadkim-loginie";
        let json = format!(r#"{{"buyer":{{"id":"1","login":"{login}"}}}}"#);
        let one = OrderBody { order_id: "a".into(), json: json.into_bytes() };
        let life = order("a", State::Imported, Timestamp::UNIX_EPOCH);
        ledger.record_with(std::slice::from_ref(&life), &[one]).unwrap();
        let told = Correction {
            was: login.to_owned(),
            is: login.to_owned(),
            by: "panel".to_owned(),
            at: Timestamp::UNIX_EPOCH,
        };
        let corrected: Corrections = [(Field::Person, told)].into_iter().collect();
        assert!(ledger.correct((&life, &Corrections::default()), (&life, &corrected)).unwrap());
        let holds = || {
            let bytes = std::fs::read(&path).unwrap();
            bytes.windows(login.len()).any(|window| window == login.as_bytes())
        };
        assert!(holds(), "the search finds it while it is there");
        ledger.cut(&["a".into()], &[], Timestamp::UNIX_EPOCH).unwrap();
        assert!(!holds());
    }
}
