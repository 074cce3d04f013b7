//! The mapping tables, filled in from the orders of the last thirty days: each row with what the base most likely has for it, which
//! a person accepts, or changes, or leaves.

use super::super::table_files;
use super::{Failure, Workplace};
use crate::core::cause::Ask;
use crate::core::inspection::Choices;
use crate::core::message::Catalogue;
use crate::core::near::nearest;
use crate::core::order::Order;
use crate::core::problem::Problem;
use crate::core::settings::Settings;
use crate::core::suggest::Suggestion;
use crate::core::tables::{Change, Table};

/// Orders that are looked at.
const ORDERS: u32 = 300;
/// Rows of a table that a person looks through in one go.
const ROWS: usize = 50;

/// A row that a table lacks, with what is proposed for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The table.
    pub table: Table,
    /// The row, as far as orders say it.
    pub row: Suggestion,
    /// The place of the cell that is proposed.
    pub at: usize,
    /// What is proposed for it; empty: nothing.
    pub value: String,
}

/// All of them.
#[derive(Debug, Default)]
pub struct Proposals {
    /// Table by table, the most frequent first.
    pub rows: Vec<Proposal>,
    /// Orders that were looked at.
    pub orders: usize,
    /// Why the base could not be asked.
    pub away: Option<Problem>,
}

/// A row that a person accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The table.
    pub table: Table,
    /// The cells that orders said.
    pub row: Vec<String>,
    /// The place of the cell that he filled in.
    pub at: usize,
    /// What he filled in.
    pub value: String,
}

impl Workplace {
    /// Rows that the tables lack for the orders of the last thirty days, with what the base may have for them. Nothing is written.
    ///
    /// # Errors
    /// Allegro does not answer.
    pub async fn proposals(&self, account: &str) -> Result<Proposals, Failure> {
        let mut trial = self.trial(account).await?;
        let choices = match &mut trial.base {
            Some(base) => base.choices().await?,
            None => Choices::default(),
        };
        let since = trial.since;
        let mut sample = trial.sample();
        let latest = sample.latest(since, ORDERS).await?;
        let orders: Vec<Order> = latest.into_iter().filter_map(|one| one.order.ok()).collect();
        let lacking = sample.lacking(&orders).await?;
        let asked = [Table::Deliveries, Table::Payments, Table::Services, Table::Products];
        let rows = asked.into_iter().flat_map(|table| {
            let rows = lacking.get(&table).map(Vec::as_slice).unwrap_or_default().iter().take(ROWS);
            rows.map(|row| proposed(table, row, trial.settings, &choices)).collect::<Vec<_>>()
        });
        let rows = rows.collect();
        Ok(Proposals { rows, orders: orders.len(), away: trial.away })
    }
}

/// What the base has that is called most like it; else what the settings take where no table answers, if the base has that.
fn proposed(table: Table, row: &Suggestion, settings: &Settings, choices: &Choices) -> Proposal {
    let cell = |at: usize| row.row.get(at).map(String::as_str).unwrap_or_default();
    let service = |usual: &str| {
        let words = choices.services.iter().flat_map(|(code, name)| [(code, code.as_str()), (code, name.as_str())]);
        let near = nearest(&row.example, words.clone().map(|(_, word)| word));
        let meant = near.and_then(|near| words.clone().find(|(_, word)| *word == near)).map(|(code, _)| code.clone());
        let has = choices.services.iter().any(|(code, _)| code == usual);
        meant.or_else(|| has.then(|| usual.to_owned())).unwrap_or_default()
    };
    let (at, value) = match table {
        Table::Payments => {
            let usual = match cell(0) {
                "CASH_ON_DELIVERY" => &settings.payments.cash_on_delivery_form,
                _ => &settings.payments.default_form,
            };
            (2, choices.payment_forms.iter().find(|form| *form == usual).cloned().unwrap_or_default())
        }
        Table::Deliveries => (2, service(&settings.delivery.default_service)),
        Table::Products if !cell(1).is_empty() => (2, String::new()),
        Table::Products => (1, String::new()),
        _ => (1, service(&settings.services.additional)),
    };
    Proposal { table, row: row.clone(), at, value }
}

/// Writes the rows that a person accepted. What the base has not, or is wrong otherwise, is told and leaves the tables as they are; a
/// base that is away is not waited for.
///
/// # Errors
/// A file cannot be read or written.
pub async fn accept(
    place: &Workplace,
    company: &str,
    mut rows: Vec<Accepted>,
    texts: &Catalogue,
) -> Result<Vec<Problem>, Failure> {
    let mut unknown = Vec::new();
    for row in &mut rows {
        let Some(ask) = asked_of_base(row) else { continue };
        // Whether it is there is seen at the import.
        let Ok(chosen) = place.chosen(company, ask, &row.value).await else { break };
        match chosen.known(&row.value) {
            Ok(exact) => row.value = exact,
            Err(problem) => unknown.push(problem),
        }
    }
    if !unknown.is_empty() {
        return Ok(unknown);
    }
    let own = place.settings.companies.len() > 1 || table_files::has_own(&place.dir, company);
    let of = if own { company } else { "" };
    let mut wrong = Vec::new();
    for table in Table::ALL {
        let changes: Vec<Change> = rows.iter().filter(|row| row.table == table).map(change).collect();
        if !changes.is_empty() {
            wrong.extend(table_files::put(&*place.disk, &place.dir, of, table, &changes, texts)?);
        }
    }
    Ok(wrong)
}

/// What the base has to know of what was filled in; nothing: it is a rate.
fn asked_of_base(row: &Accepted) -> Option<Ask> {
    match row.table {
        _ if row.table.columns().get(row.at).is_some_and(|column| column.polish == "vat") => None,
        Table::Payments => Some(Ask::Form),
        Table::Products => Some(Ask::Offer),
        _ => Some(Ask::Used),
    }
}

fn change(accepted: &Accepted) -> Change {
    let Accepted { table, row, at, value } = accepted;
    let keys = if *table == Table::Payments { 2 } else { 1 };
    let cells = || row.iter().cloned().enumerate().filter(|(place, cell)| place != at && !cell.is_empty());
    Change {
        find: cells().filter(|(place, _)| *place < keys).collect(),
        set: vec![(*at, value.clone())],
        add: Some(cells().filter(|(place, _)| *place >= keys).collect()),
    }
}
