//! What can go wrong with the ledger.

use std::path::PathBuf;

use super::state::State;
use crate::core::message::text;
use crate::core::order::SeenId;
use crate::core::problem::{Explain, Fault, Problem};
use crate::core::reach::Reach;

/// A failure of the ledger.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// SQLite failed.
    #[error("the ledger {} failed", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
    /// Written by a later version of this program: it can be read, and is not written.
    #[error("the ledger {} has the version {version}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its `user_version`.
        version: u32,
    },
    /// Another program's database.
    #[error("{} is not a ledger", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A value in the ledger that cannot be read.
    #[error("the ledger {} holds {value:?} as {column}", path.display())]
    Value {
        /// The file.
        path: PathBuf,
        /// The column.
        column: &'static str,
        /// What stands there.
        value: String,
    },
    /// A change of state that cannot be.
    #[error("the order {order} cannot go from {from} to {to}")]
    Transition {
        /// `checkoutForm.id`.
        order: SeenId,
        /// Where it is.
        from: State,
        /// Where it was to go.
        to: State,
    },
    /// A line of the order is in another order's document.
    #[error("the line {line} of the order {order} is in the document of {other}")]
    LineTaken {
        /// `checkoutForm.id`.
        order: SeenId,
        /// `lineItem.id`.
        line: String,
        /// The order that has it.
        other: SeenId,
    },
    /// The alias belongs to another seller.
    #[error("the account {account} belongs to the seller {pinned}, not to {found}")]
    OtherSeller {
        /// The alias.
        account: String,
        /// Whose orders were read under it.
        pinned: String,
        /// Who is logged in now.
        found: String,
    },
}

impl LedgerError {
    /// Is another process writing? Then it may be tried again.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
        self.code().is_some_and(|code| matches!(code, DatabaseBusy | DatabaseLocked))
    }

    fn code(&self) -> Option<rusqlite::ErrorCode> {
        match self {
            Self::Sqlite { source, .. } => source.sqlite_error_code(),
            _ => None,
        }
    }
}

impl Explain for LedgerError {
    fn problem(&self) -> Problem {
        use rusqlite::ErrorCode::{CannotOpen, DatabaseCorrupt, DiskFull, NotADatabase, PermissionDenied, ReadOnly};
        match self {
            Self::Sqlite { path, source } => {
                let at = path.as_path().into();
                match self.code() {
                    _ if self.is_busy() => Problem::error(text::Led001 { path: at }),
                    Some(CannotOpen | PermissionDenied | ReadOnly) => Problem::error(text::Led002 { path: at }),
                    Some(DiskFull) => Problem::error(text::Led003 { path: at }),
                    Some(DatabaseCorrupt | NotADatabase) => Problem::error(text::Led004 { path: at }),
                    _ => Problem::error(text::Led005 { path: at, reason: source.to_string().into() }),
                }
                .in_file(path.display().to_string())
            }
            Self::Newer { path, .. } => {
                Problem::error(text::Led006 { path: path.as_path().into() }).in_file(path.display().to_string())
            }
            Self::Foreign { path } | Self::Value { path, .. } => {
                Problem::error(text::Led004 { path: path.as_path().into() }).in_file(path.display().to_string())
            }
            Self::Transition { order, from, to } => Problem::error(text::Led010 {
                order: order.as_str().into(),
                from: from.as_str().into(),
                to: to.as_str().into(),
            })
            .in_order(order.as_str()),
            Self::LineTaken { order, line, other } => Problem::error(text::Led011 {
                order: order.as_str().into(),
                line: line.into(),
                other: other.as_str().into(),
            })
            .in_order(order.as_str()),
            Self::OtherSeller { account, pinned, found } => {
                Problem::error(text::Led012 { account: account.into(), pinned: pinned.into(), found: found.into() })
            }
        }
    }

    fn fault(&self) -> Fault {
        match self {
            Self::Sqlite { .. } => Fault::Outage,
            Self::Newer { .. } | Self::Foreign { .. } | Self::Value { .. } | Self::OtherSeller { .. } => Fault::Usage,
            Self::Transition { .. } | Self::LineTaken { .. } => Fault::Refused,
        }
    }

    fn reach(&self) -> Reach {
        match self {
            Self::Transition { .. } | Self::LineTaken { .. } => Reach::Order,
            Self::OtherSeller { .. } => Reach::Account,
            Self::Sqlite { .. } | Self::Newer { .. } | Self::Foreign { .. } | Self::Value { .. } => Reach::Company,
        }
    }
}
