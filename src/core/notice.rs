//! Letters to who looks after the program: of what, and when. Computes only; times come in.
//!
//! Each order or file with a reason is told once. What keeps the work from going on, such as a base that is away, is told
//! when it lasts, and again once a day while it does. One outage is one matter, whomever it stops and whatever is said of it
//! from try to try. Letters have a pause between them and gather what happened in it.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::poland;
use super::problem::{Fault, Problem};

/// A run that refuses thirty files tells of all thirty in one letter.
const GATHER: SignedDuration = SignedDuration::from_mins(2);
/// What is over before this is nobody's business: servers are started anew, and networks blink.
const LASTS: SignedDuration = SignedDuration::from_mins(15);
/// The same again not before this.
const AGAIN: SignedDuration = SignedDuration::from_hours(24);
/// What was told is remembered so long.
const MEMORY: SignedDuration = SignedDuration::from_hours(24 * 30);
/// So much is named in one letter; of more, how much it is.
const ITEMS: usize = 500;
/// So much waits to be named.
const WAITING: usize = 5_000;
/// So much of what was told is remembered.
const TOLD: usize = 50_000;

/// Something that a person should hear of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// When it happened.
    pub at: Timestamp,
    /// The account or company.
    pub whose: String,
    /// The order or file; empty: it is about the work as a whole.
    pub what: String,
    /// What it is.
    pub problem: Problem,
    /// What it means for the work as a whole; none: it is about one order, file or table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<Fault>,
}

impl Item {
    fn key(&self) -> String {
        // From try to try an outage is said otherwise, and is the same.
        let kind = match self.fault {
            Some(Fault::Outage) => "outage",
            Some(Fault::Login) => "login",
            _ => self.problem.code(),
        };
        // Names and ids have no control characters.
        [self.whose.as_str(), &self.what, kind].join("\u{1f}")
    }
}

/// When letters are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// Between two letters about trouble.
    pub pause: SignedDuration,
    /// When the summary of the day is sent.
    pub summary_at: Option<Time>,
}

/// A letter to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letter {
    /// About trouble: what, and how much more there is.
    Trouble {
        /// What happened.
        items: Vec<Item>,
        /// So much more is not told in detail.
        more: usize,
    },
    /// The summary of the day.
    Summary,
}

/// What was told and what is still to be told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Desk {
    /// With the time at which it was heard of.
    waiting: Vec<(Timestamp, Item)>,
    /// So much more waits that is not named.
    unnamed: usize,
    /// When each was last told.
    told: BTreeMap<String, Timestamp>,
    /// Since when there is each lasting trouble.
    lasting: BTreeMap<String, Timestamp>,
    last_letter: Option<Timestamp>,
    last_summary: Option<Date>,
}

impl Desk {
    /// Takes in what happened to orders and files lately, also what it was shown before, and what stops the work now.
    pub fn hear(&mut self, happened: impl IntoIterator<Item = Item>, stops: Vec<Item>, now: Timestamp) {
        for item in happened {
            let key = item.key();
            // By the event's own time: the same event is shown again and again.
            if self.told.get(&key).is_none_or(|told| item.at.duration_since(*told) >= AGAIN) {
                self.told.insert(key, item.at);
                self.wait(item, now);
            }
        }
        self.hear_stops(stops, now);
        self.told.retain(|_, at| now.duration_since(*at) < MEMORY);
        if self.told.len() > TOLD {
            let mut times: Vec<Timestamp> = self.told.values().copied().collect();
            times.sort_unstable();
            let oldest = times.get(times.len() - TOLD).copied().unwrap_or(now);
            self.told.retain(|_, at| *at >= oldest);
        }
    }

    /// So many more things happened than could be kept for this desk.
    pub fn miss(&mut self, more: usize) {
        self.unnamed += more;
    }

