//! What was passed over while an order was read: told, and never fatal.

use std::cell::{Cell, RefCell};

use super::json::PERSONAL_IDENTITY;
use super::order::count;
use super::watch::Strange;
use crate::core::order::Unknown;

/// What was passed over so far.
#[derive(Default)]
pub(super) struct Passed {
    unknown: RefCell<Unknown>,
    any: Cell<bool>,
}

impl Passed {
    pub(super) fn note(&self, strange: &Strange<'_>) {
        self.any.set(true);
        let mut unknown = self.unknown.borrow_mut();
        match strange {
            Strange::Depth => {}
            // What is kept of an order has been freed of it.
            Strange::Field(place) if place.name() == PERSONAL_IDENTITY => {}
            Strange::Field(place) => count(&mut unknown.fields, place.path_without_indices()),
            Strange::Again(place) => count(&mut unknown.fields, format!("{} (×2)", place.path_without_indices())),
            Strange::Value(place, kind) => {
                count(&mut unknown.values, format!("{}={kind}", place.path_without_indices()));
            }
        }
    }

    /// Was there anything?
    pub(super) fn any(&self) -> bool {
        self.any.get()
    }

    pub(super) fn into_unknown(self) -> Unknown {
        self.unknown.into_inner()
    }
}
