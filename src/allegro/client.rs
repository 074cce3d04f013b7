//! The client of one account: [`Orders`] over HTTPS, with the tokens refreshed and passing troubles waited
//! out (`reference/allegro.md` sections 2.3 and 3).

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, Unit};

use super::ahead::Ahead;
pub use super::connection::{
    Connection, PRODUCTION_API, PRODUCTION_APPS, PRODUCTION_AUTH, SANDBOX_API, SANDBOX_APPS, SANDBOX_AUTH, user_agent,
};
use super::connection::{SCOPE_OFFERS, SCOPE_ORDERS, SCOPE_PROFILE};
use super::error::AllegroError;
use super::http::{self, Answer, host};
use super::pace::Pace;
use super::pause::Pause;
use super::port::{EventMark, FetchedOrder, OrderEvent, Orders, OrdersPage, OrdersQuery, SellerAccount};
use super::session::{Session, passing};
use super::tokens::TokenStore;
use super::unclear::Unclear;
use super::wire::{self, DecodeError};
use crate::clock::Clock;
use crate::core::offer::Offer;
use crate::core::order::OrderId;

/// The list of orders.
const LIST: &str = "/order/checkout-forms";
/// Tries of one request, the first included.
const TRIES: u32 = 4;
/// `updatedAt` has milliseconds; an answer may be off by this much and still have obeyed the filter.
const FILTER_SLACK: SignedDuration = SignedDuration::from_secs(1);

/// The client of one account.
pub struct Client {
    session: Session,
    ahead: Option<Ahead>,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("connection", &self.session.connection).finish_non_exhaustive()
    }
}

impl Client {
    /// Makes the client; nothing is sent yet.
    ///
    /// # Errors
    /// [`AllegroError::Setup`] when TLS or the headers cannot be set up.
    pub fn new(
        connection: Connection,
        tokens: Box<dyn TokenStore>,
        pause: Box<dyn Pause>,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, AllegroError> {
        Ok(Self { session: Session::new(connection, tokens, pause, clock)?, ahead: None })
    }

    /// Keeps to a pace, which all accounts of one application share.
    #[must_use]
    pub fn paced(mut self, pace: Arc<Pace>) -> Self {
        self.session.pace = pace;
        self
    }

    /// Waits no longer than this for an answer: a test has no minute.
    #[cfg(test)]
    #[must_use]
    pub fn patient(mut self, patience: std::time::Duration) -> Self {
        self.session.patience = patience;
        self
    }

    /// Renews the login if it is about to end or a month old, so that an account that nobody uses does not lose
    /// it.
    ///
    /// # Errors
    /// [`AllegroError`].
    pub async fn keep_alive(&mut self) -> Result<(), AllegroError> {
        self.session.token().await.map(drop)
    }

    /// `GET`: a token that is good by our clock and for this resource, passing troubles waited out, one new
    /// token after a 401. What is refused one thing after the other costs one new token, and not one each.
    async fn get(&mut self, scope: &'static str, path: &str, query: &[(&str, String)]) -> Result<Answer, AllegroError> {
        let session = &mut self.session;
        let mut token = session.token().await.map_err(AllegroError::of_login)?;
        if let Some(scope) = token.missing(&[scope]) {
            return Err(AllegroError::MissingScope { scope: scope.to_owned() });
        }
        let mut renewed = false;
        let (mut tries, mut throttled) = (0, 0);
        loop {
            tries += 1;
            let request = session.request(path, query, &token);
            let slot = session.pace.ready(&*session.pause, &*session.clock).await;
            let outcome = http::send(request, host(&session.connection.api_url)).await;
            drop(slot);
            http::note("GET", path, &outcome);
            let worth = scope == SCOPE_PROFILE || session.refused.as_ref() != Some(&token.pair.access);
            match &outcome {
                Ok(answer) if answer.status == 401 && !renewed && worth && !answer.is_of_other_environment() => {
                    renewed = true;
                    token = session.renew(&token.pair).await.map_err(AllegroError::of_login)?;
                }
                Ok(answer) if answer.status == 429 => {
                    throttled += 1;
                    session.pace.throttled(answer.retry_after, throttled, session.clock.now());
                    // The silence is kept before the next request, whoever sends it.
                    if tries >= TRIES {
                        return outcome;
                    }
                }
                _ if passing(&outcome) && tries < TRIES => session.pause.pause(session.back_off(tries)).await,
                _ => {
                    match outcome.as_ref().map(|answer| answer.status) {
                        Ok(401) => session.refused = Some(token.pair.access),
                        Ok(200) => session.refused = None,
                        _ => {}
                    }
                    return outcome;
                }
            }
        }
    }

    async fn fetch(&mut self, path: &str, query: &[(&str, String)]) -> Result<Body, AllegroError> {
        let scope = if path == "/me" { SCOPE_PROFILE } else { SCOPE_ORDERS };
        Body::of(path, self.get(scope, path, query).await?)
    }
}

/// The body of a success, and what to say of it when it cannot be understood.
struct Body {
    what: String,
    bytes: Vec<u8>,
}

impl Body {
    fn of(path: &str, answer: Answer) -> Result<Self, AllegroError> {
        let what = format!("{path}, Trace-Id {}", answer.trace);
        Ok(Self { what, bytes: answer.into_success()? })
    }

