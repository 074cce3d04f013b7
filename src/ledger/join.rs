//! Two ledgers become one: what an earlier place of a company knew is taken over by the present one.

use jiff::Timestamp;

use super::{Cursor, Ledger, LedgerError, Life, Mark, OrderBody, OrdersFilter, State, moment};
use crate::core::problem::{Explain as _, Problem};

/// What a run of an account goes by, besides its cursor. Of two the earlier holds: what was read is passed over when it is read
/// again, and what was not would be missed.
const MARKS: [Mark; 3] = [Mark::Start, Mark::Sweep, Mark::Week];

/// What was taken over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Joined {
    /// Orders that were unknown, or had no document here and one there.
    pub orders: u64,
    /// Why some could not be.
    pub problems: Vec<Problem>,
}

impl Ledger {
    /// Takes over what the other one knows: orders that are unknown here or have a document only there, files, the earlier cursor
    /// of an account, and its seller where there is none yet. The other one is left as it is. May be done again.
    ///
    /// # Errors
    /// One of the two cannot be read or written.
    pub fn join(&mut self, other: &Self) -> Result<Joined, LedgerError> {
        let mut joined = Joined::default();
        for life in other.orders(&OrdersFilter::default())? {
            let here = self.order(&life.order_id)?;
            if here.is_some_and(|here| !wins(&life, &here)) {
                continue;
            }
            let body = other.body(&life.order_id)?;
            let body = body.map(|json| OrderBody { order_id: life.order_id.clone(), json });
            match self.take_over(other, &life, body.as_slice()) {
                Ok(()) => joined.orders += 1,
                Err(error) if error.reach().is_one_of_many() => {
                    joined.problems.push(error.problem().in_order(life.order_id));
                }
                Err(error) => return Err(error),
            }
        }
        for file in other.files(None, 0)? {
            if self.files_with(&file.sha256)?.iter().all(|known| known.name != file.name) {
                self.record_file(&file)?;
            }
        }
        self.join_foreign(other)?;
        for account in other.accounts()? {
            self.join_account(other, &account)?;
        }
        Ok(joined)
    }

    /// Takes over an account that went over to this company: where it was in the journal, and its orders that have no document
    /// there, each to be read again. Gives how many.
    ///
    /// # Errors
    /// One of the two cannot be read or written.
    pub fn take_account(&mut self, other: &Self, account: &str, now: Timestamp) -> Result<u64, LedgerError> {
        let of_it = OrdersFilter { account: Some(account.to_owned()), ..OrdersFilter::default() };
        let mut fresh: u64 = 0;
        for life in other.orders(&of_it)? {
            let is_open = matches!(life.state, State::Seen | State::Waiting | State::Exported | State::Error);
            if is_open && life.document.is_none() && self.order(&life.order_id)?.is_none() {
                let seen = Life { next_try_at: Some(now), ..Life::seen(life.order_id, account, now) };
                self.take_over(other, &seen, &[])?;
                fresh += 1;
            }
        }
        self.join_account(other, account)?;
        Ok(fresh)
    }

    fn join_account(&mut self, other: &Self, account: &str) -> Result<(), LedgerError> {
        let mut marks = Vec::new();
        for mark in MARKS {
            let (here, there) = (self.marked_at(account, mark)?, other.marked_at(account, mark)?);
            let earlier = there.filter(|there| here.is_none_or(|here| *there < here));
            marks.extend(earlier.map(|at| (mark, moment(at))));
        }
        let (here, there) = (self.cursor(account)?, other.cursor(account)?);
        let earlier = there.filter(|there| here.is_none_or(|here| there.at < here.at));
        if let Some(Cursor { event_id, at }) = earlier {
            self.finish_run(account, &[], Some(&event_id), at, &marks)?;
        } else if !marks.is_empty() {
            for (mark, value) in marks {
                self.note(account, mark, &value)?;
            }
        }
        if let (None, Some(seller)) =
            (self.seller(account)?, other.sellers()?.into_iter().find(|it| it.alias == account))
        {
            self.pin_seller(account, &seller.seller, seller.since)?;
        }
        Ok(())
    }
}

