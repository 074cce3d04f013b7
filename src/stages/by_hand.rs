//! Files in `outbox/` that Optima is to import itself, as a person lets it: which of them wait for that, and which must not
//! be imported any more, for that would be the order's second document.

use std::path::{Path, PathBuf};

use crate::core::digest::sha256_hex;
use crate::core::kinds::{self, DocumentKind};
use crate::core::life::{Life, State};
use crate::core::message::text::{Lif016, Lif017, Lif018};
use crate::core::problem::Problem;
use crate::spool::disk::{Kind, exists, remove_if_there};
use crate::spool::{Disk, DiskError, Folders, drop_refused, names};

/// What is known of an order.
pub type Known<'a> = &'a dyn Fn(&str) -> Option<Life>;

/// One of them.
pub(super) struct ForOptima {
    /// Where it lies.
    pub path: PathBuf,
    name: String,
    kind: &'static DocumentKind,
    /// Its order, where that has a document, another file, or nobody who wants one.
    over: Option<Life>,
}

impl ForOptima {
    /// Does it wait until Optima imports it?
    pub fn waits(&self) -> bool {
        self.over.is_none()
    }

    /// What is to be said of it.
    pub fn told(&self) -> Problem {
        let Some(life) = &self.over else { return waiting(&self.name, self.kind) };
        let (file, order) = (self.name.as_str().into(), life.order_id.as_str().into());
        let told = match life.document.as_deref().filter(|_| life.has_document()) {
            Some(document) => Problem::warning(Lif017 { file, order, document: document.into() }),
            None => Problem::warning(Lif018 { file, order }),
        };
        told.in_order(life.order_id.clone())
    }
}

/// The kind of an order's file that waits for Optima's own import; none: the order does not wait for that.
#[must_use]
pub fn for_optima(life: &Life) -> Option<&'static DocumentKind> {
    life.file.as_deref().filter(|_| life.state == State::Exported).and_then(names::by_hand)
}

/// What is to be said of an order's file of this name, if a person is to let Optima import it.
#[must_use]
pub fn by_hand(name: &str) -> Option<Problem> {
    names::by_hand(name).map(|kind| waiting(name, kind))
}

fn waiting(name: &str, kind: &DocumentKind) -> Problem {
    Problem::note(Lif016 { file: name.into(), kind: kinds::in_words(kind.plain.class) })
}

/// Is a file of this name not the one that this order waits with? Where there is none, the order's next file may get the name.
fn is_over(life: &Life, name: &str) -> bool {
    life.has_document() || life.is_over() || life.file.as_deref().is_some_and(|file| file != name)
}

/// The order of a file of this name, where that does not wait with it; none: it waits, or nobody knows the order.
fn over(name: &str, known: Known<'_>) -> Option<Life> {
    // Behind a dot is the number of a copy.
    let order = names::order_in(name)?.split('.').next()?;
    known(order).filter(|life| is_over(life, name))
}

/// The kind of a file of this name, if it waits until a person lets Optima import it.
#[must_use]
pub fn waits_by_hand(name: &str, known: Known<'_>) -> Option<&'static DocumentKind> {
    names::by_hand(name).filter(|_| over(name, known).is_none())
}

/// Looks for them. No folder holds none.
pub(super) fn for_optima_in(disk: &dyn Disk, folders: &Folders, known: Known<'_>) -> Result<Vec<ForOptima>, DiskError> {
    let outbox = folders.outbox();
    let listed = match disk.list(&outbox) {
        Err(error) if error.is_not_found() => Vec::new(),
        listed => listed?,
    };
    let of = |name: &str| {
        let kind = names::by_hand(name)?;
        Some(ForOptima { path: outbox.join(name), name: name.to_owned(), kind, over: over(name, known) })
    };
    let files = listed.iter().filter(|entry| entry.kind == Kind::File);
    Ok(files.filter_map(|entry| entry.name.to_str().and_then(of)).collect())
}

/// Takes one back that must not be imported any more, if it is as we wrote it. Of another a person is told.
pub(super) fn take_over_back(disk: &dyn Disk, file: &ForOptima, limit: u64) -> Result<(), DiskError> {
    let Some(life) = &file.over else { return Ok(()) };
    if life.wrote(&sha256_hex(&disk.read(&file.path, limit)?)) {
        remove_if_there(disk, &file.path)?;
        file.path.parent().map_or(Ok(()), |outbox| disk.sync_dir(outbox))?;
    }
    Ok(())
}

/// Drops the order's old file, and what copies of it a person left or laid anywhere, where they are as we wrote them: `new` is in
/// its place.
pub(super) fn drop_copies(
    disk: &dyn Disk,
    folders: &Folders,
    (life, new): (&Life, &Path),
    limit: u64,
) -> Result<(), DiskError> {
    let Some(name) = &life.file else { return Ok(()) };
    for path in [folders.inbox(), folders.errors(), folders.outbox()].map(|folder| folder.join(name)) {
        if path != new && exists(disk, &path)? && life.wrote(&sha256_hex(&disk.read(&path, limit)?)) {
            drop_refused(disk, &path)?;
        }
    }
    Ok(())
}
