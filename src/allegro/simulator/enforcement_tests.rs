//! What the simulator refuses, and how it can fail: each as production does.

use std::sync::Arc;

use jiff::SignedDuration;
use serde_json::Value;

use super::*;
use crate::allegro::http::MEDIA_TYPE;
use crate::clock::ManualClock;
use crate::whole::or_part;

struct Door {
    allegro: Running,
    clock: Arc<ManualClock>,
    http: reqwest::Client,
}

impl Door {
    fn of(world: World) -> Self {
        crate::allegro::tls::install_provider();
        let clock = Arc::new(ManualClock::new("2026-11-23T12:00:00Z".parse().unwrap()));
        let allegro = Simulator::start_with(world, Arc::clone(&clock) as Arc<dyn Clock>).unwrap();
        Self { allegro, clock, http: reqwest::Client::builder().gzip(false).build().unwrap() }
    }

    fn new() -> Self {
        Self::of(World::shipped())
    }

    fn request(&self, path: &str, token: &str) -> reqwest::RequestBuilder {
        let request = self.http.get(format!("{}{path}", self.allegro.api_url())).bearer_auth(token);
        request.header("User-Agent", "Test/1.0 (+https://test.example)").header("Accept", MEDIA_TYPE)
    }

    async fn get(&self, path: &str, token: &str) -> (u16, Value) {
        let response = self.request(path, token).send().await.unwrap();
        assert!(response.headers().contains_key("trace-id"), "{path}");
        let status = response.status().as_u16();
        (status, serde_json::from_str(&response.text().await.unwrap()).unwrap_or(Value::Null))
    }

    async fn form(&self, path: &str, form: &[(&str, &str)]) -> (u16, Value) {
        let request = self.http.post(format!("{}{path}", self.allegro.auth_url())).form(form);
        let response = request.basic_auth(CLIENT_ID, Some(CLIENT_SECRET)).send().await.unwrap();
        (response.status().as_u16(), serde_json::from_str(&response.text().await.unwrap()).unwrap())
    }

    async fn refresh(&self, token: &str) -> u16 {
        self.form("/token", &[("grant_type", "refresh_token"), ("refresh_token", token)]).await.0
    }

    fn days(&self, days: i64) {
        self.clock.forward(SignedDuration::from_hours(24 * days));
    }
}

#[tokio::test]
async fn an_access_token_lives_twelve_hours_and_a_refresh_token_three_months() {
    let door = Door::new();
    let pair = door.allegro.log_in();
    let (access, refresh) = (pair.access.expose(), pair.refresh.expose());
    door.clock.forward(SignedDuration::from_secs(43_198));
    assert_eq!(door.get("/me", access).await.0, 200);
    door.clock.forward(SignedDuration::from_secs(1));
    assert_eq!(door.get("/me", access).await.0, 401);
    let other = door.allegro.log_in();
    door.days(89);
    assert_eq!(door.refresh(refresh).await, 200);
    door.days(1);
    assert_eq!(door.refresh(other.refresh.expose()).await, 400);
}

#[tokio::test]
async fn what_the_permissions_do_not_hold_is_denied() {
    let door = Door::new();
    let pair = door.allegro.log_in_for("allegro:api:orders:read");
    let token = pair.access.expose();
    assert_eq!(door.get("/order/events", token).await.0, 200);
    assert_eq!(door.get("/sale/delivery-methods", token).await.0, 200);
    for path in ["/me", "/sale/product-offers/7770000001"] {
        let (status, body) = door.get(path, token).await;
        assert_eq!((status, body["errors"][0]["code"].as_str()), (403, Some("AccessDenied")), "{path}");
    }
    // A refresh does not widen it.
    let form = [("grant_type", "refresh_token"), ("refresh_token", pair.refresh.expose())];
    let (_, renewed) = door.form("/token", &form).await;
    assert_eq!(renewed["scope"], "allegro:api:orders:read");
    assert_eq!(door.get("/me", renewed["access_token"].as_str().unwrap()).await.0, 403);
}

#[tokio::test]
async fn a_token_of_the_application_alone_opens_dictionaries_only() {
    let door = Door::new();
    let (_, given) = door.form("/token", &[("grant_type", "client_credentials")]).await;
    let token = given["access_token"].as_str().unwrap();
    assert!(given["refresh_token"].is_null());
    assert_eq!(door.get("/sale/delivery-methods", token).await.0, 200);
    assert_eq!(door.get("/order/events", token).await.0, 401);
    assert_eq!(door.get("/me", token).await.0, 500);
    let (status, body) = door.get("/me", "eyJhbGciOi.eyJzdWIi.c2ln").await;
    assert_eq!((status, body["error"].as_str()), (401, Some("invalid_token")));
}

