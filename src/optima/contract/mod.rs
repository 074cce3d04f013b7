//! What every [`OptimaDb`] has to keep, whichever engine holds the base: the sandbox runs these tests, and so
//! does any other adapter that can run raw SQL beside the port and starts from the same seeds.
//!
//! The plans are built here and fill every column that an INSERT has to name; what a real planner puts into
//! them is not the matter.

mod plans;
mod reading;
mod refusing;
mod writing;

pub use plans::{import, key, mugs};
pub use reading::*;
pub use refusing::*;
pub use writing::*;

use super::port::OptimaDb;
use crate::core::plan::Row;

/// A base under test: the port, and a way to put in and read what the port does not offer.
pub trait RawBase: OptimaDb {
    /// Runs a statement, without parameters; `GETDATE()` and `CDN.` as on SQL Server.
    async fn raw(&mut self, sql: &str) -> Result<(), String>;
    /// The first cell of the first row of a SELECT, as text; NULL is `NULL`.
    async fn cell(&mut self, sql: &str) -> String;
    /// Runs the INSERT of a row without looking at it first, as a faulty program would.
    async fn insert_unchecked(&mut self, row: &Row) -> Result<(), String>;
}
