//! Finding orders as a person does: by what he knows of them, a page at a time.

use jiff::Timestamp;
use rusqlite::{Connection, Row, Transaction, params, params_from_iter};
use rust_decimal::Decimal;
use serde_json::Value;
use uuid::Uuid;

use super::records::{self, time_text};
use super::{Ledger, LedgerError, Life, ORDER, State, bodies};
use crate::core::life::Kind;
use crate::core::order::SeenId;
use crate::core::text;

/// A word of one letter finds half of all orders and tells nobody anything.
const SHORTEST: usize = 2;
/// More words than a person types.
const MOST_WORDS: usize = 8;

/// What orders are shown by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The latest change first.
    #[default]
    Changed,
    /// The latest purchase first.
    Bought,
    /// The highest total first, whatever the currency.
    Total,
}

impl Sort {
    /// Which of the two comes first: the same as the ledger does it.
    #[must_use]
    pub fn compare(self, one: &Life, other: &Life) -> std::cmp::Ordering {
        let total = |life: &Life| life.total.as_deref().and_then(|text| text.parse::<Decimal>().ok());
        let first = match self {
            Self::Changed => other.changed_at.cmp(&one.changed_at),
            Self::Bought => other.bought_at.cmp(&one.bought_at),
            Self::Total => total(other).cmp(&total(one)),
        };
        first.then_with(|| one.order_id.cmp(&other.order_id))
    }

    /// For sorting alone: no amount is counted with here.
    fn sql(self) -> &'static str {
        match self {
            Self::Changed => " ORDER BY o.changed_at DESC, o.order_id LIMIT ? OFFSET ?",
            Self::Bought => " ORDER BY o.bought_at DESC, o.order_id LIMIT ? OFFSET ?",
            Self::Total => " ORDER BY CAST(o.total AS REAL) DESC, o.order_id LIMIT ? OFFSET ?",
        }
    }
}

/// Which orders to show. Empty parts filter nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Browse {
    /// Every word must be the beginning of the order's id, or of a word of the buyer, or the document's number.
    pub search: String,
    /// In this state.
    pub state: Option<State>,
    /// Something waits for a person.
    pub open_matters: bool,
    /// Something of this kind does.
    pub matter: Option<Kind>,
    /// Of the account with this alias.
    pub account: Option<String>,
    /// Bought from the first of the two moments on, and before the second.
    pub bought: Option<(Timestamp, Timestamp)>,
    /// With a document in Optima; or without one, though they should have one by now.
    pub document: Option<bool>,
    /// Of these orders only.
    pub only: Option<Vec<SeenId>>,
    /// What comes first.
    pub sort: Sort,
    /// At most so many.
    pub limit: u32,
    /// After skipping so many.
    pub offset: u32,
}

/// One order in the comparison of a period's orders with their documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bought {
    /// `checkoutForm.id`.
    pub order_id: SeenId,
    /// When it was bought.
    pub at: Timestamp,
    /// Where it stands.
    pub state: State,
    /// What the buyer owes, as Allegro wrote it.
    pub total: Option<String>,
    /// Its currency.
    pub currency: Option<String>,
    /// The number of its document in Optima.
    pub document: Option<String>,
    /// `TrN_ImportRowId` of the document.
    pub key: Option<Uuid>,
}

/// Orders of one hour that are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoughtHour {
    /// When the hour begins.
    pub at: Timestamp,
    /// Where they stand.
    pub state: State,
    /// The currency of their totals.
    pub currency: Option<String>,
    /// They have a document in Optima.
    pub document: bool,
    /// Something about them waits for a person.
    pub open: bool,
    /// Their goods came back.
    pub returned: bool,
    /// How many they are.
    pub count: u64,
    /// What the buyers owe.
    pub total: Decimal,
}

/// Hours as they are summed.
#[derive(Default)]
struct Hours {
    done: Vec<BoughtHour>,
    /// The hour in hand, `2026-03-01T10`, and where its orders begin in what is done.
    hour: String,
    begin: usize,
}