#[tokio::test]
async fn a_scripted_user_agrees_declines_or_forgets_and_haste_is_slowed_down() {
    let device_grant = "urn:ietf:params:oauth:grant-type:device_code";
    for (user, expected) in [
        (User::Agrees(2), vec!["authorization_pending", "slow_down", "authorization_pending", "-", "invalid_request"]),
        (User::Declines(1), vec!["authorization_pending", "slow_down", "access_denied", "access_denied"]),
        (User::Silent, vec!["authorization_pending", "slow_down", "authorization_pending"]),
    ] {
        let door = Door::new();
        door.allegro.set_user(user);
        let (_, device) = door.form("/device", &[("client_id", CLIENT_ID)]).await;
        let code = device["device_code"].as_str().unwrap().to_owned();
        let ask = async || {
            let (_, body) = door.form("/token", &[("grant_type", device_grant), ("device_code", &code)]).await;
            body["error"].as_str().unwrap_or("-").to_owned()
        };
        for (n, expected) in expected.into_iter().enumerate() {
            // The second question comes too fast.
            door.clock.forward(SignedDuration::from_secs(if n == 1 { 4 } else { 5 }));
            assert_eq!(ask().await, expected, "{user:?}, question {n}");
        }
        door.clock.forward(SignedDuration::from_hours(1));
        assert_eq!(ask().await, "invalid_request", "{user:?}: the code has ended");
    }
}

#[tokio::test]
async fn a_block_lasts_a_minute_and_each_call_prolongs_it() {
    let door = Door::new();
    let pair = door.allegro.log_in();
    let token = pair.access.expose();
    let status = async || door.get("/order/event-stats", token).await.0;
    door.allegro.begin(&Trouble::Allowance { per_minute: 2 });
    assert_eq!((status().await, status().await, status().await), (200, 200, 429));
    assert_eq!(door.allegro.calls_during_block(), 0);
    door.clock.forward(SignedDuration::from_secs(59));
    assert_eq!((status().await, door.allegro.calls_during_block()), (429, 1));
    door.clock.forward(SignedDuration::from_secs(59));
    assert_eq!((status().await, door.allegro.calls_during_block()), (429, 2));
    door.clock.forward(SignedDuration::from_secs(60));
    assert_eq!((status().await, door.allegro.calls_during_block()), (200, 2));
    let response = door.request("/order/event-stats", token).send().await.unwrap();
    assert_eq!(response.headers()["x-ratelimit-remaining"], "0");
}

#[tokio::test]
async fn outages_come_as_from_a_gateway_and_pass() {
    let door = Door::new();
    let pair = door.allegro.log_in();
    for (status, html) in [(504, true), (408, true), (500, false)] {
        door.allegro.begin(&Trouble::Outage { status, requests: 2 });
        for _ in 0..2 {
            let response = door.request("/me", pair.access.expose()).send().await.unwrap();
            assert_eq!(response.status().as_u16(), status);
            let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
            assert_eq!(kind == "text/html", html, "{status}: {kind}");
        }
        assert_eq!(door.get("/me", pair.access.expose()).await.0, 200);
    }
}

#[tokio::test]
async fn bodies_are_cut_shortened_dripped_hung_and_endless() {
    let door = Door::new();
    let pair = door.allegro.log_in();
    let token = pair.access.expose();
    let path = "/order/checkout-forms?limit=5";
    let whole = door.request(path, token).send().await.unwrap().bytes().await.unwrap();
    let ask = async |travel: Travel| {
        door.allegro.begin(&Trouble::Travel { travel, answers: 1 });
        door.request(path, token).send().await.unwrap()
    };
    assert_eq!(ask(Travel::Dripping(100)).await.bytes().await.unwrap(), whole);
    let short = ask(Travel::Truncated).await.bytes().await.unwrap();
    assert!(whole.starts_with(&short) && serde_json::from_slice::<Value>(&short).is_err());
    assert!(ask(Travel::Cut).await.bytes().await.is_err());
    let mut hanging = ask(Travel::Hanging).await;
    assert!(hanging.chunk().await.unwrap().is_some());
    drop(hanging);
    let mut endless = ask(Travel::Endless(500 << 20)).await;
    let mut received = 0;
    while received < 4 << 20 {
        received += endless.chunk().await.unwrap().unwrap().len();
    }
    drop(endless);
    assert_eq!(door.request(path, token).send().await.unwrap().bytes().await.unwrap(), whole);
}

#[tokio::test]
async fn pages_are_zipped_where_that_is_asked_for() {
    let door = Door::new();
    let pair = door.allegro.log_in();
    let plain = door.request("/order/checkout-forms", pair.access.expose()).send().await.unwrap();
    assert!(!plain.headers().contains_key("content-encoding"));
    let request = door.request("/order/checkout-forms", pair.access.expose()).header("Accept-Encoding", "gzip");
    let zipped = request.send().await.unwrap();
    assert_eq!(zipped.headers()["content-encoding"], "gzip");
    let (plain, zipped) = (plain.bytes().await.unwrap(), zipped.bytes().await.unwrap());
    let mut unzipped = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(zipped.as_ref()), &mut unzipped).unwrap();
    assert!(unzipped == plain && zipped.len() < plain.len() / 3);
}

