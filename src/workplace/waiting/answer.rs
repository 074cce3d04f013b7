//! The one answer that ends a row of the work list: it is held against the base, written into the table that it belongs into, and
//! what waited for it is looked at again.

use std::collections::BTreeMap;

use super::cards::{Chosen, tidy};
use super::target::{NONE, Target};
use super::{HeldRow, Part};
use crate::core::cause::Ask;
use crate::core::inspection::FoundCard;
use crate::core::matching::same_code;
use crate::core::message::Catalogue;
use crate::core::message::text::{Wrk021, Wrk022};
use crate::core::problem::Problem;
use crate::core::settings::Settings;
use crate::core::tables::{Change, Table, Tables};
use crate::core::text::code_fault;
use crate::core::vat::VatRate;
use crate::workplace::{Failure, Workplace, table_files};

/// What came of an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Answered {
    /// It is written, and so many orders are looked at again.
    Saved {
        /// The orders.
        orders: usize,
        /// What was written.
        value: String,
        /// The base was asked whether it has it.
        checked: bool,
    },
    /// Somebody has answered it meanwhile; with what, where that is known.
    Already(Option<String>),
    /// Nothing waits for it any more.
    Over,
    /// The base has nothing of that name.
    Unknown {
        /// What was typed.
        value: String,
        /// What may have been meant.
        near: Vec<FoundCard>,
        /// A card with this code may be made, for the settings say that the import makes them.
        may_make: bool,
    },
    /// It cannot be taken, and why.
    Refused(Problem),
}

impl Workplace {
    /// Answers a row with what was typed. `make`: a code that no card has is meant, for a card is to be made of it; of a tax
    /// number, that there is none.
    ///
    /// # Errors
    /// A ledger, a table or the folders cannot be read or written. A base that is away only means that nobody checks.
    pub async fn answer_row(
        &self,
        name: &str,
        typed: &str,
        make: bool,
        texts: &Catalogue,
    ) -> Result<Answered, Failure> {
        let Some(row) = self.held_row(name)? else { return Ok(Answered::Over) };
        let Some(ask) = row.cause.ask() else { return Ok(Answered::Over) };
        if ask == Ask::Nip {
            return self.answer_nip(row, typed, make);
        }
        let typed = tidy(typed);
        if typed.is_empty() {
            return Ok(Answered::Refused(Problem::error(Wrk021)));
        }
        let tables = self.tables_as_they_are(&row.company, &mut Vec::new());
        if let Some(already) = already(&row, ask, &tables) {
            return Ok(Answered::Already(Some(already)));
        }
        let of = self.folder_of_tables(&row)?;
        let targets = match self.targets(&row, ask, &of, &tables).await? {
            Ok(targets) if targets.is_empty() => return Ok(Answered::Already(None)),
            Ok(targets) => targets,
            Err(problem) => return Ok(Answered::Refused(problem)),
        };
        let settings = self.settings_of(&row);
        let (value, checked) = if ask == Ask::Rate {
            match VatRate::parse(&typed) {
                Ok(rate) if rate.is_usual() => (rate.to_string(), true),
                _ => return Ok(Answered::Refused(Problem::error(Wrk022 { text: typed.into() }))),
            }
        } else {
            match self.chosen(&row.company.name, ask, &typed).await {
                Ok(Chosen { exact: Some(value), .. }) => (value, true),
                Ok(Chosen { near, .. }) => {
                    let makes = (ask.is_for_goods() && settings.products.create)
                        || (ask.is_for_service() && settings.services.create);
                    let may_make = makes && code_fault(&typed).is_none() && !same_code(&typed, row.cause.about(0));
                    if !(make && may_make) {
                        return Ok(Answered::Unknown { value: typed, near, may_make });
                    }
                    (typed, true)
                }
                // Whether it is there is seen at the import.
                Err(_) => (typed, false),
            }
        };
        self.write(&row, &of, targets, &value, texts).map(|refused| match refused {
            Some(problem) => Answered::Refused(problem),
            None => Answered::Saved { orders: row.lives.len(), value, checked },
        })
    }

