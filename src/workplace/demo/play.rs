//! The simulated shop of a demo, and its time.

use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use jiff::SignedDuration;

use crate::allegro::client::{Client, Connection};
use crate::allegro::login::Login;
use crate::allegro::pause::Pause;
use crate::allegro::simulator::{Running, Scenario, Simulator, World};
use crate::allegro::tokens::TokenStore;
use crate::clock::{Clock, ManualClock};
use crate::core::message::Language;
use crate::core::message::text::Cli013;
use crate::core::problem::Problem;
use crate::stages::StageError;
use crate::workplace::Failure;

/// The simulated shop of a demo.
pub(super) struct Play {
    pub(super) scenario: Scenario,
    pub(super) simulator: Running,
    pub(super) clock: Arc<ManualClock>,
    /// Does more happen than one export and one import can show?
    pub(super) rounds: bool,
}

impl Play {
    pub(super) fn prepare(orders: Option<&Path>, wish: Option<&str>) -> Result<Self, Failure> {
        let unprepared = |why: String| Failure::usage(Problem::error(Cli013 { why: why.into() }));
        let given = match orders {
            None => World::default(),
            Some(folder) => World::from_dir(folder).map_err(|error| unprepared(error.to_string()))?,
        };
        let scenario = if let Some(wish) = wish {
            Scenario::find(wish)?
        } else {
            // An hour after the last change: the demo is the same in every year.
            let world = if orders.is_none() { World::shipped() } else { given.clone() };
            let last = world.last_change().unwrap_or_default();
            let start = last.checked_add(SignedDuration::from_hours(1)).unwrap_or(last);
            Scenario { shipped: orders.is_none(), ..Scenario::calm(start) }
        };
        let clock = Arc::new(ManualClock::new(scenario.start));
        let simulator = Simulator::play(&scenario, given.orders(), Arc::clone(&clock) as Arc<dyn Clock>)
            .map_err(|error| unprepared(error.to_string()))?;
        // In the tests of this crate a demo that asks for what Allegro does not describe fails all the same.
        let simulator = if cfg!(test) { simulator } else { simulator.forgiving() };
        if simulator.is_over() && simulator.change(|world| world.count()) == 0 {
            return Err(unprepared("0".to_owned()));
        }
        Ok(Self { scenario, simulator, clock, rounds: wish.is_some() })
    }

    /// How many orders there are at the beginning.
    pub(super) fn orders(&self) -> usize {
        self.simulator.change(|world| world.count())
    }

    /// What the scenario is, where one was asked for.
    pub(super) fn title(&self, language: Language) -> Option<&str> {
        let Scenario { title_pl, title_en, .. } = &self.scenario;
        self.rounds.then_some(if language == Language::Polish { title_pl } else { title_en })
    }

    pub(super) fn client(&self, tokens: Box<dyn TokenStore>) -> Result<Client, Failure> {
        let client = Client::new(self.connection(), tokens, Box::new(self.pause()), self.clock.clone());
        Ok(client.map_err(StageError::from)?)
    }

    pub(super) fn login(&self) -> Result<Login, Failure> {
        Ok(Login::new(self.connection(), Box::new(self.pause()), self.clock.clone())?)
    }

    fn connection(&self) -> Connection {
        self.simulator.connection()
    }

    fn pause(&self) -> Passing {
        Passing(Arc::clone(&self.clock))
    }
}

/// Waiting is what moves the simulated time.
struct Passing(Arc<ManualClock>);

impl Pause for Passing {
    fn pause(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.0.forward(SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX));
        Box::pin(std::future::ready(()))
    }
}
