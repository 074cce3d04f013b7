//! `allegro-optima` brings orders from Allegro.pl into Comarch ERP Optima as RO documents (Rezerwacja
//! Odbiorcy), through XML files that people can read.
//!
//! This page is the map. A room imports only from rooms below it (`ARCHITECTURE.md`).
//!
//! | room | what lives there |
//! | --- | --- |
//! | [`allegro`] | Allegro's JSON and HTTP API, and a simulator of it that runs inside the process |
//! | [`spool`] | the folders: durable files, claims, receipts |
//! | [`settings`] | the settings file and the mapping tables |
//! | [`core`] | what an order and a document are, and how the one becomes the other and then rows; computes only |
//! | [`clock`] | the one place that reads a clock |

pub mod clock;
pub mod core;
pub mod optima;
