//! The contract of Allegro's order API, asked by the real client and, where the client could not misbehave,
//! by bare requests.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::*;
use crate::allegro::client::Client;
use crate::allegro::error::AllegroError;
use crate::allegro::http::MEDIA_TYPE;
use crate::allegro::pause::Pause;
use crate::allegro::port::{Orders, OrdersQuery};
use crate::allegro::tokens::{MemoryTokens, TokenStore};

/// A clock that a test moves.
struct Hand(Mutex<Timestamp>);

impl Hand {
    fn forward(&self, seconds: i64) {
        let mut now = self.0.lock().unwrap();
        *now += SignedDuration::from_secs(seconds);
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Writes down how long it should have waited.
#[derive(Clone, Default)]
struct Noted(Arc<Mutex<Vec<u64>>>);

impl Pause for Noted {
    fn pause(&self, duration: Duration) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.0.lock().unwrap().push(duration.as_secs());
        Box::pin(std::future::ready(()))
    }
}

struct Scene {
    allegro: Running,
    client: Client,
    tokens: Arc<MemoryTokens>,
    clock: Arc<Hand>,
    waits: Noted,
}

impl Scene {
    fn new(world: World) -> Self {
        let clock = Arc::new(Hand(Mutex::new("2026-11-23T12:00:00Z".parse().unwrap())));
        let allegro = Simulator::start_with(world, Arc::clone(&clock) as Arc<dyn Clock>).unwrap();
        let tokens = Arc::new(MemoryTokens::new(allegro.log_in()));
        let waits = Noted::default();
        let client = Client::new(
            allegro.connection(),
            Box::new(Arc::clone(&tokens)),
            Box::new(waits.clone()),
            Arc::clone(&clock) as Arc<dyn Clock>,
        )
        .unwrap();
        Self { allegro, client, tokens, clock, waits }
    }

    fn token(&self) -> String {
        self.tokens.load().unwrap().unwrap().access.expose().to_owned()
    }

    /// A request as somebody else's program might send it: status, `Trace-Id` and body.
    async fn bare(&self, path: &str, agent: &str, accept: &str, token: &str) -> (u16, bool, Value) {
        let request = reqwest::Client::new().get(format!("{}{path}", self.allegro.api_url()));
        let request = request.header("User-Agent", agent).header("Accept", accept).bearer_auth(token);
        let response = request.send().await.unwrap();
        let traced = response.headers().contains_key("trace-id");
        // Somebody else's program may ask what it likes.
        drop(self.allegro.take_breaches());
        (response.status().as_u16(), traced, serde_json::from_str(&response.text().await.unwrap()).unwrap())
    }

    async fn get(&self, path: &str) -> (u16, Value) {
        let (status, _, body) = self.bare(path, "Test/1.0 (+https://test.example)", MEDIA_TYPE, &self.token()).await;
        (status, body)
    }

    async fn token_call(&self, refresh: &str) -> (u16, Value) {
        let connection = self.allegro.connection();
        let response = reqwest::Client::new()
            .post(format!("{}/token", connection.auth_url))
            .basic_auth(connection.client_id, Some(connection.client_secret.expose()))
            .form(&[("grant_type", "refresh_token"), ("refresh_token", refresh)])
            .send()
            .await
            .unwrap();
        (response.status().as_u16(), serde_json::from_str(&response.text().await.unwrap()).unwrap())
    }
}

fn page(offset: u32, limit: u32) -> OrdersQuery {
    OrdersQuery { updated_from: None, updated_to: None, offset, limit }
}

#[tokio::test]
async fn the_whole_list_comes_in_pages_oldest_change_first() {
    let mut scene = Scene::new(World::shipped());
    let mut orders = Vec::new();
    loop {
        let offset = u32::try_from(orders.len()).unwrap();
        let page = scene.client.orders(&page(offset, 20)).await.unwrap();
        assert_eq!(page.total, World::shipped_files().len() as u64);
        if page.orders.is_empty() {
            break;
        }
        orders.extend(page.orders);
    }
    let mut ids: Vec<String> = orders.iter().map(|it| it.id.clone()).collect();
    let times: Vec<_> = orders.iter().map(|it| it.order.as_ref().unwrap().updated_at.unwrap()).collect();
    assert!(times.is_sorted());
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), World::shipped_files().len());
}

