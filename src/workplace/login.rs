//! The login of an account at Allegro.

use super::companies::doubt_told;
use super::listener::ToldPause;
use super::{Failure, Workplace, connect};
use crate::allegro::tokens::{Credentials, TokenStore as _};
use crate::core::message::text::{Cli005, Cli006, Cli007, Lgn004, Lgn005};
use crate::core::problem::{Fault, Problem};
use crate::core::register::{self, Configured};
use crate::workplace::logins::{LogIn, LoggedIn, Operator};

impl Workplace {
    /// The account that is meant: the one that is named, else the only one.
    ///
    /// # Errors
    /// There is no such account, none at all, or more than one.
    pub fn alias(&self, named: Option<&str>) -> Result<String, Failure> {
        let accounts = &self.settings.accounts;
        match named {
            Some(alias) if accounts.contains_key(alias) => Ok(alias.to_owned()),
            Some(alias) => Err(Failure::usage(Problem::error(Cli005 { alias: alias.into() }))),
            None => match accounts.keys().collect::<Vec<_>>().as_slice() {
                [] => Err(Failure::usage(Problem::error(Cli006))),
                [only] => Ok((*only).clone()),
                several => {
                    let all: Vec<&str> = several.iter().map(|alias| alias.as_str()).collect();
                    Err(Failure::usage(Problem::error(Lgn005 { names: all.join(", ").into() })))
                }
            },
        }
    }

    /// Is there everything that a login begins with: the application's id and secret?
    ///
    /// # Errors
    /// What is missing.
    pub fn may_log_in(&self, alias: &str) -> Result<(), Failure> {
        connect::demand(self, alias, &connect::connection(self, alias)?)
    }

    /// An alias under which nobody has logged in yet must be one that Windows can tell from others.
    fn may_begin(&self, alias: &str) -> Result<(), Failure> {
        let known = |name: &String| Configured { name: name.clone(), base: String::new() };
        let all: Vec<Configured> = self.settings.accounts.keys().map(known).collect();
        // A login that cannot be read now was kept once.
        let is_new = connect::tokens(self, alias).read().is_ok_and(|kept| kept.is_none());
        match register::bad_name(&all, alias) {
            Some(doubt) if is_new => Err(Failure::usage(doubt_told(alias, &doubt))),
            _ => Ok(()),
        }
    }

    /// Logs an account in; ends when somebody agreed, or did not, or the time is over.
    ///
    /// # Errors
    /// What stopped it; nothing has changed then.
    pub async fn log_in(&self, alias: &str, operator: &impl Operator) -> Result<Box<Credentials>, Failure> {
        let connection = connect::connection(self, alias)?;
        connect::demand(self, alias, &connection)?;
        self.may_begin(alias)?;
        let companies = self.companies()?;
        let company = self.company_of(&companies, alias).ok_or_else(|| Failure::usage(Problem::error(Cli007)))?;
        let mut ledger = company.ledger()?;
        let mut others = self.bound_aliases(&companies);
        others.retain(|bound| bound.alias != alias);
        let mut stage = LogIn {
            account: alias,
            connection: &connection,
            tokens: &connect::tokens(self, alias),
            ledger: &mut ledger,
            others: &others,
            pause: ToldPause(self.listener.clone()),
            clock: self.clock.clone(),
            pace: connect::pace(self, &connection),
        };
        match stage.run(operator).await? {
            LoggedIn::As(kept) => Ok(kept),
            LoggedIn::NotConfirmed => Err(Failure { problem: Problem::error(Lgn004), fault: Fault::Login }),
        }
    }
}
