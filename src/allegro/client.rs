//! The client of one account: [`Orders`] over HTTPS, with the tokens refreshed and passing troubles waited
//! out (`reference/allegro.md` sections 2.3 and 3).

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp, Unit};

use super::error::AllegroError;
use super::http::{self, Answer, host};
use super::oauth;
use super::pause::Pause;
use super::port::{EventMark, FetchedOrder, OrderEvent, Orders, OrdersPage, OrdersQuery, SellerAccount};
use super::tokens::{Secret, TokenPair, TokenStore};
use super::wire::{self, DecodeError};
use crate::clock::Clock;
use crate::core::offer::Offer;
use crate::core::order::OrderId;

/// Where production's resources are.
pub const PRODUCTION_API: &str = "https://api.allegro.pl";
/// Where production's OAuth endpoints are (`/token`, `/device`).
pub const PRODUCTION_AUTH: &str = "https://allegro.pl/auth/oauth";
/// Where the resources of Allegro's test environment are.
pub const SANDBOX_API: &str = "https://api.allegro.pl.allegrosandbox.pl";
/// Where the OAuth endpoints of Allegro's test environment are.
pub const SANDBOX_AUTH: &str = "https://allegro.pl.allegrosandbox.pl/auth/oauth";

/// The page about this program, which the `User-Agent` must name.
pub const HOME_PAGE: &str = "https://allegro-optima.pl/";

/// Tries of one request, the first included.
const TRIES: u32 = 4;
/// The first wait after a breakdown; it doubles with each further one.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The wait after a 429 that does not say how long: Allegro blocks for one minute.
const THROTTLED_WAIT: u64 = 60;
/// Nobody waits longer than this for a `Retry-After`.
const LONGEST_WAIT: u64 = 15 * 60;
/// A token call that hangs must leave time for another within the 60 seconds in which the old refresh token
/// still works.
const TOKEN_TIMEOUT: Duration = Duration::from_secs(20);
/// Tries of a refresh; two times [`TOKEN_TIMEOUT`] and a wait fit into the 60 seconds of grace.
const TOKEN_TRIES: u32 = 2;
/// An access token is renewed this long before its end, so that it does not end on its way.
const RENEWED_BEFORE: SignedDuration = SignedDuration::from_secs(60);
/// `updatedAt` has milliseconds; an answer may be off by this much and still have obeyed the filter.
const FILTER_SLACK: SignedDuration = SignedDuration::from_secs(1);

/// The header in the form that is required since 30 June 2026 (`reference/allegro.md` section 1). `name` is
/// the name that the application was registered under; what is not ASCII is left out and blanks become `-`.
#[must_use]
pub fn user_agent(name: &str) -> String {
    let name: String = name
        .trim()
        .chars()
        .map(|c| if c.is_whitespace() { '-' } else { c })
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
        .collect();
    let name = if name.is_empty() { env!("CARGO_PKG_NAME") } else { &name };
    format!("{name}/{} (+{HOME_PAGE})", env!("CARGO_PKG_VERSION"))
}

/// Whom to talk to, and as whom.
#[derive(Clone, Debug)]
pub struct Connection {
    /// [`PRODUCTION_API`], or the simulator's.
    pub api_url: String,
    /// [`PRODUCTION_AUTH`], or the simulator's.
    pub auth_url: String,
    /// Of the registered application.
    pub client_id: String,
    /// Of the registered application.
    pub client_secret: Secret,
    /// As [`user_agent`] makes it.
    pub user_agent: String,
}

