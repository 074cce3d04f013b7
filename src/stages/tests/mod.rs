//! What must always be true of both stages, over the real adapters: simulator and client, sandbox, ledger, and
//! disks that fail or forget. Each test bears the number of the invariant that it guards (`ARCHITECTURE.md`).

mod by_hand;
mod chain;
mod changes;
mod companies;
mod corrected;
mod days;
pub mod double;
pub mod effects;
mod exports;
mod gaps;
mod held;
mod imports;
pub mod levels;
mod life;
mod listing;
mod once;
mod outages;
mod reach_allegro;
mod reading;
mod refusals;
mod remade;
pub mod shop;
mod shut;
mod sums;
mod ten_thousand;
mod troubles;
mod withdrawn;
mod writers;
