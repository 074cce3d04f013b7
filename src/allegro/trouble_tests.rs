//! The real client against a service in trouble: bodies that do not end, cut or hanging ones, blocks.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::SignedDuration;

use super::client::{Client, Connection};
use super::error::AllegroError;
use super::http;
use super::pause::Pause;
use super::port::{Orders as _, OrdersQuery};
use super::simulator::{Canned, Instead, Running, Simulator, Thing, Travel, Trouble, World};
use super::tokens::MemoryTokens;
use crate::clock::{Clock, ManualClock};
use crate::core::message::{Catalogue, Language};
use crate::core::problem::{Explain as _, Fault};

/// Waiting is what moves the time.
#[derive(Clone)]
struct Passing(Arc<ManualClock>, Arc<Mutex<Vec<u64>>>);

impl Pause for Passing {
    fn pause(&self, duration: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.0.forward(SignedDuration::try_from(duration).unwrap());
        self.1.lock().unwrap().push(duration.as_secs());
        Box::pin(std::future::ready(()))
    }
}

fn scene() -> (Running, Client, Arc<Mutex<Vec<u64>>>) {
    let clock = Arc::new(ManualClock::new("2026-11-23T12:00:00Z".parse().unwrap()));
    let allegro = Simulator::start_with(World::shipped(), Arc::clone(&clock) as Arc<dyn Clock>).unwrap();
    let waits = Arc::default();
    let pause = Box::new(Passing(Arc::clone(&clock), Arc::clone(&waits)));
    let tokens = Box::new(MemoryTokens::new(allegro.log_in()));
    let client = Client::new(allegro.connection(), tokens, pause, clock).unwrap();
    (allegro, client, waits)
}

fn travel(travel: Travel, answers: u32) -> Trouble {
    Trouble::Travel { travel, answers }
}

#[tokio::test]
async fn a_body_of_half_a_gigabyte_is_refused_at_its_limit() {
    let (allegro, mut client, _) = scene();
    allegro.begin(&travel(Travel::Endless(500_000_000), 1));
    let error = client.seller().await.unwrap_err();
    let AllegroError::TooLarge { limit, trace } = &error else { panic!("{error}") };
    assert_eq!(*limit, http::BODY_MAX);
    assert!(trace.len() > 30 && error.fault() == Fault::Outage, "{trace}");
    assert!(client.seller().await.is_ok(), "the next request is not harmed");
}

#[tokio::test]
async fn a_cut_body_is_asked_for_again_and_a_half_one_is_no_answer() {
    let (allegro, mut client, waits) = scene();
    allegro.begin(&travel(Travel::Cut, 2));
    assert!(client.seller().await.is_ok());
    assert_eq!(*waits.lock().unwrap(), [1, 2]);
    allegro.begin(&travel(Travel::Truncated, 1));
    assert!(matches!(client.seller().await, Err(AllegroError::Answer { .. })));
    allegro.begin(&travel(Travel::Dripping(7), 1));
    assert!(client.seller().await.is_ok());
}

#[tokio::test]
async fn a_body_that_hangs_ends_with_the_time_allowed_for_it() {
    let (allegro, _, _) = scene();
    allegro.begin(&travel(Travel::Hanging, 1));
    let connection = allegro.connection();
    let request = http::build(&connection)
        .unwrap()
        .get(format!("{}/me", connection.api_url))
        .bearer_auth(allegro.log_in().access.expose())
        // The real limit is a minute; this is the same path with a shorter one.
        .timeout(Duration::from_millis(80));
    assert!(matches!(http::send(request, "allegro").await, Err(AllegroError::Timeout { .. })));
}

#[tokio::test]
async fn r_i4_nothing_is_sent_while_a_block_lasts() {
    let (allegro, mut client, waits) = scene();
    allegro.begin(&Trouble::Limit);
    assert!(client.seller().await.is_ok());
    // The one call that met the block, and none after it.
    assert_eq!((waits.lock().unwrap().as_slice(), allegro.calls_during_block()), (&[60][..], 1));
}

