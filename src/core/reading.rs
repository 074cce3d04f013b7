//! What a run reads at Allegro, besides the journal: which part of the list, and why.
//!
//! The journal alone loses orders (`reference/requirements.md` R-A2), so the list is swept as well: every
//! three quarters of an hour the last days, once a day the last week, and a whole year after a long pause, for the
//! journal itself reaches back 60 days only (`reference/allegro.md` section 6).

use jiff::{SignedDuration, Timestamp};

/// Between two sweeps (`reference/allegro.md` section 6: 30 to 60 minutes).
const SWEPT_EVERY: SignedDuration = SignedDuration::from_mins(45);
/// A sweep goes back behind the last one by so much: pages shift while orders arrive, clocks differ, and an order of
/// an outage at Allegro comes up to a day late.
const OVERLAP: SignedDuration = SignedDuration::from_hours(48);
/// Once a day the last week is swept.
const WEEKLY_EVERY: SignedDuration = SignedDuration::from_hours(24);
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);
/// The journal keeps 60 days; five of them are left for clocks and for what Allegro counts otherwise.
const JOURNAL_REACHES: SignedDuration = SignedDuration::from_hours(55 * 24);
/// The list keeps 365 days.
const LIST_REACHES: SignedDuration = SignedDuration::from_hours(365 * 24);

/// What was read before, by our clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadBefore {
    /// From when on orders are wanted, as the first run was told; none: not known, and nothing is left out.
    pub start: Option<Timestamp>,
    /// When the journal was last read to its end; none: this is the first run.
    pub journal: Option<Timestamp>,
    /// When the list was last swept to its end.
    pub sweep: Option<Timestamp>,
    /// When the last week was last swept.
    pub week: Option<Timestamp>,
}

/// Why the list is swept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sweep {
    /// The usual look behind the journal.
    Usual,
    /// The daily look over a week.
    Week,
    /// The pause was longer than the journal reaches back.
    Gap,
    /// A person said from when on.
    Asked,
}

/// The part of the list to sweep, if it is time for it.
///
/// A clock that was set back makes times that lie in the future: they count as never, so that nothing waits for the
/// clock to catch up.
///
/// Nothing from before the account's start is swept: who begins "from now" does not want last week's orders, which
/// are in Optima by other ways (`reference/requirements.md` R-A13).
#[must_use]
pub fn sweep(before: &ReadBefore, now: Timestamp) -> Option<(Sweep, Timestamp)> {
    Some(from_start(before, due_sweep(before, now)?, now))
}

/// The part of the list to sweep now because the journal could not be read, whenever it was swept last. Nothing on the
/// first run.
#[must_use]
pub fn sweep_at_once(before: &ReadBefore, now: Timestamp) -> Option<(Sweep, Timestamp)> {
    let journal = before.journal?;
    let reached = before.sweep.filter(|at| *at <= now).unwrap_or(journal).min(journal);
    let usual = (Sweep::Usual, earlier(reached.min(now), OVERLAP));
    Some(from_start(before, due_sweep(before, now).unwrap_or(usual), now))
}

fn from_start(before: &ReadBefore, (why, since): (Sweep, Timestamp), now: Timestamp) -> (Sweep, Timestamp) {
    // A start in the future was noted by a wrong clock.
    let start = before.start.filter(|start| *start <= now);
    (why, start.map_or(since, |start| since.max(start)))
}

fn due_sweep(before: &ReadBefore, now: Timestamp) -> Option<(Sweep, Timestamp)> {
    let journal = before.journal?;
    let past = |at: Option<Timestamp>| at.filter(|at| *at <= now);
    let since = |at: Timestamp, back: SignedDuration| earlier(at.min(now), back);
    let due = |last: Option<Timestamp>, every| past(last).is_none_or(|last| now.duration_since(last) >= every);
    if now.duration_since(journal) > JOURNAL_REACHES {
        return Some((Sweep::Gap, farthest(since(journal, OVERLAP), now)));
    }
    let reached = past(before.sweep).unwrap_or(journal).min(journal);
    if due(before.week, WEEKLY_EVERY) {
        return Some((Sweep::Week, earlier(now, WEEK).min(since(reached, OVERLAP))));
    }
    due(before.sweep, SWEPT_EVERY).then(|| (Sweep::Usual, since(reached, OVERLAP)))
}

