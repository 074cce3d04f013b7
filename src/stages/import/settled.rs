//! Step 2 of a run that nobody repeats in a moment: files that are still being written are waited for, and all others go first.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::{Import, ImportReport, Looked, StageError};
use crate::core::settings::{Handoff, Settings};
use crate::optima::OptimaDb;
use crate::spool::disk::DiskError;
use crate::spool::{Candidate, Disk, Folders, LEFT_ALONE_FOR, Owner, Scanned, Settle, Settling, names, scan_all};
use crate::xml::RECORD_TARGET;

/// How dropped files are looked at. `finished`: folders of files that get their names when they are whole.
#[must_use]
pub fn settle<'a>(disk: &'a dyn Disk, finished: &'a [PathBuf], settings: &Settings) -> Settle<'a> {
    Settle {
        disk,
        finished,
        after: settings.import.settle(),
        limit: u64::from(settings.files.max_size_mib) << 20,
        record: RECORD_TARGET,
    }
}

/// Where files are dropped: into `inbox/`, and, where no person imports what we write, into `outbox/`.
#[must_use]
pub fn dropped_into(settings: &Settings, folders: &Folders) -> Vec<PathBuf> {
    match settings.handoff {
        Handoff::Auto => vec![folders.inbox(), folders.outbox()],
        Handoff::Manual => vec![folders.inbox()],
    }
}

/// What lies in the drop folders, and below them where the settings say so: whoever looks, by hand or by the clock, sees the
/// same. What we wrote for a person, who lets Optima import it, stays in `outbox/`; in `inbox/` it was put by a person.
///
/// # Errors
/// `inbox/` is gone, as when a drive is not there. What is claimed and finished lies in it, so nothing can be taken from
/// elsewhere either, and an empty folder in its place would only hide that.
pub fn look_into(disk: &dyn Disk, folders: &Folders, settings: &Settings) -> Result<Scanned, DiskError> {
    let mut scanned = scan_all(disk, &dropped_into(settings, folders), settings.watch.subfolders);
    let outbox = folders.outbox();
    let by_hand = |file: &Candidate| file.name.to_str().is_some_and(|name| names::by_hand(name).is_some());
    scanned.found.candidates.retain(|file| !file.folder.starts_with(&outbox) || !by_hand(file));
    match scanned.unseen.take_if(|error| error.is_not_found() && error.path == folders.inbox()) {
        Some(gone) => Err(gone),
        None => Ok(scanned),
    }
}

impl<B: OptimaDb> Import<'_, B> {
    /// Takes what is ready, and looks again after a pause while something is not, for [`LEFT_ALONE_FOR`] in all.
    pub(super) async fn import_settled(
        &mut self,
        owner: &Arc<Owner>,
        report: &mut ImportReport,
    ) -> Result<(), StageError> {
        let begun = self.clock.now();
        let pause = self.settings.import.settle();
        // A clock that stands still, or is set back meanwhile, ends it too.
        let mut rounds = LEFT_ALONE_FOR.as_secs().checked_div(pause.as_secs()).unwrap_or_default();
        let (finished, mut settling) = ([self.folders.outbox()], Settling::default());
        let mut tried: BTreeMap<PathBuf, Candidate> = BTreeMap::new();
        // What does not belong in the folders is said once.
        let Looked { candidates: mut found, mut rest } = self.look(report);
        loop {
            found.retain(|candidate| tried.get(&candidate.path()) != Some(candidate));
            let disk = Arc::clone(&self.disk);
            let ready = settling.ready(found, settle(&*disk, &finished, self.settings), self.clock.now());
            tried.extend(ready.iter().map(|candidate| (candidate.path(), candidate.clone())));
            if !ready.is_empty() {
                let ready = self.untried_first(ready)?;
                self.import_all(owner, ready.into_iter().map(Ok), report).await?;
            }
            let waited = self.clock.now().duration_since(begun);
            if !settling.is_waiting() || rounds == 0 || waited >= LEFT_ALONE_FOR || self.progress.is_stopped() {
                break;
            }
            rounds -= 1;
            self.pause.pause(Duration::try_from(pause).unwrap_or_default()).await;
            Looked { candidates: found, rest } = self.look(&mut ImportReport::default());
        }
        report.unfinished.extend(settling.left().map(Path::to_path_buf));
        rest
    }
}
