//! The hours of Poland: winter is UTC+1, summer UTC+2; in 2026 the clocks change on 29 March and 25 October.

use proptest::prelude::*;

use super::*;

fn wish(every_minutes: u32, daily_at: &[&str], hours: &str, weekdays: &[&str]) -> Schedule {
    let owned = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect();
    Schedule { every_minutes, daily_at: owned(daily_at), hours: hours.to_owned(), weekdays: owned(weekdays) }
}

fn rule(every_minutes: u32, daily_at: &[&str], hours: &str, weekdays: &[&str]) -> Rule {
    Rule::read(&wish(every_minutes, daily_at, hours, weekdays)).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// What it shows, the rule, the last run, now, the next run.
type Case<'c> = (&'c str, &'c Rule, Option<&'c str>, &'c str, Option<&'c str>);

#[test]
fn when_the_next_run_is() {
    let every = rule(15, &[], "", &[]);
    let daily = rule(0, &["18:30", "06:00"], "", &[]);
    let both = rule(60, &["06:10"], "", &[]);
    let office = rule(30, &[], "08:00-16:00", &["pn", "wt", "śr", "czw", "pt"]);
    let night = rule(30, &[], "22:00-06:00", &["fri"]);
    let night_hour = rule(0, &["05:00"], "22:00-06:00", &["fri"]);
    let gap = rule(0, &["02:30"], "", &[]);
    #[rustfmt::skip]
    let cases: &[Case<'_>] = &[
        ("first run of an interval", &every, None, "2026-11-26T10:00:00Z", Some("2026-11-26T10:00:00Z")),
        ("the interval", &every, Some("2026-11-26T10:00:00Z"), "2026-11-26T10:01:00Z", Some("2026-11-26T10:15:00Z")),
        ("slept over many: once, now", &every, Some("2026-11-20T10:00:00Z"), "2026-11-26T10:01:00Z", Some("2026-11-26T10:01:00Z")),
        ("the clock was set back", &every, Some("2026-11-26T18:00:00Z"), "2026-11-26T10:00:00Z", Some("2026-11-26T10:15:00Z")),
        ("minutes over the spring change", &every, Some("2026-03-29T00:50:00Z"), "2026-03-29T00:51:00Z", Some("2026-03-29T01:05:00Z")),
        ("minutes over the autumn change", &every, Some("2026-10-25T00:50:00Z"), "2026-10-25T00:51:00Z", Some("2026-10-25T01:05:00Z")),
        ("first run of an hour: when it comes", &daily, None, "2026-11-26T10:00:00Z", Some("2026-11-26T17:30:00Z")),
        ("the next hour", &daily, Some("2026-11-26T05:00:00Z"), "2026-11-26T05:01:00Z", Some("2026-11-26T17:30:00Z")),
        ("over midnight", &daily, Some("2026-11-26T17:30:05Z"), "2026-11-26T18:00:00Z", Some("2026-11-27T05:00:00Z")),
        ("missed while off: once, now", &daily, Some("2026-11-24T17:30:00Z"), "2026-11-26T10:00:00Z", Some("2026-11-26T10:00:00Z")),
        ("in summer an hour earlier in UTC", &daily, Some("2026-07-01T17:00:00Z"), "2026-07-01T17:01:00Z", Some("2026-07-02T04:00:00Z")),
        ("the day of the spring change", &daily, Some("2026-03-28T17:30:00Z"), "2026-03-28T18:00:00Z", Some("2026-03-29T04:00:00Z")),
        ("the day of the autumn change", &daily, Some("2026-10-24T16:30:00Z"), "2026-10-24T17:00:00Z", Some("2026-10-25T05:00:00Z")),
        ("an hour that does not exist: behind the gap", &gap, Some("2026-03-28T12:00:00Z"), "2026-03-28T12:00:00Z", Some("2026-03-29T01:30:00Z")),
        ("an hour that comes twice: the first", &gap, Some("2026-10-24T12:00:00Z"), "2026-10-24T12:00:00Z", Some("2026-10-25T00:30:00Z")),
        ("… and not again an hour later", &gap, Some("2026-10-25T00:30:00Z"), "2026-10-25T01:29:00Z", Some("2026-10-26T01:30:00Z")),
        ("whichever is sooner", &both, Some("2026-11-26T05:00:00Z"), "2026-11-26T05:00:00Z", Some("2026-11-26T05:10:00Z")),
        ("within the window", &office, Some("2026-11-26T10:00:00Z"), "2026-11-26T10:00:00Z", Some("2026-11-26T10:30:00Z")),
        ("after it: tomorrow's opening", &office, Some("2026-11-26T14:45:00Z"), "2026-11-26T14:46:00Z", Some("2026-11-27T07:00:00Z")),
        ("its end is outside", &office, Some("2026-11-26T14:30:00Z"), "2026-11-26T14:46:00Z", Some("2026-11-27T07:00:00Z")),
        ("over the weekend", &office, Some("2026-11-27T14:45:00Z"), "2026-11-28T10:00:00Z", Some("2026-11-30T07:00:00Z")),
        ("a window over midnight is still open", &night, Some("2026-11-28T03:00:00Z"), "2026-11-28T03:00:00Z", Some("2026-11-28T03:30:00Z")),
        ("… and opens on its own day", &night, Some("2026-11-28T04:50:00Z"), "2026-11-28T04:59:00Z", Some("2026-12-04T21:00:00Z")),
        ("an hour behind midnight is of the day before", &night_hour, Some("2026-11-26T12:00:00Z"), "2026-11-26T12:00:00Z", Some("2026-11-28T04:00:00Z")),
    ];
    for (what, rule, last, now, expected) in cases {
        let next = next_run(rule, last.map(at), at(now));
        assert_eq!(next, expected.map(at), "{what}");
    }
    assert_eq!(next_run(&rule(0, &[], "", &[]), None, at("2026-11-26T10:00:00Z")), None, "only by hand");
}