/// What a sweep that came to its end was good for: does it count as the usual look behind the journal, and as that over
/// a week? One that a person asked for does if it began no later than the one that was due, or would have been on a
/// first run, where nothing before it is wanted.
#[must_use]
pub fn swept(why: Sweep, since: Timestamp, before: &ReadBefore, now: Timestamp) -> (bool, bool) {
    match why {
        Sweep::Usual => (true, false),
        Sweep::Week | Sweep::Gap => (true, true),
        Sweep::Asked if before.journal.is_none() => (true, true),
        Sweep::Asked => match sweep(before, now) {
            Some((due, from)) if since <= from => swept(due, from, before, now),
            _ => (false, false),
        },
    }
}

/// A wish that lies farther back than the list reaches begins where the list does.
#[must_use]
pub fn farthest(since: Timestamp, now: Timestamp) -> Timestamp {
    since.max(earlier(now, LIST_REACHES))
}

/// Saturates at the first moment that there is.
fn earlier(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_sub(by).unwrap_or(Timestamp::MIN)
}

/// The first wait before something that failed is tried again; it doubles each time.
const FIRST_RETRY: SignedDuration = SignedDuration::from_mins(5);
/// The longest wait: a card that was added in the morning is seen on the same day.
const LONGEST_RETRY: SignedDuration = SignedDuration::from_hours(6);

