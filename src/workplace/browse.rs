//! Orders as a person looks for them, a page at a time.

use super::{Failure, Workplace};
use crate::core::life::Life;
use crate::ledger::Browse;

impl Workplace {
    /// A page of orders. Pages go over all companies together: each gives what it has up to the page's end.
    ///
    /// # Errors
    /// A ledger cannot be read.
    pub fn browse(&self, wish: &Browse) -> Result<Vec<Life>, Failure> {
        let companies = self.companies_ready()?;
        if let [company] = companies.as_slice() {
            return Ok(company.ledger()?.browse(wish)?);
        }
        let mut orders = Vec::new();
        for company in companies {
            let all = Browse { limit: wish.limit + wish.offset, offset: 0, ..wish.clone() };
            orders.extend(company.ledger()?.browse(&all)?);
        }
        orders.sort_by(|a, b| b.changed_at.cmp(&a.changed_at).then_with(|| a.order_id.cmp(&b.order_id)));
        Ok(orders.into_iter().skip(wish.offset as usize).take(wish.limit as usize).collect())
    }
}
