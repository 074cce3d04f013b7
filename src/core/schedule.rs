//! When an account's orders are fetched next: every so many minutes, at hours of the day, within a window.
//!
//! Hours are those of Poland's clocks, whatever the machine's. On the two days on which the clocks change: an hour that
//! does not exist is moved behind the gap, an hour that comes twice is taken once, and minutes are minutes that passed.
//!
//! A time that was missed, because the machine slept or was off, is made up for once, however many were missed.

use jiff::civil::{Date, Time, Weekday};
use jiff::{SignedDuration, Timestamp, ToSpan as _};

use super::poland;
use super::settings::Schedule;

/// The longest interval: who wants less than once a day says the hours.
const EVERY_MAX: u32 = 24 * 60;
/// A window that opens on one weekday only opens within a week; yesterday's may still be open.
const DAYS_AHEAD: i32 = 8;

/// What is wrong with a schedule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// Not an hour of the day.
    #[error("{0:?} is no time of the day")]
    Time(String),
    /// Not a weekday.
    #[error("{0:?} is no weekday")]
    Weekday(String),
    /// Not a window of hours.
    #[error("{0:?} is no window of hours")]
    Hours(String),
    /// A window that ends as it begins: the whole day is written otherwise.
    #[error("{0:?} has no hour in it")]
    Empty(String),
    /// More than a day.
    #[error("{0} minutes are more than a day")]
    Every(u32),
    /// An hour that the window leaves out: the two cannot both be meant.
    #[error("{time} is outside of {hours}")]
    Outside {
        /// The hour.
        time: String,
        /// The window.
        hours: String,
    },
}

/// A schedule that makes sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    every: Option<SignedDuration>,
    daily: Vec<Time>,
    hours: Hours,
    days: Vec<Weekday>,
}

/// From and until; where both are the same it is the whole day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hours {
    from: Time,
    until: Time,
}

const WHOLE_DAY: Hours = Hours { from: Time::midnight(), until: Time::midnight() };

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

impl Rule {
    /// Reads what the user wrote.
    ///
    /// # Errors
    /// The first word that cannot be meant.
    pub fn read(wish: &Schedule) -> Result<Self, ScheduleError> {
        if wish.every_minutes > EVERY_MAX {
            return Err(ScheduleError::Every(wish.every_minutes));
        }
        let hours = hours(&wish.hours)?;
        let mut daily = Vec::new();
        for text in &wish.daily_at {
            let time = time(text).ok_or_else(|| ScheduleError::Time(text.clone()))?;
            if !hours.hold(time) {
                return Err(ScheduleError::Outside { time: text.clone(), hours: wish.hours.clone() });
            }
            daily.push(time);
        }
        daily.sort_unstable();
        daily.dedup();
        let mut days = Vec::new();
        for word in &wish.weekdays {
            days.push(weekday(word).ok_or_else(|| ScheduleError::Weekday(word.clone()))?);
        }
        if days.is_empty() {
            days.extend(WEEK);
        }
        let every = (wish.every_minutes > 0).then(|| SignedDuration::from_mins(i64::from(wish.every_minutes)));
        Ok(Self { every, daily, hours, days })
    }

    /// Does it come by an interval, so that what was never run is due at once?
    #[must_use]
    pub fn has_interval(&self) -> bool {
        self.every.is_some()
    }

    /// How long a silence is usual: the interval, or a day where only hours are said. `None`: nothing comes by itself.
    #[must_use]
    pub fn usual_pause(&self) -> Option<SignedDuration> {
        match (self.every, self.daily.is_empty()) {
            (Some(every), _) => Some(every),
            (None, false) => Some(SignedDuration::from_hours(24)),
            (None, true) => None,
        }
    }

    /// Is it too long ago that something was heard: is the run that was due since then late by a usual pause?
    #[must_use]
    pub fn is_silent(&self, last: Option<Timestamp>, now: Timestamp) -> bool {
        let (Some(pause), Some(last)) = (self.usual_pause(), last) else { return false };
        next_run(self, Some(last), last).is_some_and(|due| now.duration_since(due) > pause)
    }

