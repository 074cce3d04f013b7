//! What went wrong or deserves a look, as a value: a stable code, where, and how grave. The words come from
//! the catalogues ([`super::message`]).

use serde::{Deserialize, Serialize};

use super::message::{Message, quoted, text};
use super::reach::Reach;

/// So many problems of one document, order, file or table are told; of the rest, how many there are.
pub const PROBLEMS_MAX: usize = 50;

/// How grave a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something worth knowing; nothing is wrong.
    Note,
    /// The work was done, and a person should look at it.
    Warning,
    /// The order or file was refused.
    Error,
}

/// Where a problem lies. Empty parts are unknown or do not apply.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// `checkoutForm.id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<String>,
    /// A file's path or name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// An element path in XML, a JSON path, or a column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// A line of the text file, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// A line of the document or order, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
}

/// A problem with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// How grave.
    pub severity: Severity,
    /// Code and text.
    pub message: Message,
    /// Where.
    #[serde(default)]
    pub place: Place,
    /// So many others that were met and are not told; 0: this is a problem itself.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub others: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl Problem {
    /// The order or file is refused for this.
    #[must_use]
    pub fn error(message: impl Into<Message>) -> Self {
        Self::new(Severity::Error, message)
    }

    /// A person should look at this.
    #[must_use]
    pub fn warning(message: impl Into<Message>) -> Self {
        Self::new(Severity::Warning, message)
    }

    /// Worth knowing.
    #[must_use]
    pub fn note(message: impl Into<Message>) -> Self {
        Self::new(Severity::Note, message)
    }

    fn new(severity: Severity, message: impl Into<Message>) -> Self {
        // The one door through which outside text gets into what people read.
        Self { severity, message: message.into().cut(), place: Place::default(), others: 0 }
    }

    /// So many more of this gravity were met.
    #[must_use]
    pub fn others(severity: Severity, count: usize) -> Self {
        Self { others: count, ..Self::new(severity, text::Prb001 { count: count.into() }) }
    }

    /// The stable code, `VAT-002`.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.message.id
    }

    /// Sets the order.
    #[must_use]
    pub fn in_order(mut self, id: impl Into<String>) -> Self {
        self.place.order = Some(quoted(&id.into()));
        self
    }

    /// Sets the file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.place.file = Some(file.into());
        self
    }

    /// Sets the element or JSON path.
    #[must_use]
    pub fn at_path(mut self, path: impl Into<String>) -> Self {
        self.place.path = Some(quoted(&path.into()));
        self
    }

    /// Sets the line of the text file, from 1.
    #[must_use]
    pub fn at_line(mut self, line: u32) -> Self {
        self.place.line = Some(line);
        self
    }

    /// Sets the line of the document, from 1.
    #[must_use]
    pub fn at_position(mut self, position: u32) -> Self {
        self.place.position = Some(position);
        self
    }

    /// Does this refuse the order or file?
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// The problems of one document, order, file or table: the gravest, [`PROBLEMS_MAX`] of them, in the order in which they
/// were met, and how many more there were. After the first few the reason is clear, and a file of rubbish has hundreds
/// of thousands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    told: Vec<Problem>,
    /// Of those that are told, by severity.
    counts: [usize; 3],
    /// How many are not told, and the gravest of them.
    rest: Option<(Severity, usize)>,
    errors: usize,
}

impl Problems {
    /// Adds one, or counts it where there are enough that are as grave.
    pub fn push(&mut self, problem: Problem) {
        let severity = problem.severity;
        if problem.others > 0 {
            self.pass_over(severity, problem.others);
        } else if self.wants(severity) {
            if self.told.len() >= PROBLEMS_MAX {
                self.drop_one_below(severity);
            }
            self.errors += usize::from(problem.is_error());
            self.told.push(problem);
            if let Some(count) = self.counts.get_mut(severity as usize) {
                *count += 1;
            }
        } else {
            self.pass_over(severity, 1);
        }
    }

    /// Adds one that was not told yet: a column that every line fills the same way is said once.
    pub fn push_new(&mut self, problem: Problem) {
        if !self.told.contains(&problem) {
            self.push(problem);
        }
    }

    /// Would one of this gravity be told?
    #[must_use]
    pub fn wants(&self, severity: Severity) -> bool {
        self.told.len() < PROBLEMS_MAX || self.counts.iter().take(severity as usize).any(|count| *count > 0)
    }

    /// Counts one that need not be made, for [`Problems::wants`] said that it would not be told.
    pub fn pass_over(&mut self, severity: Severity, count: usize) {
        if severity == Severity::Error {
            self.errors = self.errors.saturating_add(count);
        }
        let (gravest, so_far) = self.rest.unwrap_or((severity, 0));
        self.rest = Some((gravest.max(severity), so_far.saturating_add(count)));
    }