/// The client of one account.
pub struct Client {
    connection: Connection,
    http: reqwest::Client,
    tokens: Box<dyn TokenStore>,
    held: Option<TokenPair>,
    pause: Box<dyn Pause>,
    clock: Arc<dyn Clock>,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("connection", &self.connection).finish_non_exhaustive()
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
        let http = http::build(&connection.user_agent)?;
        Ok(Self { connection, http, tokens, held: None, pause, clock })
    }

    /// `GET`: a token that is good by our clock, passing troubles waited out, one new token after a 401.
    async fn get(&mut self, path: &str, query: &[(&str, String)]) -> Result<Answer, AllegroError> {
        let mut token = self.token().await?;
        let mut renewed = false;
        let mut tries = 0;
        loop {
            tries += 1;
            let request = self
                .http
                .get(format!("{}{path}", self.connection.api_url))
                .query(query)
                .bearer_auth(token.access.expose());
            let outcome = http::send(request, host(&self.connection.api_url)).await;
            if let Ok(answer) = &outcome
                && answer.status == 401
                && !renewed
            {
                renewed = true;
                token = self.renew(&token).await?;
                continue;
            }
            match self.wait_after(&outcome, tries) {
                Some(wait) if tries < TRIES => self.pause.pause(wait).await,
                _ => return outcome,
            }
        }
    }

    /// How long to wait before the same again; `None`: there is no use in it.
    fn wait_after(&self, outcome: &Result<Answer, AllegroError>, tries: u32) -> Option<Duration> {
        match outcome {
            Ok(answer) if answer.status == 429 => {
                Some(Duration::from_secs(answer.retry_after.unwrap_or(THROTTLED_WAIT).min(LONGEST_WAIT)))
            }
            Ok(answer) if answer.status == 408 || answer.status >= 500 => Some(self.back_off(tries)),
            Err(AllegroError::Unreachable { .. } | AllegroError::Timeout { .. }) => Some(self.back_off(tries)),
            _ => None,
        }
    }

    /// 1, 2, 4 seconds and up to a quarter more, so that many installations do not come back all at once.
    fn back_off(&self, tries: u32) -> Duration {
        let wait = FIRST_WAIT * 2_u32.saturating_pow(tries.saturating_sub(1).min(6));
        let spread = u32::try_from(self.clock.now().subsec_nanosecond()).unwrap_or_default() % 250;
        wait + wait * spread / 1000
    }

    /// The pair to use: the one at hand, else the stored one, renewed when it is about to end.
    async fn token(&mut self) -> Result<TokenPair, AllegroError> {
        let pair = match self.held.take() {
            Some(pair) => pair,
            None => self.tokens.load()?.ok_or(AllegroError::LoginNeeded)?,
        };
        if self.clock.now() + RENEWED_BEFORE < pair.expires_at {
            self.held = Some(pair.clone());
            return Ok(pair);
        }
        self.renew(&pair).await
    }

    /// A new pair in place of `used`: another process's, if it was faster, else a fresh one, which is durable
    /// before it is used.
    async fn renew(&mut self, used: &TokenPair) -> Result<TokenPair, AllegroError> {
        let stored = self.tokens.load()?.ok_or(AllegroError::LoginNeeded)?;
        let pair = if stored.access == used.access {
            let pair = self.refresh(&stored).await?;
            self.tokens.store(&pair)?;
            pair
        } else {
            stored
        };
        self.held = Some(pair.clone());
        Ok(pair)
    }

    /// `grant_type=refresh_token`. When the answer is lost, the old token is tried once more within its grace.
    async fn refresh(&self, pair: &TokenPair) -> Result<TokenPair, AllegroError> {
        let form = [("grant_type", "refresh_token"), ("refresh_token", pair.refresh.expose())];
        let mut tries = 0;
        loop {
            tries += 1;
            let request = self
                .http
                .post(format!("{}/token", self.connection.auth_url))
                .basic_auth(&self.connection.client_id, Some(self.connection.client_secret.expose()))
                .timeout(TOKEN_TIMEOUT)
                .form(&form);
            let asked_at = self.clock.now();
            let outcome = http::send(request, host(&self.connection.auth_url)).await;
            let throttled = matches!(&outcome, Ok(answer) if answer.status == 429);
            match self.wait_after(&outcome, tries) {
                // A minute's wait would outlive the grace of the old token.
                Some(wait) if tries < TOKEN_TRIES && !throttled => self.pause.pause(wait).await,
                _ => return oauth::pair(outcome?, Some(pair), asked_at),
            }
        }
    }

    async fn fetch(&mut self, path: &str, query: &[(&str, String)]) -> Result<Vec<u8>, AllegroError> {
        self.get(path, query).await?.into_success()
    }
}

fn unclear(what: &str) -> impl FnOnce(DecodeError) -> AllegroError {
    let what = what.to_owned();
    move |error| AllegroError::Answer { what, detail: error.to_string() }
}

