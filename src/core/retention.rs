//! How long persons are kept, and what stays when they go (`reference/requirements.md` section 4): hash, key, number
//! and sums.

use jiff::{SignedDuration, Timestamp};

use super::message::Message;
use super::message::text::Ret001;
use super::problem::{Place, Problem};

/// What ended before this is cut down; `None`: nothing ever is.
#[must_use]
pub fn limit(now: Timestamp, days: u32) -> Option<Timestamp> {
    (days > 0).then(|| now.checked_sub(SignedDuration::from_hours(24 * i64::from(days))).ok())?
}

/// A clock that stands further than this from what is known leapt. Shops are closed for a week and not for longer; and so
/// little too early a cut of weeks does no harm.
const LEAP: SignedDuration = SignedDuration::from_hours(24 * 7);
/// A clock that says the same day after day is right. A service looks daily, and not at the same minute.
const DAY: SignedDuration = SignedDuration::from_hours(20);

/// What is known of the time beside the clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// When the clock was believed last; without it, when anything was noted last.
    pub last: Option<Timestamp>,
    /// The latest note of those that are a day old.
    pub earlier: Option<Timestamp>,
    /// Since when it is not believed.
    pub doubted: Option<Timestamp>,
}

/// Until when notes count as a day old.
#[must_use]
pub fn day_before(now: Timestamp) -> Timestamp {
    now.checked_sub(DAY).unwrap_or(Timestamp::MIN)
}

/// Did the clock leap? What was noted with a wrong one in the same hour proves nothing; that it goes on from one day to the
/// next does. By a clock that was set far forward everything would be old.
#[must_use]
pub fn leapt(now: Timestamp, known: Known) -> bool {
    let apart = |at: Timestamp| now.duration_since(at);
    let near = |at: Timestamp| apart(at).abs() <= LEAP;
    let day_old = |at: Timestamp| near(at) && apart(at) >= DAY;
    let Some(last) = known.last else { return false };
    let goes_on = last < now && known.earlier.is_some_and(day_old);
    !(near(last) || goes_on || known.doubted.is_some_and(day_old))
}

/// Does the doubt begin now? One that is older or later than a leap is another.
#[must_use]
pub fn is_new_doubt(now: Timestamp, doubted: Option<Timestamp>) -> bool {
    doubted.is_none_or(|at| at > now || now.duration_since(at) > LEAP)
}

/// The problem without its words, which may quote a person: how grave it was and its code.
#[must_use]
pub fn cut(problem: &Problem) -> Problem {
    if is_cut(problem) {
        return problem.clone();
    }
    let place = Place { order: problem.place.order.clone(), ..Place::default() };
    let instead_of = Some(problem.message.id.clone());
    let message = Message { instead_of, ..Ret001 { code: problem.code().into() }.into() };
    Problem { severity: problem.severity, message, place, others: problem.others }
}

/// Is this what [`cut`] leaves?
#[must_use]
pub fn is_cut(problem: &Problem) -> bool {
    problem.message.instead_of.is_some()
}

/// The code that a problem has, or had before it was cut.
#[must_use]
pub fn code(problem: &Problem) -> &str {
    problem.message.instead_of.as_deref().unwrap_or(problem.code())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::message::text::Ord904;
    use crate::core::problem::Severity;

    #[test]
    fn nothing_is_old_where_nothing_is_to_be_cut() {
        let now: Timestamp = "2026-11-26T12:00:00Z".parse().unwrap();
        assert_eq!(limit(now, 0), None);
        assert_eq!(limit(now, 90).unwrap().to_string(), "2026-08-28T12:00:00Z");
        assert_eq!(limit(Timestamp::MIN, 90), None);
    }

    #[test]
    fn a_clock_is_believed_when_it_goes_on_from_what_is_known() {
        let now: Timestamp = "2026-11-26T12:00:00Z".parse().unwrap();
        let hours = |hours: i64| Some(now - SignedDuration::from_hours(hours));
        let known = |last, earlier, doubted| Known { last, earlier, doubted };
        for right in [
            known(None, None, None),
            known(hours(24), None, None),
            known(hours(-48), None, None),
            known(hours(24 * 40), hours(24), None),
            known(hours(24 * 40), None, hours(24)),
            known(hours(-24 * 40), None, hours(24)),
        ] {
            assert!(!leapt(now, right), "{right:?}");
        }
        for wrong in [
            known(hours(24 * 40), None, None),
            known(hours(-24 * 40), None, None),
            // Notes of this very hour, made by the same clock.
            known(hours(24 * 40), hours(1), hours(1)),
            known(hours(24 * 40), hours(24 * 39), hours(24 * 39)),
            known(hours(-24 * 40), hours(24), None),
        ] {
            assert!(leapt(now, wrong), "{wrong:?}");
        }
        assert!(is_new_doubt(now, None) && is_new_doubt(now, hours(-1)) && is_new_doubt(now, hours(24 * 39)));
        assert!(!is_new_doubt(now, hours(5)));
    }

    #[test]
    fn no_word_of_a_problem_stays_but_its_code() {
        let told = Ord904 { document: "RO/1".into(), before: "Jan Kowalski".into(), now: "Anna Nowak".into() };
        let problem = Problem::warning(told).in_order("a").in_file("Jan Kowalski.xml");
        let left = cut(&problem);
        let json = serde_json::to_string(&left).unwrap();
        assert!(json.contains("ORD-904") && !json.contains("Kowalski") && !json.contains("Nowak"), "{json}");
        assert_eq!((left.severity, left.place.order.as_deref()), (Severity::Warning, Some("a")));
        assert_eq!(cut(&left), left, "cut twice is cut once");
        assert_eq!((code(&left), code(&problem)), ("ORD-904", "ORD-904"));
        let earlier: Problem = serde_json::from_str(&json.replace(r#","instead_of":"ORD-904""#, "")).unwrap();
        assert_eq!(earlier, left, "what an earlier version cut is cut");
    }
}
