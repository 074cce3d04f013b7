//! Allegro's order API on this machine: an HTTP server on loopback that runs in-process, for the demo and for
//! tests of the real client.
//!
//! It is strict where production is: token, `User-Agent`, media type, the 10,000 limit, refresh tokens that
//! work once. Allegro's own sandbox is milder in the last point (`reference/allegro.md` 2.3). What it shows is
//! a [`World`], which is data. Nothing in it is a secret: its client id, secret and tokens open nothing.

mod acts;
mod answers;
mod faults;
mod generate;
mod journal;
mod list;
mod oauth;
mod rules;
mod scenario;
mod scenario_file;
mod script;
mod server;
mod shelf;
mod shipped;
mod state;
mod world;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use jiff::SignedDuration;
use serde_json::Value;
use tokio::sync::oneshot;

pub use answers::{Canned, Travel};
pub use faults::{Instead, Thing, Trouble};
pub use oauth::{CLIENT_ID, CLIENT_SECRET, User};
pub use scenario::{Act, Happening, Scenario, Telling, What, When, Who, scenario_names, shipped_scenarios};
pub use scenario_file::ScenarioError;
pub use script::Script;
pub use world::World;

use self::state::State;
use super::client::{Connection, user_agent};
use super::tokens::{Secret, TokenPair};
use crate::clock::{Clock, FixedClock};

/// The simulated Allegro.
#[derive(Clone, Copy, Debug)]
pub struct Simulator;

impl Simulator {
    /// Starts on a free port of loopback. Its clock stands an hour after the last change of any order, so that the
    /// world is as old tomorrow as it is today.
    ///
    /// # Errors
    /// When there is no port or no thread to be had.
    pub fn start(world: World) -> io::Result<Running> {
        let at = world.last_change().unwrap_or_default();
        let at = at.checked_add(SignedDuration::from_hours(1)).unwrap_or(at);
        Self::start_with(world, Arc::new(FixedClock(at)))
    }

    /// Starts with a clock of one's own, by which tokens end and the 60 seconds of grace run.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn start_with(world: World, clock: Arc<dyn Clock>) -> io::Result<Running> {
        Self::open((Ipv4Addr::LOCALHOST, 0).into(), State::new(world, Script::default(), clock))
    }

    /// Plays a scenario. `orders` are there besides those that it names itself; `clock` begins at its start, or
    /// happenings by the clock come at once or never.
    ///
    /// # Errors
    /// As [`Self::start`]; or the scenario's folder cannot be read.
    pub fn play(scenario: &Scenario, orders: Vec<Value>, clock: Arc<dyn Clock>) -> io::Result<Running> {
        Self::play_at((Ipv4Addr::LOCALHOST, 0).into(), scenario, orders, clock)
    }

    /// The same, at an address of one's own.
    ///
    /// # Errors
    /// As [`Self::play`].
    pub fn play_at(
        address: SocketAddr,
        scenario: &Scenario,
        mut orders: Vec<Value>,
        clock: Arc<dyn Clock>,
    ) -> io::Result<Running> {
        if let Some(folder) = &scenario.folder {
            orders.extend(World::from_dir(folder)?.orders());
        }
        let (world, script) = scenario.stage(orders);
        let mut state = State::new(world, script, clock);
        state.grants.user = scenario.user;
        Self::open(address, state)
    }

    fn open(address: SocketAddr, state: State) -> io::Result<Running> {
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let state = Arc::new(Mutex::new(state));
        let (stop, stopped) = oneshot::channel::<()>();
        let app = server::app(Arc::clone(&state));
        // A thread of its own, so that it can be started from code with and without a runtime.
        let thread = std::thread::Builder::new().name("allegro-simulator".to_owned()).spawn(move || {
            runtime.block_on(async move {
                let listener = tokio::net::TcpListener::from_std(listener)?;
                tokio::select! {
                    served = async { axum::serve(listener, app).await } => served,
                    _ = stopped => Ok(()),
                }
            })
        })?;
        Ok(Running { address, state, stop: Some(stop), thread: Some(thread), forgiving: false })
    }
}

/// A simulator that runs until it is shut down or dropped.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<io::Result<()>>>,
    /// Requests that Allegro does not describe end nothing.
    forgiving: bool,
}

