//! What is outranks what we remember: the ledger is held against the folders and against Optima's rows.
//!
//! [`Reconcile::folders`]:
//! 1. the orders that have a file by the ledger, and the names of all files in the folders;
//! 2. a file that is nowhere is looked for by its content, for a person may have given it another name;
//! 3. the ledger is asked again, for another process may have finished the file meanwhile;
//! 4. Optima is asked for a document of the order, whoever made it; what follows is for [`life::after`] to say.
//!
//! [`Reconcile::documents`]:
//! 1. is it the base that we wrote into ([`identity`])? If not, nothing is judged by it, and a person is asked;
//! 2. the keys of the documents of the last days are asked for, and of those that are missed, however old;
//! 3. a document that is not there is a matter of its order; one that is there again closes it.
//!
//! Nothing is brought back by this but a file, once; a document only when a person says so.

mod identity;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::SignedDuration;
use uuid::Uuid;

use super::StageError;
use crate::clock::Clock;
use crate::core::key;
use crate::core::kinds::{self, Way};
use crate::core::life::{self, Deed, Happening, Kind, Life, State};
use crate::core::order::{OrderId, SeenId};
use crate::core::problem::{Explain as _, Problem};
use crate::core::settings::{Handoff, Settings};
use crate::ledger::{Ledger, OrdersFilter};
use crate::optima::OptimaDb;
use crate::spool::{Disk, Folders, files_in, names, on_the_way, receipt_of};
use crate::xml;

/// So many lives are stored at once.
const STORED: usize = 500;

/// What the ledger is held against.
pub struct Reconcile<'a, B> {
    /// The ledger.
    pub ledger: &'a mut Ledger,
    /// The base; none: nothing can be said about documents.
    pub base: Option<&'a mut B>,
    /// The disk.
    pub disk: &'a dyn Disk,
    /// The folders.
    pub folders: &'a Folders,
    /// The user's choices.
    pub settings: &'a Settings,
    /// Whose ledger and folders they are; none: there is one company.
    pub company: Option<&'a str>,
    /// The time.
    pub clock: &'a dyn Clock,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reconciled {
    /// Orders whose document is not in Optima any more and was missed for the first time now.
    pub told: Vec<Problem>,
    /// So many orders wait for a person because Optima has not their document.
    pub missing: usize,
}

