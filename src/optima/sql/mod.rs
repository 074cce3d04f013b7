//! The statements, one text for SQL Server and for the sandbox, and what is done with them.
//!
//! What stays out of the texts so that both engines take them (`reference/sql-server.md`, section 3): `TOP`,
//! `LIMIT`, `MERGE`, `N''` literals, `+` or `||` between texts, hints, and bound NULLs (SQL Server's
//! Babelfish refuses an untyped NULL, so NULL is written into the text). Parameters are `@P1`, `@P2` …;
//! identifiers are our own constants or columns of a row that was checked against the base.

mod apply;
mod asked;
mod cards;
mod choices;
mod details;
mod documents;
mod engine;
mod existing;
mod insert;
mod inspect;
mod lookup;
mod lookups;
mod mail;
mod pattern;
mod reads;
mod record;
pub mod removal;
mod search;
mod statement;

pub use apply::{NUMBER_TRIES, apply, dangling, duplicate};
pub use cards::found_cards;
pub use choices::{choices, every_choice};
pub use documents::documents;
pub use engine::{Engine, InsertError, Writer};
pub use existing::{existing, find, of_order, present};
pub use insert::{Ids, insert};
pub use inspect::inspect;
pub use lookup::lookup;
pub use lookups::{DOCUMENT, MAX_PARAMS, by_foreign_number, cards_with, highest_number, naming_order, newest, release};
#[cfg(test)]
pub use lookups::{documents_by_key, every_text};
pub use mail::ESCAPE;
#[cfg(test)]
pub use pattern::{cards, header, line};
pub use pattern::{pattern_cells, with_pattern};
pub use reads::{missing, unknown};
pub use record::{Record, SqlCell};
pub use search::{Address, Search};
pub use statement::{SqlValue, Statement};
