//! Words and JSON for whoever runs a command. The only place that prints.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;
use serde_json::{Value, json};

use crate::core::message::text::{CompanyLeft, LoginWait};
use crate::core::message::{Catalogue, Message};
use crate::core::problem::{Fault, Problem};
use crate::core::telling;
use crate::workplace::{Failure, Failures, Listener};

/// Exit codes (`design.md`, section 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// Some orders or files were refused.
    Refused = 1,
    /// Wrong usage or settings.
    Usage = 2,
    /// The outside world cannot be reached.
    Outage = 3,
    /// Allegro wants a log-in.
    Login = 4,
}

impl Exit {
    /// The worse of what was done and what the failures mean.
    #[must_use]
    pub fn or_worse(self, worst: Option<Fault>) -> Self {
        worst.map_or(self, |fault| self.max(fault.into()))
    }
}

impl From<Fault> for Exit {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Refused => Self::Refused,
            Fault::Usage => Self::Usage,
            Fault::Outage => Self::Outage,
            Fault::Login => Self::Login,
        }
    }
}

/// Where a command's words go.
#[derive(Clone, Copy, Debug)]
pub struct Ui {
    /// The texts.
    pub texts: Catalogue,
    json: bool,
    verbose: bool,
}

impl Ui {
    /// In this language; with `json` only [`Ui::json`] reaches stdout.
    #[must_use]
    pub fn new(texts: Catalogue, json: bool) -> Self {
        Self { texts, json, verbose: false }
    }

    /// For those who look closely, where that is asked for.
    #[must_use]
    pub fn verbose(self, verbose: bool) -> Self {
        Self { verbose, ..self }
    }

    /// Is more wanted than most people want to know?
    #[must_use]
    pub fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// Is JSON wanted?
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// A line for people. A reader that went away is no error: the work is done all the same.
    pub fn line(&self, text: &str) {
        if !self.json {
            let _ = writeln!(io::stdout().lock(), "{text}");
        }
    }

    /// A line from the catalogue.
    pub fn say(&self, message: impl Into<Message>) {
        self.line(&self.texts.say(message));
    }

    /// The one JSON document of a command.
    pub fn json(&self, value: &impl Serialize) {
        if self.json {
            let text = serde_json::to_string_pretty(value).unwrap_or_default();
            let _ = writeln!(io::stdout().lock(), "{text}");
        }
    }

    /// A problem for people: mark, code and text, what to do.
    pub fn problem(&self, problem: &Problem) {
        self.line(&self.problem_text(problem));
    }

    /// What was passed over; what to do is said once of each kind.
    pub fn passed_over(&self, all: &[Problem]) {
        let mut told = Vec::new();
        for problem in all {
            self.problem(problem);
            if let Some(advice) = telling::advice(&self.texts, problem).filter(|advice| !told.contains(advice)) {
                self.line(&advice);
                told.push(advice);
            }
        }
    }

    /// A problem that must be seen also where JSON is wanted: on stderr.
    pub fn warn(&self, problem: &Problem) {
        let _ = writeln!(io::stderr().lock(), "{}", self.problem_text(problem));
    }

    /// The failure of a whole command: on stderr, and as `{"error": …}` where JSON is wanted.
    pub fn failure(&self, failure: &Failure) {
        self.warn(&failure.problem);
        self.json(&json!({ "error": self.problem_json(&failure.problem) }));
    }

    /// Companies or accounts that could not have their turn: on stderr.
    pub fn failures(&self, failures: &Failures) {
        for (whose, failure) in failures.iter() {
            note(&self.texts.say(CompanyLeft { company: whose.into() }));
            self.warn(&failure.problem);
        }
    }

    /// The same for programs: every one as `failures`, and the first as `error`.
    pub fn add_failures(&self, failures: &Failures, value: &mut Value) {
        if let Some(first) = failures.first() {
            value["error"] = self.problem_json(&first.problem);
        }
        let told = failures
            .iter()
            .map(|(whose, failure)| json!({ "company": whose, "error": self.problem_json(&failure.problem) }));
        value["failures"] = told.collect();
    }

    /// What is wrong with the mapping tables: on stderr.
    pub fn tables<'p>(&self, problems: impl IntoIterator<Item = &'p Problem>) {
        problems.into_iter().for_each(|problem| self.warn(problem));
    }

    /// The same for programs, each with its file.
    #[must_use]
    pub fn tables_json<'p>(&self, problems: impl IntoIterator<Item = &'p Problem>) -> Value {
        let one = |problem: &Problem| {
            let mut value = self.problem_json(problem);
            value["file"] = json!(problem.place.file);
            value
        };
        problems.into_iter().map(one).collect()
    }

    /// `✗ VAT-002 (line 2): …` and below what to do.
    #[must_use]
    pub fn problem_text(&self, problem: &Problem) -> String {
        telling::problem_text(&self.texts, problem)
    }

    /// A problem in a command's JSON: `code`, `severity`, `line`, `message`, `todo`, `path`.
    #[must_use]
    pub fn problem_json(&self, problem: &Problem) -> Value {
        telling::problem_json(&self.texts, problem)
    }
}

/// A line on stderr, where JSON or nothing but the result is on stdout.
pub fn note(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Is anybody there to be asked?
#[must_use]
pub fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

impl Listener for Ui {
    fn remark(&self, problem: &Problem) {
        self.warn(problem);
    }

    fn says(&self, line: Message) {
        self.say(line);
    }

    fn waits(&self, seconds: u64) {
        note(&self.texts.say(LoginWait { seconds: i64::try_from(seconds).unwrap_or(i64::MAX).into() }));
    }
}