    /// The first open moment not before `at`.
    fn open_from(&self, at: Timestamp) -> Option<Timestamp> {
        let today = poland::day(at);
        (-1..=DAYS_AHEAD).find_map(|ahead| {
            let day = today.checked_add(ahead.days()).ok()?;
            if !self.days.contains(&day.weekday()) {
                return None;
            }
            let (opens, closes) = self.hours.on(day)?;
            (at < closes).then(|| at.max(opens))
        })
    }

    /// The first hour of the day after `last`.
    fn daily_after(&self, last: Timestamp) -> Option<Timestamp> {
        let first = poland::day(last);
        (-1..=DAYS_AHEAD).find_map(|ahead| {
            let day = first.checked_add(ahead.days()).ok()?;
            let open = |time: &Time| self.days.contains(&self.hours.day_of(day, *time).weekday());
            let times = self.daily.iter().filter(|time| open(time));
            times.filter_map(|time| poland::at(day, *time)).filter(|at| *at > last).min()
        })
    }
}

impl Hours {
    fn is_night(self) -> bool {
        self.until <= self.from
    }

    fn hold(self, time: Time) -> bool {
        if self.is_night() { time >= self.from || time < self.until } else { self.from <= time && time < self.until }
    }

    /// The day on which the window opened that holds this time.
    fn day_of(self, day: Date, time: Time) -> Date {
        if self.is_night() && time < self.from { day.yesterday().unwrap_or(day) } else { day }
    }

    /// The window that opens on this day.
    fn on(self, day: Date) -> Option<(Timestamp, Timestamp)> {
        let closes = if self.is_night() { day.tomorrow().ok()? } else { day };
        Some((poland::at(day, self.from)?, poland::at(closes, self.until)?))
    }
}

/// When the next run is due, given when the last one began; a time that has passed is due now. `None`: never by itself.
///
/// Without a last run an interval is due at once, and an hour of the day is the next that comes: who waits for it says
/// from when on he waits. A last run in the future, made by
/// a clock that was set back, counts as one of now.
#[must_use]
pub fn next_run(rule: &Rule, last: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
    let last = last.map(|last| last.min(now));
    let by_interval = rule.every.map(|every| match last {
        Some(last) => last.checked_add(every).unwrap_or(Timestamp::MAX),
        None => now,
    });
    let by_hour = rule.daily_after(last.unwrap_or(now));
    let due = [by_interval, by_hour].into_iter().flatten().min()?;
    rule.open_from(due.max(now))
}

fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(':')?;
    let number = |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<i8>().ok()).flatten();
    Time::new(number(hour)?, number(minute).filter(|_| minute.len() == 2)?, 0, 0).ok()
}

fn hours(text: &str) -> Result<Hours, ScheduleError> {
    if text.trim().is_empty() {
        return Ok(WHOLE_DAY);
    }
    let read = || {
        let (from, until) = text.split_once(['-', '–'])?;
        let from = time(from)?;
        // As people write the end of a day.
        let is_end = until.trim() == "24:00";
        let until = if is_end { Time::midnight() } else { time(until)? };
        Some((Hours { from, until }, from == until && !is_end))
    };
    match read() {
        Some((hours, false)) => Ok(hours),
        Some((_, true)) => Err(ScheduleError::Empty(text.to_owned())),
        None => Err(ScheduleError::Hours(text.to_owned())),
    }
}

/// English and Polish, short and long.
fn weekday(word: &str) -> Option<Weekday> {
    const NAMES: [&[&str]; 7] = [
        &["mon", "monday", "pn", "pon", "poniedziałek"],
        &["tue", "tuesday", "wt", "wto", "wtorek"],
        &["wed", "wednesday", "śr", "sr", "śro", "środa", "sroda"],
        &["thu", "thursday", "cz", "czw", "czwartek"],
        &["fri", "friday", "pt", "pią", "piątek", "piatek"],
        &["sat", "saturday", "so", "sob", "sobota"],
        &["sun", "sunday", "nd", "nie", "ndz", "niedziela"],
    ];
    let word = word.trim().to_lowercase();
    let place = NAMES.iter().position(|names| names.contains(&word.as_str()))?;
    WEEK.get(place).copied()
}

#[cfg(test)]
mod tests;
