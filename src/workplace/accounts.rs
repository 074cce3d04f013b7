//! Who is logged in to Allegro.

use super::{Failure, Workplace, connect};
use crate::allegro::tokens::TokenStore as _;
use crate::clock::Clock as _;
use crate::core::message::text::{Alg006, Alg015, Alg019, Alg021, Cli005, Lgn006};
use crate::core::poland;
use crate::core::problem::{Explain as _, Problem};
use crate::workplace::logins::{AccountView, Standing, view};

/// How an account stands, and what is to be done about it.
#[derive(Clone, Debug)]
pub struct AccountLook {
    /// What is known; none: what is kept cannot be read now.
    pub view: Option<AccountView>,
    /// What is to be done.
    pub problem: Option<Problem>,
}

impl Workplace {
    /// How an account stands, from what is kept.
    ///
    /// # Errors
    /// There is no such account, or its secret cannot be read.
    pub fn account(&self, alias: &str) -> Result<AccountLook, Failure> {
        if !self.settings.accounts.contains_key(alias) {
            return Err(Failure::usage(Problem::error(Cli005 { alias: alias.into() })));
        }
        let connection = connect::connection(self, alias)?;
        Ok(match connect::tokens(self, alias).read() {
            Ok(kept) => {
                let view = view(kept.as_ref(), &connection, self.clock.now());
                AccountLook { problem: account_problem(&view), view: Some(view) }
            }
            Err(error) => AccountLook { view: None, problem: Some(error.problem()) },
        })
    }

    /// As [`Workplace::account`], where what cannot be read is a failure.
    ///
    /// # Errors
    /// The secret or the login cannot be read.
    pub fn account_view(&self, alias: &str) -> Result<AccountView, Failure> {
        let connection = connect::connection(self, alias)?;
        let kept = connect::tokens(self, alias).read()?;
        Ok(view(kept.as_ref(), &connection, self.clock.now()))
    }
}

/// What is to be done about an account.
#[must_use]
pub fn account_problem(found: &AccountView) -> Option<Problem> {
    let until = poland::minute(found.login_until);
    Some(match found.standing {
        Standing::LoggedIn => return None,
        Standing::EndsSoon => Problem::warning(Lgn006 { until: until.into() }),
        Standing::LacksScope => Problem::error(Alg019 { scope: found.missing.unwrap_or_default().into() }),
        Standing::OtherEnvironment => Problem::error(Alg015),
        Standing::OtherApplication => Problem::error(Alg021),
        Standing::Ended | Standing::Nobody => Problem::error(Alg006),
    })
}
