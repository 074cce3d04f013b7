//! What tests of the adapter need.

pub(super) mod cutter;
pub(super) mod tds;
