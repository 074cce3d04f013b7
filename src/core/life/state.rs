//! How far an order came, and which way it may go from there.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Where an order stands; it is in exactly one state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Heard of, not judged yet.
    Seen,
    /// Judged; it is not time yet. The problem says why.
    Waiting,
    /// Its XML is in `outbox`.
    Exported,
    /// Its document is in Optima, by us.
    Imported,
    /// Optima had its document already.
    Duplicate,
    /// Refused. The problem says why.
    Error,
    /// The operator does not want a document of it. Only he changes that, or what happens at Allegro.
    Ignored,
    /// Cancelled at Allegro. Known for ever, so that it does not come back (`reference/requirements.md` R-G4).
    Cancelled,
    /// Another order took its lines over: the buyer joined purchases (R-A3).
    Superseded,
}

impl State {
    /// All, in the order of an order's life.
    pub const ALL: [Self; 9] = [
        Self::Seen,
        Self::Waiting,
        Self::Exported,
        Self::Imported,
        Self::Duplicate,
        Self::Error,
        Self::Ignored,
        Self::Cancelled,
        Self::Superseded,
    ];

    /// The word in the ledger and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Waiting => "waiting",
            Self::Exported => "exported",
            Self::Imported => "imported",
            Self::Duplicate => "duplicate",
            Self::Error => "error",
            Self::Ignored => "ignored",
            Self::Cancelled => "cancelled",
            Self::Superseded => "superseded",
        }
    }

    /// Is there a document with the order's lines, or a file that is about to become one?
    #[must_use]
    pub fn holds_lines(self) -> bool {
        matches!(self, Self::Exported | Self::Imported | Self::Duplicate)
    }

    /// May there be a document of it that we wrote?
    #[must_use]
    pub fn is_in_optima(self) -> bool {
        matches!(self, Self::Imported | Self::Duplicate)
    }

    /// Is this the end, unless something happens at Allegro?
    #[must_use]
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Imported | Self::Duplicate | Self::Ignored | Self::Cancelled | Self::Superseded)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Not the name of a state.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a state")]
pub struct UnknownState(pub String);

impl FromStr for State {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or_else(|| UnknownState(text.to_owned()))
    }
}

/// May an order go from one state to another? To stay is always allowed. A new order may begin anywhere, for the
/// ledger can be rebuilt from what Optima and the folders hold.
#[must_use]
pub fn allowed(from: Option<State>, to: State) -> bool {
    use State::{Cancelled, Duplicate, Error, Exported, Ignored, Imported, Seen, Superseded, Waiting};
    let Some(from) = from else { return true };
    from == to
        || match from {
            // Its file is out: only what becomes of the file or of the order at Allegro can change it. `Waiting`:
            // the payment was withdrawn (`reference/allegro.md` 5) and the file taken back.
            Exported => matches!(to, Waiting | Imported | Duplicate | Error | Cancelled | Superseded),
            // A document in Optima is not forgotten, whatever is dropped or fetched again. `Waiting`: it is gone from
            // there, and a person wants it back; `Ignored`: or he removed it on purpose.
            Imported => matches!(to, Waiting | Cancelled | Superseded | Ignored),
            // `Imported`: the older document was removed in Optima and the file run again.
            Duplicate => matches!(to, Waiting | Imported | Cancelled | Superseded | Ignored),
            // Not decided yet, or tried again from any step; what is ignored is, when a person asks for it.
            Seen | Waiting | Error | Ignored => true,
            // Known for ever, and not forgotten to be seen anew; but a seller takes a label back, and Allegro
            // finds again what it did not find. `Imported`: its document went in while it was being cancelled.
            Cancelled | Superseded => to != Seen,
        }
}

#[cfg(test)]
mod tests {
    use super::State::*;
    use super::*;

    #[test]
    fn what_is_in_optima_is_never_seen_again() {
        for from in [Imported, Duplicate] {
            for to in [Seen, Exported, Error] {
                assert!(!allowed(Some(from), to), "{from} to {to}");
            }
        }
        assert!(!allowed(Some(Imported), Duplicate));
    }

    #[test]
    fn r_g4_a_cancelled_order_is_never_forgotten_and_may_come_back() {
        for from in [Cancelled, Superseded] {
            for to in State::ALL {
                assert_eq!(allowed(Some(from), to), to != Seen, "{from} to {to}");
            }
        }
    }

    #[test]
    fn every_open_state_can_reach_every_end() {
        for from in [Seen, Waiting, Exported, Error, Ignored] {
            for to in [Imported, Duplicate, Error, Cancelled, Superseded] {
                assert!(allowed(Some(from), to), "{from} to {to}");
            }
        }
        assert!(!allowed(Some(Exported), Seen) && allowed(Some(Exported), Waiting));
        assert!(allowed(Some(Error), Exported));
    }

    #[test]
    fn a_state_is_its_word() {
        for state in State::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
            assert_eq!(serde_json::to_string(&state).unwrap(), format!("\"{state}\""));
        }
        assert!("".parse::<State>().is_err());
    }
}