    fn read<T>(&self, decode: impl FnOnce(&[u8]) -> Result<T, DecodeError>) -> Result<T, AllegroError> {
        decode(&self.bytes).map_err(|error| self.unclear(error.into()))
    }

    /// The offer that was asked for; what is said of another one says nothing of it.
    fn offer(&self, id: &str) -> Result<Offer, AllegroError> {
        let offer = self.read(wire::decode_offer)?;
        if offer.id == id { Ok(offer) } else { Err(self.unclear(Unclear::OtherThing(offer.id))) }
    }

    fn unclear(&self, why: Unclear) -> AllegroError {
        AllegroError::Answer { what: self.what.clone(), why }
    }
}

/// Milliseconds, which is what Allegro's moments have; `up` rounds an upper limit away from what it includes.
fn moment(timestamp: Timestamp, up: bool) -> String {
    let mode = if up { jiff::RoundMode::Ceil } else { jiff::RoundMode::Floor };
    let rounding = jiff::TimestampRound::new().smallest(Unit::Millisecond).mode(mode);
    timestamp.round(rounding).unwrap_or(timestamp).to_string()
}

/// The list, oldest change first.
fn parameters(query: &OrdersQuery) -> Vec<(&'static str, String)> {
    let mut parameters = vec![
        ("sort", "updatedAt".to_owned()),
        ("offset", query.offset.to_string()),
        ("limit", query.limit.to_string()),
    ];
    parameters.extend(query.updated_from.map(|from| ("updatedAt.gte", moment(from, false))));
    parameters.extend(query.updated_to.map(|to| ("updatedAt.lte", moment(to, true))));
    parameters
}

/// Allegro ignores parameters that it does not know, without a word (`reference/allegro.md` section 1).
fn check_filters(query: &OrdersQuery, orders: &[FetchedOrder]) -> Result<(), AllegroError> {
    let ignored = |filter: &str| Err(AllegroError::FilterIgnored { filter: filter.to_owned() });
    if orders.len() > query.limit as usize {
        return ignored("limit");
    }
    for updated in orders.iter().filter_map(|it| it.order.as_ref().ok()?.updated_at) {
        if query.updated_from.is_some_and(|from| updated + FILTER_SLACK < from) {
            return ignored("updatedAt.gte");
        }
        if query.updated_to.is_some_and(|to| updated > to + FILTER_SLACK) {
            return ignored("updatedAt.lte");
        }
    }
    Ok(())
}

impl Orders for Client {
    async fn seller(&mut self) -> Result<SellerAccount, AllegroError> {
        let body = self.fetch("/me", &[]).await.map_err(AllegroError::of_account)?;
        body.read(wire::decode_me)
    }

    fn seller_at_login(&self) -> Option<SellerAccount> {
        self.session.seller()
    }

    async fn latest_event(&mut self) -> Result<Option<EventMark>, AllegroError> {
        self.fetch("/order/event-stats", &[]).await?.read(wire::decode_event_stats)
    }

