//! Why a page cannot be shown.

use axum::http::StatusCode;

use crate::core::message::Message;
use crate::core::problem::{Fault, Problem};
use crate::workplace::Failure;

/// Why the panel cannot do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum PanelError {
    /// The workplace could not do it.
    #[error("{0:?}")]
    Failed(Failure),
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
        Self::Failed(failure)
    }
}

impl PanelError {
    /// Something that can be said, with the answer's status.
    pub(super) fn told(message: impl Into<Message>, status: StatusCode) -> Self {
        Self::Told(Problem::error(message), status)
    }

    /// In words; none: it is a fault of the program, and its own text must do.
    #[must_use]
    pub fn problem(&self) -> Option<Problem> {
        match self {
            Self::Failed(failure) => Some(failure.problem.clone()),
            Self::Told(problem, _) => Some(problem.clone()),
            Self::Random(_) | Self::BrokeOff => None,
        }
    }

    /// The answer's status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            // Settings that cannot be used, too, are nothing that the program did wrong.
            Self::Failed(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Told(_, status) => *status,
            Self::Random(_) | Self::BrokeOff => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Is it for who looks after the settings to put right?
    #[must_use]
    pub fn is_of_settings(&self) -> bool {
        matches!(self, Self::Failed(failure) if failure.fault == Fault::Usage)
    }
}
