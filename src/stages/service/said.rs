//! What was told and still stands: it is told once, and once a day.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::core::problem::Problem;

/// The same is told of the same at most so often.
const SAID_EVERY: SignedDuration = SignedDuration::from_hours(24);

/// What was told, of whom or of which file, and when: of each code the last.
#[derive(Default)]
pub(super) struct Said(BTreeMap<(String, String), (Problem, Timestamp)>);

impl Said {
    /// Is this news? From now on it is not.
    pub(super) fn is_news(&mut self, of: &str, problem: &Problem, now: Timestamp) -> bool {
        self.0.retain(|_, (_, at)| now.duration_since(*at).abs() < SAID_EVERY);
        let key = (of.to_owned(), problem.code().to_owned());
        let known = self.0.get(&key).is_some_and(|(said, _)| said == problem);
        if !known {
            self.0.insert(key, (problem.clone(), now));
        }
        !known
    }

    /// It is over: should it come again, that is news.
    pub(super) fn over(&mut self, of: &str) {
        self.0.retain(|(whose, _), _| whose != of);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::message::text::{Led001, Led002};

    #[test]
    fn the_same_is_told_once_a_day_and_anew_when_it_was_over() {
        let at = |hours: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours);
        let (one, other) = (Problem::error(Led001 { path: "a".into() }), Problem::error(Led001 { path: "b".into() }));
        let third = Problem::error(Led002 { path: "a".into() });
        let mut said = Said::default();
        assert!(said.is_news("firma", &one, at(0)) && said.is_news("firma", &third, at(0)));
        assert!(!said.is_news("firma", &one, at(1)) && !said.is_news("firma", &third, at(1)), "two by turns");
        assert!(said.is_news("inna", &one, at(1)), "another's");
        assert!(said.is_news("firma", &other, at(2)), "another reason");
        assert!(said.is_news("inna", &one, at(26)), "a day has passed");
        said.over("inna");
        assert!(said.is_news("inna", &one, at(26)));
    }
}
