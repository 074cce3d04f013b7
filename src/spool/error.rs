//! What can go wrong with files, and how it is told.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{DiskError, Kind, Operation, is_held};
use crate::core::message::{Arg, text};
use crate::core::problem::{Explain, Fault, Problem};
use crate::core::reach::Reach;
use crate::system;

/// A failure of the spool.
#[derive(Debug, thiserror::Error)]
pub enum SpoolError {
    /// The disk failed.
    #[error(transparent)]
    Disk(DiskError),
    /// The disk failed at this file alone; its folders can be used ([`super::blame`]).
    #[error("{}: {error}", path.display())]
    File {
        /// Where the file lies now.
        path: PathBuf,
        /// What was tried, and why it failed.
        error: DiskError,
    },
    /// A folder that this file was to leave or to enter cannot be used ([`super::blame`]). Files that have nothing to do
    /// with it go on.
    #[error("{}: {} cannot be used: {error}", path.display(), folder.display())]
    Folder {
        /// Where the file lies now.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
        /// What was tried, and why it failed.
        error: DiskError,
    },
    /// Not a regular file; it was neither opened nor followed.
    #[error("{} is not a regular file", path.display())]
    NotAFile {
        /// Where.
        path: PathBuf,
        /// What it is.
        kind: Kind,
    },
    /// A receipt that cannot be read.
    #[error("{} is not a receipt", path.display())]
    Receipt {
        /// Where.
        path: PathBuf,
        /// Why.
        source: serde_json::Error,
    },
    /// A receipt of a later version of this program.
    #[error("{} has the version {version}", path.display())]
    NewerReceipt {
        /// Where.
        path: PathBuf,
        /// Its `v`.
        version: u32,
    },
    /// A secret that others may read.
    #[error("{} can be read by others (mode {mode:o})", path.display())]
    OpenSecret {
        /// Where.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// A secret that somebody else may write.
    #[error("{} belongs to another user", path.display())]
    ForeignSecret {
        /// Where.
        path: PathBuf,
    },
}

impl From<DiskError> for SpoolError {
    fn from(error: DiskError) -> Self {
        match error.instead_of_a_file() {
            // In the place of a lock it is more than one file's fault.
            Some(kind) if error.operation != Operation::Lock => Self::NotAFile { path: error.path, kind },
            _ => Self::Disk(error),
        }
    }
}

impl SpoolError {
    /// Is the file larger than what is read? That is a verdict on the file, as one on its bytes.
    #[must_use]
    pub fn is_too_large(&self) -> bool {
        matches!(self, Self::Disk(error) if error.kind() == io::ErrorKind::FileTooLarge)
    }

    /// Where the file lies that this holds up, while files that have nothing to do with it or its folder go on.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File { path, .. }
            | Self::Folder { path, .. }
            | Self::NotAFile { path, .. }
            | Self::Receipt { path, .. }
            | Self::NewerReceipt { path, .. } => Some(path),
            Self::Disk(_) | Self::OpenSecret { .. } | Self::ForeignSecret { .. } => None,
        }
    }

    /// The same, of a file that lies at this path now.
    #[must_use]
    pub fn now_at(self, path: PathBuf) -> Self {
        match self {
            Self::File { error, .. } => Self::File { path, error },
            Self::Folder { folder, error, .. } => Self::Folder { path, folder, error },
            other => other,
        }
    }
}

/// What may be wrong with one file.
enum Own {
    /// No right to it.
    Denied,
    /// Another program has it open.
    Held,
    /// It went while it was worked on.
    Gone,
    /// The disk cannot read or write it.
    Damaged,
    /// What the system says.
    Other,
}

impl Own {
    fn of(error: &io::Error) -> Self {
        /// `EIO`; on Windows, where the numbers are others: `ERROR_CRC`, `ERROR_SECTOR_NOT_FOUND`, `ERROR_READ_FAULT`,
        /// `ERROR_IO_DEVICE`.
        const DAMAGED: &[i32] = if cfg!(windows) { &[23, 27, 30, 1117] } else { &[5] };
        match error.kind() {
            _ if error.raw_os_error().is_some_and(|number| DAMAGED.contains(&number)) => Self::Damaged,
            _ if is_held(error) => Self::Held,
            io::ErrorKind::PermissionDenied => Self::Denied,
            io::ErrorKind::NotFound | io::ErrorKind::StaleNetworkFileHandle => Self::Gone,
            _ => Self::Other,
        }
    }
}

impl Explain for DiskError {
    fn problem(&self) -> Problem {
        let path = || Arg::from(self.path.as_path());
        if let Some(kind) = self.instead_of_a_file() {
            return if self.operation == Operation::Lock {
                Problem::error(text::Spl034 { path: path() }).in_file(self.path.display().to_string())
            } else {
                not_a_file(&self.path, kind)
            };
        }
        let problem = match self.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                Problem::error(text::Spl001 { path: path() })
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Problem::error(text::Spl002 { path: path() }),
            io::ErrorKind::NotFound => Problem::error(text::Spl003 { path: path() }),
            io::ErrorKind::IsADirectory | io::ErrorKind::NotADirectory => Problem::error(text::Spl004 { path: path() }),
            io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => {
                Problem::error(text::Spl005 { path: path() })
            }
            io::ErrorKind::CrossesDevices => Problem::error(text::Spl006 { path: path() }),
            io::ErrorKind::FileTooLarge => Problem::error(text::Spl007 { path: path() }),
            _ => Problem::error(text::Spl008 { path: path(), reason: system::reason(&self.source) }),
        };
        problem.in_file(self.path.display().to_string())
    }

    fn fault(&self) -> Fault {
        match self.kind() {
            _ if self.operation == Operation::Lock => Fault::Outage,
            // Of the file itself: the next one may be fine.
            io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput | io::ErrorKind::FileTooLarge => {
                Fault::Refused
            }
            _ => Fault::Outage,
        }
    }

    fn reach(&self) -> Reach {
        match self.kind() {
            _ if self.operation == Operation::Lock => Reach::Folder,
            io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput | io::ErrorKind::FileTooLarge => Reach::File,
            _ => Reach::Folder,
        }
    }
}

