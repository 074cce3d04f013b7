//! Optima's company base: the port that the stages use, the statements, SQL Server, and the embedded sandbox.
//!
//! | room | is |
//! | --- | --- |
//! | [`base`] | a company's base, whichever engine holds it |
//! | [`port`] | what the stages may ask |
//! | [`error`] | what can go wrong, with its code |
//! | [`tables`] | the tables as Comarch describes them, and the sandbox's `CREATE` script |
//! | [`rows`] | an intent as rows: the columns, the base's own shape, the pattern document |
//! | [`check`] | a row against the columns, before it is sent |
//! | [`sql`] | the statements, the same text for every engine, and how rows are written |
//! | [`sandbox`] | the embedded base |
//! | [`server`] | a base on SQL Server |

pub mod base;
pub mod check;
#[cfg(test)]
pub(crate) mod contract;
pub mod error;
pub mod port;
pub mod rows;
pub mod sandbox;
pub mod server;
pub mod sql;
pub mod tables;

pub use base::Base;
pub use error::OptimaError;
pub use port::OptimaDb;
