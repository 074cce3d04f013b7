//! Files whose making has changed: a table, a setting or a card answers otherwise by now, and the old answer is in the
//! file.
//!
//! 1. refused orders that have a file with the very bytes that we wrote, in `errors/`, or moved back into `inbox/`; and,
//!    once settings or tables are other ones than at the last look, or nothing was noted of one, those whose file waits in
//!    `outbox/`; what a person corrected stays as it is, and what an earlier version made, unless it does not add up;
//! 2. each is made anew from the body that is kept and what a person corrected of it, with what settings, tables and cards answer now;
//! 3. where the answers are other ones ([`fingerprint`]), or the file that lies there does not add up, the new file is written durably, over the one that waits, or to
//!    `inbox/`; one that a person is to let Optima import, to `outbox/`;
//! 4. the ledger knows its bytes;
//! 5. the refused file goes, with what was said about it, and copies of it that lie elsewhere.
//!
//! [`Remake::would`] stops behind 2 and says what 3 would write.
//!
//! A crash between 3 and 5 leaves the new file to be imported and the old one among the refused, where nobody takes it
//! again, for its order is not refused any more.

use std::path::PathBuf;

use super::by_hand::drop_copies;
use super::make::{adds_up, sources};
use super::walk::Walk;
use super::{MadeFile, StageError, make_file};
use crate::allegro::port;
use crate::clock::Clock;
use crate::core::convert::{self, Gate};
use crate::core::correction::corrected;
use crate::core::digest::sha256_hex;
use crate::core::essence::essence;
use crate::core::fingerprint;
use crate::core::life::{self, Happening, Life, Made, State};
use crate::core::order::{Order, OrderId};
use crate::core::problem::Explain as _;
use crate::core::reach::Reach;
use crate::core::settings::Settings;
use crate::core::tables::Tables;
use crate::ledger::{Ledger, Mark, OrdersFilter};
use crate::optima::OptimaDb;
use crate::spool::disk::exists;
use crate::spool::{Disk, Folders, names, read_receipts, replace, scan};

/// So many refused orders are looked at in one go, the latest first. Who has more at once has one reason for all of them.
const MOST: u32 = 100;

/// The tables are those of a company.
const OF_NO_ACCOUNT: &str = "";

/// A file that is made anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remade {
    /// The order that it is of.
    pub order: OrderId,
    /// Where the one lies in whose place it comes.
    pub before: PathBuf,
    /// Where it goes.
    pub folder: PathBuf,
    /// It.
    pub file: MadeFile,
}

/// What settings and tables answer when the first files are written: as long as none waits, nothing has to be held against
/// its order, and what changes from now on is known as a change.
///
/// # Errors
/// Troubles of the ledger.
pub fn begin(ledger: &mut Ledger, settings: &Settings, tables: &Tables) -> Result<(), StageError> {
    let waits = || Ok::<_, StageError>(ledger.counts()?.get(&State::Exported).is_some_and(|count| *count > 0));
    if ledger.mark(OF_NO_ACCOUNT, Mark::Waiting)?.is_some() || waits()? {
        return Ok(());
    }
    Ok(ledger.note(OF_NO_ACCOUNT, Mark::Waiting, &sources(settings, tables))?)
}

/// What files are made anew with.
pub struct Remake<'a, B> {
    /// Our state.
    pub ledger: &'a mut Ledger,
    /// The base that knows the cards.
    pub base: &'a mut B,
    /// The disk.
    pub disk: &'a dyn Disk,
    /// The folders.
    pub folders: &'a Folders,
    /// The user's choices for the company; those for its accounts are with them.
    pub settings: &'a Settings,
    /// The mapping tables.
    pub tables: &'a Tables,
    /// The time.
    pub clock: &'a dyn Clock,
}

