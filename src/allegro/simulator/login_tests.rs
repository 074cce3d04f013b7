//! The device flow, from the code to the first request.

use std::sync::Arc;

use super::*;
use crate::allegro::client::Client;
use crate::allegro::error::AllegroError;
use crate::allegro::login::Login;
use crate::allegro::pause::{NoPause, Pause};
use crate::allegro::port::Orders;
use crate::allegro::tokens::{MemoryTokens, TokenStore};
use crate::clock::FixedClock;

fn clock() -> Arc<dyn Clock> {
    Arc::new(FixedClock("2026-11-23T12:00:00Z".parse().unwrap()))
}

type Waits = Arc<std::sync::Mutex<Vec<u64>>>;

fn scene() -> (Arc<Running>, Login, Waits) {
    let allegro = Arc::new(Simulator::start_with(World::shipped(), clock()).unwrap());
    let waits = Waits::default();
    let decides = Decides(Arc::clone(&allegro), Arc::clone(&waits));
    let login = Login::new(allegro.connection(), Box::new(decides), clock()).unwrap();
    (allegro, login, waits)
}

/// The user decides while the program waits for the second time.
struct Decides(Arc<Running>, Waits);

impl Pause for Decides {
    fn pause(&self, duration: std::time::Duration) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        let mut waits = self.1.lock().unwrap();
        waits.push(duration.as_secs());
        if waits.len() == 2 {
            self.0.decide_logins(true);
        }
        Box::pin(std::future::ready(()))
    }
}

#[tokio::test]
async fn a_login_waits_for_the_user_and_is_stored() {
    let (allegro, login, _) = scene();
    let device = login.begin().await.unwrap();
    assert!(device.verification_uri_complete.as_ref().unwrap().ends_with(&device.user_code));
    let tokens = Arc::new(MemoryTokens::default());
    let pair = login.finish(&device, &*tokens).await.unwrap();
    assert_eq!(tokens.load().unwrap(), Some(pair));
    let asked = allegro.requests();
    assert_eq!(asked, ["POST /auth/oauth/device", "POST /auth/oauth/token", "POST /auth/oauth/token"]);
    let mut client = Client::new(allegro.connection(), Box::new(tokens), Box::new(NoPause), clock()).unwrap();
    assert!(client.seller().await.is_ok());
    let again = login.finish(&device, &MemoryTokens::default()).await.unwrap_err();
    assert_eq!(again, AllegroError::LoginExpired);
}

#[tokio::test]
async fn a_login_that_is_declined_or_forgotten_ends() {
    let allegro = Simulator::start_with(World::shipped(), clock()).unwrap();
    let login = Login::new(allegro.connection(), Box::new(NoPause), clock()).unwrap();
    let tokens = MemoryTokens::default();
    let device = login.begin().await.unwrap();
    assert_eq!(login.finish(&device, &tokens).await.unwrap_err(), AllegroError::LoginExpired);
    // An hour, a question every five seconds, and one to begin with.
    assert_eq!(allegro.requests().len(), 721);
    allegro.decide_logins(false);
    assert_eq!(login.finish(&device, &tokens).await.unwrap_err(), AllegroError::LoginDeclined);
    assert_eq!(tokens.load().unwrap(), None);
}

#[tokio::test]
async fn troubles_do_not_end_the_wait_and_slow_down_is_obeyed() {
    let (allegro, login, waits) = scene();
    let device = login.begin().await.unwrap();
    allegro.answer_next(Canned::new(400, r#"{"error":"slow_down"}"#));
    allegro.answer_next(Canned::new(504, "<html>"));
    assert!(login.finish(&device, &MemoryTokens::default()).await.is_ok());
    assert_eq!(allegro.requests().len(), 4);
    assert_eq!(*waits.lock().unwrap(), [5, 10, 10]);
}

#[tokio::test]
async fn a_wrong_application_is_told_so() {
    let allegro = Simulator::start_with(World::shipped(), clock()).unwrap();
    let connection = Connection { client_id: "inna".to_owned(), ..allegro.connection() };
    let login = Login::new(connection, Box::new(NoPause), clock()).unwrap();
    assert!(matches!(login.begin().await, Err(AllegroError::UnknownClient(_))));
}
