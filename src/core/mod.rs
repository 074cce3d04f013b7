//! The pure part: what an order is, what a document is, and how the one becomes the other and then rows.
//! No I/O, no clock, no async, no environment; what is needed comes in as an argument.

pub mod changes;
pub mod convert;
pub mod country;

pub mod doctor;
pub mod document;
pub mod ean;
pub mod essence;
pub mod fingerprint;
pub mod foreign;
pub mod inspection;
pub mod key;
pub mod life;
pub mod matching;
pub mod message;
pub mod money;
pub mod namesakes;
pub mod net;
pub mod notice;
pub mod offer;
pub mod order;
pub mod person;
pub mod plan;
pub mod poland;
pub mod problem;
pub mod profile;
pub mod reach;
pub mod reading;
pub mod retention;
pub mod schedule;
pub mod settings;
pub mod suggest;
pub mod tables;
pub mod taxid;
pub mod text;
pub mod vat;
