//! How fast Allegro is asked: an even pace, two requests at once, and silence while a block lasts
//! (`reference/allegro.md` 3.1). One [`Pace`] serves all accounts of an application, for Allegro counts per
//! client id.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};

use super::pause::Pause;
use crate::clock::Clock;

/// Requests at once; an order importer needs no more.
const AT_ONCE: usize = 2;
/// Requests that may follow each other without a wait, so that a short run is not slowed down; where few are allowed, a tenth of
/// them.
const BURST: u32 = 20;
const SHARE: u32 = 10;
/// The shortest silence after a 429: Allegro blocks for one minute, and each call during the block prolongs it.
const SHORTEST_BLOCK: u64 = 60;
/// The longest: nobody waits a year because a header says so.
const LONGEST_BLOCK: u64 = 15 * 60;

/// Keeps the end of a block for the processes that come after.
pub trait Blocks: Send + Sync {
    /// The end of the last block; `None`: there was none, or it cannot be read.
    fn until(&self) -> Option<Timestamp>;

    /// Writes the end of a block down. If that fails, this process still keeps to it.
    fn block(&self, until: Timestamp);
}

/// Keeps it as long as the process lives.
#[derive(Debug, Default)]
pub struct MemoryBlocks(Mutex<Option<Timestamp>>);

impl Blocks for MemoryBlocks {
    fn until(&self) -> Option<Timestamp> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn block(&self, until: Timestamp) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(until);
    }
}

/// An even pace as arithmetic: when may the next request go? (The generic cell rate algorithm.)
#[derive(Debug)]
struct Meter {
    interval: SignedDuration,
    burst: u32,
    /// When the next request would be due if none had been saved up.
    due: Timestamp,
}

impl Meter {
    fn new(per_minute: u32) -> Self {
        let burst = (per_minute / SHARE).clamp(1, BURST);
        // Those that were saved up and those that become due make no more than are allowed, in any minute.
        let due = (per_minute + 1).saturating_sub(burst);
        // Rounded up: a nanosecond less makes one more in a minute.
        let nanos = if per_minute == 0 { 0 } else { 60_000_000_000_u64.div_ceil(u64::from(due.max(1))) };
        let nanos = i64::try_from(nanos).unwrap_or(i64::MAX);
        Self { interval: SignedDuration::from_nanos(nanos), burst, due: Timestamp::MIN }
    }

    /// Counts a request that may go at once; one that would have to wait is not counted.
    fn count_free(&mut self, now: Timestamp) -> bool {
        let before = self.due;
        let free = self.count(now).is_zero();
        if !free {
            self.due = before;
        }
        free
    }

    /// Counts a request and says how long it must wait.
    fn count(&mut self, now: Timestamp) -> Duration {
        let times = |count: u32| self.interval.saturating_mul(i32::try_from(count).unwrap_or(i32::MAX));
        let ahead = self.due.max(now).duration_since(now);
        // So far ahead only if the clock went back: begin anew instead of waiting an hour.
        let ahead = if ahead > times(self.burst + 4) { SignedDuration::ZERO } else { ahead };
        self.due = now.saturating_add(ahead + self.interval).unwrap_or(now);
        Duration::try_from(ahead - times(self.burst - 1)).unwrap_or_default()
    }
}

/// The common pace of everybody who uses one application.
pub struct Pace {
    meter: Mutex<Meter>,
    slots: Arc<Semaphore>,
    ours: MemoryBlocks,
    /// The block that was waited out: it is over, also by a clock that stands still or goes back.
    served: MemoryBlocks,
    kept: Box<dyn Blocks>,
}

impl std::fmt::Debug for Pace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pace").field("meter", &self.meter).finish_non_exhaustive()
    }
}

/// The permission to send one request.
#[derive(Debug)]
pub(super) struct Slot<'p>(#[expect(dead_code, reason = "held for its drop")] Option<SemaphorePermit<'p>>);

