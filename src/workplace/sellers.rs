//! A seller is known once: under two aliases each of its orders would come twice.

use super::{Company, Workplace};
use crate::allegro::port::SellerAccount;
use crate::core::problem::Problem;
use crate::core::seller;
use crate::ledger::BoundAlias;
use crate::stages::StageError;

impl Workplace {
    /// The accounts of the settings that are bound to a seller, the first of each seller first. A ledger that cannot be asked
    /// now says nothing.
    pub(super) fn bound_aliases(&self, companies: &[Company]) -> Vec<BoundAlias> {
        let ledgers = companies.iter().filter(|company| company.ready().is_ok());
        let bound = ledgers.filter_map(|company| company.ledger().ok()?.sellers().ok()).flatten();
        let mut bound: Vec<BoundAlias> =
            bound.filter(|bound| self.settings.accounts.contains_key(&bound.alias)).collect();
        // An account that moved to another company is bound in both.
        bound.sort_by(|a, b| (a.since, &a.alias).cmp(&(b.since, &b.alias)));
        bound
    }

    /// The account's firm is another than the seller of its documents, and the company does not say that it may be.
    pub(super) fn other_seller(&self, alias: &str, account: &SellerAccount) -> Option<Problem> {
        let company = self.settings.company_of(alias).and_then(|name| self.settings.companies.get(name));
        if company.is_some_and(|company| company.other_seller) {
            return None;
        }
        seller::other(alias, &self.settings.of_account(alias).seller, account.tax_id.as_deref()).map(Problem::warning)
    }

    /// What is to be said of the seller of an account's documents when somebody logs in.
    #[must_use]
    pub fn seller_doubts(&self, alias: &str, account: &SellerAccount) -> Vec<Problem> {
        let part = self.settings.seller_part(self.settings.company_of(alias).unwrap_or_default());
        let own = seller::of_settings(&part, &self.settings.of_account(alias).seller).map(Problem::warning);
        own.into_iter().chain(self.other_seller(alias, account)).collect()
    }

    /// Which of two accounts with the same seller may go on? The one that was bound first.
    ///
    /// # Errors
    /// [`StageError::SellerKnown`]: it is another one.
    pub(super) fn only_alias(&self, companies: &[Company], alias: &str) -> Result<(), StageError> {
        match first_of_seller(&self.bound_aliases(companies), alias) {
            Some(first) => Err(StageError::SellerKnown { alias: alias.to_owned(), other: first.to_owned() }),
            None => Ok(()),
        }
    }
}

/// The alias that was bound to this one's seller before it was.
pub(super) fn first_of_seller<'b>(bound: &'b [BoundAlias], alias: &str) -> Option<&'b str> {
    let own = bound.iter().find(|bound| bound.alias == alias)?;
    let first = bound.iter().find(|bound| bound.seller == own.seller)?;
    (first.alias != alias).then_some(&first.alias)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alias_that_was_bound_first_goes_on() {
        let bound = |alias: &str, seller: &str| BoundAlias {
            alias: alias.to_owned(),
            seller: seller.to_owned(),
            since: jiff::Timestamp::UNIX_EPOCH,
        };
        let all = [bound("sklep", "1"), bound("inny", "2"), bound("drugi", "1"), bound("sklep", "1")];
        assert_eq!(first_of_seller(&all, "drugi"), Some("sklep"));
        assert_eq!(first_of_seller(&all, "sklep"), None);
        assert_eq!(first_of_seller(&all, "inny"), None);
        assert_eq!(first_of_seller(&all, "nowy"), None);
    }
}
