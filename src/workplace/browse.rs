//! Orders as a person looks for them, a page at a time.

use super::{Company, Failure, Workplace};
use crate::allegro::wire;
use crate::core::glance::Glance;
use crate::core::life::Life;
use crate::ledger::Browse;

/// An order in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The company that it is of.
    pub company: String,
    /// What became of it.
    pub life: Life,
    /// What a person knows it by; empty where its body is not kept any more or cannot be read.
    pub glance: Glance,
}

impl Workplace {
    /// The companies that there is anything to see of.
    ///
    /// # Errors
    /// It is not known which company has which folder.
    pub fn company_names(&self) -> Result<Vec<String>, Failure> {
        Ok(self.companies_ready()?.into_iter().map(|company| company.name).collect())
    }

    /// The company of this name, or all of them.
    pub(super) fn those(&self, company: Option<&str>) -> Result<Vec<Company>, Failure> {
        company.map_or_else(|| self.companies_ready(), |name| Ok(vec![self.company(name)?]))
    }

    /// A page of orders, of one company if it is named. Pages go over all companies together: each gives what it has up to the
    /// page's end.
    ///
    /// # Errors
    /// A ledger cannot be read, or there is no such company.
    pub fn browse(&self, company: Option<&str>, wish: &Browse) -> Result<Vec<Listed>, Failure> {
        let companies = self.those(company)?;
        let alone = companies.len() == 1;
        // Of several each may have the whole page, and all that lies before it.
        let (limit, offset) =
            if alone { (wish.limit, wish.offset) } else { (wish.limit.saturating_add(wish.offset), 0) };
        let (mut ledgers, mut found) = (Vec::new(), Vec::new());
        for company in &companies {
            let ledger = company.ledger()?;
            let of_it = Browse { limit, offset, ..wish.clone() };
            found.extend(ledger.browse(&of_it)?.into_iter().map(|life| (company.name.as_str(), life)));
            ledgers.push((company.name.as_str(), ledger));
        }
        if !alone {
            found.sort_by(|(_, one), (_, other)| wish.sort.compare(one, other));
        }
        let mut listed = Vec::new();
        for (company, life) in found.into_iter().skip((wish.offset - offset) as usize).take(wish.limit as usize) {
            let ledger = ledgers.iter().find(|(name, _)| *name == company).map(|(_, ledger)| ledger);
            let body = ledger.map(|ledger| ledger.body(&life.order_id)).transpose()?.flatten();
            let order = body.and_then(|json| wire::decode(&json).ok());
            let glance = order.map(|order| Glance::of(&order)).unwrap_or_default();
            listed.push(Listed { company: company.to_owned(), life, glance });
        }
        Ok(listed)
    }
}
