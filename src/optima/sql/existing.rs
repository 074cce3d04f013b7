//! Which documents are there already: by their key, and whatever names an order.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;
use uuid::Uuid;

use super::super::error::OptimaError;
use super::asked::{Answers, Questions, Ticket};
use super::documents::order_in_description;
use super::engine::Engine;
use super::lookups;
use super::record::Record;
use super::search::Search;
use crate::core::key as keys;
use crate::core::money::Currency;
use crate::core::order::OrderId;
use crate::core::plan::{ExistingDocument, PresentDocument, SameNumber};

/// So many keys are asked about at once.
const KEYS_MAX: usize = 500;

/// The document with this key.
pub async fn find(engine: &mut impl Engine, key: Uuid) -> Result<Option<ExistingDocument>, OptimaError> {
    let found = engine.select(&lookups::document_by_key(&key.hyphenated().to_string())).await?;
    found.first().map(|row| existing(row, true)).transpose()
}

/// Which of these keys have a document.
pub async fn present(engine: &mut impl Engine, keys: &[Uuid]) -> Result<Vec<PresentDocument>, OptimaError> {
    // Each once: a key that stands in two requests would be answered twice.
    let keys: BTreeSet<&Uuid> = keys.iter().collect();
    let keys: Vec<String> = keys.into_iter().map(|key| key.hyphenated().to_string()).collect();
    let mut found = Vec::new();
    for some in keys.chunks(KEYS_MAX) {
        for row in engine.select(&lookups::documents_by_key(some)).await? {
            found.push(present_document(&row)?);
        }
    }
    Ok(found)
}

/// A document of this order, whoever made it; of another hand, of these classes.
pub async fn of_order(
    engine: &mut impl Engine,
    key: Uuid,
    order: &str,
    numbers: &[String],
    classes: &[u32],
) -> Result<Option<ExistingDocument>, OptimaError> {
    let known = Sought { key, classes, foreign_number: "", order, since: None, numbers };
    let mut questions = Questions::default();
    let asked = OfOrder::ask(engine, &mut questions, &known);
    asked.found(&questions.answer(engine).await?)
}

/// What a document of an order is known by.
pub(super) struct Sought<'a> {
    pub key: Uuid,
    /// `TrN_TypDokumentu`, of those that other hands made.
    pub classes: &'a [u32],
    /// `TrN_NumerObcy`, cancelled documents aside; empty: not looked for.
    pub foreign_number: &'a str,
    /// Empty: not looked for, nor are the numbers.
    pub order: &'a str,
    pub since: Option<Date>,
    /// `TrN_NumerObcy` of documents of other hands.
    pub numbers: &'a [String],
}

/// The questions after a document of an order.
pub(super) struct OfOrder {
    key: Uuid,
    /// In small letters.
    order: String,
    by_key: Ticket,
    others: Vec<Ticket>,
}

impl OfOrder {
    pub(super) fn ask(engine: &impl Engine, questions: &mut Questions, known: &Sought<'_>) -> Self {
        let classes = known.classes.iter().copied().map(i64::from);
        Self {
            key: known.key,
            order: known.order.to_lowercase(),
            by_key: questions.ask(lookups::document_by_key(&known.key.hyphenated().to_string())),
            others: classes
                .flat_map(|class| others(known, class))
                .map(|search| questions.ask(engine.search(search)))
                .collect(),
        }
    }

    /// Ours by its key, else the first one of another hand.
    pub(super) fn found(&self, answers: &Answers) -> Result<Option<ExistingDocument>, OptimaError> {
        if let Some(row) = answers.first(Some(self.by_key)) {
            return existing(row, true).map(Some);
        }
        for row in answers.all(&self.others) {
            if !self.is_of_another(row)? {
                return existing(row, false).map(Some);
            }
        }
        Ok(None)
    }

    /// What was found of other keys, whoever made it.
    pub(super) fn others<'a>(&'a self, answers: &'a Answers) -> impl Iterator<Item = &'a Record> {
        answers.all(&self.others)
    }

