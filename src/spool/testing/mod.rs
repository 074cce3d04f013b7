//! Disks for tests, here and in the stages: one in memory that loses power, and two that fail: at a certain operation, or at
//! certain files.

mod bad_files;
mod faulty;
mod memory;
mod troubled;

pub use bad_files::BadFiles;
pub use faulty::{Fault, FaultyDisk};
pub use memory::{AwayFolder, MemoryDisk};
