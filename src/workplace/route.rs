//! Which company a file belongs to: that of the account that its own record names, else the one that knows its order, else
//! the one in whose folders it lies, else the only one.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use super::companies::SANDBOX_BASE;
use super::import::ImportWish;
use super::{Company, Workplace, input};
use crate::core::life::State;
use crate::core::message::text::{Fil007, Fil009};
use crate::core::order::{OrderId, SeenId};
use crate::core::problem::{Explain as _, Problem};
use crate::core::register::Entry;
use crate::core::settings::Engine;
use crate::ledger::{self, Ledger};
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
            let owner = match self.owner_of(companies, file) {
                Ok(owner) => owner,
                Err(problems) => {
                    let in_file = |problem: Problem| problem.in_file(file.display().to_string());
                    unknown.push(FileError::of_all(problems.into_iter().map(in_file).collect()));
                    continue;
                }
            };
            if let Some((_, wish)) = turns.iter_mut().find(|(company, _)| company.name == owner.name) {
                wish.files.push(file.clone());
            }
        }
        turns.retain(|(_, wish)| !wish.files.is_empty());
        (turns, unknown)
    }

    /// Whose a file is.
    ///
    /// # Errors
    /// Why that is not known: it cannot be read, or it names nobody whom the settings know.
    pub(super) fn owner_of<'c>(&self, companies: &'c [Company], file: &Path) -> Result<&'c Company, Vec<Problem>> {
        if let [only] = companies {
            return Ok(only);
        }
        let bytes = input::read(file, self.size_limit()).map_err(|problem| vec![problem])?;
        let held = holder(companies, file);
        let read = match (xml::read(&bytes, &xml::Limits::default()), held) {
            (Ok(read), _) => read,
            // Whoever has it says what is wrong with it.
            (Err(_), Some(holder)) => return Ok(holder),
            (Err(error), None) => return Err(vec![error.problem()]),
        };
        let mut wrong = Vec::new();
        let documents: Vec<_> =
            read.documents.into_iter().filter_map(|it| it.map_err(|it| wrong.extend(it)).ok()).collect();
        let origins = || documents.iter().filter_map(|(document, _)| document.origin.as_ref());
        let by_account = origins().find_map(|origin| self.company_of(companies, &origin.account));
        let by_order = || {
            let others = Others::of(self, "");
            let found = origins().filter_map(|origin| origin.order.known()).find_map(|order| others.find(&order));
            found.and_then(|(name, _)| companies.iter().find(|company| company.name == name))
        };
        by_account.or_else(by_order).or(held).ok_or_else(|| {
            let account = origins().next().map(|origin| origin.account.as_str());
            let unknown = match account {
                _ if documents.is_empty() && !wrong.is_empty() => return std::mem::take(&mut wrong),
                Some(account) => Problem::error(Fil009 { file: file.into(), account: account.into() }),
                None => Problem::error(Fil007 { file: file.into() }),
            };
            vec![unknown]
        })
    }
}

/// What the other companies know of orders, those that went from the settings too. Their ledgers are opened when the first
/// question comes, and no more than once; one that cannot be asked says nothing.
pub(super) struct Others<'w> {
    place: &'w Workplace,
    here: &'w str,
    ledgers: OnceCell<Vec<(String, Ledger)>>,
}

impl<'w> Others<'w> {
    /// Of all but this one.
    pub(super) fn of(place: &'w Workplace, here: &'w str) -> Self {
        Self { place, here, ledgers: OnceCell::new() }
    }

    /// The company that has the order, and whether it has a document of it.
    pub(super) fn find(&self, order: &OrderId) -> Option<(String, bool)> {
        let id = SeenId::from(*order);
        let ledgers = self.ledgers.get_or_init(|| self.open());
        let lives = ledgers.iter().filter_map(|(name, ledger)| Some((name, ledger.order(&id).ok()??)));
        let known = lives.filter_map(|(name, life)| {
            let has_document = life.document.is_some();
            (has_document || life.state == State::Exported).then(|| (name.clone(), has_document))
        });
        // A file that waits somewhere hides no document.
        known.max_by_key(|(_, has_document)| *has_document)
    }

