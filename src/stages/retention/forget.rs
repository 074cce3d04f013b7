//! A person who asks to be forgotten.
//!
//! The steps of [`Forget::run`]:
//! 1. the orders of the person, by their bodies in the ledger;
//! 2. the files that are about the person or of these orders, wherever they lie;
//! 3. of what has ended the files go as after [`super::Retention`], and those of `errors/` wholly;
//! 4. the ledger's orders and files.
//!
//! What has not ended is left and told: a file on its way, a refused file whose order has no document yet. Forgetting it
//! would lose an order. Once it is imported, ignored or removed by hand, the person can be forgotten wholly.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{StageError, documents, sums_of};
use crate::allegro::port;
use crate::clock::Clock;
use crate::core::document::Document;
use crate::core::order::SeenId;
use crate::core::person::Person;
use crate::ledger::{FileOutcome, Ledger};
use crate::spool::disk::Kind;
use crate::spool::{
    Disk, Ended, Folders, Receipt, cut_down, hidden_name, names, read_receipt, receipt_of, remove_finished,
};

/// `archive/2026/11/NAME.xml`, `claimed/OWNER/LABEL/NAME.xml`.
const DEEPEST: u32 = 3;

/// Forgetting a person.
pub struct Forget<'a> {
    /// Our own state.
    pub ledger: &'a mut Ledger,
    /// The disk.
    pub disk: &'a dyn Disk,
    /// The folders.
    pub folders: &'a Folders,
    /// Files above this many bytes are not looked into.
    pub max_bytes: u64,
    /// The time.
    pub clock: &'a dyn Clock,
    /// Nothing is changed.
    pub dry_run: bool,
}

/// What was removed, and what was left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Files that are gone, below the working folder.
    pub files: Vec<PathBuf>,
    /// Orders of which key, number and sums are left.
    pub orders: Vec<SeenId>,
    /// What has not ended.
    pub left: Vec<Left>,
}

/// Something that has not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Left {
    /// An order without a document.
    Order(SeenId),
    /// A file: on its way, refused, or without a receipt.
    File(PathBuf),
}

/// A file that is about the person.
struct Met {
    path: PathBuf,
    receipt: Option<Receipt>,
    /// Its order, where it names one.
    order: Option<SeenId>,
}