#[tokio::test]
async fn the_window_of_changes_is_obeyed_to_the_millisecond() {
    let mut scene = Scene::new(World::shipped());
    let all = scene.client.orders(&page(0, 100)).await.unwrap().orders;
    let times: Vec<Timestamp> = all.iter().map(|it| it.order.as_ref().unwrap().updated_at.unwrap()).collect();
    let window = OrdersQuery { updated_from: Some(times[10]), updated_to: Some(times[14]), offset: 0, limit: 100 };
    let found = scene.client.orders(&window).await.unwrap();
    assert_eq!((found.orders.len(), found.total), (5, 5));
}

#[tokio::test]
async fn no_more_than_ten_thousand_can_be_reached() {
    let mut scene = Scene::new(World::default());
    assert!(scene.client.orders(&page(9_900, 100)).await.is_ok());
    let error = scene.client.orders(&page(9_901, 100)).await.unwrap_err();
    let AllegroError::Rejected(refusal) = error else { panic!("{error}") };
    assert_eq!((refusal.status, refusal.code.as_str()), (422, "VALIDATION_ERROR"));
    assert!(refusal.message.contains("10000"));
    assert_ne!(refusal.trace, "-");
    assert!(scene.waits.0.lock().unwrap().is_empty());
}

#[tokio::test]
async fn filters_and_orders_of_the_list() {
    let scene = Scene::new(World::shipped());
    let all = World::shipped_files().len();
    for (query, expected) in [
        ("status=READY_FOR_PROCESSING", all - 4),
        ("status=CANCELLED&status=BOUGHT", 3),
        ("fulfillment.status=SENT", 1),
        ("fulfillment.provider.id=ALLEGRO", 1),
        ("marketplace.id=allegro-sk", 1),
        ("buyer.login=mroczek_kawosz", 2),
        ("delivery.method.id=5b3f2a10-7c44-4e0e-9a51-2f6d1c8e7a02", 1),
        ("lineItems.boughtAt.gte=2026-11-01T00:00:00Z&lineItems.boughtAt.lte=2026-11-01T23:59:59.999Z", 1),
        ("updatedAt.gte=2027-01-01T00:00:00Z", 0),
        ("misspelt.filter=1", all),
    ] {
        let (status, body) = scene.get(&format!("/order/checkout-forms?{query}")).await;
        assert_eq!((status, body["totalCount"].as_u64().unwrap()), (200, expected as u64), "{query}");
    }
    let mut firsts = Vec::new();
    for sort in ["", "?sort=-lineItems.boughtAt", "?sort=lineItems.boughtAt", "?sort=updatedAt", "?sort=-updatedAt"] {
        let (_, body) = scene.get(&format!("/order/checkout-forms{sort}")).await;
        firsts.push(body["checkoutForms"][0]["id"].as_str().unwrap().to_owned());
    }
    assert_eq!(firsts[0], firsts[1]);
    assert!(firsts[0] != firsts[2] && firsts[3] != firsts[4]);
    for bad in ["sort=price", "limit=0", "limit=101", "offset=-1", "updatedAt.gte=wczoraj"] {
        let (status, body) = scene.get(&format!("/order/checkout-forms?{bad}")).await;
        assert_eq!((status, body["errors"][0]["code"].as_str()), (422, Some("VALIDATION_ERROR")), "{bad}");
    }
}