/// When to try again what has failed so many times: 5 minutes, 10, 20 … up to 6 hours.
#[must_use]
pub fn next_try(attempts: u32, now: Timestamp) -> Timestamp {
    let wait = FIRST_RETRY.as_secs().saturating_mul(1_i64.checked_shl(attempts.saturating_sub(1).min(20)).unwrap_or(1));
    now.checked_add(SignedDuration::from_secs(wait.min(LONGEST_RETRY.as_secs()))).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn q5_r_a2_the_list_is_swept_beside_the_journal() {
        let now = at("2026-11-23T12:00:00Z");
        let ago = |minutes: i64| Some(now - SignedDuration::from_mins(minutes));
        let read = |journal, sweep, week| sweep_of(&ReadBefore { start: None, journal, sweep, week }, now);
        // The first run has nothing to look behind.
        assert_eq!(read(None, None, None), "-");
        // Never swept: a week.
        assert_eq!(read(ago(5), None, None), "Week 2026-11-16T12:00:00Z");
        assert_eq!(read(ago(5), ago(5), ago(60)), "-");
        assert_eq!(read(ago(5), ago(44), ago(60)), "-");
        assert_eq!(read(ago(5), ago(45), ago(60)), "Usual 2026-11-21T11:15:00Z");
        assert_eq!(read(ago(5), ago(45), ago(24 * 60)), "Week 2026-11-16T12:00:00Z");
        // The computer was off for ten days: the week begins before them.
        assert_eq!(read(ago(10 * 24 * 60), ago(10 * 24 * 60), ago(10 * 24 * 60)), "Week 2026-11-11T12:00:00Z");
        // The journal was read on while the sweep failed for days: from where it last succeeded.
        assert_eq!(read(ago(5), ago(3 * 24 * 60), ago(60)), "Usual 2026-11-18T12:00:00Z");
    }

    #[test]
    fn i14_a_journal_that_fails_makes_it_time_for_a_sweep() {
        let now = at("2026-11-23T12:00:00Z");
        let ago = |minutes: i64| Some(now - SignedDuration::from_mins(minutes));
        let before = ReadBefore { start: None, journal: ago(60), sweep: ago(5), week: ago(60) };
        assert_eq!(sweep(&before, now), None);
        assert_eq!(sweep_at_once(&before, now), Some((Sweep::Usual, at("2026-11-21T11:00:00Z"))));
        assert_eq!(
            sweep_at_once(&ReadBefore { start: ago(90), ..before }, now),
            Some((Sweep::Usual, ago(90).unwrap()))
        );
        assert_eq!(sweep_at_once(&ReadBefore::default(), now), None, "nothing is wanted before the first run");
    }

    #[test]
    fn a_sweep_that_was_asked_for_counts_where_it_looked_far_enough() {
        let now = at("2026-11-23T12:00:00Z");
        let ago = |hours: i64| now - SignedDuration::from_hours(hours);
        let first = ReadBefore::default();
        assert_eq!(swept(Sweep::Asked, ago(1), &first, now), (true, true));
        let due = ReadBefore { start: None, journal: Some(ago(1)), sweep: Some(ago(1)), week: Some(ago(30)) };
        assert_eq!(swept(Sweep::Asked, ago(24), &due, now), (false, false), "not a week");
        assert_eq!(swept(Sweep::Asked, ago(24 * 8), &due, now), (true, true));
        let usual = ReadBefore { week: Some(ago(1)), ..due };
        assert_eq!(swept(Sweep::Asked, ago(24 * 8), &usual, now), (true, false));
        let fresh = ReadBefore { sweep: Some(now), ..usual };
        assert_eq!(swept(Sweep::Asked, ago(24 * 8), &fresh, now), (false, false), "nothing was due");
        assert_eq!(swept(Sweep::Usual, ago(50), &usual, now), (true, false));
        assert_eq!(swept(Sweep::Gap, ago(24 * 60), &due, now), (true, true));
    }

    #[test]
    fn a_pause_beyond_the_journal_is_a_full_rescan_of_a_year_at_most() {
        let now = at("2026-11-23T12:00:00Z");
        let days = |days: i64| Some(now - SignedDuration::from_hours(24 * days));
        let read = |journal| sweep_of(&ReadBefore { start: None, journal, sweep: journal, week: journal }, now);
        assert_eq!(read(days(55)), "Week 2026-09-27T12:00:00Z");
        assert_eq!(read(days(56)), "Gap 2026-09-26T12:00:00Z");
        assert_eq!(read(days(700)), "Gap 2025-11-23T12:00:00Z");
    }

    #[test]
    fn a_clock_that_jumps_loses_nothing_and_storms_nothing() {
        let now = at("2026-11-23T12:00:00Z");
        let ahead = |hours: i64| Some(now + SignedDuration::from_hours(hours));
        // Everything seems to have been read in eight hours' time: a sweep, from now backwards.
        let before = ReadBefore { start: None, journal: ahead(8), sweep: ahead(8), week: ahead(8) };
        assert_eq!(sweep_of(&before, now), "Week 2026-11-16T12:00:00Z");
        for wild in [Timestamp::MIN, Timestamp::MAX] {
            let before = ReadBefore { start: Some(wild), journal: Some(wild), sweep: Some(wild), week: Some(wild) };
            assert!(sweep(&before, now).is_some_and(|(_, since)| since <= now));
            assert!(sweep(&ReadBefore { journal: Some(now), ..ReadBefore::default() }, wild).is_some());
        }
    }

    #[test]
    fn r_a13_no_sweep_goes_behind_the_start_of_the_account() {
        let now = at("2026-11-23T12:00:00Z");
        let started = Some(at("2026-11-23T11:00:00Z"));
        let old = Some(at("2026-08-01T00:00:00Z"));
        let read = |start, journal| sweep_of(&ReadBefore { start, journal, ..ReadBefore::default() }, now);
        assert_eq!(read(started, started), "Week 2026-11-23T11:00:00Z");
        assert_eq!(read(old, started), "Week 2026-11-16T12:00:00Z");
        assert_eq!(read(old, old), "Gap 2026-08-01T00:00:00Z");
        assert_eq!(read(Some(Timestamp::MAX), started), "Week 2026-11-16T12:00:00Z", "a clock that was wrong");
    }

    #[test]
    fn what_failed_is_tried_again_ever_more_seldom() {
        let now = at("2026-11-23T12:00:00Z");
        let minutes: Vec<i64> = [0, 1, 2, 3, 6, 7, 8, 40, u32::MAX]
            .iter()
            .map(|n| next_try(*n, now).duration_since(now).as_mins())
            .collect();
        assert_eq!(minutes, [5, 5, 10, 20, 160, 320, 360, 360, 360]);
    }

    fn sweep_of(before: &ReadBefore, now: Timestamp) -> String {
        sweep(before, now).map_or("-".to_owned(), |(why, since)| format!("{why:?} {since}"))
    }
}
