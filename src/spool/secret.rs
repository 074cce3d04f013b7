//! Files that only their owner may read: tokens.

use std::io;
use std::path::Path;

use super::disk::{Access, Context as _, Disk, DiskError, Kind, Operation};
use super::durable::replace_with;
use super::error::SpoolError;
use crate::system::private::{self, OTHERS};

/// A token pair is some 4 KiB; a megabyte is not a secret of ours.
const LARGEST: u64 = 1024 * 1024;

/// Writes or replaces a secret, mode 0600 from its first byte on, durable when this returns.
///
/// On Windows the rights are those of the folder, which in a user's profile let that user and administrators
/// in.
pub fn write_secret(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    replace_with(disk, path, bytes, Access::Private)
}

/// A password as a person wrote it into its file: without what an editor adds. It may begin or end with a blank.
#[must_use]
pub fn password_in(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']).to_owned()
}

/// Reads a secret; `None`: there is none. Refused if group or others have any right to it, for then it may
/// have been read already, if it is another user's, who may have put it there, or if it is a link.
pub fn read_secret(disk: &dyn Disk, path: &Path) -> Result<Option<Vec<u8>>, SpoolError> {
    let found = match disk.metadata(path) {
        Ok(found) => found,
        Err(error) if error.is_not_found() => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    match found.kind {
        Kind::File => {}
        Kind::Directory => {
            return Err(io::Error::from(io::ErrorKind::IsADirectory)).context(Operation::Read, path)?;
        }
        kind => return Err(SpoolError::NotAFile { path: path.to_path_buf(), kind }),
    }
    if let Some(mode) = found.mode
        && mode & OTHERS != 0
    {
        return Err(SpoolError::OpenSecret { path: path.to_path_buf(), mode });
    }
    if is_foreign(found.owner, private::user()) {
        return Err(SpoolError::ForeignSecret { path: path.to_path_buf() });
    }
    Ok(Some(disk.read(path, LARGEST)?))
}

/// Is it of another user than this one and the administrator, who may do all?
fn is_foreign(owner: Option<u32>, user: Option<u32>) -> bool {
    const ROOT: u32 = 0;
    owner.zip(user).is_some_and(|(owner, user)| owner != user && owner != ROOT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_ours_or_the_administrators() {
        let of = |owner, user| is_foreign(Some(owner), Some(user));
        assert_eq!(
            [of(1000, 1000), of(0, 1000), of(0, 0), of(1001, 1000), of(1000, 0)],
            [false, false, false, true, true]
        );
        assert!(!is_foreign(None, None), "Windows has no such numbers");
    }
}
