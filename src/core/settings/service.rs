//! What the user chose about work that goes on by itself.

use serde::{Deserialize, Serialize};

/// When orders are fetched. Hours are those of Poland. What it means: [`crate::core::schedule`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Schedule {
    /// Minutes between two runs; 0: none by interval.
    pub every_minutes: u32,
    /// Hours of the day, `06:00`.
    pub daily_at: Vec<String>,
    /// Only within these, `07:00-20:00`; empty: the whole day.
    pub hours: String,
    /// Only on these, in Polish or English; empty: every day.
    pub weekdays: Vec<String>,
}

impl Default for Schedule {
    fn default() -> Self {
        // Four times an hour: a buyer sees his order taken on within a coffee's time, and the API is asked three
        // requests each.
        Self { every_minutes: 15, daily_at: Vec::new(), hours: String::new(), weekdays: Vec::new() }
    }
}

/// How the drop folders are watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Watch {
    /// Seconds between two looks; what the system tells of changes makes a look come sooner.
    pub scan_seconds: u32,
    /// Do not ask the system to tell of changes: on some network shares it tells nonsense.
    pub poll_only: bool,
    /// Look into folders below `inbox/` too.
    pub subfolders: bool,
}

impl Default for Watch {
    fn default() -> Self {
        Self { scan_seconds: 10, poll_only: false, subfolders: false }
    }
}