impl Hours {
    /// Adds an order; they come in the order of their purchase.
    fn add(&mut self, row: &Row<'_>) -> rusqlite::Result<()> {
        let hour = row.get_ref(0)?.as_str()?.get(..13).unwrap_or_default();
        if hour != self.hour {
            (self.hour, self.begin) = (hour.to_owned(), self.done.len());
        }
        // The table's check lets no other word in.
        let state = row.get_ref(1)?.as_str()?.parse().unwrap_or(State::Seen);
        let currency = row.get_ref(2)?.as_str_or_null()?;
        let document: bool = row.get(3)?;
        let total = row.get_ref(4)?.as_str_or_null()?.and_then(|text| text.parse().ok()).unwrap_or(Decimal::ZERO);
        let of_hour = self.done.get_mut(self.begin..).unwrap_or_default();
        let (standing, told): (_, (bool, bool)) = ((state, document), (row.get(5)?, row.get(6)?));
        let alike = of_hour.iter_mut().find(|sum| {
            (sum.state, sum.document) == standing
                && (sum.open, sum.returned) == told
                && sum.currency.as_deref() == currency
        });
        if let Some(sum) = alike {
            sum.count += 1;
            sum.total += total;
            return Ok(());
        }
        let at = format!("{hour}:00:00Z").parse().unwrap_or_default();
        let currency = currency.map(str::to_owned);
        let (open, returned) = told;
        self.done.push(BoughtHour { at, state, currency, document, open, returned, count: 1, total });
        Ok(())
    }
}

/// From so many orders on, a word is common.
const COMMON_FROM: u32 = 2_000;
/// The orders of a word, its beginning and end, an id's beginning and end, a number: all of them gathered.
const RARE: &str = " AND o.order_id IN (SELECT order_id FROM order_words WHERE word >= ? AND word < ?
     UNION SELECT order_id FROM orders WHERE order_id >= ? AND order_id < ?
     UNION SELECT order_id FROM orders WHERE document = ?)";
/// The same, each order asked in its turn until the page is full.
const COMMON: &str =
    " AND (EXISTS (SELECT 1 FROM order_words AS w WHERE w.order_id = o.order_id AND w.word >= ? AND w.word < ?)
     OR (o.order_id >= ? AND o.order_id < ?) OR o.document = ?)";

/// An open matter of a kind.
const OF_KIND: &str = " AND EXISTS (SELECT 1 FROM json_each(o.life, '$.matters') AS m
     WHERE json_extract(m.value, '$.kind') = ? AND json_extract(m.value, '$.closed') IS NULL)";

impl Ledger {
    /// A page of orders.
    pub fn browse(&self, wish: &Browse) -> Result<Vec<Life>, LedgerError> {
        let mut sql = format!("{ORDER} WHERE 1");
        let mut values: Vec<String> = Vec::new();
        if let Some(state) = wish.state {
            sql.push_str(" AND o.state = ?");
            values.push(state.as_str().to_owned());
        }
        if wish.open_matters || wish.matter.is_some() {
            sql.push_str(" AND o.open_matters > 0");
        }
        if let Some(kind) = wish.matter {
            sql.push_str(OF_KIND);
            values.push(kind.as_str().to_owned());
        }
        if let Some(account) = &wish.account {
            sql.push_str(" AND o.account = ?");
            values.push(account.clone());
        }
        if let Some((from, to)) = wish.bought {
            sql.push_str(" AND o.bought_at >= ? AND o.bought_at < ?");
            values.extend([time_text(from), time_text(to)]);
        }
        match wish.document {
            Some(true) => sql.push_str(" AND o.document IS NOT NULL"),
            Some(false) => sql.push_str(
                " AND o.document IS NULL AND o.state NOT IN ('cancelled', 'superseded', 'ignored')
                     AND (o.state NOT IN ('seen', 'waiting') OR o.open_matters > 0)",
            ),
            None => {}
        }
        if let Some(only) = &wish.only {
            // One JSON parameter: they may be more than SQLite takes parameters.
            sql.push_str(" AND o.order_id IN (SELECT value FROM json_each(?))");
            values.push(Value::from(only.iter().map(SeenId::as_str).collect::<Vec<_>>()).to_string());
        }
        for typed in wish.search.split_whitespace().take(MOST_WORDS) {
            let (word, id) = (fold(typed), typed.to_lowercase());
            sql.push_str(if self.is_common(&word)? { COMMON } else { RARE });
            values.extend([word.clone(), after(&word), id.clone(), after(&id), typed.to_owned()]);
        }
        sql.push_str(wish.sort.sql());
        values.extend([wish.limit.to_string(), wish.offset.to_string()]);
        self.all(&sql, params_from_iter(values), records::order)
    }