/// The one with a document.
fn wins(there: &Life, here: &Life) -> bool {
    there.document.is_some() && here.document.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::correction::{Correction, Corrections, Field};
    use crate::ledger::{FileOutcome, FileRecord};

    fn life(id: &str, state: State, document: Option<&str>) -> Life {
        let document = document.map(str::to_owned);
        Life { state, document, ..Life::seen(id, "sklep", Timestamp::UNIX_EPOCH) }
    }

    #[test]
    fn the_one_with_a_document_wins_and_nothing_is_taken_twice() {
        let (mut here, mut there) = (Ledger::memory().unwrap(), Ledger::memory().unwrap());
        let at = Timestamp::UNIX_EPOCH;
        here.record(&[life("both", State::Exported, None), life("mine", State::Imported, Some("RO/9"))]).unwrap();
        let theirs = [
            life("both", State::Imported, Some("RO/1")),
            life("mine", State::Imported, Some("RO/2")),
            life("theirs", State::Waiting, None),
        ];
        let body = OrderBody { order_id: "theirs".into(), json: b"{\"a\":1}".to_vec() };
        there.record_with(&theirs, &[body]).unwrap();
        let correction = || Correction { was: "a".to_owned(), is: "b".to_owned(), by: "panel".to_owned(), at };
        let corrected: Corrections = [(Field::City, correction())].into_iter().collect();
        for life in [&theirs[0], &theirs[2]] {
            assert!(there.correct((life, &Corrections::default()), (life, &corrected)).unwrap());
        }
        there.finish_run("sklep", &[], Some("77"), at, &[(Mark::Start, "2026-01-01T00:00:00Z".to_owned())]).unwrap();
        there.pin_seller("sklep", "5", at).unwrap();
        let file = FileRecord {
            sha256: "ab".to_owned(),
            name: "a.xml".to_owned(),
            key: None,
            outcome: FileOutcome::Error,
            number: None,
            problem: None,
            at,
        };
        there.record_file(&file).unwrap();
        assert_eq!(here.join(&there).unwrap(), Joined { orders: 2, problems: Vec::new() });
        let document = |ledger: &Ledger, id: &str| ledger.order(&id.into()).unwrap().unwrap().document;
        assert_eq!(document(&here, "both").as_deref(), Some("RO/1"));
        assert_eq!(document(&here, "mine").as_deref(), Some("RO/9"));
        assert_eq!(here.body(&"theirs".into()).unwrap().unwrap(), b"{\"a\":1}");
        let corrections = |id: &str| here.corrections(&id.into()).unwrap();
        assert_eq!(["both", "mine", "theirs"].map(|id| corrections(id).each().count()), [1, 0, 1]);
        assert_eq!(corrections("theirs"), corrected);
        assert_eq!(here.cursor("sklep").unwrap().unwrap().event_id, "77");
        assert!(here.mark("sklep", Mark::Start).unwrap().is_some());
        let later: Timestamp = "2026-05-01T00:00:00Z".parse().unwrap();
        here.finish_run("sklep", &[], Some("99"), later, &[(Mark::Start, moment(later))]).unwrap();
        here.join(&there).unwrap();
        assert_eq!(here.cursor("sklep").unwrap().unwrap().event_id, "77", "what lies between is read again");
        assert_eq!(here.marked_at("sklep", Mark::Start).unwrap(), "2026-01-01T00:00:00Z".parse().ok());
        assert_eq!(here.seller("sklep").unwrap().as_deref(), Some("5"));
        assert_eq!(here.files(None, 0).unwrap(), [file]);
        assert_eq!(here.join(&there).unwrap(), Joined::default(), "a second time nothing is new");
        assert_eq!(there.orders(&crate::ledger::OrdersFilter::default()).unwrap().len(), 3, "it is left as it is");
    }

    #[test]
    fn an_account_that_goes_over_is_read_from_where_it_was_with_what_has_no_document() {
        let (mut here, mut there) = (Ledger::memory().unwrap(), Ledger::memory().unwrap());
        let now: Timestamp = "2026-05-01T00:00:00Z".parse().unwrap();
        let theirs = [
            life("done", State::Imported, Some("RO/1")),
            life("waits", State::Exported, None),
            life("refused", State::Error, None),
            life("off", State::Cancelled, None),
        ];
        there.record(&theirs).unwrap();
        let one = Correction { was: "a".to_owned(), is: "b".to_owned(), by: "panel".to_owned(), at: now };
        let corrected: Corrections = [(Field::City, one)].into_iter().collect();
        assert!(there.correct((&theirs[1], &Corrections::default()), (&theirs[1], &corrected)).unwrap());
        there.finish_run("sklep", &[], Some("77"), Timestamp::UNIX_EPOCH, &[]).unwrap();
        assert_eq!(here.take_account(&there, "sklep", now).unwrap(), 2);
        let orders = here.orders(&OrdersFilter::default()).unwrap();
        let due = |life: &Life| (life.order_id.clone(), life.state, life.next_try_at);
        let mut due: Vec<_> = orders.iter().map(due).collect();
        due.sort();
        let seen = |id: &str| (id.into(), State::Seen, Some(now));
        assert_eq!(due, [seen("refused"), seen("waits")]);
        assert_eq!(here.corrections(&"waits".into()).unwrap(), corrected, "what a person corrected goes over too");
        assert_eq!(here.cursor("sklep").unwrap().unwrap().event_id, "77");
        assert_eq!(here.take_account(&there, "sklep", now).unwrap(), 0);
    }
}
