//! From HTTP to the answers: the checks that every request passes, and which path is which.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{Form, FromRequest, Query as QueryOf, Request};
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};
use serde_json::json;
use uuid::Uuid;

use super::answers::{Canned, invalid, not_found, oauth_refused, ok, refused};
use super::list::{self, Query};
use super::oauth::Grants;
use super::world::World;
use crate::allegro::http::MEDIA_TYPE;
use crate::allegro::tokens::TokenPair;
use crate::clock::Clock;

/// Where the user would agree; in this world [`super::Running::decide_logins`] does it.
const VERIFICATION_PAGE: &str = "https://allegro.pl/skojarz-aplikacje";

/// All that the simulator knows.
pub(super) struct State {
    pub(super) world: World,
    pub(super) grants: Grants,
    pub(super) canned: VecDeque<Canned>,
    pub(super) requests: Vec<String>,
    clock: Arc<dyn Clock>,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").field("orders", &self.world.orders.len()).finish_non_exhaustive()
    }
}

impl State {
    pub(super) fn new(world: World, clock: Arc<dyn Clock>) -> Self {
        Self { world, grants: Grants::default(), canned: VecDeque::new(), requests: Vec::new(), clock }
    }

    pub(super) fn log_in(&mut self) -> TokenPair {
        self.grants.issue(self.clock.now())
    }

    /// The answer, and the request's number for its `Trace-Id`.
    fn answer(&mut self, asked: &Asked) -> (Canned, usize) {
        self.requests.push(asked.line.clone());
        let answer = match self.canned.pop_front() {
            Some(canned) => canned,
            None if asked.path.starts_with("/auth/oauth/") => self.oauth(asked),
            None => self.resource(asked).unwrap_or_else(|refusal| refusal),
        };
        (answer, self.requests.len())
    }

    fn oauth(&mut self, asked: &Asked) -> Canned {
        // Parameters in the address were abolished on 2025-09-23.
        let (Some(form), true) = (&asked.form, asked.query.is_empty()) else {
            return oauth_refused(400, "invalid_request", "Only POST with a form body is accepted");
        };
        match asked.path.as_str() {
            "/auth/oauth/token" => self.grants.token(&asked.authorization, form, self.clock.now()),
            "/auth/oauth/device" => self.grants.device(&asked.authorization, form, VERIFICATION_PAGE),
            _ => not_found("NotFoundException", "Resource not found"),
        }
    }

    fn resource(&self, asked: &Asked) -> Result<Canned, Canned> {
        self.admit(asked)?;
        let segments: Vec<&str> = asked.path.trim_start_matches('/').split('/').collect();
        match segments.as_slice() {
            ["me"] => Ok(ok(&self.world.seller)),
            ["order", "events"] => list::events(&self.world, &asked.query),
            ["order", "event-stats"] => Ok(list::event_stats(&self.world)),
            ["order", "checkout-forms"] => list::orders(&self.world, &asked.query),
            ["order", "checkout-forms", id] => self.order(id),
            ["sale", "product-offers", id] => {
                let missing = || not_found("OfferNotFoundException", &format!("Offer {id} not found"));
                self.world.offer(id).map(ok).ok_or_else(missing)
            }
            ["sale", "delivery-methods"] => Ok(ok(&json!({ "deliveryMethods": self.world.delivery_methods }))),
            _ => Err(not_found("NotFoundException", "Resource not found")),
        }
    }

    /// Application, media type and token, in the order in which production asks for them.
    fn admit(&self, asked: &Asked) -> Result<(), Canned> {
        if !names_application(&asked.user_agent) {
            let message = "User-Agent header does not have the required form";
            return Err(refused(403, "AccessDenied", message, "Aplikacja nie przedstawia się w wymagany sposób."));
        }
        if asked.accept != MEDIA_TYPE {
            let message = "Not acceptable representation requested. Please check 'Accept' request header";
            let user = "Zapytanie zawiera niepoprawne dane. Skontaktuj się z autorem aplikacji.";
            return Err(refused(406, "NotAcceptableException", message, user));
        }
        if !self.grants.opens(&asked.authorization, self.clock.now()) {
            let description = "Full authentication is required to access this resource";
            return Err(oauth_refused(401, "unauthorized", description));
        }
        if asked.method != Method::GET {
            return Err(refused(405, "MethodNotAllowed", "Method not allowed", "Niedozwolona metoda."));
        }
        Ok(())
    }

    fn order(&self, id: &str) -> Result<Canned, Canned> {
        if Uuid::try_parse(id).is_err() {
            return Err(invalid(&format!("Checkout form id {id} is not a UUID")));
        }
        let missing = || not_found("CheckoutFormNotFoundException", &format!("Checkout form {id} not found"));
        self.world.order(id).map(ok).ok_or_else(missing)
    }
}

/// `AppName/Version (+https://page)`.
fn names_application(user_agent: &str) -> bool {
    let Some((product, comment)) = user_agent.split_once(" (+") else { return false };
    let named = product.split_once('/').is_some_and(|(name, version)| !name.is_empty() && !version.is_empty());
    let page = comment.strip_suffix(')').unwrap_or_default();
    named && !product.contains(' ') && page.starts_with("https://") && page.len() > "https://".len()
}

/// What of a request matters.
struct Asked {
    line: String,
    method: Method,
    path: String,
    query: Query,
    user_agent: String,
    accept: String,
    authorization: String,
    /// The body of a `POST` with a form.
    form: Option<Query>,
}

/// The service.
pub(super) fn app(state: Arc<Mutex<State>>) -> Router {
    Router::new().fallback(move |request: Request| {
        let state = Arc::clone(&state);
        async move {
            let asked = read(request).await;
            let (answer, number) = state.lock().unwrap_or_else(PoisonError::into_inner).answer(&asked);
            http(answer, number)
        }
    })
}

async fn read(request: Request) -> Asked {
    let text = |headers: &HeaderMap, name: HeaderName| {
        headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    let (headers, uri, method) = (request.headers().clone(), request.uri().clone(), request.method().clone());
    let query = QueryOf::<Query>::try_from_uri(&uri).map(|QueryOf(query)| query).unwrap_or_default();
    let form = if method == Method::POST {
        Form::<Query>::from_request(request, &()).await.map(|Form(form)| form).ok()
    } else {
        None
    };
    Asked {
        line: format!("{method} {uri}"),
        method,
        path: uri.path().to_owned(),
        query,
        user_agent: text(&headers, USER_AGENT),
        accept: text(&headers, ACCEPT),
        authorization: text(&headers, AUTHORIZATION),
        form,
    }
}

fn http(answer: Canned, number: usize) -> Response<Body> {
    let kind = if answer.body.trim_start().starts_with('<') { "text/html" } else { MEDIA_TYPE };
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    let trace = format!("00000000-0000-4000-8000-{number:012}");
    if let Ok(trace) = HeaderValue::from_str(&trace) {
        headers.insert("trace-id", trace);
    }
    for (name, value) in &answer.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name.as_str()), HeaderValue::from_str(value)) {
            headers.insert(name, value);
        }
    }
    response
}