#[tokio::test]
async fn every_refusal_gives_the_number_that_allegros_staff_ask_for() {
    let (allegro, mut client, _) = scene();
    for (status, body) in [
        (403, r#"{"errors":[{"code":"AccessDenied"}]}"#),
        (406, "{}"),
        (403, "<html>"),
        (204, ""),
        (200, "<html>"),
        (200, "{}"),
        (422, "plain"),
        (302, ""),
    ] {
        allegro.answer_next(Canned::new(status, body));
        let problem = client.seller().await.unwrap_err().problem();
        let text = Catalogue::new(Language::Polish).text(&problem.message);
        assert!(text.contains("Trace-Id") && text.contains("00000000-0000-4000-8000-"), "{status} {body}: {text}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (allegro, mut client, _) = scene();
    let elsewhere = Connection { api_url: "http://127.0.0.1:9".to_owned(), ..allegro.connection() };
    allegro.answer_next(Canned::new(302, "").with_header("Location", elsewhere.api_url));
    assert!(matches!(client.seller().await, Err(AllegroError::Rejected(_))));
    assert_eq!(allegro.requests().len(), 1);
}

#[tokio::test]
async fn i14_what_is_refused_one_after_the_other_costs_one_new_token() {
    let (allegro, mut client, _) = scene();
    let renewals = || allegro.requests().iter().filter(|line| line.contains("/token")).count();
    let (thing, instead) = (Thing::Orders, Instead::Status(401));
    allegro.begin(&Trouble::Of { thing, instead, times: None });
    for n in 1..=5 {
        let id = format!("b7a1c000-c096-11f1-8d16-{n:012x}").parse().unwrap();
        assert!(matches!(client.order(id).await, Err(AllegroError::Unauthorized(_))));
    }
    assert_eq!(renewals(), 1);
    // The account is well, and a token that is taken back later is still replaced.
    assert!(client.seller().await.is_ok());
    allegro.begin(&Trouble::TokenRevoked);
    assert!(client.latest_event().await.is_ok());
    assert_eq!(renewals(), 2);
}

fn page(offset: u32) -> OrdersQuery {
    OrdersQuery { updated_from: None, updated_to: None, offset, limit: 10 }
}

#[tokio::test]
async fn a_page_that_was_foreseen_is_asked_for_once() {
    let (allegro, mut client, _) = scene();
    // Without a token in hand nothing is sent ahead.
    client.foresee(&page(0));
    let first = client.orders(&page(0)).await.unwrap();
    assert_eq!(allegro.requests().len(), 1);
    client.foresee(&page(10));
    let second = client.orders(&page(10)).await.unwrap();
    assert_eq!(allegro.requests().len(), 2);
    assert!(first.orders.iter().all(|one| second.orders.iter().all(|other| one.id != other.id)));
    assert_eq!(second.orders.len(), 10);
    // Another page than was foreseen is asked for as ever.
    client.foresee(&page(0));
    let third = client.orders(&page(20)).await.unwrap();
    assert_eq!(client.orders(&page(20)).await.unwrap().orders.len(), third.orders.len());
}

#[tokio::test]
async fn what_goes_wrong_with_a_foreseen_page_goes_the_usual_way() {
    let (allegro, mut client, waits) = scene();
    client.orders(&page(0)).await.unwrap();
    for trouble in
        [Trouble::Outage { status: 503, requests: 2 }, travel(Travel::Cut, 2), Trouble::TokenRevoked, Trouble::Limit]
    {
        allegro.begin(&trouble);
        client.foresee(&page(10));
        assert_eq!(client.orders(&page(10)).await.unwrap().orders.len(), 10, "{trouble:?}");
    }
    assert!(waits.lock().unwrap().iter().any(|wait| *wait >= 60), "a block is waited out");
    // The foreseen request met it, and none after it.
    assert_eq!(allegro.calls_during_block(), 1);
}
