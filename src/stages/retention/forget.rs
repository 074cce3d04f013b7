//! A person who asks to be forgotten.
//!
//! The steps of [`Forget::run`]:
//! 1. the orders of the person, by their bodies and corrections in the ledger, and the orders of his namesakes, in whose
//!    words he may be named;
//! 2. the files that are about the person or of these orders, wherever they lie. A file that is as it was made of an order
//!    whose body is kept says nothing that the body does not say, and is not read: a hundred thousand lie there;
//! 3. of what has ended the files go as after [`super::Retention`], and those of `errors/` wholly;
//! 4. the ledger's orders and files;
//! 5. words of other orders and files that name the person, in their receipts and in the ledger.
//!
//! What has not ended is left and told: a file on its way, a refused file whose order has no document yet, words of such an order. Forgetting it
//! would lose an order. Once it is imported, ignored or removed by hand, the person can be forgotten wholly.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{StageError, documents, sums_of};
use crate::allegro::port;
use crate::clock::Clock;
use crate::core::correction::Field;
use crate::core::document::Document;
use crate::core::mentions::Mentions;
use crate::core::message::Catalogue;
use crate::core::order::SeenId;
use crate::core::person::Person;
use crate::core::problem::Problem;
use crate::core::retention;
use crate::ledger::{FileOutcome, Ledger};
use crate::spool::disk::Kind;
use crate::spool::{
    Disk, Ended, Folders, Outcome, Receipt, Remark, cut_down, hidden_name, names, read_receipt, receipt_of,
    remove_finished, write_receipt,
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
    /// The words that receipts are written in.
    pub texts: &'a Catalogue,
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
    /// Of other buyers: what was told of it loses the words that name the person.
    pub words: Vec<Spot>,
    /// What has not ended.
    pub left: Vec<Spot>,
}

/// Where something about the person stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// An order in the ledger.
    Order(SeenId),
    /// A file with its receipt.
    File(PathBuf),
}

/// A file that is about the person.
struct Met {
    path: PathBuf,
    receipt: Option<Receipt>,
    /// Its order, where it names one.
    order: Option<SeenId>,
}

/// What is looked for.
struct Sought<'a> {
    person: &'a Person,
    /// His orders.
    theirs: BTreeSet<SeenId>,
    /// Orders of his namesakes.
    near: BTreeSet<SeenId>,
    /// Names of files that need not be read.
    as_made: BTreeSet<String>,
    /// What names him.
    mentions: Mentions,
    /// Finished and refused files of others whose receipts may name him.
    told: Vec<PathBuf>,
}

