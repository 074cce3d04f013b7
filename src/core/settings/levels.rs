//! What holds for one company or one account, where that is other than what stands at the top of the file.

use std::collections::BTreeMap;

use super::Settings;

/// The settings of companies and accounts that say something of their own, each whole: what they do not say is that of the level
/// above. Who reads the file makes them, so that nobody else needs to know which level a value is from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    /// By name. A company's hold those of its accounts.
    pub companies: BTreeMap<String, Settings>,
    /// By alias.
    pub accounts: BTreeMap<String, Settings>,
}

impl Settings {
    /// What holds for a company where no account is known.
    #[must_use]
    pub fn of_company(&self, name: &str) -> &Self {
        self.levels.companies.get(name).unwrap_or(self)
    }

    /// Where a company's seller stands in the file.
    #[must_use]
    pub fn seller_part(&self, company: &str) -> String {
        let own = self.of_company(company).seller != self.seller;
        if own { format!("[companies.{company}.seller]") } else { "[seller]".to_owned() }
    }

    /// What holds for an account: its own, else its company's. Of an account that nobody knows nothing else is known.
    #[must_use]
    pub fn of_account(&self, alias: &str) -> &Self {
        let own = self.levels.accounts.get(alias);
        let company = || self.levels.companies.get(self.company_of(alias)?);
        own.or_else(company).unwrap_or(self)
    }

    /// Everything that documents of a company are made with: the settings of its accounts, or of the company where it has none.
    #[must_use]
    pub fn in_use_at(&self, company: &str) -> Vec<&Self> {
        let accounts = self.accounts.keys().filter(|alias| self.company_of(alias) == Some(company));
        let mut all: Vec<&Self> = accounts.map(|alias| self.of_account(alias)).collect();
        all.dedup_by(|one, other| std::ptr::eq(*one, *other));
        if all.is_empty() {
            all.push(self.of_company(company));
        }
        all
    }
}
