//! What the system tells of changes in folders: a hint to look sooner, and no more. Network shares tell nothing, some tell
//! wrongly, and queues overflow; whoever relies on a folder looks into it by himself from time to time.

use std::path::PathBuf;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// Tells of changes as long as it lives.
pub struct Hints {
    watcher: Option<RecommendedWatcher>,
    watched: Vec<PathBuf>,
}

impl std::fmt::Debug for Hints {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hints").field("watched", &self.watched).finish_non_exhaustive()
    }
}

impl Hints {
    /// Calls `tell` from a thread of the system's at each change. Where the system cannot tell of changes at all,
    /// nothing is told: looking at intervals goes on.
    pub fn new(tell: impl Fn() + Send + 'static) -> Self {
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // Reading is no change; an error may stand for changes that were lost.
            if !matches!(event, Ok(Event { kind: EventKind::Access(_), .. })) {
                tell();
            }
        });
        let watcher = watcher.inspect_err(|error| tracing::warn!(%error, "no hints from the system")).ok();
        Self { watcher, watched: Vec::new() }
    }

    /// Watches these folders, not below them, and no others. A folder that is not there is tried again at the next
    /// call, and one that was replaced is watched anew: call it at each look.
    pub fn watch(&mut self, folders: &[PathBuf]) {
        let Some(watcher) = &mut self.watcher else { return };
        for gone in self.watched.extract_if(.., |path| !folders.contains(path) || !path.is_dir()) {
            // The system may have forgotten it already.
            let _ = watcher.unwatch(&gone);
        }
        for folder in folders {
            if self.watched.contains(folder) {
                continue;
            }
            match watcher.watch(folder, RecursiveMode::NonRecursive) {
                Ok(()) => self.watched.push(folder.clone()),
                Err(error) => tracing::debug!(%error, folder = %folder.display(), "no hints of this folder"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spool::{RealDisk, replace};
    use std::sync::mpsc;
    use std::time::Duration;

    /// A machine may be busy; a hint that comes at all comes within this time.
    const PATIENCE: Duration = Duration::from_secs(20);

    #[test]
    fn a_dropped_file_is_hinted_also_in_a_folder_that_was_away() {
        let dir = tempfile::tempdir().unwrap();
        let inbox = dir.path().join("inbox");
        std::fs::create_dir(&inbox).unwrap();
        let (tell, told) = mpsc::channel();
        let mut hints = Hints::new(move || tell.send(()).unwrap_or_default());
        hints.watch(std::slice::from_ref(&inbox));
        replace(&RealDisk, &inbox.join("a.xml"), b"a").unwrap();
        told.recv_timeout(PATIENCE).unwrap();

        std::fs::remove_dir_all(&inbox).unwrap();
        hints.watch(std::slice::from_ref(&inbox));
        std::fs::create_dir(&inbox).unwrap();
        hints.watch(std::slice::from_ref(&inbox));
        while told.try_recv().is_ok() {}
        replace(&RealDisk, &inbox.join("b.xml"), b"b").unwrap();
        told.recv_timeout(PATIENCE).unwrap();
    }
}
