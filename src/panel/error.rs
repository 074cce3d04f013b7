//! Why a page cannot be shown.

use axum::http::StatusCode;

use crate::core::problem::{Explain, Fault, Problem};
use crate::ledger::LedgerError;
use crate::spool::{DiskError, SpoolError};
use crate::workplace::Failure;

/// Why the panel cannot do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum PanelError {
    /// The ledger cannot be read or written.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// A folder or file cannot be read or written.
    #[error(transparent)]
    Spool(#[from] SpoolError),
    /// No random numbers come from the system.
    #[error("the system gives no random numbers: {0}")]
    Random(String),
    /// Work in the background broke off.
    #[error("the work broke off")]
    BrokeOff,
    /// Something that can be said.
    #[error("{0:?}")]
    Told(Problem, StatusCode),
}

impl From<Failure> for PanelError {
    fn from(failure: Failure) -> Self {
        let status = match failure.fault {
            Fault::Usage => StatusCode::INTERNAL_SERVER_ERROR,
            Fault::Refused | Fault::Outage | Fault::Login => StatusCode::SERVICE_UNAVAILABLE,
        };
        Self::Told(failure.problem, status)
    }
}

impl From<DiskError> for PanelError {
    fn from(error: DiskError) -> Self {
        Self::Spool(error.into())
    }
}

impl PanelError {
    /// In words; none: it is a fault of the program, and its own text must do.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        match self {
            Self::Ledger(error) => Some(error.problem()),
            Self::Spool(error) => Some(error.problem()),
            Self::Told(problem, _) => Some(problem.clone()),
            Self::Random(_) | Self::BrokeOff => None,
        }
    }

    /// The answer's status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Told(_, status) => *status,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}
