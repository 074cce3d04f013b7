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
