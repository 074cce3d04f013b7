//! What the base's own dictionaries (słowniki) say of that which settings and tables only name.

use std::collections::BTreeMap;

use crate::core::matching::compared;

/// A term longer than this is a mistake in the dictionary.
const DAYS_MAX: i64 = 3650;

/// Payment forms and categories. Empty: no base is at hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dictionary {
    forms: BTreeMap<String, i64>,
    categories: BTreeMap<String, String>,
}

impl Dictionary {
    /// One that knows nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self { forms: BTreeMap::new(), categories: BTreeMap::new() }
    }

    /// A payment form with the days of its term.
    pub fn add_form(&mut self, name: &str, days: i64) {
        self.forms.entry(compared(name)).or_insert(days);
    }

    /// A category with its description; of several with one code the first counts, as it does for documents.
    pub fn add_category(&mut self, code: &str, description: &str) {
        self.categories.entry(compared(code)).or_insert_with(|| description.to_owned());
    }

    /// The days of a form's term.
    #[must_use]
    pub fn days(&self, form: &str) -> Option<i64> {
        self.forms.get(&compared(form)).map(|days| (*days).clamp(0, DAYS_MAX))
    }

    /// A category's own description; a blank one is none.
    #[must_use]
    pub fn description(&self, category: &str) -> Option<&str> {
        self.categories.get(&compared(category)).map(|text| text.trim()).filter(|text| !text.is_empty())
    }
}