#[tokio::test]
async fn the_journal_forgets_after_sixty_days_and_the_list_after_a_year() {
    let door = Door::new();
    let count = async |path: &str, key: &str| {
        let pair = door.allegro.log_in();
        let (_, body) = door.get(path, pair.access.expose()).await;
        body[key].as_array().map(Vec::len)
    };
    let all = count("/order/events?limit=1000", "events").await.unwrap();
    door.days(40);
    let kept = count("/order/events?limit=1000", "events").await.unwrap();
    assert!(0 < kept && kept < all, "{kept} of {all}");
    door.days(40);
    assert_eq!(count("/order/events?limit=1000", "events").await, Some(0));
    let pair = door.allegro.log_in();
    assert!(door.get("/order/event-stats", pair.access.expose()).await.1["latestEvent"].is_null());
    assert_eq!(count("/order/checkout-forms", "checkoutForms").await, Some(World::shipped_files().len()));
    door.days(365);
    assert_eq!(count("/order/checkout-forms", "checkoutForms").await, Some(0));
    let id = door.allegro.change(|world| world.orders()[0]["id"].as_str().unwrap().to_owned());
    let pair = door.allegro.log_in();
    assert_eq!(door.get(&format!("/order/checkout-forms/{id}"), pair.access.expose()).await.0, 404);
}

#[tokio::test]
async fn pages_and_the_journal_repeat_for_as_long_as_they_are_told_to() {
    let door = Door::new();
    let pair = door.allegro.log_in();
    let get = async |path: &str| door.get(path, pair.access.expose()).await.1;
    let first = get("/order/checkout-forms?limit=10&sort=updatedAt").await;
    door.allegro.begin(&Trouble::RepeatedPage { requests: 1 });
    let next = "/order/checkout-forms?limit=10&sort=updatedAt&offset=10";
    assert_eq!(get(next).await, first);
    assert_ne!(get(next).await, first);
    let begin = get("/order/events?limit=3").await;
    let last = begin["events"][2]["id"].as_str().unwrap().to_owned();
    door.allegro.begin(&Trouble::RepeatedJournal { requests: 1 });
    let next = format!("/order/events?limit=3&from={last}");
    assert_eq!(get(&next).await, begin);
    assert_ne!(get(&next).await, begin);
    door.allegro.begin(&Trouble::EmptyJournal { requests: 2 });
    assert!(get("/order/event-stats").await["latestEvent"].is_null());
    assert_eq!(get("/order/events").await["events"].as_array().unwrap().len(), 0);
    assert!(get("/order/event-stats").await["latestEvent"].is_object());
}

#[tokio::test]
async fn orders_that_arrive_shift_the_pages_of_the_newest_first() {
    let door = Door::of(World::from_orders(World::shipped().orders()));
    let pair = door.allegro.log_in();
    let get = async |offset: u32| {
        let path = format!("/order/checkout-forms?limit=10&sort=-updatedAt&offset={offset}");
        let (_, body) = door.get(&path, pair.access.expose()).await;
        let page: Vec<String> =
            body["checkoutForms"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect();
        page
    };
    let first = get(0).await;
    let mut order = door.allegro.change(|world| world.orders()[0].clone());
    order["id"] = "c3d046b6-75f7-11f1-879f-3ba7e847a9c7".into();
    order["updatedAt"] = "2026-11-23T12:00:00Z".into();
    let now = door.clock.now();
    door.allegro.change(|world| world.put(order, "READY_FOR_PROCESSING", now));
    assert_eq!(get(10).await[0], first[9]);
}

#[tokio::test]
async fn twenty_thousand_orders_are_held_and_every_page_is_reached_by_windows() {
    // Two lists full, or a part of one.
    let many: u32 = or_part(20_000, 1_000);
    let half = many / 2;
    let scenario = Scenario { generated: many, ..Scenario::calm("2026-11-23T12:00:00Z".parse().unwrap()) };
    let (world, _) = scenario.stage(Vec::new());
    assert_eq!(world.count(), many as usize);
    let door = Door::of(world);
    let pair = door.allegro.log_in();
    let path = format!("/order/checkout-forms?limit=1&sort=updatedAt&offset={}", half - 1);
    let (status, body) = door.get(&path, pair.access.expose()).await;
    assert_eq!((status, body["totalCount"].as_u64()), (200, Some(u64::from(many))));
    let from = body["checkoutForms"][0]["updatedAt"].as_str().unwrap().to_owned();
    let path = format!("/order/checkout-forms?limit=100&sort=updatedAt&updatedAt.gte={from}&offset={}", half - 100);
    let (status, body) = door.get(&path, pair.access.expose()).await;
    assert_eq!((status, body["checkoutForms"].as_array().map(Vec::len)), (200, Some(100)));
}

#[tokio::test]
async fn a_request_that_is_not_described_is_noticed() {
    let door = Door::new();
    let pair = door.allegro.log_in();
    assert_eq!(door.get("/order/checkout-forms?updatedAt.from=2026-11-01", pair.access.expose()).await.0, 200);
    let breaches = door.allegro.take_breaches();
    assert!(breaches.len() == 1 && breaches[0].contains("updatedAt.from"), "{breaches:?}");
    assert_eq!(door.allegro.take_breaches(), Vec::<String>::new());
}