    fn drop_one_below(&mut self, severity: Severity) {
        let least = self.told.iter().map(|problem| problem.severity).min().filter(|least| *least < severity);
        let place = least.and_then(|least| self.told.iter().rposition(|problem| problem.severity == least));
        if let Some((place, least)) = place.zip(least) {
            self.told.remove(place);
            if let Some(count) = self.counts.get_mut(least as usize) {
                *count -= 1;
            }
            self.pass_over(least, 1);
        }
    }

    /// How many were met.
    #[must_use]
    pub fn count(&self) -> usize {
        self.told.len().saturating_add(self.rest.map_or(0, |(_, count)| count))
    }

    /// How many errors were met.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// Those that are told.
    pub fn told(&self) -> &[Problem] {
        &self.told
    }

    /// The problems, and at the end one that says how many more there are.
    #[must_use]
    pub fn into_vec(self) -> Vec<Problem> {
        let mut problems = self.told;
        problems.extend(self.rest.map(|(severity, count)| Problem::others(severity, count)));
        problems
    }
}

impl Extend<Problem> for Problems {
    fn extend<T: IntoIterator<Item = Problem>>(&mut self, problems: T) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }
}

impl FromIterator<Problem> for Problems {
    fn from_iter<T: IntoIterator<Item = Problem>>(problems: T) -> Self {
        let mut all = Self::default();
        all.extend(problems);
        all
    }
}

/// The gravest of them, and how many more there are.
#[must_use]
pub fn bounded(problems: Vec<Problem>) -> Vec<Problem> {
    problems.into_iter().collect::<Problems>().into_vec()
}

/// What a failure means for the run as a whole; the edge turns it into an exit code
/// (`design.md`, section 6), and the stages into "try again" or "give up".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fault {
    /// This order or file is refused; the others go on. Exit code 1.
    Refused,
    /// Wrong usage or settings. Exit code 2.
    Usage,
    /// The outside world cannot be reached, or the disk cannot be written. Exit code 3.
    Outage,
    /// Allegro wants a log-in. Exit code 4.
    Login,
}

/// An error that can be told to a person.
pub trait Explain {
    /// Code, text and place.
    fn problem(&self) -> Problem;
    /// What it means for whoever started the run.
    fn fault(&self) -> Fault;
    /// What it holds up, and what goes on beside it.
    fn reach(&self) -> Reach;
}

/// Is this message id a problem's code, three capital letters, a dash and three digits?
#[must_use]
pub fn is_code(id: &str) -> bool {
    let bytes = id.as_bytes();
    bytes.len() == 7
        && bytes[..3].iter().all(u8::is_ascii_uppercase)
        && bytes[3] == b'-'
        && bytes[4..].iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::message::text::{Xml111, Xml130, Xml131};

    fn list(errors: usize, notes: usize) -> Vec<Problem> {
        let notes = (0..notes).map(|_| Problem::note(Xml130));
        notes.chain((0..errors).map(|_| Problem::error(Xml111))).collect()
    }

    #[test]
    fn i14_of_one_thing_fifty_problems_are_told_and_the_rest_is_counted() {
        for (met, told, others) in [(49, 49, 0), (50, 50, 0), (51, 51, 1), (52, 51, 2), (100_000, 51, 99_950)] {
            let problems = bounded(list(met, 0));
            assert_eq!((problems.len(), problems.last().unwrap().others), (told, others), "{met}");
            assert!(problems.iter().all(Problem::is_error));
        }
    }

    #[test]
    fn i14_the_gravest_are_told_and_none_that_refuses_is_lost() {
        let problems: Problems = list(3, 200).into_iter().chain([Problem::warning(Xml131)]).collect();
        assert_eq!((problems.count(), problems.errors()), (204, 3));
        let told = problems.into_vec();
        let of = |severity| told.iter().filter(|problem| problem.severity == severity && problem.others == 0).count();
        assert_eq!([Severity::Error, Severity::Warning, Severity::Note].map(of), [3, 1, 46]);
        let last = told.last().unwrap();
        assert_eq!((last.others, last.severity), (154, Severity::Note));
        // What others counted is counted on.
        let mut errors: Problems = list(60, 0).into_iter().collect();
        errors.pass_over(Severity::Error, 1);
        assert_eq!((errors.count(), errors.errors()), (61, 61), "also those that are not told");
        let twice = bounded(told.iter().chain(&told).cloned().collect());
        assert_eq!((twice.len(), twice.last().unwrap().others), (51, 2 * 204 - 50));
    }
}