    fn hear_stops(&mut self, stops: Vec<Item>, now: Timestamp) {
        let present: BTreeMap<String, Item> = stops.into_iter().map(|item| (item.key(), item)).collect();
        let over: Vec<String> = self.lasting.keys().filter(|key| !present.contains_key(*key)).cloned().collect();
        for key in over {
            self.lasting.remove(&key);
            self.told.remove(&key);
        }
        let lasts = |since: Timestamp| now.duration_since(since) >= LASTS;
        for key in present.keys() {
            self.lasting.entry(key.clone()).or_insert(now);
        }
        let (known, news): (Vec<_>, Vec<_>) = present
            .into_iter()
            .partition(|(key, _)| self.told.get(key).is_some_and(|told| now.duration_since(*told) < AGAIN));
        let since = |desk: &Self, key: &str| desk.lasting.get(key).copied().unwrap_or(now);
        let is_due = news.iter().any(|(key, _)| lasts(since(self, key)));
        for (key, item) in news {
            // Who is stopped by the same thing as somebody of whom it was told.
            let is_known = known.iter().any(|(_, other)| other.problem.message == item.problem.message);
            // What stands still beside it goes into the same letter, for it is likely of the same outage.
            let is_beside = is_due && item.fault == Some(Fault::Outage);
            let since = since(self, &key);
            if is_known || is_beside || lasts(since) {
                self.told.insert(key, now);
            }
            if !is_known && (is_beside || lasts(since)) {
                self.wait(Item { at: since, ..item }, now);
            }
        }
    }

    fn wait(&mut self, item: Item, now: Timestamp) {
        if self.waiting.len() < WAITING {
            self.waiting.push((now, item));
        } else {
            self.unnamed += 1;
        }
    }

    /// The letter that is due now. It stays due until [`Desk::sent`].
    pub fn due(&mut self, wishes: &Wishes, now: Timestamp) -> Option<Letter> {
        if self.summary_is_due(wishes.summary_at, now) {
            return Some(Letter::Summary);
        }
        let gathered = self.waiting.first().is_some_and(|(heard, _)| now.duration_since(*heard) >= GATHER);
        let rested = self.last_letter.is_none_or(|last| now.duration_since(last).abs() >= wishes.pause);
        (gathered && rested).then(|| Letter::Trouble {
            items: self.waiting.iter().take(ITEMS).map(|(_, item)| item.clone()).collect(),
            more: self.waiting.len().saturating_sub(ITEMS) + self.unnamed,
        })
    }

    /// The letter that was due is on its way.
    pub fn sent(&mut self, letter: &Letter, now: Timestamp) {
        match letter {
            Letter::Trouble { items, more } => {
                let named = (items.len() + more).min(self.waiting.len());
                self.waiting.drain(..named);
                self.unnamed = self.unnamed.saturating_sub(items.len() + more - named);
                self.last_letter = Some(now);
            }
            Letter::Summary => self.last_summary = Some(poland::day(now)),
        }
    }