impl<B: OptimaDb> Remake<'_, B> {
    /// Makes anew what would be made otherwise. Gives what that was.
    ///
    /// # Errors
    /// Troubles of the ledger, the disk or the base. An order that cannot be made now stays refused as it is.
    pub async fn run(&mut self) -> Result<Vec<Remade>, StageError> {
        self.each(true).await
    }

    /// Shows what [`Remake::run`] would write, and writes nothing.
    ///
    /// # Errors
    /// As [`Remake::run`].
    pub async fn would(&mut self) -> Result<Vec<Remade>, StageError> {
        self.each(false).await
    }

    async fn each(&mut self, write: bool) -> Result<Vec<Remade>, StageError> {
        let refused = OrdersFilter { state: Some(State::Error), limit: Some(MOST), ..OrdersFilter::default() };
        let mut remade = Vec::new();
        for life in self.ledger.orders(&refused)? {
            match self.one(&life, write).await {
                // Where the refused ones lie is none of what waits.
                Err(error) if error.reach() == Reach::Folder => {
                    tracing::warn!(%error, "refused files could not be made anew");
                    break;
                }
                made => remade.extend(made?),
            }
        }
        if self.ledger.is_blank()? && self.has_receipts() {
            // One that was lost knows of nothing that waits, and is made anew only as long as it is blank.
            return Ok(remade);
        }
        let sources = sources(self.settings, self.tables);
        // With whom nothing was noted yet, what waits may have been made with anything.
        if self.ledger.mark(OF_NO_ACCOUNT, Mark::Waiting)?.as_deref() == Some(&sources) {
            return Ok(remade);
        }
        let waiting = match self.waiting() {
            // Nothing is taken out of a folder that cannot be listed; this is done when it can.
            Err(error) if error.reach() == Reach::Folder => return Ok(remade),
            waiting => waiting?,
        };
        for life in waiting {
            match self.one(&life, write).await {
                // Nor is anything written into one that takes no file.
                Err(error) if error.reach() == Reach::Folder => {
                    tracing::warn!(%error, "waiting files could not be made anew");
                    return Ok(remade);
                }
                made => remade.extend(made?),
            }
        }
        if write {
            self.ledger.note(OF_NO_ACCOUNT, Mark::Waiting, &sources)?;
        }
        Ok(remade)
    }

    /// Was something imported before? Where that cannot be seen, it may have been.
    fn has_receipts(&self) -> bool {
        let folders = [self.folders.archive_root(), self.folders.duplicates(), self.folders.errors()];
        folders.iter().any(|folder| read_receipts(self.disk, folder).map_or(true, |mut found| found.next().is_some()))
    }

    /// What cannot be made anew stays as it is, and keeps no other file from its import.
    async fn one(&mut self, life: &Life, write: bool) -> Result<Option<Remade>, StageError> {
        match self.make_anew(life, write).await {
            Err(error) if error.reach().is_one_of_many() => {
                tracing::warn!(%error, order = %life.order_id, "a file could not be made anew");
                Ok(None)
            }
            made => made,
        }
    }

    async fn make_anew(&mut self, life: &Life, write: bool) -> Result<Option<Remade>, StageError> {
        let Some((before, bytes)) = self.untouched(life)? else { return Ok(None) };
        let Some(order) = self.order(life)? else { return Ok(None) };
        let meant = corrected(&order, &self.ledger.corrections(&life.order_id)?);
        let Some(file) = self.make(life, &meant, &bytes).await? else { return Ok(None) };
        let waits = life.state == State::Exported || names::by_hand(&file.name).is_some();
        let folder = if waits { self.folders.outbox() } else { self.folders.inbox() };
        let remade = Remade { order: order.id, before, folder, file };
        if write {
            self.put(life, &order, &remade)?;
        }
        Ok(Some(remade))
    }

    /// Step 1: the orders whose file waits in `outbox/`.
    fn waiting(&self) -> Result<Vec<Life>, StageError> {
        let mut lives = Vec::new();
        for candidate in scan(self.disk, &self.folders.outbox())?.candidates {
            let name = candidate.name.to_string_lossy();
            let Some(order) = names::order_in(&name) else { continue };
            let life = self.ledger.order(&order.into())?;
            lives.extend(life.filter(|life| life.state == State::Exported && life.file.as_deref() == Some(&*name)));
        }
        Ok(lives)
    }

    /// Step 1: where its file lies as we wrote it.
    fn untouched(&self, life: &Life) -> Result<Option<(PathBuf, Vec<u8>)>, StageError> {
        let Some(name) = &life.file else { return Ok(None) };
        let waits = life.state == State::Exported;
        let refused = [self.folders.inbox(), self.folders.errors()];
        for folder in if waits { vec![self.folders.outbox()] } else { refused.into() } {
            let path = folder.join(name);
            if exists(self.disk, &path)? {
                let bytes = self.disk.read(&path, self.limit())?;
                return Ok(life.wrote(&sha256_hex(&bytes)).then_some((path, bytes)));
            }
        }
        Ok(None)
    }

    /// The order as it was read last.
    fn order(&self, life: &Life) -> Result<Option<Order>, StageError> {
        let order = self.ledger.body(&life.order_id)?.and_then(|body| port::decode(&body).ok());
        Ok(order.filter(|order| convert::gate(order) == Gate::Ready))
    }

    /// Step 2; nothing where it would be the same, or cannot be made without asking Allegro for its offers.
    async fn make(&mut self, life: &Life, order: &Order, bytes: &[u8]) -> Result<Option<MadeFile>, StageError> {
        let unsound = !adds_up(bytes);
        let before = life.made.as_ref().and_then(|made| made.print.as_deref());
        if before.is_none() && !unsound {
            return Ok(None);
        }
        let settings = self.settings.of_account(&life.account);
        let Some(walk) = self.walk(order, &life.account, settings).await? else { return Ok(None) };
        let sources = walk.sources(settings, self.tables, &life.account);
        let made = make_file(order, &sources).ok();
        // An earlier version called the files of all kinds alike.
        let is_other = |made: &MadeFile| {
            let answers = before.is_some_and(|before| fingerprint::differ(before, &made.print));
            answers || unsound && made.bytes != bytes || life.file.as_deref().is_some_and(|name| name != made.name)
        };
        Ok(made.filter(is_other))
    }

    /// What cards and offers say; nothing where an offer is needed that is not kept, for which Allegro must be asked: the
    /// export makes such an order anew.
    async fn walk(&mut self, order: &Order, account: &str, settings: &Settings) -> Result<Option<Walk>, StageError> {
        let mut walk = Walk::new(true);
        let kept = (&*self.ledger, account);
        walk.without_allegro(Some(&mut *self.base), kept, &[order], (settings, self.tables)).await?;
        Ok(walk.needs(order, settings, self.tables).is_empty().then_some(walk))
    }

    fn limit(&self) -> u64 {
        u64::from(self.settings.files.max_size_mib) << 20
    }

    /// Steps 3 to 5.
    fn put(&mut self, life: &Life, order: &Order, Remade { folder, file, .. }: &Remade) -> Result<(), StageError> {
        let new = folder.join(&file.name);
        replace(self.disk, &new, &file.bytes)?;
        let made = Made {
            sha256: sha256_hex(&file.bytes),
            gross: file.gross,
            worth: file.worth.clone(),
            revision: order.revision.clone(),
            print: Some(file.print.clone()),
        };
        let (name, warning) = (file.name.clone(), file.told());
        let written = Happening::FileWritten { name, made, essence: essence(order), warning };
        let (after, _) = life::after(life, written, self.clock.now());
        self.ledger.record(&[after])?;
        Ok(drop_copies(self.disk, self.folders, (life, &new), self.limit())?)
    }
}