impl<B: OptimaDb> Reconcile<'_, B> {
    /// Holds the ledger against the folders. Gives what a person should hear.
    ///
    /// # Errors
    /// Troubles of the ledger, the disk or the base; what was judged before stays.
    pub async fn folders(&mut self) -> Result<Vec<Problem>, StageError> {
        let with_file: Vec<Life> = self.with_file()?;
        if with_file.is_empty() {
            return Ok(Vec::new());
        }
        let files = self.files()?;
        let there: BTreeSet<(bool, String)> =
            files.iter().map(|path| (self.is_refused(path), super::import::name_of(path))).collect();
        let is_there = |life: &Life| {
            let lies = |refused| there.contains(&(refused, life.file.clone().unwrap_or_default()));
            lies(false) || (life.state == State::Error && lies(true))
        };
        let (found, lost): (Vec<Life>, Vec<Life>) = with_file.into_iter().partition(is_there);
        let mut told = Vec::new();
        for life in found {
            let judged = self.found(&life, &mut told);
            alone(judged, &life.order_id, &mut told)?;
        }
        if lost.is_empty() {
            return Ok(told);
        }
        let (refused, waiting): (Vec<PathBuf>, Vec<PathBuf>) =
            files.into_iter().partition(|path| self.is_refused(path));
        let (waiting, refused) = (self.orders_in(&waiting), self.orders_in(&refused));
        for life in lost {
            let judged = self.without_file(&life.order_id, (&waiting, &refused), &mut told).await;
            alone(judged, &life.order_id, &mut told)?;
        }
        Ok(told)
    }

    /// Its file does not lie where it should, under its name.
    async fn without_file(
        &mut self,
        order_id: &SeenId,
        (waiting, refused): (&BTreeSet<OrderId>, &BTreeSet<OrderId>),
        told: &mut Vec<Problem>,
    ) -> Result<(), StageError> {
        // Another process may have finished it since.
        let Some(life) = self.ledger.order(order_id)?.filter(has_file) else { return Ok(()) };
        let Some(order) = life.order_id.known() else { return Ok(()) };
        if waiting.contains(&order) || (life.state == State::Error && refused.contains(&order)) {
            return self.found(&life, told);
        }
        let by_hand = life.file.as_deref().is_some_and(|name| names::by_hand(name).is_some());
        let happening = self.lost(order, by_hand).await?;
        self.happened(&life, happening, told)
    }

    /// Orders whose file should lie in a folder.
    fn with_file(&self) -> Result<Vec<Life>, StageError> {
        let mut lives = Vec::new();
        for state in [State::Exported, State::Error] {
            lives.extend(self.ledger.orders(&OrdersFilter { state: Some(state), ..OrdersFilter::default() })?);
        }
        lives.retain(|life| has_file(life) && self.is_own(life));
        Ok(lives)
    }

    /// What became of an order whose account went over to another company is seen there.
    fn is_own(&self, life: &Life) -> bool {
        let owner = self.settings.company_of(&life.account);
        self.company.is_none() || owner.is_none() || owner == self.company
    }

    /// Its file is there. That is news only of one that was not.
    fn found(&mut self, life: &Life, told: &mut Vec<Problem>) -> Result<(), StageError> {
        if life.has_open(Kind::FileMissing) {
            self.happened(life, Happening::FileFound, told)?;
        }
        Ok(())
    }

    /// Its file is nowhere: does Optima have a document of the order, whoever made it? `by_hand`: Optima was to import it,
    /// and the document is another hand's.
    async fn lost(&mut self, order: OrderId, by_hand: bool) -> Result<Happening, StageError> {
        let Some(base) = self.base.as_deref_mut() else { return Ok(Happening::FileMissing { auto: false }) };
        let (key, id) = (key::of_order(order), order.to_string());
        let classes = kinds::classes(if by_hand { &[Way::Base, Way::ByHand] } else { &[Way::Base] });
        Ok(match base.of_order(key, &id, std::slice::from_ref(&id), &classes).await? {
            Some(there) => {
                Happening::DocumentMet { number: there.number, key, lines: Vec::new(), ours: there.by_key, other: None }
            }
            None => Happening::FileMissing { auto: self.settings.handoff == Handoff::Auto && !by_hand },
        })
    }

    /// Was it refused? Then that of an order that waits is an older one, and not what will be imported. What a person laid
    /// there himself has no receipt.
    fn is_refused(&self, path: &Path) -> bool {
        path.starts_with(self.folders.errors()) && self.disk.metadata(&receipt_of(path)).is_ok()
    }

    /// All files that wait or were refused; the drop folder once more, for a refused one may come back to it meanwhile.
    fn files(&self) -> Result<Vec<PathBuf>, StageError> {
        let mut paths = on_the_way(self.disk, self.folders)?;
        for folder in [self.folders.errors(), self.folders.inbox()] {
            files_in(self.disk, &folder, 1, &mut paths)?;
        }
        Ok(paths)
    }

    /// The orders that the files are of, whatever their names. Files that cannot be read are of none.
    fn orders_in(&self, paths: &[PathBuf]) -> BTreeSet<OrderId> {
        let limit = u64::from(self.settings.files.max_size_mib) << 20;
        let limits = xml::Limits::default();
        let mut orders = BTreeSet::new();
        for path in paths {
            let Ok(bytes) = self.disk.read(path, limit) else { continue };
            let Ok(file) = xml::read(&bytes, &limits) else { continue };
            orders
                .extend(file.documents.iter().flatten().filter_map(|(document, _)| super::import::order_of(document)));
        }
        orders
    }

    /// Holds the ledger against Optima's rows.
    ///
    /// # Errors
    /// Troubles of the ledger or the base; another base than the one that we wrote into ([`StageError::OtherBase`]).
    pub async fn documents(&mut self) -> Result<Reconciled, StageError> {
        self.same_base().await?;
        let now = self.clock.now();
        let days = i64::from(self.settings.import.look_back_days);
        let since = now.checked_sub(SignedDuration::from_hours(24 * days)).unwrap_or(jiff::Timestamp::MIN);
        let keys: Vec<(SeenId, Uuid)> = if days == 0 { Vec::new() } else { self.ledger.documents_since(since)? };
        let missed = self.missed()?;
        let asked: Vec<Uuid> =
            keys.iter().map(|(_, key)| *key).chain(missed.iter().filter_map(|life| life.key)).collect();
        let Some(base) = self.base.as_deref_mut() else { return Ok(Reconciled::default()) };
        let there: BTreeSet<Uuid> = base.present(&asked).await?.into_iter().map(|document| document.key).collect();
        let mut told = Vec::new();
        let mut judged = Vec::new();
        for (order, _) in keys.iter().filter(|(_, key)| !there.contains(key)) {
            // Written by another process since, or removed by it.
            let Some(life) = self.ledger.order(order)? else { continue };
            let (after, deeds) = life::after(&life, Happening::DocumentMissing, now);
            told.extend(deeds.into_iter().filter_map(Deed::told));
            judged.extend((after != life).then_some(after));
        }
        for page in judged.chunks(STORED) {
            match self.ledger.record(page) {
                Err(error) if error.reach().is_one_of_many() => self.each_recorded(page, &mut told)?,
                done => done?,
            }
        }
        self.back(missed, &there, &mut told)?;
        Ok(Reconciled { told, missing: self.missed()?.len() })
    }

    /// Orders whose document is missed.
    fn missed(&self) -> Result<Vec<Life>, StageError> {
        let mut lives = self.ledger.orders(&OrdersFilter { open_matters: true, ..OrdersFilter::default() })?;
        lives.retain(|life| life.has_open(Kind::DocumentMissing));
        Ok(lives)
    }

    /// A page that cannot be recorded as a whole, life by life.
    fn each_recorded(&mut self, page: &[Life], told: &mut Vec<Problem>) -> Result<(), StageError> {
        for life in page {
            let recorded = self.ledger.record(std::slice::from_ref(life)).map_err(StageError::from);
            alone(recorded, &life.order_id, told)?;
        }
        Ok(())
    }

    /// Documents that were missed and are there.
    fn back(&mut self, missed: Vec<Life>, there: &BTreeSet<Uuid>, told: &mut Vec<Problem>) -> Result<(), StageError> {
        for life in missed.into_iter().filter(|life| life.key.is_some_and(|key| there.contains(&key))) {
            let number = life.document.clone().unwrap_or_default();
            let seen = self.happened(&life, Happening::DocumentSeen { number }, &mut Vec::new());
            alone(seen, &life.order_id, told)?;
        }
        Ok(())
    }

    fn happened(&mut self, life: &Life, happening: Happening, told: &mut Vec<Problem>) -> Result<(), StageError> {
        let (after, deeds) = life::after(life, happening, self.clock.now());
        told.extend(deeds.into_iter().filter_map(Deed::told));
        if after != *life {
            self.ledger.record(&[after])?;
        }
        Ok(())
    }
}

/// What fails for one order is told, and the others are judged; it is looked at again at the next look.
fn alone(judged: Result<(), StageError>, order: &str, told: &mut Vec<Problem>) -> Result<(), StageError> {
    match judged {
        Err(error) if error.reach().is_one_of_many() => {
            told.push(error.problem().in_order(order));
            Ok(())
        }
        other => other,
    }
}

fn has_file(life: &Life) -> bool {
    matches!(life.state, State::Exported | State::Error) && life.file.is_some() && life.document.is_none()
}