    fn summary_is_due(&mut self, at: Option<Time>, now: Timestamp) -> bool {
        let Some(at) = at else {
            // Who switches it on again does not get yesterday's.
            self.last_summary = None;
            return false;
        };
        let local = poland::local(now);
        let passed = local.time() >= at;
        // The hour that was over when it was first asked for is not caught up.
        let last = *self.last_summary.get_or_insert_with(|| {
            if passed { local.date() } else { local.date().yesterday().unwrap_or(local.date()) }
        });
        passed && last < local.date()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::message::text::{Exp001, Exp007};

    fn at(text: &str) -> Timestamp {
        format!("2026-11-{text}Z").parse().unwrap()
    }

    fn refused(order: &str, at: Timestamp) -> Item {
        Item { at, whose: "sklep".to_owned(), what: order.to_owned(), problem: Problem::error(Exp001), fault: None }
    }

    fn stop(whose: &str, fault: Fault, said: &str, at: Timestamp) -> Item {
        let problem = Problem::error(Exp007 { orders: 1_u32.into(), day: said.into() });
        Item { at, whose: whose.to_owned(), what: String::new(), problem, fault: Some(fault) }
    }

    fn away(at: Timestamp) -> Item {
        stop("firma", Fault::Outage, "x", at)
    }

    const WISHES: Wishes = Wishes { pause: SignedDuration::from_hours(1), summary_at: None };

    /// The number of things in the letter that is due, which is sent.
    fn send(desk: &mut Desk, wishes: &Wishes, now: Timestamp) -> Option<usize> {
        let letter = desk.due(wishes, now)?;
        desk.sent(&letter, now);
        match letter {
            Letter::Trouble { items, more } => Some(items.len() + more),
            Letter::Summary => Some(0),
        }
    }

    #[test]
    fn each_refusal_is_told_once_and_those_of_one_run_together() {
        let mut desk = Desk::default();
        let shown: Vec<Item> = (0..120).map(|n| refused(&n.to_string(), at("26T10:00:00"))).collect();
        desk.hear(shown.clone(), Vec::new(), at("26T10:00:01"));
        assert_eq!(send(&mut desk, &WISHES, at("26T10:00:02")), None, "there may be more to come");
        let Some(Letter::Trouble { items, more }) = desk.due(&WISHES, at("26T10:03:00")) else { panic!("no letter") };
        assert_eq!((items.len(), more), (120, 0));
        assert_eq!(send(&mut desk, &WISHES, at("26T10:03:00")), Some(120));
        // The service shows the same events for days.
        for later in ["26T10:04:00", "26T12:00:00", "27T11:00:00", "28T10:00:00"] {
            desk.hear(shown.clone(), Vec::new(), at(later));
            assert_eq!(send(&mut desk, &WISHES, at(later)), None, "{later}");
        }
    }

    #[test]
    fn i14_of_many_the_first_are_named_and_all_are_counted() {
        let mut desk = Desk::default();
        desk.hear((0..WAITING + 7).map(|n| refused(&n.to_string(), at("26T10:00:00"))), Vec::new(), at("26T10:00:00"));
        desk.miss(3);
        let Some(Letter::Trouble { items, more }) = desk.due(&WISHES, at("26T10:03:00")) else { panic!("no letter") };
        assert_eq!((items.len(), more), (ITEMS, WAITING + 10 - ITEMS));
        assert_eq!(send(&mut desk, &WISHES, at("26T10:03:00")), Some(WAITING + 10));
        assert_eq!(desk.due(&WISHES, at("27T10:03:00")), None);
    }

    #[test]
    fn one_outage_is_one_letter_whomever_it_stops_and_whatever_is_said_of_it() {
        let mut desk = Desk::default();
        let mut letters = Vec::new();
        for minute in 0..150_i64 {
            let now = at("26T10:00:00") + SignedDuration::from_mins(minute);
            // The base's trouble, said in turns of two; half an hour later an account's for the same base, then another's.
            let said = if minute % 2 == 0 { "locked" } else { "closed" };
            let mut stops = vec![stop("firma", Fault::Outage, said, now)];
            stops.extend((minute >= 10).then(|| stop("sklep", Fault::Outage, "quiet", now)));
            stops.extend((minute >= 40).then(|| stop("hurt", Fault::Outage, said, now)));
            desk.hear([], stops, now);
            if let Some(letter) = desk.due(&WISHES, now) {
                desk.sent(&letter, now);
                let Letter::Trouble { items, .. } = letter else { panic!("{letter:?}") };
                letters.push((minute, items.into_iter().map(|item| item.whose).collect::<Vec<_>>()));
            }
        }
        assert_eq!(letters, [(17, vec!["firma".to_owned(), "sklep".to_owned()])]);
        // What a person has to do is another matter.
        let later = |minutes| at("26T12:30:00") + SignedDuration::from_mins(minutes);
        for minute in 0..30 {
            let stops = ["firma", "hurt"].map(|whose| stop(whose, Fault::Outage, "locked", later(minute)));
            let login = stop("sklep", Fault::Login, "login", later(minute));
            desk.hear([], stops.into_iter().chain([login]).collect(), later(minute));
        }
        assert_eq!(send(&mut desk, &WISHES, later(30)), Some(1));
    }

    #[test]
    fn a_letter_that_could_not_be_sent_stays_due() {
        let mut desk = Desk::default();
        desk.hear([refused("a", at("26T10:00:00"))], Vec::new(), at("26T10:00:00"));
        for minute in 3..6 {
            assert!(desk.due(&WISHES, at(&format!("26T10:0{minute}:00"))).is_some());
        }
        let kept: Desk = serde_json::from_str(&serde_json::to_string(&desk).unwrap()).unwrap();
        assert_eq!(kept, desk, "and over a restart");
    }

    #[test]
    fn letters_have_a_pause_between_them() {
        let mut desk = Desk::default();
        desk.hear([refused("a", at("26T10:00:00"))], Vec::new(), at("26T10:00:00"));
        assert_eq!(send(&mut desk, &WISHES, at("26T10:05:00")), Some(1));
        desk.hear([refused("b", at("26T10:06:00"))], Vec::new(), at("26T10:06:00"));
        assert_eq!(send(&mut desk, &WISHES, at("26T11:04:00")), None);
        desk.hear([refused("c", at("26T11:04:30"))], Vec::new(), at("26T11:04:30"));
        assert_eq!(send(&mut desk, &WISHES, at("26T11:05:00")), Some(2), "what was heard meanwhile comes together");
    }

    #[test]
    fn what_is_soon_over_is_not_told_and_what_lasts_is_told_daily() {
        let mut desk = Desk::default();
        let hear = |desk: &mut Desk, when: &str, stops: bool| {
            desk.hear([], if stops { vec![away(at(when))] } else { Vec::new() }, at(when));
            send(desk, &WISHES, at(when))
        };
        assert_eq!(hear(&mut desk, "26T10:00:00", true), None);
        assert_eq!(hear(&mut desk, "26T10:10:00", true), None);
        assert_eq!(hear(&mut desk, "26T10:12:00", false), None, "a short outage");
        assert_eq!(hear(&mut desk, "26T10:20:00", true), None);
        assert_eq!(hear(&mut desk, "26T10:36:00", true), None, "gathered");
        assert_eq!(hear(&mut desk, "26T10:39:00", true), Some(1));
        assert_eq!(hear(&mut desk, "26T20:00:00", true), None);
        assert_eq!(hear(&mut desk, "27T10:37:00", true), None);
        assert_eq!(hear(&mut desk, "27T10:40:00", true), Some(1), "it still lasts");
        assert_eq!(hear(&mut desk, "27T10:50:00", false), None);
        assert_eq!(hear(&mut desk, "27T12:00:00", true), None);
        assert_eq!(hear(&mut desk, "27T12:16:00", true), None);
        assert_eq!(hear(&mut desk, "27T12:19:00", true), Some(1), "another outage is another matter");
    }

    #[test]
    fn the_summary_comes_once_a_day_at_its_hour_in_poland() {
        let wishes = Wishes { summary_at: Some(jiff::civil::time(7, 30, 0, 0)), ..WISHES };
        let mut desk = Desk::default();
        // 11:00 in Poland: today's hour was over before anybody asked.
        assert_eq!(send(&mut desk, &wishes, at("26T10:00:00")), None);
        assert_eq!(send(&mut desk, &wishes, at("27T06:29:00")), None);
        assert_eq!(send(&mut desk, &wishes, at("27T06:30:00")), Some(0));
        assert_eq!(send(&mut desk, &wishes, at("27T20:00:00")), None);
        assert_eq!(send(&mut desk, &wishes, at("30T09:00:00")), Some(0), "once after days off");
        assert_eq!(send(&mut desk, &wishes, at("30T09:01:00")), None);
        assert_eq!(send(&mut desk, &WISHES, at("30T09:01:00")), None);
        assert_eq!(desk.last_summary, None);
    }
}
