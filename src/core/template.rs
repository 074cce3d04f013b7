//! The templates of `[products.card]`: filled in where a card is made, and where one that was made so is looked for.

use super::settings::CardRules;
use super::text;

/// What a template may name.
pub const PLACEHOLDERS: [&str; 4] = ["{kod}", "{oferta}", "{ean}", "{nazwa}"];

/// `Twr_NumerKat nvarchar(40)`.
const CATALOGUE_NUMBER_MAX: usize = 40;

/// What is put in for the placeholders.
#[derive(Clone, Copy, Debug, Default)]
pub struct Values<'a> {
    /// The line's code.
    pub code: &'a str,
    /// Its offer.
    pub offer: &'a str,
    /// The offer is taken apart into other goods too, by `sets.csv`.
    pub of_set: bool,
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
    let is_anybodys = code == fill(template, Values::default());
    if code.is_empty() || is_anybodys || text::code_fault(&code).is_some() { Err(code) } else { Ok(code) }
}

/// Does the code that a template gives say no more of the goods than what others may have too: their name, or for a part of a
/// set the offer?
#[must_use]
pub fn is_vague(template: &str, values: Values<'_>) -> bool {
    let common = if values.of_set {
        Values { code: "", ean: "", name: "", ..values }
    } else {
        Values { code: "", ean: "", offer: "", ..values }
    };
    fill(template, values) == fill(template, common)
}

/// The catalogue number of a new card. Where the code is vague, this tells the goods apart.
#[must_use]
pub fn catalogue_number(card: &CardRules, values: Values<'_>) -> String {
    let own = fill(&card.catalogue_number, values);
    if own.is_empty() && is_vague(&card.code, values) {
        text::fit(values.code.trim(), CATALOGUE_NUMBER_MAX).0
    } else {
        own
    }
}
