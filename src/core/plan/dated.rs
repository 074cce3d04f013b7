//! The day of the import in place of the day of the purchase, where the user wants it so
//! (`reference/requirements.md` 3.5, "Data").

use jiff::civil::Date;

use crate::core::document::{Document, Origin};
use crate::core::settings::{DocumentDate, Settings};

/// The document of an order as of the day of its import: all its days move together, so that terms stay as long as
/// they are. The day of an exchange rate stays. A file of another kind, or of a person, keeps its days.
#[must_use]
pub fn dated(document: Document, settings: &Settings, today: Date) -> Document {
    if settings.fields.date == DocumentDate::Purchase || document.origin.is_none() {
        return document;
    }
    let Ok(by) = document.date.until(today) else { return document };
    let moved = |date: Date| date.checked_add(by).unwrap_or(date);
    let origin = document.origin.map(|origin| Origin { reserved_until: origin.reserved_until.map(moved), ..origin });
    Document {
        date: today,
        issue_date: moved(document.issue_date),
        operation_date: moved(document.operation_date),
        deposit_return: document.deposit_return.map(moved),
        payment_due: document.payment_due.map(moved),
        origin,
        ..document
    }
}
