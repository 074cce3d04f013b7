//! What was passed over while an order was read: told, and never fatal.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use super::json::PERSONAL_IDENTITY;
use super::order::count;
use super::watch::Strange;
use crate::core::order::Unknown;

/// More places than this are not told apart.
const PLACES: usize = 1_000;

/// What was passed over so far.
#[derive(Default)]
pub(super) struct Passed {
    unknown: RefCell<Unknown>,
    /// Where there were unknown fields.
    places: RefCell<BTreeSet<String>>,
    doubtful: Cell<bool>,
}

impl Passed {
    pub(super) fn note(&self, strange: &Strange<'_>) {
        let mut unknown = self.unknown.borrow_mut();
        match strange {
            Strange::Depth => self.doubtful.set(true),
            // What is kept of an order has been freed of it.
            Strange::Field(place) if place.name() == PERSONAL_IDENTITY => {}
            Strange::Field(place) => {
                count(&mut unknown.fields, place.path_without_indices());
                let mut places = self.places.borrow_mut();
                if places.len() >= PLACES || !places.insert(place.path()) {
                    self.doubtful.set(true);
                }
            }
            Strange::Again(place) => count(&mut unknown.fields, format!("{} (×2)", place.path_without_indices())),
            Strange::Value(place, kind) => {
                count(&mut unknown.values, format!("{}={kind}", place.path_without_indices()));
            }
        }
    }

    /// Nothing yet, but for so many characters that were replaced.
    pub(super) fn with_broken(broken: u32) -> Self {
        Self { unknown: RefCell::new(Unknown { broken, ..Unknown::default() }), ..Self::default() }
    }

    /// Was anything met that the quick way does not count as the careful one does: nesting that is refused, an unknown field
    /// that stands twice?
    pub(super) fn is_doubtful(&self) -> bool {
        self.doubtful.get()
    }

    pub(super) fn into_unknown(self) -> Unknown {
        self.unknown.into_inner()
    }
}
