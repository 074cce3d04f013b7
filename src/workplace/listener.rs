//! Who hears what happens on the way, besides what a use case gives back.

use std::fmt::Debug;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crate::allegro::pause::{Pause, RealPause};
use crate::core::message::Message;
use crate::core::problem::Problem;

/// Hears what is to be known and stops nothing.
pub trait Listener: Debug + Send + Sync {
    /// Something that is as it should not be.
    fn remark(&self, problem: &Problem);

    /// A line for who follows the work.
    fn says(&self, line: Message);

    /// Nothing will happen for so many seconds.
    fn waits(&self, seconds: u64);
}

/// Nobody listens.
#[derive(Clone, Copy, Debug)]
pub struct Nobody;

impl Listener for Nobody {
    fn remark(&self, _: &Problem) {}
    fn says(&self, _: Message) {}
    fn waits(&self, _: u64) {}
}

/// A wait that a person would wonder about.
const TOLD_FROM: Duration = Duration::from_secs(10);

/// Waits, and says so when it takes long.
#[derive(Clone, Debug)]
pub struct ToldPause(pub Arc<dyn Listener>);

impl Pause for ToldPause {
    fn pause(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        if duration >= TOLD_FROM {
            self.0.waits(duration.as_secs());
        }
        RealPause.pause(duration)
    }
}
