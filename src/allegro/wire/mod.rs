//! Allegro's JSON: reads what the REST API sends, and the same bodies from files, into the types of the core.
//!
//! Shapes are those of `reference/allegro.md` section 7. What a document needs ([`needed`]) is required, and its absence is
//! an error with the JSON path; everything else may be `null`, absent, `""`, or of any other shape. What is not known or
//! not understood is counted in `Order.unknown` and never refused. `personalIdentity` (PESEL) is cut out of every text that
//! is kept, and read over where a text is only read. A body without an error goes the quick way ([`quick`]), any other the
//! careful one; both give the same order.
//!
//! No promise is made about an order that decodes: whether its sums agree is the core's business.

mod answers;
mod broken;
mod damaged;
mod error;
mod form;
mod json;
mod known;
mod needed;
mod order;
mod passed;
mod quick;
mod reason;
mod scalar;
mod watch;

use serde::{Deserialize, Deserializer};

pub use answers::{CheckoutFormsPage, EventsPage, decode_event_stats, decode_events, decode_me, decode_offer};
pub use error::{DecodeError, Kind};
pub use json::{MAX_BYTES, MAX_DEPTH, check_size};
pub use needed::{NEEDED, is_needed};

use self::json::Kept;
use self::passed::Passed;
use super::port::FetchedOrder;
use crate::core::order::{Order, Unknown};

/// Reads one order.
///
/// # Errors
/// [`DecodeError`], with the JSON path where there is one.
pub fn decode(bytes: &[u8]) -> Result<Order, DecodeError> {
    if let Some(order) = json::text(bytes).ok().and_then(quick::order) {
        return Ok(order);
    }
    decode_carefully(bytes)
}

fn decode_carefully(bytes: &[u8]) -> Result<Order, DecodeError> {
    decode_form(&json::kept(json::prepare(bytes)?))
}

/// What a deserializer alone makes of the same types: no path of an error, nothing counted, nothing cut out. The floor
/// that the benches hold [`decode`] against, and of no other use.
///
/// # Errors
/// The deserializer's own.
#[doc(hidden)]
pub fn decode_bare<'de, D: Deserializer<'de>>(json: D) -> Result<impl Sized + use<D>, D::Error> {
    form::Form::deserialize(json)
}

/// Reads one order, a JSON array of orders, or a page of the API's list (`{"checkoutForms":[…]}`). Each order
/// is decoded on its own, so that a bad one does not spoil the others; an empty list gives no orders.
///
/// # Errors
/// Only what concerns the whole text: not JSON, too deep, no order in it.
pub fn decode_any(bytes: &[u8]) -> Result<Vec<FetchedOrder>, DecodeError> {
    let text = json::prepare(bytes)?;
    Ok(json::forms(text)?.into_iter().map(fetched).collect())
}

/// Reads a page of the list. As [`decode_any`], but an order whose very bytes are damaged does not spoil the others either.
///
/// # Errors
/// As [`decode_any`], when it is no page.
pub fn decode_page(bytes: &[u8]) -> Result<Vec<FetchedOrder>, DecodeError> {
    // A bare array decodes too, and an empty one would pass for "nothing new".
    if !bytes.trim_ascii_start().starts_with(b"{") {
        return Err(json::prepare(bytes).err().unwrap_or(DecodeError::NoOrder));
    }
    decode_any(bytes).or_else(|error| match error {
        DecodeError::NotUtf8 { .. } | DecodeError::Syntax { .. } | DecodeError::TooDeep { .. } => {
            damaged::orders(bytes).ok_or(error)
        }
        error => Err(error),
    })
}

fn fetched(form: &str) -> FetchedOrder {
    let kept = json::kept(form);
    let (id, order) = match quick::mended(&kept.text, kept.broken) {
        Some(order) => (order.id.to_string(), Ok(order)),
        None => (id_of(&kept.text), decode_form(&kept)),
    };
    FetchedOrder { id, order, body: kept.text.into_bytes() }
}

fn decode_form(kept: &Kept) -> Result<Order, DecodeError> {
    let passed = Passed::default();
    let form: form::Form = watch::read_carefully(&kept.text, &|strange| passed.note(&strange))?;
    order::convert(form, Unknown { broken: kept.broken, ..passed.into_unknown() })
}

/// The `id`, for messages about an order that could not be read; empty when even that is not there.
fn id_of(text: &str) -> String {
    #[derive(Deserialize)]
    struct Only {
        #[serde(default, deserialize_with = "scalar::text")]
        id: Option<String>,
    }
    serde_json::from_str::<Only>(text).ok().and_then(|only| only.id).unwrap_or_default()
}

#[cfg(test)]
mod needed_tests;
#[cfg(test)]
mod tests;