    /// A foreign number that holds the whole id says which order it is of, whoever wrote it. One of eight characters of an
    /// id may be that of two orders of a busy shop: then a document that we made (its key is a name-based UUID, version 5),
    /// or whose description names an order, says itself which order it is of; what is left was made by another hand for
    /// this number.
    fn is_of_another(&self, row: &Record) -> Result<bool, OptimaError> {
        let number = row.text("TrN_NumerObcy")?.to_lowercase();
        if !self.order.is_empty() && (number.contains(&self.order) || number.contains(&lookups::undashed(&self.order)))
        {
            return Ok(false);
        }
        let own = Uuid::try_parse(&row.text("TrN_ImportRowId")?).ok();
        if let Some(own) = own.filter(|own| own.get_version_num() == 5) {
            return Ok(own != self.key);
        }
        let named = order_in_description(&row.text("TrN_Opis")?).and_then(|id| id.parse::<OrderId>().ok());
        Ok(named.is_some_and(|order| keys::of_order(order) != self.key))
    }
}

/// Searches for a document that another hand made for this order.
fn others<'a>(known: &Sought<'a>, class: i64) -> impl Iterator<Item = Search<'a>> {
    let Sought { foreign_number: number, order, since, numbers, .. } = *known;
    let same = (!number.is_empty()).then_some(Search::ForeignNumber { class, number });
    let other = (!order.is_empty()).then_some(Search::OtherHands { class, order, since, numbers });
    same.into_iter().chain(other)
}

/// Documents of ours among those that have a number; what another hand gave it to is not known to be of its sender.
pub(super) fn same_number<'a>(rows: impl Iterator<Item = &'a Record>) -> Result<Vec<SameNumber>, OptimaError> {
    let mut found = Vec::new();
    for row in rows {
        let key = Uuid::try_parse(row.text("TrN_ImportRowId")?.trim_end()).ok();
        if let Some(key) = key.filter(|key| key.get_version_num() == 5) {
            let (date, description) = (row.date("TrN_DataDok")?, row.text("TrN_Opis")?);
            found.push(SameNumber { key, date, description, document: existing(row, true)? });
        }
    }
    Ok(found)
}

/// A row of [`lookups::DOCUMENT`]; of another hand, with what says whose it is.
pub fn existing(row: &Record, by_key: bool) -> Result<ExistingDocument, OptimaError> {
    let (gross, currency, gross_in_currency) = sums(row)?;
    let (id, number) = (row.int("TrN_TrNID")?, row.text("TrN_NumerPelny")?);
    let cancelled = !by_key && row.int("TrN_Anulowany")? != 0;
    Ok(ExistingDocument { id, number, gross, currency, gross_in_currency, by_key, cancelled })
}

fn present_document(row: &Record) -> Result<PresentDocument, OptimaError> {
    let (gross, currency, gross_in_currency) = sums(row)?;
    let key = row.text("TrN_ImportRowId")?;
    let Ok(key) = Uuid::try_parse(key.trim_end()) else {
        return Err(OptimaError::Unreadable { column: "TrN_ImportRowId".to_owned(), value: key });
    };
    Ok(PresentDocument { key, number: row.text("TrN_NumerPelny")?, gross, currency, gross_in_currency })
}

/// What a document comes to: in złoty, its currency, in that.
fn sums(row: &Record) -> Result<(Decimal, String, Decimal), OptimaError> {
    let gross = row.decimal("TrN_RazemBrutto")?;
    // Nothing is the system currency (`reference/optima-database.md` 2.1).
    let currency = Some(row.text("TrN_Waluta")?.trim().to_owned()).filter(|symbol| !symbol.is_empty());
    let currency = currency.unwrap_or_else(|| Currency::PLN.to_owned());
    // inferred: in złoty the column of the currency may be empty or hold the same.
    let abroad = if currency == Currency::PLN { gross } else { row.decimal("TrN_RazemBruttoWal")? };
    Ok((gross, currency, abroad))
}