impl Explain for SpoolError {
    fn problem(&self) -> Problem {
        match self {
            Self::Disk(error) => error.problem(),
            Self::File { path, error } => {
                let path_arg = Arg::from(path.as_path());
                match Own::of(&error.source) {
                    Own::Denied => Problem::error(text::Spl020 { path: path_arg }),
                    Own::Held => Problem::error(text::Spl021 { path: path_arg }),
                    Own::Gone => Problem::error(text::Spl022 { path: path_arg }),
                    Own::Damaged => Problem::error(text::Spl023 { path: path_arg }),
                    Own::Other => {
                        Problem::error(text::Spl024 { path: path_arg, reason: system::reason(&error.source) })
                    }
                }
                .in_file(path.display().to_string())
            }
            Self::Folder { path, folder, error } => {
                let (path_arg, folder_arg) = (Arg::from(path.as_path()), Arg::from(folder.as_path()));
                let reason = system::reason(&error.source);
                if path.parent() == Some(folder) {
                    Problem::error(text::Spl029 { path: path_arg, folder: folder_arg, reason })
                } else {
                    Problem::error(text::Spl028 { path: path_arg, folder: folder_arg, reason })
                }
                .in_file(path.display().to_string())
            }
            Self::NotAFile { path, kind } => not_a_file(path, *kind),
            Self::Receipt { path, source } => {
                Problem::warning(text::Spl014 { path: path.as_path().into(), reason: source.to_string().into() })
                    .in_file(path.display().to_string())
            }
            Self::NewerReceipt { path, .. } => {
                Problem::warning(text::Spl015 { path: path.as_path().into() }).in_file(path.display().to_string())
            }
            Self::OpenSecret { path, mode } => {
                let (path_arg, mode) = (path.as_path().into(), format!("{mode:03o}").into());
                Problem::error(text::Spl016 { path: path_arg, mode, secret: secret_in(path).into() })
                    .in_file(path.display().to_string())
            }
            Self::ForeignSecret { path } => {
                Problem::error(text::Spl017 { path: path.as_path().into() }).in_file(path.display().to_string())
            }
        }
    }

    fn fault(&self) -> Fault {
        match self {
            Self::Disk(error) => error.fault(),
            Self::File { .. } | Self::NotAFile { .. } | Self::Receipt { .. } | Self::NewerReceipt { .. } => {
                Fault::Refused
            }
            Self::Folder { .. } => Fault::Outage,
            Self::OpenSecret { .. } | Self::ForeignSecret { .. } => Fault::Usage,
        }
    }

    fn reach(&self) -> Reach {
        match self {
            Self::Disk(error) => error.reach(),
            Self::File { .. } | Self::NotAFile { .. } | Self::Receipt { .. } | Self::NewerReceipt { .. } => Reach::File,
            Self::Folder { .. } => Reach::Folder,
            Self::OpenSecret { .. } | Self::ForeignSecret { .. } => Reach::Account,
        }
    }
}

fn not_a_file(path: &Path, kind: Kind) -> Problem {
    let path_arg = Arg::from(path);
    match kind {
        Kind::Directory => Problem::warning(text::Spl010 { path: path_arg }),
        Kind::Link => Problem::warning(text::Spl011 { path: path_arg }),
        Kind::Other | Kind::File => Problem::warning(text::Spl012 { path: path_arg }),
    }
    .in_file(path.display().to_string())
}

/// What is in a secret's file, by its name, for what is to be done about it.
fn secret_in(path: &Path) -> &'static str {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let kinds = [("email-password", "mail"), ("optima-password", "base"), ("client-secret", "application")];
    kinds.into_iter().find(|(file, _)| name.starts_with(file)).map_or("login", |(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::message::{Catalogue, Language};

    #[test]
    fn an_open_secret_is_told_by_what_is_in_it() {
        let texts = Catalogue::new(Language::Polish);
        let todo = |file: &str| {
            let error = SpoolError::OpenSecret { path: Path::new("state").join(file), mode: 0o644 };
            texts.todo(&error.problem().message).unwrap()
        };
        assert!(todo("sklep.token.json").contains("zaloguj się do Allegro"));
        for (file, word) in [
            ("email-password", "skrzynki"),
            ("optima-password", "SQL"),
            ("optima-password-firma", "SQL"),
            ("client-secret-sklep", "Client Secret"),
        ] {
            let todo = todo(file);
            assert!(todo.contains(word) && !todo.contains("zaloguj"), "{file}: {todo}");
        }
    }
}
