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

/// The log in `state/logs/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// How much is noted.
    pub level: LogLevel,
    /// So many days are kept; 0: no log is written.
    pub keep_days: u32,
}

impl Default for Log {
    fn default() -> Self {
        // Who comes back from a holiday can still see what happened.
        Self { level: LogLevel::Info, keep_days: 30 }
    }
}

/// How much is noted in the log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogLevel {
    /// What failed.
    Error,
    /// And what should be looked at.
    Warn,
    /// And what was done.
    #[default]
    Info,
    /// And every request.
    Debug,
}

impl LogLevel {
    /// The word in the settings, which is also that of the log.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
        }
    }
}

/// How long persons are kept in archive and ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Retention {
    /// Days after which what has ended is cut down to hash, key, number and sums; 0: never.
    pub days: u32,
}

impl Default for Retention {
    fn default() -> Self {
        // `reference/requirements.md` section 4: enough for complaints and for an accountant's questions about a quarter.
        Self { days: 90 }
    }
}