impl Forget<'_> {
    /// Forgets the person.
    ///
    /// # Errors
    /// Folders or ledger cannot be read or written. What was removed before stays removed; the call may be repeated.
    pub fn run(&mut self, person: &Person) -> Result<Forgotten, StageError> {
        let mut done = Forgotten::default();
        let theirs = self.orders_of(person)?;
        let mut ended = BTreeSet::new();
        for order in &theirs {
            if self.has_ended(order)? {
                ended.insert(order.clone());
            } else {
                done.left.push(Left::Order(order.clone()));
            }
        }
        let mut hashes = BTreeSet::new();
        for folder in [self.folders.archive_root(), self.folders.duplicates()] {
            for met in self.met(&folder, DEEPEST, person, &theirs)? {
                hashes.extend(self.forget_finished(&met, &mut done)?);
                self.end(&met, &mut ended)?;
            }
        }
        for met in self.met(&self.folders.errors(), 1, person, &theirs)? {
            hashes.extend(self.forget_refused(&met, &mut done)?);
        }
        let waiting = [(self.folders.outbox(), 1), (self.folders.inbox(), 1), (self.folders.claimed(), DEEPEST)];
        for (folder, depth) in waiting {
            let on_its_way = self.met(&folder, depth, person, &theirs)?;
            done.left.extend(on_its_way.into_iter().map(|met| Left::File(self.below(&met.path))));
        }
        done.orders = ended.into_iter().collect();
        self.forget_in_ledger(&done.orders, &hashes)?;
        tracing::info!(files = done.files.len(), orders = done.orders.len(), left = done.left.len(), "forgotten");
        Ok(done)
    }

    /// Step 1. A body that cannot be read as an order is the person's if it names the person.
    fn orders_of(&self, person: &Person) -> Result<BTreeSet<SeenId>, StageError> {
        let mut theirs = BTreeSet::new();
        self.ledger.each_body(|order, json| {
            let is_theirs = port::decode(json).map_or_else(|_| person.is_named_in(json), |order| person.bought(&order));
            if is_theirs {
                theirs.insert(order.into());
            }
        })?;
        Ok(theirs)
    }

    /// Step 2 for one folder.
    fn met(
        &self,
        folder: &Path,
        depth: u32,
        person: &Person,
        theirs: &BTreeSet<SeenId>,
    ) -> Result<Vec<Met>, StageError> {
        let mut found = Vec::new();
        let entries = match self.disk.list(folder) {
            Ok(entries) => entries,
            Err(error) if error.is_not_found() => return Ok(found),
            Err(error) => return Err(error.into()),
        };
        for entry in entries {
            let path = folder.join(&entry.name);
            match entry.kind {
                Kind::Directory if depth > 1 => found.extend(self.met(&path, depth - 1, person, theirs)?),
                Kind::File if names::is_candidate(&entry.name) => found.extend(self.look(path, person, theirs)),
                _ => {}
            }
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }

    fn look(&self, path: PathBuf, person: &Person, theirs: &BTreeSet<SeenId>) -> Option<Met> {
        let receipt = read_receipt(self.disk, &receipt_of(&path)).ok();
        let read = documents(self.disk, &path, self.max_bytes);
        let order_of = |document: &Document| document.origin.as_ref().map(|origin| origin.order.clone());
        let named = receipt.as_ref().and_then(|receipt| receipt.order_id.clone());
        let order = named.or_else(|| read.as_ref()?.iter().find_map(order_of));
        let is_theirs = order.as_ref().is_some_and(|order| theirs.contains(order))
            || match &read {
                Some(documents) => documents.iter().any(|document| person.is_on(document)),
                None => self.disk.read(&path, self.max_bytes).is_ok_and(|bytes| person.is_named_in(&bytes)),
            };
        is_theirs.then_some(Met { path, receipt, order })
    }

    /// Step 3 for what was imported or was there already. Gives the file's hash.
    fn forget_finished(&self, met: &Met, done: &mut Forgotten) -> Result<Option<String>, StageError> {
        let Some(receipt) = &met.receipt else {
            done.left.push(Left::File(self.below(&met.path)));
            return Ok(None);
        };
        if !self.dry_run {
            let sums = sums_of(self.disk, &met.path, self.max_bytes);
            let ended = Ended { path: met.path.clone(), receipt: receipt.clone() };
            cut_down(self.disk, &ended, sums, self.clock.now())?;
        }
        done.files.push(self.below(&met.path));
        Ok(Some(receipt.sha256.clone()))
    }

    /// Step 3 for what was refused: it goes if its order has ended all the same.
    fn forget_refused(&self, met: &Met, done: &mut Forgotten) -> Result<Option<String>, StageError> {
        let has_ended = match &met.order {
            Some(order) => self.has_ended(order)?,
            None => false,
        };
        if !has_ended {
            done.left.push(Left::File(self.below(&met.path)));
            return Ok(None);
        }
        if !self.dry_run {
            remove_finished(self.disk, &met.path)?;
        }
        done.files.push(self.below(&met.path));
        Ok(met.receipt.as_ref().map(|receipt| receipt.sha256.clone()))
    }

    /// An order whose body is not kept is found by its file.
    fn end(&self, met: &Met, ended: &mut BTreeSet<SeenId>) -> Result<(), StageError> {
        if let Some(order) = &met.order
            && self.has_ended(order)?
        {
            ended.insert(order.clone());
        }
        Ok(())
    }

    /// Step 4.
    fn forget_in_ledger(&mut self, orders: &[SeenId], hashes: &BTreeSet<String>) -> Result<(), StageError> {
        let mut files = Vec::new();
        for hash in hashes {
            for file in self.ledger.files_with(hash)? {
                // What was refused is told about until it is gone; its file is, so that this may go.
                let hidden = hidden_name(&file.name, &file.sha256);
                if file.outcome != FileOutcome::Error || file.name != hidden {
                    files.push((file, hidden));
                }
            }
        }
        if self.dry_run || (orders.is_empty() && files.is_empty()) {
            return Ok(());
        }
        Ok(self.ledger.cut(orders, &files, self.clock.now())?)
    }

    /// An order that the ledger does not know, or that a person still has to decide about, has not ended.
    fn has_ended(&self, order: &SeenId) -> Result<bool, StageError> {
        Ok(self.ledger.order(order)?.is_some_and(|known| known.state.is_settled()))
    }

    fn below(&self, path: &Path) -> PathBuf {
        path.strip_prefix(self.folders.root()).unwrap_or(path).to_owned()
    }
}
