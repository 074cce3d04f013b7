//! The two stages, each a list of steps over the ports. What a step decides is decided in `core`; how it is
//! done, in an adapter.

pub mod by_hand;
pub mod doctor;
pub mod error;
pub mod export;
pub mod import;
mod lacking;
pub mod lying;
mod make;
pub mod preview;
pub mod rebuild;
pub mod reconcile;
pub mod remake;
pub mod retention;
mod sample;
pub mod service;
pub mod take_out;
mod walk;

pub use error::StageError;
pub use lacking::{Lacking, Rows, Sellers, met as words_met};
pub use make::{MadeFile, make_file, make_files};
pub use sample::{Sample, Tried};

use crate::core::order::OrderId;

/// Another company that has an order, by its name, and whether it has a document of it.
pub type Elsewhere<'a> = dyn Fn(&OrderId) -> Option<(String, bool)> + 'a;

/// Told how far a stage is. Implementations must not slow it down.
pub trait Progress {
    /// A piece of work begins, with so many steps if that is known.
    fn begin(&self, what: &str, total: Option<u64>);
    /// One step is done.
    fn step(&self);
    /// The piece of work is done.
    fn end(&self);
    /// Who watches wants it to end with the file in hand.
    fn is_stopped(&self) -> bool {
        false
    }
}

/// For those who do not watch.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoProgress;

impl Progress for NoProgress {
    fn begin(&self, _: &str, _: Option<u64>) {}
    fn step(&self) {}
    fn end(&self) {}
}

#[cfg(test)]
pub(crate) mod tests;
