//! A problem for whoever asked: in words, and for programs.

use serde_json::{Value, json};

use super::message::Catalogue;
use super::message::text::{PlaceLine, PlacePosition, ProblemTodo};
use super::problem::{Problem, Severity};

/// A problem for programs: `code`, `severity`, `line`, `message`, `todo`, `path`.
#[must_use]
pub fn problem_json(texts: &Catalogue, problem: &Problem) -> Value {
    json!({
        "code": problem.code(),
        "severity": problem.severity,
        "line": problem.place.position.or(problem.place.line),
        "path": problem.place.path,
        "message": texts.text(&problem.message),
        "todo": texts.todo(&problem.message),
    })
}

/// A problem in words, for terminals and for the text beside a refused file.
#[must_use]
pub fn problem_text(texts: &Catalogue, problem: &Problem) -> String {
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
