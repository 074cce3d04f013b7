//! The ledger's tables, by numbered steps. A step that was released is never changed; a new one is added.

use rusqlite::{Connection, TransactionBehavior};

/// `PRAGMA application_id`: tells our file from any other SQLite file ("ŁĄCZ" has no ASCII, "LCZK" does).
const APPLICATION: i32 = i32::from_be_bytes(*b"LCZK");

const STEPS: [&str; 7] = [
    include_str!("migrations/001.sql"),
    include_str!("migrations/002.sql"),
    include_str!("migrations/003.sql"),
    include_str!("migrations/004.sql"),
    include_str!("migrations/005.sql"),
    include_str!("migrations/006.sql"),
    include_str!("migrations/007.sql"),
];

/// The version since which words are kept for searching.
const WORDS_SINCE: usize = 4;

/// What the file is to this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    /// As this program writes it.
    Current,
    /// Written by a later one; its version.
    Newer(u32),
    /// Of another program.
    Foreign,
}

/// Brings the tables to this program's version. Two processes may try at once; the second finds it done.
pub(super) fn migrate(connection: &mut Connection) -> rusqlite::Result<Age> {
    // In a transaction, for the look is three reads, and another process may be making the tables between them.
    // A reading one first: a foreign file is not even locked for writing.
    let look = connection.transaction()?;
    if let (Some(age), _) = age(&look)? {
        return Ok(age);
    }
    drop(look);
    // A table that others refer to may be made anew. Whoever opens the ledger switches this on again.
    connection.pragma_update(None, "foreign_keys", false)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Again, under the lock.
    let (known, version) = age(&transaction)?;
    if let Some(age) = known {
        return Ok(age);
    }
    for step in STEPS.iter().skip(version) {
        transaction.execute_batch(step)?;
    }
    if version < WORDS_SINCE {
        super::browse::note_all(&transaction)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", u32::try_from(STEPS.len()).unwrap_or(u32::MAX))?;
    transaction.commit()?;
    Ok(Age::Current)
}

/// `None`: steps are missing; and how many there are.
fn age(connection: &Connection) -> rusqlite::Result<(Option<Age>, usize)> {
    let number = |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 = connection.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let version = u32::try_from(version).unwrap_or(u32::MAX);
    let ours = application == i64::from(APPLICATION) || (application == 0 && version == 0 && tables == 0);
    let steps = usize::try_from(version).unwrap_or(usize::MAX);
    Ok(match steps.cmp(&STEPS.len()) {
        _ if !ours => (Some(Age::Foreign), steps),
        std::cmp::Ordering::Less => (None, steps),
        std::cmp::Ordering::Equal => (Some(Age::Current), steps),
        std::cmp::Ordering::Greater => (Some(Age::Newer(version)), steps),
    })
}

#[cfg(test)]
mod tests {
    use sha2::{Digest as _, Sha256};

    use super::*;
    use crate::ledger::Ledger;

    /// How the digests of the steps of version 0.1 of the program begin, as they were released.
    const RELEASED: [u64; 6] = [
        0x6b01_05f1_9329_1590,
        0xace4_14cc_4d1b_57a9,
        0x56aa_63e0_4a20_3881,
        0xc7bf_1ea9_2f10_f4c0,
        0x7be9_1e4a_1a21_11ea,
        0x6cd3_c57f_f6c9_2ff7,
    ];

    #[test]
    fn a_released_step_is_never_changed() {
        for (step, released) in STEPS.iter().zip(RELEASED) {
            let digest = Sha256::digest(step.replace("\r\n", "\n"));
            let begin = digest.iter().take(8).fold(0, |begin, byte| begin << 8 | u64::from(*byte));
            assert_eq!(begin, released, "{step}");
        }
    }

    #[test]
    fn a_ledger_of_every_earlier_version_is_brought_to_this_one_with_what_it_holds() {
        let folder = tempfile::tempdir().unwrap();
        for version in 1..=STEPS.len() {
            let path = folder.path().join(format!("{version}.sqlite3"));
            let old = Connection::open(&path).unwrap();
            STEPS.iter().take(version).for_each(|step| old.execute_batch(step).unwrap());
            old.pragma_update(None, "application_id", APPLICATION).unwrap();
            old.pragma_update(None, "user_version", u32::try_from(version).unwrap()).unwrap();
            old.execute_batch(
                "INSERT INTO orders (order_id, account, state, document, seen_at, changed_at, attempts) VALUES
                 ('o1', 'sklep', 'imported', 'RO/1/2026', '2026-11-01T00:00:00Z', '2026-11-01T00:00:00Z', 1);
                 INSERT INTO cursors VALUES ('sklep', 'e1', '2026-11-01T00:00:00Z');",
            )
            .unwrap();
            drop(old);
            let ledger = Ledger::open(&path).unwrap();
            assert!(ledger.problem().is_none(), "{version}");
            assert_eq!(ledger.order("o1").unwrap().unwrap().document.as_deref(), Some("RO/1/2026"), "{version}");
            assert_eq!(ledger.cursor("sklep").unwrap().unwrap().event_id, "e1", "{version}");
            let now = ledger.connection.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0)).unwrap();
            assert_eq!(usize::try_from(now), Ok(STEPS.len()));
        }
    }
}