    /// The orders whose buyer, payer or recipient has all words of this name.
    pub fn orders_named(&self, name: &str) -> Result<Vec<SeenId>, LedgerError> {
        let words: std::collections::BTreeSet<String> =
            name.split_whitespace().map(fold).filter(|word| word.chars().count() >= SHORTEST).collect();
        let sql = "SELECT order_id FROM order_words WHERE word IN (SELECT value FROM json_each(?1))
             GROUP BY order_id HAVING COUNT(*) = ?2";
        let count = i64::try_from(words.len()).unwrap_or(i64::MAX);
        self.all(sql, params![Value::from_iter(words).to_string(), count], |reader| reader.get("order_id"))
    }

    /// Does a beginning of a word fit so many orders that each order is better asked for it than all of them gathered?
    fn is_common(&self, word: &str) -> Result<bool, LedgerError> {
        let sql = "SELECT COUNT(*) AS n FROM (SELECT 1 FROM order_words WHERE word >= ?1 AND word < ?2 LIMIT ?3)";
        let found: Vec<u32> = self.all(sql, params![word, after(word), COMMON_FROM], |reader| reader.get("n"))?;
        Ok(found.first().is_some_and(|count| *count >= COMMON_FROM))
    }

    /// The orders bought in a period, the end not included, hour by hour.
    ///
    /// Summed here, row by row, for SQLite knows no decimals and groups slowly.
    pub fn bought_by_hour(&self, from: Timestamp, to: Timestamp) -> Result<Vec<BoughtHour>, LedgerError> {
        let sql = "SELECT bought_at, state, currency, document IS NOT NULL, total, open_matters > 0,
                 COALESCE(instr(life, '\"kind\":\"returned\"'), 0) > 0 FROM orders
             WHERE bought_at >= ?1 AND bought_at < ?2 ORDER BY bought_at";
        let failed = |source| LedgerError::Sqlite { path: self.path.clone(), source };
        let mut statement = self.connection.prepare_cached(sql).map_err(failed)?;
        let mut rows = statement.query(params![time_text(from), time_text(to)]).map_err(failed)?;
        let mut hours = Hours::default();
        while let Some(row) = rows.next().map_err(failed)? {
            hours.add(row).map_err(failed)?;
        }
        Ok(hours.done)
    }

    /// The orders bought in a period, the end not included.
    pub fn bought_between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Bought>, LedgerError> {
        let sql = "SELECT order_id, bought_at, state, total, currency, document, key FROM orders
             WHERE bought_at >= ?1 AND bought_at < ?2 ORDER BY bought_at";
        self.all(sql, params![time_text(from), time_text(to)], |reader| {
            Ok(Bought {
                order_id: reader.get("order_id")?,
                at: reader.time("bought_at")?,
                state: reader.state()?,
                total: reader.get("total")?,
                currency: reader.get("currency")?,
                document: reader.get("document")?,
                key: reader.get::<Option<String>>("key")?.and_then(|key| key.parse().ok()),
            })
        })
    }
}

/// Notes what an order is searched by.
pub(super) fn note(transaction: &Transaction<'_>, order_id: &str, json: &[u8]) -> rusqlite::Result<()> {
    transaction.prepare_cached("DELETE FROM order_words WHERE order_id = ?1")?.execute(params![order_id])?;
    let mut insert =
        transaction.prepare_cached("INSERT OR IGNORE INTO order_words (word, order_id) VALUES (?1, ?2)")?;
    for word in words(json) {
        insert.execute(params![word, order_id])?;
    }
    Ok(())
}

/// Notes it for the orders that were there before words were kept.
pub(super) fn note_all(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let connection: &Connection = transaction;
    let mut statement = connection.prepare("SELECT order_id, body FROM bodies")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (order_id, packed): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
        if let Some(json) = bodies::unpack(&packed) {
            note(transaction, &order_id, &json)?;
        }
    }
    Ok(())
}

