//! What we make holds persons or secrets, so it is for nobody but the user whom the program runs as, whatever the umask. On
//! Windows the rights are those of the folder, which in a user's profile let that user and administrators in.

use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::path::Path;

/// Group and others, any right.
pub const OTHERS: u32 = 0o077;

/// Makes what libraries create private too: the files of the log, and what SQLite lays beside a base.
pub fn from_now_on() {
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
}

/// How a file is opened that may have to be made.
#[must_use]
pub fn options() -> OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "Unix sets the rights"))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a folder with its parents; fine if it is there, and then its rights are left alone.
///
/// # Errors
/// What the system says.
pub fn create_dir_all(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// Makes an empty file, where nothing lies yet, for a library that would make it with wider rights.
///
/// # Errors
/// What the system says.
pub fn begin(path: &Path) -> io::Result<()> {
    match options().write(true).create_new(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}

/// The number of the user whom the program runs as; Windows has none.
#[cfg(unix)]
#[must_use]
pub fn user() -> Option<u32> {
    Some(rustix::process::geteuid().as_raw())
}

/// The number of the user whom the program runs as; Windows has none.
#[cfg(not(unix))]
#[must_use]
pub fn user() -> Option<u32> {
    None
}
