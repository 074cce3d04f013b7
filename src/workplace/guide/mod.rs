//! The guide: six steps from a new folder to the first document. How far one is, is what settings and `state/` say, and is noted
//! nowhere: whatever is put right elsewhere is right here, and what breaks later is open again.

mod allegro;
mod documents;
mod firm;
mod optima;
mod start;
mod tables;
#[cfg(test)]
mod tests;
mod trial;

pub use allegro::{add_account, application, save_application};
pub use documents::{document_keys, save_documents};
pub use firm::{firm_keys, save_firm};
pub use optima::{Base, Nearby, base_keys, grants, save_base};
pub use start::{Ahead, Start, begin_account};
pub use tables::{Accepted, Proposal, Proposals, accept};

use super::secrets::{SecretKind, SecretOrigin};
use super::{Failure, Workplace, adjust};
use crate::core::seller;
use crate::core::settings::{Account, Begin, Engine, SqlLogin};

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The own firm.
    Firm,
    /// The application and the login.
    Allegro,
    /// The base.
    Optima,
    /// What documents are made with.
    Documents,
    /// The mapping tables.
    Tables,
    /// From which day on.
    Start,
}

impl Step {
    /// In their order.
    pub const ALL: [Self; 6] = [Self::Firm, Self::Allegro, Self::Optima, Self::Documents, Self::Tables, Self::Start];

    /// Its name in addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::Allegro => "allegro",
            Self::Optima => "optima",
            Self::Documents => "documents",
            Self::Tables => "tables",
            Self::Start => "start",
        }
    }

    /// The step of this name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::ALL.into_iter().skip_while(|step| *step != self).nth(1)
    }
}

/// How far one is at Allegro.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Login {
    /// The application's id or secret is not there.
    #[default]
    NoApplication,
    /// Nobody has logged in with it.
    Nobody,
    /// Somebody has.
    LoggedIn,
}

/// What there is, as far as it says how far one is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Name, NIP and address of the firm are there and right.
    pub firm: bool,
    /// How far one is at Allegro.
    pub login: Login,
    /// A person has said which base, and there is what it is entered with.
    pub base: bool,
    /// Orders are fetched, or were.
    pub begun: bool,
}

impl Facts {
    /// Is the step done? What the base and the orders say of documents and tables is looked at on their pages; here they count as
    /// done when the account has begun.
    #[must_use]
    pub fn is_done(&self, step: Step) -> bool {
        match step {
            Step::Firm => self.firm,
            Step::Allegro => self.login == Login::LoggedIn,
            Step::Optima => self.base,
            Step::Documents | Step::Tables | Step::Start => self.begun,
        }
    }

    /// The step to go on with; none: all are done.
    #[must_use]
    pub fn next(&self) -> Option<Step> {
        Step::ALL.into_iter().find(|step| !self.is_done(*step))
    }
}

/// Whom the guide is for now, and how far it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guide {
    /// The account; empty: there is none.
    pub account: String,
    /// Its company; empty: there is none.
    pub company: String,
    /// How far it is.
    pub facts: Facts,
    /// All accounts.
    pub accounts: Vec<String>,
    /// All companies.
    pub companies: Vec<String>,
}

impl Workplace {
    /// The guide for this account; of one that there is not, for the first that has not begun.
    ///
    /// # Errors
    /// The settings cannot be read any more.
    pub fn guide(&self, account: &str) -> Result<Guide, Failure> {
        let accounts = &self.settings.accounts;
        let first = || accounts.keys().find(|alias| !self.is_begun(alias)).or(accounts.keys().next());
        let account = accounts.keys().find(|alias| *alias == account).or_else(first).cloned().unwrap_or_default();
        let company = self.settings.company_of(&account).or(self.settings.companies.keys().next().map(String::as_str));
        let company = company.unwrap_or_default().to_owned();
        let facts = Facts {
            firm: self.has_firm(&account, &company),
            login: self.login_of(&account),
            base: self.has_base(&company)?,
            begun: self.is_begun(&account),
        };
        Ok(Guide {
            account,
            company,
            facts,
            accounts: accounts.keys().cloned().collect(),
            companies: self.settings.companies.keys().cloned().collect(),
        })
    }

    /// Has nobody worked here yet? No account is to be fetched from, and no order is known.
    #[must_use]
    pub fn is_new(&self) -> bool {
        let has_orders = |company: &super::Company| {
            let counts = company.ledger().and_then(|ledger| Ok(ledger.counts()?)).unwrap_or_default();
            counts.values().any(|count| *count > 0)
        };
        !self.settings.accounts.keys().any(|alias| self.is_begun(alias))
            && !self.companies_as_they_are().unwrap_or_default().iter().any(has_orders)
    }

    /// Accounts from which nothing is fetched until their day is said.
    #[must_use]
    pub fn waiting_accounts(&self) -> Vec<String> {
        let companies = self.companies_as_they_are().unwrap_or_default();
        self.settings.accounts.keys().filter(|alias| self.waits_to_begin(&companies, alias)).cloned().collect()
    }

    /// Are the account's orders fetched, or were they once?
    fn is_begun(&self, alias: &str) -> bool {
        let wanted = |account: &Account| account.begins() != Some(Begin::Unsaid) && !account.client_id.is_empty();
        self.settings.accounts.get(alias).is_some_and(wanted)
            || self.has_begun(&self.companies_as_they_are().unwrap_or_default(), alias)
    }

    fn has_firm(&self, account: &str, company: &str) -> bool {
        let settings = match account {
            "" => self.settings.of_company(company),
            account => self.settings.of_account(account),
        };
        let own = &settings.seller;
        seller::fault(own).is_none() && !own.post_code.trim().is_empty() && !own.city.trim().is_empty()
    }

    fn login_of(&self, account: &str) -> Login {
        if account.is_empty() || self.may_log_in(account).is_err() {
            return Login::NoApplication;
        }
        let is_in = self.account_view(account).is_ok_and(|view| !view.standing.needs_login());
        if is_in { Login::LoggedIn } else { Login::Nobody }
    }

    /// The engine stands in the file, as nobody's default; a server is entered with a password, or without one.
    fn has_base(&self, company: &str) -> Result<bool, Failure> {
        let Some(own) = self.settings.companies.get(company) else { return Ok(false) };
        let said = adjust::by_key(&self.dir, &[format!("companies.{company}.engine")])?;
        let mut secrets = self.secrets().into_iter();
        let secret = secrets.find(|secret| secret.kind == SecretKind::Optima && secret.of == company);
        let is_open = own.engine == Engine::Sandbox
            || own.login == SqlLogin::Windows && own.user.is_empty()
            || secret.is_some_and(|secret| secret.origin != SecretOrigin::Missing);
        Ok(is_open && said.iter().any(|field| field.is_said))
    }
}

/// Where settings of a company are written: as long as there is one, for all.
fn level(place: &Workplace, company: &str) -> String {
    if place.settings.companies.len() > 1 { format!("companies.{company}.") } else { String::new() }
}

/// What is in the fields of a form, without blanks around it.
fn value<'t>(typed: &'t super::adjust::TypedByKey, key: &str) -> &'t str {
    typed.get(key).map(|typed| typed.value.trim()).unwrap_or_default()
}
