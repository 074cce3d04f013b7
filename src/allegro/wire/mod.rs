//! Allegro's JSON: reads what the REST API sends, and the same bodies from files, into the types of the core.
//!
//! Shapes are those of `reference/allegro.md` section 7. What a document needs is required and its absence is
//! an error with the JSON path; everything else may be `null`, absent or `""`. What is not known is counted
//! in `Order.unknown` and never refused. `personalIdentity` (PESEL) is cut out of every text that is kept, and read
//! over where a text is only read. A body in which nothing is new goes the quick way ([`quick`]), any other the
//! careful one; both give the same order.
//!
//! No promise is made about an order that decodes: whether its sums agree is the core's business.

mod answers;
mod damaged;
mod error;
mod form;
mod json;
mod known;
mod order;
mod quick;
mod reason;
mod scalar;
mod watch;

use std::cell::RefCell;

use serde::{Deserialize, Deserializer};

pub use answers::{CheckoutFormsPage, EventsPage, decode_event_stats, decode_events, decode_me, decode_offer};
pub use error::DecodeError;
pub use json::{MAX_BYTES, MAX_DEPTH, check_size};

use self::watch::Strange;
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
    let text = json::prepare(bytes)?;
    decode_form(&json::without_personal_identity(text))
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
        DecodeError::NotUtf8 { .. } | DecodeError::Syntax { .. } => damaged::orders(bytes).ok_or(error),
        error => Err(error),
    })
}

fn fetched(form: &str) -> FetchedOrder {
    let body = json::without_personal_identity(form);
    if let Some(order) = quick::order(&body) {
        return FetchedOrder { id: order.id.to_string(), order: Ok(order), body: body.into_bytes() };
    }
    FetchedOrder { id: id_of(&body), order: decode_form(&body), body: body.into_bytes() }
}

fn decode_form(text: &str) -> Result<Order, DecodeError> {
    let unknown = RefCell::new(Unknown::default());
    let form: form::Form = watch::read(text, &|strange| {
        if let Strange::Field(place) = strange {
            order::count(&mut unknown.borrow_mut().fields, place.path_without_indices());
        }
    })?;
    order::convert(form, unknown.into_inner())
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
mod tests;