impl Running {
    /// For a person, not a test: what is left of [`Running::take_breaches`] ends nothing when it is dropped.
    #[must_use]
    pub fn forgiving(mut self) -> Self {
        self.forgiving = true;
        self
    }

    /// In place of `https://api.allegro.pl`.
    #[must_use]
    pub fn api_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// In place of `https://allegro.pl/auth/oauth`.
    #[must_use]
    pub fn auth_url(&self) -> String {
        format!("http://{}/auth/oauth", self.address)
    }

    /// What a client needs to talk to it.
    #[must_use]
    pub fn connection(&self) -> Connection {
        Connection {
            api_url: self.api_url(),
            auth_url: self.auth_url(),
            client_id: CLIENT_ID.to_owned(),
            client_secret: Secret::new(CLIENT_SECRET),
            user_agent: user_agent("allegro-optima"),
            language: crate::core::message::Language::Polish,
            offers: true,
        }
    }

    /// A pair as a login gives it.
    #[must_use]
    pub fn log_in(&self) -> TokenPair {
        self.with(State::log_in)
    }

    /// The user agrees, or does not, to every login that waits for it.
    pub fn decide_logins(&self, agreed: bool) {
        self.with(|state| state.grants.decide(agreed));
    }

    /// Changes the world while it runs: a buyer pays, cancels, moves.
    pub fn change<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        self.with(|state| change(&mut state.world))
    }

    /// The next request gets this answer, whatever it asks for; several wait in line.
    pub fn answer_next(&self, canned: Canned) {
        self.with(|state| state.faults.canned.push_back(canned));
    }

    /// Begins a trouble now.
    pub fn begin(&self, trouble: &Trouble) {
        self.with(|state| state.trouble(trouble));
    }

    /// How often somebody called during a 429 block, which is what prolongs it.
    #[must_use]
    pub fn calls_during_block(&self) -> u32 {
        self.with(|state| state.faults.calls_during_block())
    }

    /// What the user does about logins from now on.
    pub fn set_user(&self, user: User) {
        self.with(|state| state.grants.user = user);
    }

    /// A pair with these permissions only, separated by blanks.
    #[must_use]
    pub fn log_in_for(&self, scope: &str) -> TokenPair {
        self.with(|state| {
            let now = state.clock.now();
            state.grants.issue(scope, now)
        })
    }

    /// Does the scenario have nothing more to come? What is due by now happens first; what waits for an order to be
    /// read does not count, for nobody may ever read it again.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.with(|state| {
            state.turn();
            state.script.is_over()
        })
    }

    /// Requests so far that Allegro's own description does not allow, each with what is wrong; they are then
    /// forgotten. A test that sends such on purpose takes them; whoever leaves them there fails.
    #[must_use]
    pub fn take_breaches(&self) -> Vec<String> {
        self.with(|state| std::mem::take(&mut state.breaches))
    }

    /// No access token that was given out is good any more, as after "log out everywhere"; refresh tokens are.
    pub fn revoke_access_tokens(&self) {
        self.with(|state| state.trouble(&Trouble::TokenRevoked));
    }

    /// Method, path and query of every request so far.
    #[must_use]
    pub fn requests(&self) -> Vec<String> {
        self.with(|state| state.requests.clone())
    }

    /// Stops and waits until the port is free again.
    ///
    /// # Errors
    /// What the server ended with.
    pub fn shutdown(mut self) -> io::Result<()> {
        self.end()
    }

    fn end(&mut self) -> io::Result<()> {
        if let Some(stop) = self.stop.take() {
            // The server may have ended by itself; then nobody listens, and `join` tells why.
            stop.send(()).ok();
        }
        match self.thread.take().map(JoinHandle::join) {
            None => Ok(()),
            Some(Ok(ended)) => ended,
            Some(Err(_)) => Err(io::Error::other("the simulator's thread panicked")),
        }
    }

    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        act(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let breaches = if self.forgiving { Vec::new() } else { self.take_breaches() };
        assert!(breaches.is_empty() || std::thread::panicking(), "not what Allegro describes: {breaches:#?}");
        // Nobody is left to be told.
        drop(self.end());
    }
}

#[cfg(test)]
mod enforcement_tests;
#[cfg(test)]
mod login_tests;
#[cfg(test)]
mod scenario_tests;
#[cfg(test)]
mod shipped_tests;
#[cfg(test)]
mod tests;
