//! Rows that the mapping tables lack for orders in files. Nothing is written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Failure, Failures, Workplace, input};
use crate::core::chain::{Cards, Known};
use crate::core::order::Order;
use crate::core::problem::{Explain as _, Problem};
use crate::core::suggest::{Suggestion, suggest};
use crate::core::tables::Table;
use crate::settings::tables;

/// What was found.
#[derive(Debug, Default)]
pub struct Suggested {
    /// Rows that each table lacks.
    pub rows: BTreeMap<Table, Vec<Suggestion>>,
    /// Files in which something could not be read, with why.
    pub unread: Vec<(PathBuf, Vec<Problem>)>,
    /// Bases that were out of reach, so that their cards are not known.
    pub away: Failures,
    /// What is wrong with the mapping tables.
    pub tables: Vec<Problem>,
    /// There were no orders to look at.
    pub met_none: bool,
}

impl Workplace {
    /// Looks which rows the orders of these files want, as orders of the account that is meant where none is named.
    ///
    /// # Errors
    /// A mapping table has a wrong row; a ledger cannot be read.
    pub async fn suggest(&self, files: &[PathBuf]) -> Result<Suggested, Failure> {
        let (mut orders, mut found) = (Vec::new(), Suggested::default());
        let tables = self.tables_at_hand(&mut found.tables)?;
        for file in files {
            let (read, problems) = read(file, self.size_limit());
            orders.extend(read);
            if !problems.is_empty() {
                found.unread.push((file.clone(), problems));
            }
        }
        let account = self.settings.default_alias();
        let companies = self.companies_ready()?;
        if let Some(company) = self.company_of(&companies, account).or(companies.first()) {
            let mut lacking = self.lacking_of(company, tables, &mut found.away).await?;
            found.rows = lacking.of_orders(account, orders, false).await?;
        } else {
            let known = Known { cards: Cards(None), offers: &BTreeMap::new(), asked: None };
            found.rows = suggest(&orders, &tables, self.settings.of_account(account), known);
        }
        Ok(found)
    }
}

/// Rows as they are pasted below those of a table that exists.
#[must_use]
pub fn to_paste(rows: &[Suggestion]) -> String {
    let cells: Vec<Vec<String>> = rows.iter().map(|row| row.row.clone()).collect();
    tables::lines(&cells)
}

/// The orders of a file, and why some of them could not be read.
fn read(file: &Path, limit: u64) -> (Vec<Order>, Vec<Problem>) {
    let fetched = match input::orders(file, limit) {
        Ok(fetched) => fetched,
        Err(problem) => return (Vec::new(), vec![problem]),
    };
    let (mut orders, mut problems) = (Vec::new(), Vec::new());
    for one in fetched {
        match one.order {
            Ok(order) => orders.push(order),
            Err(error) => problems.push(error.problem().in_file(file.display().to_string()).in_order(one.id)),
        }
    }
    (orders, problems)
}
