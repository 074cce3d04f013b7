use super::*;
use crate::core::settings::Schedule;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn agenda(every_minutes: u32, aliases: &[&str], now: Timestamp) -> Agenda {
    let rule = Rule::read(&Schedule { every_minutes, ..Schedule::default() }).unwrap();
    let planned = Planned { rule, company: String::new(), last: Some(now) };
    let accounts = aliases.iter().map(|alias| ((*alias).to_owned(), planned.clone())).collect();
    let mut agenda = Agenda::new(now);
    agenda.plan(accounts, &["firma".to_owned()], SignedDuration::from_secs(10), now);
    agenda
}

/// Does all that is due at `now`; each job takes no time and ends like this.
fn all(agenda: &mut Agenda, now: Timestamp, ended: impl Fn(&Job) -> Ended) -> Vec<Job> {
    let mut done = Vec::new();
    while let Next::Do(job) = agenda.next(now) {
        agenda.done(&job, ended(&job), now, now);
        done.push(job);
        assert!(done.len() < 100, "a storm: {done:?}");
    }
    done
}

#[test]
fn a_quiet_hour_has_its_looks_and_its_exports() {
    let mut now = at("2026-11-26T10:00:00Z");
    let end = at("2026-11-26T11:00:00Z");
    let mut agenda = agenda(15, &["a"], now);
    let mut counts = BTreeMap::new();
    while now < end {
        for job in all(&mut agenda, now, |_| Ended::Well) {
            *counts.entry(format!("{job:?}")).or_insert(0) += 1;
        }
        let Next::Wait(until) = agenda.next(now) else { panic!("something is due after all was done") };
        assert!(until > now);
        now = until;
    }
    assert_eq!(counts.remove("Export(\"a\")"), Some(3), "10:15, 10:30, 10:45");
    assert_eq!(counts.remove("Again(\"firma\")"), Some(11));
    assert_eq!(counts.remove("Upkeep"), Some(1));
    // Every ten seconds, and once more after each export.
    assert_eq!(counts.remove("Look(\"firma\")"), Some(363));
    assert_eq!(counts, BTreeMap::new());
}

#[test]
fn an_outage_is_tried_again_later_and_later_and_the_files_wait_too() {
    let mut now = at("2026-11-26T10:00:00Z");
    let mut agenda = agenda(0, &["a"], now);
    agenda.wish(None, now);
    let mut pauses = Vec::new();
    for _ in 0..7 {
        let done = all(&mut agenda, now, |job| if matches!(job, Job::Export(_)) { Ended::Outage } else { Ended::Well });
        assert!(done.contains(&Job::Export("a".to_owned())));
        let next = agenda.next_export("a", now).unwrap();
        pauses.push(next.duration_since(now).as_secs());
        now = next;
    }
    assert_eq!(pauses, [30, 60, 120, 240, 300, 300, 300]);
    all(&mut agenda, now, |_| Ended::Well);
    assert_eq!(agenda.next_export("a", now), None, "only by hand, and it went well");
}

#[test]
fn while_the_base_is_away_hints_do_not_knock_at_it() {
    let now = at("2026-11-26T10:00:00Z");
    let mut agenda = agenda(15, &["a"], now);
    all(&mut agenda, now, |job| if matches!(job, Job::Look(_)) { Ended::Outage } else { Ended::Well });
    agenda.hinted(now);
    assert_eq!(agenda.next(now + SignedDuration::from_secs(29)), Next::Wait(now + SignedDuration::from_secs(30)));
    agenda.look_now(now);
    assert_eq!(agenda.next(now), Next::Do(Job::Look("firma".to_owned())), "the button does");
}

#[test]
fn a_hint_brings_the_look_forward_and_an_unsettled_file_the_next_one() {
    let now = at("2026-11-26T10:00:00Z");
    let mut agenda = agenda(15, &["a"], now);
    all(&mut agenda, now, |_| Ended::Well);
    for _ in 0..100 {
        agenda.hinted(now);
    }
    let soon = now + HINT_SETTLES;
    assert_eq!(agenda.next(now), Next::Wait(soon));
    assert_eq!(all(&mut agenda, soon, |_| Ended::Unsettled), [Job::Look("firma".to_owned())]);
    assert_eq!(agenda.next(soon), Next::Wait(soon + UNSETTLED));
}

#[test]
fn the_button_is_for_one_account_or_for_all_and_presses_do_not_pile_up() {
    let now = at("2026-11-26T10:00:00Z");
    let mut agenda = agenda(15, &["a", "b"], now);
    all(&mut agenda, now, |_| Ended::Well);
    let exports = |jobs: Vec<Job>| jobs.into_iter().filter(|job| matches!(job, Job::Export(_))).collect::<Vec<_>>();
    for _ in 0..5 {
        agenda.wish(Some("b"), now);
    }
    assert_eq!(exports(all(&mut agenda, now, |_| Ended::Well)), [Job::Export("b".to_owned())]);
    agenda.wish(None, now);
    assert_eq!(exports(all(&mut agenda, now, |_| Ended::Well)).len(), 2);
}

#[test]
fn after_a_long_sleep_everything_is_due_once() {
    let now = at("2026-11-26T10:00:00Z");
    let mut agenda = agenda(15, &["a"], now);
    all(&mut agenda, now, |_| Ended::Well);
    let later = at("2026-12-24T10:00:00Z");
    let mut done: Vec<String> = all(&mut agenda, later, |_| Ended::Well).iter().map(|job| format!("{job:?}")).collect();
    done.sort();
    assert_eq!(done, ["Again(\"firma\")", "Export(\"a\")", "Look(\"firma\")", "Look(\"firma\")", "Upkeep"]);
}

#[test]
fn a_clock_that_goes_back_delays_nothing_by_more_than_its_usual_pause() {
    let now = at("2026-11-26T18:00:00Z");
    let mut agenda = agenda(15, &["a"], now);
    all(&mut agenda, now, |_| Ended::Outage);
    let earlier = at("2026-11-26T10:00:00Z");
    agenda.clock_went_back(earlier);
    let Next::Wait(until) = agenda.next(earlier) else { panic!() };
    assert!(until <= earlier + SignedDuration::from_secs(10));
    assert!(agenda.next_export("a", earlier).unwrap() <= earlier + SignedDuration::from_mins(15));
}

#[test]
fn changed_settings_keep_what_is_known() {
    let now = at("2026-11-26T10:00:00Z");
    let mut agenda = agenda(15, &["a"], now);
    all(&mut agenda, now, |_| Ended::Well);
    let rule = Rule::read(&Schedule { every_minutes: 5, ..Schedule::default() }).unwrap();
    let planned = Planned { rule, company: "nowa".to_owned(), last: None };
    let accounts = BTreeMap::from([("a".to_owned(), planned.clone()), ("b".to_owned(), planned)]);
    agenda.plan(accounts, &["nowa".to_owned()], SignedDuration::from_secs(60), now);
    assert_eq!(agenda.next(now), Next::Do(Job::Look("nowa".to_owned())));
    agenda.done(&Job::Look("nowa".to_owned()), Ended::Well, now, now);
    assert_eq!(agenda.next(now), Next::Do(Job::Export("b".to_owned())), "new and never run");
    assert_eq!(agenda.next_export("a", now), Some(now + SignedDuration::from_mins(5)));
    // A job that ends after its account was taken out of the settings is nobody's.
    agenda.done(&Job::Export("c".to_owned()), Ended::Well, now, now);
}
