//! A disk that fails when told to.

use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::troubled::{Trouble, Troubled};
use crate::spool::disk::{Disk, Operation};

/// What happens at the chosen operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// That one operation fails with this kind; those after it work.
    Fail(io::ErrorKind),
    /// That operation and all after it fail: to the disk it looks as if the process had been killed.
    Kill,
}

#[derive(Debug, Default)]
struct State {
    done: u64,
    planned: Option<(u64, Fault)>,
    struck: bool,
}

/// A fault at the operation of a certain number.
#[derive(Debug, Default)]
pub struct Planned(Mutex<State>);

impl Planned {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Trouble for Planned {
    fn meet(&self, _: &dyn Disk, _: Operation, _: &Path) -> io::Result<()> {
        let mut state = self.state();
        let now = state.done;
        state.done += 1;
        let kind = match state.planned {
            Some((n, Fault::Fail(kind))) if n == now => kind,
            Some((n, Fault::Kill)) if n <= now => io::ErrorKind::Other,
            _ => return Ok(()),
        };
        state.struck = true;
        Err(kind.into())
    }
}

/// Any disk, with a fault planned.
pub type FaultyDisk<D> = Troubled<D, Planned>;

impl<D: Disk> FaultyDisk<D> {
    /// A disk without a fault, which counts.
    pub fn new(inner: D) -> Self {
        Self::with(inner, Planned::default())
    }

    /// A disk whose operation number `n`, from 0, meets the fault.
    pub fn failing(inner: D, n: u64, fault: Fault) -> Self {
        Self::with(inner, Planned(Mutex::new(State { planned: Some((n, fault)), ..State::default() })))
    }

    /// Has the fault happened? Once a run ends without it, all operations have been tried.
    pub fn struck(&self) -> bool {
        self.trouble.state().struck
    }

    /// Operations so far.
    pub fn operations(&self) -> u64 {
        self.trouble.state().done
    }
}
