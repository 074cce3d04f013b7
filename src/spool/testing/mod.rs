//! Disks for tests, here and in the stages: one in memory that loses power, and three that fail: at a certain operation, at
//! certain files, or in a folder.

mod bad_files;
mod faulty;
mod memory;
mod shut;
mod troubled;

pub use bad_files::BadFiles;
pub use faulty::{Fault, FaultyDisk};
pub use memory::{AwayFolder, MemoryDisk};
pub use shut::ShutFolder;
