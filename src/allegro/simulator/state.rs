//! All that the simulator knows, and the answer to a request: the checks at the door, then which path is which.

use std::sync::Arc;

use axum::http::Method;
use serde_json::json;
use uuid::Uuid;

use super::answers::{Canned, Reply, invalid, not_found, oauth_refused, ok, refused};
use super::faults::{Faults, Trouble};
use super::list::{self, Query};
use super::oauth::{Access, Grants};
use super::rules;
use super::script::Script;
use super::world::World;
use crate::allegro::http::MEDIA_TYPE;
use crate::allegro::tokens::TokenPair;
use crate::clock::Clock;

/// Where the user would agree.
const VERIFICATION_PAGE: &str = "https://allegro.pl/skojarz-aplikacje";

/// What of a request matters.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) line: String,
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) query: Query,
    pub(super) user_agent: String,
    pub(super) accept: String,
    pub(super) language: String,
    pub(super) authorization: String,
    /// The body of a `POST` with a form.
    pub(super) form: Option<Query>,
}

/// The simulator's whole state.
pub(super) struct State {
    pub(super) world: World,
    pub(super) grants: Grants,
    pub(super) faults: Faults,
    pub(super) script: Script,
    pub(super) requests: Vec<String>,
    /// What no published interface of Allegro's allows a client to ask.
    pub(super) breaches: Vec<String>,
    pub(super) clock: Arc<dyn Clock>,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").field("orders", &self.world.count()).finish_non_exhaustive()
    }
}

impl State {
    pub(super) fn new(world: World, script: Script, clock: Arc<dyn Clock>) -> Self {
        let mut state = Self {
            world,
            grants: Grants::default(),
            faults: Faults::default(),
            script,
            requests: Vec::new(),
            breaches: Vec::new(),
            clock,
        };
        state.turn();
        state
    }

    pub(super) fn log_in(&mut self) -> TokenPair {
        self.grants.log_in(self.clock.now())
    }

    /// What the scenario has for this moment.
    pub(super) fn turn(&mut self) {
        let now = self.clock.now();
        for trouble in self.script.turn(&mut self.world, self.requests.len() as u64, now) {
            self.trouble(&trouble);
        }
    }

    pub(super) fn trouble(&mut self, trouble: &Trouble) {
        match trouble {
            Trouble::TokenRevoked => self.grants.revoke_access(),
            Trouble::LoggedOut => self.grants.revoke_all(),
            other => self.faults.begin(other, self.clock.now()),
        }
    }

    /// The answer, and the request's number for its `Trace-Id`.
    pub(super) fn answer(&mut self, asked: &Asked) -> (Reply, usize) {
        self.turn();
        self.requests.push(asked.line.clone());
        self.breaches.extend(rules::breaches(asked));
        let number = self.requests.len();
        if let Some(canned) = self.faults.canned.pop_front() {
            return (canned.into(), number);
        }
        if asked.path.starts_with("/auth/oauth/") {
            return (self.oauth(asked).into(), number);
        }
        if let Some(instead) = self.faults.instead(self.clock.now()) {
            return (instead.into(), number);
        }
        let reply = self.resource(asked).unwrap_or_else(Reply::from);
        let reply = self.faults.answer_of(&asked.path, reply);
        (self.faults.send(reply), number)
    }

    fn oauth(&mut self, asked: &Asked) -> Canned {
        // Parameters in the address were abolished on 2025-09-23.
        let (Some(form), true) = (&asked.form, asked.query.is_empty()) else {
            return oauth_refused(400, "invalid_request", "Only POST with a form body is accepted");
        };
        let now = self.clock.now();
        match asked.path.as_str() {
            "/auth/oauth/token" => self.grants.token(&asked.authorization, form, now),
            "/auth/oauth/device" => self.grants.device(&asked.authorization, form, VERIFICATION_PAGE, now),
            _ => not_found("NotFoundException", "Resource not found"),
        }
    }

