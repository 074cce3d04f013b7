//! What the user chose about files on their way into Optima, and about documents that are there.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// `[import]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Import {
    /// A file whose sum is not that of its order.
    pub other_sum: OtherSum,
    /// Documents of the last so many days are looked for in Optima: is each still there? 0: none.
    pub look_back_days: u32,
    /// A dropped file must have been left alone for so many seconds before it is taken, and be all there. 0: every file is taken
    /// as it is.
    pub settle_seconds: u32,
}

impl Import {
    /// `settle_seconds`; a minute at most, for after that a file is taken in any case.
    #[must_use]
    pub fn settle(&self) -> SignedDuration {
        SignedDuration::from_secs(i64::from(self.settle_seconds.min(60)))
    }
}

impl Default for Import {
    fn default() -> Self {
        // Two settlement periods: what is older is in the books.
        Self { other_sum: OtherSum::Stop, look_back_days: 60, settle_seconds: 2 }
    }
}

/// Stop with both sums, or go on with a warning.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OtherSum {
    /// Refused, with both sums.
    #[default]
    Stop,
    /// Taken, with a warning.
    Warn,
}
