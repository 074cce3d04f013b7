//! What users write: the settings file and the mapping tables. What they say is in `core`; here is how they are
//! read and written.

pub mod csv_text;
pub mod edit;
pub mod file;
mod levels;
pub mod origin;
mod sense;
pub mod tables;
pub mod template;
