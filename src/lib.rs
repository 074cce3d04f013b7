//! `allegro-optima` brings orders from Allegro.pl into Comarch ERP Optima as RO documents (Rezerwacja
//! Odbiorcy), through XML files that people can read.

pub mod core;
pub mod ledger;
pub mod spool;