#[tokio::test]
async fn the_journal_goes_forward_from_after_the_cursor() {
    let mut scene = Scene::new(World::shipped());
    let total = scene.allegro.change(|world| world.events().len());
    let mut seen = Vec::new();
    loop {
        let after = seen.last().cloned();
        let events = scene.client.events(after.as_deref(), 50).await.unwrap();
        if events.is_empty() {
            break;
        }
        seen.extend(events.into_iter().map(|event| event.id));
    }
    assert_eq!(seen.len(), total);
    assert_eq!(scene.client.latest_event().await.unwrap().unwrap().id, *seen.last().unwrap());
    let (_, body) = scene.get("/order/events?type=BUYER_CANCELLED&type=AUTO_CANCELLED").await;
    assert_eq!(body["events"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn q28_an_empty_world_is_no_error() {
    let mut scene = Scene::new(World::default());
    assert_eq!(scene.client.latest_event().await.unwrap(), None);
    assert!(scene.client.events(None, 100).await.unwrap().is_empty());
    assert!(scene.client.orders(&page(0, 100)).await.unwrap().orders.is_empty());
}

#[tokio::test]
async fn an_order_changes_and_vanishes() {
    let mut scene = Scene::new(World::shipped());
    let before = scene.client.latest_event().await.unwrap().unwrap();
    let mut order = scene.allegro.change(|world| world.orders()[0].clone());
    let id = order["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(scene.client.order(id).await.unwrap().unwrap().order.unwrap().id, id);
    order["status"] = "CANCELLED".into();
    let now = scene.clock.now();
    scene.allegro.change(|world| world.put(order, "BUYER_CANCELLED", now));
    let events = scene.client.events(Some(&before.id), 10).await.unwrap();
    assert_eq!((events[0].kind.as_str(), events[0].order), ("BUYER_CANCELLED", Some(id)));
    let read = scene.client.order(id).await.unwrap().unwrap().order.unwrap();
    assert_eq!(read.status.as_str(), "CANCELLED");
    scene.allegro.change(|world| world.remove(&id.to_string()));
    assert!(scene.client.order(id).await.unwrap().is_none());
}

#[tokio::test]
async fn the_account_and_an_offer() {
    let mut scene = Scene::new(World::shipped());
    let seller = scene.client.seller().await.unwrap();
    assert_eq!((seller.id.as_str(), seller.login.as_str()), ("10000001", "laczka_sklep"));
    let offer = scene.client.offer("7770000303").await.unwrap().unwrap();
    assert_eq!((offer.external_id, offer.eans), (None, vec!["2000000000091".to_owned()]));
    assert_eq!(scene.client.offer("1").await.unwrap(), None);
    assert_eq!(scene.client.offer("../me").await.unwrap(), None);
}

#[tokio::test]
async fn what_the_door_asks_for() {
    let scene = Scene::new(World::shipped());
    let (agent, token) = ("Test/1.0 (+https://test.example)", scene.token());
    let id = "/order/checkout-forms/00000000-0000-1000-8000-000000000000";
    for (path, agent, accept, token, status, code) in [
        ("/me", "node", MEDIA_TYPE, token.as_str(), 403, "AccessDenied"),
        ("/me", "Test/1.0 (https://test.example)", MEDIA_TYPE, &token, 403, "AccessDenied"),
        ("/me", agent, "application/json", &token, 406, "NotAcceptableException"),
        (id, agent, MEDIA_TYPE, &token, 404, "CheckoutFormNotFoundException"),
        ("/order/checkout-forms/7", agent, MEDIA_TYPE, &token, 422, "VALIDATION_ERROR"),
        ("/sale/product-offers/1", agent, MEDIA_TYPE, &token, 404, "OfferNotFoundException"),
    ] {
        let (found, traced, body) = scene.bare(path, agent, accept, token).await;
        assert_eq!((found, traced), (status, true), "{path}");
        assert_eq!(body["errors"][0]["code"], code, "{path}");
        assert!(body["errors"][0]["userMessage"].is_string());
    }
    let (status, traced, body) = scene.bare("/me", agent, MEDIA_TYPE, "nieznany").await;
    assert_eq!((status, traced, body["error"].as_str()), (401, true, Some("unauthorized")));
    let (_, methods) = scene.get("/sale/delivery-methods").await;
    assert!(methods["deliveryMethods"].as_array().unwrap().len() >= 10);
}

#[tokio::test]
async fn a_refresh_token_works_once_and_for_a_minute_of_grace() {
    let scene = Scene::new(World::default());
    let (status, first) = scene.token_call("refresh-1").await;
    assert_eq!(status, 200);
    scene.clock.forward(60);
    let (status, again) = scene.token_call("refresh-1").await;
    assert_eq!(status, 200);
    assert_ne!(first["refresh_token"], again["refresh_token"]);
    scene.clock.forward(1);
    let (status, body) = scene.token_call("refresh-1").await;
    assert_eq!((status, body["error"].as_str()), (400, Some("invalid_grant")));
    let (status, _) = scene.token_call(first["refresh_token"].as_str().unwrap()).await;
    assert_eq!(status, 200);
    // Parameters in the address, and another application.
    let url = format!("{}/token?grant_type=refresh_token&refresh_token=refresh-2", scene.allegro.auth_url());
    assert_eq!(reqwest::Client::new().post(&url).send().await.unwrap().status().as_u16(), 400);
    let form = [("grant_type", "refresh_token"), ("refresh_token", "refresh-2")];
    let url = format!("{}/token", scene.allegro.auth_url());
    let stranger = reqwest::Client::new().post(&url).basic_auth("obcy", Some("x")).form(&form);
    assert_eq!(stranger.send().await.unwrap().status().as_u16(), 401);
    let breaches = scene.allegro.take_breaches();
    assert!(breaches.len() == 1 && breaches[0].contains("not a POST with a form"), "{breaches:?}");
}

#[tokio::test]
async fn a_revoked_token_is_renewed_once_and_the_new_pair_is_stored() {
    let mut scene = Scene::new(World::shipped());
    let before = scene.token();
    scene.allegro.revoke_access_tokens();
    assert!(scene.client.seller().await.is_ok());
    assert_ne!(scene.token(), before);
    let asked: Vec<String> = scene.allegro.requests();
    assert_eq!(asked, ["GET /me", "POST /auth/oauth/token", "GET /me"]);
}

#[tokio::test]
async fn a_token_about_to_end_is_renewed_before_it_is_used() {
    let mut scene = Scene::new(World::shipped());
    scene.clock.forward(43_199 - 30);
    scene.client.seller().await.unwrap();
    assert_eq!(scene.allegro.requests(), ["POST /auth/oauth/token", "GET /me"]);
}

#[tokio::test]
async fn a_pair_that_another_process_renewed_is_taken_and_not_renewed_again() {
    let mut scene = Scene::new(World::shipped());
    scene.client.seller().await.unwrap();
    scene.allegro.revoke_access_tokens();
    scene.tokens.store(&scene.allegro.log_in()).unwrap();
    scene.client.seller().await.unwrap();
    assert_eq!(scene.allegro.requests(), ["GET /me", "GET /me", "GET /me"]);
}

#[tokio::test]
async fn without_a_valid_login_nothing_is_tried_again() {
    let mut scene = Scene::new(World::shipped());
    let mut lost = scene.allegro.log_in();
    lost.refresh = Secret::new("zuzyty");
    scene.tokens.store(&lost).unwrap();
    scene.allegro.revoke_access_tokens();
    assert_eq!(scene.client.seller().await.unwrap_err(), AllegroError::LoginNeeded);
    assert_eq!(scene.allegro.requests().len(), 2);
    let nobody = Box::new(MemoryTokens::default());
    let clock = Arc::clone(&scene.clock) as Arc<dyn Clock>;
    let mut client = Client::new(scene.allegro.connection(), nobody, Box::new(Noted::default()), clock).unwrap();
    assert_eq!(client.seller().await.unwrap_err(), AllegroError::LoginNeeded);
}

#[tokio::test]
async fn a_wrong_secret_is_not_a_lost_login() {
    let scene = Scene::new(World::shipped());
    scene.allegro.revoke_access_tokens();
    let connection = Connection { client_secret: Secret::new("inny"), ..scene.allegro.connection() };
    let clock = Arc::clone(&scene.clock) as Arc<dyn Clock>;
    let tokens = Box::new(Arc::clone(&scene.tokens));
    let mut client = Client::new(connection, tokens, Box::new(Noted::default()), clock).unwrap();
    assert!(matches!(client.seller().await, Err(AllegroError::UnknownClient(_))));
}

#[tokio::test]
async fn passing_troubles_are_waited_out() {
    let mut scene = Scene::new(World::shipped());
    scene.allegro.answer_next(Canned::new(429, ""));
    scene.allegro.answer_next(Canned::new(429, "").with_header("Retry-After", "120"));
    scene.allegro.answer_next(Canned::new(504, "<html>504</html>"));
    assert!(scene.client.seller().await.is_ok());
    assert_eq!(*scene.waits.0.lock().unwrap(), [60, 120, 4]);
}

#[tokio::test]
async fn patience_has_an_end_and_a_reason() {
    let mut scene = Scene::new(World::shipped());
    let body = r#"{"errors":[{"code":"ServiceTimeoutException","userMessage":"Spróbuj za kilka minut."}]}"#;
    for _ in 0..4 {
        scene.allegro.answer_next(Canned::new(504, body));
    }
    let error = scene.client.seller().await.unwrap_err();
    let AllegroError::Breakdown(refusal) = error else { panic!("{error}") };
    assert_eq!((refusal.status, refusal.message.as_str()), (504, "Spróbuj za kilka minut."));
    assert_eq!(*scene.waits.0.lock().unwrap(), [1, 2, 4]);
    assert_eq!(scene.allegro.requests().len(), 4);
}

#[tokio::test]
async fn a_lost_answer_to_a_refresh_is_asked_for_again_within_the_grace() {
    let mut scene = Scene::new(World::shipped());
    scene.clock.forward(43_199);
    scene.allegro.answer_next(Canned::new(502, ""));
    assert!(scene.client.seller().await.is_ok());
    assert_eq!(scene.allegro.requests().len(), 3);
}

#[tokio::test]
async fn refusals_are_not_repeated_and_odd_answers_are_told_apart() {
    let mut scene = Scene::new(World::shipped());
    let denied = r#"{"errors":[{"code":"AccessDenied","userMessage":"Brak dostępu."}]}"#;
    scene.allegro.answer_next(Canned::new(403, denied));
    assert!(matches!(scene.client.seller().await, Err(AllegroError::Denied(_))));
    scene.allegro.answer_next(Canned::new(200, "<html>zaloguj się do sieci</html>"));
    assert!(matches!(scene.client.seller().await, Err(AllegroError::Html { status: 200, .. })));
    scene.allegro.answer_next(Canned::new(200, ""));
    assert!(matches!(scene.client.seller().await, Err(AllegroError::Empty { .. })));
    scene.allegro.answer_next(Canned::new(302, "").with_header("Location", "https://example.com/"));
    assert!(matches!(scene.client.seller().await, Err(AllegroError::Rejected(_))));
    scene.allegro.answer_next(Canned::new(200, "{\"login\":\"x\"}"));
    assert!(matches!(scene.client.seller().await, Err(AllegroError::Answer { .. })));
    assert_eq!(scene.allegro.requests().len(), 5);
}

#[tokio::test]
async fn a_filter_that_was_not_applied_is_noticed() {
    let mut scene = Scene::new(World::shipped());
    let (_, everything) = scene.get("/order/checkout-forms?limit=100").await;
    let everything = everything.to_string();
    let future: Timestamp = "2027-01-01T00:00:00Z".parse().unwrap();
    let past: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
    for (query, filter) in [
        (OrdersQuery { updated_from: Some(future), ..page(0, 100) }, "updatedAt.gte"),
        (OrdersQuery { updated_to: Some(past), ..page(0, 100) }, "updatedAt.lte"),
        (page(0, 10), "limit"),
    ] {
        scene.allegro.answer_next(Canned::new(200, everything.clone()));
        let error = scene.client.orders(&query).await.unwrap_err();
        assert_eq!(error, AllegroError::FilterIgnored { filter: filter.to_owned() });
    }
    let (_, events) = scene.get("/order/events?limit=10").await;
    let third = events["events"][2]["id"].as_str().unwrap().to_owned();
    scene.allegro.answer_next(Canned::new(200, events.to_string()));
    let error = scene.client.events(Some(&third), 10).await.unwrap_err();
    assert_eq!(error, AllegroError::FilterIgnored { filter: "from".to_owned() });
}

#[tokio::test]
async fn another_order_than_asked_for_is_refused() {
    let mut scene = Scene::new(World::shipped());
    let (asked, other) = scene.allegro.change(|world| (world.orders()[0].clone(), world.orders()[1].clone()));
    scene.allegro.answer_next(Canned::new(200, other.to_string()));
    let id = asked["id"].as_str().unwrap().parse().unwrap();
    assert!(matches!(scene.client.order(id).await, Err(AllegroError::Answer { .. })));
}

#[tokio::test]
async fn nobody_there_is_an_outage() {
    let mut scene = Scene::new(World::default());
    let connection = scene.allegro.connection();
    let tokens = Box::new(Arc::clone(&scene.tokens));
    let clock = Arc::clone(&scene.clock) as Arc<dyn Clock>;
    scene.client = Client::new(connection, tokens, Box::new(scene.waits.clone()), clock).unwrap();
    scene.allegro.shutdown().unwrap();
    let error = scene.client.seller().await.unwrap_err();
    assert!(matches!(error, AllegroError::Unreachable { .. } | AllegroError::Broken { .. }), "{error}");
    assert_eq!(*scene.waits.0.lock().unwrap(), [1, 2, 4]);
}

#[test]
fn a_folder_is_a_world() {
    let folder = tempfile::tempdir().unwrap();
    let files = World::shipped_files();
    let put = |name: &str, text: &str| {
        #[expect(clippy::disallowed_methods, reason = "a test's own folder need not be durable")]
        std::fs::write(folder.path().join(name), text).unwrap();
    };
    put("a.json", files[0].1);
    put("b.JSON", &format!("\u{feff}[{},{}]", files[1].1, files[2].1));
    put("c.json", &format!("{{\"checkoutForms\":[{},{}]}}", files[3].1, files[0].1));
    put("notes.txt", "not an order");
    let world = World::from_dir(folder.path()).unwrap();
    assert_eq!(world.orders().len(), 4);
    assert!(world.offer("7770000001").is_some() && !world.events().is_empty());
    put("d.json", "{");
    let error = World::from_dir(folder.path()).unwrap_err();
    assert!(error.to_string().contains("d.json"), "{error}");
}
