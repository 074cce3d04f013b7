//! The ledger's tables, by numbered steps. A step that was released is never changed; a new one is added.

use rusqlite::{Connection, TransactionBehavior};

/// `PRAGMA application_id`: tells our file from any other SQLite file ("ŁĄCZ" has no ASCII, "LCZK" does).
const APPLICATION: i32 = i32::from_be_bytes(*b"LCZK");

const STEPS: [&str; 6] = [
    include_str!("migrations/001.sql"),
    include_str!("migrations/002.sql"),
    include_str!("migrations/003.sql"),
    include_str!("migrations/004.sql"),
    include_str!("migrations/005.sql"),
    include_str!("migrations/006.sql"),
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