    async fn events(&mut self, after: Option<&str>, limit: u16) -> Result<Vec<OrderEvent>, AllegroError> {
        let path = "/order/events";
        let mut query = vec![("limit", limit.clamp(1, 1000).to_string())];
        query.extend(after.map(|after| ("from", after.to_owned())));
        let events = self.fetch(path, &query).await?.read(wire::decode_events)?.events;
        // `from` excludes the event itself; to see it again means that everything was sent.
        if after.is_some_and(|after| events.iter().any(|event| event.id == after)) {
            return Err(AllegroError::FilterIgnored { filter: "from".to_owned() });
        }
        Ok(events)
    }

    fn foresee(&mut self, query: &OrdersQuery) {
        let session = &self.session;
        let Some(token) = session.token_in_hand().filter(|token| token.missing(&[SCOPE_ORDERS]).is_none()) else {
            return;
        };
        let Some(slot) = session.pace.at_once(session.clock.now()) else { return };
        let parameters = parameters(query);
        let request = session.request(LIST, &parameters, token);
        self.ahead = Ahead::send(parameters, request, host(&session.connection.api_url), slot);
    }

    async fn orders(&mut self, query: &OrdersQuery) -> Result<OrdersPage, AllegroError> {
        let parameters = parameters(query);
        let early = match self.ahead.take() {
            Some(ahead) => ahead.answer_to(&parameters).await,
            None => None,
        };
        let body = match early {
            Some(answer) if answer.status == 200 => Body::of(LIST, answer)?,
            // The usual way knows how to wait, to renew and to give up.
            early => {
                if let Some(answer) = early.filter(|answer| answer.status == 429) {
                    self.session.pace.throttled(answer.retry_after, 1, self.session.clock.now());
                }
                self.fetch(LIST, &parameters).await?
            }
        };
        let orders = body.read(wire::decode_page)?;
        check_filters(query, &orders)?;
        let seen = u64::from(query.offset) + orders.len() as u64;
        let counted = wire::CheckoutFormsPage::decode(&body.bytes).ok().and_then(|page| page.total_count);
        Ok(OrdersPage { orders, total: counted.unwrap_or(seen) })
    }

    async fn order(&mut self, id: OrderId) -> Result<Option<FetchedOrder>, AllegroError> {
        let path = format!("/order/checkout-forms/{id}");
        let answer = self.get(SCOPE_ORDERS, &path, &[]).await?;
        if answer.status == 404 {
            return Ok(None);
        }
        let body = Body::of(&path, answer)?;
        let first = |bytes: &[u8]| wire::decode_any(bytes)?.into_iter().next().ok_or(DecodeError::NoOrder);
        let order = body.read(first)?;
        match &order.order {
            Ok(found) if found.id != id => Err(body.unclear(Unclear::OtherThing(found.id.to_string()))),
            _ => Ok(Some(order)),
        }
    }

    async fn offer(&mut self, id: &str) -> Result<Option<Offer>, AllegroError> {
        // An id comes from an order's body: only digits may become part of an address.
        if !self.session.connection.offers || id.is_empty() || !id.bytes().all(|b| b.is_ascii_digit()) {
            return Ok(None);
        }
        let path = format!("/sale/product-offers/{id}");
        let answer = self.get(SCOPE_OFFERS, &path, &[]).await?;
        match answer.status {
            404 => Ok(None),
            _ => Body::of(&path, answer)?.offer(id).map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_about_another_offer_is_no_answer() {
        let body = |json: &str| Body { what: "/sale/product-offers/814".to_owned(), bytes: json.as_bytes().to_vec() };
        assert_eq!(body(r#"{"id":"814"}"#).offer("814").unwrap().id, "814");
        for other in [r#"{"id":"999"}"#, r#"{"id":""}"#, r#"{"id":"0814"}"#] {
            let error = body(other).offer("814").unwrap_err();
            assert!(matches!(error, AllegroError::Answer { .. }) && error.is_of_one_thing(), "{other}");
        }
    }

    #[test]
    fn moments_have_milliseconds_and_never_leave_out_what_they_include() {
        let at: Timestamp = "2026-10-05T06:14:09.1234567Z".parse().unwrap();
        assert_eq!(moment(at, false), "2026-10-05T06:14:09.123Z");
        assert_eq!(moment(at, true), "2026-10-05T06:14:09.124Z");
    }
}
