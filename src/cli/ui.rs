//! Words and JSON for whoever runs a command. The only place that prints.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;
use serde_json::{Value, json};

use crate::core::message::{Catalogue, Message};
use crate::core::problem::{Explain, Fault, Problem, Severity};

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

/// A command that could not do its work at all.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What happened.
    pub problem: Problem,
    /// What it means.
    pub fault: Fault,
}

impl<E: Explain> From<E> for Failure {
    fn from(error: E) -> Self {
        Self { problem: error.problem(), fault: error.fault() }
    }
}

/// Where a command's words go.
#[derive(Debug)]
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

    /// A problem that must be seen also where JSON is wanted: on stderr.
    pub fn warn(&self, problem: &Problem) {
        let _ = writeln!(io::stderr().lock(), "{}", self.problem_text(problem));
    }

    /// The failure of a whole command: on stderr, and as `{"error": …}` where JSON is wanted.
    pub fn failure(&self, failure: &Failure) {
        self.warn(&failure.problem);
        self.json(&json!({ "error": self.problem_json(&failure.problem) }));
    }

    /// `✗ VAT-002 (line 2): …` and below what to do.
    #[must_use]
    pub fn problem_text(&self, problem: &Problem) -> String {
        problem_text(&self.texts, problem)
    }

    /// A problem in a command's JSON: `code`, `severity`, `line`, `message`, `todo`, `path`.
    #[must_use]
    pub fn problem_json(&self, problem: &Problem) -> Value {
        json!({
            "code": problem.code(),
            "severity": problem.severity,
            "line": problem.place.position.or(problem.place.line),
            "path": problem.place.path,
            "message": self.texts.text(&problem.message),
            "todo": self.texts.todo(&problem.message),
        })
    }
}

/// A problem in words, for terminals and for the text beside a refused file.
#[must_use]
pub fn problem_text(texts: &Catalogue, problem: &Problem) -> String {
    use crate::core::message::text::{PlaceLine, PlacePosition, ProblemTodo};
    let mark = match problem.severity {
        Severity::Error => '✗',
        Severity::Warning => '!',
        Severity::Note => '·',
    };
    let mut text = format!("{mark} {}", problem.code());
    let place = &problem.place;
    let mut places = Vec::new();
    places.extend(place.position.map(|n| texts.say(PlacePosition { number: n.into() })));
    places.extend(place.line.map(|n| texts.say(PlaceLine { number: n.into() })));
    places.extend(place.path.clone());
    if !places.is_empty() {
        text += " (";
        text += &places.join(", ");
        text.push(')');
    }
    text.push_str(": ");
    text.push_str(&texts.text(&problem.message));
    if problem.severity > Severity::Note
        && let Some(todo) = texts.todo(&problem.message)
    {
        text.push_str("\n    ");
        text.push_str(&texts.say(ProblemTodo { todo: todo.into() }));
    }
    text
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
