//! Files that are named on the command line.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::allegro::port::FetchedOrder;
use crate::allegro::wire;
use crate::core::message::text::{Cli009, Cli010, Cli011, Cli012};
use crate::core::problem::{Explain as _, Problem};
use crate::system;
use crate::system::regular::{self, Links};

/// What became of a named file, or of one order in it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The file as it was named.
    pub input: String,
    /// What was made of it.
    pub output: Option<PathBuf>,
    /// Its order.
    pub order_id: Option<String>,
    /// Everything that is to be said of it.
    pub problems: Vec<Problem>,
}

/// The orders of a file: one, a list, or a page of the API's list.
///
/// # Errors
/// What concerns the whole file; there is at least one order in it.
pub fn orders(path: &Path, limit: u64) -> Result<Vec<FetchedOrder>, Problem> {
    let in_file = |problem: Problem| problem.in_file(path.display().to_string());
    let orders = wire::decode_any(&read(path, limit)?).map_err(|error| in_file(error.problem()))?;
    if orders.is_empty() { Err(in_file(Problem::error(Cli009 { path: path.into() }))) } else { Ok(orders) }
}

/// Reads a file, whole, under a limit. The size is asked first, so that a file of a gigabyte is refused unread;
/// a pipe or a device is no file.
///
/// # Errors
/// What an operator should know, with the path.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
    let unusable = |error: &io::Error| {
        Problem::error(Cli010 { path: path.into(), why: system::reason(error) }).in_file(path.display().to_string())
    };
    let in_file = |problem: Problem| problem.in_file(path.display().to_string());
    let file = regular::open(path, Links::Followed).map_err(|error| match error.kind() {
        io::ErrorKind::IsADirectory => in_file(Problem::error(Cli011 { path: path.into() })),
        _ => unusable(&error),
    })?;
    let size = file.metadata().map_err(|error| unusable(&error))?.len();
    let too_large = |size: u64| {
        in_file(Problem::error(Cli012 {
            path: path.into(),
            size: (size >> 20).to_string().into(),
            max: (limit >> 20).to_string().into(),
        }))
    };
    if size > limit {
        return Err(too_large(size));
    }
    let mut bytes = Vec::new();
    let read = file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| unusable(&error))?;
    let read = u64::try_from(read).unwrap_or(u64::MAX);
    if read > limit { Err(too_large(read)) } else { Ok(bytes) }
}