fn words(json: &[u8]) -> Vec<String> {
    let order: Value = serde_json::from_slice(json).unwrap_or_default();
    let texts = [
        "/buyer/login",
        "/buyer/firstName",
        "/buyer/lastName",
        "/buyer/companyName",
        "/invoice/address/company/name",
        "/invoice/address/company/taxId",
        "/invoice/address/naturalPerson/firstName",
        "/invoice/address/naturalPerson/lastName",
        "/delivery/address/firstName",
        "/delivery/address/lastName",
        "/delivery/address/companyName",
    ];
    let mut found: Vec<String> = texts
        .iter()
        .filter_map(|path| order.pointer(path).and_then(Value::as_str))
        // A tax number with spaces is one word all the same.
        .flat_map(|text| text.split_whitespace().map(fold).chain([fold(text)]))
        .filter(|word| word.chars().count() >= SHORTEST)
        .map(|word| word.chars().take(60).collect())
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Small letters and digits, without Polish accents.
fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).map(text::without_mark).collect()
}

/// The end of all that begins with `word`. A word without a letter or digit finds nothing.
fn after(word: &str) -> String {
    if word.is_empty() { String::new() } else { format!("{word}\u{10ffff}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::life::{self, Happening};
    use crate::core::message::text::Lif001;
    use crate::core::problem::Problem;
    use crate::ledger::OrderBody;

    fn filled() -> Ledger {
        let mut ledger = Ledger::memory().unwrap();
        for (id, login, name) in [("aa-1", "kowal_7", "Żółta Łódź"), ("ab-2", "anna", "Piekarnia")] {
            let order = Life::seen(id, "sklep", Timestamp::UNIX_EPOCH);
            let json = serde_json::json!({"buyer": {"login": login, "companyName": name},
                "invoice": {"address": {"company": {"taxId": "525-24-48-481"}}}});
            let body = OrderBody { order_id: id.into(), json: serde_json::to_vec(&json).unwrap() };
            ledger.record_with(&[order], &[body]).unwrap();
        }
        ledger
    }

    fn found(ledger: &Ledger, search: &str) -> Vec<String> {
        let wish = Browse { search: search.to_owned(), limit: 10, ..Browse::default() };
        ledger.browse(&wish).unwrap().into_iter().map(|order| order.order_id.into()).collect()
    }

    #[test]
    fn an_order_is_found_by_what_a_person_knows_of_it() {
        let ledger = filled();
        for search in ["aa", "AA-1", "kowal", "zolta", "ŻÓŁTA lodz", "lodz 5252448481"] {
            assert_eq!(found(&ledger, search), ["aa-1"], "{search}");
        }
        assert_eq!(found(&ledger, "525-24-48"), ["aa-1", "ab-2"]);
        assert_eq!(found(&ledger, ""), ["aa-1", "ab-2"]);
        for search in ["kowal anna", "nobody", "' OR 1=1 --", "%"] {
            assert!(found(&ledger, search).is_empty(), "{search}");
        }
    }

    #[test]
    fn a_word_that_many_orders_have_is_found_as_others_are() {
        let mut ledger = Ledger::memory().unwrap();
        let order = |number: u32| Life::seen(format!("{number:06}"), "sklep", Timestamp::UNIX_EPOCH);
        let body = |number: u32| {
            let json = serde_json::json!({"buyer": {"login": format!("kupiec{number}"), "lastName": "Nowak"}});
            OrderBody { order_id: format!("{number:06}").into(), json: serde_json::to_vec(&json).unwrap() }
        };
        let many = 0..COMMON_FROM + 10;
        let (orders, bodies): (Vec<_>, Vec<_>) = many.map(|number| (order(number), body(number))).unzip();
        ledger.record_with(&orders, &bodies).unwrap();
        assert_eq!(found(&ledger, "nowak").len(), 10);
        assert_eq!(found(&ledger, "nowak kupiec2009"), ["002009"]);
        assert_eq!(found(&ledger, "kupiec 000007"), ["000007"]);
    }

    #[test]
    fn an_hour_is_summed_without_a_grosz_lost() {
        let mut ledger = Ledger::memory().unwrap();
        let orders: Vec<Life> = ["0.10", "0.20", "7", "12.345"]
            .iter()
            .enumerate()
            .map(|(minute, total)| {
                let at: Timestamp = format!("2026-03-01T10:{minute:02}:30Z").parse().unwrap();
                let seen = Life::seen(minute.to_string(), "sklep", at);
                Life { bought_at: Some(at), total: Some((*total).to_owned()), ..seen }
            })
            .collect();
        ledger.record(&orders).unwrap();
        let hours = ledger.bought_by_hour(Timestamp::UNIX_EPOCH, Timestamp::MAX).unwrap();
        assert_eq!(hours.iter().map(|hour| hour.count).sum::<u64>(), 4);
        assert_eq!(hours.iter().map(|hour| hour.total).sum::<Decimal>(), "19.645".parse().unwrap());
        assert!(hours.iter().all(|hour| hour.at == "2026-03-01T10:00:00Z".parse().unwrap()));
    }

    #[test]
    fn what_waits_by_itself_lacks_no_document_yet() {
        let mut ledger = Ledger::memory().unwrap();
        let at = Timestamp::UNIX_EPOCH;
        let order = |id: &str, state: State| Life { state, ..Life::seen(id, "sklep", at) };
        let refused = life::after(&order("r", State::Seen), Happening::Refused(Problem::error(Lif001)), at).0;
        let all = ["w", "i", "e"].into_iter().zip([State::Waiting, State::Ignored, State::Exported]);
        let mut lives: Vec<Life> = all.map(|(id, state)| order(id, state)).collect();
        lives.push(refused);
        ledger.record(&lives).unwrap();
        let found = ledger.browse(&Browse { document: Some(false), limit: 9, ..Browse::default() }).unwrap();
        let ids: std::collections::BTreeSet<&str> = found.iter().map(|life| life.order_id.as_str()).collect();
        assert_eq!(ids, ["e", "r"].into());
    }

    #[test]
    fn a_page_follows_the_other() {
        let ledger = filled();
        let page = |offset| ledger.browse(&Browse { limit: 1, offset, ..Browse::default() }).unwrap();
        assert_eq!([&page(0)[0].order_id, &page(1)[0].order_id], ["aa-1", "ab-2"]);
        assert!(page(2).is_empty());
        let waiting = Browse { state: Some(State::Waiting), limit: 5, ..Browse::default() };
        assert!(ledger.browse(&waiting).unwrap().is_empty());
    }

    #[test]
    fn orders_are_found_by_day_account_document_and_what_waits() {
        let mut ledger = Ledger::memory().unwrap();
        let at = |hour: i64| Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_hours(hour);
        let order = |id: &str, account: &str, hour: i64, total: &str| Life {
            bought_at: Some(at(hour)),
            changed_at: at(100 - hour),
            total: Some(total.to_owned()),
            ..Life::seen(id, account, at(hour))
        };
        let problem = Problem::error(Lif001);
        let refused = life::after(&order("b", "drugi", 2, "9.50"), Happening::Refused(problem), at(3)).0;
        let orders = [
            Life { state: State::Imported, document: Some("RO/1/2026".to_owned()), ..order("a", "sklep", 1, "100.00") },
            refused,
            Life { state: State::Cancelled, ..order("c", "sklep", 3, "20.00") },
        ];
        ledger.record(&orders).unwrap();
        let all = Browse { limit: 10, ..Browse::default() };
        let ids = |wish: Browse| -> Vec<String> {
            ledger.browse(&wish).unwrap().into_iter().map(|order| order.order_id.into()).collect()
        };
        assert_eq!(ids(Browse { bought: Some((at(2), at(3))), ..all.clone() }), ["b"]);
        assert_eq!(ids(Browse { account: Some("sklep".to_owned()), sort: Sort::Bought, ..all.clone() }), ["c", "a"]);
        assert_eq!(ids(Browse { document: Some(true), ..all.clone() }), ["a"]);
        assert_eq!(ids(Browse { document: Some(false), ..all.clone() }), ["b"]);
        assert_eq!(ids(Browse { matter: Some(Kind::Refused), ..all.clone() }), ["b"]);
        assert!(ids(Browse { matter: Some(Kind::Returned), ..all.clone() }).is_empty());
        for sort in [Sort::Changed, Sort::Bought, Sort::Total] {
            let found = ledger.browse(&Browse { sort, ..all.clone() }).unwrap();
            assert!(found.is_sorted_by(|one, other| sort.compare(one, other).is_le()), "{sort:?}");
        }
        assert_eq!(ids(Browse { sort: Sort::Total, ..all }), ["a", "c", "b"]);
    }

    #[test]
    fn orders_from_before_words_were_kept_are_found_too() {
        let mut ledger = filled();
        ledger.connection.execute("DELETE FROM order_words", []).unwrap();
        assert!(found(&ledger, "kowal").is_empty());
        let transaction = ledger.connection.transaction().unwrap();
        note_all(&transaction).unwrap();
        transaction.commit().unwrap();
        assert_eq!(found(&ledger, "kowal"), ["aa-1"]);
    }
}
