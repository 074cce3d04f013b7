//! What stops a stage as a whole. A single order or file that is refused is no such error: it is in the report.

use crate::allegro::port::AllegroError;
use crate::core::message::text::{Lif021, Stg001, Stg002, Wrk010};
use crate::core::problem::{Explain, Fault, Problem};
use crate::core::reach::Reach;
use crate::ledger::LedgerError;
use crate::optima::error::OptimaError;
use crate::spool::{DiskError, SpoolError};
use crate::xml::XmlError;

/// What stops a stage.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    /// Allegro.
    #[error(transparent)]
    Allegro(#[from] AllegroError),
    /// The folders.
    #[error(transparent)]
    Spool(#[from] SpoolError),
    /// Our own state.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The base.
    #[error(transparent)]
    Optima(#[from] OptimaError),
    /// The schema that is built in. Only if the program was built wrongly.
    #[error(transparent)]
    Schema(#[from] XmlError),
    /// The token belongs to another seller than the account was set up with.
    #[error("the token of {alias} belongs to another seller")]
    OtherSeller {
        /// The account.
        alias: String,
        /// The login that answered.
        login: String,
    },
    /// Another account is the same seller: each order would come twice.
    #[error("{alias} and {other} are the same seller")]
    SellerKnown {
        /// The account.
        alias: String,
        /// The one that was bound to the seller first.
        other: String,
    },
    /// The base is not the one that we wrote into.
    #[error("the base {name} is not the one that was written into")]
    OtherBase {
        /// Its name.
        name: String,
        /// So many of the latest documents were asked for.
        asked: usize,
        /// And so many are there.
        there: usize,
    },
    /// Another export of this account is at work.
    #[error("another export of {alias} is at work")]
    Busy {
        /// The account.
        alias: String,
    },
}

impl From<DiskError> for StageError {
    fn from(error: DiskError) -> Self {
        Self::Spool(error.into())
    }
}

impl Explain for StageError {
    fn problem(&self) -> Problem {
        match self {
            Self::Allegro(error) => error.problem(),
            Self::Spool(error) => error.problem(),
            Self::Ledger(error) => error.problem(),
            Self::Optima(error) => error.problem(),
            Self::Schema(error) => error.problem(),
            Self::Busy { alias } => Problem::error(Stg002 { alias: alias.into() }),
            Self::OtherBase { name, asked, there } => {
                Problem::error(Lif021 { name: name.into(), asked: (*asked).into(), there: (*there).into() })
            }
            Self::SellerKnown { alias, other } => Problem::error(Wrk010 { alias: alias.into(), other: other.into() }),
            Self::OtherSeller { alias, login } => Problem::error(Stg001 { alias: alias.into(), login: login.into() }),
        }
    }

    fn fault(&self) -> Fault {
        match self {
            Self::Allegro(error) => error.fault(),
            Self::Spool(error) => error.fault(),
            Self::Ledger(error) => error.fault(),
            Self::Optima(error) => error.fault(),
            Self::Schema(error) => error.fault(),
            Self::OtherSeller { .. } => Fault::Login,
            Self::OtherBase { .. } | Self::SellerKnown { .. } => Fault::Usage,
            Self::Busy { .. } => Fault::Outage,
        }
    }

    fn reach(&self) -> Reach {
        match self {
            Self::Allegro(error) => error.reach(),
            Self::Spool(error) => error.reach(),
            Self::Ledger(error) => error.reach(),
            Self::Optima(error) => error.reach(),
            Self::Schema(_) => Reach::Process,
            Self::OtherSeller { .. } | Self::SellerKnown { .. } | Self::Busy { .. } => Reach::Account,
            Self::OtherBase { .. } => Reach::Company,
        }
    }
}
