//! What a use case could not do, and whose turn that was.

use crate::core::problem::{Explain, Fault, Problem};
use crate::stages::service::Trouble;

/// Work that could not be done at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// What happened.
    pub problem: Problem,
    /// What it means.
    pub fault: Fault,
}

impl Failure {
    /// A wrong call, or wrong settings.
    #[must_use]
    pub fn usage(problem: Problem) -> Self {
        Self { problem, fault: Fault::Usage }
    }
}

impl<E: Explain> From<E> for Failure {
    fn from(error: E) -> Self {
        Self { problem: error.problem(), fault: error.fault() }
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self { problem: failure.problem, fault: failure.fault }
    }
}

/// Accounts or companies that could not have their turn, with why. One's failure is one's: whoever walks through them goes
/// on.
#[derive(Clone, Debug, Default)]
pub struct Failures(Vec<(String, Failure)>);

impl Failures {
    /// Keeps a failure.
    pub fn keep<T>(&mut self, whose: &str, done: Result<T, Failure>) -> Option<T> {
        done.map_err(|failure| self.0.push((whose.to_owned(), failure))).ok()
    }

    /// Those of other work, too.
    pub fn append(&mut self, mut others: Self) {
        self.0.append(&mut others.0);
    }

    /// Had every one its turn?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first that happened.
    #[must_use]
    pub fn first(&self) -> Option<&Failure> {
        self.0.first().map(|(_, failure)| failure)
    }

    /// All, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Failure)> {
        self.0.iter().map(|(whose, failure)| (whose.as_str(), failure))
    }

    /// What the worst of them means.
    #[must_use]
    pub fn worst(&self) -> Option<Fault> {
        self.0.iter().map(|(_, failure)| failure.fault).max()
    }
}
