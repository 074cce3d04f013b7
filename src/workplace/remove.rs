//! An account or a company that is to be no more: what goes and what stays is told first, and nothing goes while work of it is
//! left.

use super::adjust::{self, Saved};
use super::{Company, Failure, SecretKind, Workplace, connect};
use crate::core::message::text::{RemoveAccounts, RemoveFiles, RemoveLast, RemoveOrders};
use crate::core::problem::Problem;
use crate::spool::Disk as _;
use crate::spool::disk::remove_if_there;
use crate::spool::names::is_candidate;

/// What may be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removable {
    /// An account at Allegro.
    Account,
    /// A company with its base.
    Company,
}

impl Removable {
    /// The part of the settings that all of them stand in, which is their name in addresses too.
    #[must_use]
    pub fn part(self) -> &'static str {
        match self {
            Self::Account => "accounts",
            Self::Company => "companies",
        }
    }
}

impl Workplace {
    /// Why this cannot be removed now; nothing: it can. `None`: there is no such thing.
    ///
    /// # Errors
    /// A ledger or a folder cannot be read.
    pub fn removal(&self, what: Removable, name: &str) -> Result<Option<Vec<Problem>>, Failure> {
        let (accounts, companies) = (&self.settings.accounts, &self.settings.companies);
        let (is_there, count) = match what {
            Removable::Account => (accounts.contains_key(name), accounts.len()),
            Removable::Company => (companies.contains_key(name), companies.len()),
        };
        if !is_there {
            return Ok(None);
        }
        let mut why = Vec::new();
        if count < 2 {
            why.push(Problem::error(RemoveLast));
        }
        let (mut orders, mut files) = (0, 0);
        for company in self.companies()? {
            match what {
                Removable::Account if company.ready().is_ok() => orders += company.ledger()?.unended(Some(name))?,
                Removable::Company if company.name == name => {
                    orders += company.ledger()?.unended(None)?;
                    files += self.lying_in(&company)?;
                }
                Removable::Account | Removable::Company => {}
            }
        }
        if what == Removable::Company {
            let of = accounts.keys().filter(|alias| self.settings.company_of(alias) == Some(name));
            let of: Vec<&str> = of.map(String::as_str).collect();
            if !of.is_empty() {
                why.push(Problem::error(RemoveAccounts { list: of.join(", ").into() }));
            }
        }
        if orders > 0 {
            let count = i64::try_from(orders).unwrap_or(i64::MAX).into();
            why.push(Problem::error(RemoveOrders { count }));
        }
        if files > 0 {
            why.push(Problem::error(RemoveFiles { count: files.into() }));
        }
        Ok(Some(why))
    }

    /// Files that are still to go into a company's base.
    fn lying_in(&self, company: &Company) -> Result<usize, Failure> {
        let mut count = 0;
        for dir in [company.folders.inbox(), company.folders.outbox()] {
            count += self.disk.list(&dir)?.iter().filter(|entry| is_candidate(&entry.name)).count();
        }
        Ok(count)
    }

    /// Takes it out of the settings, and forgets its login or password. Orders, documents and folders stay.
    ///
    /// # Errors
    /// As [`Workplace::removal`], or the disk refuses.
    pub fn remove(&self, what: Removable, name: &str) -> Result<Option<Saved>, Failure> {
        let Some(why) = self.removal(what, name)? else { return Ok(None) };
        if !why.is_empty() {
            return Ok(Some(Saved::Wrong(why)));
        }
        let saved = adjust::remove_part(&self.dir, &format!("{}.{name}", what.part()))?;
        if matches!(saved, Saved::Done(_)) {
            let kind = match what {
                Removable::Account => {
                    connect::tokens(self, name).leave()?;
                    SecretKind::Allegro
                }
                Removable::Company => SecretKind::Optima,
            };
            // The first is its own; what others use too stays.
            if let Some(own) = self.secret_places(kind, name).1.first() {
                remove_if_there(&*self.disk, own)?;
            }
        }
        Ok(Some(saved))
    }
}

#[cfg(test)]
mod tests;
