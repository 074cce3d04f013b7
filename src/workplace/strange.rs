//! Cells of the mapping tables that stand for nothing that is known: at Allegro, in a base, in another table. `doctor` and the
//! panel say the same of them.

use super::{Company, Failure, Workplace};
use crate::clock::Clock as _;
use crate::core::inspection::Named;
use crate::core::poland;
use crate::core::problem::Problem;
use crate::core::tables::{Table, Tables, Words};
use crate::optima::{Base, OptimaDb as _, OptimaError};
use crate::settings::tables;
use crate::spool::Folders;
use crate::stages::words_met;

impl Workplace {
    /// Of the tables of a company, everybody's among them. What cannot be asked now is not held against them.
    pub async fn strange_cells(&self, company: &Company) -> Vec<Problem> {
        let mappings = Folders::new(&self.dir).mappings();
        let (in_force, _) = tables::load_of(&mappings, &company.name);
        let today = Some(poland::day(self.clock.now()));
        let makes_goods = self.settings.of_company(&company.name).products.create;
        let mut words = Words { makes_goods, today, ..Words::default() };
        if let Ok(ledger) = company.ledger() {
            // A ledger that cannot be read is told where it is looked at.
            let _ = words_met(&ledger, &mut words);
        }
        if let Ok(mut base) = self.base_quietly(company).await {
            let _ = of_base(&mut base, &in_force, &mut words).await;
        }
        tables::strange(&mappings, &company.name, &words)
    }

    /// Of everybody's table of this kind: what is odd for each of the companies, for the table is for all of them.
    ///
    /// # Errors
    /// It is not known which company has which folder.
    pub async fn strange_for_all(&self, table: Table) -> Result<Vec<Problem>, Failure> {
        let mut all: Option<Vec<Problem>> = None;
        for company in self.companies_ready()? {
            let mut found = self.strange_cells(&company).await;
            found.retain(|problem| problem.place.file.as_deref() == Some(table.file_name()));
            all = Some(match all {
                None => found,
                Some(odd) => odd.into_iter().filter(|known| found.iter().any(|other| is_same(known, other))).collect(),
            });
        }
        Ok(all.unwrap_or_default())
    }
}

/// About the same cell; the word that is nearest may be another one in each base.
fn is_same(one: &Problem, other: &Problem) -> bool {
    one.code() == other.code() && one.place == other.place
}

/// The base's words: its forms and services, and the cards that the tables name and it has.
async fn of_base(base: &mut Base, tables: &Tables, words: &mut Words) -> Result<(), OptimaError> {
    let choices = base.choices().await?;
    let rows = tables.deliveries.values();
    let fees = rows.clone().filter_map(|row| row.cod.as_ref().map(|(code, _)| code));
    let services = rows.map(|row| &row.service).chain(fees).chain(tables.services.values().map(|row| &row.code));
    let parts = tables.sets.values().flatten().map(|part| &part.code);
    let goods = tables.products.values().filter_map(|row| row.code.as_ref()).chain(parts);
    let named = Named { cards: services.chain(goods).cloned().collect(), ..Named::default() };
    let found = base.inspect(&named).await?;
    let (goods, others) = found.cards.into_iter().partition(|code| found.goods.contains(code));
    words.payment_forms = Some(choices.payment_forms);
    words.services = Some(choices.services.into_iter().map(|(code, _)| code).chain(others).collect());
    words.goods = Some(goods);
    Ok(())
}
