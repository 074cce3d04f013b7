//! A disk that fails at certain files, whatever is their path just now.

use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::troubled::{Trouble, Troubled};
use crate::spool::disk::{Disk, Operation};

/// One kind of operation on some files fails with an error number of the system's.
#[derive(Debug)]
pub struct Bad {
    names: Vec<String>,
    fault: Mutex<Option<(Operation, i32)>>,
}

impl Bad {
    fn is_about_one(&self, disk: &dyn Disk, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let beside = |bad: &str| {
            let folders = [Some(path), path.parent()].into_iter().flatten();
            let mut claims = folders.filter(|folder| folder.components().any(|part| part.as_os_str() == "claimed"));
            claims.any(|claim| disk.metadata(&claim.join(bad)).is_ok())
        };
        self.names.iter().any(|bad| name.starts_with(bad) || beside(bad))
    }
}

impl Trouble for Bad {
    const MEETS_TARGETS: bool = true;

    fn meet(&self, disk: &dyn Disk, operation: Operation, path: &Path) -> io::Result<()> {
        let fault = *self.fault.lock().unwrap_or_else(PoisonError::into_inner);
        match fault {
            Some((bad, errno)) if bad == operation && self.is_about_one(disk, path) => {
                Err(io::Error::from_raw_os_error(errno))
            }
            _ => Ok(()),
        }
    }
}

/// Any disk, with bad files.
pub type BadFiles<D> = Troubled<D, Bad>;

impl<D: Disk> BadFiles<D> {
    /// These files, by name, are bad in this way, and so are their receipts and the folders in which they lie while they are
    /// claimed.
    pub fn new(inner: D, names: &[&str], operation: Operation, errno: i32) -> Self {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Self::with(inner, Bad { names, fault: Mutex::new(Some((operation, errno))) })
    }

    /// The trouble is over.
    pub fn mend(&self) {
        *self.trouble.fault.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
