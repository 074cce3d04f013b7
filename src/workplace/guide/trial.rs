//! What an account's orders are tried with before it begins.

use jiff::{SignedDuration, Timestamp};

use super::super::connect;
use super::{Failure, Workplace};
use crate::allegro::client::Client;
use crate::clock::Clock as _;
use crate::core::message::text::Cli007;
use crate::core::problem::Problem;
use crate::core::settings::Settings;
use crate::core::tables::Tables;
use crate::optima::Base;
use crate::stages::Sample;

/// Days in which orders are looked for.
const DAYS: i64 = 30;

/// Allegro, the base, the tables and the choices for an account.
pub(super) struct Trial<'a> {
    pub account: &'a str,
    pub client: Client,
    pub base: Option<Base>,
    /// Why the base could not be asked.
    pub away: Option<Problem>,
    pub settings: &'a Settings,
    tables: Tables,
    /// Orders that changed before are not looked at.
    pub since: Timestamp,
}

impl Workplace {
    /// All that is needed to try an account's orders. A base that is away is told, and they are tried without its cards.
    pub(super) async fn trial<'a>(&'a self, account: &'a str) -> Result<Trial<'a>, Failure> {
        let companies = self.companies_as_they_are()?;
        let none = || Failure::usage(Problem::error(Cli007));
        let company = self.company_of(&companies, account).ok_or_else(none)?;
        let client = connect::client(self, account)?;
        let (base, away) = match self.base_quietly(company).await {
            Ok(base) => (Some(base), None),
            Err(failure) => (None, Some(failure.problem)),
        };
        // What is wrong with the tables is said where they are looked at.
        let tables = self.tables_as_they_are(company, &mut Vec::new());
        let now = self.clock.now();
        let since = now.checked_sub(SignedDuration::from_hours(24 * DAYS)).unwrap_or(now);
        Ok(Trial { account, client, base, away, settings: self.settings.of_account(account), tables, since })
    }
}

impl Trial<'_> {
    /// A look at its orders.
    pub(super) fn sample(&mut self) -> Sample<'_, Client, Base> {
        Sample {
            account: self.account,
            orders: &mut self.client,
            base: self.base.as_mut(),
            settings: self.settings,
            tables: &self.tables,
        }
    }
}
