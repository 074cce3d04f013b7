//! From which day on: how many orders that is, what ten of them would become, and the beginning itself.

use jiff::civil::Date;

use super::super::adjust::{self, Saved, TypedByKey};
use super::super::{connect, first_run};
use super::{Failure, Workplace};
use crate::clock::Clock as _;
use crate::core::poland;
use crate::core::problem::Problem;
use crate::settings::edit::Change;
use crate::stages::{StageError, Tried};

/// Orders that are tried.
const TRIED: u32 = 10;

/// What a person sees before he begins.
#[derive(Debug, Default)]
pub struct Ahead {
    /// How many orders changed since each of these days; none: the list does not answer now.
    pub counts: Vec<(Date, Option<i64>)>,
    /// The latest orders, with what they would become.
    pub tried: Vec<Tried>,
    /// Why the base could not be asked for cards.
    pub away: Option<Problem>,
}

/// From when on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// What moves from now on.
    Now,
    /// Everything changed since this day, as a person wrote it.
    On(String),
}

impl Workplace {
    /// How many orders there are, and what the latest of them would become. Nothing is written.
    ///
    /// # Errors
    /// Allegro does not answer, or a mapping table cannot be used.
    pub async fn ahead(&self, account: &str) -> Result<Ahead, Failure> {
        let mut trial = self.trial(account).await?;
        let counts = first_run::counts(&mut trial.client, self.clock.now()).await.map_err(StageError::from)?;
        let since = trial.since;
        let mut sample = trial.sample();
        let latest = sample.latest(since, TRIED).await?;
        let tried = sample.documents(&latest).await?;
        Ok(Ahead { counts, tried, away: trial.away })
    }

    /// How many orders changed since a day that somebody names; none: the list does not answer now.
    ///
    /// # Errors
    /// It is no day that has come, or Allegro does not answer.
    pub async fn orders_since(&self, account: &str, day: &str) -> Result<Option<i64>, Failure> {
        let since = first_run::beginning(day, self.clock.now()).map_err(|why| Failure::usage(Problem::error(why)))?;
        let mut client = connect::client(self, account)?;
        Ok(first_run::count(&mut client, since).await.map_err(StageError::from)?)
    }
}

/// Says from when on an account's orders are wanted; the service begins with that.
///
/// # Errors
/// The settings cannot be used, read or written.
pub fn begin_account(place: &Workplace, account: &str, start: &Start) -> Result<Saved, Failure> {
    let day = match start {
        Start::Now => String::new(),
        Start::On(day) => match first_run::beginning(day, place.clock.now()) {
            Ok(begins) => poland::day(begins).to_string(),
            Err(why) => return Ok(Saved::Wrong(vec![Problem::error(why)])),
        },
    };
    let path = format!("accounts.{account}.begin");
    adjust::save_by_key(&place.dir, &TypedByKey::new(), &[Change { path, value: Some(toml::Value::String(day)) }])
}
