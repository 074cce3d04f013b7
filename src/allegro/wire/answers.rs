//! The other answers of the API: the journal, the list's page, the account, an offer.

use rust_decimal::Decimal;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::scalar::{Moment, list, moment, object, required_text, text, texts};
use super::{DecodeError, json, watch};
use crate::allegro::port::{EventMark, OrderEvent, SellerAccount};
use crate::core::offer::Offer;
use crate::core::order::Tax;

/// The parameter EAN (GTIN) of a product (`reference/allegro.md` section 10).
const EAN_PARAMETER: &str = "225693";

/// The country whose rate of an offer's `taxSettings` is ours.
const TAX_COUNTRY: &str = "PL";

/// A page of the journal.
#[derive(Debug)]
pub struct EventsPage {
    /// The events, as ordered by Allegro.
    pub events: Vec<OrderEvent>,
}

/// What a page of the list says beside its orders.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckoutFormsPage {
    /// All that the filters match; without it, unknown.
    #[serde(default)]
    pub total_count: Option<u64>,
}

impl CheckoutFormsPage {
    /// Reads the counters of a page.
    ///
    /// # Errors
    /// As [`decode_events`].
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        answer(bytes)
    }
}

fn answer<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, DecodeError> {
    watch::read(json::prepare(bytes)?, &|_| {})
}

fn timestamp(moment: Option<&Moment>) -> Option<jiff::Timestamp> {
    match moment {
        Some(Moment::At(timestamp)) => Some(*timestamp),
        _ => None,
    }
}

/// `GET /order/events`. Of an event that cannot be read nothing is needed: those behind it move the cursor past it, and the
/// list has its order. A byte that is no UTF-8 is in what people wrote, which is not read here; if it is in the id, the event
/// has none, and says no more than which order moved.
///
/// # Errors
/// [`DecodeError`]; so it is when there are events and none of them can be read.
pub fn decode_events(bytes: &[u8]) -> Result<EventsPage, DecodeError> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Event {
        #[serde(default, deserialize_with = "text")]
        id: Option<String>,
        #[serde(rename = "type", default, deserialize_with = "text")]
        kind: Option<String>,
        #[serde(default, deserialize_with = "moment")]
        occurred_at: Option<Moment>,
        #[serde(default, deserialize_with = "object")]
        order: Option<EventOrder>,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct EventOrder {
        #[serde(default, deserialize_with = "object")]
        checkout_form: Option<FormReference>,
    }
    #[derive(Deserialize)]
    struct FormReference {
        #[serde(default, deserialize_with = "text")]
        id: Option<String>,
    }
    let event = |text: &str| {
        let event: Event = watch::read(text, &|_| {})?;
        let event = OrderEvent {
            // It becomes the cursor.
            id: event.id.filter(|id| !id.contains(char::REPLACEMENT_CHARACTER)).unwrap_or_default(),
            kind: event.kind.unwrap_or_default(),
            occurred_at: timestamp(event.occurred_at.as_ref()),
            order: event.order.and_then(|order| order.checkout_form?.id?.parse().ok()),
        };
        let says = !event.id.is_empty() || event.order.is_some();
        says.then_some(event).ok_or(DecodeError::Missing { path: "events[].id".to_owned() })
    };
    let whole = String::from_utf8_lossy(bytes);
    let text = json::prepare(whole.as_bytes())?;
    let listed = json::list(text, "events").ok_or(DecodeError::Missing { path: "events".to_owned() })?;
    let read: Vec<Result<OrderEvent, DecodeError>> = listed.into_iter().map(event).collect();
    match read.last() {
        Some(Err(error)) if read.iter().all(Result::is_err) => Err(error.clone()),
        _ => Ok(EventsPage { events: read.into_iter().flatten().collect() }),
    }
}

/// `GET /order/event-stats`; `None`: nothing in 60 days.
///
/// # Errors
/// [`DecodeError`].
pub fn decode_event_stats(bytes: &[u8]) -> Result<Option<EventMark>, DecodeError> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Stats {
        #[serde(default, deserialize_with = "object")]
        latest_event: Option<Latest>,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Latest {
        #[serde(deserialize_with = "required_text")]
        id: String,
        #[serde(default, deserialize_with = "moment")]
        occurred_at: Option<Moment>,
    }
    let stats: Stats = answer(bytes)?;
    Ok(stats
        .latest_event
        .map(|latest| EventMark { id: latest.id, occurred_at: timestamp(latest.occurred_at.as_ref()) }))
}

