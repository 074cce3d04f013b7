//! What Allegro answered about offers. Many orders are of one offer, and who makes files anew or looks what the tables lack
//! does not ask Allegro.

use jiff::{SignedDuration, Timestamp};
use rusqlite::params;

use super::records::time_text;
use super::{Ledger, LedgerError};
use crate::core::offer::OfferAnswer;

/// An order that waits longer than this for its import is read again before anything is made of it.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 60);

impl Ledger {
    /// What was answered last about an offer under this account, and when.
    pub fn offer(&self, account: &str, id: &str) -> Result<Option<(Timestamp, OfferAnswer)>, LedgerError> {
        let sql = "SELECT at, kind, answer FROM offers WHERE account = ?1 AND offer_id = ?2";
        let found = self.all(sql, params![account, id], |reader| {
            let answer: Option<String> = reader.get("answer")?;
            Ok((reader.time("at")?, reader.get::<String>("kind")?, answer.unwrap_or_default()))
        });
        let kept = |(at, kind, answer): (Timestamp, String, String)| Some((at, read(&kind, &answer)?));
        Ok(found?.pop().and_then(kept))
    }

    /// Keeps answers, each in place of the one before.
    pub fn keep_offers(
        &mut self,
        account: &str,
        answers: &[(String, OfferAnswer)],
        at: Timestamp,
    ) -> Result<(), LedgerError> {
        if answers.is_empty() {
            return Ok(());
        }
        self.write(|transaction| {
            let old = at.checked_sub(KEPT).unwrap_or(Timestamp::MIN);
            transaction.prepare_cached("DELETE FROM offers WHERE at < ?1")?.execute(params![time_text(old)])?;
            let sql = "INSERT OR REPLACE INTO offers (account, offer_id, at, kind, answer) VALUES (?1, ?2, ?3, ?4, ?5)";
            let mut insert = transaction.prepare_cached(sql)?;
            for (id, answer) in answers {
                let (kind, text) = written(answer);
                insert.execute(params![account, id, time_text(at), kind, text])?;
            }
            Ok(())
        })
    }

    /// As a ledger of an earlier version, which kept none.
    #[cfg(test)]
    pub(crate) fn lose_offers(&mut self) {
        self.connection.execute("DELETE FROM offers", []).unwrap();
    }
}

fn written(answer: &OfferAnswer) -> (&'static str, Option<String>) {
    match answer {
        OfferAnswer::Found(offer) => ("found", serde_json::to_string(offer).ok()),
        OfferAnswer::Gone => ("gone", None),
        OfferAnswer::Forbidden(why) => ("forbidden", serde_json::to_string(why).ok()),
    }
}

/// None of another version's: it is asked for again.
fn read(kind: &str, answer: &str) -> Option<OfferAnswer> {
    match kind {
        "found" => serde_json::from_str(answer).ok().map(OfferAnswer::Found),
        "gone" => Some(OfferAnswer::Gone),
        "forbidden" => serde_json::from_str(answer).ok().map(OfferAnswer::Forbidden),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::message::text::Prd006;
    use crate::core::offer::Offer;
    use crate::core::order::Tax;

    #[test]
    fn each_kind_of_answer_is_kept_by_account_until_the_next_one() {
        let mut ledger = Ledger::memory().unwrap();
        let at = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * 365);
        let tax = Tax { rate: Some("8.00".to_owned()), subject: None, exemption: None };
        let offer =
            Offer { id: "7".to_owned(), eans: vec!["5901234123457".to_owned()], tax: Some(tax), ..Offer::default() };
        let answers = [
            OfferAnswer::Found(Box::new(offer)),
            OfferAnswer::Gone,
            OfferAnswer::Forbidden(Prd006 { external: "1".into() }.into()),
        ];
        for answer in answers {
            ledger.keep_offers("sklep", &[("7".to_owned(), answer.clone())], at).unwrap();
            assert_eq!(ledger.offer("sklep", "7").unwrap(), Some((at, answer)));
        }
        assert_eq!((ledger.offer("drugi", "7").unwrap(), ledger.offer("sklep", "8").unwrap()), (None, None));
        let later = at + KEPT + SignedDuration::from_hours(1);
        ledger.keep_offers("sklep", &[("8".to_owned(), OfferAnswer::Gone)], later).unwrap();
        assert_eq!(ledger.offer("sklep", "7").unwrap(), None, "what nobody has asked for in a long time goes");
    }
}
