//! The templates of `[products.card]`: filled in where a card is made, and where one that was made so is looked for.

use super::text;

/// What a template may name.
pub const PLACEHOLDERS: [&str; 4] = ["{kod}", "{oferta}", "{ean}", "{nazwa}"];

/// What is put in for the placeholders.
#[derive(Clone, Copy, Debug)]
pub struct Values<'a> {
    /// The line's code.
    pub code: &'a str,
    /// Its offer.
    pub offer: &'a str,
    /// Its EAN.
    pub ean: &'a str,
    /// Its name.
    pub name: &'a str,
}

/// The first thing in braces that no template may name; it would stand in codes and names as it is.
#[must_use]
pub fn unknown_placeholder(template: &str) -> Option<&str> {
    let starts = template.match_indices('{').filter_map(|(at, _)| template.get(at..));
    let mut unknown = starts.filter(|rest| !PLACEHOLDERS.iter().any(|known| rest.starts_with(known)));
    unknown.next().map(|rest| rest.find('}').and_then(|end| rest.get(..=end)).unwrap_or(rest))
}

/// A template filled in, in one pass, so that nothing in a name is taken for a placeholder.
#[must_use]
pub fn fill(template: &str, values: Values<'_>) -> String {
    let values = PLACEHOLDERS.into_iter().zip([values.code, values.offer, values.ean, values.name]);
    let mut filled = String::new();
    let mut rest = template;
    while let Some(first) = rest.chars().next() {
        let taken = if let Some((placeholder, value)) = values.clone().find(|(name, _)| rest.starts_with(name)) {
            filled.push_str(value);
            placeholder.len()
        } else {
            filled.push(first);
            first.len_utf8()
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    filled.trim().to_owned()
}

/// The code that a template gives.
///
/// # Errors
/// Nothing, nothing that is the line's own, or a code that Optima cannot keep: what it gave.
pub fn code(template: &str, values: Values<'_>) -> Result<String, String> {
    let code = fill(template, values);
    // `X-{ean}` of everything without an EAN would be one card.
    let is_anybodys = code == fill(template, Values { code: "", offer: "", ean: "", name: "" });
    if code.is_empty() || is_anybodys || text::code_fault(&code).is_some() { Err(code) } else { Ok(code) }
}