/// The permission to send one request from another task.
#[derive(Debug)]
pub(super) struct OwnedSlot(#[expect(dead_code, reason = "held for its drop")] OwnedSemaphorePermit);

impl Pace {
    /// At most so many requests per minute, 0: as many as there are; blocks are kept in `kept`.
    #[must_use]
    pub fn new(per_minute: u32, kept: Box<dyn Blocks>) -> Arc<Self> {
        Arc::new(Self {
            meter: Mutex::new(Meter::new(per_minute)),
            slots: Arc::new(Semaphore::new(AT_ONCE)),
            ours: MemoryBlocks::default(),
            served: MemoryBlocks::default(),
            kept,
        })
    }

    /// No limit but that of requests at once; blocks are kept in memory.
    #[must_use]
    pub fn unlimited() -> Arc<Self> {
        Self::new(0, Box::new(MemoryBlocks::default()))
    }

    /// Waits until a request may be sent.
    pub(super) async fn ready(&self, pause: &dyn Pause, clock: &dyn Clock) -> Slot<'_> {
        loop {
            // Never closed, so there always is one; without one the request goes all the same.
            let slot = Slot(self.slots.acquire().await.ok());
            let Some((until, rest)) = self.blocked(clock.now()) else {
                let wait = self.meter.lock().unwrap_or_else(PoisonError::into_inner).count(clock.now());
                if !wait.is_zero() {
                    pause.pause(wait).await;
                }
                return slot;
            };
            tracing::warn!(seconds = rest.as_secs(), "allegro blocks this application, waiting");
            pause.pause(rest).await;
            self.served.block(until);
        }
    }

    /// May a request be sent without any wait? For one that may as well be left out.
    pub(super) fn at_once(&self, now: Timestamp) -> Option<OwnedSlot> {
        if self.blocked(now).is_some() {
            return None;
        }
        let slot = Arc::clone(&self.slots).try_acquire_owned().ok()?;
        let free = self.meter.lock().unwrap_or_else(PoisonError::into_inner).count_free(now);
        free.then(|| OwnedSlot(slot))
    }

    /// The block that is on, and how long it lasts yet.
    fn blocked(&self, now: Timestamp) -> Option<(Timestamp, Duration)> {
        let until = self.ours.until().max(self.kept.until()).filter(|until| self.served.until() != Some(*until))?;
        let rest = Duration::try_from(until.duration_since(now)).ok().filter(|rest| !rest.is_zero())?;
        if rest <= Duration::from_secs(LONGEST_BLOCK) {
            return Some((until, rest));
        }
        // No block of ours is that long: the clock went back since. A minute is safe.
        Some(self.block(SHORTEST_BLOCK, now))
    }

    /// Allegro has answered 429 for the `times`-th time in a row: silence for everybody, for as long as it says
    /// and a minute at least, longer each time.
    pub(super) fn throttled(&self, retry_after: Option<u64>, times: u32, now: Timestamp) {
        let growing = SHORTEST_BLOCK << times.saturating_sub(1).min(4);
        self.block(retry_after.unwrap_or(growing).clamp(SHORTEST_BLOCK, LONGEST_BLOCK), now);
    }

    fn block(&self, seconds: u64, now: Timestamp) -> (Timestamp, Duration) {
        let rest = Duration::from_secs(seconds);
        let until = now.saturating_add(SignedDuration::try_from(rest).unwrap_or_default()).unwrap_or(now);
        self.ours.block(until);
        self.kept.block(until);
        (until, rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::allegro::pause::NoPause;
    use crate::clock::FixedClock;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + seconds).unwrap()
    }

    #[test]
    fn r_i4_the_pace_is_even_after_a_burst() {
        // Twenty at once, and 240 more in a minute.
        let mut meter = Meter::new(259);
        let waits: Vec<u128> = (0..24).map(|_| meter.count(at(0)).as_millis()).collect();
        assert_eq!(waits[..20], [0; 20]);
        assert_eq!(waits[20..], [250, 500, 750, 1_000]);
        // A minute later all that was saved up is there again, and not more.
        let waits: Vec<u128> = (0..22).map(|_| meter.count(at(60)).as_millis()).collect();
        assert_eq!((waits[19], waits[20], waits[21]), (0, 250, 500));
        assert!((0..1000).all(|_| Meter::new(0).count(at(0)).is_zero()));
    }

    #[test]
    fn no_minute_has_more_requests_than_are_allowed() {
        for allowed in [1, 2, 3, 7, 10, 11, 60, 199, 200, 300, 9_000] {
            let (mut meter, mut now, mut sent) = (Meter::new(allowed), at(0), Vec::new());
            // As fast as it goes, with a rest after which all that can be saved up is there.
            for number in 0..2 * usize::try_from(allowed).unwrap() + 50 {
                if number == 30 {
                    now += SignedDuration::from_secs(600);
                }
                now += SignedDuration::try_from(meter.count(now)).unwrap();
                sent.push(now);
            }
            let minute = SignedDuration::from_secs(60);
            // From any request on, one more than are allowed comes after the minute.
            let later = sent.iter().skip(usize::try_from(allowed).unwrap());
            for (first, over) in sent.iter().zip(later) {
                assert!(over.duration_since(*first) >= minute, "{allowed}: {first} {over}");
            }
        }
    }

    #[test]
    fn what_may_be_left_out_goes_only_where_nobody_would_wait() {
        let pace = Pace::new(60, Box::new(MemoryBlocks::default()));
        let sent = (0..40).filter(|_| pace.at_once(at(0)).is_some()).count();
        assert_eq!(sent, 6, "and those that did not go count for nothing");
        assert!(pace.at_once(at(2)).is_some() && pace.at_once(at(2)).is_none());
        let both = (pace.at_once(at(100)), pace.at_once(at(100)));
        assert!(both.0.is_some() && both.1.is_some() && pace.at_once(at(100)).is_none(), "two at once");
        drop(both);
        pace.throttled(None, 1, at(200));
        assert!(pace.at_once(at(230)).is_none() && pace.at_once(at(261)).is_some());
    }

    #[test]
    fn a_clock_that_jumps_makes_nobody_wait_for_hours() {
        let mut meter = Meter::new(60);
        for hours in [0, 8, 0, -8, 1, -100_000] {
            for _ in 0..30 {
                assert!(meter.count(at(hours * 3600)) < Duration::from_secs(30));
            }
        }
        let pace = Pace::unlimited();
        pace.throttled(Some(600), 1, at(0));
        assert_eq!(pace.blocked(at(-8 * 3600)).map(|(_, rest)| rest.as_secs()), Some(60));
        assert_eq!(pace.blocked(at(8 * 3600)), None);
        for now in [Timestamp::MIN, Timestamp::MAX] {
            pace.throttled(None, 1, now);
            meter.count(now);
        }
    }

    #[test]
    fn q21_a_block_lasts_a_minute_at_least_grows_and_has_an_end() {
        let rest = |retry_after, times| {
            let pace = Pace::unlimited();
            pace.throttled(retry_after, times, at(0));
            pace.blocked(at(0)).unwrap().1.as_secs()
        };
        assert_eq!((rest(None, 1), rest(None, 2), rest(None, 3), rest(None, 99)), (60, 120, 240, 900));
        assert_eq!((rest(Some(1), 1), rest(Some(120), 1), rest(Some(31_536_000), 1)), (60, 120, 900));
    }

    #[tokio::test]
    async fn r_i4_two_requests_at_once_and_no_more() {
        let (pace, clock) = (Pace::unlimited(), FixedClock(at(0)));
        let (_one, two) = (pace.ready(&NoPause, &clock).await, pace.ready(&NoPause, &clock).await);
        assert!(tokio::time::timeout(Duration::ZERO, pace.ready(&NoPause, &clock)).await.is_err());
        drop(two);
        assert!(tokio::time::timeout(Duration::ZERO, pace.ready(&NoPause, &clock)).await.is_ok());
    }
}
