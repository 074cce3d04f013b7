//! What tests of the adapter need.

pub(super) mod tds;