/// Milliseconds, which is what Allegro's moments have; `up` rounds an upper limit away from what it includes.
fn moment(timestamp: Timestamp, up: bool) -> String {
    let mode = if up { jiff::RoundMode::Ceil } else { jiff::RoundMode::Floor };
    let rounding = jiff::TimestampRound::new().smallest(Unit::Millisecond).mode(mode);
    timestamp.round(rounding).unwrap_or(timestamp).to_string()
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
        wire::decode_me(&self.fetch("/me", &[]).await?).map_err(unclear("/me"))
    }

    async fn latest_event(&mut self) -> Result<Option<EventMark>, AllegroError> {
        let path = "/order/event-stats";
        wire::decode_event_stats(&self.fetch(path, &[]).await?).map_err(unclear(path))
    }

    async fn events(&mut self, after: Option<&str>, limit: u16) -> Result<Vec<OrderEvent>, AllegroError> {
        let path = "/order/events";
        let mut query = vec![("limit", limit.clamp(1, 1000).to_string())];
        query.extend(after.map(|after| ("from", after.to_owned())));
        let events = wire::decode_events(&self.fetch(path, &query).await?).map_err(unclear(path))?.events;
        // `from` excludes the event itself; to see it again means that everything was sent.
        if after.is_some_and(|after| events.iter().any(|event| event.id == after)) {
            return Err(AllegroError::FilterIgnored { filter: "from".to_owned() });
        }
        Ok(events)
    }

    async fn orders(&mut self, query: &OrdersQuery) -> Result<OrdersPage, AllegroError> {
        let path = "/order/checkout-forms";
        let mut parameters = vec![
            ("sort", "updatedAt".to_owned()),
            ("offset", query.offset.to_string()),
            ("limit", query.limit.to_string()),
        ];
        parameters.extend(query.updated_from.map(|from| ("updatedAt.gte", moment(from, false))));
        parameters.extend(query.updated_to.map(|to| ("updatedAt.lte", moment(to, true))));
        let body = self.fetch(path, &parameters).await?;
        let orders = wire::decode_any(&body).map_err(unclear(path))?;
        let page = wire::CheckoutFormsPage::decode(&body).map_err(unclear(path))?;
        // A bare array decodes too, and an empty one would pass for "nothing new".
        if !body.trim_ascii_start().starts_with(b"{") {
            return Err(unclear(path)(DecodeError::NoOrder));
        }
        check_filters(query, &orders)?;
        let seen = u64::from(query.offset) + orders.len() as u64;
        Ok(OrdersPage { orders, total: page.total_count.unwrap_or(seen) })
    }

    async fn order(&mut self, id: OrderId) -> Result<Option<FetchedOrder>, AllegroError> {
        let path = format!("/order/checkout-forms/{id}");
        let answer = self.get(&path, &[]).await?;
        if answer.status == 404 {
            return Ok(None);
        }
        let orders = wire::decode_any(&answer.into_success()?).map_err(unclear(&path))?;
        let order = orders.into_iter().next().ok_or(DecodeError::NoOrder).map_err(unclear(&path))?;
        match &order.order {
            Ok(found) if found.id != id => {
                Err(AllegroError::Answer { what: path, detail: format!("this is order {}", found.id) })
            }
            _ => Ok(Some(order)),
        }
    }

    async fn offer(&mut self, id: &str) -> Result<Option<Offer>, AllegroError> {
        // An id comes from an order's body: only digits may become part of an address.
        if id.is_empty() || !id.bytes().all(|b| b.is_ascii_digit()) {
            return Ok(None);
        }
        let path = format!("/sale/product-offers/{id}");
        let answer = self.get(&path, &[]).await?;
        if answer.status == 404 {
            return Ok(None);
        }
        wire::decode_offer(&answer.into_success()?).map(Some).map_err(unclear(&path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_agent_has_the_required_form() {
        assert_eq!(
            user_agent("Moja łączka"),
            concat!("Moja-czka/", env!("CARGO_PKG_VERSION"), " (+https://allegro-optima.pl/)")
        );
        assert!(user_agent(" ").starts_with("allegro-optima/"));
    }

    #[test]
    fn moments_have_milliseconds_and_never_leave_out_what_they_include() {
        let at: Timestamp = "2026-10-05T06:14:09.1234567Z".parse().unwrap();
        assert_eq!(moment(at, false), "2026-10-05T06:14:09.123Z");
        assert_eq!(moment(at, true), "2026-10-05T06:14:09.124Z");
    }
}
