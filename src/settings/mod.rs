//! What users write: the settings file and the mapping tables. What they say is in `core`; here is how they are
//! read and written.

mod bytes;
pub mod csv_text;
pub mod edit;
pub mod explained;
pub mod fields;
pub mod file;
mod leaves;
mod levels;
mod lines;
mod meant;
pub mod mend;
mod mistake;
pub mod origin;
pub mod schema;
mod sense;
mod slips;
pub mod table_edit;
pub mod tables;
pub mod template;
mod typed;
