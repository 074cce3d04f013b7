//! Disks for tests, here and in the stages: one in memory that loses power, and one that fails when told to.

mod bad_files;
mod faulty;
mod memory;

pub use bad_files::BadFiles;
pub use faulty::{Fault, FaultyDisk};
pub use memory::{AwayFolder, MemoryDisk};