    /// The ledgers that know an account.
    pub(super) fn of_account(&self, alias: &str) -> impl Iterator<Item = &Ledger> {
        let ledgers = self.ledgers.get_or_init(|| self.open());
        let knows = move |ledger: &&Ledger| ledger.accounts().is_ok_and(|known| known.iter().any(|it| it == alias));
        ledgers.iter().map(|(_, ledger)| ledger).filter(knows)
    }

    fn open(&self) -> Vec<(String, Ledger)> {
        let register = self.place.seated().map(|seated| seated.register).unwrap_or_default();
        let here = self.place.settings.companies.get(self.here);
        // What was tried out keeps no order from the real base.
        let is_real = here.is_some_and(|here| here.engine == Engine::SqlServer);
        let counts = |entry: &Entry| entry.name != self.here && !(is_real && entry.base.starts_with(SANDBOX_BASE));
        // Folders that are nobody's now may hold documents of orders all the same.
        let noted = |folder: &str| register.companies.iter().any(|entry| entry.folder == folder);
        let left = self.place.left_folders().into_iter().filter(|folder| !noted(folder));
        let left = left.map(|folder| Entry { name: folder.clone(), folder, base: String::new() });
        let left: Vec<Entry> = left.collect();
        let others = register.companies.into_iter().filter(counts).chain(left);
        let opened = others.filter_map(|entry| {
            let path = self.place.folders_at(&entry.folder).state().join(ledger::FILE);
            // It is not made where there is none.
            let ledger = path.is_file().then(|| Ledger::open(&path).ok())??;
            Some((entry.name, ledger))
        });
        opened.collect()
    }
}

/// The company in whose drop folder or outbox a path lies. The root has more than its company's folders in it.
pub(super) fn holder<'c>(companies: &'c [Company], file: &Path) -> Option<&'c Company> {
    let whole = file.canonicalize().ok()?;
    let holds = |folder: PathBuf| folder.canonicalize().is_ok_and(|folder| whole.starts_with(folder));
    companies.iter().find(|company| holds(company.folders.inbox()) || holds(company.folders.outbox()))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::core::life::Life;
    use crate::settings::file::FILE_NAME;
    use crate::spool::{RealDisk, replace};

    /// Whoever has tried the program out goes over to his real base.
    #[test]
    fn what_was_tried_out_keeps_no_order_from_the_real_base() {
        let folder = tempfile::tempdir().unwrap();
        let settings = |text: &str| {
            replace(&RealDisk, &folder.path().join(FILE_NAME), text.as_bytes()).unwrap();
            Workplace::open(folder.path()).unwrap()
        };
        let order: OrderId = "29738e61-7f6a-11e8-ac45-09db60ede9d6".parse().unwrap();
        let tried = settings("[companies.proba]\n");
        let company = tried.companies().unwrap().remove(0);
        let document = Some("RO/1/2026".to_owned());
        let life =
            Life { state: State::Imported, document, ..Life::seen(order.to_string(), "a", Timestamp::UNIX_EPOCH) };
        company.ledger().unwrap().record(&[life]).unwrap();
        let both = "[companies.proba]\n[companies.inna]\n[companies.firma]\nengine = \"sqlserver\"\nserver = \"S\"\n\
                    database = \"CDN_A\"\nuser = \"u\"\n";
        let place = settings(both);
        place.companies().unwrap();
        assert_eq!(Others::of(&place, "firma").find(&order), None);
        assert_eq!(Others::of(&place, "inna").find(&order), Some(("proba".to_owned(), true)));
        assert_eq!(Others::of(&place, "proba").find(&order), None, "it is its own");
    }
}
