//! A problem for whoever asked: in words, and for programs.

use serde_json::{Value, json};

use uuid::Uuid;

use super::message::Catalogue;
use super::message::text::{PlaceLine, PlacePosition, ProblemTodo};
use super::problem::{Place, Problem, Severity};

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

/// Placeholders for what stands in Optima, at Allegro or in the settings and is of no buyer.
const PLAIN: [&str; 58] = [
    "account",
    "alias",
    "allegro",
    "amount",
    "at",
    "class",
    "code",
    "column",
    "company",
    "companies",
    "cost",
    "count",
    "country",
    "currencies",
    "currency",
    "date",
    "day",
    "days",
    "definition",
    "difference",
    "document",
    "documents",
    "due",
    "ean",
    "element",
    "expected",
    "fee",
    "form",
    "gross",
    "group",
    "here",
    "host",
    "limit",
    "line",
    "made",
    "max",
    "method",
    "net",
    "number",
    "offer",
    "order",
    "orders",
    "other",
    "payment",
    "percent",
    "price",
    "provider",
    "quantity",
    "rate",
    "rates",
    "rule",
    "scheme",
    "series",
    "status",
    "symbol",
    "total",
    "unit",
    "vat",
];

/// A problem in words without what may be a buyer's. `is_ours`: of a file's name or path, is it one that we gave?
#[must_use]
pub fn brief_text(texts: &Catalogue, problem: &Problem, is_ours: &dyn Fn(&str) -> bool) -> String {
    let plain = |name: &str, value: &str| match name {
        "file" | "path" => is_ours(value),
        _ => PLAIN.contains(&name) || Uuid::try_parse(value).is_ok(),
    };
    let place = Place { line: problem.place.line, position: problem.place.position, ..Place::default() };
    problem_text(texts, &Problem { message: problem.message.masked(&plain), place, ..problem.clone() })
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
        && let Some(advice) = advice(texts, problem)
    {
        text.push('\n');
        text.push_str(&advice);
    }
    text
}

/// What to do, as the line below a problem.
#[must_use]
pub fn advice(texts: &Catalogue, problem: &Problem) -> Option<String> {
    let todo = texts.todo(&problem.message)?;
    Some(format!("    {}", texts.say(ProblemTodo { todo: todo.into() })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::message::text::{Imp024, Imp072, Jsn011, Lif004, Ord904};
    use crate::core::message::{Language, Message};

    #[test]
    fn i10_in_brief_nothing_is_said_that_a_buyer_wrote() {
        let texts = Catalogue::new(Language::Polish);
        let said = |message: Message| brief_text(&texts, &Problem::error(message), &|file| file.starts_with("RO_"));
        let moved = Ord904 { document: "RO/1/2026".into(), before: "Jan Kowalski".into(), now: "Anna Nowak".into() };
        let text = said(moved.into());
        assert!(text.contains("RO/1/2026") && text.contains('…') && !text.contains("Nowak"), "{text}");
        // A card's code may be a buyer's name; a service's is the seller's word.
        assert!(!said(Imp024 { code: "KOWALSKI".into(), reason: "NIP 5261040828".into() }.into()).contains("KOWALSKI"));
        assert!(said(Imp072 { code: "DOSTAWA".into(), name: "Dostawa".into() }.into()).contains("DOSTAWA"));
        let amount = Jsn011 { path: "buyer.note".into(), found: "Kowalski".into() };
        assert!(!said(amount.into()).contains("Kowalski"));
        let file = |name: &str| said(Lif004 { file: name.into(), order: "1".into() }.into());
        assert!(file("RO_sklep_1.xml").contains("RO_sklep_1.xml") && !file("Kowalski.xml").contains("Kowalski"));
    }
}
