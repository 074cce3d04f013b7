//! What waits, as it was read last: thousands of orders are read anew when one of them was changed, and not at each look.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::core::life::Life;
use crate::ledger::{Ledger, LedgerError};

/// More than this would lie in memory for a page that is seldom asked for.
const MOST: usize = 20_000;

type Known = BTreeMap<PathBuf, ([u64; 3], Arc<Vec<Life>>)>;

/// By the ledger's file, with what tells its contents from others.
static KNOWN: Mutex<Known> = Mutex::new(BTreeMap::new());

/// [`Ledger::open_lives`], read once for as long as nothing changes.
pub(super) fn open_lives(ledger: &Ledger) -> Result<Arc<Vec<Life>>, LedgerError> {
    let stamp = ledger.stamp()?;
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner).get(ledger.path()).cloned();
    if let Some((_, lives)) = known.filter(|(of, _)| *of == stamp) {
        return Ok(lives);
    }
    let lives = Arc::new(ledger.open_lives()?);
    // What was changed while it was read belongs to neither.
    if lives.len() <= MOST && ledger.stamp()? == stamp {
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(ledger.path().to_owned(), (stamp, Arc::clone(&lives)));
    }
    Ok(lives)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::core::life::{self, Happening};
    use crate::core::message::text::Lif001;
    use crate::core::problem::Problem;

    #[test]
    fn what_is_known_is_what_there_is() {
        let folder = tempfile::tempdir().unwrap();
        let (path, old) = (folder.path().join("a.sqlite3"), folder.path().join("old.sqlite3"));
        let mut ledger = Ledger::open(&path).unwrap();
        let refused = |id: &str| {
            let seen = Life::seen(id, "sklep", Timestamp::UNIX_EPOCH);
            life::after(&seen, Happening::Refused(Problem::error(Lif001)), Timestamp::UNIX_EPOCH).0
        };
        let ids = |ledger: &Ledger| -> Vec<String> {
            open_lives(ledger).unwrap().iter().map(|life| life.order_id.to_string()).collect()
        };
        assert_eq!(ids(&ledger), [""; 0]);
        ledger.record(&[refused("a")]).unwrap();
        assert_eq!(ids(&ledger), ["a"]);
        assert!(Arc::ptr_eq(&open_lives(&ledger).unwrap(), &open_lives(&Ledger::open(&path).unwrap()).unwrap()));
        std::fs::copy(&path, &old).unwrap();
        ledger.record(&[refused("b")]).unwrap();
        assert_eq!(ids(&ledger), ["a", "b"]);
        let ignored = life::after(&refused("a"), Happening::Ignored, Timestamp::UNIX_EPOCH).0;
        ledger.record(&[ignored]).unwrap();
        assert_eq!(ids(&ledger), ["b"]);
        // A copy is put in its place.
        drop(ledger);
        std::fs::copy(&old, &path).unwrap();
        assert_eq!(ids(&Ledger::open(&path).unwrap()), ["a"]);
    }
}
