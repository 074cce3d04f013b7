//! What a client may ask, by Allegro's description of its API (`OpenAPI`): the paths, their parameters with type and range, headers.
//! The service itself ignores what it does not know without a word; here it is noticed, so that a wrong request of
//! ours does not pass for a right one. `rules.json` is an excerpt; a test compares it with the whole description.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use axum::http::Method;
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use super::state::Asked;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    media_type: String,
    languages: Vec<String>,
    resources: Vec<Resource>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Resource {
    path: String,
    /// The permission; none: any token.
    #[serde(rename = "scope")]
    _scope: Option<String>,
    parameters: BTreeMap<String, Parameter>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameter {
    r#type: Kind,
    format: Option<String>,
    minimum: Option<u64>,
    maximum: Option<u64>,
    values: Option<Vec<String>>,
    #[serde(default)]
    repeats: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Integer,
    String,
}

/// The excerpt, as it is shipped.
pub(super) const TEXT: &str = include_str!("rules.json");

fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    // A test reads the file.
    RULES.get_or_init(|| serde_json::from_str(TEXT).unwrap_or_default())
}

/// What is wrong with a request, each with the request itself; nothing: it is one that the description allows.
pub(super) fn breaches(asked: &Asked) -> Vec<String> {
    let mut found = Vec::new();
    if asked.path.starts_with("/auth/oauth/") {
        // The login is not part of the description (`reference/allegro.md` 2.2): POST, a form, nothing in the address.
        if asked.method != Method::POST || asked.form.is_none() || !asked.query.is_empty() {
            found.push("not a POST with a form".to_owned());
        }
    } else {
        match rules().resources.iter().find(|resource| is_at(&resource.path, &asked.path)) {
            Some(resource) if asked.method == Method::GET => check(resource, asked, &mut found),
            Some(_) => found.push(format!("method {}", asked.method)),
            None => found.push("a path that is not described".to_owned()),
        }
        headers(asked, &mut found);
    }
    found.into_iter().map(|what| format!("{}: {what}", asked.line)).collect()
}

/// Is a path one of this template? Parts in braces stand for anything but nothing.
fn is_at(template: &str, path: &str) -> bool {
    let (template, path): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    template.len() == path.len()
        && template.iter().zip(&path).all(|(part, given)| part == given || (part.starts_with('{') && !given.is_empty()))
}

fn check(resource: &Resource, asked: &Asked, found: &mut Vec<String>) {
    if resource.path.ends_with("/{id}") && asked.path.rsplit('/').next().is_none_or(|id| Uuid::try_parse(id).is_err()) {
        found.push("the id is not a UUID".to_owned());
    }
    for (at, (name, value)) in asked.query.iter().enumerate() {
        let Some(rule) = resource.parameters.get(name) else {
            found.push(format!("parameter {name} is not described"));
            continue;
        };
        // Statuses may be repeated, as the documentation beside the description says.
        let repeats = rule.repeats || name.ends_with("status");
        if !repeats && asked.query.iter().take(at).any(|(earlier, _)| earlier == name) {
            found.push(format!("parameter {name} comes twice"));
        }
        if !rule.allows(value) {
            found.push(format!("parameter {name} has the value {value}"));
        }
    }
}

impl Parameter {
    fn allows(&self, value: &str) -> bool {
        let typed = match self.r#type {
            Kind::Integer => value.parse::<u64>().is_ok_and(|number| {
                self.minimum.is_none_or(|least| number >= least) && self.maximum.is_none_or(|most| number <= most)
            }),
            Kind::String if self.format.as_deref() == Some("date-time") => value.parse::<Timestamp>().is_ok(),
            Kind::String => !value.is_empty(),
        };
        typed && self.values.as_ref().is_none_or(|values| values.iter().any(|allowed| allowed == value))
    }
}

fn headers(asked: &Asked, found: &mut Vec<String>) {
    let rules = rules();
    if asked.accept != rules.media_type {
        found.push(format!("Accept: {}", asked.accept));
    }
    if !asked.language.is_empty() && !rules.languages.contains(&asked.language) {
        found.push(format!("Accept-Language: {}", asked.language));
    }
    if !asked.authorization.starts_with("Bearer ") {
        found.push("no bearer token".to_owned());
    }
    if !super::state::names_application(&asked.user_agent) {
        found.push(format!("User-Agent: {}", asked.user_agent));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(path: &str, query: &[(&str, &str)]) -> Asked {
        Asked {
            line: format!("GET {path}"),
            method: Method::GET,
            path: path.to_owned(),
            query: query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            user_agent: "Test/1.0 (+https://test.example)".to_owned(),
            accept: rules().media_type.clone(),
            language: "pl-PL".to_owned(),
            authorization: "Bearer access-1".to_owned(),
            form: None,
        }
    }

    #[test]
    fn the_excerpt_is_read_whole() {
        let read: Rules = serde_json::from_str(TEXT).unwrap();
        assert!(read.resources.len() >= 7);
    }

    #[test]
    fn right_requests_pass_and_wrong_ones_are_named() {
        let id = "/order/checkout-forms/c3d046b6-75f7-11f1-879f-3ba7e847a9c7";
        for (path, query) in [
            ("/me", &[][..]),
            (id, &[]),
            (
                "/order/checkout-forms",
                &[("limit", "100"), ("offset", "0"), ("updatedAt.gte", "2026-11-01T00:00:00.000Z")],
            ),
            ("/order/checkout-forms", &[("sort", "updatedAt"), ("status", "BOUGHT"), ("status", "CANCELLED")]),
            ("/order/events", &[("from", "1"), ("type", "BOUGHT"), ("type", "FILLED_IN"), ("limit", "1000")]),
        ] {
            assert_eq!(breaches(&asked(path, query)), Vec::<String>::new(), "{path}");
        }
        for (path, query, what) in [
            ("/order/checkout-forms", &[("updatedAt.gt", "2026-11-01T00:00:00Z")][..], "not described"),
            ("/order/checkout-forms", &[("limit", "101")], "has the value 101"),
            ("/order/checkout-forms", &[("limit", "1"), ("limit", "2")], "comes twice"),
            ("/order/checkout-forms", &[("sort", "price")], "has the value price"),
            ("/order/checkout-forms", &[("updatedAt.gte", "wczoraj")], "has the value wczoraj"),
            ("/order/checkout-forms/7", &[], "not a UUID"),
            ("/order/nowhere", &[], "a path that is not described"),
        ] {
            let found = breaches(&asked(path, query));
            assert!(found.len() == 1 && found[0].contains(what), "{path} {query:?}: {found:?}");
        }
        let bare = Asked { accept: "*/*".to_owned(), user_agent: "curl/8".to_owned(), ..asked("/me", &[]) };
        assert_eq!(breaches(&bare).len(), 2);
        let login = asked("/auth/oauth/token", &[("grant_type", "refresh_token")]);
        assert_eq!(breaches(&login).len(), 1);
    }
}
