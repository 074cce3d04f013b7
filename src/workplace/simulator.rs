//! The simulator of Allegro alone, for any client.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use super::Failure;
pub use crate::allegro::simulator::{CLIENT_ID, CLIENT_SECRET, scenario_names};
use crate::allegro::simulator::{Running, Scenario, Simulator, User, World};
use crate::clock::{Clock as _, SystemClock};
use crate::core::message::text::{Sim001, Sim002};
use crate::core::problem::Problem;

/// A simulator at work, until it is stopped or dropped.
#[derive(Debug)]
pub struct Simulated(Running);

/// Starts it with the shipped orders or those of a folder, or with a scenario, by name or file.
///
/// # Errors
/// The address is not this machine's own, there is no such scenario, or it cannot be started.
pub fn simulate(
    listen: Option<SocketAddr>,
    orders: Option<&Path>,
    scenario: Option<&str>,
) -> Result<Simulated, Failure> {
    let listen = listen.unwrap_or_else(|| (Ipv4Addr::LOCALHOST, 0).into());
    if !listen.ip().is_loopback() {
        return Err(Failure::usage(Problem::error(Sim001 { address: listen.to_string().into() })));
    }
    let now = SystemClock.now();
    let mut scenario = match scenario {
        Some(wish) => Scenario::find(wish)?,
        None => Scenario { shipped: orders.is_none(), ..Scenario::calm(now) },
    };
    // Here it begins now, by the machine's clock, as a client's own clock has it.
    scenario.start = now;
    if scenario.user == User::Asked {
        scenario.user = User::Agrees(1);
    }
    let mut given = match orders {
        Some(folder) => World::from_dir(folder).map_err(|error| failed(&error.to_string()))?.orders(),
        None => Vec::new(),
    };
    if std::mem::take(&mut scenario.shipped) {
        given.extend(World::shipped_until(now).orders());
    }
    let running = Simulator::play_at(listen, &scenario, given, Arc::new(SystemClock));
    running.map(Running::forgiving).map(Simulated).map_err(|error| failed(&error.to_string()))
}

impl Simulated {
    /// In place of `https://api.allegro.pl`.
    #[must_use]
    pub fn api_url(&self) -> String {
        self.0.api_url()
    }

    /// In place of `https://allegro.pl/auth/oauth`.
    #[must_use]
    pub fn auth_url(&self) -> String {
        self.0.auth_url()
    }

    /// Requests so far that Allegro's own description does not allow; they are then forgotten.
    #[must_use]
    pub fn take_breaches(&self) -> Vec<String> {
        self.0.take_breaches()
    }

    /// Stops it and waits until the port is free again.
    ///
    /// # Errors
    /// What the server ended with.
    pub fn stop(self) -> Result<(), Failure> {
        self.0.shutdown().map_err(|error| failed(&error.to_string()))
    }
}

fn failed(why: &str) -> Failure {
    Failure::usage(Problem::error(Sim002 { why: why.into() }))
}
