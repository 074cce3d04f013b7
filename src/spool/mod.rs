//! The folders: durable files, the drop folder, claims, receipts. What joins the two stages.
//!
//! | file | holds |
//! | --- | --- |
//! | [`disk`] | the port: few operations, each error with its path and operation |
//! | [`folders`] | where things lie |
//! | [`names`] | what files are called, and what a name says about a file |
//! | [`durable`] | files that are whole or absent, and that a power cut does not take away |
//! | [`scan`] | what lies in a drop folder |
//! | `blame` | whose fault a failure is: one file's or the folder's |
//! | [`whole`], `settle` | which dropped files their writers have finished |
//! | [`notes`] | what is known of files that a run left where they lie |
//! | [`claim`] | each file taken by one owner, and given back when that owner dies |
//! | [`receipt`] | what became of a file, written beside it |
//! | `cut` | finished files that are removed when their time has come, and what stays of their receipts |
//! | [`finish`] | a claimed file and its receipt on their way to their last folder |
//! | [`lock`] | one instance at a time |
//! | [`secret`] | files that only their owner may read |
//! | [`testing`] | a disk that fails when told to, and one that loses power |
//!
//! Invariants (`ARCHITECTURE.md`), each held after a failure or a crash at any disk operation, once
//! [`claim::Owner::recover`] has run:
//! - a file that was dropped is in exactly one place: dropped, claimed, or finished;
//! - a file has one receipt when it is finished and none before;
//! - nothing is visible under its name before it is whole;
//! - what [`durable::write_new`] has answered for survives a power cut.

mod again;
mod blame;
pub mod claim;
mod cut;
pub mod disk;
pub mod durable;
pub mod error;
pub mod finish;
pub mod folders;
mod hints;
mod join;
pub mod lock;
pub mod names;
pub mod notes;
mod parallel;
pub mod receipt;
pub mod scan;
pub mod secret;
mod settle;
pub mod testing;
pub mod whole;

#[cfg(test)]
mod tests;

pub use again::{drop_refused, take_back};
pub use blame::{Unusable, blame};
pub use claim::{Abandoned, Claimed, Content, Owner, Recovered, abandoned};
pub use cut::{Ended, cut_down, each_ended, ended_before, hidden_name, remove_finished, write_receipt};
pub use disk::{Disk, DiskError, RealDisk};
pub use durable::{Written, replace, tidy, write_new, write_page};
pub use error::SpoolError;
pub use finish::{Destination, Finished, Finishing, finish, finish_page};
pub use folders::Folders;
pub use hints::Hints;
pub use join::join;
pub use lock::Lock;
pub use notes::{Noted, Notes};
pub use receipt::{Outcome, Receipt, Remark, Sums, archived_orders, read_receipt, read_receipts, receipt_of};
pub use scan::{Candidate, Scan, Scanned, Skipped, files_in, on_the_way, scan, scan_all, scan_below};
pub use secret::{password_in, read_secret, write_secret};
pub use settle::{LEFT_ALONE_FOR, Settle, Settling};
