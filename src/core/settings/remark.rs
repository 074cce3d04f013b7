//! Something to be said of a setting, by whoever knows where it stands.

use std::fmt;

use crate::core::message::{Arg, Message};

/// Where a setting stands: its line and column.
pub struct Spot {
    /// From 1.
    pub line: Arg,
    /// From 1.
    pub column: Arg,
}

/// What is to be said of a setting.
pub struct Remark<'s> {
    /// Its path, `fields.reservation_days`.
    pub key: String,
    tell: Box<dyn FnOnce(Spot) -> Message + 's>,
}

impl<'s> Remark<'s> {
    /// A sentence that names the place.
    pub fn new<M: Into<Message>>(key: impl Into<String>, tell: impl FnOnce(Spot) -> M + 's) -> Self {
        Self { key: key.into(), tell: Box::new(|spot| tell(spot).into()) }
    }

    /// The sentence.
    #[must_use]
    pub fn at(self, line: u32, column: u32) -> Message {
        (self.tell)(Spot { line: line.into(), column: column.into() })
    }
}

impl fmt::Debug for Remark<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remark").field("key", &self.key).finish_non_exhaustive()
    }
}
