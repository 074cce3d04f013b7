//! What users write: so far the mapping tables.

pub mod csv_text;
pub mod tables;
