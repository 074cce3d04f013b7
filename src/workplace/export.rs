//! Stage 1, for every account or for one.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use super::first_run::{self, Ask};
use super::route::Others;
use super::{Company, Failure, Failures, Workplace, connect};
use crate::clock::Clock as _;
use crate::core::message::text::{Cli005, Cli006, Cli042};
use crate::core::order::OrderId;
use crate::core::poland;
use crate::core::problem::{Fault, Problem};
use crate::ledger::Mark;
use crate::stages::export::{Export, ExportReport, Window};
use crate::stages::{Progress, remake};

/// What is asked for of an account.
#[derive(Clone, Debug, Default)]
pub struct ExportWish {
    /// Orders changed since this day, in Poland.
    pub since: Option<Date>,
    /// Only these.
    pub orders: Vec<OrderId>,
    /// Write nothing.
    pub dry_run: bool,
}

/// What the accounts' runs came to.
#[derive(Debug, Default)]
pub struct Exported {
    /// Of each account that had its turn, as far as it came.
    pub reports: Vec<ExportReport>,
    /// Those that were stopped.
    pub failures: Failures,
}

impl Exported {
    /// What is wrong with the mapping tables, each once.
    #[must_use]
    pub fn tables(&self) -> Vec<&Problem> {
        self.reports.iter().flat_map(|report| &report.tables).collect()
    }

    /// What the worst that happened means.
    #[must_use]
    pub fn worst(&self) -> Option<Fault> {
        let is_bad = |report: &ExportReport| !report.errors.is_empty() || report.tables.iter().any(Problem::is_error);
        let refused = self.reports.iter().any(is_bad);
        let left = self.reports.iter().flat_map(|report| &report.left).map(|left| left.fault);
        left.chain(self.failures.worst()).chain(refused.then_some(Fault::Refused)).max()
    }
}

/// How a person follows an export.
pub struct Followed<'a> {
    /// Told how far it is.
    pub progress: &'a dyn Progress,
    /// Asked at an account's first run; none: nobody is there.
    pub ask: Option<&'a mut Ask<'a>>,
    /// Shown what an account's run came to, at its end.
    pub show: &'a mut dyn FnMut(&ExportReport),
}

impl Workplace {
    /// The wish for each account that is meant: the one that is named, else all.
    ///
    /// # Errors
    /// There is no such account, or none at all; or the day has not come.
    pub fn wishes(&self, alias: Option<&str>, wish: &ExportWish) -> Result<Vec<(String, ExportWish)>, Failure> {
        let today = poland::day(self.clock.now());
        if let Some(day) = wish.since.filter(|day| *day > today) {
            return Err(Failure::usage(Problem::error(Cli042 { day: day.to_string().into() })));
        }
        let accounts = &self.settings.accounts;
        let aliases: Vec<String> = match alias {
            Some(alias) if accounts.contains_key(alias) => vec![alias.to_owned()],
            Some(alias) => return Err(Failure::usage(Problem::error(Cli005 { alias: alias.into() }))),
            None if accounts.is_empty() => return Err(Failure::usage(Problem::error(Cli006))),
            None => accounts.keys().cloned().collect(),
        };
        Ok(aliases.into_iter().map(|alias| (alias, wish.clone())).collect())
    }

    /// Exports for each of the accounts. One that fails does not keep the others from their orders.
    ///
    /// # Errors
    /// It is not known which company has which folder.
    pub async fn export(
        &self,
        wishes: Vec<(String, ExportWish)>,
        followed: &mut Followed<'_>,
    ) -> Result<Exported, Failure> {
        let companies = self.companies()?;
        let mut done = Exported::default();
        for (alias, wish) in wishes {
            let mut report = ExportReport::new(&alias);
            let one = self.export_account(&companies, (&alias, &wish), followed, &mut report).await;
            done.failures.keep(&alias, one);
            report.tables.retain(|problem| !done.tables().contains(&problem));
            (followed.show)(&report);
            done.reports.push(report);
        }
        Ok(done)
    }

    /// An account's news, for the service.
    ///
    /// # Errors
    /// What stopped the account.
    pub async fn export_news(
        &self,
        alias: &str,
        progress: &dyn Progress,
        report: &mut ExportReport,
    ) -> Result<(), Failure> {
        let mut followed = Followed { progress, ask: None, show: &mut |_| {} };
        let companies = self.companies_as_they_are()?;
        self.export_account(&companies, (alias, &ExportWish::default()), &mut followed, report).await
    }

    async fn export_account(
        &self,
        companies: &[Company],
        (alias, wish): (&str, &ExportWish),
        followed: &mut Followed<'_>,
        report: &mut ExportReport,
    ) -> Result<(), Failure> {
        let company = self.company_of(companies, alias).ok_or_else(|| Failure::usage(Problem::error(Cli006)))?;
        company.ready()?;
        self.only_alias(companies, alias)?;
        let tables = self.tables(company, &mut report.tables)?;
        let mut base = self.base(company).await?;
        let mut ledger = company.ledger()?;
        let mut client = connect::client(self, alias)?;
        let others = Others::of(self, &company.name);
        let elsewhere = |order: &OrderId| others.find(order);
        let mut stage = Export {
            account: alias,
            orders: &mut client,
            base: Some(&mut base),
            ledger: &mut ledger,
            disk: &*self.disk,
            folders: &company.folders,
            settings: self.settings.of_account(alias),
            tables: &tables,
            clock: &*self.clock,
            progress: followed.progress,
            elsewhere: &elsewhere,
            dry_run: wish.dry_run,
        };
        // Before the question for the first run: a ledger that was lost is no first run.
        stage.rebuild(report).await?;
        if !wish.dry_run && stage.ledger.cursor(alias)?.is_none() {
            // The account went over to this company: it goes on from where it was, and what has no document yet is read again.
            for old in others.of_account(alias) {
                stage.ledger.take_account(old, alias, self.clock.now())?;
            }
        }
        if !wish.dry_run {
            remake::begin(stage.ledger, self.settings.of_company(&company.name), &tables)?;
        }
        let begun = stage.ledger.cursor(alias)?.is_some() || stage.ledger.mark(alias, Mark::Start)?.is_some();
        let first = wish.since.is_none() && wish.orders.is_empty() && !begun;
        let window = if first && !wish.dry_run {
            let ask = followed.ask.as_deref_mut();
            first_run::window(self, stage.orders, alias, ask).await?
        } else {
            window(wish)
        };
        // On the heap: a stage's future holds a page of orders.
        Ok(Box::pin(stage.run(&window, report)).await?)
    }
}

/// Orders by their accounts, each to be read again.
#[must_use]
pub fn again(orders: Vec<(String, OrderId)>) -> Vec<(String, ExportWish)> {
    let mut wishes: BTreeMap<String, ExportWish> = BTreeMap::new();
    for (alias, order) in orders {
        wishes.entry(alias).or_default().orders.push(order);
    }
    wishes.into_iter().collect()
}

fn window(wish: &ExportWish) -> Window {
    match wish.since {
        _ if !wish.orders.is_empty() => Window::Only(wish.orders.clone()),
        Some(date) => Window::Since(poland::beginning(date).unwrap_or(Timestamp::UNIX_EPOCH)),
        None => Window::News,
    }
}