impl Forget<'_> {
    /// Forgets the person.
    ///
    /// # Errors
    /// Folders or ledger cannot be read or written. What was removed before stays removed; the call may be repeated.
    pub fn run(&mut self, person: &Person) -> Result<Forgotten, StageError> {
        let mut done = Forgotten::default();
        let mut sought = self.orders_of(person)?;
        let mut ended = BTreeSet::new();
        for order in &sought.theirs {
            if self.has_ended(order)? {
                ended.insert(order.clone());
            } else {
                done.left.push(Spot::Order(order.clone()));
            }
        }
        let mut hashes = BTreeSet::new();
        for folder in [self.folders.archive_root(), self.folders.duplicates()] {
            for met in self.met(&folder, DEEPEST, &mut sought)? {
                hashes.extend(self.forget_finished(&met, &mut done)?);
                self.end(&met, &mut ended)?;
            }
        }
        for met in self.met(&self.folders.errors(), 1, &mut sought)? {
            hashes.extend(self.forget_refused(&met, &mut done)?);
        }
        let told = std::mem::take(&mut sought.told);
        let waiting = [(self.folders.outbox(), 1), (self.folders.inbox(), 1), (self.folders.claimed(), DEEPEST)];
        for (folder, depth) in waiting {
            let on_its_way = self.met(&folder, depth, &mut sought)?;
            done.left.extend(on_its_way.into_iter().map(|met| Spot::File(self.below(&met.path))));
        }
        done.orders = ended.into_iter().collect();
        self.forget_in_ledger(&done.orders, &hashes)?;
        let names_him = |problem: &Problem| sought.mentions.are_in(problem);
        self.forget_words(&told, &names_him, &mut done)?;
        self.forget_told(&sought.theirs, &names_him, &mut done)?;
        let (files, orders, words) = (done.files.len(), done.orders.len(), done.words.len());
        tracing::info!(files, orders, words, left = done.left.len(), "forgotten");
        Ok(done)
    }

    /// Step 1. A body that cannot be read as an order is the person's if it names the person.
    fn orders_of<'p>(&self, person: &'p Person) -> Result<Sought<'p>, StageError> {
        let (mut theirs, mut mentions) = (BTreeSet::new(), Mentions::of(person));
        self.ledger.each_body(|order, json| {
            if !person.may_be_in(json) {
                return;
            }
            match port::decode(json) {
                Ok(read) if person.bought(&read) => mentions.learn_order(&read),
                Err(_) if person.is_named_in(json) => {}
                _ => return,
            }
            theirs.insert(SeenId::from(order));
        })?;
        let corrected = self.ledger.corrected(&Field::Nip)?.into_iter();
        theirs.extend(corrected.filter(|(_, nip)| person.has_number(nip)).map(|(order, _)| order));
        let mut near = BTreeSet::new();
        for name in mentions.names() {
            near.extend(self.ledger.orders_named(name)?);
        }
        let as_made = self.ledger.files_as_made()?;
        Ok(Sought { person, theirs, near, as_made, mentions, told: Vec::new() })
    }

    /// Step 2 for one folder.
    fn met(&self, folder: &Path, depth: u32, sought: &mut Sought<'_>) -> Result<Vec<Met>, StageError> {
        let mut found = Vec::new();
        let entries = match self.disk.list(folder) {
            Ok(entries) => entries,
            Err(error) if error.is_not_found() => return Ok(found),
            Err(error) => return Err(error.into()),
        };
        for entry in entries {
            let path = folder.join(&entry.name);
            match entry.kind {
                Kind::Directory if depth > 1 => found.extend(self.met(&path, depth - 1, sought)?),
                Kind::File if names::is_candidate(&entry.name) => found.extend(self.look(path, sought)),
                _ => {}
            }
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }

    fn look(&self, path: PathBuf, sought: &mut Sought<'_>) -> Option<Met> {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let named = names::order_in(name).map(SeenId::from).filter(|_| sought.as_made.contains(name));
        if let Some(order) = named.filter(|order| !sought.theirs.contains(order)) {
            if sought.near.contains(&order) {
                sought.told.push(path);
            }
            return None;
        }
        let receipt = read_receipt(self.disk, &receipt_of(&path)).ok();
        let read = documents(self.disk, &path, self.max_bytes);
        let order_of = |document: &Document| document.origin.as_ref().map(|origin| origin.order.clone());
        let named = receipt.as_ref().and_then(|receipt| receipt.order_id.clone());
        let order = named.or_else(|| read.as_ref()?.iter().find_map(order_of));
        let person = sought.person;
        let is_theirs = order.as_ref().is_some_and(|order| sought.theirs.contains(order))
            || match &read {
                Some(documents) => documents.iter().any(|document| person.is_on(document)),
                None => self.disk.read(&path, self.max_bytes).is_ok_and(|bytes| person.is_named_in(&bytes)),
            };
        if !is_theirs {
            let names_buyers = |receipt: Receipt| remarks(&receipt).any(|remark| remark.message.names_buyer());
            if receipt.is_some_and(names_buyers) {
                sought.told.push(path);
            }
            return None;
        }
        if let [document] = read.as_deref().unwrap_or_default() {
            sought.mentions.learn_payer(&document.payer);
        }
        Some(Met { path, receipt, order })
    }

    /// Step 3 for what was imported or was there already. Gives the file's hash.
    fn forget_finished(&self, met: &Met, done: &mut Forgotten) -> Result<Option<String>, StageError> {
        let Some(receipt) = &met.receipt else {
            done.left.push(Spot::File(self.below(&met.path)));
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
            done.left.push(Spot::File(self.below(&met.path)));
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

    /// Step 5 for the receipts of these files. What waits for a person is told: he needs the words.
    fn forget_words(
        &self,
        told: &[PathBuf],
        names_him: &dyn Fn(&Problem) -> bool,
        done: &mut Forgotten,
    ) -> Result<(), StageError> {
        for path in told {
            let Ok(mut receipt) = read_receipt(self.disk, &receipt_of(path)) else { continue };
            if !remarks(&receipt).any(|remark| names_him(&said(remark))) {
                continue;
            }
            let spot = Spot::File(self.below(path));
            if receipt.outcome == Outcome::Error {
                done.left.push(spot);
                continue;
            }
            for remark in receipt.decisions.iter_mut().chain(&mut receipt.problems) {
                let problem = said(remark);
                if names_him(&problem) {
                    *remark = Remark::new(&retention::cut(&problem), self.texts);
                }
            }
            if !self.dry_run {
                write_receipt(self.disk, path, &receipt)?;
            }
            done.words.push(spot);
        }
        Ok(())
    }

    /// Step 5 for the ledger. The person's own orders are cut down or told of as a whole.
    fn forget_told(
        &mut self,
        theirs: &BTreeSet<SeenId>,
        names_him: &dyn Fn(&Problem) -> bool,
        done: &mut Forgotten,
    ) -> Result<(), StageError> {
        let mut orders = Vec::new();
        for order in self.ledger.orders_told(names_him)? {
            if theirs.contains(&order) || done.orders.contains(&order) {
                continue;
            }
            if self.has_ended(&order)? {
                done.words.push(Spot::Order(order.clone()));
                orders.push(order);
            } else {
                done.left.push(Spot::Order(order));
            }
        }
        let mut files = self.ledger.files_told(names_him)?;
        files.retain(|file| file.outcome != FileOutcome::Error);
        if self.dry_run || (orders.is_empty() && files.is_empty()) {
            return Ok(());
        }
        Ok(self.ledger.cut_told(&orders, &files, names_him)?)
    }

    /// An order that the ledger does not know, or that a person still has to decide about, has not ended.
    fn has_ended(&self, order: &SeenId) -> Result<bool, StageError> {
        Ok(self.ledger.order(order)?.is_some_and(|known| known.state.is_settled()))
    }

    fn below(&self, path: &Path) -> PathBuf {
        path.strip_prefix(self.folders.root()).unwrap_or(path).to_owned()
    }
}

/// What a receipt says.
fn remarks(receipt: &Receipt) -> impl Iterator<Item = &Remark> {
    receipt.decisions.iter().chain(&receipt.problems)
}

fn said(remark: &Remark) -> Problem {
    let Remark { severity, message, place, .. } = remark.clone();
    Problem { severity, message, place, others: 0 }
}
