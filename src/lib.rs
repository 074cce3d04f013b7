//! `allegro-optima` brings orders from Allegro.pl into Comarch ERP Optima as RO documents (Rezerwacja
//! Odbiorcy), through XML files that people can read.
//!
//! This page is the map. A room imports only from rooms below it (`ARCHITECTURE.md`).
//!
//! | room | what lives there |
//! | --- | --- |
//! | [`cli`] | the commands: arguments, words, exit codes |
//! | [`panel`] | the same in a browser on this machine |
//! | [`workplace`] | the working folder with its companies, and what both do with it |
//! | [`stages`] | export and import, each a list of steps over the ports |
//! | [`allegro`] | Allegro's JSON and HTTP API, and a simulator of it that runs inside the process |
//! | [`xml`] | Optima's document format: writing, liberal reading, the schema |
//! | [`spool`] | the folders: durable files, claims, receipts |
//! | [`ledger`] | our own state: orders, cursor; can be lost |
//! | [`optima`] | the base: an intent as rows, look-ups, the transaction, the embedded sandbox |
//! | [`settings`] | the settings file and the mapping tables |
//! | [`core`] | what an order and a document are, and how the one becomes the other and then an intent; computes only |
//! | [`mail`] | letters over SMTP |
//! | [`clock`] | the one place that reads a clock |
//! | [`keyring`] | the keyring of the system: secrets by name |
//! | [`system`] | what the operating system answers, in the operator's words |

pub mod allegro;
pub mod cli;
pub mod clock;
pub mod core;
pub mod keyring;
pub mod ledger;
pub mod mail;
pub mod optima;
pub mod panel;
pub mod settings;
pub mod spool;
pub mod stages;
pub mod system;
pub mod workplace;
pub mod xml;

/// How much the large tests take on; it stands where the tests of the whole program are.
#[cfg(test)]
#[path = "../tests/it/whole.rs"]
mod whole;

/// The judge of our XML, for the tests of `xml` and of the whole program.
#[cfg(test)]
#[path = "../tests/it/libxml2.rs"]
mod libxml2;