/// `GET /me`.
///
/// # Errors
/// [`DecodeError`].
pub fn decode_me(bytes: &[u8]) -> Result<SellerAccount, DecodeError> {
    #[derive(Deserialize)]
    struct Me {
        #[serde(deserialize_with = "required_text")]
        id: String,
        #[serde(deserialize_with = "required_text")]
        login: String,
        #[serde(default, deserialize_with = "object")]
        company: Option<Company>,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Company {
        #[serde(default, deserialize_with = "text")]
        name: Option<String>,
        #[serde(default, deserialize_with = "text")]
        tax_id: Option<String>,
    }
    let me: Me = answer(bytes)?;
    let (company, tax_id) = me.company.map_or((None, None), |company| (company.name, company.tax_id));
    Ok(SellerAccount { id: me.id, login: me.login, company, tax_id })
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ProductOffer {
    #[serde(deserialize_with = "required_text")]
    id: String,
    #[serde(default, deserialize_with = "object")]
    external: Option<External>,
    #[serde(default, deserialize_with = "list")]
    product_set: Vec<SetEntry>,
    #[serde(default, deserialize_with = "object")]
    tax_settings: Option<TaxSettings>,
}

#[derive(Deserialize)]
struct External {
    #[serde(default, deserialize_with = "text")]
    id: Option<String>,
}

#[derive(Deserialize)]
struct SetEntry {
    #[serde(default, deserialize_with = "object")]
    product: Option<Product>,
    #[serde(default, deserialize_with = "object")]
    quantity: Option<Pieces>,
}

/// How many pieces of a product the offer is of.
#[derive(Deserialize)]
struct Pieces {
    #[serde(default, deserialize_with = "text")]
    value: Option<String>,
}

impl SetEntry {
    /// What cannot be read is taken for one, as where nothing is said.
    fn is_one(&self) -> bool {
        let value = self.quantity.as_ref().and_then(|pieces| pieces.value.as_ref());
        value.and_then(|text| text.parse::<Decimal>().ok()).is_none_or(|pieces| pieces == Decimal::ONE)
    }
}

#[derive(Deserialize)]
struct Product {
    #[serde(default, deserialize_with = "list")]
    parameters: Vec<Parameter>,
}

#[derive(Deserialize)]
struct Parameter {
    #[serde(default, deserialize_with = "text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "texts")]
    values: Vec<String>,
}

#[derive(Deserialize)]
struct TaxSettings {
    #[serde(default, deserialize_with = "list")]
    rates: Vec<Rate>,
    #[serde(default, deserialize_with = "text")]
    subject: Option<String>,
    #[serde(default, deserialize_with = "text")]
    exemption: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Rate {
    #[serde(default, deserialize_with = "text")]
    rate: Option<String>,
    #[serde(default, deserialize_with = "text")]
    country_code: Option<String>,
}

/// `GET /sale/product-offers/{id}`. An offer of several products (a set) has the EANs of all of them.
///
/// # Errors
/// [`DecodeError`].
pub fn decode_offer(bytes: &[u8]) -> Result<Offer, DecodeError> {
    let offer: ProductOffer = answer(bytes)?;
    let is_set = offer.product_set.len() > 1 || offer.product_set.iter().any(|entry| !entry.is_one());
    let parameters =
        offer.product_set.into_iter().filter_map(|entry| entry.product).flat_map(|product| product.parameters);
    let eans = parameters
        .filter(|parameter| parameter.id.as_deref() == Some(EAN_PARAMETER))
        .flat_map(|parameter| parameter.values)
        .collect();
    let tax = offer.tax_settings.map(|settings| {
        let polish = settings.rates.into_iter().find(|rate| rate.country_code.as_deref() == Some(TAX_COUNTRY));
        Tax { rate: polish.and_then(|rate| rate.rate), subject: settings.subject, exemption: settings.exemption }
    });
    let external_id = offer.external.and_then(|external| external.id);
    Ok(Offer { id: offer.id, external_id, eans, is_set, tax, unread: None })
}
