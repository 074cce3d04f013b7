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

/// The first brace that is none of a placeholder's, with what stands in it; it would stand in codes and names as it is.
#[must_use]
pub fn unknown_placeholder(template: &str) -> Option<&str> {
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let brace = rest.get(at..).unwrap_or_default();
        let Some(known) = PLACEHOLDERS.iter().find(|known| brace.starts_with(**known)) else {
            return brace.get(..brace.find('}').map_or(brace.len(), |end| end + 1));
        };
        rest = brace.get(known.len()..).unwrap_or_default();
    }
    None
}

/// What stands in the code of everything, whatever is put in.
fn fixed(template: &str) -> String {
    PLACEHOLDERS.iter().fold(template.to_owned(), |fixed, placeholder| fixed.replace(placeholder, ""))
}

/// Can no code come of this template, because of what stands in every one of them?
#[must_use]
pub fn gives_no_code(template: &str) -> bool {
    let fixed = fixed(template);
    // At least one character is the line's own.
    fixed.chars().any(char::is_control) || text::code_fault(&format!("{fixed}X")).is_some()
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