    /// What may be chosen for a row, as it was typed; none: the base is away.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub async fn choices_for(&self, name: &str, typed: &str) -> Result<Option<Vec<FoundCard>>, Failure> {
        let Some(row) = self.work_row(name, Part { skip: 0, take: 0 })? else { return Ok(Some(Vec::new())) };
        let Some(ask) = row.cause.ask() else { return Ok(Some(Vec::new())) };
        if matches!(ask, Ask::Rate | Ask::Nip) {
            return Ok(Some(Vec::new()));
        }
        Ok(self.chosen(&row.company, ask, &tidy(typed)).await.ok().map(|chosen| chosen.near))
    }

    fn write(
        &self,
        row: &HeldRow,
        of: &str,
        targets: Vec<Target>,
        value: &str,
        texts: &Catalogue,
    ) -> Result<Option<Problem>, Failure> {
        let mut changes: BTreeMap<(Table, String), Vec<Change>> = BTreeMap::new();
        for target in targets {
            let target = self.beside_everybodys(of, target)?;
            let (table, change) = target.with(value);
            // The parts of a set belong together: they are changed where they stand.
            let own = table != Table::Sets || self.has(&row.company.name, table, &change)?;
            let of = if own { of } else { "" };
            changes.entry((table, of.to_owned())).or_default().push(change);
        }
        for ((table, of), changes) in changes {
            let refused = table_files::put(&*self.disk, &self.dir, &of, table, &changes, texts)?;
            if let Some(problem) = refused.into_iter().next() {
                return Ok(Some(problem));
            }
        }
        Ok(None)
    }

    /// A row of a company's own stands in the place of everybody's, so it says besides what that one does.
    fn beside_everybodys(&self, of: &str, target: Target) -> Result<Target, Failure> {
        let its = Change { find: target.find.clone(), set: Vec::new(), add: None };
        if of.is_empty() || target.add.is_none() || self.has(of, target.table, &its)? {
            return Ok(target);
        }
        let rows = table_files::rows(&self.dir, "", target.table)?;
        let Some(row) = rows.into_iter().find(|row| its.finds(row)) else { return Ok(target) };
        let is_key = |at: &usize| its.find.iter().any(|(key, _)| key == at);
        let add = row.into_iter().enumerate().filter(|(at, _)| !is_key(at)).collect();
        Ok(Target { add: Some(add), ..target })
    }

    pub(super) fn has(&self, company: &str, table: Table, change: &Change) -> Result<bool, Failure> {
        let rows = table_files::rows(&self.dir, company, table)?;
        Ok(rows.iter().any(|row| change.finds(row)))
    }

    /// A company that is not alone, or that has tables of its own, is answered for alone: another's base has other cards.
    fn folder_of_tables(&self, row: &HeldRow) -> Result<String, Failure> {
        let own = table_files::has_own(&self.dir, &row.company.name);
        let alone = self.companies_ready()?.len() == 1;
        Ok(if alone && !own { String::new() } else { row.company.name.clone() })
    }

    pub(super) fn settings_of(&self, row: &HeldRow) -> &Settings {
        let account = row.lives.first().map(|life| life.account.as_str()).unwrap_or_default();
        self.settings.of_account(account)
    }
}

/// What the tables say already to what is asked. The orders that wait for it have not been looked at again yet.
fn already(row: &HeldRow, ask: Ask, tables: &Tables) -> Option<String> {
    let about = |at| row.cause.about(at);
    match ask {
        Ask::Offer => tables.products.get(about(0))?.code.clone(),
        Ask::Rate => tables.products.get(about(0))?.rate.map(|rate| rate.to_string()),
        Ask::Delivery => tables.delivery(about(0)).map(|row| row.service.clone()),
        Ask::Service => tables.service(about(0)).map(|row| row.code.clone()),
        Ask::Payment => {
            let provider = Some(about(1)).filter(|provider| *provider != NONE);
            tables.payment(about(0), provider, None).map(|row| row.form.clone())
        }
        Ask::Code | Ask::Ean | Ask::Used | Ask::Form | Ask::Nip => None,
    }
}