#[test]
fn words_that_cannot_be_meant_are_named() {
    for (wish, error) in [
        (wish(0, &["25:00"], "", &[]), ScheduleError::Time("25:00".to_owned())),
        (wish(0, &["6"], "", &[]), ScheduleError::Time("6".to_owned())),
        (wish(0, &["06:5"], "", &[]), ScheduleError::Time("06:5".to_owned())),
        (wish(0, &["-1:00"], "", &[]), ScheduleError::Time("-1:00".to_owned())),
        (wish(0, &["06:60"], "", &[]), ScheduleError::Time("06:60".to_owned())),
        (wish(5, &[], "rano", &[]), ScheduleError::Hours("rano".to_owned())),
        (wish(5, &[], "08:00-25:00", &[]), ScheduleError::Hours("08:00-25:00".to_owned())),
        (wish(5, &[], "", &["jutro"]), ScheduleError::Weekday("jutro".to_owned())),
        (wish(1441, &[], "", &[]), ScheduleError::Every(1441)),
        (
            wish(0, &["06:00"], "08:00-16:00", &[]),
            ScheduleError::Outside { time: "06:00".to_owned(), hours: "08:00-16:00".to_owned() },
        ),
    ] {
        assert_eq!(Rule::read(&wish), Err(error));
    }
    assert!(Rule::read(&wish(5, &["6:00", "23:59"], "00:00-24:00", &["Mon", "ŚR", "niedziela"])).is_ok());
}

#[test]
fn silence_is_twice_the_usual_pause_within_the_window() {
    let office = rule(30, &[], "08:00-16:00", &["pn", "wt", "śr", "czw", "pt"]);
    let last = Some(at("2026-11-27T14:45:00Z"));
    assert!(!office.is_silent(last, at("2026-11-28T12:00:00Z")), "a weekend is no silence");
    assert!(!office.is_silent(last, at("2026-11-30T07:30:00Z")));
    assert!(office.is_silent(last, at("2026-11-30T07:31:00Z")));
    assert!(!office.is_silent(Some(at("2026-11-30T08:00:00Z")), at("2026-11-30T09:00:00Z")));
    assert!(office.is_silent(Some(at("2026-11-30T08:00:00Z")), at("2026-11-30T09:01:00Z")));
    assert!(!office.is_silent(None, at("2026-11-30T09:01:00Z")), "nothing was expected yet");
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let times = prop::collection::vec((0..24_u8, 0..60_u8).prop_map(|(h, m)| format!("{h:02}:{m:02}")), 0..4);
    let days = prop::collection::vec(prop::sample::select(vec!["mon", "wed", "sat", "nd"]), 0..3);
    (0..=1440_u32, times, days).prop_map(|(every, times, days)| {
        let times: Vec<&str> = times.iter().map(String::as_str).collect();
        rule(every, &times, "", &days)
    })
}

proptest! {
    /// Laws of the next run: not before now; asked again later, before it is due, the same or sooner is not said; once
    /// it was run, it is not due at the same moment again.
    #[test]
    fn the_next_run_is_never_in_the_past_and_never_twice(
        rule in any_rule(),
        last in prop::option::of(0_i64..2_000_000_000),
        now in 0_i64..2_000_000_000,
        later in 0_i64..1_000_000,
    ) {
        let second = |second: i64| Timestamp::from_second(second).unwrap();
        let (last, now) = (last.map(second), second(now));
        if let Some(next) = next_run(&rule, last, now) {
            prop_assert!(next >= now);
            let then = now + SignedDuration::from_secs(later);
            if let Some(last) = last.filter(|last| *last <= now)
                && then <= next
            {
                prop_assert_eq!(next_run(&rule, Some(last), then), Some(next));
            }
            if let Some(after) = next_run(&rule, Some(next), next) {
                prop_assert!(after > next);
            }
        }
    }
}