    fn resource(&mut self, asked: &Asked) -> Result<Reply, Canned> {
        let segments: Vec<&str> = asked.path.trim_start_matches('/').split('/').collect();
        self.admit(asked, &segments)?;
        let now = self.clock.now();
        let mut query = asked.query.clone();
        match segments.as_slice() {
            ["me"] => Ok(ok(&self.world.seller).into()),
            ["order", "events"] if self.faults.empties_journal() => Ok(ok(&json!({ "events": [] })).into()),
            ["order", "events"] => {
                if self.faults.repeats_journal() {
                    query.retain(|(name, _)| name != "from");
                }
                list::events(&self.world, &query, now)
            }
            ["order", "event-stats"] if self.faults.empties_journal() => Ok(ok(&json!({ "latestEvent": null })).into()),
            ["order", "event-stats"] => Ok(list::event_stats(&self.world, now).into()),
            ["order", "checkout-forms"] => {
                if self.faults.repeats_page() {
                    query.retain(|(name, _)| name != "offset");
                }
                let (page, ids) = list::orders(&self.world, &query, now)?;
                self.script.was_read(&ids);
                Ok(page)
            }
            ["order", "checkout-forms", id] => self.order(id),
            ["sale", "product-offers", id] => {
                let missing = || not_found("OfferNotFoundException", &format!("Offer {id} not found"));
                self.world.offer(id).map(|offer| ok(offer).into()).ok_or_else(missing)
            }
            ["sale", "delivery-methods"] => Ok(ok(&json!({ "deliveryMethods": self.world.delivery_methods })).into()),
            _ => Err(not_found("NotFoundException", "Resource not found")),
        }
    }

    /// Application, media type, token and permission, in the order in which production asks for them.
    fn admit(&self, asked: &Asked, segments: &[&str]) -> Result<(), Canned> {
        if !names_application(&asked.user_agent) {
            let message = "User-Agent header does not have the required form";
            return Err(refused(403, "AccessDenied", message, "Aplikacja nie przedstawia się w wymagany sposób."));
        }
        if asked.accept != MEDIA_TYPE {
            let message = "Not acceptable representation requested. Please check 'Accept' request header";
            let user = "Zapytanie zawiera niepoprawne dane. Skontaktuj się z autorem aplikacji.";
            return Err(refused(406, "NotAcceptableException", message, user));
        }
        match self.grants.access(&asked.authorization, self.clock.now()) {
            Access::None => {
                let description = "Full authentication is required to access this resource";
                return Err(oauth_refused(401, "unauthorized", description));
            }
            Access::Foreign => {
                return Err(oauth_refused(401, "invalid_token", "Cannot convert access token to JSON"));
            }
            Access::Application if needed_scope(segments).is_some() => return Err(without_user(segments)),
            Access::User(scopes) if needed_scope(segments).is_some_and(|needed| !scopes.contains(needed)) => {
                return Err(refused(403, "AccessDenied", "Access is denied", "Brak dostępu do tego zasobu."));
            }
            Access::Application | Access::User(_) => {}
        }
        if asked.method != Method::GET {
            return Err(refused(405, "MethodNotAllowed", "Method not allowed", "Niedozwolona metoda."));
        }
        Ok(())
    }

    fn order(&mut self, id: &str) -> Result<Reply, Canned> {
        if Uuid::try_parse(id).is_err() {
            return Err(invalid(&format!("Checkout form id {id} is not a UUID")));
        }
        let missing = || not_found("CheckoutFormNotFoundException", &format!("Checkout form {id} not found"));
        let oldest = self.clock.now().checked_sub(list::DEPTH).unwrap_or_default();
        let held = self.world.shelf.get(id).filter(|held| held.bought >= oldest).ok_or_else(missing)?;
        let (body, id) = (held.body.to_vec(), held.id.clone());
        self.script.was_read(&[id]);
        Ok(Reply::ok(body))
    }
}

/// The permission that a resource asks for; none: any token opens it (`reference/allegro.md` 2.4).
fn needed_scope(segments: &[&str]) -> Option<&'static str> {
    match segments {
        ["order", ..] => Some("allegro:api:orders:read"),
        ["me"] => Some("allegro:api:profile:read"),
        ["sale", "product-offers", ..] => Some("allegro:api:sale:offers:read"),
        _ => None,
    }
}

/// A token of the application alone, where a user is needed: `/me` answers as if it were broken.
fn without_user(segments: &[&str]) -> Canned {
    match segments {
        ["me"] => super::answers::breakdown(500),
        _ => oauth_refused(401, "unauthorized", "Full authentication is required to access this resource"),
    }
}

/// `AppName/Version (+https://page)`.
pub(super) fn names_application(user_agent: &str) -> bool {
    let Some((product, comment)) = user_agent.split_once(" (+") else { return false };
    let named = product.split_once('/').is_some_and(|(name, version)| !name.is_empty() && !version.is_empty());
    let page = comment.strip_suffix(')').unwrap_or_default();
    named && !product.contains(' ') && page.starts_with("https://") && page.len() > "https://".len()
}
