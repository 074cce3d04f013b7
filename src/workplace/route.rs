//! Which company a file belongs to: that of the account that its own record names, else the one that knows its order, else
//! the one in whose folders it lies, else the only one.

use std::path::Path;

use super::import::ImportWish;
use super::{Company, Workplace, input};
use crate::core::life::{Life, State};
use crate::core::message::text::Fil007;
use crate::core::order::OrderId;
use crate::core::problem::Problem;
use crate::stages::import::FileError;
use crate::xml;

/// Whose turn it is with which of the named files.
pub(super) type Turns<'c> = Vec<(&'c Company, ImportWish)>;

impl Workplace {
    /// The company that an account's orders go to.
    #[must_use]
    pub fn company_of<'c>(&self, companies: &'c [Company], alias: &str) -> Option<&'c Company> {
        let name = self.settings.company_of(alias)?;
        companies.iter().find(|company| company.name == name)
    }

    /// Sorts named files by their companies; and what is to be said of those that are nobody's.
    pub(super) fn by_company<'c>(&self, companies: &'c [Company], wish: &ImportWish) -> (Turns<'c>, Vec<FileError>) {
        let empty = |company| (company, ImportWish { files: Vec::new(), ..wish.clone() });
        let mut turns: Turns<'c> = companies.iter().map(empty).collect();
        let mut unknown = Vec::new();
        for file in &wish.files {
            let owner = self.owner_of(companies, file);
            if let Some((_, wish)) =
                turns.iter_mut().find(|(company, _)| owner.is_some_and(|it| it.name == company.name))
            {
                wish.files.push(file.clone());
            } else {
                let problem = Problem::error(Fil007 { file: file.as_path().into() });
                unknown.push(FileError::of(problem.in_file(file.display().to_string())));
            }
        }
        turns.retain(|(_, wish)| !wish.files.is_empty());
        (turns, unknown)
    }

    fn owner_of<'c>(&self, companies: &'c [Company], file: &Path) -> Option<&'c Company> {
        if let [only] = companies {
            return Some(only);
        }
        let bytes = input::read(file, self.size_limit());
        let read = bytes.ok().and_then(|bytes| xml::read(&bytes, &xml::Limits::default()).ok());
        let documents: Vec<_> = read.into_iter().flat_map(|file| file.documents).flatten().collect();
        let origins = || documents.iter().filter_map(|(document, _)| document.origin.as_ref());
        let by_account = origins().find_map(|origin| self.company_of(companies, &origin.account));
        let by_order = || {
            let knowing = origins().filter_map(|origin| origin.order.parse().ok());
            knowing.into_iter().find_map(|order: OrderId| companies.iter().find(|company| knows(company, &order)))
        };
        by_account.or_else(by_order).or_else(|| holder(companies, file))
    }

    /// Another company that knows the order, by its name. A ledger that cannot be asked now says nothing.
    pub(super) fn known_elsewhere(&self, here: &str, order: &OrderId) -> Option<String> {
        let others = self.companies_as_they_are().ok()?.into_iter().filter(|company| company.name != here);
        others.into_iter().find(|company| knows(company, order)).map(|company| company.name)
    }
}

/// The company in whose folders a path lies: the innermost, for the root holds the others' folders.
pub(super) fn holder<'c>(companies: &'c [Company], file: &Path) -> Option<&'c Company> {
    let whole = file.canonicalize().ok()?;
    let roots = companies.iter().filter_map(|company| Some((company.folders.root().canonicalize().ok()?, company)));
    let holding = roots.filter(|(root, _)| whole.starts_with(root));
    holding.max_by_key(|(root, _)| root.components().count()).map(|(_, company)| company)
}

/// Has it the order, as a file or a document? The ledger is not made where there is none.
fn knows(company: &Company, order: &OrderId) -> bool {
    let path = company.folders.state().join(crate::ledger::FILE);
    let has = |life: Life| life.document.is_some() || life.state == State::Exported;
    let known =
        || company.ledger().is_ok_and(|ledger| ledger.order(&order.to_string()).is_ok_and(|it| it.is_some_and(has)));
    path.is_file() && known()
}
