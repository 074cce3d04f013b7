//! Allegro's order API on this machine: an HTTP server on loopback that runs in-process, for the demo and for
//! tests of the real client.
//!
//! It is strict where production is: token, `User-Agent`, media type, the 10,000 limit, refresh tokens that
//! work once. Allegro's own sandbox is milder in the last point (`reference/allegro.md` 2.3). What it shows is
//! a [`World`], which is data. Nothing in it is a secret: its client id, secret and tokens open nothing.

mod answers;
mod events;
mod list;
mod oauth;
mod server;
mod shipped;
mod world;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

pub use answers::Canned;
pub use world::World;

use self::server::State;
use super::client::{Connection, user_agent};
use super::tokens::{Secret, TokenPair};
use crate::clock::{Clock, SystemClock};

/// The simulated Allegro.
#[derive(Clone, Copy, Debug)]
pub struct Simulator;

impl Simulator {
    /// Starts on a free port of loopback, by the machine's clock.
    ///
    /// # Errors
    /// When there is no port or no thread to be had.
    pub fn start(world: World) -> io::Result<Running> {
        Self::start_with(world, Arc::new(SystemClock))
    }

    /// Starts with a clock of one's own, by which tokens end and the 60 seconds of grace run.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn start_with(world: World, clock: Arc<dyn Clock>) -> io::Result<Running> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let state = Arc::new(Mutex::new(State::new(world, clock)));
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
        Ok(Running { address, state, stop: Some(stop), thread: Some(thread) })
    }
}

/// A simulator that runs until it is shut down or dropped.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<io::Result<()>>>,
}

impl Running {
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
            client_id: oauth::CLIENT_ID.to_owned(),
            client_secret: Secret::new(oauth::CLIENT_SECRET),
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
        self.with(|state| state.canned.push_back(canned));
    }

    /// No access token that was given out is good any more, as after "log out everywhere"; refresh tokens are.
    pub fn revoke_access_tokens(&self) {
        self.with(|state| state.grants.revoke_access());
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
        // Nobody is left to be told.
        drop(self.end());
    }
}

#[cfg(test)]
mod login_tests;
#[cfg(test)]
mod shipped_tests;
#[cfg(test)]
mod tests;
